package org.emcc.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link VisitingLoginStore} keeps to (design 4.3). Uses nothing but JUnit, so that it can be extended wherever a store
 * is written.
 */
public abstract class VisitingLoginStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final HomeReply.Accepted ACCEPTED = new HomeReply.Accepted(
            NYC, UserId.of("alice"), List.of(ServiceAddress.of("10.1.0.10")), NOON, Duration.ofHours(10));
    private static final VisitingState RETURNED = new VisitingState.Returned(NYC, LogoutCause.PHONE, false);
    private static final VisitingState FAILED = new VisitingState.Failed(new Ending.Refused(ErrorCode.of(2)));

    private VisitingLoginStore store;

    /** For subclasses. */
    protected VisitingLoginStoreContract() {}

    /**
     * The store under test.
     *
     * @return a new and empty one
     */
    protected abstract VisitingLoginStore newStore();

    @BeforeEach
    void start() {
        store = newStore();
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
        return store.open(session(number, phone)).orElseThrow();
    }

    private Versioned<VisitingSession> saved(Versioned<VisitingSession> was, VisitingState next) {
        return store.save(was.value().moved(next, List.of()), was.version()).orElseThrow();
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
        assertEquals(Optional.empty(), store.save(session(1, 1), 1));
        assertEquals(Optional.empty(), store.find(id(1)));
    }

    @Test
    void aPhoneHasOneLiveSessionAtMost() {
        Versioned<VisitingSession> first = opened(1, 1);

        assertEquals(Optional.empty(), store.open(session(2, 1)));
        assertEquals(Optional.empty(), store.find(id(2)));
        assertEquals(Optional.of(first), store.live(phone(1)));
        opened(3, 2);
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
            assertEquals(Optional.empty(), store.open(session(2, 1)));
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
            assertEquals(Optional.empty(), store.save(first.value().moved(FAILED, List.of()), version));
        }
        assertEquals(Optional.of(second), store.find(id(1)));
        assertEquals(Optional.of(second), store.live(phone(1)));
    }

    @Test
    void anEndedSessionCanSettleItsEffectsButNeverLivesAgain() {
        Versioned<VisitingSession> first = opened(1, 1);
        Versioned<VisitingSession> ended = store.save(
                        first.value().moved(RETURNED, List.of(new VisitingEffect.TellHome(NYC, LogoutCause.PHONE))), 1)
                .orElseThrow();
        Versioned<VisitingSession> next = opened(2, 1);

        assertEquals(Optional.empty(), store.save(first.value(), ended.version()));
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
    @Timeout(60)
    void ofManyThatOpenAtOnePhoneAtOnceOneSucceeds() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 50; round++) {
                int phone = round;
                CountDownLatch ready = new CountDownLatch(threads);
                CountDownLatch go = new CountDownLatch(1);
                List<Future<Boolean>> opened = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int number = round * threads + i;
                    opened.add(pool.submit(() -> {
                        ready.countDown();
                        go.await();
                        return store.open(session(number, phone)).isPresent();
                    }));
                }
                ready.await();
                go.countDown();
                int successes = 0;
                for (Future<Boolean> one : opened) {
                    successes += one.get() ? 1 : 0;
                }
                assertEquals(1, successes);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
