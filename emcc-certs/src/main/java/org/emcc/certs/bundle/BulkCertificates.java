package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.emcc.certs.bundle.BulkFileName.Kind;
import org.emcc.certs.bundle.DepotReader.Reading;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Bulk Certificate Management over one depot: {@link #export} on every cluster, {@link #consolidate} on one, and
 * {@link #bundle} again on every cluster, for {@code TrustStores.importAll}.
 *
 * <p>Files are functions of the certificates in them: repeating an action on the same certificates writes the same octets,
 * in whatever order they were found.
 *
 * <p><b>Manifests.</b> Each export and each consolidation lays down a manifest, {@code emcc-export-<hash>.manifest} or
 * {@code emcc-consolidation-<hash>.manifest}: which files count, with the SHA-256 digest of each; for exports the cluster where
 * it was said, for a consolidation the STORE files it was made of and the origins of each certificate. The hash in the name is that
 * of the manifest, so half of one is none. Of every file that counts a copy lies beside it, {@code emcc-<…>.content}, under a name
 * that no other content will ever have, for as long as the manifest counts; it is there before the manifest is. So a reader finds
 * at any moment what one export or consolidation left, and never a part of it, whether or not the depot can replace a file in one
 * step, whatever slower writers do to the files themselves, and also after a crash of a writer. A reader believes a
 * file only when it has the hash of its manifest, and else takes the copy and reports it as a problem; what becomes of files without a
 * manifest is up to {@link UnlistedFiles}.
 *
 * <p><b>Nodes and clusters.</b> Names of nodes count regardless of case; a node has one file of each type. A node is of the cluster that
 * was stated of one of its files, for as long as that file counts, and all its files are, those too of which nothing was stated. It then
 * takes exports of that cluster only, and from one that states none only what it has already; all else is refused with
 * {@link BulkRefusal#NODE_OF_ANOTHER_CLUSTER}, until the node is retired.
 *
 * <p><b>Dry runs.</b> Every action that writes has a preview, which tells of the same depot what the action would do, and writes nothing.
 *
 * <p>Nothing in a depot proves who wrote it, manifests included. Who can write to the directory can have any certificate trusted
 * by every cluster that imports from it, unless that cluster demands approvals: see {@link #withChecks}.
 *
 * <p>All methods throw {@link org.emcc.certs.depot.DepotUnavailableException} when the depot fails; repeating the action
 * brings it to its end. So do those that write, for good, when a manifest would be longer than the 64 MiB that readers accept, some
 * 400,000 files or origins of certificates; nothing of the action counts then.
 *
 * <p>Source: certificates 1.2, 1.3, 1.8, 1.12; 4.4 (C6 to C8, C14, C15, C19, C22, C23).
 *
 * @threadsafety thread-safe; actions on one depot may overlap, here or elsewhere. Of two exports for one node, or two
 *     consolidations, one counts as a whole
 * @since 0.1.0
 */
public final class BulkCertificates {
    private static final int ATTEMPTS = 100;
    private static final int AHEAD = 64;

    private final CertificateDepot depot;
    private final String source;
    private final FilePassword password;
    private final Pkcs12Profile profile;
    private final Pkcs12Limits limits;
    private final TypeSuffixes suffixes;
    private final Options options;

    /**
     * What is rarely set.
     *
     * @param unlisted what becomes of files that no manifest names
     * @param clusters of which cluster nodes are, by their names in lower case
     * @param checks what is distrusted and approved; null when nobody asked
     * @param window how long old certificates are kept; null when they are not
     * @param executor what opens files beside the thread that calls; null when nothing does
     */
    private record Options(
            UnlistedFiles unlisted,
            Map<String, ClusterId> clusters,
            @Nullable CertificateChecks<?> checks,
            @Nullable RotationWindow window,
            @Nullable Executor executor) {}

    private BulkCertificates(
            CertificateDepot depot,
            String source,
            FilePassword password,
            Pkcs12Profile profile,
            Pkcs12Limits limits,
            TypeSuffixes suffixes,
            Options options) {
        this.depot = Objects.requireNonNull(depot, "depot");
        this.source = BulkFileName.requireSource(source);
        this.password = Objects.requireNonNull(password, "password");
        this.profile = Objects.requireNonNull(profile, "profile");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.suffixes = Objects.requireNonNull(suffixes, "suffixes");
        this.options = options;
    }

    /**
     * Bulk Certificate Management in a depot, with {@link Pkcs12Profile#COMPATIBLE}, {@link Pkcs12Limits#DEFAULTS},
     * {@link TypeSuffixes#DEFAULTS} and {@link UnlistedFiles#REFUSE}; without checks and without a rotation window.
     *
     * @param depot where the files lie
     * @param source what the names of BULK files begin with: in the product the address of the SFTP server (inferred); 1 to
     *     128 letters, digits, dots, hyphens and underscores, not beginning with a dot
     * @param password the password of all files; all clusters need the same
     * @return the facade
     * @throws IllegalArgumentException when the source breaks the rule
     */
    public static BulkCertificates in(CertificateDepot depot, String source, FilePassword password) {
        return new BulkCertificates(
                depot,
                source,
                password,
                Pkcs12Profile.COMPATIBLE,
                Pkcs12Limits.DEFAULTS,
                TypeSuffixes.DEFAULTS,
                new Options(UnlistedFiles.REFUSE, Map.of(), null, null, null));
    }

    /**
     * A copy that writes otherwise; it reads all the same.
     *
     * @param other how to protect the files
     * @return the copy
     */
    public BulkCertificates withProfile(Pkcs12Profile other) {
        return new BulkCertificates(depot, source, password, other, limits, suffixes, options);
    }

    /**
     * A copy that puts up with more or less in each file.
     *
     * @param other the limits of each file
     * @return the copy
     */
    public BulkCertificates withLimits(Pkcs12Limits other) {
        return new BulkCertificates(depot, source, password, profile, other, suffixes, options);
    }

    /**
     * A copy with other names of files.
     *
     * @param other which suffix stands for which type
     * @return the copy
     */
    public BulkCertificates withSuffixes(TypeSuffixes other) {
        return new BulkCertificates(depot, source, password, profile, limits, other, options);
    }

    /**
     * A copy that treats files otherwise which no manifest names.
     *
     * @param other what becomes of them
     * @return the copy
     */
    public BulkCertificates withUnlisted(UnlistedFiles other) {
        Objects.requireNonNull(other, "other");
        return with(new Options(other, options.clusters(), options.checks(), options.window(), options.executor()));
    }

    /**
     * A copy that knows of which cluster nodes are, where no exporter said so. Where an exporter said something else, that is a
     * problem, and the files of the node count for no cluster.
     *
     * @param nodes the cluster of each node, as its files name it, regardless of case
     * @return the copy
     * @throws IllegalArgumentException when a cluster id has half of a surrogate pair, which no manifest can have
     */
    public BulkCertificates withClusters(Map<String, ClusterId> nodes) {
        Map<String, ClusterId> clusters = new HashMap<>();
        nodes.forEach((node, cluster) -> clusters.put(Names.node(node), ManifestLines.require(cluster)));
        return with(new Options(
                options.unlisted(), Map.copyOf(clusters), options.checks(), options.window(), options.executor()));
    }

    /**
     * A copy that refuses to consolidate or import certificates which are distrusted, or not approved where approvals are
     * demanded. Other findings refuse nothing: ask {@link CertificateChecks#check} for them.
     *
     * @param checks what is distrusted and approved
     * @return the copy
     */
    public BulkCertificates withChecks(CertificateChecks<?> checks) {
        Objects.requireNonNull(checks, "checks");
        return with(new Options(options.unlisted(), options.clusters(), checks, options.window(), options.executor()));
    }

    /**
     * A copy that keeps replaced certificates for a while, as {@link #consolidate(Consolidation)} can see them.
     *
     * @param window how long
     * @return the copy
     */
    public BulkCertificates withRotation(RotationWindow window) {
        Objects.requireNonNull(window, "window");
        return with(new Options(options.unlisted(), options.clusters(), options.checks(), window, options.executor()));
    }

    /**
     * A copy that opens files on other threads too: key derivation takes nearly all the time of a consolidation, and each file has
     * its own. The thread that calls opens what the executor has not begun, so that nothing waits for an executor that is busy, full or
     * shut down. At most 64 files are held before their turn.
     *
     * @param executor runs the opening of a file; its tasks end, and are not needed once an action has returned
     * @return the copy
     */
    public BulkCertificates withExecutor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return with(new Options(options.unlisted(), options.clusters(), options.checks(), options.window(), executor));
    }

    private BulkCertificates with(Options others) {
        return new BulkCertificates(depot, source, password, profile, limits, suffixes, others);
    }

    private Ledger ledger() {
        return new Ledger(depot, limits.fileBytes(), suffixes);
    }

    private DepotReader reader(Ledger ledger) {
        Executor executor = options.executor();
        return new DepotReader(
                ledger,
                new Openings(octets -> CertificateFile.decode(octets, password, limits), executor),
                new DepotReader.Rules(
                        suffixes,
                        options.clusters(),
                        options.unlisted(),
                        executor == null ? 0 : AHEAD,
                        limits.fileBytes()));
    }

    /**
     * Exports the certificates of the nodes of one cluster: one STORE file for each node and type, which replaces what was
     * exported for them before. The names of nodes count regardless of case; a file keeps the name it had before, also one that the
     * product left without a manifest.
     *
     * <p>A node for which a cluster was stated stays of that cluster until its files are retired: as this export states none, it may only
     * repeat what such a node has.
     *
     * <p>Where clusters are not stated, nobody can tell two nodes of one name from one node: the later export replaces the earlier. So
     * {@link #export(ClusterId, Collection)} is better wherever more than one cluster exports.
     *
     * @param certificates the certificates
     * @return the names of the files, in their order
     * @throws IllegalArgumentException when a type has no suffix; nothing is written then
     * @throws IllegalStateException with {@link BulkRefusal#NODE_OF_ANOTHER_CLUSTER} in its message when a node is of a stated cluster and
     *     would get something new; nothing of it counts then, and nothing is written unless another export of the node came
     *     at the same moment, as told at {@link #export(ClusterId, Collection)}
     */
    public List<String> export(Collection<NodeCertificate> certificates) {
        return export(null, contents(certificates));
    }

    /**
     * Exports like {@link #export(Collection)}, and says in the manifest of which cluster the nodes are. A node of which a file counts for
     * another cluster is refused: retire it first, or give one of the two nodes another name.
     *
     * <p>When two export a node of one name at the same moment, and state two clusters, or one of them none, then the files of one of them
     * count, as a rule those of the stated cluster; and at least one of the two is told so, perhaps after it has written; unless a third
     * export has by then made one manifest of both, or that one has crashed.
     *
     * @param cluster the cluster
     * @param certificates the certificates of its nodes
     * @return the names of the files, in their order
     * @throws IllegalArgumentException when a type has no suffix, or the cluster id has half of a surrogate pair, which no manifest can
     *     have; nothing is written then
     * @throws IllegalStateException with {@link BulkRefusal#NODE_OF_ANOTHER_CLUSTER} in its message when a node is of another
     *     cluster; nothing is written then, but in the case of two at the same moment
     */
    public List<String> export(ClusterId cluster, Collection<NodeCertificate> certificates) {
        return export(ManifestLines.require(cluster), contents(certificates));
    }

    /**
     * What {@link #export(Collection)} would do to the depot as it is now. Nothing is written.
     *
     * <p>Source: certificates 4.4 (C15).
     *
     * @param certificates the certificates
     * @return what would become of each file; with one that is refused, nothing at all would be written
     * @throws IllegalArgumentException when a type has no suffix
     */
    public DepotChanges previewExport(Collection<NodeCertificate> certificates) {
        return ledger().preview(contents(certificates), null);
    }

    /**
     * What {@link #export(ClusterId, Collection)} would do to the depot as it is now. Nothing is written.
     *
     * @param cluster the cluster
     * @param certificates the certificates of its nodes
     * @return what would become of each file; with one that is refused, nothing at all would be written
     * @throws IllegalArgumentException when a type has no suffix, or the cluster id has half of a surrogate pair
     */
    public DepotChanges previewExport(ClusterId cluster, Collection<NodeCertificate> certificates) {
        return ledger().preview(contents(certificates), ManifestLines.require(cluster));
    }

    private List<String> export(@Nullable ClusterId cluster, Map<String, byte[]> files) {
        return files.isEmpty() ? List.of() : ledger().export(files, cluster);
    }

    /** The files of an export, each under the first of the spellings that are asked for: a node has one file of each type. */
    private Map<String, byte[]> contents(Collection<NodeCertificate> certificates) {
        Map<String, String> spellings = new HashMap<>();
        certificates.stream().map(this::file).sorted().forEach(file -> spellings.putIfAbsent(Names.file(file), file));
        Map<String, List<BundledCertificate>> files = new TreeMap<>();
        for (NodeCertificate each : certificates) {
            String file = Objects.requireNonNull(spellings.get(Names.file(file(each))));
            files.computeIfAbsent(file, name -> new ArrayList<>())
                    .add(BundledCertificate.of(
                            each.certificate(), List.of(new CertificateOrigin(each.node(), each.type(), file))));
        }
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((file, content) -> contents.put(file, encode(CertificateBundle.of(content))));
        return contents;
    }

    private String file(NodeCertificate each) {
        return new BulkFileName(Kind.STORE, each.node(), each.type()).format(suffixes);
    }

    /**
     * Takes the STORE files of a node out of the depot. Its certificates stay in the BULK files until the next consolidation that is
     * not refused, and in the stores of clusters until they are deleted there: see {@link Retirement}.
     *
     * <p>Taken away is what was there when this began, and what manifests name. A file that somebody else writes meanwhile, without a
     * manifest, stays, and the next consolidation tells of it, as of every one that no manifest names.
     *
     * @param node the node, as its files name it, regardless of case
     * @return the names of the files, in their order
     */
    public List<String> retireNode(String node) {
        return retire(ofNode(node));
    }

    /**
     * What {@link #retireNode} would take out of the depot as it is now. Nothing is written.
     *
     * <p>Source: certificates 4.4 (C14, C15).
     *
     * @param node the node, as its files name it, regardless of case
     * @return the files that would go
     */
    public DepotChanges previewRetireNode(String node) {
        return previewRetire(ofNode(node));
    }

    /**
     * Takes the STORE files of a cluster out of the depot, as {@link #retireNode} does: all that are known to be of it.
     *
     * @param cluster the cluster
     * @return the names of the files, in their order
     */
    public List<String> retireCluster(ClusterId cluster) {
        return retire(ofCluster(cluster));
    }

    /**
     * What {@link #retireCluster} would take out of the depot as it is now. Nothing is written.
     *
     * <p>Source: certificates 4.4 (C14, C15).
     *
     * @param cluster the cluster
     * @return the files that would go
     */
    public DepotChanges previewRetireCluster(ClusterId cluster) {
        return previewRetire(ofCluster(cluster));
    }

    private static Predicate<CertificateOrigin> ofNode(String node) {
        String gone = Names.node(node);
        return origin -> Names.node(origin.source()).equals(gone);
    }

    private static Predicate<CertificateOrigin> ofCluster(ClusterId cluster) {
        Objects.requireNonNull(cluster, "cluster");
        return origin -> origin.cluster().filter(cluster::equals).isPresent();
    }

    private DepotChanges previewRetire(Predicate<CertificateOrigin> gone) {
        List<FileChange> changes = new ArrayList<>();
        retirable(ledger(), gone)
                .forEach((origin, known) -> changes.add(FileChange.removed(origin, known.counting(), known.there())));
        return new DepotChanges(changes);
    }

    private List<String> retire(Predicate<CertificateOrigin> gone) {
        Ledger ledger = ledger();
        Map<String, Optional<String>> files = new TreeMap<>();
        retirable(ledger, gone).forEach((origin, known) -> files.put(origin.file(), known.either()));
        if (!files.isEmpty()) {
            ledger.retire(files);
        }
        return List.copyOf(files.keySet());
    }

    /**
     * The hashes of a file, as far as they are known.
     *
     * @param counting of what a manifest names
     * @param there of what lies there
     */
    private record Known(
            @Nullable String counting, @Nullable String there) {
        Optional<String> either() {
            return Optional.ofNullable(there).or(() -> Optional.ofNullable(counting));
        }
    }

    /** The STORE files that are there or count, and are gone by this. */
    private Map<CertificateOrigin, Known> retirable(Ledger ledger, Predicate<CertificateOrigin> gone) {
        ExportManifest exports = ledger.load().exports();
        FileOrigins origins = new FileOrigins(suffixes, options.clusters(), exports);
        Set<String> all = new HashSet<>(ledger.names(name -> origins.is(Kind.STORE, name)));
        all.addAll(exports.counting().keySet());
        Map<CertificateOrigin, Known> files = new TreeMap<>();
        all.stream()
                .filter(file -> origins.is(Kind.STORE, file))
                .map(origins::of)
                .filter(gone)
                .forEach(origin -> files.put(
                        origin,
                        new Known(
                                exports.counting(origin.file())
                                        .flatMap(ExportManifest.Entry::hash)
                                        .orElse(null),
                                ledger.hash(origin.file()).orElse(null))));
        return files;
    }

    /**
     * Consolidates the STORE files of all clusters: for each type that was exported one BULK file, which holds every
     * certificate once. Where the cluster of every node is known there must be two of them; otherwise a file does not say of which
     * cluster it is, and what is demanded is two nodes.
     *
     * <p>A BULK file of an earlier consolidation that this one does not make again, as nobody exports its type any more or the source or
     * the suffixes are others, is taken away once the new manifest is there, if it still has the content that its manifest named. The
     * problems tell of it. One with other content stays: another program wrote it.
     *
     * @return what was written; or the refusal, any but {@link BulkRefusal#NOT_CONSOLIDATED}, with the files at fault, and
     *     nothing was written
     * @throws IllegalArgumentException when the source and the suffix of a type together make the name of another file; nothing is
     *     written then
     */
    public BulkResult<Consolidation> consolidate() {
        return consolidated(null);
    }

    /**
     * What {@link #consolidate()} would make of what lies in the depot now. Nothing is written.
     *
     * <p>Source: certificates 4.4 (C15).
     *
     * @return as of {@link #consolidate()}
     */
    public BulkResult<Consolidation> preview() {
        return previewed(null);
    }

    /**
     * What {@link #consolidate(Consolidation)} would make of what lies in the depot now. Nothing is written.
     *
     * @param previous what was consolidated before
     * @return as of {@link #consolidate(Consolidation)}
     */
    public BulkResult<Consolidation> preview(Consolidation previous) {
        return previewed(Objects.requireNonNull(previous, "previous"));
    }

    private BulkResult<Consolidation> previewed(@Nullable Consolidation previous) {
        Ledger ledger = ledger();
        return made(ledger, reader(ledger).read(Kind.STORE, previous), previous, new TreeMap<>());
    }

    /**
     * Consolidates like {@link #consolidate()}, with the same files as result, but opens only what is new since an earlier
     * consolidation: a file whose hash is known costs no key derivation. With a {@link RotationWindow}, certificates of the
     * earlier one that were replaced are kept, but for those whose type has no suffix here: they are told of as problems.
     *
     * @param previous what was consolidated before, here or as {@link #consolidation} read it; it is believed
     * @return as of {@link #consolidate()}
     */
    public BulkResult<Consolidation> consolidate(Consolidation previous) {
        return consolidated(Objects.requireNonNull(previous, "previous"));
    }

    private BulkResult<Consolidation> consolidated(@Nullable Consolidation previous) {
        Ledger ledger = ledger();
        DepotReader reader = reader(ledger);
        Optional<BulkResult<Consolidation>> result = attempt(ledger, reader, previous);
        for (int i = 1; i < ATTEMPTS && result.isEmpty(); i++) {
            result = attempt(ledger, reader, previous);
        }
        return result.orElseGet(() -> new BulkResult.Refused<>(BulkRefusal.CHANGED_FILE, List.of()));
    }

    /** Empty when somebody else consolidated after the files were read: what was read may be older than what that one read. */
    private Optional<BulkResult<Consolidation>> attempt(
            Ledger ledger, DepotReader reader, @Nullable Consolidation previous) {
        Reading reading = reader.read(Kind.STORE, previous);
        Map<String, byte[]> contents = new TreeMap<>();
        BulkResult<Consolidation> made = made(ledger, reading, previous, contents);
        boolean done = made.result()
                .map(each -> ledger.consolidate(
                        contents,
                        ConsolidationManifest.of(
                                reading.state().exports().weight(), each.outputs(), reading.clean(), each.bundle()),
                        reading.state()))
                .orElse(true);
        return done ? Optional.of(made) : Optional.empty();
    }

    /** What comes of what was read, with the contents of the files that would be written. */
    private BulkResult<Consolidation> made(
            Ledger ledger, Reading reading, @Nullable Consolidation previous, Map<String, byte[]> contents) {
        Optional<BulkRefusal> refusal = reading.refusal();
        if (refusal.isPresent()) {
            return new BulkResult.Refused<>(refusal.get(), reading.problems());
        }
        CertificateBundle found = CertificateBundle.of(reading.found());
        List<Problem> problems = new ArrayList<>(reading.problems());
        CertificateBundle bundle = options.window() != null && previous != null
                ? options.window().keep(writable(previous.bundle(), problems), found)
                : found;
        List<Problem> untrusted = untrusted(bundle);
        if (!untrusted.isEmpty()) {
            return new BulkResult.Refused<>(BulkRefusal.UNTRUSTED_CERTIFICATE, untrusted);
        }
        List<FileHash> outputs = new ArrayList<>();
        bundle.certificates().stream()
                .flatMap(each -> each.origins().stream())
                .map(CertificateOrigin::type)
                .distinct()
                .forEach(type -> contents.put(
                        new BulkFileName(Kind.BULK, source, type).format(suffixes),
                        encode(CertificateBundle.of(bundle.certificates(type)))));
        contents.forEach((file, content) -> outputs.add(new FileHash(file, Hashes.sha256(content))));
        ledger.leftovers(outputs, reading.state())
                .forEach(file -> problems.add(new Problem(
                        file, "is of an earlier consolidation, and not made again by this one; taken away")));
        return new BulkResult.Done<>(Consolidation.of(outputs, bundle, reading.clean(), reading.opened()), problems);
    }

    /** What can be written again; a manifest, which is believed, may have been made with other suffixes. */
    private CertificateBundle writable(CertificateBundle previous, List<Problem> problems) {
        List<BundledCertificate> certificates = new ArrayList<>();
        for (BundledCertificate each : previous.certificates()) {
            List<CertificateOrigin> left = new ArrayList<>();
            for (CertificateOrigin origin : each.origins()) {
                if (suffixes.has(origin.type())) {
                    left.add(origin);
                } else {
                    problems.add(new Problem(
                            origin.file(),
                            "must have a type with a suffix to be kept for a while, but its type " + origin.type()
                                    + " has none; not kept"));
                }
            }
            if (!left.isEmpty()) {
                certificates.add(each.withOrigins(left));
            }
        }
        return CertificateBundle.of(certificates);
    }

    /**
     * Reads the BULK files: what an import takes. Where manifests are, these are the files of the last consolidation; else all of
     * them, and which server consolidated them does not matter.
     *
     * @return the bundle, with the origins that the manifest tells, cluster, node, type and STORE file of each certificate; of
     *     files without a manifest the origins are the BULK files. Or the refusal, any but {@link BulkRefusal#TOO_FEW_EXPORTS}
     *     and {@link BulkRefusal#UNLISTED_FILE}, with the files at fault
     */
    public BulkResult<CertificateBundle> bundle() {
        Reading reading = reader(ledger()).read(Kind.BULK, null);
        Optional<BulkRefusal> refusal = reading.refusal();
        if (refusal.isPresent()) {
            return new BulkResult.Refused<>(refusal.get(), reading.problems());
        }
        CertificateBundle bundle = withOriginsOfManifest(reading);
        List<Problem> untrusted = untrusted(bundle);
        return untrusted.isEmpty()
                ? new BulkResult.Done<>(bundle, reading.problems())
                : new BulkResult.Refused<>(BulkRefusal.UNTRUSTED_CERTIFICATE, untrusted);
    }

    /**
     * Reads the last consolidation back: the bundle as of {@link #bundle}, and the hashes of the files of which it was made.
     *
     * @return the consolidation; or the refusal as of {@link #bundle}, also {@link BulkRefusal#NOT_CONSOLIDATED} when it left no
     *     manifest
     */
    public BulkResult<Consolidation> consolidation() {
        Reading reading = reader(ledger()).read(Kind.BULK, null);
        Optional<BulkRefusal> refusal = reading.refusal();
        if (refusal.isPresent()) {
            return new BulkResult.Refused<>(refusal.get(), reading.problems());
        }
        Optional<ConsolidationManifest> manifest = reading.state().consolidation();
        if (manifest.isEmpty()) {
            return new BulkResult.Refused<>(
                    BulkRefusal.NOT_CONSOLIDATED,
                    List.of(new Problem("depot", "holds BULK files, but no manifest of a consolidation")));
        }
        CertificateBundle bundle = withOriginsOfManifest(reading);
        List<Problem> untrusted = untrusted(bundle);
        return untrusted.isEmpty()
                ? new BulkResult.Done<>(
                        Consolidation.of(
                                manifest.get().outputs(), bundle, manifest.get().inputs(), reading.opened()),
                        reading.problems())
                : new BulkResult.Refused<>(BulkRefusal.UNTRUSTED_CERTIFICATE, untrusted);
    }

    /** In place of each BULK file that the manifest names, what it tells of the certificate; BULK files that it does not name stay. */
    private static CertificateBundle withOriginsOfManifest(Reading reading) {
        CertificateBundle bundle = CertificateBundle.of(reading.found());
        Optional<ConsolidationManifest> manifest = reading.state().consolidation();
        if (manifest.isEmpty()) {
            return bundle;
        }
        Set<String> named = new HashSet<>();
        manifest.get().outputs().forEach(output -> named.add(output.file()));
        List<BundledCertificate> all = new ArrayList<>();
        for (BundledCertificate each : bundle.certificates()) {
            List<CertificateOrigin> told = manifest.get().origins().getOrDefault(each.fingerprint(), List.of());
            List<CertificateOrigin> origins = new ArrayList<>(each.origins());
            boolean changes = !told.isEmpty() && origins.removeIf(origin -> named.contains(origin.file()));
            if (changes) {
                origins.addAll(told);
            }
            all.add(changes ? each.withOrigins(origins) : each);
        }
        return CertificateBundle.of(all);
    }

    private List<Problem> untrusted(CertificateBundle bundle) {
        if (options.checks() == null) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        for (CertificateWeakness each : options.checks().untrusted(bundle)) {
            String file = bundle.certificate(each.certificates().get(0))
                    .orElseThrow()
                    .origins()
                    .get(0)
                    .file();
            problems.add(new Problem(
                    file,
                    each.sentence() + "; fingerprint " + each.certificates().get(0)));
        }
        return problems;
    }

    private byte[] encode(CertificateBundle bundle) {
        return CertificateFile.of(named(bundle)).encode(profile, password);
    }

    /**
     * Gives each certificate the name of its first origin, and where several would have the same one, regardless of case,
     * adds to each the beginning of its fingerprint: Java's key store would show only one of them.
     */
    private List<CertificateBag> named(CertificateBundle bundle) {
        Map<String, Integer> uses = new HashMap<>();
        bundle.certificates().forEach(each -> uses.merge(name(each), 1, Integer::sum));
        List<CertificateBag> bags = new ArrayList<>();
        for (BundledCertificate each : bundle.certificates()) {
            String name = name(each);
            boolean alone = Objects.equals(uses.get(name), 1);
            bags.add(CertificateBag.of(
                    each.certificate(),
                    alone ? name : name + "_" + each.fingerprint().value().substring(0, 16)));
        }
        return bags;
    }

    private String name(BundledCertificate each) {
        CertificateOrigin first = each.origins().get(0);
        String old = each.oldUntil().map(until -> "_old_until_" + until).orElse("");
        return (first.source() + "_" + suffixes.suffixOf(first.type()) + old).toLowerCase(Locale.ROOT);
    }

    /** The source, the profile and the suffixes; no password. */
    @Override
    public String toString() {
        return "BulkCertificates[" + source + ", " + profile + ", " + suffixes + "]";
    }
}
