package org.emcc.testkit.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The lab beside a product that is to be tested with it: starts the clusters of a {@link LabFile}, says where everything listens, and takes
 * the commands of a {@link LabConsole} at a prompt, and by HTTP where the file has {@code control}.
 *
 * <pre>{@code
 * java -cp 'emcc-testkit.jar:...' org.emcc.testkit.lab.LabMain lab.txt
 * }</pre>
 *
 * <p>Without a file there are New York and London. It ends at {@code quit}, or, where nothing is taken by HTTP, at the end of its input:
 * with 0, or with 2 when the lab could not be started. Where commands are taken by HTTP, it stays when its input ends.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
public final class LabMain {
    private LabMain() {}

    /**
     * Runs the lab, and ends the virtual machine with its status.
     *
     * @param arguments the name of a lab file, or nothing
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.in, System.out));
    }

    /**
     * Runs the lab.
     *
     * @param arguments the name of a lab file, or nothing
     * @param in where commands come from, a line each
     * @param out where is told what happens
     * @return 0, or 2 when the lab could not be started
     */
    public static int run(String[] arguments, InputStream in, PrintStream out) {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        if (arguments.length > 1) {
            out.println("The lab takes the name of one file, or nothing.");
            return 2;
        }
        Optional<LabFile> file = arguments.length == 0 ? Optional.of(LabFile.standard()) : read(arguments[0], out);
        if (file.isEmpty()) {
            return 2;
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (EmccLab lab = file.get().builder().start();
                Control control = control(file.get(), lab, ended)) {
            LabConsole console = control.console;
            out.println(console.clusters());
            if (control.http != null) {
                out.println("commands by HTTP at " + control.http.address() + "/command, what happened at "
                        + control.http.address() + "/trace.html");
            }
            out.println("ready; type help");
            serve(console, in, out, ended, control.http != null);
            return 0;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            out.println("The lab cannot start: " + e.getMessage());
            return 2;
        }
    }

    private static Optional<LabFile> read(String name, PrintStream out) {
        String text;
        try {
            text = Files.readString(Path.of(name), StandardCharsets.UTF_8);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            out.println("The lab file " + name + " cannot be read: " + e);
            return Optional.empty();
        }
        Decoded<LabFile> read = LabFile.decode(text);
        for (Problem problem : read.problems()) {
            out.println(name + ", " + problem.where() + ": " + problem.message());
        }
        return read.value();
    }

    /** The console of a lab, and what takes its commands by HTTP, if anything does. */
    private static final class Control implements AutoCloseable {
        private final LabConsole console;
        private final @Nullable LabControl http;

        Control(LabConsole console, @Nullable LabControl http) {
            this.console = console;
            this.http = http;
        }

        @Override
        public void close() {
            if (http != null) {
                http.close();
            }
        }
    }

    private static Control control(LabFile file, EmccLab lab, CountDownLatch ended) {
        LabConsole console = new LabConsole(lab);
        return new Control(
                console,
                file.controlPort().isEmpty()
                        ? null
                        : LabControl.start(lab, console, file.controlPort().getAsInt(), ended::countDown));
    }

    private static void serve(
            LabConsole console, InputStream in, PrintStream out, CountDownLatch ended, boolean staysWithoutInput) {
        Thread prompt = new Thread(
                () -> {
                    if (prompt(console, in, out) || !staysWithoutInput) {
                        ended.countDown();
                    }
                },
                "emcc-testkit-prompt");
        prompt.setDaemon(true);
        prompt.start();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes commands until the input ends; says whether it was told to quit. */
    private static boolean prompt(LabConsole console, InputStream in, PrintStream out) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LabConsole.Reply reply = console.run(line);
                if (!reply.text().isEmpty()) {
                    out.println(reply.text());
                }
                if (reply.quit()) {
                    return true;
                }
            }
        } catch (IOException e) {
            out.println("No more commands can be read: " + e.getMessage());
        }
        return false;
    }
}
