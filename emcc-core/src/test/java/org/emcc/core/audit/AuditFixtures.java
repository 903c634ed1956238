package org.emcc.core.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;

/** Two clusters that work together, with all facts known (emcc-behaviour 12.5), and ways to break one thing of them. */
final class AuditFixtures {
    /** When the audits of the tests are made. */
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** Answers that all is well. */
    static final Probe WELL = probe(new Probe.Answer.Yes());

    private AuditFixtures() {}

    // ----- the two clusters

    static ClusterSnapshot newYork() {
        return cluster(new Place("NYC", "10.1.0", "US", "911"), List.of(new Place("LON", "10.2.0", "GB", "999")));
    }

    static ClusterSnapshot london() {
        return cluster(new Place("LON", "10.2.0", "GB", "999"), List.of(new Place("NYC", "10.1.0", "US", "911")));
    }

    /** A cluster of a group: its ID, the first three numbers of its addresses, its country, and the emergency number there. */
    record Place(String id, String net, String country, String emergency) {
        String publisher() {
            return net + ".10";
        }

        String subscriber() {
            return net + ".11";
        }
    }

    /** A cluster that knows the others of a group. */
    static ClusterSnapshot cluster(Place at, List<Place> others) {
        ClusterSnapshot.Builder builder = ClusterSnapshot.builder("cluster " + at.id())
                .release(Release.parse("12.5"))
                .enterpriseParameters(enterprise(at))
                .featureParameters(features(at))
                .serviceParameters(ServiceParameters.builder()
                        .read("Multiple Login Behavior", "Multiple Logins Allowed")
                        .build());
        for (ObjectKind kind : ObjectKind.values()) {
            builder.objects(kind, List.of());
        }
        platform(builder, at);
        pools(builder, at, others);
        calls(builder, at, others);
        others.forEach(other -> remote(builder, other));
        people(builder, at);
        emcc(builder);
        certificates(builder, at, others);
        return builder.build();
    }

    private static EnterpriseParameters enterprise(Place at) {
        return EnterpriseParameters.read(Map.of(
                "Cluster ID", at.id(),
                "Cluster Security Mode", "0",
                "Default Geolocation", "Unspecified",
                "Prepare Cluster for Rollback to pre 8.0", "False"));
    }

    private static FeatureParameters features(Place at) {
        return FeatureParameters.builder()
                .read("Default TFTP Server for EMCC Login Device", at.publisher())
                .read("Backup TFTP Server for EMCC Login Device", at.subscriber())
                .read("Default Server For Remote Cluster Update", at.publisher())
                .read("Backup Server for Remote Cluster Update", at.subscriber())
                .read("EMCC Geolocation Filter", "filter-country")
                .build();
    }

    private static void platform(ClusterSnapshot.Builder builder, Place at) {
        builder.add(
                object(ObjectKind.NODE, "name", at.publisher(), "publisher", "true", "autoRegistration", "false"),
                object(ObjectKind.NODE, "name", at.subscriber(), "publisher", "false", "autoRegistration", "false"));
        for (String service : List.of(
                "Cisco CallManager",
                "Cisco Tftp",
                "Cisco Extension Mobility",
                "Cisco Trust Verification Service",
                "Cisco User Data Services")) {
            active(builder, service, at.publisher());
            active(builder, service, at.subscriber());
        }
        active(builder, "Cisco Bulk Provisioning Service", at.publisher());
        builder.add(
                object(
                        ObjectKind.PHONE_SERVICE,
                        "serviceName",
                        "Extension Mobility",
                        "serviceUrl",
                        "http://" + at.publisher() + ":8080" + EM_PATH,
                        "secureServiceUrl",
                        "https://" + at.publisher() + ":8443" + EM_PATH,
                        "serviceCategory",
                        "XML Service",
                        "serviceType",
                        "Standard IP Phone Service",
                        "enabled",
                        "true",
                        "enterpriseSubscription",
                        "false"),
                object(
                        ObjectKind.CALL_MANAGER_GROUP,
                        "name",
                        "cmg",
                        "members",
                        "1;" + at.subscriber() + "\n2;" + at.publisher()),
                object(ObjectKind.DATE_TIME_GROUP, "name", "dtg", "timeZone", "Etc/UTC"),
                object(ObjectKind.REGION, "name", "region"),
                object(ObjectKind.SRST, "name", "Disable"));
    }

    private static final String EM_PATH = "/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#";

    private static void active(ClusterSnapshot.Builder builder, String service, String node) {
        builder.add(
                object(ObjectKind.SERVICE_ACTIVATION, "service", service, "processNodeName", node, "isActive", "true"));
    }

    private static void pools(ClusterSnapshot.Builder builder, Place at, List<Place> others) {
        List<String> filter = new ArrayList<>(List.of("name", "filter-country"));
        ObjectKind.GEOLOCATION_FILTER.fields().stream()
                .map(ObjectField::name)
                .filter(name -> name.startsWith("use"))
                .forEach(name -> filter.addAll(List.of(name, String.valueOf(name.equals("useCountry")))));
        builder.add(
                object(ObjectKind.GEOLOCATION_FILTER, filter.toArray(String[]::new)),
                object(ObjectKind.GEOLOCATION, "name", "geo-" + at.id(), "country", at.country()),
                pool("Default", "", ""),
                pool("dp-" + at.id(), "geo-" + at.id(), ""));
        for (Place other : others) {
            builder.add(
                    object(ObjectKind.GEOLOCATION, "name", "geo-" + other.id(), "country", other.country()),
                    pool("rdp-" + other.id(), "geo-" + other.id(), "css-emergency-" + other.id()));
        }
    }

    private static ClusterObject pool(String name, String geolocation, String adjunct) {
        return object(
                ObjectKind.DEVICE_POOL,
                "name",
                name,
                "callManagerGroupName",
                "cmg",
                "dateTimeSettingName",
                "dtg",
                "regionName",
                "region",
                "srstName",
                "Disable",
                "geoLocationName",
                geolocation,
                "adjunctCallingSearchSpace",
                adjunct);
    }

    private static void calls(ClusterSnapshot.Builder builder, Place at, List<Place> others) {
        builder.add(
                object(ObjectKind.PARTITION, "name", "pt-national"),
                pattern("9.@", "pt-national", false, ""),
                css("css-national", "pt-national"),
                object(ObjectKind.PARTITION, "name", "pt-own-emergency"),
                pattern("9." + at.emergency(), "pt-own-emergency", false, ""),
                css("css-inbound", "pt-own-emergency"),
                object(ObjectKind.SIP_PROFILE, "name", "Standard SIP Profile"),
                object(
                        ObjectKind.SIP_TRUNK_SECURITY_PROFILE,
                        "name",
                        "Non Secure SIP Trunk Profile",
                        "securityMode",
                        "Non Secure",
                        "incomingTransport",
                        "TCP+UDP",
                        "outgoingTransport",
                        "TCP",
                        "incomingPort",
                        "5060"),
                object(
                        ObjectKind.SIP_TRUNK,
                        "name",
                        "emcc-trunk",
                        "callingSearchSpaceName",
                        "css-inbound",
                        "devicePoolName",
                        "Default",
                        "securityProfileName",
                        "Non Secure SIP Trunk Profile",
                        "sipProfileName",
                        "Standard SIP Profile",
                        "sendGeoLocation",
                        "true",
                        "sipTrunkType",
                        "Extension Mobility Cross Cluster",
                        "mtpRequired",
                        "false",
                        "unattendedPort",
                        "false",
                        "destAddrIsSrv",
                        "false"));
        for (Place other : others) {
            builder.add(
                    object(ObjectKind.PARTITION, "name", "pt-emergency-" + other.id()),
                    pattern(other.emergency(), "pt-emergency-" + other.id(), true, other.country()),
                    css("css-emergency-" + other.id(), "pt-emergency-" + other.id()));
        }
    }

    private static ClusterObject css(String name, String partition) {
        return object(ObjectKind.CALLING_SEARCH_SPACE, "name", name, "members", "1;" + partition, "clause", partition);
    }

    /** A route pattern; an emergency one goes by the standard local route group. */
    private static ClusterObject pattern(String digits, String partition, boolean emergency, String country) {
        return object(
                ObjectKind.ROUTE_PATTERN,
                "pattern",
                digits,
                "routePartitionName",
                partition,
                "emergency",
                String.valueOf(emergency),
                "country",
                country,
                "standardLocalRouteGroup",
                String.valueOf(emergency));
    }

    private static void remote(ClusterSnapshot.Builder builder, Place other) {
        List<String> texts = new ArrayList<>(List.of(
                "clusterId",
                other.id(),
                "fullyQualifiedName",
                "cucm-" + other.id() + ".example.com",
                "version",
                "12.5.1",
                "tftpEnabled",
                "false",
                "tftpRemoteActivated",
                "False",
                "lbmEnabled",
                "false",
                "lbmRemoteActivated",
                "False",
                "udsEnabled",
                "true",
                "udsRemoteActivated",
                "Not Applicable"));
        for (String service : List.of("emcc", "pstnAccess", "rsvpAgent")) {
            texts.addAll(List.of(
                    service + "Enabled",
                    "true",
                    service + "RemoteActivated",
                    "True",
                    service + "Addresses",
                    other.publisher() + "\n" + other.subscriber()));
        }
        builder.add(object(ObjectKind.REMOTE_CLUSTER, texts.toArray(String[]::new)));
    }

    private static void people(ClusterSnapshot.Builder builder, Place at) {
        String user = at.id().equals("NYC") ? "alice" : at.id().equals("LON") ? "bob" : "user-" + at.id();
        builder.add(
                object(
                        ObjectKind.PHONE_SECURITY_PROFILE,
                        "name",
                        "Cisco 8845 - Standard SIP Non-Secure Profile",
                        "phoneType",
                        "Cisco 8845",
                        "protocol",
                        "SIP",
                        "deviceSecurityMode",
                        "Non Secure",
                        "tftpEncryptedConfig",
                        "false"),
                object(ObjectKind.COMMON_PHONE_PROFILE, "name", "common-profile", "videoCapability", "true"),
                object(
                        ObjectKind.COMMON_DEVICE_CONFIGURATION,
                        "name",
                        "common-device",
                        "ipAddressingMode",
                        "IPv4 Only"),
                object(ObjectKind.LINE, "pattern", "2001", "routePartitionName", "pt-national", "usage", "Device"),
                object(
                        ObjectKind.DEVICE_PROFILE,
                        "name",
                        "udp-" + user,
                        "product",
                        "Cisco 8845",
                        "model",
                        "Cisco 8845",
                        "protocol",
                        "SIP",
                        "lines",
                        "1;2001;pt-national;" + user,
                        "services",
                        "Extension Mobility",
                        "emccCallingSearchSpace",
                        "css-national"),
                object(
                        ObjectKind.USER,
                        "userid",
                        user,
                        "enableEmcc",
                        "true",
                        "homeCluster",
                        "true",
                        "phoneProfiles",
                        "udp-" + user,
                        "ctiControlledDeviceProfiles",
                        "udp-" + user,
                        "defaultProfile",
                        "udp-" + user,
                        "primaryExtension",
                        "2001",
                        "primaryExtensionPartition",
                        "pt-national",
                        "pinMustChange",
                        "false",
                        "pinLocked",
                        "false"),
                phone(phoneOf(at), at));
    }

    /** The first phone of a cluster. */
    static String phoneOf(Place at) {
        return at.id().equals("NYC")
                ? "SEP0011AABBCC01"
                : at.id().equals("LON")
                        ? "SEP0011AABBCCDD"
                        : "SEP" + (0x100000000000L + (at.net().hashCode() & 0xFFFFFFF));
    }

    /** A phone of a cluster that may be lent. */
    static ClusterObject phone(String name, Place at) {
        return object(
                ObjectKind.PHONE,
                "name",
                name,
                "product",
                "Cisco 8845",
                "model",
                "Cisco 8845",
                "protocol",
                "SIP",
                "devicePoolName",
                "dp-" + at.id(),
                "callingSearchSpaceName",
                "css-national",
                "commonDeviceConfigName",
                "common-device",
                "commonPhoneConfigName",
                "common-profile",
                "securityProfileName",
                "Cisco 8845 - Standard SIP Non-Secure Profile",
                "sipProfileName",
                "Standard SIP Profile",
                "enableExtensionMobility",
                "true",
                "lines",
                "1;2002;pt-national;lobby",
                "services",
                "Extension Mobility");
    }

    private static void emcc(ClusterSnapshot.Builder builder) {
        builder.add(
                object(
                        ObjectKind.EMCC_TEMPLATE,
                        "name",
                        "emcc-template",
                        "description",
                        "visitors",
                        "devicePoolName",
                        "Default",
                        "sipProfileName",
                        "Standard SIP Profile",
                        "commonDeviceConfigName",
                        "common-device",
                        "commonPhoneConfigName",
                        "common-profile",
                        "isDefault",
                        "true"),
                service("EMCC", true, ""),
                service("PSTN Access", true, "emcc-trunk"),
                service("RSVP Agent", true, "emcc-trunk"),
                service("TFTP", false, ""),
                service("LBM", false, ""),
                service("UDS", true, ""));
        builder.objects(
                ObjectKind.BASE_DEVICE,
                IntStream.rangeClosed(1, 20)
                        .mapToObj(
                                number -> object(ObjectKind.BASE_DEVICE, "name", "EMCC" + number, "nonsecure", "true"))
                        .toList());
    }

    private static ClusterObject service(String name, boolean active, String trunk) {
        return object(
                ObjectKind.INTERCLUSTER_SERVICE,
                "interClusterService",
                name,
                "isActivated",
                String.valueOf(active),
                "sipTrunkName",
                trunk);
    }

    /** Which store of the others takes which certificate. */
    private static final List<List<String>> TRUSTED = List.of(
            List.of("tomcat-trust", "tomcat"),
            List.of("CallManager-trust", "CallManager"),
            List.of("Phone-SAST-trust", "CallManager"),
            List.of("Phone-SAST-trust", "ITLRecovery"),
            List.of("Phone-SAST-trust", "TVS"),
            List.of("CallManager-trust", "CAPF"));

    /** Own certificates on the publisher, and those of the others in the trust stores that they belong in (emcc-behaviour 8.4). */
    private static void certificates(ClusterSnapshot.Builder builder, Place at, List<Place> others) {
        List<ClusterObject> all = new ArrayList<>();
        for (String own : List.of("tomcat", "CallManager", "CAPF", "TVS", "ITLRecovery")) {
            all.add(certificate(at, own, own, at.publisher()));
            all.add(certificate(at, own, own, at.subscriber()));
        }
        for (Place other : others) {
            for (String node : List.of(other.publisher(), other.subscriber())) {
                for (List<String> each : TRUSTED) {
                    all.add(certificate(at, each.get(0), each.get(1), node));
                }
            }
        }
        builder.objects(ObjectKind.CERTIFICATE, all);
        builder.add(object(
                ObjectKind.CONSOLIDATION,
                "sftpServer",
                "10.9.0.1",
                "sftpDirectory",
                "/emcc",
                "exported",
                "2026-01-10T12:00:00Z",
                "consolidated",
                at.id().equals("NYC") ? "2026-01-10T13:00:00Z" : "",
                "imported",
                "2026-01-10T14:00:00Z"));
    }

    /** A certificate of a purpose and a node, in a store of the publisher, or in its own store. */
    static ClusterObject certificate(Place at, String store, String purpose, String owner) {
        String subject = "CN=" + purpose + "-" + owner;
        return object(
                ObjectKind.CERTIFICATE,
                "node",
                store.endsWith("-trust") ? at.publisher() : owner,
                "store",
                store,
                "subject",
                subject,
                "issuer",
                subject,
                "serialNumber",
                Integer.toHexString(subject.hashCode()),
                "sha256",
                "0".repeat(56) + Integer.toHexString(0x80000000 | subject.hashCode()),
                "notBefore",
                "2026-01-01T00:00:00Z",
                "notAfter",
                "2031-01-01T00:00:00Z");
    }

    // ----- objects

    /** An object with all fields known: those that are not named are not set. Several texts of a field are parted by line ends. */
    static ClusterObject object(ObjectKind kind, String... namesAndTexts) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        ClusterObject.Builder builder = ClusterObject.builder(kind);
        for (ObjectField<?> field : kind.fields()) {
            String text = texts.remove(field.name());
            builder.read(field, text == null ? List.of() : List.of(text.split("\n", -1)));
        }
        if (!texts.isEmpty()) {
            throw new IllegalArgumentException("fields must be those of a " + kind.label() + ", but are " + texts);
        }
        return builder.build();
    }

    // ----- faults

    /** A cluster with one field of one object read as another text; empty is not set. */
    static ClusterSnapshot with(
            ClusterSnapshot cluster, ObjectKind kind, String name, ObjectField<?> field, String text) {
        return change(cluster, kind, name, object -> object.read(field, List.of(text.split("\n", -1))));
    }

    /** A cluster of which one field of one object is unknown. */
    static <T> ClusterSnapshot unknown(ClusterSnapshot cluster, ObjectKind kind, String name, ObjectField<T> field) {
        return change(cluster, kind, name, object -> object.setting(field, Setting.unknown()));
    }

    /** A cluster of which a kind of objects is unknown. */
    static ClusterSnapshot unknown(ClusterSnapshot cluster, ObjectKind kind) {
        return cluster.toBuilder().unknown(kind).build();
    }

    /** A cluster of which an object is another; there must be one of the name. */
    static ClusterSnapshot change(
            ClusterSnapshot cluster, ObjectKind kind, String name, UnaryOperator<ClusterObject.Builder> change) {
        if (cluster.find(kind, name).isEmpty()) {
            throw new IllegalArgumentException("there must be a " + kind.label() + " " + name + " in " + cluster);
        }
        List<ClusterObject> changed = cluster.all(kind).stream()
                .map(object -> object.name().equals(name)
                        ? change.apply(object.toBuilder()).build()
                        : object)
                .toList();
        return cluster.toBuilder().objects(kind, changed).build();
    }

    /** A cluster with one object more. */
    static ClusterSnapshot plus(ClusterSnapshot cluster, ClusterObject... more) {
        return cluster.toBuilder().add(more).build();
    }

    /** A cluster with one object less; there must be one of the name. */
    static ClusterSnapshot without(ClusterSnapshot cluster, ObjectKind kind, String name) {
        if (cluster.find(kind, name).isEmpty()) {
            throw new IllegalArgumentException("there must be a " + kind.label() + " " + name + " in " + cluster);
        }
        return cluster.toBuilder()
                .objects(
                        kind,
                        cluster.all(kind).stream()
                                .filter(object -> !object.name().equals(name))
                                .toList())
                .build();
    }

    /** A cluster with a parameter set to something else. */
    static <T> ClusterSnapshot parameter(ClusterSnapshot cluster, Parameter<T> parameter, Setting<T> setting) {
        if (FeatureParameters.all().contains(parameter)) {
            return cluster.toBuilder()
                    .featureParameters(cluster.featureParameters().toBuilder()
                            .set(parameter, setting)
                            .build())
                    .build();
        }
        if (ServiceParameters.all().contains(parameter)) {
            return cluster.toBuilder()
                    .serviceParameters(cluster.serviceParameters().toBuilder()
                            .set(parameter, setting)
                            .build())
                    .build();
        }
        return cluster.toBuilder()
                .enterpriseParameters(cluster.enterpriseParameters().toBuilder()
                        .set(parameter, setting)
                        .build())
                .build();
    }

    /** A cluster with a parameter read as a text. */
    static <T> ClusterSnapshot parameter(ClusterSnapshot cluster, Parameter<T> parameter, String text) {
        return parameter(cluster, parameter, parameter.read(text));
    }

    // ----- audits

    /** An audit of clusters with a probe to which all is well. */
    static AuditReport audit(ClusterSnapshot... clusters) {
        return audit(WELL, clusters);
    }

    static AuditReport audit(Probe probe, ClusterSnapshot... clusters) {
        Audit.Builder builder = Audit.builder(Clock.fixed(NOW, ZoneOffset.UTC))
                .probe(probe)
                .model(new PhoneModel("Cisco 8845", 36216, true));
        for (ClusterSnapshot cluster : clusters) {
            builder.cluster(cluster).expectedLogins(cluster.name(), 10);
        }
        return builder.build().run();
    }

    /** A probe with one answer to everything. */
    static Probe probe(Probe.Answer answer) {
        return new Probe() {
            @Override
            public Answer resolves(String cluster, ServiceAddress host) {
                return answer;
            }

            @Override
            public Answer reaches(String cluster, ServiceAddress host, int port) {
                return answer;
            }
        };
    }
}
