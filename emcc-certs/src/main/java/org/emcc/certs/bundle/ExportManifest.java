package org.emcc.certs.bundle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.emcc.certs.internal.FileNames;
import org.emcc.certs.internal.Printable;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Which STORE files count, with which content: of two entries for one file the later counts. Any number of manifests may lie
 * in a depot at once; together they say what one made of all of them would say, in whatever order. So a writer never replaces a
 * manifest: it lays down one that says all that it read and what is new, and then takes away those it read. What has once been
 * said is only ever outdone by something later: an entry that is not the last word on its file will never be so again.
 */
record ExportManifest(SortedMap<String, Entry> entries) {
    static final ExportManifest NONE = new ExportManifest(new TreeMap<>());
    private static final String KIND = "export";
    private static final String STORE = "store";
    private static final String GONE = "gone";
    private static final String UNKNOWN = "-";

    /**
     * The last word on a file.
     *
     * @param place where it stands among all words
     * @param gone whether the file was retired
     * @param sha256 the hash of its content, when it was retired of that which it had; null when that was not known
     * @param cluster the cluster of its node; null when the exporter did not say
     */
    record Entry(
            Place place,
            boolean gone,
            @Nullable String sha256,
            @Nullable ClusterId cluster) {
        private static final Place NOWHERE = new Place(1, "0".repeat(Place.DIGITS));
        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::place)
                .thenComparing(Entry::gone)
                .thenComparing(entry -> entry.any().orElse(""))
                .thenComparing(entry -> entry.of().map(ClusterId::value).orElse(""));

        /** A word of which the place is still to be found. */
        static Entry exported(String sha256, @Nullable ClusterId cluster) {
            return new Entry(NOWHERE, false, sha256, cluster);
        }

        static Entry retired(@Nullable String sha256) {
            return new Entry(NOWHERE, true, sha256, null);
        }

        private Optional<String> any() {
            return Optional.ofNullable(sha256);
        }

        Optional<String> hash() {
            return gone ? Optional.empty() : any();
        }

        /** What the file had when it was retired. */
        Optional<String> hashWhenRetired() {
            return gone ? any() : Optional.empty();
        }

        Optional<ClusterId> of() {
            return Optional.ofNullable(cluster);
        }

        static Entry later(Entry one, Entry other) {
            return ORDER.compare(one, other) >= 0 ? one : other;
        }

        boolean saysTheSame(Entry other) {
            return gone == other.gone && (gone || any().equals(other.any())) && of().equals(other.of());
        }

        Entry at(Place other) {
            return new Entry(other, gone, sha256, cluster);
        }

        private String line(String file) {
            return String.join(
                    " ",
                    gone ? GONE : STORE,
                    place.toString(),
                    any().orElse(UNKNOWN),
                    ManifestLines.cluster(of()),
                    file);
        }
    }

    ExportManifest merge(ExportManifest other) {
        SortedMap<String, Entry> all = new TreeMap<>(entries);
        other.entries.forEach((file, entry) -> all.merge(file, entry, Entry::later));
        return new ExportManifest(all);
    }

    /**
     * These words, after all that are here, if they say anything new. All stand at one place: of two writers who speak of the same
     * files at the same time one has the last word on all of them.
     */
    ExportManifest after(Map<String, Entry> words) {
        SortedMap<String, Entry> said = new TreeMap<>(words);
        said.replaceAll((file, word) ->
                Optional.ofNullable(entries.get(file)).filter(word::saysTheSame).orElse(word));
        if (!entries.entrySet().containsAll(said.entrySet())) {
            StringBuilder all = new StringBuilder();
            words.forEach((file, word) -> all.append(word.line(file)).append('\n'));
            Place place = new Place(
                    ManifestLines.after(entries.values().stream()
                            .mapToLong(entry -> entry.place().sequence())
                            .max()
                            .orElse(0)),
                    Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8))
                            .substring(0, Place.DIGITS));
            said.replaceAll((file, word) -> words.getOrDefault(file, word).at(place));
        }
        return new ExportManifest(said);
    }

    /** These words, each with the cluster that was stated of its file before where it states none. */
    Map<String, Entry> keepClusters(Map<String, Entry> words) {
        Map<String, Entry> all = new TreeMap<>(words);
        all.replaceAll((file, word) -> Optional.ofNullable(entries.get(file))
                .filter(last -> !last.gone() && !word.gone() && word.of().isEmpty())
                .map(last -> Entry.exported(word.any().orElseThrow(), last.cluster()))
                .orElse(word));
        return all;
    }

    /**
     * What is said here of files that count for another cluster than these words state. What had been outdone when a writer saw it is not
     * said any more.
     */
    List<Problem> disputes(Map<String, Entry> words, ExportManifest outdone) {
        List<Problem> disputes = new ArrayList<>();
        words.forEach((file, word) -> Optional.ofNullable(entries.get(file))
                .filter(last ->
                        !last.gone() && last.of().isPresent() && word.of().isPresent())
                .filter(last -> !last.of().equals(word.of()))
                .filter(last -> Optional.ofNullable(outdone.entries.get(file))
                        .filter(seen -> seen.place().compareTo(last.place()) >= 0)
                        .isEmpty())
                .ifPresent(last -> disputes.add(new Problem(
                        file,
                        "counts for cluster " + last.of().orElseThrow() + ", and cannot for cluster "
                                + word.of().orElseThrow() + " too"))));
        return disputes;
    }

    /** A number that grows with every word that becomes the last on its file. */
    BigInteger weight() {
        return entries.values().stream().map(entry -> entry.place().weight()).reduce(BigInteger.ZERO, BigInteger::add);
    }

    byte[] encode() {
        ManifestLines lines = new ManifestLines(KIND);
        entries.forEach((file, entry) -> lines.line(entry.line(file)));
        return lines.encode();
    }

    /** A line that names what can be no file of a depot, or has a number that nobody comes to, is left out with a problem. */
    static Decoded<ExportManifest> decode(String name, byte[] content) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        List<Problem> dropped = new ArrayList<>();
        try {
            for (String line : ManifestLines.lines(content, KIND)) {
                String[] words = ManifestLines.words(line, 6);
                boolean gone = words[0].equals(GONE);
                if (!gone && !words[0].equals(STORE)) {
                    throw new IllegalArgumentException("must have lines \"store\" and \"gone\" only");
                }
                String hash = gone && words[3].equals(UNKNOWN) ? null : FileHash.requireHash(words[3]);
                Entry entry = new Entry(
                        new Place(ManifestLines.sequence(words[1]), words[2]),
                        gone,
                        hash,
                        ManifestLines.cluster(words[4]).orElse(null));
                long sequence = entry.place().sequence();
                if (!FileNames.isName(words[5])) {
                    dropped.add(new Problem(name, "has a line that does not count: " + FileNames.rule(words[5])));
                } else if (ManifestLines.isTooGreat(sequence)) {
                    dropped.add(new Problem(name, "has a line that does not count: " + ManifestLines.rule(sequence)));
                } else {
                    entries.merge(words[5], entry, Entry::later);
                }
            }
        } catch (IllegalArgumentException e) {
            return Decoded.refused(name, Printable.of("is no manifest of exports: " + e.getMessage()));
        }
        return new Decoded.Ok<>(new ExportManifest(entries), dropped);
    }
}
