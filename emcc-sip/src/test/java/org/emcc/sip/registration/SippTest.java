package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registrar against a program that others wrote. */
class SippTest {
    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");

    private static final String REGISTER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario name="phone">
              <send retrans="500"><![CDATA[
            REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
            Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
            From: <sip:2222@[remote_ip]>;tag=[call_number]
            To: <sip:2222@[remote_ip]>
            Call-ID: [call_id]
            Max-Forwards: 70
            CSeq: 101 REGISTER
            Contact: <sip:line@[local_ip]:[local_port];transport=[transport]>;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC"
            Expires: 3600
            Content-Length: 0

            ]]></send>
              <recv response="100"/>
              <recv response="200"><action>
                <ereg regexp="120" search_in="hdr" header="Expires:" check_it="true" assign_to="1"/>
                <ereg regexp="x-cisco-newreg" search_in="hdr" header="Contact:" check_it="true" assign_to="2"/>
                <ereg regexp="tag=[0-9a-f]+" search_in="hdr" header="To:" check_it="true" assign_to="3"/>
                <ereg regexp="GMT" search_in="hdr" header="Date:" check_it="true" assign_to="4"/>
                <log message="[$1] [$2] [$3] [$4]"/>
              </action></recv>
              <send retrans="500"><![CDATA[
            REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
            Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
            From: <sip:2222@[remote_ip]>;tag=[call_number]
            To: <sip:2222@[remote_ip]>
            Call-ID: [call_id]
            Max-Forwards: 70
            CSeq: 102 REGISTER
            Contact: <sip:line@[local_ip]:[local_port];transport=[transport]>;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC"
            Expires: 0
            Content-Length: 0

            ]]></send>
              <recv response="100"/>
              <recv response="200"><action>
                <ereg regexp="0" search_in="hdr" header="Expires:" check_it="true" assign_to="8"/>
                <log message="[$8]"/>
              </action></recv>
            </scenario>
            """;

    private static final String NOTIFY = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario name="reset">
              <recv request="NOTIFY"><action>
                <ereg regexp="service-control" search_in="hdr" header="Event:" check_it="true" assign_to="1"/>
                <ereg regexp="active" search_in="hdr" header="Subscription-State:" check_it="true" assign_to="2"/>
                <ereg regexp="action=reset" search_in="body" check_it="true" assign_to="3"/>
                <ereg regexp="RegisterCallId=.call" search_in="body" check_it="true" assign_to="4"/>
                <log message="[$1] [$2] [$3] [$4]"/>
              </action></recv>
              <send><![CDATA[
            SIP/2.0 200 OK
            [last_Via:]
            [last_From:]
            [last_To:];tag=[call_number]
            [last_Call-ID:]
            [last_CSeq:]
            Content-Length: 0

            ]]></send>
            </scenario>
            """;

    static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sipp")));
    }

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private Registrar registrar(SipTransport transport) {
        return Registrar.builder(DeviceAdmission.of(DEVICE::equals))
                .transport(transport)
                .listener(new RegistrationListener() {
                    @Override
                    public void registered(DeviceName name, InetSocketAddress contact) {
                        told.add("registered");
                    }

                    @Override
                    public void unregistered(DeviceName name, UnregisterReason reason) {
                        told.add(reason.name());
                    }
                })
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static Process sipp(Path folder, String scenario, String transport, List<String> more) throws Exception {
        Path file = Files.writeString(folder.resolve("scenario.xml"), scenario);
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                file.toString(),
                "-t",
                transport,
                "-i",
                "127.0.0.1",
                "-m",
                "1",
                "-nostdin",
                "-timeout",
                "30s",
                "-timeout_error"));
        command.addAll(more);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    static void ends(Process sipp, Path folder) throws Exception {
        assertThat(sipp.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(sipp.exitValue())
                .as(() -> read(folder.resolve("output.txt")))
                .isZero();
    }

    @Test
    void registersAndLeaves(@TempDir Path folder) throws Exception {
        registersAndLeaves(folder, SipTransport.udp(), "u1");
    }

    @Test
    void registersAndLeavesOverTcp(@TempDir Path folder) throws Exception {
        registersAndLeaves(folder, SipTransport.tcp(), "t1");
    }

    private void registersAndLeaves(Path folder, SipTransport transport, String ofSipp) throws Exception {
        assumeTrue(installed(), "sipp (Debian: sip-tester) is not installed");
        try (Registrar registrar = registrar(transport)) {
            Process sipp = sipp(
                    folder,
                    REGISTER,
                    ofSipp,
                    List.of("127.0.0.1:" + registrar.address().getPort()));
            try {
                ends(sipp, folder);
                assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("registered");
                assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("BY_PHONE");
            } finally {
                sipp.destroyForcibly();
            }
        }
    }

    /** The registration is our own here: sipp takes no request of a call that it did not begin while it plays another. */
    @Test
    void isReset(@TempDir Path folder) throws Exception {
        assumeTrue(installed(), "sipp (Debian: sip-tester) is not installed");
        int port;
        try (Wire free = new Wire()) {
            port = free.port();
        }
        try (Registrar registrar = registrar(SipTransport.udp());
                Wire wire = new Wire()) {
            Process sipp = sipp(folder, NOTIFY, "u1", List.of("-p", Integer.toString(port)));
            try {
                wire.send(
                        registrar.address(),
                        wire.register("SEP020000AABBCC", "call", 1)
                                .replace("line@127.0.0.1:" + wire.port(), "line@127.0.0.1:" + port));
                assertThat(wire.response().status()).isEqualTo(200);
                assertThat(registrar.reset(DEVICE, ResetKind.RESET).get(40, TimeUnit.SECONDS))
                        .isEqualTo(new ResetAnswer.Accepted());
                ends(sipp, folder);
            } finally {
                sipp.destroyForcibly();
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
