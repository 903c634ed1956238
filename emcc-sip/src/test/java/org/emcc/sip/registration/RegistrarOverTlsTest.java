package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.testing.StreamLine;
import org.emcc.sip.testing.TestTls;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.Flow;
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

    /** Whom the transport trusts is not therefore this device. */
    @Test
    void anAdmissionMayBindADeviceToItsCertificate(@TempDir Path other) throws Exception {
        TestTls second = TestTls.make(other);
        Certificate own = tls.certificate();
        DeviceAdmission binding = new DeviceAdmission() {
            @Override
            public Verdict verdict(DeviceName device) {
                throw new AssertionError("the other one is asked");
            }

            @Override
            public Verdict verdict(DeviceName device, Flow flow) {
                return flow.peerCertificates().equals(List.of(own)) ? Verdict.ADMITTED : Verdict.FORBIDDEN;
            }
        };
        List<String> heard = new CopyOnWriteArrayList<>();
        RegistrationListener listener = new RegistrationListener() {
            @Override
            public void registered(DeviceName device, InetSocketAddress contact) {
                heard.add("+" + device);
            }

            @Override
            public void unregistered(DeviceName device, UnregisterReason reason) {
                heard.add("-" + reason);
            }
        };
        try (Registrar bound = Registrar.builder(binding)
                        .transport(SipTransport.tls(tls.trustingAlso(second), ClientCertificate.WANTED))
                        .also(SipTransport.udp(), ANY)
                        .listener(listener)
                        .start(ANY);
                Wire phone = over(tls.known());
                Wire stranger = over(second.trustingAlso(tls));
                Wire nobody = over(tls.anonymous());
                Wire udp = new Wire()) {
            for (Wire one : List.of(stranger, nobody)) {
                one.send(bound.address(), one.register("SEP020000AABBCC", "c", 1));
                assertThat(one.response().status()).isEqualTo(403);
            }
            phone.send(bound.address(), phone.register("SEP020000AABBCC", "c", 1));
            assertThat(phone.response().status()).isEqualTo(200);
            Optional<InetSocketAddress> contact = bound.contact(PHONE);
            assertThat(contact).isPresent();
            for (Wire one : List.of(stranger, nobody, udp)) {
                InetSocketAddress to = one == udp ? bound.addresses().get(1) : bound.address();
                for (String register : List.of(
                        one.register("SEP020000AABBCC", "d", 1),
                        one.register("SEP020000AABBCC", "c", 2),
                        one.register("SEP020000AABBCC", "d", 2, "Expires: 0"),
                        one.register("SEP020000AABBCC", "c", 3, "Expires: 0"))) {
                    one.send(to, register);
                    assertThat(one.response().status()).isEqualTo(403);
                    assertThat(bound.contact(PHONE)).isEqualTo(contact);
                }
            }
            phone.send(bound.address(), phone.register("SEP020000AABBCC", "c", 2));
            assertThat(phone.response().status()).isEqualTo(200);
            assertThat(heard).as("the phone is registered all the time").containsExactly("+SEP020000AABBCC");
        }
    }

    private static Wire over(SSLContext one) throws Exception {
        return new Wire(StreamLine.tls(one.getSocketFactory(), tls.known().getServerSocketFactory()));
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
