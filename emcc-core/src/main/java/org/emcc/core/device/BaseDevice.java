package org.emcc.core.device;

import java.util.Objects;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.PhoneSecurity;

/**
 * An EMCC base device: a placeholder of which each login from elsewhere takes one.
 *
 * <p>Source: emcc-behaviour 1, 5.6, and 7.2 code 43.
 *
 * @param name its name, {@code EMCC<n>}
 * @param security what its security profile asks for; only a nonsecure one can serve a login
 * @threadsafety immutable
 * @since 0.1.0
 */
public record BaseDevice(BaseDeviceName name, PhoneSecurity security) {
    /**
     * Checks the parts.
     *
     * @param name its name, {@code EMCC<n>}
     * @param security what its security profile asks for; only a nonsecure one can serve a login
     */
    public BaseDevice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(security, "security");
    }
}
