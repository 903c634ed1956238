package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the real openssl and keytool, both ways. Skipped, with a message, where they are not installed. */
class RealToolsTest {
    private static final FilePassword PASSWORD = FilePassword.of("changeit".toCharArray());
    private static final NodeIdentity ONE = identity("ucm1.example");
    private static final List<X509Certificate> TWO = List.of(
            ONE.certificate().certificate(),
            identity("ucm2.example").certificate().certificate());

    @TempDir
    Path directory;

    private static NodeIdentity identity(String name) {
        return NodeIdentity.selfSigned(name, CertificateType.TOMCAT)
                .key(KeyKind.EC_P256)
                .generate();
    }

    @BeforeEach
    void writesPem() throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < TWO.size(); i++) {
            String pem = pem("CERTIFICATE", CertificateBag.of(TWO.get(i)).encoded());
            Files.writeString(directory.resolve("ucm" + (i + 1) + ".pem"), pem);
            all.add(pem);
        }
        Files.writeString(directory.resolve("all.pem"), String.join("", all));
        Files.writeString(
                directory.resolve("ucm1.key"),
                pem("PRIVATE KEY", ONE.privateKey().getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private Decoded<CertificateFile> decode(String file, FilePassword password) throws IOException {
        return CertificateFile.decode(Files.readAllBytes(directory.resolve(file)), password, Pkcs12Limits.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-nokeys",
                "-nokeys -caname a -caname a",
                "-nokeys -certpbe PBE-SHA1-3DES -macalg sha1",
                "-nokeys -certpbe AES-128-CBC -macalg sha512 -iter 5000",
                "-nokeys -certpbe AES-192-CBC -macalg sha384",
                "-nokeys -noiter -nomaciter",
                "-nokeys -certpbe NONE",
                "-nokeys -certpbe NONE -nomac",
                "-nokeys -legacy",
                "-nokeys -legacy -descert",
                "-nokeys -legacy -certpbe PBE-SHA1-2DES",
                "-nokeys -legacy -certpbe PBE-SHA1-RC2-128"
            })
    void readsWhatOpensslWrites(String options) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "pkcs12", "-export"));
        command.addAll(Arrays.asList(options.split(" ")));
        command.addAll(List.of("-in", "all.pem", "-out", "x.p12", "-passout", "pass:changeit"));
        need(command);

        Decoded<CertificateFile> decoded = decode("x.p12", PASSWORD);

        assertThat(decoded.problems()).isEmpty();
        assertThat(decoded.value().orElseThrow().bags())
                .extracting(CertificateBag::certificate)
                .containsExactlyElementsOf(TWO);
    }

    @Test
    void readsTheEmptyPasswordOfOpenssl() throws Exception {
        need(List.of(
                "openssl", "pkcs12", "-export", "-nokeys", "-in", "all.pem", "-out", "e.p12", "-passout", "pass:"));
        assertThat(decode("e.p12", FilePassword.empty()).value().orElseThrow().bags())
                .hasSize(2);

        need(List.of(
                "openssl",
                "pkcs12",
                "-export",
                "-nokeys",
                "-certpbe",
                "PBE-SHA1-3DES",
                "-in",
                "all.pem",
                "-out",
                "e3.p12",
                "-passout",
                "pass:"));
        assertThat(decode("e3.p12", FilePassword.empty()).value().orElseThrow().bags())
                .hasSize(2);
    }

    @Test
    void namesTheKeyThatOpensslPutsBesideTheCertificate() throws Exception {
        need(List.of(
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                "ucm1.key",
                "-in",
                "ucm1.pem",
                "-out",
                "k.p12",
                "-passout",
                "pass:changeit"));

        Decoded<CertificateFile> decoded = decode("k.p12", PASSWORD);

        assertThat(decoded.value().orElseThrow().bags())
                .extracting(CertificateBag::certificate)
                .containsExactly(TWO.get(0));
        assertThat(decoded.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("private key");
    }

    @ParameterizedTest
    @EnumSource(Pkcs12Profile.class)
    void writesWhatOpensslReads(Pkcs12Profile profile) throws Exception {
        write(profile);
        List<String> command = new ArrayList<>(List.of(
                "openssl", "pkcs12", "-nokeys", "-in", "ours.p12", "-passin", "pass:changeit", "-out", "back.pem"));
        if (!profile.hasMac()) {
            command.add("-nomacver");
        }
        need(command);

        String back = Files.readString(directory.resolve("back.pem"));
        for (int i = 1; i <= 2; i++) {
            assertThat(back).contains(Files.readString(directory.resolve("ucm" + i + ".pem")));
        }
    }

    @ParameterizedTest
    @EnumSource(Pkcs12Profile.class)
    void writesWhatJavaSees(Pkcs12Profile profile) throws Exception {
        write(profile);

        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("ours.p12"))) {
            store.load(in, "changeit".toCharArray());
        }

        assertThat(Collections.list(store.aliases())).containsExactlyInAnyOrder("ucm1_tomcat", "ucm2_tomcat");
        assertThat(store.isCertificateEntry("ucm1_tomcat")).isTrue();
        assertThat(store.getCertificate("ucm2_tomcat")).isEqualTo(TWO.get(1));
    }

    @ParameterizedTest
    @EnumSource(Pkcs12Profile.class)
    void writesWhatKeytoolLists(Pkcs12Profile profile) throws Exception {
        write(profile);

        String listing = need(List.of(
                keytool(),
                "-J-Duser.language=en",
                "-list",
                "-keystore",
                "ours.p12",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));

        assertThat(listing)
                .contains("2 entries")
                .contains("ucm1_tomcat,")
                .contains("ucm2_tomcat,")
                .contains("trustedCertEntry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-J-Dx=y",
                "-J-Dkeystore.pkcs12.legacy=",
                "-J-Dkeystore.pkcs12.certPbeIterationCount=1 -J-Dkeystore.pkcs12.macIterationCount=1",
                "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE"
            })
    void readsWhatKeytoolWrites(String options) throws Exception {
        for (int i = 1; i <= 2; i++) {
            List<String> command = new ArrayList<>(List.of(keytool()));
            command.addAll(Arrays.asList(options.split(" ")));
            command.addAll(List.of(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    "UCM" + i,
                    "-file",
                    "ucm" + i + ".pem",
                    "-keystore",
                    "k.p12",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "changeit"));
            need(command);
        }

        Decoded<CertificateFile> decoded = decode("k.p12", PASSWORD);

        assertThat(decoded.problems()).isEmpty();
        assertThat(decoded.value().orElseThrow().bags())
                .extracting(CertificateBag::certificate)
                .containsExactlyInAnyOrderElementsOf(TWO);
        assertThat(decoded.value().orElseThrow().bags())
                .extracting(bag -> bag.friendlyName().orElseThrow().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("ucm1", "ucm2");
    }

    private void write(Pkcs12Profile profile) throws IOException {
        CertificateFile file = CertificateFile.of(
                List.of(CertificateBag.of(TWO.get(0), "ucm1_tomcat"), CertificateBag.of(TWO.get(1), "ucm2_tomcat")));
        Files.write(directory.resolve("ours.p12"), file.encode(profile, PASSWORD));
    }

    private static String keytool() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    }

    /** Runs a tool which must succeed; skips the test when it is not there. */
    private String need(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, command.get(0) + " is not installed: not tested against it");
            throw e;
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }
}
