package org.emcc.certs.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.emcc.certs.bundle.BulkFileName;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.bundle.TypeSuffixes;
import org.emcc.certs.internal.Issuing;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.trust.ImportRules;
import org.emcc.core.FindingSeverity;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * A dry run of a whole exchange: what each cluster would export, what would be consolidated, what each would import, which trusts
 * hold before and after, and what expires soon. Nothing is written, sent or asked.
 *
 * <p>Ids of clusters are unique; here they are compared without regard to case, so that one cluster told twice is noticed. They print as
 * the inventories spell them.
 *
 * <p>Without a bundle it is that of a flawless exchange: everything that the clusters state and their releases can export. With the
 * bundle that was really consolidated, it is that of its import.
 *
 * <p>Source: certificates 1.2, 1.8; 4.4 (C10 to C12, C15 to C17).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ExchangePlan {
    private static final Duration SOON = Duration.ofDays(90);

    private final Instant now;
    private final Instant horizon;
    private final ImportRules rules;
    private final ReleaseRules releases;
    private final List<ClusterInventory> clusters;
    private final Map<ClusterId, List<String>> exports;
    private final List<String> bulkFiles;
    private final CertificateBundle bundle;
    private final List<ImportPlan> plans;
    private final @Nullable ClusterId consolidator;
    private final Map<CertificateType, FindingSeverity> severities;
    private final Issuing issuing = new Issuing();

    private ExchangePlan(Builder builder) {
        this.now = builder.now;
        this.horizon = builder.horizon;
        this.rules = builder.rules;
        this.releases = builder.releases;
        this.severities = Map.copyOf(builder.severities);
        this.clusters = builder.clusters;
        CertificateBundle stated = stated(clusters, releases, builder.suffixes);
        this.bundle = builder.bundle == null ? stated : builder.bundle;
        Map<ClusterId, List<String>> files = new LinkedHashMap<>();
        Set<String> bulk = new TreeSet<>();
        for (ClusterInventory cluster : clusters) {
            Set<String> names = new TreeSet<>();
            for (NodeCertificate each : exported(cluster, releases)) {
                names.add(fileName(each, builder.suffixes));
            }
            files.put(cluster.id(), List.copyOf(names));
        }
        bundle.certificates()
                .forEach(each -> each.types()
                        .forEach(type -> bulk.add(new BulkFileName(BulkFileName.Kind.BULK, builder.source, type)
                                .format(builder.suffixes))));
        this.exports = Collections.unmodifiableMap(files);
        this.bulkFiles = List.copyOf(bulk);
        Planner planner = new Planner(clusters, bundle, rules, releases, builder.consolidator, now, issuing);
        this.consolidator = builder.consolidator;
        this.plans = clusters.stream().map(planner::plan).toList();
    }

    /**
     * Begins a dry run.
     *
     * @param clusters the clusters that take part, no two of one id, case disregarded
     * @param now the time by which certificates are valid
     * @return the beginning
     * @throws IllegalArgumentException when two clusters have one id
     */
    public static Builder builder(List<ClusterInventory> clusters, Instant now) {
        return new Builder(distinct(clusters), now);
    }

    static List<ClusterInventory> distinct(List<ClusterInventory> clusters) {
        Set<String> seen = new HashSet<>();
        for (ClusterInventory each : clusters) {
            if (!seen.add(folded(each.id()))) {
                throw new IllegalArgumentException(
                        Printable.of("clusters of an exchange must have different ids, but two have " + each.id()));
            }
        }
        return List.copyOf(clusters);
    }

    /** Whether two ids mean one cluster. */
    static boolean isSame(ClusterId one, ClusterId other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(ClusterId id) {
        return id.value().toLowerCase(Locale.ROOT);
    }

    /** The id as it is written there; itself when it is not there. Ids that differ in case only never stand side by side. */
    static ClusterId of(Collection<ClusterId> ids, ClusterId wanted) {
        return ids.stream()
                .filter(each -> folded(each).equals(folded(wanted)))
                .findFirst()
                .orElse(wanted);
    }

    private static List<NodeCertificate> exported(ClusterInventory cluster, ReleaseRules releases) {
        return cluster.certificates().stream()
                .filter(each -> releases.isOffered(cluster.release(), each.type()))
                .toList();
    }

    private static String fileName(NodeCertificate each, TypeSuffixes suffixes) {
        return new BulkFileName(BulkFileName.Kind.STORE, each.node(), each.type()).format(suffixes);
    }

    private static CertificateBundle stated(
            List<ClusterInventory> clusters, ReleaseRules releases, TypeSuffixes suffixes) {
        List<BundledCertificate> all = new ArrayList<>();
        for (ClusterInventory cluster : clusters) {
            for (NodeCertificate each : exported(cluster, releases)) {
                all.add(BundledCertificate.of(
                        each.certificate(),
                        List.of(new CertificateOrigin(each.node(), each.type(), fileName(each, suffixes))
                                .withCluster(cluster.id()))));
            }
        }
        return CertificateBundle.of(all);
    }

    /**
     * The clusters that take part.
     *
     * @return the clusters as they are before, in the order given; unmodifiable
     */
    public List<ClusterInventory> clusters() {
        return clusters;
    }

    /**
     * What an export of each cluster would write.
     *
     * @return the names of the STORE files of each cluster, in their order; unmodifiable
     */
    public Map<ClusterId, List<String>> exports() {
        return exports;
    }

    /**
     * What a consolidation would write.
     *
     * @return the names of the BULK files, in their order; unmodifiable
     */
    public List<String> bulkFiles() {
        return bulkFiles;
    }

    /**
     * What is imported.
     *
     * @return the bundle that was given, or what the clusters would export, each origin with its cluster
     */
    public CertificateBundle bundle() {
        return bundle;
    }

    /**
     * Who consolidates, as far as its release matters.
     *
     * @return the cluster; empty when that was not said
     */
    public Optional<ClusterId> consolidator() {
        return Optional.ofNullable(consolidator);
    }

    /**
     * What each import would do.
     *
     * @return a plan for each cluster, in the order given; unmodifiable
     */
    public List<ImportPlan> plans() {
        return plans;
    }

    /**
     * What the import of one cluster would do.
     *
     * @param cluster the cluster
     * @return its plan
     * @throws IllegalArgumentException when it does not take part
     */
    public ImportPlan plan(ClusterId cluster) {
        ClusterId spelled = of(exports.keySet(), cluster);
        return plans.stream()
                .filter(each -> each.cluster().equals(spelled))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Printable.of(
                        "cluster must take part in the exchange, but " + cluster + " is none of " + exports.keySet())));
    }

    /**
     * The clusters as the plans would leave them, what is done by hand included.
     *
     * @return the clusters, in the order given; unmodifiable
     */
    public List<ClusterInventory> clustersAfter() {
        return plans.stream()
                .map(each -> each.inventory().withTrust(each.afterAll()))
                .toList();
    }

    /**
     * Which trusts hold now.
     *
     * @return the coverage before the import
     */
    public TrustCoverage coverageBefore() {
        return TrustCoverage.of(clusters, rules, releases, now, issuing);
    }

    /**
     * Which trusts hold when every cluster has imported, and nothing was done by hand.
     *
     * @return the coverage after the bulk import
     */
    public TrustCoverage coverageAfterBulk() {
        return TrustCoverage.of(
                plans.stream()
                        .map(each -> each.inventory().withTrust(each.after()))
                        .toList(),
                rules,
                releases,
                now,
                issuing);
    }

    /**
     * Which trusts hold when every plan has been carried out, what is done by hand included.
     *
     * @return the coverage afterwards
     */
    public TrustCoverage coverageAfter() {
        return TrustCoverage.of(clustersAfter(), rules, releases, now, issuing);
    }

    /**
     * What breaks when which certificate expires, once the plans have been carried out.
     *
     * @return the analysis, with the severities of {@link Builder#severity}
     */
    public Expiries expiries() {
        Expiries expiries = Expiries.of(clustersAfter(), rules, releases, now, issuing);
        for (Map.Entry<CertificateType, FindingSeverity> each : severities.entrySet()) {
            expiries = expiries.withSeverity(each.getKey(), each.getValue());
        }
        return expiries;
    }

    /**
     * The dry run for people.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        StringBuilder out = new StringBuilder("Dry run of an exchange at " + PlanText.time(now) + "\n\nExports\n");
        exports.forEach((cluster, files) -> out.append("  ")
                .append(Printable.of(cluster.value()))
                .append(": ")
                .append(files.isEmpty() ? "nothing" : String.join(", ", files))
                .append('\n'));
        out.append("\nConsolidation\n  ")
                .append(bulkFiles.isEmpty() ? "nothing" : String.join(", ", bulkFiles))
                .append("\n\n");
        plans.forEach(each -> out.append(each.toText()).append('\n'));
        out.append("Before: ").append(coverageBefore().toText()).append('\n');
        if (plans.stream().anyMatch(each -> each.manual().isPresent())) {
            out.append("After the bulk import alone: ")
                    .append(coverageAfterBulk().toText())
                    .append('\n');
        }
        out.append("Afterwards: ").append(coverageAfter().toText()).append('\n');
        return out.append(expiries().toText(horizon)).toString();
    }

    /**
     * The dry run for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        Map<String, Object> files = new LinkedHashMap<>();
        exports.forEach((cluster, names) -> files.put(cluster.value(), names));
        return Json.pretty(Json.object(
                "at", PlanText.time(now),
                "exports", files,
                "bulkFiles", bulkFiles,
                "plans", plans.stream().map(PlanJson::of).toList(),
                "coverageBefore", coverageBefore().json(),
                "coverageAfterBulk", coverageAfterBulk().json(),
                "coverageAfter", coverageAfter().json(),
                "expiries", expiries().until(horizon).stream().map(Expiry::json).toList()));
    }

    /** The clusters, and how many certificates are imported. */
    @Override
    public String toString() {
        return "ExchangePlan[" + Printable.of(exports.keySet().toString()) + ", "
                + ReportText.count(bundle.certificates().size(), "certificate") + ", " + PlanText.time(now) + "]";
    }

    /**
     * Makes a dry run.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final List<ClusterInventory> clusters;
        private final Instant now;
        private Instant horizon;
        private String source = "sftp";
        private @Nullable CertificateBundle bundle;
        private @Nullable ClusterId consolidator;
        private ImportRules rules = ImportRules.DEFAULTS;
        private ReleaseRules releases = ReleaseRules.DEFAULTS;
        private TypeSuffixes suffixes = TypeSuffixes.DEFAULTS;
        private final Map<CertificateType, FindingSeverity> severities = new HashMap<>();

        private Builder(List<ClusterInventory> clusters, Instant now) {
            this.clusters = clusters;
            this.now = Objects.requireNonNull(now, "now");
            this.horizon = now.isAfter(Instant.MAX.minus(SOON)) ? Instant.MAX : now.plus(SOON);
        }

        /**
         * Sets what is imported; by default everything that the clusters state and their releases can export.
         *
         * @param consolidated the bundle, as {@code BulkCertificates} reads it
         * @return this
         */
        public Builder bundle(CertificateBundle consolidated) {
            bundle = Objects.requireNonNull(consolidated, "consolidated");
            return this;
        }

        /**
         * Sets who consolidates, as far as its release matters; by default only those who export count.
         *
         * @param cluster one of the clusters
         * @return this
         * @throws IllegalArgumentException when it does not take part
         */
        public Builder consolidator(ClusterId cluster) {
            List<ClusterId> ids = clusters.stream().map(ClusterInventory::id).toList();
            ClusterId spelled = of(ids, cluster);
            if (!ids.contains(spelled)) {
                throw new IllegalArgumentException(
                        Printable.of("consolidator must take part in the exchange, but is " + cluster));
            }
            consolidator = spelled;
            return this;
        }

        /**
         * Sets what the names of BULK files begin with; {@code sftp} by default.
         *
         * @param name the address of the server, by the rule of {@link BulkFileName#source}
         * @return this
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder source(String name) {
            source = new BulkFileName(BulkFileName.Kind.BULK, name, CertificateType.TOMCAT).source();
            return this;
        }

        /**
         * Sets until when expiries are listed in the text and the JSON; 90 days by default.
         *
         * @param until the last second that counts
         * @return this
         */
        public Builder horizon(Instant until) {
            horizon = Objects.requireNonNull(until, "until");
            return this;
        }

        /**
         * Takes the expiry of a type more or less seriously, in the text and the JSON too; every type is an {@link
         * FindingSeverity#ERROR} by default.
         *
         * @param type the type
         * @param severity how much its expiry matters
         * @return this
         * @see Expiries#withSeverity
         */
        public Builder severity(CertificateType type, FindingSeverity severity) {
            severities.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(severity, "severity"));
            return this;
        }

        /**
         * Sets where types land and when certificates are of one entity; {@link ImportRules#DEFAULTS} by default.
         *
         * @param other the rules
         * @return this
         */
        public Builder rules(ImportRules other) {
            rules = Objects.requireNonNull(other, "other");
            return this;
        }

        /**
         * Sets what depends on releases; {@link ReleaseRules#DEFAULTS} by default.
         *
         * @param other the rules
         * @return this
         */
        public Builder releases(ReleaseRules other) {
            releases = Objects.requireNonNull(other, "other");
            return this;
        }

        /**
         * Sets the names of files; {@link TypeSuffixes#DEFAULTS} by default.
         *
         * @param other which suffix stands for which type
         * @return this
         */
        public Builder suffixes(TypeSuffixes other) {
            suffixes = Objects.requireNonNull(other, "other");
            return this;
        }

        /**
         * Makes the dry run.
         *
         * @return a new dry run
         * @throws IllegalArgumentException when a type has no suffix
         */
        public ExchangePlan build() {
            return new ExchangePlan(this);
        }
    }
}
