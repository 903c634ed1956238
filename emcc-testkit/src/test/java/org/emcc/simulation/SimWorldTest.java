package org.emcc.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A world without chance: what a test does in it happens, and nothing else. */
class SimWorldTest {
    private final SimWorld world = SimWorld.calm(3);
    private final SimCluster newYork = world.cluster("NYC");
    private final SimCluster london = world.cluster("LON");
    private final SimCluster tokyo = world.cluster("TYO");
    private final SimUser alice = newYork.user("alice");
    private final SimPhone desk = london.phone("SEP0011AABBCCD1");
    private final SimPhone booth = tokyo.phone("SEP0011AABBCCE1");

    private void begin() {
        world.begin();
        world.run(Duration.ofMinutes(1));
        assertThat(desk.registeredWith()).contains(london);
        assertThat(booth.registeredWith()).contains(tokyo);
    }

    private void comesTo(SimPhone phone, SimCluster cluster) {
        boolean came = world.runUntil(
                Duration.ofMinutes(5),
                () -> phone.registeredWith().filter(at -> at == cluster).isPresent());
        assertThat(came).as("%s", world.trace().asText()).isTrue();
    }

    private void logIn(SimPhone phone) {
        phone.logIn(alice);
        comesTo(phone, newYork);
    }

    @AfterEach
    void nothingIsWrong() {
        world.heal();
        world.clusters().forEach(SimCluster::start);
        boolean settled =
                world.runUntil(Duration.ofMinutes(15), () -> world.unsettled().isEmpty());
        assertThat(world.wrong()).as("%s", world.trace().asText()).isEmpty();
        assertThat(settled)
                .as("%s in %s", world.unsettled(), world.trace().asText())
                .isTrue();
    }

    @Test
    void aUserLogsInAndOut() {
        begin();
        logIn(desk);

        assertThat(desk.display()).contains("Login successful");
        assertThat(newYork.freeBaseDevices()).isEqualTo(2);
        assertThat(newYork.servesHomeFile(desk.device())).isTrue();
        assertThat(london.servesRedirect(desk.device())).isTrue();

        desk.logOut();
        comesTo(desk, london);
        world.run(Duration.ofMinutes(2));
        assertThat(newYork.freeBaseDevices()).isEqualTo(3);
        assertThat(newYork.servesHomeFile(desk.device())).isFalse();
    }

    @Test
    void aWrongPinIsRefused() {
        begin();
        desk.logInWithWrongPin(alice);
        world.run(Duration.ofSeconds(30));

        assertThat(desk.display()).contains("(2)");
        assertThat(newYork.freeBaseDevices()).isEqualTo(3);
    }

    @Test
    void whoHasTwoProfilesChooses() {
        alice.profiles(2);
        begin();
        desk.logIn("alice", alice.pin(), 1);
        comesTo(desk, newYork);

        assertThat(newYork.homeSession(desk.device()).orElseThrow().login().profile())
                .hasToString("UDP-alice-1");
    }

    @Test
    void theOlderLoginGivesWay() {
        newYork.policy(MultipleLoginBehavior.AUTO_LOGOUT);
        begin();
        logIn(desk);
        logIn(booth);
        comesTo(desk, london);

        assertThat(newYork.freeBaseDevices()).isEqualTo(2);
    }

    @Test
    void theMaximumLoginTimeEnds() {
        newYork.maximumLoginTime(Duration.ofMinutes(30));
        begin();
        logIn(desk);
        world.run(Duration.ofMinutes(25));
        assertThat(desk.registeredWith()).contains(newYork);
        world.run(Duration.ofMinutes(8));
        assertThat(desk.registeredWith()).contains(london);
    }

    @Test
    void aUserWhoseHomeCannotBeReachedIsToldSo() {
        begin();
        world.distrust(london, newYork);
        desk.logIn(alice);
        world.run(Duration.ofSeconds(30));
        assertThat(desk.display()).contains("208");
    }

    @Test
    void aLogoutWhileHomeIsSilentIsToldLater() {
        begin();
        logIn(desk);
        world.cut(london, newYork);
        desk.logOut();
        world.run(Duration.ofMinutes(5));
        assertThat(newYork.freeBaseDevices()).isEqualTo(2);
        assertThat(desk.registeredWith()).contains(london);

        world.heal();
        world.run(Duration.ofMinutes(3));
        assertThat(newYork.freeBaseDevices()).isEqualTo(3);
    }

    @Test
    void aLoginSurvivesACrashOfHome() {
        begin();
        logIn(desk);
        newYork.crash();
        world.run(Duration.ofMinutes(20));
        assertThat(desk.registeredWith()).isEmpty();

        newYork.start();
        comesTo(desk, newYork);
    }

    /** The first life dies with the request on its way, so nobody waits for the answer any more. */
    @Test
    void aLoginDuringWhichVisitingCrashesIsUndone() {
        begin();
        desk.logIn(alice);
        assertThat(world.runUntil(Duration.ofMinutes(1), () -> newYork.freeBaseDevices() == 2))
                .isTrue();
        london.crash();
        london.start();
        world.run(Duration.ofMinutes(3));
        assertThat(newYork.freeBaseDevices()).isEqualTo(3);
    }

    /** The other node finishes what the one that died has left, when its lease is over. */
    @Test
    void anotherNodeTakesOver() {
        london.nodes(2);
        begin();
        logIn(desk);
        world.cut(london, newYork);
        desk.logOut();
        world.run(Duration.ofSeconds(30));
        london.crashOne();
        world.heal();
        world.run(Duration.ofMinutes(4));
        assertThat(newYork.freeBaseDevices()).isEqualTo(3);
    }
}
