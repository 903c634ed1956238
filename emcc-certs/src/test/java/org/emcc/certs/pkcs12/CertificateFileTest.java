package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {
    private static final FilePassword PASSWORD = FilePassword.of("changeit".toCharArray());
    private static final Pkcs12Limits LIMITS = Pkcs12Limits.DEFAULTS;
    private static final List<X509Certificate> THREE =
            List.of(certificate("ucm1.example"), certificate("ucm2.example"), certificate("ucm3.example"));

    private static X509Certificate certificate(String name) {
        return NodeIdentity.selfSigned(name, CertificateType.TOMCAT)
                .key(KeyKind.EC_P256)
                .generate()
                .certificate()
                .certificate();
    }

    private static List<CertificateBag> named(String name) {
        return THREE.stream().map(each -> CertificateBag.of(each, name)).toList();
    }

    @ParameterizedTest
    @EnumSource(Pkcs12Profile.class)
    void readsWhatItWrote(Pkcs12Profile profile) {
        CertificateFile file = CertificateFile.of(
                List.of(CertificateBag.of(THREE.get(0), "päß \uD83D\uDE00"), CertificateBag.of(THREE.get(1))));

        byte[] encoded = file.encode(profile, PASSWORD);

        assertThat(CertificateFile.decodeOrThrow(encoded, PASSWORD, LIMITS)).isEqualTo(file);
        assertThat(CertificateFile.of(file.bags()).encode(profile, PASSWORD)).isEqualTo(encoded);
        assertThat(CertificateFile.of(List.of()).encode(profile, PASSWORD))
                .satisfies(empty -> assertThat(CertificateFile.decodeOrThrow(empty, PASSWORD, LIMITS)
                                .bags())
                        .isEmpty());
    }

    @Test
    void keepsThreeCertificatesOfOneName() {
        byte[] file = CertificateFile.of(named("capf")).encode(Pkcs12Profile.COMPATIBLE, PASSWORD);

        assertThat(CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS).bags())
                .extracting(CertificateBag::certificate)
                .containsExactlyElementsOf(THREE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
    void refusesAnotherPasswordAndSaysNothingOfIt(Pkcs12Profile profile) {
        byte[] file = CertificateFile.of(named("x")).encode(profile, PASSWORD);

        Decoded<CertificateFile> decoded =
                CertificateFile.decode(file, FilePassword.of("canary-7431".toCharArray()), LIMITS);

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo("MAC"));
        assertThat(decoded.toString()).doesNotContain("canary").doesNotContain("changeit");
        assertThat(PASSWORD.toString()).doesNotContain("changeit");
    }

    @Test
    void refusesAnotherPasswordAlsoWithoutMac() {
        byte[] file = new Pkcs12Writer(Pkcs12Profile.Cover.AES_256, Pkcs12Profile.Seal.NONE, 1, 16, PASSWORD)
                .write(named("x"));

        assertThat(CertificateFile.decode(file, FilePassword.empty(), LIMITS).value())
                .isEmpty();
        assertThat(CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS).bags()).hasSize(3);
    }

    @Test
    void noticesAChangedFile() {
        byte[] file = CertificateFile.of(named("x")).encode(Pkcs12Profile.PLAIN_MAC, PASSWORD);
        file[file.length / 2] ^= 1;

        assertThat(CertificateFile.decode(file, PASSWORD, LIMITS).problems())
                .extracting(Problem::where)
                .containsExactly("MAC");
    }

    @Test
    void walksSafesInsideSafes() {
        SafeBag inner = safe(bag(0), bag(1));
        byte[] file = plain(bag(2), safe(inner));

        assertThat(CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS).bags())
                .extracting(CertificateBag::certificate)
                .containsExactly(THREE.get(2), THREE.get(0), THREE.get(1));
        assertThat(CertificateFile.decode(file, PASSWORD, LIMITS.withNesting(1)).problems())
                .singleElement()
                .hasToString("safe 1 bag 2.1: must lie at most 1 safes deep");
    }

    @Test
    void namesPrivateKeysAndSecretsAndOpensNone() {
        ASN1Encodable key = new DERSequence(new ASN1Integer(0));
        byte[] file = plain(
                new SafeBag(PKCSObjectIdentifiers.keyBag, key),
                bag(0),
                new SafeBag(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag, key),
                new SafeBag(PKCSObjectIdentifiers.secretBag, key),
                new SafeBag(new ASN1ObjectIdentifier("1.2.3.4"), key));

        Decoded<CertificateFile> decoded = CertificateFile.decode(file, PASSWORD, LIMITS);

        assertThat(decoded.value().orElseThrow().bags()).hasSize(1);
        assertThat(decoded.problems())
                .extracting(Problem::where)
                .containsExactly("safe 1 bag 1", "safe 1 bag 3", "safe 1 bag 4", "safe 1 bag 5");
        assertThat(decoded.problems().get(0).message()).contains("private key");
        assertThat(decoded.problems().get(1).message()).contains("private key");
        assertThatThrownBy(() -> CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS))
                .isInstanceOfSatisfying(
                        CertificateFormatException.class,
                        e -> assertThat(e.problems()).isEqualTo(decoded.problems()));
    }

    @Test
    void keepsGoodCertificatesBesideBadOnes() {
        byte[] longer = Arrays.copyOf(bytes(0), bytes(0).length + 1);
        byte[] broken = bytes(0);
        broken[10] = 0x7f;
        byte[] file = plain(
                x509(longer),
                bag(1),
                x509(broken),
                x509("-----BEGIN CERTIFICATE-----".getBytes(StandardCharsets.US_ASCII)),
                new SafeBag(
                        PKCSObjectIdentifiers.certBag,
                        new CertBag(PKCSObjectIdentifiers.sdsiCertificate, new DERUTF8String("sdsi"))),
                new SafeBag(PKCSObjectIdentifiers.certBag, DERNull.INSTANCE));

        Decoded<CertificateFile> decoded = CertificateFile.decode(file, PASSWORD, LIMITS);

        assertThat(decoded.value().orElseThrow().bags()).containsExactly(CertificateBag.of(THREE.get(1), "n1"));
        assertThat(decoded.problems())
                .extracting(Problem::where)
                .containsExactly("safe 1 bag 1", "safe 1 bag 3", "safe 1 bag 4", "safe 1 bag 5", "safe 1 bag 6");
    }

    @Test
    void takesNamesInUtf8AndLosesOnlyTheNameThatIsTooLong() {
        byte[] file = plain(
                certificate(0, new DERUTF8String("käse")),
                certificate(1, new DERUTF8String("x".repeat(1025))),
                certificate(2, DERNull.INSTANCE));

        Decoded<CertificateFile> decoded = CertificateFile.decode(file, PASSWORD, LIMITS);

        assertThat(decoded.value().orElseThrow().bags())
                .containsExactly(
                        CertificateBag.of(THREE.get(0), "käse"),
                        CertificateBag.of(THREE.get(1)),
                        CertificateBag.of(THREE.get(2)));
        assertThat(decoded.problems()).extracting(Problem::where).containsExactly("safe 1 bag 2", "safe 1 bag 3");
    }

    /** Indefinite lengths, and octet strings in pieces. */
    private static byte[] berFile() throws Exception {
        ASN1EncodableVector bags = new ASN1EncodableVector();
        bags.add(bag(0));
        byte[] contents = new BERSequence(bags).getEncoded();
        byte[] safes = new BERSequence(ber(contents)).getEncoded();
        return new BERSequence(new ASN1Encodable[] {new ASN1Integer(3), ber(safes)}).getEncoded();
    }

    @Test
    void readsBerAndToleratesTrailingBytes() throws Exception {
        byte[] file = berFile();

        assertThat(CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS).bags()).hasSize(1);
        Decoded<CertificateFile> longer =
                CertificateFile.decode(Arrays.copyOf(file, file.length + 3), PASSWORD, LIMITS);
        assertThat(longer.value().orElseThrow().bags()).hasSize(1);
        assertThat(longer.problems()).containsExactly(new Problem("file", "has 3 bytes behind its end"));
    }

    private static ASN1Encodable ber(byte[] content) {
        return new BERSequence(new ASN1Encodable[] {
            PKCSObjectIdentifiers.data, new BERTaggedObject(true, 0, new BEROctetString(content, 100))
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void refusesOtherVersions(int version) throws Exception {
        byte[] file = new DERSequence(
                        new ASN1Encodable[] {new ASN1Integer(version), data(new DERSequence().getEncoded())})
                .getEncoded();

        assertThat(CertificateFile.decode(file, PASSWORD, LIMITS).value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5000001", "2147483647", "4294967296", "4294967297", "18446744073709551617", "0", "-1", "-4294967295"})
    void refusesHostileCountsOfTheMacBeforeAnyWork(BigInteger count) throws Exception {
        Derivations derivations = new Derivations();

        Decoded<CertificateFile> decoded =
                Pkcs12Reader.read(withMacOf(count, new byte[8]), PASSWORD, LIMITS, derivations);

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("iteration count")
                        .endsWith(count.signum() > 0 ? "at most 5000000, but asks for " + count : "of 1 or more"));
        assertThat(derivations.done()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1.2.840.113549.1.12.1.6", "1.2.840.113549.1.12.1.3", "1.2.840.113549.1.5.13"})
    void refusesHostileCountsOfASafeBeforeAnyWork(String algorithm) throws Exception {
        for (String count : List.of("5000001", "4294967296", "99999999999999999999")) {
            Derivations derivations = new Derivations();

            Decoded<CertificateFile> decoded = Pkcs12Reader.read(
                    withMac(encryptedBy(algorithm, new BigInteger(count)), BigInteger.ONE, new byte[8]),
                    PASSWORD,
                    LIMITS,
                    derivations);

            assertThat(decoded.value()).isEmpty();
            assertThat(decoded.problems()).extracting(Problem::where).containsExactly("safe 1");
            assertThat(derivations.done()).isZero();
        }
    }

    /** Both directions of RFC 9879: a key that can be guessed, and one that is as long as somebody likes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "1", "19", "65", "2147483647", "4294967328"})
    void refusesOtherLengthsOfTheKeyOfPbmac1BeforeAnyWork(String length) throws Exception {
        Derivations derivations = new Derivations();

        Decoded<CertificateFile> decoded = Pkcs12Reader.read(
                withPbmac1("1000", length, BigInteger.ONE, new byte[8]), PASSWORD, LIMITS, derivations);

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems())
                .singleElement()
                .hasToString("MAC: must derive a key of 20 to 64 octets, and say so");
        assertThat(derivations.done()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5000001", "4294967297"})
    void refusesHostileCountsOfPbmac1BeforeAnyWork(String count) throws Exception {
        Derivations derivations = new Derivations();

        Decoded<CertificateFile> decoded =
                Pkcs12Reader.read(withPbmac1(count, "32", BigInteger.ONE, new byte[8]), PASSWORD, LIMITS, derivations);

        assertThat(decoded.value()).isEmpty();
        assertThat(derivations.done()).isZero();
    }

    @Test
    void looksNotAtTheOldFieldsOfPbmac1() throws Exception {
        Derivations derivations = new Derivations();

        Decoded<CertificateFile> decoded = Pkcs12Reader.read(
                withPbmac1("7", "32", BigInteger.ONE.shiftLeft(70), new byte[1500]), PASSWORD, LIMITS, derivations);

        assertThat(decoded.problems())
                .singleElement()
                .hasToString("MAC: does not fit: the password is another, or the file was changed");
        assertThat(derivations.done()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, a power of two",
        "1, 8, 1, a power of two",
        "65536, 1, 1, a power of two",
        "1048576, 8, 1, at most 67108864 bytes",
        "2, 1, 16000000, at most 67108864 bytes",
        "33554432, 8, 1, 'below 2^24, but asks for 33554432'",
        "0, 8, 1, 1 or more",
        "16384, -8, 1, 1 or more"
    })
    void refusesHostileParametersOfScryptBeforeAnyWork(int n, int r, int p, String rule) throws Exception {
        Derivations derivations = new Derivations();

        Decoded<CertificateFile> decoded = Pkcs12Reader.read(scrypt(8, n, r, p), PASSWORD, LIMITS, derivations);

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems().get(0).message()).contains(rule);
        assertThat(derivations.done()).isZero();
    }

    @Test
    void countsTheWorkOfScrypt() throws Exception {
        byte[] file = scrypt(8, 16, 2, 3);
        Derivations derivations = new Derivations();

        assertThat(Pkcs12Reader.read(file, PASSWORD, LIMITS.withTotalIterations(383), derivations)
                        .problems())
                .singleElement()
                .hasToString("file: must need at most 383 hash iterations, but needs 384");
        assertThat(derivations.done()).isZero();
        assertThat(Pkcs12Reader.read(file, PASSWORD, LIMITS.withTotalIterations(384), derivations)
                        .value())
                .isPresent();
        assertThat(derivations.done()).isEqualTo(384);
    }

    /** What can be seen without a key is looked at before one is derived, also when there is a MAC. */
    @Test
    void refusesWhatIsTooDeepOrTooManyBeforeAnyWork() {
        SafeBag nested = bag(0);
        for (int i = 0; i < 5; i++) {
            nested = safe(nested);
        }
        ASN1Encodable deep = DERNull.INSTANCE;
        for (int i = 0; i < 40; i++) {
            deep = new DERSequence(deep);
        }
        DERSequence two = new DERSequence(new ASN1Encodable[] {bag(0), bag(1)});
        refusedBeforeAnyWork(new DERSequence(nested), LIMITS, "safe 1 bag 1.1.1.1.1: must lie at most 4 safes deep");
        refusedBeforeAnyWork(
                new DERSequence(new SafeBag(PKCSObjectIdentifiers.keyBag, deep)),
                LIMITS,
                "safe 1: must have ASN.1 elements at most 32 deep");
        refusedBeforeAnyWork(two, LIMITS.withBags(1), "safe 1 bag: must be one of at most 1");
        refusedBeforeAnyWork(
                two, LIMITS.withCertificateBytes(99), "safe 1 bag 1: must have a certificate of at most 99 bytes");
        refusedBeforeAnyWork(two, LIMITS.withAttributes(1), "safe 1 bag 1: must have at most 1 attributes");
        refusedBeforeAnyWork(two, LIMITS.withElements(20), "safe 1: must have at most 20 ASN.1 elements");
    }

    private static void refusedBeforeAnyWork(ASN1Encodable contents, Pkcs12Limits limits, String problem) {
        byte[] file = new Pkcs12Writer(Pkcs12Profile.PLAIN_MAC, 1, PASSWORD).write(contents);
        Derivations derivations = new Derivations();

        Decoded<CertificateFile> decoded = Pkcs12Reader.read(file, PASSWORD, limits, derivations);

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems()).extracting(Problem::toString).containsExactly(problem);
        assertThat(derivations.done()).isZero();
    }

    @Test
    void readsOddFilesWithoutLosingACertificate() throws Exception {
        byte[] emptyBesideFull = new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3),
                    data(new DERSequence(new ASN1Encodable[] {
                                data(new DERSequence().getEncoded()),
                                new DERSequence(PKCSObjectIdentifiers.data),
                                new DERSequence(new ASN1Encodable[] {
                                    PKCSObjectIdentifiers.envelopedData, new DERTaggedObject(true, 0, DERNull.INSTANCE)
                                }),
                                data(new DERSequence(bag(0)).getEncoded())
                            })
                            .getEncoded())
                })
                .getEncoded();

        Decoded<CertificateFile> decoded = CertificateFile.decode(emptyBesideFull, PASSWORD, LIMITS);

        assertThat(decoded.value().orElseThrow().bags()).hasSize(1);
        assertThat(decoded.problems()).extracting(Problem::where).containsExactly("safe 2", "safe 3");

        byte[] crl = plain(
                new SafeBag(PKCSObjectIdentifiers.crlBag, new DERSequence()),
                new SafeBag(
                        PKCSObjectIdentifiers.certBag,
                        new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(bytes(0))),
                        new DERSet(new ASN1Encodable[] {
                            new DERSequence(new ASN1Encodable[] {
                                PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERSet(new DERBMPString("a"))
                            }),
                            new DERSequence(new ASN1Encodable[] {
                                PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERSet(new DERBMPString("b"))
                            })
                        })));
        assertThat(CertificateFile.decode(crl, PASSWORD, LIMITS).problems())
                .extracting(Problem::where)
                .containsExactly("safe 1 bag 1");
        assertThat(CertificateFile.decode(crl, PASSWORD, LIMITS)
                        .value()
                        .orElseThrow()
                        .bags())
                .containsExactly(CertificateBag.of(THREE.get(0), "a"));
    }

    @Test
    void refusesWhatIsSignedOrHasNoContent() throws Exception {
        byte[] signed = new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3),
                    new DERSequence(new ASN1Encodable[] {
                        PKCSObjectIdentifiers.signedData, new DERTaggedObject(true, 0, new DERSequence())
                    })
                })
                .getEncoded();
        byte[] nothing = new DERSequence(
                        new ASN1Encodable[] {new ASN1Integer(3), new DERSequence(PKCSObjectIdentifiers.data)})
                .getEncoded();

        assertThat(CertificateFile.decode(signed, PASSWORD, LIMITS).value()).isEmpty();
        assertThat(CertificateFile.decode(nothing, PASSWORD, LIMITS).value()).isEmpty();
        assertThat(CertificateFile.decode(new byte[0], PASSWORD, LIMITS).value())
                .isEmpty();
    }

    @Test
    void tellsWhatIsInAFileWithoutOpeningCertificates() throws Exception {
        byte[] noCertificate = new DERSequence(new ASN1Integer(1)).getEncoded();
        byte[] file = plain(
                bag(0), x509(noCertificate), safe(bag(0), new SafeBag(PKCSObjectIdentifiers.keyBag, DERNull.INSTANCE)));

        Decoded<List<Fingerprint>> told = CertificateFile.fingerprints(file, PASSWORD, LIMITS);

        Fingerprint first = Fingerprint.of(THREE.get(0));
        assertThat(told.value().orElseThrow()).hasSize(3).startsWith(first).endsWith(first);
        assertThat(told.problems()).extracting(Problem::where).containsExactly("safe 1 bag 3.2");
        assertThat(CertificateFile.decode(file, PASSWORD, LIMITS).problems())
                .extracting(Problem::where)
                .containsExactly("safe 1 bag 2", "safe 1 bag 3.2");
        byte[] sealed = CertificateFile.of(named("x")).encode(Pkcs12Profile.PLAIN_MAC, PASSWORD);
        assertThat(CertificateFile.fingerprints(sealed, FilePassword.empty(), LIMITS)
                        .value())
                .isEmpty();
    }

    /** The keys of a file are named where they lie, in strict mode too, and also in a safe inside a safe. */
    @Test
    void isStrictWhereAskedTo() {
        SafeBag key = new SafeBag(PKCSObjectIdentifiers.keyBag, new DERSequence(new ASN1Integer(0)));
        byte[] file = plain(bag(0), safe(bag(1), key));

        assertThat(CertificateFile.decode(file, PASSWORD, LIMITS)
                        .value()
                        .orElseThrow()
                        .bags())
                .hasSize(2);
        assertThatThrownBy(() -> CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS))
                .isInstanceOf(CertificateFormatException.class)
                .hasMessage("safe 1 bag 2.2: holds a private key, which a file of certificates must not; not opened");
    }

    @Test
    void countsTheWorkOfAllDerivationsTogether() {
        byte[] file = new Pkcs12Writer(Pkcs12Profile.COMPATIBLE, 1000, PASSWORD).write(named("x"));
        Derivations derivations = new Derivations();

        assertThat(Pkcs12Reader.read(file, PASSWORD, LIMITS.withTotalIterations(1999), derivations)
                        .value())
                .isEmpty();
        assertThat(derivations.done()).isZero();
        assertThat(Pkcs12Reader.read(file, PASSWORD, LIMITS.withTotalIterations(2000), derivations)
                        .value())
                .isPresent();
        assertThat(derivations.done()).isEqualTo(2000);
    }

    /** A password of two encodings may need twice the work. */
    @ParameterizedTest
    @ValueSource(strings = {"", "käse"})
    void countsTheWorkOfBothFormsOfAPassword(String text) {
        FilePassword password = FilePassword.of(text.toCharArray());
        byte[] sealed = new Pkcs12Writer(Pkcs12Profile.PLAIN_MAC, 1000, password).write(named("x"));
        byte[] legacy = new Pkcs12Writer(Pkcs12Profile.LEGACY, 1000, password).write(named("x"));

        assertThat(CertificateFile.decode(sealed, password, LIMITS.withTotalIterations(1999))
                        .value())
                .isEmpty();
        assertThat(CertificateFile.decode(sealed, password, LIMITS.withTotalIterations(2000))
                        .value())
                .isPresent();
        // The MAC takes one digest; a key of triple DES takes two, and its vector one.
        assertThat(CertificateFile.decode(legacy, password, LIMITS.withTotalIterations(7999))
                        .value())
                .isEmpty();
        assertThat(CertificateFile.decode(legacy, password, LIMITS.withTotalIterations(8000))
                        .value())
                .isPresent();
    }

    @Test
    void holdsEveryOtherLimit() throws Exception {
        byte[] file = plain(bag(0), bag(1));

        assertThat(CertificateFile.decode(file, PASSWORD, LIMITS).value()).isPresent();
        assertThat(List.of(
                        LIMITS.withFileBytes(file.length - 1),
                        LIMITS.withDepth(4),
                        LIMITS.withElements(10),
                        LIMITS.withBags(1),
                        LIMITS.withCertificateBytes(100),
                        LIMITS.withAttributes(1)))
                .allSatisfy(limits -> assertThat(
                                CertificateFile.decode(file, PASSWORD, limits).value())
                        .isEmpty());
        assertThat(CertificateFile.decode(withMacOf(BigInteger.ONE, new byte[1025]), PASSWORD, LIMITS)
                        .problems())
                .singleElement()
                .hasToString("MAC: must have a salt of at most 1024 bytes, but has 1025");
        assertThatThrownBy(() -> LIMITS.withDepth(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth");
    }

    /** In an old encryption too, where content that does not fit speaks for another form of the password. */
    @ParameterizedTest
    @ValueSource(strings = {"changeit", "", "käse"})
    void holdsLimitsInsideAnOldEncryption(String text) {
        FilePassword password = FilePassword.of(text.toCharArray());
        ASN1Encodable deep = DERNull.INSTANCE;
        for (int i = 0; i < 40; i++) {
            deep = new DERSequence(deep);
        }
        DERSequence contents =
                new DERSequence(new ASN1Encodable[] {bag(0), new SafeBag(PKCSObjectIdentifiers.keyBag, deep)});
        for (Pkcs12Profile.Seal seal : List.of(Pkcs12Profile.Seal.NONE, Pkcs12Profile.Seal.SHA_1)) {
            byte[] file = new Pkcs12Writer(Pkcs12Profile.Cover.TRIPLE_DES, seal, 1, 16, password).write(contents);

            Decoded<CertificateFile> decoded = CertificateFile.decode(file, password, LIMITS);

            assertThat(decoded.value()).isEmpty();
            assertThat(decoded.problems())
                    .extracting(Problem::toString)
                    .containsExactly("safe 1: must have ASN.1 elements at most 32 deep");
            assertThat(CertificateFile.decode(file, password, LIMITS.withDepth(50))
                            .value()
                            .orElseThrow()
                            .bags())
                    .hasSize(1);
        }
    }

    /** Safes are walked by recursion: nobody can ask for more of it than a stack holds. */
    @Test
    void boundsTheNestingOfSafes() {
        assertThat(LIMITS.withNesting(256).nesting()).isEqualTo(256);
        assertThatThrownBy(() -> LIMITS.withNesting(257))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
    }

    @Test
    void refusesWhatIsDeepWithoutRunningOutOfStack() {
        byte[] deep = new byte[200_001];
        System.arraycopy(new byte[] {0x30, (byte) 0x80, 2, 1, 3}, 0, deep, 0, 5); // begins as PKCS#12 does
        for (int i = 5; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }

        assertThat(List.of(100_000, Integer.MAX_VALUE))
                .allSatisfy(depth -> assertThat(CertificateFile.decode(deep, PASSWORD, LIMITS.withDepth(depth))
                                .problems())
                        .singleElement()
                        .hasToString("file: is cut off in the middle of an element (byte 200001)"));
        assertThat(CertificateFile.decode(deep, PASSWORD, LIMITS).problems())
                .singleElement()
                .hasToString("file: must have ASN.1 elements at most 32 deep");
    }

    /** However little of a file is left, it is called cut off and nothing else, and nothing is derived for it. */
    @Test
    void callsCutOffWhatIsCutOff() throws Exception {
        for (byte[] file : List.of(
                CertificateFile.of(named("x")).encode(Pkcs12Profile.COMPATIBLE, PASSWORD),
                CertificateFile.of(List.of()).encode(Pkcs12Profile.PLAIN, PASSWORD),
                berFile())) {
            for (int length = 1; length < file.length; length++) {
                Derivations derivations = new Derivations();

                Decoded<CertificateFile> decoded =
                        Pkcs12Reader.read(Arrays.copyOf(file, length), PASSWORD, LIMITS, derivations);

                assertThat(decoded.value()).isEmpty();
                assertThat(decoded.problems())
                        .singleElement()
                        .asString()
                        .as("%d of %d", length, file.length)
                        .startsWith("file: is cut off");
                assertThat(derivations.done()).isZero();
            }
        }
        assertThat(CertificateFile.decode(new byte[] {0x30}, PASSWORD, LIMITS).problems())
                .singleElement()
                .hasToString("file: is cut off in the middle of an element (byte 1)");
        assertThat(CertificateFile.decode(new byte[] {0x30, 7, 2, 1, 3}, PASSWORD, LIMITS)
                        .problems())
                .singleElement()
                .hasToString("file: is cut off: its length says 4 bytes more");
        // Where something around an element says that all octets are here, no more of them would help.
        for (String whole :
                List.of("3003020203", "3080020103300530800409000000", "30800201033003040500", "30080201033080040900")) {
            assertThat(CertificateFile.decode(HexFormat.of().parseHex(whole), PASSWORD, LIMITS)
                            .problems())
                    .as(whole)
                    .singleElement()
                    .asString()
                    .startsWith("file: has an element that is longer than what holds it");
        }
    }

    /** A length that is said must be that of the cipher's key, whatever derives it; none need be said. */
    @Test
    void refusesAKeyThatDoesNotFitTheCipher() throws Exception {
        ASN1Encodable salt = new DEROctetString(new byte[8]);
        for (String length : List.of("32", "24", "15", "0", "-16", "4294967312")) {
            ASN1Integer said = new ASN1Integer(new BigInteger(length));
            ASN1Encodable[] both = {
                derivedBy(PKCSObjectIdentifiers.id_PBKDF2, salt, new ASN1Integer(1), said),
                derivedBy(
                        MiscObjectIdentifiers.id_scrypt,
                        salt,
                        new ASN1Integer(2),
                        new ASN1Integer(1),
                        new ASN1Integer(1),
                        said)
            };
            for (ASN1Encodable derivation : both) {
                refusedWithoutWork(aes128(derivation), "safe 1: must derive a key of 16 octets for its cipher");
            }
        }
        for (ASN1Encodable[] fits : List.of(
                new ASN1Encodable[] {salt, new ASN1Integer(3), new ASN1Integer(16)},
                new ASN1Encodable[] {salt, new ASN1Integer(3)})) {
            Derivations derivations = new Derivations();
            assertThat(Pkcs12Reader.read(
                                    file(aes128(derivedBy(PKCSObjectIdentifiers.id_PBKDF2, fits))),
                                    PASSWORD,
                                    LIMITS,
                                    derivations)
                            .problems())
                    .singleElement()
                    .hasToString("safe 1: cannot be decrypted: the password is another, or the file was changed");
            assertThat(derivations.done()).isEqualTo(3);
        }
    }

    /** No salt, one of no octets, and one which is told by the name of an algorithm (RFC 8018 A.2): no key is derived of those. */
    @Test
    void refusesAMissingSaltBeforeAnyWork() throws Exception {
        ASN1Integer one = new ASN1Integer(1);
        DEROctetString none = new DEROctetString(new byte[0]);
        DERSequence named = new DERSequence(PKCSObjectIdentifiers.id_hmacWithSHA256);
        ASN1ObjectIdentifier tripleDes = new ASN1ObjectIdentifier("1.2.840.113549.1.12.1.3");
        String empty = "safe 1: must have a salt";
        String other = "safe 1: is not what PKCS#12 puts there";

        refusedWithoutWork(aes128(derivedBy(PKCSObjectIdentifiers.id_PBKDF2, none, one)), empty);
        refusedWithoutWork(aes128(derivedBy(PKCSObjectIdentifiers.id_PBKDF2, one)), other);
        refusedWithoutWork(aes128(derivedBy(PKCSObjectIdentifiers.id_PBKDF2, named, one)), other);
        refusedWithoutWork(
                aes128(derivedBy(MiscObjectIdentifiers.id_scrypt, none, new ASN1Integer(2), one, one)), empty);
        refusedWithoutWork(aes128(derivedBy(MiscObjectIdentifiers.id_scrypt, new ASN1Integer(2), one, one)), other);
        refusedWithoutWork(
                encrypted(tripleDes.getId(), new DERSequence(new ASN1Encodable[] {none, one}), new byte[16]), empty);
        refusedWithoutWork(encrypted(tripleDes.getId(), new DERSequence(one), new byte[16]), other);
        refusedWithoutWork(encrypted(tripleDes.getId(), DERNull.INSTANCE, new byte[16]), other);
        for (byte[] file : List.of(withMacOf(BigInteger.ONE, new byte[0]), withoutSaltOfMac())) {
            Derivations derivations = new Derivations();
            Decoded<CertificateFile> decoded = Pkcs12Reader.read(file, PASSWORD, LIMITS, derivations);

            assertThat(decoded.value()).isEmpty();
            assertThat(decoded.problems())
                    .singleElement()
                    .asString()
                    .isIn("MAC: must have a salt", "MAC: is not what PKCS#12 puts there");
            assertThat(derivations.done()).isZero();
        }
    }

    private static byte[] withoutSaltOfMac() throws Exception {
        ASN1Encodable digest = new DERSequence(
                new ASN1Encodable[] {new DERSequence(NISTObjectIdentifiers.id_sha256), new DEROctetString(new byte[32])
                });
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3), data(new DERSequence().getEncoded()), new DERSequence(digest)
                })
                .getEncoded();
    }

    private static ASN1Encodable derivedBy(ASN1ObjectIdentifier function, ASN1Encodable... parameters) {
        return new DERSequence(new ASN1Encodable[] {function, new DERSequence(parameters)});
    }

    private static ASN1Encodable aes128(ASN1Encodable derivation) {
        ASN1Encodable cipher = new DERSequence(
                new ASN1Encodable[] {NISTObjectIdentifiers.id_aes128_CBC, new DEROctetString(new byte[16])});
        return encrypted(
                PKCSObjectIdentifiers.id_PBES2.getId(),
                new DERSequence(new ASN1Encodable[] {derivation, cipher}),
                new byte[16]);
    }

    private static byte[] file(ASN1Encodable safe) throws Exception {
        return new DERSequence(new ASN1Encodable[] {new ASN1Integer(3), data(new DERSequence(safe).getEncoded())})
                .getEncoded();
    }

    private static void refusedWithoutWork(ASN1Encodable safe, String problem) throws Exception {
        Derivations derivations = new Derivations();

        Decoded<CertificateFile> decoded = Pkcs12Reader.read(file(safe), PASSWORD, LIMITS, derivations);

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems()).extracting(Problem::toString).containsExactly(problem);
        assertThat(derivations.done()).isZero();
    }

    /** What Java's key store reads as full trust says nothing here: a certificate is a certificate, and no purpose is looked at. */
    @Test
    void passesOverTheAttributeOfTrust() {
        ASN1Encodable any = trusted("2.5.29.37.0");
        ASN1Encodable server = trusted("1.3.6.1.5.5.7.3.1");
        for (List<ASN1Encodable> attributes :
                List.of(List.of(any, any), List.of(server), List.of(server, any), List.of(trusted()))) {
            byte[] file = plain(
                    bag(1),
                    new SafeBag(
                            PKCSObjectIdentifiers.certBag,
                            new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(bytes(0))),
                            new DERSet(attributes.toArray(ASN1Encodable[]::new))));

            assertThat(CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS).bags())
                    .containsExactly(CertificateBag.of(THREE.get(1), "n1"), CertificateBag.of(THREE.get(0)));
        }
    }

    private static ASN1Encodable trusted(String... purposes) {
        return new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1"),
            new DERSet(Arrays.stream(purposes).map(ASN1ObjectIdentifier::new).toArray(ASN1Encodable[]::new))
        });
    }

    /** Whatever the limit is: at it and not somewhere above, with and without lengths, and as deep as it allows nothing is refused. */
    @Test
    void holdsEveryLimitOfDepth() {
        byte[] endless = nested(1000, false);
        byte[] measured = nested(150, true);
        for (int depth = 1; depth <= 130; depth++) {
            String problem = "file: must have ASN.1 elements at most " + depth + " deep";
            for (byte[] deep : List.of(endless, measured)) {
                assertThat(CertificateFile.decode(deep, PASSWORD, LIMITS.withDepth(depth))
                                .problems())
                        .extracting(Problem::toString)
                        .containsExactly(problem);
            }
            assertThat(CertificateFile.decode(nested(depth, true), PASSWORD, LIMITS.withDepth(depth))
                            .problems())
                    .extracting(Problem::toString)
                    .noneMatch(each -> each.contains(" deep"));
        }
    }

    /** Sequences in each other, the first of which begins as PKCS#12 does; without lengths they do not end. */
    private static byte[] nested(int levels, boolean withLengths) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int left = 4 * levels + 3;
        for (int i = 0; i < levels; i++) {
            left -= i == 1 ? 7 : 4;
            out.write(0x30);
            if (withLengths) {
                out.write(0x82);
                out.write(left >> 8);
                out.write(left);
            } else {
                out.write(0x80);
            }
            if (i == 0) {
                out.writeBytes(new byte[] {2, 1, 3});
            }
        }
        return out.toByteArray();
    }

    /** Against values which are widely published for this derivation (password "smeg", SHA-1, one iteration). */
    @Test
    void derivesByTheOldRule() throws Exception {
        byte[] form = HexFormat.of().parseHex("0073006d006500670000");
        byte[] salt = HexFormat.of().parseHex("0a58cf64530d823f");

        assertThat(HexFormat.of()
                        .formatHex(new Derivations()
                                .pkcs12(form, HashFunction.SHA_1, salt, Derivations.Purpose.KEY, 1, 24)))
                .isEqualTo("8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3");
        assertThat(HexFormat.of()
                        .formatHex(new Derivations()
                                .pkcs12(
                                        form,
                                        HashFunction.SHA_1,
                                        HexFormat.of().parseHex("0a58cf64530d823f"),
                                        Derivations.Purpose.VECTOR,
                                        1,
                                        8)))
                .isEqualTo("79993dfe048d3b76");
    }

    @Test
    void throwsNothingElseWhateverItIsGiven() throws Exception {
        List<byte[]> samples = List.of(
                new Pkcs12Writer(Pkcs12Profile.COMPATIBLE, 1, PASSWORD).write(named("x")),
                new Pkcs12Writer(Pkcs12Profile.Cover.AES_256, Pkcs12Profile.Seal.NONE, 1, 16, PASSWORD)
                        .write(named("x")),
                plain(bag(0), safe(bag(1)), new SafeBag(PKCSObjectIdentifiers.keyBag, DERNull.INSTANCE)),
                encrypted("1.2.840.113549.1.12.1.3"),
                new Pkcs12Writer(Pkcs12Profile.PLAIN_MAC, 1, PASSWORD).write(named("x")),
                new Pkcs12Writer(Pkcs12Profile.PBMAC1, 1, PASSWORD).write(named("x")),
                new Pkcs12Writer(Pkcs12Profile.LEGACY, 1, PASSWORD).write(named("x")),
                scrypt(1, 2, 1, 1),
                berFile());
        Pkcs12Limits limits = LIMITS.withTotalIterations(10_000);
        int read = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            byte[] broken = Mutator.mutate(samples.get(i % samples.size()), Seeds.random(Seeds.seed(), i));
            try {
                Derivations derivations = new Derivations();
                Decoded<CertificateFile> decoded = Pkcs12Reader.read(broken, PASSWORD, limits, derivations);
                assertThat(derivations.done()).isLessThanOrEqualTo(10_000);
                if (i % 8 == 0) {
                    assertThat(CertificateFile.fingerprints(broken, PASSWORD, limits)
                                    .value()
                                    .isPresent())
                            .isEqualTo(decoded.value().isPresent());
                }
                if (decoded.value().isPresent()) {
                    read++;
                    CertificateFile again = decoded.value().orElseThrow();
                    assertThat(CertificateFile.decodeOrThrow(
                                    again.encode(Pkcs12Profile.PLAIN, PASSWORD), PASSWORD, LIMITS))
                            .isEqualTo(again);
                } else {
                    assertThat(decoded.problems()).isNotEmpty();
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + Seeds.seed() + " case " + i, e);
            }
        }
        assertThat(read).as("some of %d must still be readable", cases).isPositive();
    }

    private static byte[] bytes(int which) {
        return CertificateBag.of(THREE.get(which)).encoded().clone();
    }

    private static SafeBag bag(int which) {
        return Pkcs12Writer.certificate(CertificateBag.of(THREE.get(which), "n" + which));
    }

    private static SafeBag x509(byte[] der) {
        return new SafeBag(
                PKCSObjectIdentifiers.certBag,
                new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(der)));
    }

    private static SafeBag certificate(int which, ASN1Encodable name) {
        return new SafeBag(
                PKCSObjectIdentifiers.certBag,
                new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(bytes(which))),
                new DERSet(new DERSequence(
                        new ASN1Encodable[] {PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERSet(name)})));
    }

    private static SafeBag safe(SafeBag... bags) {
        return new SafeBag(PKCSObjectIdentifiers.safeContentsBag, new DERSequence(bags));
    }

    private static byte[] plain(SafeBag... bags) {
        return new Pkcs12Writer(Pkcs12Profile.PLAIN, 1, PASSWORD).write(new DERSequence(bags));
    }

    private static ASN1Encodable data(byte[] content) {
        return new DERSequence(new ASN1Encodable[] {
            PKCSObjectIdentifiers.data, new DERTaggedObject(true, 0, new DEROctetString(content))
        });
    }

    private static byte[] withMacOf(BigInteger count, byte[] salt) throws Exception {
        return withMac(data(new DERSequence().getEncoded()), count, salt);
    }

    private static byte[] withMac(ASN1Encodable safe, BigInteger count, byte[] salt) throws Exception {
        ASN1Encodable digest = new DERSequence(new ASN1Encodable[] {
            new DERSequence(new ASN1Encodable[] {NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE}),
            new DEROctetString(new byte[32])
        });
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3),
                    data(new DERSequence(safe).getEncoded()),
                    new DERSequence(new ASN1Encodable[] {digest, new DEROctetString(salt), new ASN1Integer(count)})
                })
                .getEncoded();
    }

    private static ASN1Encodable encryptedBy(String algorithm, BigInteger count) {
        ASN1Encodable salt = new DEROctetString(new byte[8]);
        ASN1Encodable parameters = new DERSequence(new ASN1Encodable[] {salt, new ASN1Integer(count)});
        if (algorithm.equals(PKCSObjectIdentifiers.id_PBES2.getId())) {
            parameters = new DERSequence(new ASN1Encodable[] {
                new DERSequence(new ASN1Encodable[] {PKCSObjectIdentifiers.id_PBKDF2, parameters}),
                new DERSequence(
                        new ASN1Encodable[] {NISTObjectIdentifiers.id_aes128_CBC, new DEROctetString(new byte[16])})
            });
        }
        return encrypted(algorithm, parameters, new byte[16]);
    }

    private static byte[] withPbmac1(String count, String length, BigInteger oldCount, byte[] oldSalt)
            throws Exception {
        ASN1EncodableVector derivation = new ASN1EncodableVector();
        derivation.add(new DEROctetString(new byte[8]));
        derivation.add(new ASN1Integer(new BigInteger(count)));
        if (!length.isEmpty()) {
            derivation.add(new ASN1Integer(new BigInteger(length)));
        }
        ASN1Encodable hmac =
                new DERSequence(new ASN1Encodable[] {PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE});
        derivation.add(hmac);
        ASN1Encodable parameters = new DERSequence(new ASN1Encodable[] {
            new DERSequence(new ASN1Encodable[] {PKCSObjectIdentifiers.id_PBKDF2, new DERSequence(derivation)}), hmac
        });
        ASN1Encodable digest = new DERSequence(new ASN1Encodable[] {
            new DERSequence(new ASN1Encodable[] {PKCSObjectIdentifiers.id_PBMAC1, parameters}),
            new DEROctetString(new byte[32])
        });
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3),
                    data(new DERSequence(data(new DERSequence().getEncoded())).getEncoded()),
                    new DERSequence(
                            new ASN1Encodable[] {digest, new DEROctetString(oldSalt), new ASN1Integer(oldCount)})
                })
                .getEncoded();
    }

    /** A file that is encrypted by a key of scrypt; by zeros where the parameters are none of scrypt. */
    private static byte[] scrypt(int saltOctets, int n, int r, int p) throws Exception {
        byte[] salt = new byte[saltOctets];
        byte[] vector = new byte[16];
        boolean sensible = n > 1 && Integer.bitCount(n) == 1 && n < 1024 && p < 1024;
        byte[] key = sensible ? new Derivations().scrypt(PASSWORD, salt, n, r, p, 32) : new byte[32];
        byte[] secret = Encryption.run(
                Encryption.BlockCipher.AES,
                javax.crypto.Cipher.ENCRYPT_MODE,
                key,
                new javax.crypto.spec.IvParameterSpec(vector),
                Slice.of(new DERSequence(bag(0)).getEncoded()));
        ASN1Encodable derivation = new DERSequence(new ASN1Encodable[] {
            MiscObjectIdentifiers.id_scrypt,
            new DERSequence(new ASN1Encodable[] {
                new DEROctetString(salt), new ASN1Integer(n), new ASN1Integer(r), new ASN1Integer(p)
            })
        });
        ASN1Encodable parameters = new DERSequence(new ASN1Encodable[] {
            derivation,
            new DERSequence(new ASN1Encodable[] {NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(vector)})
        });
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3),
                    data(new DERSequence(encrypted(PKCSObjectIdentifiers.id_PBES2.getId(), parameters, secret))
                            .getEncoded())
                })
                .getEncoded();
    }

    private static ASN1Encodable encrypted(String algorithm, ASN1Encodable parameters, byte[] secret) {
        ASN1Encodable data = new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(0),
            new DERSequence(new ASN1Encodable[] {
                PKCSObjectIdentifiers.data,
                new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(algorithm), parameters}),
                new DERTaggedObject(false, 0, new DEROctetString(secret))
            })
        });
        return new DERSequence(
                new ASN1Encodable[] {PKCSObjectIdentifiers.encryptedData, new DERTaggedObject(true, 0, data)});
    }

    /** A file of the old triple-DES encryption with one iteration. */
    private static byte[] encrypted(String algorithm) throws Exception {
        byte[] salt = new byte[8];
        byte[] form = Derivations.oldForms(PASSWORD).get(0);
        Derivations derivations = new Derivations();
        byte[] secret = new Encryption.Old(Encryption.OldCipher.DES_EDE3, Slice.of(salt), 1)
                .run(
                        javax.crypto.Cipher.ENCRYPT_MODE,
                        form,
                        Slice.of(new DERSequence(bag(0)).getEncoded()),
                        derivations);
        ASN1Encodable parameters = new DERSequence(new ASN1Encodable[] {new DEROctetString(salt), new ASN1Integer(1)});
        byte[] file = new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3), data(new DERSequence(encrypted(algorithm, parameters, secret)).getEncoded())
                })
                .getEncoded();
        assertThat(CertificateFile.decodeOrThrow(file, PASSWORD, LIMITS).bags()).hasSize(1);
        return file;
    }
}
