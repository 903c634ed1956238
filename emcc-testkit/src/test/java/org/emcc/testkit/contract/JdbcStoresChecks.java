package org.emcc.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.store.jdbc.JdbcStores;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the stores over a database do beyond the contract of all stores. */
abstract class JdbcStoresChecks {
    private static final MultipleLoginBehavior AUTO = MultipleLoginBehavior.AUTO_LOGOUT;
    private static final MultipleLoginBehavior ALLOWED = MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED;
    private static final Lease LEASE = Samples.LEASE;
    private static final Lease OTHER = new Lease("node-2", Samples.NOON.plusSeconds(600));

    /** All that is borrowed from it must have come back when a test ends. */
    final Pool database = new Pool(empty());

    /** A new and empty database. */
    abstract DataSource empty();

    /** Statements of a save that ends a login. */
    abstract int statementsOfSave();

    @AfterEach
    void everyConnectionCameBack() throws SQLException {
        assertThat(database.lent()).isZero();
        database.close();
    }

    private static HomeLoginStore provisioned(JdbcStores stores) {
        List<BaseDevice> all = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            all.add(new BaseDevice(BaseDeviceName.of(i), PhoneSecurity.NONSECURE));
        }
        stores.homeLogins().provision(all);
        return stores.homeLogins();
    }

    private static Versioned<HomeSession> reserved(HomeLoginStore store, int number) {
        return ((Reservation.Reserved) store.reserve(Samples.login(number), ALLOWED, older -> older, LEASE)).session();
    }

    private static HomeSession releasing(HomeSession older) {
        return older.moved(new HomeState.Releasing(LogoutCause.SECOND_LOGIN), List.of());
    }

    // ---- the tables

    @Test
    void manyNodesMayMakeTheTablesAtOnce() throws Exception {
        List<JdbcStores> opened = AtOnce.run(8, () -> List.of(JdbcStores.open(database)));

        assertThat(StoredRows.column(database, "SELECT version FROM emcc_schema"))
                .containsExactly("1");
        provisioned(opened.get(0));
        assertThat(opened).allMatch(stores -> stores.homeLogins().freeBaseDevices() == 10);
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        provisioned(JdbcStores.open(database));

        Tapped tapped = new Tapped(database);
        assertThat(JdbcStores.open(tapped.source()).homeLogins().freeBaseDevices())
                .isEqualTo(10);
        assertThat(tapped.commits()).as("transactions").isZero();
    }

    @Test
    void severalClustersMayShareASchema() {
        HomeLoginStore first = provisioned(JdbcStores.open(database, "lon_"));
        HomeLoginStore second = JdbcStores.open(database, "nyc_").homeLogins();
        reserved(first, 1);

        assertThat(second.freeBaseDevices()).isZero();
        assertThat(second.find(Samples.id(1))).isEmpty();
        for (String prefix : List.of("", "1a", "Emcc_", "emcc-", "a; drop", "a".repeat(31))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcStores.open(database, prefix))
                    .withMessageContaining("table prefix must");
        }
    }

    @Test
    void tablesOfALaterVersionThatKeepsToTheOldAreUsedAndWhatIsUnknownInThemStays() throws SQLException {
        HomeLoginStore store = provisioned(JdbcStores.open(database));
        Versioned<HomeSession> session = reserved(store, 1);
        StoredRows.execute(
                database,
                List.of(
                        "ALTER TABLE emcc_home_login ADD COLUMN later VARCHAR(20) DEFAULT 'by default'",
                        "ALTER TABLE emcc_home_facts ADD COLUMN later VARCHAR(20)",
                        "UPDATE emcc_home_login SET later = 'kept'",
                        "UPDATE emcc_home_facts SET later = 'kept'",
                        "INSERT INTO emcc_schema (version, needs, name) VALUES (2, 1, 'V2__later.sql')"));

        HomeLoginStore reopened = JdbcStores.open(database).homeLogins();
        assertThat(reopened.save(
                        session.value().moved(new HomeState.DeviceBuilt(), List.of()).toBuilder()
                                .device(Samples.device(session.value().login(), 1))
                                .build(),
                        1,
                        LEASE))
                .isPresent();
        reserved(reopened, 2);

        assertThat(StoredRows.column(database, "SELECT later FROM emcc_home_login ORDER BY id"))
                .containsExactly("kept", "by default");
        assertThat(StoredRows.column(database, "SELECT later FROM emcc_home_facts ORDER BY login"))
                .containsExactly("kept", null);
        assertThat(StoredRows.column(database, "SELECT MAX(version) FROM emcc_schema"))
                .containsExactly("2");
    }

    @Test
    void tablesThatNeedALaterVersionAreRefused() throws SQLException {
        JdbcStores.open(database);
        StoredRows.execute(
                database, List.of("INSERT INTO emcc_schema (version, needs, name) VALUES (3, 2, 'V3__later.sql')"));

        assertThatThrownBy(() -> JdbcStores.open(database))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessage(
                        "the store's tables have version 3 and need a node that knows version 2, but this one knows up to 1");
    }

    // ---- rows of later versions

    @Test
    void aLoginInAStateThatIsNotKnownIsLeftAlone() throws SQLException {
        JdbcStores stores = JdbcStores.open(database);
        HomeLoginStore store = provisioned(stores);
        reserved(store, 1);
        Versioned<HomeSession> known = reserved(store, 2);
        for (String change : List.of("state = 'PARKED'", "state = 'RESERVED', format = 2")) {
            StoredRows.update(database, "UPDATE emcc_home_login SET " + change + " WHERE id = '" + Samples.id(1) + "'");

            unreadable(() -> store.find(Samples.id(1)), "RESERVED", "PARKED");
            unreadable(() -> store.live(Samples.phone(1)), "RESERVED", "PARKED");
            unreadable(() -> store.live(UserId.of("user1")), "RESERVED", "PARKED");
            unreadable(() -> store.reserve(Samples.login(1), ALLOWED, older -> older, LEASE), "RESERVED", "PARKED");
            assertThat(store.liveAfter(LoginId.LEAST, 10)).containsExactly(known);
            assertThat(store.claim(LEASE.until(), LEASE, 10)).containsExactly(known);
            assertThat(StoredRows.column(
                            database, "SELECT version FROM emcc_home_login WHERE id = '" + Samples.id(1) + "'"))
                    .containsExactly("1");
        }
    }

    @Test
    void aVisitingLoginInAStateThatIsNotKnownIsLeftAlone() throws SQLException {
        VisitingLoginStore store = JdbcStores.open(database).visitingLogins();
        assertThat(store.open(locating(1), LEASE)).isPresent();
        Versioned<VisitingSession> known = store.open(locating(2), LEASE).orElseThrow();
        StoredRows.update(
                database, "UPDATE emcc_visiting_login SET state = 'PARKED' WHERE id = '" + Samples.id(1) + "'");

        unreadable(() -> store.find(Samples.id(1)), "PARKED");
        unreadable(() -> store.live(Samples.phone(1)), "PARKED");
        assertThat(store.open(locating(3, 1), LEASE)).isEmpty();
        assertThat(store.liveAfter(LoginId.LEAST, 10)).containsExactly(known);
        assertThat(store.claim(LEASE.until(), LEASE, 10)).containsExactly(known);
    }

    private static VisitingSession locating(int number) {
        return locating(number, number);
    }

    private static VisitingSession locating(int number, int phone) {
        return VisitingSession.builder(
                        new VisitingLogin(Samples.id(number), Samples.phone(phone), "alice", Samples.NOON),
                        new VisitingState.Locating())
                .build();
    }

    private static void unreadable(ThrowingCallable call, String... oneOf) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.retryable()).isFalse();
            assertThat(e.getMessage()).contains(Samples.id(1).value());
            assertThat(List.of(oneOf)).anyMatch(e.getMessage()::contains);
        });
    }

    @Test
    void whatIsUnknownInADocumentIsPassedOver() throws SQLException {
        HomeLoginStore store = provisioned(JdbcStores.open(database));
        Versioned<HomeSession> session = reserved(store, 1);
        StoredRows.update(
                database,
                "UPDATE emcc_home_facts SET facts = REPLACE(REPLACE(facts, '<visiting ', '<later a=\"b\"><x/></later><visiting later=\"1\" '), '</login>', '<later/></login>')");

        assertThat(store.find(Samples.id(1))).contains(session);
    }

    @Test
    void aBrokenRowIsNamedWithoutItsValuesAndKeepsNobodyElseFromItsTurn() throws SQLException {
        HomeLoginStore store = provisioned(JdbcStores.open(database));
        reserved(store, 1);
        Versioned<HomeSession> good = reserved(store, 2);
        for (String facts : List.of("<login", "<other/>", "<login/>", "not even", "<!DOCTYPE a><login/>", "")) {
            StoredRows.update(
                    database,
                    "UPDATE emcc_home_facts SET facts = '" + facts + "' WHERE login = '" + Samples.id(1) + "'");
            unreadable(() -> store.find(Samples.id(1)), "");
        }
        StoredRows.execute(
                database,
                List.of("UPDATE emcc_home_login SET pending = '<pending><effect kind=\"BREW\"/></pending>' WHERE id = '"
                        + Samples.id(1) + "'"));
        assertThat(store.liveAfter(LoginId.LEAST, 1))
                .as("the page goes on behind it")
                .containsExactly(good);
        assertThat(store.liveAfter(LoginId.LEAST, 10)).containsExactly(good);
        assertThat(store.liveAfter(Samples.id(2), 10)).isEmpty();
        assertThat(store.claim(LEASE.until(), LEASE, 10)).containsExactly(good);
    }

    // ---- when logins wake

    /** What is indexed stays where it is while a login moves, and a claim sets it right. */
    @Test
    void aLoginThatWakesBeforeItIsDueIsMovedOnByAClaim() throws SQLException {
        JdbcStores stores = JdbcStores.open(database);
        HomeLoginStore store = provisioned(stores);
        Versioned<HomeSession> session = reserved(store, 1);
        HomeSession next =
                session.value().moved(new HomeState.DeviceBuilt(), List.of(new HomeEffect.PublishFiles())).toBuilder()
                        .device(Samples.device(session.value().login(), 1))
                        .build();
        Versioned<HomeSession> moved = store.save(next, 1, OTHER).orElseThrow();
        String wakes = "SELECT wake FROM emcc_home_login";
        String due = "SELECT due FROM emcc_home_login";
        List<String> first = List.of(nanos(LEASE.until()));
        List<String> then = List.of(nanos(OTHER.until()));

        assertThat(StoredRows.column(database, due)).isEqualTo(then);
        assertThat(StoredRows.column(database, wakes)).isEqualTo(first);
        assertThat(store.claim(LEASE.until(), LEASE, 10)).isEmpty();
        assertThat(StoredRows.column(database, wakes)).isEqualTo(then);
        assertThat(store.claim(OTHER.until(), LEASE, 10)).containsExactly(moved);
        assertThat(StoredRows.column(database, wakes)).isEqualTo(first);
    }

    private static String nanos(Instant at) {
        return Long.toString(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano()));
    }

    // ---- failures

    @Test
    void aLostConnectionChangesNothingWhereverItIsLost() throws SQLException {
        Tapped tapped = new Tapped(database);
        HomeLoginStore store = provisioned(JdbcStores.open(tapped.source()));
        Versioned<HomeSession> old = reserved(store, 1);
        // One that wakes before it is due: a claim moves it on.
        store.save(reserved(store, 3).value().moved(new HomeState.DeviceBuilt(), List.of()), 1, OTHER);
        VisitingLoginStore visiting = JdbcStores.open(tapped.source()).visitingLogins();
        var second = new HomeLogin(
                Samples.id(2),
                old.value().login().user(),
                Samples.login(2).profile(),
                Samples.login(2).visiting(),
                Samples.login(2).phone(),
                Samples.login(2).devicePool(),
                true,
                Samples.NOON,
                Samples.login(2).limit());
        HomeSession released = old.value().moved(new HomeState.Released(LogoutCause.PHONE), List.of());
        List<Runnable> calls = List.of(
                () -> store.save(released, 1, LEASE),
                () -> store.reserve(second, AUTO, JdbcStoresChecks::releasing, LEASE),
                () -> store.claim(LEASE.until(), OTHER, 10),
                () -> store.provision(List.of()),
                () -> store.bury(Samples.id(77)),
                () -> store.handOver("node-1"),
                () -> store.forget(Samples.id(1000).issuedAt()),
                () -> visiting.open(locating(5), LEASE));
        List<String> before = StoredRows.dump(database);

        for (Runnable call : calls) {
            int broken = 0;
            for (int at = 0; lost(tapped, call, at); at++) {
                assertThat(StoredRows.dump(database)).isEqualTo(before);
                broken++;
            }
            assertThat(broken).as("places at which it was lost").isPositive();
            StoredRows.execute(
                    database,
                    StoredRows.TABLES.stream()
                            .map(table -> "DELETE FROM " + table)
                            .toList());
            StoredRows.execute(database, before);
        }
    }

    /** Whether the call failed because its connection was lost; not so when it needed fewer statements. */
    private static boolean lost(Tapped tapped, Runnable call, int at) {
        tapped.breakAt(at);
        try {
            call.run();
            return false;
        } catch (StoreException e) {
            assertThat(e.retryable()).isTrue();
            assertThat(e).hasMessageStartingWith("could not ").hasMessageEndingWith("SQLState 08006");
            return true;
        } finally {
            tapped.heal();
        }
    }

    @Test
    void aFailureOfSupersedeGoesThroughAndChangesNothing() throws SQLException {
        HomeLoginStore store = provisioned(JdbcStores.open(database));
        reserved(store, 1);
        List<String> before = StoredRows.dump(database);
        IllegalStateException failure = new IllegalStateException("no");
        var login = Samples.login(1);
        var second = new HomeLogin(
                Samples.id(2),
                login.user(),
                login.profile(),
                login.visiting(),
                Samples.login(2).phone(),
                login.devicePool(),
                true,
                Samples.NOON,
                login.limit());

        assertThatThrownBy(() -> store.reserve(
                        second,
                        AUTO,
                        older -> {
                            throw failure;
                        },
                        LEASE))
                .isSameAs(failure);
        assertThat(StoredRows.dump(database)).isEqualTo(before);
    }

    @Test
    void aDatabaseThatCannotBeReachedIsWorthAnotherTry() {
        DataSource none = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new SQLException("nobody there", "08001");
                });

        assertThatThrownBy(() -> JdbcStores.open(none))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessage("could not open the store: SQLState 08001");
    }

    @Test
    void missingTablesAreNotWorthAnotherTry() throws SQLException {
        HomeLoginStore store = JdbcStores.open(database).homeLogins();
        StoredRows.execute(database, List.of("DROP TABLE emcc_home_facts"));

        assertThatThrownBy(() -> store.find(Samples.id(1)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageStartingWith("could not find a login: SQLState 42");
    }

    @Test
    void otherDatabasesAreRefusedInOneSentence() {
        DataSource strange = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class, Connection.class, DatabaseMetaData.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConnection", "getMetaData" -> proxy;
                    case "getDatabaseProductName" -> "Strange";
                    default -> null;
                });

        assertThatThrownBy(() -> JdbcStores.open(strange))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessage("the store needs PostgreSQL or H2, but this database is Strange");
    }

    // ---- connections

    @Test
    void connectionsThatDoNotCommitByThemselvesWillDo() throws SQLException {
        DataSource source = empty();
        DataSource manual = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = source.getConnection();
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    connection.setAutoCommit(false);
                    return connection;
                });

        HomeLoginStore store = provisioned(JdbcStores.open(manual));
        Versioned<HomeSession> session = reserved(store, 1);
        assertThat(store.save(session.value().moved(new HomeState.Released(LogoutCause.PHONE), List.of()), 1, LEASE))
                .isPresent();

        assertThat(JdbcStores.open(source).homeLogins().find(Samples.id(1)))
                .hasValueSatisfying(found -> assertThat(found.version()).isEqualTo(2));
        assertThat(store.freeBaseDevices()).isEqualTo(10);
    }

    @Test
    void aLoginAndItsEndCostFewStatementsAndOneTransactionEach() {
        Tapped tapped = new Tapped(database);
        JdbcStores stores = JdbcStores.open(tapped.source());
        HomeLoginStore store = provisioned(stores);
        tapped.statements();
        tapped.commits();

        Versioned<HomeSession> session = reserved(store, 1);
        if (statementsOfSave() == 1) {
            assertThat(tapped.statements()).as("statements of reserve").isEqualTo(1);
            assertThat(tapped.commits()).as("a statement commits by itself").isZero();
        } else {
            assertThat(tapped.commits()).isEqualTo(1);
        }
        tapped.statements();
        assertThat(store.save(session.value().moved(new HomeState.Released(LogoutCause.PHONE), List.of()), 1, LEASE))
                .isPresent();
        assertThat(tapped.statements()).as("statements of save").isEqualTo(statementsOfSave());
    }

    @Test
    void whatANodeWroteLastItNeedNotReadAgain() {
        Tapped tapped = new Tapped(database);
        HomeLoginStore store = provisioned(JdbcStores.open(tapped.source()));
        HomeLoginStore other = JdbcStores.open(database).homeLogins();
        Versioned<HomeSession> session = reserved(store, 1);
        tapped.statements();

        assertThat(store.lastSeen(session.value().login().device())).contains(session);
        assertThat(tapped.statements()).isZero();

        assertThat(other.save(session.value().moved(new HomeState.FilesReady(), List.of()), 1, LEASE))
                .isPresent();
        assertThat(store.lastSeen(session.value().login().device()))
                .as("what this node saw")
                .contains(session);
        assertThat(store.live(session.value().login().device()))
                .as("what is stored")
                .hasValueSatisfying(live -> assertThat(live.version()).isEqualTo(2));
    }

    // ---- secrets

    /** Nothing that is stored can hold a PIN or a key: no type of it, and nothing that such types are made of. */
    @Test
    void nothingThatIsStoredCanHoldASecret() {
        Set<Class<?>> seen = new HashSet<>();
        for (Class<?> root : List.of(HomeSession.class, VisitingSession.class)) {
            look(root, seen);
        }

        assertThat(seen)
                .hasSizeGreaterThan(40)
                .doesNotContain(Pin.class, char[].class, byte[].class, StringBuilder.class)
                .noneMatch(type -> type.getName().contains(".user."))
                .noneMatch(type -> type.getName().contains("Credential"));
    }

    private static void look(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            look(generic.getRawType(), seen);
            for (Type argument : generic.getActualTypeArguments()) {
                look(argument, seen);
            }
        }
        if (!(type instanceof Class<?> plain)
                || !seen.add(plain)
                || !plain.getName().startsWith("org.emcc.")) {
            return;
        }
        for (Field field : plain.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                look(field.getGenericType(), seen);
            }
        }
        Optional.ofNullable(plain.getPermittedSubclasses()).ifPresent(members -> {
            for (Class<?> member : members) {
                look(member, seen);
            }
        });
    }
}
