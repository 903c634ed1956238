package org.emcc.core.login;

import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.Release;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.user.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * What home says to a login request before it touches anything: H1 to H12 of emcc-behaviour 2.7, in that order, as one pure
 * function. It answers with a refusal, with a question for the user, with a plan, or with what it still needs to know.
 */
sealed interface Admission {
    Release TWELVE_FIVE = Release.parse("12.5");

    /** What the function still needs. Each is fetched once. */
    enum Need {
        /** The end users whom the identifier names. */
        USERS,
        /** Whether the PIN is right; asked only when everything before H4 has passed. */
        PIN,
        /** Whether the chosen profile exists. */
        PROFILE,
        /** Whether the user is logged in elsewhere by another login; asked only when that matters. */
        OTHER_LOGIN,
        /** Whether a device of the phone's name is configured here. */
        DEVICE_NAME,
        /** Whether another login has the phone's name. */
        LIVE_DEVICE
    }

    enum Kind {
        NEEDS,
        REFUSED,
        ASKS_PROFILE,
        ASKS_PIN_CHANGE,
        PLANNED
    }

    Kind kind();

    /** More must be known first. */
    record Needs(Need what) implements Admission {
        @Override
        public Kind kind() {
            return Kind.NEEDS;
        }
    }

    /** Refused, before anything was touched. */
    record Refused(ErrorCode code) implements Admission {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /** The user has to choose a device profile (H7). */
    record AsksProfile(List<DeviceProfileName> profiles) implements Admission {
        @Override
        public Kind kind() {
            return Kind.ASKS_PROFILE;
        }
    }

    /** The user has to change the PIN (H5). */
    record AsksPinChange() implements Admission {
        @Override
        public Kind kind() {
            return Kind.ASKS_PIN_CHANGE;
        }
    }

    /** Everything that can be known without touching anything speaks for the login. */
    record Planned(
            EndUser user,
            DeviceProfileName profile,
            DevicePoolName pool,
            GeolocationMatch match,
            MultipleLoginBehavior policy,
            LoginLimit limit)
            implements Admission {
        @Override
        public Kind kind() {
            return Kind.PLANNED;
        }
    }

    /** What is known so far, or of other logins presumed; null stands for not asked yet. */
    record Facts(
            @Nullable List<EndUser> users,
            @Nullable PinCheck pin,
            @Nullable Boolean profileExists,
            @Nullable Boolean configured,
            @Nullable Boolean otherLogin,
            @Nullable Boolean liveDevice) {
        /** Nothing is known, and other logins are presumed not to be in the way. */
        static final Facts PRESUMED_ALONE = new Facts(null, null, null, null, false, false);

        Facts users(List<EndUser> found) {
            return new Facts(found, pin, profileExists, configured, otherLogin, liveDevice);
        }

        Facts pin(PinCheck check) {
            return new Facts(users, check, profileExists, configured, otherLogin, liveDevice);
        }

        Facts profileExists(boolean exists) {
            return new Facts(users, pin, exists, configured, otherLogin, liveDevice);
        }

        Facts configured(boolean here) {
            return new Facts(users, pin, profileExists, here, otherLogin, liveDevice);
        }

        Facts otherLogin(boolean other) {
            return new Facts(users, pin, profileExists, configured, other, liveDevice);
        }

        Facts liveDevice(boolean live) {
            return new Facts(users, pin, profileExists, configured, otherLogin, live);
        }

        /** The same, with nothing presumed of other logins. */
        Facts presumingNothing() {
            return new Facts(users, pin, profileExists, configured, null, null);
        }
    }

    /** The function. */
    static Admission decide(RemoteLogin request, ClusterSettings settings, Facts facts) {
        Optional<ErrorCode> gate = gate(request, settings);
        if (gate.isPresent()) {
            return new Refused(gate.get());
        }
        if (facts.users() == null) {
            return new Needs(Need.USERS);
        }
        List<EndUser> users =
                facts.users().stream().filter(EndUser::homeCluster).toList();
        if (users.isEmpty()) { // H3
            return new Refused(ErrorCode.of(23));
        }
        if (users.size() > 1) {
            return new Refused(ErrorCode.of(47));
        }
        EndUser user = users.get(0);
        if (facts.pin() == null) {
            return new Needs(Need.PIN);
        }
        return switch (facts.pin()) {
            case WRONG, LOCKED -> new Refused(ErrorCode.of(2)); // H4
            case MUST_CHANGE -> new AsksPinChange(); // H5
            case GOOD -> afterPin(request, settings, facts, user);
        };
    }

    /** H1, H2, and the login types that an older home refuses (8.2): a cluster that fails here learns nothing about users. */
    private static Optional<ErrorCode> gate(RemoteLogin request, ClusterSettings settings) {
        Optional<RemoteCluster> visiting =
                settings.remoteCluster(request.visiting().cluster());
        if (visiting.isEmpty()) {
            return Optional.of(ErrorCode.of(35));
        }
        if (LoginTypeMatrix.verdict(request.visiting().release(), settings.release(), request.loginType())
                == LoginTypeMatrix.Verdict.REFUSED) {
            return Optional.of(ErrorCode.of(1));
        }
        return SecurityMatrix.refusal(
                request.visiting().release(),
                request.visiting().securityMode(),
                settings.release(),
                settings.securityMode(),
                request.phone().security());
    }

    /** H6 to H12. */
    private static Admission afterPin(RemoteLogin request, ClusterSettings settings, Facts facts, EndUser user) {
        if (!user.emccEnabled()) { // H6
            return new Refused(ErrorCode.of(31));
        }
        List<DeviceProfileName> profiles = user.controlledProfiles();
        if (profiles.isEmpty()) { // H7
            return new Refused(ErrorCode.of(12));
        }
        if (request.chosenProfile().isEmpty() && profiles.size() > 1) {
            return new AsksProfile(profiles);
        }
        DeviceProfileName profile = request.chosenProfile().orElse(profiles.get(0));
        if (facts.profileExists() == null) {
            return new Needs(Need.PROFILE);
        }
        if (!facts.profileExists() || !profiles.contains(profile)) {
            return new Refused(ErrorCode.of(12));
        }
        if (policy(settings) == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED) { // H8
            if (facts.otherLogin() == null) {
                return new Needs(Need.OTHER_LOGIN);
            }
            if (facts.otherLogin()) {
                return new Refused(ErrorCode.of(25));
            }
        }
        if (!request.phone().model().supportsEmcc()) { // H9
            return new Refused(ErrorCode.of(32));
        }
        if (facts.configured() == null) {
            return new Needs(Need.DEVICE_NAME);
        }
        if (facts.configured()) { // H10
            return new Refused(ErrorCode.of(37));
        }
        if (facts.liveDevice() == null) {
            return new Needs(Need.LIVE_DEVICE);
        }
        if (facts.liveDevice()) {
            return new Refused(ErrorCode.of(37));
        }
        if (settings.featureParameters().defaultTftpServer().value().isEmpty()
                && settings.featureParameters().backupTftpServer().value().isEmpty()) { // H11
            return new Refused(ErrorCode.of(39));
        }
        return plan(request, settings, user, profile);
    }

    /** H12: the best match among the device pools, else the pool of the template. */
    private static Admission plan(
            RemoteLogin request, ClusterSettings settings, EndUser user, DeviceProfileName profile) {
        GeolocationMatch match = settings.roamingDevicePool(request.phone().geolocation());
        Optional<DevicePoolName> pool = match instanceof GeolocationMatch.Matched matched
                ? Optional.of(DevicePoolName.of(matched.name()))
                : settings.template().map(EmccTemplate::devicePool);
        if (pool.isEmpty() || settings.template().isEmpty()) {
            // Base devices cannot be inserted without a default template (5.6), so none can be free.
            return new Refused(ErrorCode.of(33));
        }
        return new Planned(user, profile, pool.get(), match, policy(settings), limit(user, settings));
    }

    /** The user's own limit counts from 12.5 on (3.3). */
    private static LoginLimit limit(EndUser user, ClusterSettings settings) {
        return user.maximumLoginTime()
                .resolve(settings.serviceParameters().interclusterMaximumLoginTime(), settings.release())
                .map(LoginLimit::after)
                .orElse(LoginLimit.none());
    }

    /** Before 12.5 several logins were always allowed (3.4). */
    private static MultipleLoginBehavior policy(ClusterSettings settings) {
        return settings.release().isAtLeast(TWELVE_FIVE)
                ? settings.serviceParameters().multipleLoginBehavior()
                : MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED;
    }
}
