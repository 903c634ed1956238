package org.emcc.core.device;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Which addresses of the Internet Protocol a device uses. EMCC does not support phones with IPv6 alone.
 *
 * <p>Source: emcc-behaviour 9, row 3, and 12.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum IpAddressingMode {
    /** Only version 4. */
    IPV4_ONLY("IPv4 Only"),
    /** Only version 6: no EMCC. */
    IPV6_ONLY("IPv6 Only"),
    /** Both. */
    IPV4_AND_IPV6("IPv4 and IPv6");

    private final String label;

    IpAddressingMode(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code IPv4 Only}
     */
    public String label() {
        return label;
    }

    /**
     * The constant of a vendor's text; the case of letters does not count.
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<IpAddressingMode> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }

    /**
     * Whether a phone of this mode can take part in EMCC (emcc-behaviour 9, row 3).
     *
     * @return false for {@link #IPV6_ONLY}
     */
    public boolean supportsEmcc() {
        return this != IPV6_ONLY;
    }
}
