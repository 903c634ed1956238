package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against what the platform makes of the same. */
class KeyedHashTest {
    @ParameterizedTest
    @EnumSource
    void isThePlatformsHmac(HashFunction hash) throws Exception {
        for (int length : new int[] {1, 20, 63, 64, 65, 127, 128, 129, 300}) {
            byte[] key = bytes(length, 7);
            byte[] message = bytes(length / 2, 9);
            Mac mac = Mac.getInstance(hash.hmac());
            mac.init(new SecretKeySpec(key, "any"));

            for (Supplier<MessageDigest> digests :
                    List.<Supplier<MessageDigest>>of(() -> digest(hash), () -> new Uncopied(digest(hash)))) {
                KeyedHash keyed = new KeyedHash(digests, hash.block(), key);
                byte[] out = new byte[hash.octets()];
                keyed.hash(message, out);
                assertThat(out).as("key of %d", length).isEqualTo(mac.doFinal(message));
                keyed.hash(out, out);
                assertThat(out).as("twice").isEqualTo(mac.doFinal(mac.doFinal(message)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SHA_1,     1, 16, 1",
        "SHA_1,     2, 45, 3",
        "SHA_224,  20, 28, 1",
        "SHA_256,   1, 32, 1",
        "SHA_256, 100, 33, 2",
        "SHA_384,   7, 97, 3",
        "SHA_512,   3, 64, 1"
    })
    void pbkdf2IsThePlatforms(HashFunction hash, int iterations, int octets, int blocks) throws Exception {
        for (String password : new String[] {"x", "a longer one", "p".repeat(200), "p\u00e4\u20ac\ud83d\ude00"}) {
            byte[] salt = bytes(8 + octets, 3);
            byte[] expected = SecretKeyFactory.getInstance(hash.hmac().replace("Hmac", "PBKDF2WithHmac"))
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 8 * octets))
                    .getEncoded();
            Derivations derivations = new Derivations();

            assertThat(derivations.pbkdf2(FilePassword.of(password.toCharArray()), hash, salt, iterations, octets))
                    .isEqualTo(expected);
            assertThat(derivations.done()).isEqualTo((long) blocks * iterations);
        }
    }

    private static byte[] bytes(int length, int factor) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * factor + length);
        }
        return bytes;
    }

    private static MessageDigest digest(HashFunction hash) {
        try {
            return MessageDigest.getInstance(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** A digest of a provider whose digests cannot be copied. */
    private static final class Uncopied extends MessageDigest {
        private final MessageDigest digest;

        Uncopied(MessageDigest digest) {
            super(digest.getAlgorithm());
            this.digest = digest;
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            throw new CloneNotSupportedException();
        }
    }
}
