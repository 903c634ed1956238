package org.emcc.certs.pkcs12;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.emcc.certs.internal.SubjectNames;
import org.jspecify.annotations.Nullable;

/**
 * One certificate of a PKCS#12 file, with the name its bag gives it. The name is a label: it may be absent, and several bags
 * of a file may have the same.
 *
 * <p>Source: certificates 2.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateBag {
    private final Supplier<X509Certificate> certificate;
    private final Fingerprint fingerprint;
    private final @Nullable String friendlyName;

    private CertificateBag(
            Supplier<X509Certificate> certificate, Fingerprint fingerprint, @Nullable String friendlyName) {
        this.certificate = certificate;
        this.fingerprint = fingerprint;
        this.friendlyName = friendlyName;
    }

    /**
     * A bag without a name.
     *
     * @param certificate the certificate
     * @return the bag
     */
    public static CertificateBag of(X509Certificate certificate) {
        Objects.requireNonNull(certificate, "certificate");
        return new CertificateBag(() -> certificate, Fingerprint.of(certificate), null);
    }

    /**
     * A bag with a name.
     *
     * @param certificate the certificate
     * @param friendlyName the name, any text; of certificates whose names differ in case only, or not at all, Java's key
     *     store shows one
     * @return the bag
     */
    public static CertificateBag of(X509Certificate certificate, String friendlyName) {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(friendlyName, "friendlyName");
        return new CertificateBag(() -> certificate, Fingerprint.of(certificate), friendlyName);
    }

    /** A bag of a file that was read. */
    static CertificateBag of(SoftCertificate certificate, Fingerprint fingerprint, @Nullable String friendlyName) {
        return new CertificateBag(certificate, fingerprint, friendlyName);
    }

    /**
     * The certificate. Of a file that was read it may be another object each time, and equal.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate.get();
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
     * The name in the bag.
     *
     * @return the attribute <em>friendlyName</em>, if there is one
     */
    public Optional<String> friendlyName() {
        return Optional.ofNullable(friendlyName);
    }

    byte[] encoded() {
        try {
            return certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate with a fingerprint has a DER form", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateBag that
                && fingerprint.equals(that.fingerprint)
                && Objects.equals(friendlyName, that.friendlyName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fingerprint, friendlyName);
    }

    /** The subject, the name and the fingerprint, in one line; long names are clipped. */
    @Override
    public String toString() {
        return "CertificateBag[" + SubjectNames.text(certificate()) + ", "
                + (friendlyName == null ? "no name" : SubjectNames.text(friendlyName)) + ", " + fingerprint + "]";
    }
}
