package org.emcc.core.em;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/** Texts by the names of their elements, as UDS has them where a later release may add some. */
final class UdsTexts {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    private static final int MOST = 64;
    private static final int LONGEST = 1024;

    private UdsTexts() {}

    /** A checked copy in the same order. */
    static Map<String, String> of(Map<String, String> values, String what) {
        Objects.requireNonNull(values, what);
        Require.range(values.size(), "number of texts: " + what, 0, MOST);
        Map<String, String> copy = new LinkedHashMap<>();
        values.forEach((name, text) -> copy.put(
                Require.form(name, what, NAME, "begin with a letter and have 1 to 64 letters, digits, dots, _ and -"),
                Require.textOrEmpty(text, what, LONGEST)));
        return Collections.unmodifiableMap(copy);
    }
}
