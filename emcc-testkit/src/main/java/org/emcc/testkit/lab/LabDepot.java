package org.emcc.testkit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.emcc.certs.depot.CertificateDepot;
import org.jspecify.annotations.Nullable;

/**
 * Where the clusters of a lab exchange their certificates: a given directory, or else memory. When somebody asks for the directory, what
 * is in memory moves to a temporary one, which is the place from then on.
 */
final class LabDepot implements CertificateDepot, AutoCloseable {
    private final TreeMap<String, byte[]> memory = new TreeMap<>();
    private final boolean temporary;
    private @Nullable Path directory;
    private @Nullable CertificateDepot files;

    /** In memory. */
    LabDepot() {
        this.temporary = true;
    }

    /** In a directory, which is there and stays. */
    LabDepot(Path directory) {
        this.temporary = false;
        this.directory = directory;
        this.files = CertificateDepot.directory(directory);
    }

    /** The directory, made now if it was not given. */
    synchronized Path directory() {
        if (directory == null) {
            Path made;
            try {
                made = Files.createTempDirectory("emcc-lab");
            } catch (IOException e) {
                throw new UncheckedIOException("no directory for the certificates can be made", e);
            }
            CertificateDepot there = CertificateDepot.directory(made);
            memory.forEach(there::writeUnforced);
            memory.clear();
            files = there;
            directory = made;
        }
        return directory;
    }

    @Override
    public synchronized List<String> names() {
        return files == null ? List.copyOf(memory.keySet()) : files.names();
    }

    @Override
    public synchronized Optional<byte[]> read(String name, int most) {
        if (files != null) {
            return files.read(name, most);
        }
        return Optional.ofNullable(memory.get(name)).map(all -> Arrays.copyOf(all, Math.min(all.length, most)));
    }

    @Override
    public synchronized void write(String name, byte[] content) {
        if (files == null) {
            memory.put(name, content.clone());
        } else {
            files.write(name, content);
        }
    }

    @Override
    public synchronized boolean delete(String name) {
        return files == null ? memory.remove(name) != null : files.delete(name);
    }

    /** Deletes the temporary directory, where there is one. */
    @Override
    public synchronized void close() {
        if (!temporary || directory == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the certificates of the lab could not be deleted", e);
        }
    }
}
