package org.emcc.core.device;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a device may preempt calls of lower precedence.
 *
 * <p>Source: em-api-and-axl 4.9, {@code XPreemption}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum MlppPreemption {
    /** It may not. */
    DISABLED("Disabled"),
    /** It may. */
    FORCEFUL("Forceful"),
    /** As the device pool says. */
    DEFAULT("Default");

    private final String label;

    MlppPreemption(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Disabled}
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
    public static Optional<MlppPreemption> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
