package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phone against sipp in the part of a home cluster (sip 7): first REGISTER, refresh, leaving. */
class SippHomeClusterTest {
    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");

    private static final String ANSWER = """
              <send><![CDATA[
            SIP/2.0 200 OK
            [last_Via:]
            [last_From:]
            [last_To:];tag=[call_number]
            [last_Call-ID:]
            [last_CSeq:]
            Date: Mon, 23 Nov 2026 09:10:11 GMT
            Server: Cisco-CUCM14.0
            Expires: EXPIRES
            Contact: [$contact]MARK
            Supported: X-cisco-srtp-fallback,X-cisco-sis-8.0.0
            Content-Type: application/x-cisco-remotecc-response+xml
            Content-Length: [len]

            <x-cisco-remotecc-response><response><code>200</code><optionsind><oosalarm/></optionsind></response></x-cisco-remotecc-response>
            ]]></send>
            """;

    private static final String SCENARIO = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario name="home cluster">
              <recv request="REGISTER"><action>
                <ereg regexp="SEP[0-9A-F]{12}" search_in="hdr" header="Contact:" check_it="true" assign_to="1"/>
                <ereg regexp="X-cisco-sis-[0-9.]+" search_in="hdr" header="Supported:" check_it="true" assign_to="2"/>
                <ereg regexp="bulkregisterreq" search_in="body" check_it="true" assign_to="3"/>
                <ereg regexp="cisco-alarm:23 Name=SEP020000AABBCC" search_in="hdr" header="Reason:" check_it="true" assign_to="4"/>
                <ereg regexp="101 REGISTER" search_in="hdr" header="CSeq:" check_it="true" assign_to="5"/>
                <ereg regexp="3600" search_in="hdr" header="Expires:" check_it="true" assign_to="6"/>
                <ereg regexp="&lt;.*" search_in="hdr" header="Contact:" check_it="true" assign_to="contact"/>
                <log message="[$1] [$2] [$3] [$4] [$5] [$6] [$contact]"/>
              </action></recv>
              <send><![CDATA[
            SIP/2.0 100 Trying
            [last_Via:]
            [last_From:]
            [last_To:]
            [last_Call-ID:]
            [last_CSeq:]
            Content-Length: 0

            ]]></send>
            FIRST
              <recv request="REGISTER"><action>
                <ereg regexp="102 REGISTER" search_in="hdr" header="CSeq:" check_it="true" assign_to="7"/>
                <ereg regexp="bulkregisterreq" search_in="msg" check_it_inverse="true" assign_to="8"/>
                <ereg regexp="cisco-alarm" search_in="msg" check_it_inverse="true" assign_to="9"/>
                <log message="[$7] [$8] [$9]"/>
              </action></recv>
            SECOND
              <recv request="REGISTER"><action>
                <ereg regexp="103 REGISTER" search_in="hdr" header="CSeq:" check_it="true" assign_to="10"/>
                <ereg regexp="^ *0" search_in="hdr" header="Expires:" check_it="true" assign_to="11"/>
                <ereg regexp="cisco-keep-alive" search_in="msg" check_it_inverse="true" assign_to="12"/>
                <log message="[$10] [$11] [$12]"/>
              </action></recv>
            LAST
            </scenario>
            """.replace(
                    "FIRST\n", ANSWER.replace("EXPIRES", "120").replace("MARK", ";x-cisco-newreg"))
            .replace("SECOND\n", ANSWER.replace("EXPIRES", "120").replace("MARK", ""))
            .replace("LAST\n", ANSWER.replace("EXPIRES", "0").replace("MARK", ";expires=0"));

    private static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sipp")));
    }

    private static int freePort() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket stream = new ServerSocket(0, 1, here);
                DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(here, stream.getLocalPort()))) {
            return datagrams.getLocalPort();
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void registersRefreshesAndLeaves(String mode, @TempDir Path folder) throws Exception {
        assumeTrue(installed(), "sipp (Debian: sip-tester) is not installed");
        Path file = Files.writeString(folder.resolve("scenario.xml"), SCENARIO);
        int port = freePort();
        Process sipp = new ProcessBuilder(
                        "sipp",
                        "-sf",
                        file.toString(),
                        "-t",
                        mode,
                        "-i",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-m",
                        "1",
                        "-nostdin",
                        "-timeout",
                        "30s",
                        "-timeout_error",
                        "-trace_err")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        ManualTime time = new ManualTime();
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        PhoneRegistration phone = PhoneRegistration.builder(DEVICE, "2222")
                .transport(mode.equals("u1") ? SipTransport.udp() : SipTransport.tcp())
                .clock(time.clock())
                .scheduler(time)
                .random(new Random(3))
                .listener(new PhoneListener() {
                    @Override
                    public void timeTold(Instant told) {
                        heard.add(told);
                    }
                })
                .start();
        try {
            time.waitsFor(phone::idle);
            if (mode.equals("u1")) {
                awaitDatagrams(port, sipp);
            }
            assertThat(registered(phone, port, sipp))
                    .isEqualTo(new RegistrationOutcome.Registered(
                            Duration.ofMinutes(2), true, PhoneOptions.of(PhoneOptions.Option.of("oosalarm"))));
            Instant told = Instant.parse("2026-11-23T09:10:11Z");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(told);
            time.advance(Duration.ofSeconds(115));
            assertThat(heard.poll(20, TimeUnit.SECONDS))
                    .as("the refresh is answered")
                    .isEqualTo(told);
            assertThat(get(phone.unregister(CiscoAlarm.PHONE_KEYPAD)))
                    .isEqualTo(new RegistrationOutcome.Unregistered());
            assertThat(sipp.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(sipp.exitValue())
                    .as(() -> said(folder.resolve("output.txt")))
                    .isZero();
        } finally {
            phone.close();
            sipp.destroyForcibly();
        }
    }

    /** Waits until sipp listens: until then the system says that nobody is at the port. It gets a line end, which it ignores. */
    private static void awaitDatagrams(int port, Process sipp) throws Exception {
        byte[] nothing = {'\r', '\n'};
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(100);
            while (sipp.isAlive()) {
                try {
                    socket.send(new DatagramPacket(nothing, nothing.length));
                    socket.receive(new DatagramPacket(new byte[1_024], 1_024));
                } catch (SocketTimeoutException e) {
                    return;
                } catch (PortUnreachableException e) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Over TCP nobody is there until sipp listens, which is known at once. */
    private static RegistrationOutcome registered(PhoneRegistration phone, int port, Process sipp) throws Exception {
        while (true) {
            RegistrationOutcome came =
                    get(phone.register(ServiceAddress.of("127.0.0.1", port), CiscoAlarm.RESET_RESTART));
            if (!(came instanceof RegistrationOutcome.NoAnswer) || !sipp.isAlive()) {
                return came;
            }
        }
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
