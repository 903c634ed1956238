package org.emcc.core.internal;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's servers under one service, and how they end. Thread-safe. */
public final class HttpListeners {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListeners.class);

    private final List<HttpServer> servers;
    private final List<InetSocketAddress> addresses;
    private final ExecutorService closers;

    /**
     * Some servers.
     *
     * @param servers all are bound
     * @param closers runs what stops them: as many threads as there are servers wait, and as many more stop them
     */
    public HttpListeners(List<HttpServer> servers, ExecutorService closers) {
        this.servers = List.copyOf(servers);
        this.addresses = servers.stream().map(HttpServer::getAddress).toList();
        this.closers = closers;
    }

    /**
     * Where they listen.
     *
     * @return the addresses with the real ports, in the order of the servers
     */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** Starts them. */
    public void start() {
        servers.forEach(HttpServer::start);
    }

    /**
     * Listens no more, and lets what is under way go on. The JDK's server cannot only stop to listen: its stop waits, and is made to return
     * by a second one.
     *
     * @param deadline how long something may be under way
     */
    public void listenNoMore(Duration deadline) {
        int seconds = (int) deadline.toSeconds() + 1;
        try {
            servers.forEach(server -> closers.execute(() -> server.stop(seconds)));
        } catch (RejectedExecutionException e) {
            LOG.debug("The service at {} is closed by somebody else as well", addresses);
        }
    }

    /**
     * Stops them. On threads of its own and for so long at most: over TLS the JDK's stop waits for whoever writes, and some writes are its
     * own.
     *
     * @param within how long at most
     */
    public void stop(Duration within) {
        try {
            CompletableFuture.allOf(servers.stream()
                            .map(server -> CompletableFuture.runAsync(() -> server.stop(0), closers))
                            .toArray(CompletableFuture<?>[]::new))
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The service at {} is closed by somebody else as well", addresses);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("The JDK's server at {} has not stopped in order", addresses, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
