package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of the real openssl, keytool (of this JDK and of those beside it), GnuTLS and NSS, both ways where they have two. Skipped,
 * with a message, where they are not installed.
 */
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
                "-nokeys -legacy -certpbe PBE-SHA1-RC2-128",
                "-nokeys -legacy -certpbe PBE-SHA1-RC4-128",
                "-nokeys -legacy -certpbe PBE-SHA1-RC4-40"
            })
    void readsWhatOpensslWrites(String options) throws Exception {
        openssl(options + " -in all.pem", "x.p12", "changeit");

        Decoded<CertificateFile> decoded = decode("x.p12", PASSWORD);

        assertThat(decoded.problems()).isEmpty();
        assertThat(decoded.value().orElseThrow().bags())
                .extracting(CertificateBag::certificate)
                .containsExactlyElementsOf(TWO);
    }

    /** What OpenSSL from 3.2 and 3.4 on can, and its elders skip. */
    @ParameterizedTest
    @ValueSource(strings = {"-jdktrust anyExtendedKeyUsage", "-nokeys -pbmac1_pbkdf2"})
    void readsWhatNewerOpensslWrites(String options) throws Exception {
        String option = options.contains("jdktrust") ? "jdktrust" : "pbmac1_pbkdf2";
        assumeTrue(
                need(List.of("openssl", "pkcs12", "-help")).contains(option),
                () -> "this openssl has no " + option + ": not tested against it");
        openssl(options + " -in all.pem", "x.p12", "changeit");

        assertThat(decode("x.p12", PASSWORD).value().orElseThrow().bags()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "пароль", "käse", "\uD83D\uDE00"})
    void readsOtherPasswordsOfOpenssl(String text) throws Exception {
        FilePassword password = FilePassword.of(text.toCharArray());
        for (String options : List.of("-nokeys", "-nokeys -certpbe PBE-SHA1-3DES", "-nokeys -certpbe NONE")) {
            openssl(options + " -in all.pem", "e.p12", text);

            assertThat(decode("e.p12", password).value().orElseThrow().bags()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-name ucm1", "-keypbe NONE -certpbe NONE"})
    void namesTheKeyThatOpensslPutsBesideTheCertificate(String options) throws Exception {
        openssl(options + " -inkey ucm1.key -in ucm1.pem", "k.p12", "changeit");

        Decoded<CertificateFile> decoded = decode("k.p12", PASSWORD);

        assertThat(decoded.value().orElseThrow().bags())
                .extracting(CertificateBag::certificate)
                .containsExactly(TWO.get(0));
        assertThat(decoded.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "safe 2 bag 1: holds a private key, which a file of certificates must not; not opened");
    }

    /** Each certificate in a safe of its own, all of one name, and a MAC that lacks the parameters of its algorithm. */
    @Test
    void readsWhatGnutlsWrites() throws Exception {
        need(List.of(
                "certtool",
                "--to-p12",
                "--load-certificate",
                "all.pem",
                "--p12-name",
                "ucm",
                "--password",
                "changeit",
                "--outder",
                "--outfile",
                "gnutls.p12"));

        Decoded<CertificateFile> decoded = decode("gnutls.p12", PASSWORD);

        assertThat(decoded.problems()).isEmpty();
        assertThat(decoded.value().orElseThrow().bags())
                .extracting(CertificateBag::certificate)
                .containsExactlyInAnyOrderElementsOf(TWO);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PBMAC1", "PLAIN"})
    void writesWhatGnutlsReads(Pkcs12Profile profile) throws Exception {
        write(profile);

        String said =
                need(List.of("certtool", "--p12-info", "--inder", "--infile", "ours.p12", "--password", "changeit"));

        for (int i = 1; i <= 2; i++) {
            assertThat(said).contains(Files.readString(directory.resolve("ucm" + i + ".pem")));
        }
    }

    /** NSS runs 600,000 iterations for each key that it derives, so all its ciphers are for the deep run. */
    static List<String> nssOptions() {
        return Boolean.getBoolean("emcc.deep")
                ? List.of(
                        "",
                        "-C none",
                        "-C AES-256-CBC -M SHA-512",
                        "-C AES-192-CBC -M SHA-384",
                        "-C AES-128-CBC -M SHA-1",
                        "-C DES-EDE3-CBC -M SHA-1",
                        "-C RC2-CBC",
                        "-C RC2-CBC --cert_key_len 40",
                        "-C RC4")
                : List.of("", "-C none");
    }

    /** NSS exports certificates with their keys only. */
    @ParameterizedTest
    @MethodSource("nssOptions")
    void readsWhatNssWrites(String options) throws Exception {
        openssl("-name ucm1 -inkey ucm1.key -in ucm1.pem", "k.p12", "changeit");
        Files.createDirectory(directory.resolve("db"));
        need(List.of("certutil", "-N", "-d", "sql:db", "--empty-password"));
        need(List.of("pk12util", "-i", "k.p12", "-d", "sql:db", "-W", "changeit"));
        List<String> command =
                new ArrayList<>(List.of("pk12util", "-o", "nss.p12", "-n", "ucm1", "-d", "sql:db", "-W", "changeit"));
        if (!options.isEmpty()) {
            command.addAll(Arrays.asList(options.split(" ")));
        }
        need(command);

        Decoded<CertificateFile> decoded = decode("nss.p12", PASSWORD);

        assertThat(decoded.value().orElseThrow().bags())
                .extracting(CertificateBag::certificate)
                .containsExactly(TWO.get(0));
        assertThat(decoded.problems()).singleElement().asString().contains("holds a private key");
    }

    /** Who is not on the list: NSS reads no file without a MAC, and PBMAC1 only in releases that are newer than most. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PBMAC1", "PLAIN"})
    void writesWhatNssReads(Pkcs12Profile profile) throws Exception {
        write(profile);

        String said = need(List.of("pk12util", "-l", "ours.p12", "-W", "changeit"));

        assertThat(said)
                .contains("\"CN=ucm1.example\"")
                .contains("\"CN=ucm2.example\"")
                .contains("Friendly Name: ucm1_tomcat")
                .contains("Friendly Name: ucm2_tomcat");
    }

    /**
     * Where this reader and Java's key store disagree: the latter shows only what has the attribute of trust, and of several
     * entries of one name one. A change of either side is seen here.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-nokeys | 0",
                "-nokeys -caname a -caname b | 0",
                "-nokeys -certpbe NONE -nomac | 0",
                "-nokeys -macalg sha512 | 0"
            })
    void seesWhatJavasKeyStoreDoesNot(String options, int seen) throws Exception {
        openssl(options + " -in all.pem", "x.p12", "changeit");

        assertThat(decode("x.p12", PASSWORD).value().orElseThrow().bags()).hasSize(2);
        assertThat(javaSees("x.p12")).isEqualTo(seen);
        Files.write(
                directory.resolve("same.p12"),
                CertificateFile.of(
                                List.of(CertificateBag.of(TWO.get(0), "CAPF"), CertificateBag.of(TWO.get(1), "capf")))
                        .encode(Pkcs12Profile.JDK, PASSWORD));
        assertThat(decode("same.p12", PASSWORD).value().orElseThrow().bags()).hasSize(2);
        assertThat(javaSees("same.p12")).isEqualTo(1);
    }

    private int javaSees(String file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            store.load(in, "changeit".toCharArray());
        }
        return store.size();
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatOpensslReads(Pkcs12Profile profile) throws Exception {
        assumeTrue(
                profile != Pkcs12Profile.PBMAC1
                        || need(List.of("openssl", "pkcs12", "-help")).contains("pbmac1"),
                "this openssl has no PBMAC1: not tested against it");
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

    /** Java's key store in every JDK is in {@link OtherProcessTest}; keytool takes long to start. */
    @Test
    void writesWhatKeytoolLists() throws Exception {
        List<Pkcs12Profile> profiles = Boolean.getBoolean("emcc.deep")
                ? List.of(
                        Pkcs12Profile.PLAIN,
                        Pkcs12Profile.PLAIN_MAC,
                        Pkcs12Profile.COMPATIBLE,
                        Pkcs12Profile.JDK,
                        Pkcs12Profile.LEGACY)
                : List.of(Pkcs12Profile.JDK);
        for (Path home : Tools.jdks()) {
            for (Pkcs12Profile profile : profiles) {
                write(profile);
                keytoolLists(home, "ours.p12", "PKCS12");
            }
            Files.write(
                    directory.resolve("ours.jks"), TrustStoreExport.of(ours()).jks(PASSWORD));
            keytoolLists(home, "ours.jks", "JKS");
        }
    }

    private void keytoolLists(Path home, String file, String type) throws Exception {
        String listing = need(List.of(
                home.resolve("bin/keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-Duser.language=en",
                "-list",
                "-keystore",
                file,
                "-storetype",
                type,
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
        for (Path home : Tools.jdks()) {
            Files.deleteIfExists(directory.resolve("k.p12"));
            List<String> command =
                    new ArrayList<>(List.of(home.resolve("bin/keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
            command.addAll(Arrays.asList(options.split(" ")));
            command.addAll(List.of(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    "UCM1",
                    "-file",
                    "ucm1.pem",
                    "-keystore",
                    "k.p12",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "changeit"));
            need(command);

            Decoded<CertificateFile> decoded = decode("k.p12", PASSWORD);

            assertThat(decoded.problems()).isEmpty();
            assertThat(decoded.value().orElseThrow().bags())
                    .extracting(CertificateBag::certificate)
                    .containsExactly(TWO.get(0));
            assertThat(decoded.value()
                            .orElseThrow()
                            .bags()
                            .get(0)
                            .friendlyName()
                            .orElseThrow())
                    .isEqualToIgnoringCase("ucm1");
        }
    }

    /** An HMAC named where a digest belongs: no reader takes it, the writer included, before Java 26 made PBMAC1 of it. */
    @Test
    void refusesTheMacThatKeytoolCannotReadItself() throws Exception {
        // It writes the file, and fails over what it has written.
        Tools.tryRun(
                directory,
                List.of(
                        keytool(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-Dkeystore.pkcs12.macAlgorithm=PBEWithHmacSHA256",
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "x",
                        "-file",
                        "ucm1.pem",
                        "-keystore",
                        "c.p12",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit"));

        Decoded<CertificateFile> decoded = decode("c.p12", PASSWORD);

        if (Runtime.version().feature() < 26) {
            assertThat(decoded.problems())
                    .extracting(Problem::toString)
                    .containsExactly("MAC: is made by 1.2.840.113549.2.9, which is not supported");
        } else {
            assertThat(decoded.value()).isPresent();
        }
    }

    private static List<CertificateBag> ours() {
        return List.of(CertificateBag.of(TWO.get(0), "ucm1_tomcat"), CertificateBag.of(TWO.get(1), "ucm2_tomcat"));
    }

    private void write(Pkcs12Profile profile) throws IOException {
        Files.write(directory.resolve("ours.p12"), CertificateFile.of(ours()).encode(profile, PASSWORD));
    }

    private static String keytool() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    }

    /** Runs a tool which must succeed; skips the test when it is not there. */
    private String need(List<String> command) throws IOException, InterruptedException {
        return Tools.run(directory, command);
    }

    private void openssl(String options, String file, String password) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl", "pkcs12", "-export"));
        command.addAll(Arrays.asList(options.split(" ")));
        command.addAll(List.of("-out", file, "-passout", "pass:" + password));
        need(command);
    }
}
