package org.emcc.sip.trunk;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The service status of a trunk, as its page shows it.
 *
 * <p>Source: sip 1.8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrunkStatus {
    /** Every node that runs the trunk reaches every destination. */
    FULL_SERVICE("Full Service", "SIPTrunkISV"),
    /** At least one node reaches at least one destination, but not all of them. */
    PARTIAL_SERVICE("Partial Service", "SIPTrunkPartiallyISV"),
    /** No node reaches any destination. */
    NO_SERVICE("No Service", "SIPTrunkOOS"),
    /** Nobody asks: the ping is off, or the service type does not support it, as that of EMCC. */
    UNKNOWN("Unknown - OPTIONS Ping not enabled", "");

    private final String label;
    private final String alarm;

    TrunkStatus(String label, String alarm) {
        this.label = label;
        this.alarm = alarm;
    }

    /**
     * The text of the page.
     *
     * @return for example {@code Full Service}
     */
    public String label() {
        return label;
    }

    /**
     * The serviceability alarm that tells of a change to this.
     *
     * @return for example {@code SIPTrunkOOS}; an empty text when there is none
     */
    public String alarm() {
        return alarm;
    }

    /**
     * The constant of a page's text; the case of letters does not count.
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<TrunkStatus> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
