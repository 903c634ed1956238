package org.emcc.core.session;

import java.util.Objects;
import org.emcc.core.id.LoginId;

/**
 * How a logout ended.
 *
 * <p>Source: emcc-behaviour 3.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LogoutOutcome {
    /**
     * The phone's own file is back.
     *
     * @param login the login that ended
     * @param homeAcknowledged whether home confirmed it; if not, home is told again until it does
     */
    record LoggedOut(LoginId login, boolean homeAcknowledged) implements LogoutOutcome {
        /**
         * Checks the parts.
         *
         * @param login the login that ended
         * @param homeAcknowledged whether home confirmed it
         */
        public LoggedOut {
            Objects.requireNonNull(login, "login");
        }
    }

    /**
     * There was nothing to log out, or the logout failed.
     *
     * @param code why
     */
    record Refused(ErrorCode code) implements LogoutOutcome {
        /**
         * Checks the parts.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }
    }
}
