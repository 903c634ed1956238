package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.TraceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which ways phones reach their cluster, as the company has chosen. */
@Timeout(120)
class TransportsTest {
    private static final String PHONE = "SEP0011AABBCCD1";
    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));

    private static Company cheap(Company company) {
        return company.toBuilder().sipOver(SipOver.UDP).plainPages().build();
    }

    private static List<String> amiss(EmccLab lab) {
        return lab.trace().events().stream()
                .filter(TraceEvent::amiss)
                .map(TraceEvent::what)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void phonesOverUdpWithPlainPagesLogInAndOut(boolean direct) {
        EmccLab.Builder builder = EmccLab.builder().companies(cheap(Company.newYork()), cheap(Company.london()));
        try (EmccLab lab = (direct ? builder.direct() : builder).start()) {
            LabCluster visiting = lab.cluster("LON");
            VirtualPhone phone = lab.phone(PHONE);
            assertThat(phone.start().join())
                    .isEqualTo(new PhoneStatus.Registered(visiting.sipUdpAddress(), "5001", false));
            assertThat(visiting.emAppUri().toString()).startsWith("http://" + visiting.pagesAddress());
            assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
            lab.awaitRegistration(phone, "NYC");
            assertThat(phone.status())
                    .isEqualTo(new PhoneStatus.Registered(lab.cluster("NYC").sipUdpAddress(), "2125550100", true));
            assertThat(phone.logOut().text()).startsWith("Logout successful");
            lab.awaitRegistration(phone, "LON");
            assertThat(amiss(lab)).isEmpty();
            assertThat(lab.trace().events())
                    .as("every address that a phone speaks with has the lane of its cluster")
                    .flatExtracting(event -> List.of(event.from(), event.to()))
                    .noneMatch(lane -> lane.startsWith("127."));
        }
    }

    /** What a visitor's phone speaks is what the home cluster writes into its file. */
    @Test
    void aVisitorSpeaksWhatItsHomeSpeaks() {
        try (EmccLab lab = EmccLab.builder()
                .companies(Company.newYork(), cheap(Company.london()))
                .start()) {
            VirtualPhone phone = lab.phone(PHONE);
            phone.start().join();
            phone.logIn("alice", PIN);
            lab.awaitRegistration(phone, "NYC");
            assertThat(phone.status())
                    .isEqualTo(new PhoneStatus.Registered(lab.cluster("NYC").sipAddress(), "2125550100", true));
        }
    }

    @Test
    void everyWayHasAWireThatFails() {
        try (EmccLab lab = EmccLab.builder()
                .companies(cheap(Company.newYork()), cheap(Company.london()))
                .start()) {
            LabCluster london = lab.cluster("LON");
            VirtualPhone phone = lab.phone(PHONE);
            phone.start().join();
            london.pages().refuse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> phone.logIn("alice", PIN))
                    .withMessageContaining("was not reached");
            lab.clearFaults();
            assertThat(Stream.of(phone.logIn("nobody", PIN).candidates()))
                    .as("the form comes over the wire too")
                    .isNotEmpty();
            london.sipUdp().drop(1);
            assertThat(phone.start().join()).isInstanceOf(PhoneStatus.Registered.class);
            assertThat(amiss(lab))
                    .as("a REGISTER was lost, and sent again")
                    .contains("SIP over UDP wire loses a datagram");
            london.crash();
            london.restart();
            assertThat(phone.start().join()).isInstanceOf(PhoneStatus.Registered.class);
        }
    }

    @Test
    void aCompanyWithoutPlainPagesHasNone() {
        try (EmccLab lab = EmccLab.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> lab.cluster("NYC").pagesAddress())
                    .withMessage("cluster NYC has no pages without TLS, as its company has none");
            assertThatIllegalStateException()
                    .isThrownBy(() -> lab.cluster("NYC").pages())
                    .withMessage("cluster NYC has no pages without TLS, as its company has none");
        }
    }

    /** All phones hear by one thread, on which no watcher may stand. */
    @Test
    void whoSeesAPhoneRegisterMayWaitForAnother() throws Exception {
        try (EmccLab lab = EmccLab.builder()
                .companies(cheap(Company.newYork()), cheap(Company.london()))
                .start()) {
            VirtualPhone one = lab.phone("SEP0011AABBCCD1");
            VirtualPhone other = lab.phone("SEP0011AABBCCD2");
            CountDownLatch both = new CountDownLatch(1);
            lab.when("registers", () -> {
                other.start().join();
                lab.awaitRegistration(other, "LON");
                both.countDown();
            });
            one.start().join();
            lab.awaitRegistration(one, "LON");
            assertThat(both.await(60, TimeUnit.SECONDS))
                    .as(() -> lab.trace().asText())
                    .isTrue();
        }
    }
}
