package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a login is moved, folded and saved; with a toy whose state is the list of what has happened to it. */
class ConductorTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofHours(1);

    /** What is told again soon is no round of these. */
    private static final Repeats.Pace PACE = new Repeats.Pace(LEASE, LEASE, Duration.ofSeconds(5));

    private record Toy(LoginId login, List<String> history, List<String> pending) {
        Toy(List<String> history, List<String> pending) {
            this(LoginId.LEAST, history, pending);
        }

        Toy with(String event, List<String> effects) {
            List<String> longer = new ArrayList<>(history);
            longer.add(event);
            return new Toy(login, List.copyOf(longer), List.copyOf(effects));
        }
    }

    private static final class ToyConductor extends Conductor<Toy, String, String> {
        Versioned<Toy> stored = new Versioned<>(new Toy(List.of(), List.of()), 1);
        boolean known = true;

        @Nullable
        Versioned<Toy> seen;

        final Map<String, List<String>> orders = new HashMap<>();
        final Map<String, Supplier<@Nullable CompletableFuture<Deed<String>>>> effects = new HashMap<>();
        final List<String> announced = new ArrayList<>();
        final List<String> moves = new ArrayList<>();
        final List<Throwable> failures = new ArrayList<>();
        final List<Toy> saved = new ArrayList<>();

        @Nullable
        String afterFailure;

        /** An event that leads back to where it came from. */
        @Nullable
        String circular;

        @Nullable
        Runnable beforeSave;

        final List<Versioned<Toy>> left = new ArrayList<>();
        final List<Versioned<Toy>> settled = new ArrayList<>();
        final List<Instant> forgotten = new ArrayList<>();
        boolean broken;
        private final LoginFixture.ManualTime time;

        ToyConductor(LoginFixture.ManualTime time) {
            super(time.clock, new Rounds(time.clock, time), PACE, MEMORY);
            this.time = time;
        }

        /** Rounds that were ordered to finish what is left over. */
        int rounds() {
            return time.waiting();
        }

        /** Another writer, who is faster. */
        void meanwhile(Runnable what) {
            beforeSave = what;
        }

        void write(String event, String... pending) {
            stored = new Versioned<>(stored.value().with(event, List.of(pending)), stored.version() + 1);
        }

        @Override
        LoginId id(Toy session) {
            return session.login();
        }

        @Override
        Optional<Versioned<Toy>> find(LoginId login) {
            return known ? Optional.of(stored) : Optional.empty();
        }

        @Override
        Optional<Versioned<Toy>> live(DeviceName device) {
            return find(LoginId.LEAST);
        }

        @Override
        Optional<Versioned<Toy>> lastSeen(DeviceName device) {
            return seen == null ? live(device) : Optional.of(seen);
        }

        @Override
        Optional<Versioned<Toy>> save(Toy next, long version) {
            if (beforeSave != null) {
                Runnable once = beforeSave;
                beforeSave = null;
                once.run();
            }
            if (version != stored.version()) {
                return Optional.empty();
            }
            saved.add(next);
            stored = new Versioned<>(next, version + 1);
            return Optional.of(stored);
        }

        @Override
        Optional<Toy> step(Toy session, String event) {
            if (event.equals(circular)) {
                return Optional.of(withPending(session, orders.getOrDefault(event, List.of())));
            }
            return session.history().contains(event)
                    ? Optional.empty()
                    : Optional.of(session.with(event, orders.getOrDefault(event, List.of())));
        }

        @Override
        List<String> pending(Toy session) {
            return session.pending();
        }

        @Override
        Toy withPending(Toy session, List<String> pending) {
            return new Toy(session.login(), session.history(), List.copyOf(pending));
        }

        @Override
        @Nullable
        CompletableFuture<Deed<String>> perform(Toy session, String effect) {
            return effects.get(effect).get();
        }

        @Override
        void moved(Toy before, String event, Toy after, long version) {
            moves.add(version + ": " + String.join(",", before.history()) + " + " + event + " = "
                    + String.join(",", after.history()) + " " + after.pending());
        }

        @Override
        void announce(Toy after, String event) {
            announced.add(event);
        }

        @Override
        Optional<String> failed(Toy session, String effect, Throwable failure) {
            failures.add(failure);
            return Optional.ofNullable(afterFailure);
        }

        @Override
        List<Versioned<Toy>> claim(Instant due, int most) {
            List<Versioned<Toy>> page = left.stream().limit(most).toList();
            left.subList(0, page.size()).clear();
            return page;
        }

        @Override
        void settle(Versioned<Toy> claimed) {
            settled.add(claimed);
        }

        @Override
        List<Versioned<Toy>> liveAfter(LoginId last, int most) {
            return left.stream()
                    .filter(stored -> id(stored.value()).compareTo(last) > 0)
                    .limit(most)
                    .toList();
        }

        @Override
        boolean republish(Toy session) {
            return !session.history().contains("nothing to serve");
        }

        @Override
        void forget(Instant issuedBefore) {
            forgotten.add(issuedBefore);
            if (broken) {
                throw new IllegalStateException("the store is away");
            }
        }
    }

    private final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    private final ToyConductor toy = new ToyConductor(time);

    private CompletableFuture<Versioned<Toy>> advance(String event) {
        return toy.advance(toy.stored, event);
    }

    private static Supplier<@Nullable CompletableFuture<Deed<String>>> brings(String event) {
        return () -> Deed.now(Deed.done(event));
    }

    @Test
    void whatFollowsAtOnceIsSavedOnce() {
        toy.orders.put("a", List.of("do b", "do c"));
        toy.orders.put("c", List.of("do d"));
        toy.effects.put("do b", () -> Deed.now(Deed.done()));
        toy.effects.put("do c", brings("c"));
        toy.effects.put("do d", brings("d"));

        Versioned<Toy> after = advance("a").join();

        assertThat(toy.saved)
                .containsExactly(
                        new Toy(List.of("a"), List.of("do b", "do c")), new Toy(List.of("a", "c", "d"), List.of()));
        assertThat(after).isEqualTo(toy.stored);
        assertThat(after.version()).isEqualTo(3);
        assertThat(toy.announced).containsExactly("a", "c", "d");
        assertThat(toy.moves)
                .containsExactly(
                        "2:  + a = a [do b, do c]", "3: a + c = a,c [do d]", "3: a,c + d = a,c,d []"); // as stored
        assertThat(toy.rounds()).isZero();
    }

    @Test
    void anEventThatChangesNothingIsNotSaved() {
        toy.write("a");

        assertThat(advance("a").join()).isEqualTo(toy.stored);

        assertThat(toy.saved).isEmpty();
        assertThat(toy.announced).isEmpty();
        assertThat(toy.moves).isEmpty();
    }

    @Test
    void aMoveThatWasFoldedAndOvertakenIsToldAsItIsStored() {
        toy.orders.put("a", List.of("do b"));
        toy.effects.put("do b", () -> {
            toy.meanwhile(() -> toy.write("x"));
            return Deed.now(Deed.done("b"));
        });

        assertThat(advance("a").join().value().history()).containsExactly("a", "x", "b");

        assertThat(toy.moves).containsExactly("2:  + a = a [do b]", "4: a,x + b = a,x,b []");
    }

    @Test
    void movesThatLeadBackToWhatIsStoredAreToldAndStored() {
        toy.write("a", "do b");
        toy.circular = "b";
        toy.orders.put("b", List.of("do b"));
        toy.effects.put("do b", () -> {
            toy.effects.put("do b", () -> Deed.now(Deed.again()));
            return Deed.now(Deed.done("b"));
        });

        assertThat(toy.run(toy.stored).join()).isEqualTo(new Versioned<>(new Toy(List.of("a"), List.of("do b")), 3));

        assertThat(toy.moves).containsExactly("3: a + b = a [do b]");
        assertThat(toy.announced).containsExactly("b");
    }

    @Test
    void nothingPendingNeedsNoSave() {
        assertThat(toy.run(toy.stored).join()).isEqualTo(toy.stored);
        assertThat(toy.saved).isEmpty();
    }

    @Test
    void anEventAtALoginThatIsNotKnownIsNothing() {
        toy.known = false;

        assertThat(toy.advance(LoginId.LEAST, "a")).isCompletedWithValue(null);

        assertThat(toy.saved).isEmpty();
    }

    @Test
    void anEventAtALoginThatIsReadFirst() {
        assertThat(toy.advance(LoginId.LEAST, "a")).isCompletedWithValue(null);

        assertThat(toy.stored.value().history()).containsExactly("a");
    }

    @Test
    void anEventAtALoginThatIsReadFirstIsOverWhenItsEffectsAre() {
        CompletableFuture<Deed<String>> slow = new CompletableFuture<>();
        toy.orders.put("a", List.of("wait"));
        toy.effects.put("wait", () -> slow);

        CompletableFuture<?> run = toy.advance(LoginId.LEAST, "a");
        assertThat(run).isNotDone();
        slow.complete(Deed.done("b"));

        assertThat(run).isDone();
        assertThat(toy.stored.value().history()).containsExactly("a", "b");
    }

    @Test
    void anEventThatWasOvertakenIsDecidedAgain() {
        toy.meanwhile(() -> toy.write("x"));

        assertThat(advance("a").join().value().history()).containsExactly("x", "a");
        assertThat(toy.announced).containsExactly("a");
        assertThat(toy.moves).containsExactly("3: x + a = x,a []");
    }

    @Test
    void anEventThatSomebodyElseBroughtIsNotRepeated() {
        toy.meanwhile(() -> toy.write("a"));

        assertThat(advance("a").join().value().history()).containsExactly("a");
        assertThat(toy.saved).isEmpty();
    }

    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");

    @Test
    void anEventAtAPhoneMovesWhatWasLastSeen() {
        toy.seen = toy.stored;

        assertThat(toy.advance(PHONE, "a").orElseThrow().join()).isEqualTo(toy.stored);

        assertThat(toy.stored.value().history()).containsExactly("a");
        assertThat(toy.saved).hasSize(1);
    }

    @Test
    void whatWasLastSeenIsReadAgainWhenItIsOutOfDate() {
        toy.seen = toy.stored;
        toy.write("x");

        assertThat(toy.advance(PHONE, "a").orElseThrow().join().value().history())
                .containsExactly("x", "a");
        assertThat(toy.announced).containsExactly("a");
    }

    @Test
    void whatWasLastSeenIsReadAgainWhenTheEventIsNothingToIt() {
        toy.write("a");
        toy.seen = toy.stored;
        toy.stored = new Versioned<>(new Toy(List.of("x"), List.of()), 7);

        assertThat(toy.advance(PHONE, "a").orElseThrow().join().value().history())
                .containsExactly("x", "a");
    }

    @Test
    void thereIsNoEventAtAPhoneWhereNobodyIs() {
        toy.known = false;
        assertThat(toy.advance(PHONE, "a")).isEmpty();

        toy.seen = toy.stored;
        toy.write("x");
        assertThat(toy.advance(PHONE, "a")).isEmpty();
        assertThat(toy.saved).isEmpty();
    }

    @Test
    void aLoginThatVanishesIsLeftAsItWasRead() {
        Versioned<Toy> read = toy.stored;
        toy.meanwhile(() -> {
            toy.write("x");
            toy.known = false;
        });

        assertThat(advance("a").join()).isEqualTo(read);
    }

    @Test
    void whatWasFoldedIsNotLostWhenAnotherIsFaster() {
        toy.orders.put("a", List.of("do b", "do c"));
        toy.effects.put("do b", brings("b"));
        toy.effects.put("do c", () -> {
            if (!toy.stored.value().history().contains("x")) {
                toy.write("x");
            }
            return Deed.now(Deed.done("c"));
        });
        toy.orders.put("b", List.of("do c"));

        Versioned<Toy> after = advance("a").join();

        assertThat(after.value().history()).containsExactly("a", "x", "b", "c");
        assertThat(after).isEqualTo(toy.stored);
    }

    @Test
    void effectsGoOnAfterALongWaitBeforeWhichAllIsSaved() {
        CompletableFuture<Deed<String>> slow = new CompletableFuture<>();
        toy.orders.put("a", List.of("do b"));
        toy.orders.put("b", List.of("wait", "do c"));
        toy.effects.put("do b", brings("b"));
        toy.effects.put("wait", () -> slow);
        toy.effects.put("do c", brings("c"));

        CompletableFuture<Versioned<Toy>> run = advance("a");

        assertThat(run).isNotDone();
        assertThat(toy.stored.value()).isEqualTo(new Toy(List.of("a", "b"), List.of("wait", "do c")));

        slow.complete(Deed.done());

        assertThat(run.join().value()).isEqualTo(new Toy(List.of("a", "b", "c"), List.of()));
        assertThat(toy.saved).hasSize(3);
    }

    @Test
    void whatHappenedDuringALongWaitIsNotUndone() {
        CompletableFuture<Deed<String>> slow = new CompletableFuture<>();
        toy.orders.put("a", List.of("wait"));
        toy.effects.put("wait", () -> slow);
        CompletableFuture<Versioned<Toy>> run = advance("a");

        toy.write("x");
        slow.complete(Deed.done("late"));

        assertThat(run.join().value().history()).containsExactly("a", "x", "late");
    }

    @Test
    void aLongWaitThatWasOvertakenBeforeItBeganStopsThere() {
        CompletableFuture<Deed<String>> slow = new CompletableFuture<>();
        toy.orders.put("a", List.of("do b"));
        toy.orders.put("b", List.of("wait", "do c"));
        toy.effects.put("do b", () -> {
            toy.write("x");
            return Deed.now(Deed.done("b"));
        });
        toy.effects.put("wait", () -> slow);
        List<String> done = new ArrayList<>();
        toy.effects.put("do c", () -> {
            done.add("c");
            return Deed.now(Deed.done("c"));
        });

        CompletableFuture<Versioned<Toy>> run = advance("a");
        slow.complete(Deed.done());

        assertThat(run.join().value().history()).startsWith("a", "x", "b");
        assertThat(toy.stored.value().history()).isEqualTo(run.join().value().history());
        assertThat(done.size())
                .as("by the one who goes on from the stored state, and by nobody else")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void anEffectThatThrowsStaysPending() {
        IllegalStateException failure = new IllegalStateException("broken");
        toy.orders.put("a", List.of("do b", "break", "do c"));
        toy.effects.put("do b", () -> Deed.now(Deed.done()));
        toy.effects.put("break", () -> {
            throw failure;
        });

        Versioned<Toy> after = advance("a").join();

        assertThat(after.value()).isEqualTo(new Toy(List.of("a"), List.of("break", "do c")));
        assertThat(after).isEqualTo(toy.stored);
        assertThat(toy.failures).containsExactly(failure);
        assertThat(toy.rounds()).isEqualTo(1);
    }

    @Test
    void anEffectThatFailsLaterStaysPending() {
        CompletableFuture<Deed<String>> slow = new CompletableFuture<>();
        IllegalStateException failure = new IllegalStateException("broken");
        toy.orders.put("a", List.of("wait"));
        toy.effects.put("wait", () -> slow);
        CompletableFuture<Versioned<Toy>> run = advance("a");

        slow.completeExceptionally(failure);

        assertThat(run.join().value()).isEqualTo(new Toy(List.of("a"), List.of("wait")));
        assertThat(toy.failures).containsExactly(failure);
        assertThat(toy.rounds()).isEqualTo(1);
    }

    @Test
    void anEffectThatGivesNothingHasFailed() {
        toy.orders.put("a", List.of("nothing"));
        toy.effects.put("nothing", () -> CompletableFuture.completedFuture(null));

        assertThat(advance("a").join().value().pending()).containsExactly("nothing");

        assertThat(toy.failures).hasSize(1).first().isInstanceOf(NullPointerException.class);
    }

    @Test
    void aFailureThatIsAnEventMovesTheLogin() {
        toy.afterFailure = "failed";
        toy.orders.put("a", List.of("do b", "break"));
        toy.orders.put("failed", List.of("clean"));
        toy.effects.put("do b", () -> Deed.now(Deed.done()));
        toy.effects.put("break", () -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
        toy.effects.put("clean", brings("cleaned"));

        assertThat(advance("a").join().value()).isEqualTo(new Toy(List.of("a", "failed", "cleaned"), List.of()));
    }

    @Test
    void anEffectThatIsPutOffIsCarriedIntoTheNextState() {
        toy.orders.put("a", List.of("tell", "do b"));
        toy.orders.put("b", List.of("do c"));
        toy.effects.put("tell", () -> Deed.now(Deed.again()));
        toy.effects.put("do b", brings("b"));
        toy.effects.put("do c", () -> Deed.now(Deed.done()));

        assertThat(advance("a").join().value()).isEqualTo(new Toy(List.of("a", "b"), List.of("tell")));
        assertThat(toy.rounds()).isEqualTo(1);
        assertThat(toy.saved).hasSize(2);

        toy.effects.put("tell", brings("told"));
        assertThat(toy.run(toy.stored).join().value()).isEqualTo(new Toy(List.of("a", "b", "told"), List.of()));
    }

    @Test
    void anEffectThatIsPutOffAgainCostsNoSave() {
        toy.write("a", "tell");
        toy.effects.put("tell", () -> Deed.now(Deed.again()));

        assertThat(toy.run(toy.stored).join()).isEqualTo(toy.stored);
        assertThat(toy.saved).isEmpty();
        assertThat(toy.rounds()).isEqualTo(1);
    }

    @Test
    void aStoreThatFailsAfterTheEffectsLeavesWorkForLater() {
        toy.orders.put("a", List.of("do b"));
        toy.effects.put("do b", () -> {
            toy.meanwhile(() -> {
                throw new IllegalStateException("the store is away");
            });
            return Deed.now(Deed.done("b"));
        });

        assertThatThrownBy(() -> Links.watch(advance("a"))).hasMessage("the store is away");

        assertThat(toy.rounds()).isEqualTo(1);
        assertThat(toy.stored.value()).isEqualTo(new Toy(List.of("a"), List.of("do b")));
    }

    /** More than two pages, and a last page that is not full. */
    private void leave(int logins) {
        for (int i = 0; i < logins; i++) {
            LoginId login = LoginId.of(time.clock.instant(), i + 1);
            toy.left.add(new Versioned<>(new Toy(login, List.of("a"), List.of()), 1));
        }
    }

    @Test
    void aSweepSettlesAllThatIsLeftPageByPage() {
        leave(600);
        List<Versioned<Toy>> all = List.copyOf(toy.left);

        assertThat(toy.sweep()).isEqualTo(600);

        assertThat(toy.settled).isEqualTo(all);
        assertThat(toy.rounds()).isZero();
    }

    /** Found by the model explorer: what is left over while a sweep waits is under a lease still when that sweep comes. */
    @Test
    void whatIsLeftOverWhileASweepWaitsIsSweptToo() {
        toy.leftOver();
        time.advance(Duration.ofSeconds(6));
        toy.leftOver();
        time.advance(Duration.ofSeconds(6));
        toy.leftOver();
        assertThat(toy.rounds()).isEqualTo(2);

        time.advance(LEASE.minusSeconds(12).plusMillis(1));
        assertThat(toy.rounds()).isEqualTo(1);
        time.advance(Duration.ofSeconds(11));
        assertThat(toy.rounds()).isEqualTo(1);
        toy.left.add(toy.stored);
        time.advance(Duration.ofSeconds(1));

        assertThat(toy.settled).containsExactly(toy.stored);
        assertThat(toy.rounds()).isZero();
    }

    @Test
    void whatWasLeftOverIsSweptOnceAfterTheLease() {
        leave(1);
        toy.leftOver();
        toy.leftOver();
        assertThat(toy.rounds()).isEqualTo(1);

        time.advance(LEASE);
        assertThat(toy.settled).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(toy.settled).hasSize(1);
        assertThat(toy.rounds()).isZero();
    }

    @Test
    void allLiveLoginsAreServedAgainPageByPage() {
        leave(600);
        LoginId ended = LoginId.of(time.clock.instant(), 1_000);
        toy.left.add(new Versioned<>(new Toy(ended, List.of("nothing to serve"), List.of()), 1));

        assertThat(toy.republish()).isEqualTo(600);
    }

    @Test
    void oldLoginsAreForgottenOnceAMinuteAndAFailureIsTriedAgain() {
        Instant begun = time.clock.instant();
        toy.broken = true;
        toy.sweep();
        toy.sweep();
        assertThat(toy.forgotten).containsExactly(begun.minus(MEMORY));

        toy.broken = false;
        time.advance(Duration.ofMinutes(1));
        toy.sweep();
        assertThat(toy.forgotten).hasSize(2);
    }

    /** The number of commits is what a login costs. */
    @Test
    void aWholeLoginIsTenWrites() {
        Duo duo = new Duo();
        List<String> home = new ArrayList<>();
        List<String> visiting = new ArrayList<>();
        duo.homeStore = Duo.counting(HomeLoginStore.class, duo.homeStore, home);
        duo.visitingStore = Duo.counting(VisitingLoginStore.class, duo.visitingStore, visiting);
        duo.begin();

        duo.login();
        assertThat(visiting).containsExactly("open", "save", "save");
        assertThat(home).containsExactly("reserve", "save");

        duo.home.registered(LoginFixture.PHONE);
        assertThat(home).hasSize(3);

        duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
        assertThat(visiting).hasSize(5);
        assertThat(home).hasSize(5);
    }
}
