package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a phone writes, to the byte. Its ids come from a seed; {@code PORT} is its own port, {@code NODE} and {@code OTHER} are those of the
 * nodes.
 */
class PhoneTextsTest {
    private static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");

    private static final String ALARM = """
            REFER sip:127.0.0.1:NODE SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bKaf2075ee46bb4fad
            From: <sip:2222@127.0.0.1>;tag=899d7fe30c7c6eca
            To: <sip:2222@127.0.0.1>
            Call-ID: 020000aa-bbcc662b-2c279c13-24ae8304@127.0.0.1
            Max-Forwards: 70
            Session-ID: eb4c80322f05280576764cc4c95eb8e6;remote=00000000000000000000000000000000
            Date: Sun, 22 Nov 2026 08:00:00 GMT
            CSeq: 1000 REFER
            User-Agent: Cisco-CP7821/14.2.1
            Contact: <sip:b4e07df0-def7-4381-8db3-f801bcd6046f@127.0.0.1:PORT;transport=udp>;\
            +sip.instance="<urn:uuid:00000000-0000-0000-0000-020000aabbcc>";+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC";\
            +u.sip!model.ccm.cisco.com="621"
            Require: norefersub
            Referred-By: <sip:2222@127.0.0.1>
            Expires: 10
            Refer-To: cid:5aa6b7b98f0af959@127.0.0.1
            Content-Id: <5aa6b7b98f0af959@127.0.0.1>
            Content-Disposition: session;handling=required
            Content-Type: application/x-cisco-alarm+xml
            Content-Length: 465

            <x-cisco-alarm><Alarm Name="DeviceTLInfo"><ParameterList>
            <String name="DeviceName">SEP020000AABBCC</String>
            <String name="IPv4Address">192.0.2.9</String>
            <String name="IPv6Address"></String>
            <String name="CTL_Signature">Not Installed</String>
            <String name="CTL_TFTP_Server">N/A</String>
            <String name="ITL_Signature">0A 1B</String>
            <String name="ITL_TFTP_Server">hc-pub.example</String>
            <String name="StatusCode">3</String>
            </ParameterList></Alarm></x-cisco-alarm>
            """;

    private static final String FIRST = """
            REGISTER sip:127.0.0.1:NODE SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bKde860f9f201e986e
            From: <sip:2222@127.0.0.1>;tag=020000aabbcc58fa857c0292-d9332afa
            To: <sip:2222@127.0.0.1>
            Call-ID: 020000aa-bbcc3a90-9b3bd0b8-c01d110d@127.0.0.1
            Max-Forwards: 70
            Session-ID: eb4c80322f05280576764cc4c95eb8e6;remote=00000000000000000000000000000000
            Date: Sun, 22 Nov 2026 08:00:00 GMT
            CSeq: 101 REGISTER
            User-Agent: Cisco-CP7821/14.2.1
            Contact: <sip:b4e07df0-def7-4381-8db3-f801bcd6046f@127.0.0.1:PORT;transport=udp>;\
            +sip.instance="<urn:uuid:00000000-0000-0000-0000-020000aabbcc>";+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC";\
            +u.sip!model.ccm.cisco.com="621"
            Supported: replaces,join,sdp-anat,norefersub,resource-priority,extended-refer,X-cisco-callinfo,X-cisco-serviceuri,\
            X-cisco-escapecodes,X-cisco-service-control,X-cisco-srtp-fallback,X-cisco-monrec,X-cisco-config,X-cisco-sis-7.0.0,\
            X-cisco-xsi-8.5.1
            Reason: SIP;cause=200;text="cisco-alarm:23 Name=SEP020000AABBCC ActiveLoad=sip78xx.14-2-1.loads \
            InactiveLoad=sip78xx.12-1-1.loads Last=reset-restart"
            Expires: 3600
            Mime-Version: 1.0
            Content-Type: multipart/mixed;boundary=uniqueBoundary
            Content-Length: 1014

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
             <dialog usage="hook status"><unot></unot><sub></sub></dialog>
             <dialog usage="shared line"><unot></unot><sub></sub></dialog>
             <presence usage="blf speed dial"><unot></unot><sub></sub></presence>
             <joinreq></joinreq>
             <cfwdall-anyline></cfwdall-anyline>
             <oosalarm></oosalarm>
             <x-cisco-number></x-cisco-number>
             <bfcp></bfcp>
             <ix></ix>
            </optionsind>
            </x-cisco-remotecc-request>

            --uniqueBoundary--
            """;

    private static final String LOOK = """
            REGISTER sip:127.0.0.1:OTHER SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bKae67a7d224fb335c
            From: <sip:2222@127.0.0.1>;tag=020000aabbccd185ece6495f-60bddfe5
            To: <sip:2222@127.0.0.1>
            Call-ID: 020000aa-bbcc415b-eca21c3a-50f1f083@127.0.0.1
            Max-Forwards: 70
            Session-ID: 0796ff884f1e8f2d39849e6098cd6a57;remote=00000000000000000000000000000000
            Date: Sun, 22 Nov 2026 08:00:00 GMT
            CSeq: 101 REGISTER
            User-Agent: Cisco-CP7821/14.2.1
            Contact: <sip:b4e07df0-def7-4381-8db3-f801bcd6046f@127.0.0.1:PORT;transport=udp>;\
            +sip.instance="<urn:uuid:00000000-0000-0000-0000-020000aabbcc>";+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC";\
            +u.sip!model.ccm.cisco.com="621";cisco-keep-alive;expires=0
            Supported: replaces,join,sdp-anat,norefersub,resource-priority,extended-refer,X-cisco-callinfo,X-cisco-serviceuri,\
            X-cisco-escapecodes,X-cisco-service-control,X-cisco-srtp-fallback,X-cisco-monrec,X-cisco-config,X-cisco-sis-7.0.0,\
            X-cisco-xsi-8.5.1
            Expires: 0
            Content-Length: 0

            """;

    private static final String REFRESH = """
            REGISTER sip:127.0.0.1:NODE SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bK3202b842156c391d
            From: <sip:2222@127.0.0.1>;tag=020000aabbcc58fa857c0292-d9332afa
            To: <sip:2222@127.0.0.1>
            Call-ID: 020000aa-bbcc3a90-9b3bd0b8-c01d110d@127.0.0.1
            Max-Forwards: 70
            Session-ID: eb4c80322f05280576764cc4c95eb8e6;remote=00000000000000000000000000000000
            Date: Sun, 22 Nov 2026 08:01:55 GMT
            CSeq: 102 REGISTER
            User-Agent: Cisco-CP7821/14.2.1
            Contact: <sip:b4e07df0-def7-4381-8db3-f801bcd6046f@127.0.0.1:PORT;transport=udp>;\
            +sip.instance="<urn:uuid:00000000-0000-0000-0000-020000aabbcc>";+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC";\
            +u.sip!model.ccm.cisco.com="621"
            Supported: replaces,join,sdp-anat,norefersub,resource-priority,extended-refer,X-cisco-callinfo,X-cisco-serviceuri,\
            X-cisco-escapecodes,X-cisco-service-control,X-cisco-srtp-fallback,X-cisco-monrec,X-cisco-config,X-cisco-sis-7.0.0,\
            X-cisco-xsi-8.5.1
            Expires: 3600
            Content-Length: 0

            """;

    private static final String THIRD_PARTY = """
            REGISTER sip:127.0.0.1:NODE SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bK4c80322f05280576
            From: <sip:2222@127.0.0.1>;tag=020000aabbccb4e07df0def7-381db3f8
            To: <sip:2222@127.0.0.1>
            Call-ID: 020000aa-bbcc01bc-d6046f58-fa857c02@127.0.0.1
            Max-Forwards: 70
            Date: Sun, 22 Nov 2026 08:00:00 GMT
            CSeq: 101 REGISTER
            Contact: <sip:2222@127.0.0.1:PORT;transport=udp>
            Expires: 3600
            Content-Length: 0

            """;

    private final ManualTime time = new ManualTime();
    private Wire node;
    private Wire other;
    private PhoneRegistration phone;

    @BeforeEach
    void open() throws Exception {
        node = new Wire();
        other = new Wire();
    }

    @AfterEach
    void close() {
        phone.close();
        node.close();
        other.close();
    }

    private void start(UnaryOperator<PhoneRegistration.Builder> settings) {
        phone = settings.apply(PhoneRegistration.builder(PHONE, "2222")
                        .clock(time.clock())
                        .scheduler(time)
                        .random(new Random(2)))
                .start();
        time.waitsFor(phone::idle);
    }

    private List<PhoneNode> nodes() {
        return PhoneNode.list(
                List.of(ServiceAddress.of("127.0.0.1", node.port()), ServiceAddress.of("127.0.0.1", other.port())),
                List.of());
    }

    /** The next request, which is answered with 200 and its own contact. */
    private String text(Wire from) throws Exception {
        SipRequest request = from.request();
        String text = new String(request.encode(), StandardCharsets.UTF_8);
        String contact = request.header("Contact").orElseThrow().toString();
        from.answer(request, 200, contact, contact.contains("expires=0") ? "Expires: 0" : "Expires: 120");
        return text.replace("\r\n", "\n")
                .replace(":" + phone.address().getPort(), ":PORT")
                .replace(":" + node.port(), ":NODE")
                .replace(":" + other.port(), ":OTHER");
    }

    @Test
    void aPhoneOfTheVendor() throws Exception {
        PhoneAlarm alarm = PhoneAlarm.decodeOrThrow(PhoneAlarmTest.DOCUMENT.getBytes(StandardCharsets.UTF_8));
        start(builder -> builder.alarms(List.of(alarm)));
        assertThat(phone.register(nodes(), CiscoAlarm.RESET_RESTART)).isNotDone();
        assertThat(text(node)).isEqualTo(ALARM);
        assertThat(text(node)).isEqualTo(FIRST);
        assertThat(text(other)).isEqualTo(LOOK);
        time.advance(Duration.ofSeconds(115));
        assertThat(text(node)).isEqualTo(REFRESH);
        assertThat(phone.unregister(CiscoAlarm.UNSPECIFIED)).isNotDone();
        assertThat(text(node))
                .isEqualTo(REFRESH.replaceFirst("branch=.*", "branch=z9hG4bK8b8f068ab635716b")
                        .replace("CSeq: 102 ", "CSeq: 103 ")
                        .replace("Expires: 3600", "Expires: 0"));
    }

    @Test
    void aPhoneOfAThirdParty() throws Exception {
        start(PhoneRegistration.Builder::thirdParty);
        assertThat(phone.register(nodes(), CiscoAlarm.RESET_RESTART)).isNotDone();
        assertThat(text(node)).isEqualTo(THIRD_PARTY);
    }
}
