package org.emcc.tftp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SourceNetworkTest {
    private static SourceNetwork of(String address) throws UnknownHostException {
        return SourceNetwork.of(InetAddress.getByName(address));
    }

    @Test
    void anIpv4AddressIsASourceAndAnIpv6NetworkIs() throws Exception {
        assertThat(of("10.0.0.1")).isEqualTo(of("10.0.0.1")).isNotEqualTo(of("10.0.0.2"));
        assertThat(of("::ffff:10.0.0.1")).as("the same host").isEqualTo(of("10.0.0.1"));
        assertThat(of("2001:db8:0:1::1"))
                .isEqualTo(of("2001:db8:0:1:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(of("2001:db8:0:2::1"));
        assertThat(of("fe80::1")).isEqualTo(of("fe80::2")).isNotEqualTo(of("::1"));
    }
}
