package org.emcc.sip.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.emcc.core.internal.Require;

/**
 * The keep-alive of the RSVP Agent trunk toward one cluster: a pure state machine, to which the time is passed.
 *
 * <p>From when a call is connected, a keep-alive goes out every interval. When two intervals pass without an answer, all RSVP resources held with
 * that cluster are released. The message itself is not public, so it is left to the application; it says which number it sends, and which was
 * answered.
 *
 * <p>Inferred: the first one goes out an interval after the first call is connected; an answer to any that is still open counts; one timer
 * serves all calls with a cluster; the calls themselves go on. Numbers are never used again, so that an answer from before a release is no
 * sign of life after it. Source: emcc-behaviour 5.1; sip 2.6.
 *
 * @param interval the interval, 1 to 600 s
 * @param unanswered how many intervals may pass without an answer; 2 in the product, 1 to 10
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RsvpKeepAlive(Duration interval, int unanswered) {
    /** How many intervals may pass without an answer in the product. */
    public static final int PRODUCT_UNANSWERED = 2;

    /** Where it stands. */
    public sealed interface State {
        /** Which state it is, for a {@code switch} without a default. */
        enum Kind {
            /** {@link Idle}. */
            IDLE,
            /** {@link Watching}. */
            WATCHING
        }

        /**
         * Which state it is.
         *
         * @return the kind
         */
        State.Kind kind();

        /**
         * Nothing is held with that cluster.
         *
         * @param sent the number of the last keep-alive; 0 before the first
         */
        record Idle(long sent) implements State {
            /**
             * Checks the number.
             *
             * @param sent the number of the last keep-alive
             * @throws IllegalArgumentException when it is negative
             */
            public Idle {
                if (sent < 0) {
                    throw new IllegalArgumentException("number of a keep-alive must not be negative, but is " + sent);
                }
            }

            @Override
            public State.Kind kind() {
                return State.Kind.IDLE;
            }
        }

        /**
         * Something is held.
         *
         * @param reservations what is held, by names of the application; at least one
         * @param due when to look next
         * @param sent the number of the last keep-alive; 0 before the first
         * @param open how many of the last ones have no answer
         */
        record Watching(Set<String> reservations, Instant due, long sent, int open) implements State {
            /**
             * Checks the parts.
             *
             * @param reservations what is held
             * @param due when to look next
             * @param sent the number of the last keep-alive
             * @param open how many of the last ones have no answer
             * @throws IllegalArgumentException when nothing is held, or more is open than was sent
             */
            public Watching {
                reservations = Require.set(reservations, "reservations");
                Objects.requireNonNull(due, "due");
                if (reservations.isEmpty()) {
                    throw new IllegalArgumentException("watched reservations must be at least one, but are none");
                }
                if (open < 0 || open > sent) {
                    throw new IllegalArgumentException(
                            "open keep-alives must be from 0 to those sent, " + sent + ", but are " + open);
                }
            }

            @Override
            public State.Kind kind() {
                return State.Kind.WATCHING;
            }
        }
    }

    /** What happens. */
    public sealed interface Event {
        /** Which event it is, for a {@code switch} without a default. */
        enum Kind {
            /** {@link Connected}. */
            CONNECTED,
            /** {@link Ended}. */
            ENDED,
            /** {@link Answered}. */
            ANSWERED,
            /** {@link TimePassed}. */
            TIME_PASSED
        }

        /**
         * Which event it is.
         *
         * @return the kind
         */
        Event.Kind kind();

        /**
         * A call with a reservation is connected.
         *
         * @param reservation its name, 1 to 128 characters
         */
        record Connected(String reservation) implements Event {
            /**
             * Checks the name.
             *
             * @param reservation its name
             * @throws IllegalArgumentException when the name breaks the rule
             */
            public Connected {
                Require.text(reservation, "reservation", 128);
            }

            @Override
            public Event.Kind kind() {
                return Event.Kind.CONNECTED;
            }
        }

        /**
         * A call ended, and its reservation with it.
         *
         * @param reservation its name
         */
        record Ended(String reservation) implements Event {
            /**
             * Checks the name.
             *
             * @param reservation its name
             * @throws IllegalArgumentException when the name breaks the rule
             */
            public Ended {
                Require.text(reservation, "reservation", 128);
            }

            @Override
            public Event.Kind kind() {
                return Event.Kind.ENDED;
            }
        }

        /**
         * The other cluster answered.
         *
         * @param number the number of the keep-alive it answers
         */
        record Answered(long number) implements Event {
            @Override
            public Event.Kind kind() {
                return Event.Kind.ANSWERED;
            }
        }

        /** The time has come to look, or may have. */
        record TimePassed() implements Event {
            @Override
            public Event.Kind kind() {
                return Event.Kind.TIME_PASSED;
            }
        }
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Which effect it is, for a {@code switch} without a default. */
        enum Kind {
            /** {@link SendKeepAlive}. */
            SEND_KEEP_ALIVE,
            /** {@link Release}. */
            RELEASE,
            /** {@link LookAt}. */
            LOOK_AT
        }

        /**
         * Which effect it is.
         *
         * @return the kind
         */
        Effect.Kind kind();

        /**
         * Send a keep-alive.
         *
         * @param number its number, from 1 upward
         */
        record SendKeepAlive(long number) implements Effect {
            @Override
            public Effect.Kind kind() {
                return Effect.Kind.SEND_KEEP_ALIVE;
            }
        }

        /**
         * Release the RSVP resources of these calls.
         *
         * @param reservations their names
         */
        record Release(Set<String> reservations) implements Effect {
            /**
             * Copies the set.
             *
             * @param reservations their names
             */
            public Release {
                reservations = Require.set(reservations, "reservations");
            }

            @Override
            public Effect.Kind kind() {
                return Effect.Kind.RELEASE;
            }
        }

        /**
         * Report {@link Event.TimePassed} at this time.
         *
         * @param when the time
         */
        record LookAt(Instant when) implements Effect {
            /**
             * Checks that a time is given.
             *
             * @param when the time
             */
            public LookAt {
                Objects.requireNonNull(when, "when");
            }

            @Override
            public Effect.Kind kind() {
                return Effect.Kind.LOOK_AT;
            }
        }
    }

    /**
     * What comes of an event.
     *
     * @param next where it stands then
     * @param effects what is to be done, in this order
     */
    public record Step(State next, List<Effect> effects) {
        /**
         * Checks that all is given.
         *
         * @param next where it stands then
         * @param effects what is to be done
         */
        public Step {
            Objects.requireNonNull(next, "next");
            effects = Require.list(effects, "effects");
        }
    }

    /**
     * Checks the parts.
     *
     * @param interval the interval
     * @param unanswered how many intervals may pass without an answer
     * @throws IllegalArgumentException when a part is out of range
     */
    public RsvpKeepAlive {
        Objects.requireNonNull(interval, "interval");
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofSeconds(600)) > 0) {
            throw new IllegalArgumentException(
                    "RSVP SIP Trunk KeepAlive Timer must be from 1 s to 600 s, but is " + interval);
        }
        Require.range(unanswered, "number of intervals without an answer", 1, 10);
    }

    /**
     * As the product does it.
     *
     * @param interval the interval, 1 to 600 s; 15 s by default in the product
     * @return the machine
     * @throws IllegalArgumentException when the interval is out of range
     */
    public static RsvpKeepAlive every(Duration interval) {
        return new RsvpKeepAlive(interval, PRODUCT_UNANSWERED);
    }

    /**
     * The state in which nothing is held.
     *
     * @return the state to start with
     */
    public State start() {
        return new State.Idle(0);
    }

    /**
     * What comes of an event. Every event is legal in every state; one that has no meaning there changes nothing.
     *
     * @param state where it stands
     * @param event what happens
     * @param now the time
     * @return the next state and what is to be done
     */
    public Step step(State state, Event event, Instant now) {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(now, "now");
        if (Objects.requireNonNull(state, "state") instanceof State.Watching watching) {
            return watching(watching, event, now);
        }
        if (event instanceof Event.Connected connected && state instanceof State.Idle idle) {
            Instant due = now.plus(interval);
            return new Step(
                    new State.Watching(Set.of(connected.reservation()), due, idle.sent(), 0),
                    List.of(new Effect.LookAt(due)));
        }
        return new Step(state, List.of());
    }

    private Step watching(State.Watching at, Event event, Instant now) {
        if (event instanceof Event.Connected connected) {
            Set<String> more = new TreeSet<>(at.reservations());
            more.add(connected.reservation());
            return quiet(new State.Watching(more, at.due(), at.sent(), at.open()));
        }
        if (event instanceof Event.Ended ended) {
            Set<String> fewer = new TreeSet<>(at.reservations());
            fewer.remove(ended.reservation());
            return quiet(
                    fewer.isEmpty()
                            ? new State.Idle(at.sent())
                            : new State.Watching(fewer, at.due(), at.sent(), at.open()));
        }
        if (event instanceof Event.Answered answered) {
            boolean isOpen = answered.number() > at.sent() - at.open() && answered.number() <= at.sent();
            return quiet(isOpen ? new State.Watching(at.reservations(), at.due(), at.sent(), 0) : at);
        }
        if (now.isBefore(at.due())) {
            return early(at, now.plus(interval));
        }
        if (at.open() >= unanswered) {
            return new Step(new State.Idle(at.sent()), List.of(new Effect.Release(at.reservations())));
        }
        Instant due = now.plus(interval);
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.SendKeepAlive(at.sent() + 1));
        effects.add(new Effect.LookAt(due));
        return new Step(new State.Watching(at.reservations(), due, at.sent() + 1, at.open() + 1), effects);
    }

    /** Never longer than an interval from now: a clock that was set back must not stop the watch. */
    private static Step early(State.Watching at, Instant latest) {
        Instant due = at.due().isAfter(latest) ? latest : at.due();
        return new Step(
                new State.Watching(at.reservations(), due, at.sent(), at.open()), List.of(new Effect.LookAt(due)));
    }

    private static Step quiet(State next) {
        return new Step(next, List.of());
    }
}
