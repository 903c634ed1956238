package org.emcc.certs.plan;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Issuing;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.trust.ImportAction;
import org.emcc.certs.trust.ImportReport;
import org.emcc.certs.trust.ImportResult;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/** Makes the import plan of one cluster. Source: certificates 1.4, 1.6, 1.8, 1.11, 1.12. */
final class Planner {
    private static final String RULES = "certificates 1.6";
    private static final String BY_SUBJECT = "subject ";
    private static final int MOST_NAMES = 4;
    private static final String NOT_PUBLIC = "certificates 1.6, 7";
    private static final List<TrustStoreName> STORES =
            List.of(TrustStoreName.TOMCAT_TRUST, TrustStoreName.CALL_MANAGER_TRUST, TrustStoreName.PHONE_SAST_TRUST);

    private final List<ClusterInventory> clusters;
    private final CertificateUses uses;
    private final CertificateBundle bundle;
    private final ImportRules rules;
    private final ReleaseRules releases;
    private final @Nullable ClusterId consolidator;
    private final Instant now;
    private final Set<ClusterId> exporters = new HashSet<>();
    private final Map<X509Certificate, String> entities = new HashMap<>();
    private final Map<Fingerprint, Set<TrustStoreName>> brought = new HashMap<>();
    private final Chains chains;

    Planner(
            List<ClusterInventory> clusters,
            CertificateBundle bundle,
            ImportRules rules,
            ReleaseRules releases,
            @Nullable ClusterId consolidator,
            Instant now,
            Issuing issuing) {
        this.clusters = clusters;
        this.uses = new CertificateUses(clusters);
        this.bundle = bundle;
        this.rules = rules;
        this.releases = releases;
        this.consolidator = consolidator;
        this.now = now;
        this.chains = new Chains(issuing);
        List<ClusterId> ids = clusters.stream().map(ClusterInventory::id).toList();
        for (BundledCertificate each : bundle.certificates()) {
            exporters.addAll(uses.clusters(each.certificate()));
            each.clusters().forEach(cluster -> exporters.add(ExchangePlan.of(ids, cluster)));
            Set<TrustStoreName> stores = brought.computeIfAbsent(each.fingerprint(), f -> new HashSet<>());
            each.types().forEach(type -> stores.addAll(rules.storesOf(type)));
        }
    }

    /** By the rules; told once, because it takes a while and every certificate is asked for often. */
    private String entity(X509Certificate certificate) {
        return entities.computeIfAbsent(certificate, rules::entity);
    }

    private Map<String, List<X509Certificate>> byEntity(List<X509Certificate> certificates) {
        return certificates.stream().collect(Collectors.groupingBy(this::entity));
    }

    /** What a certificate competes by, for messages: names are spelled there as everywhere. */
    private String entityText(X509Certificate certificate) {
        String entity = entity(certificate);
        return entity.startsWith(BY_SUBJECT) ? BY_SUBJECT + SubjectNames.text(certificate) : SubjectNames.text(entity);
    }

    CertificateUses uses() {
        return uses;
    }

    /** Whether only this cluster states it: then there is nothing for it to trust. */
    private boolean isOwnOnly(X509Certificate certificate, ClusterInventory cluster) {
        return uses.clusters(certificate).equals(List.of(cluster.id()));
    }

    ImportPlan plan(ClusterInventory cluster) {
        Findings findings = new Findings();
        Optional<Refusal> whole = wholeRefused(cluster, findings);
        List<BundledCertificate> taken = new ArrayList<>();
        List<BundledCertificate> withheld = new ArrayList<>();
        Set<CertificateType> notOffered = new LinkedHashSet<>();
        for (BundledCertificate each : bundle.certificates()) {
            Predicate<CertificateType> offered = type -> whole.isEmpty() && releases.isOffered(cluster.release(), type);
            limited(each, offered).ifPresent(taken::add);
            limited(each, offered.negate()).ifPresent(rest -> {
                withheld.add(rest);
                if (!isOwnOnly(each.certificate(), cluster)) {
                    notOffered.addAll(rest.types());
                }
            });
        }
        ImportReport report = cluster.trust().importAll(CertificateBundle.of(taken), rules);
        List<PlanStep> steps = steps(cluster.trust(), report);
        if (whole.isEmpty()) {
            notOffered.stream()
                    .sorted(Comparator.comparing(CertificateType::value))
                    .forEach(type -> findings.add(
                            PlanRule.TYPE_NOT_OFFERED,
                            "release " + cluster.release() + " of " + cluster.id() + " does not offer the type " + type
                                    + " for import"));
        }
        List<BundledCertificate> byHand = new ArrayList<>();
        Set<Placed> planned = new HashSet<>();
        steps.forEach(each -> planned.add(new Placed(each.store(), each.certificate())));
        for (BundledCertificate each : withheld) {
            if (withheld(each, report.stores(), planned, steps, whole, cluster)) {
                byHand.add(each);
            }
        }
        steps.addAll(orphans(report.stores()));
        general(cluster, report, findings);
        about(cluster, report, steps, findings);
        ImportPlan manual =
                byHand.isEmpty() ? null : manual(cluster, report.stores(), CertificateBundle.of(byHand), steps);
        boolean uploadsFollow = manual != null && !manual.isEmpty();
        if (!uploadsFollow) {
            restart(cluster, steps, findings);
        }
        expired(cluster, manual == null ? report.stores() : manual.after(), findings);
        return new ImportPlan(
                cluster,
                ImportPlan.Way.BULK,
                sorted(steps),
                findings.inOrder(),
                FollowUps.ofBulk(cluster, steps, uploadsFollow),
                report.stores(),
                releases.hasRest(cluster.release()),
                manual);
    }

    private ImportPlan manual(
            ClusterInventory cluster, TrustStores begin, CertificateBundle byHand, List<PlanStep> bulk) {
        ImportReport report = begin.importAll(byHand, rules);
        List<PlanStep> steps = steps(begin, report);
        Findings findings = new Findings();
        about(cluster.withTrust(begin), report, steps, findings);
        restart(cluster, steps, findings);
        return new ImportPlan(
                cluster.withTrust(begin),
                ImportPlan.Way.MANUAL,
                sorted(steps),
                findings.inOrder(),
                FollowUps.ofManual(cluster, bulk, steps),
                report.stores(),
                releases.hasRest(cluster.release()),
                null);
    }

    /** Why nothing of the bulk files can be imported, and whether hands can do it instead. */
    private record Refusal(String reason, String section, boolean byHand) {}

    private Optional<Refusal> wholeRefused(ClusterInventory cluster, Findings findings) {
        if (!cluster.release().isAtLeast(8, 0)) {
            String reason = "release " + cluster.release() + " has no Bulk Certificate Management";
            findings.add(PlanRule.NO_BULK_MANAGEMENT, reason + ": " + cluster.id() + " cannot import");
            return Optional.of(new Refusal(reason, PlanRule.NO_BULK_MANAGEMENT.section(), false));
        }
        List<ClusterInventory> parties =
                clusters.stream().filter(each -> hadAPart(each, cluster)).toList();
        String broken = named(parties, each -> releases.isImportBroken(cluster.release(), each.release()));
        String doubtful = named(parties, each -> releases.isImportDoubtful(cluster.release(), each.release()));
        if (!doubtful.isEmpty()) {
            findings.add(
                    PlanRule.BULK_FILE_MAYBE_TOO_NEW,
                    "CSCuy43181 may keep " + cluster.id() + " (" + cluster.release() + ") from importing what "
                            + doubtful + " had a part in");
        }
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        findings.add(
                PlanRule.BULK_FILE_TOO_NEW,
                "CSCuy43181 keeps " + cluster.id() + " (" + cluster.release() + ") from importing what " + broken
                        + " had a part in; read this before you consolidate");
        return Optional.of(new Refusal(
                "CSCuy43181: release " + cluster.release() + " cannot import bulk files in which " + broken
                        + " had a part",
                PlanRule.BULK_FILE_TOO_NEW.section(),
                true));
    }

    private boolean hadAPart(ClusterInventory other, ClusterInventory importing) {
        return !other.id().equals(importing.id())
                && (other.id().equals(consolidator) || exporters.contains(other.id()));
    }

    private static String named(List<ClusterInventory> clusters, Predicate<ClusterInventory> which) {
        return clusters.stream()
                .filter(which)
                .map(each -> each.id() + " (" + each.release() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Optional<BundledCertificate> limited(BundledCertificate each, Predicate<CertificateType> which) {
        List<CertificateOrigin> origins = each.origins().stream()
                .filter(origin -> which.test(origin.type()))
                .toList();
        return origins.isEmpty() ? Optional.empty() : Optional.of(BundledCertificate.of(each.certificate(), origins));
    }

    private List<PlanStep> steps(TrustStores before, ImportReport report) {
        List<PlanStep> steps = new ArrayList<>();
        Map<TrustStoreName, Map<String, List<X509Certificate>>> there = new HashMap<>();
        Map<TrustStoreName, Map<String, List<X509Certificate>>> then = new HashMap<>();
        for (ImportResult each : report.results()) {
            X509Certificate certificate = each.certificate().certificate();
            String entity = entity(certificate);
            List<X509Certificate> was = each.action() == ImportAction.REPLACED
                    ? there
                            .computeIfAbsent(each.store(), store -> byEntity(before.certificates(store)))
                            .getOrDefault(entity, List.of())
                            .stream()
                            .sorted(CertificateUses.byName())
                            .toList()
                    : List.of();
            Stream<X509Certificate> others = was.isEmpty()
                    ? then
                            .computeIfAbsent(
                                    each.store(),
                                    store -> byEntity(report.stores().certificates(store)))
                            .getOrDefault(entity, List.of())
                            .stream()
                    : was.stream();
            steps.add(new PlanStep(
                    each.store(),
                    verdict(each.action()),
                    certificate,
                    types(each.certificate(), each.store()),
                    uses.of(certificate),
                    was,
                    reason(each, others.max(Comparator.comparing(X509Certificate::getNotBefore))),
                    section(each.action())));
        }
        return steps;
    }

    private static PlanVerdict verdict(ImportAction action) {
        return switch (action) {
            case ADDED -> PlanVerdict.ADD;
            case REPLACED -> PlanVerdict.REPLACE;
            case ALREADY_THERE -> PlanVerdict.ALREADY_THERE;
            case REFUSED_OLDER, REFUSED_SAME_DATE, REFUSED_SAME_SERIAL, REFUSED_KEY, REFUSED_WILDCARD ->
                PlanVerdict.REFUSED;
        };
    }

    private static String section(ImportAction action) {
        return action == ImportAction.REFUSED_SAME_DATE || action == ImportAction.REFUSED_SAME_SERIAL
                ? NOT_PUBLIC
                : RULES;
    }

    private String reason(ImportResult result, Optional<X509Certificate> other) {
        X509Certificate certificate = result.certificate().certificate();
        String from = certificate.getNotBefore().toInstant().toString();
        String rival = other.map(each -> "the one there, serial " + CertificateText.serial(each) + ", valid from "
                        + each.getNotBefore().toInstant() + ", " + CertificateUses.brief(uses.of(each)))
                .orElse("the one there");
        return switch (result.action()) {
            case ADDED -> "nothing is there with its " + entityText(certificate);
            case REPLACED -> "valid from " + from + ", which is later than " + rival;
            case ALREADY_THERE -> "the same certificate is there";
            case REFUSED_OLDER -> "valid from " + from + ", which is earlier than " + rival;
            case REFUSED_SAME_DATE ->
                "valid from the same second as " + rival + "; that the one there stays is inferred";
            case REFUSED_SAME_SERIAL ->
                "of the same serial number as " + rival + "; that the one there stays is inferred";
            case REFUSED_KEY, REFUSED_WILDCARD -> result.reason();
        };
    }

    private List<CertificateType> types(BundledCertificate certificate, TrustStoreName store) {
        return certificate.types().stream()
                .filter(type -> rules.storesOf(type).contains(store))
                .sorted(Comparator.comparing(CertificateUses::rank).thenComparing(CertificateType::value))
                .toList();
    }

    /** A certificate in a store. */
    private record Placed(TrustStoreName store, X509Certificate certificate) {}

    private boolean isIn(TrustStores stores, TrustStoreName store, X509Certificate certificate) {
        return chains.index(stores.certificates(store)).contains(certificate);
    }

    /**
     * Adds the steps of a certificate that the bulk import cannot take; says whether there is anything left for hands. What is only the
     * cluster's own is not: it would prove nothing to itself, and could take the place of another cluster's of its name.
     */
    private boolean withheld(
            BundledCertificate each,
            TrustStores after,
            Set<Placed> planned,
            List<PlanStep> steps,
            Optional<Refusal> whole,
            ClusterInventory cluster) {
        boolean left = false;
        boolean own = isOwnOnly(each.certificate(), cluster);
        Set<TrustStoreName> targets = new TreeSet<>();
        each.types().forEach(type -> targets.addAll(rules.storesOf(type)));
        for (TrustStoreName store : targets) {
            if (planned.contains(new Placed(store, each.certificate()))) {
                continue;
            }
            List<CertificateType> types = types(each, store);
            if (isIn(after, store, each.certificate())) {
                steps.add(new PlanStep(
                        store,
                        PlanVerdict.ALREADY_THERE,
                        each.certificate(),
                        types,
                        uses.of(each.certificate()),
                        List.of(),
                        "the same certificate is there",
                        RULES));
                continue;
            }
            left = !own;
            steps.add(new PlanStep(
                    store,
                    PlanVerdict.REFUSED,
                    each.certificate(),
                    types,
                    uses.of(each.certificate()),
                    List.of(),
                    whole.map(Refusal::reason)
                                    .orElse("release " + cluster.release() + " does not offer the type "
                                            + types.stream()
                                                    .map(CertificateType::value)
                                                    .collect(Collectors.joining(", "))
                                            + " for import")
                            + (own ? "; it is the cluster's own, which needs no upload by hand" : ""),
                    whole.map(Refusal::section).orElse(PlanRule.TYPE_NOT_OFFERED.section())));
        }
        return left && whole.map(Refusal::byHand).orElse(true);
    }

    /**
     * What stays in a store and nothing accounts for. A CA that has issued what a cluster states is accounted for; what it has issued
     * of the bundle does not count, because anybody can put both there.
     */
    private List<PlanStep> orphans(TrustStores after) {
        List<PlanStep> found = new ArrayList<>();
        List<X509Certificate> known = new ArrayList<>();
        clusters.forEach(each -> each.certificates().forEach(one -> known.add(one.certificate())));
        for (TrustStoreName store : targets()) {
            Set<String> imported = bundle.certificates().stream()
                    .filter(each -> !types(each, store).isEmpty())
                    .map(each -> entity(each.certificate()))
                    .collect(Collectors.toSet());
            List<X509Certificate> there = after.certificates(store);
            Set<X509Certificate> issuers = new HashSet<>();
            known.forEach(each -> issuers.addAll(chains.climbed(each, there).issuers()));
            for (X509Certificate each : there) {
                List<CertificateUse> stated = uses.of(each);
                if (imported.contains(entity(each)) || !stated.isEmpty() || issuers.contains(each)) {
                    continue;
                }
                found.add(new PlanStep(
                        store,
                        PlanVerdict.ORPHAN,
                        each,
                        List.of(),
                        stated,
                        List.of(),
                        "no cluster states it and nothing with its " + entityText(each)
                                + " is imported; an import never takes it away",
                        "certificates 1.7, 1.8"));
            }
        }
        return found;
    }

    private Set<TrustStoreName> targets() {
        Set<TrustStoreName> targets = new TreeSet<>(STORES);
        Stream.of(
                        CertificateType.TOMCAT,
                        CertificateType.TOMCAT_ECDSA,
                        CertificateType.TFTP,
                        CertificateType.ITL_RECOVERY,
                        CertificateType.CAPF)
                .forEach(type -> targets.addAll(rules.storesOf(type)));
        bundle.certificates().forEach(each -> each.types().forEach(type -> targets.addAll(rules.storesOf(type))));
        return targets;
    }

    /** What concerns the exchange as a whole, as this cluster sees it. */
    private void general(ClusterInventory cluster, ImportReport report, Findings findings) {
        report.problems().forEach(problem -> findings.add(PlanRule.LANDS_NOWHERE, problem.toString()));
        for (ClusterInventory other : clusters) {
            if (!other.id().equals(cluster.id())) {
                missing(other, List.of(report.stores()), findings);
                recovery(other, List.of(report.stores()), findings);
                trunks(cluster, other, findings);
            }
        }
        List<TrustStores> others = clusters.stream()
                .filter(other -> !other.id().equals(cluster.id()))
                .map(ClusterInventory::trust)
                .toList();
        if (!others.isEmpty()) {
            recovery(cluster, others, findings);
        }
        for (ClusterInventory other : clusters) {
            other.certificates(CertificateType.CAPF).stream()
                    .filter(one -> isLeftOver(one, other)
                            && bundle.certificate(Fingerprint.of(one.certificate()))
                                    .isPresent())
                    .forEach(one -> findings.add(
                            PlanRule.CAPF_OF_SUBSCRIBER,
                            "a CAPF certificate of " + one.node() + " in " + other.id() + " (" + other.release()
                                    + ") is imported, but only its publisher " + other.publisher() + " has one"));
        }
        for (BundledCertificate each : bundle.certificates()) {
            if (uses.of(each.certificate()).isEmpty()) {
                findings.add(
                        PlanRule.NOT_STATED,
                        "no cluster states " + CertificateUses.label(each.certificate()) + ", SHA-256 "
                                + each.fingerprint() + ", found in "
                                + each.origins().stream()
                                        .map(CertificateOrigin::file)
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + (each.certificate().getBasicConstraints() < 0
                                        ? ""
                                        : "; it is that of a CA: whatever that issues would be believed too"));
            }
        }
    }

    private static void trunks(ClusterInventory cluster, ClusterInventory other, Findings findings) {
        if (cluster.tlsTrunk() != other.tlsTrunk()) {
            findings.add(
                    PlanRule.TRUNKS_DIFFER,
                    "the SIP trunk of " + (cluster.tlsTrunk() ? cluster : other).id() + " uses TLS, but that of "
                            + (cluster.tlsTrunk() ? other : cluster).id() + " does not");
        }
    }

    /** Whether the bundle brings a certificate to the stores of its type, or all of these have it already. */
    private boolean isBrought(NodeCertificate each, List<TrustStores> everywhere) {
        Set<TrustStoreName> stores = brought.getOrDefault(Fingerprint.of(each.certificate()), Set.of());
        return rules.storesOf(each.type()).stream()
                .allMatch(store -> stores.contains(store)
                        || everywhere.stream().allMatch(after -> isIn(after, store, each.certificate())));
    }

    private void missing(ClusterInventory other, List<TrustStores> after, Findings findings) {
        String absent = other.certificates().stream()
                .filter(each -> releases.isOffered(other.release(), each.type())
                        && !each.type().equals(CertificateType.ITL_RECOVERY)
                        && !isLeftOver(each, other)
                        && !isBrought(each, after))
                .map(each -> each.type() + " of " + each.node())
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        if (!absent.isEmpty()) {
            findings.add(
                    PlanRule.NOT_IN_BUNDLE, other.id() + " has certificates that are not in the bundle: " + absent);
        }
    }

    /** From release 12.0 on each of these certificates is demanded: there are several where nodes have their own. */
    private void recovery(ClusterInventory other, List<TrustStores> after, Findings findings) {
        if (!other.release().isAtLeast(12, 0)) {
            return;
        }
        List<NodeCertificate> stated = other.certificates(CertificateType.ITL_RECOVERY);
        List<NodeCertificate> missing =
                stated.stream().filter(each -> !isBrought(each, after)).toList();
        String who = other.id() + " (" + other.release() + ")";
        if (missing.size() == stated.size()) {
            findings.add(
                    PlanRule.ITL_RECOVERY_MISSING,
                    who + " brings no ITLRecovery certificate, which signs its trust lists (CSCvs39175)");
        } else if (!missing.isEmpty()) {
            findings.add(
                    PlanRule.ITL_RECOVERY_MISSING,
                    who
                            + " does not bring all of its ITLRecovery certificates, which sign its trust lists; missing is that of "
                            + missing.stream()
                                    .map(each -> each.node() + " (serial " + CertificateText.serial(each.certificate())
                                            + ")")
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** Whether it is a CAPF certificate of a subscriber, which from release 14 on only the publisher has. */
    static boolean isLeftOver(NodeCertificate each, ClusterInventory cluster) {
        return cluster.release().isAtLeast(14, 0)
                && each.type().equals(CertificateType.CAPF)
                && !each.node().equals(cluster.publisher());
    }

    /** What concerns the steps. */
    private void about(ClusterInventory cluster, ImportReport report, List<PlanStep> steps, Findings findings) {
        TrustStores after = report.stores();
        for (PlanStep step : steps) {
            X509Certificate each = step.certificate();
            boolean trusted = step.verdict().isChange() || step.verdict() == PlanVerdict.ALREADY_THERE;
            if (step.verdict().isChange() && now.isAfter(each.getNotAfter().toInstant())) {
                findings.add(
                        PlanRule.EXPIRED,
                        CertificateUses.label(each) + " has expired on "
                                + each.getNotAfter().toInstant() + "; nobody is trusted by it");
            }
            if (trusted) {
                String missing =
                        chains.climbed(each, after.certificates(step.store())).missing();
                if (missing != null) {
                    findings.add(
                            PlanRule.ISSUER_MISSING,
                            step.store() + " of " + cluster.id() + " has no certificate of " + missing
                                    + ", which is needed for " + CertificateUses.label(each));
                }
            }
        }
        for (ImportResult each : report.results()) {
            if (isRefusedForItself(each)) {
                findings.add(
                        PlanRule.REFUSED_FOR_ITSELF,
                        each.store() + " of " + cluster.id() + " does not take "
                                + CertificateUses.label(each.certificate().certificate()) + " ("
                                + CertificateUses.brief(
                                        uses.of(each.certificate().certificate())) + "): "
                                + each.reason());
            }
        }
        Map<TrustStoreName, Integer> orphans = new TreeMap<>();
        steps.stream()
                .filter(each -> each.verdict() == PlanVerdict.ORPHAN)
                .forEach(each -> orphans.merge(each.store(), 1, Integer::sum));
        orphans.forEach((store, count) -> findings.add(
                PlanRule.LEFT_BEHIND,
                store + " of " + cluster.id() + " keeps " + ReportText.count(count, "certificate")
                        + " of nobody in this exchange"));
        targets().forEach(store -> rivals(cluster, report, store, findings));
        steps.stream()
                .filter(each -> each.verdict().isChange())
                .collect(Collectors.groupingBy(PlanStep::store, TreeMap::new, Collectors.toList()))
                .forEach((store, changes) ->
                        lookalikes(cluster, store, changes, chains.index(after.certificates(store)), findings));
    }

    private static void restart(ClusterInventory cluster, List<PlanStep> steps, Findings findings) {
        if (steps.stream().anyMatch(each -> each.verdict().isChange())) {
            findings.add(
                    PlanRule.RESTART_OF_ALL_NODES,
                    "the vendor's guide restarts all of " + cluster.id()
                            + " once every certificate is imported on every cluster");
        }
    }

    /** What the vendor's upgrade does not carry over, be it of anybody or of nobody. */
    private void expired(ClusterInventory cluster, TrustStores after, Findings findings) {
        for (TrustStoreName store : after.names()) {
            List<X509Certificate> gone = after.certificates(store).stream()
                    .filter(each -> now.isAfter(each.getNotAfter().toInstant()))
                    .sorted(CertificateUses.byName())
                    .toList();
            if (!gone.isEmpty()) {
                findings.add(
                        PlanRule.LOST_BY_UPGRADE,
                        store + " of " + cluster.id() + " keeps " + ReportText.count(gone.size(), "expired certificate")
                                + ", which an upgrade to 12.5(1)SU6, 14SU2 or later does not carry over: "
                                + labels(gone));
            }
        }
    }

    private static String labels(List<X509Certificate> certificates) {
        int more = certificates.size() - MOST_NAMES;
        return certificates.stream()
                        .limit(MOST_NAMES)
                        .map(CertificateUses::label)
                        .collect(Collectors.joining("; "))
                + (more <= 0 ? "" : " and " + more + " more");
    }

    /** What TVS cannot tell from something that is new in a store: it looks up by issuer and serial number (rule 4). */
    private static void lookalikes(
            ClusterInventory cluster,
            TrustStoreName store,
            List<PlanStep> changes,
            StoreIndex after,
            Findings findings) {
        for (PlanStep change : changes) {
            X509Certificate incoming = change.certificate();
            List<X509Certificate> same = after.lookalikes(incoming);
            if (same.size() > 1 && after.contains(incoming)) {
                findings.add(
                        PlanRule.SAME_ISSUER_AND_SERIAL,
                        store + " of " + cluster.id() + " has " + same.size() + " certificates of "
                                + SubjectNames.text(incoming.getIssuerX500Principal()) + " with the serial number "
                                + CertificateText.serial(incoming) + ", and phones may be shown the wrong one: "
                                + same.stream()
                                        .limit(MOST_NAMES)
                                        .map(SubjectNames::text)
                                        .collect(Collectors.joining("; ")));
            }
        }
    }

    private static boolean isRefusedForItself(ImportResult result) {
        return result.action() == ImportAction.REFUSED_KEY || result.action() == ImportAction.REFUSED_WILDCARD;
    }

    /** What competes for one place. A certificate that is refused for itself, such as one with a wildcard, does not. */
    private void rivals(ClusterInventory cluster, ImportReport report, TrustStoreName store, Findings findings) {
        Map<String, Set<X509Certificate>> groups = new LinkedHashMap<>();
        StoreIndex before = chains.index(cluster.trust().certificates(store));
        List<X509Certificate> after = report.stores().certificates(store);
        for (ImportResult each : report.results()) {
            if (each.store().equals(store) && !isRefusedForItself(each)) {
                X509Certificate certificate = each.certificate().certificate();
                groups.computeIfAbsent(entity(certificate), entity -> new LinkedHashSet<>())
                        .add(certificate);
            }
        }
        Map<String, X509Certificate> winners = new HashMap<>();
        after.forEach(each -> winners.put(entity(each), each));
        for (X509Certificate each : cluster.trust().certificates(store)) {
            Set<X509Certificate> group = groups.get(entity(each));
            if (group != null) {
                group.add(each);
            }
        }
        groups.forEach((entity, group) -> {
            List<X509Certificate> all =
                    group.stream().sorted(CertificateUses.byName()).toList();
            X509Certificate winner = winners.get(entity);
            for (X509Certificate each : all) {
                if (winner != null
                        && !isIn(report.stores(), store, each)
                        && !uses.of(each).isEmpty()) {
                    findings.add(
                            crowding(winner, each),
                            store + " of " + cluster.id() + " has room for one certificate with the "
                                    + entityText(winner)
                                    + ": serial " + CertificateText.serial(winner) + " ("
                                    + CertificateUses.brief(uses.of(winner)) + ") keeps out serial "
                                    + CertificateText.serial(each) + " (" + CertificateUses.brief(uses.of(each)) + ")");
                }
            }
            ties(cluster, store, all, before, findings);
        });
    }

    private PlanRule crowding(X509Certificate winner, X509Certificate other) {
        Set<ClusterId> whose = new HashSet<>(uses.clusters(winner));
        if (whose.isEmpty()) {
            return PlanRule.NAME_TAKEN;
        }
        whose.addAll(uses.clusters(other));
        return whose.size() > 1 ? PlanRule.NAME_SHARED : PlanRule.NAME_TWICE;
    }

    /**
     * Of certificates for one place the one that is valid from the latest time stays, whatever becomes of the others; so only what
     * ties with that one is of consequence. Two that are there already do not compete.
     */
    private static void ties(
            ClusterInventory cluster,
            TrustStoreName store,
            List<X509Certificate> all,
            StoreIndex before,
            Findings findings) {
        Instant latest = all.stream()
                .map(each -> each.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<X509Certificate> latestOnes = all.stream()
                .filter(each -> each.getNotBefore().toInstant().equals(latest))
                .toList();
        Set<BigInteger> serials = latestOnes.stream()
                .map(X509Certificate::getSerialNumber)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<BigInteger, List<X509Certificate>> bySerial =
                all.stream().collect(Collectors.groupingBy(X509Certificate::getSerialNumber));
        for (BigInteger serial : serials) {
            List<X509Certificate> same = bySerial.getOrDefault(serial, List.of());
            if (same.size() > 1 && !same.stream().allMatch(before::contains)) {
                tie(
                        PlanRule.RESULT_NOT_CERTAIN,
                        cluster,
                        store,
                        same,
                        "have the serial number " + CertificateText.serial(same.get(0)),
                        findings);
            }
        }
        if (serials.size() > 1 && !latestOnes.stream().allMatch(before::contains)) {
            tie(PlanRule.EQUAL_NOT_BEFORE, cluster, store, latestOnes, "are valid from " + latest, findings);
        }
    }

    private static void tie(
            PlanRule rule,
            ClusterInventory cluster,
            TrustStoreName store,
            List<X509Certificate> tied,
            String how,
            Findings findings) {
        findings.add(
                rule,
                (tied.size() == 2 ? "two" : String.valueOf(tied.size())) + " certificates of "
                        + SubjectNames.text(tied.get(0)) + " for " + store + " of " + cluster.id() + " " + how
                        + "; which of them stays is not documented");
    }

    /** A step and the text of its uses, which is made once: sorting asks for it often. */
    private record Placement(PlanStep step, String uses) {
        int rank() {
            return step.types().isEmpty()
                    ? Integer.MAX_VALUE
                    : CertificateUses.rank(step.types().get(0));
        }
    }

    private static List<PlanStep> sorted(List<PlanStep> steps) {
        return steps.stream()
                .map(each -> new Placement(each, CertificateUses.text(each.uses())))
                .sorted(Comparator.comparing(
                                (Placement each) -> storeRank(each.step().store()))
                        .thenComparing(each -> each.step().store())
                        .thenComparing(Placement::rank)
                        .thenComparing(Placement::uses)
                        .thenComparing(each -> each.step().certificate(), CertificateUses.byName()))
                .map(Placement::step)
                .toList();
    }

    private static int storeRank(TrustStoreName store) {
        int at = STORES.indexOf(store);
        return at < 0 ? STORES.size() : at;
    }

    /** Findings, each once. */
    private static final class Findings {
        private final Set<PlanFinding> all = new LinkedHashSet<>();

        void add(PlanRule rule, String sentence) {
            all.add(new PlanFinding(rule, Printable.of(sentence)));
        }

        List<PlanFinding> inOrder() {
            return all.stream()
                    .sorted(Comparator.comparing(PlanFinding::rule).thenComparing(PlanFinding::sentence))
                    .toList();
        }
    }
}
