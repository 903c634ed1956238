package org.emcc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.session.HomeSession;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * What a shell's conductor does with logins of one side, on values: a state is saved with its pending effects before the first of
 * them runs, what comes of them is folded in, and saved before the first long wait or at the end. Where the shell leaves a future
 * behind, this leaves a value that any copy of the world can go on with.
 *
 * @param <S> the sessions
 * @param <E> the events
 * @param <F> the effects
 */
abstract class Course<S, E, F> {
    /**
     * What came of an effect.
     *
     * @param isDone whether it need not be tried again
     * @param event what has happened by it, if anything
     */
    record Did<E>(boolean isDone, @Nullable E event) {}

    /** A login that waits for an answer. */
    record Waiting<S, E, F>(
            Login login,
            Versioned<S> stored,
            S now,
            List<E> folded,
            List<F> postponed,
            boolean overtaken,
            F effect,
            @Nullable Round round) {}

    /** A page of a maintenance round, the same for all that wait for its end. */
    static final class Round {
        /** The number of its last login. */
        final int last;

        /** The logins that are asked about. */
        final List<Login> asked;

        /** As they were read. */
        final List<Versioned<HomeSession>> sessions;

        Round(int last, List<Login> asked, List<Versioned<HomeSession>> sessions) {
            this.last = last;
            this.asked = asked;
            this.sessions = sessions;
        }
    }

    /** The question that an effect has just asked. */
    @Nullable
    Call asked;

    abstract @Nullable Versioned<S> find(Login login);

    /** Null when somebody else was faster. */
    abstract @Nullable Versioned<S> save(Login login, S next, long version);

    /** Null when the event changes nothing. */
    abstract @Nullable S step(S session, E event);

    abstract List<F> pending(S session);

    abstract S withPending(S session, List<F> effects);

    /** Null when a question was asked. */
    abstract @Nullable Did<E> perform(Login login, S session, F effect);

    /** Something was left that a later round has to finish. */
    abstract void leftOver();

    /** A login of a maintenance round has come as far as it does now. */
    abstract void finished(Round round);

    final void advance(Login login, E event) {
        Versioned<S> read = find(login);
        if (read != null) {
            advance(login, read, event, null);
        }
    }

    final void advance(Login login, Versioned<S> read, E event, @Nullable Round round) {
        Versioned<S> now = read;
        while (true) {
            S next = step(now.value(), event);
            if (next == null) {
                over(round);
                return;
            }
            Versioned<S> saved = save(login, next, now.version());
            if (saved != null) {
                run(login, saved, round);
                return;
            }
            now = Objects.requireNonNull(find(login), "what was read is stored");
        }
    }

    final void run(Login login, Versioned<S> stored, @Nullable Round round) {
        new Fold(login, stored, round).go();
    }

    final void resume(Waiting<S, E, F> waiting, Did<E> did) {
        Fold fold = new Fold(waiting.login(), waiting.stored(), waiting.round());
        fold.now = waiting.now();
        fold.folded.addAll(waiting.folded());
        fold.postponed.addAll(waiting.postponed());
        fold.overtaken = waiting.overtaken();
        fold.take(waiting.effect(), did);
        fold.go();
    }

    private void over(@Nullable Round round) {
        if (round != null) {
            finished(round);
        }
    }

    /** One login from one stored state to the next. */
    private final class Fold {
        private final Login login;
        private final @Nullable Round round;
        private final List<E> folded = new ArrayList<>(2);
        private final List<F> postponed = new ArrayList<>(2);
        private Versioned<S> stored;
        private S now;
        private boolean overtaken;

        Fold(Login login, Versioned<S> stored, @Nullable Round round) {
            this.login = login;
            this.round = round;
            this.stored = stored;
            this.now = stored.value();
        }

        void go() {
            while (!overtaken && !pending(now).isEmpty()) {
                F effect = pending(now).get(0);
                Did<E> did = perform(login, now, effect);
                if (did == null) {
                    Call question = Objects.requireNonNull(asked, "a question was asked");
                    keep();
                    question.then = new Waiting<>(
                            login, stored, now, List.copyOf(folded), List.copyOf(postponed), overtaken, effect, round);
                    return;
                }
                take(effect, did);
            }
            end();
        }

        void take(F effect, Did<E> did) {
            if (!did.isDone()) {
                postponed.add(effect);
            }
            now = withPending(now, pending(now).subList(1, pending(now).size()));
            if (did.event() != null) {
                S next = step(now, did.event());
                if (next != null) {
                    now = next;
                    folded.add(did.event());
                }
            }
        }

        private void end() {
            if (!postponed.isEmpty()) {
                leftOver();
            }
            keep();
            if (overtaken) {
                replay();
            } else {
                over(round);
            }
        }

        /** Saves what has happened so far, with what is still to be done. */
        private void keep() {
            List<F> open = new ArrayList<>(postponed);
            open.addAll(pending(now));
            S next = withPending(now, open);
            if (overtaken || (folded.isEmpty() && next.equals(stored.value()))) {
                return;
            }
            Versioned<S> saved = save(login, next, stored.version());
            overtaken = saved == null;
            if (saved != null) {
                stored = saved;
                folded.clear();
            }
        }

        /** Somebody else moved the login meanwhile: what has happened here is an event there, and mostly too late. */
        private void replay() {
            if (folded.size() > 1) {
                throw new IllegalStateException("no login of these worlds folds more while it is overtaken: " + folded);
            }
            if (folded.isEmpty()) {
                over(round);
            } else {
                Versioned<S> latest = find(login);
                advance(login, latest == null ? stored : latest, folded.get(0), round);
            }
        }
    }
}
