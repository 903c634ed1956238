package org.emcc.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who looks at the network, and who does not. */
@Timeout(60)
class ProbeTest {
    private static final ServiceAddress HERE =
            ServiceAddress.of(InetAddress.getLoopbackAddress().getHostAddress());

    private final Probe probe = Probe.fromHere(Duration.ofSeconds(20));

    @Test
    void aPortThatListensIsReachedAndAClosedOneIsNot() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(probe.reaches("NYC", HERE, port)).isEqualTo(new Probe.Answer.Yes());
        }
        assertThat(probe.reaches("NYC", HERE, port))
                .isEqualTo(new Probe.Answer.No("port " + port + " of " + HERE.host()
                        + " was refused or cannot be reached, as seen from the machine of the audit"));
    }

    /** A label of more than 63 characters (RFC 1035, 2.3.4): the resolver asks nobody for it. */
    @Test
    void aNameThatCannotBeResolvesNowhere() {
        ServiceAddress nowhere = ServiceAddress.of("x".repeat(64) + ".invalid");
        Probe.Answer.No no = new Probe.Answer.No(nowhere.host() + " does not resolve on the machine of the audit");

        assertThat(probe.resolves("NYC", HERE)).isEqualTo(new Probe.Answer.Yes());
        assertThat(probe.resolves("NYC", nowhere)).isEqualTo(no);
        assertThat(probe.reaches("NYC", nowhere, 8443)).isEqualTo(no);
    }

    @Test
    void noAnswerIsNotAGoodOne() {
        assertThatNullPointerException()
                .isThrownBy(() -> AuditFixtures.audit(
                        AuditFixtures.probe(nothing()), AuditFixtures.newYork(), AuditFixtures.london()))
                .withMessage("answer of the probe");
    }

    @SuppressWarnings("NullAway") // what a probe in another language, or without checks, may say
    private static Probe.Answer nothing() {
        return null;
    }

    @Test
    void nobodyLooksUnlessSomebodyIsAsked() {
        assertThat(Probe.none().resolves("NYC", HERE)).isInstanceOf(Probe.Answer.NotTried.class);
        assertThat(Probe.none().reaches("NYC", HERE, 8443)).isInstanceOf(Probe.Answer.NotTried.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probe.fromHere(Duration.ZERO))
                .withMessage("patience must be from 1 ms to 10 minutes, but is PT0S");
    }
}
