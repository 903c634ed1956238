package org.emcc.examples;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;

/**
 * The users of an application whose data are in two tables of a database: a directory as somebody writes it who has read its javadoc.
 * {@link JdbcUserDirectoryTest} shows that it keeps to the port's contract.
 */
final class JdbcUserDirectory implements UserDirectory {
    private final DataSource database;

    JdbcUserDirectory(DataSource database) {
        this.database = database;
    }

    @Override
    public List<EndUser> find(LoginType type, String identifier) {
        String column = switch (type) {
            case UID -> "user_id";
            case SP -> "self_service_id";
            case DN -> "primary_extension";
        };
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT * FROM end_user WHERE " + column + " = ?")) {
            query.setString(1, identifier);
            List<EndUser> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(user(connection, rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The users cannot be read.", e); // the login ends with 9
        }
    }

    private static EndUser user(Connection connection, ResultSet row) throws SQLException {
        UserId id = UserId.of(row.getString("user_id"));
        EndUser.Builder user = EndUser.builder(id)
                .emccEnabled(row.getBoolean("emcc_enabled"))
                .homeCluster(row.getBoolean("home_cluster"))
                .controlledProfiles(profiles(connection, id))
                .maximumLoginTime(MaximumLoginTime.parse(row.getString("maximum_login_time")));
        String selfServiceId = row.getString("self_service_id");
        if (selfServiceId != null) {
            user.selfServiceId(selfServiceId);
        }
        String primaryExtension = row.getString("primary_extension");
        if (primaryExtension != null) {
            user.primaryExtension(primaryExtension);
        }
        return user.build();
    }

    /** In the administrator's order. */
    private static List<DeviceProfileName> profiles(Connection connection, UserId user) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT profile FROM controlled_profile WHERE user_id = ? ORDER BY place")) {
            query.setString(1, user.value());
            List<DeviceProfileName> names = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(DeviceProfileName.of(rows.getString("profile")));
                }
            }
            return names;
        }
    }
}
