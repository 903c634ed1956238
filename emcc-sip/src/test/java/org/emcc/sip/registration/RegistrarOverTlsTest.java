package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.emcc.sip.testing.StreamLine;
import org.emcc.sip.testing.TestTls;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.emcc.sip.transport.SipTransport.ClientCertificate;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of {@link RegistrarOverTcpTest} over TLS with certificates on both sides, and what is only there. */
class RegistrarOverTlsTest extends RegistrarOverTcpTest {
    @TempDir
    private static Path folder;

    private static TestTls tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestTls.make(folder);
    }

    @Override
    SipTransport transport() {
        return SipTransport.tls(tls.known(), ClientCertificate.NEEDED);
    }

    @Override
    StreamLine line() throws Exception {
        return StreamLine.tls(tls.known().getSocketFactory(), tls.known().getServerSocketFactory());
    }

    @Test
    void refusesWhoShowsNoCertificate() throws Exception {
        try (Wire stranger = new Wire(
                StreamLine.tls(tls.anonymous().getSocketFactory(), tls.known().getServerSocketFactory()))) {
            assertThatThrownBy(() -> {
                        stranger.send(registrar.address(), stranger.register("SEP020000AABBCC", "c", 1));
                        stranger.receive();
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(told).isEmpty();
        assertThat(ask(wire.register("SEP020000AABBCC", "c", 1)).status()).isEqualTo(200);
    }

    @Test
    void takesWhoNeedNotShowOne() throws Exception {
        try (Registrar open = Registrar.builder(device -> DeviceAdmission.Verdict.ADMITTED)
                        .transport(SipTransport.tls(tls.known(), ClientCertificate.NONE))
                        .start(ANY);
                PhoneRegistration phone = PhoneRegistration.builder(PHONE, "2222")
                        .transport(SipTransport.tls(tls.anonymous(), ClientCertificate.NONE))
                        .start()) {
            assertThat(get(phone.register(at(open), CiscoAlarm.INITIALIZED)).kind())
                    .isEqualTo(RegistrationOutcome.Kind.REGISTERED);
            assertThat(get(open.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.Accepted());
        }
    }

    @Test
    void aPhoneTellsWhyTlsFailed() throws Exception {
        SSLContext trustsOthers = SSLContext.getInstance("TLS");
        trustsOthers.init(null, null, null);
        try (PhoneRegistration phone = PhoneRegistration.builder(PHONE, "2222")
                .transport(SipTransport.tls(trustsOthers, ClientCertificate.NONE))
                .start()) {
            RegistrationOutcome outcome = get(phone.register(at(registrar), CiscoAlarm.INITIALIZED));
            assertThat(outcome.kind()).isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
            assertThat(outcome.message()).startsWith("TLS failed: ").contains("certification path");
        }
    }

    @Test
    void outlivesBytesThatAreNoTls() throws Exception {
        for (int i = 0; i < Seeds.cases(1_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] bytes = new byte[random.nextInt(2_000) + 1];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                bytes[0] = 22; // as a handshake begins
            }
            try (Socket socket = new Socket(
                    registrar.address().getAddress(), registrar.address().getPort())) {
                socket.setSoTimeout(Wire.PATIENCE);
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (SocketException e) {
                assertThat(e).as("the other side has seen enough").isNotNull();
            }
        }
        assertThat(ask(wire.register("SEP020000AABBCC", "c", 1)).status()).isEqualTo(200);
    }
}
