package org.emcc.core.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterSnapshot;

/**
 * Says of the real configuration of clusters what will not work between them: each cluster by itself, each pair in both directions,
 * and the whole group.
 *
 * <pre>{@code
 * AuditReport report = Audit.builder(Clock.systemUTC()).cluster(newYork).cluster(london).build().run();
 * report.findings().forEach(System.out::println);
 * }</pre>
 *
 * <p>Source: emcc-behaviour 10.1 and 10.3.
 *
 * @threadsafety immutable; an audit may be run often
 * @since 0.1.0
 */
public final class Audit {
    private static final Comparator<AuditFinding> ORDER = Comparator.comparing(AuditFinding::severity)
            .thenComparing(AuditFinding::code)
            .thenComparing(finding -> String.join(" ", finding.clusters()))
            .thenComparing(AuditFinding::subject)
            .thenComparing(AuditFinding::message);

    private final List<ClusterSnapshot> clusters;
    private final List<AuditContributor> contributors;
    private final List<Suppression> suppressions;
    private final Probe probe;
    private final Clock clock;
    private final Map<String, Integer> expectedLogins;
    private final Map<String, Boolean> models;
    private final AuditListener listener;

    private Audit(Builder builder) {
        this.clusters = List.copyOf(builder.clusters);
        this.contributors = List.copyOf(builder.contributors);
        this.suppressions = List.copyOf(builder.suppressions);
        this.probe = builder.probe;
        this.clock = builder.clock;
        this.expectedLogins = Map.copyOf(builder.expectedLogins);
        this.models = Map.copyOf(builder.models);
        this.listener = builder.listener;
    }

    /**
     * Starts an audit.
     *
     * @param clock by which certificates are valid
     * @return a builder without clusters
     */
    public static Builder builder(Clock clock) {
        return new Builder(Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Checks everything.
     *
     * @return what was found
     */
    public AuditReport run() {
        Run run = new Run(new Surroundings(clock.instant(), probe, expectedLogins, models));
        List<Check> checks = Checklist.all();
        for (int done = 0; done < checks.size(); done++) {
            run.check(checks.get(done));
            listener.checked(checks.get(done).rule(), done + 1, checks.size());
        }
        contributors.forEach(contributor -> contributor.check(clusters, run));
        return run.report();
    }

    /** One run of it. */
    private final class Run implements AuditContributor.Results {
        private final Surroundings surroundings;
        private final List<AuditFinding> findings = new ArrayList<>();
        private final List<Unchecked> unchecked = new ArrayList<>();
        private final Map<String, Integer> passed = new TreeMap<>();

        Run(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        void check(Check check) {
            if (clusters.size() == 1 && check.needsOthers()) {
                unchecked(new Unchecked(
                        check.rule().code(), List.of(clusters.get(0).name()), "no other cluster is audited"));
            } else if (check instanceof Check.OfCluster of) {
                clusters.forEach(cluster ->
                        look(of.rule(), List.of(cluster), look -> of.body().check(cluster, look)));
            } else if (check instanceof Check.OfPair of) {
                pairs(
                        false,
                        (from, to) -> look(
                                of.rule(), List.of(from, to), look -> of.body().check(from, to, look)));
            } else if (check instanceof Check.OfBoth of) {
                pairs(
                        true,
                        (one, other) -> look(
                                of.rule(),
                                List.of(one, other),
                                look -> of.body().check(one, other, look)));
            } else if (check instanceof Check.OfSeveral of) {
                look(of.rule(), clusters, look -> of.body().check(clusters, look));
            } else if (check instanceof Check.OfGroup of) {
                look(of.rule(), clusters, look -> of.body().check(clusters, look));
            }
        }

        private void pairs(boolean once, java.util.function.BiConsumer<ClusterSnapshot, ClusterSnapshot> body) {
            for (int i = 0; i < clusters.size(); i++) {
                for (int j = once ? i + 1 : 0; j < clusters.size(); j++) {
                    if (i != j) {
                        body.accept(clusters.get(i), clusters.get(j));
                    }
                }
            }
        }

        private void look(AuditRule rule, List<ClusterSnapshot> at, java.util.function.Consumer<Look> body) {
            Look look = new Look(rule, at.stream().map(ClusterSnapshot::name).toList(), surroundings);
            body.accept(look);
            findings.addAll(look.findings());
            Optional<Unchecked> open = look.unchecked();
            open.ifPresent(unchecked::add);
            if (open.isEmpty() && look.findings().isEmpty()) {
                passed(rule.code());
            }
        }

        @Override
        public void found(AuditFinding finding) {
            findings.add(Objects.requireNonNull(finding, "finding"));
        }

        @Override
        public void passed(String code) {
            passed.merge(Objects.requireNonNull(code, "code"), 1, Integer::sum);
        }

        @Override
        public void unchecked(Unchecked more) {
            unchecked.add(Objects.requireNonNull(more, "unchecked"));
        }

        AuditReport report() {
            List<AuditFinding> open = new ArrayList<>();
            List<Suppressed> suppressed = new ArrayList<>();
            Set<Suppression> used = new HashSet<>();
            findings.stream().sorted(ORDER).forEach(finding -> {
                Optional<Suppression> by = suppressions.stream()
                        .filter(each -> each.covers(finding))
                        .findFirst();
                by.ifPresentOrElse(
                        each -> {
                            used.add(each);
                            suppressed.add(new Suppressed(finding, each));
                        },
                        () -> open.add(finding));
            });
            return new AuditReport(
                    clusters.stream().map(ClusterSnapshot::name).toList(),
                    open,
                    suppressed,
                    unchecked.stream()
                            .sorted(Comparator.comparing(Unchecked::code)
                                    .thenComparing(each -> String.join(" ", each.clusters())))
                            .toList(),
                    passed,
                    remarks(used));
        }

        private List<String> remarks(Set<Suppression> used) {
            List<String> remarks = new ArrayList<>();
            clusters.forEach(
                    cluster -> cluster.remarks().forEach(remark -> remarks.add(cluster.name() + ": " + remark)));
            suppressions.stream()
                    .filter(each -> !used.contains(each))
                    .forEach(each -> remarks.add("the suppression of " + each.code()
                            + (each.cluster().isEmpty() ? "" : " of " + each.cluster())
                            + (each.subject().isEmpty() ? "" : " for " + each.subject()) + " fits no finding"));
            Set<String> names = clusters.stream().map(ClusterSnapshot::name).collect(Collectors.toSet());
            expectedLogins.keySet().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .forEach(name -> remarks.add("the expected logins of " + name + " fit no cluster"));
            return remarks;
        }
    }

    /**
     * Builds an audit.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final Clock clock;
        private final List<ClusterSnapshot> clusters = new ArrayList<>();
        private final List<AuditContributor> contributors = new ArrayList<>();
        private final List<Suppression> suppressions = new ArrayList<>();
        private final Map<String, Integer> expectedLogins = new HashMap<>();
        private final Map<String, Boolean> models = new HashMap<>();
        private Probe probe = Probe.none();
        private AuditListener listener = (rule, done, all) -> {};

        private Builder(Clock clock) {
            this.clock = clock;
        }

        /**
         * One more cluster.
         *
         * @param cluster what it is configured with
         * @return this builder
         */
        public Builder cluster(ClusterSnapshot cluster) {
            clusters.add(Objects.requireNonNull(cluster, "cluster"));
            return this;
        }

        /**
         * More checks.
         *
         * @param contributor of another module, or one's own
         * @return this builder
         */
        public Builder contributor(AuditContributor contributor) {
            contributors.add(Objects.requireNonNull(contributor, "contributor"));
            return this;
        }

        /**
         * Something to live with.
         *
         * @param suppression which finding, and why
         * @return this builder
         */
        public Builder suppress(Suppression suppression) {
            suppressions.add(Objects.requireNonNull(suppression, "suppression"));
            return this;
        }

        /**
         * Who looks at the network; nobody does, unless it is said.
         *
         * @param looking the probe
         * @return this builder
         */
        public Builder probe(Probe looking) {
            this.probe = Objects.requireNonNull(looking, "probe");
            return this;
        }

        /**
         * How many users of a cluster are expected to be logged in abroad at the same time (emcc-behaviour 5.7).
         *
         * @param cluster the name of the cluster, as {@link ClusterSnapshot#name} has it; a remark of the report tells of one that is
         *     not audited
         * @param logins 0 to 60000
         * @return this builder
         * @throws IllegalArgumentException when the number is out of range
         */
        public Builder expectedLogins(String cluster, int logins) {
            expectedLogins.put(
                    Objects.requireNonNull(cluster, "cluster"), Require.range(logins, "expected logins", 0, 60_000));
            return this;
        }

        /**
         * Whether a model of phone supports EMCC. Which do is not public: <em>Cisco Unified Reporting &gt; Unified CM Phone Feature List</em>
         * tells (emcc-behaviour 9, row 10). A model of which nobody says it is not checked.
         *
         * @param model a model; its name is not told apart by case
         * @return this builder
         */
        public Builder model(PhoneModel model) {
            models.put(model.name().toLowerCase(Locale.ROOT), model.supportsEmcc());
            return this;
        }

        /**
         * Who is told how far it is.
         *
         * @param told the listener
         * @return this builder
         */
        public Builder listener(AuditListener told) {
            this.listener = Objects.requireNonNull(told, "listener");
            return this;
        }

        /**
         * The finished audit.
         *
         * @return a new value
         * @throws IllegalStateException when there is no cluster
         */
        public Audit build() {
            if (clusters.isEmpty()) {
                throw new IllegalStateException("an audit must have a cluster, but has none");
            }
            return new Audit(this);
        }
    }
}
