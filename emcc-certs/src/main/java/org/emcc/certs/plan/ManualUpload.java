package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.TrustStoreExport;
import org.emcc.certs.trust.TrustStoreName;

/**
 * One certificate that an administrator downloads from its node and uploads to a trust store by hand.
 *
 * <p>Source: certificates 1.11 (CSCuy43181: {@code CallManager.pem} and {@code ITLRecovery.pem}, to {@code CallManager-trust} and
 * {@code Phone-SAST-trust}); the other types likewise, inferred.
 *
 * @param from whose the certificate is; no use when no cluster states it
 * @param fileName the name under which a node offers it, such as {@code CallManager.pem}
 * @param store where it is uploaded
 * @param certificate the certificate
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ManualUpload(
        List<CertificateUse> from, String fileName, TrustStoreName store, X509Certificate certificate) {
    /**
     * Copies the list.
     *
     * @param from whose the certificate is
     * @param fileName the name under which a node offers it
     * @param store where it is uploaded
     * @param certificate the certificate
     */
    public ManualUpload {
        from = List.copyOf(from);
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(certificate, "certificate");
    }

    /**
     * What the file holds.
     *
     * @return the certificate as PEM, lines ending in a line feed
     */
    public String pem() {
        return TrustStoreExport.of(List.of(CertificateBag.of(certificate))).pem();
    }

    /** The file, where it comes from and where it goes. */
    @Override
    public String toString() {
        return Printable.of(fileName + " of " + CertificateUses.text(from) + " to " + store);
    }
}
