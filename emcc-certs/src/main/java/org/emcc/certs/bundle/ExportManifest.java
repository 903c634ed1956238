package org.emcc.certs.bundle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.emcc.certs.internal.FileNames;
import org.emcc.certs.internal.Printable;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Which STORE files count, with which content: of all entries for one file, its name taken regardless of case, the latest is the last
 * word. Any number of manifests may lie in a depot at once; together they say what one made of all of them would say, in whatever
 * order. So a writer never replaces a manifest: it lays down one that says all that it read and what is new, and then takes away those
 * it read. What has once been said is only ever outdone by something later: an entry that is not the last word on its file will never
 * be so again. One under another spelling than the last word is remembered, by which a file that somebody left under it is known.
 *
 * <p>A node is of the cluster that was stated of one of its files, as long as that file counts. Then it takes words of that cluster only,
 * and from an export that states none only what it has already.
 */
final class ExportManifest {
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

        /** The content that it speaks of, if it is known. */
        Optional<String> any() {
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

    /** The last word on a file, as the file is spelt in it. */
    record Word(String file, Entry entry) {
        private static final Comparator<Word> ORDER =
                Comparator.comparing(Word::entry, Entry.ORDER).thenComparing(Word::file);

        static Word later(Word one, Word other) {
            return ORDER.compare(one, other) >= 0 ? one : other;
        }
    }

    /** By their spelling; unmodifiable. */
    private final SortedMap<String, Entry> entries;

    /** By the name in lower case. */
    private final Map<String, Word> last = new HashMap<>();

    private final SortedMap<String, Entry> counting;

    ExportManifest(SortedMap<String, Entry> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
        entries.forEach((file, entry) -> last.merge(Names.file(file), new Word(file, entry), Word::later));
        SortedMap<String, Entry> files = new TreeMap<>();
        for (Word word : last.values()) {
            if (!word.entry().gone()) {
                files.put(word.file(), word.entry());
            }
        }
        this.counting = Collections.unmodifiableSortedMap(files);
    }

    /** All that is said, of each spelling the latest. */
    SortedMap<String, Entry> entries() {
        return entries;
    }

    /** The last word on a file, whatever its spelling. */
    Optional<Word> last(String file) {
        return Optional.ofNullable(last.get(Names.file(file)));
    }

    /** What is said of a file under this very spelling, if it counts. */
    Optional<Entry> counting(String file) {
        return last(file)
                .filter(word -> word.file().equals(file) && !word.entry().gone())
                .map(Word::entry);
    }

    /** The files that count, under the spelling that counts. */
    SortedMap<String, Entry> counting() {
        return counting;
    }

    /** How a file is to be spelt: as the one that counts, else as it is asked for. */
    String spelling(String file) {
        return last(file).filter(word -> !word.entry().gone()).map(Word::file).orElse(file);
    }

    /** The content that a file had under this very spelling, which does not count any more. */
    Optional<String> former(String file) {
        return counting(file).isPresent()
                ? Optional.empty()
                : Optional.ofNullable(entries.get(file)).flatMap(Entry::any);
    }

    /** What is said of files under spellings that do not count, though others of the same files do. */
    SortedMap<String, Entry> otherwiseSpelt() {
        SortedMap<String, Entry> others = new TreeMap<>();
        entries.forEach((file, entry) -> last(file)
                .filter(word -> !word.entry().gone() && !word.file().equals(file))
                .ifPresent(word -> others.put(file, entry)));
        return others;
    }

    ExportManifest merge(ExportManifest other) {
        if (entries.isEmpty()) {
            return other;
        }
        SortedMap<String, Entry> all = new TreeMap<>(entries);
        other.entries.forEach((file, entry) -> all.merge(file, entry, Entry::later));
        return new ExportManifest(all);
    }

    /**
     * These words, after all that are here, if they say anything new. All stand at one place: of two writers who speak of the same
     * files at the same time one has the last word on all of them, and that is one who states clusters where the other does not.
     */
    ExportManifest after(Map<String, Entry> words) {
        SortedMap<String, Entry> said = new TreeMap<>(words);
        said.replaceAll((file, word) -> last(file)
                .filter(now -> now.file().equals(file))
                .map(Word::entry)
                .filter(word::saysTheSame)
                .orElse(word));
        if (!entries.entrySet().containsAll(said.entrySet())) {
            StringBuilder all = new StringBuilder();
            words.forEach((file, word) -> all.append(word.line(file)).append('\n'));
            Place place = Place.of(
                    ManifestLines.after(entries.values().stream()
                            .mapToLong(entry -> entry.place().sequence())
                            .max()
                            .orElse(0)),
                    Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8)),
                    words.values().stream().anyMatch(word -> word.of().isPresent()));
            said.replaceAll((file, word) -> words.getOrDefault(file, word).at(place));
        }
        return new ExportManifest(said);
    }

    /** These words, under the spelling that counts, each with the cluster that was stated of its file where it only repeats the content. */
    Map<String, Entry> keepClusters(Map<String, Entry> words) {
        Map<String, Entry> all = new TreeMap<>();
        words.forEach((file, word) -> all.put(
                word.gone() ? file : spelling(file),
                counting(spelling(file))
                        .filter(now -> word.of().isEmpty() && now.hash().equals(word.hash()))
                        .map(now -> Entry.exported(word.any().orElseThrow(), now.cluster()))
                        .orElse(word)));
        return all;
    }

    /**
     * What these words, as of {@link #keepClusters}, may not say because a cluster was stated here of their nodes: that the nodes are of
     * another, or without a cluster anything new. What had been outdone when a writer saw it is not stated any more.
     */
    List<Problem> disputes(Map<String, Entry> words, ExportManifest outdone, UnaryOperator<String> nodeOf) {
        Map<String, List<Word>> stated = new HashMap<>();
        for (Word each : last.values()) {
            boolean counts = !each.entry().gone() && each.entry().of().isPresent();
            if (counts
                    && outdone.last(each.file())
                            .filter(seen ->
                                    seen.entry().place().compareTo(each.entry().place()) >= 0)
                            .isEmpty()) {
                stated.computeIfAbsent(nodeOf.apply(each.file()), node -> new ArrayList<>())
                        .add(each);
            }
        }
        List<Problem> disputes = new ArrayList<>();
        words.forEach((file, word) -> stated.getOrDefault(nodeOf.apply(file), List.of()).stream()
                .filter(each -> !word.gone() && !each.entry().of().equals(word.of()))
                .filter(each -> word.of().isPresent()
                        || counting(file).filter(word::saysTheSame).isEmpty())
                .min(Comparator.comparing((Word each) -> !each.file().equals(file))
                        .thenComparing(Word::file))
                .ifPresent(each -> disputes.add(dispute(file, word, each))));
        return disputes;
    }

    private static Problem dispute(String file, Entry word, Word stated) {
        return new Problem(
                file,
                (stated.file().equals(file) ? "" : "is of a node whose " + stated.file() + " ") + "counts for cluster "
                        + stated.entry().of().orElseThrow()
                        + word.of()
                                .map(cluster -> ", and cannot for cluster " + cluster + " too")
                                .orElse(", and takes nothing new from an export that states no cluster"));
    }

    /** A number that grows with every word that becomes the last on its file. */
    BigInteger weight() {
        return entries.values().stream().map(entry -> entry.place().weight()).reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExportManifest that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return "ExportManifest[" + entries + "]";
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
