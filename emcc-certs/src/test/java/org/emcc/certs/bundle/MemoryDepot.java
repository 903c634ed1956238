package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.depot.DepotUnavailableException;

/**
 * A depot in memory which, like one over SFTP, replaces a file in two steps. It can stop for good before any of its steps, as in
 * a crash, or let somebody look in between.
 */
final class MemoryDepot implements CertificateDepot {
    private final Map<String, byte[]> files = new TreeMap<>();
    private Optional<Random> order = Optional.empty();
    private Runnable between = () -> {};
    private Runnable listing = () -> {};
    private Consumer<String> reading = name -> {};
    private int stepsLeft = Integer.MAX_VALUE;
    private boolean watched;

    Map<String, byte[]> files() {
        return files;
    }

    void listInAnyOrder(Random random) {
        order = Optional.of(random);
    }

    void crashAfter(int steps) {
        stepsLeft = steps;
    }

    void inBetween(Runnable look) {
        between = look;
    }

    /** Somebody does something before files are listed. */
    void beforeListing(Runnable act) {
        listing = act;
    }

    /** Somebody does something before a file is read. */
    void beforeReading(Consumer<String> act) {
        reading = act;
    }

    private void step() {
        if (!watched) {
            watched = true;
            between.run();
            watched = false;
        }
        if (stepsLeft-- == 0) {
            stepsLeft = 0;
            throw new DepotUnavailableException("crashed", false, new IllegalStateException());
        }
    }

    @Override
    public List<String> names() {
        if (!watched) {
            watched = true;
            listing.run();
            watched = false;
        }
        List<String> names = new ArrayList<>(files.keySet());
        order.ifPresent(random -> Collections.shuffle(names, random));
        return names;
    }

    @Override
    public Optional<byte[]> read(String name, int most) {
        reading.accept(name);
        return Optional.ofNullable(files.get(name)).map(all -> Arrays.copyOf(all, Math.min(all.length, most)));
    }

    @Override
    public void write(String name, byte[] content) {
        if (files.containsKey(name)) {
            if (Arrays.equals(files.get(name), content)) {
                return;
            }
            delete(name);
        }
        step();
        files.put(name, content.clone());
    }

    @Override
    public boolean delete(String name) {
        if (!files.containsKey(name)) {
            return false;
        }
        step();
        return files.remove(name) != null;
    }
}
