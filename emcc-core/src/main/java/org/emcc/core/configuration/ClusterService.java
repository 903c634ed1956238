package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A service of the product that the configuration procedure wants active on some node.
 *
 * <p>Source: emcc-behaviour 2.1, step 1; em-api-and-axl 4.9, {@code XService}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum ClusterService {
    /** Call processing. */
    CALL_MANAGER("Cisco CallManager"),
    /** The phone files. */
    TFTP("Cisco Tftp"),
    /** The login service. */
    EXTENSION_MOBILITY("Cisco Extension Mobility"),
    /** The bulk jobs; on the publisher only. */
    BULK_PROVISIONING("Cisco Bulk Provisioning Service"),
    /** ILS; on the publisher only, from 12.5 on and only when ILS is used. */
    INTERCLUSTER_LOOKUP("Cisco Intercluster Lookup Service"),
    /** UDS, which ILS wants on hub nodes. */
    USER_DATA("Cisco User Data Services"),
    /** TVS, which phones ask whom to trust. */
    TRUST_VERIFICATION("Cisco Trust Verification Service");

    private final String label;

    ClusterService(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Cisco CallManager}
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
    public static Optional<ClusterService> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
