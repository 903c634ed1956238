package org.emcc.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.store.jdbc.JdbcStores;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No row that a login ever leaves in a database has the PIN in it. All rows are searched after every call of either store. */
class StoredCanaryTest {
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCD1");
    private static final Addresses NOWHERE = addresses();

    private final JdbcConnectionPool database = H2.fresh();
    private final JdbcStores stores = JdbcStores.open(database);
    private final Set<String> searched = new LinkedHashSet<>();

    private static Addresses addresses() {
        ServiceAddress somewhere = ServiceAddress.of("192.0.2.10");
        return new Addresses(somewhere, somewhere, somewhere);
    }

    @AfterEach
    void end() throws SQLException {
        H2.end(database);
    }

    @Test
    void noRowOfALoginHasThePinInIt() {
        Directories nyc = Directories.of(Company.newYork().configuration(NOWHERE));
        Directories lon = Directories.of(Company.london().configuration(NOWHERE));
        Clock clock = Clock.systemUTC();
        Credentials pins = Credentials.inMemory(clock, new Random(1))
                .withIterations(1)
                .set(UserId.of("alice"), Pin.of(Canary.PIN));
        InProcessLink link = InProcessLink.create();
        try (HomeCluster home = HomeCluster.builder(nyc, pins, ClusterPhoneFiles.of(nyc, clock), link)
                        .store(searched(HomeLoginStore.class, stores.homeLogins(), database))
                        .build();
                VisitingCluster visiting = VisitingCluster.builder(
                                lon, link, ClusterPhoneFiles.of(lon, clock), StoredCanaryTest::logout)
                        .store(searched(VisitingLoginStore.class, stores.visitingLogins(), database))
                        .build()) {
            link.join(home).join(visiting);

            assertThat(login(visiting, "1" + Canary.PIN)).isInstanceOf(LoginOutcome.Refused.class);
            assertThat(login(visiting, Canary.PIN)).isInstanceOf(LoginOutcome.LoggedIn.class);
            home.registered(PHONE);
            visiting.logout(PHONE, LogoutCause.PHONE).join();
        }
        assertThat(String.join("\n", searched))
                .as("what was searched")
                .contains("alice", PHONE.value(), "AWAITING_HOME", "RESERVED", "REGISTERED", "REDIRECTED", "RELEASED");
    }

    private static URI logout(DeviceName device) {
        return URI.create("https://cucm.example.com:8443/emapp/EMAppServlet?device=" + device + "&doLogout=true");
    }

    private static LoginOutcome login(VisitingCluster visiting, String pin) {
        return visiting.login(LoginRequest.builder(PHONE, "alice", Pin.of(pin)).build())
                .join();
    }

    private <T> T searched(Class<T> port, T store, DataSource source) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        search(source);
                    }
                }));
    }

    private synchronized void search(DataSource source) throws SQLException {
        List<String> rows = StoredRows.dump(source);
        Canary.mustNotBeIn("the database", String.join("\n", rows));
        searched.addAll(rows);
    }
}
