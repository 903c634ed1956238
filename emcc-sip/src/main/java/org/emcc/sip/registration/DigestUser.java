package org.emcc.sip.registration;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.DigestSecret;
import org.jspecify.annotations.Nullable;

/**
 * A user who proves by digest who sends: the secret, and the device that it belongs to. It does not print the secret.
 *
 * <p>Source: sip 4.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DigestUser {
    private final DigestSecret secret;
    private final @Nullable DeviceName device;

    private DigestUser(DigestSecret secret, @Nullable DeviceName device) {
        this.secret = Objects.requireNonNull(secret, "secret");
        this.device = device;
    }

    /**
     * A user that is associated with a device.
     *
     * @param device the device
     * @param secret what the user knows; a hash serves for its own algorithm only
     * @return the user
     */
    public static DigestUser of(DeviceName device, DigestSecret secret) {
        return new DigestUser(secret, Objects.requireNonNull(device, "device"));
    }

    /**
     * A user without a device: its requests are answered with 404 once it has proved who it is.
     *
     * @param secret what the user knows
     * @return the user
     */
    public static DigestUser withoutDevice(DigestSecret secret) {
        return new DigestUser(secret, null);
    }

    /**
     * The device that belongs to the user.
     *
     * @return its name, or empty when it has none
     */
    public Optional<DeviceName> device() {
        return Optional.ofNullable(device);
    }

    DigestSecret secret() {
        return secret;
    }

    /** The device, and nothing of the secret. */
    @Override
    public String toString() {
        return "DigestUser[device=" + (device == null ? "(none)" : device) + ", secret hidden]";
    }
}
