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
 * updates of single rows in the same server; the runs alternate.
 */
final class PostgresLogins {
    private static final int SECONDS = 10;
    private static final int RUNS = 3;
    private static final int PHONES = 960;
    private static final String UPDATE = """
            \\set aid random(1, 100000)
            UPDATE pgbench_accounts SET abalance = abalance + 1 WHERE aid = :aid;
            """;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private PostgresLogins() {}

    /** One run of each. */
    private record Pair(double updates, double cycles, double commits) {}

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
                Pair[] pairs = new Pair[RUNS];
                for (int i = 0; i < RUNS; i++) {
                    pairs[i] = pair(server, rival, source, world, workers);
                }
                tell(workers, pairs);
            }
        }
    }

    private static Pair pair(Postgres server, String rival, DataSource source, LoginWorld world, int workers)
            throws Exception {
        double updates = updates(server, rival, workers);
        long before = written(source);
        Loops.Count cycles = Loops.count(world::cycle, workers, PHONES, SECONDS);
        // Each look at the counter is itself a transaction that counts.
        double commits = (double) (written(source) - before - 1) / cycles.times();
        return new Pair(updates, cycles.perSecond(), commits);
    }

    private static void tell(int workers, Pair... pairs) {
        System.out.printf(
                "%d workers: %,.0f cycles/s, %.2f commits a cycle, so %,.0f commits/s; pgbench %,.0f updates/s;"
                        + " commits by updates %.0f %% (medians of %d alternating runs)%n",
                workers,
                Loops.median(all(Pair::cycles, pairs)),
                Loops.median(all(Pair::commits, pairs)),
                Loops.median(all(pair -> pair.cycles() * pair.commits(), pairs)),
                Loops.median(all(Pair::updates, pairs)),
                100 * Loops.median(all(pair -> pair.cycles() * pair.commits() / pair.updates(), pairs)),
                pairs.length);
    }

    private static double[] all(ToDoubleFunction<Pair> what, Pair... pairs) {
        return Arrays.stream(pairs).mapToDouble(what).toArray();
    }

    /** As many connections as workers, as a server application has them. */
    private static HikariDataSource pool(PGSimpleDataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    private static double updates(Postgres server, String database, int clients) throws IOException {
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
                    "prepared",
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
