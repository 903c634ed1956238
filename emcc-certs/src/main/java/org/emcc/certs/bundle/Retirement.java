package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.id.ClusterId;

/**
 * What is left of a bundle when a node or a cluster is gone, and where its certificates have to be deleted. This is the plan;
 * {@link BulkCertificates#retireNode} and {@link BulkCertificates#retireCluster} take the files out of the depot.
 *
 * <p>Source: certificates 1.8 (nothing removes certificates), 4.4 (C14).
 *
 * @param <S> what names a trust store
 * @param remaining the certificates that stay, without the origins that are gone
 * @param retired the certificates that nobody has any more, in the order of their fingerprints
 * @param shared the certificates that other nodes still have, as they are left, likewise
 * @param stores for each store to clean the certificates to delete from it; certificates that another origin still brings there
 *     are not among them
 * @param notes what there is to know; none when there is nothing to delete
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Retirement<S extends Comparable<S>>(
        CertificateBundle remaining,
        List<BundledCertificate> retired,
        List<BundledCertificate> shared,
        Map<S, List<BundledCertificate>> stores,
        List<RetirementNote> notes) {
    /**
     * Copies lists and map.
     *
     * @param remaining the certificates that stay
     * @param retired the certificates that nobody has any more
     * @param shared the certificates that other nodes still have
     * @param stores for each store to clean the certificates to delete
     * @param notes what there is to know
     * @throws IllegalArgumentException when a certificate is to be deleted that is neither retired nor shared
     */
    public Retirement {
        Objects.requireNonNull(remaining, "remaining");
        retired = List.copyOf(retired);
        shared = List.copyOf(shared);
        Map<S, List<BundledCertificate>> copy = new TreeMap<>();
        stores.forEach((store, certificates) -> copy.put(store, List.copyOf(certificates)));
        stores = Collections.unmodifiableMap(copy);
        notes = List.copyOf(notes);
        Set<Fingerprint> concerned = new HashSet<>(BundleText.fingerprints(retired));
        concerned.addAll(BundleText.fingerprints(shared));
        for (List<BundledCertificate> certificates : stores.values()) {
            if (!concerned.containsAll(BundleText.fingerprints(certificates))) {
                throw new IllegalArgumentException(
                        "stores to clean must have certificates that are retired or shared, and no others");
            }
        }
    }

    /**
     * The retirement of one node.
     *
     * @param <S> what names a trust store
     * @param bundle the certificates, with the origins of a consolidation
     * @param node the node, as its files name it, regardless of case
     * @param storesOf in which stores a type lands, such as {@code ImportRules.DEFAULTS::storesOf}
     * @return the plan; with nothing retired when there is no such node
     */
    public static <S extends Comparable<S>> Retirement<S> ofNode(
            CertificateBundle bundle,
            String node,
            Function<? super CertificateType, ? extends Collection<S>> storesOf) {
        String gone = Names.node(node);
        return of(
                bundle,
                origin -> origin.isOfNode() && Names.node(origin.source()).equals(gone),
                storesOf);
    }

    /**
     * The retirement of a cluster: of all origins that are known to be of it.
     *
     * @param <S> what names a trust store
     * @param bundle the certificates, with the origins of a consolidation
     * @param cluster the cluster
     * @param storesOf in which stores a type lands, such as {@code ImportRules.DEFAULTS::storesOf}
     * @return the plan; with nothing retired when no origin is known to be of the cluster
     */
    public static <S extends Comparable<S>> Retirement<S> ofCluster(
            CertificateBundle bundle,
            ClusterId cluster,
            Function<? super CertificateType, ? extends Collection<S>> storesOf) {
        Objects.requireNonNull(cluster, "cluster");
        return of(bundle, origin -> origin.cluster().filter(cluster::equals).isPresent(), storesOf);
    }

    private static <S extends Comparable<S>> Retirement<S> of(
            CertificateBundle bundle,
            Predicate<CertificateOrigin> gone,
            Function<? super CertificateType, ? extends Collection<S>> storesOf) {
        List<BundledCertificate> remaining = new ArrayList<>();
        List<BundledCertificate> retired = new ArrayList<>();
        List<BundledCertificate> shared = new ArrayList<>();
        Map<S, List<BundledCertificate>> stores = new TreeMap<>();
        for (BundledCertificate each : bundle.certificates()) {
            List<CertificateOrigin> left =
                    each.origins().stream().filter(gone.negate()).toList();
            if (left.size() == each.origins().size()) {
                remaining.add(each);
                continue;
            }
            Set<S> clean = stores(each.origins(), storesOf);
            if (left.isEmpty()) {
                retired.add(each);
            } else {
                clean.removeAll(stores(left, storesOf));
                BundledCertificate rest = each.withOrigins(left);
                shared.add(rest);
                remaining.add(rest);
            }
            clean.forEach(store ->
                    stores.computeIfAbsent(store, any -> new ArrayList<>()).add(each));
        }
        return new Retirement<>(
                CertificateBundle.of(remaining),
                retired,
                shared,
                stores,
                stores.isEmpty() ? List.of() : List.of(RetirementNote.values()));
    }

    private static <S extends Comparable<S>> Set<S> stores(
            List<CertificateOrigin> origins, Function<? super CertificateType, ? extends Collection<S>> storesOf) {
        Set<S> stores = new TreeSet<>();
        origins.forEach(origin -> stores.addAll(storesOf.apply(origin.type())));
        return stores;
    }

    /**
     * Whether nothing is retired.
     *
     * @return whether no certificate loses an origin
     */
    public boolean isEmpty() {
        return retired.isEmpty() && shared.isEmpty();
    }

    /**
     * The plan for people: certificate by certificate, where to delete it. Fingerprints are shortened to 16 digits.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        Map<Fingerprint, List<String>> clean = new HashMap<>();
        stores.forEach((store, certificates) ->
                certificates.forEach(each -> clean.computeIfAbsent(each.fingerprint(), any -> new ArrayList<>())
                        .add(store.toString())));
        ReportText out = new ReportText().line("Retirement: " + counts());
        if (!retired.isEmpty()) {
            out.heading("Retired: nobody has them any more");
            retired.forEach(each -> describe(each, "", clean, out));
        }
        if (!shared.isEmpty()) {
            out.heading("Shared: others still have them");
            shared.forEach(each -> describe(each, "still ", clean, out));
        }
        if (!notes.isEmpty()) {
            out.heading("To know");
            int number = 1;
            for (RetirementNote note : notes) {
                out.line("  " + number++ + ". " + note.sentence());
            }
        }
        return out.toString();
    }

    private static void describe(
            BundledCertificate each, String still, Map<Fingerprint, List<String>> clean, ReportText out) {
        List<String> from = clean.getOrDefault(each.fingerprint(), List.of());
        out.line("  " + BundleText.label(each));
        out.line("    " + still + BundleText.found(each));
        out.line("    " + (from.isEmpty() ? "nothing to delete" : "delete from " + String.join(" and ", from)));
    }

    private String counts() {
        return ReportText.count(retired.size(), "certificate") + " retired, " + shared.size() + " shared, "
                + remaining.certificates().size() + " remaining";
    }

    /**
     * The plan for programs. For each store it has the SHA-256 fingerprints of the certificates to delete.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        Map<String, Object> clean = new LinkedHashMap<>();
        stores.forEach((store, certificates) -> clean.put(store.toString(), BundleText.fingerprints(certificates)));
        return Json.pretty(Json.object(
                "retired", retired.stream().map(BundleText::json).toList(),
                "shared", shared.stream().map(BundleText::json).toList(),
                "remaining", BundleText.fingerprints(remaining.certificates()),
                "stores", clean,
                "notes",
                        notes.stream()
                                .map(note -> Json.object("note", note.name(), "sentence", note.sentence()))
                                .toList()));
    }

    /** How many certificates are retired, shared and remaining. */
    @Override
    public String toString() {
        return "Retirement[" + counts() + "]";
    }
}
