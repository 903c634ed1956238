package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link VisitingLoginStore} keeps to. Uses nothing but JUnit, so that it can be extended wherever a store is written:
 * one method says how to make an empty one.
 *
 * <p>Source: design 4.3.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class VisitingLoginStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final HomeReply.Accepted ACCEPTED = new HomeReply.Accepted(
            NYC,
            UserId.of("alice"),
            List.of(ServiceAddress.of("10.1.0.10")),
            NOON,
            LoginLimit.after(Duration.ofHours(10)));
    private static final HomeReply.Accepted UNLIMITED = new HomeReply.Accepted(
            NYC,
            UserId.of("alice"),
            List.of(ServiceAddress.of("tftp.nyc.example", 6969), ServiceAddress.of("2001:db8::1", 69)),
            NOON.plusNanos(1),
            LoginLimit.none());
    private static final VisitingState RETURNED = new VisitingState.Returned(NYC, LogoutCause.PHONE, false);
    private static final VisitingState FAILED = new VisitingState.Failed(new Ending.Refused(ErrorCode.of(2)));

    private static final Lease LEASE = new Lease("node-1", NOON.plusSeconds(60));
    private static final Lease OTHER = new Lease("node-2", NOON.plusSeconds(600));
    private static final Instant AFTER = LEASE.until();
    private static final int THREADS = 16;

    private VisitingLoginStore store;
    private VisitingLoginStore other;

    /** For subclasses; the store is made for each test. */
    protected VisitingLoginStoreContract() {}

    /**
     * The store under test.
     *
     * @return a new and empty one
     */
    protected abstract VisitingLoginStore newStore();

    /**
     * The same store as another node sees it.
     *
     * @param store a store that {@link #newStore} made
     * @return a second one over the same data; the store itself where all nodes share one process
     */
    protected abstract VisitingLoginStore otherNode(VisitingLoginStore store);

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

    private static VisitingSession session(int number, int phone) {
        return VisitingSession.builder(
                        new VisitingLogin(id(number), phone(phone), "alice", NOON), new VisitingState.Locating())
                .build();
    }

    private Versioned<VisitingSession> opened(int number, int phone) {
        return store.open(session(number, phone), LEASE).orElseThrow();
    }

    private Versioned<VisitingSession> saved(Versioned<VisitingSession> was, VisitingState next) {
        return store.save(was.value().moved(next, List.of()), was.version(), LEASE)
                .orElseThrow();
    }

    @Test
    void aNewSessionIsStoredWithVersionOne() {
        Versioned<VisitingSession> first = opened(1, 1);

        assertEquals(new Versioned<>(session(1, 1), 1), first);
        assertEquals(Optional.of(first), store.find(id(1)));
        assertEquals(Optional.of(first), store.live(phone(1)));
    }

    @Test
    void nothingIsFoundThatWasNotOpened() {
        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(Optional.empty(), store.live(phone(1)));
        assertEquals(Optional.empty(), store.save(session(1, 1), 1, LEASE));
        assertEquals(Optional.empty(), store.find(id(1)));
    }

    @Test
    void aPhoneHasOneLiveSessionAtMost() {
        Versioned<VisitingSession> first = opened(1, 1);

        assertEquals(Optional.empty(), store.open(session(2, 1), LEASE));
        assertEquals(Optional.empty(), store.find(id(2)));
        assertEquals(Optional.of(first), store.live(phone(1)));
        opened(3, 2);
    }

    @Test
    void whatWasLastSeenOfAPhoneIsTheLatestWhenNobodyElseMovedIt() {
        assertEquals(Optional.empty(), store.lastSeen(phone(1)));
        assertEquals(Optional.empty(), other.lastSeen(phone(1)));
        Versioned<VisitingSession> session = opened(1, 1);
        assertEquals(Optional.of(session), store.lastSeen(phone(1)));
        assertEquals(Optional.of(session), other.lastSeen(phone(1)));

        session = saved(session, new VisitingState.Away(ACCEPTED));
        assertEquals(Optional.of(session), store.lastSeen(phone(1)));

        saved(session, RETURNED);
        assertEquals(Optional.empty(), store.lastSeen(phone(1)));
    }

    @Test
    void whatWasLastSeenCannotBeSavedOnceAnotherNodeMovedItAndIsReadAgainThen() {
        Versioned<VisitingSession> seen = opened(1, 1);
        assertEquals(Optional.of(seen), other.lastSeen(phone(1)));
        Versioned<VisitingSession> moved = saved(seen, new VisitingState.Away(ACCEPTED));

        Versioned<VisitingSession> stale = other.lastSeen(phone(1)).orElseThrow();
        assertTrue(Set.of(seen, moved).contains(stale), "a value with the version under which it was stored");
        assertEquals(Optional.empty(), other.save(seen.value().moved(FAILED, List.of()), seen.version(), LEASE));
        assertEquals(Optional.of(moved), other.lastSeen(phone(1)));

        saved(moved, RETURNED);
        other.live(phone(1));
        assertEquals(Optional.empty(), other.lastSeen(phone(1)));
    }

    @Test
    void whatWasLastSeenIsNotInTheWayOfTheNextLoginAtThePhone() {
        Versioned<VisitingSession> first = opened(1, 1);
        assertEquals(Optional.of(first), other.lastSeen(phone(1)));
        VisitingSession ended =
                first.value().moved(RETURNED, List.of(new VisitingEffect.TellHome(NYC, LogoutCause.PHONE)));
        Versioned<VisitingSession> over =
                store.save(ended, first.version(), LEASE).orElseThrow();
        Versioned<VisitingSession> second = opened(2, 1);

        assertEquals(Optional.empty(), other.save(first.value().moved(FAILED, List.of()), first.version(), LEASE));
        assertEquals(Optional.of(second), other.lastSeen(phone(1)));
        assertEquals(
                Optional.of(3L),
                other.save(ended.moved(RETURNED, List.of()), over.version(), LEASE)
                        .map(Versioned::version));
        assertEquals(Optional.of(second), other.lastSeen(phone(1)));
        assertEquals(Optional.of(second), store.lastSeen(phone(1)));
    }

    @Test
    void aPhoneStaysTakenUntilItsSessionHasReturned() {
        Versioned<VisitingSession> session = opened(1, 1);
        for (VisitingState next : List.of(
                new VisitingState.AwaitingHome(NYC),
                new VisitingState.Recorded(ACCEPTED),
                new VisitingState.Redirected(ACCEPTED),
                new VisitingState.Away(ACCEPTED),
                new VisitingState.Returning(NYC, LogoutCause.PHONE, false))) {
            session = saved(session, next);
            assertEquals(Optional.empty(), store.open(session(2, 1), LEASE));
            assertEquals(Optional.of(session), store.live(phone(1)));
        }
        Versioned<VisitingSession> ended = saved(session, RETURNED);

        assertEquals(7, ended.version());
        assertEquals(Optional.empty(), store.live(phone(1)));
        assertEquals(Optional.of(ended), store.find(id(1)));
        opened(2, 1);
    }

    @Test
    void aFailedSessionFreesItsPhoneToo() {
        saved(opened(1, 1), FAILED);

        assertEquals(Optional.empty(), store.live(phone(1)));
        opened(2, 1);
    }

    @Test
    void aStaleVersionIsRefusedAndChangesNothing() {
        Versioned<VisitingSession> first = opened(1, 1);
        Versioned<VisitingSession> second = saved(first, new VisitingState.AwaitingHome(NYC));

        for (long version : new long[] {1, 3, Long.MAX_VALUE}) {
            assertEquals(Optional.empty(), store.save(first.value().moved(FAILED, List.of()), version, LEASE));
        }
        assertEquals(Optional.of(second), store.find(id(1)));
        assertEquals(Optional.of(second), store.live(phone(1)));
    }

    @Test
    void anEndedSessionCanSettleItsEffectsButNeverLivesAgain() {
        Versioned<VisitingSession> first = opened(1, 1);
        Versioned<VisitingSession> ended = store.save(
                        first.value().moved(RETURNED, List.of(new VisitingEffect.TellHome(NYC, LogoutCause.PHONE))),
                        1,
                        LEASE)
                .orElseThrow();
        Versioned<VisitingSession> next = opened(2, 1);

        assertEquals(Optional.empty(), store.save(first.value(), ended.version(), LEASE));
        Versioned<VisitingSession> settled = saved(ended, new VisitingState.Returned(NYC, LogoutCause.PHONE, true));

        assertEquals(Optional.of(settled), store.find(id(1)));
        assertEquals(Optional.of(next), store.live(phone(1)));
    }

    @Test
    void onlyEndedSessionsOfOldIdsAreForgotten() {
        saved(opened(1, 1), RETURNED);
        Versioned<VisitingSession> live = opened(2, 2);
        Versioned<VisitingSession> young = saved(opened(3, 3), FAILED);

        store.forget(id(3).issuedAt());

        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(Optional.of(live), store.find(id(2)));
        assertEquals(Optional.of(live), store.live(phone(2)));
        assertEquals(Optional.of(young), store.find(id(3)));
    }

    @Test
    void beforeTheFirstIdThereIsNothingToForget() {
        Versioned<VisitingSession> ended = saved(opened(1, 1), RETURNED);

        // A clock that was never set stands at 1970, and ids are remembered for a day.
        store.forget(Instant.EPOCH.minus(Duration.ofDays(1)));
        store.forget(Instant.MIN);

        assertEquals(Optional.of(ended), store.find(id(1)));
    }

    @Test
    void aLoginIdIsUsedOnce() {
        Versioned<VisitingSession> first = opened(1, 1);

        assertEquals(Optional.empty(), store.open(session(1, 2), LEASE));
        assertEquals(Optional.empty(), store.live(phone(2)));
        Versioned<VisitingSession> ended = saved(first, RETURNED);
        assertEquals(Optional.empty(), store.open(session(1, 1), LEASE));
        assertEquals(Optional.empty(), store.open(session(1, 2), LEASE));
        assertEquals(Optional.of(ended), store.find(id(1)));
        assertEquals(Optional.empty(), store.live(phone(1)));
    }

    @Test
    void aForgottenIdCanBeOpenedAgain() {
        saved(opened(1, 1), RETURNED);
        store.forget(id(2).issuedAt());

        assertEquals(1, opened(1, 1).version());
    }

    @Test
    void whatWasSavedIsReadBackWholeByEveryNode() {
        Versioned<VisitingSession> session = opened(1, 1);
        List<VisitingEffect> effects = List.of(
                new VisitingEffect.PublishRedirect(),
                new VisitingEffect.ResetPhone(),
                new VisitingEffect.TellHome(NYC, LogoutCause.MAINTENANCE));
        for (VisitingState next : List.of(
                new VisitingState.AwaitingHome(NYC),
                new VisitingState.Recorded(ACCEPTED),
                new VisitingState.Redirected(UNLIMITED),
                new VisitingState.Away(UNLIMITED),
                new VisitingState.Returning(NYC, LogoutCause.HOME_ADMINISTRATOR, true),
                new VisitingState.Returned(NYC, LogoutCause.PHONE, false))) {
            session = store.save(session.value().moved(next, effects), session.version(), LEASE)
                    .orElseThrow();

            assertEquals(effects, session.value().pending());
            assertEquals(next, session.value().state());
            assertEquals(Optional.of(session), other.find(id(1)));
        }
    }

    @Test
    void everyEndingIsReadBack() {
        List<Ending> endings = List.of(
                new Ending.Refused(ErrorCode.of(18)),
                new Ending.ProfileAsked(List.of(DeviceProfileName.of("UDP & <work>"), DeviceProfileName.of("home"))),
                new Ending.ProfileAsked(List.of()),
                new Ending.PinChangeAsked());
        for (int i = 0; i < endings.size(); i++) {
            Versioned<VisitingSession> failed = saved(opened(i, i), new VisitingState.Failed(endings.get(i)));

            assertEquals(Optional.of(failed), other.find(id(i)));
        }
    }

    @Test
    void textIsReadBackExactly() {
        String odd = " \\u0041\\ <a&b>\"' \uD83D\uDE00\uD800\uFFFF é ";
        VisitingSession first = VisitingSession.builder(
                        new VisitingLogin(id(1), phone(1), odd, NOON.plusNanos(123_456_789)),
                        new VisitingState.AwaitingHome(ClusterId.of(odd)))
                .build();

        assertEquals(
                Optional.of(first),
                store.open(first, LEASE).flatMap(done -> other.find(id(1))).map(Versioned::value));
    }

    // ---- leases

    @Test
    void unsettledWorkIsClaimedWhenItsLeaseIsOverAndNotBefore() {
        Versioned<VisitingSession> session = opened(1, 1);

        assertEquals(List.of(), other.claim(AFTER.minusNanos(1), OTHER, 10));
        assertEquals(List.of(session), other.claim(AFTER, OTHER, 10));
        assertEquals(List.of(), store.claim(OTHER.until().minusNanos(1), LEASE, 10));
        assertEquals(List.of(session), store.claim(OTHER.until(), LEASE, 10));
        assertEquals(Optional.of(session), store.find(id(1)));
    }

    @Test
    void everySaveOfUnsettledWorkNamesANewLease() {
        Versioned<VisitingSession> session = opened(1, 1);
        Versioned<VisitingSession> next = store.save(
                        session.value().moved(new VisitingState.AwaitingHome(NYC), List.of()), 1, OTHER)
                .orElseThrow();

        assertEquals(List.of(), store.claim(AFTER, LEASE, 10));
        assertEquals(List.of(next), store.claim(OTHER.until(), LEASE, 10));
    }

    @Test
    void whatIsSettledIsNeverClaimed() {
        saved(saved(opened(1, 1), new VisitingState.Recorded(ACCEPTED)), new VisitingState.Redirected(ACCEPTED));
        saved(opened(2, 2), new VisitingState.Away(ACCEPTED));
        saved(opened(3, 3), RETURNED);
        saved(opened(4, 4), FAILED);
        store.handOver("node-1");

        assertEquals(List.of(), store.claim(NOON.plus(Duration.ofDays(1000)), OTHER, 10));
    }

    @Test
    void whatWasSettledForEverIsClaimedWhenThereIsWorkAgain() {
        Versioned<VisitingSession> first = saved(opened(1, 1), new VisitingState.Away(ACCEPTED));
        Versioned<VisitingSession> second = saved(opened(2, 2), new VisitingState.Away(ACCEPTED));
        Versioned<VisitingSession> now = pending(first, new VisitingState.Away(ACCEPTED));
        assertEquals(List.of(now), store.claim(AFTER, OTHER, 10));

        Versioned<VisitingSession> later = pending(second, new VisitingState.Away(ACCEPTED));
        assertEquals(List.of(later), other.claim(AFTER, OTHER, 10));
        Versioned<VisitingSession> again =
                pending(saved(now, new VisitingState.Away(ACCEPTED)), new VisitingState.Away(ACCEPTED));
        assertEquals(List.of(again), other.claim(AFTER, OTHER, 10));
    }

    @Test
    void whatIsClaimedForLongAndSavedForLessIsClaimedWhenTheLessIsOver() {
        Versioned<VisitingSession> session = opened(1, 1);
        assertEquals(List.of(session), other.claim(AFTER, OTHER, 10));
        Versioned<VisitingSession> next = pending(session, new VisitingState.AwaitingHome(NYC));

        assertEquals(List.of(), other.claim(AFTER.minusNanos(1), OTHER, 10));
        assertEquals(List.of(next), other.claim(AFTER, OTHER, 10));
    }

    @Test
    void pendingEffectsMakeAnySessionUnsettled() {
        Versioned<VisitingSession> away = pending(opened(1, 1), new VisitingState.Away(ACCEPTED));
        Versioned<VisitingSession> returned = pending(opened(2, 2), RETURNED);
        store.forget(id(1000).issuedAt());

        assertEquals(Set.of(away, returned), Set.copyOf(store.claim(AFTER, OTHER, 10)));
        assertTrue(store.save(returned.value().moved(RETURNED, List.of()), returned.version(), OTHER)
                .isPresent());
        assertEquals(List.of(away), store.claim(OTHER.until(), LEASE, 10));
    }

    private Versioned<VisitingSession> pending(Versioned<VisitingSession> was, VisitingState next) {
        return store.save(was.value().moved(next, List.of(new VisitingEffect.ResetPhone())), was.version(), LEASE)
                .orElseThrow();
    }

    @Test
    void claimingChangesNoVersionSoTheOldWorkerCanStillSave() {
        Versioned<VisitingSession> session = opened(1, 1);
        other.claim(AFTER, OTHER, 1);

        Versioned<VisitingSession> saved = saved(session, new VisitingState.AwaitingHome(NYC));

        assertEquals(2, saved.version());
        assertEquals(Optional.empty(), other.save(session.value().moved(FAILED, List.of()), session.version(), OTHER));
    }

    @Test
    void noMoreIsClaimedThanWasAskedFor() {
        for (int i = 0; i < 5; i++) {
            opened(i, i);
        }
        Set<LoginId> claimed = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            List<Versioned<VisitingSession>> two = store.claim(AFTER, OTHER, 2);
            assertEquals(2, two.size());
            two.forEach(session -> claimed.add(session.value().login().id()));
        }
        store.claim(AFTER, OTHER, 2)
                .forEach(session -> claimed.add(session.value().login().id()));

        assertEquals(5, claimed.size());
        assertEquals(List.of(), store.claim(AFTER, OTHER, 2));
        assertThrows(IllegalArgumentException.class, () -> store.claim(AFTER, OTHER, 0));
    }

    @Test
    void handingOverEndsTheLeasesOfOneNodeOnly() {
        Versioned<VisitingSession> mine = opened(1, 1);
        Versioned<VisitingSession> others = store.open(session(2, 2), OTHER).orElseThrow();

        store.handOver("node-1");

        assertEquals(List.of(mine), other.claim(NOON, OTHER, 10));
        assertEquals(List.of(), other.claim(NOON, OTHER, 10));
        assertEquals(Set.of(mine, others), Set.copyOf(other.claim(OTHER.until(), OTHER, 10)));
    }

    // ---- pages

    @Test
    void liveSessionsAreListedPageByPage() {
        List<Versioned<VisitingSession>> all = new ArrayList<>();
        for (int i : new int[] {3, 1, 5, 2, 4}) {
            all.add(opened(i, i));
        }
        all.sort(Comparator.comparing(session -> session.value().login().id()));
        saved(all.remove(2), FAILED);

        assertEquals(all.subList(0, 3), other.liveAfter(LoginId.LEAST, 3));
        assertEquals(all.subList(3, 4), other.liveAfter(id(4), 3));
        assertEquals(List.of(), other.liveAfter(id(5), 3));
        assertEquals(all, other.liveAfter(LoginId.LEAST, Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> store.liveAfter(LoginId.LEAST, 0));
    }

    // ---- many at once

    @Test
    @Timeout(120)
    void twoClaimersNeverGetTheSameSession() throws Exception {
        int sessions = 200;
        for (int i = 0; i < sessions; i++) {
            opened(i, i);
        }
        AtomicInteger next = new AtomicInteger();

        List<LoginId> claimed = AtOnce.run(THREADS, () -> {
            VisitingLoginStore mine = next.incrementAndGet() % 2 == 0 ? store : other;
            List<LoginId> ids = new ArrayList<>();
            List<Versioned<VisitingSession>> some = mine.claim(AFTER, OTHER, 7);
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
    void ofManySavesOfOneVersionOneSucceeds() throws Exception {
        Versioned<VisitingSession> first = opened(1, 1);

        List<Boolean> done = AtOnce.run(
                THREADS,
                () -> List.of(store.save(first.value().moved(new VisitingState.AwaitingHome(NYC), List.of()), 1, LEASE)
                        .isPresent()));

        assertEquals(1, done.stream().filter(success -> success).count());
        assertEquals(2, other.find(id(1)).orElseThrow().version());
    }

    @Test
    @Timeout(120)
    void ofManyThatOpenAtOnePhoneAtOnceOneSucceeds() throws Exception {
        for (int round = 0; round < 20; round++) {
            int phone = round;
            AtomicInteger next = new AtomicInteger(round * THREADS);

            List<Boolean> opened = AtOnce.run(THREADS, () -> {
                int number = next.getAndIncrement();
                VisitingLoginStore mine = number % 2 == 0 ? store : other;
                return List.of(mine.open(session(number, phone), LEASE).isPresent());
            });

            assertEquals(1, opened.stream().filter(success -> success).count());
        }
    }

    @Test
    @Timeout(120)
    void ofManyThatOpenTheSameIdAtOnceOneSucceeds() throws Exception {
        AtomicInteger next = new AtomicInteger();

        List<Boolean> opened = AtOnce.run(
                THREADS,
                () -> List.of(
                        store.open(session(1, next.incrementAndGet()), LEASE).isPresent()));

        assertEquals(1, opened.stream().filter(success -> success).count());
        assertEquals(1, store.liveAfter(LoginId.LEAST, 100).size());
    }
}
