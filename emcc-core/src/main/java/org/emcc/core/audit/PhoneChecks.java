package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.snapshot.CallManagerGroupFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.CommonDeviceConfigurationFields;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.DeviceProfileFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.OrderedName;
import org.emcc.core.snapshot.PhoneFields;

/** Phones that may be lent to visitors: those with Extension Mobility enabled (emcc-behaviour 2.9, 7.2 and 9). */
final class PhoneChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_PH_01, PhoneChecks::enabled),
            new Check.OfCluster(AuditRule.EMCC_PH_02, PhoneChecks::models),
            new Check.OfCluster(AuditRule.EMCC_PH_03, PhoneChecks::addressing),
            new Check.OfSeveral(AuditRule.EMCC_PH_04, PhoneChecks::oneCluster),
            new Check.OfCluster(AuditRule.EMCC_PH_05, PhoneChecks::subscribed),
            new Check.OfCluster(AuditRule.EMCC_PH_06, PhoneChecks::trustVerification));

    /** Port of the trust verification service (emcc-behaviour 2.9). */
    private static final int TVS_PORT = 2445;

    private PhoneChecks() {}

    /** The phones that may be lent; those of which it is unknown are a gap. */
    static List<ClusterObject> lent(ClusterSnapshot cluster, Look look) {
        return look.all(cluster, ObjectKind.PHONE).stream()
                .filter(phone -> look.isSurelyTicked(cluster, phone, PhoneFields.ENABLE_EXTENSION_MOBILITY))
                .toList();
    }

    /** Who subscribed a phone to the service meant it to be used. An enterprise subscription says nothing of a single phone. */
    private static void enabled(ClusterSnapshot cluster, Look look) {
        EmServices services = EmServices.of(look, cluster);
        for (ClusterObject phone : look.all(cluster, ObjectKind.PHONE)) {
            if (!look.isTicked(cluster, phone, PhoneFields.ENABLE_EXTENSION_MOBILITY)
                    && !(look.get(cluster, phone, PhoneFields.SERVICES) instanceof Setting.Unknown)
                    && services.isSubscribed(look, cluster, phone, PhoneFields.SERVICES)) {
                look.finding(
                                phone.toString(),
                                phone + " of " + cluster.name()
                                        + " is subscribed to Extension Mobility, but does not have it enabled")
                        .evidence(cluster, phone, PhoneFields.ENABLE_EXTENSION_MOBILITY)
                        .evidence(cluster, phone, PhoneFields.SERVICES)
                        .remedy(
                                cluster,
                                ObjectKind.PHONE,
                                "Tick Enable Extension Mobility of " + phone.name() + ", save and apply")
                        .add();
            }
        }
    }

    private static void models(ClusterSnapshot cluster, Look look) {
        for (ClusterObject phone : lent(cluster, look)) {
            if (look.get(cluster, phone, PhoneFields.MODEL) instanceof Setting.Unknown) {
                continue;
            }
            String model = phone.text(PhoneFields.MODEL);
            Optional<Boolean> supported = supports(look, model);
            if (supported.isEmpty()) {
                look.gap("model " + model, "nobody said whether the model \"" + model + "\" supports EMCC");
            } else if (!supported.get()) {
                look.finding(
                                phone.toString(),
                                phone + " of " + cluster.name() + " is a " + model + ", which does not support EMCC")
                        .evidence(cluster, phone, PhoneFields.MODEL)
                        .remedy(cluster, ObjectKind.PHONE, "Have another phone in the place of " + phone.name())
                        .add();
            }
        }
    }

    /** Of one model it is documented that it is not supported (emcc-behaviour 9, row 11). */
    private static Optional<Boolean> supports(Look look, String model) {
        return model.equalsIgnoreCase("Cisco IP Communicator")
                ? Optional.of(false)
                : look.surroundings().supportsEmcc(model);
    }

    private static void addressing(ClusterSnapshot cluster, Look look) {
        for (ClusterObject phone : lent(cluster, look)) {
            // Without a common device configuration the product's default holds: both (em-api-and-axl 4.7).
            look.target(cluster, phone, PhoneFields.COMMON_DEVICE_CONFIG_NAME)
                    .filter(configuration -> !supportsEmcc(cluster, look, configuration))
                    .ifPresent(configuration -> look.finding(
                                    phone.toString(),
                                    phone + " of " + cluster.name() + " speaks IPv6 only, which EMCC does not support")
                            .evidence(cluster, phone, PhoneFields.COMMON_DEVICE_CONFIG_NAME)
                            .evidence(cluster, configuration, CommonDeviceConfigurationFields.IP_ADDRESSING_MODE)
                            .remedy(
                                    cluster,
                                    ObjectKind.COMMON_DEVICE_CONFIGURATION,
                                    "Set IP Addressing Mode of " + configuration.name()
                                            + " to IPv4 Only or IPv4 and IPv6")
                            .add());
        }
    }

    private static boolean supportsEmcc(ClusterSnapshot cluster, Look look, ClusterObject configuration) {
        Setting<String> mode = look.get(cluster, configuration, CommonDeviceConfigurationFields.IP_ADDRESSING_MODE);
        Optional<IpAddressingMode> known = mode.value().flatMap(IpAddressingMode::byLabel);
        if (known.isEmpty() && mode.value().isPresent()) {
            look.gap(
                    cluster.name() + " mode of " + configuration.name(),
                    "IP Addressing Mode of " + configuration + " of " + cluster.name() + " is none that is known");
        }
        return known.map(IpAddressingMode::supportsEmcc).orElse(true);
    }

    /** A phone, and the place of its cluster in the group. */
    private record Twin(int place, ClusterSnapshot cluster, ClusterObject phone) {}

    /** Base devices have the same names everywhere, and a phone that nobody may borrow does not meet its namesake. */
    private static void oneCluster(List<ClusterSnapshot> all, Look look) {
        Map<String, Twin> first = new HashMap<>();
        Map<String, List<Twin>> several = new LinkedHashMap<>();
        for (int place = 0; place < all.size(); place++) {
            ClusterSnapshot cluster = all.get(place);
            for (ClusterObject phone : look.all(cluster, ObjectKind.PHONE)) {
                String key = phone.name().toUpperCase(Locale.ROOT);
                Twin twin = new Twin(place, cluster, phone);
                Twin earlier = first.putIfAbsent(key, twin);
                if (earlier != null && earlier.place() != place && !BaseDeviceName.isForm(key)) {
                    several.computeIfAbsent(key, any -> new ArrayList<>(List.of(earlier)))
                            .add(twin);
                }
            }
        }
        several.values().stream()
                .filter(twins -> twins.stream().anyMatch(twin -> mayBeLent(twin, look)))
                .forEach(twins -> twice(twins, look));
    }

    private static boolean mayBeLent(Twin twin, Look look) {
        return look.isTicked(twin.cluster(), twin.phone(), PhoneFields.ENABLE_EXTENSION_MOBILITY)
                && twin.phone().knows(PhoneFields.ENABLE_EXTENSION_MOBILITY);
    }

    private static void twice(List<Twin> twins, Look look) {
        List<String> names = twins.stream().map(twin -> twin.cluster().name()).toList();
        Twin last = twins.get(twins.size() - 1);
        Look.Told told = look.finding(
                        "phone " + last.phone().name(),
                        "phone " + last.phone().name() + " is configured in " + String.join(" and in ", names))
                .about(twins.stream().map(Twin::cluster).toArray(ClusterSnapshot[]::new))
                .remedy(
                        last.cluster(),
                        ObjectKind.PHONE,
                        "Delete " + last.phone().name() + " here, or else in the other cluster, wherever it does not"
                                + " belong; and turn auto-registration off");
        twins.forEach(twin -> told.evidence(twin.cluster(), twin.phone(), PhoneFields.NAME));
        told.add();
    }

    private static void subscribed(ClusterSnapshot cluster, Look look) {
        EmServices services = EmServices.of(look, cluster);
        if (services.isForAll() || !cluster.knows(ObjectKind.PHONE_SERVICE)) {
            return;
        }
        lent(cluster, look).forEach(phone -> unsubscribed(cluster, look, services, phone, PhoneFields.SERVICES));
        look.all(cluster, ObjectKind.DEVICE_PROFILE)
                .forEach(profile -> unsubscribed(cluster, look, services, profile, DeviceProfileFields.SERVICES));
    }

    private static void unsubscribed(
            ClusterSnapshot cluster,
            Look look,
            EmServices services,
            ClusterObject device,
            ObjectField<List<String>> subscriptions) {
        if (!services.isSubscribed(look, cluster, device, subscriptions)) {
            look.finding(
                            device.toString(),
                            device + " of " + cluster.name() + " is not subscribed to the Extension Mobility service")
                    .evidence(cluster, device, subscriptions)
                    .remedy(
                            cluster,
                            device.kind(),
                            "Subscribe " + device.name() + " to the Extension Mobility service, under"
                                    + " Subscribe/Unsubscribe Services")
                    .add();
        }
    }

    private static void trustVerification(ClusterSnapshot cluster, Look look) {
        Set<String> pools = new LinkedHashSet<>();
        for (ClusterObject phone : lent(cluster, look)) {
            look.get(cluster, phone, PhoneFields.DEVICE_POOL_NAME).value().ifPresent(pools::add);
        }
        Set<String> nodes = new LinkedHashSet<>();
        for (String pool : pools) {
            look.named(cluster, ObjectKind.DEVICE_POOL, pool)
                    .flatMap(found -> look.target(cluster, found, DevicePoolFields.CALL_MANAGER_GROUP_NAME))
                    .flatMap(group -> look.get(cluster, group, CallManagerGroupFields.MEMBERS)
                            .value())
                    .ifPresent(
                            members -> members.stream().map(OrderedName::name).forEach(nodes::add));
        }
        nodes.forEach(node -> reached(cluster, look, node));
    }

    private static void reached(ClusterSnapshot cluster, Look look, String node) {
        ServiceAddress address;
        try {
            address = ServiceAddress.of(node);
        } catch (IllegalArgumentException e) {
            look.gap(cluster.name() + " node " + node, "node " + node + " of " + cluster.name() + " is no address");
            return;
        }
        Probe.Answer answer = look.surroundings().probe().reaches(cluster.name(), address, TVS_PORT);
        if (answer instanceof Probe.Answer.NotTried open) {
            look.gap(cluster.name() + " TVS", "port " + TVS_PORT + " of " + node + ": " + open.why());
        } else if (answer instanceof Probe.Answer.No no) {
            look.finding(
                            "node " + node,
                            "The trust verification service on node " + node + " of " + cluster.name()
                                    + " is not reached on port " + TVS_PORT + ": " + no.why())
                    .evidence(cluster, "server " + node, "TCP port " + TVS_PORT, no.why())
                    .remedy(
                            cluster,
                            "Cisco Unified Serviceability > Tools > Control Center - Network Services",
                            "Open TCP port " + TVS_PORT + " of " + node
                                    + " to the phones, and restart Cisco Trust Verification Service there")
                    .add();
        }
    }
}
