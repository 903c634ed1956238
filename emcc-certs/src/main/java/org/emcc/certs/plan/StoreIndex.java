package org.emcc.certs.plan;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The certificates of one store by what is asked of them, so that nobody goes through all of them for each question. */
final class StoreIndex {
    /** Of several of one name, the one that is valid longest comes first. */
    private static final Comparator<X509Certificate> LONGEST_FIRST = Comparator.comparing(
                    (X509Certificate each) -> each.getNotAfter().toInstant())
            .thenComparing(CertificateUses.byName())
            .reversed();

    /** By which TVS looks certificates up. */
    private record Key(X500Principal issuer, BigInteger serial) {
        static Key of(X509Certificate certificate) {
            return new Key(certificate.getIssuerX500Principal(), certificate.getSerialNumber());
        }
    }

    private final Set<X509Certificate> all;
    private final Map<X500Principal, List<X509Certificate>> bySubject = new HashMap<>();
    private final Map<Key, List<X509Certificate>> byKey = new HashMap<>();

    StoreIndex(List<X509Certificate> certificates) {
        all = new HashSet<>(certificates);
        for (X509Certificate each : certificates) {
            bySubject
                    .computeIfAbsent(each.getSubjectX500Principal(), subject -> new ArrayList<>())
                    .add(each);
            byKey.computeIfAbsent(Key.of(each), key -> new ArrayList<>()).add(each);
        }
        bySubject.values().forEach(each -> sort(each, LONGEST_FIRST));
        byKey.values().forEach(each -> sort(each, CertificateUses.byName()));
    }

    private static void sort(List<X509Certificate> certificates, Comparator<X509Certificate> order) {
        if (certificates.size() > 1) {
            certificates.sort(order);
        }
    }

    boolean contains(X509Certificate certificate) {
        return all.contains(certificate);
    }

    /** Those of a subject, the one that is valid longest first. */
    List<X509Certificate> named(X500Principal subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /** Those of the issuer and serial number of a certificate, itself among them when it is there, in the order of names. */
    List<X509Certificate> lookalikes(X509Certificate certificate) {
        return byKey.getOrDefault(Key.of(certificate), List.of());
    }
}
