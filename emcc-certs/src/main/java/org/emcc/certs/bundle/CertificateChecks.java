package org.emcc.certs.bundle;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.emcc.certs.bundle.CertificateConflict.Kind;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * Looks for certificates that stand in each other's way, and for such as should not be trusted without a thought.
 *
 * <p>Subjects are compared regardless of case and spacing; where they differ as they are encoded, the sentence says so. Which of
 * both the product does is not public. An origin in a BULK file names no node, and is not
 * taken for one. Certificates that are kept by a {@link RotationWindow} stand in nobody's way.
 *
 * <pre>{@code
 * CertificateChecks<TrustStoreName> checks = CertificateChecks.by(ImportRules.DEFAULTS::storesOf)
 *         .withPresent(TrustStoreName.TOMCAT_TRUST, stores.certificates(TrustStoreName.TOMCAT_TRUST))
 *         .withPrevious(before.bundle());
 * CertificateFindings findings = checks.check(consolidation.bundle());
 * if (findings.gravest().equals(Optional.of(FindingSeverity.ERROR))) {
 *     report(findings.toText());
 * }
 * }</pre>
 *
 * <p>Source: certificates 1.6, 1.7, 1.12, 4.4 (C9, C19), 5.2 (item 4).
 *
 * @param <S> what a store is, such as {@code TrustStoreName}
 * @threadsafety immutable when the table is
 * @since 0.1.0
 */
public final class CertificateChecks<S> {
    private static final int LEAST_RSA = 2048;
    private static final int LEAST_EC = 256;
    private static final int LONGEST_YEARS = 20;
    private static final int KEY_CERT_SIGN = 5;
    private static final String ITL_RECOVERY_MARK = "itlrecovery_";
    private static final Comparator<CertificateFinding> ORDER = Comparator.comparing(CertificateFinding::code)
            .thenComparing(finding -> finding.certificates().get(0))
            .thenComparing(CertificateFinding::sentence);

    private final Function<CertificateType, List<String>> storesOf;
    private final Map<String, List<X509Certificate>> present;
    private final CertificateBundle previous;
    private final @Nullable Set<Fingerprint> approved;
    private final Set<Fingerprint> distrusted;

    private CertificateChecks(
            Function<CertificateType, List<String>> storesOf,
            Map<String, List<X509Certificate>> present,
            CertificateBundle previous,
            @Nullable Set<Fingerprint> approved,
            Set<Fingerprint> distrusted) {
        this.storesOf = storesOf;
        this.present = present;
        this.previous = previous;
        this.approved = approved;
        this.distrusted = distrusted;
    }

    /**
     * Checks by a table of stores.
     *
     * @param storesOf in which stores a type lands, such as {@code ImportRules.DEFAULTS::storesOf}; a store is known by its text
     * @param <S> what a store is, such as {@code TrustStoreName}
     * @return checks that know no more than the bundle
     */
    public static <S> CertificateChecks<S> by(
            Function<? super CertificateType, ? extends Collection<? extends S>> storesOf) {
        Objects.requireNonNull(storesOf, "storesOf");
        return new CertificateChecks<>(
                type -> storesOf.apply(type).stream().map(Object::toString).toList(),
                Map.of(),
                CertificateBundle.of(List.of()),
                null,
                Set.of());
    }

    /**
     * A copy that compares with what a cluster has in a store.
     *
     * @param store the store, one of those of the table
     * @param certificates what is in it
     * @return the copy
     */
    public CertificateChecks<S> withPresent(S store, Collection<X509Certificate> certificates) {
        Map<String, List<X509Certificate>> copy = new TreeMap<>(present);
        copy.put(store.toString(), List.copyOf(certificates));
        return new CertificateChecks<>(storesOf, copy, previous, approved, distrusted);
    }

    /**
     * A copy that compares with an earlier bundle.
     *
     * @param earlier the certificates before
     * @return the copy
     */
    public CertificateChecks<S> withPrevious(CertificateBundle earlier) {
        return new CertificateChecks<>(
                storesOf, present, Objects.requireNonNull(earlier, "earlier"), approved, distrusted);
    }

    /**
     * A copy that demands an approval of each certificate.
     *
     * @param fingerprints those that are approved
     * @return the copy
     */
    public CertificateChecks<S> withApproved(Set<Fingerprint> fingerprints) {
        return new CertificateChecks<>(storesOf, present, previous, Set.copyOf(fingerprints), distrusted);
    }

    /**
     * A copy that knows certificates which must not be trusted.
     *
     * @param fingerprints those that are distrusted
     * @return the copy
     */
    public CertificateChecks<S> withDistrusted(Set<Fingerprint> fingerprints) {
        return new CertificateChecks<>(storesOf, present, previous, approved, Set.copyOf(fingerprints));
    }

    /**
     * Checks a bundle.
     *
     * @param bundle the certificates, best with the origins of a consolidation
     * @return what was found, in the order of the codes, and by certificates
     */
    public CertificateFindings check(CertificateBundle bundle) {
        List<CertificateFinding> findings = new ArrayList<>();
        List<BundledCertificate> inUse = bundle.certificates().stream()
                .filter(each -> each.oldUntil().isEmpty())
                .toList();
        conflictsWithin(inUse, findings);
        conflictsWithStores(inUse, findings);
        sameIssuerAndSerial(bundle, findings);
        capfChanges(inUse, findings);
        findings.addAll(untrusted(bundle));
        bundle.certificates().forEach(each -> weaknesses(each, findings));
        findings.sort(ORDER);
        return new CertificateFindings(findings);
    }

    /** The certificates that are distrusted, or lack an approval. */
    List<CertificateWeakness> untrusted(CertificateBundle bundle) {
        List<CertificateWeakness> findings = new ArrayList<>();
        for (BundledCertificate each : bundle.certificates()) {
            if (distrusted.contains(each.fingerprint())) {
                findings.add(weakness(CertificateWeakness.Kind.DISTRUSTED, each, "is distrusted", List.of()));
            }
            if (approved != null && !approved.contains(each.fingerprint())) {
                findings.add(weakness(CertificateWeakness.Kind.NOT_APPROVED, each, "is not approved", List.of()));
            }
        }
        return findings;
    }

    // Conflicts.

    private Set<String> stores(BundledCertificate each) {
        Set<String> stores = new TreeSet<>();
        each.types().forEach(type -> stores.addAll(storesOf.apply(type)));
        return stores;
    }

    /** Groups what has a key in common in a store; a group that is in several stores is one group. */
    private Map<List<BundledCertificate>, Set<String>> groups(
            List<BundledCertificate> certificates, Function<BundledCertificate, Optional<String>> key) {
        Map<String, Map<String, List<BundledCertificate>>> byStore = new TreeMap<>();
        for (BundledCertificate each : certificates) {
            key.apply(each)
                    .ifPresent(name -> stores(each)
                            .forEach(store -> byStore.computeIfAbsent(store, any -> new TreeMap<>())
                                    .computeIfAbsent(name, any -> new ArrayList<>())
                                    .add(each)));
        }
        Map<List<BundledCertificate>, Set<String>> groups = new java.util.LinkedHashMap<>();
        byStore.forEach((store, names) -> names.values().stream()
                .filter(group -> group.size() > 1)
                .forEach(group ->
                        groups.computeIfAbsent(group, any -> new TreeSet<>()).add(store)));
        return groups;
    }

    /** What two clusters have of one subject is told once, as one common name in two clusters. */
    private void conflictsWithin(List<BundledCertificate> inUse, List<CertificateFinding> findings) {
        groups(inUse, each -> Optional.of(Names.subject(each))).forEach((group, stores) -> {
            boolean told = clusters(group).size() > 1
                    && Names.commonName(group.get(0).certificate()).isPresent();
            if (!told && group.stream().map(Names::key).distinct().count() > 1) {
                findings.add(conflict(
                        Kind.SAME_SUBJECT_OTHER_KEY,
                        group,
                        group.size() + " certificates with different keys have the subject " + subject(group) + " in "
                                + String.join(" and ", stores) + ", where one has room" + spelling(group),
                        List.of()));
            }
            equalDates(group, stores, findings);
        });
        groups(inUse, each -> Names.commonName(each.certificate())).forEach((group, stores) -> {
            Set<String> clusters = clusters(group);
            if (clusters.size() > 1) {
                findings.add(conflict(
                        Kind.SAME_NAME_IN_TWO_CLUSTERS,
                        group,
                        "the clusters " + String.join(" and ", clusters)
                                + " have different certificates of the common name "
                                + SubjectNames.text(
                                        Names.commonName(group.get(0).certificate())
                                                .orElse(""))
                                + " for "
                                + String.join(" and ", stores) + ", so they cannot both be trusted",
                        List.of()));
            }
        });
    }

    private static Set<String> clusters(List<BundledCertificate> group) {
        Set<String> clusters = new TreeSet<>();
        group.forEach(each -> each.clusters().forEach(cluster -> clusters.add(cluster.value())));
        return clusters;
    }

    private static void equalDates(
            List<BundledCertificate> group, Set<String> stores, List<CertificateFinding> findings) {
        Map<String, List<BundledCertificate>> dates = new TreeMap<>();
        group.forEach(each -> dates.computeIfAbsent(from(each.certificate()), any -> new ArrayList<>())
                .add(each));
        dates.values().stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> findings.add(conflict(
                        Kind.EQUAL_NOT_BEFORE,
                        same,
                        same.size() + " certificates of the subject " + subject(same) + " for "
                                + String.join(" and ", stores) + " are valid from the same time, "
                                + from(same.get(0).certificate()),
                        List.of())));
    }

    private void conflictsWithStores(List<BundledCertificate> inUse, List<CertificateFinding> findings) {
        present.forEach((store, certificates) -> {
            Map<String, List<X509Certificate>> bySubject = new TreeMap<>();
            certificates.forEach(each -> bySubject
                    .computeIfAbsent(Names.subject(each), any -> new ArrayList<>())
                    .add(each));
            for (BundledCertificate each : inUse) {
                if (!stores(each).contains(store)) {
                    continue;
                }
                for (X509Certificate rival : bySubject.getOrDefault(Names.subject(each), List.of())) {
                    int age = each.certificate()
                            .getNotBefore()
                            .toInstant()
                            .compareTo(rival.getNotBefore().toInstant());
                    if (age > 0
                            || Fingerprint.of(rival).equals(each.fingerprint())
                            || each.certificate().getSerialNumber().equals(rival.getSerialNumber())) {
                        continue;
                    }
                    findings.add(conflict(
                            age < 0 ? Kind.OLDER_THAN_PRESENT : Kind.EQUAL_NOT_BEFORE,
                            List.of(each),
                            "the certificate of the subject " + subject(List.of(each)) + ", valid from "
                                    + from(each.certificate()) + ", will not replace that in " + store
                                    + ", which is valid from "
                                    + (age < 0 ? "the later " : "the same ") + from(rival),
                            List.of("in " + store + ": " + text(rival, subject(List.of(each))))));
                }
            }
        });
    }

    private void sameIssuerAndSerial(CertificateBundle bundle, List<CertificateFinding> findings) {
        Map<String, Map<Fingerprint, String>> all = new TreeMap<>();
        bundle.certificates()
                .forEach(each -> all.computeIfAbsent(issued(each.certificate()), any -> new TreeMap<>())
                        .put(each.fingerprint(), text(each, issuer(each.certificate()))));
        present.forEach((store, certificates) ->
                certificates.forEach(each -> all.computeIfAbsent(issued(each), any -> new TreeMap<>())
                        .putIfAbsent(Fingerprint.of(each), "in " + store + ": " + text(each, issuer(each)))));
        all.values().stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> same.keySet().stream()
                        .flatMap(each -> bundle.certificate(each).stream())
                        .findFirst()
                        .ifPresent(each -> findings.add(new CertificateConflict(
                                Kind.SAME_ISSUER_AND_SERIAL,
                                same.size() + " certificates of the issuer " + issuer(each.certificate())
                                        + " have the serial number " + CertificateText.serial(each.certificate()),
                                List.copyOf(same.keySet()),
                                List.copyOf(same.values())))));
    }

    private static String issued(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName(X500Principal.CANONICAL) + " serial "
                + certificate.getSerialNumber().toString(16);
    }

    private void capfChanges(List<BundledCertificate> inUse, List<CertificateFinding> findings) {
        Map<String, List<BundledCertificate>> before = capfOfNodes(previous.certificates());
        capfOfNodes(inUse).forEach((node, now) -> {
            List<BundledCertificate> former = before.getOrDefault(node, List.of());
            Set<String> subjects = new TreeSet<>();
            former.forEach(each -> subjects.add(Names.subject(each)));
            for (BundledCertificate each : now) {
                if (!former.isEmpty() && !subjects.contains(Names.subject(each))) {
                    findings.add(conflict(
                            Kind.CAPF_SUBJECT_CHANGED,
                            List.of(each),
                            "the CAPF certificate of " + node + " has the subject " + subject(List.of(each))
                                    + ", so it does not replace that of "
                                    + subject(former) + ", which stays in the stores until it is deleted",
                            former.stream()
                                    .map(old -> "before: " + text(old, subject(former)))
                                    .toList()));
                }
            }
        });
    }

    private static Map<String, List<BundledCertificate>> capfOfNodes(List<BundledCertificate> certificates) {
        Map<String, List<BundledCertificate>> nodes = new TreeMap<>();
        for (BundledCertificate each : certificates) {
            each.origins().stream()
                    .filter(origin -> origin.isOfNode() && origin.type().equals(CertificateType.CAPF))
                    .map(origin -> Names.node(origin.source()))
                    .distinct()
                    .forEach(node -> nodes.computeIfAbsent(node, any -> new ArrayList<>())
                            .add(each));
        }
        return nodes;
    }

    /** The subject of the first certificate is in the sentence, but where only the common name is. */
    private static CertificateConflict conflict(
            Kind kind, List<BundledCertificate> certificates, String sentence, List<String> more) {
        String stated = kind == Kind.SAME_NAME_IN_TWO_CLUSTERS ? "" : subject(certificates);
        List<String> evidence = new ArrayList<>(
                certificates.stream().map(each -> text(each, stated)).toList());
        evidence.addAll(more);
        return new CertificateConflict(
                kind,
                sentence,
                certificates.stream().map(BundledCertificate::fingerprint).toList(),
                evidence);
    }

    private static String spelling(List<BundledCertificate> group) {
        long encodings = group.stream()
                .map(each -> HexFormat.of()
                        .formatHex(each.certificate().getSubjectX500Principal().getEncoded()))
                .distinct()
                .count();
        return encodings == 1 ? "" : "; the subjects are equal but for case, spacing or encoding";
    }

    // Weaknesses.

    private static void weaknesses(BundledCertificate each, List<CertificateFinding> findings) {
        X509Certificate certificate = each.certificate();
        originMismatch(each, findings);
        if (each.types().stream().anyMatch(type -> !type.equals(CertificateType.CAPF))) {
            boolean @Nullable [] usage = certificate.getKeyUsage();
            boolean authority = certificate.getBasicConstraints() >= 0;
            boolean signs = usage != null && usage.length > KEY_CERT_SIGN && usage[KEY_CERT_SIGN];
            if (authority || signs) {
                findings.add(weakness(
                        CertificateWeakness.Kind.CAN_ISSUE,
                        each,
                        "belongs to a node and can issue certificates",
                        List.of((authority ? "basic constraints say CA" : "basic constraints do not say CA") + ", "
                                + keyUsage(usage, signs))));
            }
        }
        int bits = bits(certificate.getPublicKey());
        int least = certificate.getPublicKey() instanceof ECKey ? LEAST_EC : LEAST_RSA;
        if (bits > 0 && bits < least) {
            findings.add(weakness(
                    CertificateWeakness.Kind.WEAK_KEY,
                    each,
                    "has a key of " + bits + " bits, where at least " + least + " are due",
                    List.of("key of " + certificate.getPublicKey().getAlgorithm() + ", " + bits + " bits")));
        }
        String signature = signature(certificate);
        String letters = signature.toUpperCase(Locale.ROOT).replace("-", "");
        if (letters.contains("MD2") || letters.contains("MD5") || letters.contains("SHA1")) {
            findings.add(weakness(
                    CertificateWeakness.Kind.WEAK_SIGNATURE,
                    each,
                    "is signed with " + signature,
                    List.of("signature algorithm " + signature)));
        }
        BigInteger serial = certificate.getSerialNumber();
        if (serial.signum() < 0) {
            findings.add(weakness(
                    CertificateWeakness.Kind.NEGATIVE_SERIAL, each, "has a negative serial number", List.of()));
        }
        if (certificate
                .getNotAfter()
                .toInstant()
                .isAfter(certificate
                        .getNotBefore()
                        .toInstant()
                        .atOffset(ZoneOffset.UTC)
                        .plusYears(LONGEST_YEARS)
                        .toInstant())) {
            findings.add(weakness(
                    CertificateWeakness.Kind.LONG_VALIDITY,
                    each,
                    "is valid for more than " + LONGEST_YEARS + " years",
                    List.of()));
        }
    }

    /** Without the extension a key may be used for everything (RFC 5280 4.2.1.3). */
    private static String keyUsage(boolean @Nullable [] usage, boolean signs) {
        if (usage == null) {
            return "no key usage extension";
        }
        return signs ? "key usage has keyCertSign" : "key usage lacks keyCertSign";
    }

    private static int bits(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength();
        }
        if (key instanceof DSAKey dsa && dsa.getParams() != null) {
            return dsa.getParams().getP().bitLength();
        }
        return key instanceof ECKey ec ? ec.getParams().getCurve().getField().getFieldSize() : 0;
    }

    /** The algorithm, for RSASSA-PSS with its hash function, which is SHA-1 unless the parameters say another. */
    private static String signature(X509Certificate certificate) {
        if (!certificate.getSigAlgOID().equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId())) {
            return certificate.getSigAlgName();
        }
        byte[] parameters = certificate.getSigAlgParams();
        AlgorithmIdentifier hash;
        try {
            hash = parameters == null
                    ? RSASSAPSSparams.DEFAULT_HASH_ALGORITHM
                    : RSASSAPSSparams.getInstance(parameters).getHashAlgorithm();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return "RSASSA-PSS with parameters that cannot be read";
        }
        boolean sha1 = hash.getAlgorithm().equals(RSASSAPSSparams.DEFAULT_HASH_ALGORITHM.getAlgorithm());
        return "RSASSA-PSS with " + (sha1 ? "SHA-1" : hash.getAlgorithm());
    }

    private static void originMismatch(BundledCertificate each, List<CertificateFinding> findings) {
        List<String> names = new ArrayList<>(Names.alternatives(each.certificate()));
        boolean capf = each.types().equals(List.of(CertificateType.CAPF));
        if (capf && names.isEmpty()) {
            return; // its common name is random and names no node
        }
        Names.commonName(each.certificate())
                .map(name -> name.startsWith(ITL_RECOVERY_MARK) ? name.substring(ITL_RECOVERY_MARK.length()) : name)
                .ifPresent(names::add);
        List<String> strangers = each.origins().stream()
                .filter(CertificateOrigin::isOfNode)
                .map(origin -> Names.node(origin.source()))
                .distinct()
                .filter(node -> names.stream().noneMatch(name -> sameHost(node, name)))
                .toList();
        if (!strangers.isEmpty()) {
            findings.add(weakness(
                    CertificateWeakness.Kind.ORIGIN_MISMATCH,
                    each,
                    "does not name the node of its file, " + String.join(" and ", strangers),
                    List.of("it names " + SubjectNames.text(String.join(", ", names)))));
        }
    }

    /** Regardless of the domain when one of both has none. */
    private static boolean sameHost(String node, String name) {
        if (node.equals(name)) {
            return true;
        }
        boolean oneIsShort = node.indexOf('.') < 0 || name.indexOf('.') < 0;
        return oneIsShort && label(node).equals(label(name));
    }

    private static String label(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    private static CertificateWeakness weakness(
            CertificateWeakness.Kind kind, BundledCertificate each, String what, List<String> more) {
        List<String> evidence = new ArrayList<>(List.of(text(each, subject(List.of(each)))));
        evidence.addAll(more);
        return new CertificateWeakness(
                kind,
                "the certificate of the subject " + subject(List.of(each)) + " " + what,
                List.of(each.fingerprint()),
                evidence);
    }

    // Texts.

    private static String subject(List<BundledCertificate> group) {
        return BundleText.subject(group.get(0));
    }

    private static String from(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant().toString();
    }

    private static String issuer(X509Certificate certificate) {
        return SubjectNames.text(certificate.getIssuerX500Principal());
    }

    /** A certificate as evidence; its subject only where it is not what the sentence says already. */
    private static String text(BundledCertificate each, String stated) {
        return text(each.certificate(), stated) + ", found in " + BundleText.origins(each);
    }

    private static String text(X509Certificate certificate, String stated) {
        String subject = SubjectNames.text(certificate);
        return "fingerprint " + Fingerprint.of(certificate)
                + (subject.equals(stated) ? "" : ", subject " + subject)
                + ", serial " + CertificateText.serial(certificate) + ", " + CertificateText.dates(certificate);
    }

    /** How much the checks know. */
    @Override
    public String toString() {
        return "CertificateChecks[stores " + present.keySet() + ", " + distrusted.size() + " distrusted, "
                + (approved == null ? "no approvals demanded" : approved.size() + " approved") + "]";
    }
}
