package org.emcc.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.id.UserId;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real curl is answered by the EM service of a lab, document by document. Skipped where curl or bash is absent. */
class CurlTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/curl");

    private static final String TIME = "<loginTime>[0-9T:.Z-]+</loginTime>";

    @TempDir
    Path directory;

    @Test
    void everyPublicRequestIsAnsweredAsExpected() throws Exception {
        assumeInstalled("curl");
        assumeInstalled("bash");
        try (EmccLab lab = EmccLab.start()) {
            LabCluster visiting = lab.cluster("LON");

            String answers = run("bash", FOLDER.resolve("em-service.sh").toString(), settings(lab, visiting));

            Canary.mustNotBeIn("an answer to curl", answers);
            assertThat(withoutAddresses(answers, lab)).isEqualTo(Files.readString(FOLDER.resolve("expected.txt")));
        }
    }

    /** What differs from run to run. */
    private static String withoutAddresses(String answers, EmccLab lab) {
        LabCluster visiting = lab.cluster("LON");
        return answers.replace("https://" + visiting.emAddress(), "{visiting}")
                .replace("https://" + lab.cluster("NYC").emAddress(), "{home}")
                .replace(visiting.tftpAddress().toString(), "{tftp}")
                .replaceAll(TIME, "<loginTime>{time}</loginTime>");
    }

    /** Alice of New York visits London, where Nora is at home. */
    private String settings(EmccLab lab, LabCluster visiting) throws Exception {
        LabCluster home = lab.cluster("NYC");
        ApiApplication application = visiting.company().application();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("base", "https://" + visiting.emAddress());
        settings.put("id", visiting.id().value());
        settings.put("trust", file("trust.pem", certificate(visiting)));
        settings.put("peer", file("peer.pem", certificate(home) + key(home)));
        settings.put("peer_id", home.id().value());
        settings.put("other", file("other.pem", certificate(visiting) + key(visiting)));
        settings.put("device", "SEP0011AABBCCD1");
        settings.put("desk", "SEP0011AABBCCD2");
        settings.put("visitor", "alice");
        settings.put("visitor_pin", pin(home, "alice"));
        settings.put("user", "nora");
        settings.put("user_pin", pin(visiting, "nora"));
        settings.put("profile", "UDP-nora-8851");
        settings.put("app", application.appId());
        settings.put("app_password", new String(application.reveal()));
        StringBuilder lines = new StringBuilder();
        settings.forEach(
                (name, value) -> lines.append(name).append("='").append(value).append("'\n"));
        return file("settings", lines.toString());
    }

    private static String pin(LabCluster cluster, String user) {
        return new String(cluster.company().pins().get(UserId.of(user)).reveal());
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static String certificate(LabCluster cluster) throws Exception {
        return pem("CERTIFICATE", cluster.tomcat().certificate().certificate().getEncoded());
    }

    private static String key(LabCluster cluster) {
        return pem("PRIVATE KEY", cluster.tomcat().privateKey().getEncoded());
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + what
                + "-----\n";
    }

    private static void assumeInstalled(String tool) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        assumeTrue(found, "skipped: " + tool + " is not installed here");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ends", command[0])
                .isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
