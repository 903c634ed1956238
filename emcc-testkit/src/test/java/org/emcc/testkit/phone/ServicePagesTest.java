package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of filled forms hold PINs, which must not come into what is told of them. */
class ServicePagesTest {
    private static final String PIN = "7193551802";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cucm.example.com/emapp?a b&seq=" + PIN,
                "https:?seq=" + PIN,
                "ftp://cucm.example.com/?seq=" + PIN,
                "/emapp/EMAppServlet?seq=" + PIN,
                "https://[::1/?seq=" + PIN,
                "SoftKey:" + PIN,
            })
    void anAddressThatCannotBeUsedIsNotTold(String url) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ServicePages.uri(url))
                .withMessageStartingWith("the EM service gave an address that the phone cannot use: ")
                .withNoCause()
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(PIN));
    }

    @Test
    void readsAnAddress() {
        assertThat(ServicePages.uri("https://127.0.0.1:8443/emapp/EMAppServlet?seq=1"))
                .hasHost("127.0.0.1")
                .hasPort(8443);
    }
}
