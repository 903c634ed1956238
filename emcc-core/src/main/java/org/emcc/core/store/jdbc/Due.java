package org.emcc.core.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.Lease;
import org.jspecify.annotations.Nullable;

/**
 * When a login wants attention, and who gives it until then.
 *
 * <p>A row holds it as {@code due}, and beside it {@code wake}, which is indexed and never later than a {@code due} that
 * there is. While a login lives, {@code due} changes with every step and {@code wake} only becomes earlier, so that PostgreSQL has
 * no index to change. A claim finds by {@code wake}, decides by {@code due}, and moves on what woke too early.
 *
 * @param at nanoseconds since the epoch, or nothing when it wants none
 * @param node who has leased it, or nobody
 */
record Due(@Nullable Long at, @Nullable String node) {
    private static final Due NEVER = new Due(null, null);

    static Due of(HomeSession session, Lease lease) {
        if (!session.settled()) {
            return leased(lease);
        }
        return session.live()
                ? session.login().end().map(end -> new Due(nanos(end), null)).orElse(NEVER)
                : NEVER;
    }

    static Due of(VisitingSession session, Lease lease) {
        return session.settled() ? NEVER : leased(lease);
    }

    static Due leased(Lease lease) {
        return new Due(nanos(lease.until()), Plain.write(lease.node()));
    }

    /** Sets the parameters of {@code due}, {@code wake} and {@code lease_node}, and says which is the next. */
    int set(PreparedStatement statement, int first) throws SQLException {
        setTime(statement, first);
        setTime(statement, first + 1);
        statement.setString(first + 2, node);
        return first + 3;
    }

    /** Sets the same instant twice, and says which parameter is the next. */
    static int now(PreparedStatement statement, int first, Instant now) throws SQLException {
        statement.setLong(first, nanos(now));
        statement.setLong(first + 1, nanos(now));
        return first + 2;
    }

    private void setTime(PreparedStatement statement, int parameter) throws SQLException {
        if (at == null) {
            statement.setNull(parameter, Types.BIGINT);
        } else {
            statement.setLong(parameter, at);
        }
    }

    /** Nanoseconds since the epoch; what is too far away for them (1677, 2262) is as far as they go. */
    static long nanos(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
