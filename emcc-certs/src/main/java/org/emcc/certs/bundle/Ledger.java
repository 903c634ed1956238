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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.depot.DepotUnavailableException;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

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
 * <p>What a crash leaves, or an export that was refused only after it had laid its copies: the copies whose words were never said. Those
 * of a consolidation go with a later one, those of an export when something later is said of the same file; of a file that is never
 * exported again one stays, because it might be that of a slow writer.
 *
 * <p>A BULK file that a new consolidation does not make goes before the manifest that names it, so that after a crash the next
 * consolidation still knows of it. One stays all the same: that which a slow writer lays when a later consolidation has taken its
 * manifest away, if that writer crashes before it looks at the manifests again.
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
    private final TypeSuffixes suffixes;
    private final int largestManifest;

    /** What manifests say that were read or laid before, by their names: under that name there is never anything else. */
    private final Map<String, Decoded<?>> known = new HashMap<>();

    /** With the table of suffixes, by which files are known to be of one node. */
    Ledger(CertificateDepot depot, int largestFile, TypeSuffixes suffixes) {
        this(depot, largestFile, suffixes, LARGEST_MANIFEST);
    }

    /** With the most octets of a manifest that readers accept, and so the most that is laid. */
    Ledger(CertificateDepot depot, int largestFile, TypeSuffixes suffixes, int largestManifest) {
        this.depot = depot;
        this.largestFile = largestFile;
        this.suffixes = suffixes;
        this.largestManifest = largestManifest;
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
            exports.counting(file)
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
        private final String sha256;
        private final boolean copied;

        private Found(byte[] content, String sha256, boolean copied) {
            this.content = content;
            this.sha256 = sha256;
            this.copied = copied;
        }

        byte[] content() {
            return content;
        }

        String sha256() {
            return sha256;
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
                Optional<byte[]> content = depot.read(name, largestManifest);
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
            return plain.map(content -> new Found(content, wanted.sha256(), false));
        }
        Optional<byte[]> tooLong = plain.filter(this::isTooLong);
        for (Copy copy : state.copies(wanted.file())) {
            if (copy.sha256().equals(wanted.sha256())) {
                Optional<byte[]> content = depot.read(copy.name(), most());
                if (isWanted(content, wanted)) {
                    return content.map(octets -> new Found(octets, wanted.sha256(), true));
                }
                tooLong = tooLong.or(() -> content.filter(this::isTooLong));
            }
        }
        return tooLong.map(content -> new Found(content, Hashes.sha256(content), false));
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
    Optional<Found> stable(String file) {
        Optional<byte[]> first = depot.read(file, most());
        return depot.read(file, most())
                .filter(second -> first.isPresent() && Arrays.equals(first.get(), second))
                .map(content -> new Found(content, Hashes.sha256(content), false));
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
     * Lays down STORE files by a manifest, under the spellings that count already. Of two writers of whom one states a cluster of a node
     * and the other states another one, or none, the later is refused before anything of it counts. When neither can see the other in
     * time, one of them sees it when both have said their words, and is told then; unless a third writer has by then made one manifest of
     * both, or that one has crashed. A cluster that was stated is said again when a word without one came after it.
     *
     * @param asked the files, no two of one name regardless of case
     * @param cluster the cluster of all their nodes; null when it is not stated
     * @return the names of the files as they are spelt
     */
    List<String> export(Map<String, byte[]> asked, @Nullable ClusterId cluster) {
        Map<String, byte[]> files = asTheyLie(asked);
        Map<String, ExportManifest.Entry> words = words(files, cluster);
        for (int i = 1; ; i++) {
            Said said = say(words, files);
            Map<String, byte[]> spelt = spelt(files, said.words().keySet());
            State settled = settle(spelt, said.state());
            State after = load();
            takeOtherSpellings(spelt.keySet(), after);
            clear(STORE, settled);
            Map<String, ExportManifest.Entry> kept = after.exports().keepClusters(said.words());
            demandNone(manifests(after)
                    .flatMap(each -> each.disputes(kept, said.before(), this::node).stream())
                    .distinct()
                    .toList());
            if (i == ATTEMPTS || !loses(said.words(), after.exports())) {
                return List.copyOf(spelt.keySet());
            }
        }
    }

    /** What {@link #export} would do now. */
    DepotChanges preview(Map<String, byte[]> files, @Nullable ClusterId cluster) {
        ExportManifest exports = load().exports();
        Map<String, ExportManifest.Entry> words = exports.keepClusters(words(asTheyLie(files), cluster));
        Map<String, String> reasons = new HashMap<>();
        exports.disputes(words, ExportManifest.NONE, this::node)
                .forEach(each -> reasons.put(each.where(), each.message()));
        FileOrigins origins = new FileOrigins(suffixes, Map.of(), ExportManifest.NONE);
        List<FileChange> changes = new ArrayList<>();
        words.forEach((file, word) -> {
            CertificateOrigin origin = origins.of(file);
            Optional<String> before = exports.counting(file).flatMap(ExportManifest.Entry::hash);
            changes.add(FileChange.exported(
                    word.of().map(origin::withCluster).orElse(origin),
                    before.orElse(null),
                    hash(file).orElse(null),
                    word.hash().orElseThrow(),
                    reasons.get(file)));
        });
        if (reasons.isEmpty()) {
            otherSpellings(words.keySet(), exports.merge(exports.after(words)))
                    .forEach((file, sha256) -> changes.add(FileChange.removed(origins.of(file), null, sha256)));
        }
        return new DepotChanges(changes);
    }

    /**
     * Files under the spelling that lies there, where the one that is asked for does not: the product knows of no manifests, and a node
     * has one file of each type. Where a manifest names the file, its spelling counts all the same.
     */
    private Map<String, byte[]> asTheyLie(Map<String, byte[]> files) {
        Set<String> wanted = new HashSet<>();
        files.keySet().forEach(file -> wanted.add(Names.file(file)));
        // Other letters than A to Z may become one of these in the other case, and are in no name of a node.
        List<String> there =
                depot.names(name -> name.chars().allMatch(c -> c < 0x80) && wanted.contains(Names.file(name)));
        Set<String> asked = new HashSet<>();
        there.stream().filter(files::containsKey).forEach(name -> asked.add(Names.file(name)));
        Set<String> spellings = new TreeSet<>(Comparator.reverseOrder());
        there.stream().filter(name -> !asked.contains(Names.file(name))).forEach(spellings::add);
        return spelt(files, spellings);
    }

    private static Map<String, ExportManifest.Entry> words(Map<String, byte[]> files, @Nullable ClusterId cluster) {
        Map<String, ExportManifest.Entry> words = new TreeMap<>();
        files.forEach(
                (file, content) -> words.put(file, ExportManifest.Entry.exported(Hashes.sha256(content), cluster)));
        return words;
    }

    private String node(String file) {
        return BulkFileName.parse(file, suffixes)
                .map(name -> Names.node(name.source()))
                .orElse(Names.file(file));
    }

    private static Map<String, byte[]> spelt(Map<String, byte[]> files, Set<String> names) {
        Map<String, String> spellings = new HashMap<>();
        names.forEach(name -> spellings.put(Names.file(name), name));
        Map<String, byte[]> spelt = new TreeMap<>();
        files.forEach((file, content) -> spelt.put(spellings.getOrDefault(Names.file(file), file), content));
        return spelt;
    }

    /** Whether a word without a cluster, whose writer saw none, came after one with a cluster. */
    private static boolean loses(Map<String, ExportManifest.Entry> words, ExportManifest now) {
        return words.entrySet().stream()
                .filter(each -> each.getValue().of().isPresent())
                .anyMatch(each -> now.last(each.getKey())
                        .filter(last ->
                                !last.entry().gone() && last.entry().of().isEmpty())
                        .isPresent());
    }

    /** What each manifest that was read says by itself: together they do not tell what was outdone. */
    private Stream<ExportManifest> manifests(State state) {
        return state.read().stream()
                .flatMap(name -> Optional.ofNullable(known.get(name)).stream().flatMap(Ledger::exports));
    }

    private static Stream<ExportManifest> exports(Decoded<?> manifest) {
        return manifest.value().stream()
                .filter(ExportManifest.class::isInstance)
                .map(ExportManifest.class::cast);
    }

    private static void demandNone(List<Problem> disputes) {
        if (!disputes.isEmpty()) {
            throw BulkRefusal.NODE_OF_ANOTHER_CLUSTER.exception(disputes);
        }
    }

    /**
     * Takes away what a writer left of these files under a spelling that does not count, if it is still what that writer said. What is
     * the same as the file that counts stays: where case does not matter it may be that file.
     */
    private void takeOtherSpellings(Set<String> files, State now) {
        otherSpellings(files, now.exports()).keySet().forEach(depot::delete);
    }

    /** What lies there of these files under a spelling that does not count, with the hash that its writer said. */
    private SortedMap<String, String> otherSpellings(Set<String> files, ExportManifest now) {
        Set<String> mine = new HashSet<>();
        files.forEach(file -> mine.add(Names.file(file)));
        SortedMap<String, String> left = new TreeMap<>();
        now.otherwiseSpelt().forEach((file, entry) -> {
            Optional<String> counts =
                    now.last(file).flatMap(word -> word.entry().hash());
            if (mine.contains(Names.file(file)) && !entry.any().equals(counts)) {
                entry.any()
                        .filter(sha256 -> hash(file).filter(sha256::equals).isPresent())
                        .ifPresent(sha256 -> left.put(file, sha256));
            }
        });
        return left;
    }

    /**
     * Retires STORE files by a manifest, then takes them away, unless somebody has exported them again meanwhile. Taken away is only the
     * content that was there when it was asked for, or that a manifest named which was read: what somebody else wrote meanwhile stays,
     * for readers to tell of.
     *
     * @param hashes the files, with the hashes of their contents as far as they are known
     */
    void retire(Map<String, Optional<String>> hashes) {
        Map<String, ExportManifest.Entry> words = new TreeMap<>();
        hashes.forEach((file, sha256) -> words.put(file, ExportManifest.Entry.retired(sha256.orElse(null))));
        say(words, Map.of());
        State now = load();
        Map<String, byte[]> none = new TreeMap<>();
        hashes.forEach((file, sha256) -> {
            Set<String> retired = new HashSet<>();
            sha256.ifPresent(retired::add);
            known.values().stream()
                    .flatMap(Ledger::exports)
                    .flatMap(each ->
                            Optional.ofNullable(each.entries().get(file)).flatMap(ExportManifest.Entry::any).stream())
                    .forEach(retired::add);
            if (isGone(file, now) && hash(file).filter(retired::contains).isPresent()) {
                depot.delete(file);
            }
            none.put(file, new byte[0]);
        });
        clear(STORE, settle(none, load()));
    }

    private static boolean isGone(String file, State state) {
        return state.exports().last(file).filter(word -> word.entry().gone()).isPresent();
    }

    /**
     * What was said.
     *
     * @param words the words, under the spellings that count and with the clusters that were kept
     * @param state what the manifests say with them
     * @param before what manifests of exports had said before
     */
    private record Said(Map<String, ExportManifest.Entry> words, State state, ExportManifest before) {}

    /** Again, when somebody said meanwhile of which cluster a file is, or how it is spelt. */
    private Said say(Map<String, ExportManifest.Entry> words, Map<String, byte[]> files) {
        State before = load();
        Map<String, ExportManifest.Entry> stated = before.exports().keepClusters(words);
        demandNone(before.exports().disputes(stated, ExportManifest.NONE, this::node));
        for (int i = 1; ; i++) {
            ExportManifest said = before.exports().after(stated);
            readable(before.exports().merge(said).encode());
            spelt(files, stated.keySet())
                    .forEach((file, content) -> lay(
                            copyName(
                                    STORE,
                                    Optional.ofNullable(said.entries().get(file))
                                            .orElseThrow()
                                            .place(),
                                    file),
                            content));
            State now = load();
            Map<String, ExportManifest.Entry> again = now.exports().keepClusters(words);
            List<Problem> disputes = now.exports().disputes(again, ExportManifest.NONE, this::node);
            if (!disputes.isEmpty()) {
                clear(STORE, now);
                demandNone(disputes);
            }
            if (again.equals(stated) || i == ATTEMPTS) {
                ExportManifest all = before.exports().merge(said).merge(now.exports());
                String manifest = publish(EXPORT, readable(all.encode()), all, now);
                return new Said(stated, supersede(EXPORT, manifest, now.with(all)), now.exports());
            }
            before = now;
            stated = again;
        }
    }

    /** The name of a manifest, when it is there. */
    private String publish(String kind, byte[] manifest, Object said, State now) {
        String name = PREFIX + kind + "-" + Hashes.sha256(manifest) + MANIFEST;
        if (!now.read().contains(name)) {
            lay(name, manifest);
            known.put(name, new Decoded.Ok<>(said, List.of()));
        }
        return name;
    }

    /**
     * Takes away what a manifest that is there supersedes.
     *
     * @param now what was there before, and what it says itself
     * @return that, with the names of the manifests that are then there, unless others write
     */
    private State supersede(String kind, String name, State now) {
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
        byte[] manifest = readable(counted.encode());
        Laid laid = new Laid(Hashes.sha256(manifest), counted);
        files.forEach((file, content) -> lay(copyName(BULK, laid.place(), file), content));
        State now = load();
        if (!now.consolidations().equals(seen.consolidations())
                && !now.consolidations().equals(List.of(laid))) {
            return false;
        }
        String name = publish(CONSOLIDATION, manifest, counted, now);
        // Not before: who makes them again from now on sees this manifest afterwards.
        Set<String> gone = leftovers(made.outputs(), now);
        gone.forEach(depot::delete);
        State end = settle(files, supersede(CONSOLIDATION, name, now.with(laid)));
        if (!gone.isEmpty()) {
            // Somebody may have made them again meanwhile.
            Map<String, byte[]> none = new TreeMap<>();
            gone.forEach(file -> none.put(file, new byte[0]));
            end = settle(none, load());
        }
        clear(BULK, end);
        return true;
    }

    /**
     * The BULK files of the consolidations of which manifests lie there that another one does not make, as far as they have the content
     * which their manifest names. What is the same as the file that counts stays: where case does not matter it may be that file.
     *
     * @param made the BULK files of that other one
     * @param now the manifests
     * @return their names
     */
    Set<String> leftovers(List<FileHash> made, State now) {
        Set<String> files = new HashSet<>();
        Set<FileHash> same = new HashSet<>();
        made.forEach(each -> {
            files.add(each.file());
            same.add(new FileHash(Names.file(each.file()), each.sha256()));
        });
        Set<String> left = new TreeSet<>();
        now.read().stream()
                .flatMap(name -> Optional.ofNullable(known.get(name)).stream())
                .flatMap(manifest -> manifest.value().stream())
                .filter(ConsolidationManifest.class::isInstance)
                .flatMap(manifest -> ((ConsolidationManifest) manifest).outputs().stream())
                .filter(each -> isBulk(each.file())
                        && !files.contains(each.file())
                        && !same.contains(new FileHash(Names.file(each.file()), each.sha256())))
                .filter(each -> hash(each.file()).filter(each.sha256()::equals).isPresent())
                .forEach(each -> left.add(each.file()));
        return left;
    }

    private boolean isBulk(String file) {
        return BulkFileName.parse(file, suffixes)
                .filter(name -> name.kind() == BulkFileName.Kind.BULK)
                .isPresent();
    }

    /** Rather than lay what no reader would read to its end there is a failure. */
    private byte[] readable(byte[] manifest) {
        if (manifest.length > largestManifest) {
            throw new DepotUnavailableException(
                    "the manifest would have " + manifest.length + " octets, and readers read at most "
                            + largestManifest + ": state shorter cluster ids, or have fewer nodes in one depot",
                    false,
                    new IllegalArgumentException("manifest too long"));
        }
        return manifest;
    }

    /**
     * Makes files what the manifests say, and those that it changed again until the manifests say so after the change too. What
     * others change they see to themselves. Of a file that is retired, or is a BULK file which the last consolidation does not make, only
     * what this writer wrote is taken away.
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
            boolean mayGo =
                    isGone(file, now) || (isBulk(file) && now.consolidation().isPresent());
            return mine.length > 0 && mayGo && holds(file, mine) && depot.delete(file);
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
        return state.exports()
                .last(file)
                .filter(last -> last.entry().place().compareTo(place) > 0)
                .isPresent();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
