package org.emcc.certs.depot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.emcc.certs.internal.SubjectNames;

/** Why a directory could not do what it was asked, and whether trying again may help. */
final class DepotFailure {
    /** So says an SFTP server whose client has no exception of its own for it. */
    private static final String DENIED = "permission denied";

    private static final String MISSING = "no such file";

    private DepotFailure() {}

    /**
     * The exception.
     *
     * @param what what cannot be done, such as "the depot /x cannot be listed"
     * @param directory the directory
     * @param file the file in it, or the directory again
     * @param failure what the file system threw
     */
    static DepotUnavailableException of(String what, Path directory, Path file, Exception failure) {
        Optional<String> lasting = lasting(directory, file, failure);
        return new DepotUnavailableException(
                what + ": " + lasting.orElseGet(() -> SubjectNames.text(said(cause(failure)))),
                lasting.isEmpty(),
                failure);
    }

    /** Whether another attempt at once would end alike, or wait as long; so far as that is known without a question to the file system. */
    static boolean lasts(Exception failure) {
        return lasting(failure).isPresent() || failure instanceof NotDirectoryException || isOfTime(cause(failure));
    }

    private static boolean isOfTime(Throwable cause) {
        return cause instanceof InterruptedIOException
                || cause instanceof TimeoutException
                || (cause.getCause() != null && isOfTime(cause.getCause()));
    }

    /** Whether a file was not there; an SFTP file system may have no exception of its own for it. */
    static boolean isOfAMissingFile(Exception failure) {
        Throwable cause = cause(failure);
        return cause instanceof NoSuchFileException
                || said(cause).toLowerCase(Locale.ROOT).contains(MISSING);
    }

    /** What stays as it is until somebody changes it. */
    private static Optional<String> lasting(Path directory, Path file, Exception failure) {
        if (isOfTime(cause(failure))) { // to ask why would take as long again
            return Optional.empty();
        }
        try {
            return noDirectory(directory)
                    .or(() -> lasting(failure))
                    .or(() -> !file.equals(directory) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                            ? Optional.of("a directory has its name")
                            : Optional.empty());
        } catch (UncheckedIOException | ClosedFileSystemException e) {
            return lasting(failure);
        }
    }

    private static Optional<String> lasting(Exception failure) {
        if (failure instanceof ClosedFileSystemException) {
            return Optional.of("its file system is closed");
        }
        if (failure instanceof ReadOnlyFileSystemException) {
            return Optional.of("its file system is read-only");
        }
        return isDenied(cause(failure)) ? Optional.of("permission is denied") : Optional.empty();
    }

    private static boolean isDenied(Throwable cause) {
        return cause instanceof AccessDeniedException
                || said(cause).toLowerCase(Locale.ROOT).contains(DENIED);
    }

    private static Optional<String> noDirectory(Path directory) {
        try {
            return Files.readAttributes(directory, BasicFileAttributes.class).isDirectory()
                    ? Optional.empty()
                    : Optional.of("it is not a directory");
        } catch (NoSuchFileException e) {
            return Optional.of("there is no such directory");
        } catch (IOException e) {
            return isBelowAFile(directory) ? Optional.of("there is no such directory") : Optional.empty();
        }
    }

    /** What is there below a file, file systems do not say in one way. */
    private static boolean isBelowAFile(Path directory) {
        Path above = directory.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return above != null && !Files.isDirectory(above);
    }

    private static Throwable cause(Exception failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure instanceof DirectoryIteratorException || failure instanceof UncheckedIOException;
        return wraps && cause != null ? cause : failure;
    }

    /** Of what a file system says, without the path, which is told already. */
    private static String said(Throwable cause) {
        String said = cause instanceof FileSystemException ofFile ? ofFile.getReason() : cause.getMessage();
        return said == null || said.isBlank() ? cause.getClass().getSimpleName() : said;
    }
}
