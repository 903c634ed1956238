package org.emcc.core.directory;

import java.util.List;
import java.util.Optional;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;

/**
 * The phones, profiles and base devices of this cluster.
 *
 * @implSpec Durability: read only. Concurrency: called from any thread, calls overlap. Failure: throw any unchecked exception;
 *     the login ends with code 6 and leaves nothing behind. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.DeviceDirectoryContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface DeviceDirectory {
    /**
     * A phone of this cluster.
     *
     * @param name its device name
     * @return the phone, or empty when there is none
     */
    Optional<Phone> phone(DeviceName name);

    /**
     * A user device profile.
     *
     * @param name its name
     * @return the profile, or empty when there is none
     */
    Optional<DeviceProfile> profile(DeviceProfileName name);

    /**
     * All EMCC base devices. Asked once, when a home cluster is built.
     *
     * @return the base devices, in any order
     */
    List<BaseDevice> baseDevices();
}
