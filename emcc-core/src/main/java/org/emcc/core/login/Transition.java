package org.emcc.core.login;

import java.util.Objects;

/**
 * One arrow of a state diagram.
 *
 * @param <S> the kinds of states
 * @param <E> the kinds of events
 * @param from where it begins
 * @param event what happens
 * @param to where it ends
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Transition<S extends Enum<S>, E extends Enum<E>>(S from, E event, S to) {
    /**
     * Checks the parts.
     *
     * @param from where it begins
     * @param event what happens
     * @param to where it ends
     */
    public Transition {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(to, "to");
    }
}
