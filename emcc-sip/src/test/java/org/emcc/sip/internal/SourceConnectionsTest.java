package org.emcc.sip.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SourceConnectionsTest {
    private static InetAddress at(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }

    @Test
    void aWholeNetworkOfIpv6IsOneSource() throws Exception {
        SourceConnections counts = new SourceConnections(100, 1);
        for (int host = 0; host < 16; host++) {
            assertThat(counts.take(at("2001:db8:1:2::" + host))).isTrue();
        }
        assertThat(counts.take(at("2001:db8:1:2::ffff"))).isFalse();
        assertThat(counts.take(at("2001:db8:1:3::1"))).isTrue();
        assertThat(counts.take(at("192.0.2.1"))).isTrue();
        assertThat(counts.take(at("192.0.2.1"))).isFalse();
        assertThat(counts.open()).isEqualTo(18);
        counts.giveBack(at("192.0.2.1"));
        assertThat(counts.sources()).isEqualTo(2);
        assertThat(counts.take(at("192.0.2.1"))).isTrue();
    }

    @Test
    void allOfThemAreBoundedToo() throws Exception {
        SourceConnections counts = new SourceConnections(2, 10);
        assertThat(counts.take(at("192.0.2.1"))).isTrue();
        assertThat(counts.take(at("192.0.2.2"))).isTrue();
        assertThat(counts.take(at("192.0.2.3"))).isFalse();
        counts.giveBack(at("192.0.2.1"));
        assertThat(counts.take(at("192.0.2.3"))).isTrue();
    }
}
