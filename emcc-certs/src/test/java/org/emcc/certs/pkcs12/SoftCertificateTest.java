package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.junit.jupiter.api.Test;

class SoftCertificateTest {
    private final X509Certificate certificate = NodeIdentity.selfSigned("a", CertificateType.TOMCAT)
            .key(KeyKind.EC_P256)
            .generate()
            .certificate()
            .certificate();

    @Test
    void isMadeAgainWhenItWasForgotten() throws Exception {
        SoftCertificate soft = new SoftCertificate(certificate, certificate.getEncoded());

        assertThat(soft.get()).isSameAs(certificate);
        soft.forget();
        // The platform may remember the object itself.
        assertThat(soft.get()).isEqualTo(certificate);
    }

    @Test
    void aBagStaysTheSameWhenItsCertificateIsForgotten() throws Exception {
        SoftCertificate soft = new SoftCertificate(certificate, certificate.getEncoded());
        CertificateBag bag = CertificateBag.of(soft, Fingerprint.of(certificate), "a");
        CertificateBag other = CertificateBag.of(certificate, "a");
        soft.forget();

        assertThat(bag).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
        assertThat(bag.certificate()).isEqualTo(certificate);
        soft.forget();
        assertThat(bag.encoded()).isEqualTo(certificate.getEncoded());
    }
}
