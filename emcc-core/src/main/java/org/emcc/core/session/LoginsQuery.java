package org.emcc.core.session;

import java.util.List;
import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.LoginId;
import org.emcc.core.internal.Require;

/**
 * Home asks visiting which of some logins it still has, to find expired devices.
 *
 * <p>Source: emcc-behaviour 3.5; that home asks is inferred.
 *
 * @param from the home cluster that asks
 * @param logins the logins, at most {@link #MOST}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record LoginsQuery(ClusterId from, List<LoginId> logins) {
    /** How many logins one query names at most. */
    public static final int MOST = 500;

    /**
     * Checks the parts and copies the list.
     *
     * @param from the home cluster that asks
     * @param logins the logins
     * @throws IllegalArgumentException when there are more than {@link #MOST}
     */
    public LoginsQuery {
        Objects.requireNonNull(from, "from");
        logins = List.copyOf(logins);
        Require.range(logins.size(), "number of logins in a query", 0, MOST);
    }
}
