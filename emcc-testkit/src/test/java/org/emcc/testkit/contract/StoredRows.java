package org.emcc.testkit.contract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** The rows of the stores as SQL that both databases understand, one statement a line. */
final class StoredRows {
    static final List<String> TABLES =
            List.of("emcc_base_device", "emcc_home_login", "emcc_home_facts", "emcc_visiting_login");

    private StoredRows() {}

    static List<String> dump(DataSource source) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
                    while (rows.next()) {
                        lines.add("INSERT INTO " + table + values(rows));
                    }
                }
            }
        }
        return lines;
    }

    private static String values(ResultSet row) throws SQLException {
        StringJoiner names = new StringJoiner(", ", " (", ")");
        StringJoiner values = new StringJoiner(", ", " VALUES (", ")");
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            names.add(row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            Object value = row.getObject(i);
            values.add(value == null || value instanceof Number ? String.valueOf(value) : quoted(value.toString()));
        }
        return names + values.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static void execute(DataSource source, List<String> lines) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }

    static int update(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    static List<String> column(DataSource source, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
