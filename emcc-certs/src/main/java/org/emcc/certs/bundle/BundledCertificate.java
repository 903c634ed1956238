package org.emcc.certs.bundle;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Instant oldUntil;

    private BundledCertificate(
            X509Certificate certificate,
            Fingerprint fingerprint,
            List<CertificateOrigin> origins,
            @Nullable Instant oldUntil) {
        this.certificate = certificate;
        this.fingerprint = fingerprint;
        this.origins = origins;
        this.oldUntil = oldUntil;
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
        return new BundledCertificate(certificate, Fingerprint.of(certificate), sorted(origins), null);
    }

    private static List<CertificateOrigin> sorted(Collection<CertificateOrigin> origins) {
        List<CertificateOrigin> sorted = origins.size() == 1
                ? List.copyOf(origins)
                : origins.stream().distinct().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("certificate of a bundle must have at least one origin");
        }
        return sorted;
    }

    /**
     * A copy that was found elsewhere.
     *
     * @param others at least one origin
     * @return the copy
     * @throws IllegalArgumentException when there is no origin
     */
    public BundledCertificate withOrigins(Collection<CertificateOrigin> others) {
        return new BundledCertificate(certificate, fingerprint, sorted(others), oldUntil);
    }

    /**
     * A copy that has been replaced and is kept for a while.
     *
     * @param until the time from which it is to be left out
     * @return the copy
     */
    public BundledCertificate withOldUntil(Instant until) {
        return new BundledCertificate(certificate, fingerprint, origins, Objects.requireNonNull(until, "until"));
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

    boolean isOf(CertificateType type) {
        for (CertificateOrigin origin : origins) {
            if (origin.type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Of which clusters it is, as far as that is known.
     *
     * @return the clusters, each once, in the order of the origins; unmodifiable
     */
    public List<ClusterId> clusters() {
        return origins.stream()
                .flatMap(origin -> origin.cluster().stream())
                .distinct()
                .toList();
    }

    /**
     * Until when it is kept although its node has another now; see {@link RotationWindow}.
     *
     * @return the time from which it is to be left out; empty when it is in use
     */
    public Optional<Instant> oldUntil() {
        return Optional.ofNullable(oldUntil);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundledCertificate that
                && fingerprint.equals(that.fingerprint)
                && origins.equals(that.origins)
                && Objects.equals(oldUntil, that.oldUntil);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fingerprint, origins, oldUntil);
    }

    /** The subject, the fingerprint, the origins, and until when it is kept if it is old. */
    @Override
    public String toString() {
        return "BundledCertificate[" + SubjectNames.text(certificate) + ", " + fingerprint + ", " + origins
                + (oldUntil == null ? "" : ", old until " + oldUntil) + "]";
    }
}
