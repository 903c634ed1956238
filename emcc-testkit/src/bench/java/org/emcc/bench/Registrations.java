package org.emcc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * 60,000 phones that register with one registrar and refresh, over UDP and then over TCP with a connection each: REGISTERs a second of both
 * processes together, what the registrar's takes of the processors, and bytes of its heap a registration. Where the system allows fewer open files, fewer connect.
 */
final class Registrations {
    private static final int PHONES = 60_000;
    private static final int REFRESHES = 5;

    private Registrations() {}

    static void run() throws Exception {
        over("UDP", 0, PhoneLoad::udp);
        tcp();
    }

    static void tcp() throws Exception {
        over("TCP", 1, PhoneLoad::tcp);
    }

    private interface Opening {
        PhoneLoad to(InetSocketAddress registrar, int phones) throws IOException;
    }

    private static void over(String protocol, int port, Opening opening) throws Exception {
        try (Server server = new Server()) {
            Server.State before = server.state();
            PhoneLoad load = opening.to(server.at(port), PHONES);
            try (load) {
                measure(protocol, server, before, load);
            }
        }
    }

    private static void measure(String protocol, Server server, Server.State before, PhoneLoad load)
            throws IOException {
        int phones = load.phones();
        double first = load.round(1);
        Server.State held = server.state();
        double[] refreshes = new double[REFRESHES];
        for (int i = 0; i < REFRESHES; i++) {
            refreshes[i] = load.round(2 + i);
        }
        Server.State after = server.state();
        System.out.printf(
                "%s: %,d phones; %,.0f first REGISTERs/s, %,.0f refreshes/s (median of %d rounds); lost %,d;"
                        + " %,d bytes of heap a registration, %,d after the refreshes; %.0f µs of the registrar's processor time a refresh%n",
                protocol,
                phones,
                first,
                Loops.median(refreshes),
                REFRESHES,
                load.lost(),
                (held.heap() - before.heap()) / phones,
                (after.heap() - before.heap()) / phones,
                (after.processor() - held.processor()) * 1e3 / phones / REFRESHES);
    }

    /** The registrar's process. */
    private static final class Server implements AutoCloseable {
        private final Process process;
        private final BufferedReader said;
        private final OutputStream ask;
        private final List<Integer> ports = new ArrayList<>();

        /** Bytes of heap, and milliseconds of the processors so far. */
        record State(long heap, long processor) {}

        Server() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx2g",
                            "-XX:+UseParallelGC",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            RegistrarProcess.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            ask = process.getOutputStream();
            ports.add(Integer.parseInt(said.readLine()));
            ports.add(Integer.parseInt(said.readLine()));
        }

        InetSocketAddress at(int port) throws IOException {
            return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), ports.get(port));
        }

        State state() throws IOException {
            ask.write('\n');
            ask.flush();
            return new State(Long.parseLong(said.readLine()), Long.parseLong(said.readLine()));
        }

        @Override
        public void close() throws IOException {
            ask.close(); // upon which it ends
            process.onExit().join();
        }
    }
}
