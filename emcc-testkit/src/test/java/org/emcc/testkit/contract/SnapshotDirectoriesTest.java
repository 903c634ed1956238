package org.emcc.testkit.contract;

import java.util.List;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.EndUser;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.junit.jupiter.api.Nested;

/** The directories over a snapshot. */
class SnapshotDirectoriesTest {
    private static final ServiceAddress HERE = ServiceAddress.of("127.0.0.1", 1);
    private static final ClusterSettings SETTINGS =
            Company.newYork().configuration(new Addresses(HERE, HERE, HERE)).settings();

    @Nested
    class Users extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            List<DeviceProfile> profiles = users.stream()
                    .flatMap(user -> user.controlledProfiles().stream())
                    .distinct()
                    .map(name -> DeviceProfile.builder(name).build())
                    .toList();
            return Directories.of(ClusterConfiguration.builder(SETTINGS)
                            .profiles(profiles)
                            .users(users)
                            .build())
                    .users();
        }
    }

    @Nested
    class Devices extends DeviceDirectoryContract {
        @Override
        protected DeviceDirectory newDirectory(
                List<Phone> phones, List<DeviceProfile> profiles, List<BaseDevice> baseDevices) {
            return Directories.of(ClusterConfiguration.builder(SETTINGS)
                            .phones(phones)
                            .profiles(profiles)
                            .baseDevices(baseDevices)
                            .build())
                    .devices();
        }
    }

    @Nested
    class Settings extends ClusterDirectoryContract {
        @Override
        protected ClusterDirectory newDirectory(ClusterSettings settings) {
            return Directories.of(ClusterConfiguration.builder(settings).build())
                    .cluster();
        }
    }
}
