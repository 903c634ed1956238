package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clusters do by themselves, by the clock of the lab (emcc-behaviour 3.5 and 5.4). */
@Timeout(120)
class PeriodicWorkTest {
    private static final String PHONE = "SEP0011AABBCCD1";
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));

    private static VirtualPhone started(EmccLab lab) {
        VirtualPhone phone = lab.phone(PHONE);
        phone.start().join();
        return phone;
    }

    /** Over one update, and short of the next attempt, which comes a minute after an update that found nobody. */
    private static void cutOffForHalfAnHour(EmccLab lab) {
        lab.cluster("NYC").em().refuse();
        lab.clock().advance(Duration.ofMinutes(30).plusSeconds(1));
        lab.cluster("NYC").em().clear();
    }

    @Test
    void clustersHaveAskedEachOtherWhenTheLabHasStarted() {
        try (EmccLab lab = EmccLab.start()) {
            assertThat(lab.cluster("LON").visiting().remoteStatus(NYC)).isInstanceOf(RemoteStatus.Answered.class);
        }
    }

    /** Also after a restart; and what was found silent is found again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClusterThatWasSilentAtTheUpdateIsNotAskedUntilTheNext(boolean restarted) {
        try (EmccLab lab = EmccLab.start()) {
            VirtualPhone phone = started(lab);
            if (restarted) {
                lab.cluster("LON").crash();
                lab.cluster("LON").restart();
                phone.start().join();
            }
            cutOffForHalfAnHour(lab);
            assertThat(phone.logIn("alice", PIN).candidates()).contains(ErrorCode.of(208));
            lab.clock().advance(Duration.ofMinutes(31));
            assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
        }
    }

    @Test
    void nothingIsDoneWhereItIsNotWanted() {
        try (EmccLab lab = EmccLab.builder().withoutPeriodicWork().start()) {
            VirtualPhone phone = started(lab);
            assertThat(lab.cluster("LON").visiting().remoteStatus(NYC)).isInstanceOf(RemoteStatus.NotAsked.class);
            cutOffForHalfAnHour(lab);
            assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
        }
    }

    /** Time that is let pass overtakes no message: the remote clusters stay known however far the clock is advanced. */
    @Test
    void noAnswerIsTooLateBecauseTheClockWasAdvanced() {
        try (EmccLab lab = EmccLab.start()) {
            VirtualPhone phone = started(lab);
            lab.clock().advance(Duration.ofDays(3));
            assertThat(lab.cluster("LON").visiting().remoteStatus(NYC)).isInstanceOf(RemoteStatus.Answered.class);
            assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
        }
    }

    /** London's store is lost, so that New York hears of no logout (emcc-behaviour 3.5). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void maintenanceFreesABaseDeviceAfterADay(boolean restarted) {
        LosingStore london = new LosingStore();
        try (EmccLab lab = EmccLab.builder()
                .stores("LON", HomeLoginStore.inMemory(), london.store)
                .start()) {
            VirtualPhone phone = started(lab);
            phone.logIn("alice", PIN);
            lab.awaitRegistration(phone, "NYC");
            assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(2);
            assertThat(london.calls).as("the store that was given is used").hasPositiveValue();
            lab.cluster("LON").crash();
            london.lose();
            lab.cluster("LON").restart();
            if (restarted) {
                lab.cluster("NYC").crash();
                lab.cluster("NYC").restart();
            }
            assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(2);
            lab.clock().advance(Duration.ofDays(1).plusMinutes(1));
            assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(3);
        }
    }

    /** A store that counts its calls, and can forget everything. */
    static final class LosingStore {
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean fails;
        private volatile VisitingLoginStore now = VisitingLoginStore.inMemory();
        private final VisitingLoginStore store = counting();

        private VisitingLoginStore counting() {
            return (VisitingLoginStore) Proxy.newProxyInstance(
                    VisitingLoginStore.class.getClassLoader(),
                    new Class<?>[] {VisitingLoginStore.class},
                    (self, method, arguments) -> {
                        calls.incrementAndGet();
                        if (fails) {
                            throw new StoreException("the store fails", true, new IllegalStateException("as told"));
                        }
                        try {
                            return method.invoke(now, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        VisitingLoginStore store() {
            return store;
        }

        void fail(boolean now) {
            fails = now;
        }

        void lose() {
            now = VisitingLoginStore.inMemory();
        }
    }
}
