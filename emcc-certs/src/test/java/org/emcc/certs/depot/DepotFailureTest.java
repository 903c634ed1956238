package org.emcc.certs.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentence of a depot that fails names the directory and the reason, and says truly whether trying again may help. */
class DepotFailureTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryThatIsNotThere() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        for (Path away : List.of(directory.resolve("away"), file.resolve("below"), file.resolve("far/off/below"))) {
            all(CertificateDepot.directory(away), away, "there is no such directory");
        }
        all(CertificateDepot.directory(file), file, "it is not a directory");
    }

    private static void all(CertificateDepot depot, Path where, String reason) {
        assertThat(failure(depot::names)).hasMessage("the depot " + where + " cannot be listed: " + reason);
        assertThat(failure(() -> depot.read("a", 1)))
                .hasMessage("the file a of the depot " + where + " cannot be read: " + reason);
        assertThat(failure(() -> depot.write("a", new byte[1])))
                .hasMessage("the file a of the depot " + where + " cannot be written: " + reason);
        assertThat(failure(() -> depot.delete("a")))
                .hasMessage("the file a of the depot " + where + " cannot be deleted: " + reason);
        for (ThrowingCallable each : List.<ThrowingCallable>of(
                depot::names, () -> depot.read("a", 1), () -> depot.write("a", new byte[1]), () -> depot.delete("a"))) {
            assertThat(failure(each).isRetryable()).isFalse();
        }
    }

    @Test
    void aDirectoryInPlaceOfTheFile() throws Exception {
        Files.createDirectory(directory.resolve("taken"));
        Files.writeString(directory.resolve("taken").resolve("x"), "");
        CertificateDepot depot = CertificateDepot.directory(directory);

        DepotUnavailableException written = failure(() -> depot.write("taken", new byte[1]));
        assertThat(written)
                .hasMessage(
                        "the file taken of the depot " + directory + " cannot be written: a directory has its name");
        assertThat(written.isRetryable()).isFalse();
        assertThat(failure(() -> depot.delete("taken")).isRetryable()).isFalse();
    }

    @Test
    void aFileSystemThatTakesNothing() throws Exception {
        FileSystem platform = FileSystems.getFileSystem(URI.create("jrt:/"));
        CertificateDepot readOnly = CertificateDepot.directory(platform.getPath("/modules/java.base"));
        for (ThrowingCallable each : List.<ThrowingCallable>of(
                () -> readOnly.write("a", new byte[1]), () -> readOnly.delete("module-info.class"))) {
            DepotUnavailableException failure = failure(each);
            assertThat(failure)
                    .hasMessageMatching("the file .* of the depot /modules/java.base cannot be (written|deleted):"
                            + " its file system is read-only");
            assertThat(failure.isRetryable()).isFalse();
        }

        DepotUnavailableException closed =
                DepotFailure.of("it cannot be read", directory, directory, new ClosedFileSystemException());
        assertThat(closed).hasMessage("it cannot be read: its file system is closed");
        assertThat(closed.isRetryable()).isFalse();
    }

    @Test
    void permissionIsDenied() {
        for (Exception each : List.of(
                new AccessDeniedException("/x"),
                new FileSystemException("/x", null, "Permission denied"),
                new IOException("SFTP error (SSH_FX_PERMISSION_DENIED): Permission denied"),
                new DirectoryIteratorException(new AccessDeniedException("/x")),
                new UncheckedIOException(new AccessDeniedException("/x")))) {
            DepotUnavailableException failure = DepotFailure.of("it cannot be read", directory, directory, each);

            assertThat(failure)
                    .hasMessage("it cannot be read: permission is denied")
                    .hasCause(each);
            assertThat(failure.isRetryable()).isFalse();
        }
    }

    @Test
    void whatMayPass() {
        for (Map.Entry<Exception, String> each : Map.of(
                        new IOException("connection lost\n"), "connection lost\\u000a",
                        new IOException(), "IOException",
                        new NoSuchFileException("/x"), "NoSuchFileException",
                        new FileSystemException("/permission denied/x", null, "No space left on device"),
                                "No space left on device",
                        new UncheckedIOException("wrapped", new IOException("reset")), "reset",
                        new IOException("x".repeat(300)), "x".repeat(256) + "…")
                .entrySet()) {
            DepotUnavailableException failure =
                    DepotFailure.of("it cannot be read", directory, directory.resolve("a"), each.getKey());

            assertThat(failure).hasMessage("it cannot be read: " + each.getValue());
            assertThat(failure.isRetryable()).isTrue();
        }
    }

    private static DepotUnavailableException failure(ThrowingCallable call) {
        DepotUnavailableException failure = catchThrowableOfType(DepotUnavailableException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
