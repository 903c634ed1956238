package org.emcc.core.audit;

import java.util.List;
import java.util.stream.Collectors;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.SipTrunkFields;

/** The trunks of service type EMCC (emcc-behaviour 6.1). */
final class EmccTrunkChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_TRK_01, EmccTrunkChecks::count),
            new Check.OfCluster(AuditRule.EMCC_TRK_02, EmccTrunkChecks::geolocation),
            new Check.OfCluster(AuditRule.EMCC_TRK_03, EmccTrunkChecks::profiles),
            new Check.OfCluster(AuditRule.EMCC_TRK_04, EmccTrunkChecks::locked));

    /** One for PSTN Access and one for RSVP Agent. */
    private static final int MOST = 2;

    private static final List<ObjectField<Boolean>> LOCKED_BOXES =
            List.of(SipTrunkFields.MTP_REQUIRED, SipTrunkFields.UNATTENDED_PORT, SipTrunkFields.DEST_ADDR_IS_SRV);

    private EmccTrunkChecks() {}

    /** Whether a trunk is of service type EMCC; one whose type is unknown may be, and is a gap. */
    static boolean mayBeEmcc(ClusterSnapshot cluster, ClusterObject trunk, Look look) {
        return look.get(cluster, trunk, SipTrunkFields.SIP_TRUNK_TYPE) instanceof Setting.Unknown || isEmcc(trunk);
    }

    private static boolean isEmcc(ClusterObject trunk) {
        return trunk.get(SipTrunkFields.SIP_TRUNK_TYPE)
                .value()
                .flatMap(TrunkServiceType::byLabel)
                .filter(TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER::equals)
                .isPresent();
    }

    private static List<ClusterObject> emccTrunks(ClusterSnapshot cluster, Look look) {
        return look.all(cluster, ObjectKind.SIP_TRUNK).stream()
                .filter(trunk -> mayBeEmcc(cluster, trunk, look) && isEmcc(trunk))
                .toList();
    }

    private static void count(ClusterSnapshot cluster, Look look) {
        List<ClusterObject> trunks = emccTrunks(cluster, look);
        if (trunks.size() > MOST) {
            Look.Told told = look.finding(
                            "SIP trunks",
                            cluster.name() + " has " + trunks.size() + " trunks of service type EMCC, but no more than "
                                    + MOST + " are needed: "
                                    + trunks.stream().map(ClusterObject::name).collect(Collectors.joining(", ")))
                    .remedy(cluster, ObjectKind.SIP_TRUNK, "Delete the trunks that no service of the profile goes by");
            trunks.forEach(trunk -> told.evidence(cluster, trunk, SipTrunkFields.SIP_TRUNK_TYPE));
            told.add();
        }
    }

    private static void geolocation(ClusterSnapshot cluster, Look look) {
        for (ClusterObject trunk : emccTrunks(cluster, look)) {
            if (!look.isTicked(cluster, trunk, SipTrunkFields.SEND_GEO_LOCATION)) {
                look.finding(
                                trunk.toString(),
                                "Send Geolocation Information of " + trunk + " of " + cluster.name() + " is off")
                        .evidence(cluster, trunk, SipTrunkFields.SEND_GEO_LOCATION)
                        .remedy(cluster, ObjectKind.SIP_TRUNK, "Tick Send Geolocation Information of " + trunk)
                        .add();
            }
        }
    }

    private static void profiles(ClusterSnapshot cluster, Look look) {
        for (ClusterObject trunk : emccTrunks(cluster, look)) {
            profile(cluster, trunk, SipTrunkFields.SECURITY_PROFILE_NAME, look);
            profile(cluster, trunk, SipTrunkFields.SIP_PROFILE_NAME, look);
        }
    }

    private static void profile(ClusterSnapshot cluster, ClusterObject trunk, ObjectField<String> field, Look look) {
        Setting<String> name = look.get(cluster, trunk, field);
        String lacks = "";
        if (name instanceof Setting.Absent) {
            lacks = trunk + " of " + cluster.name() + " lacks a " + field.label();
        } else if (name.value().isPresent()
                && look.target(cluster, trunk, field).isEmpty()
                && cluster.knows(field.target().orElseThrow())) {
            lacks = field.label() + " " + name.value().get() + " of " + trunk + " of " + cluster.name()
                    + " is not there";
        } else if (name instanceof Setting.Invalid<String> invalid) {
            lacks = "The " + field.label() + " of " + trunk + " of " + cluster.name() + " is not valid: "
                    + invalid.rule();
        }
        if (!lacks.isEmpty()) {
            look.finding(trunk.toString(), lacks)
                    .evidence(cluster, trunk, field)
                    .remedy(cluster, ObjectKind.SIP_TRUNK, "Choose a " + field.label() + " that exists for " + trunk)
                    .add();
        }
    }

    private static void locked(ClusterSnapshot cluster, Look look) {
        for (ClusterObject trunk : emccTrunks(cluster, look)) {
            for (ObjectField<Boolean> box : LOCKED_BOXES) {
                if (look.get(cluster, trunk, box).value().orElse(false)) {
                    set(cluster, trunk, box, look);
                }
            }
            if (!look.get(cluster, trunk, SipTrunkFields.DESTINATIONS)
                    .value()
                    .orElse(List.of())
                    .isEmpty()) {
                set(cluster, trunk, SipTrunkFields.DESTINATIONS, look);
            }
        }
    }

    private static void set(ClusterSnapshot cluster, ClusterObject trunk, ObjectField<?> field, Look look) {
        look.finding(
                        trunk.toString() + ", " + field.label(),
                        field.label() + " is set on " + trunk + " of " + cluster.name()
                                + ", though an EMCC trunk keeps it blank")
                .evidence(cluster, trunk, field)
                .remedy(
                        cluster,
                        ObjectKind.SIP_TRUNK,
                        "Clear " + field.label() + " of " + trunk + ", or delete the trunk and create it again")
                .add();
    }
}
