package org.emcc.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.emcc.core.session.Ending;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.Origin;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.jdbc.JdbcStores;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a released version has stored can be read by every later one. The rows of version 1 lie in {@code store/v1}. When what is
 * written changes on purpose, a next folder is added and this one stays.
 */
class StoredSamplesTest {
    private static final Path FILE = Path.of("src/test/resources/store/v1/rows.sql");

    private final JdbcConnectionPool database = H2.fresh();

    @AfterEach
    void end() throws SQLException {
        H2.end(database);
    }

    @Test
    void whatIsWrittenTodayIsWhatTheSamplesSay() throws SQLException, IOException {
        JdbcStores stores = JdbcStores.open(database);
        Samples.fillHome(stores.homeLogins());
        Samples.fillVisiting(stores.visitingLogins());
        List<String> rows = StoredRows.dump(database);
        if (Boolean.getBoolean("emcc.samples.accept")) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, rows);
        }

        assertThat(rows).isEqualTo(Files.readAllLines(FILE));
    }

    @Test
    void theSamplesAreReadByTodaysVersion() throws SQLException, IOException {
        read(database);
    }

    @Test
    void theSamplesAreReadFromPostgresToo() throws SQLException, IOException {
        try (Pool pool = new Pool(Postgres.shared().fresh())) {
            read(pool);
        }
    }

    private static void read(DataSource database) throws SQLException, IOException {
        JdbcStores stores = JdbcStores.open(database);
        StoredRows.execute(database, Files.readAllLines(FILE));
        for (HomeSession session : Samples.home()) {
            assertThat(stores.homeLogins().find(session.login().id())).contains(new Versioned<>(session, 2));
        }
        for (VisitingSession session : Samples.visiting()) {
            assertThat(stores.visitingLogins().find(session.login().id())).contains(new Versioned<>(session, 2));
        }
        assertThat(stores.homeLogins().find(Samples.id(1000))).isEmpty();
        assertThat(stores.homeLogins().liveAfter(Samples.id(0), 1000))
                .hasSize((int) Samples.home().stream().filter(HomeSession::live).count() - 1);
    }

    /** A new state, effect, cause or ending without a sample fails here. */
    @Test
    void theSamplesCoverAllThatCanBeStored() {
        Stream<HomeEffect> homeEffects = Samples.home().stream().flatMap(session -> session.pending().stream());
        assertThat(all(Samples.home(), session -> session.state().kind()))
                .containsExactlyInAnyOrder(HomeState.Kind.values());
        Set<HomeEffect> atHome = homeEffects.collect(Collectors.toSet());
        assertThat(all(atHome, HomeEffect::kind)).containsExactlyInAnyOrder(HomeEffect.Kind.values());
        Set<VisitingEffect> atVisiting = Samples.visiting().stream()
                .flatMap(session -> session.pending().stream())
                .collect(Collectors.toSet());
        assertThat(all(Samples.visiting(), session -> session.state().kind()))
                .containsExactlyInAnyOrder(VisitingState.Kind.values());
        assertThat(all(atVisiting, VisitingEffect::kind)).containsExactlyInAnyOrder(VisitingEffect.Kind.values());

        Set<HomeState> states = all(Samples.home(), HomeSession::state);
        Set<VisitingState> visitingStates = all(Samples.visiting(), VisitingSession::state);
        for (LogoutCause cause : LogoutCause.values()) {
            assertThat(states).contains(new HomeState.Releasing(cause), new HomeState.Released(cause));
            assertThat(atHome).contains(new HomeEffect.TellVisiting(cause));
            assertThat(causes(visitingStates, VisitingState.Kind.RETURNING)).contains(cause);
            assertThat(causes(visitingStates, VisitingState.Kind.RETURNED)).contains(cause);
            assertThat(atVisiting)
                    .anyMatch(effect -> effect instanceof VisitingEffect.TellHome tell && tell.cause() == cause);
        }
        Set<Class<?>> endings = new HashSet<>();
        for (VisitingState state : visitingStates) {
            if (state instanceof VisitingState.Failed failed) {
                endings.add(failed.ending().getClass());
            }
        }
        assertThat(endings).containsExactlyInAnyOrder(Ending.class.getPermittedSubclasses());
        assertThat(Samples.home().stream()
                        .flatMap(session -> session.device().stream())
                        .flatMap(device -> Stream.of(
                                device.model().origin(), device.geolocation().origin()))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Origin.values());
    }

    private static <T, R> Set<R> all(Iterable<T> from, Function<? super T, ? extends R> what) {
        Set<R> found = new HashSet<>();
        from.forEach(one -> found.add(what.apply(one)));
        return found;
    }

    private static Set<LogoutCause> causes(Set<VisitingState> states, VisitingState.Kind kind) {
        Set<LogoutCause> causes = new HashSet<>();
        for (VisitingState state : states) {
            if (state.kind() == kind) {
                causes.add(
                        state instanceof VisitingState.Returning returning
                                ? returning.cause()
                                : ((VisitingState.Returned) state).cause());
            }
        }
        return causes;
    }
}
