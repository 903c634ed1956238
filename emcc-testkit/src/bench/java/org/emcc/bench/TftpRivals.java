package org.emcc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** TFTP servers in processes of their own, all on the loopback and with the same folder. */
final class TftpRivals implements AutoCloseable {
    /** What a server can; what is further down includes what is further up. */
    enum Skill {
        PLAIN,
        BLOCK_SIZES,
        WINDOWS
    }

    /** One of them. */
    record Server(String name, InetSocketAddress at, Skill skill, Process process) {
        boolean ours() {
            return name.startsWith("SDK");
        }

        boolean can(Skill wanted) {
            return skill.compareTo(wanted) >= 0;
        }
    }

    private final List<Server> servers = new ArrayList<>();
    private final BufferedReader ours;

    TftpRivals(Path folder) throws IOException {
        ours = java("SDK", Skill.WINDOWS, TftpServerProcess.class, "" + folder);
        java("SDK with a single port", Skill.WINDOWS, TftpServerProcess.class, "" + folder, "single");
        java("Commons Net", Skill.PLAIN, CommonsNetProcess.class, "" + folder);
        rival(
                "tftpd-hpa",
                "in.tftpd",
                Skill.BLOCK_SIZES,
                port -> List.of("-L", "-a", "127.0.0.1:" + port, "-u", user(), "-s", "" + folder));
        rival(
                "atftpd",
                "atftpd",
                Skill.WINDOWS,
                port -> List.of(
                        "--daemon",
                        "--no-fork",
                        "--port",
                        "" + port,
                        "--bind-address",
                        "127.0.0.1",
                        "--maxthread",
                        "1000",
                        "--user",
                        user(),
                        "--group",
                        "nogroup",
                        "--verbose=0",
                        "" + folder));
        dnsmasq(folder);
    }

    private interface Arguments {
        List<String> of(int port);
    }

    private static String user() {
        return System.getProperty("user.name").equals("root") ? "nobody" : System.getProperty("user.name");
    }

    /** Starts a program of Java, which says its port first. */
    private BufferedReader java(String name, Skill skill, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        int port = Integer.parseInt(said.readLine());
        servers.add(new Server(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), skill, process));
        return said;
    }

    private void rival(String name, String program, Skill skill, Arguments arguments) throws IOException {
        Optional<Path> found = find(program);
        if (found.isEmpty()) {
            System.out.println("n/a: " + program + " is not installed");
            return;
        }
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        begin(
                name,
                found.get(),
                arguments.of(port),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                skill);
    }

    /** It serves at port 69 only, so at an address of the loopback that nobody else has, and only for root. */
    private void dnsmasq(Path folder) throws IOException {
        Optional<Path> found = find("dnsmasq");
        if (found.isEmpty() || !user().equals("nobody")) {
            System.out.println("n/a: dnsmasq is not installed, or this is not root");
            return;
        }
        begin(
                "dnsmasq",
                found.get(),
                List.of(
                        "--no-daemon",
                        "--port=0",
                        "--enable-tftp",
                        "--tftp-root=" + folder,
                        "--conf-file=/dev/null",
                        "--tftp-max=1000",
                        "--listen-address=127.0.0.69",
                        "--bind-interfaces",
                        "--user=nobody",
                        "--quiet-tftp"),
                new InetSocketAddress("127.0.0.69", 69),
                Skill.BLOCK_SIZES);
    }

    private void begin(String name, Path program, List<String> arguments, InetSocketAddress at, Skill skill)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (answers(at)) {
            servers.add(new Server(name, at, skill, process));
        } else {
            process.destroyForcibly();
            System.out.println("n/a: " + name + " does not answer");
        }
    }

    /** Asks for a file that there is not, until there is an answer. */
    private static boolean answers(InetSocketAddress at) throws IOException {
        byte[] request = "\0\1none\0octet\0".getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(200);
            for (int i = 0; i < 25; i++) {
                try {
                    socket.send(new DatagramPacket(request, request.length, at));
                    socket.receive(new DatagramPacket(new byte[600], 600));
                    return true;
                } catch (SocketTimeoutException e) {
                    // It is not up yet.
                }
            }
            return false;
        }
    }

    private static Optional<Path> find(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    List<Server> servers() {
        return List.copyOf(servers);
    }

    Server ours() {
        return servers.get(0);
    }

    /** The bytes of heap that the SDK's server has in use after a collection. */
    long heap() throws IOException {
        ours().process().getOutputStream().write('\n');
        ours().process().getOutputStream().flush();
        return Long.parseLong(ours.readLine());
    }

    @Override
    public void close() {
        servers.forEach(each -> each.process().destroy());
    }
}
