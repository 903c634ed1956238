package org.emcc.core.session;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;

/**
 * The facts of a login at home which never change while it lives.
 *
 * <p>Source: emcc-behaviour 2.7 and 3.8.
 *
 * @param id the id of the login
 * @param user the user
 * @param profile the device profile
 * @param visiting what visiting said of itself
 * @param phone what visiting said of the phone
 * @param devicePool the device pool that was chosen
 * @param poolMatched whether a geolocation chose it; if not, it is that of the template
 * @param loginTime when home logged the user in
 * @param limit how long it may last before home ends it
 * @threadsafety immutable
 * @since 0.1.0
 */
public record HomeLogin(
        LoginId id,
        UserId user,
        DeviceProfileName profile,
        VisitingFacts visiting,
        PhoneFacts phone,
        DevicePoolName devicePool,
        boolean poolMatched,
        Instant loginTime,
        LoginLimit limit) {
    /**
     * Checks the parts.
     *
     * @param id the id of the login
     * @param user the user
     * @param profile the device profile
     * @param visiting what visiting said of itself
     * @param phone what visiting said of the phone
     * @param devicePool the device pool that was chosen
     * @param poolMatched whether a geolocation chose it; if not, it is that of the template
     * @param loginTime when home logged the user in
     * @param limit how long it may last before home ends it
     */
    public HomeLogin {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(visiting, "visiting");
        Objects.requireNonNull(phone, "phone");
        Objects.requireNonNull(devicePool, "devicePool");
        Objects.requireNonNull(loginTime, "loginTime");
        Objects.requireNonNull(limit, "limit");
    }

    /**
     * The phone.
     *
     * @return its device name
     */
    public DeviceName device() {
        return phone.device();
    }

    /**
     * When the maximum login time is over.
     *
     * @return the instant, or empty when there is no limit
     */
    public Optional<Instant> end() {
        return limit.end(loginTime);
    }
}
