package org.emcc.core.store;

import java.util.List;
import java.util.Objects;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeSession;

/**
 * What came of {@link HomeLoginStore#reserve}.
 *
 * <p>Source: design 4.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Reservation {
    /**
     * A base device is claimed and the session recorded.
     *
     * @param session the new session, Reserved
     * @param superseded older sessions of the user, which <em>Auto Logout</em> has put to Releasing in the same step
     */
    record Reserved(Versioned<HomeSession> session, List<Versioned<HomeSession>> superseded) implements Reservation {
        /**
         * Copies the list.
         *
         * @param session the new session
         * @param superseded older sessions of the user
         */
        public Reserved {
            Objects.requireNonNull(session, "session");
            superseded = List.copyOf(superseded);
        }
    }

    /**
     * The login id is known already; nothing was changed.
     *
     * @param session the session of that id, live or ended
     */
    record Known(Versioned<HomeSession> session) implements Reservation {
        /**
         * Checks that there is a session.
         *
         * @param session the session of that id
         */
        public Known {
            Objects.requireNonNull(session, "session");
        }
    }

    /**
     * A rule was broken; nothing was changed.
     *
     * @param code 1 (buried id), 25 (user logged in), 33 (no free base device), 37 (device name live) or 43 (only secure base devices free)
     */
    record Refused(ErrorCode code) implements Reservation {
        /**
         * Checks that there is a code.
         *
         * @param code which rule
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }
    }
}
