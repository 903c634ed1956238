package org.emcc.certs.bundle;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.core.Decoded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files, each content once for one action: on the thread that asks for it, unless an executor has begun before. */
final class Openings {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    private final FilePassword password;
    private final Pkcs12Limits limits;
    private final @Nullable Executor executor;
    private final Map<String, FutureTask<Decoded<CertificateFile>>> tasks = new HashMap<>();

    Openings(FilePassword password, Pkcs12Limits limits, @Nullable Executor executor) {
        this.password = password;
        this.limits = limits;
        this.executor = executor;
    }

    /** Gives a file to the executor, if there is one; what it refuses is opened when it is asked for. */
    void begin(String sha256, byte[] octets) {
        if (executor == null || tasks.containsKey(sha256)) {
            return;
        }
        try {
            executor.execute(task(sha256, octets));
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
                sha256, any -> new FutureTask<>(() -> CertificateFile.decode(octets, password, limits)));
    }
}
