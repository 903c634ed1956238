package org.emcc.core.audit;

import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.InterclusterServiceFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.SipTrunkFields;

/** The inter-cluster service profile (emcc-behaviour 5.3, 6.1 and 7.1). */
final class ServiceProfileChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(
                    AuditRule.EMCC_ICSP_01,
                    (cluster, look) -> active(cluster, InterclusterService.EMCC, "; logins are refused", look)),
            new Check.OfCluster(
                    AuditRule.EMCC_ICSP_02,
                    (cluster, look) -> activeWithTrunk(
                            cluster, InterclusterService.PSTN_ACCESS, "; emergency calls find no way", look)),
            new Check.OfCluster(
                    AuditRule.EMCC_ICSP_03,
                    (cluster, look) -> activeWithTrunk(
                            cluster,
                            InterclusterService.RSVP_AGENT,
                            "; calls of visitors have no admission control",
                            look)),
            new Check.OfCluster(AuditRule.EMCC_ICSP_04, ServiceProfileChecks::trunks));

    private ServiceProfileChecks() {}

    /** The row of a service; one that is not there is not active, as a service is by default (em-api-and-axl 4.8). */
    static Optional<ClusterObject> row(ClusterSnapshot cluster, InterclusterService service, Look look) {
        return look.named(cluster, ObjectKind.INTERCLUSTER_SERVICE, service.label());
    }

    /** The row of an active service. */
    static Optional<ClusterObject> activeRow(ClusterSnapshot cluster, InterclusterService service, Look look) {
        return row(cluster, service, look)
                .filter(row -> look.get(cluster, row, InterclusterServiceFields.IS_ACTIVATED)
                        .value()
                        .orElse(false));
    }

    private static boolean active(ClusterSnapshot cluster, InterclusterService service, String so, Look look) {
        Optional<ClusterObject> row = row(cluster, service, look);
        boolean isActive = row.map(each -> look.isTicked(cluster, each, InterclusterServiceFields.IS_ACTIVATED))
                .orElse(!cluster.knows(ObjectKind.INTERCLUSTER_SERVICE));
        if (!isActive) {
            Look.Told told = look.finding(
                            "service " + service.label(),
                            service.label() + " is not active in the service profile of " + cluster.name() + so)
                    .remedy(
                            cluster,
                            ObjectKind.INTERCLUSTER_SERVICE,
                            "Tick Active of " + service.label()
                                    + (service == InterclusterService.EMCC ? "" : ", choose an EMCC trunk")
                                    + ", press Validate, then Save");
            row.ifPresentOrElse(
                    each -> told.evidence(cluster, each, InterclusterServiceFields.IS_ACTIVATED),
                    () -> told.evidence(cluster, "service " + service.label(), "Active", "(not set)"));
            told.add();
        }
        return isActive;
    }

    private static void activeWithTrunk(ClusterSnapshot cluster, InterclusterService service, String so, Look look) {
        if (active(cluster, service, so, look)) {
            row(cluster, service, look)
                    .filter(row ->
                            look.get(cluster, row, InterclusterServiceFields.SIP_TRUNK_NAME) instanceof Setting.Absent)
                    .ifPresent(row -> look.finding(
                                    "service " + service.label(),
                                    service.label() + " is active in the service profile of " + cluster.name()
                                            + ", but has no trunk" + so)
                            .evidence(cluster, row, InterclusterServiceFields.SIP_TRUNK_NAME)
                            .remedy(
                                    cluster,
                                    ObjectKind.INTERCLUSTER_SERVICE,
                                    "Choose an EMCC trunk for " + service.label() + ", press Validate, then Save")
                            .add());
        }
    }

    private static void trunks(ClusterSnapshot cluster, Look look) {
        for (InterclusterService service : List.of(InterclusterService.PSTN_ACCESS, InterclusterService.RSVP_AGENT)) {
            row(cluster, service, look)
                    .filter(row -> look.isTicked(cluster, row, InterclusterServiceFields.IS_ACTIVATED))
                    .ifPresent(row -> look.get(cluster, row, InterclusterServiceFields.SIP_TRUNK_NAME)
                            .value()
                            .ifPresent(name -> trunk(cluster, service, row, name, look)));
        }
    }

    private static void trunk(
            ClusterSnapshot cluster, InterclusterService service, ClusterObject row, String name, Look look) {
        Optional<ClusterObject> trunk = look.named(cluster, ObjectKind.SIP_TRUNK, name);
        if (trunk.isEmpty()) {
            if (cluster.knows(ObjectKind.SIP_TRUNK)) {
                unfit(cluster, service, row, "Trunk " + name + " is not there", look)
                        .add();
            }
        } else if (!EmccTrunkChecks.mayBeEmcc(cluster, trunk.get(), look)) {
            unfit(cluster, service, row, "Trunk " + name + " is not an EMCC trunk", look)
                    .evidence(cluster, trunk.get(), SipTrunkFields.SIP_TRUNK_TYPE)
                    .add();
        }
    }

    private static Look.Told unfit(
            ClusterSnapshot cluster, InterclusterService service, ClusterObject row, String what, Look look) {
        return look.finding(
                        "service " + service.label(),
                        what + ", but " + service.label() + " of " + cluster.name() + " goes by it")
                .evidence(cluster, row, InterclusterServiceFields.SIP_TRUNK_NAME)
                .remedy(
                        cluster,
                        ObjectKind.INTERCLUSTER_SERVICE,
                        "Choose a trunk of service type " + TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER.label()
                                + " for " + service.label());
    }
}
