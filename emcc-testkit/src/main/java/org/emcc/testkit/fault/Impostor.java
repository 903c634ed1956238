package org.emcc.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hostile peer: it listens for HTTPS on loopback and never does what is right. Whose certificate it shows is for the caller to say. Each
 * connection has a daemon thread, {@code emcc-testkit-impostor}.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Impostor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Impostor.class);
    private static final int TOO_MUCH = 4 * 1024 * 1024;
    private static final int BLOCK = 16 * 1024;

    private final Manner manner;
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
        /** It answers twice. */
        ANSWERS_TWICE
    }

    private Impostor(SSLContext shown, Manner manner) {
        this.manner = Objects.requireNonNull(manner, "manner");
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
     * @throws UncheckedIOException when it cannot listen
     */
    public static Impostor start(SSLContext shown, Manner manner) {
        return new Impostor(Objects.requireNonNull(shown, "shown"), manner);
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
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                LOG.debug("The impostor takes no connection any more: {}", e.toString());
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] block = new byte[BLOCK];
            if (in.read(block) >= 0) {
                behave(connection, connection.getOutputStream());
            }
        } catch (IOException e) {
            LOG.debug("A connection of the impostor ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
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
        try {
            listening.close();
            for (Socket each : connections) {
                each.close();
            }
        } catch (IOException e) {
            LOG.debug("The impostor could not be closed", e);
        }
    }

    @Override
    public String toString() {
        return "Impostor[" + manner + "]";
    }
}
