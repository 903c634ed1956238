package org.emcc.testkit.lab;

import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;

/** The directories of a cluster whose configuration can be replaced while it runs, as an administrator does. */
final class LiveConfiguration {
    private volatile ClusterConfiguration configuration;
    private volatile Directories now;

    LiveConfiguration(ClusterConfiguration first) {
        this.configuration = first;
        this.now = Directories.of(first);
    }

    void replace(ClusterConfiguration next) {
        configuration = next;
        now = Directories.of(next);
    }

    ClusterConfiguration get() {
        return configuration;
    }

    /** Directories that always answer from the newest configuration. */
    Directories directories() {
        return new Directories(
                () -> now.cluster().settings(),
                (type, identifier) -> now.users().find(type, identifier),
                new LiveDevices());
    }

    private final class LiveDevices implements DeviceDirectory {
        @Override
        public Optional<Phone> phone(DeviceName name) {
            return now.devices().phone(name);
        }

        @Override
        public Optional<DeviceProfile> profile(DeviceProfileName name) {
            return now.devices().profile(name);
        }

        @Override
        public List<BaseDevice> baseDevices() {
            return now.devices().baseDevices();
        }
    }
}
