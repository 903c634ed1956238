package org.emcc.core.user;

import java.util.Arrays;
import java.util.Objects;

/**
 * A PIN. It does not print, and is compared in constant time.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Pin {
    /** The longest PIN that is accepted; the product's credential policies end far below. */
    private static final int LIMIT = 128;

    private final char[] characters;

    private Pin(char[] characters) {
        if (characters.length == 0 || characters.length > LIMIT) {
            throw new IllegalArgumentException(
                    "PIN must have 1 to " + LIMIT + " characters, but has " + characters.length);
        }
        this.characters = characters;
    }

    /**
     * A PIN of these characters.
     *
     * @param characters 1 to 128 characters; copied, so that the caller may clear them
     * @return the PIN
     * @throws IllegalArgumentException when there are none or too many
     */
    public static Pin of(char[] characters) {
        return new Pin(Objects.requireNonNull(characters, "characters").clone());
    }

    /**
     * A PIN of this text. Prefer {@link #of(char[])} where the text can be cleared.
     *
     * @param text 1 to 128 characters
     * @return the PIN
     * @throws IllegalArgumentException when there are none or too many
     */
    public static Pin of(String text) {
        return new Pin(Objects.requireNonNull(text, "PIN").toCharArray());
    }

    /**
     * The characters, for whoever has to check or send them.
     *
     * @return a copy that the caller clears after use
     */
    public char[] reveal() {
        return characters.clone();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Pin that)) {
            return false;
        }
        int difference = characters.length ^ that.characters.length;
        for (int i = 0; i < characters.length; i++) {
            difference |= characters[i] ^ that.characters[i % that.characters.length];
        }
        return difference == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(characters);
    }

    /** Says that it is a PIN, and nothing of it. */
    @Override
    public String toString() {
        return "Pin[hidden]";
    }
}
