package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrarTest {
    static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");
    static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final Set<DeviceName> known = ConcurrentHashMap.newKeySet();
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final ManualTime time = new ManualTime();
    Registrar registrar;
    Wire wire;

    @BeforeEach
    void open() throws Exception {
        known.add(PHONE);
        registrar = registrar(DeviceAdmission.of(known::contains));
        wire = wire();
    }

    /** How messages are carried here; other classes have others. */
    SipTransport transport() {
        return SipTransport.udp();
    }

    Wire wire() throws Exception {
        return new Wire();
    }

    /** How many timers a connection has that is open. */
    int timersOfAConnection() {
        return 0;
    }

    @AfterEach
    void close() {
        wire.close();
        registrar.close();
    }

    Registrar registrar(DeviceAdmission admission) {
        Registrar started = Registrar.builder(admission)
                .transport(transport())
                .listener(recorder(told))
                .clock(time.clock())
                .scheduler(time)
                .random(new Random(1))
                .start(ANY);
        time.waitsFor(started::idle);
        return started;
    }

    static RegistrationListener recorder(BlockingQueue<String> told) {
        return new RegistrationListener() {
            @Override
            public void registered(DeviceName device, InetSocketAddress contact) {
                told.add("+" + device + " " + contact.getPort());
            }

            @Override
            public void unregistered(DeviceName device, UnregisterReason reason) {
                told.add("-" + device + " " + reason);
            }
        };
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(20, TimeUnit.SECONDS);
        assertThat(value).as("came in time").isNotNull();
        return value;
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    static String value(SipMessage message, String name) {
        return message.header(name).map(SipHeader::value).orElse("(none)");
    }

    SipResponse ask(String request) throws Exception {
        wire.send(registrar.address(), request);
        return wire.response();
    }

    static ServiceAddress at(Registrar registrar) {
        return ServiceAddress.of("127.0.0.1", registrar.address().getPort());
    }

    PhoneRegistration phone(BlockingQueue<String> heard) {
        PhoneRegistration started = PhoneRegistration.builder(PHONE, "2222")
                .transport(transport())
                .clock(time.clock())
                .scheduler(time)
                .random(new Random(2))
                .contactUser("7c0e5a2e-1111-4222-8333-a1b2c3d4e5f6")
                .listener(new PhoneListener() {
                    @Override
                    public void serviceControl(ServiceAction action, VersionStamps stamps) {
                        heard.add(action.value() + (stamps.equals(VersionStamps.STALE) ? "" : " " + stamps.config()));
                    }

                    @Override
                    public void registrationLost(RegistrationOutcome outcome) {
                        heard.add("lost " + outcome.kind());
                    }
                })
                .start();
        time.waitsFor(started::idle);
        return started;
    }

    @Test
    void answersARegisterToTheByte() throws Exception {
        wire.send(registrar.address(), wire.register("SEP020000AABBCC", "c", 101));
        String port = Integer.toString(wire.port());
        assertThat(new String(wire.receiveFinal(), java.nio.charset.StandardCharsets.UTF_8)
                        .replaceFirst("tag=[0-9a-f]{16}", "tag=T"))
                .isEqualTo("""
                        SIP/2.0 200 OK\r
                        Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bKc101\r
                        From: <sip:2222@127.0.0.1>;tag=f\r
                        To: <sip:2222@127.0.0.1>;tag=T\r
                        Call-ID: c\r
                        CSeq: 101 REGISTER\r
                        Date: Sun, 22 Nov 2026 08:00:00 GMT\r
                        Server: Cisco-CUCM14.0\r
                        Expires: 120\r
                        Contact: <sip:line@127.0.0.1:PORT>;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC";x-cisco-newreg\r
                        Supported: X-cisco-srtp-fallback,X-cisco-sis-8.0.0\r
                        Content-Length: 0\r
                        \r
                        """.replace("PORT", port));
        assertThat(next(told)).isEqualTo("+SEP020000AABBCC " + port);
        assertThat(registrar.contact(PHONE)).map(InetSocketAddress::getPort).contains(wire.port());
    }

    @Test
    void answersADuplicateWithTheSameBytesAndTellsOnce() throws Exception {
        String register = wire.register("SEP020000AABBCC", "c", 101);
        wire.send(registrar.address(), register);
        wire.send(registrar.address(), register);
        byte[] first = wire.receiveFinal();
        assertThat(wire.receive()).isEqualTo(first);
        assertThat(value(ask(wire.register("SEP020000AABBCC", "c", 102)), "Contact"))
                .doesNotContain("newreg");
        assertThat(next(told)).startsWith("+");
        assertThat(told).isEmpty();
        time.advance(Duration.ofSeconds(33));
        String last = wire.register("SEP020000AABBCC", "c", 102);
        assertThat(ask(last).status()).as("forgotten after 32 s, and repeated").isEqualTo(200);
        assertThat(ask(register).status()).as("out of order").isEqualTo(500);
        assertThat(told).isEmpty();
    }

    @Test
    void refusesWhatItMust() throws Exception {
        SipResponse unknown = ask(wire.register("SEP020000AABBDD", "a", 1));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(value(unknown, "Warning")).startsWith("399 127.0.0.1 \"");
        String good = wire.register("SEP020000AABBCC", "b", 1);
        assertThat(ask(good.replace("+u.sip!devicename", "+u.sip!other")).status())
                .isEqualTo(404);
        assertThat(ask(good.replace("CSeq: 1 ", "CSeq: x ")).status()).isEqualTo(400);
        assertThat(ask(good.replace("CSeq: 1 REGISTER", "CSeq: 2 INVITE")).status())
                .isEqualTo(400);
        assertThat(ask(good.replace("Contact: ", "Contact: *\r\nX: ").replace("CSeq: 1", "CSeq: 3"))
                        .status())
                .isEqualTo(400);
        assertThat(ask(good.replace("Contact:", "no header\r\nContact:").replace("CSeq: 1", "CSeq: 4"))
                        .status())
                .isEqualTo(400);
        assertThat(ask(good.replace("Length: 0", "Length: 5").replace("CSeq: 1", "CSeq: 5"))
                        .status())
                .isEqualTo(400);
        assertThat(ask(good.replace("SIP/2.0\r\nVia", "SIP/3.0\r\nVia").replace("CSeq: 1", "CSeq: 6"))
                        .status())
                .isEqualTo(505);
        SipResponse options = ask(good.replace("REGISTER", "OPTIONS"));
        assertThat(options.status()).isEqualTo(405);
        assertThat(value(options, "Allow")).isEqualTo("REFER, REGISTER");
        assertThat(ask(good.replace("REGISTER", "DANCE")).status()).isEqualTo(501);
        assertThat(told).isEmpty();
    }

    @Test
    void forbidsAndOutlivesABrokenPort() throws Exception {
        try (Registrar forbids = registrar(device -> DeviceAdmission.Verdict.FORBIDDEN);
                Registrar breaks = registrar(device -> {
                    throw new IllegalStateException("planted");
                })) {
            wire.send(forbids.address(), wire.register("SEP020000AABBCC", "c", 1));
            SipResponse forbidden = wire.response();
            assertThat(forbidden.status()).isEqualTo(403);
            assertThat(value(forbidden, "Retry-After")).isEqualTo("120");
            wire.send(breaks.address(), wire.register("SEP020000AABBCC", "c", 1));
            assertThat(wire.response().status()).isEqualTo(503);
        }
    }

    @Test
    void survivesRubbish() throws Exception {
        for (String rubbish :
                List.of("", "\r\n\r\n", "rubbish", "REGISTER sip:h SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n")) {
            wire.send(registrar.address(), rubbish);
        }
        assertThat(ask(wire.register("SEP020000AABBCC", "c", 1)).status()).isEqualTo(200);
    }

    @Test
    void answersToThePortThatAsked() throws Exception {
        String register = wire.register("SEP020000AABBCC", "c", 1)
                .replaceFirst("127.0.0.1:[0-9]+;branch", "phone.example:9;rport;branch");
        assertThat(value(ask(register), "Via"))
                .isEqualTo("SIP/2.0/UDP phone.example:9;rport=" + wire.port() + ";branch=z9hG4bKc1;received=127.0.0.1");
    }

    @Test
    void unregistersAndKeepsStandbyLooksApart() throws Exception {
        SipResponse standby = ask(wire.register("SEP020000AABBCC", "s", 1, "Expires: 0"));
        assertThat(standby.status()).isEqualTo(200);
        assertThat(value(standby, "Expires")).isEqualTo("0");
        assertThat(told).isEmpty();
        assertThat(ask(wire.register("SEP020000AABBCC", "c", 1)).status()).isEqualTo(200);
        assertThat(next(told)).startsWith("+");
        SipResponse left = ask(wire.register("SEP020000AABBCC", "c", 2, "Expires: 0"));
        assertThat(left.status()).isEqualTo(200);
        assertThat(value(left, "Expires")).isEqualTo("0");
        assertThat(next(told)).isEqualTo("-SEP020000AABBCC BY_PHONE");
        assertThat(registrar.contact(PHONE)).isEmpty();
        assertThat(time.waiting()).as("no timer of the binding is left").isEqualTo(timersOfAConnection());
    }

    @Test
    void givesASilentPhoneUp() throws Exception {
        ask(wire.register("SEP020000AABBCC", "c", 1));
        assertThat(next(told)).startsWith("+");
        time.advance(Duration.ofSeconds(129));
        assertThat(registrar.contact(PHONE)).isPresent();
        time.advance(Duration.ofSeconds(1));
        assertThat(next(told)).isEqualTo("-SEP020000AABBCC EXPIRED");
        assertThat(registrar.contact(PHONE)).isEmpty();
    }

    @Test
    void aFailingListenerIsContained() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        try (Registrar failing = Registrar.builder(device -> DeviceAdmission.Verdict.ADMITTED)
                .transport(transport())
                .listener(new RegistrationListener() {
                    @Override
                    public void registered(DeviceName device, InetSocketAddress contact) {
                        calls.add("+" + device);
                        throw new IllegalStateException("planted");
                    }
                })
                .start(ANY)) {
            wire.send(failing.address(), wire.register("SEP020000AABBCC", "c", 1));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(failing.address(), wire.register("SEP020000AABBDD", "d", 1));
            assertThat(wire.response().status()).isEqualTo(200);
            assertThat(next(calls)).isEqualTo("+SEP020000AABBCC");
            assertThat(next(calls)).isEqualTo("+SEP020000AABBDD");
        }
    }

    @Test
    void resetsAPhoneThatAnswersLate() throws Exception {
        assertThat(get(registrar.reset(PHONE, ResetKind.RESET)).kind()).isEqualTo(ResetAnswer.Kind.NOT_REGISTERED);
        ask(wire.register("SEP020000AABBCC", "call@1", 1));
        CompletableFuture<ResetAnswer> outcome = registrar.reset(PHONE, ResetKind.RESTART);
        byte[] first = wire.receive();
        time.advance(Duration.ofMillis(500));
        assertThat(wire.receive()).as("the same again after T1").isEqualTo(first);
        time.advance(Duration.ofMillis(999));
        time.advance(Duration.ofMillis(1));
        SipRequest notify = wire.request();
        assertThat(notify.encode()).as("and after twice T1").isEqualTo(first);
        assertThat(notify.method()).isEqualTo("NOTIFY");
        assertThat(notify.uri().value()).map(Object::toString).contains("sip:line@127.0.0.1:" + wire.port());
        assertThat(value(notify, "Event")).isEqualTo("service-control");
        assertThat(value(notify, "Subscription-State")).isEqualTo("active");
        assertThat(value(notify, "Content-Type")).isEqualTo("text/plain");
        assertThat(notify.body())
                .asString()
                .startsWith("action=restart\nRegisterCallId={call@1}\nConfigVersionStamp={00000000-");
        assertThat(outcome).isNotDone();
        wire.answer(notify, 100);
        wire.answer(notify, 200);
        assertThat(get(outcome)).isEqualTo(new ResetAnswer.Accepted());
    }

    @Test
    void aResetMayBeRefusedOrMeetSilence() throws Exception {
        ask(wire.register("SEP020000AABBCC", "c", 1));
        CompletableFuture<ResetAnswer> refused = registrar.reset(PHONE, ResetKind.RESET);
        wire.answer(wire.request(), 400);
        assertThat(get(refused)).isEqualTo(new ResetAnswer.Refused(400, "Answer"));
        CompletableFuture<ResetAnswer> silent = registrar.reset(PHONE, ResetKind.RESET);
        assertThat(wire.request().method()).isEqualTo("NOTIFY");
        time.advance(Duration.ofSeconds(31));
        assertThat(silent).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThat(get(silent)).isEqualTo(new ResetAnswer.NoAnswer());
        assertThat(registrar.contact(PHONE)).as("not given up before 130 s").isPresent();
        CompletableFuture<ResetAnswer> open = registrar.reset(PHONE, ResetKind.RESET);
        registrar.close();
        assertThat(get(open)).isEqualTo(new ResetAnswer.NoAnswer());
        assertThat(get(registrar.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.NotRegistered());
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aPhoneRegistersIsResetMovesAndLeaves() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<String> toldHome = new LinkedBlockingQueue<>();
        try (Registrar home = Registrar.builder(DeviceAdmission.of(known::contains))
                        .transport(transport())
                        .listener(recorder(toldHome))
                        .clock(time.clock())
                        .scheduler(time)
                        .start(ANY);
                PhoneRegistration phone = phone(heard)) {
            RegistrationOutcome.Registered fresh = new RegistrationOutcome.Registered(Duration.ofMinutes(2), true);
            assertThat(get(phone.register(at(registrar), CiscoAlarm.INITIALIZED)))
                    .isEqualTo(fresh);
            assertThat(phone.phase()).isEqualTo(PhoneRegistration.Phase.REGISTERED);
            String here = "+SEP020000AABBCC " + phone.address().getPort();
            assertThat(next(told)).isEqualTo(here);
            assertThat(get(registrar.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.Accepted());
            assertThat(next(heard)).isEqualTo("reset");
            assertThat(get(phone.unregister(CiscoAlarm.RESET_RESET))).isEqualTo(new RegistrationOutcome.Unregistered());
            assertThat(next(told)).isEqualTo("-SEP020000AABBCC BY_PHONE");
            assertThat(get(phone.register(at(home), CiscoAlarm.RESET_RESTART))).isEqualTo(fresh);
            assertThat(next(toldHome))
                    .isEqualTo("+SEP020000AABBCC " + phone.address().getPort());
            known.clear();
            assertThat(get(phone.register(at(registrar), CiscoAlarm.RESET_RESTART)))
                    .isEqualTo(new RegistrationOutcome.Rejected(404, "Not Found"));
            assertThat(phone.phase()).isEqualTo(PhoneRegistration.Phase.IDLE);
            assertThat(get(phone.unregister(CiscoAlarm.UNSPECIFIED))).isEqualTo(new RegistrationOutcome.Unregistered());
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aPhoneRefreshesByItself() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (PhoneRegistration phone = phone(heard)) {
            InetSocketAddress fake = new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port());
            CompletableFuture<RegistrationOutcome> outcome =
                    phone.register(ServiceAddress.of("127.0.0.1", fake.getPort()), CiscoAlarm.RESET_RESTART);
            SipRequest first = wire.request();
            String contact = "<sip:7c0e5a2e-1111-4222-8333-a1b2c3d4e5f6@127.0.0.1:"
                    + phone.address().getPort() + ";transport=udp>"
                    + ";+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-020000aabbcc>\""
                    + ";+u.sip!devicename.ccm.cisco.com=\"SEP020000AABBCC\";+u.sip!model.ccm.cisco.com=\"621\"";
            assertThat(value(first, "Contact")).isEqualTo(contact);
            assertThat(value(first, "CSeq")).isEqualTo("101 REGISTER");
            assertThat(value(first, "Call-ID"))
                    .matches("020000aa-bbcc[0-9a-f]{4}-[0-9a-f]{8}-[0-9a-f]{8}@127\\.0\\.0\\.1");
            assertThat(value(first, "From"))
                    .matches("<sip:2222@127\\.0\\.0\\.1>;tag=020000aabbcc[0-9a-f]{12}-[0-9a-f]{8}");
            assertThat(value(first, "Expires")).isEqualTo("3600");
            assertThat(value(first, "Reason"))
                    .isEqualTo(
                            "SIP;cause=200;text=\"cisco-alarm:23 Name=SEP020000AABBCC"
                                    + " ActiveLoad=sip78xx.14-2-1.loads InactiveLoad=sip78xx.12-1-1.loads Last=reset-restart\"");
            assertThat(value(first, "Content-Type")).isEqualTo("multipart/mixed;boundary=uniqueBoundary");
            assertThat(first.body())
                    .asString()
                    .contains("<bulkregisterreq>", "<optionsind>")
                    .endsWith("\r\n--uniqueBoundary--\r\n");
            time.advance(Duration.ofMillis(500));
            assertThat(wire.request()).as("sent again").isEqualTo(first);
            wire.answer(first, 100);
            wire.answer(first, 200, "Expires: 120", "Contact: " + contact + ";x-cisco-newreg");
            assertThat(get(outcome)).isEqualTo(new RegistrationOutcome.Registered(Duration.ofMinutes(2), true));

            time.advance(Duration.ofSeconds(115));
            SipRequest refresh = wire.request();
            assertThat(value(refresh, "CSeq")).isEqualTo("102 REGISTER");
            for (String same : List.of("Call-ID", "Contact", "From", "Expires")) {
                assertThat(value(refresh, same)).isEqualTo(value(first, same));
            }
            assertThat(refresh.body()).isEmpty();
            assertThat(refresh.header("Reason")).isEmpty();
            wire.answer(refresh, 200, "Expires: 120", "Contact: " + contact + ";x-cisco-newreg");

            SipRequest again = wire.request();
            assertThat(value(again, "CSeq")).as("from scratch").isEqualTo("101 REGISTER");
            assertThat(value(again, "Call-ID")).isNotEqualTo(value(first, "Call-ID"));
            wire.answer(again, 503);
            assertThat(next(heard)).isEqualTo("lost REJECTED");
        }
    }

    @Test
    void aPhoneObeysItsOwnRegistrarOnly() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (PhoneRegistration phone = phone(heard)) {
            CompletableFuture<RegistrationOutcome> outcome =
                    phone.register(ServiceAddress.of("127.0.0.1", wire.port()), CiscoAlarm.INITIALIZED);
            SipRequest register = wire.request();
            wire.answer(register, 200, "Expires: 120");
            assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
            String callId = value(register, "Call-ID");
            assertThat(notify(phone, 1, "service-control", "action=reset\r\nRegisterCallId={other}\r\n"))
                    .isEqualTo(400);
            assertThat(notify(phone, 2, "service-control", "action=reset\r\n")).isEqualTo(400);
            assertThat(notify(phone, 3, "presence", "")).isEqualTo(489);
            assertThat(heard).isEmpty();
            String body = "action=check-version\r\nRegisterCallId={" + callId + "}\r\nNew={1}\r\n";
            assertThat(notify(phone, 4, "Service-Control;x=y", body)).isEqualTo(200);
            assertThat(notify(phone, 4, "Service-Control;x=y", body)).isEqualTo(200);
            assertThat(notify(phone, 5, "service-control", body.replace("check-version", "sing")))
                    .isEqualTo(200);
            assertThat(next(heard)).isEqualTo("check-version");
            if (timersOfAConnection() > 0) {
                assertThat(next(heard))
                        .as("over a stream the second is no duplicate")
                        .isEqualTo("check-version");
            }
            assertThat(next(heard)).as("a duplicate is told once").isEqualTo("sing");
        }
    }

    private int notify(PhoneRegistration phone, int cseq, String event, String body) throws Exception {
        wire.send(
                phone.address(),
                "NOTIFY sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + wire.port() + ";branch=z9hG4bKn"
                        + cseq
                        + "\r\nFrom: <sip:h>;tag=1\r\nTo: <sip:x@h>\r\nCall-ID: n\r\nCSeq: " + cseq
                        + " NOTIFY\r\nEvent: " + event + "\r\nContent-Type: text/plain\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
        return wire.response().status();
    }

    @Test
    void aPhoneGivesUpOnSilenceAndOnOrders() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ServiceAddress silent = ServiceAddress.of("127.0.0.1", wire.port());
        PhoneRegistration phone = phone(heard);
        CompletableFuture<RegistrationOutcome> first = phone.register(silent, CiscoAlarm.INITIALIZED);
        time.advance(Duration.ofSeconds(32));
        assertThat(get(first).kind()).isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
        CompletableFuture<RegistrationOutcome> second = phone.register(silent, CiscoAlarm.INITIALIZED);
        CompletableFuture<RegistrationOutcome> third = phone.register(silent, CiscoAlarm.INITIALIZED);
        assertThat(get(second)).isEqualTo(new RegistrationOutcome.NoAnswer("Another registration was begun."));
        phone.close();
        assertThat(get(third).kind()).isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
        assertThat(get(phone.register(silent, CiscoAlarm.INITIALIZED)))
                .isEqualTo(new RegistrationOutcome.NoAnswer("The phone is closed."));
        assertThat(time.waiting()).isZero();
        assertThat(heard).isEmpty();
    }

    @Test
    void worksWithItsDefaultsAndLeavesNoThread() throws Exception {
        Registrar real = Registrar.builder(DeviceAdmission.of(known::contains)).start(ANY);
        PhoneRegistration phone = PhoneRegistration.builder(PHONE, "2222").start();
        assertThat(get(phone.register(at(real), CiscoAlarm.RESET_RESTART)))
                .isEqualTo(new RegistrationOutcome.Registered(Duration.ofMinutes(2), true));
        assertThat(get(real.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.Accepted());
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("emcc-sip-(registrar|phone)-2"))
                .toList();
        assertThat(threads).hasSize(2).allMatch(Thread::isDaemon);
        phone.close();
        real.close();
        real.close();
        assertThat(threads).noneMatch(Thread::isAlive);
        assertThat(get(real.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.NotRegistered());
    }

    @Test
    void refusesAWildcardAndATakenPort() {
        var builder = Registrar.builder(DeviceAdmission.of(known::contains)).transport(transport());
        assertThatThrownBy(() -> builder.start(new InetSocketAddress(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one address");
        assertThatThrownBy(() -> builder.start(registrar.address())).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(Optional.of(registrar.address().getPort())).isNotEqualTo(Optional.of(0));
    }
}
