package org.emcc.testkit.contract;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;

/** Databases in memory, each with a name of its own. They are gone with their last connection. */
final class H2 {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private H2() {}

    static JdbcConnectionPool fresh() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:stores" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(24);
        return pool;
    }

    /** Ends a database and what it holds. */
    static void end(JdbcConnectionPool pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        pool.dispose();
    }
}
