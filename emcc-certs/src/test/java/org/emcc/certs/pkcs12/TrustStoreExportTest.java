package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class TrustStoreExportTest {
    private static final char[] CHARACTERS = "changeit".toCharArray();
    private static final FilePassword PASSWORD = FilePassword.of(CHARACTERS);
    private static final X509Certificate ONE = certificate("ucm1.example");
    private static final X509Certificate TWO = certificate("ucm2.example");
    private static final X509Certificate THREE = certificate("ucm3.example");
    private static final List<CertificateBag> BAGS = List.of(
            CertificateBag.of(ONE, "CAPF"),
            CertificateBag.of(TWO, "capf"),
            CertificateBag.of(THREE),
            CertificateBag.of(ONE, "zzz"));

    private static X509Certificate certificate(String name) {
        return NodeIdentity.selfSigned(name, CertificateType.CAPF)
                .key(KeyKind.EC_P256)
                .generate()
                .certificate()
                .certificate();
    }

    private static String digits(X509Certificate certificate) {
        return Fingerprint.of(certificate).value().substring(0, 16);
    }

    @Test
    void givesEveryCertificateAnAliasOfItsOwn() {
        assertThat(TrustStoreExport.of(BAGS).entries())
                .containsExactlyInAnyOrder(
                        CertificateBag.of(ONE, "capf_" + digits(ONE)),
                        CertificateBag.of(TWO, "capf_" + digits(TWO)),
                        CertificateBag.of(THREE, "certificate_" + digits(THREE)))
                .isSortedAccordingTo((a, b) -> a.fingerprint().compareTo(b.fingerprint()));
        assertThat(TrustStoreExport.of(List.of(CertificateBag.of(ONE, "Ucm1_Tomcat")))
                        .entries())
                .containsExactly(CertificateBag.of(ONE, "ucm1_tomcat"));
    }

    /** Who names a certificate by what another will be called gains nothing. */
    @Test
    void losesNoCertificateToANameThatWasMadeForIt() {
        List<CertificateBag> bags = List.of(
                CertificateBag.of(ONE, "capf"),
                CertificateBag.of(TWO, "capf"),
                CertificateBag.of(THREE, "capf_" + digits(ONE)),
                CertificateBag.of(certificate("ucm4.example"), "CAPF_" + Fingerprint.of(ONE)),
                CertificateBag.of(certificate("ucm5.example"), "x".repeat(70_000)),
                CertificateBag.of(certificate("ucm6.example"), ""));

        List<CertificateBag> entries = TrustStoreExport.of(bags).entries();

        assertThat(entries)
                .extracting(entry -> entry.friendlyName().orElseThrow().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(TrustStoreExport.of(entries).entries())
                .as("an export of an export is the same")
                .isEqualTo(entries);
        assertThat(TrustStoreExport.of(bags).jks(PASSWORD)).isNotEmpty();
    }

    @Test
    void writesTheSameOctetsForTheSameSetInAnyOrder() {
        List<CertificateBag> shuffled = new ArrayList<>(BAGS);
        TrustStoreExport first = TrustStoreExport.of(BAGS);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(shuffled, new Random(Seeds.seed() + i));
            TrustStoreExport other = TrustStoreExport.of(shuffled);
            assertThat(other.pem()).isEqualTo(first.pem());
            assertThat(other.jks(PASSWORD)).isEqualTo(first.jks(PASSWORD));
            for (Pkcs12Profile profile : Pkcs12Profile.values()) {
                assertThat(other.pkcs12(profile, PASSWORD)).isEqualTo(first.pkcs12(profile, PASSWORD));
            }
        }
    }

    @Test
    void writesPemThatJavaReads() throws Exception {
        TrustStoreExport export = TrustStoreExport.of(BAGS);

        assertThat(export.pem().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(64));
        List<Certificate> read = new ArrayList<>(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(export.pem().getBytes(StandardCharsets.US_ASCII))));
        assertThat(read).containsExactlyInAnyOrder(ONE, TWO, THREE);
        assertThat(TrustStoreExport.of(List.of()).pem()).isEmpty();
    }

    @Test
    void writesJksThatJavaReads() throws Exception {
        byte[] jks = TrustStoreExport.of(BAGS).jks(PASSWORD);

        KeyStore store = KeyStore.getInstance("JKS");
        store.load(new ByteArrayInputStream(jks), CHARACTERS);

        assertThat(store.size()).isEqualTo(3);
        assertThat(store.getCertificate("capf_" + digits(TWO))).isEqualTo(TWO);
        assertThat(store.getCreationDate("capf_" + digits(TWO))).isEqualTo(TWO.getNotBefore());
        assertThat(store.isCertificateEntry("certificate_" + digits(THREE))).isTrue();
        KeyStore other = KeyStore.getInstance("JKS");
        assertThatThrownBy(() -> other.load(new ByteArrayInputStream(jks), "changeIt".toCharArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void makesAKeyStoreInMemory() throws Exception {
        KeyStore store = TrustStoreExport.of(BAGS).keyStore();

        assertThat(store.size()).isEqualTo(3);
        assertThat(store.getCertificate("capf_" + digits(ONE))).isEqualTo(ONE);
        assertThat(store.getCertificateAlias(THREE)).isEqualTo("certificate_" + digits(THREE));
    }
}
