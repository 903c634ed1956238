package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ClusterId;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.NodeFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RemoteClusterFields;

/** The names by which clusters know each other (emcc-behaviour 5.4 and 9). */
final class ClusterIdChecks {
    static final List<Check> ALL = List.of(
            new Check.OfSeveral(AuditRule.EMCC_ID_01, ClusterIdChecks::unique),
            new Check.OfCluster(AuditRule.EMCC_ID_02, ClusterIdChecks::chosen),
            new Check.OfGroup(AuditRule.EMCC_ID_03, ClusterIdChecks::recordsName));

    /** What a cluster is called when nobody has named it (inferred: general knowledge of the product). */
    static final String FACTORY_ID = "StandAloneCluster";

    private ClusterIdChecks() {}

    /** The ID that is in force; empty, and a gap, where nobody told it or it cannot be read. */
    static Optional<String> idOf(ClusterSnapshot cluster, Look look) {
        Setting<ClusterId> setting = look.enterprise(cluster, EnterpriseParameters.CLUSTER_ID);
        if (setting instanceof Setting.Absent) {
            return Optional.of(FACTORY_ID);
        }
        if (setting instanceof Setting.Invalid<ClusterId> invalid) {
            look.gap(
                    cluster.title() + " invalid ID",
                    "the cluster ID of " + cluster.title() + " cannot be read: " + invalid.rule());
        }
        return setting.value().map(ClusterId::value);
    }

    private static void unique(List<ClusterSnapshot> all, Look look) {
        Map<String, List<ClusterSnapshot>> byId = new TreeMap<>();
        for (ClusterSnapshot cluster : all) {
            idOf(cluster, look)
                    .ifPresent(id -> byId.computeIfAbsent(id.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                            .add(cluster));
        }
        byId.values().stream().filter(same -> same.size() > 1).forEach(same -> {
            ClusterSnapshot last = same.get(same.size() - 1);
            Look.Told told = look.finding(
                            "cluster ID " + last.name(),
                            "Cluster ID \"" + last.name() + "\" is used by " + same.size() + " clusters: "
                                    + String.join(
                                            ", ",
                                            same.stream()
                                                    .map(ClusterSnapshot::title)
                                                    .toList()))
                    .about(same.toArray(ClusterSnapshot[]::new))
                    .remedy(
                            last,
                            Look.ENTERPRISE_MENU,
                            "Set Cluster ID of " + last.title() + " to one that no other cluster has");
            same.forEach(cluster ->
                    told.evidence(cluster, cluster.title(), EnterpriseParameters.CLUSTER_ID.name(), cluster.name()));
            told.add();
        });
    }

    private static void chosen(ClusterSnapshot cluster, Look look) {
        idOf(cluster, look)
                .filter(FACTORY_ID::equalsIgnoreCase)
                .ifPresent(id -> look.finding(
                                "cluster ID",
                                "Cluster ID of " + cluster.title() + " is the one of the factory, " + FACTORY_ID
                                        + ", and likely to be that of another cluster too")
                        .evidence(
                                cluster,
                                EnterpriseParameters.CLUSTER_ID,
                                cluster.enterpriseParameters().setting(EnterpriseParameters.CLUSTER_ID))
                        .remedy(cluster, Look.ENTERPRISE_MENU, "Set Cluster ID to one that no other cluster has")
                        .add());
    }

    /**
     * A record that names none of the clusters may be of one that is not audited. It is a finding where it looks like one of them, of
     * which there is no record otherwise, and else not checked.
     */
    private static void recordsName(List<ClusterSnapshot> all, Look look) {
        for (ClusterSnapshot cluster : all) {
            for (ClusterObject record : look.all(cluster, ObjectKind.REMOTE_CLUSTER)) {
                String id = record.text(RemoteClusterFields.CLUSTER_ID);
                if (all.stream().noneMatch(each -> id.equals(each.name()))) {
                    Optional<ClusterSnapshot> meant = all.stream()
                            .filter(other -> !other.equals(cluster) && isMeant(cluster, record, other, look))
                            .findFirst();
                    meant.ifPresentOrElse(
                            other -> misspelt(cluster, record, other, look),
                            () -> look.gap(
                                    cluster.name() + " others",
                                    "the cluster of " + record + " of " + cluster.name() + " is not audited"));
                }
            }
        }
    }

    private static void misspelt(ClusterSnapshot cluster, ClusterObject record, ClusterSnapshot other, Look look) {
        String id = record.text(RemoteClusterFields.CLUSTER_ID);
        look.finding(
                        record.toString(),
                        "Remote cluster record \"" + id + "\" of " + cluster.name()
                                + " does not match the cluster ID \"" + other.name() + "\", which it seems to mean")
                .about(cluster, other)
                .evidence(cluster, record, RemoteClusterFields.CLUSTER_ID)
                .evidence(
                        other,
                        EnterpriseParameters.CLUSTER_ID,
                        other.enterpriseParameters().setting(EnterpriseParameters.CLUSTER_ID))
                .remedy(
                        cluster,
                        ObjectKind.REMOTE_CLUSTER,
                        "Delete the record \"" + id + "\" and add one whose Cluster Id is " + other.name())
                .add();
    }

    /** A record that seems to mean another cluster than it names, where no record names that one; inferred. */
    static boolean isMeant(ClusterSnapshot cluster, ClusterObject record, ClusterSnapshot other, Look look) {
        Optional<String> id = idOf(other, look);
        String text = record.text(RemoteClusterFields.CLUSTER_ID);
        if (id.isEmpty()
                || text.equals(id.get())
                || cluster.all(ObjectKind.REMOTE_CLUSTER).stream()
                        .anyMatch(each ->
                                each.text(RemoteClusterFields.CLUSTER_ID).equals(id.get()))) {
            return false;
        }
        return letters(text).equals(letters(id.get())) || leadsTo(record, other);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static boolean leadsTo(ClusterObject record, ClusterSnapshot other) {
        List<String> places = new ArrayList<>(record.texts(RemoteClusterFields.EMCC_ADDRESSES));
        places.add(record.text(RemoteClusterFields.FULLY_QUALIFIED_NAME));
        return other.all(ObjectKind.NODE).stream()
                .map(node -> node.text(NodeFields.NAME))
                .anyMatch(name -> places.stream().anyMatch(name::equalsIgnoreCase));
    }
}
