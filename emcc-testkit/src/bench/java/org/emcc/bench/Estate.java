package org.emcc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;

/** Two clusters of any size: Oslo is the home of all users, Lima has all phones. */
final class Estate {
    static final Pin PIN = Pin.of("7351");

    private static final ClusterId OSLO = ClusterId.of("OSLO");
    private static final ClusterId LIMA = ClusterId.of("LIMA");
    private static final PhoneModel MODEL = new PhoneModel("Cisco 8851", 684, true);
    private static final String SERVICE =
            "https://cucm.oslo.example.com:8443/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#";
    private static final String TRUNK = "EMCC-ICT-SIP-Trunk-1";

    private Estate() {}

    static String user(int number) {
        return "user" + number;
    }

    static DeviceName phone(int number) {
        return DeviceName.of(String.format("SEP%012X", number));
    }

    /** The home cluster. */
    static ClusterConfiguration oslo(int users, int baseDevices) {
        List<EndUser> all = new ArrayList<>();
        List<DeviceProfile> profiles = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            DeviceProfileName profile = DeviceProfileName.of("UDP-" + user(i));
            profiles.add(DeviceProfile.builder(profile)
                    .lines(List.of(new Line(1, "47" + (22000000 + i), "User " + i)))
                    .emccCallingSearchSpace("css-users")
                    .services(List.of(new PhoneService("Extension Mobility", SERVICE)))
                    .build());
            all.add(EndUser.builder(UserId.of(user(i)))
                    .emccEnabled(true)
                    .controlledProfiles(List.of(profile))
                    .build());
        }
        ClusterSettings settings = ClusterSettings.builder(OSLO, Release.parse("12.5"))
                .featureParameters(FeatureParameters.builder()
                        .defaultTftpServer(Setting.of(ServiceAddress.of("10.47.0.10")))
                        .geolocationFilter(Setting.of("country"))
                        .build())
                .geolocationFilters(List.of(new GeolocationFilter("country", Set.of(CivicField.COUNTRY))))
                .remoteClusters(List.of(remote(LIMA)))
                .devicePools(List.of(pool("Default", "NO"), pool("rdp-LIMA", "PE")))
                .template(EmccTemplate.builder(
                                "emcc-template",
                                DevicePoolName.of("Default"),
                                "Standard SIP Profile",
                                "Standard Common Phone Profile")
                        .build())
                .build();
        return ClusterConfiguration.builder(settings)
                .profiles(profiles)
                .users(all)
                .baseDevices(baseDevices)
                .build();
    }

    /** The visiting cluster. */
    static ClusterConfiguration lima(int phones) {
        List<Phone> all = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            all.add(Phone.builder(phone(i), MODEL, DeviceProtocol.SIP, DevicePoolName.of("dp-LIMA"))
                    .extensionMobilityEnabled(true)
                    .build());
        }
        ClusterSettings settings = ClusterSettings.builder(LIMA, Release.parse("12.5"))
                .serviceProfile(InterclusterServiceProfile.builder()
                        .emccActive(true)
                        .pstnAccessActive(true)
                        .pstnAccessTrunk(TRUNK)
                        .build())
                .trunks(List.of(new SipTrunk(TRUNK, TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                .remoteClusters(List.of(remote(OSLO)))
                .devicePools(List.of(pool("dp-LIMA", "PE")))
                .build();
        return ClusterConfiguration.builder(settings).phones(all).build();
    }

    private static RemoteCluster remote(ClusterId cluster) {
        return RemoteCluster.builder(
                        cluster, ServiceAddress.of("cucm." + cluster.value().toLowerCase(Locale.ROOT) + ".example.com"))
                .build();
    }

    private static DevicePool pool(String name, String country) {
        return DevicePool.builder(
                        DevicePoolName.of(name),
                        new CallManagerGroup("cmg", List.of(ServiceAddress.of("10.47.0.1"))),
                        new DateTimeGroup("dtg", "D/M/Y", "Romance Standard/Daylight Time", "Europe/Oslo"))
                .geolocation(
                        new Geolocation("geo-" + country, CivicAddress.empty().with(CivicField.COUNTRY, country)))
                .build();
    }
}
