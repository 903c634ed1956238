package org.emcc.core.gateway;

import java.util.Objects;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.session.LoginLimit;

/**
 * The wish to log a user of this cluster in at a phone of this cluster. Everything that the configuration can say of it was checked.
 *
 * @param device the phone: known, and enabled for Extension Mobility
 * @param user the user, who is of this cluster
 * @param profile one of the user's controlled profiles
 * @param limit how long it may last before this cluster ends it
 * @threadsafety immutable
 * @since 0.1.0
 */
public record LocalLogin(DeviceName device, UserId user, DeviceProfileName profile, LoginLimit limit) {
    /**
     * Checks the parts.
     *
     * @param device the phone
     * @param user the user
     * @param profile one of the user's controlled profiles
     * @param limit how long it may last
     */
    public LocalLogin {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(limit, "limit");
    }
}
