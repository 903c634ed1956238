package org.emcc.core.login;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.session.ErrorCode;

/**
 * What two clusters refuse each other because of their releases and security modes, whoever logs in. Home decides by the same rules.
 *
 * <p>Source: emcc-behaviour 8.1 and 8.2.
 *
 * @threadsafety stateless
 * @since 0.1.0
 */
public final class Compatibility {
    private Compatibility() {}

    /**
     * Whether home refuses a phone because of its security.
     *
     * @param visitingRelease the release of the cluster of the phone
     * @param visitingMode the security mode of the cluster of the phone
     * @param homeRelease the release of the cluster of the user
     * @param homeMode the security mode of the cluster of the user
     * @param phone what the security profile of the phone asks for
     * @return 45 or 46, or empty when the phone is taken
     */
    public static Optional<ErrorCode> securityRefusal(
            Release visitingRelease,
            ClusterSecurityMode visitingMode,
            Release homeRelease,
            ClusterSecurityMode homeMode,
            PhoneSecurity phone) {
        return SecurityMatrix.refusal(
                Objects.requireNonNull(visitingRelease, "visitingRelease"),
                Objects.requireNonNull(visitingMode, "visitingMode"),
                Objects.requireNonNull(homeRelease, "homeRelease"),
                Objects.requireNonNull(homeMode, "homeMode"),
                Objects.requireNonNull(phone, "phone"));
    }

    /**
     * Whether home refuses a login type that the service URL of visiting gives.
     *
     * @param visiting the release of the cluster of the phone
     * @param home the release of the cluster of the user
     * @param type the login type of the URL
     * @return 1, or empty when the login type is used or ignored
     */
    public static Optional<ErrorCode> loginTypeRefusal(Release visiting, Release home, LoginType type) {
        Objects.requireNonNull(visiting, "visiting");
        Objects.requireNonNull(home, "home");
        return LoginTypeMatrix.verdict(visiting, home, Optional.of(type)) == LoginTypeMatrix.Verdict.REFUSED
                ? Optional.of(ErrorCode.of(1))
                : Optional.empty();
    }
}
