package org.emcc.sip.registration;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/**
 * Runs tasks one after the other, in the order they come, on whichever thread finds nobody running them. What the tasks touch needs
 * no lock. No thread is kept for long: after {@value #TURN} tasks the rest is handed over, so that who only meant to add one goes back
 * to its own work however fast others add.
 */
final class Serial {
    /** How many tasks one thread runs before it hands the rest over. */
    static final int TURN = 64;

    private final Executor next;
    private final Logger log;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Whether the rest waits for {@link #next}, which may drop it when it is shut down. */
    private final AtomicBoolean handedOver = new AtomicBoolean();
    /** Looked at while a task runs only. */
    private boolean failedBefore;

    Serial(Executor next, Logger log) {
        this.next = next;
        this.log = log;
    }

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            drain();
        }
    }

    /** Goes on with what was handed over, in case that nobody else will. */
    void takeOver() {
        if (handedOver.compareAndSet(true, false)) {
            drain();
        }
    }

    private void drain() {
        while (hasMoreAfterTurn()) {
            handedOver.set(true);
            try {
                next.execute(this::takeOver);
                return;
            } catch (RejectedExecutionException e) {
                if (!handedOver.compareAndSet(true, false)) {
                    return;
                }
            }
        }
    }

    private boolean hasMoreAfterTurn() {
        for (int i = 0; i < TURN; i++) {
            try {
                tasks.remove().run();
            } catch (RuntimeException | Error e) {
                failed(e);
            }
            if (waiting.decrementAndGet() == 0) {
                return false;
            }
        }
        return true;
    }

    private void failed(Throwable e) {
        if (failedBefore) {
            log.debug("A task failed again", e);
        } else {
            failedBefore = true;
            log.error(
                    "A task failed by a bug of this SDK, or by an Error of what it calls; the next ones run all the same,"
                            + " and further failures are logged at debug",
                    e);
        }
    }

    int waiting() {
        return waiting.get();
    }
}
