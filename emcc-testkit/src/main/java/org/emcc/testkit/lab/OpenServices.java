package org.emcc.testkit.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import org.emcc.core.id.ClusterId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a cluster is open. It is closed once, the last that was opened first; nothing is opened after that. */
final class OpenServices {
    private static final Logger LOG = LoggerFactory.getLogger(OpenServices.class);

    private final ClusterId cluster;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean ended;

    OpenServices(ClusterId cluster) {
        this.cluster = cluster;
    }

    /**
     * Remembers what is to be closed.
     *
     * @throws IllegalStateException when everything is closed already; then this is closed too
     */
    <T extends AutoCloseable> T opened(T service) {
        synchronized (open) {
            if (!ended) {
                open.push(service);
                return service;
            }
        }
        abandon(service);
        throw new IllegalStateException("cluster " + cluster + " is down");
    }

    private Deque<AutoCloseable> taken() {
        synchronized (open) {
            ended = true;
            Deque<AutoCloseable> all = new ArrayDeque<>(open);
            open.clear();
            return all;
        }
    }

    /** Closes everything; what fails on the way was cut short by a crash. */
    void abandon() {
        taken().forEach(this::abandon);
    }

    private void abandon(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            LOG.debug("A service of cluster {} was cut short", cluster, e);
        }
    }

    /**
     * Closes everything, whatever fails on the way.
     *
     * @throws IllegalStateException when something failed; the last failure is its cause
     */
    void close() {
        IllegalStateException failure = null;
        for (AutoCloseable service : taken()) {
            try {
                service.close();
            } catch (Exception e) {
                failure = new IllegalStateException("a service of cluster " + cluster + " could not be closed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
