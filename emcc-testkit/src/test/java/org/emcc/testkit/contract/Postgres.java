package org.emcc.testkit.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of our own: a cluster in a temporary directory, on a free port of the loopback address, run by a user without
 * rights. It is stopped and removed when its owner closes it; the one that all tests share, when the virtual machine ends.
 */
public final class Postgres implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Path bin;
    private final List<String> as;
    private final Path directory;
    private final int port;
    private final boolean durable;

    private Postgres(Path bin, List<String> as, Path directory, int port, boolean durable) {
        this.bin = bin;
        this.as = as;
        this.directory = directory;
        this.port = port;
        this.durable = durable;
    }

    /** The server that tests share, started by the first who asks. */
    private static final class Shared {
        private static final Postgres SERVER = start(false);

        static {
            // No test is the last one: the server goes with the virtual machine, also when tests failed.
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /** The shared server; the test is skipped, and says why, where there can be none. */
    static Postgres shared() {
        assumeHere();
        return Shared.SERVER;
    }

    /** A server for one test only, which may ill-treat it. */
    static Postgres own() {
        assumeHere();
        return start(false);
    }

    /** A server for one benchmark, which puts every commit on the disk. */
    public static Postgres durable() {
        assumeHere();
        return start(true);
    }

    private static void assumeHere() {
        Assumptions.assumeTrue(
                bin().isPresent(), "PostgreSQL is not here: no initdb on the PATH or under /usr/lib/postgresql");
        Assumptions.assumeTrue(
                runner().isPresent(),
                "PostgreSQL does not run as root, and there is no user postgres or nobody to run it");
    }

    private static Optional<Path> bin() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        return Stream.concat(onPath, installed().stream())
                .filter(folder ->
                        Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("postgres")))
                .findFirst();
    }

    /** The latest version first. */
    private static List<Path> installed() {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.sorted(Comparator.comparing(
                                    (Path version) -> version.getFileName().toString())
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + root, e);
        }
    }

    /** What stands before a command so that it does not run as root; nothing for any other user. */
    private static Optional<List<String>> runner() {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of(List.of());
        }
        return Stream.of("postgres", "nobody")
                .filter(user -> principal(user).isPresent())
                .map(user -> List.of("runuser", "-u", user, "--"))
                .findFirst();
    }

    private static Optional<UserPrincipal> principal(String user) {
        try {
            return Optional.of(
                    Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Postgres start(boolean durable) {
        try {
            Path directory = Files.createTempDirectory(
                    "emcc-postgres",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            List<String> as = runner().orElseThrow();
            if (!as.isEmpty()) {
                Files.setOwner(directory, principal(as.get(2)).orElseThrow());
            }
            Postgres server = new Postgres(bin().orElseThrow(), as, directory, freePort(), durable);
            try {
                server.run(
                        "initdb",
                        "-D",
                        server.data(),
                        "-U",
                        "emcc",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync");
                server.begin();
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** Starts the server, and waits until it takes connections. */
    void begin() throws IOException {
        String options =
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100"
                        + " -c fsync=" + (durable ? "on" : "off") + " -c synchronous_commit=on";
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-t",
                "60",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                options,
                "start");
    }

    /** Ends the server as a power cut of its process would: nothing is written, nobody is told. */
    void kill() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"))
                .get(0)
                .trim());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    /** Runs one of PostgreSQL's programs against a database of this server, and gives back what it said. */
    public String client(String program, String database, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "emcc"));
        all.addAll(List.of(arguments));
        all.add(database);
        return run(program, all.toArray(String[]::new));
    }

    private String run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(as);
        Path beside = bin.resolve(program);
        command.add(Files.isExecutable(beside) ? beside.toString() : program);
        command.addAll(List.of(arguments));
        // The server inherits what pg_ctl has: a pipe would stay open as long as the server runs.
        Path output = Files.createTempFile("emcc-postgres", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end");
            }
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(program + " failed: " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(output);
        }
    }

    /** A new and empty database. */
    public PGSimpleDataSource fresh() {
        String name = "stores" + NEXT.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), "emcc", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be made", e);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(name));
        source.setUser("emcc");
        return source;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        try {
            if (Files.exists(directory.resolve("data").resolve("postmaster.pid"))) {
                run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
            }
            // Some ten thousand files; at the end of the virtual machine there is little time, and file by file it
            // takes too long.
            run("rm", "-rf", directory.toString());
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be stopped and removed", e);
        }
    }
}
