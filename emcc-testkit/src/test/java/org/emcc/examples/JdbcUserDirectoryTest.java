package org.emcc.examples;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.user.EndUser;
import org.emcc.testkit.contract.UserDirectoryContract;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

/** The contract suite, run for a directory of one's own: it asks for nothing but how to make one. */
class JdbcUserDirectoryTest extends UserDirectoryContract {
    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

    @AfterEach
    void endTheDatabase() throws SQLException {
        execute("SHUTDOWN");
        database.dispose();
    }

    @Override
    protected UserDirectory newDirectory(List<EndUser> users) {
        try {
            execute("CREATE TABLE end_user (user_id VARCHAR(128) PRIMARY KEY, emcc_enabled BOOLEAN NOT NULL,"
                    + " home_cluster BOOLEAN NOT NULL, self_service_id VARCHAR(128), primary_extension VARCHAR(50),"
                    + " maximum_login_time VARCHAR(20) NOT NULL)");
            execute("CREATE TABLE controlled_profile (user_id VARCHAR(128) NOT NULL, place INT NOT NULL,"
                    + " profile VARCHAR(128) NOT NULL)");
            for (EndUser user : users) {
                insert(user);
            }
        } catch (SQLException e) {
            throw new AssertionError("the tables cannot be made", e);
        }
        return new JdbcUserDirectory(database);
    }

    private void insert(EndUser user) throws SQLException {
        insert(
                "INSERT INTO end_user VALUES (?, ?, ?, ?, ?, ?)",
                user.id().value(),
                user.emccEnabled(),
                user.homeCluster(),
                user.selfServiceId().orElse(null),
                user.primaryExtension().orElse(null),
                user.maximumLoginTime().toString());
        for (int i = 0; i < user.controlledProfiles().size(); i++) {
            String profile = user.controlledProfiles().get(i).value();
            insert("INSERT INTO controlled_profile VALUES (?, ?, ?)", user.id().value(), i, profile);
        }
    }

    private void insert(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
