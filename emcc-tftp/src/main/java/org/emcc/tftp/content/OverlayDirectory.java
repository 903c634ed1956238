package org.emcc.tftp.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Static files of a directory, such as ring tones, background pictures and firmware, before those of another source.
 *
 * <p>The directory is read at the beginning and at each {@link #refresh}, whole and into memory. A request only looks into a map, so that
 * no disk keeps a server's thread; all files of a refresh change at the same moment, on every transport; and what is being copied
 * into the directory is not seen before somebody says that it is all there. Nothing watches the directory: call {@link #refresh} after an
 * upload, or now and then.
 *
 * <p>Names are compared as all names of files are, without regard to case. A name that is in the directory and cannot be served is
 * {@link ContentAnswer.Refused}, and not left to the other source: a symbolic link that leads out of the directory, what is no file, and
 * what is over a limit. A file that cannot be read in one piece keeps its former content, and is {@link ContentAnswer.Busy} without one.
 * Replace a file by a move within its file system, and each refresh sees it old or new; one that is written in place counts as it is when
 * its size and time have not changed while it was read, and, if it was written in the last four seconds, when reading it twice gave the same.
 * What begins with a dot is left out, and so is the second of two names that differ in case only, by the order of their characters.
 *
 * <p>Source: tftp 9.1 (real paths below the root), 10.2 (static before built), 10.3 (empty files are legal; changes without a restart), 17
 * (requirement 6). The limits are the SDK's own.
 *
 * @threadsafety thread-safe; refreshes come one after another, and no request waits for them
 * @since 0.1.0
 */
public final class OverlayDirectory implements ContentSource {
    private static final Logger LOG = LoggerFactory.getLogger(OverlayDirectory.class);
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ENTRIES = 65_536;
    private static final int ATTEMPTS = 3;
    /** A file system may give two changes within two seconds the same time, and its clock may be a second from ours and back. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    private final Path root;
    private final ContentSource other;
    private final int fileLimit;
    private final long totalLimit;
    private final Clock clock;
    private volatile Map<ContentName, Entry> files = Map.of();
    private List<Problem> problems = List.of(); // of the last refresh; guarded by this

    /** What was seen of a file from outside. */
    private record Stamp(
            long size, FileTime modified, @Nullable Object key) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }

        /** Whether a further change would be seen by its time. */
        boolean settled(Instant now) {
            return modified.toInstant().plus(SETTLING).isBefore(now);
        }
    }

    /** What is answered to a name; the stamp is there when the content need not be read again while it is the same. */
    private record Entry(
            ContentAnswer answer,
            @Nullable Content content,
            @Nullable Stamp stamp) {}

    /**
     * What a refresh has found.
     *
     * @param files how many files are served
     * @param bytes how many bytes they have together
     * @param problems what is refused, kept as it was, or left out, each with its name below the directory
     * @since 0.1.0
     */
    public record Refreshed(int files, long bytes, List<Problem> problems) {
        /**
         * Copies the list.
         *
         * @param files how many files are served
         * @param bytes how many bytes they have together
         * @param problems what is refused, kept as it was, or left out
         */
        public Refreshed {
            problems = Require.list(problems, "problems");
        }
    }

    private OverlayDirectory(Builder builder) throws IOException {
        this.root = builder.directory.toRealPath();
        this.other = builder.other;
        this.fileLimit = builder.fileLimit;
        this.totalLimit = builder.totalLimit;
        this.clock = builder.clock;
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(builder.directory.toString());
        }
    }

    /**
     * Begins a source.
     *
     * @param directory where the static files are
     * @return a new builder
     */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    @Override
    public ContentAnswer find(ContentRequest request) {
        Entry entry = files.get(request.name());
        return entry == null ? other.find(request) : entry.answer();
    }

    /**
     * Reads the directory again. Only files whose size, time or identity have changed are read; until all is, requests get what was there
     * before. Takes as much memory again as the changed files have.
     *
     * @return what was found
     * @throws UncheckedIOException when a folder cannot be listed; then nothing changes
     */
    public synchronized Refreshed refresh() {
        Walk walk = new Walk(files);
        try {
            walk.folder(root, "", 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of static files cannot be read", e);
        }
        files = Map.copyOf(walk.found);
        Refreshed refreshed = new Refreshed(walk.served, walk.bytes, walk.problems);
        LOG.debug("{} static files with {} bytes in {}", refreshed.files(), refreshed.bytes(), root);
        if (!refreshed.problems().equals(problems)) {
            refreshed.problems().forEach(problem -> LOG.warn("Static file {}", problem));
            problems = refreshed.problems();
        }
        return refreshed;
    }

    /** One reading of the directory. */
    private final class Walk {
        private final Map<ContentName, Entry> before;
        private final Map<ContentName, Entry> found = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<Path> above = new HashSet<>();
        private int entries;
        private int served;
        private long bytes;

        Walk(Map<ContentName, Entry> before) {
            this.before = before;
        }

        void folder(Path folder, String prefix, int depth) throws IOException {
            if (depth > MAX_DEPTH || !above.add(folder)) {
                problem(prefix, "a folder is at most " + MAX_DEPTH + " deep, and not in itself");
                return;
            }
            List<Path> sorted = new ArrayList<>();
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(sorted::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            } catch (NoSuchFileException e) {
                if (depth == 0) {
                    throw e;
                }
            }
            sorted.sort(null);
            for (Path each : sorted) {
                String name = prefix + each.getFileName();
                if (++entries == MAX_ENTRIES + 1) {
                    problem(
                            name,
                            "a directory has at most " + MAX_ENTRIES + " files, this and further ones are left out");
                }
                if (entries <= MAX_ENTRIES && !each.getFileName().toString().startsWith(".")) {
                    entry(each, name, depth);
                }
            }
            above.remove(folder);
        }

        private void entry(Path each, String asNamed, int depth) throws IOException {
            Decoded<ContentName> decoded = ContentName.decode(asNamed);
            if (decoded.value().isEmpty()) {
                problem(asNamed, decoded.problems().get(0).message());
                return;
            }
            ContentName name = decoded.value().get();
            if (found.containsKey(name)) {
                problem(asNamed, "another name differs from this one in case only");
                return;
            }
            Path real;
            BasicFileAttributes attributes;
            try {
                real = each.toRealPath();
                attributes = attributes(real);
            } catch (NoSuchFileException e) {
                return; // gone meanwhile, or a link to nothing
            } catch (IOException e) {
                refuse(name, asNamed, "cannot be looked at");
                return;
            }
            if (!real.startsWith(root)) {
                refuse(name, asNamed, "leads out of the directory");
            } else if (attributes.isDirectory()) {
                folder(real, asNamed + "/", depth + 1);
            } else if (!attributes.isRegularFile()) {
                refuse(name, asNamed, "is not a regular file");
            } else if (attributes.size() > fileLimit) {
                refuse(name, asNamed, "has more than " + fileLimit + " bytes");
            } else if (attributes.size() > totalLimit - bytes) {
                refuse(name, asNamed, "would make it more than " + totalLimit + " bytes together");
            } else {
                file(real, name, asNamed, Stamp.of(attributes));
            }
        }

        private void file(Path real, ContentName name, String asNamed, Stamp seen) {
            Entry old = before.get(name);
            if (old != null && seen.equals(old.stamp())) {
                serve(name, old);
                return;
            }
            try {
                serve(name, read(real));
            } catch (IOException e) {
                LOG.debug("{} cannot be read: {}", real, e.toString());
                if (old != null && old.content() != null && old.content().size() <= totalLimit - bytes) {
                    problem(asNamed, "cannot be read in one piece, and is served as it was");
                    serve(name, new Entry(old.answer(), old.content(), null));
                } else {
                    problem(asNamed, "cannot be read in one piece");
                    found.put(name, new Entry(new ContentAnswer.Busy(), null, null));
                }
            }
        }

        private void serve(ContentName name, Entry entry) {
            found.put(name, entry);
            served++;
            bytes += entry.content() == null ? 0 : entry.content().size();
        }

        private void refuse(ContentName name, String asNamed, String why) {
            problem(asNamed, why);
            found.put(name, new Entry(new ContentAnswer.Refused(), null, null));
        }

        private void problem(String asNamed, String why) {
            problems.add(new Problem(Require.clip(asNamed), why));
        }

        private Entry read(Path real) throws IOException {
            for (int i = 0; i < ATTEMPTS; i++) {
                Instant before = clock.instant();
                Stamp stamp = Stamp.of(attributes(real));
                // As it was before the reading: what is written while it goes on may have the same time.
                boolean settled = stamp.settled(before);
                byte[] read = bytes(real);
                boolean same = (settled || Arrays.equals(read, bytes(real)))
                        && stamp.equals(Stamp.of(attributes(real)))
                        && read.length == stamp.size()
                        && real.toRealPath().equals(real);
                if (same && read.length <= totalLimit - bytes) {
                    Content content = Content.ofOwn(read, version(read));
                    return new Entry(new ContentAnswer.Found(content), content, settled ? stamp : null);
                }
            }
            throw new IOException("it changes all the time");
        }

        private byte[] bytes(Path real) throws IOException {
            try (SeekableByteChannel in =
                    Files.newByteChannel(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                if (in.size() > fileLimit) {
                    throw new IOException("it has grown over the limit");
                }
                ByteBuffer read = ByteBuffer.allocate((int) in.size());
                while (read.hasRemaining() && in.read(read) >= 0) {
                    // Until there is no more.
                }
                return read.hasRemaining() ? Arrays.copyOf(read.array(), read.position()) : read.array();
            }
        }
    }

    private static BasicFileAttributes attributes(Path real) throws IOException {
        return Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Of the bytes and nothing else, so that a file that was only touched is the same to a client that has it. */
    private static String version(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    /**
     * Collects what a source needs.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final Path directory;
        private ContentSource other = request -> new ContentAnswer.NotFound();
        private int fileLimit = 128 * 1024 * 1024;
        private long totalLimit = 512L * 1024 * 1024;
        private Clock clock = Clock.systemUTC();

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /**
         * Who is asked for what is not in the directory. Nobody by default.
         *
         * @param source the source of built files
         * @return this builder
         */
        public Builder over(ContentSource source) {
            this.other = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * How long a file may be. 128 MiB by default, because firmware has up to 100 MB (tftp 11).
         *
         * @param bytes 0 to 1 GiB
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder fileLimit(int bytes) {
            this.fileLimit = Require.range(bytes, "limit of a file", 0, 1 << 30);
            return this;
        }

        /**
         * How long all files together may be. 512 MiB by default. Files are taken in the order of their names; one that does not fit is
         * refused.
         *
         * @param bytes zero or more
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder totalLimit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("limit of all files must not be negative, but is " + bytes);
            }
            this.totalLimit = bytes;
            return this;
        }

        /**
         * Which time it is when a file is read; the system's clock by default. It must be that of the file system, give or take a second.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Reads the directory.
         *
         * @return the source
         * @throws UncheckedIOException when the directory cannot be read
         */
        public OverlayDirectory build() {
            OverlayDirectory made;
            try {
                made = new OverlayDirectory(this);
            } catch (IOException e) {
                throw new UncheckedIOException("The directory of static files cannot be read", e);
            }
            Refreshed unused = made.refresh();
            return made;
        }
    }
}
