package org.emcc.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.phone.FetchedFile;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What curl, tftp and openssl get from a lab is what the virtual phone got. Skipped where a tool is absent. */
class RealPeersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private EmccLab lab;
    private VirtualPhone phone;
    private String file;

    @BeforeEach
    void start() {
        lab = EmccLab.start();
        phone = lab.phone("SEP0011AABBCCD1");
        file = phone.name() + ".cnf.xml";
        phone.start().join();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void logIn() {
        phone.logIn("alice", Pin.of(Canary.PIN));
        awaitRegistrationAt("NYC");
    }

    private void awaitRegistrationAt(String cluster) {
        phone.await(
                status -> status instanceof PhoneStatus.Registered registered
                        && registered.callManager().equals(lab.cluster(cluster).sipAddress()),
                PATIENCE);
    }

    private byte[] lastFileOfThePhone(ServiceAddress server) {
        List<FetchedFile> files = phone.fetchedFiles();
        FetchedFile last = files.get(files.size() - 1);
        assertThat(last.server()).isEqualTo(server);
        return last.bytes();
    }

    @Test
    void curlFetchesOwnFileRedirectAndHomeFile() throws Exception {
        threeFiles(
                "curl",
                (server, target) -> List.of(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--max-time",
                        "20",
                        "-o",
                        target,
                        "tftp://" + server + "/" + file));
    }

    @Test
    void tftpFetchesOwnFileRedirectAndHomeFile() throws Exception {
        threeFiles(
                "tftp",
                (server, target) -> List.of(
                        "tftp",
                        "-m",
                        "binary",
                        server.host(),
                        String.valueOf(server.portOr(69)),
                        "-c",
                        "get",
                        file,
                        target));
    }

    private interface Fetch {
        List<String> command(ServiceAddress server, String target);
    }

    private void threeFiles(String tool, Fetch fetch) throws Exception {
        assumeInstalled(tool);
        ServiceAddress visiting = lab.cluster("LON").tftpAddress();
        ServiceAddress home = lab.cluster("NYC").tftpAddress();

        assertThat(fetched(fetch, visiting)).isEqualTo(lastFileOfThePhone(visiting));

        logIn();
        assertThat(fetched(fetch, home)).isEqualTo(lastFileOfThePhone(home));
        FetchedFile redirect = phone.fetchedFiles().get(1);
        assertThat(redirect.redirect()).isTrue();
        assertThat(fetched(fetch, visiting)).isEqualTo(redirect.bytes());

        phone.logOut();
        awaitRegistrationAt("LON");
        assertThat(fetched(fetch, visiting)).isEqualTo(lastFileOfThePhone(visiting));
    }

    private byte[] fetched(Fetch fetch, ServiceAddress server) throws Exception {
        Path target = Files.createTempFile(directory, "fetched", ".xml");
        run(fetch.command(server, target.toString()));
        return Files.readAllBytes(target);
    }

    @Test
    void curlLogsAUserOutAsThePhoneWould() throws Exception {
        assumeInstalled("curl");
        logIn();

        String page = run(List.of(
                "curl",
                "--silent",
                "--show-error",
                "--insecure",
                "--max-time",
                "20",
                lab.cluster("LON").emAppUri() + "?device=" + phone.name() + "&doLogout=true"));

        assertThat(page).contains("<CiscoIPPhoneText>", "Logout successful");
        awaitRegistrationAt("LON");
        assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(3);
    }

    @Test
    void opensslListsTheConsolidatedFile() throws Exception {
        assumeInstalled("openssl");
        Path consolidated;
        try (Stream<Path> files = Files.list(lab.certificateDirectory())) {
            consolidated = files.filter(name -> name.toString().endsWith("_bulk_tomcat.pkcs12"))
                    .findFirst()
                    .orElseThrow();
        }

        String listed =
                run(List.of("openssl", "pkcs12", "-in", consolidated.toString(), "-passin", "pass:lab", "-nokeys"));

        assertThat(listed).contains("CN = cucm-nyc.example.com", "CN = cucm-lon.example.com");
        assertThat(listed.split("BEGIN CERTIFICATE", -1)).hasSize(3);
    }

    private static void assumeInstalled(String tool) {
        boolean found = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        assumeTrue(found, tool + " is not installed here");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
        return output;
    }
}
