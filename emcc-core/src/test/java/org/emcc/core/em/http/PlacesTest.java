package org.emcc.core.em.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final List<String> lost = new ArrayList<>();

    private Optional<Runnable> take(Places places, int from, String name) throws Exception {
        return places.take(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) from}), () -> lost.add(name));
    }

    @Test
    void whoeverComesGetsAFreePlace() throws Exception {
        Places places = new Places(4);

        for (int i = 0; i < 4; i++) {
            assertThat(take(places, 1, "a" + i)).isPresent();
        }

        assertThat(take(places, 1, "more")).as("nobody gives way to himself").isEmpty();
        assertThat(lost).isEmpty();
    }

    @Test
    void anAddressWithMoreThanAQuarterGivesWay() throws Exception {
        Places places = new Places(8);
        for (int i = 0; i < 5; i++) {
            take(places, 1, "a" + i);
        }
        for (int i = 0; i < 3; i++) {
            take(places, 2, "b" + i);
        }

        assertThat(take(places, 3, "c0")).isPresent();
        assertThat(take(places, 3, "c1")).isPresent();
        assertThat(lost).as("the oldest of the address with the most").containsExactly("a0", "a1");
        assertThat(take(places, 3, "c2")).as("it has its quarter").isEmpty();
        assertThat(take(places, 4, "d0")).isPresent();
        assertThat(take(places, 4, "d1")).isPresent();
        assertThat(lost).hasSize(4).endsWith("a2", "b0");
        assertThat(take(places, 5, "e0"))
                .as("four addresses with a quarter each keep theirs")
                .isEmpty();
        assertThat(lost).hasSize(4);
    }

    @Test
    void anIpv6AddressCountsByItsNetwork() throws Exception {
        Places places = new Places(4);
        for (int i = 0; i < 4; i++) {
            String name = "a" + i;
            assertThat(places.take(InetAddress.getByName("2001:db8::" + i), () -> lost.add(name)))
                    .isPresent();
        }

        assertThat(places.take(InetAddress.getByName("2001:db8:0:1::1"), () -> lost.add("b")))
                .isPresent();
        assertThat(lost).containsExactly("a0");
    }

    @Test
    void aPlaceIsGivenBackOnce() throws Exception {
        Places places = new Places(2);
        Runnable first = take(places, 1, "a0").orElseThrow();
        Runnable second = take(places, 1, "a1").orElseThrow();
        Runnable other = take(places, 2, "b0").orElseThrow();
        assertThat(lost).containsExactly("a0");

        first.run(); // by whoever has lost it
        assertThat(take(places, 3, "c0"))
                .as("all are taken, each address has one")
                .isEmpty();

        second.run();
        second.run();
        assertThat(take(places, 3, "c0")).isPresent();
        assertThat(take(places, 3, "c1")).isEmpty();
        other.run();
        assertThat(take(places, 3, "c1")).isPresent();
    }
}
