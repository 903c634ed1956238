package org.emcc.core.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that say that what they name is a secret (our choice). A name is looked at word by word, so that a shipping code is no PIN. What is
 * meant by {@code key} may be harmless; it is left out all the same.
 */
public final class SecretNames {
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "pin",
            "pins",
            "digest",
            "secret",
            "credential",
            "credentials",
            "key",
            "hash",
            "authentication");

    private static final Pattern WORD_BEGINS =
            Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    /** The names of elements and attributes in XML. */
    private static final Pattern NAMES = Pattern.compile("<([A-Za-z_][\\w.:-]*)|\\s([A-Za-z_][\\w.:-]*)\\s*=");

    private SecretNames() {}

    /** Whether a name, or one of those in the XML that it names, is that of a secret. */
    public static boolean isIn(String name, String content) {
        if (isSecret(name)) {
            return true;
        }
        if (content.indexOf('<') >= 0) {
            Matcher found = NAMES.matcher(content);
            while (found.find()) {
                if (isSecret(found.group(1) == null ? found.group(2) : found.group(1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSecret(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.contains("password")
                || small.contains("passwd")
                || small.contains("secret")
                || small.contains("passphrase")
                || Arrays.stream(WORD_BEGINS.split(name, -1))
                        .anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }
}
