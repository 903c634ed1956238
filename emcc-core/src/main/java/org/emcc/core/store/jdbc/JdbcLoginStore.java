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
import org.emcc.core.store.Lease;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the stores of both sides have in common: how rows are found, read, claimed and handed over. Each call is one transaction.
 *
 * @param <S> the sessions
 */
abstract class JdbcLoginStore<S> {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcLoginStore.class);

    /** How many logins that woke too early a claim moves on. */
    private static final int MOST_EARLY = 5_000;

    /** The version of what is not there yet. */
    static final long NOTHING = 0;

    private final Database database;
    private final String prefix;
    private final String table;
    private final String known;
    private final String read;
    private final String page;
    private final Recent<S> recent = new Recent<>();

    /**
     * A store.
     *
     * @param table the table of logins, in braces
     * @param known the condition that a row is one of ours to work with
     * @param read what selects the columns that {@link #session} reads, up to {@code WHERE}; the table is {@code l}
     */
    JdbcLoginStore(Database database, String prefix, String table, String known, String read) {
        this.database = database;
        this.prefix = prefix;
        this.table = table;
        this.known = known;
        this.read = sql(read);
        // OFFSET keeps PostgreSQL from walking along the primary key, past all that has ended, to find the few that
        // live.
        this.page = sql(read + "l.id IN (SELECT id FROM (SELECT id FROM " + table
                + " WHERE id > ? AND live_device IS NOT NULL AND " + known
                + " OFFSET 0 ROWS) live ORDER BY id LIMIT ?) ORDER BY l.id");
    }

    /** Reads a row, whose first column is the id. */
    abstract Versioned<S> session(ResultSet row) throws SQLException;

    abstract DeviceName device(S session);

    abstract boolean isLive(S session);

    final Database database() {
        return database;
    }

    /** A table's name in braces gets its prefix. */
    final String sql(String text) {
        return text.replace("{", prefix).replace("}", "");
    }

    // ---- reading

    public final Optional<Versioned<S>> find(LoginId login) {
        return database.statement("find a login", connection -> one(connection, "l.id = ?", login.value()));
    }

    public final Optional<Versioned<S>> live(DeviceName device) {
        Optional<Versioned<S>> live = database.statement(
                "find the login of a phone", connection -> one(connection, "l.live_device = ?", device.value()));
        live.ifPresentOrElse(this::note, () -> recent.drop(device));
        return live;
    }

    /** What this node has read or written last: one way to the database less for most of what happens to a login. */
    public final Optional<Versioned<S>> lastSeen(DeviceName device) {
        return recent.of(device).or(() -> live(device));
    }

    /** The session that is about to be replaced, if this node saw it in that version. */
    final Optional<S> seen(DeviceName device, long version) {
        return recent.of(device).filter(seen -> seen.version() == version).map(Versioned::value);
    }

    /** A session was stored. */
    final Versioned<S> note(Versioned<S> stored) {
        DeviceName device = device(stored.value());
        if (isLive(stored.value())) {
            recent.note(device, stored);
        } else {
            recent.drop(device);
        }
        return stored;
    }

    /** What came of a save; when it was not done, what was seen is out of date. */
    final Optional<Versioned<S>> saved(boolean done, S next, long version) {
        if (!done) {
            recent.drop(device(next));
            return Optional.empty();
        }
        return Optional.of(note(new Versioned<>(next, version + 1)));
    }

    /** Rows that cannot be read are passed over, and the list goes on behind them: fewer than asked for means the end. */
    public final List<Versioned<S>> liveAfter(LoginId after, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        return database.statement("list live logins", connection -> {
            List<Versioned<S>> found = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(page)) {
                String last = after.value();
                int asked;
                int rows;
                do {
                    asked = max - found.size();
                    query.setString(1, last);
                    query.setInt(2, asked);
                    rows = 0;
                    try (ResultSet row = query.executeQuery()) {
                        while (row.next()) {
                            rows++;
                            last = row.getString(1);
                            readable(row).ifPresent(found::add);
                        }
                    }
                } while (rows == asked && found.size() < max);
            }
            return found;
        });
    }

    final Optional<Versioned<S>> one(Connection connection, String where, String value) throws SQLException {
        return all(connection, where, value).stream().findFirst();
    }

    final List<Versioned<S>> all(Connection connection, String where, String value) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(read + where)) {
            query.setString(1, value);
            try (ResultSet rows = query.executeQuery()) {
                List<Versioned<S>> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(session(rows));
                }
                return found;
            }
        }
    }

    /** One row that cannot be read is reported, and must not keep others from their turn. */
    private Optional<Versioned<S>> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(session(row));
        } catch (StoreException e) {
            LOG.warn("passed over: {}", e.getMessage());
            return Optional.empty();
        }
    }

    final boolean exists(Connection connection, String where, String value) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql("SELECT 1 FROM " + where + " LIMIT 1"))) {
            query.setString(1, value);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    static List<String> ids(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    // ---- looking after

    public List<Versioned<S>> claim(Instant now, Lease lease, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        return database.transaction("claim logins", connection -> {
            wakeLater(connection, now);
            List<Versioned<S>> found = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(
                            sql("UPDATE " + table + " SET " + moved(false) + " WHERE id = ?"));
                    PreparedStatement query = connection.prepareStatement(read + "l.id = ?")) {
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
        try (PreparedStatement query = connection.prepareStatement(sql(due(table, known)))) {
            query.setInt(Due.now(query, 1, now), max);
            return ids(query);
        }
    }

    private void wakeLater(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql(early(table)));
                PreparedStatement update =
                        connection.prepareStatement(sql("UPDATE " + table + " SET wake = due WHERE id = ?"))) {
            Due.now(query, 1, now);
            for (String id : ids(query)) {
                update.setString(1, id);
                update.executeUpdate();
            }
        }
    }

    /** What finds the logins that are due, and takes the instant twice, and how many. */
    static String due(String table, String known) {
        return "SELECT id FROM " + table + " WHERE wake <= ? AND due <= ? AND " + known
                + " ORDER BY wake LIMIT ? FOR UPDATE SKIP LOCKED";
    }

    /**
     * What finds the logins that woke and are not due (any more), and takes the instant twice. A claim moves them on, so that the next
     * one has less to pass over; it never waits for one that somebody else is working with.
     */
    static String early(String table) {
        return "SELECT id FROM " + table + " WHERE wake <= ? AND (due IS NULL OR due > ?) ORDER BY wake LIMIT "
                + MOST_EARLY + " FOR UPDATE SKIP LOCKED";
    }

    /**
     * What sets when a login is due next; as long as it lives, {@code wake} stays where it is if it may. LEAST passes NULL over in
     * PostgreSQL, and in H2 does not.
     */
    static String moved(boolean lives) {
        return "due = ?, wake = " + (lives ? "LEAST(COALESCE(wake, " + Long.MAX_VALUE + "), ?)" : "?")
                + ", lease_node = ?";
    }

    /** Claims in one statement, which takes what {@link #early} and {@link #due(String, String)} take, and the lease. */
    final List<Versioned<S>> claim(String statement, Instant now, Lease lease, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        return database.statement("claim logins", connection -> {
            try (PreparedStatement claim = connection.prepareStatement(statement)) {
                int next = Due.now(claim, Due.now(claim, 1, now), now);
                claim.setInt(next, max);
                Due.leased(lease).set(claim, next + 1);
                return claimed(claim);
            }
        });
    }

    /** The beginning of such a statement. */
    static String claiming(String table, String known) {
        return "WITH early AS (" + early(table) + "), later AS (UPDATE " + table
                + " l SET wake = l.due FROM early WHERE l.id = early.id), found AS (" + due(table, known) + ")";
    }

    /** What was claimed. A row that cannot be read keeps its lease. */
    private List<Versioned<S>> claimed(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<Versioned<S>> found = new ArrayList<>();
            while (rows.next()) {
                readable(rows).ifPresent(found::add);
            }
            return found;
        }
    }

    public final void handOver(String node) {
        database.statement(
                "hand leases over",
                connection -> execute(
                        connection,
                        "UPDATE " + table + " SET due = 0, wake = 0, lease_node = NULL WHERE lease_node = ?",
                        Plain.write(node)));
    }

    /** The least id that is not forgotten. */
    static String firstKept(Instant issuedBefore) {
        return LoginId.of(issuedBefore.isBefore(Instant.EPOCH) ? Instant.EPOCH : issuedBefore, 0)
                .value();
    }

    final int execute(Connection connection, String change, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(change))) {
            statement.setString(1, value);
            return statement.executeUpdate();
        }
    }
}
