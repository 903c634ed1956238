package org.emcc.certs.bundle;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.emcc.certs.internal.Printable;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate was found: cluster, node, type and file. It is what names say, and so no proof. The name of a file does
 * not say of which cluster the node is; that is known when the exporter or the reader said so.
 *
 * <p>Ordered by source, type, file and cluster.
 *
 * <p>Source: certificates 1.12, 4.4 (C8).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateOrigin implements Comparable<CertificateOrigin> {
    private static final Comparator<CertificateOrigin> ORDER = Comparator.comparing(CertificateOrigin::source)
            .thenComparing(origin -> origin.type().value())
            .thenComparing(CertificateOrigin::file)
            .thenComparing(origin -> origin.cluster().map(ClusterId::value).orElse(""));

    private final String source;
    private final CertificateType type;
    private final String file;
    private final @Nullable ClusterId cluster;

    /**
     * An origin whose cluster is not known.
     *
     * @param source the node, or for a BULK file the address before {@code _bulk}
     * @param type the type by the name of the file
     * @param file the name of the file
     */
    public CertificateOrigin(String source, CertificateType type, String file) {
        this(source, type, file, null);
    }

    private CertificateOrigin(String source, CertificateType type, String file, @Nullable ClusterId cluster) {
        this.source = Objects.requireNonNull(source, "source");
        this.type = Objects.requireNonNull(type, "type");
        this.file = Objects.requireNonNull(file, "file");
        this.cluster = cluster;
    }

    /**
     * A copy that is of this cluster.
     *
     * @param of the cluster of the node
     * @return the copy
     */
    public CertificateOrigin withCluster(ClusterId of) {
        return new CertificateOrigin(source, type, file, Objects.requireNonNull(of, "of"));
    }

    /**
     * Where the file is from.
     *
     * @return the node, or for a BULK file the address before {@code _bulk}
     */
    public String source() {
        return source;
    }

    /**
     * What the certificate is for.
     *
     * @return the type by the name of the file
     */
    public CertificateType type() {
        return type;
    }

    /**
     * The file.
     *
     * @return the name of the file
     */
    public String file() {
        return file;
    }

    /**
     * The cluster of the node.
     *
     * @return the cluster, if it is known
     */
    public Optional<ClusterId> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** Whether it is a node, and not the server of a BULK file, which no table of suffixes changes. */
    boolean isOfNode() {
        return !BulkFileName.isBulk(file, source);
    }

    @Override
    public int compareTo(CertificateOrigin other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateOrigin that
                && source.equals(that.source)
                && type.equals(that.type)
                && file.equals(that.file)
                && Objects.equals(cluster, that.cluster);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, type, file, cluster);
    }

    /** The cluster, the node, the type and the file. */
    @Override
    public String toString() {
        return Printable.of((cluster == null ? "" : "cluster " + cluster + " ") + source + " " + type + " in " + file);
    }
}
