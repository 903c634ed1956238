package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.TrustStoreExport;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do to one cluster, what to mind about it, and what to do afterwards.
 *
 * <p>Steps are in the order of stores, kinds of certificates and names, so that the same exchange gives the same plan in whatever
 * order it was described.
 *
 * <p>Source: certificates 1.6, 1.9, 1.11, 1.14; 4.4 (C10, C11, C15).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ImportPlan {
    private static final String REST = "/platformcom/api/v1/certmgr/config/trust/certificate";

    private final ClusterInventory cluster;
    private final Way way;
    private final List<PlanStep> steps;
    private final List<PlanFinding> findings;
    private final List<FollowUp> followUps;
    private final TrustStores after;
    private final boolean rest;
    private final @Nullable ImportPlan manual;

    ImportPlan(
            ClusterInventory cluster,
            Way way,
            List<PlanStep> steps,
            List<PlanFinding> findings,
            List<FollowUp> followUps,
            TrustStores after,
            boolean rest,
            @Nullable ImportPlan manual) {
        this.cluster = cluster;
        this.way = way;
        this.steps = List.copyOf(steps);
        this.findings = List.copyOf(findings);
        this.followUps = List.copyOf(followUps);
        this.after = after;
        this.rest = rest;
        this.manual = manual;
    }

    /** How certificates get into the stores. */
    public enum Way {
        /** By the bulk files. */
        BULK("bulk import"),
        /** One by one, by hand. */
        MANUAL("manual upload");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        /**
         * The way in words.
         *
         * @return such as {@code bulk import}
         */
        public String words() {
            return words;
        }
    }

    /**
     * The cluster that imports.
     *
     * @return its id
     */
    public ClusterId cluster() {
        return cluster.id();
    }

    /** The cluster as it is before. */
    ClusterInventory inventory() {
        return cluster;
    }

    /**
     * How the certificates get there.
     *
     * @return the way
     */
    public Way way() {
        return way;
    }

    /**
     * What would be done, certificate by certificate and store by store.
     *
     * @return the steps; unmodifiable
     */
    public List<PlanStep> steps() {
        return steps;
    }

    /**
     * The steps with one verdict.
     *
     * @param verdict the verdict
     * @return those of {@link #steps}; unmodifiable
     */
    public List<PlanStep> steps(PlanVerdict verdict) {
        return steps.stream().filter(each -> each.verdict() == verdict).toList();
    }

    /**
     * Whether nothing would change.
     *
     * @return whether no step is a change
     */
    public boolean isEmpty() {
        return steps.stream().noneMatch(each -> each.verdict().isChange());
    }

    /**
     * What to mind.
     *
     * @return the findings, in the order of their rules; unmodifiable
     */
    public List<PlanFinding> findings() {
        return findings;
    }

    /**
     * What happens or is to be done afterwards, in order; nothing when the plan is empty (inferred: what resets phones when
     * nothing changes is not public). Where {@link #manual} changes something too, this is only what happens by itself: the plan
     * of the uploads tells what is to be done for both, so that nothing is restarted twice.
     *
     * @return the restarts and resets; unmodifiable
     */
    public List<FollowUp> followUps() {
        return followUps;
    }

    /**
     * What the cluster trusts when the plan has been carried out.
     *
     * @return the trust stores
     */
    public TrustStores after() {
        return after;
    }

    /**
     * What is left to be done by hand, because the release of the cluster cannot import it from the bulk files. It begins where
     * this plan ends.
     *
     * @return the plan; empty when the bulk import can do everything, and when the release is below 8.0 and no import helps
     */
    public Optional<ImportPlan> manual() {
        return Optional.ofNullable(manual);
    }

    /** Whether the uploads are told in full: they are to be made, or may have to be when the bulk import fails. */
    boolean tellsUploads() {
        return way == Way.MANUAL || findings.stream().anyMatch(each -> each.rule() == PlanRule.BULK_FILE_MAYBE_TOO_NEW);
    }

    /** What the cluster trusts when what is to be done by hand has been done too. */
    TrustStores afterAll() {
        return manual == null ? after : manual.after;
    }

    /**
     * Carries the steps out, one by one, on stores in memory. What does not hold any more since the plan was made is refused, and so
     * are stores to which its changes have been applied already: make a new plan then.
     *
     * @param stores the trust stores of the cluster, as the plan was made for them
     * @return the stores afterwards, equal to {@link #after}
     * @throws IllegalArgumentException when a step does not fit the stores
     */
    public TrustStores applyTo(TrustStores stores) {
        Map<TrustStoreName, Set<X509Certificate>> now = new HashMap<>();
        stores.names().forEach(name -> now.put(name, new LinkedHashSet<>(stores.certificates(name))));
        for (PlanStep step : steps) {
            Set<X509Certificate> store = now.computeIfAbsent(step.store(), name -> new LinkedHashSet<>());
            boolean fits = switch (step.verdict()) {
                case ADD -> store.add(step.certificate());
                case REPLACE ->
                    store.containsAll(step.replaced())
                            && store.removeAll(step.replaced())
                            && store.add(step.certificate());
                case ALREADY_THERE, ORPHAN -> store.contains(step.certificate());
                case REFUSED -> true;
            };
            if (!fits) {
                throw new IllegalArgumentException(Printable.of("trust stores of " + cluster()
                        + " must be as they were planned for, but the step \"" + step + "\" does not fit them"));
            }
        }
        Map<TrustStoreName, List<X509Certificate>> after = new HashMap<>();
        now.forEach((name, certificates) -> after.put(name, List.copyOf(certificates)));
        return TrustStores.of(after);
    }

    /**
     * The changes as single uploads.
     *
     * @return one for each step that changes a store; unmodifiable
     */
    public List<ManualUpload> uploads() {
        return steps.stream()
                .filter(each -> each.verdict().isChange())
                .map(each -> new ManualUpload(each.uses(), PlanText.fileName(each), each.store(), each.certificate()))
                .toList();
    }

    /**
     * The changes as calls of the REST interface, and after them one for each changed store that shows what is in it. The service
     * of a store is its name without {@code -trust} (documented for {@code tomcat}, for others inferred).
     *
     * @return the calls, for the publisher; none when its release is below 14; unmodifiable
     */
    public List<RestCall> restCalls() {
        if (!rest) {
            return List.of();
        }
        List<RestCall> calls = new ArrayList<>();
        Set<String> services = new LinkedHashSet<>();
        for (PlanStep step : steps) {
            if (step.verdict().isChange()) {
                String service = step.store().value().replaceFirst("-trust$", "");
                services.add(service);
                calls.add(new RestCall(
                        "POST",
                        REST + "s",
                        Json.compact(Json.object(
                                "service",
                                List.of(service),
                                "certificates",
                                List.of(TrustStoreExport.of(List.of(CertificateBag.of(step.certificate())))
                                        .pem()),
                                "description",
                                CertificateUses.text(step.uses())))));
            }
        }
        services.forEach(service -> calls.add(new RestCall(
                "GET",
                REST + "?service=" + java.net.URLEncoder.encode(service, java.nio.charset.StandardCharsets.UTF_8),
                "")));
        return List.copyOf(calls);
    }

    /**
     * The plan for people.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        return PlanText.of(this);
    }

    /**
     * The plan for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        return Json.pretty(PlanJson.of(this));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImportPlan that
                && cluster.equals(that.cluster)
                && way == that.way
                && steps.equals(that.steps)
                && findings.equals(that.findings)
                && followUps.equals(that.followUps)
                && after.equals(that.after)
                && Objects.equals(manual, that.manual);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cluster, way, steps, findings, followUps, after, manual);
    }

    /** The cluster, the way and how many steps change something. */
    @Override
    public String toString() {
        return "ImportPlan[" + Printable.of(cluster().value()) + ", " + way.words() + ", "
                + ReportText.count(
                        steps.stream().filter(each -> each.verdict().isChange()).count(), "change")
                + ", " + ReportText.count(findings.size(), "finding") + "]";
    }
}
