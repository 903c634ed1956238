package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Uri;
import org.emcc.sip.message.Via;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phone against a registrar that others wrote, which looks at each message with {@code sanity_check}. */
class KamailioTest {
    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String CONTACT_USER = "7c0e5a2e-1111-4222-8333-a1b2c3d4e5f6";

    private static final String CONFIGURATION = """
            #!KAMAILIO
            debug=1
            log_stderror=yes
            children=1
            tcp_children=1
            auto_aliases=no
            listen=udp:127.0.0.1:PORT
            listen=tcp:127.0.0.1:PORT
            loadmodule "sl.so"
            loadmodule "pv.so"
            loadmodule "textops.so"
            loadmodule "siputils.so"
            loadmodule "sanity.so"
            loadmodule "usrloc.so"
            loadmodule "registrar.so"
            loadmodule "auth.so"
            loadmodule "htable.so"
            modparam("usrloc", "db_mode", 0)
            modparam("registrar", "max_expires", 120)
            modparam("auth", "algorithm", "ALGORITHM")
            modparam("htable", "htable", "seen=>size=4;")
            request_route {
                if (!sanity_check("17895", "7")) {
                    exit;
                }
                if (is_method("OPTIONS")) {
                    if (reg_fetch_contacts("location", "sip:2222@127.0.0.1", "caller")) {
                        append_to_reply("X-Stored: $(ulc(caller=>addr))\\r\\n");
                        append_to_reply("X-Count: $(ulc(caller=>count))\\r\\n");
                        append_to_reply("X-Instance: $(ulc(caller=>instance))\\r\\n");
                    }
                    append_to_reply("X-Contact: $sht(seen=>contact)\\r\\n");
                    append_to_reply("X-Device: $sht(seen=>device)\\r\\n");
                    append_to_reply("X-Authorization: $sht(seen=>authorization)\\r\\n");
                    sl_send_reply("200", "OK");
                    exit;
                }
                if (!is_method("REGISTER")) {
                    sl_send_reply("405", "Method Not Allowed");
                    exit;
                }
                if (!pv_www_authenticate("emcc.example", "planted-secret", "0")) {
                    www_challenge("emcc.example", "1");
                    exit;
                }
                $sht(seen=>contact) = $hdr(Contact);
                $sht(seen=>device) = "none";
                if ($hdr(Contact) =~ "devicename") {
                    $sht(seen=>device) = $(ct{tobody.params}{param.value,+u.sip!devicename.ccm.cisco.com});
                }
                $sht(seen=>authorization) = $hdr(Authorization);
                if (!save("location")) {
                    sl_reply_error();
                }
                exit;
            }
            """;

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "kamailio"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One that is running. */
    private static final class Kamailio implements AutoCloseable {
        private final Process process;
        private final Path output;
        private final InetSocketAddress address;

        Kamailio(Path program, Path folder, String algorithm) throws Exception {
            int port = freePort();
            Path file = Files.writeString(
                    folder.resolve("kamailio.cfg"),
                    CONFIGURATION.replace("PORT", Integer.toString(port)).replace("ALGORITHM", algorithm));
            output = folder.resolve("output.txt");
            address = new InetSocketAddress(HERE, port);
            process = new ProcessBuilder(
                            program.toString(),
                            "-DD",
                            "-E",
                            "-f",
                            file.toString(),
                            "-Y",
                            folder.toString(),
                            "-m",
                            "16",
                            "-M",
                            "4")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        private static int freePort() throws Exception {
            try (ServerSocket stream = new ServerSocket(0, 1, HERE);
                    DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(HERE, stream.getLocalPort()))) {
                return datagrams.getLocalPort();
            }
        }

        /** Waits until it answers. */
        Kamailio ready() throws Exception {
            for (int i = 0; i < 100; i++) {
                assertThat(process.isAlive()).as(this::said).isTrue();
                if (ask(200).isPresent()) {
                    return this;
                }
            }
            throw new AssertionError("kamailio does not answer: " + said());
        }

        SipResponse ask() throws Exception {
            for (int i = 0; i < 20; i++) {
                Optional<SipResponse> answer = ask(1_000);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            throw new AssertionError("kamailio does not answer any longer: " + said());
        }

        private Optional<SipResponse> ask(int patience) throws Exception {
            try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
                socket.setSoTimeout(patience);
                String self = "<sip:test@127.0.0.1>";
                InetSocketAddress local = (InetSocketAddress) socket.getLocalSocketAddress();
                byte[] bytes = SipRequest.builder(
                                "OPTIONS", Uri.decode("sip:127.0.0.1").value().orElseThrow())
                        .header("Via", Via.of("UDP", local, "z9hG4bKask").toString())
                        .header("From", self + ";tag=1")
                        .header("To", self)
                        .header("Call-ID", "ask")
                        .header("CSeq", "1 OPTIONS")
                        .header("Max-Forwards", "70")
                        .build()
                        .encode();
                socket.send(new DatagramPacket(bytes, bytes.length, address));
                DatagramPacket answer = new DatagramPacket(new byte[65_536], 65_536);
                socket.receive(answer);
                return Optional.of(
                        (SipResponse) SipMessage.decodeOrThrow(Arrays.copyOf(answer.getData(), answer.getLength())));
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
        }

        private String said() {
            try {
                return Files.readString(output);
            } catch (java.io.IOException e) {
                return e.toString();
            }
        }

        @Override
        public void close() {
            var children = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String value(SipMessage message, String name) {
        return message.header(name).map(SipHeader::value).orElse("(none)");
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** Of the contact it keeps the URI and the instance; that it understands the rest is seen in what it reads of it. */
    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "MD5"})
    void registersAndLeavesWithDigest(String algorithm, @TempDir Path folder) throws Exception {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "kamailio is not installed");
        try (Kamailio kamailio = new Kamailio(program.get(), folder, algorithm).ready()) {
            for (SipTransport transport : new SipTransport[] {SipTransport.udp(), SipTransport.tcp()}) {
                registers(kamailio, algorithm, transport, false);
                registers(kamailio, algorithm, transport, true);
            }
            assertThat(kamailio.said()).as("nothing is wrong with what it got").doesNotContain("sanity", "ERROR");
        }
    }

    private static void registers(Kamailio kamailio, String algorithm, SipTransport transport, boolean thirdParty)
            throws Exception {
        PhoneRegistration.Builder builder = PhoneRegistration.builder(DEVICE, "2222")
                .transport(transport)
                .contactUser(CONTACT_USER)
                .credentials("alice", DigestSecret.ofPassword("planted-secret".toCharArray()));
        if (thirdParty) {
            builder.thirdParty();
        }
        ServiceAddress at = ServiceAddress.of("127.0.0.1", kamailio.address.getPort());
        try (PhoneRegistration phone = builder.start()) {
            assertThat(get(phone.register(at, CiscoAlarm.RESET_RESTART)))
                    .as(kamailio::said)
                    .isEqualTo(new RegistrationOutcome.Registered(Duration.ofMinutes(2), false));
            SipResponse seen = kamailio.ask();
            String uri = "sip:" + CONTACT_USER + "@127.0.0.1:" + phone.address().getPort() + ";transport="
                    + transport.protocol().toLowerCase(java.util.Locale.ROOT);
            assertThat(value(seen, "X-Stored")).isEqualTo(uri);
            assertThat(value(seen, "X-Count")).isEqualTo("1");
            assertThat(value(seen, "X-Authorization"))
                    .contains("username=\"alice\"", "algorithm=" + algorithm + ",", "qop=auth,", "nc=00000001");
            if (thirdParty) {
                assertThat(value(seen, "X-Contact")).isEqualTo("<" + uri + ">");
                assertThat(value(seen, "X-Device")).isEqualTo("none");
            } else {
                assertThat(value(seen, "X-Instance")).isEqualTo("<urn:uuid:00000000-0000-0000-0000-020000aabbcc>");
                assertThat(value(seen, "X-Device")).isEqualTo("SEP020000AABBCC");
                assertThat(value(seen, "X-Contact"))
                        .isEqualTo("<" + uri + ">;+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-020000aabbcc>\""
                                + ";+u.sip!devicename.ccm.cisco.com=\"SEP020000AABBCC\""
                                + ";+u.sip!model.ccm.cisco.com=\"621\"");
            }
            assertThat(get(phone.unregister(CiscoAlarm.PHONE_KEYPAD)))
                    .isEqualTo(new RegistrationOutcome.Unregistered());
            assertThat(value(kamailio.ask(), "X-Stored")).isEqualTo("(none)");
        }
        try (PhoneRegistration phone = builder.credentials("alice", DigestSecret.ofPassword("wrong".toCharArray()))
                .start()) {
            assertThat(get(phone.register(at, CiscoAlarm.RESET_RESTART)).kind())
                    .isEqualTo(RegistrationOutcome.Kind.REJECTED);
        }
    }
}
