package org.emcc.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;

/** The clusters with which every script begins: the two companies of the lab, and Paris, which only takes part when a script says so. */
final class Base {
    private static final Map<String, String> PHONES = Map.of(
            "SEP00AA11BB22C1", "NYC",
            "SEP00AA11BB22C2", "NYC",
            "SEP0011AABBCCD1", "LON",
            "SEP0011AABBCCD2", "LON",
            "SEP0033AABBCCE1", "PAR");
    private static final Map<String, String> USERS =
            Map.of("alice", "NYC", "mmeyer", "NYC", "nora", "LON", "paula", "PAR");
    private static final Map<String, String> NETWORKS = Map.of("NYC", "10.1.0.", "LON", "10.2.0.", "PAR", "10.3.0.");

    private Base() {}

    static String clusterOfPhone(String phone) {
        return known(PHONES, phone, "phone");
    }

    static String clusterOfUser(String user) {
        return known(USERS, user, "user");
    }

    static java.util.Set<String> users() {
        return USERS.keySet();
    }

    private static String known(Map<String, String> all, String name, String what) {
        String found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no cluster has a " + what + " " + name + ", there are only "
                    + Edits.ordered(List.copyOf(all.keySet())));
        }
        return found;
    }

    static ServiceAddress tftp(String cluster) {
        return ServiceAddress.of(NETWORKS.get(cluster) + "10");
    }

    static ServiceAddress backupTftp(String cluster) {
        return ServiceAddress.of(NETWORKS.get(cluster) + "11");
    }

    static ServiceAddress callManager(String cluster) {
        return ServiceAddress.of(NETWORKS.get(cluster) + "1");
    }

    static String host(String cluster) {
        return "cucm-" + cluster.toLowerCase(java.util.Locale.ROOT) + ".example.com";
    }

    private static Addresses addresses(String cluster) {
        return new Addresses(ServiceAddress.of(host(cluster), 8443), tftp(cluster), callManager(cluster));
    }

    /** Their configuration, by cluster ID. */
    static Map<String, ClusterConfiguration> clusters(boolean withParis) {
        ClusterConfiguration london = Company.london().configuration(addresses("LON"));
        Map<String, ClusterConfiguration> all = new LinkedHashMap<>();
        all.put("NYC", Company.newYork().configuration(addresses("NYC")));
        all.put("LON", london);
        if (withParis) {
            all.replaceAll((id, configuration) ->
                    Edits.remotes(remotes -> Edits.with(remotes, remote("PAR"))).apply(configuration));
            all.put("PAR", paris());
        }
        return all;
    }

    private static RemoteCluster remote(String id) {
        return RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of(host(id)))
                .build();
    }

    /** London's twin in Paris, with a user and a phone. */
    private static ClusterConfiguration paris() {
        ClusterConfiguration twin = Company.london().configuration(addresses("PAR"));
        CivicAddress here = CivicAddress.of(Map.of(CivicField.COUNTRY, "FR", CivicField.A3, "Paris"));
        Phone like = twin.phones().get(DeviceName.of("SEP0011AABBCCD1"));
        DeviceProfile profile = twin.profiles().values().iterator().next();
        return twin.toBuilder()
                .settings(Edits.copy(twin.settings(), "PAR", twin.settings().release())
                        .remoteClusters(List.of(remote("NYC"), remote("LON")))
                        .devicePools(twin.settings().devicePools().stream()
                                .map(pool -> pool.name().value().equals("dp-LON")
                                        ? pool.toBuilder()
                                                .geolocation(new Geolocation("geo-PAR", here))
                                                .build()
                                        : pool)
                                .toList())
                        .featureParameters(twin.settings().featureParameters().toBuilder()
                                .defaultTftpServer(Setting.of(tftp("PAR")))
                                .build())
                        .build())
                .phones(List.of(Phone.builder(
                                DeviceName.of("SEP0033AABBCCE1"),
                                like.model(),
                                like.protocol(),
                                DevicePoolName.of("dp-LON"))
                        .extensionMobilityEnabled(true)
                        .lines(like.lines())
                        .services(like.services())
                        .build()))
                .profiles(List.of(DeviceProfile.builder(DeviceProfileName.of("UDP-paula"))
                        .lines(profile.lines())
                        .services(profile.services())
                        .build()))
                .users(List.of(EndUser.builder(UserId.of("paula"))
                        .emccEnabled(true)
                        .controlledProfiles(List.of(DeviceProfileName.of("UDP-paula")))
                        .build()))
                .build();
    }
}
