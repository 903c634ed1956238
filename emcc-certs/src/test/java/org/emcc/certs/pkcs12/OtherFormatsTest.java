package org.emcc.certs.pkcs12;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.junit.jupiter.api.Test;

class OtherFormatsTest {
    private static final FilePassword PASSWORD = FilePassword.of("changeit".toCharArray());
    private static final X509Certificate CERTIFICATE = NodeIdentity.selfSigned("a.example", CertificateType.TOMCAT)
            .key(KeyKind.EC_P256)
            .generate()
            .certificate()
            .certificate();
    private static final TrustStoreExport EXPORT = TrustStoreExport.of(List.of(CertificateBag.of(CERTIFICATE, "a")));

    /** The one sentence of the refusal, which reading by fingerprints says too. */
    private static String refusal(byte[] file) {
        Decoded<CertificateFile> decoded = CertificateFile.decode(file, PASSWORD, Pkcs12Limits.DEFAULTS);
        assertThat(decoded.value()).isEmpty();
        assertThat(CertificateFile.fingerprints(file, PASSWORD, Pkcs12Limits.DEFAULTS)
                        .problems())
                .isEqualTo(decoded.problems());
        assertThat(decoded.problems()).extracting(Problem::where).containsExactly("file");
        return decoded.problems().get(0).message();
    }

    @Test
    void callsWhatIsNotPkcs12ByItsName() throws Exception {
        assertThat(refusal(new byte[0])).isEqualTo("must be PKCS#12, but is empty");
        assertThat(refusal(EXPORT.pem().getBytes(UTF_8))).isEqualTo("must be PKCS#12, but is PEM text");
        assertThat(refusal(("\uFEFFBag Attributes\n    friendlyName: a\n" + EXPORT.pem()).getBytes(UTF_8)))
                .isEqualTo("must be PKCS#12, but is PEM text");
        assertThat(refusal(EXPORT.jks(PASSWORD))).isEqualTo("must be PKCS#12, but is a JKS key store");
        assertThat(refusal(jceks())).isEqualTo("must be PKCS#12, but is a JCEKS key store");
        assertThat(refusal(CERTIFICATE.getEncoded())).isEqualTo("must be PKCS#12, but is a single certificate in DER");
        assertThat(refusal(Base64.getEncoder().encode(EXPORT.pkcs12(Pkcs12Profile.JDK, PASSWORD))))
                .isEqualTo("must be PKCS#12, but is Base64 text");
        assertThat(refusal("Hello".getBytes(UTF_8))).isEqualTo("must be PKCS#12, but begins with the octet 48");
    }

    @Test
    void callsPkcs7ByItsName() throws Exception {
        byte[] chain = CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(CERTIFICATE))
                .getEncoded("PKCS7");
        assertThat(refusal(chain)).isEqualTo("must be PKCS#12, but is PKCS#7");
        assertThat(refusal(new BERSequence(PKCSObjectIdentifiers.signedData).getEncoded()))
                .as("without a length")
                .isEqualTo("must be PKCS#12, but is PKCS#7");
    }

    @Test
    void saysOfOtherSequencesThatTheyHaveNoVersion() throws Exception {
        byte[] key = CERTIFICATE.getPublicKey().getEncoded();
        assertThat(refusal(key)).isEqualTo("must be PKCS#12, but has no version at its beginning");
        assertThat(refusal(new DERSequence(
                                new DERSequence(new ASN1Encodable[] {new ASN1Integer(5), new DERBitString(key)}))
                        .getEncoded()))
                .isEqualTo("must be PKCS#12, but has no version at its beginning");
    }

    @Test
    void isSilentAboutWhatIsOnlyCutOff() {
        byte[] file = EXPORT.pkcs12(Pkcs12Profile.COMPATIBLE, PASSWORD);
        for (int length = 2; length < file.length; length += 7) {
            assertThat(CertificateFile.decode(Arrays.copyOf(file, length), PASSWORD, Pkcs12Limits.DEFAULTS)
                            .problems())
                    .as("%d octets", length)
                    .noneMatch(problem -> problem.message().contains("must be PKCS#12"));
        }
    }

    @Test
    void readsNothingBehindTheEndOfAnyBeginning() throws Exception {
        for (byte[] whole : List.of(
                CERTIFICATE.getEncoded(),
                EXPORT.jks(PASSWORD),
                new DERSequence(PKCSObjectIdentifiers.signedData).getEncoded())) {
            for (int length = 0; length < Math.min(whole.length, 40); length++) {
                assertThat(CertificateFile.decode(Arrays.copyOf(whole, length), PASSWORD, Pkcs12Limits.DEFAULTS)
                                .problems())
                        .hasSize(1);
            }
        }
        assertThat(refusal(new byte[] {0x30, (byte) 0xff})).isNotEmpty();
        assertThat(refusal(new byte[] {0x30})).isEqualTo("is cut off in the middle of an element (byte 1)");
    }

    private static byte[] jceks() throws Exception {
        KeyStore store = KeyStore.getInstance("JCEKS");
        store.load(null, null);
        store.setCertificateEntry("a", CERTIFICATE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, "changeit".toCharArray());
        return out.toByteArray();
    }
}
