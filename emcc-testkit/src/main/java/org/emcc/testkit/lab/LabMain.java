package org.emcc.testkit.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
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
 * <p>Without a file there are New York and London. With {@code control 8090} and ports that the product knows, a file is for example:
 *
 * <pre>{@code
 * control 8090
 * ready NYC
 *   ports em=8443 tftp=6969 sip=5060
 * ready LON
 * }</pre>
 *
 * <p>It tells where the clusters listen, and says {@code ready; type help}. Then it may go on like this, where what is typed stands behind a
 * {@code >}:
 *
 * <pre>{@code
 * > pin alice
 * 7193551802
 * > certificates target/certs
 * what the EM services show, for a client that has to trust them, is in .../target/certs/tomcat-trust.pem, and beside it ...
 * > start all
 * 8 of 8 phones are registered
 * > login SEP0011AABBCCD1 alice
 * the phone shows: Login successful. The phone restarts now.
 * > await SEP0011AABBCCD1 NYC
 * registered with NYC
 * > free NYC
 * NYC  2
 * > logout SEP0011AABBCCD1
 * the phone shows: Logout successful. The phone restarts now.
 * > await SEP0011AABBCCD1 LON
 * registered with LON
 * > fault LON-NYC partition
 * set
 * > login SEP0011AABBCCD1 alice &
 * > clear LON-NYC
 * cleared
 * > events 5
 * > trace login.html
 * > quit
 * bye
 * }</pre>
 *
 * <p>A line that ends in {@code &} is carried out beside those that follow, and its answer is told when it is there; so a fault can be ended
 * while a phone waits. By HTTP every line has a connection of its own, and waits for no other:
 *
 * <pre>{@code
 * curl -s -H "Authorization: Bearer $TOKEN" -d 'login SEP0011AABBCCD1 alice' http://127.0.0.1:8090/command
 * curl -s http://127.0.0.1:8090/trace.txt
 * curl -s http://127.0.0.1:8090/tomcat-trust.pem -o trust.pem
 * }</pre>
 *
 * <p>The token is printed at the start, and is another one each time. Where {@code control 8090 token.txt} names a file, it is the first
 * line of that, and is not printed.
 *
 * <p>With a cluster beside the lab, one that is being made or another lab, certificates are exchanged over a directory. Here it is to be found
 * at port 9443, and writes its certificate files to {@code shared} as bulk certificate management does:
 *
 * <pre>{@code
 * remote SYD cucm-syd.example.com 127.0.0.1:9443
 * certificates shared
 * ready NYC
 * ready LON
 * }</pre>
 *
 * <p>The lab exports when it starts. Once the other has exported too, {@code exchange} imports at the lab what it has written; it imports
 * the files of the lab itself.
 *
 * <p>What is answered with which status, and what is not taken, is said at {@link LabControl}; what a line can be, at {@link LabConsole}.
 *
 * <p>It ends at {@code quit}, or, where nothing is taken by HTTP, at the end of its input: with 0, or with 2 when the lab could not be
 * started. Where commands are taken by HTTP, it stays when its input ends. It writes no file that it was not told to write, so that nothing
 * stays when its process is killed. The trace keeps the last {@link org.emcc.testkit.trace.Trace#MOST} events, so that the lab
 * may stay for days.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
public final class LabMain {
    /** The longest text in octets. */
    private static final int LONGEST = 4 * LabFile.LONGEST;

    private static final int TOKEN_OCTETS = 16;

    private final PrintStream out;
    private final CountDownLatch ended = new CountDownLatch(1);

    private LabMain(PrintStream out) {
        this.out = out;
    }

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
        return new LabMain(Objects.requireNonNull(out, "out")).run(arguments, in);
    }

    private int run(String[] arguments, InputStream in) {
        if (arguments.length > 1) {
            out.println("The lab takes the name of one file, or nothing.");
            return 2;
        }
        Optional<LabFile> file = arguments.length == 0 ? Optional.of(LabFile.standard()) : read(arguments[0]);
        if (file.isEmpty()) {
            return 2;
        }
        boolean ready = false;
        try (EmccLab lab = file.get().builder().start();
                Control control = control(file.get(), lab)) {
            LabConsole console = control.console;
            out.println(console.clusters());
            if (control.http != null) {
                out.println("commands by HTTP at " + control.http.address() + "/command, what happened at "
                        + control.http.address() + "/trace.html");
                out.println(
                        file.get().controlToken().isPresent()
                                ? "commands by HTTP show the token of the lab file"
                                : "commands by HTTP show the token " + control.token);
            }
            out.println("ready; type help");
            ready = true;
            serve(console, in, control.http != null);
        } catch (RuntimeException e) {
            out.println((ready ? "The lab did not end well: " : "The lab cannot start: ") + LabConsole.why(e));
        }
        return ready ? 0 : 2;
    }

    private Optional<LabFile> read(String name) {
        byte[] octets;
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            octets = in.readNBytes(LONGEST + 1);
        } catch (IOException | InvalidPathException e) {
            out.println("The lab file " + name + " cannot be read: " + e);
            return Optional.empty();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            out.println("The lab file " + name
                    + (octets.length > LONGEST ? " is too long." : " cannot be read: it is no text in UTF-8."));
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
        private final String token;
        private final @Nullable LabControl http;

        Control(LabConsole console, String token, @Nullable LabControl http) {
            this.console = console;
            this.token = token;
            this.http = http;
        }

        @Override
        public void close() {
            if (http != null) {
                http.close();
            }
        }
    }

    private Control control(LabFile file, EmccLab lab) {
        LabConsole console = new LabConsole(lab);
        if (file.controlPort().isEmpty()) {
            return new Control(console, "", null);
        }
        String token = file.controlToken().map(LabMain::token).orElseGet(LabMain::newToken);
        return new Control(
                console, token, LabControl.start(console, file.controlPort().getAsInt(), token, ended::countDown));
    }

    private static String token(Path file) {
        char[] characters = LabSecret.firstLine(file, "the token of the control");
        try {
            return new String(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static String newToken() {
        byte[] chosen = new byte[TOKEN_OCTETS];
        new SecureRandom().nextBytes(chosen);
        return HexFormat.of().formatHex(chosen);
    }

    private void serve(LabConsole console, InputStream in, boolean staysWithoutInput) {
        daemon("emcc-testkit-prompt", () -> {
            boolean quit = true;
            try {
                quit = prompt(console, in);
            } finally {
                if (quit || !staysWithoutInput) {
                    ended.countDown();
                }
            }
        });
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(String name, Runnable what) {
        Thread thread = new Thread(what, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes commands until the input ends; says whether it was told to quit. */
    private boolean prompt(LabConsole console, InputStream in) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String command = line.strip();
                if (command.endsWith("&")) {
                    String beside = command.substring(0, command.length() - 1);
                    daemon("emcc-testkit-beside", () -> {
                        if (tell(console.run(beside)) == LabConsole.Outcome.QUIT) {
                            ended.countDown();
                        }
                    });
                } else if (tell(console.run(command)) == LabConsole.Outcome.QUIT) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            out.println("No more commands can be read: " + e.getMessage());
        }
        return false;
    }

    private LabConsole.Outcome tell(LabConsole.Reply reply) {
        if (!reply.text().isEmpty()) {
            out.println(reply.text());
        }
        return reply.outcome();
    }
}
