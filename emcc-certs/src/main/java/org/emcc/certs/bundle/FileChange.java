package org.emcc.certs.bundle;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one STORE file of a depot.
 *
 * <p>Source: certificates 4.4 (C15).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class FileChange {
    /** What would become of it. */
    public enum Kind {
        /** A manifest would name it, and none does now; something may lie there already, see {@link FileChange#there}. */
        ADDED,

        /** It would have other content. */
        REPLACED,

        /** A manifest names it with that content already; the cluster may be stated of it for the first time. */
        UNCHANGED,

        /**
         * It would go, or, where it is not there, not count any more. In an export: what is left under another spelling of the same name.
         */
        REMOVED,

        /** It would be another cluster's; nothing of the whole action would be written. */
        REFUSED
    }

    private final Kind kind;
    private final CertificateOrigin origin;
    private final @Nullable String before;
    private final @Nullable String there;
    private final @Nullable String after;
    private final @Nullable String reason;

    private FileChange(
            Kind kind,
            CertificateOrigin origin,
            @Nullable String before,
            @Nullable String there,
            @Nullable String after,
            @Nullable String reason) {
        this.kind = kind;
        this.origin = origin;
        this.before = before;
        this.there = before != null && before.equals(there) ? null : there;
        this.after = after;
        this.reason = reason;
    }

    static FileChange exported(
            CertificateOrigin origin,
            @Nullable String before,
            @Nullable String there,
            String after,
            @Nullable String reason) {
        Kind kind = before == null ? Kind.ADDED : before.equals(after) ? Kind.UNCHANGED : Kind.REPLACED;
        return new FileChange(reason == null ? kind : Kind.REFUSED, origin, before, there, after, reason);
    }

    static FileChange removed(CertificateOrigin origin, @Nullable String before, @Nullable String there) {
        return new FileChange(Kind.REMOVED, origin, before, there, null, null);
    }

    /**
     * What would become of it.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Which file it is, and of whom.
     *
     * @return the file, its node, its type, and the cluster, where one would be stated or was; for a file that would be refused, the
     *     cluster of the export
     */
    public CertificateOrigin origin() {
        return origin;
    }

    /**
     * What counts now by a manifest.
     *
     * @return the SHA-256 digest of the content, 64 lower-case hexadecimal digits; empty when no manifest names the file
     */
    public Optional<String> before() {
        return Optional.ofNullable(before);
    }

    /**
     * What lies there under the name of the file, where that is not what counts by a manifest. Whether it counts without one is up to
     * {@link UnlistedFiles}.
     *
     * @return the SHA-256 digest of the content, 64 lower-case hexadecimal digits; empty when nothing lies there, or nothing else than
     *     {@link #before}
     */
    public Optional<String> there() {
        return Optional.ofNullable(there);
    }

    /**
     * What would count by a manifest.
     *
     * @return the SHA-256 digest of the content, 64 lower-case hexadecimal digits; empty when there would be none
     */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    /**
     * Why it would be refused.
     *
     * @return the end of a sentence that begins with the name of the file; empty when it would not
     */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileChange that
                && kind == that.kind
                && origin.equals(that.origin)
                && Objects.equals(before, that.before)
                && Objects.equals(there, that.there)
                && Objects.equals(after, that.after)
                && Objects.equals(reason, that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, origin, before, there, after, reason);
    }

    /** The kind and the file. */
    @Override
    public String toString() {
        return "FileChange[" + kind + " " + origin + "]";
    }
}
