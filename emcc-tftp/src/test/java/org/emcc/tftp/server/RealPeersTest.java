package org.emcc.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.emcc.testing.Seeds;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.protocol.Netascii;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others wrote fetch the same bytes. Each is skipped, with a message, where it is not installed. */
@Timeout(120)
class RealPeersTest {
    @TempDir
    Path folder;

    private byte[] file = {};
    private byte[] expected = {};
    private TftpServer server;

    @BeforeEach
    void start() {
        server = TftpServer.builder(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        request -> request.name().value().equals("sep0011aabbccdd.cnf.xml")
                                ? new ContentAnswer.Found(Content.of(file, "1"))
                                : new ContentAnswer.NotFound())
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 512, 12_277, 200_000})
    void curl(int size) throws Exception {
        fill(size);
        run(size, "curl", "-sS", "--tftp-no-options", "-o", "out", url());
        if (size > 0) { // curl calls a tsize of 0 in an OACK illegal
            run(size, "curl", "-sS", "-o", "out", url());
            run(size, "curl", "-sS", "--tftp-blksize", "8", "-o", "out", url()); // 200 000 bytes: 25 000 blocks
            run(size, "curl", "-sS", "--tftp-blksize", "1468", "-o", "out", url());
            run(size, "curl", "-sS", "--tftp-blksize", "65464", "-o", "out", url());
        }
    }

    @Test
    void textByTftpHpaAndCurl() throws Exception {
        byte[] text = "one\ntwo\rthree\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
        file = text;
        expected = text;
        run(text.length, "tftp", "-m", "ascii", "127.0.0.1", port(), "-c", "get", "SEP0011AABBCCDD.cnf.xml", "out");
        // curl asks in netascii but leaves the line ends as they came.
        ByteBuffer wire = Netascii.encode(ByteBuffer.wrap(text));
        expected = new byte[wire.remaining()];
        wire.get(expected);
        run(text.length, "curl", "-sS", "-B", "-o", "out", url());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 512, 12_277, 200_000})
    void tftpHpa(int size) throws Exception {
        fill(size);
        run(size, "tftp", "-m", "binary", "127.0.0.1", port(), "-c", "get", "SEP0011AABBCCDD.cnf.xml", "out");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512, 12_277, 200_000})
    void atftp(int size) throws Exception {
        fill(size);
        run(size, atftp());
        run(size, atftp("--option", "blksize 1024", "--option", "tsize 0"));
        run(size, atftp("--option", "windowsize 8", "--option", "blksize 1024"));
        run(size, atftp("--option", "windowsize 64", "--option", "timeout 3"));
        run(size, atftp("--option", "timeout 1", "--option", "multicast "));
        run(size, atftp("--option", "blksize 65464", "--option", "tsize 0", "--option", "timeout 255"));
    }

    private String[] atftp(String... options) {
        String[] front = {"atftp"};
        String[] back = {"--get", "--remote-file", "SEP0011AABBCCDD.cnf.xml", "--local-file", "out", "127.0.0.1", port()
        };
        String[] all = Arrays.copyOf(front, 1 + options.length + back.length);
        System.arraycopy(options, 0, all, 1, options.length);
        System.arraycopy(back, 0, all, 1 + options.length, back.length);
        return all;
    }

    private String port() {
        return Integer.toString(server.address().getPort());
    }

    private String url() {
        return "tftp://127.0.0.1:" + port() + "/SEP0011AABBCCDD.cnf.xml";
    }

    private void fill(int size) {
        file = new byte[size];
        Seeds.random(Seeds.seed(), size).nextBytes(file);
        expected = file;
    }

    private void run(int size, String... command) throws IOException, InterruptedException {
        assumeTrue(installed(command[0]), command[0] + " is not installed");
        Path out = folder.resolve("out");
        Files.deleteIfExists(out);
        File said = folder.resolve("said").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends", List.of(command))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String words = Files.readString(said.toPath(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s: %s", List.of(command), words).isZero();
        // Some clients make no file when nothing came.
        byte[] got = size == 0 && !Files.exists(out) ? new byte[0] : Files.readAllBytes(out);
        assertThat(got).as("%s: %s", List.of(command), words).isEqualTo(expected);
    }

    private static boolean installed(String command) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }
}
