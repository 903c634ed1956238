package org.emcc.sip.trunk;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A transport of a SIP trunk security profile.
 *
 * <p>Source: sip 1.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrunkTransport {
    /** TCP. */
    TCP("TCP"),
    /** UDP. */
    UDP("UDP"),
    /** TLS. */
    TLS("TLS"),
    /** TCP and UDP, of incoming requests. */
    TCP_UDP("TCP+UDP");

    private final String label;

    TrunkTransport(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code TCP}
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
    public static Optional<TrunkTransport> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
