package org.emcc.core.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.store.StoreException;

/**
 * Brings the tables to what this version needs. The table {@code schema} has a row for each step that was taken; a row says too
 * which version a node must know at least to work with the tables as they are then.
 */
final class Schema {
    /** The steps, each a file. The number of the first is 1; so this many versions are known here. */
    private static final List<String> STEPS = List.of("V1__logins.sql");

    private static final int ATTEMPTS = 50;

    private final Database database;
    private final Dialect dialect;
    private final String prefix;

    Schema(Database database, Dialect dialect, String prefix) {
        this.database = database;
        this.dialect = dialect;
        this.prefix = prefix;
    }

    private record Found(int version, int needs) {}

    /** Takes what steps are missing. A database that is complete is only looked at. */
    void migrate() {
        for (int attempt = 1; ; attempt++) {
            Found found = database.statement("read the version of the store's tables", this::found);
            check(found);
            if (found.version() >= STEPS.size()) {
                return;
            }
            try {
                database.transaction("make the store's tables", this::takeMissing);
            } catch (StoreException e) {
                // Nodes that make the tables of H2 at the same time can get into each other's way; nothing is lost by
                // that.
                if (dialect != Dialect.H2 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private boolean takeMissing(Connection connection) throws SQLException {
        lock(connection);
        Found now = found(connection);
        check(now);
        for (int step = now.version(); step < STEPS.size(); step++) {
            take(connection, step);
        }
        return true;
    }

    private static void check(Found found) {
        if (found.needs() > STEPS.size()) {
            throw new StoreException(
                    "the store's tables have version " + found.version() + " and need a node that knows version "
                            + found.needs() + ", but this one knows up to " + STEPS.size(),
                    false,
                    new IllegalStateException("tables of a later version"));
        }
    }

    private Found found(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return new Found(0, 0);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COALESCE(MAX(version), 0), COALESCE(MAX(needs), 0) FROM " + prefix + "schema")) {
            rows.next();
            return new Found(rows.getInt(1), rows.getInt(2));
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        // H2 folds names to upper case, or to lower, or not at all, as it is told to.
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM information_schema.tables"
                + " WHERE LOWER(table_name) = ? AND LOWER(table_schema) = LOWER(CURRENT_SCHEMA)")) {
            query.setString(1, prefix + "schema");
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** One node makes the tables while the others wait. H2 has no lock that outlives its statements; there each can run twice. */
    private void lock(Connection connection) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            try (PreparedStatement lock = connection.prepareStatement(
                    "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.' || ?))")) {
                lock.setString(1, prefix + "schema");
                lock.execute();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + prefix
                    + "schema (version INTEGER PRIMARY KEY, needs INTEGER NOT NULL, name VARCHAR(100) NOT NULL)");
        }
    }

    private void take(Connection connection, int step) throws SQLException {
        String name = STEPS.get(step);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(read(dialect.folder() + "/" + name).replace("${prefix}", prefix))) {
                statement.execute(sql);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + prefix
                + "schema (version, needs, name) SELECT ?, 1, ? WHERE NOT EXISTS (SELECT 1 FROM " + prefix
                + "schema WHERE version = ?)")) {
            insert.setInt(1, step + 1);
            insert.setString(2, name);
            insert.setInt(3, step + 1);
            insert.executeUpdate();
        }
    }

    /** Comments are lines of their own, and a statement ends at the end of a line. */
    private static List<String> statements(String file) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : file.lines().toList()) {
            if (line.startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";")) {
                statements.add(statement.substring(0, statement.length() - 2));
                statement.setLength(0);
            }
        }
        return statements;
    }

    private static String read(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is not in this module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the file " + name + " of this module cannot be read", e);
        }
    }
}
