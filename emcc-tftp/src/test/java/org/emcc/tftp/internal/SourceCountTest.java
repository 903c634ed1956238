package org.emcc.tftp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SourceCountTest {
    private final SourceCount count = new SourceCount();

    @Test
    void countsEachAddressByItself() throws UnknownHostException {
        InetAddress one = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        InetAddress other = InetAddress.getByAddress(new byte[] {10, 0, 0, 2});
        count.add(one);
        count.add(one);
        assertThat(count.hasRoom(one, 2)).isFalse();
        assertThat(count.hasRoom(other, 2)).isTrue();
        count.remove(one);
        assertThat(count.hasRoom(one, 2)).isTrue();
        count.remove(one);
        assertThat(count.addresses()).isZero();
    }

    @Test
    void countsANetworkOfIpv6Too() throws UnknownHostException {
        for (int host = 0; host < 2 * SourceCount.NETWORK; host++) {
            assertThat(count.hasRoom(six(1, host), 2)).isTrue();
            count.add(six(1, host));
        }
        assertThat(count.hasRoom(six(1, 200), 2)).as("the network has all").isFalse();
        assertThat(count.hasRoom(six(2, 200), 2)).as("another network").isTrue();
        count.remove(six(1, 7));
        assertThat(count.hasRoom(six(1, 200), 2)).isTrue();
        count.clear();
        assertThat(count.addresses()).isZero();
    }

    private static InetAddress six(int network, int host) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[0] = 0x20;
        bytes[1] = 1;
        bytes[7] = (byte) network;
        bytes[15] = (byte) host;
        return InetAddress.getByAddress(bytes);
    }
}
