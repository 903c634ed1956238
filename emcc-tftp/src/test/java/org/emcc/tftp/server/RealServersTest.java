package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SDK's client fetches from servers that others wrote. They listen on port 69, so each runs in a network and process namespace of
 * its own, beside {@link FetchAll}; whatever happens, the namespace's end is theirs. Skipped, with a message, where there is no such
 * program or no right to make a namespace.
 */
@Timeout(180)
class RealServersTest {
    private static final boolean DEEP = Boolean.getBoolean("emcc.deep");
    private static final List<String> FOLDERS = Stream.concat(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin"))
            .toList();

    @TempDir
    Path folder;

    @Test
    void tftpdHpa() throws Exception {
        String program = program("in.tftpd");
        // The package of atftpd puts its own program there under this name.
        assumeTrue(says("tftp-hpa", program, "-V"), "in.tftpd is not the one of tftpd-hpa");
        String said = fetchAll(
                big("rollover 1", "no option"),
                text("cr\rlf\nend"),
                program,
                "-L",
                "-u",
                "root",
                "-a",
                ":69",
                "-s",
                files());
        assertThat(said).contains("big, rollover 1: Fetched[41943040 bytes, TransferOptions[TftpOption[name=rollover");
    }

    @Test
    void atftpd() throws Exception {
        String said = fetchAll(
                big("windowsize", "no option"),
                text("cr\rlf\nend"),
                program("atftpd"),
                "--daemon",
                "--no-fork",
                "--user=root",
                "--group=root",
                "--port=69",
                files());
        assertThat(said).contains("name=windowsize, value=8");
    }

    @Test
    void dnsmasq() throws Exception {
        // It does not convert a CR, so the text has none.
        fetchAll(
                DEEP ? List.of("no option") : List.of(),
                text("lf\nend\n"),
                program("dnsmasq"),
                "--conf-file=/dev/null",
                "--no-daemon",
                "--no-resolv",
                "--no-hosts",
                "--port=0",
                "--user=root",
                "--group=root",
                "--enable-tftp",
                "--tftp-root=" + files());
    }

    private String files() {
        return folder.resolve("files").toString();
    }

    private static byte[] text(String lines) {
        return lines.repeat(300).getBytes(US_ASCII);
    }

    /** With which options 40 MB are fetched: all in the deep run, else the first. */
    private static List<String> big(String first, String second) {
        return DEEP ? List.of(first, second) : List.of(first);
    }

    private String fetchAll(List<String> big, byte[] text, String... server) throws Exception {
        Path files = Files.createDirectory(
                folder.resolve("files"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        for (int size : new int[] {0, 1, 511, 512, 513, 1_428, 100_000}) {
            Files.write(files.resolve("f" + size), random(size));
        }
        Files.write(files.resolve("text"), text);
        if (!big.isEmpty()) {
            Files.write(files.resolve("big"), random(40 << 20));
        }
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
        List<String> fetch = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                String.join(
                        File.pathSeparator,
                        "target/classes",
                        "target/test-classes",
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", "")),
                FetchAll.class.getName(),
                files()));
        fetch.addAll(big);
        // The server in the background: FetchAll asks until it is up.
        List<String> command = new ArrayList<>(namespace());
        command.addAll(List.of(
                "sh", "-c", "ip link set lo up && { " + quoted(List.of(server)) + " & " + quoted(fetch) + "; }"));
        Ran ran = run(command);
        assertThat(ran.exit).as("%s", ran.said).isZero();
        return ran.said;
    }

    private List<String> namespace() throws Exception {
        List<String> command = new ArrayList<>(List.of(program("unshare"), "-n", "-p", "-f", "--kill-child"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.add(1, "-r");
        }
        List<String> attempt = new ArrayList<>(command);
        attempt.addAll(List.of("sh", "-c", "ip link set lo up"));
        assumeTrue(run(attempt).exit == 0, "no network namespace can be made here");
        return command;
    }

    private static String quoted(List<String> command) {
        return String.join(" ", command.stream().map(word -> "'" + word + "'").toList());
    }

    private boolean says(String word, String... command) throws Exception {
        return run(List.of(command)).said.contains(word);
    }

    private record Ran(int exit, String said) {}

    private Ran run(List<String> command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), Files.readString(said, UTF_8));
    }

    private static String program(String name) {
        Optional<Path> found = FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow().toString();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        Seeds.random(Seeds.seed(), size).nextBytes(bytes);
        return bytes;
    }
}
