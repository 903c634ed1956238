package org.emcc.testkit.phone;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.emcc.core.gateway.Timers;
import org.emcc.core.internal.Require;
import org.emcc.tftp.client.TftpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What many phones share, so that thousands of them fit into one JVM: threads, a TFTP client, and one thread for all sockets of SIP over
 * UDP. A phone that is given none opens some for itself.
 *
 * <p>A phone that is registered over UDP needs one file descriptor, and one more while it reads a file; over TCP, TLS and SCCP it has a
 * connection and a thread of its own, and needs four. Connections to the Extension Mobility service are shared.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class PhoneResources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneResources.class);

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor scheduler;
    private final TftpClient tftp;
    private final SharedUdp udp;
    private final Timers timers = Timers.daemon(Clock.systemUTC());
    private final Map<SSLContext, HttpClient> browsers = new ConcurrentHashMap<>();

    private PhoneResources(int threads) {
        AtomicInteger count = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "emcc-testkit-phone-" + count.incrementAndGet()));
        workers.allowCoreThreadTimeOut(true);
        this.scheduler = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "emcc-testkit-phone-timers"));
        scheduler.setRemoveOnCancelPolicy(true);
        this.tftp = TftpClient.builder().clock(Clock.systemUTC()).open();
        this.udp = new SharedUdp();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens resources.
     *
     * @param threads how many phones do something at the same time, 1 to 1,024; one that waits for an answer counts
     * @return new resources, to be closed by the caller after the phones
     * @throws IllegalArgumentException when the number is out of range
     */
    public static PhoneResources open(int threads) {
        return new PhoneResources(Require.range(threads, "number of threads", 1, 1_024));
    }

    Executor workers() {
        return workers;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    TftpClient tftp() {
        return tftp;
    }

    SharedUdp udp() {
        return udp;
    }

    /** By the {@link #clock}; what they run must not wait for others. */
    Timers timers() {
        return timers;
    }

    /** The clock of the timers and of the scheduler. */
    Clock clock() {
        return Clock.systemUTC();
    }

    /** One for all phones that believe the same. */
    HttpClient browser(SSLContext trust) {
        return browsers.computeIfAbsent(
                trust,
                context -> HttpClient.newBuilder()
                        .sslContext(context)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build());
    }

    /**
     * Ends all threads; what is under way is given up. Does nothing the second time. With a Java before 21 a thread of each HTTP client
     * stays until the client is collected as garbage.
     */
    @Override
    public void close() {
        workers.shutdownNow();
        scheduler.shutdownNow();
        timers.close();
        browsers.values().forEach(PhoneResources::shutDown);
        browsers.clear();
        tftp.close();
        udp.close();
    }

    /** A client can be told to end since Java 21. */
    private static void shutDown(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (ReflectiveOperationException e) {
            LOG.trace("An HTTP client ends when it is collected", e);
        }
    }
}
