package org.emcc.core.audit;

import java.util.List;
import java.util.Optional;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.NodeFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.ServiceActivationFields;

/** Which services run (emcc-behaviour 2.1 and 5.4). */
final class ServiceChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_SVC_01, ServiceChecks::everyService),
            new Check.OfCluster(AuditRule.EMCC_SVC_02, ServiceChecks::bulkProvisioning),
            new Check.OfCluster(AuditRule.EMCC_SVC_03, ServiceChecks::lookup));

    /** As the page and AXL call them (em-api-and-axl 4.11). */
    static final String EXTENSION_MOBILITY = "Cisco Extension Mobility";

    static final String TFTP = "Cisco Tftp";
    private static final String BULK = "Cisco Bulk Provisioning Service";
    private static final String LOOKUP = "Cisco Intercluster Lookup Service";
    private static final String USER_DATA = "Cisco User Data Services";
    private static final List<String> NEEDED = List.of("Cisco CallManager", TFTP, EXTENSION_MOBILITY);

    private ServiceChecks() {}

    private static void everyService(ClusterSnapshot cluster, Look look) {
        NEEDED.forEach(service -> anywhere(cluster, service, look));
    }

    private static void bulkProvisioning(ClusterSnapshot cluster, Look look) {
        onPublisher(cluster, BULK, look);
    }

    /** Whether the cluster lookup is used is seen by its service alone: where none runs, it is not meant to (inferred). */
    private static void lookup(ClusterSnapshot cluster, Look look) {
        if (rows(cluster, LOOKUP, look).stream()
                .noneMatch(row ->
                        row.get(ServiceActivationFields.IS_ACTIVE).value().orElse(false))) {
            rows(cluster, LOOKUP, look).forEach(row -> look.get(cluster, row, ServiceActivationFields.IS_ACTIVE));
            return;
        }
        onPublisher(cluster, LOOKUP, look);
        anywhere(cluster, USER_DATA, look);
        anywhere(cluster, EXTENSION_MOBILITY, look);
    }

    private static void anywhere(ClusterSnapshot cluster, String service, Look look) {
        List<ClusterObject> rows = rows(cluster, service, look);
        if (cluster.knows(ObjectKind.SERVICE_ACTIVATION)
                && rows.stream().noneMatch(row -> look.isTicked(cluster, row, ServiceActivationFields.IS_ACTIVE))) {
            inactive(cluster, service, "any node", rows, look);
        }
    }

    private static void onPublisher(ClusterSnapshot cluster, String service, Look look) {
        List<ClusterObject> rows = rows(cluster, service, look);
        Optional<ClusterObject> publisher = look.all(cluster, ObjectKind.NODE).stream()
                .filter(node ->
                        look.get(cluster, node, NodeFields.PUBLISHER).value().orElse(false))
                .findFirst();
        if (publisher.isEmpty() || !cluster.knows(ObjectKind.SERVICE_ACTIVATION)) {
            look.gap(cluster.name() + " publisher", "the publisher of " + cluster.name() + " is unknown");
            return;
        }
        String name = publisher.get().name();
        if (rows.stream()
                .filter(row ->
                        row.text(ServiceActivationFields.PROCESS_NODE_NAME).equalsIgnoreCase(name))
                .noneMatch(row -> look.isTicked(cluster, row, ServiceActivationFields.IS_ACTIVE))) {
            inactive(cluster, service, "the publisher " + name, rows, look);
        }
    }

    private static void inactive(
            ClusterSnapshot cluster, String service, String where, List<ClusterObject> rows, Look look) {
        Look.Told told = look.finding(
                        "service " + service,
                        "Service " + service + " is not active on " + where + " of " + cluster.name())
                .remedy(
                        cluster,
                        ObjectKind.SERVICE_ACTIVATION,
                        "Activate " + service + " on " + where.replace("any node", "a node"));
        if (rows.isEmpty()) {
            told.evidence(cluster, "service " + service, "Activation Status", "(not on any node)");
        }
        rows.forEach(row -> told.evidence(cluster, row, ServiceActivationFields.IS_ACTIVE));
        told.add();
    }

    /** What is said of a service, node by node. */
    static List<ClusterObject> rows(ClusterSnapshot cluster, String service, Look look) {
        return look.all(cluster, ObjectKind.SERVICE_ACTIVATION).stream()
                .filter(row -> row.text(ServiceActivationFields.SERVICE).equalsIgnoreCase(service))
                .toList();
    }
}
