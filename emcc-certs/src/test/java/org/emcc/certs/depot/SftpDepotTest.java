package org.emcc.certs.depot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.sftp.SftpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpDepotTest {
    @TempDir
    Path directory;

    private SftpServer server;

    @BeforeEach
    void starts() {
        server = new SftpServer(directory);
    }

    @AfterEach
    void stops() throws Exception {
        server.close();
    }

    @Test
    void writesReplacesReadsListsAndDeletes() throws Exception {
        CertificateDepot depot = server.depot();

        depot.write("b.pkcs12", "old".getBytes(UTF_8));
        depot.write("a_x.pkcs12", new byte[0]);
        depot.write("b.pkcs12", "new content".getBytes(UTF_8));
        Files.createDirectory(directory.resolve("folder.pkcs12"));
        Files.writeString(directory.resolve(".emcc-0.part"), "left by a crash");

        assertThat(directory.resolve("b.pkcs12")).hasContent("new content");
        assertThat(depot.names()).containsExactly("a_x.pkcs12", "b.pkcs12");
        assertThat(depot.read("b.pkcs12", 100)).hasValue("new content".getBytes(UTF_8));
        assertThat(depot.read("b.pkcs12", 3)).hasValue("new".getBytes(UTF_8));
        assertThat(depot.read("c", 3)).isEmpty();
        assertThat(depot.read("folder.pkcs12", 3)).isEmpty();
        assertThat(depot.delete("b.pkcs12")).isTrue();
        assertThat(depot.delete("b.pkcs12")).isFalse();
        assertThat(depot.names()).containsExactly("a_x.pkcs12");
        assertThatThrownBy(() -> depot.write("../x", new byte[1])).isInstanceOf(IllegalArgumentException.class);
    }

    /** To replace it would be to delete it first. */
    @Test
    void leavesAFileThatHasTheContentAlready() throws Exception {
        CertificateDepot depot = server.depot();
        depot.write("a", new byte[] {1, 2});
        Object before = Files.readAttributes(directory.resolve("a"), BasicFileAttributes.class)
                .fileKey();

        depot.write("a", new byte[] {1, 2});

        assertThat(Files.readAttributes(directory.resolve("a"), BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(before);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).containsExactly(directory.resolve("a"));
        }
        depot.write("a", new byte[] {1, 2, 3});
        assertThat(directory.resolve("a")).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void saysWhenTheServerIsGone() throws Exception {
        CertificateDepot depot = server.depot();
        depot.write("a", new byte[1]);
        server.close();

        assertThatThrownBy(depot::names)
                .isInstanceOfSatisfying(
                        DepotUnavailableException.class,
                        e -> assertThat(e.getMessage()).startsWith("the depot / cannot be listed: "));
        assertThatThrownBy(() -> depot.read("a", 1)).isInstanceOf(DepotUnavailableException.class);
        assertThatThrownBy(() -> depot.write("a", new byte[1])).isInstanceOf(DepotUnavailableException.class);
        assertThatThrownBy(() -> depot.delete("a")).isInstanceOf(DepotUnavailableException.class);
    }

    @Test
    void saysWhatIsWrongWithTheDirectory() throws Exception {
        Files.createDirectory(directory.resolve("place"));
        CertificateDepot depot = server.depot("/place");
        depot.write("a", new byte[1]);
        Files.delete(directory.resolve("place").resolve("a"));
        Files.delete(directory.resolve("place"));
        List<ThrowingCallable> calls = List.of(
                depot::names, () -> depot.read("a", 1), () -> depot.write("a", new byte[1]), () -> depot.delete("a"));

        for (ThrowingCallable each : calls) {
            assertThatThrownBy(each)
                    .isInstanceOfSatisfying(
                            DepotUnavailableException.class,
                            e -> assertThat(e.isRetryable()).isFalse())
                    .hasMessageMatching("the (file a of the )?depot /place cannot be .*: there is no such directory");
        }
        Files.createDirectory(directory.resolve("place"));
        server.deny();
        for (ThrowingCallable each : List.<ThrowingCallable>of(depot::names, () -> depot.write("a", new byte[1]))) {
            assertThatThrownBy(each)
                    .isInstanceOfSatisfying(
                            DepotUnavailableException.class,
                            e -> assertThat(e.isRetryable()).isFalse())
                    .hasMessageContaining("permission is denied");
        }
    }

    @Test
    void saysThatAFileIsNoDirectory() throws Exception {
        Files.writeString(directory.resolve("file"), "x");
        CertificateDepot depot = server.depot("/file");
        server.asked();

        for (ThrowingCallable each : List.<ThrowingCallable>of(
                depot::names,
                () -> depot.names(name -> false),
                () -> depot.read("a", 1),
                () -> depot.write("a", new byte[1]),
                () -> depot.delete("a"))) {
            assertThatThrownBy(each)
                    .isInstanceOfSatisfying(
                            DepotUnavailableException.class,
                            e -> assertThat(e.isRetryable()).isFalse())
                    .hasMessageMatching(
                            "the (file a of the )?depot /file cannot be (listed|read|written|deleted): it is not a directory");
        }
        assertThat(server.asked()).as("listings and openings").isLessThan(10);
        Files.createDirectory(directory.resolve("empty"));
        assertThat(server.depot("/empty").names()).isEmpty();
    }

    /** Each question may wait for half a minute: what lasts is asked once, and what may pass a few times. */
    @Test
    void asksAFailingServerAFewTimes() throws Exception {
        CertificateDepot depot = server.depot();
        depot.write("a", new byte[1]);
        List<ThrowingCallable> calls =
                List.of(depot::names, () -> depot.read("a", 1), () -> depot.write("b", new byte[1]));

        server.deny();
        for (ThrowingCallable each : calls) {
            assertThatThrownBy(each).isInstanceOf(DepotUnavailableException.class);
            assertThat(server.asked()).as("denied").isEqualTo(1);
        }
        server.fail(new IOException("out of order"));
        for (ThrowingCallable each : calls) {
            assertThatThrownBy(each).isInstanceOf(DepotUnavailableException.class);
            assertThat(server.asked()).as("fails").isBetween(2, 5);
        }
        server.fail(new NoSuchFileException("/b"));
        assertThatThrownBy(depot::names).isInstanceOf(DepotUnavailableException.class);
        assertThat(server.asked()).as("a race over a file").isGreaterThan(50);
        server.close();
        assertThat(DepotFailure.lasts(new IOException(new SocketTimeoutException())))
                .as("as the client tells of a server that does not answer")
                .isTrue();
    }

    @Test
    void showsReadersWholeFilesOrForAMomentNone() throws Exception {
        CertificateDepot reader = server.depot();
        reader.write("f", new byte[50_000]);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> all = Stream.of(1, 2)
                    .<Future<?>>map(n -> {
                        CertificateDepot depot = server.depot();
                        return writers.submit(() -> {
                            byte[] content = new byte[50_000];
                            Arrays.fill(content, n.byteValue());
                            for (int i = 0; i < 6; i++) {
                                depot.write("f", content);
                            }
                        });
                    })
                    .toList();
            boolean running = true;
            while (running) {
                running = !all.stream().allMatch(Future::isDone);
                Optional<byte[]> seen = reader.read("f", 100_000);
                seen.ifPresent(content -> assertThat(content).hasSize(50_000).containsOnly(content[0]));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(reader.names()).containsExactly("f");
    }

    /** The file system of Apache MINA SSHD fails when two threads write by it at the same time. */
    @Test
    void threadsWriteByOneConnection() throws Exception {
        CertificateDepot depot = server.depot();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = Stream.of(1, 2, 3, 4)
                    .<Future<?>>map(n -> writers.submit(() -> {
                        byte[] content = new byte[20_000];
                        Arrays.fill(content, n.byteValue());
                        for (int i = 0; i < 6; i++) {
                            depot.write("f", content);
                            depot.write("g" + n, content);
                        }
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(depot.names()).containsExactly("f", "g1", "g2", "g3", "g4");
    }
}
