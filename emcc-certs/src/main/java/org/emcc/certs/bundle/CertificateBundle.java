package org.emcc.certs.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.emcc.certs.pkcs12.Fingerprint;

/**
 * Certificates of several nodes, each once, in the order of their fingerprints: the same set gives the same bundle, in
 * whatever order it was found.
 *
 * <p>Source: certificates 4.4 (C2, C6, C8).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateBundle {
    private final List<BundledCertificate> certificates;

    private CertificateBundle(List<BundledCertificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * A bundle of these certificates. Those with one fingerprint become one, with the origins of all;
     * it is old only when all of them are, until the latest of their times.
     *
     * @param certificates the certificates, in any order; may be none
     * @return the bundle
     */
    public static CertificateBundle of(Collection<BundledCertificate> certificates) {
        Map<Fingerprint, BundledCertificate> merged = new TreeMap<>();
        for (BundledCertificate each : certificates) {
            merged.merge(each.fingerprint(), each, CertificateBundle::merge);
        }
        return new CertificateBundle(List.copyOf(merged.values()));
    }

    private static BundledCertificate merge(BundledCertificate one, BundledCertificate other) {
        if (one.oldUntil().isPresent() && other.oldUntil().isPresent()) {
            Instant until = Collections.max(
                    List.of(one.oldUntil().orElseThrow(), other.oldUntil().orElseThrow()));
            return one.withOrigins(both(one, other)).withOldUntil(until);
        }
        return (one.oldUntil().isPresent() ? other : one).withOrigins(both(one, other));
    }

    private static List<CertificateOrigin> both(BundledCertificate one, BundledCertificate other) {
        List<CertificateOrigin> origins = new ArrayList<>(one.origins());
        origins.addAll(other.origins());
        return origins;
    }

    /**
     * The certificates.
     *
     * @return each once, in the order of their fingerprints; unmodifiable
     */
    public List<BundledCertificate> certificates() {
        return certificates;
    }

    /**
     * The certificates of one type.
     *
     * @param type the type
     * @return those with an origin of this type, in the order of their fingerprints; unmodifiable
     */
    public List<BundledCertificate> certificates(CertificateType type) {
        return certificates.stream().filter(each -> each.isOf(type)).toList();
    }

    /**
     * The certificate with this fingerprint.
     *
     * @param fingerprint the fingerprint
     * @return the certificate, if it is here
     */
    public Optional<BundledCertificate> certificate(Fingerprint fingerprint) {
        int from = 0;
        int to = certificates.size();
        while (from < to) {
            int middle = (from + to) / 2;
            BundledCertificate each = certificates.get(middle);
            int order = each.fingerprint().compareTo(fingerprint);
            if (order == 0) {
                return Optional.of(each);
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateBundle that && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return certificates.hashCode();
    }

    /** How many certificates there are. */
    @Override
    public String toString() {
        return "CertificateBundle[" + certificates.size() + " certificates]";
    }
}
