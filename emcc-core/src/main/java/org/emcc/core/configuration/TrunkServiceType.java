package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The service type of a SIP trunk.
 *
 * <p>Source: emcc-behaviour 6.1 and 12.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrunkServiceType {
    /** None. */
    NONE("None(Default)"),
    /** Call Control Discovery. */
    CALL_CONTROL_DISCOVERY("Call Control Discovery"),
    /** Extension Mobility Cross Cluster. */
    EXTENSION_MOBILITY_CROSS_CLUSTER("Extension Mobility Cross Cluster"),
    /** Intercompany Media Engine. */
    INTERCOMPANY_MEDIA_ENGINE("Cisco Intercompany Media Engine"),
    /** IP Multimedia Subsystem Service Control. */
    IMS_SERVICE_CONTROL("IP Multimedia Subsystem Service Control (ISC)");

    private final String label;

    TrunkServiceType(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code None(Default)}
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
    public static Optional<TrunkServiceType> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
