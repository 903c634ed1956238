package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;

/**
 * The manifests of a depot, and files by what manifests say of them.
 *
 * <p>There is no lock, and a depot need not replace a file in one step; so nothing that a reader relies on is ever replaced:
 *
 * <ul>
 *   <li>A manifest has the hash of its content in its name: half of one is none. It is taken away only by a writer who has laid
 *       down another that says all the same.
 *   <li>To change files, a writer first lays copies of their content down, under names made of the place at which its words
 *       will stand, then a manifest with those words, by which they count. A copy is taken away only by a writer who has read
 *       a later word on its file: what is outdone stays so, and no reader will ever ask for that copy again, not even when its
 *       writer is slow and says its word only then.
 *   <li>The files themselves are for those who know of no manifests. They are written last, by what the manifests then say, and
 *       again until they are what the manifests say after the writing: a slow writer puts right what it spoilt.
 *       A reader takes a file when it has the hash of its manifest, and else the copy.
 * </ul>
 *
 * <p>So at any moment, and also after a crash at any moment, a reader finds all files of the last manifest.
 *
 * <p>Source: certificates 1.8, 1.12, 4.4 (C7).
 */
final class Ledger {
    private static final String EXPORT = "export";
    private static final String CONSOLIDATION = "consolidation";
    private static final Pattern MANIFEST =
            Pattern.compile("emcc-(" + EXPORT + "|" + CONSOLIDATION + ")-([0-9a-f]{64})\\.manifest");
    private static final String STORE = "store";
    private static final String BULK = "bulk";
    private static final Pattern COPY = Pattern.compile(
            "emcc-(" + STORE + "|" + BULK + ")-([1-9][0-9]{0,15})-([0-9a-f]{" + Place.DIGITS + "})-(.+)\\.content");
    private static final int LARGEST_MANIFEST = 64 << 20;
    private static final int ATTEMPTS = 1000;

    private final CertificateDepot depot;
    private final int largestFile;

    Ledger(CertificateDepot depot, int largestFile) {
        this.depot = depot;
        this.largestFile = largestFile;
    }

    /**
     * A manifest of a consolidation that lies in the depot.
     *
     * @param sha256 its hash
     * @param manifest what it says
     */
    record Laid(String sha256, ConsolidationManifest manifest) {
        private static final Comparator<Laid> ORDER = Comparator.comparing(Laid::manifest, ConsolidationManifest.ORDER)
                .thenComparing(Laid::sha256);

        Place place() {
            return new Place(manifest.sequence(), sha256.substring(0, Place.DIGITS));
        }
    }

    /**
     * What lay in the depot at one moment.
     *
     * @param names the names of all files
     * @param exports what all manifests of exports say together
     * @param consolidations the last manifest of a consolidation, or none
     * @param read the names of the manifests that were read
     * @param problems the manifests that could not be read, though whole
     * @param remarks what was left out of the others
     * @param settled whether the manifests stayed the same while they were read
     */
    record State(
            List<String> names,
            ExportManifest exports,
            List<Laid> consolidations,
            List<String> read,
            List<Problem> problems,
            List<Problem> remarks,
            boolean settled) {
        /** The last manifest of a consolidation, if there is one. */
        Optional<ConsolidationManifest> consolidation() {
            return consolidations.stream().map(Laid::manifest).findFirst();
        }

        /** The names of the copies of a file, by their hashes. */
        Map<String, List<String>> copies(String file) {
            Map<String, List<String>> copies = new HashMap<>();
            Optional.ofNullable(exports.entries().get(file))
                    .ifPresent(entry -> entry.hash()
                            .ifPresent(sha256 -> copies.computeIfAbsent(sha256, any -> new ArrayList<>())
                                    .add(copyName(STORE, entry.place(), file))));
            consolidations.forEach(laid -> laid.manifest().outputs().stream()
                    .filter(output -> output.file().equals(file))
                    .forEach(output -> copies.computeIfAbsent(output.sha256(), any -> new ArrayList<>())
                            .add(copyName(BULK, laid.place(), file))));
            return copies;
        }
    }

    /** The content of a file that a manifest names. */
    static final class Found {
        private final byte[] content;
        private final boolean copied;

        Found(byte[] content, boolean copied) {
            this.content = content;
            this.copied = copied;
        }

        byte[] content() {
            return content;
        }

        /** Whether the file itself has other content, or is not there. */
        boolean copied() {
            return copied;
        }
    }

    private static String copyName(String kind, Place place, String file) {
        return "emcc-" + kind + "-" + place.sequence() + "-" + place.digits() + "-" + file + ".content";
    }

    private static List<String> manifests(List<String> names) {
        return names.stream()
                .filter(name -> MANIFEST.matcher(name).matches())
                .sorted()
                .toList();
    }

    State load() {
        State state = once();
        for (int i = 1; i < ATTEMPTS && !state.settled(); i++) {
            state = once();
        }
        return state;
    }

    private State once() {
        List<String> names = depot.names();
        ExportManifest exports = ExportManifest.NONE;
        List<Laid> consolidations = new ArrayList<>();
        List<String> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> remarks = new ArrayList<>();
        boolean settled = true;
        for (String name : manifests(names)) {
            Matcher parts = MANIFEST.matcher(name);
            Optional<byte[]> content = depot.read(name, LARGEST_MANIFEST);
            if (content.isEmpty() || !parts.matches()) {
                settled = false;
                continue;
            }
            if (!Hashes.sha256(content.get()).equals(parts.group(2))) {
                continue;
            }
            Decoded<?> decoded;
            if (parts.group(1).equals(EXPORT)) {
                Decoded<ExportManifest> export = ExportManifest.decode(name, content.get());
                exports = export.value().map(exports::merge).orElse(exports);
                decoded = export;
            } else {
                Decoded<ConsolidationManifest> consolidation = ConsolidationManifest.decode(name, content.get());
                consolidation.value().ifPresent(good -> consolidations.add(new Laid(parts.group(2), good)));
                decoded = consolidation;
            }
            if (decoded.value().isPresent()) {
                read.add(name);
                remarks.addAll(decoded.problems());
            } else {
                problems.addAll(decoded.problems());
            }
        }
        List<Laid> last = consolidations.stream().max(Laid.ORDER).stream().toList();
        // A directory that changes while it is listed may show neither what went nor what came.
        settled &= manifests(depot.names()).equals(manifests(names));
        return new State(names, exports, last, read, problems, remarks, settled);
    }

    /** The content of a file that a manifest names, if it can be found by its hash; or of one too long to be looked into. */
    Optional<Found> content(FileHash wanted, State state) {
        List<String> names = new ArrayList<>(List.of(wanted.file()));
        names.addAll(state.copies(wanted.file()).getOrDefault(wanted.sha256(), List.of()));
        Optional<Found> tooLong = Optional.empty();
        for (int i = 0; i < names.size(); i++) {
            boolean copied = i > 0;
            Optional<byte[]> content = depot.read(names.get(i), most());
            if (content.isPresent() && content.get().length > largestFile) {
                tooLong = tooLong.or(() -> Optional.of(new Found(content.get(), copied)));
            } else if (content.isPresent() && Hashes.sha256(content.get()).equals(wanted.sha256())) {
                return Optional.of(new Found(content.get(), copied));
            }
        }
        return tooLong;
    }

    /** The content of a file of which no manifest speaks, if it is the same twice. */
    Optional<byte[]> stable(String file) {
        Optional<byte[]> first = depot.read(file, most());
        Optional<byte[]> second = depot.read(file, most());
        return first.isPresent()
                        && second.isPresent()
                        && Hashes.sha256(first.get()).equals(Hashes.sha256(second.get()))
                ? second
                : Optional.empty();
    }

    /** The hash of a file, if it is there. */
    Optional<String> hash(String file) {
        return depot.read(file, most()).map(Hashes::sha256);
    }

    /** One more than is allowed, so that a file which is too long is seen to be. */
    private int most() {
        return Math.min(largestFile, Integer.MAX_VALUE - 1) + 1;
    }

    private boolean holds(String name, byte[] content) {
        return depot.read(name, content.length + 1)
                .filter(present -> Arrays.equals(present, content))
                .isPresent();
    }

    private void lay(String name, byte[] content) {
        if (!holds(name, content)) {
            depot.write(name, content);
        }
    }

    /** Lays down STORE files by a manifest; each word is on one of them and has its hash. */
    void export(Map<String, byte[]> files, Map<String, ExportManifest.Entry> words) {
        say(words, files);
        settle(files);
        clear();
    }

    /** Retires STORE files by a manifest, then takes them away, unless somebody has exported them again meanwhile. */
    void retire(Map<String, Optional<String>> hashes) {
        Map<String, ExportManifest.Entry> words = new TreeMap<>();
        hashes.forEach((file, sha256) -> words.put(file, ExportManifest.Entry.retired(sha256.orElse(null))));
        say(words, Map.of());
        for (String file : hashes.keySet()) {
            if (isGone(file, load())) {
                depot.delete(file);
            }
        }
        Map<String, byte[]> none = new TreeMap<>();
        hashes.keySet().forEach(file -> none.put(file, new byte[0]));
        settle(none);
        clear();
    }

    private static boolean isGone(String file, State state) {
        return Optional.ofNullable(state.exports().entries().get(file))
                .filter(ExportManifest.Entry::gone)
                .isPresent();
    }

    private void say(Map<String, ExportManifest.Entry> words, Map<String, byte[]> files) {
        State before = load();
        ExportManifest said = before.exports().after(words);
        files.forEach((file, content) -> lay(
                copyName(
                        STORE,
                        Optional.ofNullable(said.entries().get(file))
                                .orElseThrow()
                                .place(),
                        file),
                content));
        State now = load();
        publish(EXPORT, before.exports().merge(said).merge(now.exports()).encode(), now);
    }

    /** What it supersedes is taken away only when it is there. */
    private void publish(String kind, byte[] manifest, State now) {
        String name = "emcc-" + kind + "-" + Hashes.sha256(manifest) + ".manifest";
        lay(name, manifest);
        now.read().stream()
                .filter(each -> each.startsWith("emcc-" + kind + "-") && !each.equals(name))
                .forEach(depot::delete);
    }

    /**
     * Lays down the BULK files of a consolidation by a manifest.
     *
     * @param files the files
     * @param made what it says, with any sequence
     * @param seen the moment whose STORE files it was made of
     * @return whether that was done; not when there has been another consolidation since that moment
     */
    boolean consolidate(Map<String, byte[]> files, ConsolidationManifest made, State seen) {
        Optional<ConsolidationManifest> last = seen.consolidation();
        long sequence = last.map(ConsolidationManifest::sequence).orElse(0L);
        boolean repeats = last.filter(present -> present.withSequence(1).equals(made.withSequence(1)))
                .isPresent();
        ConsolidationManifest counted = made.withSequence(repeats ? sequence : ManifestLines.after(sequence));
        byte[] manifest = counted.encode();
        Laid laid = new Laid(Hashes.sha256(manifest), counted);
        files.forEach((file, content) -> lay(copyName(BULK, laid.place(), file), content));
        State now = load();
        if (!now.consolidations().equals(seen.consolidations())
                && !now.consolidations().equals(List.of(laid))) {
            return false;
        }
        publish(CONSOLIDATION, manifest, now);
        settle(files);
        clear();
        return true;
    }

    /**
     * Makes files what the manifests say, until they say so after the last change too. Of a file that is retired, only what this
     * writer wrote is taken away.
     */
    private void settle(Map<String, byte[]> mine) {
        boolean changed = true;
        for (int i = 0; i < ATTEMPTS && changed; i++) {
            State now = load();
            changed = false;
            for (Map.Entry<String, byte[]> each : mine.entrySet()) {
                changed |= settle(each.getKey(), each.getValue(), now);
            }
        }
    }

    private boolean settle(String file, byte[] mine, State now) {
        Set<String> wanted = new HashSet<>(now.copies(file).keySet());
        String sha256 = Hashes.sha256(mine);
        if (wanted.isEmpty()) {
            return mine.length > 0 && isGone(file, now) && holds(file, mine) && depot.delete(file);
        }
        if (wanted.contains(sha256)) {
            boolean spoilt = !holds(file, mine);
            if (spoilt) {
                depot.write(file, mine);
            }
            return spoilt;
        }
        // When there is no copy, a later word has been said, whose writer will come here too.
        Optional<Found> copy = content(new FileHash(file, wanted.iterator().next()), now)
                .filter(found -> found.copied() && found.content().length <= largestFile);
        copy.ifPresent(found -> depot.write(file, found.content()));
        return copy.isPresent();
    }

    /** Takes away the copies of what is outdone. One that is not may be that of a writer at work. */
    private void clear() {
        State state = load();
        for (String name : state.names()) {
            Matcher copy = COPY.matcher(name);
            if (copy.matches() && isOutdone(copy, state)) {
                depot.delete(name);
            }
        }
    }

    private static boolean isOutdone(Matcher copy, State state) {
        Place place = new Place(Long.parseLong(copy.group(2)), copy.group(3));
        if (copy.group(1).equals(STORE)) {
            return Optional.ofNullable(state.exports().entries().get(copy.group(4)))
                    .filter(last -> last.place().compareTo(place) > 0)
                    .isPresent();
        }
        return state.consolidation()
                .filter(last -> last.sequence() > place.sequence())
                .isPresent();
    }
}
