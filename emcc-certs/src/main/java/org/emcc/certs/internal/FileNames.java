package org.emcc.certs.internal;

import org.emcc.core.internal.Require;

/** Which names files of a depot may have; in a manifest of others there may be any text. */
public final class FileNames {
    private static final int LONGEST = 255;

    private FileNames() {}

    /**
     * Says whether a text can be the name of a file in a depot.
     *
     * @param name any text
     * @return whether it has 1 to 255 characters, no dot at its beginning and no separator or control character
     */
    public static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' || c == '\\' || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Demands that a text can be the name of a file in a depot.
     *
     * @param name any text
     * @return the name
     */
    public static String require(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(rule(name));
        }
        return name;
    }

    /**
     * The rule, as a sentence.
     *
     * @param name the name that breaks it
     * @return the sentence
     */
    public static String rule(String name) {
        return "file name in a depot must have 1 to " + LONGEST
                + " characters, no dot at its beginning and no separator or control character, but is \""
                + Printable.of(Require.clip(name)) + "\"";
    }
}
