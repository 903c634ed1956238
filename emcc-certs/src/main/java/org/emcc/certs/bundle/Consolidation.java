package org.emcc.certs.bundle;

import java.util.List;
import java.util.Objects;

/**
 * What a consolidation wrote.
 *
 * @param files the names of the BULK files, in their order
 * @param bundle all certificates, with the STORE files they came from
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Consolidation(List<String> files, CertificateBundle bundle) {
    /**
     * Copies the list.
     *
     * @param files the names of the BULK files
     * @param bundle all certificates
     */
    public Consolidation {
        files = List.copyOf(files);
        Objects.requireNonNull(bundle, "bundle");
    }
}
