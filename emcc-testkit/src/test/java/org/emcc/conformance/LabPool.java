package org.emcc.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabCluster;
import org.emcc.tftp.client.TftpClient;
import org.jspecify.annotations.Nullable;

/** One lab at a time, lent to one script after the other; a script that leaves it otherwise than it was ends it. */
final class LabPool implements AutoCloseable {
    private final TftpClient files = TftpClient.builder().open();
    private @Nullable Lent lab;
    private int started;

    /** A lab, as it was at the start, and something that rings when anything happens in it. */
    record Lent(EmccLab lab, Map<String, ClusterConfiguration> begun, Bell bell) {}

    /** Rings at every event. */
    static final class Bell {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition rung = lock.newCondition();
        private long rings;

        void ring() {
            lock.lock();
            try {
                rings++;
                rung.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Waits until it rings, or a while: not all that can be seen rings. */
        void await(long millis) {
            lock.lock();
            try {
                long before = rings;
                long left = TimeUnit.MILLISECONDS.toNanos(millis);
                while (rings == before && left > 0) {
                    left = rung.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the lab", e);
            } finally {
                lock.unlock();
            }
        }
    }

    Lent lend() {
        Lent ready = Optional.ofNullable(lab).orElseGet(this::start);
        lab = ready;
        return ready;
    }

    private Lent start() {
        started++;
        Bell bell = new Bell();
        EmccLab made = EmccLab.builder().watcher(event -> bell.ring()).start();
        Map<String, ClusterConfiguration> begun = new LinkedHashMap<>();
        for (LabCluster cluster : made.clusters()) {
            begun.put(cluster.id().value(), cluster.configuration());
        }
        return new Lent(made, begun, bell);
    }

    /** It is not as it was: the next script gets another one. */
    void discard() {
        Lent old = lab;
        lab = null;
        if (old != null) {
            old.lab().close();
        }
    }

    TftpClient files() {
        return files;
    }

    /** How many labs there were. */
    int started() {
        return started;
    }

    @Override
    public void close() {
        discard();
        files.close();
    }
}
