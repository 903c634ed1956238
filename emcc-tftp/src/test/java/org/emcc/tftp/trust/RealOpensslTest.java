package org.emcc.tftp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.SignedContent;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.trust.Identities.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real openssl checks and opens the parts of our files. Skipped, with a message, where it is not installed. */
class RealOpensslTest {
    private static final byte[] XML = "<device/>".getBytes(StandardCharsets.UTF_8);
    private static final Identity SIGNER = Identities.rsa("CN=openssl,O=Lab", "77", 2048);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(FileDigest.class)
    void verifiesOurSignatures(FileDigest digest) throws Exception {
        verifies(SignedFile.builder("a.xml.sgn", XML, Forge.TIME).digest(digest).build(SIGNER.signer()), digest);
        verifies(
                TrustList.builder(TrustListKind.ITL, Forge.TIME)
                        .digest(digest)
                        .record(Forge.record(TrustRole.SAST, SIGNER))
                        .build(SIGNER.signer()),
                digest);
    }

    @ParameterizedTest
    @EnumSource(FileDigest.class)
    void verifiesWhatIsSignedWhenItIsAsked(FileDigest digest) throws Exception {
        SignedContent source = SignedContent.builder(
                        request -> request.name().value().equals("a.xml")
                                ? new ContentAnswer.Found(Content.of(XML, "1"))
                                : new ContentAnswer.NotFound(),
                        SIGNER.signer(),
                        Runnable::run)
                .digest(digest)
                .build();
        ContentAnswer answer = source.find(new ContentRequest(
                ContentName.of("a.xml.sgn"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                Transport.TFTP));
        Content content = ((ContentAnswer.Found) answer).content();
        byte[] bytes = new byte[content.size()];
        content.bytes().get(bytes);
        verifies(SignedFile.decodeOrThrow(bytes), digest);
    }

    private void verifies(Envelope file, FileDigest digest) throws Exception {
        Files.writeString(
                directory.resolve("key.pem"),
                pem("PUBLIC KEY", SIGNER.certificate().getPublicKey().getEncoded()));
        Files.write(directory.resolve("signature"), file.header().signature().value());
        Files.write(directory.resolve("signed"), Forge.withoutSignature(file));
        String option = "-" + digest.digestName().replace("-", "").toLowerCase(java.util.Locale.ROOT);

        assertThat(need("openssl", "dgst", option, "-verify", "key.pem", "-signature", "signature", "signed"))
                .contains("Verified OK");
    }

    @Test
    void readsOurRecords() throws Exception {
        TrustRecord record = Forge.record(TrustRole.SAST, SIGNER);
        Files.write(directory.resolve("certificate"), record.elements().get(7).value());
        Files.write(directory.resolve("key"), record.elements().get(5).value());

        assertThat(need("openssl", "x509", "-inform", "DER", "-in", "certificate", "-noout", "-serial"))
                .contains("serial=77");
        assertThat(need("openssl", "rsa", "-RSAPublicKey_in", "-inform", "DER", "-in", "key", "-noout", "-modulus"))
                .contains("Modulus="
                        + ((RSAPublicKey) SIGNER.certificate().getPublicKey())
                                .getModulus()
                                .toString(16)
                                .toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void opensOurEncryptedFiles() throws Exception {
        KeyPair phone = Identities.key("phone", "RSA", 2048);
        EncryptedFile file = EncryptedFile.builder("a.xml.enc.sgn", XML, (RSAPublicKey) phone.getPublic(), Forge.TIME)
                .build(SIGNER.signer(), new SecureRandom());
        byte[] bytes = file.encode();
        Files.writeString(
                directory.resolve("phone.pem"),
                pem("PRIVATE KEY", phone.getPrivate().getEncoded()));
        Files.write(directory.resolve("key"), value(file, 25));
        Files.write(
                directory.resolve("body"),
                Arrays.copyOfRange(bytes, file.header().length(), bytes.length));

        need("openssl", "pkeyutl", "-decrypt", "-inkey", "phone.pem", "-in", "key", "-out", "plainkey");
        String key = HexFormat.of().formatHex(Files.readAllBytes(directory.resolve("plainkey")));
        String iv = HexFormat.of().formatHex(value(file, 19));
        need("openssl", "enc", "-d", "-aes-128-cbc", "-nopad", "-K", key, "-iv", iv, "-in", "body", "-out", "plain");

        byte[] padding = new byte[16 - XML.length];
        Arrays.fill(padding, (byte) 0x0D);
        assertThat(Files.readAllBytes(directory.resolve("plain"))).isEqualTo(Bytes.join(XML, padding));
        assertThat(value(file, 20)).containsExactly(0, 16 - XML.length);
    }

    private static byte[] value(Envelope file, int tag) {
        return file.header().element(tag).orElseThrow().value();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** Runs a tool which must succeed; skips the test when it is not there. */
    private String need(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not installed: not tested against it");
            throw e;
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
        return output;
    }
}
