package org.emcc.tftp.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.Decoded;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.trust.Identities.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedFileTest {
    private static final String NAME = "SEP001122334455.cnf.xml.sgn";
    private static final byte[] XML = "<device><fullConfig>true</fullConfig></device>\r\n".getBytes(UTF_8);
    private static final Identity SIGNER = Identities.ofVector();
    private static final PublicKey KEY = SIGNER.certificate().getPublicKey();
    private static final PrivateKey SECRET = SIGNER.keys().getPrivate();
    private static final SignedFile FILE =
            SignedFile.builder(NAME, XML, Forge.TIME).build(SIGNER.signer());

    private static final String VECTOR_BEFORE = "0100020100" + "0200020108" + "03003f"
            + "040017" + "434e3d534153543b4f553d566f6963653b4f3d4c616200"
            + "050008" + "2e3e1a7bdaa64d84"
            + "060017" + "434e3d534153543b4f553d566f6963653b4f3d4c616200"
            + "07000f" + "08000101" + "090008" + "0a000100" + "0b000101";
    private static final String VECTOR_BEHIND =
            "0e001c" + "5345503030313132323333343435352e636e662e786d6c2e73676e00" + "0f0004" + "65920080" + "0d";

    @Test
    void writesTheBytesOfTheVector() {
        byte[] bytes = FILE.encode();

        assertThat(hex(bytes, 0, 94)).isEqualTo(VECTOR_BEFORE);
        assertThat(hex(bytes, 94, 97)).isEqualTo("0c0080");
        assertThat(hex(bytes, 225, 264)).isEqualTo(VECTOR_BEHIND);
        assertThat(Arrays.copyOfRange(bytes, 264, bytes.length)).isEqualTo(XML);
    }

    @Test
    void readsWhatItWrites() {
        Decoded<SignedFile> decoded = SignedFile.decode(FILE.encode());

        assertThat(decoded.problems()).isEmpty();
        SignedFile back = decoded.value().orElseThrow();
        assertThat(back).isEqualTo(FILE).hasSameHashCodeAs(FILE);
        assertThat(back.content()).isEqualTo(XML);
        EnvelopeHeader header = back.header();
        assertThat(header.version()).isEqualTo(EnvelopeVersion.V1_0);
        assertThat(header.length()).isEqualTo(264);
        assertThat(header.fileName()).isEqualTo(NAME);
        assertThat(header.signedAt()).contains(Forge.TIME);
        assertThat(header.signerVersion()).isEmpty();
        assertThat(header.digestNumber()).isEqualTo(1);
        assertThat(header.signer()).isEqualTo(SignerId.of(SIGNER.certificate()));
        assertThat(header.signer().subject()).isEqualTo("CN=SAST;OU=Voice;O=Lab");
    }

    @ParameterizedTest
    @EnumSource(FileDigest.class)
    void signsByEveryDigest(FileDigest digest) {
        SignedFile file = SignedFile.builder(NAME, XML, Forge.TIME)
                .digest(digest)
                .version(EnvelopeVersion.V1_1)
                .build(SIGNER.signer());

        assertThat(file.verify(KEY)).isEqualTo(new SignatureCheck.Genuine(digest));
        assertThat(file.header().version()).isEqualTo(EnvelopeVersion.V1_1);
        byte[] changed = file.encode();
        changed[changed.length - 3] ^= 1;
        assertThat(SignedFile.decodeOrThrow(changed).verify(KEY)).isEqualTo(refused(TrustRefusal.BAD_SIGNATURE));
    }

    @Test
    void takesTheDigestNumberTwoForSha512WhereSha256DoesNotFit() {
        SignedFile sha256 = SignedFile.builder(NAME, XML, Forge.TIME)
                .digest(FileDigest.SHA_256)
                .build(SIGNER.signer());
        byte[] signature = Forge.sign(SECRET, "SHA512withRSA", Forge.withoutSignature(sha256));

        SignedFile odd = SignedFile.decodeOrThrow(Forge.withSignature(sha256, signature));

        assertThat(odd.header().digestNumber()).isEqualTo(2);
        assertThat(odd.verify(KEY)).isEqualTo(new SignatureCheck.Genuine(FileDigest.SHA_512));
    }

    @Test
    void coversEveryByteButTheSignature() {
        byte[] bytes = FILE.encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Optional<SignedFile> file = SignedFile.decode(changed).value();
            assertThat(file.filter(f -> f.verify(KEY).isGenuine()))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void refusesASignatureOverAZeroedElement() {
        byte[] zeroed = Forge.withSignature(FILE, new byte[128]);
        byte[] over = Forge.sign(SECRET, "SHA1withRSA", zeroed);

        assertThat(SignedFile.decodeOrThrow(Forge.withSignature(FILE, over)).verify(KEY))
                .isEqualTo(refused(TrustRefusal.BAD_SIGNATURE));
    }

    @Test
    void refusesOtherKeys() {
        assertThat(FILE.verify(Identities.key("other", "RSA", 1024).getPublic()))
                .isEqualTo(refused(TrustRefusal.BAD_SIGNATURE));
        assertThat(FILE.verify(Identities.key("other", "RSA", 2048).getPublic()))
                .isEqualTo(refused(TrustRefusal.UNFIT_KEY));
        assertThat(FILE.verify(Identities.key("other", "EC", 256).getPublic()))
                .isEqualTo(refused(TrustRefusal.UNFIT_KEY));
    }

    @Test
    void refusesAHeaderLengthThatIsOffByOne() {
        for (int off : new int[] {-1, 1}) {
            byte[] changed = FILE.encode();
            changed[9] += (byte) off;
            Optional<SignedFile> file = SignedFile.decode(changed).value();
            assertThat(file.filter(f -> f.verify(KEY).isGenuine())).isEmpty();
        }
        // Signed well all the same, the length says where the body begins, and nothing else does.
        assertThat(SignedFile.decode(changedLength(0xFFFF)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo("byte 5"));
        assertThat(SignedFile.decode(changedLength(9)).value()).isEmpty();
    }

    private static byte[] changedLength(int length) {
        byte[] changed = FILE.encode();
        changed[8] = (byte) (length >> 8);
        changed[9] = (byte) length;
        return changed;
    }

    @Test
    void refusesPaddingWithALength() {
        byte[] bytes = FILE.encode();
        byte[] changed = Bytes.join(
                Arrays.copyOf(bytes, 263), new byte[] {13, 0, 1, 0, 13}, Arrays.copyOfRange(bytes, 264, bytes.length));
        changed[8] = 1;
        changed[9] = (byte) (264 + 4 - 256);

        assertThat(SignedFile.decode(changed).problems())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .startsWith("byte 264: element of tag 0 must end within the header");
    }

    @Test
    void saysNotAnEnvelopeOfOtherBytes() {
        for (byte[] other : List.of(
                new byte[0],
                HexFormat.of().parseHex("cd3412ab0000000000000000"),
                XML,
                Arrays.copyOf(FILE.encode(), 9),
                new byte[264])) {
            assertThat(Envelope.isEnvelope(other)).isFalse();
            assertThat(Envelope.decode(other).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).startsWith("not an envelope"));
        }
        assertThatThrownBy(() -> SignedFile.decodeOrThrow(XML))
                .isInstanceOf(TftpFormatException.class)
                .hasMessageContaining("not an envelope");
        assertThat(Envelope.isEnvelope(FILE.encode())).isTrue();
        assertThat(Envelope.decodeOrThrow(FILE.encode())).isEqualTo(FILE);
    }

    @Test
    void keepsStrangeOrderUnknownTagsAndOddLengths() {
        List<TlvElement> strange = List.of(
                TlvElement.of(99, new byte[0]),
                TlvElement.text(14, "name", "firmware.sbn"),
                TlvElement.of(99, new byte[] {1, 2, 3}),
                TlvElement.of(12, new byte[128]),
                TlvElement.container(
                        7,
                        TlvElement.container(9, TlvElement.number(11, 1, 1), TlvElement.number(10, 1, 0)),
                        TlvElement.of(200, new byte[7]),
                        TlvElement.number(8, 1, 1)),
                TlvElement.of(15, new byte[5]),
                TlvElement.container(
                        3,
                        TlvElement.text(4, "name", "CN=SAST,OU=Voice,O=Lab"),
                        TlvElement.text(6, "name", "O=Lab, OU=voice, CN=SAST"),
                        TlvElement.of(5, HexFormat.of().parseHex("002e3e1a7bdaa64d84"))));
        byte[] bytes = Forge.file(EnvelopeVersion.V1_1, strange, XML, SECRET, 128);

        Decoded<SignedFile> decoded = SignedFile.decode(bytes);

        SignedFile file = decoded.value().orElseThrow();
        assertThat(file.encode()).isEqualTo(bytes);
        assertThat(Bytes.join(file.header().elements()))
                .isEqualTo(Arrays.copyOf(bytes, file.header().length()));
        assertThat(file.verify(KEY).isGenuine()).isTrue();
        assertThat(file.header().signer().matches(SignerId.of(SIGNER.certificate())))
                .isTrue();
        assertThat(file.header().signedAt()).isEmpty();
        assertThat(decoded.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("time stamp must have 4 bytes, but has 5 and is not read"));
        assertThat(file.content()).isEqualTo(XML);
    }

    @Test
    void refusesAnElementThatLeavesItsContainer() {
        byte[] bytes = FILE.encode();
        bytes[15] = 0x40; // the name of the signer, in a container of 63 bytes

        assertThat(SignedFile.decode(bytes).problems())
                .extracting(Object::toString)
                .containsExactly(
                        "byte 13: element of tag 4 must end within the container of tag 3, but has 64 bytes where"
                                + " there are 60");
    }

    @Test
    void refusesWhatStandsTwice() {
        List<TlvElement> twice = List.of(
                TlvElement.of(12, new byte[128]), TlvElement.text(14, "name", "a"), TlvElement.text(14, "name", "b"));

        assertThat(SignedFile.decode(Forge.file(EnvelopeVersion.V1_0, twice, XML, SECRET, 128))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("element of tag 14 must stand once, but is there again"));
    }

    @Test
    void refusesAModulusThatIsNotThatOfTheSignature() {
        byte[] bytes = FILE.encode();
        bytes[93] = 2;

        assertThat(SignedFile.decode(bytes).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("128 where it says 2"));
    }

    @Test
    void refusesAHeaderOfAnotherKind() {
        byte[] bytes = FILE.encode();
        bytes[4] = 2;
        assertThat(SignedFile.decode(bytes).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("1.2"));
        bytes[3] = 7;
        assertThat(Envelope.decode(bytes).value()).isEmpty();
    }

    @Test
    void aTruncatedFileIsRefusedOrNotGenuine() {
        byte[] bytes = FILE.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            Optional<SignedFile> file = SignedFile.decode(cut).value();
            assertThat(file.isPresent()).as("%d bytes", length).isEqualTo(length >= 264);
            file.ifPresent(f -> {
                assertThat(f.encode()).isEqualTo(cut);
                assertThat(f.verify(KEY).isGenuine()).isFalse();
            });
        }
    }

    @Test
    void isTheSameWheneverItIsBuilt() {
        SignedFile again =
                SignedFile.builder(NAME, XML, Forge.TIME.plusMillis(999)).build(SIGNER.signer());
        assertThat(again.encode()).isEqualTo(FILE.encode());
    }

    @Test
    void remarksOnWhatIsWeakOrTooMuchForPhones() {
        SignedFile.Builder builder = SignedFile.builder(NAME, XML, Forge.TIME);

        assertThat(builder.remarks(SIGNER.signer())).hasSize(2);
        assertThat(builder.digest(FileDigest.SHA_512)
                        .remarks(Identities.rsa("CN=x", "1", 2048).signer()))
                .isEmpty();
    }

    @Test
    void refusesWhatNoHeaderCanSay() {
        assertThatThrownBy(() -> SignedFile.builder("", XML, Forge.TIME)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedFile.builder("a\0b", XML, Forge.TIME))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedFile.builder(NAME, XML, Instant.parse("1969-12-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1970 to 2106");
        assertThatThrownBy(() -> SignedFile.builder(NAME, XML, Forge.TIME).version(EnvelopeVersion.V2_0))
                .isInstanceOf(IllegalArgumentException.class);
        Identity odd = Identities.rsa("CN=odd", "1", 1536);
        assertThatThrownBy(() -> SignedFile.builder(NAME, XML, Forge.TIME).build(odd.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1536 bits");
        Identity curve = Identities.ec("CN=curve", "1", 256);
        assertThatThrownBy(curve::signer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA");
        assertThatThrownBy(() -> FileSigner.of(SIGNER.certificate(), odd.keys().getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("private key must be that of the certificate");
    }

    @Test
    void doesNotMakeAFileWhoseSignatureIsWrong() {
        FileSigner broken = new FileSigner() {
            @Override
            public X509Certificate certificate() {
                return SIGNER.certificate();
            }

            @Override
            public byte[] sign(byte[] content, FileDigest digest) {
                return new byte[128];
            }
        };
        SignedFile.Builder builder = SignedFile.builder(NAME, XML, Forge.TIME);
        assertThatThrownBy(() -> builder.build(broken)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsTheCertificateOfASignerOnce() {
        AtomicInteger reads = new AtomicInteger();
        FileSigner counting = new FileSigner() {
            @Override
            public X509Certificate certificate() {
                reads.incrementAndGet();
                return SIGNER.certificate();
            }

            @Override
            public byte[] sign(byte[] content, FileDigest digest) {
                return SIGNER.signer().sign(content, digest);
            }
        };
        SignedFile.builder(NAME, XML, Forge.TIME).build(counting);
        assertThat(reads).hasValue(1);
        TrustList.builder(TrustListKind.ITL, Forge.TIME)
                .record(Forge.record(TrustRole.SAST, SIGNER))
                .build(counting);
        assertThat(reads).hasValue(2);
        RSAPublicKey phone = (RSAPublicKey) Identities.key("phone", "RSA", 1024).getPublic();
        EncryptedFile.builder(NAME, XML, phone, Forge.TIME).build(counting, new SecureRandom());
        assertThat(reads).hasValue(3);
    }

    @Test
    void takesKeysThatRefuseSha1() {
        assertThat(KeySigner.isWhole(knowingOnly(FileDigest.SHA_512, SIGNER))).isTrue();
        assertThat(KeySigner.isWhole(knowingOnly(FileDigest.SHA_1, SIGNER))).isTrue();
        assertThat(KeySigner.isWhole(knowingOnly(FileDigest.SHA_256, SIGNER))).isFalse();
        assertThat(KeySigner.isWhole(knowingOnly(FileDigest.SHA_512, Identities.rsa("CN=x", "1", 1024))))
                .isFalse();
    }

    private static FileSigner knowingOnly(FileDigest known, Identity key) {
        return new FileSigner() {
            @Override
            public X509Certificate certificate() {
                return SIGNER.certificate();
            }

            @Override
            public byte[] sign(byte[] content, FileDigest digest) {
                if (digest != known) {
                    throw new IllegalStateException("refused");
                }
                return key.signer().sign(content, digest);
            }
        };
    }

    @Test
    void printsNeitherKeysNorContent() {
        assertThat(FILE.toString()).contains(NAME).doesNotContain("fullConfig");
        assertThat(SIGNER.signer()).hasToString("FileSigner[CN=SAST, OU=Voice, O=Lab]");
    }

    private static SignatureCheck refused(TrustRefusal reason) {
        return new SignatureCheck.Refused(reason);
    }

    private static String hex(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to);
    }
}
