package org.emcc.certs.bundle;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.core.Decoded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens files, each content once, on the thread that asks for it, unless an executor has begun before. What was opened at one moment of a
 * depot is known at the next one, and forgotten when it was not needed there.
 */
final class Openings {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    private final Function<byte[], Decoded<CertificateFile>> opening;
    private final @Nullable Executor executor;
    private Map<String, FutureTask<Decoded<CertificateFile>>> tasks = new HashMap<>();
    private Map<String, FutureTask<Decoded<CertificateFile>>> before = Map.of();

    /** With what opens a file; it ends, and may be called by the executor's threads. */
    Openings(Function<byte[], Decoded<CertificateFile>> opening, @Nullable Executor executor) {
        this.opening = opening;
        this.executor = executor;
    }

    /** Another moment begins. */
    void nextMoment() {
        before = tasks;
        tasks = new HashMap<>();
    }

    /** Gives a file to the executor, if there is one; what it refuses is opened when it is asked for. */
    void begin(String sha256, byte[] octets) {
        if (executor == null || tasks.containsKey(sha256) || before.containsKey(sha256)) {
            return;
        }
        FutureTask<Decoded<CertificateFile>> task = task(sha256, octets);
        try {
            // Not the task itself: the executor may end what it can cancel, and somebody waits for it.
            executor.execute(() -> task.run());
        } catch (RejectedExecutionException e) {
            LOG.debug("The executor refuses a file; the thread that consolidates opens it");
        }
    }

    Decoded<CertificateFile> open(String sha256, byte[] octets) {
        FutureTask<Decoded<CertificateFile>> task = task(sha256, octets);
        // Does nothing when another thread has begun.
        task.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // The limits bound how long it takes.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException("cannot open a file", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FutureTask<Decoded<CertificateFile>> task(String sha256, byte[] octets) {
        return tasks.computeIfAbsent(
                sha256, any -> before.getOrDefault(sha256, new FutureTask<>(() -> opening.apply(octets))));
    }
}
