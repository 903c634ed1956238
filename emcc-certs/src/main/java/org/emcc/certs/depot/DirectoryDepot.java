package org.emcc.certs.depot;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.emcc.certs.internal.FileNames;
import org.emcc.certs.internal.Printable;
import org.emcc.core.internal.Require;

/** A depot in a directory. */
final class DirectoryDepot implements CertificateDepot {
    private static final int TEMPORARY_NAMES = 10_000;
    private static final int RACES = 100;
    private static final int FEW = 5;

    /** For more than that no memory is taken before it has been read. */
    private static final int FIRST_OCTETS = 1 << 20;

    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);

    private final Path directory;

    DirectoryDepot(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    @Override
    public List<String> names() {
        return names(name -> true);
    }

    @Override
    public List<String> names(Predicate<? super String> wanted) {
        Objects.requireNonNull(wanted, "wanted");
        for (int i = 1; ; i++) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                String separator = directory.getFileSystem().getSeparator();
                List<String> names = new ArrayList<>();
                for (Path file : files) { // what is not wanted is not looked at: that costs more than all the rest
                    String text = file.toString(); // no path of each name, of which there are thousands
                    String name = text.substring(text.lastIndexOf(separator) + 1);
                    if (wanted.test(name) && FileNames.isName(name) && isFile(file)) {
                        names.add(name);
                    }
                }
                if (names.isEmpty()) { // an SFTP file system lists a file, and finds nothing in it
                    requireDirectory();
                }
                Collections.sort(names);
                return List.copyOf(names);
            } catch (IOException | DirectoryIteratorException | UncheckedIOException | ClosedFileSystemException e) {
                if (isOver(i, e)) { // an SFTP server may stumble over files that are taken away meanwhile
                    throw DepotFailure.of("the depot " + where() + " cannot be listed", directory, directory, e);
                }
            }
        }
    }

    @Override
    public Optional<byte[]> read(String name, int most) {
        Path file = resolve(name);
        Require.range(most, "octets to read", 0, Integer.MAX_VALUE);
        int gone = 0;
        for (int i = 1; ; i++) {
            try {
                long size = size(file);
                if (size >= 0) {
                    // Not by a stream: that over SFTP asks for the size before it opens the file.
                    try (SeekableByteChannel in =
                            Files.newByteChannel(file, isLocal() ? READ_NO_LINK : Set.of(StandardOpenOption.READ))) {
                        return Optional.of(read(in, size, most));
                    }
                }
                gone++;
            } catch (IOException | UncheckedIOException | ClosedFileSystemException e) {
                if (isLocal() ? !isGone(file) : isOver(i, e)) {
                    throw failed(name, "read", file, e);
                }
                gone += isLocal() ? 1 : 0;
            }
            if (gone == (isLocal() ? 1 : FEW)) { // elsewhere a file that is being replaced may vanish for a moment
                return Optional.empty();
            }
        }
    }

    /** At once what is there by its size, and whatever may have come meanwhile. */
    private static byte[] read(SeekableByteChannel in, long size, int most) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate((int) Math.min(Math.min(size, FIRST_OCTETS) + 1, most));
        while (octets.hasRemaining() && in.read(octets) >= 0) {
            if (octets.hasRemaining() && octets.position() == size && in instanceof FileChannel) {
                break; // the disk had no octet more
            }
            if (!octets.hasRemaining() && octets.capacity() < most) {
                int more = (int) Math.min(octets.capacity() * 2L, most);
                octets = ByteBuffer.wrap(Arrays.copyOf(octets.array(), more)).position(octets.position());
            }
        }
        return octets.hasRemaining() ? Arrays.copyOf(octets.array(), octets.position()) : octets.array();
    }

    /**
     * Whether there is a file of this name, which is no link. That it is not there is known only when the file system says so: any
     * other failure is one of the depot.
     */
    private boolean isFile(Path file) throws IOException {
        return size(file) >= 0;
    }

    /** The size that the file system tells, or -1 when there is no such file. */
    private long size(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                return Math.max(0, attributes.size());
            }
        } catch (NoSuchFileException e) {
            // Absent, if the directory is there; of what is below a file, an SFTP file system does not even say so.
        }
        requireDirectory();
        return -1;
    }

    /** A directory that is away, or is none, says of every file that there is no such file: that is nothing known of the file. */
    private void requireDirectory() throws IOException {
        if (!Files.readAttributes(directory, BasicFileAttributes.class).isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
    }

    /** Whether it is known that there is no file of this name. */
    private boolean isGone(Path file) {
        try {
            return !isFile(file);
        } catch (IOException | UncheckedIOException | ClosedFileSystemException e) {
            return false;
        }
    }

    @Override
    public void write(String name, byte[] content) {
        write(name, content, true);
    }

    @Override
    public void writeUnforced(String name, byte[] content) {
        write(name, content, false);
    }

    private void write(String name, byte[] content, boolean forced) {
        Path file = resolve(name);
        Objects.requireNonNull(content, "content");
        try {
            Path temporary = writeTemporary(content, forced);
            try {
                move(temporary, file, content);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
        } catch (IOException | UncheckedIOException | ClosedFileSystemException | ReadOnlyFileSystemException e) {
            throw failed(name, "written", file, e);
        }
    }

    /**
     * On the platform's own file systems in one step. Elsewhere, such as over SFTP, a file that is to be replaced may be deleted
     * first, even where one step was asked for: so there a new name is taken first without replacing anything, a file that has the
     * content already is left alone, and only one that has other content is replaced.
     */
    private void move(Path temporary, Path file, byte[] content) throws IOException {
        if (isLocal()) {
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return;
        }
        boolean taken = false;
        int otherFailures = 0;
        for (int i = 1; ; i++) {
            try {
                if (taken) {
                    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.move(temporary, file);
                }
                return;
            } catch (IOException e) {
                // Not every file system has an exception of its own for a name that is taken.
                taken = e instanceof FileAlreadyExistsException || Files.exists(file, NOFOLLOW_LINKS);
                otherFailures += taken ? 0 : 1;
                if (i == RACES || (!taken && isOver(otherFailures, e)) || !isFile(temporary)) {
                    throw e;
                }
                if (taken && holds(file, content)) {
                    Files.deleteIfExists(temporary);
                    return;
                }
            }
        }
    }

    private boolean holds(Path file, byte[] content) {
        return read(file.getFileName().toString(), content.length + 1)
                .filter(present -> Arrays.equals(present, content))
                .isPresent();
    }

    /**
     * Not by the platform's temporary files, which only their owner may read: the other clusters must. Writers of different
     * content do not meet.
     */
    private Path writeTemporary(byte[] content, boolean forced) throws IOException {
        String hash = hash(content);
        int otherFailures = 0;
        for (int i = 0; i < TEMPORARY_NAMES; i++) {
            Path temporary = directory.resolve(".emcc-" + hash + "-" + i + ".part");
            SeekableByteChannel channel;
            try {
                channel = Files.newByteChannel(
                        temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (IOException e) {
                if (!isLocal()) { // of what is below a file, an SFTP file system says that it is there
                    requireDirectory();
                }
                boolean taken = e instanceof FileAlreadyExistsException || Files.exists(temporary, NOFOLLOW_LINKS);
                otherFailures += taken ? 0 : 1;
                if (taken || !isOver(otherFailures, e)) {
                    continue; // not every file system says that another writer was faster
                }
                throw e;
            }
            try (channel) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                if (forced && channel instanceof FileChannel onDisk) {
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

    /**
     * Whether another attempt makes no sense. Elsewhere than in the platform's own file systems a failure may be that of a race: over a
     * file that went there are many attempts, else few, and none where the reason lasts or each would wait as long.
     */
    private boolean isOver(int attempts, Exception failure) {
        return isLocal()
                || DepotFailure.lasts(failure)
                || attempts >= (DepotFailure.isOfAMissingFile(failure) ? RACES : FEW);
    }

    /** Whether it is in one of the platform's own file systems. */
    boolean isLocal() {
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
        for (int i = 1; ; i++) {
            try {
                boolean deleted = Files.deleteIfExists(file);
                if (!deleted) {
                    requireDirectory();
                }
                return deleted;
            } catch (IOException | UncheckedIOException | ClosedFileSystemException | ReadOnlyFileSystemException e) {
                if (isAbsent(file)) {
                    return false;
                }
                if (isOver(i, e)) {
                    throw failed(name, "deleted", file, e);
                }
            }
        }
    }

    /** Whether it is known that nothing has this name. */
    private boolean isAbsent(Path file) {
        try {
            return size(file) < 0 && !Files.exists(file, NOFOLLOW_LINKS);
        } catch (IOException | UncheckedIOException | ClosedFileSystemException e) {
            return false;
        }
    }

    private DepotUnavailableException failed(String name, String done, Path file, Exception e) {
        return DepotFailure.of(
                "the file " + Printable.of(name) + " of the depot " + where() + " cannot be " + done,
                directory,
                file,
                e);
    }

    private String where() {
        return Printable.of(directory.toString());
    }

    private Path resolve(String name) {
        Objects.requireNonNull(name, "name");
        if (FileNames.isName(name)) {
            try {
                Path file = directory.resolve(name);
                if (directory.equals(file.getParent()) || directory.toString().isEmpty()) {
                    return file;
                }
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(FileNames.rule(name), e);
            }
        }
        throw new IllegalArgumentException(FileNames.rule(name));
    }
}
