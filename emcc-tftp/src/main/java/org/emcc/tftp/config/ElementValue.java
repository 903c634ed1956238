package org.emcc.tftp.config;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.core.internal.Require;

/**
 * What stands in an element of a phone file: nothing, a value of the element's type, or text that breaks its rule and is kept.
 *
 * <p>Source: phone-config-files 3.1 (encodings belong to elements) and 3.3 to 3.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ElementValue {
    /** Which of the values it is. */
    enum Kind {
        /** There is none. */
        ABSENT,
        /** On or off. */
        FLAG,
        /** A whole number. */
        NUMBER,
        /** Text or one of some words. */
        TEXT,
        /** Text that is shown nowhere. */
        SECRET,
        /** Text that breaks the rule of its element. */
        INVALID
    }

    /**
     * Which of the values it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * The flag.
     *
     * @return on or off, or empty when it is no flag
     */
    default Optional<Boolean> asFlag() {
        return this instanceof Flag flag ? Optional.of(flag.on()) : Optional.empty();
    }

    /**
     * The number.
     *
     * @return the number, or empty when it is none
     */
    default OptionalInt asNumber() {
        return this instanceof WholeNumber number ? OptionalInt.of(number.number()) : OptionalInt.empty();
    }

    /**
     * The text of a text or a secret.
     *
     * @return the text, perhaps empty, or empty when it is neither
     */
    default Optional<String> asText() {
        if (this instanceof Text text) {
            return Optional.of(text.text());
        }
        return this instanceof Secret secret ? Optional.of(secret.text()) : Optional.empty();
    }

    /**
     * No value.
     *
     * @return the absent value
     */
    static ElementValue absent() {
        return new Absent();
    }

    /**
     * On or off, whatever the element's encoding.
     *
     * @param on true for on
     * @return the value
     */
    static ElementValue flag(boolean on) {
        return new Flag(on);
    }

    /**
     * A number.
     *
     * @param number the number
     * @return the value
     */
    static ElementValue number(int number) {
        return new WholeNumber(number);
    }

    /**
     * A text or a word.
     *
     * @param text the text, unescaped; may be empty
     * @return the value
     * @throws IllegalArgumentException when it has control characters or more than 4096 characters
     */
    static ElementValue text(String text) {
        return new Text(Require.textOrEmpty(text, "text of an element", 4096));
    }

    /**
     * A text that is not to be shown.
     *
     * @param text the text, unescaped; may be empty
     * @return the value
     * @throws IllegalArgumentException when it has control characters or more than 4096 characters
     */
    static ElementValue secret(String text) {
        return new Secret(Require.textOrEmpty(text, "secret text of an element", 4096));
    }

    /** The element is not there, or is empty although its type is not text. */
    record Absent() implements ElementValue {
        @Override
        public Kind kind() {
            return Kind.ABSENT;
        }
    }

    /**
     * On or off.
     *
     * @param on true for on
     */
    record Flag(boolean on) implements ElementValue {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }
    }

    /**
     * A whole number.
     *
     * @param number the number
     */
    record WholeNumber(int number) implements ElementValue {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    /**
     * Text or a word.
     *
     * @param text the text, unescaped
     */
    record Text(String text) implements ElementValue {
        /**
         * Checks that there is a text.
         *
         * @param text the text
         */
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    /**
     * Text that does not print.
     *
     * @param text the text, unescaped
     */
    record Secret(String text) implements ElementValue {
        /**
         * Checks that there is a text.
         *
         * @param text the text
         */
        public Secret {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Kind kind() {
            return Kind.SECRET;
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /**
     * Text that breaks the rule of its element; it stays in the file as it stands.
     *
     * @param text the text, unescaped
     * @param rule what the element demands, following "must"
     */
    record Invalid(String text, String rule) implements ElementValue {
        /**
         * Checks that both are there.
         *
         * @param text the text
         * @param rule the rule
         */
        public Invalid {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(rule, "rule");
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        /** Without the text: the element may hold a secret. */
        @Override
        public String toString() {
            return "Invalid[must " + rule + "]";
        }
    }
}
