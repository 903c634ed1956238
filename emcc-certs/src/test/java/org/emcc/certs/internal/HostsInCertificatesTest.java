package org.emcc.certs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.emcc.core.internal.CertificateNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that a certificate states for hosts: as common names, and as alternatives. */
class HostsInCertificatesTest {
    private static X500Principal subject(String attribute, String value) {
        byte[] pair = HexFormat.of().parseHex(attribute + value);
        byte[] name = new byte[pair.length + 6];
        name[0] = 0x30;
        name[1] = (byte) (pair.length + 4);
        name[2] = 0x31;
        name[3] = (byte) (pair.length + 2);
        name[4] = 0x30;
        name[5] = (byte) pair.length;
        System.arraycopy(pair, 0, name, 6, pair.length);
        return new X500Principal(name);
    }

    @ParameterizedTest
    @CsvSource({
        "0c0161, a",
        "0c02c3a9, \u00e9",
        "120132, 2",
        "130161, a",
        "160161, a",
        "1a0161, a",
        "1401e9, \u00e9",
        "1c0400000061, a",
        "1e020061, a",
        "0c022361, \\#a",
        "0c026123, a#"
    })
    void textOfEveryKindIsText(String value, String name) {
        assertThat(CertificateNames.commonNames(subject("0603550403", value))).containsExactly(name);
    }

    @Test
    void onlyCommonNamesAreCommonNames() {
        assertThat(CertificateNames.commonNames(subject("060355040a", "0c0161")))
                .isEmpty();
        assertThat(CertificateNames.commonNames(new X500Principal(
                        "CN=" + "x".repeat(100) + ",CN=" + "y".repeat(200) + ",CN=" + "z".repeat(70_000))))
                .containsExactlyInAnyOrder("x".repeat(100), "y".repeat(200), "z".repeat(70_000));
    }

    private static X509Certificate with(GeneralName... names) throws Exception {
        byte[] der = builder()
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(OddCertificates.KEYS.getPrivate()))
                .getEncoded();
        return read(der);
    }

    private static org.bouncycastle.cert.X509v3CertificateBuilder builder() {
        Date now = Date.from(OddCertificates.NOW);
        return new JcaX509v3CertificateBuilder(
                new X500Name("CN=a"), BigInteger.ONE, now, now, new X500Name("CN=a"), OddCertificates.KEYS.getPublic());
    }

    private static X509Certificate read(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    @Test
    void hostsAndAddressesCountAndNothingElse() throws Exception {
        assertThat(CertificateNames.alternatives(with(
                        dns("UCM.Lab"),
                        new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[] {10, 0, 0, 5})),
                        new GeneralName(GeneralName.rfc822Name, "mail.lab"),
                        new GeneralName(GeneralName.uniformResourceIdentifier, "sip:uri.lab"),
                        new GeneralName(GeneralName.directoryName, new X500Name("CN=directory")))))
                .containsExactlyInAnyOrder("ucm.lab", "10.0.0.5");
        assertThat(CertificateNames.alternatives(read(builder()
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(OddCertificates.KEYS.getPrivate()))
                        .getEncoded())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "10.0.0.5.", "5", "ucm.lab.5", "0x0a000005", "ucm.0XA", "10.0.0.5..", "0x"})
    void aNameThatLooksLikeAnAddressIsNone(String name) throws Exception {
        assertThat(CertificateNames.alternatives(with(dns(name), dns("ucm.lab"))))
                .containsExactly("ucm.lab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.lab", "0x5g", "1a", "ucm5", "ucm.l5"})
    void aNameWithDigitsIsOne(String name) throws Exception {
        assertThat(CertificateNames.alternatives(with(dns(name)))).containsExactly(name);
    }
}
