package org.emcc.core.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/** The store in SQL that both databases understand. Each call is one transaction. */
class JdbcHomeStore extends JdbcLoginStore<HomeSession> implements HomeLoginStore {
    /** The state of an id that was buried before it was reserved. */
    static final String BURIED = "BURIED";

    /** The state to which an id belongs that is not known. */
    private static final String ABSENT = "";

    static final String FREE = "holder IS NULL AND standing = 'NONSECURE'";
    static final String KNOWN = Known.only(HomeState.Kind.values());

    JdbcHomeStore(Database database, String prefix) {
        super(
                database,
                prefix,
                "{home_login}",
                KNOWN,
                "SELECT l.id, l.version, l.state, l.detail, l.pending, l.format, l.base_device, f.facts, f.device"
                        + " FROM {home_login} l JOIN {home_facts} f ON f.login = l.id WHERE ");
    }

    // ---- provisioning

    @Override
    public void provision(Collection<BaseDevice> baseDevices) {
        Map<Integer, String> wanted = new HashMap<>();
        baseDevices.forEach(
                device -> wanted.put(device.name().number(), device.security().name()));
        database().transaction("provision base devices", connection -> {
            Map<Integer, String> missing = new HashMap<>(wanted);
            Map<Integer, String> changed = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement(
                            sql("SELECT number, standing FROM {base_device} ORDER BY number FOR UPDATE"));
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    int number = rows.getInt(1);
                    String standing = wanted.getOrDefault(number, "GONE");
                    missing.remove(number);
                    if (!standing.equals(rows.getString(2))) {
                        changed.put(number, standing);
                    }
                }
            }
            each(connection, "INSERT INTO {base_device} (standing, number) VALUES (?, ?)", missing);
            each(connection, "UPDATE {base_device} SET standing = ? WHERE number = ?", changed);
            try (PreparedStatement delete = connection.prepareStatement(
                    sql("DELETE FROM {base_device} WHERE standing = 'GONE' AND holder IS NULL"))) {
                delete.executeUpdate();
            }
            return true;
        });
    }

    private void each(Connection connection, String change, Map<Integer, String> standings) throws SQLException {
        if (standings.isEmpty()) {
            return;
        }
        try (PreparedStatement batch = connection.prepareStatement(sql(change))) {
            for (Map.Entry<Integer, String> one : standings.entrySet()) {
                batch.setString(1, one.getValue());
                batch.setInt(2, one.getKey());
                batch.addBatch();
            }
            batch.executeBatch();
        }
    }

    @Override
    public int freeBaseDevices() {
        return database().statement("count free base devices", connection -> {
            try (PreparedStatement query =
                            connection.prepareStatement(sql("SELECT COUNT(*) FROM {base_device} WHERE " + FREE));
                    ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    // ---- reserving

    @Override
    public Reservation reserve(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
        return noted(reserveInSteps(login, policy, supersede, lease));
    }

    final Reservation noted(Reservation reservation) {
        if (reservation instanceof Reservation.Reserved reserved) {
            reserved.superseded().forEach(this::note);
            note(reserved.session());
        }
        return reservation;
    }

    /** Reserves in one transaction of several statements. */
    final Reservation reserveInSteps(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
        return database().transaction("reserve a base device", connection -> {
            Optional<Reservation> known = known(connection, login.id());
            if (known.isPresent()) {
                return known.get();
            }
            Reservation decided = decide(connection, login, policy, supersede, lease);
            // What stands in the way may be this very login, committed by another after the first look.
            return decided instanceof Reservation.Refused
                    ? known(connection, login.id()).orElse(decided)
                    : decided;
        });
    }

    private Optional<Reservation> known(Connection connection, LoginId id) throws SQLException {
        String state = state(connection, id);
        if (state.equals(BURIED)) {
            return Optional.of(refused(1));
        }
        return state.equals(ABSENT)
                ? Optional.empty()
                : one(connection, "l.id = ?", id.value()).map(Reservation.Known::new);
    }

    private Reservation decide(
            Connection connection,
            HomeLogin login,
            MultipleLoginBehavior policy,
            UnaryOperator<HomeSession> supersede,
            Lease lease)
            throws SQLException {
        List<LoginId> older = policy == MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED
                ? List.of()
                : lockOlder(connection, login.user());
        if (policy == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED && !older.isEmpty()) {
            return refused(25);
        }
        if (exists(
                connection, "{home_login} WHERE live_device = ?", login.device().value())) {
            return refused(37);
        }
        OptionalInt base = lockBase(connection);
        if (base.isEmpty()) {
            return refused(exists(connection, "{base_device} WHERE standing = ?", "SECURE") ? 43 : 33);
        }
        List<Versioned<HomeSession>> superseded = giveWay(connection, older, supersede, lease);
        HomeSession session = HomeSession.reserved(login, BaseDeviceName.of(base.getAsInt()));
        insert(connection, session, policy, lease);
        return new Reservation.Reserved(new Versioned<>(session, 1), superseded);
    }

    static Reservation refused(int code) {
        return new Reservation.Refused(ErrorCode.of(code));
    }

    private String state(Connection connection, LoginId id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(sql("SELECT state FROM {home_login} WHERE id = ?"))) {
            query.setString(1, id.value());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : ABSENT;
            }
        }
    }

    private List<LoginId> lockOlder(Connection connection, UserId user) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                sql("SELECT id FROM {home_login} WHERE live_user = ? ORDER BY id FOR UPDATE"))) {
            query.setString(1, Plain.write(user.value()));
            try (ResultSet rows = query.executeQuery()) {
                List<LoginId> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(LoginId.parse(rows.getString(1)));
                }
                return ids;
            }
        }
    }

    /** The lowest free base device that nobody else is about to take; if there is none of these, the lowest that stays free. */
    private OptionalInt lockBase(Connection connection) throws SQLException {
        String lowest = "SELECT number FROM {base_device} WHERE " + FREE + " ORDER BY number LIMIT 1 FOR UPDATE";
        OptionalInt base = number(connection, lowest + " SKIP LOCKED");
        return base.isPresent() ? base : number(connection, lowest);
    }

    private OptionalInt number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(query));
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
        }
    }

    private List<Versioned<HomeSession>> giveWay(
            Connection connection, List<LoginId> older, UnaryOperator<HomeSession> supersede, Lease lease)
            throws SQLException {
        List<Versioned<HomeSession>> all = new ArrayList<>();
        for (LoginId id : older) {
            Versioned<HomeSession> was = one(connection, "l.id = ?", id.value()).orElseThrow();
            HomeSession next = supersede.apply(was.value());
            replace(connection, next, was.version(), lease);
            all.add(new Versioned<>(next, was.version() + 1));
        }
        try (PreparedStatement update =
                connection.prepareStatement(sql("UPDATE {home_login} SET exclusive_user = NULL WHERE id = ?"))) {
            for (LoginId id : older) {
                update.setString(1, id.value());
                update.executeUpdate();
            }
        }
        return all;
    }

    private void insert(Connection connection, HomeSession session, MultipleLoginBehavior policy, Lease lease)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql("INSERT INTO {home_login}"
                + " (id, version, state, detail, pending, format, live_device, live_user, exclusive_user, due, wake,"
                + " lease_node, base_device) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))) {
            int next = first(insert, 1, session, policy, lease);
            insert.setInt(next, session.baseDevice().number());
            insert.executeUpdate();
        }
        String id = session.login().id().value();
        try (PreparedStatement facts =
                connection.prepareStatement(sql("INSERT INTO {home_facts} (login, facts) VALUES (?, ?)"))) {
            facts.setString(1, id);
            facts.setString(2, HomeDocuments.facts(session.login()));
            facts.executeUpdate();
        }
        try (PreparedStatement claim =
                connection.prepareStatement(sql("UPDATE {base_device} SET holder = ? WHERE number = ? AND " + FREE))) {
            claim.setString(1, id);
            claim.setInt(2, session.baseDevice().number());
            if (claim.executeUpdate() != 1) {
                throw new SQLException("the base device was taken meanwhile", "40001");
            }
        }
    }

    /** Sets the parameters of a new row, all but the base device, and says which is the next. */
    static int first(PreparedStatement insert, int at, HomeSession session, MultipleLoginBehavior policy, Lease lease)
            throws SQLException {
        HomeLogin login = session.login();
        String user = Plain.write(login.user().value());
        insert.setString(at, login.id().value());
        int next = standing(insert, at + 1, session);
        insert.setString(next, login.device().value());
        insert.setString(next + 1, user);
        insert.setString(next + 2, policy == MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED ? null : user);
        return Due.of(session, lease).set(insert, next + 3);
    }

    /** Sets state, detail, pending and format, and says which parameter is the next. */
    static int standing(PreparedStatement statement, int at, HomeSession session) throws SQLException {
        statement.setString(at, session.state().kind().name());
        statement.setString(at + 1, HomeDocuments.detail(session.state()));
        statement.setString(at + 2, HomeDocuments.pending(session.pending()));
        statement.setInt(at + 3, Known.FORMAT);
        return at + 4;
    }

    // ---- saving

    @Override
    public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
        boolean saved = database().transaction("save a login", connection -> replace(connection, next, version, lease));
        return saved(saved, next, version);
    }

    /** What an update sets, and when it may. A row that is not live can only be followed by another that is not. */
    static String replacement(boolean live) {
        return "UPDATE {home_login} SET version = version + 1, state = ?, detail = ?, pending = ?, format = ?, "
                + moved(live)
                + (live ? "" : ", live_device = NULL, live_user = NULL, exclusive_user = NULL")
                + " WHERE id = ? AND version = ? AND state <> '" + BURIED + "'"
                + (live ? " AND live_device IS NOT NULL" : "");
    }

    /** Sets the parameters of {@link #replacement}, and says which is the next. */
    static int replacing(PreparedStatement update, HomeSession next, long version, Lease lease) throws SQLException {
        int at = Due.of(next, lease).set(update, standing(update, 1, next));
        update.setString(at, next.login().id().value());
        update.setLong(at + 1, version);
        return at + 2;
    }

    private boolean replace(Connection connection, HomeSession next, long version, Lease lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql(replacement(next.live())))) {
            replacing(update, next, version, lease);
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        String id = next.login().id().value();
        if (!keepsDevice(next, version)) {
            try (PreparedStatement device = connection.prepareStatement(
                    sql("UPDATE {home_facts} SET device = ? WHERE login = ? AND device IS DISTINCT FROM ?"))) {
                String document = document(next);
                device.setString(1, document);
                device.setString(2, id);
                device.setString(3, document);
                device.executeUpdate();
            }
        }
        if (!next.live()) {
            try (PreparedStatement free = connection.prepareStatement(
                    sql("UPDATE {base_device} SET holder = NULL WHERE holder = ? AND number = ?"))) {
                free.setString(1, id);
                free.setInt(2, next.baseDevice().number());
                free.executeUpdate();
            }
        }
        return true;
    }

    /** Whether the temporary device is known to be stored already: it is made once, and large. */
    final boolean keepsDevice(HomeSession next, long version) {
        return seen(next.login().device(), version)
                .filter(before -> before.login().id().equals(next.login().id()))
                .filter(before -> before.device().equals(next.device()))
                .isPresent();
    }

    static @Nullable String document(HomeSession session) {
        return session.device().map(DeviceDocument::write).orElse(null);
    }

    // ---- reading

    @Override
    public List<Versioned<HomeSession>> live(UserId user) {
        return database()
                .statement(
                        "find the logins of a user",
                        connection -> all(connection, "l.live_user = ? ORDER BY l.id", Plain.write(user.value())));
    }

    @Override
    final DeviceName device(HomeSession session) {
        return session.login().device();
    }

    @Override
    final boolean isLive(HomeSession session) {
        return session.live();
    }

    /** Reads a row: id, version, state, detail, pending, format, base device, facts, temporary device. */
    @Override
    final Versioned<HomeSession> session(ResultSet row) throws SQLException {
        LoginId id = LoginId.parse(row.getString(1));
        HomeState.Kind kind = Known.state(id, row.getString(3), row.getInt(6), HomeState.Kind.values());
        try {
            Part parts = Part.row(row.getString(4), row.getString(5), row.getString(8), row.getString(9));
            HomeSession.Builder session = HomeSession.builder(
                            HomeDocuments.facts(id, parts),
                            BaseDeviceName.of(row.getInt(7)),
                            HomeDocuments.state(kind, parts))
                    .pending(HomeDocuments.pending(parts));
            Optional<Part> device = parts.findPart("device");
            if (device.isPresent()) {
                session.device(DeviceDocument.read(device.get()));
            }
            return new Versioned<>(session.build(), row.getLong(2));
        } catch (Part.Broken e) {
            throw Known.unreadable(id, e.why());
        }
    }

    // ---- looking after

    @Override
    public void bury(LoginId login) {
        database().transaction("bury a login id", connection -> {
            // The same primary key as a login's: an id is either buried or reserved, whoever comes first.
            try (PreparedStatement insert = connection.prepareStatement(sql("INSERT INTO {home_login}"
                    + " (id, version, state, format) SELECT ?, 1, '" + BURIED
                    + "', 1 WHERE NOT EXISTS (SELECT 1 FROM {home_login} WHERE id = ?)"))) {
                insert.setString(1, login.value());
                insert.setString(2, login.value());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public void forget(Instant issuedBefore) {
        String first = firstKept(issuedBefore);
        database().transaction("forget old logins", connection -> {
            List<String> old = old(connection, first);
            delete(connection, "DELETE FROM {home_facts} WHERE login = ?", old);
            return delete(connection, "DELETE FROM {home_login} WHERE id = ?", old);
        });
    }

    /** Locked, so that both tables lose the same logins. */
    private List<String> old(Connection connection, String first) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql("SELECT id FROM {home_login}"
                + " WHERE id < ? AND live_device IS NULL AND due IS NULL ORDER BY id FOR UPDATE SKIP LOCKED"))) {
            query.setString(1, first);
            return ids(query);
        }
    }

    private int delete(Connection connection, String change, List<String> ids) throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement(sql(change))) {
            for (String id : ids) {
                batch.setString(1, id);
                batch.addBatch();
            }
            batch.executeBatch();
        }
        return ids.size();
    }
}
