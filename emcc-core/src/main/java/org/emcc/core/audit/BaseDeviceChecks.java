package org.emcc.core.audit;

import java.util.List;
import java.util.OptionalInt;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.BaseDeviceCapacity;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.snapshot.BaseDeviceFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.EmccTemplateFields;
import org.emcc.core.snapshot.ObjectKind;

/** EMCC base devices (emcc-behaviour 5.6, 5.7 and 7.2). */
final class BaseDeviceChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_BASE_01, BaseDeviceChecks::some),
            new Check.OfCluster(AuditRule.EMCC_BASE_02, BaseDeviceChecks::enough),
            new Check.OfCluster(AuditRule.EMCC_BASE_03, BaseDeviceChecks::capacity),
            new Check.OfCluster(AuditRule.EMCC_BASE_04, BaseDeviceChecks::namesFree),
            new Check.OfCluster(AuditRule.EMCC_BASE_05, BaseDeviceChecks::defaultTemplate),
            new Check.OfCluster(AuditRule.EMCC_BASE_06, BaseDeviceChecks::nonsecure));

    /** A device of another kind with such a name hinders the job that inserts base devices (emcc-behaviour 5.6). */
    private static final List<ObjectKind> IN_THE_WAY = List.of(
            ObjectKind.PHONE,
            ObjectKind.DEVICE_PROFILE,
            ObjectKind.REMOTE_DESTINATION_PROFILE,
            ObjectKind.EMCC_TEMPLATE);

    private static final String COUNT = "Number of EMCC Devices already in database";

    private BaseDeviceChecks() {}

    private static void some(ClusterSnapshot cluster, Look look) {
        if (look.all(cluster, ObjectKind.BASE_DEVICE).isEmpty() && cluster.knows(ObjectKind.BASE_DEVICE)) {
            look.finding("", cluster.name() + " has no EMCC base devices, so none of its users can log in abroad")
                    .evidence(cluster, "", COUNT, "0")
                    .remedy(
                            cluster,
                            ObjectKind.BASE_DEVICE,
                            "Insert as many EMCC devices as users are logged in abroad at the same time, and 5 % more")
                    .add();
        }
    }

    private static void enough(ClusterSnapshot cluster, Look look) {
        List<ClusterObject> all = look.all(cluster, ObjectKind.BASE_DEVICE);
        OptionalInt expected = look.surroundings().expectedLogins(cluster.name());
        if (expected.isEmpty()) {
            look.gap(
                    cluster.name() + " expected logins",
                    "nobody said how many users of " + cluster.name() + " are logged in abroad at the same time");
        }
        long used = all.stream()
                .filter(device ->
                        look.get(cluster, device, BaseDeviceFields.LOGIN_USER_ID) instanceof Setting.Valid<String>)
                .count();
        if (!look.isComplete()) {
            return;
        }
        long free = all.size() - used;
        long needed = (expected.getAsInt() * 105L + 99) / 100;
        if (free < needed) {
            look.finding(
                            "",
                            "Only " + free + " of " + all.size() + " EMCC base devices of " + cluster.name()
                                    + " are free, but " + expected.getAsInt() + " expected logins and 5 % need "
                                    + needed)
                    .evidence(cluster, "", COUNT, String.valueOf(all.size()))
                    .evidence(cluster, "", "EMCC base devices in use", String.valueOf(used))
                    .evidence(cluster, "", "Expected logins at the same time", String.valueOf(expected.getAsInt()))
                    .remedy(cluster, ObjectKind.BASE_DEVICE, "Insert " + (needed - free) + " more EMCC devices")
                    .add();
        }
    }

    private static void capacity(ClusterSnapshot cluster, Look look) {
        int phones = (int) look.all(cluster, ObjectKind.PHONE).stream()
                .filter(phone -> !isListedBaseDevice(cluster, phone))
                .count();
        int devices = look.all(cluster, ObjectKind.BASE_DEVICE).size();
        if (!BaseDeviceCapacity.fits(phones, devices)) {
            look.finding(
                            "",
                            phones + " phones and twice " + devices + " EMCC base devices of " + cluster.name()
                                    + " are " + (phones + 2L * devices) + ", more than "
                                    + BaseDeviceCapacity.MAX_PHONES)
                    .evidence(cluster, "", "Number of phones", String.valueOf(phones))
                    .evidence(cluster, "", COUNT, String.valueOf(devices))
                    .remedy(
                            cluster,
                            "Bulk Administration > EMCC > Delete EMCC",
                            phones <= BaseDeviceCapacity.MAX_PHONES
                                    ? "Delete EMCC devices until there are at most "
                                            + BaseDeviceCapacity.mostBeside(phones)
                                    : "Delete all EMCC devices, and have at most " + BaseDeviceCapacity.MAX_PHONES
                                            + " phones")
                    .add();
        }
    }

    /** A base device is a device too: where a list of phones holds it, it is no other object (inferred). */
    private static boolean isListedBaseDevice(ClusterSnapshot cluster, ClusterObject object) {
        return object.kind() == ObjectKind.PHONE
                && BaseDeviceName.isForm(object.name())
                && cluster.find(ObjectKind.BASE_DEVICE, object.name()).isPresent();
    }

    private static void namesFree(ClusterSnapshot cluster, Look look) {
        for (ObjectKind kind : IN_THE_WAY) {
            for (ClusterObject object : look.all(cluster, kind)) {
                if (BaseDeviceName.isForm(object.name()) && !isListedBaseDevice(cluster, object)) {
                    if (kind == ObjectKind.PHONE && !cluster.knows(ObjectKind.BASE_DEVICE)) {
                        look.all(cluster, ObjectKind.BASE_DEVICE);
                        continue;
                    }
                    look.finding(
                                    object.toString(),
                                    object + " of " + cluster.name()
                                            + " has the name of an EMCC base device, which is not inserted then")
                            .evidence(cluster, object.toString(), "Name", object.name())
                            .remedy(cluster, kind, "Rename " + object + " to a name that is not EMCC and a number")
                            .add();
                }
            }
        }
    }

    private static void defaultTemplate(ClusterSnapshot cluster, Look look) {
        List<ClusterObject> templates = look.all(cluster, ObjectKind.EMCC_TEMPLATE);
        boolean told = templates.stream()
                .anyMatch(template ->
                        template.get(EmccTemplateFields.IS_DEFAULT).value().orElse(false));
        if (told || !cluster.knows(ObjectKind.EMCC_TEMPLATE)) {
            return;
        }
        // Each is asked, so that the gap counts all of which it is unknown.
        templates.forEach(template -> look.get(cluster, template, EmccTemplateFields.IS_DEFAULT));
        if (look.isComplete()) {
            look.finding("", cluster.name() + " has no default EMCC template")
                    .evidence(
                            cluster,
                            "",
                            "EMCC templates",
                            templates.isEmpty()
                                    ? "none"
                                    : String.join(
                                            ", ",
                                            templates.stream()
                                                    .map(ClusterObject::name)
                                                    .toList()))
                    .remedy(
                            cluster,
                            "Bulk Administration > EMCC > Insert/Update EMCC",
                            "Choose a default EMCC template in Update EMCC Devices, and run the job")
                    .add();
        }
    }

    private static void nonsecure(ClusterSnapshot cluster, Look look) {
        for (ClusterObject device : look.all(cluster, ObjectKind.BASE_DEVICE)) {
            Setting<Boolean> said = device.get(BaseDeviceFields.NONSECURE);
            boolean secure = said instanceof Setting.Valid<Boolean> valid
                    ? !valid.setting()
                    : SecurityModes.isSecure(look, cluster, device, BaseDeviceFields.SECURITY_PROFILE_NAME);
            if (secure) {
                look.finding(
                                device.toString(),
                                device + " of " + cluster.name() + " has a security profile that is not nonsecure")
                        .evidence(cluster, device, BaseDeviceFields.SECURITY_PROFILE_NAME)
                        .evidence(cluster, device, BaseDeviceFields.NONSECURE)
                        .remedy(
                                cluster,
                                ObjectKind.BASE_DEVICE,
                                "Give " + device.name() + " a nonsecure Device Security Profile")
                        .add();
            }
        }
    }
}
