package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.bc.BcPKCS12PBMac1CalculatorBuilderProvider;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.junit.jupiter.api.Test;

/**
 * PBMAC1 against files that another implementation of the hash functions has made once, octet by octet, of the six kinds that RFC 9879
 * appendix A has: three whose MAC fits, and three whose does not or cannot. Each holds one safe without certificates; its password is
 * not ASCII, because RFC 9879 5 says UTF-8 and the old MAC does not.
 */
class Pbmac1Test {
    private static final String CHARACTERS = "p\u00e4ssw\u00f6rd";
    private static final FilePassword PASSWORD = FilePassword.of(CHARACTERS.toCharArray());

    /** The version, and the safes over which the MAC is made. */
    private static final String CONTENT =
            "0201033024" + "06092a864886f70d010701a01704153013301106092a864886f70d010701a00404023000";

    private static final String SALT = "000102030405060708090a0b0c0d0e0f";
    private static final String COUNT = "02020800";

    /** Salt and count of the old MAC, which say nothing. */
    private static final String OLD = "04084e4f542055534544020101";

    /** HMAC-SHA-256 with a key of PBKDF2 with HMAC-SHA-256. */
    private static final String SHA_256 = "3081b0" + CONTENT
            + "3081843075305106092a864886f70d01050e3044303406092a864886f70d01050c30270410" + SALT + COUNT
            + "020120300c06082a864886f70d02090500300c06082a864886f70d02090500"
            + "042024fa3d250ecbb8d65f4d46a237979e9f0b56a5436368c4ce97856994ad4be434" + OLD;

    /** HMAC-SHA-256 with a key of PBKDF2 with HMAC-SHA-512. */
    private static final String SHA_256_OF_512 = "3081b0" + CONTENT
            + "3081843075305106092a864886f70d01050e3044303406092a864886f70d01050c30270410" + SALT + COUNT
            + "020120300c06082a864886f70d020b0500300c06082a864886f70d02090500"
            + "04201163d2999d1423805cdaf2255782cf7e1585b232fbb05a6d14937e4a57010fe4" + OLD;

    /** HMAC-SHA-512 with a key of 64 octets of PBKDF2 with HMAC-SHA-512. */
    private static final String SHA_512 = "3081d1" + CONTENT
            + "3081a5308195305106092a864886f70d01050e3044303406092a864886f70d01050c30270410" + SALT + COUNT
            + "020140300c06082a864886f70d020b0500300c06082a864886f70d020b0500"
            + "044015ee501ec9b811b2ba8ff72d28a1e16bc948634ee4a71cc826aef3024efcb498"
            + "593bb2f71c2f7cf9aa408cd10fca714fd9d59d2399e7c7bf9b99cdddaf536847" + OLD;

    /** As the first, without the length of the key. */
    private static final String NO_LENGTH = "3081ad" + CONTENT
            + "3081813072304e06092a864886f70d01050e3041303106092a864886f70d01050c30240410" + SALT + COUNT
            + "300c06082a864886f70d02090500300c06082a864886f70d02090500"
            + "042024fa3d250ecbb8d65f4d46a237979e9f0b56a5436368c4ce97856994ad4be434" + OLD;

    private static Decoded<CertificateFile> decode(String file, FilePassword password) {
        return CertificateFile.decode(HexFormat.of().parseHex(file), password, Pkcs12Limits.DEFAULTS);
    }

    private static void isRefused(String file, FilePassword password, String problem) {
        Decoded<CertificateFile> decoded = decode(file, password);

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems()).extracting(Problem::toString).containsExactly(problem);
    }

    @Test
    void fitsWhatAnotherHasMade() {
        for (String file : List.of(SHA_256, SHA_256_OF_512, SHA_512)) {
            Decoded<CertificateFile> decoded = decode(file, PASSWORD);

            assertThat(decoded.problems()).isEmpty();
            assertThat(decoded.value().orElseThrow().bags()).isEmpty();
        }
    }

    /** So that these files are no mistake of one who made both them and their reader. */
    @Test
    void bouncyCastleSaysTheSame() throws Exception {
        for (String file : List.of(SHA_256, SHA_256_OF_512, SHA_512)) {
            assertThat(isValid(file)).isTrue();
            assertThat(isValid(file.replace(COUNT, "02020801"))).isFalse();
        }
    }

    private static boolean isValid(String file) throws Exception {
        return new PKCS12PfxPdu(HexFormat.of().parseHex(file))
                .isMacValid(new BcPKCS12PBMac1CalculatorBuilderProvider(), CHARACTERS.toCharArray());
    }

    @Test
    void doesNotFitWhatIsOtherwise() {
        String changed = "MAC: does not fit: the password is another, or the file was changed";

        isRefused(SHA_256.replace(COUNT, "02020801"), PASSWORD, changed);
        isRefused(SHA_256.replace(SALT, "0102030405060708090a0b0c0d0e0f10"), PASSWORD, changed);
        for (String file : List.of(SHA_256, SHA_256_OF_512, SHA_512)) {
            isRefused(file, FilePassword.of("p\u00e4ssword".toCharArray()), changed);
            isRefused(
                    file.replace("f70d020905003", "f70d020a05003").replace("f70d020b05003", "f70d020a05003"),
                    PASSWORD,
                    changed);
            isRefused(file.replace("0404023000", "0404023100"), PASSWORD, changed);
        }
        isRefused(NO_LENGTH, PASSWORD, "MAC: must derive a key of 20 to 64 octets, and say so");
    }

    /** The same, with what nobody is to look at. */
    @Test
    void doesNotLookAtTheOldFields() {
        assertThat(decode(SHA_256.replace(OLD, "04084e4f5420555345440201ff"), PASSWORD)
                        .value())
                .isPresent();
    }
}
