package org.emcc.certs.bundle;

import java.util.List;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.pkcs12.Fingerprint;

/** What all findings check: their texts quote certificates and files of others, and are printed. */
final class Findings {
    private Findings() {}

    static List<Fingerprint> certificates(List<Fingerprint> certificates) {
        return demand(List.copyOf(certificates));
    }

    static List<String> evidence(List<String> evidence) {
        return demand(evidence.stream().map(Printable::of).toList());
    }

    private static <T> List<T> demand(List<T> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("finding must have at least one certificate and one line of evidence");
        }
        return all;
    }
}
