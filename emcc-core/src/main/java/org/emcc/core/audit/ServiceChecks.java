package org.emcc.core.audit;

import java.util.List;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.ServiceActivationFields;

/** Which services run (emcc-behaviour 2.1 and 5.4). */
final class ServiceChecks {
    static final List<Check> ALL = List.of(new Check.OfCluster(AuditRule.EMCC_SVC_01, ServiceChecks::everyService));

    /** As the page and AXL call them (em-api-and-axl 4.11). */
    private static final List<String> NEEDED = List.of("Cisco CallManager", "Cisco Tftp", "Cisco Extension Mobility");

    private ServiceChecks() {}

    private static void everyService(ClusterSnapshot cluster, Look look) {
        List<ClusterObject> all = look.all(cluster, ObjectKind.SERVICE_ACTIVATION);
        if (!cluster.knows(ObjectKind.SERVICE_ACTIVATION)) {
            return;
        }
        for (String service : NEEDED) {
            List<ClusterObject> rows = all.stream()
                    .filter(row -> row.text(ServiceActivationFields.SERVICE).equalsIgnoreCase(service))
                    .toList();
            if (rows.stream().noneMatch(row -> look.isTicked(cluster, row, ServiceActivationFields.IS_ACTIVE))) {
                Look.Told told = look.finding(
                                "service " + service,
                                "Service " + service + " is not active on any node of " + cluster.name())
                        .remedy(cluster, ObjectKind.SERVICE_ACTIVATION, "Activate " + service + " on a node");
                rows.forEach(row -> told.evidence(cluster, row, ServiceActivationFields.IS_ACTIVE));
                told.add();
            }
        }
    }
}
