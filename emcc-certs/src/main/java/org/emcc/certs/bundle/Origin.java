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
public record Origin(String source, CertificateType type, String file) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER = Comparator.comparing(Origin::source)
            .thenComparing(origin -> origin.type().value())
            .thenComparing(Origin::file);

    /**
     * Checks that all is given.
     *
     * @param source the node, or for a BULK file the address before {@code _bulk}
     * @param type the type by the name of the file
     * @param file the name of the file
     */
    public Origin {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(file, "file");
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }
}
