package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
     * A bundle of these certificates. Those with one fingerprint become one, with the origins of all.
     *
     * @param certificates the certificates, in any order; may be none
     * @return the bundle
     */
    public static CertificateBundle of(Collection<BundledCertificate> certificates) {
        Map<Fingerprint, BundledCertificate> merged = new TreeMap<>();
        for (BundledCertificate each : certificates) {
            merged.merge(each.fingerprint(), each, (one, other) -> {
                List<CertificateOrigin> origins = new ArrayList<>(one.origins());
                origins.addAll(other.origins());
                return BundledCertificate.of(one.certificate(), origins);
            });
        }
        return new CertificateBundle(List.copyOf(merged.values()));
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
        return certificates.stream().filter(each -> each.types().contains(type)).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateBundle that && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return certificates.hashCode();
    }

    @Override
    public String toString() {
        return "CertificateBundle" + certificates;
    }
}
