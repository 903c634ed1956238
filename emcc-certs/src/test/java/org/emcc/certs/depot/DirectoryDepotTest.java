package org.emcc.certs.depot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryDepotTest {
    @TempDir
    Path directory;

    @Test
    void writesReplacesReadsListsAndDeletes() {
        CertificateDepot depot = CertificateDepot.directory(directory);

        depot.write("b.pkcs12", "old".getBytes(UTF_8));
        depot.write("a_x.pkcs12", new byte[0]);
        depot.write("b.pkcs12", "new content".getBytes(UTF_8));

        assertThat(depot.names()).containsExactly("a_x.pkcs12", "b.pkcs12");
        assertThat(depot.read("b.pkcs12", 100)).hasValue("new content".getBytes(UTF_8));
        assertThat(depot.read("b.pkcs12", 3)).hasValue("new".getBytes(UTF_8));
        assertThat(depot.read("c", 3)).isEmpty();
        assertThat(depot.delete("b.pkcs12")).isTrue();
        assertThat(depot.delete("b.pkcs12")).isFalse();
        assertThat(depot.names()).containsExactly("a_x.pkcs12");
    }

    @Test
    void listsWhatIsWanted() throws Exception {
        CertificateDepot depot = CertificateDepot.directory(directory);
        depot.writeUnforced("b.x", new byte[] {1});
        depot.write("a.x", new byte[1]);
        depot.write("c.y", new byte[1]);
        Files.createDirectory(directory.resolve("d.x"));
        Files.writeString(directory.resolve(".e.x"), "");

        assertThat(depot.names(name -> name.endsWith(".x"))).containsExactly("a.x", "b.x");
        assertThat(depot.read("b.x", 9)).hasValue(new byte[] {1});
        depot.writeUnforced("b.x", new byte[] {2});
        assertThat(depot.read("b.x", 9)).hasValue(new byte[] {2});
    }

    @Test
    void readsAsMuchAsItIsAskedFor() {
        CertificateDepot depot = CertificateDepot.directory(directory);
        for (int size : new int[] {0, 1, 5, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000}) {
            byte[] content = new byte[size];
            new java.util.Random(size).nextBytes(content);
            depot.write("f", content);
            for (int most : new int[] {0, 1, size, size + 1, 2_500_000, Integer.MAX_VALUE}) {
                assertThat(depot.read("f", most)).hasValue(Arrays.copyOf(content, Math.min(size, most)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "../x", "a/b", "a\\b", "/etc/passwd", "a\nb", "a\u0000b"})
    void refusesNamesThatLeaveTheDirectory(String name) {
        CertificateDepot depot = CertificateDepot.directory(directory);

        assertThatThrownBy(() -> depot.write(name, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> depot.read(name, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> depot.delete(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void passesOverLinksFoldersAndHiddenFiles() throws Exception {
        Files.createDirectory(directory.resolve("folder.pkcs12"));
        Files.writeString(directory.resolve(".emcc-0.part"), "left by a crash");
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("link.pkcs12"), secret);
        CertificateDepot depot = CertificateDepot.directory(directory);

        assertThat(depot.names()).containsExactly("secret");
        assertThat(depot.read("link.pkcs12", 10)).isEmpty();
        assertThat(depot.read("folder.pkcs12", 10)).isEmpty();

        depot.write("link.pkcs12", new byte[] {1});
        assertThat(depot.names()).containsExactly("link.pkcs12", "secret");
        assertThat(secret).hasContent("secret");
    }

    @Test
    void leavesNothingBehindWhenItCannotWrite() throws Exception {
        Files.createDirectory(directory.resolve("taken"));
        Files.writeString(directory.resolve("taken").resolve("x"), "");
        CertificateDepot depot = CertificateDepot.directory(directory);

        assertThatThrownBy(() -> depot.write("taken", new byte[1]))
                .isInstanceOfSatisfying(
                        DepotUnavailableException.class,
                        e -> assertThat(e.isRetryable()).isFalse());
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(directory.resolve("taken"));
        }
        assertThatThrownBy(CertificateDepot.directory(directory.resolve("none"))::names)
                .isInstanceOf(DepotUnavailableException.class);
    }

    /** What cannot be looked at is not for that reason known to be absent. */
    @Test
    void takesNoFailureForAnAbsentFile() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        for (Path away : List.of(file, file.resolve("in-a-file"), directory.resolve("away"))) {
            CertificateDepot depot = CertificateDepot.directory(away);

            assertThatThrownBy(() -> depot.read("a", 1)).isInstanceOf(DepotUnavailableException.class);
            assertThatThrownBy(() -> depot.delete("a")).isInstanceOf(DepotUnavailableException.class);
            assertThatThrownBy(() -> depot.write("a", new byte[1])).isInstanceOf(DepotUnavailableException.class);
            assertThatThrownBy(depot::names).isInstanceOf(DepotUnavailableException.class);
        }
    }

    @Test
    void showsReadersWholeFilesOnly() throws Exception {
        CertificateDepot depot = CertificateDepot.directory(directory);
        depot.write("f", new byte[50_000]);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> all = Stream.of(1, 2)
                    .<Future<?>>map(n -> writers.submit(() -> {
                        byte[] content = new byte[50_000];
                        Arrays.fill(content, n.byteValue());
                        for (int i = 0; i < 30; i++) {
                            depot.write("f", content);
                        }
                    }))
                    .toList();
            boolean running = true;
            while (running) {
                running = !all.stream().allMatch(Future::isDone);
                byte[] seen = depot.read("f", 100_000).orElseThrow();
                assertThat(seen).hasSize(50_000).containsOnly(seen[0]);
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(depot.names()).containsExactly("f");
    }

    @Test
    void liesInOtherFileSystemsToo() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("x.zip"), Map.of("create", "true"))) {
            CertificateDepot depot = CertificateDepot.directory(zip.getPath("/"));

            depot.write("a", new byte[] {1});
            depot.write("a", new byte[] {2});

            assertThat(depot.read("a", 9)).hasValue(new byte[] {2});
            assertThat(depot.names()).containsExactly("a");
        }
    }
}
