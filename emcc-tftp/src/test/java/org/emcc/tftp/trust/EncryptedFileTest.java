package org.emcc.tftp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.emcc.testing.Canary;
import org.emcc.tftp.trust.Identities.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptedFileTest {
    private static final String NAME = "SEP001122334455.cnf.xml.enc.sgn";
    private static final byte[] XML =
            ("<device><sshPassword>" + Canary.PIN + "</sshPassword></device>").getBytes(StandardCharsets.UTF_8);
    private static final Identity SIGNER = Identities.ofVector();
    private static final PublicKey KEY = SIGNER.certificate().getPublicKey();
    private static final KeyPair PHONE = Identities.key("phone", "RSA", 2048);
    private static final EncryptedFile FILE = file(XML, FileDigest.SHA_1);

    private static EncryptedFile file(byte[] content, FileDigest digest) {
        return EncryptedFile.builder(NAME, content, (RSAPublicKey) PHONE.getPublic(), Forge.TIME)
                .digest(digest)
                .build(SIGNER.signer(), new SecureRandom());
    }

    @Test
    void hasTheLengthsThatWereSeen() {
        assertThat(length(17)).isEqualTo(28);
        assertThat(length(21)).isEqualTo(272);
        assertThat(length(16)).isEqualTo(306);
        assertThat(value(18)).containsExactly(0);
        assertThat(value(19)).hasSize(16);
        assertThat(value(20)).containsExactly(0, 16 - XML.length % 16);
        assertThat(value(22)).containsExactly(0);
        assertThat(value(23)).containsExactly(8, 0);
        assertThat(value(24)).containsExactly(1);
        assertThat(value(25)).hasSize(256);
        assertThat(value(26)).containsExactly(1);
        assertThat(value(27)).hasSize(20);
        assertThat(FILE.header().elements().stream()
                        .filter(element -> !element.isPadding())
                        .map(TlvElement::tag))
                .containsExactly(1, 2, 3, 7, 12, 14, 15, 16, 26, 27);
        assertThat(FILE.header().version()).isEqualTo(EnvelopeVersion.V2_0);
        assertThat(FILE.header().length() % 4).isZero();
    }

    private static int length(int tag) {
        return FILE.header().element(tag).orElseThrow().length();
    }

    private static byte[] value(int tag) {
        return FILE.header().element(tag).orElseThrow().value();
    }

    @ParameterizedTest
    @EnumSource(FileDigest.class)
    void opensWhatItWrites(FileDigest digest) {
        for (int length : new int[] {0, 1, 15, 16, 17, 31, 32, 5000}) {
            byte[] content = Arrays.copyOf(XML, length);
            EncryptedFile written = file(content, digest);

            EncryptedFile read = EncryptedFile.decodeOrThrow(written.encode());

            assertThat(EncryptedFile.decode(written.encode()).problems()).isEmpty();
            assertThat(read).isEqualTo(written).isEqualTo(Envelope.decodeOrThrow(written.encode()));
            assertThat(read.verify(SIGNER.certificate().getPublicKey())).isEqualTo(new SignatureCheck.Genuine(digest));
            assertThat(read.decrypt(PHONE.getPrivate(), KEY)).isEqualTo(new Decryption.Opened(content));
            assertThat((read.encode().length - read.header().length())).isEqualTo(length / 16 * 16 + 16);
        }
    }

    @Test
    void everyBuildHasAFreshKeyAndVector() {
        EncryptedFile again = file(XML, FileDigest.SHA_1);

        assertThat(again.header().element(19)).isNotEqualTo(FILE.header().element(19));
        assertThat(again.header().element(25)).isNotEqualTo(FILE.header().element(25));
    }

    @Test
    void failsInOneWayWhateverIsWrong() {
        Decryption failed = new Decryption.Failed();
        for (KeyPair other : List.of(
                Identities.key("other", "RSA", 2048),
                Identities.key("other", "RSA", 1024),
                Identities.key("other", "EC", 256))) {
            assertThat(FILE.decrypt(other.getPrivate(), KEY)).isEqualTo(failed);
        }
        assertThat(opened(with(19, 3))).isEqualTo(failed);
        assertThat(opened(with(20, 0))).isEqualTo(failed);
        assertThat(opened(with(20, 1))).isEqualTo(failed);
        assertThat(opened(with(24, 0))).isEqualTo(failed);
        assertThat(opened(with(25, 100))).isEqualTo(failed);
        assertThat(opened(with(26, 0))).isEqualTo(failed);
        assertThat(opened(with(27, 5))).isEqualTo(failed);
        byte[] bytes = FILE.encode();
        for (int less : new int[] {1, 16, bytes.length - FILE.header().length()}) {
            assertThat(opened(Arrays.copyOf(bytes, bytes.length - less))).isEqualTo(failed);
        }
        bytes[bytes.length - 20] ^= 1;
        assertThat(opened(bytes)).isEqualTo(failed);
        assertThat(opened(FILE.encode())).isEqualTo(new Decryption.Opened(XML));
    }

    /** What comes of the bytes once the signer has signed them as they are. */
    private static Decryption opened(byte[] bytes) {
        EncryptedFile changed = EncryptedFile.decodeOrThrow(bytes);
        byte[] signature = Forge.sign(SIGNER.keys().getPrivate(), "SHA1withRSA", Forge.withoutSignature(changed));
        EncryptedFile signed = EncryptedFile.decodeOrThrow(Forge.withSignature(changed, signature));
        assertThat(signed.verify(KEY).isGenuine()).isTrue();
        return signed.decrypt(PHONE.getPrivate(), KEY);
    }

    @Test
    void opensNothingThatTheSignerHasNotSigned() {
        byte[] renamed = with(14, 0);
        assertThat(opened(renamed)).isInstanceOf(Decryption.Opened.class);

        Decryption failed = new Decryption.Failed();
        assertThat(EncryptedFile.decodeOrThrow(renamed).decrypt(PHONE.getPrivate(), KEY))
                .isEqualTo(failed);
        for (KeyPair other : List.of(
                Identities.key("other", "RSA", 1024),
                Identities.key("other", "RSA", 2048),
                Identities.key("other", "EC", 256))) {
            assertThat(FILE.decrypt(PHONE.getPrivate(), other.getPublic())).isEqualTo(failed);
        }
    }

    @Test
    void remarksOnWhatIsWeak() {
        EncryptedFile.Builder builder = EncryptedFile.builder(NAME, XML, (RSAPublicKey) PHONE.getPublic(), Forge.TIME);

        assertThat(builder.remarks(SIGNER.signer())).hasSize(2);
        assertThat(builder.digest(FileDigest.SHA_512)
                        .remarks(Identities.rsa("CN=x", "1", 2048).signer()))
                .isEmpty();
    }

    /** The bytes of the file with one of an element changed. */
    private static byte[] with(int tag, int index) {
        byte[] bytes = FILE.encode();
        bytes[FILE.header().element(tag).orElseThrow().at() + 3 + index] ^= 64;
        return bytes;
    }

    @Test
    void theSignatureCoversTheEncryptedForm() {
        byte[] bytes = FILE.encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Optional<EncryptedFile> file = EncryptedFile.decode(changed).value();
            assertThat(file.filter(
                            f -> f.verify(SIGNER.certificate().getPublicKey()).isGenuine()))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void refusesFilesWithoutTheirParts() {
        byte[] bytes = FILE.encode();
        bytes[FILE.header().element(19).orElseThrow().at()] = 99;

        assertThat(EncryptedFile.decode(bytes).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("initialisation vector (tag 19)"));
        SignedFile plain = SignedFile.builder("a.sgn", XML, Forge.TIME).build(SIGNER.signer());
        assertThat(EncryptedFile.decode(plain.encode()).value()).isEmpty();
        assertThat(SignedFile.decode(FILE.encode()).value()).isEmpty();
    }

    @Test
    void refusesKeysThatNoPhoneHas() {
        RSAPublicKey small = (RSAPublicKey) Identities.key("small", "RSA", 512).getPublic();
        assertThatThrownBy(() -> EncryptedFile.builder(NAME, XML, small, Forge.TIME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1024 to 4096");
    }

    @Test
    void printsNothingOfTheContent() {
        Decryption opened = FILE.decrypt(PHONE.getPrivate(), KEY);
        assertThat(opened).isInstanceOf(Decryption.Opened.class);
        Canary.mustNotBeIn("a decrypted file", opened.toString());
        Canary.mustNotBeIn("an encrypted file", FILE.toString() + FILE.header().elements());
        SignedFile signed = SignedFile.builder("a.sgn", XML, Forge.TIME).build(SIGNER.signer());
        Canary.mustNotBeIn("a signed file", signed.toString());
        Canary.mustNotBeIn("bytes of an encrypted file", new String(FILE.encode(), StandardCharsets.ISO_8859_1));
        assertThat(SIGNER.signer().toString())
                .doesNotContain(
                        ((java.security.interfaces.RSAPrivateKey) SIGNER.keys().getPrivate())
                                .getPrivateExponent()
                                .toString());
    }
}
