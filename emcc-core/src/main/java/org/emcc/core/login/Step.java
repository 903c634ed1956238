package org.emcc.core.login;

import java.util.List;
import java.util.Objects;

/**
 * The verdict of a rule set on one event in one state. Every state and event has one.
 *
 * <p>Source: design 4.1 and 4.5, invariant 8.
 *
 * @param <S> the states
 * @param <F> the effects
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Step<S, F> {
    /** Why an event changes nothing. */
    enum Reason {
        /** It has happened before; a repeat is answered as the first was. */
        REPEATED,
        /** The login is past it; it never moves backwards. */
        LATE,
        /** Nothing has happened yet that could lead to it. */
        TOO_EARLY
    }

    /**
     * The login moves.
     *
     * @param <S> the states
     * @param <F> the effects
     * @param to where it stands now
     * @param effects what is to be done, in this order
     */
    record Moved<S, F>(S to, List<F> effects) implements Step<S, F> {
        /**
         * Copies the list.
         *
         * @param to where it stands now
         * @param effects what is to be done
         */
        public Moved {
            Objects.requireNonNull(to, "to");
            effects = List.copyOf(effects);
        }
    }

    /**
     * The event is legal or harmless here, and changes nothing.
     *
     * @param <S> the states
     * @param <F> the effects
     * @param reason why
     */
    record Ignored<S, F>(Reason reason) implements Step<S, F> {
        /**
         * Checks that there is a reason.
         *
         * @param reason why
         */
        public Ignored {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
