package org.emcc.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.jdbc.JdbcStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresJdbcStoresTest extends JdbcStoresChecks {
    private static final MultipleLoginBehavior ALLOWED = MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED;

    @Override
    DataSource empty() {
        return Postgres.shared().fresh();
    }

    @Override
    int statementsOfSave() {
        return 1;
    }

    private static List<BaseDevice> two() {
        return List.of(
                new BaseDevice(BaseDeviceName.of(1), PhoneSecurity.NONSECURE),
                new BaseDevice(BaseDeviceName.of(2), PhoneSecurity.NONSECURE));
    }

    private static Versioned<HomeSession> reserved(HomeLoginStore store, int number) {
        return ((Reservation.Reserved) store.reserve(Samples.login(number), ALLOWED, older -> older, Samples.LEASE))
                .session();
    }

    @Test
    @Timeout(60)
    void aConnectionThatTheServerEndsWithinAStatementHasChangedNothing() throws Exception {
        HomeLoginStore store = JdbcStores.open(database).homeLogins();
        store.provision(two());
        Versioned<HomeSession> session = reserved(store, 1);
        List<String> before = StoredRows.dump(database);
        HomeSession released = session.value().moved(new HomeState.Released(LogoutCause.PHONE), List.of());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            // The save moves the login, and then waits for the base device.
            holder.createStatement().execute("SELECT 1 FROM emcc_base_device FOR UPDATE");
            Future<Optional<Versioned<HomeSession>>> save = thread.submit(() -> store.save(released, 1, Samples.LEASE));
            String waiting = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while (StoredRows.column(database, waiting).isEmpty()) {
                assertThat(save.isDone()).as("it ended without waiting").isFalse();
            }
            assertThatThrownBy(() -> save.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue());
            holder.rollback();
            holder.setAutoCommit(true);
        } finally {
            thread.shutdownNow();
        }
        assertThat(StoredRows.dump(database)).isEqualTo(before);
        assertThat(store.save(released, 1, Samples.LEASE)).isPresent();
    }

    @Test
    @Timeout(60)
    void whatIsFreeButLockedIsWaitedForAndNotCalledTaken() throws Exception {
        HomeLoginStore store = JdbcStores.open(database).homeLogins();
        store.provision(two());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("SELECT 1 FROM emcc_base_device FOR UPDATE");
            Future<Versioned<HomeSession>> reserved = thread.submit(() -> reserved(store, 1));
            String waiting = "SELECT pid FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while (StoredRows.column(database, waiting).isEmpty()) {
                assertThat(reserved.isDone()).as("it ended without waiting").isFalse();
            }
            holder.rollback();
            holder.setAutoCommit(true);

            assertThat(reserved.get(30, TimeUnit.SECONDS).value().baseDevice()).isEqualTo(BaseDeviceName.of(1));
        } finally {
            thread.shutdownNow();
        }
    }

    /** Two nodes work while the server is killed: whatever was reported as done is there when it is back. */
    @Test
    @Timeout(180)
    void whatWasReportedAsDoneOutlivesTheServer() throws Exception {
        try (Postgres server = Postgres.own()) {
            DataSource source = server.fresh();
            List<HomeLoginStore> nodes = List.of(
                    JdbcStores.open(new Pool(source)).homeLogins(),
                    JdbcStores.open(new Pool(source)).homeLogins());
            int logins = 3_000;
            List<BaseDevice> all = new ArrayList<>();
            for (int i = 1; i <= logins; i++) {
                all.add(new BaseDevice(BaseDeviceName.of(i), PhoneSecurity.NONSECURE));
            }
            nodes.get(0).provision(all);
            AtomicInteger next = new AtomicInteger();
            CountDownLatch some = new CountDownLatch(100);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<List<Versioned<HomeSession>>>> working = new ArrayList<>();
                for (HomeLoginStore node : nodes) {
                    working.add(threads.submit(() -> worked(node, next, some, logins)));
                }
                assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
                server.kill();
                List<Versioned<HomeSession>> done = new ArrayList<>();
                for (Future<List<Versioned<HomeSession>>> one : working) {
                    done.addAll(one.get(60, TimeUnit.SECONDS));
                }
                server.begin();

                HomeLoginStore after = JdbcStores.open(source).homeLogins();
                assertThat(done).hasSizeBetween(100, logins - 1);
                for (Versioned<HomeSession> session : done) {
                    Versioned<HomeSession> found =
                            after.find(session.value().login().id()).orElseThrow();
                    // The last call of each node may have been done without being reported.
                    assertThat(found.version()).isBetween(session.version(), session.version() + 1);
                    if (found.version() == session.version()) {
                        assertThat(found).isEqualTo(session);
                    }
                }
                List<String> held = StoredRows.column(
                        source, "SELECT holder FROM emcc_base_device WHERE holder IS NOT NULL ORDER BY holder");
                assertThat(held)
                        .isEqualTo(StoredRows.column(
                                source, "SELECT id FROM emcc_home_login WHERE live_device IS NOT NULL ORDER BY id"));
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Logs in and out until the server is gone; what was reported as done last, of each login. */
    private static List<Versioned<HomeSession>> worked(
            HomeLoginStore node, AtomicInteger next, CountDownLatch some, int logins) {
        List<Versioned<HomeSession>> done = new ArrayList<>();
        try {
            for (int number = next.incrementAndGet(); number < logins; number = next.incrementAndGet()) {
                done.add(reserved(node, number));
                if (number % 2 == 0) {
                    Versioned<HomeSession> last = done.get(done.size() - 1);
                    HomeSession released = last.value().moved(new HomeState.Released(LogoutCause.PHONE), List.of());
                    done.set(
                            done.size() - 1,
                            node.save(released, 1, Samples.LEASE).orElseThrow());
                }
                some.countDown();
            }
            throw new IllegalStateException("the server was not killed in time");
        } catch (StoreException e) {
            assertThat(e.retryable()).isTrue();
            return done;
        }
    }
}
