package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.Rollover;
import org.emcc.tftp.protocol.TransferMode;
import org.emcc.tftp.protocol.TransferOptions;

/**
 * Fetches every file of a folder from the server at port 69 of the loopback, with every kind of option, and compares: for {@link
 * RealServersTest}, which runs it beside a server in a network namespace. One line for each fetch; the exit code is 1 if one failed.
 * After the folder come the names of the options with which the file {@code big} is fetched; at 512 bytes a block it crosses 65535.
 */
final class FetchAll {
    private static final RetryPolicy HASTY = RetryPolicy.builder()
            .intervals(Duration.ofMillis(100), Duration.ofMillis(500))
            .tries(40, 40)
            .dally(Duration.ZERO)
            .build();

    private FetchAll() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 69);
        List<String> forBig = Arrays.asList(args).subList(1, args.length);
        boolean failed = false;
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of(args[0]))) {
            files = list.sorted().toList();
        }
        try (TftpClient client =
                TftpClient.builder().retries(HASTY).maxBytes(64 << 20).open()) {
            for (Path path : files) {
                String name = path.getFileName().toString();
                byte[] file = Files.readAllBytes(path);
                TransferMode mode = name.startsWith("text") ? TransferMode.NETASCII : TransferMode.OCTET;
                for (Map.Entry<String, TransferOptions> asked : asked().entrySet()) {
                    if (name.equals("big") && !forBig.contains(asked.getKey())) {
                        continue;
                    }
                    FetchOutcome outcome = client.fetch(server, name, mode, asked.getValue());
                    boolean same =
                            outcome instanceof FetchOutcome.Fetched fetched && Arrays.equals(fetched.bytes(), file);
                    failed |= !same;
                    out.printf("%s %s, %s: %s%n", same ? "same" : "WRONG", name, asked.getKey(), outcome);
                }
            }
            FetchOutcome missing = client.fetch(server, "nowhere");
            failed |= !missing.equals(new FetchOutcome.NotFound());
            out.printf("nowhere: %s%n", missing);
        }
        System.exit(failed ? 1 : 0);
    }

    private static Map<String, TransferOptions> asked() {
        Map<String, TransferOptions> asked = new LinkedHashMap<>();
        asked.put("no option", TransferOptions.none());
        asked.put(
                "rollover 1",
                TransferOptions.builder().rollover(Rollover.TO_ONE).build());
        asked.put("blksize", TransferOptions.builder().blockSize(1_428).build());
        asked.put("tsize", TransferOptions.builder().transferSize(0).build());
        asked.put(
                "timeout",
                TransferOptions.builder().timeout(Duration.ofSeconds(2)).build());
        asked.put("windowsize", TransferOptions.builder().windowSize(8).build());
        asked.put(
                "all",
                TransferOptions.builder()
                        .blockSize(1_024)
                        .transferSize(0)
                        .timeout(Duration.ofSeconds(1))
                        .windowSize(4)
                        .rollover(Rollover.TO_ZERO)
                        .build());
        return asked;
    }
}
