package org.emcc.core.em.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.emcc.core.internal.HostNames;

/**
 * Places for which remote addresses compete. While there are free ones, whoever comes gets one. When all are taken, an address with less
 * than a quarter of them gets that of one with more, so that no single address keeps the others out. An IPv6 address counts by its network.
 * Thread-safe.
 */
final class Places {
    private final int all;
    private final int share;
    private final List<Place> taken = new ArrayList<>(); // in the order in which they were; guarded by this

    /**
     * Some places.
     *
     * @param all how many there are
     */
    Places(int all) {
        this.all = all;
        this.share = Math.max(1, all / 4);
    }

    /** A place of somebody; each is equal to itself only. */
    private static final class Place {
        private final String holder;
        private final Runnable whenTaken;

        Place(String holder, Runnable whenTaken) {
            this.holder = holder;
            this.whenTaken = whenTaken;
        }
    }

    /**
     * Takes a place.
     *
     * @param whenTaken tells whoever has the place that it was given to another
     * @return what gives it back, also when it was given to another meanwhile; empty when there is none for this address
     */
    synchronized Optional<Runnable> take(InetAddress address, Runnable whenTaken) {
        String from = HostNames.network(address.getHostAddress());
        if (taken.size() >= all && !makeRoom(from)) {
            return Optional.empty();
        }
        Place place = new Place(from, whenTaken);
        taken.add(place);
        return Optional.of(() -> giveBack(place));
    }

    /** Takes the oldest place of the address with the most. */
    private boolean makeRoom(String from) {
        Map<String, Long> each = taken.stream()
                .collect(Collectors.groupingBy(place -> place.holder, LinkedHashMap::new, Collectors.counting()));
        Map.Entry<String, Long> most =
                each.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        if (each.getOrDefault(from, 0L) >= share || most.getValue() <= share) {
            return false;
        }
        Place oldest = taken.stream()
                .filter(place -> place.holder.equals(most.getKey()))
                .findFirst()
                .orElseThrow();
        giveBack(oldest);
        oldest.whenTaken.run();
        return true;
    }

    private synchronized void giveBack(Place place) {
        taken.remove(place);
    }
}
