package org.emcc.core.session;

import java.time.Instant;
import java.util.Objects;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.internal.Require;

/**
 * The facts of a login at visiting which never change while it lives.
 *
 * <p>Source: emcc-behaviour 2.8 and 3.8.
 *
 * @param id the id of the login
 * @param device the phone
 * @param identifier what the user typed
 * @param begun when the login began
 * @threadsafety immutable
 * @since 0.1.0
 */
public record VisitingLogin(LoginId id, DeviceName device, String identifier, Instant begun) {
    /**
     * Checks the parts.
     *
     * @param id the id of the login
     * @param device the phone
     * @param identifier what the user typed
     * @param begun when the login began
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public VisitingLogin {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(device, "device");
        Require.text(identifier, "user identifier", 128);
        Objects.requireNonNull(begun, "begun");
    }
}
