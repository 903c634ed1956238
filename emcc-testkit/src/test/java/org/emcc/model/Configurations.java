package org.emcc.model;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.ServiceParameters;
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
import org.emcc.core.directory.Directories;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;

/** Two clusters, as small as they may be. */
final class Configurations {
    /** Digits that are in no address, port, number or time of this world. */
    static final String CANARY = "7358162940";

    static final Pin PIN = Pin.of(CANARY);
    static final Pin WRONG_PIN = Pin.of(CANARY + "1");

    private static final List<ClusterId> CLUSTERS = List.of(ClusterId.of("NYC"), ClusterId.of("LON"));
    private static final List<UserId> USERS = List.of(UserId.of("alice"), UserId.of("nora"));
    private static final List<List<DeviceName>> PHONES = List.of(
            List.of(DeviceName.of("SEP0011AABBCCA0"), DeviceName.of("SEP0011AABBCCA1")),
            List.of(DeviceName.of("SEP0011AABBCCB0"), DeviceName.of("SEP0011AABBCCB1")));
    private static final String TRUNK = "EMCC-ICT-SIP-Trunk-1";
    private static final DevicePoolName POOL = DevicePoolName.of("Default");

    private Configurations() {}

    static ClusterId cluster(int site) {
        return CLUSTERS.get(site);
    }

    /** The user whose home a site is. */
    static UserId user(int site) {
        return USERS.get(site);
    }

    static DeviceName phone(int site, int number) {
        return PHONES.get(site).get(number);
    }

    static Directories directories(int site, Scenario scenario) {
        int phones = site == 0 ? scenario.phonesAtNewYork : scenario.phonesAtLondon;
        List<Phone> all = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            all.add(Phone.builder(phone(site, i), new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP, POOL)
                    .extensionMobilityEnabled(true)
                    .build());
        }
        DeviceProfileName profile = DeviceProfileName.of("UDP-" + user(site));
        return Directories.of(ClusterConfiguration.builder(settings(site, scenario.policy))
                .phones(all)
                .profiles(List.of(DeviceProfile.builder(profile)
                        .lines(List.of(new Line(1, "2125550100", "Desk")))
                        .emccCallingSearchSpace("css")
                        .build()))
                .users(List.of(EndUser.builder(user(site))
                        .emccEnabled(true)
                        .controlledProfiles(List.of(profile))
                        .build()))
                .baseDevices(scenario.baseDevices)
                .build());
    }

    private static ClusterSettings settings(int site, MultipleLoginBehavior policy) {
        return ClusterSettings.builder(cluster(site), Release.parse("12.5"))
                .featureParameters(FeatureParameters.builder()
                        .defaultTftpServer(Setting.of(ServiceAddress.of("10." + site + ".0.10")))
                        .build())
                .serviceParameters(ServiceParameters.builder()
                        .multipleLoginBehavior(policy)
                        .build())
                .serviceProfile(InterclusterServiceProfile.builder()
                        .emccActive(true)
                        .pstnAccessActive(true)
                        .pstnAccessTrunk(TRUNK)
                        .build())
                .trunks(List.of(new SipTrunk(TRUNK, TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                .remoteClusters(List.of(RemoteCluster.builder(cluster(1 - site), ServiceAddress.of("cucm.example.com"))
                        .build()))
                .devicePools(List.of(DevicePool.builder(
                                POOL,
                                new CallManagerGroup("cmg", List.of(ServiceAddress.of("10." + site + ".0.1"))),
                                new DateTimeGroup("dtg", "M/D/Ya", "Eastern", "America/New_York"))
                        .build()))
                .template(EmccTemplate.builder("emcc-template", POOL, "SIP Profile", "Common Phone Profile")
                        .build())
                .build();
    }
}
