package org.emcc.certs.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.id.ClusterSecurityMode;

/** What is to be done after an import, in order. Source: certificates 1.9. */
final class FollowUps {
    static final String TOMCAT = "Cisco Tomcat";
    private static final String PHONES = "phones";

    private final ClusterInventory cluster;
    private final List<PlanStep> steps;
    private final Set<TrustStoreName> changed;
    private final Set<TrustStoreName> byHand;
    private final List<FollowUp> out = new ArrayList<>();

    private FollowUps(ClusterInventory cluster, List<PlanStep> bulk, List<PlanStep> manual) {
        this.cluster = cluster;
        this.steps = Stream.concat(bulk.stream(), manual.stream()).toList();
        this.changed = changed(steps);
        this.byHand = changed(manual);
    }

    private static Set<TrustStoreName> changed(List<PlanStep> steps) {
        return steps.stream()
                .filter(each -> each.verdict().isChange())
                .map(PlanStep::store)
                .collect(Collectors.toSet());
    }

    /**
     * What follows a bulk import. Where uploads by hand come after it, it is what happens by itself: whatever restarts would restart
     * once more after them.
     */
    static List<FollowUp> ofBulk(ClusterInventory cluster, List<PlanStep> steps, boolean uploadsFollow) {
        FollowUps made = new FollowUps(cluster, steps, List.of());
        if (!made.changed.isEmpty()) {
            made.byItself();
            if (!uploadsFollow) {
                made.inOrder();
            }
        }
        return List.copyOf(made.out);
    }

    /** What follows uploads by hand, and what the bulk import before them has left to be done. */
    static List<FollowUp> ofManual(ClusterInventory cluster, List<PlanStep> bulk, List<PlanStep> manual) {
        Set<List<Object>> added = bulk.stream()
                .filter(each -> each.verdict().isChange())
                .map(FollowUps::place)
                .collect(Collectors.toSet());
        // What is there only since the bulk import is told by the step that brings it.
        FollowUps made = new FollowUps(
                cluster,
                bulk,
                manual.stream().filter(each -> !added.contains(place(each))).toList());
        if (!made.byHand.isEmpty()) {
            made.inOrder();
        }
        return List.copyOf(made.out);
    }

    private static List<Object> place(PlanStep step) {
        return List.of(step.store(), step.certificate());
    }

    private void byItself() {
        String reason = "a bulk import resets the phones of the cluster that imports";
        add(
                FollowUp.Kind.PHONES_RESET,
                PHONES,
                "all phones",
                cluster.release().isAtLeast(11, 0) ? reason : reason + " (documented from 11.0 on, before inferred)");
    }

    private void inOrder() {
        boolean ctl = cluster.securityMode() == ClusterSecurityMode.MIXED && isOwnSignerRenewed();
        if (ctl) {
            add(
                    FollowUp.Kind.UPDATE_CTL,
                    cluster.publisher(),
                    "the CTL file",
                    "the cluster is in mixed mode and a certificate in its trust lists is a new one; before services restart");
        }
        web();
        calls();
        if (changed.contains(TrustStoreName.CAPF_TRUST)) {
            add(
                    FollowUp.Kind.RESTART,
                    cluster.publisher(),
                    "Cisco Certificate Authority Proxy Function",
                    "CAPF-trust changes; phones need not restart");
        }
        if (changed.contains(TrustStoreName.PHONE_SAST_TRUST)) {
            onAllNodes(
                    "Cisco Trust Verification Service",
                    byHand.contains(TrustStoreName.PHONE_SAST_TRUST)
                            ? "Phone-SAST-trust changes; last"
                            : "Phone-SAST-trust changes (documented for uploads by hand, for a bulk import inferred); last");
        }
        if (ctl) {
            add(FollowUp.Kind.RESET_PHONES, PHONES, "all secure phones", "they have to fetch the new CTL file");
        }
    }

    private void web() {
        if (!changed.contains(TrustStoreName.TOMCAT_TRUST)) {
            return;
        }
        for (String node : cluster.nodes()) {
            restart(node, TOMCAT, "tomcat-trust changes");
            if (cluster.singleSignOn()) {
                restart(node, "Cisco SSOSP Tomcat", "tomcat-trust changes, and users sign on by SSO or OAuth");
            }
            restart(node, "Cisco TFTP", "without it the TFTP service keeps serving the old Tomcat certificate");
        }
    }

    private void calls() {
        if (!changed.contains(TrustStoreName.CALL_MANAGER_TRUST)) {
            return;
        }
        String reason = "CallManager-trust changes (documented for a regeneration, for an import inferred)";
        for (String node : cluster.nodes()) {
            if (cluster.sipOAuth() && cluster.release().isAtLeast(14, 0)) {
                restart(node, "Cisco HAProxy", reason + ", and phones register by OAuth");
            }
            restart(node, "Cisco CallManager", reason);
            restart(node, "Cisco CTIManager", reason);
        }
        add(
                FollowUp.Kind.WAIT_FOR_PHONES,
                PHONES,
                "all phones",
                cluster.release().isAtLeast(12, 0)
                        ? "one kind of certificate is finished before the next begins"
                        : "before 12.0, CallManager signs the trust lists: it and TVS are never changed together");
    }

    /**
     * Whether a certificate of the cluster itself, which stands in its trust lists, is a new one. A renewed CAPF certificate has a
     * new name and is added; so it counts where the store knows another certificate of the cluster already (inferred).
     */
    private boolean isOwnSignerRenewed() {
        boolean known = steps.stream().anyMatch(each -> isOwn(each) && isThere(each));
        return steps.stream().filter(this::isOwn).anyMatch(each -> {
            boolean signer = hasType(each, CertificateType.TFTP) || hasType(each, CertificateType.ITL_RECOVERY);
            boolean capf = known && hasType(each, CertificateType.CAPF);
            return (signer && each.verdict() == PlanVerdict.REPLACE)
                    || (capf && each.verdict().isChange());
        });
    }

    private static boolean isThere(PlanStep step) {
        return step.verdict() == PlanVerdict.ALREADY_THERE || step.verdict() == PlanVerdict.REPLACE;
    }

    private static boolean hasType(PlanStep step, CertificateType type) {
        return step.types().contains(type);
    }

    private boolean isOwn(PlanStep step) {
        return step.uses().stream().anyMatch(use -> use.cluster().equals(cluster.id()));
    }

    private void onAllNodes(String service, String reason) {
        cluster.nodes().forEach(node -> restart(node, service, reason));
    }

    private void restart(String node, String service, String reason) {
        add(FollowUp.Kind.RESTART, node, service, reason);
    }

    private void add(FollowUp.Kind kind, String where, String what, String reason) {
        out.add(new FollowUp(kind, where, what, reason));
    }
}
