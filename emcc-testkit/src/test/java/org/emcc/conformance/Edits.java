package org.emcc.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.Phone;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.Release;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;

/** What an administrator changes, as functions of a cluster's configuration. */
final class Edits {
    private Edits() {}

    static UnaryOperator<ClusterConfiguration> settings(UnaryOperator<ClusterSettings.Builder> change) {
        return before -> before.toBuilder()
                .settings(change.apply(before.settings().toBuilder()).build())
                .build();
    }

    static UnaryOperator<ClusterConfiguration> parameters(UnaryOperator<ServiceParameters.Builder> change) {
        return before -> settings(settings ->
                        settings.serviceParameters(change.apply(before.settings().serviceParameters().toBuilder())
                                .build()))
                .apply(before);
    }

    static UnaryOperator<ClusterConfiguration> features(UnaryOperator<FeatureParameters.Builder> change) {
        return before -> settings(settings ->
                        settings.featureParameters(change.apply(before.settings().featureParameters().toBuilder())
                                .build()))
                .apply(before);
    }

    static UnaryOperator<ClusterConfiguration> services(UnaryOperator<InterclusterServiceProfile.Builder> change) {
        return before -> settings(
                        settings -> settings.serviceProfile(change.apply(before.settings().serviceProfile().toBuilder())
                                .build()))
                .apply(before);
    }

    static UnaryOperator<ClusterConfiguration> template(UnaryOperator<EmccTemplate> change) {
        return before -> settings(settings -> settings.template(
                        change.apply(before.settings().template().orElseThrow())))
                .apply(before);
    }

    static UnaryOperator<ClusterConfiguration> remotes(UnaryOperator<List<RemoteCluster>> change) {
        return before -> settings(settings ->
                        settings.remoteClusters(change.apply(before.settings().remoteClusters())))
                .apply(before);
    }

    static UnaryOperator<ClusterConfiguration> pools(UnaryOperator<DevicePool> change) {
        return before -> settings(settings -> settings.devicePools(
                        before.settings().devicePools().stream().map(change).toList()))
                .apply(before);
    }

    static UnaryOperator<ClusterConfiguration> pool(String name, UnaryOperator<DevicePool.Builder> change) {
        return before -> {
            if (before.settings().devicePools().stream()
                    .noneMatch(pool -> pool.name().value().equals(name))) {
                throw new IllegalArgumentException("there is no device pool " + name);
            }
            return pools(pool -> pool.name().value().equals(name)
                            ? change.apply(pool.toBuilder()).build()
                            : pool)
                    .apply(before);
        };
    }

    static UnaryOperator<ClusterConfiguration> phones(UnaryOperator<List<Phone>> change) {
        return before -> before.toBuilder()
                .phones(change.apply(List.copyOf(before.phones().values())))
                .build();
    }

    static UnaryOperator<ClusterConfiguration> phone(String name, UnaryOperator<Phone.Builder> change) {
        return before -> {
            if (!before.phones().containsKey(DeviceName.of(name))) {
                throw new IllegalArgumentException("there is no phone " + name);
            }
            return phones(all -> all.stream()
                            .map(phone -> phone.name().value().equals(name)
                                    ? change.apply(phone.toBuilder()).build()
                                    : phone)
                            .toList())
                    .apply(before);
        };
    }

    /** A phone of another model, of which all else stays. */
    static Phone ofModel(Phone phone, org.emcc.core.device.PhoneModel model) {
        Phone.Builder made = Phone.builder(phone.name(), model, phone.protocol(), phone.devicePool())
                .extensionMobilityEnabled(phone.extensionMobilityEnabled())
                .lines(phone.lines())
                .services(phone.services())
                .security(phone.security())
                .ipAddressingMode(phone.ipAddressingMode());
        phone.load().ifPresent(made::load);
        phone.geolocation().ifPresent(made::geolocation);
        return made.build();
    }

    static UnaryOperator<ClusterConfiguration> users(UnaryOperator<List<EndUser>> change) {
        return before -> before.toBuilder()
                .users(change.apply(List.copyOf(before.users().values())))
                .build();
    }

    static UnaryOperator<ClusterConfiguration> user(String id, UnaryOperator<EndUser.Builder> change) {
        return before -> {
            if (!before.users().containsKey(UserId.of(id))) {
                throw new IllegalArgumentException("there is no user " + id);
            }
            return users(all -> all.stream()
                            .map(user -> user.id().value().equals(id)
                                    ? change.apply(user.toBuilder()).build()
                                    : user)
                            .toList())
                    .apply(before);
        };
    }

    static UnaryOperator<ClusterConfiguration> profiles(UnaryOperator<List<DeviceProfile>> change) {
        return before -> before.toBuilder()
                .profiles(change.apply(List.copyOf(before.profiles().values())))
                .build();
    }

    /** The only profile of a user. */
    static UnaryOperator<ClusterConfiguration> profileOf(String user, UnaryOperator<DeviceProfile.Builder> change) {
        return before -> {
            var name = before.users().get(UserId.of(user)).controlledProfiles().get(0);
            return profiles(all -> all.stream()
                            .map(profile -> profile.name().equals(name)
                                    ? change.apply(profile.toBuilder()).build()
                                    : profile)
                            .toList())
                    .apply(before);
        };
    }

    /** The same settings under another release; a release is no part that a builder takes over. */
    static UnaryOperator<ClusterConfiguration> release(String release) {
        return before -> before.toBuilder()
                .settings(copy(before.settings(), before.settings().id().value(), Release.parse(release))
                        .build())
                .build();
    }

    static ClusterSettings.Builder copy(ClusterSettings settings, String id, Release release) {
        ClusterSettings.Builder made = ClusterSettings.builder(org.emcc.core.id.ClusterId.of(id), release)
                .devicePools(settings.devicePools())
                .featureParameters(settings.featureParameters())
                .geolocationFilters(settings.geolocationFilters())
                .geolocations(settings.geolocations())
                .nodes(settings.nodes())
                .otherTemplates(settings.otherTemplates())
                .phoneServices(settings.phoneServices())
                .prepareForRollback(settings.prepareForRollback())
                .remoteClusters(settings.remoteClusters())
                .securityMode(settings.securityMode())
                .serviceParameters(settings.serviceParameters())
                .serviceProfile(settings.serviceProfile())
                .trunks(settings.trunks());
        settings.defaultGeolocation().ifPresent(made::defaultGeolocation);
        settings.template().ifPresent(made::template);
        return made;
    }

    static <T> List<T> with(List<T> before, T more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }

    /** Such as {@code country GB, A3 London}. */
    static CivicAddress address(String text) {
        Map<CivicField, String> fields = new EnumMap<>(CivicField.class);
        for (String part : text.split(",", -1)) {
            String[] words = part.strip().split(" ", 2);
            fields.put(field(words[0]), words[1]);
        }
        return CivicAddress.of(fields);
    }

    static CivicField field(String name) {
        return Arrays.stream(CivicField.values())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no field " + name + " of an address"));
    }

    static List<String> ordered(List<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        return sorted;
    }
}
