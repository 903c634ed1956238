package org.emcc.certs.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.trust.Certificates.NOW;

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
import java.util.Map;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.junit.jupiter.api.Test;

class TrustExportTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    /** Two of one name, which a store by names would mix up, and one whose name no alias can have. */
    private final List<X509Certificate> all = List.of(
            Certificates.of("CN=ucm1", 1, NOW),
            Certificates.of("CN=ucm1", 2, NOW),
            Certificates.of("CN=Ü ber/alles", 3, NOW),
            Certificates.of("O=nameless", 4, NOW));

    private static List<Certificate> content(KeyStore store) throws Exception {
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            assertThat(store.isCertificateEntry(alias)).isTrue();
            found.add(store.getCertificate(alias));
        }
        return found;
    }

    private static KeyStore load(String type, byte[] octets, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(new ByteArrayInputStream(octets), password);
        return store;
    }

    @Test
    void everyFormKeepsEveryCertificate() throws Exception {
        TrustExport export = TrustExport.of(all);

        assertThat(export.certificates().values()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(content(load("JKS", export.jks(PASSWORD), PASSWORD))).containsExactlyInAnyOrderElementsOf(all);
        assertThat(content(export.keyStore())).containsExactlyInAnyOrderElementsOf(all);
        for (Pkcs12Profile profile : Pkcs12Profile.values()) {
            byte[] file = export.pkcs12(FilePassword.of(PASSWORD), profile);
            assertThat(CertificateFile.decodeOrThrow(file, FilePassword.of(PASSWORD), Pkcs12Limits.DEFAULTS)
                            .bags())
                    .extracting(bag -> bag.certificate())
                    .containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(content(
                        load("PKCS12", export.pkcs12(FilePassword.of(PASSWORD), Pkcs12Profile.COMPATIBLE), PASSWORD)))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(export.pem().getBytes(StandardCharsets.US_ASCII)))
                        .stream()
                        .map(each -> (X509Certificate) each))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(export.pem().lines()).allMatch(line -> line.length() <= 64);
    }

    @Test
    void octetsDependOnTheCertificatesAlone() {
        List<X509Certificate> other = new ArrayList<>(all);
        Collections.reverse(other);
        other.add(all.get(0));

        assertThat(TrustExport.of(other)).isEqualTo(TrustExport.of(all));
        assertThat(TrustExport.of(other).jks(PASSWORD))
                .isEqualTo(TrustExport.of(all).jks(PASSWORD));
        assertThat(TrustExport.of(other).pem()).isEqualTo(TrustExport.of(all).pem());
    }

    @Test
    void aJksFileNoticesAccidents() {
        byte[] file = TrustExport.of(all).jks(PASSWORD);
        assertThatThrownBy(() -> load("JKS", file, "other".toCharArray())).isInstanceOf(IOException.class);
        file[30] ^= 1;
        assertThatThrownBy(() -> load("JKS", file, PASSWORD)).isInstanceOf(Exception.class);
    }

    @Test
    void takesOneStoreOfACluster() {
        TrustStores stores = TrustStores.of(Map.of(
                TrustStoreName.TOMCAT_TRUST, all.subList(0, 1), TrustStoreName.CALL_MANAGER_TRUST, all.subList(1, 2)));

        assertThat(TrustExport.of(stores, TrustStoreName.TOMCAT_TRUST)
                        .certificates()
                        .values())
                .containsExactly(all.get(0));
        assertThat(TrustExport.of(stores, TrustStoreName.of("none")).pem()).isEmpty();
        assertThat(TrustExport.of(stores, TrustStoreName.TOMCAT_TRUST)
                        .certificates()
                        .keySet())
                .allMatch(alias -> alias.matches("ucm1-[0-9a-f]{16}"));
    }
}
