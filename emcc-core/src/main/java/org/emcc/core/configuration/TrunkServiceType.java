package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The service type of a SIP trunk.
 *
 * <p>Source: emcc-behaviour 6.1 and 12.1; sip 1.1.
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
    EXTENSION_MOBILITY_CROSS_CLUSTER("Extension Mobility Cross Cluster", "Extension Mobility Cross Clusters"),
    /** Intercompany Media Engine. */
    INTERCOMPANY_MEDIA_ENGINE("Cisco Intercompany Media Engine"),
    /** IP Multimedia Subsystem Service Control. */
    IMS_SERVICE_CONTROL("IP Multimedia Subsystem Service Control (ISC)", "IP Multimedia System Service Control (ISC)");

    private final String label;
    private final String onPage;

    TrunkServiceType(String label) {
        this(label, label);
    }

    TrunkServiceType(String label, String onPage) {
        this.label = label;
        this.onPage = onPage;
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
     * The constant of a vendor's text; the case of letters does not count. The page writes two of the texts otherwise than AXL does, and they are read
     * too: {@code Extension Mobility Cross Clusters} and {@code IP Multimedia System Service Control (ISC)} (sip 1.1).
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<TrunkServiceType> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label) || value.onPage.equalsIgnoreCase(label))
                .findFirst();
    }
}
