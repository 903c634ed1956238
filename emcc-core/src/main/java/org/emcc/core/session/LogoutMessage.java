package org.emcc.core.session;

import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;

/**
 * Tells the other cluster that a login has ended: visiting tells home, or home gives visiting notice. It carries no PIN; that the sender is who it says rests on mutual TLS.
 *
 * <p>Source: emcc-behaviour 3.1 and 12.4; design 4.4.
 *
 * @param from the sending cluster
 * @param login the login
 * @param device the phone
 * @param cause why it ended
 * @threadsafety immutable
 * @since 0.1.0
 */
public record LogoutMessage(ClusterId from, LoginId login, DeviceName device, LogoutCause cause) {
    /**
     * Checks the parts.
     *
     * @param from the sending cluster
     * @param login the login
     * @param device the phone
     * @param cause why it ended
     */
    public LogoutMessage {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(cause, "cause");
    }
}
