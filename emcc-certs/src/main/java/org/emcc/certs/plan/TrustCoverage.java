package org.emcc.certs.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.emcc.certs.internal.Issuing;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.trust.ImportRules;
import org.emcc.core.id.ClusterId;

/**
 * Which of the five trusts hold between which clusters, at one instant.
 *
 * <p>A certificate counts as a cluster's when the cluster states it, never by its name. One that a CA issued is believed over TLS when
 * its chain up to a root, of at most ten issuers, is in the store, whether or not it is there itself; one that TVS looks up must be
 * there itself. Here the product is stricter than {@link org.emcc.certs.trust.ClusterTls}, which also believes an issued certificate
 * that is in the store without its chain.
 *
 * <p>Over TLS either cluster calls the other, and shows its certificate as a server and as a client. So one that is not itself in the
 * store must be issued for both, where it says for what it is issued; {@link org.emcc.certs.trust.ClusterTls} demands it, for the product
 * it is inferred. TVS, and a CAPF certificate, which issues those that phones show, are not asked for it.
 *
 * <p>Where a cluster states its TVS certificates (type {@code tvs}), they must be valid too, although they are never exchanged:
 * phones ask nobody else.
 *
 * <p>Source: certificates 1.10, 1.11; 1.6 (rule 4); 4.4 (C16). That every node's certificate must be believed and that the elliptic
 * curve twin of Tomcat counts like Tomcat is inferred: any node may be contacted, with either.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrustCoverage {
    private final Instant at;
    private final List<ClusterId> clusters;
    private final Map<Cell, Verdict> cells;
    private final List<TrustGap> gaps;

    private TrustCoverage(Instant at, List<ClusterId> clusters, Map<Cell, Verdict> cells, List<TrustGap> gaps) {
        this.at = at;
        this.clusters = List.copyOf(clusters);
        this.cells = cells;
        this.gaps = List.copyOf(gaps);
    }

    /** Whether a trust holds. */
    public enum Verdict {
        /** It holds for all nodes. */
        HOLDS("holds"),
        /** It holds for some nodes and not for others. */
        PARTLY("partly"),
        /** It does not hold. */
        FAILS("FAILS"),
        /** The two clusters do without it. */
        NOT_NEEDED("not needed");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /**
         * The verdict in words.
         *
         * @return such as {@code not needed}
         */
        public String words() {
            return words;
        }
    }

    private record Cell(ClusterId visiting, ClusterId home, EmccTrust trust) {}

    /**
     * Looks at clusters as they are, by {@link ImportRules#DEFAULTS} and {@link ReleaseRules#DEFAULTS}.
     *
     * @param clusters the clusters, no two of one id
     * @param at the time by which certificates are valid
     * @return which trusts hold
     * @throws IllegalArgumentException when two clusters have one id
     */
    public static TrustCoverage of(List<ClusterInventory> clusters, Instant at) {
        return of(clusters, ImportRules.DEFAULTS, ReleaseRules.DEFAULTS, at);
    }

    /**
     * Looks at clusters as they are.
     *
     * @param clusters the clusters, no two of one id
     * @param rules when two certificates are of one entity, so that one has taken the place of the other; where a verifier looks is a
     *     fact of the product and no matter of these rules
     * @param releases what depends on releases
     * @param at the time by which certificates are valid
     * @return which trusts hold
     * @throws IllegalArgumentException when two clusters have one id
     */
    public static TrustCoverage of(
            List<ClusterInventory> clusters, ImportRules rules, ReleaseRules releases, Instant at) {
        return of(clusters, rules, releases, at, new Issuing());
    }

    static TrustCoverage of(
            List<ClusterInventory> clusters, ImportRules rules, ReleaseRules releases, Instant at, Issuing issuing) {
        Objects.requireNonNull(at, "at");
        TrustNeeds needs = new TrustNeeds(ExchangePlan.distinct(clusters), rules, releases, issuing);
        Map<Cell, Verdict> cells = new LinkedHashMap<>();
        List<TrustGap> gaps = new ArrayList<>();
        for (ClusterInventory visiting : clusters) {
            for (ClusterInventory home : clusters) {
                if (!visiting.id().equals(home.id())) {
                    for (EmccTrust trust : EmccTrust.values()) {
                        List<TrustGap> found = new ArrayList<>();
                        cells.put(
                                new Cell(visiting.id(), home.id(), trust),
                                needs.verdict(visiting, home, trust, at, found));
                        gaps.addAll(found);
                    }
                }
            }
        }
        return new TrustCoverage(at, clusters.stream().map(ClusterInventory::id).toList(), cells, gaps);
    }

    /**
     * The time by which certificates are valid.
     *
     * @return the instant
     */
    public Instant at() {
        return at;
    }

    /**
     * The clusters.
     *
     * @return their ids, in the order given; unmodifiable
     */
    public List<ClusterId> clusters() {
        return clusters;
    }

    /**
     * Whether a trust holds.
     *
     * @param visiting the cluster of the phone
     * @param home the cluster of the user
     * @param trust the trust
     * @return the verdict
     * @throws IllegalArgumentException when the two are one cluster, or one of them is not looked at here
     */
    public Verdict verdict(ClusterId visiting, ClusterId home, EmccTrust trust) {
        Verdict verdict = cells.get(new Cell(
                ExchangePlan.of(clusters, visiting),
                ExchangePlan.of(clusters, home),
                Objects.requireNonNull(trust, "trust")));
        if (verdict == null) {
            throw new IllegalArgumentException(Printable.of("visiting and home must be two different of " + clusters
                    + ", but are " + visiting + " and " + home));
        }
        return verdict;
    }

    /**
     * Whether a phone and a user of two clusters can come together, as far as certificates go.
     *
     * @param visiting the cluster of the phone
     * @param home the cluster of the user
     * @return whether every trust holds that is needed
     * @throws IllegalArgumentException when the two are one cluster, or one of them is not looked at here
     */
    public boolean isComplete(ClusterId visiting, ClusterId home) {
        for (EmccTrust trust : EmccTrust.values()) {
            Verdict verdict = verdict(visiting, home, trust);
            if (verdict != Verdict.HOLDS && verdict != Verdict.NOT_NEEDED) {
                return false;
            }
        }
        return true;
    }

    /**
     * What is missing, for all pairs.
     *
     * @return the gaps, pair by pair and trust by trust; none when every needed trust holds; unmodifiable
     */
    public List<TrustGap> gaps() {
        return gaps;
    }

    /**
     * The matrix for people: a line for each pair, then what is missing.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        int width = Math.max(
                8,
                clusters.stream()
                        .mapToInt(each -> Printable.of(each.value()).length())
                        .max()
                        .orElse(0));
        StringBuilder out = new StringBuilder("Trusts at " + PlanText.time(at) + " [certificates 1.10]\n\n");
        line(
                out,
                width,
                "visiting",
                "home",
                Arrays.stream(EmccTrust.values()).map(EmccTrust::words).toList());
        for (ClusterId visiting : clusters) {
            for (ClusterId home : clusters) {
                if (!visiting.equals(home)) {
                    line(
                            out,
                            width,
                            Printable.of(visiting.value()),
                            Printable.of(home.value()),
                            Arrays.stream(EmccTrust.values())
                                    .map(trust -> verdict(visiting, home, trust).words())
                                    .toList());
                }
            }
        }
        if (!gaps.isEmpty()) {
            out.append("\nMissing\n");
            gaps.forEach(gap -> out.append("  ").append(gap).append('\n'));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, int width, String visiting, String home, List<String> cells) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s  %-" + width + "s", visiting, home));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, "  %-17s", cell)));
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /**
     * The matrix for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        return Json.pretty(json());
    }

    Map<String, Object> json() {
        List<Object> pairs = new ArrayList<>();
        for (ClusterId visiting : clusters) {
            for (ClusterId home : clusters) {
                if (!visiting.equals(home)) {
                    Map<String, Object> trusts = new LinkedHashMap<>();
                    for (EmccTrust trust : EmccTrust.values()) {
                        trusts.put(trust.name(), verdict(visiting, home, trust).name());
                    }
                    pairs.add(Json.object("visiting", visiting, "home", home, "trusts", trusts));
                }
            }
        }
        return Json.object(
                "at",
                PlanText.time(at),
                "pairs",
                pairs,
                "gaps",
                gaps.stream()
                        .map(gap -> Json.object(
                                "visiting", gap.visiting(),
                                "home", gap.home(),
                                "trust", gap.trust().name(),
                                "verifier", gap.verifier(),
                                "store", gap.store(),
                                "cause", gap.cause(),
                                "sentence", gap.sentence()))
                        .toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustCoverage that
                && at.equals(that.at)
                && cells.equals(that.cells)
                && gaps.equals(that.gaps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(at, cells, gaps);
    }

    /** The instant, the clusters and how many gaps there are. */
    @Override
    public String toString() {
        return "TrustCoverage[" + PlanText.time(at) + ", " + Printable.of(clusters.toString()) + ", "
                + ReportText.count(gaps.size(), "gap") + "]";
    }
}
