package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;

/**
 * Bulk Certificate Management over one depot: {@link #export} on every cluster, {@link #consolidate} on one, and
 * {@link #bundle} again on every cluster, for {@code TrustStores.importAll}.
 *
 * <p>Files are functions of the certificates in them: repeating an action on the same certificates writes the same octets,
 * in whatever order they were found.
 *
 * <p>Nothing in a depot proves who wrote it. Who can write to the directory can have any certificate trusted by every cluster
 * that imports from it.
 *
 * <p>All methods throw {@link org.emcc.certs.depot.DepotUnavailableException} when the depot fails; files written before it
 * stay.
 *
 * <p>Source: certificates 1.2, 1.3, 1.8, 1.12; 4.4 (C6, C8).
 *
 * @threadsafety thread-safe; actions on one depot that overlap, here or elsewhere, see each other's files one by one
 * @since 0.1.0
 */
public final class BulkCertificates {
    private final CertificateDepot depot;
    private final String source;
    private final FilePassword password;
    private final Pkcs12Profile profile;
    private final Pkcs12Limits limits;
    private final TypeSuffixes suffixes;

    private BulkCertificates(
            CertificateDepot depot,
            String source,
            FilePassword password,
            Pkcs12Profile profile,
            Pkcs12Limits limits,
            TypeSuffixes suffixes) {
        this.depot = Objects.requireNonNull(depot, "depot");
        this.source = BulkFileName.requireSource(source);
        this.password = Objects.requireNonNull(password, "password");
        this.profile = Objects.requireNonNull(profile, "profile");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.suffixes = Objects.requireNonNull(suffixes, "suffixes");
    }

    /**
     * Bulk Certificate Management in a depot, with {@link Pkcs12Profile#COMPATIBLE}, {@link Pkcs12Limits#DEFAULTS} and
     * {@link TypeSuffixes#DEFAULTS}.
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
                depot, source, password, Pkcs12Profile.COMPATIBLE, Pkcs12Limits.DEFAULTS, TypeSuffixes.DEFAULTS);
    }

    /**
     * A copy that writes otherwise; it reads all the same.
     *
     * @param other how to protect the files
     * @return the copy
     */
    public BulkCertificates withProfile(Pkcs12Profile other) {
        return new BulkCertificates(depot, source, password, other, limits, suffixes);
    }

    /**
     * A copy that puts up with more or less in each file.
     *
     * @param other the limits of each file
     * @return the copy
     */
    public BulkCertificates withLimits(Pkcs12Limits other) {
        return new BulkCertificates(depot, source, password, profile, other, suffixes);
    }

    /**
     * A copy with other names of files.
     *
     * @param other which suffix stands for which type
     * @return the copy
     */
    public BulkCertificates withSuffixes(TypeSuffixes other) {
        return new BulkCertificates(depot, source, password, profile, limits, other);
    }

    /**
     * Exports the certificates of the nodes of one cluster: one STORE file for each node and type, which replaces what was
     * exported for them before.
     *
     * @param certificates the certificates
     * @return the names of the files, in their order
     * @throws IllegalArgumentException when a type has no suffix; nothing is written then
     */
    public List<String> export(Collection<NodeCertificate> certificates) {
        Map<String, List<BundledCertificate>> files = new TreeMap<>();
        for (NodeCertificate each : certificates) {
            String file = new BulkFileName(BulkFileName.Kind.STORE, each.node(), each.type()).format(suffixes);
            files.computeIfAbsent(file, name -> new ArrayList<>())
                    .add(BundledCertificate.of(
                            each.certificate(), List.of(new CertificateOrigin(each.node(), each.type(), file))));
        }
        files.forEach((file, content) -> depot.write(file, encode(CertificateBundle.of(content))));
        return List.copyOf(files.keySet());
    }

    /**
     * Consolidates the STORE files of all clusters: for each type that was exported one BULK file, which holds every
     * certificate once. A file does not say of which cluster it is; so what is demanded is two nodes.
     *
     * @return what was written; or the refusal {@link BulkRefusal#TOO_FEW_EXPORTS}, or {@link BulkRefusal#UNREADABLE_FILE}
     *     with the files at fault, and nothing was written
     */
    public BulkResult<Consolidation> consolidate() {
        Map<String, BulkFileName> stores = files(BulkFileName.Kind.STORE);
        long nodes = stores.values().stream()
                .map(name -> name.source().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (nodes < 2) {
            return new BulkResult.Refused<>(BulkRefusal.TOO_FEW_EXPORTS, List.of());
        }
        Reading reading = read(stores);
        if (!reading.complete()) {
            return new BulkResult.Refused<>(BulkRefusal.UNREADABLE_FILE, reading.problems());
        }
        Map<String, byte[]> written = new TreeMap<>();
        stores.values().stream().map(BulkFileName::type).distinct().forEach(type -> {
            List<BundledCertificate> ofType = reading.found().stream()
                    .filter(each -> each.types().contains(type))
                    .toList();
            written.put(
                    new BulkFileName(BulkFileName.Kind.BULK, source, type).format(suffixes),
                    encode(CertificateBundle.of(ofType)));
        });
        written.forEach(depot::write);
        return new BulkResult.Done<>(
                new Consolidation(List.copyOf(written.keySet()), CertificateBundle.of(reading.found())),
                reading.problems());
    }

    /**
     * Reads all BULK files: what an import takes. Which server consolidated them does not matter.
     *
     * @return the bundle; or the refusal {@link BulkRefusal#NOT_CONSOLIDATED}, or {@link BulkRefusal#UNREADABLE_FILE} with
     *     the files at fault
     */
    public BulkResult<CertificateBundle> bundle() {
        Map<String, BulkFileName> bulk = files(BulkFileName.Kind.BULK);
        if (bulk.isEmpty()) {
            return new BulkResult.Refused<>(BulkRefusal.NOT_CONSOLIDATED, List.of());
        }
        Reading reading = read(bulk);
        if (!reading.complete()) {
            return new BulkResult.Refused<>(BulkRefusal.UNREADABLE_FILE, reading.problems());
        }
        return new BulkResult.Done<>(CertificateBundle.of(reading.found()), reading.problems());
    }

    private Map<String, BulkFileName> files(BulkFileName.Kind kind) {
        Map<String, BulkFileName> files = new TreeMap<>();
        for (String name : depot.names()) {
            BulkFileName.parse(name, suffixes)
                    .filter(parsed -> parsed.kind() == kind)
                    .ifPresent(parsed -> files.put(name, parsed));
        }
        return files;
    }

    /** What all files of a kind hold; not complete when one of them could not be read or held no certificate. */
    private record Reading(List<BundledCertificate> found, List<Problem> problems, boolean complete) {}

    private Reading read(Map<String, BulkFileName> files) {
        List<BundledCertificate> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean complete = true;
        int most = Math.min(limits.fileBytes(), Integer.MAX_VALUE - 1) + 1;
        for (Map.Entry<String, BulkFileName> file : files.entrySet()) {
            String name = file.getKey();
            Optional<byte[]> content = depot.read(name, most);
            if (content.isEmpty()) {
                problems.add(new Problem(name, "was there a moment ago and is not any more"));
                complete = false;
                continue;
            }
            Decoded<CertificateFile> decoded = CertificateFile.decode(content.get(), password, limits);
            decoded.problems().forEach(p -> problems.add(new Problem(name + " " + p.where(), p.message())));
            List<CertificateBag> bags =
                    decoded.value().map(CertificateFile::bags).orElse(List.of());
            if (bags.isEmpty()) {
                complete = false;
                if (decoded.problems().isEmpty()) {
                    problems.add(new Problem(name, "must hold a certificate, but holds none"));
                }
            }
            CertificateOrigin origin = new CertificateOrigin(
                    file.getValue().source(), file.getValue().type(), name);
            bags.forEach(bag -> found.add(BundledCertificate.of(bag.certificate(), List.of(origin))));
        }
        return new Reading(found, problems, complete);
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
        return (first.source() + "_" + suffixes.suffixOf(first.type())).toLowerCase(Locale.ROOT);
    }

    /** The source, the profile and the suffixes; no password. */
    @Override
    public String toString() {
        return "BulkCertificates[" + source + ", " + profile + ", " + suffixes + "]";
    }
}
