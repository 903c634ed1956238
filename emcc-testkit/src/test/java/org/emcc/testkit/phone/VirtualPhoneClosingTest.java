package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.transport.SipTransport;
import org.emcc.testkit.fault.Wire;
import org.emcc.testkit.fault.Wires;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.VersionStamp;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.server.TftpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a phone is answered, whatever becomes of the phone. */
@Timeout(120)
class VirtualPhoneClosingTest {
    private static final DeviceName NAME = DeviceName.of("SEP020000AABBCC");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Trace trace = new Trace(Clock.systemUTC());

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    private VirtualPhone.Builder builder(DeviceName name, int tftp) throws Exception {
        return VirtualPhone.builder(
                name,
                new PhoneModel("Cisco 8851", 684, true),
                ServiceAddress.of("127.0.0.1", tftp),
                SSLContext.getDefault(),
                trace);
    }

    /** A TFTP service that never says a word. */
    private int silence() throws Exception {
        return opened(new DatagramSocket(ANY)).getLocalPort();
    }

    private TftpServer serving(int callManager) {
        byte[] file = PhoneConfiguration.ownFile(VersionStamp.of("1"))
                .transportLayerProtocol(4)
                .callManager(CallManagerNode.of(ServiceAddress.of("127.0.0.1", callManager)))
                .line(SipLine.builder(1, "2222").contact("7c0e5a2e-1111").build())
                .build()
                .encode();
        return opened(TftpServer.builder(
                        ANY,
                        request -> request.name().value().endsWith(".cnf.xml")
                                ? new ContentAnswer.Found(Content.of(file, "1"))
                                : new ContentAnswer.NotFound())
                .start());
    }

    private Registrar registrar() {
        return opened(Registrar.builder(DeviceAdmission.of(NAME::equals))
                .transport(SipTransport.tcp())
                .start(ANY));
    }

    @Test
    void whatWaitsForItsTurnIsAnsweredWhenThePhoneIsClosed() throws Exception {
        VirtualPhone phone = builder(NAME, silence()).build();
        CompletableFuture<PhoneStatus> first = phone.start();
        CompletableFuture<PhoneStatus> second = phone.start();
        CompletableFuture<PhoneStatus> third = phone.powerOff();
        CompletableFuture<PhoneStatus> fourth = phone.deleteTrustLists();
        phone.await(PhoneStatus.Starting.class::isInstance, PATIENCE);
        phone.close();
        assertThat(first.get(20, TimeUnit.SECONDS)).as("was cut short").isInstanceOf(PhoneStatus.Unregistered.class);
        assertThat(List.of(second, third, fourth))
                .allSatisfy(never -> assertThat(never).isCompletedWithValue(new PhoneStatus.Off()));
        assertThat(phone.status()).isEqualTo(new PhoneStatus.Off());
        assertThatIllegalStateException().isThrownBy(phone::start).withMessage("phone " + NAME + " is closed");
    }

    /** One after the other they would need five seconds each: four of them hold all threads. */
    @Test
    @Timeout(40)
    void manyPhonesAreClosedInOneGo() throws Exception {
        PhoneResources resources = opened(PhoneResources.open(4));
        int tftp = silence();
        List<VirtualPhone> phones = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            phones.add(builder(DeviceName.of(String.format(Locale.ROOT, "SEP0200000%05X", i)), tftp)
                    .resources(resources)
                    .build());
        }
        List<CompletableFuture<PhoneStatus>> starts =
                phones.stream().map(VirtualPhone::start).toList();
        VirtualPhone.closeAll(phones);
        assertThat(starts).allSatisfy(start -> assertThat(start).isCompleted());
        assertThat(phones).allSatisfy(phone -> assertThat(phone.status()).isEqualTo(new PhoneStatus.Off()));
        assertThat(trace.events()).noneMatch(event -> event.what().equals("does not stop"));
        VirtualPhone.closeAll(phones);
    }

    @Test
    void aPhoneThatIsClosedWhileItTakesItsLeaveStillAnswers() throws Exception {
        Wires wires = opened(Wires.open(trace, 1, Clock.systemUTC()));
        Registrar registrar = registrar();
        Wire wire = wires.stream("phone", "LON", "SIP", registrar::address);
        VirtualPhone phone = builder(
                        NAME, serving(wire.address().portOr(0)).address().getPort())
                .build();
        assertThat(phone.start().get(20, TimeUnit.SECONDS)).isInstanceOf(PhoneStatus.Registered.class);
        wire.partition();
        CompletableFuture<PhoneStatus> again = phone.start();
        phone.await(PhoneStatus.Starting.class::isInstance, PATIENCE);
        phone.close();
        assertThat(again.get(20, TimeUnit.SECONDS)).isInstanceOf(PhoneStatus.class);
    }

    @Test
    void aConditionThatFailsIsTheMatterOfWhoSetIt() throws Exception {
        Registrar registrar = registrar();
        try (VirtualPhone phone = builder(
                        NAME, serving(registrar.address().getPort()).address().getPort())
                .build()) {
            CompletableFuture<Throwable> failed = new CompletableFuture<>();
            Thread waits = new Thread(() -> {
                try {
                    phone.await(
                            status -> !(status instanceof PhoneStatus.Off)
                                    && line(status).isEmpty(),
                            PATIENCE);
                } catch (IllegalStateException e) {
                    failed.complete(e);
                }
            });
            waits.start();
            assertThat(phone.start().get(20, TimeUnit.SECONDS))
                    .as("the phone goes on")
                    .isInstanceOf(PhoneStatus.Registered.class);
            assertThat(failed.get(20, TimeUnit.SECONDS))
                    .hasMessage("a condition on phone " + NAME + " failed")
                    .hasCauseInstanceOf(ClassCastException.class);
            waits.join();
        }
    }

    /** As one writes it who forgets that a phone starts first. */
    private static String line(PhoneStatus status) {
        return status instanceof PhoneStatus.Registered registered
                        && registered.line().equals("2222")
                ? "2222"
                : ((PhoneStatus.Unregistered) status).why();
    }

    @Test
    void aClosedPhoneIsWaitedForInVainAndAtOnce() throws Exception {
        VirtualPhone phone = builder(NAME, silence()).build();
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread waits = new Thread(() -> {
            try {
                phone.await(PhoneStatus.Registered.class::isInstance, Duration.ofHours(1));
            } catch (IllegalStateException e) {
                told.complete(e);
            }
        });
        waits.start();
        phone.close();
        assertThat(told.get(20, TimeUnit.SECONDS)).hasMessage("phone " + NAME + " is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> phone.await(PhoneStatus.Registered.class::isInstance, Duration.ofHours(1)))
                .withMessage("phone " + NAME + " is closed");
        assertThat(phone.await(PhoneStatus.Off.class::isInstance, PATIENCE)).isEqualTo(new PhoneStatus.Off());
    }

    /** Each phone had timers of its own before, and so a thread. */
    @Test
    void phonesThatShareResourcesHaveNoThreadsOfTheirOwn() throws Exception {
        try (PhoneResources resources = PhoneResources.open(1)) {
            List<VirtualPhone> phones = new ArrayList<>();
            long before = Thread.activeCount();
            for (int i : IntStream.range(0, 100).toArray()) {
                phones.add(builder(DeviceName.of(String.format(Locale.ROOT, "SEP0200000%05X", i)), silence())
                        .resources(resources)
                        .build());
            }
            assertThat(Thread.activeCount() - before).isLessThan(20);
            VirtualPhone.closeAll(phones);
        }
    }
}
