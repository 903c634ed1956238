package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A service that one cluster uses of another.
 *
 * <p>Source: emcc-behaviour 5.4 and 12.1; em-api-and-axl 3.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum InterclusterService {
    /** Extension Mobility Cross Cluster itself. */
    EMCC("EMCC"),
    /** Calls of a visitor leave by a gateway near the phone. */
    PSTN_ACCESS("PSTN Access"),
    /** Bandwidth is reserved by agents of the visiting cluster. */
    RSVP_AGENT("RSVP Agent"),
    /** Proxy TFTP; unsupported with EMCC, must stay off. */
    TFTP("TFTP"),
    /** Location bandwidth manager. */
    LBM("LBM"),
    /** User data services. */
    UDS("UDS");

    private final String label;

    InterclusterService(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code EMCC}
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
    public static Optional<InterclusterService> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
