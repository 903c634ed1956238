package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBMac1CalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.Decoded;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of Bouncy Castle, both ways: of its key stores and of its bags. The provider is handed over, and registered nowhere. */
class BouncyCastleFilesTest {
    private static final char[] CHARACTERS = "changeit".toCharArray();
    private static final FilePassword PASSWORD = FilePassword.of(CHARACTERS);
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final List<X509Certificate> TWO = List.of(certificate("ucm1.example"), certificate("ucm2.example"));
    private static final List<CertificateBag> NAMED =
            List.of(CertificateBag.of(TWO.get(0), "ucm1_tomcat"), CertificateBag.of(TWO.get(1), "ucm2_tomcat"));

    private static X509Certificate certificate(String name) {
        return NodeIdentity.selfSigned(name, CertificateType.TOMCAT)
                .key(KeyKind.EC_P256)
                .generate()
                .certificate()
                .certificate();
    }

    private static List<X509Certificate> read(byte[] file, FilePassword password) {
        return CertificateFile.decodeOrThrow(file, password, Pkcs12Limits.DEFAULTS).bags().stream()
                .map(CertificateBag::certificate)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PKCS12", "PKCS12-3DES-3DES", "PKCS12-AES256-AES128", "PKCS12-AES256-AES128-GCM", "PKCS12-PBMAC1"
            })
    void readsWhatTheKeyStoresWrite(String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type, PROVIDER);
        store.load(null, null);
        for (CertificateBag each : NAMED) {
            store.setCertificateEntry(each.friendlyName().orElseThrow(), each.certificate());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String count = System.getProperty("org.bouncycastle.pkcs12.store_it_count");
        try {
            if (!Boolean.getBoolean("emcc.deep")) {
                System.setProperty("org.bouncycastle.pkcs12.store_it_count", "1000");
            }
            store.store(out, CHARACTERS);
        } finally {
            if (count == null) {
                System.clearProperty("org.bouncycastle.pkcs12.store_it_count");
            }
        }

        assertThat(read(out.toByteArray(), PASSWORD)).containsExactlyInAnyOrderElementsOf(TWO);
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatTheKeyStoreReads(Pkcs12Profile profile) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12", PROVIDER);
        store.load(
                new ByteArrayInputStream(CertificateFile.of(NAMED).encode(profile, PASSWORD)),
                profile.hasMac() ? CHARACTERS : null);

        assertThat(Collections.list(store.aliases())).containsExactlyInAnyOrder("ucm1_tomcat", "ucm2_tomcat");
        assertThat(store.getCertificate("ucm2_tomcat")).isEqualTo(TWO.get(1));
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatTheBagsRead(Pkcs12Profile profile) throws Exception {
        PKCS12PfxPdu file = new PKCS12PfxPdu(CertificateFile.of(NAMED).encode(profile, PASSWORD));

        assertThat(file.hasMac()).isEqualTo(profile.hasMac());
        if (profile == Pkcs12Profile.PBMAC1) {
            assertThat(file.isMacValid(new BcPKCS12PBMac1CalculatorBuilderProvider(), CHARACTERS))
                    .isTrue();
        } else if (profile.hasMac()) {
            assertThat(file.isMacValid(new JcePKCS12MacCalculatorBuilderProvider().setProvider(PROVIDER), CHARACTERS))
                    .isTrue();
        }
        PKCS12SafeBagFactory safe = profile.isEncrypted()
                ? new PKCS12SafeBagFactory(
                        file.getContentInfos()[0],
                        new JcePKCSPBEInputDecryptorProviderBuilder()
                                .setProvider(PROVIDER)
                                .build(CHARACTERS))
                : new PKCS12SafeBagFactory(file.getContentInfos()[0]);
        assertThat(safe.getSafeBags()).extracting(PKCS12SafeBag::getType).containsOnly(PKCSObjectIdentifiers.certBag);
        assertThat(safe.getSafeBags()).hasSize(2);
    }

    /** Bags without names and without the attribute of trust, in a safe for each, as GnuTLS makes them. */
    @ParameterizedTest
    @CsvSource({
        "1.2.840.113549.1.12.1.1, 4", "1.2.840.113549.1.12.1.2, 5", "1.2.840.113549.1.12.1.3, 1",
        "1.2.840.113549.1.12.1.4, 1", "1.2.840.113549.1.12.1.5, 1", "1.2.840.113549.1.12.1.6, 1",
        "2.16.840.1.101.3.4.1.2, 1", "2.16.840.1.101.3.4.1.42, 1"
    })
    void readsWhatTheBagsWrite(ASN1ObjectIdentifier algorithm, int iterations) throws Exception {
        PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
        for (X509Certificate each : TWO) {
            file.addEncryptedData(
                    new JcePKCSPBEOutputEncryptorBuilder(algorithm)
                            .setProvider(PROVIDER)
                            .setIterationCount(iterations)
                            .build(CHARACTERS),
                    new JcaPKCS12SafeBagBuilder(each).build());
        }

        assertThat(read(mac(file, CHARACTERS), PASSWORD)).isEqualTo(TWO);
    }

    @Test
    void readsScrypt() throws Exception {
        byte[] file = mac(
                new PKCS12PfxPduBuilder()
                        .addEncryptedData(
                                new JcePKCSPBEOutputEncryptorBuilder(
                                                new ScryptConfig.Builder(1024, 8, 1).build(),
                                                NISTObjectIdentifiers.id_aes256_CBC)
                                        .setProvider(PROVIDER)
                                        .build(CHARACTERS),
                                new JcaPKCS12SafeBagBuilder(TWO.get(0)).build()),
                CHARACTERS);

        assertThat(read(file, PASSWORD)).containsExactly(TWO.get(0));
    }

    private static byte[] mac(PKCS12PfxPduBuilder file, char[] password) throws Exception {
        return file.build(new BcPKCS12MacCalculatorBuilder(), password).getEncoded();
    }

    /** Some make two zero octets of the empty password, and some nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\0"})
    void opensTheEmptyPasswordInBothItsForms(String form) throws Exception {
        char[] characters = form.toCharArray();
        byte[] file =
                mac(new PKCS12PfxPduBuilder().addData(new JcaPKCS12SafeBagBuilder(TWO.get(0)).build()), characters);

        assertThat(read(file, FilePassword.empty())).containsExactly(TWO.get(0));
        assertThat(CertificateFile.decode(file, PASSWORD, Pkcs12Limits.DEFAULTS).value())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"пароль", "käse", "\uD83D\uDE00", "\uD83D", "x\uDE00\uD83Dx", "\uFFFF"})
    void opensPasswordsBeyondAscii(String text) throws Exception {
        char[] characters = text.toCharArray();
        FilePassword password = FilePassword.of(characters);
        char[] widened = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).toCharArray();
        PKCS12PfxPduBuilder plain = new PKCS12PfxPduBuilder().addData(new JcaPKCS12SafeBagBuilder(TWO.get(0)).build());

        assertThat(read(mac(plain, characters), password)).containsExactly(TWO.get(0));
        assertThat(read(mac(plain, widened), password)).containsExactly(TWO.get(0));
        for (Pkcs12Profile profile : Pkcs12Profile.values()) {
            byte[] file = new Pkcs12Writer(profile, 1, password).write(NAMED);
            assertThat(read(file, password)).isEqualTo(TWO);
        }
        assertThat(read(new Pkcs12Writer(Pkcs12Profile.LEGACY, 1, FilePassword.of(widened)).write(NAMED), password))
                .isEqualTo(TWO);
    }

    /** A wrong form of the password leaves a right padding once in 256 files; then the other form must still be tried. */
    @Test
    void isNotTakenInByThePaddingOfAnotherForm() throws Exception {
        byte[] content = new DERSequence(Pkcs12Writer.certificate(NAMED.get(0))).getEncoded();
        List<byte[]> forms = Derivations.oldForms(FilePassword.empty());
        RandomGenerator random = Seeds.random(Seeds.seed(), 0);
        List<byte[]> taken = new ArrayList<>();
        while (taken.size() < 3) {
            byte[] salt = new byte[8];
            random.nextBytes(salt);
            Encryption.Old old = new Encryption.Old(Encryption.OldCipher.DES_EDE3, Slice.of(salt), 1);
            byte[] secret = old.run(Cipher.ENCRYPT_MODE, forms.get(1), Slice.of(content), new Derivations());
            try {
                old.run(Cipher.DECRYPT_MODE, forms.get(0), Slice.of(secret), new Derivations());
                byte[] opened = old.decrypt(
                        Slice.of(secret),
                        FilePassword.empty(),
                        forms,
                        plain -> Arrays.equals(plain, content),
                        new Derivations());
                assertThat(opened).isEqualTo(content);
                taken.add(salt);
            } catch (java.security.GeneralSecurityException e) {
                // The padding was wrong, as it is most of the time.
            }
        }
        assertThat(taken).hasSize(3);
    }

    /** Bouncy Castle compares the structure of the MAC and so refuses a right one; only its digest counts. */
    @Test
    void comparesTheDigestOnly() throws Exception {
        byte[] file = CertificateFile.of(NAMED).encode(Pkcs12Profile.PLAIN_MAC, PASSWORD);
        ASN1Sequence pfx = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(file));
        ASN1Sequence mac = ASN1Sequence.getInstance(pfx.getObjectAt(2));
        ASN1Sequence digest = ASN1Sequence.getInstance(mac.getObjectAt(0));
        ASN1Encodable withoutNull =
                new DERSequence(ASN1Sequence.getInstance(digest.getObjectAt(0)).getObjectAt(0));
        byte[] other = new DERSequence(new ASN1Encodable[] {
                    pfx.getObjectAt(0),
                    pfx.getObjectAt(1),
                    new DERSequence(new ASN1Encodable[] {
                        new DERSequence(new ASN1Encodable[] {withoutNull, digest.getObjectAt(1)}),
                        mac.getObjectAt(1),
                        mac.getObjectAt(2)
                    })
                })
                .getEncoded();

        assertThat(new PKCS12PfxPdu(other)
                        .isMacValid(new JcePKCS12MacCalculatorBuilderProvider().setProvider(PROVIDER), CHARACTERS))
                .isFalse();
        assertThat(read(other, PASSWORD)).isEqualTo(TWO);
    }

    @Test
    void registersNothing() {
        assertThat(Security.getProviders())
                .noneSatisfy(provider -> assertThat(provider.getName()).isEqualTo("BC"));
        assertThat(new SecureRandom().getProvider().getName()).isNotEqualTo("BC");
        Decoded<CertificateFile> read = CertificateFile.decode(
                CertificateFile.of(NAMED).encode(Pkcs12Profile.PBMAC1, PASSWORD), PASSWORD, Pkcs12Limits.DEFAULTS);
        assertThat(read.problems()).isEmpty();
        assertThat(Security.getProvider("BC")).isNull();
    }
}
