package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.StoreException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application's ports are held to their contract: they answer in time, and never with null. */
class PatienceTest {
    private static final Duration DEADLINE = Duration.ofMillis(50);
    private static final Duration PLENTY = Duration.ofMinutes(1);

    /** On a machine that stalls, another call may have been late before the one that hangs was made: then again, with more patience. */
    private static final List<Duration> HANGING =
            List.of(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofSeconds(16));

    /** Of clusters that other tests have left open. */
    private final Set<Thread> others = Set.copyOf(allThreads());

    /** Blocks until it is let go, whoever interrupts it; then does what it was asked for. */
    private static final class Hanging implements Duo.Fault {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicBoolean once = new AtomicBoolean();

        @Override
        public Object call(Callable<Object> real) throws Exception {
            if (!once.compareAndSet(false, true)) {
                return real.call();
            }
            begun.countDown();
            try {
                while (letGo.getCount() > 0) {
                    try {
                        letGo.await();
                    } catch (InterruptedException e) {
                        assertThat(e).isNotNull(); // it does not listen
                    }
                }
                return real.call();
            } finally {
                over.countDown();
            }
        }

        /** Ends the call; no if it was never made. */
        boolean finished() {
            if (begun.getCount() > 0) {
                return false;
            }
            letGo.countDown();
            try {
                assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return true;
        }
    }

    private static final Duo.Fault THROWS = real -> {
        throw new IllegalStateException("out of order");
    };

    private static final Duo.Fault GIVES_NULL = real -> null;

    @Nested
    class OneCall {
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final ClusterDirectory blocks = () -> {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return LoginFixture.nycSettings().build();
        };

        @Test
        void thatLastsLongerThanTheDeadlineIsAnException() {
            try (Patience patience = new Patience(DEADLINE)) {
                assertThatThrownBy(() ->
                                patience.with(ClusterDirectory.class, blocks).settings())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("ClusterDirectory.settings gave no answer within PT0.05S");
            }
        }

        @Test
        void thatLastsTooLongIsInterrupted() throws Exception {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            ClusterDirectory listens = () -> {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                }
                return LoginFixture.nycSettings().build();
            };
            try (Patience patience = new Patience(DEADLINE)) {
                assertThatThrownBy(() ->
                                patience.with(ClusterDirectory.class, listens).settings())
                        .hasMessageContaining("gave no answer");
                assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
            }
        }

        @Test
        void ofAStoreThatLastsTooLongIsAStoreException() {
            HomeLoginStore slow = (HomeLoginStore) java.lang.reflect.Proxy.newProxyInstance(
                    HomeLoginStore.class.getClassLoader(),
                    new Class<?>[] {HomeLoginStore.class},
                    (proxy, method, arguments) -> {
                        letGo.await();
                        return 1;
                    });
            try (Patience patience = new Patience(DEADLINE)) {
                assertThatThrownBy(
                                () -> patience.with(HomeLoginStore.class, slow).freeBaseDevices())
                        .isInstanceOf(StoreException.class)
                        .hasMessage("HomeLoginStore.freeBaseDevices gave no answer within PT0.05S")
                        .satisfies(e ->
                                assertThat(((StoreException) e).retryable()).isTrue());
            }
        }

        @Test
        void thatGivesNullIsAnException() {
            try (Patience patience = new Patience(PLENTY)) {
                ClusterDirectory nothing = () -> null;
                assertThatThrownBy(() ->
                                patience.with(ClusterDirectory.class, nothing).settings())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("ClusterDirectory.settings gave null");
            }
        }

        @Test
        void ofWhichNothingIsExpectedMayGiveNothing() {
            LoginFixture.FakeFiles files = new LoginFixture.FakeFiles();
            try (Patience patience = new Patience(PLENTY)) {
                patience.with(PhoneFiles.class, files).restore(org.emcc.core.id.LoginId.LEAST, LoginFixture.PHONE);
            }
            assertThat(files.calls).containsExactly("restore SEP0011AABBCCDD");
        }

        @Test
        void thatThrowsThrowsThat() {
            IllegalStateException own = new IllegalStateException("down");
            Error worse = new AssertionError("worse");
            ClusterDirectory broken = () -> {
                throw own;
            };
            ClusterDirectory dying = () -> {
                throw worse;
            };
            try (Patience patience = new Patience(PLENTY)) {
                assertThatThrownBy(() ->
                                patience.with(ClusterDirectory.class, broken).settings())
                        .isSameAs(own);
                assertThatThrownBy(() ->
                                patience.with(ClusterDirectory.class, dying).settings())
                        .isSameAs(worse);
            }
        }

        @Test
        void whoseCallerIsInterruptedEndsAndKeepsTheInterrupt() {
            try (Patience patience = new Patience(PLENTY)) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() ->
                                patience.with(ClusterDirectory.class, blocks).settings())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("ClusterDirectory.settings was interrupted");
                assertThat(Thread.interrupted()).isTrue();
            }
        }

        @Test
        void ofAnObjectsOwnMethodsIsNoCallOfThePort() {
            try (Patience patience = new Patience(PLENTY)) {
                ClusterDirectory wrapped = patience.with(ClusterDirectory.class, blocks);
                assertThat(wrapped).hasToString(blocks.toString()).isNotSameAs(blocks);
                assertThat(wrapped.hashCode()).isEqualTo(blocks.hashCode());
                assertThat(threads()).isEmpty();
            }
        }

        @Test
        void isMadeDirectlyWhereNothingCanBlock() {
            HomeLoginStore memory = HomeLoginStore.inMemory();
            assertThat(memory).isInstanceOf(NeverBlocks.class);
            try (Patience patience = new Patience(PLENTY);
                    Patience none = new Patience(Duration.ZERO)) {
                assertThat(patience.with(HomeLoginStore.class, memory)).isSameAs(memory);
                assertThat(none.with(ClusterDirectory.class, blocks)).isSameAs(blocks);
            }
        }

        @Test
        void isRefusedWhenTooManyHang() {
            try (Patience patience = new Patience(Duration.ofNanos(1))) {
                ClusterDirectory held = patience.with(ClusterDirectory.class, () -> {
                    while (letGo.getCount() > 0) {
                        try {
                            letGo.await();
                        } catch (InterruptedException e) {
                            assertThat(e).isNotNull(); // it does not listen
                        }
                    }
                    return LoginFixture.nycSettings().build();
                });
                List<String> messages = new ArrayList<>();
                // A call that is cancelled before its thread took it up does not hang, so it may take a few more.
                while (messages.stream().noneMatch(message -> message.contains("is not called"))
                        && messages.size() < 5000) {
                    assertThatThrownBy(held::settings)
                            .isInstanceOf(IllegalStateException.class)
                            .satisfies(e -> messages.add(e.getMessage()));
                }
                assertThat(messages.get(messages.size() - 1))
                        .isEqualTo(
                                "ClusterDirectory.settings is not called: the cluster is closed, or 256 calls hang already");
                assertThat(messages.size()).isGreaterThan(256);
                assertThat(threads()).hasSize(256).allMatch(Thread::isDaemon);
            } finally {
                letGo.countDown();
            }
            end(threads());
        }

        @Test
        void isRefusedAfterTheEnd() {
            Patience patience = new Patience(PLENTY);
            ClusterDirectory held = patience.with(ClusterDirectory.class, blocks);
            patience.close();
            assertThatThrownBy(held::settings).hasMessageContaining("the cluster is closed");
        }
    }

    @Nested
    class AHomeCluster {
        private final Duo duo = new Duo();

        static Stream<Arguments> faults() {
            return Map.of(
                            "UserDirectory.find", 9,
                            "Credentials.check", 9,
                            "ClusterDirectory.settings", 6,
                            "DeviceDirectory.profile", 6,
                            "DeviceDirectory.phone", 6,
                            "PhoneFiles.publish", 6,
                            "HomeLoginStore.reserve", 6,
                            "HomeLoginStore.save", 6)
                    .entrySet()
                    .stream()
                    .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
        }

        private RemoteLogin request() {
            return RemoteLogin.builder(
                            duo.id(7),
                            "alice",
                            LoginFixture.PIN,
                            new VisitingFacts(LoginFixture.LON, Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                            PhoneFacts.builder(LoginFixture.PHONE, LoginFixture.MODEL, DeviceProtocol.SIP)
                                    .build())
                    .build();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("faults")
        void whosePortThrowsRefusesAndLeavesNothing(String port, int code) throws Exception {
            assertThat(refusesAndLeavesNothing(duo, port, THROWS, PLENTY, code)).isTrue();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("faults")
        void whosePortGivesNullRefusesAndLeavesNothing(String port, int code) throws Exception {
            assertThat(refusesAndLeavesNothing(duo, port, GIVES_NULL, PLENTY, code))
                    .isTrue();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @Tag("long")
        @MethodSource("faults")
        void whosePortHangsRefusesAndLeavesNothing(String port, int code) throws Exception {
            assertThat(HANGING)
                    .anyMatch(deadline -> refusesAndLeavesNothing(new Duo(), port, new Hanging(), deadline, code));
        }

        private boolean refusesAndLeavesNothing(Duo duo, String port, Duo.Fault fault, Duration deadline, int code) {
            duo.nyc(LoginFixture.nyc()
                    .settings(LoginFixture.nycSettings()
                            .serviceParameters(org.emcc.core.configuration.ServiceParameters.builder()
                                    .build())
                            .build()));
            duo.homeFaults.put(port, Callable::call);
            duo.homeSetup = builder -> builder.portDeadline(deadline);
            duo.begin();
            duo.homeFaults.put(port, fault);

            HomeReply reply = duo.home.admit(request());

            if (fault instanceof Hanging hanging && !hanging.finished()) {
                return false;
            }
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            HomeReply.Refused.class,
                            refused -> assertThat(refused.code().number()).isEqualTo(code));
            duo.homeFaults.clear();
            duo.time.advance(Duration.ofMinutes(3));
            assertThat(duo.homeLives()).isFalse();
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
            assertThat(duo.homeFiles.served).isEmpty();
            duo.home.close();
            end(threads());
            return true;
        }

        @Test
        void whoseUsersCannotBeReadSaysSoInTheSearch() {
            duo.homeFaults.put("UserDirectory.find", GIVES_NULL);
            duo.begin();

            assertThat(Duo.code(duo.login())).isEqualTo(9);
        }
    }

    @Nested
    class AVisitingCluster {
        private final Duo duo = new Duo();

        static Stream<Arguments> faults() {
            return Map.of(
                            "UserDirectory.find", 9,
                            "ClusterDirectory.settings", 6,
                            "DeviceDirectory.phone", 6,
                            "PhoneFiles.redirect", 6,
                            "VisitingLoginStore.open", 6,
                            "VisitingLoginStore.live", 6)
                    .entrySet()
                    .stream()
                    .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("faults")
        void whosePortThrowsRefusesAndLeavesNothing(String port, int code) throws Exception {
            assertThat(refusesAndLeavesNothing(duo, port, THROWS, PLENTY, code)).isTrue();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("faults")
        void whosePortGivesNullRefusesAndLeavesNothing(String port, int code) throws Exception {
            assertThat(refusesAndLeavesNothing(duo, port, GIVES_NULL, PLENTY, code))
                    .isTrue();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @Tag("long")
        @MethodSource("faults")
        void whosePortHangsRefusesAndLeavesNothing(String port, int code) throws Exception {
            assertThat(HANGING)
                    .anyMatch(deadline -> refusesAndLeavesNothing(new Duo(), port, new Hanging(), deadline, code));
        }

        private boolean refusesAndLeavesNothing(Duo duo, String port, Duo.Fault fault, Duration deadline, int code) {
            duo.visitingFaults.put(port, Callable::call);
            duo.visitingSetup = builder -> builder.portDeadline(deadline);
            duo.begin();
            duo.visitingFaults.put(port, fault);

            LoginOutcome outcome = duo.login();

            if (fault instanceof Hanging hanging && !hanging.finished()) {
                return false;
            }
            assertThat(Duo.code(outcome)).isEqualTo(code);
            duo.visitingFaults.clear();
            duo.time.advance(Duration.ofMinutes(3));
            assertThat(duo.visitingLives()).isFalse();
            assertThat(duo.homeLives()).isFalse();
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
            assertThat(duo.visitingFiles.served).isEmpty();
            duo.visiting.close();
            end(threads());
            return true;
        }

        @Test
        void answersALogoutWithAFailedStore() {
            duo.visitingFaults.put("VisitingLoginStore.lastSeen", Callable::call);
            duo.begin();
            duo.login();
            duo.visitingFaults.put("VisitingLoginStore.lastSeen", THROWS);

            assertThat(duo.visiting
                            .logout(LoginFixture.PHONE, LogoutCause.PHONE)
                            .join())
                    .isEqualTo(new org.emcc.core.session.LogoutOutcome.Refused(org.emcc.core.session.ErrorCode.of(6)));
        }
    }

    @Test
    void directoriesAreHeldToTheDeadlineOneByOne() {
        try (Patience patience = new Patience(PLENTY)) {
            UserDirectory users =
                    (type, identifier) -> List.of(LoginFixture.alice().build());
            DeviceDirectory devices =
                    LoginFixture.directories(LoginFixture.nyc()).devices();
            var wrapped = patience.with(new org.emcc.core.directory.Directories(
                    () -> LoginFixture.nycSettings().build(), users, devices));

            assertThat(wrapped.users()).isNotSameAs(users);
            assertThat(wrapped.users().find(LoginType.UID, "x")).hasSize(1);
            assertThat(wrapped.cluster().settings().id()).isEqualTo(LoginFixture.NYC);
            assertThat(wrapped.devices().phone(LoginFixture.PHONE)).isEqualTo(Optional.empty());
        }
    }

    private List<Thread> threads() {
        return allThreads().stream().filter(thread -> !others.contains(thread)).toList();
    }

    private static List<Thread> allThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("emcc-core-ports-"))
                .toList();
    }

    /** No thread is left after close. */
    private static void end(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join(60_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
