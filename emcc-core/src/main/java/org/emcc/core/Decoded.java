package org.emcc.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reader of outside data answers: a value, perhaps with remarks, or the reasons why there is none.
 *
 * @param <T> what is read
 * @threadsafety immutable when {@code T} is
 * @since 0.1.0
 */
public sealed interface Decoded<T> {
    /**
     * The value, or empty when the input could not be read.
     *
     * @return the value, if there is one
     */
    Optional<T> value();

    /**
     * Everything that broke a rule, in the order it was met.
     *
     * @return the problems; at least one when there is no value
     */
    List<Problem> problems();

    /**
     * The input was read.
     *
     * @param <T> what is read
     * @param result the value
     * @param problems what was tolerated on the way
     */
    record Ok<T>(T result, List<Problem> problems) implements Decoded<T> {
        /**
         * Copies the list.
         *
         * @param result the value
         * @param problems what was tolerated on the way
         */
        public Ok {
            Objects.requireNonNull(result, "result");
            problems = List.copyOf(problems);
        }

        @Override
        public Optional<T> value() {
            return Optional.of(result);
        }
    }

    /**
     * The input was refused.
     *
     * @param <T> what was to be read
     * @param problems why; at least one
     */
    record Refused<T>(List<Problem> problems) implements Decoded<T> {
        /**
         * Copies the list.
         *
         * @param problems why; at least one
         */
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("problems must name at least one reason for the refusal");
            }
        }

        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }

    /**
     * A value without remarks.
     *
     * @param <T> what is read
     * @param value the value
     * @return the answer
     */
    static <T> Decoded<T> ok(T value) {
        return new Ok<>(value, List.of());
    }

    /**
     * A refusal for one reason.
     *
     * @param <T> what was to be read
     * @param where the position
     * @param message one sentence
     * @return the answer
     */
    static <T> Decoded<T> refused(String where, String message) {
        return new Refused<>(List.of(new Problem(where, message)));
    }
}
