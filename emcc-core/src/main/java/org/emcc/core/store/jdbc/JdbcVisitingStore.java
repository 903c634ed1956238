package org.emcc.core.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;

/** The store in SQL that both databases understand. Each call is one transaction, most are one statement. */
class JdbcVisitingStore extends JdbcLoginStore<VisitingSession> implements VisitingLoginStore {
    static final String KNOWN = Known.only(VisitingState.Kind.values());

    private final String move;
    private final String end;

    JdbcVisitingStore(Database database, String prefix) {
        super(
                database,
                prefix,
                "{visiting_login}",
                KNOWN,
                "SELECT l.id, l.version, l.state, l.detail, l.pending, l.format, l.facts FROM {visiting_login} l WHERE ");
        this.move = sql(replacement(true));
        this.end = sql(replacement(false));
    }

    /** What an update sets, and when it may. A row that is not live can only be followed by another that is not. */
    private static String replacement(boolean live) {
        return "UPDATE {visiting_login} SET version = version + 1, state = ?, detail = ?, pending = ?, format = ?, "
                + moved(live) + (live ? "" : ", live_device = NULL")
                + " WHERE id = ? AND version = ?" + (live ? " AND live_device IS NOT NULL" : "");
    }

    @Override
    public Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease) {
        boolean opened = database().transaction("open a login", connection -> {
            boolean taken = exists(
                            connection,
                            "{visiting_login} WHERE id = ?",
                            first.login().id().value())
                    || exists(
                            connection,
                            "{visiting_login} WHERE live_device = ?",
                            first.login().device().value());
            return !taken && insert(connection, first, lease, "");
        });
        return saved(opened, first, NOTHING);
    }

    final boolean insert(Connection connection, VisitingSession first, Lease lease, String onConflict)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql("INSERT INTO {visiting_login}"
                + " (state, detail, pending, format, due, wake, lease_node, id, version, facts, live_device)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)" + onConflict))) {
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
        boolean saved = database().statement("save a login", connection -> {
            try (PreparedStatement update = connection.prepareStatement(next.live() ? move : end)) {
                int at = standing(update, next, lease);
                update.setString(at, next.login().id().value());
                update.setLong(at + 1, version);
                return update.executeUpdate() == 1;
            }
        });
        return saved(saved, next, version);
    }

    @Override
    final DeviceName device(VisitingSession session) {
        return session.login().device();
    }

    @Override
    final boolean isLive(VisitingSession session) {
        return session.live();
    }

    /** Reads a row: id, version, state, detail, pending, format, facts. */
    @Override
    final Versioned<VisitingSession> session(ResultSet row) throws SQLException {
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
    public void forget(Instant issuedBefore) {
        database()
                .statement(
                        "forget old logins",
                        connection -> execute(
                                connection,
                                "DELETE FROM {visiting_login} WHERE id < ? AND live_device IS NULL AND due IS NULL",
                                firstKept(issuedBefore)));
    }
}
