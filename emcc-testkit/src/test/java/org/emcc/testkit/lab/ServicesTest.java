package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.em.http.ApiAnswer;
import org.emcc.core.em.http.EmApiClient;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneListener;
import org.emcc.sip.registration.PhoneRegistration;
import org.emcc.sip.registration.RegistrationOutcome;
import org.emcc.sip.transport.SipTransport;
import org.emcc.testing.Canary;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What else the EM service does for a phone and for an application, over the sockets of the lab. */
@Timeout(120)
class ServicesTest {
    private static final String PHONE = "SEP0011AABBCCD1";
    private static final DeviceName DEVICE = DeviceName.of(PHONE);
    private static final Pin PIN = Pin.of(Canary.PIN);

    private final EmccLab lab = EmccLab.start();

    @AfterEach
    void closeAndSearchTheTrace() {
        lab.close();
        Canary.mustNotBeIn("the trace", lab.trace().asText());
    }

    private VirtualPhone inLondon() {
        VirtualPhone phone = lab.phone(PHONE);
        phone.start().join();
        lab.awaitRegistration(phone, "LON");
        return phone;
    }

    private static <T extends ApiResponse> T answered(CompletableFuture<ApiAnswer<T>> call) {
        ApiAnswer<T> answer = call.join();
        assertThat(answer).isInstanceOf(ApiAnswer.Answered.class);
        return ((ApiAnswer.Answered<T>) answer).response();
    }

    @Test
    void anApplicationSeesAVisitorAndLogsHerOut() {
        VirtualPhone phone = inLondon();
        EmApiClient london = lab.cluster("LON").application();
        EmApiClient newYork = lab.cluster("NYC").application();
        assertThat(answered(london.deviceUsers(List.of(DEVICE)))
                        .devices()
                        .get(0)
                        .user())
                .isEqualTo(ApiResponse.Somebody.none());
        assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
        lab.awaitRegistration(phone, "NYC");

        ApiResponse.Device seen =
                answered(london.deviceUsers(List.of(DEVICE))).devices().get(0);
        assertThat(seen.user()).isEqualTo(ApiResponse.Somebody.of(UserId.of("alice")));
        assertThat(seen.emcc()).isEqualTo(ApiResponse.EmccDevice.NO);
        assertThat(answered(newYork.deviceUsers(List.of(DEVICE)))
                        .devices()
                        .get(0)
                        .emcc())
                .isEqualTo(ApiResponse.EmccDevice.YES);

        assertThat(answered(london.logout(DEVICE))).isEqualTo(new ApiResponse.Success());
        lab.awaitRegistration(phone, "LON");
        assertThat(london.logout(DEVICE).join())
                .isInstanceOfSatisfying(
                        ApiAnswer.Refused.class,
                        answer -> assertThat(answer.failure().code().number()).isEqualTo(19));
        assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(3);
    }

    @Test
    void anApplicationCannotStartALoginAcrossClusters() {
        inLondon();
        assertThat(lab.cluster("LON")
                        .application()
                        .login(DEVICE, UserId.of("alice"))
                        .join())
                .isInstanceOfSatisfying(
                        ApiAnswer.Refused.class,
                        answer -> assertThat(answer.failure().code().number()).isEqualTo(23));
    }

    @Test
    void aUserIsLedToTheHomeClusterForANewPinAndLogsInWithIt() {
        VirtualPhone phone = inLondon();
        lab.cluster("NYC").demandNewPin(UserId.of("alice"));

        Display told = phone.logIn("alice", PIN);
        assertThat(told.prompt()).isEqualTo("PIN change is required");
        assertThat(told.candidates()).extracting(code -> code.number()).containsExactly(41);
        assertThat(phone.display()).contains(told);

        Pin next = Pin.of("5" + Canary.PIN);
        assertThat(phone.changePin("alice", PIN, next).prompt()).isEqualTo("PIN changed");
        assertThat(lab.trace().events())
                .as("the page is that of the home cluster")
                .anyMatch(event -> event.from().equals(PHONE)
                        && event.to().equals("NYC")
                        && event.what().equals("sends user ID, old and new PIN"));
        assertThat(phone.logIn("alice", PIN).text()).isEqualTo("Login is unavailable(2)");
        assertThat(phone.logIn("alice", next).text()).startsWith("Login successful");
        lab.awaitRegistration(phone, "NYC");
        assertThat(phone.display())
                .as("a phone that has restarted shows nothing")
                .isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> phone.changePin("alice", PIN, next))
                .withMessageContaining("shows no softkey that leads to a new PIN");
    }

    @Test
    void aNewPinIsDemandedOfUsersOfTheClusterOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lab.cluster("NYC").demandNewPin(UserId.of("nora")))
                .withMessageContaining("cluster NYC has no user nora");
    }

    /** The phone's call manager resets another registration of the same name, which does not listen; so the phone does not restart. */
    @Test
    void aPhoneThatDoesNotRestartAsksForThePageOfSuccessAnew() {
        LabCluster london = lab.cluster("LON");
        HeldTimers timers = new HeldTimers();
        try (VirtualPhone phone = VirtualPhone.builder(
                                DEVICE,
                                london.configuration().phones().get(DEVICE).model(),
                                london.tftpAddress(),
                                london.phoneTrust(),
                                lab.trace())
                        .timers(timers, timers.clock())
                        .build();
                PhoneRegistration deaf = PhoneRegistration.builder(DEVICE, "5001")
                        .transport(SipTransport.tcp())
                        .listener(new PhoneListener() {})
                        .start()) {
            assertThat(phone.start().join()).isInstanceOf(PhoneStatus.Registered.class);
            assertThat(deaf.register(london.sipAddress(), CiscoAlarm.INITIALIZED)
                            .join())
                    .isInstanceOf(RegistrationOutcome.Registered.class);

            assertThat(phone.logIn("alice", PIN).text()).isEqualTo("Login successful. The phone restarts now.");
            timers.pass(Duration.ofSeconds(29));
            assertThat(phone.display().orElseThrow().text()).isEqualTo("Login successful. The phone restarts now.");
            timers.pass(Duration.ofSeconds(1));
            assertThat(phone.display().orElseThrow().text())
                    .isEqualTo("alice is logged in. If the phone does not restart, restart it.");
            assertThat(lab.trace().asText()).containsOnlyOnce("asks for the page anew");
            timers.pass(Duration.ofHours(1));
            assertThat(lab.trace().asText()).containsOnlyOnce("asks for the page anew");
        }
    }

    @Test
    void aPhoneThatRestartsAsksNoMore() {
        LabCluster london = lab.cluster("LON");
        HeldTimers timers = new HeldTimers();
        try (VirtualPhone phone = VirtualPhone.builder(
                        DEVICE,
                        london.configuration().phones().get(DEVICE).model(),
                        london.tftpAddress(),
                        london.phoneTrust(),
                        lab.trace())
                .timers(timers, timers.clock())
                .build()) {
            phone.start().join();
            phone.logIn("alice", PIN);
            lab.awaitRegistration(phone, "NYC");

            timers.pass(Duration.ofHours(1));
            assertThat(phone.display()).isEmpty();
            assertThat(lab.trace().asText()).doesNotContain("asks for the page anew");
        }
    }

    /** Timers whose time passes when the test says so. */
    private static final class HeldTimers implements Timers {
        private final List<Task> tasks = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-22T08:00:00Z");

        private record Task(Instant when, Runnable what) {}

        @Override
        public synchronized Ordered at(Instant when, Runnable task) {
            Task ordered = new Task(when, task);
            tasks.add(ordered);
            return () -> cancel(ordered);
        }

        private synchronized void cancel(Task task) {
            tasks.remove(task);
        }

        synchronized Instant now() {
            return now;
        }

        void pass(Duration time) {
            List<Task> due;
            synchronized (this) {
                now = now.plus(time);
                due = tasks.stream().filter(task -> !task.when.isAfter(now)).toList();
                tasks.removeAll(due);
            }
            due.forEach(task -> task.what.run());
        }

        Clock clock() {
            return new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    throw new UnsupportedOperationException("the tests need no other zone");
                }

                @Override
                public Instant instant() {
                    return now();
                }
            };
        }

        @Override
        public void close() {}
    }
}
