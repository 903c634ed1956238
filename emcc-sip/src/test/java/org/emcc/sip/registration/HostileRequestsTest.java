package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.testing.LoudLines;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.StreamLine;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no answer can be made to, or hardly: they are answered or dropped, nothing is loud, and nothing is kept untold. */
class HostileRequestsTest {
    private static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final InetSocketAddress AWAY = new InetSocketAddress("192.0.2.77", 5060);
    private static final byte[] NO_TEXT = new byte[25_000];

    static {
        Arrays.fill(NO_TEXT, (byte) 0xFF);
    }

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private String last = "";
    private final ManualTime time = new ManualTime();
    private LoudLines loud;

    @BeforeEach
    void listen() throws Exception {
        loud = new LoudLines();
    }

    @AfterEach
    void nothingIsLoud() throws Exception {
        loud.close();
        assertThat(loud.lines()).isEmpty();
    }

    private Registrar.Builder registrar() {
        return Registrar.builder(DeviceAdmission.of(PHONE::equals))
                .clock(time.clock())
                .scheduler(time)
                .random(new Random(1))
                .listener(new RegistrationListener() {
                    @Override
                    public void registered(DeviceName device, InetSocketAddress contact) {
                        told.add("+");
                    }

                    @Override
                    public void unregistered(DeviceName device, UnregisterReason reason) {
                        told.add("- " + reason);
                    }
                });
    }

    /** A text with {@code %} where octets come that are none. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] parts = text.split("%", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                out.writeBytes(NO_TEXT);
            }
            out.writeBytes(parts[i].getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void aViaThatGrowsWhenItIsWritten() throws Exception {
        try (Registrar registrar = registrar().start(ANY);
                Wire wire = new Wire()) {
            String good = wire.register(PHONE.value(), "c", 1);
            wire.send(registrar.address(), bytes(good.replaceFirst("branch=[^\r]*", "branch=z9hG4bK1;x=%")));
            wire.send(registrar.address(), good);
            assertThat(wire.response().status()).isEqualTo(200);
            assertThat(RegistrarTest.next(told)).isEqualTo("+");
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aContactThatGrowsWhenItIsWritten() throws Exception {
        try (Registrar registrar = registrar().start(ANY);
                Wire wire = new Wire()) {
            String good = wire.register(PHONE.value(), "c", 1);
            wire.send(
                    registrar.address(),
                    bytes(good.replace("Contact: <sip", "Contact: \"%\" <sip")
                            .replace("Expires: 3600\r\n", "")
                            .replace("\"\r\n", "\";expires=60\r\n")));
            assertThat(wire.response().status()).isEqualTo(400);
            assertThat(registrar.contact(PHONE)).isEmpty();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void moreUnknownExtensionsThanAnAnswerCanName() throws Exception {
        String all = IntStream.range(0, 14_000)
                .mapToObj(i -> Integer.toString(i + 46_656, 36).substring(1))
                .collect(Collectors.joining(","));
        try (Registrar registrar = registrar().start(ANY);
                Wire wire = new Wire()) {
            wire.send(registrar.address(), wire.register(PHONE.value(), "c", 1, "Require: " + all));
            assertThat(wire.response().status()).isEqualTo(420);
        }
    }

    @Test
    void aStreamThatCannotBeFramedAndWhoseViaCannotBeRepeated() throws Exception {
        try (Registrar registrar = registrar().transport(SipTransport.tcp()).start(ANY);
                Wire wire = new Wire(StreamLine.tcp());
                Wire next = new Wire(StreamLine.tcp())) {
            String good = wire.register(PHONE.value(), "c", 1);
            wire.send(
                    registrar.address(),
                    good.replace("branch=", "branch=\u0001").replace("Length: 0", "Length: x"));
            next.send(registrar.address(), good);
            assertThat(next.response().status()).isEqualTo(200);
        }
    }

    /** One octet that is no ASCII, in every place of a REGISTER, by all that can be answered. */
    @Test
    void octetsThatAreNoText() {
        SipRequest sample = sample();
        String text = new String(sample.encode(), StandardCharsets.UTF_8);
        int answered = 0;
        try (Registrar registrar = registrar().start(ANY)) {
            for (int at = 0; at < text.length(); at++) {
                for (int octet = 0x80; octet <= 0xFF; octet += 0x2A) {
                    byte[] wounded = text.getBytes(StandardCharsets.UTF_8);
                    wounded[at] = (byte) octet;
                    if (SipMessage.decode(wounded).value().orElse(null) instanceof SipRequest request
                            && SipResponse.canAnswer(request)) {
                        Endpoint.Answer answer = registrar.handle(request, FakeFlow.UDP);
                        answer.afterwards().run();
                        answered++;
                    }
                    while (!told.isEmpty()) {
                        last = told.remove();
                    }
                    assertThat(registrar.contact(PHONE).isPresent())
                            .as("octet %x at %d: bound as told", octet, at)
                            .isEqualTo(last.equals("+"));
                }
            }
        }
        assertThat(answered).isGreaterThan(1_000);
    }

    private static SipRequest sample() {
        String text = """
                REGISTER sip:192.0.2.1 SIP/2.0\r
                Via: SIP/2.0/UDP 192.0.2.9:51778;branch=z9hG4bK7d20f1aa\r
                From: "a" <sip:2222@192.0.2.1>;tag=020000aabbcc0014\r
                To: <sip:2222@192.0.2.1>\r
                Call-ID: 020000aa@192.0.2.9\r
                CSeq: 101 REGISTER\r
                Contact: "a" <sip:7c0e@192.0.2.9>;expires=90;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC"\r
                Reason: SIP;cause=200;text="cisco-alarm:23 Name=SEP020000AABBCC Last=reset-restart"\r
                Content-Length: 0\r
                \r
                """;
        return (SipRequest) SipMessage.decodeOrThrow(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A flow of a transport of one's own that breaks its rules. */
    private record Breaking(int peers, boolean sends, AtomicInteger asked, InetSocketAddress at) implements Flow {
        @Override
        public String protocol() {
            return "UDP";
        }

        @Override
        public boolean isReliable() {
            return true;
        }

        @Override
        public InetSocketAddress local() {
            return FakeFlow.UDP.local();
        }

        @Override
        public InetSocketAddress peer() {
            if (asked.getAndIncrement() >= peers) {
                throw new IllegalStateException("planted");
            }
            return at;
        }

        @Override
        public Optional<String> whyClosed() {
            return Optional.empty();
        }

        @Override
        public void send(byte[] message) {
            if (!sends) {
                throw new IllegalStateException("planted");
            }
        }

        @Override
        public void close(String why) {}
    }

    private static final class Handed implements SipTransport, Carrier {
        private CarrierEvents events;

        @Override
        public String protocol() {
            return "TCP";
        }

        @Override
        public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents to) {
            events = to;
            return this;
        }

        @Override
        public InetSocketAddress address() {
            return FakeFlow.UDP.local();
        }

        @Override
        public Flow connect(InetSocketAddress peer) {
            return FakeFlow.UDP;
        }

        @Override
        public void close() {}
    }

    /** Wherever the making of an answer fails, either nobody is bound, or the listener knows. */
    @Test
    void nobodyIsBoundUntold() {
        int bound = 0;
        for (int peers = 0; peers < 8; peers++) {
            told.clear();
            Handed transport = new Handed();
            try (Registrar registrar = registrar().transport(transport).start(ANY)) {
                transport.events.received(new Breaking(peers, true, new AtomicInteger(), AWAY), sample());
                assertThat(registrar.contact(PHONE).isPresent())
                        .as("peer() fails after %d", peers)
                        .isEqualTo(!told.isEmpty());
                bound += told.size();
            }
        }
        assertThat(bound).isBetween(1, 7);
    }

    @Test
    void whatCannotBeSentIsToldAllTheSame() {
        Handed transport = new Handed();
        try (Registrar registrar = registrar().transport(transport).start(ANY)) {
            transport.events.received(new Breaking(100, false, new AtomicInteger(), AWAY), sample());
            assertThat(registrar.contact(PHONE)).isPresent();
            assertThat(told).containsExactly("+");
        }
    }

    /** What is sent to a contact goes to one phone, and to this machine only for phones of its own. */
    @ParameterizedTest
    @CsvSource({
        "255.255.255.255, 400",
        "239.1.2.3, 400",
        "[ff02::1], 400",
        "0.0.0.0, 400",
        "[::], 400",
        "127.0.0.1, 400",
        "127.9.9.9, 400",
        "[::1], 400",
        "[::ffff:127.0.0.1], 400",
        "192.0.2.9:0, 400",
        "192.0.2.9, 200",
        "[2001:db8::9], 200",
        "phone.example, 200"
    })
    void aContactMustBeTheAddressOfOnePhone(String host, int status) {
        SipRequest request = contactAt(host);
        try (Registrar registrar = registrar().start(ANY)) {
            Flow away = new Breaking(100, true, new AtomicInteger(), AWAY);
            SipResponse response = registrar.handle(request, away).response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(registrar.contact(PHONE).isPresent()).isEqualTo(status == 200);
        }
    }

    @Test
    void aPhoneOfThisMachineMayBeAtLoopback() {
        try (Registrar registrar = registrar().start(ANY)) {
            assertThat(registrar
                            .handle(contactAt("127.0.0.1"), FakeFlow.UDP)
                            .response()
                            .status())
                    .isEqualTo(200);
        }
    }

    private static SipRequest contactAt(String host) {
        String text = new String(sample().encode(), StandardCharsets.UTF_8).replace("7c0e@192.0.2.9", "7c0e@" + host);
        return (SipRequest) SipMessage.decodeOrThrow(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A scheduler may keep what is cancelled until its time. */
    @Test
    void manyRequestsPileNoTimersUp() {
        ScheduledThreadPoolExecutor plain = new ScheduledThreadPoolExecutor(1);
        try (Registrar registrar = registrar().scheduler(plain).start(ANY)) {
            for (int i = 0; i < 1_000; i++) {
                String text = new String(sample().encode(), StandardCharsets.UTF_8)
                        .replace("CSeq: 101", "CSeq: " + (i % 2 == 0 ? 101 + i : 1));
                registrar.handle(
                        (SipRequest) SipMessage.decodeOrThrow(text.getBytes(StandardCharsets.UTF_8)), FakeFlow.UDP);
            }
            assertThat(registrar.contact(PHONE)).isPresent();
            assertThat(plain.getQueue()).hasSizeLessThan(3);
        } finally {
            plain.shutdownNow();
        }
    }
}
