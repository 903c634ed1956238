package org.emcc.core.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.internal.Require;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store in SQL that both databases understand. Each call is one transaction, most are one statement. */
class JdbcVisitingStore implements VisitingLoginStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcVisitingStore.class);

    static final String KNOWN = Known.only(VisitingState.Kind.values());

    private final Database database;
    private final String prefix;
    private final String read;

    JdbcVisitingStore(Database database, String prefix) {
        this.database = database;
        this.prefix = prefix;
        this.read = sql("SELECT id, version, state, detail, pending, format, facts FROM {visiting_login} WHERE ");
    }

    final Database database() {
        return database;
    }

    /** A table's name in braces gets its prefix. */
    final String sql(String text) {
        return text.replace("{", prefix).replace("}", "");
    }

    @Override
    public Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease) {
        boolean opened = database.transaction("open a login", connection -> {
            boolean taken = exists(connection, "id = ?", first.login().id().value())
                    || exists(
                            connection,
                            "live_device = ?",
                            first.login().device().value());
            return !taken && insert(connection, first, lease, "");
        });
        return opened ? Optional.of(new Versioned<>(first, 1)) : Optional.empty();
    }

    private boolean exists(Connection connection, String where, String value) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(sql("SELECT 1 FROM {visiting_login} WHERE " + where))) {
            query.setString(1, value);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    final boolean insert(Connection connection, VisitingSession first, Lease lease, String onConflict)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql("INSERT INTO {visiting_login}"
                + " (state, detail, pending, format, due, lease_node, id, version, facts, live_device)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)" + onConflict))) {
            int at = standing(insert, first, lease);
            insert.setString(at, first.login().id().value());
            insert.setString(at + 1, VisitingDocuments.facts(first.login()));
            insert.setString(at + 2, first.login().device().value());
            return insert.executeUpdate() == 1;
        }
    }

    /** Sets what changes while a login lives, and says which parameter is the next. */
    private static int standing(PreparedStatement statement, VisitingSession session, Lease lease) throws SQLException {
        statement.setString(1, session.state().kind().name());
        statement.setString(2, VisitingDocuments.detail(session.state()));
        statement.setString(3, VisitingDocuments.pending(session.pending()));
        statement.setInt(4, Known.FORMAT);
        return Due.of(session, lease).set(statement, 5);
    }

    @Override
    public Optional<Versioned<VisitingSession>> save(VisitingSession next, long version, Lease lease) {
        // A row that is not live can only be followed by another that is not.
        String change = sql("UPDATE {visiting_login} SET version = version + 1, state = ?, detail = ?, pending = ?,"
                + " format = ?, due = ?, lease_node = ?" + (next.live() ? "" : ", live_device = NULL")
                + " WHERE id = ? AND version = ?" + (next.live() ? " AND live_device IS NOT NULL" : ""));
        boolean saved = database.statement("save a login", connection -> {
            try (PreparedStatement update = connection.prepareStatement(change)) {
                int at = standing(update, next, lease);
                update.setString(at, next.login().id().value());
                update.setLong(at + 1, version);
                return update.executeUpdate() == 1;
            }
        });
        return saved ? Optional.of(new Versioned<>(next, version + 1)) : Optional.empty();
    }

    @Override
    public Optional<Versioned<VisitingSession>> find(LoginId login) {
        return one("find a login", "id = ?", login.value());
    }

    @Override
    public Optional<Versioned<VisitingSession>> live(DeviceName device) {
        return one("find the login of a phone", "live_device = ?", device.value());
    }

    private Optional<Versioned<VisitingSession>> one(String what, String where, String value) {
        return database.statement(what, connection -> {
            try (PreparedStatement query = connection.prepareStatement(read + where)) {
                query.setString(1, value);
                return sessions(query).stream().findFirst();
            }
        });
    }

    @Override
    public List<Versioned<VisitingSession>> liveAfter(LoginId after, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        return database.statement("list live logins", connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    read + "id > ? AND live_device IS NOT NULL AND " + KNOWN + " ORDER BY id LIMIT ?")) {
                query.setString(1, after.value());
                query.setInt(2, max);
                return sessions(query);
            }
        });
    }

    private static List<Versioned<VisitingSession>> sessions(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<Versioned<VisitingSession>> found = new ArrayList<>();
            while (rows.next()) {
                found.add(session(rows));
            }
            return found;
        }
    }

    /** What was claimed. A row that cannot be read is reported and keeps its lease: it must not keep others from being claimed. */
    static List<Versioned<VisitingSession>> claimed(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<Versioned<VisitingSession>> found = new ArrayList<>();
            while (rows.next()) {
                try {
                    found.add(session(rows));
                } catch (StoreException e) {
                    LOG.warn("passed over: {}", e.getMessage());
                }
            }
            return found;
        }
    }

    /** Reads a row: id, version, state, detail, pending, format, facts. */
    private static Versioned<VisitingSession> session(ResultSet row) throws SQLException {
        LoginId id = LoginId.parse(row.getString(1));
        VisitingState.Kind kind = Known.state(id, row.getString(3), row.getInt(6), VisitingState.Kind.values());
        try {
            Part parts = Part.row(row.getString(4), row.getString(5), row.getString(7));
            VisitingSession session = VisitingSession.builder(
                            VisitingDocuments.facts(id, parts), VisitingDocuments.state(kind, parts))
                    .pending(VisitingDocuments.pending(parts))
                    .build();
            return new Versioned<>(session, row.getLong(2));
        } catch (Part.Broken e) {
            throw Known.unreadable(id, e.why());
        }
    }

    @Override
    public List<Versioned<VisitingSession>> claim(Instant now, Lease lease, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        return database.transaction("claim logins", connection -> {
            List<Versioned<VisitingSession>> found = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(
                            sql("UPDATE {visiting_login} SET due = ?, lease_node = ? WHERE id = ?"));
                    PreparedStatement query = connection.prepareStatement(read + "id = ?")) {
                for (String id : due(connection, now, max)) {
                    update.setString(Due.leased(lease).set(update, 1), id);
                    update.executeUpdate();
                    query.setString(1, id);
                    found.addAll(claimed(query));
                }
            }
            return found;
        });
    }

    private List<String> due(Connection connection, Instant now, int max) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql("SELECT id FROM {visiting_login} WHERE due <= ?"
                + " AND " + KNOWN + " ORDER BY due LIMIT ? FOR UPDATE SKIP LOCKED"))) {
            query.setLong(1, Due.nanos(now));
            query.setInt(2, max);
            try (ResultSet rows = query.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    @Override
    public void handOver(String node) {
        execute(
                "hand leases over",
                "UPDATE {visiting_login} SET due = 0, lease_node = NULL WHERE lease_node = ?",
                Plain.write(node));
    }

    @Override
    public void forget(Instant issuedBefore) {
        LoginId first = LoginId.of(issuedBefore.isBefore(Instant.EPOCH) ? Instant.EPOCH : issuedBefore, 0);
        execute(
                "forget old logins",
                "DELETE FROM {visiting_login} WHERE id < ? AND live_device IS NULL AND due IS NULL",
                first.value());
    }

    private void execute(String what, String change, String value) {
        database.statement(what, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql(change))) {
                statement.setString(1, value);
                return statement.executeUpdate();
            }
        });
    }
}
