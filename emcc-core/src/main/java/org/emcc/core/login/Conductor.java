package org.emcc.core.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves logins of one side by its rules and runs what follows.
 *
 * <p>A state is saved with its pending effects before the first of them runs. What an effect brings about at once is folded into the
 * login in memory, and what follows from that runs too; the result is saved once, at the end or before the first long wait. So a
 * stored state always leads to everything that may have been done since: after a crash its effects run again, and being idempotent
 * they come to the same (design 4.3). Saving each step by itself would cost half as many commits more and prove nothing more.
 *
 * @param <S> the sessions
 * @param <E> the events
 * @param <F> the effects
 */
abstract class Conductor<S, E, F> {
    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    private static final int PAGE = 256;
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Duration memory;
    private final Rounds.Soon sweepSoon;
    private final Rounds.Soon republishSoon;
    private final Repeats<S> repeats;
    private final AtomicLong forgotten = new AtomicLong();

    Conductor(Clock clock, Rounds rounds, Repeats.Pace pace, Duration memory) {
        this.clock = clock;
        this.memory = memory;
        this.sweepSoon = rounds.new Soon(pace.lease().plusMillis(1), "finish what was left over", this::sweep);
        this.republishSoon = rounds.new Soon(pace.lease(), "serve the files again", this::republish);
        this.repeats = new Repeats<>(clock, rounds, pace, this::repeat);
    }

    abstract LoginId id(S session);

    abstract Optional<Versioned<S>> find(LoginId login);

    abstract Optional<Versioned<S>> live(DeviceName device);

    /** The live login of a phone as this node last saw it: perhaps out of date, which its save tells. */
    abstract Optional<Versioned<S>> lastSeen(DeviceName device);

    abstract Optional<Versioned<S>> save(S next, long version);

    /** The session after an event, with its pending effects; empty when the event changes nothing. */
    abstract Optional<S> step(S session, E event);

    abstract List<F> pending(S session);

    abstract S withPending(S session, List<F> effects);

    abstract CompletableFuture<Deed<E>> perform(S session, F effect);

    /** A step was taken. */
    abstract void announce(S after, E event);

    /**
     * A move is stored under this version.
     *
     * @param after with the effects of this very move pending
     */
    abstract void moved(S before, E event, S after, long version);

    /** An effect failed, and stays pending. What that means for the login; empty when it is only tried again later. */
    abstract Optional<E> failed(S session, F effect, Throwable failure);

    /** Takes over what nobody works on and is due. */
    abstract List<Versioned<S>> claim(Instant due, int most);

    /** What becomes of a login that was taken over. Nothing it does keeps the next from its turn. */
    abstract void settle(Versioned<S> claimed);

    abstract List<Versioned<S>> liveAfter(LoginId last, int most);

    /** Serves the files of a live login again; false when there is none to serve, or it failed and said so. */
    abstract boolean republish(S session);

    abstract void forget(Instant issuedBefore);

    /** Something was left that a later round has to finish. */
    final void leftOver() {
        sweepSoon.order();
    }

    final void republishLater() {
        republishSoon.order();
    }

    /** Once more, unless somebody has moved the login since: then the rest is his. */
    private void repeat(Versioned<S> left) {
        find(id(left.value()))
                .filter(found -> found.version() == left.version())
                .ifPresentOrElse(this::settle, () -> repeats.over(id(left.value())));
    }

    /** Finishes what nobody works on and serves all files again, as a new process must. That the first fails does not keep the second. */
    final Recovery recover() {
        int settled;
        try {
            settled = sweep();
        } catch (RuntimeException e) {
            republishLater();
            throw e;
        }
        return new Recovery(settled, republish());
    }

    /** Finishes what nobody works on; says how many logins that were. */
    final int sweep() {
        forgetOld();
        repeats.forget();
        int all = 0;
        Instant begun = clock.instant(); // what is claimed now is leased beyond it, so no login comes twice
        try {
            List<Versioned<S>> page;
            do {
                page = claim(begun, PAGE);
                page.forEach(this::settle);
                all += page.size();
            } while (page.size() == PAGE);
        } catch (RuntimeException e) {
            leftOver();
            throw e;
        }
        return all;
    }

    /** Serves the files of all live logins again; says for how many. */
    final int republish() {
        int all = 0;
        LoginId last = LoginId.LEAST;
        try {
            List<Versioned<S>> page;
            do {
                page = liveAfter(last, PAGE);
                for (Versioned<S> stored : page) {
                    all += republish(stored.value()) ? 1 : 0;
                    last = id(stored.value());
                }
            } while (page.size() == PAGE);
        } catch (RuntimeException e) {
            republishLater();
            throw e;
        }
        return all;
    }

    /** Forgets what is old, once a minute at most: it costs the store a write. A failure costs nobody his login. */
    final void forgetOld() {
        Instant now = clock.instant();
        long last = forgotten.get();
        if (now.toEpochMilli() - last >= FORGET_EVERY.toMillis() && forgotten.compareAndSet(last, now.toEpochMilli())) {
            try {
                forget(now.minus(memory));
            } catch (RuntimeException e) {
                LOG.warn("The store could not forget old logins; it is tried again in a minute", e);
            }
        }
    }

    /** Ids this old are remembered by nobody, so the other side is told no more. */
    final boolean expired(LoginId login) {
        return login.issuedAt().isBefore(clock.instant().minus(memory));
    }

    /** An event at a login that has to be read first. */
    final CompletableFuture<@Nullable Void> advance(LoginId login, E event) {
        return find(login)
                .map(found -> advance(found, event).thenAccept(after -> {}))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** An event at the live login of a phone; empty when there is none. */
    final Optional<CompletableFuture<Versioned<S>>> advance(DeviceName device, E event) {
        Optional<Versioned<S>> seen = lastSeen(device);
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        Optional<Versioned<S>> saved = step(seen.get().value(), event).flatMap(next -> moved(seen.get(), next, event));
        // If it came to nothing, or another was faster, the login may not be the phone's any more.
        return saved.isPresent() ? saved.map(this::run) : live(device).map(found -> advance(found, event));
    }

    /** Saves a step that was taken; empty when another was faster. */
    private Optional<Versioned<S>> moved(Versioned<S> from, S next, E event) {
        Optional<Versioned<S>> saved = save(next, from.version());
        saved.ifPresent(now -> {
            moved(from.value(), event, next, now.version());
            announce(now.value(), event);
        });
        return saved;
    }

    /** An event at a login as it was read or last seen; when another was faster, it is read again. */
    final CompletableFuture<Versioned<S>> advance(Versioned<S> read, E event) {
        Versioned<S> now = read;
        while (true) {
            Optional<S> next = step(now.value(), event);
            if (next.isEmpty()) {
                return CompletableFuture.completedFuture(now);
            }
            Optional<Versioned<S>> saved = moved(now, next.get(), event);
            if (saved.isPresent()) {
                return run(saved.get());
            }
            Optional<Versioned<S>> fresh = find(id(now.value()));
            if (fresh.isEmpty()) {
                return CompletableFuture.completedFuture(now);
            }
            now = fresh.get();
        }
    }

    /** Runs what is pending for a stored session, and what follows from it. */
    final CompletableFuture<Versioned<S>> run(Versioned<S> stored) {
        return new Fold(stored).go();
    }

    /** One login from one stored state to the next. Used by one thread at a time. */
    private final class Fold {
        private Versioned<S> stored;

        /** Since when it is under a lease of this node, unless it was before. */
        private Instant leased;

        private S now;
        /** What has happened since it was stored. */
        private final List<E> folded = new ArrayList<>();

        /** The moves among them, which are told when they are stored. */
        private final List<Move<S, E>> untold = new ArrayList<>();

        /** Effects that were tried in vain and stay pending. */
        private final List<F> postponed = new ArrayList<>();

        private boolean overtaken;
        private @Nullable E broken;

        Fold(Versioned<S> stored) {
            this.stored = stored;
            this.leased = clock.instant();
            this.now = stored.value();
        }

        CompletableFuture<Versioned<S>> go() {
            while (!overtaken && !pending(now).isEmpty()) {
                F effect = pending(now).get(0);
                CompletableFuture<Attempt<E>> attempt = attempt(effect);
                if (!attempt.isDone()) {
                    keep();
                    return attempt.thenCompose(settled -> take(effect, settled) ? go() : end());
                }
                if (!take(effect, attempt.join())) {
                    return end();
                }
            }
            return end();
        }

        private CompletableFuture<Attempt<E>> attempt(F effect) {
            try {
                return perform(now, effect).handle((deed, failure) -> new Attempt<>(deed, failure));
            } catch (RuntimeException e) {
                return CompletableFuture.completedFuture(new Attempt<>(null, e));
            }
        }

        /** Folds in what came of an effect; false when nothing more can be done now. */
        private boolean take(F effect, Attempt<E> attempt) {
            if (attempt.deed() == null) {
                Throwable failure =
                        attempt.failure() == null ? new NullPointerException("no answer") : attempt.failure();
                leftOver();
                broken = failed(now, effect, failure).orElse(null);
                return false;
            }
            if (!attempt.deed().isDone()) {
                postponed.add(effect);
            }
            List<F> rest = pending(now).subList(1, pending(now).size());
            now = withPending(now, rest);
            attempt.deed().event().ifPresent(this::fold);
            return true;
        }

        private void fold(E event) {
            Optional<S> next = step(now, event);
            if (next.isPresent()) {
                untold.add(new Move<>(now, event, next.get()));
                now = next.get();
                folded.add(event);
                if (!overtaken) {
                    announce(now, event);
                }
            }
        }

        private CompletableFuture<Versioned<S>> end() {
            if (!postponed.isEmpty()) {
                leftOver();
            }
            keep();
            repeat();
            if (broken != null) {
                folded.add(broken);
            }
            return overtaken || broken != null ? replay() : CompletableFuture.completedFuture(stored);
        }

        /** What the other side has not confirmed it is told again soon; what somebody else has moved is his. */
        private void repeat() {
            LoginId login = id(stored.value());
            if (postponed.isEmpty() || overtaken) {
                repeats.over(login);
            } else {
                repeats.left(login, stored, leased);
            }
        }

        /**
         * Saves what has happened so far, with what is still to be done, in its order: a step that follows from an effect replaces what is
         * pending behind it.
         */
        private void keep() {
            List<F> open = new ArrayList<>(postponed);
            open.addAll(pending(now));
            S next = withPending(now, open);
            if (overtaken || (untold.isEmpty() && next.equals(stored.value()))) {
                return; // moves that lead back to what is stored are saved all the same: only then may they be told
            }
            Instant since = clock.instant();
            Optional<Versioned<S>> saved;
            try {
                saved = save(next, stored.version());
            } catch (RuntimeException e) {
                leftOver();
                throw e;
            }
            overtaken = saved.isEmpty();
            if (saved.isPresent()) {
                stored = saved.get();
                leased = since;
                folded.clear();
                untold.forEach(move -> moved(move.before(), move.event(), move.after(), stored.version()));
                untold.clear();
            }
        }

        /**
         * What could not be folded. Somebody else moved the login meanwhile: what has happened here is an event there, and mostly
         * too late. Or an effect failed, and that is an event by itself.
         */
        private CompletableFuture<Versioned<S>> replay() {
            CompletableFuture<Versioned<S>> all = CompletableFuture.completedFuture(overtaken ? latest() : stored);
            for (E event : folded) {
                all = all.thenCompose(before -> advance(before, event));
            }
            return all;
        }

        private Versioned<S> latest() {
            return find(id(stored.value())).orElse(stored);
        }
    }

    private record Move<S, E>(S before, E event, S after) {}

    private record Attempt<E>(
            @Nullable Deed<E> deed, @Nullable Throwable failure) {}
}
