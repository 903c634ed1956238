package org.emcc.core.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL can do in one statement, and therefore in one round trip and one commit. */
final class PostgresHomeStore extends JdbcHomeStore {
    private static final int ATTEMPTS = 100;

    private final String reserve;
    private final String reserveWaiting;
    private final String move;
    private final String make;
    private final String end;
    private final String claim;

    PostgresHomeStore(Database database, String prefix) {
        super(database, prefix);
        String ask = sql("WITH asked AS (SELECT (SELECT state FROM {home_login} WHERE id = ?) AS known,"
                + " EXISTS (SELECT 1 FROM {home_login} WHERE live_user = ?) AS user_live,"
                + " EXISTS (SELECT 1 FROM {home_login} WHERE live_device = ?) AS device_live),"
                + " base AS (SELECT number FROM {base_device} WHERE " + FREE
                + " AND (SELECT known IS NULL AND NOT device_live AND NOT (user_live AND ?) FROM asked)"
                + " ORDER BY number LIMIT 1 FOR UPDATE %s),"
                + " made AS (INSERT INTO {home_login} (id, version, state, detail, pending, format, live_device,"
                + " live_user, exclusive_user, due, wake, lease_node, base_device)"
                + " SELECT ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, number FROM base"
                + " ON CONFLICT DO NOTHING RETURNING id, base_device),"
                + " told AS (INSERT INTO {home_facts} (login, facts) SELECT id, ? FROM made),"
                + " taken AS (UPDATE {base_device} b SET holder = made.id FROM made WHERE b.number = made.base_device)"
                + " SELECT asked.known, asked.user_live, asked.device_live, (SELECT base_device FROM made),"
                + " EXISTS (SELECT 1 FROM base), " + ifNotMade("SELECT 1 FROM {base_device} WHERE " + FREE) + ", "
                + ifNotMade("SELECT 1 FROM {base_device} WHERE standing = 'SECURE'") + " FROM asked");
        this.reserve = ask.replace("%s", "SKIP LOCKED");
        this.reserveWaiting = ask.replace("%s", "");
        this.move = sql(replacement(true));
        this.make = change(true);
        this.end = change(false);
        this.claim = sql(claiming("{home_login}", KNOWN) + ","
                + " taken AS (UPDATE {home_login} l SET " + moved(false) + " FROM found WHERE l.id = found.id"
                + " RETURNING l.id, l.version, l.state, l.detail, l.pending, l.format, l.base_device)"
                + " SELECT taken.*, f.facts, f.device FROM taken JOIN {home_facts} f ON f.login = taken.id");
    }

    /** What only a refusal needs to know is not looked for otherwise. */
    private static String ifNotMade(String question) {
        return "CASE WHEN EXISTS (SELECT 1 FROM made) THEN FALSE ELSE EXISTS (" + question + ") END";
    }

    /** Changes both tables. */
    private String change(boolean live) {
        return sql("WITH moved AS (" + replacement(live) + " RETURNING id, base_device),"
                + " made AS (UPDATE {home_facts} f SET device = ? FROM moved"
                + " WHERE f.login = moved.id AND f.device IS DISTINCT FROM ?)"
                + (live
                        ? ""
                        : ", freed AS (UPDATE {base_device} b SET holder = NULL FROM moved"
                                + " WHERE b.number = moved.base_device AND b.holder = moved.id)")
                + " SELECT COUNT(*) FROM moved");
    }

    /** What the one statement answers. */
    private record Answer(
            @Nullable String known,
            boolean userLive,
            boolean deviceLive,
            int made,
            boolean based,
            boolean free,
            boolean secure) {}

    @Override
    public Reservation reserve(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
        return noted(reserveAtOnce(login, policy, supersede, lease));
    }

    private Reservation reserveAtOnce(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
        boolean wait = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean skipping = !wait;
            Answer answer = database()
                    .statement("reserve a base device", connection -> ask(connection, login, policy, lease, skipping));
            if (answer.made() > 0) {
                HomeSession session = HomeSession.reserved(login, BaseDeviceName.of(answer.made()));
                return new Reservation.Reserved(new Versioned<>(session, 1), List.of());
            }
            if (answer.known() == null && policy == MultipleLoginBehavior.AUTO_LOGOUT && answer.userLive()) {
                return reserveInSteps(login, policy, supersede, lease);
            }
            Optional<Reservation> decided = decided(answer, login, policy, skipping);
            if (decided.isPresent()) {
                return decided.get();
            }
            // Either another login came first, and the next look sees it; or all that is free is locked, so we wait for
            // it.
            wait = !answer.based();
        }
        throw new StoreException(
                "could not reserve a base device: others came first " + ATTEMPTS + " times",
                true,
                new IllegalStateException("too many conflicts"));
    }

    private Optional<Reservation> decided(
            Answer answer, HomeLogin login, MultipleLoginBehavior policy, boolean skipping) {
        if (answer.known() != null) {
            return answer.known().equals(BURIED)
                    ? Optional.of(refused(1))
                    : find(login.id()).map(Reservation.Known::new);
        }
        if (answer.userLive() && policy == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED) {
            return Optional.of(refused(25));
        }
        if (answer.deviceLive()) {
            return Optional.of(refused(37));
        }
        if (answer.based() || (answer.free() && skipping)) {
            return Optional.empty();
        }
        return Optional.of(refused(answer.secure() ? 43 : 33));
    }

    private Answer ask(
            Connection connection, HomeLogin login, MultipleLoginBehavior policy, Lease lease, boolean skipping)
            throws SQLException {
        // The number of the base device is not known yet, and is no part of what is written from this value.
        HomeSession session = HomeSession.reserved(login, BaseDeviceName.of(1));
        try (PreparedStatement statement = connection.prepareStatement(skipping ? reserve : reserveWaiting)) {
            statement.setString(1, login.id().value());
            statement.setString(2, Plain.write(login.user().value()));
            statement.setString(3, login.device().value());
            statement.setBoolean(4, policy != MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED);
            statement.setString(first(statement, 5, session, policy, lease), HomeDocuments.facts(login));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Answer(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getInt(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7));
            }
        }
    }

    @Override
    public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
        boolean moves = next.live() && keepsDevice(next, version);
        boolean saved = database()
                .statement(
                        "save a login",
                        connection -> moves
                                ? move(connection, next, version, lease)
                                : change(connection, next, version, lease));
        return saved(saved, next, version);
    }

    private boolean move(Connection connection, HomeSession next, long version, Lease lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(move)) {
            replacing(update, next, version, lease);
            return update.executeUpdate() == 1;
        }
    }

    private boolean change(Connection connection, HomeSession next, long version, Lease lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(next.live() ? make : end)) {
            int at = replacing(update, next, version, lease);
            String device = document(next);
            update.setString(at, device);
            update.setString(at + 1, device);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getInt(1) == 1;
            }
        }
    }

    @Override
    public List<Versioned<HomeSession>> claim(Instant now, Lease lease, int max) {
        return claim(claim, now, lease, max);
    }
}
