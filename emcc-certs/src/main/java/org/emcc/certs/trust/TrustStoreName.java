package org.emcc.certs.trust;

import org.emcc.core.internal.Require;

/**
 * The name of a trust store of a cluster. Any name is one; compared exactly, as written.
 *
 * <p>Source: certificates 1.6.
 *
 * @param value 1 to 64 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TrustStoreName(String value) implements Comparable<TrustStoreName> {
    /** The store by which the EM service trusts that of other clusters. */
    public static final TrustStoreName TOMCAT_TRUST = new TrustStoreName("tomcat-trust");

    /** The store by which the CallManager service trusts phones and other clusters. */
    public static final TrustStoreName CALL_MANAGER_TRUST = new TrustStoreName("CallManager-trust");

    /** The store of those who may sign files for phones. */
    public static final TrustStoreName PHONE_SAST_TRUST = new TrustStoreName("Phone-SAST-trust");

    /** The store of those whom CAPF believes; nothing is imported there by default, and it is of one node only. */
    public static final TrustStoreName CAPF_TRUST = new TrustStoreName("CAPF-trust");

    /**
     * Checks the length.
     *
     * @param value 1 to 64 characters
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public TrustStoreName {
        Require.text(value, "name of a trust store", 64);
    }

    /**
     * The store of this name.
     *
     * @param value 1 to 64 characters
     * @return the name
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static TrustStoreName of(String value) {
        return new TrustStoreName(value);
    }

    @Override
    public int compareTo(TrustStoreName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
