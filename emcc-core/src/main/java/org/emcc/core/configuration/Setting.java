package org.emcc.core.configuration;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting of a cluster, as it was found. What is built by hand is valid or absent; a snapshot of a real cluster also says what
 * it was not told, and keeps what is wrong.
 *
 * <p>Source: design 5.
 *
 * @param <T> the type of a valid value
 * @threadsafety immutable when {@code T} is
 * @since 0.1.0
 */
public sealed interface Setting<T> {
    /**
     * The valid value.
     *
     * @return the value, or empty for every other case
     */
    default Optional<T> value() {
        return this instanceof Valid<T> valid ? Optional.of(valid.setting()) : Optional.empty();
    }

    /**
     * Reads the text of a setting. Blanks around it do not count.
     *
     * @param text any text
     * @param rule the rule of its values in words, such as {@code name must be from 1 to 5}
     * @param reader reads a text without blanks around it; refuses what breaks the rule by an {@link IllegalArgumentException}
     * @param <T> the type of a valid value
     * @return valid; absent when there is nothing but blanks; invalid, with the text and the rule, for every other text
     */
    static <T> Setting<T> read(String text, String rule, Function<String, T> reader) {
        String stripped = Objects.requireNonNull(text, "text").strip();
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reader, "reader");
        if (stripped.isEmpty()) {
            return absent();
        }
        try {
            return of(reader.apply(stripped));
        } catch (IllegalArgumentException e) {
            // Whatever the reader minds, the rule says it whole.
            return new Invalid<>(text, rule);
        }
    }

    /**
     * Nobody said what it is.
     *
     * @param <T> the type of a valid value
     */
    record Unknown<T>() implements Setting<T> {}

    /**
     * It is not set, and the product takes its default.
     *
     * @param <T> the type of a valid value
     */
    record Absent<T>() implements Setting<T> {}

    /**
     * It is set as it should be.
     *
     * @param <T> the type of the value
     * @param setting the value
     */
    record Valid<T>(T setting) implements Setting<T> {
        /**
         * Checks that there is a value.
         *
         * @param setting the value
         */
        public Valid {
            Objects.requireNonNull(setting, "setting");
        }
    }

    /**
     * It is set to something that breaks a rule.
     *
     * @param <T> the type of a valid value
     * @param text what was read
     * @param rule the rule it breaks
     */
    record Invalid<T>(String text, String rule) implements Setting<T> {
        /**
         * Checks that both are given.
         *
         * @param text what was read
         * @param rule the rule it breaks
         */
        public Invalid {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(rule, "rule");
        }
    }

    /**
     * A valid setting.
     *
     * @param <T> the type of the value
     * @param value the value
     * @return the setting
     */
    static <T> Setting<T> of(T value) {
        return new Valid<>(value);
    }

    /**
     * A setting that is not set.
     *
     * @param <T> the type of a valid value
     * @return the setting
     */
    static <T> Setting<T> absent() {
        return new Absent<>();
    }

    /**
     * A setting of which nobody said anything.
     *
     * @param <T> the type of a valid value
     * @return the setting
     */
    static <T> Setting<T> unknown() {
        return new Unknown<>();
    }
}
