package org.emcc.certs.pkcs12;

import java.util.Arrays;
import java.util.Objects;

/**
 * The password of a PKCS#12 file. It does not print.
 *
 * <p>Certificates are public, so the password of a file that holds nothing else protects no secret, and does not prove who
 * wrote the file unless only the right people know it. The password of the product's own files is not public.
 *
 * <p>One file can use two encodings of it: the old derivation takes UTF-16 with two zero octets behind it, PBES2 and PBMAC1
 * UTF-8. Readers take also what is met instead of the former: for the empty password nothing at all, and for characters beyond
 * ASCII the octets of UTF-8 as units of UTF-16. In UTF-8 half a surrogate pair becomes a question mark.
 *
 * <p>Source: certificates 1.12, 1.13, 2.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class FilePassword {
    private static final int LONGEST = 1024;

    private final char[] characters;

    private FilePassword(char[] characters) {
        this.characters = characters;
    }

    /**
     * A password of these characters; they are copied, the array may be wiped afterwards.
     *
     * @param characters 0 to 1024 characters, none of them U+0000
     * @return the password
     * @throws IllegalArgumentException when there are more, or one is U+0000
     */
    public static FilePassword of(char[] characters) {
        Objects.requireNonNull(characters, "characters");
        if (characters.length > LONGEST) {
            throw new IllegalArgumentException(
                    "password must have at most " + LONGEST + " characters, but has " + characters.length);
        }
        for (char c : characters) {
            if (c == 0) {
                throw new IllegalArgumentException("password must not contain the character U+0000");
            }
        }
        return new FilePassword(characters.clone());
    }

    /**
     * The password of no characters, which is also what to give for a file without encryption and without a MAC.
     *
     * @return the empty password
     */
    public static FilePassword empty() {
        return new FilePassword(new char[0]);
    }

    /** A copy of the characters; the caller wipes it. */
    char[] copy() {
        return characters.clone();
    }

    boolean isEmpty() {
        return characters.length == 0;
    }

    boolean isAscii() {
        for (char c : characters) {
            if (c > 127) {
                return false;
            }
        }
        return true;
    }

    /** How many forms the old derivation may have made of it. */
    int oldForms() {
        return isEmpty() || !isAscii() ? 2 : 1;
    }

    /**
     * Says whether both have the same characters.
     *
     * @param other anything
     * @return whether it is a password of the same characters
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof FilePassword that && Arrays.equals(characters, that.characters);
    }

    @Override
    public int hashCode() {
        return FilePassword.class.hashCode();
    }

    /** The type and nothing of the password. */
    @Override
    public String toString() {
        return "FilePassword[hidden]";
    }
}
