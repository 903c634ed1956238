package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.emcc.certs.bundle.BulkFileName.Kind;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all files of one kind hold at one moment of a depot: first which files count at that moment, and whether that is a moment to
 * go by, then what is in them. When a file of that moment is gone, another moment is tried.
 */
final class DepotReader {
    private static final int ATTEMPTS = 100;

    /** After so many attempts with the same manifests, a file will not come to have the hash of its manifest. */
    private static final int UNMOVED = 3;

    private final Ledger ledger;
    private final Openings openings;
    private final Rules rules;

    /**
     * By what the files are read.
     *
     * @param suffixes the table of suffixes
     * @param clusters the clusters of nodes, by their names in lower case
     * @param unlisted what becomes of files that no manifest names
     * @param ahead how many files may be loaded before their turn
     * @param held how many octets of them
     */
    record Rules(
            TypeSuffixes suffixes, Map<String, ClusterId> clusters, UnlistedFiles unlisted, int ahead, long held) {}

    DepotReader(Ledger ledger, Openings openings, Rules rules) {
        this.ledger = ledger;
        this.openings = openings;
        this.rules = rules;
    }

    /**
     * What all files of a kind hold.
     *
     * @param state the depot at the moment that was read
     * @param found the certificates
     * @param clean the files that were read without a problem
     * @param problems what was met
     * @param opened how many files were opened
     * @param reason why it counts for nothing; null when it counts
     */
    record Reading(
            Ledger.State state,
            List<BundledCertificate> found,
            List<FileHash> clean,
            List<Problem> problems,
            int opened,
            @Nullable BulkRefusal reason) {
        Optional<BulkRefusal> refusal() {
            return Optional.ofNullable(reason);
        }

        static Reading refused(Ledger.State state, BulkRefusal reason, List<Problem> problems) {
            return new Reading(state, List.of(), List.of(), problems, 0, reason);
        }
    }

    /**
     * Reads the files of a kind.
     *
     * @param kind the kind
     * @param previous what was read before, of which the files need not be opened again; null for nothing
     */
    Reading read(Kind kind, @Nullable Consolidation previous) {
        Map<FileHash, List<BundledCertificate>> known = previous == null ? Map.of() : known(previous);
        Reading reading = moment(kind, known);
        int unmoved = 0;
        for (int i = 1; i < ATTEMPTS && unmoved < UNMOVED && reading.reason() == BulkRefusal.CHANGED_FILE; i++) {
            Reading next = moment(kind, known);
            unmoved = next.state().read().equals(reading.state().read()) ? unmoved + 1 : 0;
            reading = next;
        }
        return reading;
    }

    private static Map<FileHash, List<BundledCertificate>> known(Consolidation previous) {
        Map<String, List<BundledCertificate>> byFile = new HashMap<>();
        for (BundledCertificate each : previous.bundle().certificates()) {
            if (each.oldUntil().isEmpty()) {
                each.origins().stream()
                        .map(CertificateOrigin::file)
                        .distinct()
                        .forEach(file -> byFile.computeIfAbsent(file, name -> new ArrayList<>())
                                .add(each));
            }
        }
        Map<FileHash, List<BundledCertificate>> known = new HashMap<>();
        previous.inputs()
                .forEach(input -> Optional.ofNullable(byFile.get(input.file()))
                        .ifPresent(certificates -> known.put(input, certificates)));
        return known;
    }

    private Reading moment(Kind kind, Map<FileHash, List<BundledCertificate>> known) {
        openings.nextMoment();
        Ledger.State state = ledger.load();
        if (!state.problems().isEmpty()) {
            return Reading.refused(state, BulkRefusal.UNREADABLE_MANIFEST, state.problems());
        }
        if (!state.settled()) {
            return Reading.refused(state, BulkRefusal.CHANGED_FILE, List.of());
        }
        FileOrigins origins = new FileOrigins(rules.suffixes(), rules.clusters(), state.exports());
        Map<String, Optional<String>> wanted = listed(kind, state, origins);
        boolean manifests = kind == Kind.STORE
                ? !state.exports().counting().isEmpty()
                : state.consolidation().isPresent();
        List<Problem> remarks = new ArrayList<>(state.remarks());
        List<String> others =
                ledger.names(name -> origins.isMisnamed(name) || (!wanted.containsKey(name) && origins.is(kind, name)));
        List<Problem> unlisted = unlisted(
                kind,
                state,
                others.stream().filter(name -> origins.is(kind, name)).toList(),
                remarks);
        if (!(unlisted.isEmpty() || ledger.load().read().equals(state.read()))) {
            return Reading.refused(state, BulkRefusal.CHANGED_FILE, List.of());
        }
        if (!manifests || rules.unlisted() == UnlistedFiles.ADMIT) {
            for (Problem each : unlisted) {
                if (kind == Kind.STORE && isOtherSpelling(each.where(), state)) {
                    remarks.add(new Problem(each.where(), each.message() + "; passed over"));
                } else {
                    wanted.put(each.where(), Optional.empty());
                }
            }
        } else if (kind == Kind.STORE && !unlisted.isEmpty()) {
            return Reading.refused(state, BulkRefusal.UNLISTED_FILE, unlisted);
        } else {
            remarks.addAll(unlisted);
        }
        others.stream().filter(origins::isMisnamed).forEach(name -> remarks.add(misnamed(name)));
        wanted.keySet().forEach(file -> origins.contradiction(file).ifPresent(remarks::add));
        Optional<BulkRefusal> missing = missing(kind, origins, wanted.keySet());
        if (missing.isPresent()) {
            remarks.add(new Problem("depot", holding(wanted.keySet(), origins)));
            return Reading.refused(state, missing.get(), remarks);
        }
        return contents(state, origins, wanted, known, remarks);
    }

    /** The files that manifests name, with their hashes. */
    private static Map<String, Optional<String>> listed(Kind kind, Ledger.State state, FileOrigins origins) {
        Map<String, Optional<String>> files = new TreeMap<>();
        if (kind == Kind.STORE) {
            state.exports().counting().forEach((file, entry) -> files.put(file, entry.hash()));
        } else {
            state.consolidation().stream()
                    .flatMap(manifest -> manifest.outputs().stream())
                    .forEach(output -> files.put(output.file(), Optional.of(output.sha256())));
        }
        files.keySet().removeIf(file -> !origins.is(kind, file));
        return files;
    }

    /** Whether a file counts under another spelling than this: a node has one file of each type. */
    private static boolean isOtherSpelling(String file, Ledger.State state) {
        return state.exports()
                .last(file)
                .filter(last -> !last.entry().gone() && !last.file().equals(file))
                .isPresent();
    }

    /** The product's page lists every such file (certificates 1.2); what it holds is not known by its name. */
    private static Problem misnamed(String name) {
        return new Problem(
                name, "must be named <node>_<type>.pkcs12 or <source>_bulk_<type>.pkcs12, but is not; passed over");
    }

    /** Of whom files are there, for one who wonders why they do not suffice. */
    private static String holding(Set<String> files, FileOrigins origins) {
        Map<String, Set<String>> nodes = new TreeMap<>();
        for (String file : files) {
            CertificateOrigin origin = origins.of(file);
            nodes.computeIfAbsent(
                            origin.cluster().map(id -> "cluster " + id).orElse("no stated cluster"),
                            cluster -> new TreeSet<>())
                    .add(Names.node(origin.source()));
        }
        return nodes.isEmpty()
                ? "holds no such file"
                : "holds files of "
                        + nodes.entrySet().stream()
                                .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
                                .collect(Collectors.joining(", "))
                        + " only";
    }

    /**
     * What is wrong with files that no manifest names, unless a manifest came since. One that counted before is among them only when it
     * came back with other content; else it may be that it has yet to be taken away.
     */
    private List<Problem> unlisted(Kind kind, Ledger.State state, List<String> names, List<Problem> remarks) {
        List<Problem> files = new ArrayList<>();
        for (String name : names) {
            Optional<ExportManifest.Word> last = state.exports().last(name);
            if (kind == Kind.BULK) {
                files.add(new Problem(name, "is not of the last consolidation; passed over"));
            } else if (last.isEmpty()) {
                files.add(new Problem(name, "must be named by a manifest, but none names it"));
            } else {
                ledger.hash(name).ifPresent(hash -> {
                    boolean gone = last.get().entry().gone();
                    boolean known = state.exports()
                                    .former(name)
                                    .filter(hash::equals)
                                    .isPresent()
                            || last.get().entry().hash().filter(hash::equals).isPresent();
                    if (known) {
                        remarks.add(new Problem(
                                name,
                                (gone
                                                ? "was retired"
                                                : "counts as " + last.get().file())
                                        + ", but is there, or there again; passed over"));
                    } else {
                        files.add(new Problem(
                                name,
                                "must be named by a manifest, but "
                                        + (gone
                                                ? "was retired"
                                                : "counts as " + last.get().file())
                                        + " and is there with other content"));
                    }
                });
            }
        }
        return files;
    }

    private static Optional<BulkRefusal> missing(Kind kind, FileOrigins origins, Set<String> files) {
        if (kind == Kind.BULK) {
            return files.isEmpty() ? Optional.of(BulkRefusal.NOT_CONSOLIDATED) : Optional.empty();
        }
        Set<String> nodes = new HashSet<>();
        Set<Optional<ClusterId>> clusters = new HashSet<>();
        for (String file : files) {
            CertificateOrigin origin = origins.of(file);
            nodes.add(Names.node(origin.source()));
            clusters.add(origin.cluster());
        }
        boolean allOfOne = clusters.size() == 1 && !clusters.contains(Optional.<ClusterId>empty());
        return nodes.size() < 2 || allOfOne ? Optional.of(BulkRefusal.TOO_FEW_EXPORTS) : Optional.empty();
    }

    private Reading contents(
            Ledger.State state,
            FileOrigins origins,
            Map<String, Optional<String>> wanted,
            Map<FileHash, List<BundledCertificate>> known,
            List<Problem> remarks) {
        Gathering gathering = new Gathering(state, origins, known, openings, rules.ahead(), rules.held(), remarks);
        wanted.forEach((name, sha256) -> {
            Optional<Ledger.Found> content =
                    sha256.isPresent() ? ledger.content(new FileHash(name, sha256.get()), state) : ledger.stable(name);
            content.ifPresentOrElse(
                    found -> gathering.add(name, found),
                    () -> gathering.changed(
                            name,
                            sha256.isPresent()
                                    ? "must have the content that its manifest names, but has another or is not there"
                                    : "must stay the same while it is read, but changed or went"));
        });
        return gathering.reading();
    }
}
