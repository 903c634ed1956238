package org.emcc.certs.bundle;

import java.util.Comparator;
import java.util.Objects;

/**
 * Where a certificate was found. It is what names say, and so no proof.
 *
 * <p>Source: certificates 1.12, 4.4 (C8).
 *
 * @param source the node, or for a BULK file the address before {@code _bulk}
 * @param type the type by the name of the file
 * @param file the name of the file
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CertificateOrigin(String source, CertificateType type, String file)
        implements Comparable<CertificateOrigin> {
    private static final Comparator<CertificateOrigin> ORDER = Comparator.comparing(CertificateOrigin::source)
            .thenComparing(origin -> origin.type().value())
            .thenComparing(CertificateOrigin::file);

    /**
     * Checks that all is given.
     *
     * @param source the node, or for a BULK file the address before {@code _bulk}
     * @param type the type by the name of the file
     * @param file the name of the file
     */
    public CertificateOrigin {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(file, "file");
    }

    @Override
    public int compareTo(CertificateOrigin other) {
        return ORDER.compare(this, other);
    }
}
