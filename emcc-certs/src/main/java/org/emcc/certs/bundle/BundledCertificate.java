package org.emcc.certs.bundle;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.emcc.certs.pkcs12.Fingerprint;

/**
 * One certificate of a bundle and everywhere it was found. A certificate that all nodes of a cluster share is one
 * certificate with many origins.
 *
 * <p>Source: certificates 1.7 (multi-server certificates), 4.4 (C8).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class BundledCertificate {
    private final X509Certificate certificate;
    private final Fingerprint fingerprint;
    private final List<CertificateOrigin> origins;

    private BundledCertificate(X509Certificate certificate, List<CertificateOrigin> origins) {
        this.certificate = certificate;
        this.fingerprint = Fingerprint.of(certificate);
        this.origins = origins;
    }

    /**
     * A certificate and where it was found.
     *
     * @param certificate the certificate
     * @param origins at least one origin
     * @return the two together
     * @throws IllegalArgumentException when there is no origin
     */
    public static BundledCertificate of(X509Certificate certificate, Collection<CertificateOrigin> origins) {
        Objects.requireNonNull(certificate, "certificate");
        List<CertificateOrigin> sorted = origins.stream().distinct().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("certificate of a bundle must have at least one origin");
        }
        return new BundledCertificate(certificate, sorted);
    }

    /**
     * The certificate.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * What the certificate is known by.
     *
     * @return the digest of its DER form
     */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /**
     * Where it was found.
     *
     * @return at least one origin, in their order; unmodifiable
     */
    public List<CertificateOrigin> origins() {
        return origins;
    }

    /**
     * What it is for, by the names of its files.
     *
     * @return at least one type, each once, in the order of the origins; unmodifiable
     */
    public List<CertificateType> types() {
        return origins.stream().map(CertificateOrigin::type).distinct().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundledCertificate that
                && fingerprint.equals(that.fingerprint)
                && origins.equals(that.origins);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fingerprint, origins);
    }

    /** The subject, the fingerprint and the origins. */
    @Override
    public String toString() {
        return "BundledCertificate[" + certificate.getSubjectX500Principal() + ", " + fingerprint + ", " + origins
                + "]";
    }
}
