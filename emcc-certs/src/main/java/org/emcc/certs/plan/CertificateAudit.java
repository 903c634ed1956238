package org.emcc.certs.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.certs.internal.Printable;
import org.emcc.core.FindingSeverity;
import org.emcc.core.audit.AuditContributor;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.Evidence;
import org.emcc.core.audit.Remedy;
import org.emcc.core.audit.Unchecked;
import org.emcc.core.id.ClusterId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterSnapshot;

/**
 * What certificates say in an audit: which of the five trusts do not hold between which clusters, what expires soon, and what an
 * import would warn of. Chains of issuers are followed here, which the audit by itself does not do.
 *
 * <pre>{@code
 * Audit.builder(clock)
 *         .cluster(newYork)
 *         .cluster(london)
 *         .contributor(CertificateAudit.of(Map.of("NYC", inventoryOfNewYork, "LON", inventoryOfLondon), clock.instant()))
 *         .build();
 * }</pre>
 *
 * <p>Codes: {@code EMCC-COV-01} to {@code EMCC-COV-05} for the trusts in the order of {@link EmccTrust}, {@code EMCC-COV-06} for what
 * expires within 90 days, and those of {@link PlanRule} for imports. A cluster of the audit without an inventory is not checked.
 *
 * <p>Source: certificates 1.10, 1.11; emcc-behaviour 8.4 and 10.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateAudit implements AuditContributor {
    private static final Duration SOON = Duration.ofDays(90);
    private static final String COVERAGE = "EMCC-COV-0";
    private static final String EXPIRY = "EMCC-COV-06";
    private static final String EXCHANGE_MENU =
            "Cisco Unified OS Administration > Security > Bulk Certificate Management";
    private static final String STORE_MENU = "Cisco Unified OS Administration > Security > Certificate Management";

    private final Map<String, ClusterInventory> inventories;
    private final Instant now;

    private CertificateAudit(Map<String, ClusterInventory> inventories, Instant now) {
        this.inventories = inventories;
        this.now = now;
    }

    /**
     * Makes a contributor.
     *
     * @param inventories the certificates of each cluster, by its name in the audit ({@link ClusterSnapshot#name})
     * @param now the time by which certificates are valid
     * @return the contributor
     * @throws IllegalArgumentException when two inventories have one id, case disregarded
     */
    public static CertificateAudit of(Map<String, ClusterInventory> inventories, Instant now) {
        Map<String, ClusterInventory> copy = Map.copyOf(inventories);
        ExchangePlan.distinct(List.copyOf(copy.values()));
        return new CertificateAudit(copy, Objects.requireNonNull(now, "now"));
    }

    @Override
    public void check(List<ClusterSnapshot> clusters, Results results) {
        Map<ClusterId, String> names = new LinkedHashMap<>();
        List<ClusterInventory> known = new ArrayList<>();
        for (ClusterSnapshot cluster : clusters) {
            ClusterInventory inventory = inventories.get(cluster.name());
            if (inventory == null) {
                unknown(cluster.name(), results);
            } else if (names.putIfAbsent(inventory.id(), cluster.name()) == null) {
                known.add(inventory);
            }
        }
        expiries(known, names, results);
        if (known.size() > 1) {
            coverage(known, names, results);
            imports(known, names, results);
        } else if (clusters.size() == 1) {
            known.forEach(alone -> trustUnchecked(name(names, alone.id()), "no other cluster is audited", results));
        }
    }

    private static String code(EmccTrust trust) {
        return COVERAGE
                + switch (trust) {
                    case EM_SERVICE -> 1;
                    case HOME_TRUST_LIST -> 2;
                    case HOME_WEB -> 3;
                    case PHONE_CERTIFICATE -> 4;
                    case SIP_TRUNK -> 5;
                };
    }

    private static void unknown(String cluster, Results results) {
        String why = "nobody said which certificates " + cluster + " has and trusts";
        trustUnchecked(cluster, why, results);
        results.unchecked(new Unchecked(EXPIRY, List.of(cluster), why));
    }

    private static void trustUnchecked(String cluster, String why, Results results) {
        for (EmccTrust trust : EmccTrust.values()) {
            results.unchecked(new Unchecked(code(trust), List.of(cluster), why));
        }
    }

    private void coverage(List<ClusterInventory> known, Map<ClusterId, String> names, Results results) {
        TrustCoverage coverage = TrustCoverage.of(known, now);
        for (ClusterInventory visiting : known) {
            for (ClusterInventory home : known) {
                if (!visiting.id().equals(home.id())) {
                    for (EmccTrust trust : EmccTrust.values()) {
                        if (coverage.verdict(visiting.id(), home.id(), trust) == TrustCoverage.Verdict.HOLDS) {
                            results.passed(code(trust));
                        }
                    }
                }
            }
        }
        coverage.gaps().forEach(gap -> results.found(finding(gap, names)));
    }

    private static AuditFinding finding(TrustGap gap, Map<ClusterId, String> names) {
        String verifier = name(names, gap.verifier());
        String other = name(names, gap.verifier().equals(gap.visiting()) ? gap.home() : gap.visiting());
        boolean stated = gap.cause() != TrustGap.Cause.NOT_STATED;
        return new AuditFinding(
                code(gap.trust()),
                FindingSeverity.ERROR,
                List.of(name(names, gap.visiting()), name(names, gap.home())),
                gap.trust().words() + ", " + gap.store() + " of " + verifier,
                Printable.of(gap.sentence()),
                new Remedy(
                        verifier,
                        EXCHANGE_MENU,
                        "Export all on " + other + ", consolidate, and import all on " + verifier),
                List.of(
                        new Evidence(
                                verifier,
                                "store " + gap.store(),
                                "Certificate",
                                gap.cause().name()),
                        new Evidence(other, "", "Own certificates", stated ? "stated" : "(not stated)")),
                "certificates 1.10",
                gap.trust() == EmccTrust.EM_SERVICE ? List.of(ErrorCode.of(208)) : List.of());
    }

    private void expiries(List<ClusterInventory> known, Map<ClusterId, String> names, Results results) {
        List<Expiry> soon = Expiries.of(known, now).until(now.plus(SOON));
        for (Expiry expiry : soon) {
            results.found(finding(expiry, names));
        }
        Set<ClusterId> hit = soon.stream()
                .flatMap(expiry -> expiry.uses().stream())
                .map(CertificateUse::cluster)
                .collect(Collectors.toSet());
        known.stream().filter(cluster -> !hit.contains(cluster.id())).forEach(cluster -> results.passed(EXPIRY));
    }

    private static AuditFinding finding(Expiry expiry, Map<ClusterId, String> names) {
        String label = Printable.of(CertificateUses.label(expiry.certificate()));
        List<String> owners = expiry.uses().stream()
                .map(use -> name(names, use.cluster()))
                .distinct()
                .toList();
        // A CA that no cluster states is everybody's, and whoever is first can renew it.
        List<String> about = owners.isEmpty() ? List.copyOf(names.values()) : owners;
        return new AuditFinding(
                EXPIRY,
                expiry.isPast() ? expiry.severity() : FindingSeverity.WARNING,
                about,
                "certificate " + label,
                "Certificate " + label + " (" + Printable.of(CertificateUses.brief(expiry.uses())) + ") "
                        + (expiry.isPast() ? "has expired on " : "expires on ") + PlanText.time(expiry.expires()),
                new Remedy(about.get(0), STORE_MENU, "Renew it; then export all again, consolidate, and import all"),
                List.of(new Evidence(
                        about.get(0),
                        label,
                        "Valid to",
                        PlanText.time(expiry.expires()).toString())),
                "certificates 1.10",
                List.of());
    }

    private void imports(List<ClusterInventory> known, Map<ClusterId, String> names, Results results) {
        for (ImportPlan plan : ExchangePlan.builder(known, now).build().plans()) {
            String cluster = name(names, plan.cluster());
            for (PlanFinding finding : plan.findings()) {
                results.found(new AuditFinding(
                        finding.code(),
                        finding.severity(),
                        List.of(cluster),
                        "import",
                        Printable.of(finding.sentence()),
                        new Remedy(cluster, EXCHANGE_MENU, finding.remedy()),
                        List.of(new Evidence(cluster, "", "Import", plan.way().words())),
                        finding.rule().section(),
                        List.of()));
            }
        }
    }

    private static String name(Map<ClusterId, String> names, ClusterId id) {
        return names.getOrDefault(id, id.value());
    }
}
