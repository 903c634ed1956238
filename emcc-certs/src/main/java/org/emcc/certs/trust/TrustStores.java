package org.emcc.certs.trust;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.pkcs12.TrustStoreExport;
import org.emcc.core.Problem;
import org.emcc.core.internal.CertificateNames;

/**
 * The trust stores of a cluster: names, and the certificates in each. An import never takes a certificate away but to put a
 * newer one of the same entity in its place.
 *
 * <p>Source: certificates 1.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrustStores {
    private static final int LONGEST_RSA = 4096;
    private static final Comparator<BundledCertificate> NEWEST_FIRST = Comparator.comparing(
                    (BundledCertificate each) -> each.certificate().getNotBefore())
            .reversed()
            .thenComparing(BundledCertificate::fingerprint);
    private static final TrustStores EMPTY = new TrustStores(Map.of());

    private final Map<TrustStoreName, List<X509Certificate>> stores;

    /** Copies; certificates are kept in the order of their fingerprints, and stores without any are not kept. */
    private TrustStores(Map<TrustStoreName, List<X509Certificate>> stores) {
        Map<TrustStoreName, List<X509Certificate>> copy = new TreeMap<>();
        stores.forEach((name, certificates) -> {
            if (!certificates.isEmpty()) {
                copy.put(name, inOrder(certificates));
            }
        });
        this.stores = Collections.unmodifiableMap(copy);
    }

    private static List<X509Certificate> inOrder(List<X509Certificate> certificates) {
        Map<Fingerprint, X509Certificate> sorted = new TreeMap<>();
        certificates.forEach(each -> sorted.put(Fingerprint.of(each), each));
        return List.copyOf(sorted.values());
    }

    /**
     * Stores in which nothing is: a cluster that trusts nobody.
     *
     * @return the stores
     */
    public static TrustStores empty() {
        return EMPTY;
    }

    /**
     * Stores with these certificates, such as an application kept them.
     *
     * @param stores the certificates of each store
     * @return the stores
     * @throws IllegalArgumentException when a store has two certificates of one subject
     */
    public static TrustStores of(Map<TrustStoreName, List<X509Certificate>> stores) {
        stores.forEach((name, certificates) -> {
            Set<String> seen = new HashSet<>();
            for (X509Certificate each : certificates) {
                if (!seen.add(ImportRules.DEFAULTS.entity(each))) {
                    throw new IllegalArgumentException(Printable.of("trust store " + name
                            + " must have one certificate of a subject, but has several of "
                            + SubjectNames.text(each)));
                }
            }
        });
        return new TrustStores(stores);
    }

    /**
     * What a cluster trusts that trusted nobody and imports a bundle by {@link ImportRules#DEFAULTS}.
     *
     * @param bundle the certificates
     * @return the stores
     */
    public static TrustStores of(CertificateBundle bundle) {
        return EMPTY.importAll(bundle).stores();
    }

    /**
     * The stores in which something is.
     *
     * @return the names, in their order; unmodifiable
     */
    public Set<TrustStoreName> names() {
        return stores.keySet();
    }

    /**
     * The certificates of a store.
     *
     * @param name the store
     * @return the certificates, in the order of their fingerprints; none when there is no such store; unmodifiable
     */
    public List<X509Certificate> certificates(TrustStoreName name) {
        return stores.getOrDefault(Objects.requireNonNull(name, "name"), List.of());
    }

    /**
     * Imports by {@link ImportRules#DEFAULTS}.
     *
     * @param bundle the certificates
     * @return the new stores and what was done; these stores stay as they are
     */
    public ImportReport importAll(CertificateBundle bundle) {
        return importAll(bundle, ImportRules.DEFAULTS);
    }

    /**
     * Imports. A certificate lands in the stores of each type it has. In each store one certificate of an entity has room: of
     * two, the one that is valid from a later time stays, whichever came first. An expired certificate is imported like
     * others; nobody is trusted by it.
     *
     * @param bundle the certificates
     * @param rules where types land, and when two certificates are of one entity
     * @return the new stores and what was done; these stores stay as they are
     */
    public ImportReport importAll(CertificateBundle bundle, ImportRules rules) {
        Objects.requireNonNull(rules, "rules");
        Map<TrustStoreName, Map<String, List<X509Certificate>>> next = new TreeMap<>();
        stores.forEach((name, certificates) -> next.put(name, byEntity(certificates, rules)));
        List<ImportResult> results = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (BundledCertificate each :
                bundle.certificates().stream().sorted(NEWEST_FIRST).toList()) {
            Set<TrustStoreName> targets = new LinkedHashSet<>();
            for (CertificateType type : each.types()) {
                List<TrustStoreName> ofType = rules.storesOf(type);
                if (ofType.isEmpty()) {
                    problems.add(nowhere(each, type));
                }
                targets.addAll(ofType);
            }
            for (TrustStoreName target : targets) {
                results.add(put(each, target, next.computeIfAbsent(target, name -> new HashMap<>()), rules));
            }
        }
        Map<TrustStoreName, List<X509Certificate>> after = new TreeMap<>();
        next.forEach((name, entities) ->
                after.put(name, entities.values().stream().flatMap(List::stream).toList()));
        return new ImportReport(new TrustStores(after), results, problems);
    }

    private static Map<String, List<X509Certificate>> byEntity(List<X509Certificate> certificates, ImportRules rules) {
        Map<String, List<X509Certificate>> entities = new HashMap<>();
        certificates.forEach(each -> entities.computeIfAbsent(rules.entity(each), entity -> new ArrayList<>())
                .add(each));
        return entities;
    }

    private static Problem nowhere(BundledCertificate certificate, CertificateType type) {
        String file = certificate.origins().stream()
                .filter(origin -> origin.type().equals(type))
                .map(CertificateOrigin::file)
                .findFirst()
                .orElseThrow();
        return new Problem(
                file,
                "holds certificates of type " + type + ", for which the table names no trust store; not imported");
    }

    private static ImportResult put(
            BundledCertificate bundled,
            TrustStoreName name,
            Map<String, List<X509Certificate>> store,
            ImportRules rules) {
        X509Certificate incoming = bundled.certificate();
        String entity = rules.entity(incoming);
        List<X509Certificate> rivals = store.getOrDefault(entity, List.of());
        if (rivals.contains(incoming)) {
            return new ImportResult(bundled, name, ImportAction.ALREADY_THERE, "the same certificate is there");
        }
        if (incoming.getPublicKey() instanceof RSAKey key && key.getModulus().bitLength() > LONGEST_RSA) {
            return new ImportResult(
                    bundled,
                    name,
                    ImportAction.REFUSED_KEY,
                    "its RSA key must have at most " + LONGEST_RSA + " bits, but has "
                            + key.getModulus().bitLength());
        }
        if (CertificateNames.commonNames(incoming.getSubjectX500Principal()).stream()
                .anyMatch(cn -> cn.contains("*"))) {
            return new ImportResult(
                    bundled, name, ImportAction.REFUSED_WILDCARD, "its subject must not have a wildcard");
        }
        if (rivals.isEmpty()) {
            store.put(entity, List.of(incoming));
            return new ImportResult(
                    bundled,
                    name,
                    ImportAction.ADDED,
                    "no certificate with its " + SubjectNames.text(entity) + " was there");
        }
        X509Certificate rival = rivals.stream()
                .max(Comparator.comparing(X509Certificate::getNotBefore))
                .orElseThrow();
        ImportAction action = verdict(incoming, rival);
        if (action == ImportAction.REPLACED) {
            store.put(entity, List.of(incoming));
        }
        return new ImportResult(
                bundled,
                name,
                action,
                "valid from " + incoming.getNotBefore().toInstant() + ", serial "
                        + CertificateText.serial(incoming) + "; with its " + SubjectNames.text(entity)
                        + " was there "
                        + Fingerprint.of(rival) + ", valid from "
                        + rival.getNotBefore().toInstant() + ", serial "
                        + CertificateText.serial(rival));
    }

    private static ImportAction verdict(X509Certificate incoming, X509Certificate present) {
        if (incoming.getSerialNumber().equals(present.getSerialNumber())) {
            return ImportAction.REFUSED_SAME_SERIAL;
        }
        int age = incoming.getNotBefore()
                .toInstant()
                .compareTo(present.getNotBefore().toInstant());
        if (age == 0) {
            return ImportAction.REFUSED_SAME_DATE;
        }
        return age > 0 ? ImportAction.REPLACED : ImportAction.REFUSED_OLDER;
    }

    /**
     * One trust store in the forms that other programs take. Such a file trusts everything in it for whatever its reader uses it for; the
     * trust stores of a cluster are several because they are not. Each certificate has the first common name of its subject for a
     * name, from which {@link TrustStoreExport} makes an alias of its own; one without a common name has none.
     *
     * @param name which of them
     * @return its forms; no certificate when there is no such store
     */
    public TrustStoreExport export(TrustStoreName name) {
        return TrustStoreExport.of(
                certificates(name).stream().map(TrustStores::named).toList());
    }

    private static CertificateBag named(X509Certificate certificate) {
        return CertificateNames.commonNames(certificate.getSubjectX500Principal()).stream()
                .map(each -> Printable.of(each.strip()))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .map(each -> CertificateBag.of(certificate, each))
                .orElseGet(() -> CertificateBag.of(certificate));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustStores that && stores.equals(that.stores);
    }

    @Override
    public int hashCode() {
        return stores.hashCode();
    }

    /** The names, and how many certificates each store has. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("TrustStores[");
        stores.forEach((name, certificates) -> out.append(out.charAt(out.length() - 1) == '[' ? "" : ", ")
                .append(Printable.of(name.value()))
                .append(": ")
                .append(certificates.size()));
        return out.append(']').toString();
    }
}
