package org.emcc.testkit.lab;

import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<ClusterConfiguration> configuration;
    private final AtomicReference<Directories> now;

    LiveConfiguration(ClusterConfiguration first) {
        this.configuration = new AtomicReference<>(first);
        this.now = new AtomicReference<>(Directories.of(first));
    }

    void replace(ClusterConfiguration next) {
        configuration.set(next);
        now.set(Directories.of(next));
    }

    ClusterConfiguration get() {
        return configuration.get();
    }

    /** Directories that always answer from the newest configuration. */
    Directories directories() {
        return new Directories(
                () -> now.get().cluster().settings(),
                (type, identifier) -> now.get().users().find(type, identifier),
                new LiveDevices());
    }

    private final class LiveDevices implements DeviceDirectory {
        @Override
        public java.util.Optional<Phone> phone(DeviceName name) {
            return now.get().devices().phone(name);
        }

        @Override
        public java.util.Optional<DeviceProfile> profile(DeviceProfileName name) {
            return now.get().devices().profile(name);
        }

        @Override
        public java.util.List<BaseDevice> baseDevices() {
            return now.get().devices().baseDevices();
        }
    }
}
