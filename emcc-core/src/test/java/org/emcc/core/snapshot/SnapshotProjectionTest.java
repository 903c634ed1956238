package org.emcc.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotProjectionTest {
    private static final String PHONE = "SEP00AA11BB22C1";

    /** A cluster with one device pool and a phone in it. */
    private static ClusterSnapshot.Builder good() {
        return ClusterSnapshot.builder("x")
                .release(Release.parse("12.5"))
                .enterpriseParameters(EnterpriseParameters.read(Map.of("Cluster ID", "NYC")))
                .add(
                        object(ObjectKind.CALL_MANAGER_GROUP, "name", "cmg").toBuilder()
                                .read(CallManagerGroupFields.MEMBERS, List.of("2;cm-b", "1;cm-a"))
                                .build(),
                        object(
                                ObjectKind.DATE_TIME_GROUP,
                                "name",
                                "dtg",
                                "timeZone",
                                "Europe/London",
                                "dateFormat",
                                "D/M/Y",
                                "timeFormat",
                                "12-hour"),
                        object(
                                ObjectKind.DEVICE_POOL,
                                "name",
                                "dp",
                                "callManagerGroupName",
                                "CMG",
                                "dateTimeSettingName",
                                "dtg"))
                .add(phone().build());
    }

    private static ClusterObject.Builder phone() {
        return object(
                ObjectKind.PHONE,
                "name",
                PHONE,
                "model",
                "Cisco 8851",
                "protocol",
                "SIP",
                "devicePoolName",
                "DP",
                "enableExtensionMobility",
                "true")
                .toBuilder();
    }

    private static ClusterObject object(ObjectKind kind, String... fields) {
        ClusterObject.Builder builder = ClusterObject.builder(kind);
        for (int i = 0; i < fields.length; i += 2) {
            builder.read(kind.field(fields[i]).orElseThrow(), fields[i + 1]);
        }
        return builder.build();
    }

    private static SnapshotProjection.Projected projected(ClusterSnapshot.Builder snapshot) {
        return (SnapshotProjection.Projected) snapshot.build().toConfiguration();
    }

    private static Phone onlyPhone(ClusterSnapshot.Builder snapshot) {
        return projected(snapshot).configuration().phones().get(DeviceName.of(PHONE));
    }

    private static ClusterSnapshot.Builder withPhone(ClusterObject.Builder phone) {
        return good().objects(ObjectKind.PHONE, List.of(phone.build()));
    }

    private static List<String> omissions(ClusterSnapshot.Builder snapshot) {
        return projected(snapshot).omissions().stream().map(Omission::toString).toList();
    }

    @Test
    void namesAreFoundWithoutRegardToCase() {
        ClusterConfiguration configuration = projected(good()).configuration();
        assertThat(configuration.settings().devicePools()).singleElement().satisfies(pool -> {
            assertThat(pool.callManagerGroup().members())
                    .containsExactly(ServiceAddress.of("cm-a"), ServiceAddress.of("cm-b"));
            assertThat(pool.dateTimeGroup())
                    .isEqualTo(new DateTimeGroup("dtg", "D/M/Ya", "Europe/London", "Europe/London"));
        });
        assertThat(onlyPhone(good()).devicePool().value()).isEqualTo("dp");
        assertThat(onlyPhone(good()).model()).isEqualTo(new PhoneModel("Cisco 8851", 0, true));
        assertThat(onlyPhone(good()).extensionMobilityEnabled()).isTrue();
    }

    @Test
    void withoutAClusterIdOrAReleaseThereIsNone() {
        SnapshotProjection nothing = ClusterSnapshot.builder("x").build().toConfiguration();
        assertThat(((SnapshotProjection.Refused) nothing).reasons())
                .extracting(Omission::toString)
                .containsExactly(
                        "cluster x, Cluster ID: unknown, but every configuration has one",
                        "cluster x, Release: unknown, but every configuration has one");
        SnapshotProjection wrong = good().release(new Setting.Invalid<>("new", "release must be numbers"))
                .build()
                .toConfiguration();
        assertThat(((SnapshotProjection.Refused) wrong).reasons())
                .extracting(Omission::toString)
                .containsExactly("cluster NYC, Release: it is \"new\", but must be valid: release must be numbers");
    }

    @Test
    void aPhoneWithoutAPoolOrProtocolIsLeftOut() {
        ClusterSnapshot.Builder noPool = withPhone(phone().read(PhoneFields.DEVICE_POOL_NAME, "dp-9"));
        assertThat(projected(noPool).configuration().phones()).isEmpty();
        assertThat(omissions(noPool))
                .contains(
                        "phone " + PHONE + ", Device Pool: it is \"dp-9\", which is not there; the phone is left out");
        ClusterSnapshot.Builder noProtocol = withPhone(phone().read(PhoneFields.PROTOCOL, "H.323"));
        assertThat(projected(noProtocol).configuration().phones()).isEmpty();
        assertThat(omissions(noProtocol))
                .contains("phone " + PHONE + ", Device Protocol: neither SIP nor SCCP; the phone is left out");
    }

    @Test
    void anInvalidFlagHasItsDefaultAndALongTextIsNotSet() {
        ClusterSnapshot.Builder snapshot = withPhone(phone().read(PhoneFields.ENABLE_EXTENSION_MOBILITY, "perhaps")
                .read(PhoneFields.LOAD_INFORMATION, "l".repeat(65)));
        assertThat(onlyPhone(snapshot).extensionMobilityEnabled()).isFalse();
        assertThat(onlyPhone(snapshot).load()).isEmpty();
        assertThat(omissions(snapshot))
                .contains(
                        "phone " + PHONE + ", Enable Extension Mobility: it is \"perhaps\"; it is taken as false",
                        "phone " + PHONE
                                + ", Phone Load Name: it is taken as not set: load must have at most 64 characters, but has 65");
    }

    @Test
    void ofTwoOfOneNameTheFirstCounts() {
        ClusterSnapshot.Builder snapshot = good().add(phone().read(PhoneFields.NAME, "sep00aa11bb22c1")
                .read(PhoneFields.MODEL, "Cisco 7965")
                .build());
        assertThat(projected(snapshot).configuration().phones()).hasSize(1);
        assertThat(onlyPhone(snapshot).model().name()).isEqualTo("Cisco 8851");
        assertThat(omissions(snapshot))
                .contains("phone sep00aa11bb22c1: another one before it has its name, and is the one that counts");
    }

    @ParameterizedTest
    @CsvSource({"Non Secure, NONSECURE", "Authenticated, SECURE", "Encrypted, SECURE", "strange, NONSECURE"})
    void theSecurityOfAPhoneIsThatOfItsProfile(String mode, PhoneSecurity security) {
        ClusterSnapshot.Builder snapshot = withPhone(phone().read(PhoneFields.SECURITY_PROFILE_NAME, "sp"))
                .add(object(ObjectKind.PHONE_SECURITY_PROFILE, "name", "sp", "deviceSecurityMode", mode));
        assertThat(onlyPhone(snapshot).security()).isEqualTo(security);
    }

    @Test
    void aPhoneHasTheModeOfItsCommonDeviceConfiguration() {
        ClusterSnapshot.Builder snapshot = withPhone(phone().read(PhoneFields.COMMON_DEVICE_CONFIG_NAME, "cdc"))
                .add(object(ObjectKind.COMMON_DEVICE_CONFIGURATION, "name", "cdc", "ipAddressingMode", "IPv6 Only"));
        assertThat(onlyPhone(snapshot).ipAddressingMode()).isEqualTo(IpAddressingMode.IPV6_ONLY);
    }

    @Test
    void aPoolWhoseGroupIsUnknownIsServedByTheActiveCallManagers() {
        ClusterSnapshot.Builder snapshot = good().unknown(ObjectKind.CALL_MANAGER_GROUP)
                .add(
                        object(
                                ObjectKind.SERVICE_ACTIVATION,
                                "processNodeName",
                                "cm-1",
                                "service",
                                "Cisco CallManager",
                                "isActive",
                                "true"),
                        object(
                                ObjectKind.SERVICE_ACTIVATION,
                                "processNodeName",
                                "cm-2",
                                "service",
                                "Cisco CallManager",
                                "isActive",
                                "false"));
        ClusterConfiguration configuration = projected(snapshot).configuration();
        assertThat(configuration
                        .settings()
                        .devicePools()
                        .get(0)
                        .callManagerGroup()
                        .members())
                .containsExactly(ServiceAddress.of("cm-1"));
        assertThat(configuration.settings().nodes()).hasSize(2);
        assertThat(configuration.settings().nodesWith(ClusterService.CALL_MANAGER))
                .hasSize(1);
        assertThat(projected(good().unknown(ObjectKind.CALL_MANAGER_GROUP))
                        .configuration()
                        .phones())
                .isEmpty();
    }

    @Test
    void aFilterThatIsNotThereIsKeptAsInvalid() {
        ClusterSnapshot.Builder snapshot =
                good().featureParameters(FeatureParameters.read(Map.of("EMCC Geolocation Filter", "gf")));
        assertThat(projected(snapshot)
                        .configuration()
                        .settings()
                        .featureParameters()
                        .geolocationFilter())
                .isEqualTo(new Setting.Invalid<>(
                        "gf", "EMCC Geolocation Filter must name a geolocation filter that is there"));
        snapshot.add(object(ObjectKind.GEOLOCATION_FILTER, "name", "GF", "useCountry", "true"));
        assertThat(projected(snapshot).configuration().settings().emccGeolocationFilter())
                .isPresent();
    }

    @Test
    void theDefaultTemplateIsTheOneThatSaysSoOrTheOnlyOne() {
        ClusterObject one = object(
                ObjectKind.EMCC_TEMPLATE,
                "name",
                "one",
                "devicePoolName",
                "dp",
                "sipProfileName",
                "sip",
                "commonPhoneConfigName",
                "cpp");
        assertThat(template(good().add(one))).isEqualTo("one");
        ClusterObject two = one.toBuilder()
                .read(EmccTemplateFields.NAME, "two")
                .read(EmccTemplateFields.IS_DEFAULT, "true")
                .build();
        assertThat(template(good().add(one, two))).isEqualTo("two");
        ClusterObject three =
                two.toBuilder().read(EmccTemplateFields.NAME, "three").build();
        assertThat(template(good().add(one, two, three))).isEqualTo("two");
        assertThat(omissions(good().add(one, two, three)))
                .contains(
                        "EMCC template three, Default EMCC Template: another one is it already; it is taken as false");
        ClusterObject no =
                one.toBuilder().read(EmccTemplateFields.IS_DEFAULT, "false").build();
        assertThat(template(good().add(no))).isEmpty();
    }

    private static String template(ClusterSnapshot.Builder snapshot) {
        return projected(snapshot)
                .configuration()
                .settings()
                .template()
                .map(EmccTemplate::name)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({"'', system default", "0, no limit", "3600, 1:00", "59, 0:01", "many, system default"})
    void theMaximumLoginTimeIsInSeconds(String text, String expected) {
        ClusterSnapshot.Builder snapshot =
                good().add(object(ObjectKind.USER, "userid", "alice", "emMaxLoginTime", text));
        MaximumLoginTime time = projected(snapshot)
                .configuration()
                .users()
                .get(UserId.of("alice"))
                .maximumLoginTime();
        assertThat(time)
                .isEqualTo(
                        switch (expected) {
                            case "system default" -> MaximumLoginTime.systemDefault();
                            case "no limit" -> MaximumLoginTime.noLimit();
                            case "1:00" -> MaximumLoginTime.after(Duration.ofHours(1));
                            default -> MaximumLoginTime.after(Duration.ofMinutes(1));
                        });
    }

    @Test
    void aUserKeepsTheProfilesThatAreThere() {
        ClusterSnapshot.Builder snapshot = good().add(object(ObjectKind.DEVICE_PROFILE, "name", "UDP"))
                .add(ClusterObject.builder(ObjectKind.USER)
                        .read(UserFields.USERID, "alice")
                        .read(UserFields.ENABLE_EMCC, "t")
                        .read(UserFields.PHONE_PROFILES, List.of("udp", "gone", "UDP"))
                        .build());
        EndUser alice = projected(snapshot).configuration().users().get(UserId.of("alice"));
        assertThat(alice.emccEnabled()).isTrue();
        assertThat(alice.homeCluster()).isTrue();
        assertThat(alice.controlledProfiles()).containsExactly(DeviceProfileName.of("UDP"));
        assertThat(omissions(snapshot))
                .contains(
                        "user alice, Controlled Profiles: it is \"gone\", which is not there; it is taken as not set");
    }

    @Test
    void anSrstReferenceIsResolved() {
        ClusterObject pool = good().build().all(ObjectKind.DEVICE_POOL).get(0);
        assertThat(srst(good())).isEqualTo(Srst.disabled());
        assertThat(srst(good().objects(
                                        ObjectKind.DEVICE_POOL,
                                        List.of(pool.toBuilder()
                                                .read(DevicePoolFields.SRST_NAME, "Use Default Gateway")
                                                .build())))
                        .option())
                .isEqualTo(SrstOption.USE_DEFAULT_GATEWAY);
        assertThat(srst(good().objects(
                                ObjectKind.DEVICE_POOL,
                                List.of(pool.toBuilder()
                                        .read(DevicePoolFields.SRST_NAME, "branch")
                                        .build()))
                        .add(object(ObjectKind.SRST, "name", "branch", "ipAddress", "10.1.1.1", "port", "2000"))))
                .isEqualTo(Srst.builder(SrstOption.USER_SPECIFIC)
                        .sccp(ServiceAddress.of("10.1.1.1", 2000))
                        .build());
    }

    private static Srst srst(ClusterSnapshot.Builder snapshot) {
        return projected(snapshot)
                .configuration()
                .settings()
                .devicePools()
                .get(0)
                .srst();
    }

    @Test
    void theOwnRecordOfARemoteClusterIsLeftOut() {
        ClusterSnapshot.Builder snapshot = good().add(
                        object(ObjectKind.REMOTE_CLUSTER, "clusterId", "nyc", "fullyQualifiedName", "a.example.com"),
                        object(ObjectKind.REMOTE_CLUSTER, "clusterId", "LON", "fullyQualifiedName", "b.example.com"));
        assertThat(projected(snapshot).configuration().settings().remoteClusters())
                .singleElement()
                .satisfies(record -> assertThat(record.id().value()).isEqualTo("LON"));
        assertThat(omissions(snapshot)).contains("remote cluster nyc: it has the ID of this cluster, and is left out");
    }

    @Test
    void whatNobodyToldIsSummedUp() {
        assertThat(omissions(good()))
                .contains(
                        "every user: unknown; none is taken over",
                        "1 of 1, each a phone, Lines: unknown; it is taken as not set");
    }

    @Test
    void nothingThatIsInASnapshotBreaksIt() {
        long seed = Seeds.seed();
        int phones = 0;
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            SnapshotProjection projection = Samples.any(Seeds.random(seed, i)).toConfiguration();
            assertThat(projection).as("seed %d, case %d", seed, i).isInstanceOf(SnapshotProjection.Projected.class);
            ClusterConfiguration configuration = ((SnapshotProjection.Projected) projection).configuration();
            SnapshotProjection again = ClusterSnapshot.of(configuration).toConfiguration();
            assertThat(((SnapshotProjection.Projected) again).configuration().phones())
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(configuration.phones());
            phones += configuration.phones().size();
        }
        assertThat(phones).isPositive();
    }
}
