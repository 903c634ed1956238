package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
 * <p>So at any moment, and also after a crash of a writer at any moment, a reader finds all files of the last manifest.
 *
 * <p>After a crash of the machine too, in a directory whose file system brings renamings and deletions to the disk in their order:
 * copies and manifests are forced to the disk before they get their names, and nothing is taken away before what replaces it
 * has its name. The files themselves are not forced: of a file that the crash emptied, the copy counts, and the next writer
 * who has something to say of the file puts it right. Where that order is not kept, a manifest may be there without a copy: a reader then
 * refuses what he cannot find, and another export or consolidation puts it right.
 *
 * <p>What a crash leaves: the copies whose words were never said. Those of a consolidation go with a later one, those of an export
 * when something later is said of the same file; of a file that is never exported again one stays, because it might be that of a
 * slow writer.
 *
 * <p>Source: certificates 1.8, 1.12, 4.4 (C7).
 */
final class Ledger {
    private static final String EXPORT = "export";
    private static final String CONSOLIDATION = "consolidation";
    private static final String STORE = "store";
    private static final String BULK = "bulk";
    private static final String PREFIX = "emcc-";
    private static final String MANIFEST = ".manifest";
    private static final String COPY = ".content";
    private static final int LONGEST_NUMBER = 18;
    private static final int LARGEST_MANIFEST = 64 << 20;
    private static final int ATTEMPTS = 1000;

    private final CertificateDepot depot;
    private final int largestFile;

    /** What manifests say that were read before, by their names: under that name there is never anything else. */
    private final Map<String, Decoded<?>> known = new HashMap<>();

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

    /** A copy of a file, with the hash that it must have. */
    private record Copy(String sha256, String name) {}

    /**
     * What lay in the depot at one moment.
     *
     * @param exports what all manifests of exports say together
     * @param consolidations the last manifest of a consolidation, or none
     * @param read the names of the manifests that were read
     * @param problems the manifests that could not be read, though whole
     * @param remarks what was left out of the others
     * @param settled whether the manifests stayed the same while they were read
     */
    record State(
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

        State with(ExportManifest said) {
            return new State(said, consolidations, read, problems, remarks, settled);
        }

        State with(Laid laid) {
            return new State(exports, List.of(laid), read, problems, remarks, settled);
        }

        private List<Copy> copies(String file) {
            List<Copy> copies = new ArrayList<>();
            Optional.ofNullable(exports.entries().get(file))
                    .ifPresent(entry -> entry.hash()
                            .ifPresent(sha256 -> copies.add(new Copy(sha256, copyName(STORE, entry.place(), file)))));
            for (Laid laid : consolidations) {
                for (FileHash output : laid.manifest().outputs()) {
                    if (output.file().equals(file)) {
                        copies.add(new Copy(output.sha256(), copyName(BULK, laid.place(), file)));
                    }
                }
            }
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
        return PREFIX + kind + "-" + place.sequence() + "-" + place.digits() + "-" + file + COPY;
    }

    private static boolean isManifest(String name) {
        return isManifest(name, EXPORT) || isManifest(name, CONSOLIDATION);
    }

    private static boolean isManifest(String name, String kind) {
        String begin = PREFIX + kind + "-";
        return name.startsWith(begin)
                && name.endsWith(MANIFEST)
                && FileHash.isDigits(
                        name.substring(begin.length(), Math.max(begin.length(), name.length() - MANIFEST.length())),
                        FileHash.DIGITS);
    }

    private static String hashIn(String manifest) {
        int end = manifest.length() - MANIFEST.length();
        return manifest.substring(end - FileHash.DIGITS, end);
    }

    State load() {
        State state = once();
        for (int i = 1; i < ATTEMPTS && !state.settled(); i++) {
            state = once();
        }
        return state;
    }

    private State once() {
        List<String> names = depot.names(Ledger::isManifest);
        ExportManifest exports = ExportManifest.NONE;
        List<Laid> consolidations = new ArrayList<>();
        List<String> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> remarks = new ArrayList<>();
        boolean settled = true;
        for (String name : names) {
            Decoded<?> decoded = known.get(name);
            if (decoded == null) {
                Optional<byte[]> content = depot.read(name, LARGEST_MANIFEST);
                settled &= content.isPresent();
                if (content.isEmpty() || !Hashes.sha256(content.get()).equals(hashIn(name))) {
                    continue;
                }
                decoded = isManifest(name, EXPORT)
                        ? ExportManifest.decode(name, content.get())
                        : ConsolidationManifest.decode(name, content.get());
                known.put(name, decoded);
            }
            if (decoded.value().isEmpty()) {
                problems.addAll(decoded.problems());
                continue;
            }
            read.add(name);
            remarks.addAll(decoded.problems());
            if (decoded.value().get() instanceof ExportManifest export) {
                exports = exports.merge(export);
            } else if (decoded.value().get() instanceof ConsolidationManifest consolidation) {
                consolidations.add(new Laid(hashIn(name), consolidation));
            }
        }
        List<Laid> last = consolidations.stream().max(Laid.ORDER).stream().toList();
        // A directory that changes while it is listed may show neither what went nor what came.
        settled &= depot.names(Ledger::isManifest).equals(names);
        return new State(exports, last, read, problems, remarks, settled);
    }

    /** The names of files that are wanted. */
    List<String> names(Predicate<String> wanted) {
        return depot.names(wanted);
    }

    /** The content of a file that a manifest names, if it can be found by its hash; or of one too long to be looked into. */
    Optional<Found> content(FileHash wanted, State state) {
        Optional<byte[]> plain = depot.read(wanted.file(), most());
        if (isWanted(plain, wanted)) {
            return plain.map(content -> new Found(content, false));
        }
        Optional<byte[]> tooLong = plain.filter(this::isTooLong);
        for (Copy copy : state.copies(wanted.file())) {
            if (copy.sha256().equals(wanted.sha256())) {
                Optional<byte[]> content = depot.read(copy.name(), most());
                if (isWanted(content, wanted)) {
                    return content.map(octets -> new Found(octets, true));
                }
                tooLong = tooLong.or(() -> content.filter(this::isTooLong));
            }
        }
        return tooLong.map(content -> new Found(content, false));
    }

    private boolean isWanted(Optional<byte[]> content, FileHash wanted) {
        return content.isPresent()
                && !isTooLong(content.get())
                && Hashes.sha256(content.get()).equals(wanted.sha256());
    }

    private boolean isTooLong(byte[] content) {
        return content.length > largestFile;
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

    /**
     * Lays down STORE files by a manifest; each word is on one of them and has its hash. Of two writers who state two clusters of one file,
     * the later is refused before anything of it counts. When neither can see the other in time, one of them sees it when both have said
     * their words, and is told then; unless a third writer has by then made one manifest of both, or that one has crashed.
     */
    void export(Map<String, byte[]> files, Map<String, ExportManifest.Entry> words) {
        Said said = say(words, files);
        clear(STORE, settle(files, said.state()));
        if (words.values().stream().anyMatch(word -> word.of().isPresent())) {
            List<Problem> disputes = new ArrayList<>();
            for (String name : load().read()) {
                if (known.get(name) instanceof Decoded.Ok<?> decoded
                        && decoded.result() instanceof ExportManifest export) {
                    disputes.addAll(export.disputes(words, said.before()));
                }
            }
            demandNone(disputes.stream().distinct().toList());
        }
    }

    private static void demandNone(List<Problem> disputes) {
        if (!disputes.isEmpty()) {
            throw BulkRefusal.NODE_OF_ANOTHER_CLUSTER.exception(disputes);
        }
    }

    /** Retires STORE files by a manifest, then takes them away, unless somebody has exported them again meanwhile. */
    void retire(Map<String, Optional<String>> hashes) {
        Map<String, ExportManifest.Entry> words = new TreeMap<>();
        hashes.forEach((file, sha256) -> words.put(file, ExportManifest.Entry.retired(sha256.orElse(null))));
        State said = say(words, Map.of()).state();
        Map<String, byte[]> none = new TreeMap<>();
        for (String file : hashes.keySet()) {
            if (isGone(file, said)) {
                depot.delete(file);
            }
            none.put(file, new byte[0]);
        }
        clear(STORE, settle(none, load()));
    }

    private static boolean isGone(String file, State state) {
        return Optional.ofNullable(state.exports().entries().get(file))
                .filter(ExportManifest.Entry::gone)
                .isPresent();
    }

    /**
     * What was said.
     *
     * @param state what the manifests say with it
     * @param before what manifests of exports had said before
     */
    private record Said(State state, ExportManifest before) {}

    /** Again, when somebody said meanwhile of which cluster a file is. */
    private Said say(Map<String, ExportManifest.Entry> words, Map<String, byte[]> files) {
        State before = load();
        for (int i = 1; ; i++) {
            List<Problem> disputes = before.exports().disputes(words, ExportManifest.NONE);
            if (!disputes.isEmpty() && i > 1) {
                clear(STORE, before);
            }
            demandNone(disputes);
            Map<String, ExportManifest.Entry> stated = before.exports().keepClusters(words);
            ExportManifest said = before.exports().after(stated);
            files.forEach((file, content) -> lay(
                    copyName(
                            STORE,
                            Optional.ofNullable(said.entries().get(file))
                                    .orElseThrow()
                                    .place(),
                            file),
                    content));
            State now = load();
            boolean same = now.exports().disputes(words, ExportManifest.NONE).isEmpty()
                    && now.exports().keepClusters(words).equals(stated);
            if (same || i == ATTEMPTS) {
                ExportManifest all = before.exports().merge(said).merge(now.exports());
                return new Said(publish(EXPORT, all.encode(), now.with(all)), now.exports());
            }
            before = now;
        }
    }

    /**
     * What it supersedes is taken away only when it is there.
     *
     * @param now what is there, and what it says itself
     * @return that, with the names of the manifests that are then there, unless others write
     */
    private State publish(String kind, byte[] manifest, State now) {
        String name = PREFIX + kind + "-" + Hashes.sha256(manifest) + MANIFEST;
        if (!now.read().contains(name)) {
            lay(name, manifest);
        }
        now.read().stream()
                .filter(each -> isManifest(each, kind) && !each.equals(name))
                .forEach(depot::delete);
        List<String> left = Stream.concat(Stream.of(name), now.read().stream().filter(each -> !isManifest(each, kind)))
                .sorted()
                .toList();
        return new State(now.exports(), now.consolidations(), left, now.problems(), now.remarks(), now.settled());
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
        clear(BULK, settle(files, publish(CONSOLIDATION, manifest, now.with(laid))));
        return true;
    }

    /**
     * Makes files what the manifests say, and those that it changed again until the manifests say so after the change too. What
     * others change they see to themselves. Of a file that is retired, only what this writer wrote is taken away.
     *
     * @param mine the contents that this writer has for the files; none for those it retired
     * @param before what the manifests said when it had said its words
     * @return what the manifests said at last
     */
    private State settle(Map<String, byte[]> mine, State before) {
        State now = before;
        Set<String> changed = change(mine, mine.keySet(), now);
        for (int i = 1; i < ATTEMPTS && !changed.isEmpty(); i++) {
            State later = load();
            changed = later.read().equals(now.read()) ? Set.of() : change(mine, changed, later);
            now = later;
        }
        return now;
    }

    private Set<String> change(Map<String, byte[]> mine, Set<String> files, State now) {
        Set<String> changed = new TreeSet<>();
        for (String file : files) {
            if (change(file, Optional.ofNullable(mine.get(file)).orElseThrow(), now)) {
                changed.add(file);
            }
        }
        return changed;
    }

    private boolean change(String file, byte[] mine, State now) {
        List<Copy> wanted = now.copies(file);
        if (wanted.isEmpty()) {
            return mine.length > 0 && isGone(file, now) && holds(file, mine) && depot.delete(file);
        }
        String sha256 = Hashes.sha256(mine);
        if (wanted.stream().anyMatch(copy -> copy.sha256().equals(sha256))) {
            boolean spoilt = !holds(file, mine);
            if (spoilt) {
                depot.writeUnforced(file, mine);
            }
            return spoilt;
        }
        // When there is no copy, a later word has been said, whose writer will come here too.
        Optional<Found> copy = content(new FileHash(file, wanted.get(0).sha256()), now)
                .filter(found -> found.copied() && !isTooLong(found.content()));
        copy.ifPresent(found -> depot.writeUnforced(file, found.content()));
        return copy.isPresent();
    }

    /** Takes away the copies of what is outdone. One that is not may be that of a writer at work. */
    private void clear(String kind, State state) {
        depot.names(name -> isOutdone(name, kind, state)).forEach(depot::delete);
    }

    private static boolean isOutdone(String name, String kind, State state) {
        String begin = PREFIX + kind + "-";
        if (!name.startsWith(begin) || !name.endsWith(COPY)) {
            return false;
        }
        String[] parts = name.substring(begin.length()).split("-", 3);
        if (parts.length < 3
                || !isNumber(parts[0])
                || !FileHash.isDigits(parts[1], Place.DIGITS)
                || parts[2].length() <= COPY.length()) {
            return false;
        }
        Place place = new Place(Long.parseLong(parts[0]), parts[1]);
        if (kind.equals(BULK)) {
            return state.consolidation()
                    .filter(last -> last.sequence() > place.sequence())
                    .isPresent();
        }
        String file = parts[2].substring(0, parts[2].length() - COPY.length());
        return Optional.ofNullable(state.exports().entries().get(file))
                .filter(last -> last.place().compareTo(place) > 0)
                .isPresent();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
