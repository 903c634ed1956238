package org.emcc.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hostile peer: it listens for HTTPS on loopback and never does what is right. Whose certificate it shows is for the caller to say. One
 * that is {@linkplain #between between} two others passes on what it is asked, and abuses the right answers. Each connection has a daemon
 * thread, {@code emcc-testkit-impostor}.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Impostor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Impostor.class);
    private static final int TOO_MUCH = 4 * 1024 * 1024;
    private static final int BLOCK = 16 * 1024;

    /** More than a cluster waits for the answer to a question, which is five seconds. */
    private static final Duration LATE = Duration.ofSeconds(7);
    /** How long is waited for somebody to read what was said, and for the one behind. */
    private static final int PATIENCE_MILLIS = 5_000;

    private final Manner manner;
    private final @Nullable Behind behind;
    /** The answer to the question before; by this nobody's question is answered in order. */
    private final AtomicReference<byte[]> before = new AtomicReference<>(new byte[0]);

    private final SSLServerSocket listening;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How it behaves once it was asked something. */
    public enum Manner {
        /** It takes the request and never answers. */
        SAYS_NOTHING,
        /** It closes the connection. */
        HANGS_UP,
        /** It answers with status 500. */
        FAILS,
        /** It answers with status 302 and the way to itself. */
        REDIRECTS,
        /** It answers with status 200 and something that is no message. */
        TALKS_NONSENSE,
        /** It answers with more than four megabytes. */
        SAYS_TOO_MUCH,
        /** It begins an answer, goes on for as long as somebody reads, and never ends it. */
        NEVER_ENDS,
        /** It answers twice with something that is no message. */
        ANSWERS_TWICE,
        /** It passes on the right answer, but seven seconds after it was asked. Only where it is between two others. */
        ANSWERS_LATE,
        /** It passes on the right answer, and at once the same again. Only where it is between two others. */
        REPEATS_THE_ANSWER,
        /**
         * It passes on the right answer to the first question, and to each other question the answer to the one before. Only where it is
         * between two others.
         */
        ANSWERS_OUT_OF_ORDER;

        boolean needsTheRightAnswer() {
            return this == ANSWERS_LATE || this == REPEATS_THE_ANSWER || this == ANSWERS_OUT_OF_ORDER;
        }
    }

    /** Who knows the right answers, and as whom he is asked. */
    private record Behind(SSLContext as, Supplier<InetSocketAddress> where) {
        byte[] answer(byte[] question) throws IOException {
            InetSocketAddress address = where.get();
            try (Socket socket = as.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(question);
                socket.getOutputStream().flush();
                return HttpMessage.read(socket.getInputStream());
            }
        }
    }

    private Impostor(SSLContext shown, Manner manner, @Nullable Behind behind) {
        this.manner = Objects.requireNonNull(manner, "manner");
        this.behind = behind;
        if (behind == null && manner.needsTheRightAnswer()) {
            throw new IllegalArgumentException("an impostor that is " + manner
                    + " must be between two others, from one of whom it has the right answer");
        }
        try {
            this.listening = (SSLServerSocket)
                    shown.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("the impostor cannot listen", e);
        }
        daemon(this::accept);
    }

    /**
     * Starts one.
     *
     * @param shown with the certificate that it shows
     * @param manner how it behaves
     * @return an impostor, to be closed by the caller
     * @throws IllegalArgumentException when it needs the right answers to behave so
     * @throws UncheckedIOException when it cannot listen
     */
    public static Impostor start(SSLContext shown, Manner manner) {
        return new Impostor(Objects.requireNonNull(shown, "shown"), manner, null);
    }

    /**
     * Starts one that can ask the right one, because it has stolen the keys of both sides.
     *
     * @param shown with the certificate that it shows to whoever asks
     * @param manner how it behaves
     * @param as with the certificate that it shows to the one behind it
     * @param behind where the one behind it listens when it is asked something
     * @return an impostor, to be closed by the caller
     * @throws UncheckedIOException when it cannot listen
     */
    public static Impostor between(SSLContext shown, Manner manner, SSLContext as, Supplier<InetSocketAddress> behind) {
        return new Impostor(
                Objects.requireNonNull(shown, "shown"),
                manner,
                new Behind(Objects.requireNonNull(as, "as"), Objects.requireNonNull(behind, "behind")));
    }

    /**
     * Where it listens.
     *
     * @return an address and port on loopback
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "emcc-testkit-impostor");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connection.setSoLinger(true, 0); // so that closing it never waits for whoever does not read
                connections.add(connection);
                if (listening.isClosed()) {
                    connection.close();
                }
                daemon(() -> serve(connection));
            } catch (IOException e) {
                LOG.debug("The impostor takes no connection: {}", e.toString());
                pause();
            }
        }
    }

    /** When no connection can be taken, as when too many files are open. */
    private void pause() {
        try {
            if (closed.await(100, TimeUnit.MILLISECONDS)) {
                LOG.debug("The impostor takes no connection any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            byte[] question = HttpMessage.read(in);
            if (behind == null || !manner.needsTheRightAnswer()) {
                if (question.length > 0) {
                    behave(connection, out);
                    finish(connection, in);
                }
                return;
            }
            while (question.length > 0) {
                abuse(behind.answer(question), out);
                question = HttpMessage.read(in);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("A connection of the impostor ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    /** Lets what was said be read before the connection is closed, because what is closed at once may be lost. */
    private static void finish(Socket connection, InputStream in) throws IOException {
        if (connection.isClosed()) {
            return;
        }
        connection.shutdownOutput();
        connection.setSoTimeout(PATIENCE_MILLIS);
        byte[] block = new byte[BLOCK];
        for (int left = TOO_MUCH; left > 0; left -= BLOCK) {
            if (in.read(block) < 0) {
                return;
            }
        }
    }

    private void abuse(byte[] answer, OutputStream out) throws IOException, InterruptedException {
        switch (manner) {
            case ANSWERS_LATE -> {
                if (closed.await(LATE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                out.write(answer);
            }
            case REPEATS_THE_ANSWER -> {
                byte[] twice = Arrays.copyOf(answer, 2 * answer.length);
                System.arraycopy(answer, 0, twice, answer.length, answer.length);
                out.write(twice);
            }
            default -> {
                byte[] other = before.getAndSet(answer);
                out.write(other.length == 0 ? answer : other);
            }
        }
        out.flush();
    }

    private void behave(Socket connection, OutputStream out) throws IOException, InterruptedException {
        switch (manner) {
            case SAYS_NOTHING -> closed.await();
            case HANGS_UP -> connection.close();
            case FAILS -> head(out, "500 Internal Server Error", "Content-Length: 0");
            case REDIRECTS ->
                head(
                        out,
                        "302 Found",
                        "Content-Length: 0\r\nLocation: https://127.0.0.1:" + listening.getLocalPort() + "/");
            case TALKS_NONSENSE -> nonsense(out);
            case SAYS_TOO_MUCH -> {
                head(out, "200 OK", "Content-Length: " + TOO_MUCH);
                blocks(out, TOO_MUCH);
            }
            case NEVER_ENDS -> {
                head(out, "200 OK", "Content-Type: text/xml");
                blocks(out, Long.MAX_VALUE);
            }
            case ANSWERS_TWICE -> {
                nonsense(out);
                nonsense(out);
            }
            case ANSWERS_LATE, REPEATS_THE_ANSWER, ANSWERS_OUT_OF_ORDER ->
                throw new IllegalStateException("this one asks somebody else");
        }
    }

    private static void nonsense(OutputStream out) throws IOException {
        String body = "<impostor>no message</impostor>";
        head(out, "200 OK", "Content-Length: " + body.length());
        out.write(body.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void head(OutputStream out, String status, String fields) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + fields + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void blocks(OutputStream out, long most) throws IOException {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) ' ');
        for (long sent = 0; sent < most; sent += BLOCK) {
            out.write(block);
        }
        out.flush();
    }

    /** Ends all connections. May be called often. */
    @Override
    public void close() {
        closed.countDown();
        close(listening);
        connections.forEach(Impostor::close);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("The impostor could not close {}", socket, e);
        }
    }

    @Override
    public String toString() {
        return "Impostor[" + manner + "]";
    }
}
