package org.emcc.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTest {
    @ParameterizedTest
    @CsvSource({
        "cucm-lon.example.com, cucm-lon.example.com, 0",
        "cucm-lon.example.com., cucm-lon.example.com., 0",
        "under_score, under_score, 0",
        "10.1.0.10, 10.1.0.10, 0",
        "10.1.0.10:6969, 10.1.0.10, 6969",
        "host:1, host, 1",
        "host:65535, host, 65535",
        "2001:db8::1, 2001:db8::1, 0",
        "::1, ::1, 0",
        "::, ::, 0",
        "::ffff:10.1.0.10, ::ffff:10.1.0.10, 0",
        "fe80::1%eth0, fe80::1%eth0, 0",
        "[2001:db8::1], 2001:db8::1, 0",
        "[2001:db8::1]:8443, 2001:db8::1, 8443"
    })
    void readsHostsAndAddressesWithAndWithoutPort(String text, String host, int port) {
        ServiceAddress address = ServiceAddress.parse(text);

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port().orElse(0)).isEqualTo(port);
        assertThat(address.portOr(69)).isEqualTo(port == 0 ? 69 : port);
        assertThat(ServiceAddress.parse(address.toString())).isEqualTo(address).hasToString(address.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"host:0", "host:65536", "host:99999", "[::1]:0"})
    void aPortOutOfRangeIsRefusedWithTheRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.parse(text))
                .withMessageStartingWith("port must be from 1 to 65535, but is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host:", "host:x", "host:+1", "host:-1", "host: 1", "host:123456", "[::1]:", "host:٣"})
    void aPortThatIsNoNumberIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.parse(text))
                .withMessageStartingWith("port must be a number from 1 to 65535, but is \"");
    }

    @Test
    void aBracketMustBeClosedAndFollowedByNothingButAPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.parse("[::1"))
                .withMessage("service address must close its bracket, but is \"[::1\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.parse("[::1]x"))
                .withMessage("service address must have only a port behind its bracket, but is \"[::1]x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-a", "a-", ".", "a/b", "user@host", "http://host", "[::1]", "a\n", "host\u0007"})
    void aHostOfAnotherFormIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.of(host))
                .withMessageStartingWith("host must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aHostIsNotBlank(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.parse(host))
                .withMessage("host must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.10:69", "1:2", "cafe:80", ":"})
    void anAddressWithAPortIsNotTakenForAHost(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.of(text))
                .withMessage(
                        "host must be a host name, an IPv4 address or a bare IPv6 address, but is \"" + text + "\"");
    }

    @Test
    void aHostHasAtMost255Characters() {
        assertThat(ServiceAddress.of("h".repeat(255)).host()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.of("h".repeat(256)))
                .withMessage("host must have at most 255 characters, but has 256");
    }

    @Test
    void theCaseOfAHostDoesNotCountButThePortDoes() {
        assertThat(ServiceAddress.of("CUCM", 80))
                .isEqualTo(ServiceAddress.of("cucm", 80))
                .hasSameHashCodeAs(ServiceAddress.of("cucm", 80))
                .isNotEqualTo(ServiceAddress.of("cucm"))
                .hasToString("CUCM:80");
    }
}
