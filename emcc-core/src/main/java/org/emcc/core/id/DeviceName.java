package org.emcc.core.id;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * The name of a device, such as {@code SEP0011AABBCCDD}. A phone's own name is {@code SEP} and its MAC address; the SDK keeps
 * that form in upper case, because the product compares device names without regard to case.
 *
 * <p>Source: phone-config-files 1 (form and case), emcc-behaviour 2.6.
 *
 * @param value 1 to 128 letters, digits, dots, hyphens and underscores
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DeviceName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern PHONE = Pattern.compile("(?i)SEP[0-9A-F]{12}");

    /**
     * Checks the form, and writes a phone's name in upper case.
     *
     * @param value 1 to 128 letters, digits, dots, hyphens and underscores
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public DeviceName {
        Require.form(
                value,
                "device name",
                FORM,
                "have 1 to 128 letters, digits, dots, hyphens and underscores and nothing else");
        if (PHONE.matcher(value).matches()) {
            value = value.toUpperCase(Locale.ROOT);
        }
    }

    /**
     * A device name of this text.
     *
     * @param value 1 to 128 letters, digits, dots, hyphens and underscores
     * @return the name
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static DeviceName of(String value) {
        return new DeviceName(value);
    }

    /**
     * The MAC address in the name of a desk phone.
     *
     * @return twelve upper-case hexadecimal digits, or empty when this is not {@code SEP} and a MAC address
     */
    public Optional<String> mac() {
        return PHONE.matcher(value).matches() ? Optional.of(value.substring(3)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
