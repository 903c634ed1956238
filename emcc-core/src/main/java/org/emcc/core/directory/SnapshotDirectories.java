package org.emcc.core.directory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.user.EndUser;

/** Directories over one immutable snapshot, with an index for each way to look a user up. */
final class SnapshotDirectories {
    private SnapshotDirectories() {}

    static Directories of(ClusterConfiguration configuration) {
        Map<LoginType, Map<String, List<EndUser>>> users = new EnumMap<>(LoginType.class);
        users.put(
                LoginType.UID,
                index(configuration, user -> Optional.of(user.id().value())));
        users.put(LoginType.SP, index(configuration, EndUser::selfServiceId));
        users.put(LoginType.DN, index(configuration, EndUser::primaryExtension));
        return new Directories(
                (ClusterDirectory & NeverBlocks) configuration::settings,
                (UserDirectory & NeverBlocks)
                        (type, identifier) -> users.getOrDefault(type, Map.of()).getOrDefault(identifier, List.of()),
                new Devices(configuration));
    }

    private static Map<String, List<EndUser>> index(
            ClusterConfiguration configuration, Function<EndUser, Optional<String>> key) {
        return configuration.users().values().stream()
                .filter(user -> key.apply(user).isPresent())
                .collect(Collectors.groupingBy(user -> key.apply(user).orElseThrow(), Collectors.toUnmodifiableList()));
    }

    private record Devices(ClusterConfiguration configuration) implements DeviceDirectory, NeverBlocks {
        @Override
        public Optional<Phone> phone(DeviceName name) {
            return Optional.ofNullable(configuration.phones().get(name));
        }

        @Override
        public Optional<DeviceProfile> profile(DeviceProfileName name) {
            return Optional.ofNullable(configuration.profiles().get(name));
        }

        @Override
        public List<BaseDevice> baseDevices() {
            return configuration.baseDevices();
        }
    }
}
