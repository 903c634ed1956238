package org.emcc.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.emcc.core.store.jdbc.JdbcStores;
import org.emcc.testkit.contract.Postgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Complete logins and logouts with both clusters' stores in one PostgreSQL that puts every commit on the disk, against pgbench's
 * updates of single rows in the same server, with its default protocol and with prepared statements; the runs alternate.
 */
final class PostgresLogins {
    private static final int SECONDS = 4;
    private static final int RUNS = 8;
    private static final int PHONES = 960;
    private static final String UPDATE = """
            \\set aid random(1, 100000)
            UPDATE pgbench_accounts SET abalance = abalance + 1 WHERE aid = :aid;
            """;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private PostgresLogins() {}

    /** One run of each. */
    private record Round(double simple, double prepared, double cycles, double commits) {
        double commitsPerSecond() {
            return cycles * commits;
        }
    }

    static void run() throws Exception {
        try (Postgres server = Postgres.durable()) {
            PGSimpleDataSource rival = server.fresh();
            server.client("pgbench", rival.getDatabaseName(), "-i", "-q", "-s", "1");
            for (int workers : new int[] {1, 8, 32}) {
                measure(server, rival.getDatabaseName(), workers);
            }
        }
    }

    private static void measure(Postgres server, String rival, int workers) throws Exception {
        try (HikariDataSource source = pool(server.fresh(), workers)) {
            JdbcStores stores = JdbcStores.open(source);
            try (LoginWorld world =
                    new LoginWorld(PHONES, PHONES, Duration.ZERO, stores.homeLogins(), stores.visitingLogins())) {
                Loops.perSecond(world::cycle, workers, PHONES, SECONDS);
                Round[] rounds = new Round[RUNS];
                for (int i = 0; i < RUNS; i++) {
                    rounds[i] = round(server, rival, source, world, workers);
                }
                tell(workers, rounds);
            }
        }
    }

    private static Round round(Postgres server, String rival, DataSource source, LoginWorld world, int workers)
            throws Exception {
        double simple = updates(server, rival, workers, "simple");
        double prepared = updates(server, rival, workers, "prepared");
        long before = written(source);
        Loops.Count cycles = Loops.count(world::cycle, workers, PHONES, SECONDS);
        // Each look at the counter is itself a transaction that counts.
        double commits = (double) (written(source) - before - 1) / cycles.times();
        return new Round(simple, prepared, cycles.perSecond(), commits);
    }

    private static void tell(int workers, Round... rounds) {
        System.out.printf(
                "%d workers: %,.0f cycles/s, %.2f commits a cycle, so %,.0f commits/s; pgbench %,.0f updates/s, prepared %,.0f;"
                        + " commits by updates %.0f %%, prepared %.0f %% (medians of %d alternating runs)%n",
                workers,
                median(Round::cycles, rounds),
                median(Round::commits, rounds),
                median(Round::commitsPerSecond, rounds),
                median(Round::simple, rounds),
                median(Round::prepared, rounds),
                100 * median(round -> round.commitsPerSecond() / round.simple(), rounds),
                100 * median(round -> round.commitsPerSecond() / round.prepared(), rounds),
                rounds.length);
    }

    private static double median(ToDoubleFunction<Round> what, Round... rounds) {
        return Loops.median(Arrays.stream(rounds).mapToDouble(what).toArray());
    }

    /** As many connections as workers, as a server application has them. */
    private static HikariDataSource pool(PGSimpleDataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    private static double updates(Postgres server, String database, int clients, String protocol) throws IOException {
        Path script = Files.createTempFile(
                "emcc-update",
                ".sql",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try {
            Files.writeString(script, UPDATE);
            String said = server.client(
                    "pgbench",
                    database,
                    "-n",
                    "-M",
                    protocol,
                    "-c",
                    Integer.toString(clients),
                    "-j",
                    Integer.toString(Math.min(clients, Runtime.getRuntime().availableProcessors())),
                    "-T",
                    Integer.toString(SECONDS),
                    "-f",
                    script.toString());
            Matcher tps = TPS.matcher(said);
            if (!tps.find()) {
                throw new IOException("pgbench told no figure: " + said);
            }
            return Double.parseDouble(tps.group(1));
        } finally {
            Files.delete(script);
        }
    }

    /** How many transactions have written so far: only those get a number. */
    private static long written(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT txid_current()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
