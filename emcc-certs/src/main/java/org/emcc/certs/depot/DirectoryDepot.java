package org.emcc.certs.depot;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.emcc.core.internal.Require;

/** A depot in a directory. */
final class DirectoryDepot implements CertificateDepot {
    private static final int LONGEST_NAME = 255;
    private static final int TEMPORARY_NAMES = 10_000;
    private static final int RACES = 100;

    private final Path directory;

    DirectoryDepot(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    @Override
    public List<String> names() {
        for (int i = 1; ; i++) {
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(file -> Files.isRegularFile(file, NOFOLLOW_LINKS))
                        .map(file -> file.getFileName().toString())
                        .filter(DirectoryDepot::isName)
                        .sorted()
                        .toList();
            } catch (IOException | UncheckedIOException e) {
                if (isLocal() || i == RACES) { // an SFTP server may stumble over files that are taken away meanwhile
                    throw new DepotUnavailableException("the depot " + directory + " cannot be listed", true, e);
                }
            }
        }
    }

    @Override
    public Optional<byte[]> read(String name, int most) {
        Path file = resolve(name);
        Require.range(most, "octets to read", 0, Integer.MAX_VALUE);
        for (int i = 1; ; i++) {
            try {
                if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                    return Optional.empty();
                }
                // Not by a stream: that over SFTP asks for the size before it opens the file.
                try (InputStream in = Channels.newInputStream(Files.newByteChannel(file, StandardOpenOption.READ))) {
                    return Optional.of(in.readNBytes(most));
                }
            } catch (IOException | UncheckedIOException e) {
                if (isGone(file)) {
                    return Optional.empty();
                }
                if (isLocal() || i == RACES) {
                    throw new DepotUnavailableException("the file " + name + " of the depot cannot be read", true, e);
                }
            }
        }
    }

    /** Not every file system has an exception of its own for a file that is not there. */
    private static boolean isGone(Path file) {
        try {
            return !Files.exists(file, NOFOLLOW_LINKS);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void write(String name, byte[] content) {
        Path file = resolve(name);
        Objects.requireNonNull(content, "content");
        try {
            Path temporary = writeTemporary(content);
            try {
                move(temporary, file);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new DepotUnavailableException("the file " + name + " of the depot cannot be written", true, e);
        }
    }

    /**
     * In one step where the file system has that. Over SFTP there may be two, the file being deleted first even where one step
     * was asked for; then another writer may come in between, and both try again.
     */
    private void move(Path temporary, Path file) throws IOException {
        boolean oneStep = true;
        for (int i = 1; ; i++) {
            try {
                if (oneStep) {
                    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
                }
                return;
            } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
                if (!oneStep) {
                    throw e;
                }
                oneStep = false;
            } catch (IOException e) {
                if (isLocal() || i == RACES || !Files.isRegularFile(temporary, NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Not by the platform's temporary files, which only their owner may read: the other clusters must. Writers of different
     * content do not meet.
     */
    private Path writeTemporary(byte[] content) throws IOException {
        String hash = hash(content);
        for (int i = 0; i < TEMPORARY_NAMES; i++) {
            Path temporary = directory.resolve(".emcc-" + hash + "-" + i + ".part");
            SeekableByteChannel channel;
            try {
                channel = Files.newByteChannel(
                        temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (IOException e) {
                boolean taken = e instanceof FileAlreadyExistsException || !isGone(temporary);
                if (taken || (!isLocal() && i < RACES)) {
                    continue; // not every file system says that another writer was faster
                }
                throw e;
            }
            try (channel) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                if (channel instanceof FileChannel onDisk) {
                    onDisk.force(true);
                }
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
            return temporary;
        }
        throw new IOException("all " + TEMPORARY_NAMES + " temporary names .emcc-" + hash + "-N.part are taken");
    }

    private boolean isLocal() {
        return directory.getFileSystem().equals(FileSystems.getDefault());
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean delete(String name) {
        Path file = resolve(name);
        try {
            return Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            if (isGone(file)) {
                return false;
            }
            throw new DepotUnavailableException("the file " + name + " of the depot cannot be deleted", true, e);
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.charAt(0) != '.'
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    private Path resolve(String name) {
        Objects.requireNonNull(name, "name");
        if (isName(name)) {
            try {
                Path file = directory.resolve(name);
                if (directory.equals(file.getParent()) || directory.toString().isEmpty()) {
                    return file;
                }
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(rule(name), e);
            }
        }
        throw new IllegalArgumentException(rule(name));
    }

    private static String rule(String name) {
        return "file name in a depot must have 1 to " + LONGEST_NAME
                + " characters, no dot at its beginning and no separator or control character, but is \""
                + Require.clip(name) + "\"";
    }
}
