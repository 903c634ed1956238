package org.emcc.sip.trunk;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The device security mode of a SIP trunk security profile.
 *
 * <p>Source: sip 1.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrunkSecurityMode {
    /** Neither signed nor encrypted. */
    NON_SECURE("Non Secure"),
    /** TLS with a NULL cipher: integrity only. It fails against peers that do not offer it. */
    AUTHENTICATED("Authenticated"),
    /** TLS with encryption. */
    ENCRYPTED("Encrypted");

    private final String label;

    TrunkSecurityMode(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Non Secure}
     */
    public String label() {
        return label;
    }

    /**
     * Whether it needs TLS.
     *
     * @return true for all but {@link #NON_SECURE}
     */
    public boolean usesTls() {
        return this != NON_SECURE;
    }

    /**
     * The constant of a vendor's text; the case of letters does not count.
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<TrunkSecurityMode> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
