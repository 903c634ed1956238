package org.emcc.sip.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.location.GeolocationDevice;
import org.emcc.sip.location.GeolocationValue;
import org.emcc.sip.location.LocationConveyance;
import org.emcc.sip.location.LocationDialect;
import org.emcc.sip.location.PidfLo;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneRegistration;
import org.emcc.sip.registration.RegistrationOutcome;
import org.emcc.sip.routing.CallerName;
import org.emcc.sip.routing.CiscoGuid;
import org.emcc.sip.routing.TrunkCallId;
import org.emcc.sip.routing.TrunkInvite;
import org.emcc.testing.CaptureFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wireshark's reader finds the parts of what is written here, and minds nothing but a header that it does not know. Skipped where tshark is absent. */
class TsharkTest {
    private static final Instant TIME = Instant.parse("2030-05-01T08:00:00Z");
    private static final String FROM = "192.0.2.137";
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 4711 1 IN IP4 192.0.2.137",
            "s=SIP Call",
            "c=IN IP4 192.0.2.77",
            "t=0 0",
            "m=audio 25344 RTP/AVP 18 101",
            "a=rtpmap:18 G729/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            "");

    private static final String LOCATION =
            "<dm:device id=\"sg89ae\"> <caps:devcaps> <cisco:gateway> <gp:geopriv> <gp:location-info> <cl:civicAddress> <cl:country> <cl:A3> <cl:NAM>"
                    + " <gp:usage-rules> <gp:retransmission-allowed> <gp:retention-expiry> <timestamp>"
                    + "|false DE Frankfurt O&apos;Neil &amp; Söhne yes 2030-05-02T08:00:00Z 2030-05-01T08:00:00Z";
    private static final String INVITE =
            "INVITE|audio 25344 RTP/AVP 18 101|<cid:1001@192.0.2.137>;inserted-by=\"192.0.2.137\"|" + LOCATION;

    /** What Wireshark notes, as it says it: it knows neither header. */
    private static final String UNKNOWN_HEADERS =
            "Unrecognised SIP header (cisco-guid),Unrecognised SIP header (remote-party-id)";

    @TempDir
    Path directory;

    @BeforeAll
    static void needsTshark() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "tshark"))),
                "tshark is not installed");
    }

    private static InetSocketAddress at(String address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    /** What a trunk sends: the values of the call, then what depends on the transport, then the offer, then the location. */
    private static SipRequest invite(String transport) throws UnknownHostException {
        TrunkCallId callId = new TrunkCallId("5bf2e100-cd11a4e0-1a-890200c0@" + FROM);
        TrunkInvite values = TrunkInvite.builder(
                        "112", "1001", CallerName.of("Ana Home"), FROM, "192.0.2.20", callId, TIME)
                .guid(CiscoGuid.of(callId, 1, 26))
                .sessionId("5f0c2a9100105000a000020000aabbcc")
                .earlyOffer(true)
                .build();
        SipUri target = SipUri.builder("192.0.2.20").user("112").port(5060).build();
        SipRequest.Builder request = SipRequest.builder("INVITE", target)
                .header(
                        "Via",
                        Via.of(transport, at(FROM, 5060), "z9hG4bK3c1a77f0").toString());
        values.headers().forEach(request::header);
        String from = values.headers().stream()
                .filter(header -> header.is("From"))
                .findFirst()
                .orElseThrow()
                .value();
        request.replace(
                        "From",
                        NameAddress.decodeOrThrow(from)
                                .withParameter("tag", "771")
                                .toString())
                .header("Max-Forwards", "69")
                .header(
                        "Contact",
                        "<sip:1001@" + FROM + ":5060" + (transport.equals("TCP") ? ";transport=tcp" : "") + ">")
                .body(ContentType.of("application", "sdp"), SDP.getBytes(UTF_8));
        CivicAddress address = CivicAddress.of(new TreeMap<>(
                Map.of(CivicField.COUNTRY, "DE", CivicField.A3, "Frankfurt", CivicField.NAM, "O'Neil & Söhne")));
        return LocationConveyance.attach(
                request.build(),
                PidfLo.product(address, GeolocationDevice.INTERIOR, TIME),
                GeolocationValue.product(Uri.decodeOrThrow("cid:1001@" + FROM), FROM),
                LocationDialect.PRODUCT);
    }

    /** What a phone of ours sends first, as it comes out of its socket. */
    private static SipRequest register() throws Exception {
        try (DatagramSocket registrar = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                PhoneRegistration phone = PhoneRegistration.builder(DeviceName.of("SEP020000AABBCC"), "2222")
                        .clock(Clock.fixed(TIME, ZoneOffset.UTC))
                        .start()) {
            registrar.setSoTimeout(20_000);
            CompletableFuture<RegistrationOutcome> outcome =
                    phone.register(ServiceAddress.of("127.0.0.1", registrar.getLocalPort()), CiscoAlarm.RESET_RESTART);
            DatagramPacket packet = new DatagramPacket(new byte[SipMessage.MAX_BYTES], SipMessage.MAX_BYTES);
            while (true) {
                registrar.receive(packet);
                SipMessage message = SipMessage.decodeOrThrow(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (message instanceof SipRequest request && request.method().equals("REGISTER")) {
                    assertThat(outcome).isNotDone();
                    return request;
                }
            }
        }
    }

    /** The same over a stream. */
    private static byte[] overTcp(SipRequest request) {
        SipRequest.Builder next = request.toBuilder();
        for (String name : List.of("Via", "Contact")) {
            String value = request.header(name).orElseThrow().value();
            next.replace(name, value.replace("/UDP", "/TCP").replace("transport=udp", "transport=tcp"));
        }
        return next.build().encode();
    }

    private static byte[] options(int number) throws UnknownHostException {
        return SipRequest.builder("OPTIONS", SipUri.builder("192.0.2.20").build())
                .header(
                        "Via",
                        Via.of("TCP", at(FROM, 5060), "z9hG4bKping" + number).toString())
                .header("From", "<sip:" + FROM + ">;tag=ping")
                .header("To", "<sip:192.0.2.20>")
                .header("Call-ID", "ping@" + FROM)
                .header("CSeq", number + " OPTIONS")
                .header("Max-Forwards", "0")
                .build()
                .encode();
    }

    private List<String> tshark(Path capture, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "tshark",
                "-r",
                capture.toString(),
                "-d",
                "media_type==application/x-cisco-remotecc-request+xml,xml",
                "-o",
                "tcp.check_checksum:TRUE"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("tshark.txt");
        Path errors = directory.resolve("tshark.err");
        Process process = new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("tshark ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(out).stream().filter(line -> !line.isBlank()).toList();
    }

    /** Of each message: its method, what of it is media, the location's header, and the elements and texts of its XML. */
    private List<String> messages(Path capture) throws Exception {
        return tshark(
                capture,
                "-Y",
                "sip",
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-E",
                "aggregator= ",
                "-e",
                "sip.Method",
                "-e",
                "sdp.media",
                "-e",
                "sip.Geolocation",
                "-e",
                "xml.tag",
                "-e",
                "xml.cdata");
    }

    /** Nothing is warned of, and what is noted of these messages is no more than this. */
    private void noted(Path capture, String... expected) throws Exception {
        assertThat(tshark(
                        capture,
                        "-Y",
                        "_ws.malformed or tcp.checksum.status == 0 or _ws.expert.severity >= 0x00600000"))
                .as("malformed, warned of, or with a wrong checksum")
                .isEmpty();
        assertThat(tshark(
                        capture,
                        "-Y",
                        "sip and _ws.expert.severity >= 0x00400000",
                        "-T",
                        "fields",
                        "-e",
                        "_ws.expert.message"))
                .containsExactly(expected);
    }

    private static void isRegister(String told) {
        assertThat(told)
                .startsWith(
                        "REGISTER|||<x-cisco-remotecc-request> <bulkregisterreq> <contact all=\"true\"> <register> <x-cisco-remotecc-request> <optionsind>")
                .contains(" <dialog usage=\"hook status\"> ", " <bfcp>");
    }

    @Test
    void findsThePartsInDatagrams() throws Exception {
        CaptureFile capture = new CaptureFile();
        capture.udp(at(FROM, 5060), at("192.0.2.20", 5060), invite("UDP").encode());
        capture.udp(at("192.0.2.9", 51_778), at("192.0.2.1", 5060), register().encode());
        Path file = capture.write(directory.resolve("udp.pcap"));

        List<String> told = messages(file);
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isEqualTo(INVITE);
        isRegister(told.get(1));
        noted(file, UNKNOWN_HEADERS);
    }

    @Test
    void findsThemInAStream() throws Exception {
        CaptureFile capture = new CaptureFile();
        CaptureFile.Tcp tcp = capture.tcp(at(FROM, 50_000), at("192.0.2.20", 5060));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; i <= 3; i++) {
            out.writeBytes(options(i));
        }
        assertThat(out.size())
                .as("bytes of three messages, which fit into one segment")
                .isLessThan(1_460);
        tcp.fromClient(out.toByteArray());
        byte[] invite = invite("TCP").encode();
        assertThat(invite.length)
                .as("bytes of a message, which fill more than one segment")
                .isGreaterThan(1_460);
        tcp.fromClient(invite);
        out.writeBytes(overTcp(register()));
        out.writeBytes(invite);
        tcp.fromClient(out.toByteArray());
        tcp.end();
        Path file = capture.write(directory.resolve("tcp.pcap"));

        List<String> told = messages(file);
        assertThat(told).hasSize(5);
        assertThat(List.of(told.get(0), told.get(2))).containsOnly("OPTIONS OPTIONS OPTIONS||||");
        assertThat(List.of(told.get(1), told.get(4))).containsOnly(INVITE);
        isRegister(told.get(3));
        noted(file, UNKNOWN_HEADERS, UNKNOWN_HEADERS);
    }
}
