package org.emcc.tftp.trust;

import org.emcc.core.internal.Require;

/**
 * A version in a header: the format of the file, or in a trust list also what its signer expects of phones.
 *
 * <p>Source: phone-config-files 6.2 (tags 1 and 28).
 *
 * @param major 0 to 255
 * @param minor 0 to 255
 * @threadsafety immutable
 * @since 0.1.0
 */
public record EnvelopeVersion(int major, int minor) {
    /** 1.0: a signed file; as signer version of a trust list: elliptic-curve records are ignored. */
    public static final EnvelopeVersion V1_0 = new EnvelopeVersion(1, 0);
    /** 1.1: a signed file as the vendor's firmware is; as signer version: elliptic-curve certificates are in use. */
    public static final EnvelopeVersion V1_1 = new EnvelopeVersion(1, 1);
    /** 1.2: a trust list. */
    public static final EnvelopeVersion V1_2 = new EnvelopeVersion(1, 2);
    /** 2.0: an encrypted file. */
    public static final EnvelopeVersion V2_0 = new EnvelopeVersion(2, 0);

    /**
     * Checks the ranges.
     *
     * @param major 0 to 255
     * @param minor 0 to 255
     * @throws IllegalArgumentException when one is outside
     */
    public EnvelopeVersion {
        Require.range(major, "major version of an envelope", 0, 0xFF);
        Require.range(minor, "minor version of an envelope", 0, 0xFF);
    }

    static EnvelopeVersion of(long number) {
        return new EnvelopeVersion((int) (number >> 8), (int) (number & 0xFF));
    }

    int number() {
        return (major << 8) | minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
