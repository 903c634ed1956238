package org.emcc.core.audit;

import java.util.List;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.CommonPhoneProfileFields;
import org.emcc.core.snapshot.NodeFields;
import org.emcc.core.snapshot.ObjectKind;

/** What is set for each node, and what no other family has: auto-registration and video (emcc-behaviour 3.7 and 9). */
final class NodeChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_AR_01, NodeChecks::autoRegistration),
            new Check.OfCluster(AuditRule.EMCC_VID_01, NodeChecks::video));

    private NodeChecks() {}

    private static void autoRegistration(ClusterSnapshot cluster, Look look) {
        for (ClusterObject node : look.all(cluster, ObjectKind.NODE)) {
            if (look.isSurelyTicked(cluster, node, NodeFields.AUTO_REGISTRATION)) {
                look.finding(
                                node.toString(),
                                "Auto-registration is on at " + node + " of " + cluster.name()
                                        + ", so a phone that returns can end up in two clusters")
                        .evidence(cluster, node, NodeFields.AUTO_REGISTRATION)
                        .remedy(
                                cluster,
                                "System > Cisco Unified CM",
                                "Turn auto-registration off at " + node.name() + ", and at every other node")
                        .add();
            }
        }
    }

    /** A profile that does not say it leaves it to the enterprise phone configuration (emcc-behaviour 9, row 14). */
    private static void video(ClusterSnapshot cluster, Look look) {
        for (ClusterObject profile : look.all(cluster, ObjectKind.COMMON_PHONE_PROFILE)) {
            if (!look.get(cluster, profile, CommonPhoneProfileFields.VIDEO_CAPABILITY)
                    .value()
                    .orElse(true)) {
                look.finding(profile.toString(), profile + " of " + cluster.name() + " has video turned off")
                        .evidence(cluster, profile, CommonPhoneProfileFields.VIDEO_CAPABILITY)
                        .remedy(
                                cluster,
                                ObjectKind.COMMON_PHONE_PROFILE,
                                "Enable Video Capabilities of " + profile.name() + " where video is wanted")
                        .add();
            }
        }
    }
}
