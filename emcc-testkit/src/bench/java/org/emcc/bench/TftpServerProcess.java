package org.emcc.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.protocol.ServingLimits;
import org.emcc.tftp.server.AdmissionLimits;
import org.emcc.tftp.server.TftpServer;
import org.emcc.tftp.server.TransferPorts;

/** The SDK's TFTP server in a process of its own, with the files of a folder. Says its port, then its heap for each line that comes; ends with its input. */
final class TftpServerProcess {
    private TftpServerProcess() {}

    /**
     * Serves until its input ends.
     *
     * @param arguments the folder; {@code single} for a single port
     * @throws Exception when the folder cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, ContentAnswer> files = new HashMap<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(Path.of(arguments[0]))) {
            for (Path file : folder) {
                files.put(
                        file.getFileName().toString().toLowerCase(Locale.ROOT),
                        new ContentAnswer.Found(Content.of(Files.readAllBytes(file), "1")));
            }
        }
        ContentAnswer none = new ContentAnswer.NotFound();
        try (TftpServer server = TftpServer.builder(
                        new InetSocketAddress("127.0.0.1", 0),
                        request -> files.getOrDefault(request.name().value(), none))
                .limits(AdmissionLimits.builder()
                        .transfers(30_000)
                        .transfersPerSource(30_000)
                        .unproven(30_000)
                        .unprovenPerSource(30_000)
                        .errorsPerSecondPerSource(1_000_000)
                        .build())
                .serving(new ServingLimits(65_464, 64))
                .ports(arguments.length > 1 ? TransferPorts.single() : TransferPorts.any())
                .start()) {
            System.out.println(server.address().getPort());
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            while (lines.readLine() != null) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.println(runtime.totalMemory() - runtime.freeMemory());
            }
        }
    }
}
