package org.emcc.core.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import javax.sql.DataSource;
import org.emcc.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Borrows a connection for each piece of work, gives it back, and says what failed. */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 20;

    /** Deadlock, serialization failure, and H2's lock timeout and concurrent update: surely undone, so they can be done again. */
    private static final Set<String> UNDONE = Set.of("40001", "40P01", "HYT00", "90131");

    private static final String UNIQUE = "23505";

    /** Connection, resources, object in use, operator intervention, system error. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58", "HY");

    /** H2: connection broken, database closed, database shut down meanwhile, table locked. */
    private static final Set<String> PASSING_STATES = Set.of("90067", "90098", "90121", "90131");

    private final DataSource source;
    private final boolean setIsolation;

    Database(DataSource source, boolean setIsolation) {
        this.source = source;
        this.setIsolation = setIsolation;
    }

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** One statement, which is a transaction of its own. */
    <T> T statement(String what, Work<T> work) {
        return again(what, false, work);
    }

    /** One transaction of several statements; work may be done again from its beginning, a broken unique index included. */
    <T> T transaction(String what, Work<T> work) {
        return again(what, true, work);
    }

    private <T> T again(String what, boolean transaction, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(transaction, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !surelyUndone(e, transaction)) {
                    throw failure(what, e);
                }
            }
        }
    }

    private static boolean surelyUndone(SQLException e, boolean transaction) {
        String state = state(e);
        return UNDONE.contains(state) || (transaction && state.equals(UNIQUE));
    }

    private <T> T once(boolean transaction, Work<T> work) throws SQLException {
        Connection connection = source.getConnection();
        Throwable failed = null;
        try {
            boolean before = connection.getAutoCommit();
            prepare(connection, transaction);
            T result = work.on(connection);
            if (transaction) {
                connection.commit();
            }
            giveBack(connection, before);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            failed = e;
            throw e;
        } finally {
            if (failed != null) {
                undo(connection, transaction, failed);
            }
        }
    }

    private void prepare(Connection connection, boolean transaction) throws SQLException {
        if (connection.getAutoCommit() == transaction) {
            connection.setAutoCommit(!transaction);
        }
        if (setIsolation) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** The work is done and stays done, whatever becomes of the connection. */
    private static void giveBack(Connection connection, boolean autoCommit) {
        try (connection) {
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            LOG.warn("a connection could not be given back: SQLState {}", state(e));
        }
    }

    private static void undo(Connection connection, boolean transaction, Throwable failed) {
        try (connection) {
            if (transaction && !connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            failed.addSuppressed(e);
        }
    }

    /** The one exception of the stores, without any value of the database in its message. */
    static StoreException failure(String what, SQLException e) {
        return new StoreException("could not " + what + ": SQLState " + state(e), passing(e), e);
    }

    private static boolean passing(SQLException e) {
        String state = state(e);
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || PASSING_STATES.contains(state)
                || (state.length() >= 2 && PASSING_CLASSES.contains(state.substring(0, 2)));
    }

    static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "unknown" : state;
    }
}
