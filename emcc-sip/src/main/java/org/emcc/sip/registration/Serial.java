package org.emcc.sip.registration;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order they come, on whichever thread finds nobody running them. What the tasks touch needs
 * no lock.
 */
final class Serial {
    private static final Logger LOG = LoggerFactory.getLogger(Serial.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = tasks.remove();
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A task failed, which is a bug of this SDK; the next ones run all the same", e);
            }
        } while (waiting.decrementAndGet() != 0);
    }

    int waiting() {
        return waiting.get();
    }
}
