package org.emcc.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.device.AddressingPreference;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.BaseDeviceCapacity;
import org.emcc.core.device.BaseDeviceJob;
import org.emcc.core.device.BaseDeviceRecords;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.CommonDeviceConfiguration;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.device.Line;
import org.emcc.core.device.MlppPreemption;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.device.SettingStatus;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginIds;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to make a value of the domain is shown bad input: it must be refused with the name of the field, the limit, and what was
 * given. {@link #everyTypeThatCanRefuseIsShownBadInput} sees that no type is left out, and
 * {@link #aNullIsRefusedWithTheNameOfItsParameter} walks all public constructors, factories and builders by itself.
 */
class BadInputTest {
    private static final String LONG = "x".repeat(300);
    private static final ServiceAddress HOST = ServiceAddress.of("host");
    private static final DevicePoolName POOL = DevicePoolName.of("dp");
    private static final CivicAddress ADDRESS = CivicAddress.empty().with(CivicField.COUNTRY, "GB");
    private static final EmccTemplate TEMPLATE =
            EmccTemplate.builder("template", POOL, "sip", "common").build();
    private static final ClusterSettings SETTINGS =
            ClusterSettings.builder(ClusterId.of("NYC"), Release.parse("14")).build();
    private static final PhoneModel MODEL = new PhoneModel("Cisco 8851", 684, true);

    /** Bad input for a type, and the words that the refusal must hold. */
    private record Row(Class<?> type, ThrowingCallable input, List<String> words) {
        @Override
        public String toString() {
            return type.getSimpleName() + " " + words;
        }
    }

    private static Row row(Class<?> type, ThrowingCallable input, String... words) {
        return new Row(type, input, List.of(words));
    }

    static Stream<Row> rows() {
        return Stream.of(ids(), geolocations(), users(), devices(), jobs(), parameters(), clusters())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> ids() {
        return Stream.of(
                row(
                        BaseDeviceName.class,
                        () -> BaseDeviceName.of(0),
                        "number of an EMCC base device",
                        "from 1",
                        "is 0"),
                row(ClusterId.class, () -> ClusterId.of(LONG), "cluster id", "at most 255", "has 300"),
                row(ClusterId.class, () -> ClusterId.of(" "), "cluster id", "not be blank"),
                row(DeviceName.class, () -> DeviceName.of("a b"), "device name", "1 to 128", "\"a b\""),
                row(DeviceName.class, () -> DeviceName.of(LONG), "device name", "1 to 128", "x".repeat(64) + "…"),
                row(DevicePoolName.class, () -> DevicePoolName.of(LONG), "device pool name", "at most 50", "has 300"),
                row(DeviceProfileName.class, () -> DeviceProfileName.of(LONG), "device profile name", "at most 128"),
                row(LoginId.class, () -> LoginId.parse("7"), "login id", "12 and 16", "\"7\""),
                row(
                        LoginId.class,
                        () -> LoginId.of(Instant.EPOCH.minusMillis(1), 1),
                        "time of issue",
                        "from 1970-01-01T00:00:00Z",
                        "is 1969-12-31T23:59:59.999Z"),
                row(Release.class, () -> Release.parse("twelve"), "release", "12.5, 14SU2", "\"twelve\""),
                row(ServiceAddress.class, () -> ServiceAddress.of("a b"), "host", "host name", "\"a b\""),
                row(ServiceAddress.class, () -> ServiceAddress.of(LONG), "host", "at most 255", "has 300"),
                row(ServiceAddress.class, () -> ServiceAddress.of("h", 65_536), "port", "1 to 65535", "is 65536"),
                row(ServiceAddress.class, () -> ServiceAddress.parse("h:x"), "port", "1 to 65535", "\"x\""),
                row(UserId.class, () -> UserId.of(LONG), "user id", "at most 128", "has 300"));
    }

    private static Stream<Row> geolocations() {
        return Stream.of(
                row(
                        CivicAddress.class,
                        () -> ADDRESS.with(CivicField.FLR, LONG),
                        "civic field FLR",
                        "at most 16",
                        "has 300"),
                row(
                        CivicAddress.class,
                        () -> CivicAddress.of(Map.of(CivicField.COUNTRY, "G1")),
                        "civic field COUNTRY",
                        "two letters",
                        "\"G1\""),
                row(CivicAddress.class, () -> CivicAddress.parse("X=1"), "civic address", "field codes", "\"X=1\""),
                row(CivicAddress.class, () -> CivicAddress.parse("A1=1;A1=2"), "civic field A1", "once"),
                row(
                        Geolocation.class,
                        () -> new Geolocation(LONG, ADDRESS),
                        "geolocation name",
                        "at most 50",
                        "has 300"),
                row(
                        Geolocation.class,
                        () -> new Geolocation("g", ADDRESS, LONG),
                        "geolocation description",
                        "at most 255",
                        "has 300"),
                row(
                        GeolocationFilter.class,
                        () -> new GeolocationFilter("", Set.of()),
                        "geolocation filter name",
                        "not be blank"),
                row(
                        GeolocationFilter.class,
                        () -> new GeolocationFilter("f", Set.of(), "a\nb"),
                        "geolocation filter description",
                        "control characters",
                        "index 1"));
    }

    private static Stream<Row> users() {
        EndUser.Builder user = EndUser.builder(UserId.of("alice"));
        return Stream.of(
                row(EndUser.class, () -> user.selfServiceId(LONG), "self-service user id", "at most 128", "has 300"),
                row(EndUser.class, () -> user.primaryExtension(LONG), "primary extension", "at most 50", "has 300"),
                row(
                        EndUser.class,
                        () -> user.maximumLoginTime(Duration.ZERO),
                        "maximum login time",
                        "0:01 to 168:00",
                        "PT0S"),
                row(
                        EndUser.class,
                        () -> user.controlledProfiles(
                                List.of(DeviceProfileName.of("UDP"), DeviceProfileName.of("UDP"))),
                        "controlled profile",
                        "once",
                        "\"UDP\""),
                row(
                        MaximumLoginTime.class,
                        () -> MaximumLoginTime.after(Duration.ofSeconds(90)),
                        "maximum login time",
                        "whole minutes",
                        "PT1M30S"),
                row(
                        MaximumLoginTime.class,
                        () -> MaximumLoginTime.parse("168:01"),
                        "maximum login time",
                        "0:00 to 168:00",
                        "\"168:01\""),
                row(Pin.class, () -> Pin.of(""), "PIN", "1 to 128", "has 0"),
                row(Pin.class, () -> Pin.of(LONG), "PIN", "1 to 128", "has 300"));
    }

    private static Stream<Row> devices() {
        CommonDeviceConfiguration.Builder common = CommonDeviceConfiguration.builder("cdc");
        DevicePool.Builder pool = pool();
        DeviceProfile.Builder profile = DeviceProfile.builder(DeviceProfileName.of("udp"));
        List<Line> twice = List.of(new Line(3, "1", ""), new Line(3, "2", ""));
        return Stream.of(
                row(
                        CallManagerGroup.class,
                        () -> new CallManagerGroup(LONG, List.of(HOST)),
                        "call manager group",
                        "128"),
                row(
                        CallManagerGroup.class,
                        () -> new CallManagerGroup("g", List.of()),
                        "number of call managers in a group",
                        "1 to 5",
                        "is 0"),
                row(
                        CommonDeviceConfiguration.class,
                        () -> CommonDeviceConfiguration.builder(LONG),
                        "common device configuration",
                        "at most 50",
                        "has 300"),
                row(CommonDeviceConfiguration.class, () -> common.softkeyTemplate(LONG), "soft key template", "50"),
                row(CommonDeviceConfiguration.class, () -> common.userLocale(LONG), "user locale", "at most 50"),
                row(CommonDeviceConfiguration.class, () -> common.mlppDomain(LONG), "MLPP domain", "at most 128"),
                row(
                        CommonDeviceConfiguration.class,
                        () -> common.networkHoldMohAudioSource(52),
                        "network hold MOH audio source",
                        "0 to 51",
                        "is 52"),
                row(
                        CommonDeviceConfiguration.class,
                        () -> common.userHoldMohAudioSource(-1),
                        "user hold MOH audio source",
                        "0 to 51",
                        "is -1"),
                row(DateTimeGroup.class, () -> new DateTimeGroup(LONG, "D", "T", "O"), "date/time group", "at most 50"),
                row(DateTimeGroup.class, () -> new DateTimeGroup("g", LONG, "T", "O"), "date template", "at most 12"),
                row(DateTimeGroup.class, () -> new DateTimeGroup("g", "D", LONG, "O"), "time zone", "at most 64"),
                row(DateTimeGroup.class, () -> new DateTimeGroup("g", "D", "T", LONG), "Olson time zone", "at most 64"),
                row(
                        DevicePool.class,
                        () -> pool.adjunctCallingSearchSpace(LONG),
                        "adjunct CSS",
                        "at most 50",
                        "has 300"),
                row(DevicePool.class, () -> pool.networkLocale(LONG), "network locale", "at most 50", "has 300"),
                row(
                        DevicePool.class,
                        () -> pool.geolocationFilter(LONG),
                        "geolocation filter",
                        "at most 50",
                        "has 300"),
                row(DevicePool.class, () -> pool.localRouteGroup(LONG), "local route group", "at most 50", "has 300"),
                row(DevicePool.class, () -> pool.region(LONG), "region", "at most 50", "has 300"),
                row(DevicePool.class, () -> pool.location(LONG), "location", "at most 50", "has 300"),
                row(
                        DevicePool.class,
                        () -> pool.mediaResourceGroupList(LONG),
                        "media resource group list",
                        "at most 50"),
                row(DeviceProfile.class, () -> profile.emccCallingSearchSpace(LONG), "EMCC CSS", "at most 50"),
                row(DeviceProfile.class, () -> profile.userLocale(LONG), "user locale", "at most 50", "has 300"),
                row(DeviceProfile.class, () -> profile.softkeyTemplate(LONG), "soft key template", "at most 50"),
                row(DeviceProfile.class, () -> profile.lines(twice), "line index", "once", "\"3\""),
                row(EmccTemplate.class, () -> template(LONG).build(), "EMCC template name", "at most 50", "has 300"),
                row(
                        EmccTemplate.class,
                        () -> template("EMCC7").build(),
                        "EMCC template name",
                        "base device",
                        "\"EMCC7\""),
                row(
                        EmccTemplate.class,
                        () -> template("emcc7").build(),
                        "EMCC template name",
                        "base device",
                        "\"emcc7\""),
                row(EmccTemplate.class, () -> EmccTemplate.builder("t", POOL, LONG, "c"), "SIP profile", "at most 50"),
                row(EmccTemplate.class, () -> EmccTemplate.builder("t", POOL, "s", LONG), "common phone profile", "50"),
                row(
                        EmccTemplate.class,
                        () -> template("t").description(LONG),
                        "EMCC template description",
                        "at most 50"),
                row(
                        EmccTemplate.class,
                        () -> template("t").description("a<b"),
                        "EMCC template description",
                        "\" % & \\ < >",
                        "\"a<b\""),
                row(Line.class, () -> new Line(0, "1", ""), "line index", "1 to 100", "is 0"),
                row(Line.class, () -> new Line(1, LONG, ""), "directory number", "at most 50", "has 300"),
                row(Line.class, () -> new Line(1, "1", LONG), "line label", "at most 50", "has 300"),
                row(Phone.class, () -> phone().load(LONG), "load", "at most 64", "has 300"),
                row(Phone.class, () -> phone().lines(twice), "line index", "once", "\"3\""),
                row(PhoneModel.class, () -> new PhoneModel(LONG, 1, true), "phone model", "at most 64", "has 300"),
                row(PhoneModel.class, () -> new PhoneModel("m", 100_000, true), "model number", "0 to 99999", "100000"),
                row(PhoneService.class, () -> new PhoneService(LONG, "u"), "phone service name", "at most 128"),
                row(
                        PhoneService.class,
                        () -> new PhoneService("n", LONG),
                        "phone service URL",
                        "at most 255",
                        "has 300"),
                row(
                        PhoneService.class,
                        () -> PhoneService.builder("n", "u").secureUrl(LONG),
                        "secure phone service URL",
                        "at most 255",
                        "has 300"),
                row(PhoneServiceUrl.class, () -> PhoneServiceUrl.parse("ftp://a"), "phone service URL", "\"ftp://a\""),
                row(PhoneServiceUrl.class, () -> PhoneServiceUrl.parse("http://a:0"), "port", "1 to 65535", "is 0"),
                row(
                        PhoneServiceUrl.class,
                        () -> PhoneServiceUrl.extensionMobility(ServiceAddress.of("h".repeat(200)), true),
                        "phone service URL",
                        "at most 255"));
    }

    private static Stream<Row> jobs() {
        return Stream.of(
                row(BaseDeviceJob.class, () -> new BaseDeviceJob.Insert(0), "EMCC devices to be added", "1 to 30000"),
                row(
                        BaseDeviceJob.class,
                        () -> new BaseDeviceJob.Insert(30_001),
                        "number of EMCC devices to be added",
                        "1 to 30000",
                        "is 30001"),
                row(
                        BaseDeviceJob.class,
                        () -> new BaseDeviceJob.Delete(0),
                        "EMCC devices to be deleted",
                        "from 1",
                        "0"),
                row(
                        BaseDeviceJob.class,
                        () -> new BaseDeviceJob.Update(LONG, BaseDeviceJob.Reset.RESET),
                        "EMCC template name",
                        "at most 50",
                        "has 300"),
                row(BaseDeviceJob.class, () -> new BaseDeviceJob.DeleteTemplate(" "), "EMCC template name", "blank"),
                row(
                        BaseDeviceCapacity.class,
                        () -> BaseDeviceCapacity.mostBeside(60_001),
                        "phones",
                        "0 to 60000",
                        "60001"),
                row(BaseDeviceCapacity.class, () -> BaseDeviceCapacity.mostBeside(-1), "phones", "0 to 60000", "is -1"),
                row(BaseDeviceCapacity.class, () -> BaseDeviceCapacity.fits(-1, 0), "number of phones", "from 0", "-1"),
                row(
                        BaseDeviceCapacity.class,
                        () -> BaseDeviceCapacity.fits(0, -1),
                        "EMCC base devices",
                        "from 0",
                        "-1"),
                row(BaseDeviceRecords.class, () -> BaseDeviceRecords.builder().phones(-1), "number of phones", "is -1"),
                row(
                        BaseDeviceRecords.class,
                        () -> BaseDeviceRecords.builder().lastNumber(-1),
                        "last number of an EMCC base device",
                        "from 0",
                        "is -1"),
                row(
                        BaseDeviceRecords.class,
                        () -> BaseDeviceRecords.builder()
                                .defaultTemplate("gone")
                                .build(),
                        "default EMCC template",
                        "one of the templates",
                        "\"gone\""));
    }

    private static Stream<Row> parameters() {
        FeatureParameters.Builder feature = FeatureParameters.builder();
        ServiceParameters.Builder service = ServiceParameters.builder();
        return Stream.of(
                row(
                        FeatureParameters.class,
                        () -> feature.expiredDeviceMaintenanceMinutes(Setting.of(9)),
                        "Default Interval for Expired EMCC Device Maintenance",
                        "10 to 1440 minutes",
                        "is 9"),
                row(FeatureParameters.class, () -> feature.geolocationFilter(Setting.of(LONG)), "Filter", "1 to 50"),
                row(FeatureParameters.class, () -> feature.geolocationFilter(Setting.of(" ")), "Filter", "1 to 50"),
                row(FeatureParameters.class, () -> feature.regionMaxAudioBitRate(Setting.of(0)), "Audio", "1 to 8128"),
                row(FeatureParameters.class, () -> feature.regionMaxVideoBitRate(Setting.of(-1)), "Video", "0 to 8128"),
                row(
                        FeatureParameters.class,
                        () -> feature.rsvpKeepAliveSeconds(Setting.of(601)),
                        "RSVP",
                        "1 to 600",
                        "601"),
                row(
                        FeatureParameters.class,
                        () -> feature.remoteClusterUpdateMinutes(Setting.of(14)),
                        "Remote Cluster Update Interval",
                        "15 to 10080 minutes",
                        "is 14"),
                row(FeatureParameters.class, () -> feature.read(" ", "x"), "name of a EMCC feature parameter", "blank"),
                row(FeatureParameters.class, () -> FeatureParameters.read(Map.of(LONG, "")), "name", "at most 255"),
                row(
                        FeatureParameters.class,
                        () -> feature.set(ServiceParameters.CACHE_SIZE, Setting.of(1000)),
                        "parameter",
                        "EMCC feature parameters",
                        "\"Extension Mobility Cache Size\""),
                row(
                        org.emcc.core.configuration.Parameter.class,
                        () -> FeatureParameters.RSVP_KEEP_ALIVE.check(0),
                        "RSVP SIP Trunk KeepAlive Timer",
                        "1 to 600 seconds",
                        "is 0"),
                row(
                        ServiceParameters.class,
                        () -> service.intraclusterMaximumLoginTime(Duration.ofDays(8)),
                        "Intra-cluster Maximum Login Time",
                        "0:00 to 168:00",
                        "is 192:00"),
                row(
                        ServiceParameters.class,
                        () -> service.interclusterMaximumLoginTime(Duration.ZERO),
                        "Inter-cluster Maximum Login Time",
                        "0:01 to 168:00",
                        "is 0:00"),
                row(
                        ServiceParameters.class,
                        () -> service.maximumConcurrentRequests(101),
                        "Requests",
                        "1 to 100",
                        "101"),
                row(
                        EnterpriseParameters.class,
                        () -> EnterpriseParameters.builder().set(ServiceParameters.CACHE_SIZE, Setting.of(1000)),
                        "one of enterprise parameters",
                        "Cache Size"),
                row(ServiceParameters.class, () -> service.cacheSize(999), "Cache Size", "1000 to 20000", "is 999"),
                row(
                        ServiceParameters.class,
                        () -> service.trustedIps(List.of(ServiceAddress.of("h", 80))),
                        "Trusted List of IPs",
                        "at most 1024 characters",
                        "is h:80"));
    }

    private static Stream<Row> clusters() {
        RemoteCluster.Builder remote = RemoteCluster.builder(ClusterId.of("LON"), HOST);
        InterclusterServiceProfile.Builder profile = InterclusterServiceProfile.builder();
        return Stream.of(
                row(
                        RemoteCluster.class,
                        () -> RemoteCluster.builder(ClusterId.of("LON"), ServiceAddress.of("h".repeat(51))),
                        "fully qualified name of a remote cluster",
                        "at most 50",
                        "has 51"),
                row(RemoteCluster.class, () -> remote.description(LONG), "description", "at most 255", "has 300"),
                row(RemoteCluster.class, () -> remote.nodeNames(Set.of(LONG)), "node name", "at most 255", "has 300"),
                row(
                        RemoteCluster.class,
                        () -> remote.enabledServices(Set.of(InterclusterService.TFTP)),
                        "enabled services of remote cluster LON",
                        "TFTP"),
                row(
                        RemoteService.class,
                        () -> new RemoteService(true, RemoteActivated.TRUE, List.of(HOST)),
                        "address of a remote service",
                        "IPv4",
                        "\"host\""),
                row(InterclusterServiceProfile.class, () -> profile.pstnAccessTrunk(LONG), "PSTN access trunk", "128"),
                row(InterclusterServiceProfile.class, () -> profile.rsvpAgentTrunk(LONG), "RSVP agent trunk", "128"),
                row(
                        SipTrunk.class,
                        () -> new SipTrunk(LONG, TrunkServiceType.NONE),
                        "trunk name",
                        "at most 128",
                        "300"),
                row(
                        ClusterSettings.class,
                        () -> SETTINGS.toBuilder().template(TEMPLATE).build(),
                        "settings of cluster NYC",
                        "device pool dp",
                        "not there"),
                row(
                        ClusterConfiguration.class,
                        () -> ClusterConfiguration.builder(SETTINGS).baseDevices(30_001),
                        "number of EMCC base devices",
                        "0 to 30000",
                        "is 30001"),
                row(
                        ClusterConfiguration.class,
                        () -> ClusterConfiguration.builder(SETTINGS)
                                .phones(List.of(phone().build()))
                                .build(),
                        "configuration of cluster NYC",
                        "device pool dp",
                        "not there"));
    }

    private static EmccTemplate.Builder template(String name) {
        return EmccTemplate.builder(name, POOL, "sip", "common");
    }

    private static Phone.Builder phone() {
        return Phone.builder(DeviceName.of("SEP0011AABBCCDD"), MODEL, DeviceProtocol.SIP, POOL);
    }

    private static DevicePool.Builder pool() {
        return DevicePool.builder(
                POOL,
                new CallManagerGroup("cmg", List.of(HOST)),
                new DateTimeGroup("dtg", "M/D/Ya", "GMT Standard/Daylight Time", "Europe/London"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void badInputIsRefusedWithFieldLimitAndWhatWasGiven(Row row) {
        assertThatIllegalArgumentException().isThrownBy(row.input()).satisfies(refusal -> {
            assertThat(refusal.getMessage()).contains(row.words());
            assertThat(refusal.getMessage().length()).isLessThan(400);
        });
    }

    // ---- completeness, and nulls

    /** Types that take what they are given and refuse nothing but nulls. */
    private static final Set<Class<?>> REFUSE_ONLY_NULLS = Set.of(
            BaseDevice.class,
            BaseDeviceJob.Outcome.class,
            ClusterNode.class,
            Directories.class,
            GeolocationMatch.class,
            LoginIds.class,
            Setting.class,
            Srst.class);

    @Test
    void everyTypeThatCanRefuseIsShownBadInput() throws IOException {
        Set<Class<?>> shown = new HashSet<>(REFUSE_ONLY_NULLS);
        rows().map(Row::type).forEach(shown::add);
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : domain()) {
            Class<?> family = type;
            while (!shown.contains(family) && family.getEnclosingClass() != null) {
                family = family.getEnclosingClass();
            }
            // What an enum does not know it answers with empty.
            if (!type.isEnum() && !makers(type).isEmpty() && !shown.contains(family)) {
                missing.add(type.getName());
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void aNullIsRefusedWithTheNameOfItsParameter() throws IOException {
        int tried = 0;
        List<String> accepted = new ArrayList<>();
        for (Class<?> type : domain()) {
            for (Executable maker : makers(type)) {
                for (int i = 0; i < maker.getParameterCount(); i++) {
                    if (!maker.getParameterTypes()[i].isPrimitive()) {
                        refusesNull(maker, i).ifPresent(accepted::add);
                        tried++;
                    }
                }
            }
        }

        assertThat(accepted).isEmpty();
        assertThat(tried).isGreaterThan(200);
    }

    /** What is wrong with how a null is taken, if anything. */
    private static Optional<String> refusesNull(Executable maker, int index) {
        Object[] arguments =
                Arrays.stream(maker.getParameters()).map(BadInputTest::sample).toArray();
        arguments[index] = null;
        Throwable refusal = catchThrowable(() -> call(maker, arguments));
        boolean named = refusal instanceof NullPointerException
                && refusal.getMessage() != null
                // The JVM's own words begin so: nobody has checked.
                && !refusal.getMessage().startsWith("Cannot ");
        return named ? Optional.empty() : Optional.of(maker + ", " + maker.getParameters()[index] + ": " + refusal);
    }

    private static void call(Executable maker, Object... arguments) throws Throwable {
        try {
            if (maker instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                Method method = (Method) maker;
                Object target = Modifier.isStatic(method.getModifiers()) ? null : builder(method.getDeclaringClass());
                method.invoke(target, arguments);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The public constructors and static factories of a type, and all that its builder takes. */
    private static List<Executable> makers(Class<?> type) {
        List<Executable> makers = new ArrayList<>();
        if (!type.isEnum()) {
            makers.addAll(List.of(type.getConstructors()));
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            boolean ofEnum = type.isEnum() && method.getName().equals("valueOf");
            if (Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && !ofEnum
                    && (isStatic || type.getSimpleName().equals("Builder"))) {
                makers.add(method);
            }
        }
        makers.removeIf(maker -> maker.getParameterCount() == 0);
        return makers;
    }

    /** All public types of the six packages, also those within others. */
    private static List<Class<?>> domain() throws IOException {
        Path root = Path.of(URI.create(ClusterId.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        List<Class<?>> types = new ArrayList<>();
        for (String name : List.of("id", "geolocation", "device", "user", "configuration", "directory")) {
            try (Stream<Path> files = Files.list(root.resolve("org/emcc/core/" + name))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("package-info"))
                        .sorted()
                        .map(file -> load("org.emcc.core." + name + "." + file.substring(0, file.length() - 6)))
                        .filter(BadInputTest::isPublic)
                        .forEach(types::add);
            }
        }
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (!Modifier.isPublic(at.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object builder(Class<?> type) {
        return Stream.of(
                        phone(),
                        pool(),
                        template("t"),
                        CommonDeviceConfiguration.builder("cdc"),
                        DeviceProfile.builder(DeviceProfileName.of("udp")),
                        PhoneService.builder("n", "u"),
                        Srst.builder(SrstOption.DISABLE),
                        BaseDeviceRecords.builder(),
                        EndUser.builder(UserId.of("alice")),
                        FeatureParameters.builder(),
                        ServiceParameters.builder(),
                        EnterpriseParameters.builder(),
                        InterclusterServiceProfile.builder(),
                        RemoteCluster.builder(ClusterId.of("LON"), HOST),
                        SETTINGS.toBuilder(),
                        ClusterConfiguration.builder(SETTINGS))
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample of " + type));
    }

    private static final Map<Class<?>, Object> SAMPLES = samples(
            "x",
            1,
            1L,
            true,
            new char[] {'1'},
            Duration.ofMinutes(5),
            Instant.EPOCH,
            Clock.systemUTC(),
            List.of(),
            Set.of(),
            Map.of(),
            HOST,
            POOL,
            ADDRESS,
            TEMPLATE,
            SETTINGS,
            MODEL,
            ClusterId.of("NYC"),
            Release.parse("14"),
            UserId.of("alice"),
            DeviceName.of("SEP0011AABBCCDD"),
            DeviceProfileName.of("udp"),
            BaseDeviceName.of(1),
            ClusterSecurityMode.MIXED,
            LoginType.UID,
            PhoneSecurity.NONSECURE,
            CivicField.A1,
            new Geolocation("g", ADDRESS),
            GeolocationMatch.Reason.NO_FILTER,
            new CallManagerGroup("cmg", List.of(HOST)),
            new DateTimeGroup("dtg", "D", "T", "O"),
            CommonDeviceConfiguration.builder("cdc").build(),
            BaseDeviceRecords.builder().build(),
            BaseDeviceJob.Reset.RESET,
            BaseDeviceJob.Reason.NO_DEFAULT_TEMPLATE,
            DeviceProtocol.SIP,
            IpAddressingMode.IPV4_ONLY,
            AddressingPreference.IPV4,
            MlppPreemption.DEFAULT,
            SettingStatus.ON,
            SrstOption.DISABLE,
            Srst.disabled(),
            CssForPstnAccess.USE_TRUNK_CSS,
            ClusterService.TFTP,
            InterclusterService.EMCC,
            LinkLossType.LOSSY,
            MultipleLoginBehavior.AUTO_LOGOUT,
            RemoteActivated.TRUE,
            TrunkServiceType.NONE,
            new RemoteService(true, RemoteActivated.TRUE, List.of()),
            FeatureParameters.RSVP_KEEP_ALIVE,
            FeatureParameters.builder().build(),
            ServiceParameters.builder().build(),
            InterclusterServiceProfile.builder().build(),
            ClusterConfiguration.builder(SETTINGS).build());

    private static Map<Class<?>, Object> samples(Object... values) {
        Map<Class<?>, Object> found = new HashMap<>();
        for (Object value : values) {
            found.put(value.getClass(), value);
        }
        found.put(int.class, 1);
        found.put(long.class, 1L);
        found.put(boolean.class, true);
        found.put(Object.class, "x");
        found.put(Clock.class, Clock.systemUTC());
        found.put(List.class, List.of());
        found.put(Set.class, Set.of());
        found.put(Map.class, Map.of());
        found.put(Collection.class, List.of());
        found.put(RandomGenerator.class, new Random(1));
        found.put(Setting.class, Setting.absent());
        found.put(MaximumLoginTime.class, MaximumLoginTime.noLimit());
        found.put(Function.class, Function.identity());
        found.put(ClusterDirectory.class, (ClusterDirectory) () -> SETTINGS);
        found.put(UserDirectory.class, (UserDirectory) (type, identifier) -> List.of());
        found.put(
                DeviceDirectory.class,
                Directories.of(ClusterConfiguration.builder(SETTINGS).build()).devices());
        return found;
    }

    private static Object sample(Parameter parameter) {
        Object sample = SAMPLES.get(parameter.getType());
        assertThat(sample).as("a sample of %s", parameter).isNotNull();
        return sample;
    }
}
