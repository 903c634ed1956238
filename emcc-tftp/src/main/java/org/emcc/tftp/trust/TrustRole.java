package org.emcc.tftp.trust;

import org.emcc.core.internal.Require;

/**
 * What a certificate in a trust list may be used for. Roles that no document names are kept as they are.
 *
 * <p>Source: phone-config-files 6.5 (tag 4), 7.
 *
 * @param value 0 to 65535
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TrustRole(int value) {
    /** Signs trust lists: ITLRecovery, CallManager, hardware tokens. */
    public static final TrustRole SAST = new TrustRole(0);
    /** Signalling over TLS. */
    public static final TrustRole CCM = new TrustRole(1);
    /** Signalling, and signs the files of a TFTP service: CallManager. */
    public static final TrustRole CCM_TFTP = new TrustRole(2);
    /** Signs the files of a TFTP service; with an elliptic-curve key: its HTTPS. */
    public static final TrustRole TFTP = new TrustRole(3);
    /** Enrols certificates of phones. */
    public static final TrustRole CAPF = new TrustRole(4);
    /** A web server behind services of phones. */
    public static final TrustRole APPLICATION_SERVER = new TrustRole(7);
    /** The trust verification service. */
    public static final TrustRole TVS = new TrustRole(21);

    /**
     * Checks the range.
     *
     * @param value 0 to 65535
     * @throws IllegalArgumentException when it is outside
     */
    public TrustRole {
        Require.range(value, "role in a trust list", 0, 0xFFFF);
    }

    /**
     * Whether it signs files that are not trust lists.
     *
     * @return whether it is {@link #TFTP} or {@link #CCM_TFTP}
     */
    public boolean signsFiles() {
        return equals(TFTP) || equals(CCM_TFTP);
    }

    /** The vendor's word, or the number. */
    @Override
    public String toString() {
        return switch (value) {
            case 0 -> "SAST";
            case 1 -> "CCM";
            case 2 -> "CCM+TFTP";
            case 3 -> "TFTP";
            case 4 -> "CAPF";
            case 7 -> "APP-SERVER";
            case 21 -> "TVS";
            default -> Integer.toString(value);
        };
    }
}
