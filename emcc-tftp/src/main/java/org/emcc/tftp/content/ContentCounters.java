package org.emcc.tftp.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a source has done since it was made, all of one instant, by the names of the product's object <em>Cisco TFTP</em>. Each source has
 * those counters only that it counts:
 *
 * <ul>
 *   <li>{@link CachedContent}: {@code BuildCount} (files built) and among them {@code BuildDeviceCount} ({@code SEP…}, {@code ATA…}),
 *       {@code BuildDialruleCount} (names with {@code DialRules}), {@code BuildSoftkeyCount} ({@code SK…}); {@code BuildAbortCount} (builds
 *       that have failed or found no thread); {@code ChangeNotifications} (invalidations), and of them those of one file by its kind,
 *       {@code DeviceChangeNotifications}, {@code DialruleChangeNotifications}, {@code SoftkeyChangeNotifications};
 *       {@code SEPFoundCount}, {@code SEPNotFoundCount} and the same for {@code SIP}, {@code LD}, {@code GK}: requests for names that begin
 *       so, which were in the cache, or were not.
 *   <li>{@link SignedContent}: {@code BuildSignCount} (files signed) and {@code BuildAbortCount} (signings that have failed).
 * </ul>
 *
 * <p>Not there, because nothing of the kind is done here: {@code EncryptCount} (files are encrypted by whoever builds them),
 * {@code BuildDuration} (there is no build of everything), {@code BuildUnitCount} and {@code UnitChangeNotifications} (what a unit is, is
 * not known), {@code SegmentsFromDisk} and {@code HttpServedFromDisk} (no request reads a disk: see {@link OverlayDirectory}), and
 * {@code HeartBeat}. Those of the servers are in {@code TftpCounters} and {@code HttpCounters}.
 *
 * <p>Source: tftp 10.1. What each counter of the product counts exactly is recalled there, not known, and so are the names of those of the
 * cache (inferred).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ContentCounters {
    private final Map<String, Long> counts;

    private ContentCounters(Map<String, Long> counts) {
        this.counts = Collections.unmodifiableMap(counts);
    }

    static ContentCounters of(Map<String, Long> counts) {
        return new ContentCounters(new LinkedHashMap<>(counts));
    }

    /**
     * These and those of another source of the same service; what both count is added.
     *
     * @param other the others
     * @return all of them
     */
    public ContentCounters and(ContentCounters other) {
        Map<String, Long> both = new LinkedHashMap<>(counts);
        Objects.requireNonNull(other, "other").counts.forEach((name, count) -> both.merge(name, count, Long::sum));
        return new ContentCounters(both);
    }

    /**
     * All counters.
     *
     * @return an unmodifiable map from names to 0 or more, always in the same order
     */
    public Map<String, Long> toMap() {
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentCounters that && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return "ContentCounters" + counts;
    }
}
