package org.emcc.certs.bundle;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.emcc.core.Decoded;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Which STORE files count, with which content: of two entries for one file the later counts. Any number of manifests may lie
 * in a depot at once; together they say what one made of all of them would say, in whatever order. So a writer never replaces a
 * manifest: it lays down one that says all that it read and what is new, and then takes away those it read.
 */
record ExportManifest(SortedMap<String, Entry> entries) {
    static final ExportManifest NONE = new ExportManifest(new TreeMap<>());
    private static final String KIND = "export";
    private static final String GONE = "gone";

    /**
     * The last word on a file.
     *
     * @param sequence counts the words on the file
     * @param sha256 the hash of its content; null when it was retired
     * @param cluster the cluster of its node; null when the exporter did not say
     */
    record Entry(
            long sequence,
            @Nullable String sha256,
            @Nullable ClusterId cluster) {
        private static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::sequence)
                .thenComparing(entry -> entry.hash().orElse(""))
                .thenComparing(entry -> entry.of().map(ClusterId::value).orElse(""));

        Optional<String> hash() {
            return Optional.ofNullable(sha256);
        }

        Optional<ClusterId> of() {
            return Optional.ofNullable(cluster);
        }

        static Entry later(Entry one, Entry other) {
            return ORDER.compare(one, other) >= 0 ? one : other;
        }

        boolean saysTheSame(Entry other) {
            return hash().equals(other.hash()) && of().equals(other.of());
        }
    }

    ExportManifest merge(ExportManifest other) {
        SortedMap<String, Entry> all = new TreeMap<>(entries);
        other.entries.forEach((file, entry) -> all.merge(file, entry, Entry::later));
        return new ExportManifest(all);
    }

    /** With these words after all others, if they say anything new. */
    ExportManifest with(Map<String, Entry> words) {
        long next = ManifestLines.after(
                entries.values().stream().mapToLong(Entry::sequence).max().orElse(0));
        SortedMap<String, Entry> all = new TreeMap<>(entries);
        words.forEach((file, word) -> all.merge(
                file,
                new Entry(next, word.sha256(), word.cluster()),
                (present, added) -> present.saysTheSame(added) ? present : added));
        return new ExportManifest(all);
    }

    byte[] encode() {
        ManifestLines lines = new ManifestLines(KIND);
        entries.forEach((file, entry) -> lines.line(
                "store", entry.sequence(), entry.hash().orElse(GONE), ManifestLines.cluster(entry.of()), file));
        return lines.encode();
    }

    static Decoded<ExportManifest> decode(String name, byte[] content) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        try {
            for (String line : ManifestLines.lines(content, KIND)) {
                String[] words = ManifestLines.words(line, 5);
                if (!words[0].equals("store")) {
                    throw new IllegalArgumentException("must have lines \"store\" only");
                }
                String hash = words[2].equals(GONE) ? null : new FileHash(words[4], words[2]).sha256();
                entries.merge(
                        words[4],
                        new Entry(
                                ManifestLines.sequence(words[1]),
                                hash,
                                ManifestLines.cluster(words[3]).orElse(null)),
                        Entry::later);
            }
        } catch (IllegalArgumentException e) {
            return Decoded.refused(name, "is no manifest of exports: " + e.getMessage());
        }
        return Decoded.ok(new ExportManifest(entries));
    }
}
