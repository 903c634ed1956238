package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.Origin;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.Versioned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link HomeLoginStore} keeps to. Uses nothing but JUnit, so that it can be extended wherever a store is written: one
 * method says how to make an empty one.
 *
 * <p>Source: design 4.3.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class HomeLoginStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final MultipleLoginBehavior ALLOWED = MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED;
    private static final MultipleLoginBehavior NOT_ALLOWED = MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED;
    private static final MultipleLoginBehavior AUTO_LOGOUT = MultipleLoginBehavior.AUTO_LOGOUT;
    private static final HomeState RELEASING = new HomeState.Releasing(LogoutCause.SECOND_LOGIN);
    private static final HomeState RELEASED = new HomeState.Released(LogoutCause.PHONE);
    private static final int THREADS = 16;

    private static final Lease LEASE = new Lease("node-1", NOON.plusSeconds(60));
    private static final Lease OTHER = new Lease("node-2", NOON.plusSeconds(600));
    private static final Instant AFTER = LEASE.until();
    private static final Instant END = NOON.plus(Duration.ofHours(10));

    private HomeLoginStore store;
    private HomeLoginStore other;

    /** For subclasses; the store is made for each test. */
    protected HomeLoginStoreContract() {}

    /**
     * The store under test.
     *
     * @return a new and empty one
     */
    protected abstract HomeLoginStore newStore();

    /**
     * The same store as another node sees it.
     *
     * @param store a store that {@link #newStore} made
     * @return a second one over the same data; the store itself where all nodes share one process
     */
    protected abstract HomeLoginStore otherNode(HomeLoginStore store);

    @BeforeEach
    void start() {
        store = newStore();
        other = otherNode(store);
    }

    private static LoginId id(int number) {
        return LoginId.of(NOON.plusMillis(number), number);
    }

    private static DeviceName phone(int number) {
        return DeviceName.of(String.format("SEP%012X", number));
    }

    private static HomeLogin login(int number, String user, int phone) {
        return new HomeLogin(
                id(number),
                UserId.of(user),
                DeviceProfileName.of("UDP-" + user),
                new VisitingFacts(ClusterId.of("LON"), Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                PhoneFacts.builder(phone(phone), new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP)
                        .build(),
                DevicePoolName.of("rdp-LON"),
                true,
                NOON,
                LoginLimit.after(Duration.ofHours(10)));
    }

    private static List<BaseDevice> nonsecure(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new BaseDevice(BaseDeviceName.of(number), PhoneSecurity.NONSECURE))
                .toList();
    }

    private static BaseDevice secure(int number) {
        return new BaseDevice(BaseDeviceName.of(number), PhoneSecurity.SECURE);
    }

    private static HomeSession releasing(HomeSession older) {
        return older.moved(RELEASING, List.of(new HomeEffect.WithdrawFiles()));
    }

    private Versioned<HomeSession> reserved(HomeLogin login) {
        return reserved(login, ALLOWED).session();
    }

    private Reservation.Reserved reserved(HomeLogin login, MultipleLoginBehavior policy) {
        return assertInstanceOf(
                Reservation.Reserved.class, store.reserve(login, policy, HomeLoginStoreContract::releasing, LEASE));
    }

    private void assertRefused(int code, HomeLogin login, MultipleLoginBehavior policy) {
        int free = store.freeBaseDevices();
        Reservation.Refused refused = assertInstanceOf(
                Reservation.Refused.class, store.reserve(login, policy, HomeLoginStoreContract::releasing, LEASE));
        assertEquals(code, refused.code().number());
        assertEquals(free, store.freeBaseDevices());
        assertEquals(Optional.empty(), store.find(login.id()));
    }

    private Versioned<HomeSession> saved(Versioned<HomeSession> was, HomeState next) {
        return store.save(was.value().moved(next, List.of()), was.version(), LEASE)
                .orElseThrow();
    }

    private static BaseDeviceName base(Versioned<HomeSession> session) {
        return session.value().baseDevice();
    }

    @Test
    void withoutBaseDevicesNothingCanBeReserved() {
        assertEquals(0, store.freeBaseDevices());
        assertRefused(33, login(1, "alice", 1), ALLOWED);
    }

    @Test
    void theLowestNumberedFreeBaseDeviceIsTaken() {
        store.provision(nonsecure(10, 9, 2, 100));

        List<BaseDeviceName> taken = IntStream.range(0, 4)
                .mapToObj(i -> base(reserved(login(i, "user" + i, i))))
                .toList();

        assertEquals(IntStream.of(2, 9, 10, 100).mapToObj(BaseDeviceName::of).toList(), taken);
        assertRefused(33, login(5, "eve", 5), ALLOWED);
    }

    @Test
    void aFreedBaseDeviceIsTakenAgainByItsNumber() {
        store.provision(nonsecure(1, 2, 3));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));
        reserved(login(2, "bob", 2));
        saved(first, RELEASED);

        assertEquals(BaseDeviceName.of(1), base(reserved(login(3, "carol", 3))));
        assertEquals(BaseDeviceName.of(3), base(reserved(login(4, "dave", 4))));
    }

    @Test
    void aReservationIsRecordedWithVersionOneAndItsFirstEffect() {
        store.provision(nonsecure(1, 2));

        Reservation.Reserved made = reserved(login(1, "alice", 1), NOT_ALLOWED);

        assertEquals(
                new Versioned<>(HomeSession.reserved(login(1, "alice", 1), BaseDeviceName.of(1)), 1), made.session());
        assertEquals(List.of(), made.superseded());
        assertEquals(Optional.of(made.session()), store.find(id(1)));
        assertEquals(Optional.of(made.session()), store.live(phone(1)));
        assertEquals(1, store.freeBaseDevices());
    }

    @Test
    void nothingIsFoundThatWasNotReserved() {
        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(Optional.empty(), store.live(phone(1)));
    }

    @Test
    void aKnownIdIsAnsweredWithItsSessionLiveOrEnded() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));

        // The content may differ: whoever asked compares it.
        assertEquals(
                new Reservation.Known(first),
                store.reserve(login(1, "eve", 9), NOT_ALLOWED, HomeLoginStoreContract::releasing, LEASE));
        Versioned<HomeSession> ended = saved(first, RELEASED);
        assertEquals(
                new Reservation.Known(ended),
                store.reserve(login(1, "alice", 1), AUTO_LOGOUT, HomeLoginStoreContract::releasing, LEASE));
        assertEquals(2, store.freeBaseDevices());
    }

    @Test
    void aBuriedIdIsRefusedWith1() {
        store.provision(nonsecure(1));
        store.bury(id(1));
        store.bury(id(1));

        assertRefused(1, login(1, "alice", 1), ALLOWED);
        assertEquals(BaseDeviceName.of(1), base(reserved(login(2, "alice", 1))));
    }

    @Test
    void buryingAKnownIdChangesNothing() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        store.bury(id(1));

        assertEquals(Optional.of(session), store.find(id(1)));
        assertEquals(
                new Reservation.Known(session),
                store.reserve(login(1, "alice", 1), ALLOWED, HomeLoginStoreContract::releasing, LEASE));
    }

    @Test
    void aSecondLoginOfAUserIsRefusedWith25WhereItIsNotAllowed() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> first =
                reserved(login(1, "alice", 1), NOT_ALLOWED).session();

        assertRefused(25, login(2, "alice", 2), NOT_ALLOWED);
        Versioned<HomeSession> leaving = saved(first, RELEASING);
        assertRefused(25, login(3, "alice", 2), NOT_ALLOWED);
        saved(leaving, RELEASED);
        assertEquals(
                BaseDeviceName.of(1),
                base(reserved(login(4, "alice", 2), NOT_ALLOWED).session()));
    }

    @Test
    void aUserMayHaveSeveralLoginsWhereItIsAllowed() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));
        reserved(login(2, "alice", 2));

        assertEquals(Optional.of(first), store.live(phone(1)));
        assertEquals(0, store.freeBaseDevices());
    }

    @Test
    void aLiveDeviceNameIsRefusedWith37UntilItsSessionIsReleased() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));

        assertRefused(37, login(2, "bob", 1), ALLOWED);
        assertRefused(37, login(3, "alice", 1), AUTO_LOGOUT);
        assertEquals(Optional.of(first), store.find(id(1)));
        saved(first, RELEASED);
        assertEquals(Optional.empty(), store.live(phone(1)));
        reserved(login(4, "bob", 1));
    }

    @Test
    void onlySecureBaseDevicesFreeIs43() {
        List<BaseDevice> mixed = new ArrayList<>(nonsecure(2));
        mixed.add(secure(1));
        store.provision(mixed);

        assertEquals(1, store.freeBaseDevices());
        assertEquals(BaseDeviceName.of(2), base(reserved(login(1, "alice", 1))));
        assertRefused(43, login(2, "bob", 2), ALLOWED);
    }

    @Test
    void rulesAreCheckedInTheirOrder() {
        store.provision(nonsecure(1));
        reserved(login(1, "alice", 1));
        store.bury(id(2));

        assertInstanceOf(
                Reservation.Known.class,
                store.reserve(login(1, "alice", 1), NOT_ALLOWED, HomeLoginStoreContract::releasing, LEASE));
        assertRefused(1, login(2, "alice", 1), NOT_ALLOWED);
        assertRefused(25, login(3, "alice", 1), NOT_ALLOWED);
        assertRefused(37, login(4, "bob", 1), NOT_ALLOWED);
        assertRefused(33, login(5, "bob", 2), NOT_ALLOWED);
    }

    @Test
    void autoLogoutPutsEveryOlderLoginToReleasingInTheSameStep() {
        store.provision(nonsecure(1, 2, 3));
        reserved(login(1, "alice", 1));
        reserved(login(2, "alice", 2));

        Reservation.Reserved third = reserved(login(3, "alice", 3), AUTO_LOGOUT);

        assertEquals(BaseDeviceName.of(3), base(third.session()));
        Set<LoginId> superseded = new HashSet<>();
        for (Versioned<HomeSession> older : third.superseded()) {
            superseded.add(older.value().login().id());
            assertEquals(2, older.version());
            assertEquals(RELEASING, older.value().state());
            assertEquals(List.of(new HomeEffect.WithdrawFiles()), older.value().pending());
            assertEquals(Optional.of(older), store.find(older.value().login().id()));
        }
        assertEquals(Set.of(id(1), id(2)), superseded);
        assertEquals(2, third.superseded().size());
        assertEquals(0, store.freeBaseDevices());
    }

    @Test
    void autoLogoutTouchesNobodyElse() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> bob = reserved(login(1, "bob", 1));

        assertEquals(List.of(), reserved(login(2, "alice", 2), AUTO_LOGOUT).superseded());
        assertEquals(Optional.of(bob), store.find(id(1)));
    }

    @Test
    void autoLogoutWithAFullPoolIs33AndTheOldLoginStays() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> old = reserved(login(1, "alice", 1));

        assertRefused(33, login(2, "alice", 2), AUTO_LOGOUT);
        assertEquals(Optional.of(old), store.find(id(1)));
        assertEquals(Optional.of(old), store.live(phone(1)));
    }

    @Test
    void autoLogoutChangesNothingWhenTheReleasingOfOneOfSeveralFails() {
        store.provision(nonsecure(1, 2, 3, 4));
        List<Versioned<HomeSession>> old = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> reserved(login(i, "alice", i)))
                .toList();
        AtomicInteger calls = new AtomicInteger();
        UnaryOperator<HomeSession> failing = older -> {
            if (calls.incrementAndGet() == 3) {
                throw new IllegalStateException("no");
            }
            return releasing(older);
        };

        assertThrows(RuntimeException.class, () -> store.reserve(login(4, "alice", 4), AUTO_LOGOUT, failing, LEASE));

        for (Versioned<HomeSession> session : old) {
            assertEquals(
                    Optional.of(session), store.find(session.value().login().id()));
        }
        assertEquals(Optional.empty(), store.find(id(4)));
        assertEquals(1, store.freeBaseDevices());
    }

    @Test
    void aBaseDeviceStaysClaimedUntilItsSessionIsReleased() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        for (HomeState next : List.of(
                new HomeState.DeviceBuilt(),
                new HomeState.FilesReady(),
                new HomeState.Registered(),
                new HomeState.Unregistered(),
                RELEASING)) {
            session = saved(session, next);
            assertEquals(1, store.freeBaseDevices());
            assertEquals(Optional.of(session), store.live(phone(1)));
        }
        Versioned<HomeSession> ended = saved(session, RELEASED);

        assertEquals(2, store.freeBaseDevices());
        assertEquals(Optional.empty(), store.live(phone(1)));
        assertEquals(Optional.of(ended), store.find(id(1)));
        assertEquals(7, ended.version());
    }

    @Test
    void aStaleVersionIsRefusedAndChangesNothing() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));
        Versioned<HomeSession> second = saved(first, new HomeState.DeviceBuilt());

        for (long version : new long[] {1, 3, Long.MAX_VALUE}) {
            assertEquals(Optional.empty(), store.save(first.value().moved(RELEASED, List.of()), version, LEASE));
        }
        assertEquals(Optional.of(second), store.find(id(1)));
        assertEquals(0, store.freeBaseDevices());
    }

    @Test
    void whatWasNeverReservedCannotBeSaved() {
        HomeSession session = HomeSession.reserved(login(1, "alice", 1), BaseDeviceName.of(1));

        assertEquals(Optional.empty(), store.save(session, 1, LEASE));
        assertEquals(Optional.empty(), store.find(id(1)));
    }

    @Test
    void anEndedSessionCanSettleItsEffectsButNeverLivesAgain() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));
        Versioned<HomeSession> ended = store.save(
                        first.value().moved(RELEASED, List.of(new HomeEffect.ResetPhone())), first.version(), LEASE)
                .orElseThrow();
        Versioned<HomeSession> next = reserved(login(2, "bob", 1));

        assertEquals(Optional.empty(), store.save(first.value(), ended.version(), LEASE));
        Versioned<HomeSession> settled = saved(ended, RELEASED);

        assertEquals(Optional.of(settled), store.find(id(1)));
        assertEquals(Optional.of(next), store.live(phone(1)));
        assertEquals(0, store.freeBaseDevices());
    }

    @Test
    void provisioningAgainKeepsWhatIsClaimed() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));

        store.provision(nonsecure(1, 2, 3));

        assertEquals(2, store.freeBaseDevices());
        assertEquals(Optional.of(session), store.live(phone(1)));
        assertEquals(BaseDeviceName.of(2), base(reserved(login(2, "bob", 2))));
        saved(session, RELEASED);
        assertEquals(BaseDeviceName.of(1), base(reserved(login(3, "carol", 3))));
    }

    @Test
    void aBaseDeviceThatIsGoneIsNotGivenOutAgain() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));

        store.provision(nonsecure(2));
        saved(session, RELEASED);

        assertEquals(1, store.freeBaseDevices());
        assertEquals(BaseDeviceName.of(2), base(reserved(login(2, "bob", 2))));
        assertRefused(33, login(3, "carol", 3), ALLOWED);
    }

    @Test
    void aClaimedBaseDeviceThatCameBackIsGivenOutOnceOnly() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        store.provision(List.of());
        store.provision(nonsecure(1));

        assertRefused(33, login(2, "bob", 2), ALLOWED);
        saved(session, RELEASED);
        assertEquals(1, store.freeBaseDevices());
    }

    @Test
    void aBaseDeviceThatBecameSecureIsNotGivenOutAgain() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        store.provision(List.of(secure(1)));
        saved(session, RELEASED);

        assertEquals(0, store.freeBaseDevices());
        assertRefused(43, login(2, "bob", 2), ALLOWED);
    }

    @Test
    void onlyEndedSessionsOfOldIdsAreForgotten() {
        store.provision(nonsecure(1, 2, 3));
        saved(reserved(login(1, "alice", 1)), RELEASED);
        Versioned<HomeSession> live = reserved(login(2, "bob", 2));
        Versioned<HomeSession> young = saved(reserved(login(3, "carol", 3)), RELEASED);

        store.forget(id(3).issuedAt());

        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(Optional.of(live), store.find(id(2)));
        assertEquals(Optional.of(live), store.live(phone(2)));
        assertEquals(Optional.of(young), store.find(id(3)));
        assertEquals(2, store.freeBaseDevices());
    }

    @Test
    void beforeTheFirstIdThereIsNothingToForget() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> ended = saved(reserved(login(1, "alice", 1)), RELEASED);
        store.bury(id(2));

        // A clock that was never set stands at 1970, and ids are remembered for a day.
        store.forget(Instant.EPOCH.minus(Duration.ofDays(1)));
        store.forget(Instant.MIN);

        assertEquals(Optional.of(ended), store.find(id(1)));
        assertRefused(1, login(2, "bob", 2), ALLOWED);
    }

    @Test
    void buriedIdsAreForgottenByTheSameRule() {
        store.provision(nonsecure(1, 2));
        store.bury(id(1));
        store.bury(id(2));

        store.forget(id(2).issuedAt());

        reserved(login(1, "alice", 1));
        assertRefused(1, login(2, "bob", 2), ALLOWED);
    }

    @Test
    @Timeout(120)
    void manyAtOnceNeverGetTheSameBaseDeviceAndNoneIsLost() throws Exception {
        int pool = 100;
        store.provision(nonsecure(IntStream.rangeClosed(1, pool).toArray()));
        AtomicInteger next = new AtomicInteger();

        List<Reservation> all = AtOnce.run(THREADS, () -> {
            List<Reservation> mine = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int number = next.incrementAndGet();
                mine.add(store.reserve(
                        login(number, "user" + number, number), NOT_ALLOWED, HomeLoginStoreContract::releasing, LEASE));
            }
            return mine;
        });

        List<Integer> numbers = new ArrayList<>();
        for (Reservation one : all) {
            if (one instanceof Reservation.Reserved made) {
                numbers.add(base(made.session()).number());
            } else {
                assertEquals(
                        33,
                        assertInstanceOf(Reservation.Refused.class, one).code().number());
            }
        }
        assertEquals(
                IntStream.rangeClosed(1, pool).boxed().toList(),
                numbers.stream().sorted().toList());
        assertEquals(0, store.freeBaseDevices());
    }

    @Test
    @Timeout(120)
    void manyThatComeAndGoNeverShareABaseDevice() throws Exception {
        store.provision(nonsecure(1, 2, 3));
        AtomicInteger next = new AtomicInteger();
        Set<BaseDeviceName> inUse = ConcurrentHashMap.newKeySet();

        List<Boolean> ownedAlone = AtOnce.run(THREADS, () -> {
            List<Boolean> mine = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int number = next.incrementAndGet();
                if (store.reserve(
                                login(number, "user" + number, number),
                                NOT_ALLOWED,
                                HomeLoginStoreContract::releasing,
                                LEASE)
                        instanceof Reservation.Reserved made) {
                    mine.add(inUse.add(base(made.session())));
                    inUse.remove(base(made.session()));
                    saved(made.session(), RELEASED);
                }
            }
            return mine;
        });

        assertTrue(ownedAlone.size() >= 100, "somebody always gets one");
        assertTrue(ownedAlone.stream().allMatch(alone -> alone), "a base device was given out twice");
        assertEquals(3, store.freeBaseDevices());
    }

    @Test
    @Timeout(120)
    void ofManyLoginsOfOneUserAtOnceOneIsLetIn() throws Exception {
        store.provision(nonsecure(IntStream.rangeClosed(1, 50).toArray()));
        AtomicInteger next = new AtomicInteger();

        List<Reservation> all = AtOnce.run(THREADS, () -> {
            int number = next.incrementAndGet();
            return List.of(store.reserve(
                    login(number, "alice", number), NOT_ALLOWED, HomeLoginStoreContract::releasing, LEASE));
        });

        assertEquals(
                1, all.stream().filter(Reservation.Reserved.class::isInstance).count());
        assertEquals(49, store.freeBaseDevices());
    }

    @Test
    @Timeout(120)
    void ofManySavesOfOneVersionOneSucceeds() throws Exception {
        store.provision(nonsecure(1));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));

        List<Boolean> done = AtOnce.run(
                THREADS,
                () -> List.of(
                        store.save(first.value().moved(new HomeState.DeviceBuilt(), List.of()), first.version(), LEASE)
                                .isPresent()));

        assertEquals(1, done.stream().filter(success -> success).count());
        assertEquals(2, store.find(id(1)).orElseThrow().version());
    }

    @Test
    @Timeout(120)
    void ofManyLoginsAtOnePhoneAtOnceOneIsLetIn() throws Exception {
        store.provision(nonsecure(IntStream.rangeClosed(1, 50).toArray()));
        AtomicInteger next = new AtomicInteger();

        List<Reservation> all = AtOnce.run(THREADS, () -> {
            int number = next.incrementAndGet();
            HomeLoginStore mine = number % 2 == 0 ? store : other;
            return List.of(
                    mine.reserve(login(number, "user" + number, 1), ALLOWED, HomeLoginStoreContract::releasing, LEASE));
        });

        assertEquals(
                1, all.stream().filter(Reservation.Reserved.class::isInstance).count());
        assertEquals(
                THREADS - 1,
                all.stream()
                        .filter(new Reservation.Refused(ErrorCode.of(37))::equals)
                        .count());
        assertEquals(49, store.freeBaseDevices());
    }

    @Test
    @Timeout(120)
    void ofManyRepeatsOfOneLoginAtOnceOneIsNewAndTheOthersKnown() throws Exception {
        store.provision(nonsecure(1, 2, 3));

        List<Reservation> all = AtOnce.run(
                THREADS,
                () -> List.of(
                        store.reserve(login(1, "alice", 1), NOT_ALLOWED, HomeLoginStoreContract::releasing, LEASE)));

        assertEquals(
                1, all.stream().filter(Reservation.Reserved.class::isInstance).count());
        assertEquals(
                THREADS - 1,
                all.stream().filter(Reservation.Known.class::isInstance).count());
        assertEquals(2, store.freeBaseDevices());
    }

    @Test
    @Timeout(120)
    void autoLogoutOfManyAtOnceLeavesOneThatIsNotLeaving() throws Exception {
        store.provision(nonsecure(IntStream.rangeClosed(1, 50).toArray()));
        AtomicInteger next = new AtomicInteger();

        List<Reservation> all = AtOnce.run(THREADS, () -> {
            int number = next.incrementAndGet();
            return List.of(store.reserve(
                    login(number, "alice", number), AUTO_LOGOUT, HomeLoginStoreContract::releasing, LEASE));
        });

        assertTrue(all.stream().allMatch(Reservation.Reserved.class::isInstance), "the pool is large enough");
        List<Versioned<HomeSession>> live = store.live(UserId.of("alice"));
        assertEquals(THREADS, live.size());
        assertEquals(
                1,
                live.stream()
                        .filter(session -> session.value().state().kind() == HomeState.Kind.RESERVED)
                        .count());
    }

    @Test
    @Timeout(120)
    void anIdIsEitherBuriedOrReservedWhoeverComesFirst() throws Exception {
        int ids = 40;
        store.provision(nonsecure(IntStream.rangeClosed(1, ids).toArray()));

        List<Reservation> all = new ArrayList<>();
        for (int i = 0; i < ids; i++) {
            int number = i;
            AtomicInteger turn = new AtomicInteger();
            all.addAll(AtOnce.run(2, () -> {
                if (turn.getAndIncrement() == 0) {
                    store.bury(id(number));
                    return List.of();
                }
                return List.of(other.reserve(
                        login(number, "user" + number, number), ALLOWED, HomeLoginStoreContract::releasing, LEASE));
            }));
        }

        for (int i = 0; i < ids; i++) {
            boolean reserved = all.get(i) instanceof Reservation.Reserved;
            assertEquals(reserved, store.find(id(i)).isPresent());
            Reservation again =
                    store.reserve(login(i, "user" + i, i), ALLOWED, HomeLoginStoreContract::releasing, LEASE);
            assertEquals(reserved, again instanceof Reservation.Known);
            assertEquals(!reserved, again.equals(new Reservation.Refused(ErrorCode.of(1))));
        }
    }

    @Test
    @Timeout(120)
    void twoClaimersNeverGetTheSameSession() throws Exception {
        int sessions = 200;
        store.provision(nonsecure(IntStream.rangeClosed(1, sessions).toArray()));
        for (int i = 0; i < sessions; i++) {
            reserved(login(i, "user" + i, i));
        }
        AtomicInteger next = new AtomicInteger();

        List<LoginId> claimed = AtOnce.run(THREADS, () -> {
            HomeLoginStore mine = next.incrementAndGet() % 2 == 0 ? store : other;
            List<LoginId> ids = new ArrayList<>();
            List<Versioned<HomeSession>> some = mine.claim(AFTER, OTHER, 7);
            while (!some.isEmpty()) {
                some.forEach(session -> ids.add(session.value().login().id()));
                some = mine.claim(AFTER, OTHER, 7);
            }
            return ids;
        });

        assertEquals(claimed.size(), Set.copyOf(claimed).size(), "claimed twice");
        // What a claimer passes over because another is just taking it is that other's.
        assertEquals(sessions, claimed.size());
    }

    @Test
    @Timeout(120)
    void manyNodesMayProvisionAtOnce() throws Exception {
        List<BaseDevice> all = nonsecure(IntStream.rangeClosed(1, 100).toArray());
        AtomicInteger next = new AtomicInteger();

        AtOnce.run(THREADS, () -> {
            (next.incrementAndGet() % 2 == 0 ? store : other).provision(all);
            return List.of();
        });

        assertEquals(100, store.freeBaseDevices());
    }

    @Test
    @Timeout(120)
    void provisioningAgainWhileLoginsComeTurnsNoneOfThemAway() throws Exception {
        List<BaseDevice> all = nonsecure(IntStream.rangeClosed(1, 100).toArray());
        store.provision(all);
        AtomicInteger next = new AtomicInteger();

        List<Reservation> made = AtOnce.run(4, () -> {
            int number = next.incrementAndGet();
            List<Reservation> mine = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                if (number == 1) {
                    other.provision(all);
                } else {
                    int login = number * 100 + i;
                    mine.add(store.reserve(
                            login(login, "user" + login, login), ALLOWED, HomeLoginStoreContract::releasing, LEASE));
                }
            }
            return mine;
        });

        assertEquals(45, made.size());
        assertTrue(made.stream().allMatch(Reservation.Reserved.class::isInstance), made::toString);
        assertEquals(55, store.freeBaseDevices());
    }

    // ---- what was last seen

    @Test
    void whatWasLastSeenOfAPhoneIsTheLatestWhenNobodyElseMovedIt() {
        store.provision(nonsecure(7));
        assertEquals(Optional.empty(), store.lastSeen(phone(1)));
        assertEquals(Optional.empty(), other.lastSeen(phone(1)));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        assertEquals(Optional.of(session), store.lastSeen(phone(1)));
        assertEquals(Optional.of(session), other.lastSeen(phone(1)));

        session = saved(session, new HomeState.FilesReady());
        assertEquals(Optional.of(session), store.lastSeen(phone(1)));

        saved(session, RELEASED);
        assertEquals(Optional.empty(), store.lastSeen(phone(1)));
    }

    @Test
    void whatWasLastSeenCannotBeSavedOnceAnotherNodeMovedItAndIsReadAgainThen() {
        store.provision(nonsecure(7));
        Versioned<HomeSession> seen = reserved(login(1, "alice", 1));
        assertEquals(Optional.of(seen), other.lastSeen(phone(1)));
        Versioned<HomeSession> moved = saved(seen, new HomeState.FilesReady());

        Versioned<HomeSession> stale = other.lastSeen(phone(1)).orElseThrow();
        assertTrue(Set.of(seen, moved).contains(stale), "a value with the version under which it was stored");
        assertEquals(Optional.empty(), other.save(seen.value().moved(RELEASING, List.of()), seen.version(), LEASE));
        assertEquals(Optional.of(moved), other.lastSeen(phone(1)));

        saved(moved, RELEASED);
        other.live(phone(1));
        assertEquals(Optional.empty(), other.lastSeen(phone(1)));
    }

    @Test
    void whatWasLastSeenIsNotInTheWayOfTheNextLoginAtThePhone() {
        store.provision(nonsecure(7, 8));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));
        assertEquals(Optional.of(first), other.lastSeen(phone(1)));
        HomeSession ended = first.value().moved(RELEASED, List.of(new HomeEffect.ResetPhone()));
        Versioned<HomeSession> over = store.save(ended, first.version(), LEASE).orElseThrow();
        Versioned<HomeSession> second = reserved(login(2, "bob", 1));

        assertEquals(Optional.empty(), other.save(first.value().moved(RELEASING, List.of()), first.version(), LEASE));
        assertEquals(Optional.of(second), other.lastSeen(phone(1)));
        assertEquals(
                Optional.of(3L),
                other.save(ended.moved(RELEASED, List.of()), over.version(), LEASE)
                        .map(Versioned::version));
        assertEquals(Optional.of(second), other.lastSeen(phone(1)));
        assertEquals(Optional.of(second), store.lastSeen(phone(1)));
    }

    @Test
    void aDeviceThatAnotherNodeTookAwayIsStoredAgain() {
        HomeLogin login = login(1, "alice", 1);
        store.provision(nonsecure(7));
        Versioned<HomeSession> first = reserved(login);
        HomeSession ours = first.value().moved(new HomeState.DeviceBuilt(), List.of()).toBuilder()
                .device(device(login, base(first)))
                .build();
        Versioned<HomeSession> made = store.save(ours, first.version(), LEASE).orElseThrow();
        Versioned<HomeSession> without =
                other.save(ours.withoutDevice(), made.version(), LEASE).orElseThrow();

        Versioned<HomeSession> again =
                store.save(ours, without.version(), LEASE).orElseThrow();

        assertEquals(Optional.of(again), other.find(login.id()));
        assertEquals(ours, again.value());
    }

    // ---- what is kept

    @Test
    void whatWasSavedIsReadBackWholeByEveryNode() {
        HomeLogin login = whole();
        store.provision(nonsecure(7));
        Versioned<HomeSession> session = reserved(login);
        assertEquals(Optional.of(session), other.find(login.id()));
        List<HomeEffect> effects = List.of(
                new HomeEffect.StartLimit(),
                new HomeEffect.PublishFiles(),
                new HomeEffect.TellVisiting(LogoutCause.HOME_ADMINISTRATOR),
                new HomeEffect.ResetPhone());
        TemporaryDevice device = device(login, base(session));
        for (HomeState next : List.of(
                new HomeState.DeviceBuilt(),
                new HomeState.FilesReady(),
                new HomeState.Registered(),
                new HomeState.Releasing(LogoutCause.MAXIMUM_LOGIN_TIME),
                new HomeState.Released(LogoutCause.MAXIMUM_LOGIN_TIME))) {
            HomeSession value = session.value().moved(next, effects).toBuilder()
                    .device(device)
                    .build();
            session = store.save(value, session.version(), LEASE).orElseThrow();

            assertEquals(value, session.value());
            assertEquals(Optional.of(session), other.find(login.id()));
        }
    }

    @Test
    void aDeviceMayAppearWithAnyStateAndAnotherReplacesIt() {
        HomeLogin login = whole();
        store.provision(nonsecure(7));
        Versioned<HomeSession> first = reserved(login);
        TemporaryDevice device = device(login, base(first));
        TemporaryDevice changed = device.toBuilder()
                .userLocale(new Sourced<>("Français", Origin.END_USER))
                .build();

        Versioned<HomeSession> without = saved(first, new HomeState.Releasing(LogoutCause.LOGIN_FAILED));
        assertEquals(Optional.of(without), other.find(login.id()));
        Versioned<HomeSession> with = store.save(
                        without.value().toBuilder().device(device).build(), without.version(), LEASE)
                .orElseThrow();
        assertEquals(Optional.of(with), other.find(login.id()));
        Versioned<HomeSession> replaced = store.save(
                        with.value().toBuilder().device(changed).build(), with.version(), LEASE)
                .orElseThrow();
        assertEquals(
                Optional.of(changed),
                other.find(login.id()).orElseThrow().value().device());
        assertEquals(Optional.of(replaced), other.find(login.id()));
    }

    @Test
    void theLiveSessionsOfAUserComeInTheOrderOfTheirIds() {
        store.provision(nonsecure(1, 2, 3, 4));
        Versioned<HomeSession> third = reserved(login(3, "alice", 3));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));
        Versioned<HomeSession> second = reserved(login(2, "alice", 2));
        reserved(login(4, "Alice", 4));

        assertEquals(List.of(first, second, third), other.live(UserId.of("alice")));
        saved(second, RELEASED);
        assertEquals(List.of(first, third), other.live(UserId.of("alice")));
        assertEquals(List.of(), other.live(UserId.of("nobody")));
    }

    @Test
    void liveSessionsAreListedPageByPage() {
        store.provision(nonsecure(1, 2, 3, 4, 5));
        List<Versioned<HomeSession>> all = new ArrayList<>();
        for (int i : new int[] {3, 1, 5, 2, 4}) {
            all.add(reserved(login(i, "user" + i, i)));
        }
        store.bury(id(6));
        all.sort(Comparator.comparing(session -> session.value().login().id()));
        saved(all.remove(2), RELEASED);

        assertEquals(all.subList(0, 3), other.liveAfter(LoginId.LEAST, 3));
        assertEquals(all.subList(3, 4), other.liveAfter(id(4), 3));
        assertEquals(List.of(), other.liveAfter(id(5), 3));
        assertEquals(all, other.liveAfter(LoginId.LEAST, Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> store.liveAfter(LoginId.LEAST, 0));
    }

    @Test
    void aBuriedIdIsNoSession() {
        store.bury(id(1));

        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(List.of(), store.liveAfter(LoginId.LEAST, 10));
        assertEquals(List.of(), store.claim(NOON.plus(Duration.ofDays(1)), OTHER, 10));
        HomeSession session = HomeSession.reserved(login(1, "alice", 1), BaseDeviceName.of(1));
        assertEquals(Optional.empty(), store.save(session, 1, LEASE));
        assertEquals(Optional.empty(), store.save(session.moved(RELEASED, List.of()), 1, LEASE));
        assertEquals(Optional.empty(), store.find(id(1)));
    }

    @Test
    void anIdThatEndedStaysKnownWhenItIsBuried() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> ended = saved(reserved(login(1, "alice", 1)), RELEASED);
        store.bury(id(1));

        assertEquals(Optional.of(ended), store.find(id(1)));
    }

    @Test
    void anEndedSessionThatIsNotSettledIsNotForgotten() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> first = reserved(login(1, "alice", 1));
        Versioned<HomeSession> ended = store.save(
                        first.value().moved(RELEASED, List.of(new HomeEffect.WithdrawFiles())), 1, LEASE)
                .orElseThrow();

        store.forget(id(1000).issuedAt());
        assertEquals(Optional.of(ended), store.find(id(1)));
        saved(ended, RELEASED);
        store.forget(id(1000).issuedAt());
        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(1, reserved(login(1, "alice", 1)).version());
    }

    @Test
    void notAllowedCountsLoginsThatWereMadeUnderAnyPolicy() {
        store.provision(nonsecure(1, 2, 3, 4));
        reserved(login(1, "alice", 1), ALLOWED);
        assertRefused(25, login(2, "alice", 2), NOT_ALLOWED);
        reserved(login(3, "alice", 3), AUTO_LOGOUT);
        assertRefused(25, login(4, "alice", 4), NOT_ALLOWED);
        reserved(login(5, "alice", 5), ALLOWED);
        assertEquals(3, store.live(UserId.of("alice")).size());
    }

    @Test
    void autoLogoutAgainPutsThoseToReleasingThatAreLeavingAlready() {
        store.provision(nonsecure(1, 2, 3));
        reserved(login(1, "alice", 1), AUTO_LOGOUT);
        reserved(login(2, "alice", 2), AUTO_LOGOUT);

        Reservation.Reserved third = reserved(login(3, "alice", 3), AUTO_LOGOUT);

        assertEquals(
                Set.of(3L, 2L),
                Set.of(
                        third.superseded().get(0).version(),
                        third.superseded().get(1).version()));
    }

    @Test
    void whatFailsToBeSupersededLeavesTheStoreAsGoodAsBefore() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> old = reserved(login(1, "alice", 1));
        assertThrows(
                IllegalStateException.class,
                () -> store.reserve(
                        login(2, "alice", 2),
                        AUTO_LOGOUT,
                        older -> {
                            throw new IllegalStateException("no");
                        },
                        LEASE));

        assertEquals(Optional.of(old), other.live(phone(1)));
        assertEquals(1, other.freeBaseDevices());
        assertEquals(
                BaseDeviceName.of(2),
                base(reserved(login(2, "alice", 2), AUTO_LOGOUT).session()));
    }

    // ---- leases

    @Test
    void unsettledWorkIsClaimedWhenItsLeaseIsOverAndNotBefore() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));

        assertEquals(List.of(), other.claim(AFTER.minusNanos(1), OTHER, 10));
        assertEquals(List.of(session), other.claim(AFTER, OTHER, 10));
        assertEquals(List.of(), store.claim(OTHER.until().minusNanos(1), LEASE, 10));
        assertEquals(List.of(session), store.claim(OTHER.until(), LEASE, 10));
        assertEquals(Optional.of(session), store.find(id(1)));
    }

    @Test
    void whatIsOnItsWayInOrOutIsUnsettledInEveryStateAndSoAreEffects() {
        store.provision(nonsecure(1, 2, 3, 4));
        Set<Versioned<HomeSession>> unsettled = Set.of(
                saved(reserved(login(1, "user1", 1)), new HomeState.DeviceBuilt()),
                saved(reserved(login(2, "user2", 2)), RELEASING),
                pending(reserved(login(3, "user3", 3)), new HomeState.Registered()),
                pending(reserved(login(4, "user4", 4)), RELEASED));

        assertEquals(unsettled, Set.copyOf(store.claim(AFTER, OTHER, 10)));
    }

    private Versioned<HomeSession> pending(Versioned<HomeSession> was, HomeState next) {
        return store.save(was.value().moved(next, List.of(new HomeEffect.ResetPhone())), was.version(), LEASE)
                .orElseThrow();
    }

    @Test
    void everySaveOfUnsettledWorkNamesANewLease() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        Versioned<HomeSession> next = store.save(
                        session.value().moved(new HomeState.DeviceBuilt(), List.of()), 1, OTHER)
                .orElseThrow();

        assertEquals(List.of(), store.claim(AFTER, LEASE, 10));
        assertEquals(List.of(next), store.claim(OTHER.until(), LEASE, 10));
    }

    @Test
    void whatIsSettledHasNoLeaseAndIsClaimedWhenItsMaximumTimeIsOver() {
        store.provision(nonsecure(1, 2, 3, 4));
        Versioned<HomeSession> registered = saved(reserved(login(1, "user1", 1)), new HomeState.Registered());
        Versioned<HomeSession> ready = saved(reserved(login(2, "user2", 2)), new HomeState.FilesReady());
        saved(reserved(login(3, "user3", 3)), RELEASED);
        HomeLogin login = login(4, "user4", 4);
        saved(reserved(unlimited(login)), new HomeState.Registered());
        store.handOver("node-1");

        assertEquals(List.of(), store.claim(END.minusNanos(1), OTHER, 10));
        Lease late = new Lease("node-2", END.plusSeconds(60));
        assertEquals(Set.of(registered, ready), Set.copyOf(store.claim(END, late, 10)));
        assertEquals(List.of(), other.claim(END.plusSeconds(59), LEASE, 10));
        assertEquals(Set.of(registered, ready), Set.copyOf(other.claim(END.plusSeconds(60), late, 10)));
    }

    private static HomeLogin unlimited(HomeLogin login) {
        return new HomeLogin(
                login.id(),
                login.user(),
                login.profile(),
                login.visiting(),
                login.phone(),
                login.devicePool(),
                login.poolMatched(),
                login.loginTime(),
                LoginLimit.none());
    }

    @Test
    void whatWasSettledForEverIsClaimedWhenThereIsWorkAgain() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> first = saved(reserved(unlimited(login(1, "user1", 1))), new HomeState.Registered());
        Versioned<HomeSession> second = saved(reserved(unlimited(login(2, "user2", 2))), new HomeState.Registered());
        Versioned<HomeSession> now = pending(first, new HomeState.Registered());
        assertEquals(List.of(now), store.claim(AFTER, OTHER, 10));

        Versioned<HomeSession> later = pending(second, RELEASING);
        assertEquals(List.of(later), other.claim(AFTER, OTHER, 10));
        Versioned<HomeSession> again = pending(saved(now, new HomeState.Registered()), RELEASING);
        assertEquals(Set.of(again), Set.copyOf(other.claim(AFTER, OTHER, 10)));
    }

    @Test
    void whatIsClaimedForLongAndSavedForLessIsClaimedWhenTheLessIsOver() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        assertEquals(List.of(session), other.claim(AFTER, OTHER, 10));
        Versioned<HomeSession> next = pending(session, new HomeState.DeviceBuilt());

        assertEquals(List.of(), other.claim(AFTER.minusNanos(1), OTHER, 10));
        assertEquals(List.of(next), other.claim(AFTER, OTHER, 10));
    }

    @Test
    void whoGivesWayIsLeasedToTheOneWhoCame() {
        store.provision(nonsecure(1, 2));
        saved(reserved(login(1, "alice", 1)), new HomeState.Registered());

        Reservation.Reserved made = assertInstanceOf(
                Reservation.Reserved.class,
                store.reserve(login(2, "alice", 2), AUTO_LOGOUT, HomeLoginStoreContract::releasing, OTHER));

        assertEquals(List.of(), store.claim(OTHER.until().minusNanos(1), LEASE, 10));
        assertEquals(
                Set.of(made.session(), made.superseded().get(0)), Set.copyOf(store.claim(OTHER.until(), LEASE, 10)));
    }

    @Test
    void claimingChangesNoVersionSoTheOldWorkerCanStillSave() {
        store.provision(nonsecure(1));
        Versioned<HomeSession> session = reserved(login(1, "alice", 1));
        other.claim(AFTER, OTHER, 1);

        assertEquals(2, saved(session, new HomeState.DeviceBuilt()).version());
        assertEquals(Optional.empty(), other.save(session.value().moved(RELEASED, List.of()), 1, OTHER));
    }

    @Test
    void noMoreIsClaimedThanWasAskedFor() {
        store.provision(nonsecure(1, 2, 3, 4, 5));
        for (int i = 0; i < 5; i++) {
            reserved(login(i, "user" + i, i));
        }
        Set<LoginId> claimed = new HashSet<>();
        for (int size : new int[] {2, 2, 1, 0}) {
            List<Versioned<HomeSession>> some = store.claim(AFTER, OTHER, 2);
            assertEquals(size, some.size());
            some.forEach(session -> claimed.add(session.value().login().id()));
        }

        assertEquals(5, claimed.size());
        assertThrows(IllegalArgumentException.class, () -> store.claim(AFTER, OTHER, 0));
    }

    @Test
    void handingOverEndsTheLeasesOfOneNodeOnly() {
        store.provision(nonsecure(1, 2));
        Versioned<HomeSession> mine = reserved(login(1, "alice", 1));
        Versioned<HomeSession> others = assertInstanceOf(
                        Reservation.Reserved.class,
                        store.reserve(login(2, "bob", 2), ALLOWED, HomeLoginStoreContract::releasing, OTHER))
                .session();

        store.handOver("node-1");

        assertEquals(List.of(mine), other.claim(NOON, OTHER, 10));
        assertEquals(List.of(), other.claim(NOON, OTHER, 10));
        assertEquals(Set.of(mine, others), Set.copyOf(other.claim(OTHER.until(), OTHER, 10)));
    }

    // ---- values with every part

    private static HomeLogin whole() {
        String odd = " \\u0041\\ <a&b>\"' \uD83D\uDE00\uD800\uFFFF é ";
        Srst srst = Srst.builder(SrstOption.USER_SPECIFIC)
                .sccp(ServiceAddress.of("10.1.1.1", 2000))
                .sip(ServiceAddress.of("2001:db8::5", 5060))
                .build();
        return new HomeLogin(
                id(1),
                UserId.of(odd),
                DeviceProfileName.of("UDP & <work>"),
                new VisitingFacts(ClusterId.of(odd), Release.parse("14SU2"), ClusterSecurityMode.MIXED),
                PhoneFacts.builder(phone(1), new PhoneModel(odd, 684, false), DeviceProtocol.SCCP)
                        .security(PhoneSecurity.SECURE)
                        .geolocation(CivicAddress.empty()
                                .with(CivicField.COUNTRY, "GB")
                                .with(CivicField.A6, "High; Street \\ East"))
                        .srst(srst)
                        .logoutUri(URI.create("http://lon.example:8080/emapp/EMAppServlet?a=b&c=d"))
                        .build(),
                DevicePoolName.of("rdp-LON"),
                false,
                NOON.plusNanos(123_456_789),
                LoginLimit.after(Duration.ofSeconds(36_000, 1)));
    }

    private static TemporaryDevice device(HomeLogin login, BaseDeviceName base) {
        Geolocation place = new Geolocation("London", CivicAddress.empty().with(CivicField.COUNTRY, "GB"));
        DevicePool pool = DevicePool.builder(
                        login.devicePool(),
                        new CallManagerGroup(
                                "CMG",
                                List.of(ServiceAddress.of("cm1.nyc.example"), ServiceAddress.of("10.1.0.2", 5060))),
                        new DateTimeGroup("CMLocal", "D/M/Y", "GMT Standard/Daylight Time", "Europe/London"))
                .geolocation(place)
                .adjunctCallingSearchSpace("CSS-adjunct")
                .networkLocale("United_Kingdom")
                .srst(login.phone().srst())
                .build();
        DeviceProfile profile = DeviceProfile.builder(login.profile())
                .lines(List.of(new Line(1, "2001", "Alice"), new Line(2, "2002", "")))
                .services(List.of(new PhoneService("Directory", "http://x/?a=1&b=2")))
                .emccCallingSearchSpace("CSS-EMCC")
                .userLocale("English")
                .softkeyTemplate("Standard")
                .build();
        return TemporaryDevice.builder(
                        login.device(),
                        login.id(),
                        base,
                        login.user(),
                        new Sourced<>(login.phone().model(), Origin.VISITING_PHONE),
                        new Sourced<>(login.phone().protocol(), Origin.VISITING_PHONE),
                        new Sourced<>(pool, Origin.ROAMING_DEVICE_POOL),
                        new Sourced<>(profile, Origin.DEVICE_PROFILE),
                        new Sourced<>(login.phone().srst(), Origin.VISITING_CLUSTER),
                        new Sourced<>("Standard SIP Profile", Origin.EMCC_TEMPLATE),
                        new Sourced<>("Standard Common Phone Profile", Origin.BASE_DEVICE),
                        new Sourced<>(PhoneSecurity.SECURE, Origin.FEATURE_PARAMETER),
                        new Sourced<>(login.phone().geolocation(), Origin.VISITING_PHONE))
                .userLocale(new Sourced<>("English", Origin.END_USER))
                .softkeyTemplate(new Sourced<>("Standard", Origin.COMMON_DEVICE_CONFIGURATION))
                .build();
    }
}
