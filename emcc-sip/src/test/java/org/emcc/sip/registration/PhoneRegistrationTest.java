package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.DigestChallenge;
import org.emcc.sip.message.DigestCredentials;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The phone's side on the wire, with the nodes played by the test. */
class PhoneRegistrationTest {
    private static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");
    private static final DigestSecret SECRET = DigestSecret.ofPassword("planted-secret".toCharArray());

    private final ManualTime time = new ManualTime();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<PhoneRegistration> phones = new ArrayList<>();
    private Wire primary;
    private Wire secondary;

    @BeforeEach
    void open() throws Exception {
        primary = wire();
        secondary = wire();
    }

    @AfterEach
    void close() {
        phones.forEach(PhoneRegistration::close);
        primary.close();
        secondary.close();
    }

    final Wire primary() {
        return primary;
    }

    final Wire secondary() {
        return secondary;
    }

    final ManualTime time() {
        return time;
    }

    SipTransport transport() {
        return SipTransport.udp();
    }

    Wire wire() throws Exception {
        return new Wire();
    }

    /** After a connection was closed, the next one is taken. */
    void hangUp(Wire wire) throws Exception {
        throw new AssertionError("there is no connection");
    }

    SipRequest request(Wire wire) throws Exception {
        while (true) {
            try {
                return wire.request();
            } catch (EOFException e) {
                hangUp(wire);
            }
        }
    }

    /** Waits until the phone has taken what was sent to it, which tells nothing else. */
    static void taken(Wire wire) throws Exception {
        wire.ask("OPTIONS");
        assertThat(wire.response().status()).isEqualTo(405);
    }

    PhoneRegistration.Builder builder() {
        return PhoneRegistration.builder(PHONE, "2222")
                .transport(transport())
                .clock(time.clock())
                .scheduler(time)
                .random(new Random(2))
                .listener(new PhoneListener() {
                    @Override
                    public void registered(PhoneNode node, RegistrationOutcome.Registered outcome) {
                        heard.add("registered " + node.rank());
                    }

                    @Override
                    public void registrationLost(RegistrationOutcome outcome) {
                        heard.add("lost " + outcome.kind());
                    }

                    @Override
                    public void timeTold(Instant told) {
                        heard.add("time " + told);
                    }
                });
    }

    PhoneRegistration started(PhoneRegistration.Builder builder) {
        PhoneRegistration phone = builder.start();
        phones.add(phone);
        time.waitsFor(phone::idle);
        return phone;
    }

    List<PhoneNode> nodes() {
        return PhoneNode.list(List.of(at(primary), at(secondary)), List.of());
    }

    private static ServiceAddress at(Wire wire) {
        return ServiceAddress.of("127.0.0.1", wire.port());
    }

    private static String value(SipMessage message, String name) {
        return message.header(name).map(SipHeader::value).orElse("(none)");
    }

    private static String contact(SipRequest request) {
        return "Contact: " + value(request, "Contact");
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    String next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    /** Goes through what the phone sent until a method comes, answering the rest 200 without a binding. */
    private SipRequest until(Wire wire, String method, String expires) throws Exception {
        while (true) {
            SipRequest request = request(wire);
            if (request.method().equals(method) && value(request, "Expires").equals(expires)) {
                return request;
            }
            wire.answer(request, 200, "Expires: 0");
        }
    }

    @Test
    void goesToTheOtherNodeAndBack() throws Exception {
        PhoneRegistration phone = started(builder().times(PhoneTimes.STANDARD.withKeepAlive(Duration.ofMinutes(1))));
        CompletableFuture<RegistrationOutcome> outcome = phone.register(nodes(), CiscoAlarm.RESET_RESTART);
        SipRequest refused = request(primary);
        primary.answer(refused, 503);
        SipRequest first = request(secondary);
        assertThat(value(first, "CSeq")).isEqualTo("101 REGISTER");
        assertThat(value(first, "Call-ID")).isNotEqualTo(value(refused, "Call-ID"));
        assertThat(value(first, "Reason")).contains("cisco-alarm:24 Name=SEP020000AABBCC");
        secondary.answer(first, 200, "Expires: 120", contact(first), "Date: Mon, 23 Nov 2026 09:10:11 GMT");
        assertThat(get(outcome)).isEqualTo(new RegistrationOutcome.Registered(Duration.ofMinutes(2), false));
        assertThat(next()).isEqualTo("time 2026-11-23T09:10:11Z");
        assertThat(next()).isEqualTo("registered SECONDARY");
        assertThat(phone.roles().values()).containsExactly(NodeRole.FALLBACK, NodeRole.ACTIVE);
        InetSocketAddress here = phone.address();
        assertThat(value(first, "Contact")).contains("@127.0.0.1:" + here.getPort() + ";transport=");

        SipRequest look = request(primary);
        assertThat(value(look, "Expires")).isEqualTo("0");
        assertThat(value(look, "Contact")).endsWith(";cisco-keep-alive;expires=0");
        assertThat(value(look, "Reason")).isEqualTo("(none)");
        assertThat(look.body()).isEmpty();
        primary.answer(look, 200, "Expires: 0", "Date: Mon, 23 Nov 2020 00:00:00 GMT");
        taken(primary);
        time.advance(Duration.ofMinutes(1));
        SipRequest second = request(primary);
        assertThat(value(second, "CSeq")).isEqualTo("102 REGISTER");
        assertThat(value(second, "Call-ID")).isEqualTo(value(look, "Call-ID"));
        primary.answer(second, 200, "Expires: 0");
        taken(primary);
        time.advance(Duration.ofSeconds(55));
        SipRequest refresh = request(secondary);
        assertThat(value(refresh, "CSeq")).isEqualTo("102 REGISTER");
        secondary.answer(refresh, 200, "Expires: 120", contact(refresh));
        taken(secondary);
        time.advance(Duration.ofSeconds(5));
        primary.answer(request(primary), 200, "Expires: 0");

        SipRequest token = request(primary);
        assertThat(token.method()).isEqualTo("REFER");
        assertThat(value(token, "Refer-To")).isEqualTo("<urn:X-cisco-remotecc:token-registration>");
        primary.answer(token, 202);
        SipRequest leave = request(secondary);
        assertThat(value(leave, "Expires")).isEqualTo("0");
        assertThat(value(leave, "CSeq")).isEqualTo("103 REGISTER");
        assertThat(value(leave, "Contact")).isEqualTo(value(first, "Contact"));
        assertThat(value(leave, "Call-ID")).isEqualTo(value(first, "Call-ID"));
        assertThat(value(leave, "Reason")).isEqualTo("(none)");
        assertThat(phone.phase()).isEqualTo(PhoneRegistration.Phase.UNREGISTERING);
        secondary.answer(leave, 200, "Expires: 0");
        SipRequest back = request(primary);
        assertThat(value(back, "Reason")).contains("cisco-alarm:18 ").contains(" Last=fallback");
        primary.answer(back, 200, "Expires: 120", contact(back) + ";x-cisco-newreg");
        assertThat(next()).isEqualTo("registered PRIMARY");
        assertThat(phone.roles().values()).containsExactly(NodeRole.ACTIVE, NodeRole.STANDBY);
        assertThat(heard).isEmpty();
    }

    @Test
    void aSilentNodeIsLeftAfterThirtyTwoSeconds() throws Exception {
        PhoneRegistration phone = started(builder());
        CompletableFuture<RegistrationOutcome> outcome = phone.register(nodes());
        assertThat(value(request(primary), "Reason")).contains("cisco-alarm:25 ");
        time.advance(Duration.ofSeconds(32));
        SipRequest first = request(secondary);
        assertThat(value(first, "Reason")).as("it never was registered").contains("cisco-alarm:25 ");
        secondary.answer(first, 100);
        secondary.answer(first, 200, "Expires: 120", contact(first));
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        primary.answer(until(primary, "REGISTER", "0"), 200, "Expires: 0");
        taken(primary);
        time.advance(Duration.ofSeconds(115));
        secondary.answer(until(secondary, "REGISTER", "3600"), 404);
        assertThat(next()).isEqualTo("registered SECONDARY");
        assertThat(next()).isEqualTo("lost REJECTED");
        SipRequest again = until(primary, "REGISTER", "3600");
        assertThat(value(again, "Reason")).contains("cisco-alarm:24 ");
        assertThat(again.body()).isNotEmpty();
    }

    @Test
    void whatIsTakenBackIsNotSentAgain() throws Exception {
        PhoneRegistration phone = started(builder());
        CompletableFuture<RegistrationOutcome> first = phone.register(at(primary), CiscoAlarm.INITIALIZED);
        request(primary);
        CompletableFuture<RegistrationOutcome> second = phone.register(at(secondary), CiscoAlarm.INITIALIZED);
        SipRequest register = request(secondary);
        assertThat(get(first).kind()).isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
        time.advance(Duration.ofSeconds(20));
        taken(primary);
        secondary.answer(register, 200, "Expires: 120", contact(register));
        assertThat(get(second).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
    }

    /** Sip 4.3: a registrar may add parameters; and RFC 3261 10.3: it may shorten what was asked, and no more. */
    @Test
    void theContactOfAnAnswerMayHaveMoreThanWasAskedFor() throws Exception {
        PhoneRegistration phone = started(builder());
        CompletableFuture<RegistrationOutcome> outcome = phone.register(at(primary), CiscoAlarm.INITIALIZED);
        SipRequest first = request(primary);
        String added = ";+u.sip!serverid.ccm.cisco.com=\"a;b\";flag;expires=4294967295;x-cisco-newreg";
        primary.answer(first, 200, "Expires: 60", contact(first) + added);
        assertThat(get(outcome)).isEqualTo(new RegistrationOutcome.Registered(Duration.ofHours(1), true));
    }

    /** A name service that does not answer holds up what needs it, and nothing else. */
    @Test
    void aNameIsLookedUpBesides() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        PhoneRegistration phone = builder()
                .names(host -> {
                    assertThat(host).isEqualTo("slow.example");
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Optional.of(InetAddress.getLoopbackAddress());
                })
                .start();
        phones.add(phone);
        List<PhoneNode> named =
                PhoneNode.list(List.of(at(primary), ServiceAddress.of("slow.example", secondary.port())), List.of());
        CompletableFuture<RegistrationOutcome> outcome = phone.register(named);
        SipRequest first = request(primary);
        primary.answer(first, 200, "Expires: 20", contact(first));
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        taken(primary);
        time.advance(Duration.ofSeconds(15));
        SipRequest refresh = request(primary);
        assertThat(value(refresh, "CSeq")).isEqualTo("102 REGISTER");
        primary.answer(refresh, 200, "Expires: 20", contact(refresh));
        answers.countDown();
        SipRequest look = request(secondary);
        assertThat(value(look, "Expires")).isEqualTo("0");
        assertThat(look.uri().value()).map(Object::toString).contains("sip:slow.example:" + secondary.port());
    }

    @Test
    void goesOnWhenANameServiceNeverAnswers() throws Exception {
        PhoneRegistration phone = builder()
                .names(host -> new CompletableFuture<Optional<InetAddress>>().join())
                .start();
        phones.add(phone);
        CompletableFuture<RegistrationOutcome> alone =
                phone.register(ServiceAddress.of("silent.example", secondary.port()), CiscoAlarm.INITIALIZED);
        time.advance(Duration.ofSeconds(32));
        assertThat(get(alone).kind()).isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
        CompletableFuture<RegistrationOutcome> outcome = phone.register(
                PhoneNode.list(List.of(ServiceAddress.of("silent.example", secondary.port()), at(primary)), List.of()));
        time.advance(Duration.ofSeconds(32));
        SipRequest register = request(primary);
        primary.answer(register, 200, "Expires: 120", contact(register));
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
    }

    /** What was begun while a name was looked up, and is over by then, is not sent. */
    @Test
    void whatIsOverWhenTheNameIsFoundIsNotSent() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        PhoneRegistration phone = builder()
                .names(host -> {
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Optional.of(InetAddress.getLoopbackAddress());
                })
                .alarms(List.of(new PhoneAlarm("A", List.of())))
                .start();
        phones.add(phone);
        assertThat(phone.register(ServiceAddress.of("slow.example", primary.port()), CiscoAlarm.INITIALIZED))
                .isNotDone();
        CompletableFuture<RegistrationOutcome> second = phone.register(at(secondary), CiscoAlarm.INITIALIZED);
        assertThat(request(secondary).method()).isEqualTo("REFER");
        SipRequest register = request(secondary);
        answers.countDown();
        CompletableFuture<RegistrationOutcome> third =
                phone.register(ServiceAddress.of("slow.example", primary.port()), CiscoAlarm.INITIALIZED);
        assertThat(get(second).kind()).isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
        assertThat(register.method()).isEqualTo("REGISTER");
        assertThat(request(primary).method()).isEqualTo("REFER");
        assertThat(request(primary).method()).isEqualTo("REGISTER");
        taken(primary);
        assertThat(third).as("nothing of the first came").isNotDone();
    }

    @Test
    void aPhoneAtLoopbackSaysThatItReachesNobodyElse() throws Exception {
        PhoneRegistration phone = started(builder());
        assertThat(get(phone.register(ServiceAddress.of("192.0.2.1"), CiscoAlarm.INITIALIZED)))
                .isEqualTo(new RegistrationOutcome.NoAnswer(
                        "The phone is at a loopback address, as nobody set another one,"
                                + " and cannot reach 192.0.2.1 from there."));
    }

    @Test
    void offersWhatItIsTold() throws Exception {
        PhoneOptions few = PhoneOptions.of(PhoneOptions.Option.of("joinreq"), PhoneOptions.Option.of("bfcp"));
        PhoneRegistration phone = started(builder().options(few));
        assertThat(phone.register(at(primary), CiscoAlarm.INITIALIZED)).isNotDone();
        assertThat(RemoteControl.asked(request(primary)).offered()).isEqualTo(few);
    }

    /** What a challenge says is given back; one whose answer has no place in a request is none. */
    @Test
    void aChallengeThatCannotBeAnsweredIsARefusal() throws Exception {
        PhoneRegistration phone = started(builder().credentials("alice", SECRET));
        String nonce = "n".repeat(40_000);
        for (String opaque : List.of("o", "o".repeat(20_000))) {
            CompletableFuture<RegistrationOutcome> outcome = phone.register(at(primary), CiscoAlarm.INITIALIZED);
            primary.answer(
                    request(primary),
                    401,
                    "WWW-Authenticate: Digest realm=\"r\", nonce=\"" + nonce + "\", opaque=\"" + opaque + "\"");
            assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REJECTED);
        }
    }

    @Test
    void readsWhatTheRegistrarUses() throws Exception {
        PhoneRegistration phone = started(builder());
        CompletableFuture<RegistrationOutcome> outcome = phone.register(at(primary), CiscoAlarm.INITIALIZED);
        SipRequest first = request(primary);
        String body = "<x-cisco-remotecc-response><response><code>200</code><optionsind>"
                + "<combine max=\"3\"><remotecc><status/></remotecc></combine><sing tune=\"1\"/></optionsind>"
                + "</response></x-cisco-remotecc-response>";
        primary.answerWithBody(
                first,
                200,
                body,
                "Expires: 120",
                contact(first),
                "Content-Type: application/x-cisco-remotecc-response+xml");
        assertThat(get(outcome)).isInstanceOfSatisfying(RegistrationOutcome.Registered.class, registered -> {
            assertThat(registered.options().options())
                    .extracting(PhoneOptions.Option::name)
                    .containsExactly("combine", "sing");
            assertThat(registered.options().options().get(0).most()).hasValue(3);
        });
        assertThat(get(phone.unregister(CiscoAlarm.PHONE_KEYPAD)
                                .copy()
                                .completeOnTimeout(new RegistrationOutcome.NoAnswer("not yet"), 0, TimeUnit.SECONDS))
                        .kind())
                .isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
        SipRequest leave = request(primary);
        primary.answer(leave, 200);
    }

    /** Sip 4.1 and 4.8. */
    @Test
    void sendsItsAlarmsFirstAndDoesNotWait() throws Exception {
        List<PhoneAlarm> alarms = new ArrayList<>();
        for (String server : List.of("vc-pub.example", "hc-pub.example")) {
            alarms.add(new PhoneAlarm(
                    PhoneAlarm.TRUST_LISTS,
                    List.of(
                            PhoneAlarm.Parameter.of(PhoneAlarm.DEVICE_NAME, PHONE.value()),
                            PhoneAlarm.Parameter.of(PhoneAlarm.ITL_TFTP_SERVER, server))));
        }
        PhoneRegistration phone = started(builder().alarms(alarms));
        CompletableFuture<RegistrationOutcome> outcome = phone.register(at(primary), CiscoAlarm.RESET_RESTART);
        List<SipRequest> refers = List.of(request(primary), request(primary));
        SipRequest register = request(primary);
        assertThat(register.method()).isEqualTo("REGISTER");
        for (int i = 0; i < 2; i++) {
            SipRequest refer = refers.get(i);
            assertThat(refer.method()).isEqualTo("REFER");
            assertThat(value(refer, "CSeq")).isEqualTo("1000 REFER");
            assertThat(value(refer, "Require")).isEqualTo("norefersub");
            assertThat(value(refer, "Expires")).isEqualTo("10");
            assertThat(value(refer, "Content-Type")).isEqualTo("application/x-cisco-alarm+xml");
            assertThat(value(refer, "Content-Disposition")).isEqualTo("session;handling=required");
            String id = value(refer, "Refer-To").replaceFirst("^cid:", "");
            assertThat(value(refer, "Content-Id")).isEqualTo("<" + id + ">").endsWith("@127.0.0.1>");
            assertThat(PhoneAlarm.decodeOrThrow(refer.body())).isEqualTo(alarms.get(i));
        }
        primary.answer(register, 100);
        primary.answer(refers.get(1), 202);
        primary.answer(register, 200, "Expires: 120", contact(register));
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        primary.answer(refers.get(0), 202);
        taken(primary);
        time.advance(Duration.ofSeconds(40));
        assertThat(phone.phase()).isEqualTo(PhoneRegistration.Phase.REGISTERED);
    }

    @Test
    void answersAChallengeAndItsRefreshesBringTheirsAlong() throws Exception {
        PhoneRegistration phone = started(builder().credentials("alice", SECRET));
        CompletableFuture<RegistrationOutcome> outcome = phone.register(at(primary), CiscoAlarm.INITIALIZED);
        DigestChallenge sha = DigestChallenge.builder("emcc.example", "n1", DigestAlgorithm.SHA_256)
                .auth()
                .build();
        DigestChallenge md5 = DigestChallenge.builder("emcc.example", "n2", DigestAlgorithm.MD5)
                .auth()
                .build();
        SipRequest bare = request(primary);
        assertThat(value(bare, "Authorization")).isEqualTo("(none)");
        primary.answer(bare, 401, "WWW-Authenticate: " + md5, "WWW-Authenticate: " + sha);
        SipRequest proved = request(primary);
        assertThat(value(proved, "CSeq")).isEqualTo("102 REGISTER");
        assertThat(value(proved, "Call-ID")).isEqualTo(value(bare, "Call-ID"));
        assertThat(value(proved, "Via")).isNotEqualTo(value(bare, "Via"));
        assertThat(value(proved, "Reason")).isEqualTo(value(bare, "Reason"));
        assertThat(proved.body()).isEqualTo(bare.body());
        assertThat(check(proved, sha)).isEqualTo(DigestCredentials.Outcome.RIGHT);
        primary.answer(proved, 200, "Expires: 120", contact(proved));
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);

        time.advance(Duration.ofSeconds(115));
        SipRequest refresh = request(primary);
        assertThat(value(refresh, "CSeq")).isEqualTo("103 REGISTER");
        assertThat(check(refresh, sha)).isEqualTo(DigestCredentials.Outcome.RIGHT);
        assertThat(DigestCredentials.decodeOrThrow(value(refresh, "Authorization"))
                        .count())
                .isEqualTo(2);
        primary.answer(
                refresh,
                401,
                "WWW-Authenticate: "
                        + DigestChallenge.builder("emcc.example", "n3", DigestAlgorithm.SHA_256)
                                .auth()
                                .stale()
                                .build());
        SipRequest renewed = request(primary);
        assertThat(value(renewed, "CSeq")).isEqualTo("104 REGISTER");
        assertThat(value(renewed, "Authorization")).contains("nonce=\"n3\"").doesNotContain("planted-secret");
        primary.answer(renewed, 200, "Expires: 120", contact(renewed));
        taken(primary);
        time.advance(Duration.ofSeconds(115));
        assertThat(value(request(primary), "CSeq")).isEqualTo("105 REGISTER");
        assertThat(phone.phase()).isEqualTo(PhoneRegistration.Phase.REGISTERED);
    }

    private static DigestCredentials.Outcome check(SipRequest request, DigestChallenge challenge) {
        return DigestCredentials.decodeOrThrow(value(request, "Authorization"))
                .check(challenge, "alice", SECRET, request);
    }

    @Test
    void aChallengeIsARefusalForWhoCannotAnswer() throws Exception {
        DigestChallenge challenge = DigestChallenge.builder("emcc.example", "n", DigestAlgorithm.MD5)
                .build();
        PhoneRegistration nobody = started(builder());
        CompletableFuture<RegistrationOutcome> outcome = nobody.register(at(primary), CiscoAlarm.INITIALIZED);
        primary.answer(request(primary), 401, "WWW-Authenticate: " + challenge);
        assertThat(get(outcome)).isEqualTo(new RegistrationOutcome.Rejected(401, "Answer"));

        PhoneRegistration wrong = started(builder().credentials("mallory", SECRET));
        outcome = wrong.register(at(secondary), CiscoAlarm.INITIALIZED);
        secondary.answer(request(secondary), 401, "WWW-Authenticate: " + challenge);
        secondary.answer(
                request(secondary),
                401,
                "WWW-Authenticate: "
                        + DigestChallenge.builder("emcc.example", "m", DigestAlgorithm.MD5)
                                .build());
        assertThat(get(outcome)).isEqualTo(new RegistrationOutcome.Rejected(401, "Answer"));
    }

    /** Sip 4.4. */
    @Test
    void aThirdPartyPhoneSaysNothingOfTheVendor() throws Exception {
        PhoneRegistration phone = started(
                builder().thirdParty().credentials("alice", SECRET).alarms(List.of(new PhoneAlarm("A", List.of()))));
        CompletableFuture<RegistrationOutcome> outcome = phone.register(nodes(), CiscoAlarm.RESET_RESTART);
        SipRequest first = request(primary);
        assertThat(first.method()).isEqualTo("REGISTER");
        assertThat(new String(first.encode(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContainIgnoringCase("cisco")
                .doesNotContain("SEP", "sip.instance", "Session-ID", "Reason");
        assertThat(first.body()).isEmpty();
        assertThat(value(first, "Contact")).startsWith("<sip:2222@127.0.0.1:");
        primary.answer(first, 200, "Expires: 120", contact(first));
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        assertThat(phone.roles().values()).containsExactly(NodeRole.ACTIVE, NodeRole.UNUSED);
        assertThatThrownBy(() ->
                        PhoneRegistration.builder(PHONE, "alice").thirdParty().start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 50 digits");
    }

    @Test
    void aNameWithoutAnAddressIsLikeSilence() throws Exception {
        PhoneRegistration phone = started(builder());
        CompletableFuture<RegistrationOutcome> outcome = phone.register(
                PhoneNode.list(List.of(ServiceAddress.of("nobody.invalid"), at(secondary)), List.of()),
                CiscoAlarm.RESET_RESTART);
        SipRequest first = request(secondary);
        assertThat(value(first, "Reason")).contains("cisco-alarm:23 ");
        secondary.answer(first, 200, "Expires: 120", contact(first));
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        phone.close();
        assertThat(time.waiting()).isZero();
        assertThat(phone.phase()).isEqualTo(PhoneRegistration.Phase.IDLE);
    }

    private static final Duration SOON = Duration.ofSeconds(20);

    private final BlockingQueue<String> clusters = new LinkedBlockingQueue<>();

    private Registrar registrar(String name, int port) {
        Registrar registrar = Registrar.builder(DeviceAdmission.of(PHONE::equals))
                .transport(transport())
                .keepAlive(SOON)
                .clock(time.clock())
                .scheduler(time)
                .listener(new RegistrationListener() {
                    @Override
                    public void registered(DeviceName device, InetSocketAddress contact) {
                        clusters.add(name + " has it");
                    }

                    @Override
                    public void unregistered(DeviceName device, UnregisterReason reason) {
                        clusters.add(name + " lost it: " + reason);
                    }

                    @Override
                    public void unregisteredBefore(DeviceName device, CiscoAlarm alarm) {
                        clusters.add(name + " hears " + alarm.last());
                    }

                    @Override
                    public void alarm(DeviceName device, PhoneAlarm alarm) {
                        clusters.add(name + " hears of " + alarm.name());
                    }
                })
                .start(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port));
        time.waitsFor(registrar::idle);
        return registrar;
    }

    /** Both sides are our own, so that what comes needs no more time than there is. */
    private void hears(String... expected) throws InterruptedException {
        for (String one : expected) {
            assertThat(clusters.poll(20, TimeUnit.SECONDS)).matches(one);
        }
    }

    /** Lets time pass until somebody hears something; what is under way is at its end before more of it passes. */
    private void untilSomebodyHears(Registrar back, Registrar holding) throws Exception {
        for (int i = 0; clusters.isEmpty() && i < 30; i++) {
            try (Wire probe = wire()) {
                probe.send(back.address(), probe.register("SEP020000AABBDD", "probe" + i, 1));
                assertThat(probe.response().status()).isEqualTo(404);
            }
            get(holding.reset(PHONE, ResetKind.RESTART));
            if (clusters.isEmpty()) {
                time.advance(SOON);
            }
        }
    }

    /** From the moment the first node is gone until the other one is asked. */
    void notice() throws Exception {
        time.advance(Duration.ofSeconds(15));
        time.advance(Duration.ofSeconds(32));
    }

    @Test
    void movesBetweenTwoRegistrarsOfOurOwn() throws Exception {
        PhoneAlarm alarm = new PhoneAlarm(
                PhoneAlarm.TRUST_LISTS, List.of(PhoneAlarm.Parameter.of(PhoneAlarm.DEVICE_NAME, PHONE.value())));
        Registrar first = registrar("A", 0);
        int port = first.address().getPort();
        try (Registrar second = registrar("B", 0)) {
            List<PhoneNode> nodes = PhoneNode.list(
                    List.of(
                            ServiceAddress.of("127.0.0.1", port),
                            ServiceAddress.of("127.0.0.1", second.address().getPort())),
                    List.of());
            PhoneRegistration phone = started(builder()
                    .alarms(List.of(alarm))
                    .times(PhoneTimes.STANDARD.withKeepAlive(SOON).withMonitor(SOON)));
            assertThat(get(phone.register(nodes, CiscoAlarm.RESET_RESTART)))
                    .isInstanceOfSatisfying(
                            RegistrationOutcome.Registered.class,
                            registered ->
                                    assertThat(registered.newRegistration()).isTrue());
            hears("A hears of DeviceTLInfo", "A has it", "A hears reset-restart");
            assertThat(next()).startsWith("time ");
            assertThat(next()).isEqualTo("registered PRIMARY");
            first.close();
            notice();
            hears("B hears of DeviceTLInfo", "B has it", "B hears (registration-timeout|cm-closed-tcp)");
            try (Registrar again = registrar("A", port)) {
                untilSomebodyHears(again, second);
                List<String> both = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    both.add(clusters.poll(20, TimeUnit.SECONDS));
                }
                assertThat(both)
                        .as("each registrar tells after it has answered")
                        .containsExactlyInAnyOrder(
                                "B lost it: BY_PHONE", "A hears of DeviceTLInfo", "A has it", "A hears fallback");
                assertThat(again.contact(PHONE)).isPresent();
                assertThat(second.contact(PHONE)).isEmpty();
                assertThat(get(again.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.Accepted());
            }
        }
    }
}
