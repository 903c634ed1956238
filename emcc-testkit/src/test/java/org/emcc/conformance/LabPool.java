package org.emcc.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.UserId;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabCluster;
import org.emcc.tftp.client.TftpClient;
import org.jspecify.annotations.Nullable;

/** One lab at a time, lent to one script after the other; a script that leaves it otherwise than it was ends it. */
final class LabPool implements AutoCloseable {
    private final TftpClient files = TftpClient.builder().open();
    private @Nullable Lent lab;
    private boolean secure;
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

        /** Waits until it rings, or a while, since not all that can be seen rings; whether it has rung. */
        boolean await(long millis) {
            lock.lock();
            try {
                long before = rings;
                long left = TimeUnit.MILLISECONDS.toNanos(millis);
                while (rings == before && left > 0) {
                    left = rung.awaitNanos(left);
                }
                return rings != before;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the lab", e);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Lends a lab.
     *
     * @param withSecurePhone whether both clusters begin mixed, and the first phone of London with a certificate and a secure profile
     */
    Lent lend(boolean withSecurePhone) {
        if (secure != withSecurePhone) {
            discard();
        }
        secure = withSecurePhone;
        Lent ready = Optional.ofNullable(lab).orElseGet(this::start);
        lab = ready;
        return ready;
    }

    private Lent start() {
        started++;
        Bell bell = new Bell();
        EmccLab.Builder builder = EmccLab.builder();
        if (secure) {
            builder.companies(mixed(Company.newYork().toBuilder()), mixed(london()));
        }
        EmccLab made =
                builder.withoutPeriodicWork().watcher(event -> bell.ring()).start();
        Map<String, ClusterConfiguration> begun = new LinkedHashMap<>();
        for (LabCluster cluster : made.clusters()) {
            begun.put(cluster.id().value(), cluster.configuration());
        }
        return new Lent(made, begun, bell);
    }

    private static Company mixed(Company.Builder company) {
        return company.securityMode(ClusterSecurityMode.MIXED).build();
    }

    /** London as ever, but for its first phone. */
    private static Company.Builder london() {
        return Company.builder("LON", "cucm-lon.example.com")
                .site(Site.in("GB", "London")
                        .emergency("css-emergency-UK", "999", "112")
                        .securePhones("SEP0011AABBCCD1")
                        .phones("SEP0011AABBCCD2")
                        .build())
                .user(
                        "nora",
                        Objects.requireNonNull(Company.london().pins().get(UserId.of("nora"))),
                        "Nora Nash",
                        "442075550100");
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
