package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.DigestChallenge;
import org.emcc.sip.message.DigestCredentials;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.registration.PhoneOptions.Option;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a registrar does for phones beside holding their bindings. */
class RegistrarServiceTest {
    static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");
    private static final DeviceName OTHER = DeviceName.of("SEP020000AABBDD");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final ManualTime time = new ManualTime();
    private final List<AutoCloseable> open = new ArrayList<>();
    Wire wire;

    @BeforeEach
    void open() throws Exception {
        wire = wire();
    }

    /** How messages are carried here; other classes have others. */
    SipTransport transport() {
        return SipTransport.udp();
    }

    Wire wire() throws Exception {
        return new Wire();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        wire.close();
    }

    Registrar registrar(DeviceAdmission admission, UnaryOperator<Registrar.Builder> settings) {
        RegistrationListener listener = new RegistrationListener() {
            @Override
            public void registered(DeviceName device, InetSocketAddress contact) {
                told.add("+" + device);
            }

            @Override
            public void unregistered(DeviceName device, UnregisterReason reason) {
                told.add("-" + device + " " + reason);
            }

            @Override
            public void unregisteredBefore(DeviceName device, CiscoAlarm alarm) {
                told.add(device + " " + alarm.number() + " " + alarm.last());
            }

            @Override
            public void alarm(DeviceName device, PhoneAlarm alarm) {
                told.add(device + " " + alarm.name() + " " + alarm.value(PhoneAlarm.ITL_TFTP_SERVER));
            }
        };
        Registrar registrar = settings.apply(Registrar.builder(admission)
                        .transport(transport())
                        .listener(listener)
                        .clock(time.clock())
                        .scheduler(time)
                        .random(new Random(1)))
                .start(ANY);
        time.waitsFor(registrar::idle);
        open.add(registrar);
        return registrar;
    }

    Registrar registrar(UnaryOperator<Registrar.Builder> settings) {
        return registrar(DeviceAdmission.of(PHONE::equals), settings);
    }

    String next() throws InterruptedException {
        String one = told.poll(20, TimeUnit.SECONDS);
        assertThat(one).as("told in time").isNotNull();
        return one;
    }

    static String value(SipMessage message, String name) {
        return message.header(name).map(SipHeader::value).orElse("(none)");
    }

    SipResponse ask(Registrar registrar, String request) throws Exception {
        wire.send(registrar.address(), request);
        return wire.response();
    }

    SipResponse register(Registrar registrar, String callId, int cseq, String... headers) throws Exception {
        return ask(registrar, wire.register(PHONE.value(), callId, cseq, headers));
    }

    private static String withBody(String request, String type, byte[] body) {
        return request.replace(
                        "Content-Length: 0\r\n\r\n",
                        "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                + new String(body, StandardCharsets.UTF_8);
    }

    private String first(String callId, String... headers) {
        return withBody(
                wire.register(PHONE.value(), callId, 101, headers),
                RemoteControl.MULTIPART.toString(),
                RemoteControl.bulkRegister());
    }

    @Test
    void saysFirstThatItIsTrying() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        String request = wire.register(PHONE.value(), "c", 101);
        wire.send(registrar.address(), request);
        String head = request.substring(request.indexOf("Via"), request.indexOf("Contact"));
        assertThat(wire.receive()).asString().isEqualTo("SIP/2.0 100 Trying\r\n" + head + "Content-Length: 0\r\n\r\n");
        assertThat(wire.receive()).asString().startsWith("SIP/2.0 200 OK\r\n");
        wire.send(registrar.address(), request.replace("CSeq: 101", "CSeq: x"));
        assertThat(wire.receive()).asString().startsWith("SIP/2.0 400 Bad Request\r\n");
    }

    @Test
    void answersWithTheSubsetThatItUses() throws Exception {
        PhoneOptions used = PhoneOptions.of(
                Option.of("combine").withMost(4).with(Option.of("service-control")), Option.of("not-offered"));
        Registrar registrar = registrar(builder -> builder.options(used));
        SipResponse answer = ask(registrar, first("c"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(value(answer, "Content-Type")).isEqualTo("application/x-cisco-remotecc-response+xml");
        assertThat(RemoteControl.Response.of(answer))
                .contains(new RemoteControl.Response(
                        200, PhoneOptions.of(Option.of("combine").withMost(4).with(Option.of("service-control")))));
        assertThat(register(registrar, "c", 102).body()).isEmpty();
        SipResponse broken =
                ask(registrar, first("c").replace("CSeq: 101", "CSeq: 103").replace("<optionsind>", "<optionsin >"));
        assertThat(broken.status()).as("its handling is optional").isEqualTo(200);
        assertThat(broken.body())
                .asString()
                .isEqualTo("<x-cisco-remotecc-response><response><code>200</code>"
                        + "</response></x-cisco-remotecc-response>\n");
        assertThat(ask(registrar(builder -> builder), first("d")).body())
                .asString()
                .contains("<optionsind/>");
    }

    @Test
    void aContactSaysHowLongItIsRegistered() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        String plain = wire.register(PHONE.value(), "c", 1, "Expires: 9999");
        String answer = value(
                ask(registrar, plain.replace(">;+u", ">;x=\";expires=1\"; EXPIRES = \"3600\";video;+u")), "Contact");
        assertThat(answer)
                .contains(">;x=\";expires=1\"; expires=120;video;+u.sip!")
                .endsWith(";x-cisco-newreg");
        SipResponse shorter =
                ask(registrar, plain.replace(">;+u", ">;expires=60;+u").replace("CSeq: 1", "CSeq: 2"));
        assertThat(value(shorter, "Expires")).isEqualTo("60");
        assertThat(value(shorter, "Contact")).contains(";expires=60;").doesNotContain("newreg");
    }

    @Test
    void tellsWhyAPhoneUnregisteredBefore() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        String reason = "Reason: SIP;cause=200;text=\"cisco-alarm:777 Name=SEP020000AABBCC Load=x Last=of-the-future\"";
        register(registrar, "c", 1, reason);
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
        assertThat(next()).isEqualTo("SEP020000AABBCC 777 of-the-future");
        register(registrar, "c", 2, reason);
        register(registrar, "c", 3, "Expires: 0");
        assertThat(next()).as("a refresh says nothing").isEqualTo("-SEP020000AABBCC BY_PHONE");
    }

    @Test
    void linesMayRegisterOneByOne() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        String second = wire.register(PHONE.value(), "d", 1).replace("To: <sip:2222@", "To: <sip:3333@");
        assertThat(value(register(registrar, "c", 1), "Contact")).contains("newreg");
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
        assertThat(value(ask(registrar, second), "Contact")).doesNotContain("newreg");
        time.advance(Duration.ofSeconds(115));
        assertThat(value(register(registrar, "c", 2), "Contact")).doesNotContain("newreg");
        assertThat(value(ask(registrar, second.replace("CSeq: 1", "CSeq: 2").replace("d1", "d2")), "Contact"))
                .doesNotContain("newreg");
        assertThat(told).isEmpty();
        assertThat(value(ask(registrar, first("e")), "Contact")).contains("newreg");
        assertThat(next()).isEqualTo("-SEP020000AABBCC REPLACED");
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
        register(registrar, "e", 102, "Expires: 0");
        assertThat(next()).as("all lines at once").isEqualTo("-SEP020000AABBCC BY_PHONE");
        assertThat(registrar.contact(PHONE)).isEmpty();
    }

    private String refer(String referTo, String... headers) {
        return wire.register(PHONE.value(), "r" + headers.length, 1000, headers)
                .replace("REGISTER", "REFER")
                .replace("Call-ID", "Require: norefersub\r\nRefer-To: " + referTo + "\r\nCall-ID");
    }

    @Test
    void takesAlarms() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        String alarm = withBody(
                refer("cid:1@192.0.2.9", "Content-Id: <1@192.0.2.9>", "Expires: 10"),
                "application/x-cisco-alarm+xml",
                PhoneAlarmTest.DOCUMENT.getBytes(StandardCharsets.UTF_8));
        SipResponse accepted = ask(registrar, alarm);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(value(accepted, "To")).contains(";tag=");
        assertThat(next()).isEqualTo("SEP020000AABBCC DeviceTLInfo Optional[hc-pub.example]");
        String other = alarm.replace("SEP020000AABBCC</", "SEP020000AABBDD</").replace("1000", "1001");
        assertThat(ask(registrar, other).status()).isEqualTo(404);
        assertThat(ask(registrar, alarm.replace("DeviceName", "DeviceNam3").replace("1000", "1002"))
                        .status())
                .as("an alarm of nobody")
                .isEqualTo(202);
        assertThat(ask(
                                registrar,
                                alarm.replace("<x-cisco-alarm>", "<x-cisco-alarm/")
                                        .replace("1000", "1003"))
                        .status())
                .isEqualTo(400);
        SipResponse extension =
                ask(registrar, alarm.replace("norefersub", "other, norefersub").replace("1000", "1004"));
        assertThat(extension.status()).isEqualTo(420);
        assertThat(value(extension, "Unsupported")).isEqualTo("other");
        assertThat(told).isEmpty();
    }

    @Test
    void grantsTokens() throws Exception {
        String token = refer("<urn:X-cisco-remotecc:token-registration>");
        assertThat(ask(registrar(builder -> builder), token).status()).isEqualTo(202);
        assertThat(ask(registrar(DeviceAdmission.of(OTHER::equals), builder -> builder), token)
                        .status())
                .isEqualTo(404);
        DeviceAdmission busy = new DeviceAdmission() {
            @Override
            public Verdict verdict(DeviceName device) {
                return Verdict.ADMITTED;
            }

            @Override
            public Verdict tokenVerdict(DeviceName device) {
                return Verdict.FORBIDDEN;
            }
        };
        SipResponse refused = ask(registrar(busy, builder -> builder), token);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(value(refused, "Retry-After")).isEqualTo("120");
        assertThat(value(refused, "Warning")).startsWith("399 127.0.0.1 \"");
        DeviceAdmission broken = device -> {
            throw new IllegalStateException("planted");
        };
        assertThat(ask(registrar(broken, builder -> builder), token).status()).isEqualTo(503);
        assertThat(ask(registrar(builder -> builder), refer("<urn:other>")).status())
                .isEqualTo(415);
        assertThat(told).isEmpty();
    }

    @Test
    void aPhoneIsToldTheVersionsOfWhatItShouldHold() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        VersionStamps stamps = new VersionStamps("c1", "d1", "s1", "f1");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (PhoneRegistration phone = PhoneRegistration.builder(PHONE, "2222")
                .transport(transport())
                .clock(time.clock())
                .scheduler(time)
                .listener(new PhoneListener() {
                    @Override
                    public void serviceControl(ServiceAction action, VersionStamps told) {
                        heard.add(action.value() + " " + told.equals(stamps));
                    }
                })
                .start()) {
            ServiceAddress here =
                    ServiceAddress.of("127.0.0.1", registrar.address().getPort());
            phone.register(here, CiscoAlarm.INITIALIZED).get(20, TimeUnit.SECONDS);
            assertThat(registrar
                            .serviceControl(PHONE, ServiceAction.CHECK_VERSION, stamps)
                            .get(20, TimeUnit.SECONDS))
                    .isEqualTo(new ResetAnswer.Accepted());
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("check-version true");
        }
    }

    /** Sip 4.2: a variant that is seen. */
    @Test
    void aDeviceMayBeNamedInTheOtherForm() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        String other =
                wire.register(PHONE.value(), "c", 1).replace("devicename.ccm.cisco", "devicename.ccm.features.cisco");
        assertThat(ask(registrar, other).status()).isEqualTo(200);
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
    }

    /** With digest, neither a token nor an alarm tells a stranger which devices exist, nor the listener what a stranger says. */
    @Test
    void strangersLearnAndTellNothingOfDevicesThatProveThemselves() throws Exception {
        DeviceAdmission closed =
                device -> device.equals(PHONE) ? DeviceAdmission.Verdict.FORBIDDEN : DeviceAdmission.Verdict.UNKNOWN;
        Registrar registrar = registrar(closed, builder -> builder.digest("lab", USERS));
        String token = refer("<urn:X-cisco-remotecc:token-registration>");
        String alarm = withBody(
                refer("cid:1@192.0.2.9", "Content-Id: <1@192.0.2.9>"),
                "application/x-cisco-alarm+xml",
                PhoneAlarmTest.DOCUMENT.getBytes(StandardCharsets.UTF_8));
        int cseq = 1_000;
        for (String request : List.of(token, alarm)) {
            for (String device : List.of("SEP020000AABBCC", "SEP020000AABBDD")) {
                cseq++;
                String one = request.replace("SEP020000AABBCC", device).replace("1000", Integer.toString(cseq));
                assertThat(ask(registrar, one).status()).as(one).isEqualTo(202);
            }
        }
        Registrar open = registrar(builder -> builder.digest("lab", USERS));
        assertThat(ask(open, alarm).status()).isEqualTo(202);
        String register = wire.register(PHONE.value(), "c", 1);
        SipResponse challenged = ask(open, register);
        assertThat(ask(open, authorized(wire.register(PHONE.value(), "c", 2), challenged, "third", "s3cret", 1))
                        .status())
                .isEqualTo(200);
        assertThat(next()).as("nothing was told before").isEqualTo("+SEP020000AABBCC");
        assertThat(ask(open, alarm.replace("1000", "1010")).status()).isEqualTo(202);
        assertThat(next()).as("now it comes the same way").startsWith("SEP020000AABBCC DeviceTLInfo");
        DigestUsers spares = new DigestUsers() {
            @Override
            public Optional<DigestUser> find(String name) {
                return Optional.empty();
            }

            @Override
            public boolean isDemandedOf(DeviceName device) {
                return false;
            }
        };
        assertThat(ask(registrar(closed, builder -> builder.digest("lab", spares)), token)
                        .status())
                .as("a device that has to prove nothing")
                .isEqualTo(403);
    }

    /** Who gives the registrar a generator that can be guessed does not give its key away. */
    @Test
    void noncesAreSignedWithAKeyOfTheirOwn() throws Exception {
        Registrar one = registrar(builder -> builder.digest("lab", USERS));
        Registrar same = registrar(builder -> builder.digest("lab", USERS));
        SipResponse challenged = ask(one, third(1));
        assertThat(ask(same, authorized(third(2), challenged, "third", "s3cret", 1))
                        .status())
                .isEqualTo(401);
        assertThat(ask(one, authorized(third(3), challenged, "third", "s3cret", 1))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tellsAPhoneWhatToDo() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        register(registrar, "call@1", 1);
        CompletableFuture<ResetAnswer> done =
                registrar.serviceControl(PHONE, ServiceAction.APPLY_CONFIG, new VersionStamps("c1", "d1", "s1", "f1"));
        SipRequest notify = wire.request();
        assertThat(notify.body()).asString().isEqualTo("""
                action=apply-config
                RegisterCallId={call@1}
                ConfigVersionStamp={c1}
                DialplanVersionStamp={d1}
                SoftkeyVersionStamp={s1}
                FeatureControlVersionStamp={f1}
                """);
        wire.answer(notify, 400);
        assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo(new ResetAnswer.Refused(400, "Answer"));
        register(registrar, "call@2", 1);
        CompletableFuture<ResetAnswer> unknown =
                registrar.serviceControl(PHONE, new ServiceAction("of-the-future"), VersionStamps.STALE);
        SipRequest other = wire.request();
        assertThat(other.body()).asString().startsWith("action=of-the-future\nRegisterCallId={call@2}\n");
        wire.answer(other, 200);
        assertThat(unknown.get(20, TimeUnit.SECONDS)).isEqualTo(new ResetAnswer.Accepted());
    }

    @Test
    void aLookIsNoLeave() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        register(registrar, "c", 1);
        assertThat(next()).startsWith("+");
        String look = wire.register(PHONE.value(), "s", 1, "Expires: 0");
        for (String one : List.of(
                look,
                look.replace(">;+u", ">;cisco-keep-alive;expires=0;+u").replace("CSeq: 1", "CSeq: 2"),
                look.replace("Expires: 0", "Expires: 3600")
                        .replace(">;+u", ">;expires=0;+u")
                        .replace("CSeq: 1", "CSeq: 3"),
                wire.register(PHONE.value(), "c", 9, "Expires: 0").replace(">;+u", ">;cisco-keep-alive;+u"))) {
            SipResponse answer = ask(registrar, one);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(value(answer, "Expires")).isEqualTo("0");
            assertThat(answer.header("Contact")).isEmpty();
        }
        assertThat(registrar.contact(PHONE)).isPresent();
        assertThat(told).isEmpty();
        register(registrar, "c", 10, "Expires: 0");
        assertThat(next()).isEqualTo("-SEP020000AABBCC BY_PHONE");
    }

    @Test
    void holdsNoMoreThanItMay() throws Exception {
        Registrar registrar = registrar(device -> DeviceAdmission.Verdict.ADMITTED, builder -> builder.maxDevices(1));
        register(registrar, "c", 1);
        SipResponse full = ask(registrar, wire.register(OTHER.value(), "d", 1));
        assertThat(full.status()).isEqualTo(503);
        assertThat(value(full, "Retry-After")).isEqualTo("120");
        assertThat(ask(registrar, wire.register(OTHER.value(), "d", 2, "Expires: 0"))
                        .status())
                .isEqualTo(200);
        assertThat(register(registrar, "e", 1).status()).isEqualTo(200);
        assertThat(register(registrar, "f".repeat(RegisterRequest.MOST_CALL_ID), 1)
                        .status())
                .isEqualTo(200);
        assertThat(register(registrar, "f".repeat(RegisterRequest.MOST_CALL_ID + 1), 1)
                        .status())
                .isEqualTo(400);
        String longer = wire.register(PHONE.value(), "g", 1).replace("sip:line@", "sip:" + "l".repeat(512) + "@");
        assertThat(ask(registrar, longer).status()).isEqualTo(400);
        assertThatThrownBy(() ->
                        Registrar.builder(DeviceAdmission.of(PHONE::equals)).maxDevices(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** An answer repeats most of a request: what leaves no room for more is not looked at, and changes nothing. */
    @Test
    void dropsWhatCannotBeAnswered() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        String good = wire.register(PHONE.value(), "c", 1);
        String via = good.substring(good.indexOf("Via"), good.indexOf("From"));
        for (String hostile : List.of(
                good.replace(";branch", ";x=\"\u0001\";branch"),
                good.replace(";branch", ";x=" + "y".repeat(64_900 - good.length()) + ";branch"),
                good.replace(via, via.repeat(100)),
                good.replace("From", "X: y\r\n".repeat(185) + "From"))) {
            wire.send(registrar.address(), hostile);
        }
        SipResponse first = ask(registrar, wire.register(PHONE.value(), "d", 7));
        assertThat(value(first, "CSeq")).isEqualTo("7 REGISTER");
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
        String large = wire.register(PHONE.value(), "d", 8)
                .replace(
                        ";branch", ";x=" + "y".repeat((SipMessage.MAX_HEAD - 4_096) - good.length() - 100) + ";branch");
        assertThat(ask(registrar, large).status()).isEqualTo(200);
        assertThat(ask(registrar, large.replace("CSeq: 8", "CSeq: x").replace("d8", "d9"))
                        .status())
                .isEqualTo(400);
        assertThat(told).isEmpty();
    }

    private static final DigestUsers USERS = name -> Optional.ofNullable(Map.of(
                    "third", DigestUser.of(PHONE, DigestSecret.ofPassword("s3cret".toCharArray())),
                    "nobody", DigestUser.withoutDevice(DigestSecret.ofPassword("s3cret".toCharArray())),
                    "other", DigestUser.of(OTHER, DigestSecret.ofPassword("s3cret".toCharArray())))
            .get(name));

    private static String authorized(String request, SipResponse challenged, String user, String password, int count) {
        DigestChallenge challenge = DigestChallenge.decodeOrThrow(value(challenged, "WWW-Authenticate"));
        DigestCredentials credentials = DigestCredentials.answer(
                challenge,
                user,
                DigestSecret.ofPassword(password.toCharArray()),
                (SipRequest) SipMessage.decodeOrThrow(request.getBytes(StandardCharsets.UTF_8)),
                count,
                "0a4f113b");
        return request.replace("Contact:", "Authorization: " + credentials + "\r\nContact:");
    }

    /** A phone that names no device in its contact. */
    private String third(int cseq, String... headers) {
        return wire.register(PHONE.value(), "third", cseq, headers)
                .replaceFirst(";\\+u.sip!devicename.ccm.cisco.com=\"[A-Z0-9]+\"", "");
    }

    @Test
    void aThirdPartyPhoneIsKnownByItsDigestUser() throws Exception {
        assertThat(ask(registrar(builder -> builder), third(1)).status())
                .as("without digest")
                .isEqualTo(404);
        Registrar registrar = registrar(builder -> builder.digest("lab", USERS)
                .digestAlgorithms(List.of(DigestAlgorithm.SHA_512_256, DigestAlgorithm.MD5)));
        SipResponse challenged = ask(registrar, third(1));
        assertThat(challenged.status()).isEqualTo(401);
        assertThat(challenged.reason()).isEqualTo("Unauthorized");
        assertThat(challenged.headers("WWW-Authenticate")).hasSize(2);
        assertThat(ask(registrar, authorized(third(2), challenged, "third", "wrong", 1))
                        .status())
                .isEqualTo(401);
        assertThat(ask(registrar, authorized(third(3), challenged, "unknown", "s3cret", 1))
                        .status())
                .isEqualTo(401);
        assertThat(ask(registrar, authorized(third(4), challenged, "nobody", "s3cret", 1))
                        .status())
                .isEqualTo(404);
        assertThat(ask(
                                registrar,
                                authorized(
                                        third(4).replace("<sip:2222@127.0.0.1>\r\nCall", "<sip:al@h>\r\nCall"),
                                        challenged,
                                        "third",
                                        "s3cret",
                                        1))
                        .status())
                .as("no directory number")
                .isEqualTo(404);
        assertThat(told).isEmpty();
        SipResponse accepted = ask(registrar, authorized(third(5), challenged, "third", "s3cret", 2));
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
        assertThat(registrar.contact(PHONE)).isPresent();
        time.advance(Duration.ofSeconds(115));
        assertThat(ask(registrar, authorized(third(6), challenged, "third", "s3cret", 2))
                        .status())
                .as("a replay of the count")
                .isEqualTo(401);
        assertThat(ask(registrar, authorized(third(7), challenged, "third", "s3cret", 3))
                        .status())
                .isEqualTo(200);
        assertThat(ask(registrar, third(8, "Expires: 0")).status()).isEqualTo(401);
        time.advance(Duration.ofSeconds(100));
        assertThat(ask(registrar, authorized(third(9), challenged, "third", "s3cret", 4))
                        .status())
                .isEqualTo(200);
        time.advance(Duration.ofSeconds(100));
        SipResponse stale = ask(registrar, authorized(third(10), challenged, "third", "s3cret", 5));
        assertThat(value(stale, "WWW-Authenticate")).contains("stale=true");
        assertThat(ask(registrar, authorized(third(11, "Expires: 0"), stale, "third", "s3cret", 1))
                        .status())
                .isEqualTo(200);
        assertThat(next()).isEqualTo("-SEP020000AABBCC BY_PHONE");
    }

    @Test
    void nothingIsKeptOfAChallenge() throws Exception {
        Registrar registrar = registrar(builder -> builder.digest("lab", USERS));
        String first = value(ask(registrar, third(1)), "WWW-Authenticate");
        assertThat(value(ask(registrar, third(1)), "WWW-Authenticate"))
                .as("the same request is challenged anew")
                .startsWith("Digest ")
                .isNotEqualTo(first);
    }

    @Test
    void aPhoneThatNamesItsDeviceMayHaveToProveIt() throws Exception {
        Registrar strict = registrar(builder -> builder.digest("lab", USERS));
        SipResponse challenged = register(strict, "c", 1);
        assertThat(challenged.status()).isEqualTo(401);
        String again = wire.register(PHONE.value(), "c", 2);
        assertThat(ask(strict, authorized(again, challenged, "other", "s3cret", 1))
                        .status())
                .as("the user of another device")
                .isEqualTo(404);
        assertThat(ask(strict, authorized(again.replace("CSeq: 2", "CSeq: 3"), challenged, "third", "s3cret", 1))
                        .status())
                .isEqualTo(200);
        Registrar lenient = registrar(builder -> builder.digest("lab", new DigestUsers() {
            @Override
            public Optional<DigestUser> find(String name) {
                throw new IllegalStateException("planted");
            }

            @Override
            public boolean isDemandedOf(DeviceName device) {
                return false;
            }
        }));
        assertThat(register(lenient, "c", 1).status()).isEqualTo(200);
        SipResponse third = ask(lenient, third(1));
        assertThat(third.status()).isEqualTo(401);
        assertThat(ask(lenient, authorized(third(2), third, "third", "s3cret", 1))
                        .status())
                .as("the port fails")
                .isEqualTo(503);
    }
}
