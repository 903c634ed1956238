package org.emcc.core.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.emcc.core.internal.Require;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.VisitingLoginStore;

/**
 * The stores of one cluster in one database, PostgreSQL 12 or later or H2 2.2 or later. Any number of nodes may open the same
 * database at the same time, of neighbouring versions too: a later version adds to the tables only what an earlier one can pass
 * over, and an earlier one leaves alone what it does not know. A login in a state that this version does not know is not
 * listed and not claimed, and reading it by its id, phone or user fails with a {@link StoreException} that names the state and is not
 * worth another try.
 *
 * <p>The tables are made in the current schema of the connections. Each call borrows one connection, does one transaction, and
 * gives the connection back: give a pool. Nothing here starts a thread or keeps a connection, so there is nothing to close. For
 * {@link HomeLoginStore#lastSeen} and {@link VisitingLoginStore#lastSeen} each store remembers the live logins of the 4096 phones that
 * were used last, some kilobytes each, as it last wrote them or read them by their phone.
 *
 * <p>A call that fails has changed nothing, with one exception that no database is free of: when the connection is lost while a
 * transaction is being committed, nobody knows whether it was. Login ids and versions make it harmless to ask again. What was
 * committed must stay committed: after a failover or restore that lost commits, start all nodes anew.
 *
 * <p>Source: design 4.3.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class JdbcStores {
    private static final String DEFAULT_PREFIX = "emcc_";
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    private final HomeLoginStore homeLogins;
    private final VisitingLoginStore visitingLogins;

    private JdbcStores(Database database, Dialect dialect, String prefix) {
        this.homeLogins = dialect == Dialect.POSTGRESQL
                ? new PostgresHomeStore(database, prefix)
                : new JdbcHomeStore(database, prefix);
        this.visitingLogins = dialect == Dialect.POSTGRESQL
                ? new PostgresVisitingStore(database, prefix)
                : new JdbcVisitingStore(database, prefix);
    }

    /**
     * Opens the stores of one cluster, and makes or completes their tables, whose names begin with {@code emcc_}. All nodes of a
     * cluster share them; another cluster in the same database needs tables of its own: {@link #open(DataSource, String)}.
     *
     * @param source where connections come from; a pool
     * @return the stores
     * @throws StoreException when the database is neither PostgreSQL nor H2, cannot be reached, or has tables of a version that
     *     this one cannot work with
     */
    public static JdbcStores open(DataSource source) {
        return open(source, DEFAULT_PREFIX);
    }

    /**
     * Opens the stores under another prefix, so that several clusters share a schema.
     *
     * @param source where connections come from; a pool
     * @param prefix what the names of all tables begin with: a letter, then at most 29 letters, digits and underscores, lower case
     * @return the stores
     * @throws IllegalArgumentException when the prefix breaks its rule
     * @throws StoreException when the database is neither PostgreSQL nor H2, cannot be reached, or has tables of a version that
     *     this one cannot work with
     */
    public static JdbcStores open(DataSource source, String prefix) {
        Objects.requireNonNull(source, "source");
        Require.form(
                prefix,
                "table prefix",
                PREFIX,
                "be a letter and at most 29 letters, digits and underscores in lower case");
        Found found = look(source);
        Database database = new Database(source, found.setIsolation());
        new Schema(database, found.dialect(), prefix).migrate();
        return new JdbcStores(database, found.dialect(), prefix);
    }

    private record Found(Dialect dialect, boolean setIsolation) {}

    private static Found look(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return new Found(
                    dialect(connection), connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            throw Database.failure("open the store", e);
        }
    }

    private static Dialect dialect(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Dialect.of(product)
                .orElseThrow(() -> new StoreException(
                        "the store needs PostgreSQL or H2, but this database is " + Require.clip(product),
                        false,
                        new IllegalArgumentException("unknown database")));
    }

    /**
     * The logins of our users at phones of other clusters.
     *
     * @return the store, always the same
     */
    public HomeLoginStore homeLogins() {
        return homeLogins;
    }

    /**
     * The logins of other clusters' users at our phones.
     *
     * @return the store, always the same
     */
    public VisitingLoginStore visitingLogins() {
        return visitingLogins;
    }
}
