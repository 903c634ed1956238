package org.emcc.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A world without chance: what a test does in it, and nothing else, happens. */
class SimWorldTest {
    private final SimWorld world = SimWorld.calm(2);
    private final SimCluster newYork = world.cluster("NYC");
    private final SimCluster london = world.cluster("LON");
    private final SimUser alice = newYork.user("alice");
    private final SimPhone desk = london.phone("SEP0011AABBCCD1");

    @Test
    void aUserLogsInAndOut() {
        world.begin();
        world.run(Duration.ofMinutes(1));
        assertThat(desk.registeredWith()).contains(london);

        desk.logIn(alice);
        assertThat(world.runUntil(
                        Duration.ofMinutes(2), () -> desk.registeredWith().equals(java.util.Optional.of(newYork))))
                .as("%s", world.trace().asText())
                .isTrue();
        assertThat(desk.display()).contains("Login successful");
        assertThat(newYork.freeBaseDevices()).isEqualTo(2);
        assertThat(newYork.servesHomeFile(desk.device())).isTrue();
        assertThat(london.servesRedirect(desk.device())).isTrue();

        desk.logOut();
        assertThat(world.runUntil(
                        Duration.ofMinutes(2), () -> desk.registeredWith().equals(java.util.Optional.of(london))))
                .as("%s", world.trace().asText())
                .isTrue();
        world.run(Duration.ofMinutes(2));
        assertThat(newYork.freeBaseDevices()).isEqualTo(3);
        assertThat(world.wrong()).isEmpty();
        assertThat(world.unsettled()).isEmpty();
    }
}
