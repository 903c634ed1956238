package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeIdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.999Z");

    @Test
    void makesACertificateOfTheHost() throws Exception {
        NodeIdentity node = NodeIdentity.selfSigned("ucm1.example.com", CertificateType.TOMCAT)
                .dnsNames(List.of("localhost"))
                .addresses(List.of(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                        InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1})))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .validity(Duration.ofDays(10))
                .generate();

        X509Certificate certificate = node.certificate().certificate();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=ucm1.example.com");
        assertThat(certificate.getNotBefore()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(certificate.getNotAfter()).isEqualTo("2026-12-02T10:15:30Z");
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "ucm1.example.com"),
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(((java.security.interfaces.RSAPublicKey) certificate.getPublicKey())
                        .getModulus()
                        .bitLength())
                .isEqualTo(2048);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(Security.getProvider("BC")).isNull();
    }

    @Test
    void namesCertificatesSoThatTheyShareAStore() {
        assertThat(subject(CertificateType.TFTP)).isEqualTo("CN=ucm1");
        assertThat(subject(CertificateType.ITL_RECOVERY)).isEqualTo("CN=ITLRECOVERY_ucm1");
        assertThat(subject(CertificateType.CAPF)).matches("CN=CAPF-[0-9a-f]{8}");
    }

    private static String subject(CertificateType type) {
        X509Certificate certificate = NodeIdentity.selfSigned("ucm1", type)
                .key(KeyKind.EC_P256)
                .generate()
                .certificate()
                .certificate();
        assertThat(certificate.getBasicConstraints() >= 0).isEqualTo(type.equals(CertificateType.CAPF));
        return certificate.getSubjectX500Principal().getName();
    }

    @Test
    void printsNoKeyAndTakesNoOther() {
        NodeIdentity one = NodeIdentity.selfSigned("ucm1", CertificateType.TOMCAT)
                .key(KeyKind.EC_P256)
                .generate();
        NodeIdentity other = NodeIdentity.selfSigned("ucm2", CertificateType.TOMCAT)
                .key(KeyKind.EC_P384)
                .generate();

        assertThat(one.toString()).isEqualTo("NodeIdentity[ucm1, Tomcat, CN=ucm1]");
        assertThat(NodeIdentity.of(one.certificate(), List.of(), one.privateKey())
                        .privateKey())
                .isSameAs(one.privateKey());
        assertThatThrownBy(() -> NodeIdentity.of(one.certificate(), List.of(), other.privateKey()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesBadParts() {
        assertThatThrownBy(() -> NodeIdentity.selfSigned("a/b", CertificateType.TOMCAT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        NodeIdentity.selfSigned("a", CertificateType.TOMCAT).validity(Duration.ZERO))
                .hasMessage("validity must be one second or more, but is PT0S");
        assertThatThrownBy(() ->
                        NodeIdentity.selfSigned("a", CertificateType.TOMCAT).dnsNames(List.of("ü")))
                .hasMessageContaining("ASCII");
    }
}
