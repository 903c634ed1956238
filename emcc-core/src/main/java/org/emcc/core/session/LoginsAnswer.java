package org.emcc.core.session;

import java.util.Objects;
import java.util.Set;
import org.emcc.core.id.LoginId;
import org.emcc.core.internal.Require;

/**
 * What visiting answers to {@link LoginsQuery}.
 *
 * <p>Source: emcc-behaviour 3.5, inferred.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LoginsAnswer {
    /**
     * Those that are live at visiting.
     *
     * @param logins some or all or none of those asked for, at most {@link LoginsQuery#MOST}
     */
    record Live(Set<LoginId> logins) implements LoginsAnswer {
        /**
         * Checks and copies the set.
         *
         * @param logins those that are live
         * @throws IllegalArgumentException when there are more than {@link LoginsQuery#MOST}
         */
        public Live {
            logins = Set.copyOf(logins);
            Require.range(logins.size(), "number of live logins", 0, LoginsQuery.MOST);
        }
    }

    /**
     * Visiting does not say.
     *
     * @param code why
     */
    record Refused(ErrorCode code) implements LoginsAnswer {
        /**
         * Checks that there is a code.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }
    }
}
