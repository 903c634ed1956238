package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.PhoneTimes;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.sccp.SccpRegistrar;
import org.emcc.sip.sccp.StationLine;
import org.emcc.sip.transport.SipTransport;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.SrstReference;
import org.emcc.tftp.config.VersionStamp;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.server.TftpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nodes a phone takes from its file, and how it speaks to them. */
class VirtualPhoneNodesTest {
    private static final DeviceName NAME = DeviceName.of("SEP020000AABBCC");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static VirtualPhone phone(TftpServer server) throws Exception {
        return builder(server).build();
    }

    private static VirtualPhone.Builder builder(TftpServer server) throws Exception {
        return VirtualPhone.builder(
                NAME,
                new PhoneModel("Cisco 8851", 684, true),
                at(server.address()),
                SSLContext.getDefault(),
                new Trace(Clock.systemUTC()));
    }

    private static TftpServer serving(PhoneConfiguration file) {
        return TftpServer.builder(
                        ANY,
                        request -> request.name().value().endsWith(".cnf.xml")
                                ? new ContentAnswer.Found(Content.of(file.encode(), "1"))
                                : new ContentAnswer.NotFound())
                .start();
    }

    private static PhoneConfiguration.Builder file(int transport) {
        return PhoneConfiguration.ownFile(VersionStamp.of("1"))
                .transportLayerProtocol(transport)
                .line(SipLine.builder(1, "2222").contact("7c0e5a2e-1111").build());
    }

    private static ServiceAddress at(InetSocketAddress address) {
        return ServiceAddress.of("127.0.0.1", address.getPort());
    }

    private static Registrar registrar(SipTransport transport) {
        return Registrar.builder(DeviceAdmission.of(NAME::equals))
                .transport(transport)
                .start(ANY);
    }

    private static ServiceAddress nobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return ServiceAddress.of("127.0.0.1", socket.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void speaksAsItsFileSays(int transport) throws Exception {
        try (Registrar registrar = registrar(transport == 2 ? SipTransport.udp() : SipTransport.tcp());
                TftpServer server = serving(file(transport)
                        .callManager(CallManagerNode.of(at(registrar.address())))
                        .build());
                VirtualPhone phone = phone(server)) {
            assertThat(phone.start().get(20, TimeUnit.SECONDS))
                    .isEqualTo(new PhoneStatus.Registered(at(registrar.address()), "2222", false));
            assertThat(registrar.contact(NAME)).isPresent();
        }
    }

    @Test
    void goesToTheNextNodeAndNoticesItsLoss() throws Exception {
        Registrar registrar = registrar(SipTransport.tcp());
        try (Registrar router = registrar(SipTransport.tcp());
                TftpServer server = serving(file(4).callManager(CallManagerNode.of(nobody()))
                        .callManager(CallManagerNode.of(at(registrar.address())))
                        .srst(SrstReference.of("Site", List.of(at(router.address()))))
                        .build());
                VirtualPhone phone = phone(server)) {
            assertThat(phone.start().get(20, TimeUnit.SECONDS))
                    .isEqualTo(new PhoneStatus.Registered(at(registrar.address()), "2222", false));
            registrar.close();
            assertThat(phone.await(PhoneStatus.Unregistered.class::isInstance, Duration.ofSeconds(20)))
                    .isInstanceOf(PhoneStatus.Unregistered.class);
        } finally {
            registrar.close();
        }
    }

    /** Over SCCP too; the router of the site comes after the call managers. */
    @Test
    void goesToTheNextNodeOverSccp() throws Exception {
        SccpRegistrar registrar = sccp();
        try (SccpRegistrar router = sccp();
                TftpServer server = serving(file(4).callManager(CallManagerNode.of(nobody()))
                        .callManager(CallManagerNode.of(at(registrar.address())))
                        .srst(new SrstReference(
                                "Site", "User Specific", List.of(at(router.address())), List.of(), false))
                        .build());
                VirtualPhone phone = builder(server)
                        .sccp(callManager -> callManager)
                        .times(PhoneTimes.STANDARD.withRetry(Duration.ofSeconds(1)))
                        .build()) {
            assertThat(phone.start().get(20, TimeUnit.SECONDS))
                    .isEqualTo(new PhoneStatus.Registered(at(registrar.address()), "5001", false));
            registrar.close();
            assertThat(phone.await(
                            status -> status instanceof PhoneStatus.Registered now
                                    && now.callManager().equals(at(router.address())),
                            Duration.ofSeconds(20)))
                    .isEqualTo(new PhoneStatus.Registered(at(router.address()), "5001", false));
        } finally {
            registrar.close();
        }
    }

    private static SccpRegistrar sccp() {
        return SccpRegistrar.builder(DeviceAdmission.of(NAME::equals))
                .lines(device -> List.of(new StationLine("5001", "Desk")))
                .start(ANY);
    }

    @Test
    void isStraightAboutTls() throws Exception {
        try (TftpServer server = serving(
                        file(3).callManager(CallManagerNode.of(nobody())).build());
                VirtualPhone phone = phone(server)) {
            assertThat(phone.start().get(20, TimeUnit.SECONDS))
                    .isEqualTo(new PhoneStatus.Unregistered(
                            "the configuration demands TLS, and the phone has no certificate"));
        }
    }
}
