package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.DigestChallenge;
import org.emcc.sip.message.DigestCredentials;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.testing.ManualTime;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class RegistrationFuzzTest {
    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final String HEAD = """
            Via: SIP/2.0/UDP 192.0.2.9:51778;branch=z9hG4bK7d20f1aa\r
            From: <sip:2222@192.0.2.1>;tag=020000aabbcc0014\r
            To: <sip:2222@192.0.2.1>\r
            Max-Forwards: 70\r
            """;

    private static final String REGISTER = "REGISTER sip:192.0.2.1 SIP/2.0\r\n" + HEAD + """
            Call-ID: 020000aa-bbcc0003-1f2e3d4c-6a5b4c3d@192.0.2.9\r
            CSeq: 101 REGISTER\r
            Contact: <sip:7c0e5a2e@192.0.2.9:51778;transport=tcp>;+sip.instance="<urn:uuid:0>";expires=90\
            ;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC";+u.sip!model.ccm.cisco.com="621"\r
            Supported: replaces,X-cisco-sis-7.0.0\r
            Reason: SIP;cause=200;text="cisco-alarm:23 Name=SEP020000AABBCC Load=a Last=reset-restart"\r
            Expires: 3600\r
            """;

    private static final String REFER = "REFER sip:192.0.2.1 SIP/2.0\r\n" + HEAD + """
            Call-ID: 1@192.0.2.9\r
            CSeq: 1000 REFER\r
            Require: norefersub\r
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] message(String head, String type, String body) {
        String typed = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
        return bytes(head + typed + "Content-Length: " + bytes(body).length + "\r\n\r\n" + body);
    }

    /** The answer that a third-party phone gives to a challenge of this registrar. */
    private static String authorization(Registrar registrar) {
        SipRequest plain = (SipRequest) SipMessage.decodeOrThrow(message(THIRD, "", ""));
        SipResponse challenged = answer(registrar, plain).orElseThrow();
        assertThat(challenged.status()).isEqualTo(401);
        DigestChallenge challenge = DigestChallenge.decodeOrThrow(
                challenged.header("WWW-Authenticate").orElseThrow().value());
        return DigestCredentials.answer(
                        challenge, "third", DigestSecret.ofPassword("p".toCharArray()), plain, 1, "0a4f113b")
                .toString();
    }

    private static final String THIRD = REGISTER.replace(";+u.sip!devicename.ccm.cisco.com=\"SEP020000AABBCC\"", "");

    private record Seed(String head, String type, String body) {
        /** Wounds one half only, so that the body has the length that the head says. */
        byte[] mutated(RandomGenerator random) {
            boolean inBody = !body.isEmpty() && random.nextBoolean();
            String wounded =
                    new String(Mutator.mutate(bytes(inBody ? body : head), random), StandardCharsets.ISO_8859_1);
            byte[] content = inBody ? wounded.getBytes(StandardCharsets.ISO_8859_1) : bytes(body);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(inBody ? bytes(head) : wounded.getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(bytes((type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: "
                    + content.length + "\r\n\r\n"));
            out.writeBytes(content);
            return out.toByteArray();
        }
    }

    private static List<Seed> seeds(Registrar registrar) {
        return List.of(
                new Seed(
                        REGISTER,
                        RemoteControl.MULTIPART.toString(),
                        new String(RemoteControl.bulkRegister(), StandardCharsets.UTF_8)),
                new Seed(THIRD + "Authorization: " + authorization(registrar) + "\r\n", "", ""),
                new Seed(
                        REFER + "Refer-To: <urn:X-cisco-remotecc:token-registration>\r\nContact: <sip:x@h>\r\n",
                        "",
                        ""),
                new Seed(
                        REFER + "Refer-To: cid:1@h\r\nContent-Id: <1@h>\r\n",
                        "application/x-cisco-alarm+xml",
                        PhoneAlarmTest.DOCUMENT));
    }

    private static Optional<SipResponse> answer(Registrar registrar, SipRequest request) {
        Endpoint.Answer answer = registrar.handle(request, FakeFlow.UDP);
        answer.afterwards().run();
        return Optional.ofNullable(answer.response());
    }

    /** Bytes that came from anywhere make a registrar answer or be silent, and its answer can be read. */
    @Test
    void aRegistrarAnswersOrIsSilent() {
        ManualTime time = new ManualTime();
        Map<Integer, Integer> met = new TreeMap<>();
        Set<DeviceName> told = new HashSet<>();
        DigestUsers users = new DigestUsers() {
            @Override
            public Optional<DigestUser> find(String name) {
                return name.equals("third")
                        ? Optional.of(DigestUser.of(DEVICE, DigestSecret.ofPassword("p".toCharArray())))
                        : Optional.empty();
            }

            @Override
            public boolean isDemandedOf(DeviceName device) {
                return false;
            }
        };
        try (Registrar registrar = Registrar.builder(DeviceAdmission.of(DEVICE::equals))
                .clock(time.clock())
                .scheduler(time)
                .random(new Random(1))
                .digest("lab", users)
                .options(PhoneOptions.OF_PHONES)
                .listener(new RegistrationListener() {
                    @Override
                    public void registered(DeviceName device, InetSocketAddress contact) {
                        told.add(device);
                    }

                    @Override
                    public void unregistered(DeviceName device, UnregisterReason reason) {
                        told.remove(device);
                    }
                })
                .start(LOCAL)) {
            List<Seed> seeds = seeds(registrar);
            for (int i = 0; i < Seeds.cases(100_000); i++) {
                RandomGenerator random = Seeds.random(Seeds.seed(), i);
                byte[] input = seeds.get(i % seeds.size()).mutated(random);
                if (!(SipMessage.decode(input).value().orElse(null) instanceof SipRequest request)
                        || !SipResponse.canAnswer(request)) {
                    continue;
                }
                try {
                    Optional<SipResponse> response = answer(registrar, request);
                    met.merge(response.map(SipResponse::status).orElse(0), 1, Integer::sum);
                    assertThat(registrar.contact(DEVICE).isPresent()).isEqualTo(told.contains(DEVICE));
                    response.ifPresent(one ->
                            assertThat(SipMessage.decodeOrThrow(one.encode())).isEqualTo(one));
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + Seeds.seed() + ", case " + i + ": " + e, e);
                }
            }
            System.out.println("Registrar under fuzz: " + met);
            assertThat(met).containsKeys(200, 202, 400, 401, 404, 500);
            registrar
                    .contact(DEVICE)
                    .ifPresent(contact -> assertThat(contact.isUnresolved()).isFalse());
        }
    }

    @Test
    void bodiesAreReadOrRefused() {
        List<byte[]> seeds = new ArrayList<>(List.of(
                bytes(PhoneAlarmTest.DOCUMENT),
                new ServiceControl(ServiceAction.RESET, "c@h", VersionStamps.STALE).encode(),
                new RemoteControl.Response(200, PhoneOptions.OF_PHONES).encode()));
        int read = 0;
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] input = Mutator.mutate(seeds.get(i % seeds.size()), random);
            try {
                read += bodies(input);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i + ": " + e, e);
            }
        }
        assertThat(read).as("bodies that could be read").isGreaterThan(Seeds.cases(100_000) / 10);
    }

    private static int bodies(byte[] input) {
        int read = 0;
        Decoded<PhoneAlarm> alarm = PhoneAlarm.decode(input);
        if (alarm.value().isPresent()) {
            assertThat(PhoneAlarm.decodeOrThrow(alarm.value().get().encode()))
                    .isEqualTo(alarm.value().get());
            read++;
        }
        Optional<ServiceControl> control = ServiceControl.decode(input);
        if (control.isPresent()) {
            assertThat(ServiceControl.decode(control.get().encode())).isEqualTo(control);
            read++;
        }
        SipResponse response = SipResponse.builder(200, "OK")
                .body(RemoteControl.RESPONSE, input)
                .build();
        Optional<RemoteControl.Response> options = RemoteControl.Response.of(response);
        if (options.isPresent()) {
            SipResponse again = SipResponse.builder(200, "OK")
                    .body(RemoteControl.RESPONSE, options.get().encode())
                    .build();
            assertThat(RemoteControl.Response.of(again)).isEqualTo(options);
            read++;
        }
        return read;
    }

    /** Whatever stands in a contact, only its lifetime changes. */
    @Test
    void aGrantedContactIsTheSameBesides() {
        String sample = "\"a;expires=1\" <sip:l@h;expires=2>;x=\"\\\";expires=3\";expires=4;video;expires=5";
        int changed = 0;
        for (int i = 0; i < Seeds.cases(50_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] line = Mutator.mutate(bytes(sample), random);
            byte[] request = bytes(
                    "REGISTER sip:h SIP/2.0\r\nContact: " + new String(line, StandardCharsets.UTF_8) + "\r\n\r\n");
            Optional<SipMessage> message = SipMessage.decode(request).value();
            if (message.isEmpty()
                    || message.get()
                            .contacts()
                            .value()
                            .filter(all -> all.size() == 1)
                            .isEmpty()
                    || message.get()
                            .header("Contact")
                            .orElseThrow()
                            .value()
                            .chars()
                            .anyMatch(Character::isISOControl)) {
                continue;
            }
            SipHeader before = message.get().header("Contact").orElseThrow();
            SipHeader after = Answers.granted(before, java.time.Duration.ofSeconds(77));
            var was = message.get().contacts().value().orElseThrow().get(0);
            var is = org.emcc.sip.message.NameAddress.decodeOrThrow(after.value());
            assertThat(is.uri()).as("seed %d, case %d", Seeds.seed(), i).isEqualTo(was.uri());
            assertThat(is.parameters().names()).hasSameSizeAs(was.parameters().names());
            assertThat(is.parameters().value("x")).isEqualTo(was.parameters().value("x"));
            if (was.parameters()
                    .value("expires")
                    .filter(text -> text.matches("[0-9]+"))
                    .isPresent()) {
                assertThat(is.parameters().value("expires"))
                        .as("seed %d, case %d: %s", Seeds.seed(), i, after)
                        .contains("77");
                changed++;
            }
        }
        assertThat(changed).isGreaterThan(Seeds.cases(50_000) / 20);
    }
}
