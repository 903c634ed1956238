package org.emcc.sip.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this module writes to the log at WARN or above while this is open. Where the build sends the log to a file, that is read; else it
 * goes to the standard error stream, which is listened to.
 */
public final class LoudLines implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Path file;
    private final long from;

    public LoudLines() throws IOException {
        String name = System.getProperty("org.slf4j.simpleLogger.logFile", "System.err");
        boolean streams = name.equals("System.err");
        this.file = streams ? null : Path.of(name);
        this.from = streams || !Files.exists(file) ? 0 : Files.size(file);
        if (streams) {
            System.setErr(new PrintStream(new Both(), true, StandardCharsets.UTF_8));
        }
    }

    private final class Both extends OutputStream {
        @Override
        public void write(int octet) {
            synchronized (heard) {
                heard.write(octet);
            }
            before.write(octet);
        }
    }

    public List<String> lines() throws IOException {
        return text().lines()
                .filter(line -> line.matches(".*(WARN|ERROR) org\\.emcc\\.sip\\..*"))
                .toList();
    }

    private String text() throws IOException {
        if (file == null) {
            synchronized (heard) {
                return heard.toString(StandardCharsets.UTF_8);
            }
        }
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        if (file == null) {
            System.setErr(before);
        }
    }
}
