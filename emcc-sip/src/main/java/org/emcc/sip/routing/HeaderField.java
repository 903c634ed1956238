package org.emcc.sip.routing;

import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * A header field of a message: a name and a value.
 *
 * @param name the name, 1 to 128 characters of a token
 * @param value the value, without line breaks; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record HeaderField(String name, String value) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,128}");

    /**
     * Checks the parts.
     *
     * @param name the name
     * @param value the value
     * @throws IllegalArgumentException when the name is no token, or the value has control characters or more than 4096 characters
     */
    public HeaderField {
        Require.form(name, "name of a header field", TOKEN, "be a token");
        Require.textOrEmpty(value, "value of header field " + name, 4096);
    }

    /**
     * Whether it has this name, whatever the case of letters.
     *
     * @param other a name
     * @return true when it has
     */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
