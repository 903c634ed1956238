package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.internal.Issuing;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.trust.ImportRules;
import org.emcc.core.FindingSeverity;

/**
 * What breaks when which certificate expires: of every certificate that a cluster states, and of every CA on which a trust rests.
 *
 * <p>What breaks between clusters is told for clusters whose stores are as they are now, or as a plan would leave them; see {@link
 * ExchangePlan#expiries}. A trust that fails before is listed with that verdict: nothing is lost by the expiry, but the certificate
 * will be in the way of whoever repairs the rest.
 *
 * <p>Source: certificates 1.10; 4.4 (C12). A community text says that an expired Tomcat certificate only makes browsers warn, the
 * vendor's procedure lists failing logins; here it breaks, unless {@link #withSeverity} says otherwise.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Expiries {
    private final List<ClusterInventory> clusters;
    private final ImportRules rules;
    private final ReleaseRules releases;
    private final Instant now;
    private final Map<CertificateType, FindingSeverity> severities;
    private final Issuing issuing;

    private Expiries(
            List<ClusterInventory> clusters,
            ImportRules rules,
            ReleaseRules releases,
            Instant now,
            Map<CertificateType, FindingSeverity> severities,
            Issuing issuing) {
        this.clusters = clusters;
        this.rules = rules;
        this.releases = releases;
        this.now = now;
        this.severities = severities;
        this.issuing = issuing;
    }

    /**
     * Looks at clusters as they are, by {@link ImportRules#DEFAULTS} and {@link ReleaseRules#DEFAULTS}.
     *
     * @param clusters the clusters, no two of one id
     * @param now what has expired by then is past
     * @return the analysis
     * @throws IllegalArgumentException when two clusters have one id
     */
    public static Expiries of(List<ClusterInventory> clusters, Instant now) {
        return of(clusters, ImportRules.DEFAULTS, ReleaseRules.DEFAULTS, now);
    }

    /**
     * Looks at clusters as they are.
     *
     * @param clusters the clusters, no two of one id
     * @param rules when two certificates are of one entity
     * @param releases what depends on releases
     * @param now what has expired by then is past
     * @return the analysis
     * @throws IllegalArgumentException when two clusters have one id
     */
    public static Expiries of(List<ClusterInventory> clusters, ImportRules rules, ReleaseRules releases, Instant now) {
        return of(clusters, rules, releases, now, new Issuing());
    }

    static Expiries of(
            List<ClusterInventory> clusters, ImportRules rules, ReleaseRules releases, Instant now, Issuing issuing) {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(releases, "releases");
        return new Expiries(
                ExchangePlan.distinct(clusters),
                rules,
                releases,
                Objects.requireNonNull(now, "now"),
                Map.of(),
                issuing);
    }

    /**
     * A copy that takes the expiry of a type more or less seriously; every type is an {@link FindingSeverity#ERROR} by default.
     *
     * @param type the type
     * @param severity how much it matters
     * @return the copy
     */
    public Expiries withSeverity(CertificateType type, FindingSeverity severity) {
        Map<CertificateType, FindingSeverity> copy = new LinkedHashMap<>(severities);
        copy.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(severity, "severity"));
        return new Expiries(clusters, rules, releases, now, Map.copyOf(copy), issuing);
    }

    /**
     * What expires until a horizon.
     *
     * @param horizon the last second that counts
     * @return what has expired or will have by then, in the order of dates; unmodifiable
     */
    public List<Expiry> until(Instant horizon) {
        Objects.requireNonNull(horizon, "horizon");
        TrustNeeds needs = new TrustNeeds(clusters, rules, releases, issuing);
        Map<X509Certificate, Set<TrustNeeds.Stake>> stakes = needs.stakes();
        Set<X509Certificate> all = new LinkedHashSet<>();
        clusters.forEach(each -> each.certificates().forEach(one -> all.add(one.certificate())));
        all.addAll(stakes.keySet());
        CertificateUses uses = new CertificateUses(clusters);
        Map<TrustNeeds.Stake, TrustNeeds.Outlook> outlooks = new HashMap<>();
        return all.stream()
                .filter(each -> !each.getNotAfter().toInstant().isAfter(horizon))
                .sorted(Comparator.comparing(X509Certificate::getNotAfter).thenComparing(CertificateUses.byName()))
                .map(each -> expiry(
                        each,
                        uses.of(each),
                        stakes.getOrDefault(each, Set.of()),
                        stake -> outlooks.computeIfAbsent(stake, needs::outlook)))
                .toList();
    }

    private Expiry expiry(
            X509Certificate certificate,
            List<CertificateUse> uses,
            Set<TrustNeeds.Stake> stakes,
            Function<TrustNeeds.Stake, TrustNeeds.Outlook> outlook) {
        Instant end = certificate.getNotAfter().toInstant();
        List<ExpiryEffect> effects = stakes.stream()
                .map(each -> new ExpiryEffect(
                        each.trust(),
                        each.visiting(),
                        each.home(),
                        outlook.apply(each).at(end),
                        outlook.apply(each).at(end.plusSeconds(1))))
                .toList();
        Set<String> atHome = new LinkedHashSet<>();
        uses.stream()
                .map(use -> new CertificateUse(use.cluster(), "", use.type()))
                .distinct()
                .forEach(kind -> clusters.stream()
                        .filter(each -> each.id().equals(kind.cluster()))
                        .forEach(each -> atHome.addAll(atHome(kind.type(), each))));
        FindingSeverity felt = uses.stream()
                .map(use -> severities.getOrDefault(use.type(), FindingSeverity.ERROR))
                .min(Comparator.naturalOrder())
                .orElse(FindingSeverity.ERROR);
        return new Expiry(certificate, uses, felt, now.isAfter(end), List.copyOf(atHome), effects);
    }

    /** The table of certificates 1.10, its column of the cluster itself. */
    private List<String> atHome(CertificateType type, ClusterInventory cluster) {
        if (type.equals(CertificateType.TOMCAT) || type.equals(CertificateType.TOMCAT_ECDSA)) {
            return List.of("administration pages, phone services, disaster recovery, single sign-on");
        }
        if (type.equals(CertificateType.TFTP)) {
            return List.of("secure phones, SIP over TLS, AXL; phones refuse signed configuration");
        }
        if (type.equals(CertificateType.ITL_RECOVERY)) {
            return cluster.release().isAtLeast(12, 0)
                    ? List.of("signer of the trust lists of phones, assertions of single sign-on")
                    : List.of("nothing before release 12.0");
        }
        if (type.equals(CertificateType.CAPF)) {
            return List.of("certificates of phones, 802.1X, VPN");
        }
        return type.equals(CertificateUses.TVS) ? List.of("phones cannot verify anything new") : List.of();
    }

    /**
     * What expires until a horizon, for people.
     *
     * @param horizon the last second that counts
     * @return lines that end in a line feed
     */
    public String toText(Instant horizon) {
        StringBuilder out = new StringBuilder("Expiring until " + PlanText.time(horizon) + " [certificates 1.10]\n");
        List<Expiry> found = until(horizon);
        if (found.isEmpty()) {
            out.append("\nnothing\n");
        }
        found.forEach(each -> out.append('\n').append(each.toText()));
        return out.toString();
    }

    /**
     * What expires until a horizon, for programs.
     *
     * @param horizon the last second that counts
     * @return a JSON array on several lines; names may be added in later versions
     */
    public String toJson(Instant horizon) {
        return Json.pretty(until(horizon).stream().map(Expiry::json).toList());
    }

    /** How many clusters are looked at, and when. */
    @Override
    public String toString() {
        return "Expiries[" + ReportText.count(clusters.size(), "cluster") + ", " + PlanText.time(now) + "]";
    }
}
