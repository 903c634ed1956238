package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.registration.PhoneOptions.Option;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registrar against phones that a program of others plays: a desk phone with all it sends, and a third-party phone. */
class SippPhoneTest {
    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");

    private static final String REQUEST = """
            REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
            Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
            From: <sip:2222@[remote_ip]>;tag=[call_number]
            To: <sip:2222@[remote_ip]>
            Call-ID: [call_id]
            Max-Forwards: 70
            """;

    /** An alarm first, then the first REGISTER with its body; the second REGISTER leaves. */
    private static final String DESK_PHONE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario name="desk phone">
              <send retrans="500"><![CDATA[
            %REFER%CSeq: 1000 REFER
            Require: norefersub
            Refer-To: cid:1@[local_ip]
            Content-Id: <1@[local_ip]>
            Expires: 10
            Content-Type: application/x-cisco-alarm+xml
            Content-Disposition: session;handling=required
            Content-Length: [len]

            %ALARM%]]></send>
              <recv response="202"/>
              <send retrans="500"><![CDATA[
            %REGISTER%CSeq: 101 REGISTER
            Contact: <sip:line@[local_ip]:[local_port];transport=[transport]>;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC"
            Reason: SIP;cause=200;text="cisco-alarm:23 Name=SEP020000AABBCC ActiveLoad=a InactiveLoad=b Last=reset-restart"
            Expires: 3600
            Content-Type: multipart/mixed; boundary=uniqueBoundary
            Mime-Version: 1.0
            Content-Length: [len]

            --uniqueBoundary
            Content-Type: application/x-cisco-remotecc-request+xml
            Content-Disposition: session;handling=optional

            <?xml version="1.0" encoding="UTF-8"?>
            <x-cisco-remotecc-request>
            <bulkregisterreq><contact all="true"><register></register></contact></bulkregisterreq>
            </x-cisco-remotecc-request>

            --uniqueBoundary
            Content-Type: application/x-cisco-remotecc-request+xml
            Content-Disposition: session;handling=optional

            <?xml version="1.0" encoding="UTF-8"?>
            <x-cisco-remotecc-request>
            <optionsind>
             <combine max="6"><remotecc><status></status></remotecc><service-control></service-control></combine>
             <joinreq></joinreq><ix></ix>
            </optionsind>
            </x-cisco-remotecc-request>
            --uniqueBoundary--
            ]]></send>
              <recv response="100"/>
              <recv response="200"><action>
                <ereg regexp="x-cisco-newreg" search_in="hdr" header="Contact:" check_it="true" assign_to="1"/>
                <ereg regexp="X-cisco-sis-[0-9.]+" search_in="hdr" header="Supported:" check_it="true" assign_to="2"/>
                <ereg regexp="code.200.*optionsind.*combine max=.4.*service-control.*ix" search_in="body" check_it="true" assign_to="3"/>
                <ereg regexp="joinreq" search_in="body" check_it_inverse="true" assign_to="4"/>
                <log message="[$1] [$2] [$3] [$4]"/>
              </action></recv>
              <send retrans="500"><![CDATA[
            %REGISTER%CSeq: 102 REGISTER
            Contact: <sip:line@[local_ip]:[local_port];transport=[transport]>;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC"
            Expires: 0
            Content-Length: 0

            ]]></send>
              <recv response="100"/>
              <recv response="200"/>
            </scenario>
            """;

    private static final String THIRD_PARTY = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario name="third-party phone">
              <send retrans="500"><![CDATA[
            %REGISTER%CSeq: 1 REGISTER
            Contact: <sip:2222@[local_ip]:[local_port];transport=[transport]>;expires=3600
            Content-Length: 0

            ]]></send>
              <recv response="401" auth="true"/>
              <send retrans="500"><![CDATA[
            %REGISTER%CSeq: 2 REGISTER
            Contact: <sip:2222@[local_ip]:[local_port];transport=[transport]>;expires=3600
            [authentication username=third password=s3cret]
            Content-Length: 0

            ]]></send>
              <recv response="100"/>
              <recv response="200"><action>
                <ereg regexp="expires=120" search_in="hdr" header="Contact:" check_it="true" assign_to="1"/>
                <log message="[$1]"/>
              </action></recv>
              <send retrans="500"><![CDATA[
            %REGISTER%CSeq: 3 REGISTER
            Contact: <sip:2222@[local_ip]:[local_port];transport=[transport]>;expires=0
            Content-Length: 0

            ]]></send>
              <recv response="401" auth="true"/>
              <send retrans="500"><![CDATA[
            %REGISTER%CSeq: 4 REGISTER
            Contact: <sip:2222@[local_ip]:[local_port];transport=[transport]>;expires=0
            [authentication username=third password=s3cret]
            Content-Length: 0

            ]]></send>
              <recv response="100"/>
              <recv response="200"/>
            </scenario>
            """;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private List<String> play(
            Path folder,
            String scenario,
            SipTransport transport,
            String ofSipp,
            UnaryOperator<Registrar.Builder> settings)
            throws Exception {
        assumeTrue(SippTest.installed(), "sipp (Debian: sip-tester) is not installed");
        RegistrationListener listener = new RegistrationListener() {
            @Override
            public void registered(DeviceName device, InetSocketAddress contact) {
                told.add("registered");
            }

            @Override
            public void unregistered(DeviceName device, UnregisterReason reason) {
                told.add(reason.name());
            }

            @Override
            public void unregisteredBefore(DeviceName device, CiscoAlarm alarm) {
                told.add(alarm.toString());
            }

            @Override
            public void alarm(DeviceName device, PhoneAlarm alarm) {
                told.add(alarm.name());
            }
        };
        String text = scenario.replace("%REGISTER%", REQUEST)
                .replace("%REFER%", REQUEST.replace("REGISTER", "REFER"))
                .replace("%ALARM%", PhoneAlarmTest.DOCUMENT);
        try (Registrar registrar = settings.apply(Registrar.builder(DeviceAdmission.of(DEVICE::equals))
                        .transport(transport)
                        .listener(listener))
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String to = "127.0.0.1:" + registrar.address().getPort();
            Process sipp = SippTest.sipp(folder, text, ofSipp, List.of(to));
            try {
                SippTest.ends(sipp, folder);
                List<String> heard = new java.util.ArrayList<>();
                while (!heard.contains("BY_PHONE")) {
                    String one = told.poll(20, TimeUnit.SECONDS);
                    assertThat(one).as("told in time, after %s", heard).isNotNull();
                    heard.add(one);
                }
                return heard;
            } finally {
                sipp.destroyForcibly();
            }
        }
    }

    @Test
    void aDeskPhoneComesAndGoes(@TempDir Path folder) throws Exception {
        PhoneOptions used =
                PhoneOptions.of(Option.of("combine").withMost(4).with(Option.of("service-control")), Option.of("ix"));
        List<String> heard = play(folder, DESK_PHONE, SipTransport.tcp(), "t1", builder -> builder.options(used));
        assertThat(heard)
                .containsExactly("DeviceTLInfo", "registered", CiscoAlarm.RESET_RESTART.toString(), "BY_PHONE");
    }

    private List<String> thirdParty(Path folder, SipTransport transport, String ofSipp) throws Exception {
        DigestUser user = DigestUser.of(DEVICE, DigestSecret.ofPassword("s3cret".toCharArray()));
        return play(
                folder,
                THIRD_PARTY,
                transport,
                ofSipp,
                builder -> builder.digest("lab", name -> Optional.of(user).filter(any -> name.equals("third")))
                        .digestAlgorithms(List.of(DigestAlgorithm.MD5)));
    }

    /** It knows MD5 only. */
    @Test
    void aThirdPartyPhoneProvesItsUser(@TempDir Path folder) throws Exception {
        assertThat(thirdParty(folder, SipTransport.udp(), "u1")).containsExactly("registered", "BY_PHONE");
    }

    @Test
    void aThirdPartyPhoneProvesItsUserOverTcp(@TempDir Path folder) throws Exception {
        assertThat(thirdParty(folder, SipTransport.tcp(), "t1")).containsExactly("registered", "BY_PHONE");
    }
}
