package org.emcc.certs.bundle;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two bundles.
 *
 * <p>Source: certificates 4.4 (C13).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class BundleChange {
    /** What kind of difference it is. */
    public enum Kind {
        /** A certificate came, and none went for it. */
        ADDED,

        /** A certificate went, and none came for it. */
        REMOVED,

        /** Another certificate of the same subject with the same key came in its place: its dates or names are others. */
        REISSUED,

        /** Another certificate of the same subject with a new key came in its place, as the product makes it. */
        RENEWED,

        /**
         * A certificate with a new key under a new subject came in its place, for the same node and type, as CAPF makes it. A
         * trust store never replaces the old one by it.
         */
        REKEYED,

        /** The same certificate is found elsewhere: other nodes, types, files or clusters. */
        MOVED;

        /**
         * Says whether one certificate took the place of another.
         *
         * @return whether both certificates are there and differ
         */
        public boolean isReplacement() {
            return this == REISSUED || this == RENEWED || this == REKEYED;
        }
    }

    private final Kind kind;
    private final @Nullable BundledCertificate before;
    private final @Nullable BundledCertificate after;

    BundleChange(Kind kind, @Nullable BundledCertificate before, @Nullable BundledCertificate after) {
        this.kind = kind;
        this.before = before;
        this.after = after;
    }

    /**
     * What kind of difference it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The certificate that was there.
     *
     * @return the certificate; empty when one was added
     */
    public Optional<BundledCertificate> before() {
        return Optional.ofNullable(before);
    }

    /**
     * The certificate that is there.
     *
     * @return the certificate; empty when one was removed
     */
    public Optional<BundledCertificate> after() {
        return Optional.ofNullable(after);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundleChange that
                && kind == that.kind
                && Objects.equals(before, that.before)
                && Objects.equals(after, that.after);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, before, after);
    }

    /** The kind and the certificates. */
    @Override
    public String toString() {
        return kind + "[" + (before == null ? "none" : before) + " to " + (after == null ? "none" : after) + "]";
    }
}
