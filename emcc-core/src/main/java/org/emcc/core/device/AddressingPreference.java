package org.emcc.core.device;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Which of its two addresses a dual-stack device gives for signalling.
 *
 * <p>Source: em-api-and-axl 4.9, {@code XIPAddressingModePrefControl}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum AddressingPreference {
    /** That of version 4. */
    IPV4("IPv4"),
    /** That of version 6. */
    IPV6("IPv6"),
    /** As the cluster says. */
    USE_SYSTEM_DEFAULT("Use System Default");

    private final String label;

    AddressingPreference(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code IPv4}
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
    public static Optional<AddressingPreference> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
