package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.emcc.sip.message.Uri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkInviteHostTest {
    private static TrunkInvite.Builder between(String from, String to) {
        return TrunkInvite.builder(
                "999",
                "1111",
                CallerName.of("Alice"),
                from,
                to,
                TrunkCallId.of(1, 2, 3, "10.1.2.3"),
                Instant.parse("2026-11-23T09:00:00Z"));
    }

    /** Without brackets an IPv6 address ends at its first colon, and what follows is taken for a port. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2001:db8::1", "::1", "[2001:db8::1", "2001:db8::1]", "[host]", "host:5060", "10.1.2.3:5060", ""
            })
    void refusesWhatMakesNoUri(String host) {
        assertThatThrownBy(() -> between(host, "10.1.2.4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host of the sender must ");
        assertThatThrownBy(() -> between("10.1.2.3", host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host of the receiver must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2001:db8::1]", "cucm-1.example", "10.1.2.3"})
    void makesUrisOfAllOthers(String host) {
        String invite = between(host, host).build().toString();
        assertThat(invite).contains("1111 calls 999");
        assertThat(Uri.decode("sip:999@" + host).value()).isPresent();
    }

    @Test
    void saysTheRule() {
        assertThatThrownBy(() -> between("::1", "a"))
                .hasMessage("host of the sender must be a host name, an IPv4 address, or an IPv6 address in brackets,"
                        + " but is \"::1\"");
    }
}
