package org.emcc.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.BaseDeviceJob;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.junit.jupiter.api.Test;

/** Settings and configurations: what must fit together, and that one message names all that does not. */
class ClusterConfigurationTest {
    private static final ClusterId NYC = ClusterId.of("NYC");

    private static DevicePool.Builder pool(String name) {
        return DevicePool.builder(
                DevicePoolName.of(name),
                new CallManagerGroup("cmg", List.of(ServiceAddress.of("10.1.0.1"))),
                new DateTimeGroup("dtg", "M/D/Ya", "GMT Standard/Daylight Time", "Europe/London"));
    }

    private static ClusterSettings.Builder settings() {
        return ClusterSettings.builder(NYC, Release.parse("12.5"))
                .devicePools(List.of(pool("dp").build()));
    }

    private static RemoteCluster remote(String id) {
        return RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of("cucm"))
                .build();
    }

    private static Phone.Builder phone(String name, String pool) {
        return Phone.builder(
                DeviceName.of(name),
                new PhoneModel("Cisco 8851", 684, true),
                DeviceProtocol.SIP,
                DevicePoolName.of(pool));
    }

    private static Geolocation in(String country) {
        return new Geolocation("geo-" + country, CivicAddress.empty().with(CivicField.COUNTRY, country));
    }

    @Test
    void settingsStartNonsecureAndOtherwiseWithNothing() {
        ClusterSettings none = ClusterSettings.builder(NYC, Release.parse("14")).build();

        assertThat(none.securityMode()).isEqualTo(ClusterSecurityMode.NONSECURE);
        assertThat(none.featureParameters())
                .isEqualTo(FeatureParameters.builder().build());
        assertThat(none.serviceParameters())
                .isEqualTo(ServiceParameters.builder().build());
        assertThat(none.serviceProfile())
                .isEqualTo(InterclusterServiceProfile.builder().build());
        assertThat(none.remoteClusters()).isEmpty();
        assertThat(none.geolocationFilters()).isEmpty();
        assertThat(none.devicePools()).isEmpty();
        assertThat(none.trunks()).isEmpty();
        assertThat(none.template()).isEmpty();
        assertThat(none.defaultGeolocation()).isEmpty();
        assertThat(none.emccGeolocationFilter()).isEmpty();
        assertThat(none.toBuilder().build()).isEqualTo(none);
    }

    @Test
    void oneMessageNamesEverythingThatDoesNotFitInTheSettings() {
        GeolocationFilter filter = new GeolocationFilter("f", Set.of());
        SipTrunk plain = new SipTrunk("plain", TrunkServiceType.NONE);
        ClusterSettings.Builder wrong = settings()
                .devicePools(List.of(pool("dp").build(), pool("dp").build()))
                .remoteClusters(List.of(remote("LON"), remote("LON"), remote("NYC")))
                .geolocationFilters(List.of(filter, filter))
                .trunks(List.of(plain, plain))
                .template(EmccTemplate.builder("t", DevicePoolName.of("gone"), "sip", "common")
                        .build())
                .featureParameters(FeatureParameters.builder()
                        .geolocationFilter(Setting.of("other"))
                        .build());

        assertThatIllegalArgumentException()
                .isThrownBy(wrong::build)
                .withMessage("settings of cluster NYC do not fit together: "
                        + "device pool dp is there twice; "
                        + "remote cluster LON is there twice; "
                        + "geolocation filter f is there twice; "
                        + "trunk plain is there twice; "
                        + "the cluster must not be its own remote cluster NYC; "
                        + "EMCC template t names device pool gone, which is not there; "
                        + "EMCC Geolocation Filter names other, which is not there");
    }

    /** Emcc-behaviour 10.3, EMCC-ICSP-04: it is a finding, and what is to be found must be held. */
    @Test
    void aServiceProfileMayNameATrunkThatIsNotAnEmccTrunk() {
        ClusterSettings settings = settings()
                .trunks(List.of(new SipTrunk("plain", TrunkServiceType.NONE)))
                .serviceProfile(InterclusterServiceProfile.builder()
                        .pstnAccessTrunk("plain")
                        .rsvpAgentTrunk("missing")
                        .build())
                .build();

        assertThat(settings.serviceProfile().failures(settings.trunks()))
                .containsExactly(
                        "PSTN Access must have a SIP trunk of service type EMCC, but has plain",
                        "RSVP Agent must have a SIP trunk of service type EMCC, but has missing");
    }

    @Test
    void oneMessageNamesEverythingThatDoesNotFitInTheConfiguration() {
        DeviceProfile profile =
                DeviceProfile.builder(DeviceProfileName.of("udp")).build();
        EndUser user = EndUser.builder(UserId.of("alice"))
                .controlledProfiles(List.of(DeviceProfileName.of("udp"), DeviceProfileName.of("lost")))
                .build();
        BaseDevice base = new BaseDevice(BaseDeviceName.of(1), PhoneSecurity.NONSECURE);
        ClusterConfiguration.Builder wrong = ClusterConfiguration.builder(
                        settings().build())
                .phones(List.of(
                        phone("SEP0011AABBCCDD", "dp").build(),
                        phone("sep0011aabbccdd", "gone").build()))
                .profiles(List.of(profile, profile))
                .users(List.of(user, user))
                .baseDevices(List.of(base, base));

        assertThatIllegalArgumentException()
                .isThrownBy(wrong::build)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("configuration of cluster NYC does not fit together: ")
                        .contains("phone SEP0011AABBCCDD is there twice; ")
                        .contains("device profile udp is there twice; ")
                        .contains("user alice is there twice; ")
                        .contains("base device EMCC1 is there twice; ")
                        .contains("phone SEP0011AABBCCDD names device pool gone, which is not there")
                        .contains("user alice names device profile lost, which is not there"));
    }

    @Test
    void theBulkJobInsertsNonsecureBaseDevicesFromOneOn() {
        ClusterConfiguration three =
                ClusterConfiguration.builder(settings().build()).baseDevices(3).build();

        assertThat(three.baseDevices())
                .hasToString("[BaseDevice[name=EMCC1, security=NONSECURE], "
                        + "BaseDevice[name=EMCC2, security=NONSECURE], BaseDevice[name=EMCC3, security=NONSECURE]]");
        assertThat(three.toBuilder().baseDevices(0).build().baseDevices()).isEmpty();
        for (int wrong : new int[] {-1, 30_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> three.toBuilder().baseDevices(wrong))
                    .withMessage("number of EMCC base devices must be from 0 to 30000, but is " + wrong);
        }
    }

    @Test
    void aPhonesGeolocationIsItsOwnElseItsPoolsElseTheClusters() {
        Phone bare = phone("SEP0011AABBCCDD", "dp").build();
        Phone own = phone("SEP0011AABBCCDD", "dp").geolocation(in("FR")).build();
        ClusterSettings withoutAny = settings().build();
        ClusterSettings withDefault = settings().defaultGeolocation(in("US")).build();
        ClusterSettings withPool = withDefault.toBuilder()
                .devicePools(List.of(pool("dp").geolocation(in("GB")).build()))
                .build();

        assertThat(withoutAny.geolocationOf(bare)).isEmpty();
        assertThat(withDefault.geolocationOf(bare)).contains(in("US"));
        assertThat(withPool.geolocationOf(bare)).contains(in("GB"));
        assertThat(withPool.geolocationOf(own)).contains(in("FR"));
    }

    @Test
    void partsAreFoundByName() {
        GeolocationFilter filter = new GeolocationFilter("f", Set.of(CivicField.A3));
        ClusterSettings settings = settings()
                .remoteClusters(List.of(remote("LON")))
                .geolocationFilters(List.of(filter))
                .featureParameters(FeatureParameters.builder()
                        .geolocationFilter(Setting.of("f"))
                        .build())
                .build();

        assertThat(settings.remoteCluster(ClusterId.of("LON"))).contains(remote("LON"));
        assertThat(settings.remoteCluster(ClusterId.of("lon"))).isEmpty();
        assertThat(settings.devicePool(DevicePoolName.of("dp"))).isPresent();
        assertThat(settings.devicePool(DevicePoolName.of("DP"))).isEmpty();
        assertThat(settings.emccGeolocationFilter()).contains(filter);
    }

    @Test
    void aRoamingPhoneHasTheGeolocationOfThePoolWhereItIs() {
        Phone bare = phone("SEP0011AABBCCDD", "dp").build();
        Phone own = phone("SEP0011AABBCCDD", "dp").geolocation(in("FR")).build();
        ClusterSettings settings = settings()
                .devicePools(List.of(
                        pool("dp").geolocation(in("GB")).build(),
                        pool("away").geolocation(in("DE")).build(),
                        pool("blank").build()))
                .defaultGeolocation(in("US"))
                .build();

        assertThat(settings.geolocationOf(bare, DevicePoolName.of("away"))).contains(in("DE"));
        assertThat(settings.geolocationOf(own, DevicePoolName.of("away"))).contains(in("FR"));
        assertThat(settings.geolocationOf(bare, DevicePoolName.of("blank"))).contains(in("US"));
    }

    @Test
    void servicesAreFoundByNode() {
        ClusterNode publisher = new ClusterNode(
                ServiceAddress.of("pub"), true, Set.of(ClusterService.BULK_PROVISIONING, ClusterService.TFTP), false);
        ClusterNode subscriber = new ClusterNode(ServiceAddress.of("sub"), false, Set.of(ClusterService.TFTP), true);
        ClusterSettings settings =
                settings().nodes(List.of(publisher, subscriber)).build();

        assertThat(settings.nodesWith(ClusterService.TFTP)).containsExactly(publisher, subscriber);
        assertThat(settings.nodesWith(ClusterService.BULK_PROVISIONING)).containsExactly(publisher);
        assertThat(settings.nodesWith(ClusterService.EXTENSION_MOBILITY)).isEmpty();
    }

    @Test
    void whatIsNamedTwiceIsMindedWhereverItIs() {
        ClusterNode publisher = new ClusterNode(ServiceAddress.of("pub"), true, Set.of(), false);
        PhoneService service = new PhoneService("EM", "http://n/x");
        EmccTemplate template = EmccTemplate.builder("t", DevicePoolName.of("dp"), "sip", "common")
                .build();
        ClusterSettings.Builder wrong = settings()
                .nodes(List.of(publisher, publisher))
                .geolocations(List.of(in("GB"), in("GB")))
                .phoneServices(List.of(service, service))
                .template(template)
                .otherTemplates(List.of(template));

        assertThatIllegalArgumentException()
                .isThrownBy(wrong::build)
                .withMessage("settings of cluster NYC do not fit together: "
                        + "node pub is there twice; "
                        + "geolocation geo-GB is there twice; "
                        + "phone service EM is there twice; "
                        + "EMCC template t is there twice; "
                        + "the cluster must have one publisher, but has several");
    }

    @Test
    void theBulkJobsGoOnFromTheConfiguration() {
        EmccTemplate template = EmccTemplate.builder("t", DevicePoolName.of("dp"), "sip", "common")
                .build();
        ClusterConfiguration configuration = ClusterConfiguration.builder(
                        settings().template(template).build())
                .phones(List.of(phone("EMCC4", "dp").build()))
                .profiles(List.of(
                        DeviceProfile.builder(DeviceProfileName.of("emcc5")).build()))
                .remoteDestinationProfiles(Set.of("EMCC6"))
                .baseDevices(3)
                .build();

        BaseDeviceJob.Outcome.Done done =
                (BaseDeviceJob.Outcome.Done) new BaseDeviceJob.Insert(4).run(configuration.baseDeviceRecords());

        assertThat(done.namingErrors()).hasToString("[EMCC4, EMCC5, EMCC6]");
        assertThat(done.made()).hasToString("[EMCC7]");
        assertThat(done.records().phones()).isEqualTo(1);
        assertThat(ClusterConfiguration.builder(settings().build())
                        .build()
                        .baseDeviceRecords()
                        .defaultTemplate())
                .isEmpty();
    }

    @Test
    void configurationsAreEqualWhenAllTheirPartsAre() {
        ClusterConfiguration full = ClusterConfiguration.builder(settings().build())
                .phones(List.of(phone("SEP0011AABBCCDD", "dp").build()))
                .profiles(List.of(
                        DeviceProfile.builder(DeviceProfileName.of("udp")).build()))
                .users(List.of(EndUser.builder(UserId.of("alice")).build()))
                .baseDevices(2)
                .remoteDestinationProfiles(Set.of("rdp"))
                .build();

        assertThat(full.toBuilder().build()).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(List.of(
                        full.toBuilder()
                                .settings(settings()
                                        .securityMode(ClusterSecurityMode.MIXED)
                                        .build())
                                .build(),
                        full.toBuilder().phones(List.of()).build(),
                        full.toBuilder().profiles(List.of()).build(),
                        full.toBuilder().users(List.of()).build(),
                        full.toBuilder().baseDevices(1).build(),
                        full.toBuilder().remoteDestinationProfiles(Set.of()).build()))
                .doesNotContain(full)
                .doesNotHaveDuplicates();
    }
}
