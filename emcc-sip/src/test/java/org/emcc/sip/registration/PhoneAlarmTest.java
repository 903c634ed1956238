package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.Multipart;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.Uri;
import org.emcc.sip.registration.PhoneAlarm.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneAlarmTest {
    /** The form of sip 4.8. */
    static final String DOCUMENT = """
            <x-cisco-alarm><Alarm Name="DeviceTLInfo"><ParameterList>
            <String name="DeviceName">SEP020000AABBCC</String><String name="IPv4Address">192.0.2.9</String><String name="IPv6Address"></String>
            <String name="CTL_Signature">Not Installed</String><String name="CTL_TFTP_Server">N/A</String>
            <String name="ITL_Signature">0A 1B </String><String name="ITL_TFTP_Server">hc-pub.example</String><String name="StatusCode">3</String>
            </ParameterList></Alarm></x-cisco-alarm>
            """;

    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PhoneAlarm read(String text) {
        return PhoneAlarm.decodeOrThrow(bytes(text));
    }

    @Test
    void readsTrustLists() {
        PhoneAlarm alarm = read(DOCUMENT);
        assertThat(alarm.name()).isEqualTo(PhoneAlarm.TRUST_LISTS);
        assertThat(alarm.device()).contains(DEVICE);
        assertThat(alarm.value(PhoneAlarm.IPV4_ADDRESS)).contains("192.0.2.9");
        assertThat(alarm.value(PhoneAlarm.IPV6_ADDRESS)).contains("");
        assertThat(alarm.value(PhoneAlarm.CTL_SIGNATURE)).contains("Not Installed");
        assertThat(alarm.value(PhoneAlarm.CTL_TFTP_SERVER)).contains("N/A");
        assertThat(alarm.value(PhoneAlarm.ITL_SIGNATURE)).contains("0A 1B");
        assertThat(alarm.value(PhoneAlarm.ITL_TFTP_SERVER)).contains("hc-pub.example");
        assertThat(alarm.value(PhoneAlarm.STATUS_CODE)).contains("3");
        assertThat(alarm.value("Other")).isEmpty();
        assertThat(PhoneAlarm.decodeOrThrow(alarm.encode())).isEqualTo(alarm);
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        PhoneAlarm alarm = read(
                "<x-cisco-alarm><new/><Alarm Name=\"Later\" x=\"y\"><ParameterList>"
                        + "<Enum name=\"Cause\">a &lt; b</Enum><String name=\"Cause\">2</String></ParameterList></Alarm></x-cisco-alarm>");
        assertThat(alarm)
                .isEqualTo(new PhoneAlarm(
                        "Later", List.of(new Parameter("Enum", "Cause", "a < b"), Parameter.of("Cause", "2"))));
        assertThat(alarm.value("Cause")).contains("a < b");
        assertThat(alarm.device()).isEmpty();
        assertThat(PhoneAlarm.decodeOrThrow(alarm.encode())).isEqualTo(alarm);
    }

    @Test
    void toleratesAndRefuses() {
        String broken = DOCUMENT.replace("name=\"StatusCode\"", "no=\"StatusCode\"")
                .replace("Not Installed", "x".repeat(PhoneAlarm.MOST_CHARACTERS + 1));
        assertThat(PhoneAlarm.decode(bytes(broken)).problems()).hasSize(1);
        assertThat(read(broken).parameters()).hasSize(6);
        assertThat(read(DOCUMENT.replace("SEP020000", "SEP 020000")).device()).isEmpty();
        String many = DOCUMENT.replace("</ParameterList>", "<String name=\"a\"/>".repeat(100) + "</ParameterList>");
        assertThat(read(many).parameters()).hasSize(PhoneAlarm.MOST_PARAMETERS);
        String two = DOCUMENT.replace("</x-cisco-alarm>", "<Alarm Name=\"b\"/></x-cisco-alarm>");
        assertThat(PhoneAlarm.decode(bytes(two)).problems()).hasSize(1);
        assertThat(read(two)).isEqualTo(read(DOCUMENT));
        for (String refused : List.of(
                "",
                "<a/>",
                "<x-cisco-alarm/>",
                "<x-cisco-alarm><Alarm/></x-cisco-alarm>",
                "<x-cisco-alarm><Alarm Name=\"" + "x".repeat(129) + "\"/></x-cisco-alarm>",
                DOCUMENT.substring(0, 200),
                "<!DOCTYPE a>" + DOCUMENT)) {
            assertThat(PhoneAlarm.decode(bytes(refused)).value()).as(refused).isEmpty();
            assertThatThrownBy(() -> read(refused)).isInstanceOf(SipFormatException.class);
        }
    }

    @Test
    void refusesWhatItCouldNotWrite() {
        assertThatThrownBy(() -> Parameter.of("a", "b\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Parameter.of("", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Parameter("a b", "c", "d")).isInstanceOf(IllegalArgumentException.class);
        List<Parameter> many = Collections.nCopies(65, Parameter.of("a", "b"));
        assertThatThrownBy(() -> new PhoneAlarm("a", many)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SipRequest.Builder refer(String referTo) {
        return SipRequest.builder("REFER", Uri.decodeOrThrow("sip:h")).header("Refer-To", referTo);
    }

    @Test
    void aReferCarriesAnAlarm() {
        SipRequest refer = refer("cid:1234@192.0.2.9")
                .header("Content-Id", "<1234@192.0.2.9>")
                .body(PhoneAlarm.TYPE, bytes(DOCUMENT))
                .build();
        assertThat(ReferRequest.read(refer)).isEqualTo(new ReferRequest.Alarm(read(DOCUMENT)));
        Multipart parts = Multipart.builder("mixed", "uniqueBoundary")
                .part(Multipart.Part.of(PhoneAlarm.TYPE, bytes("<other/>")).withHeader("Content-Id", "<1@h>"))
                .part(Multipart.Part.of(PhoneAlarm.TYPE, bytes(DOCUMENT)).withHeader("Content-Id", "<2@h>"))
                .build();
        SipRequest many = refer("<cid:2@h>").body(parts.type(), parts.encode()).build();
        assertThat(ReferRequest.read(many)).isEqualTo(new ReferRequest.Alarm(read(DOCUMENT)));
    }

    @ParameterizedTest
    @CsvSource({
        "<urn:X-cisco-remotecc:token-registration>, 0",
        "<URN:x-CISCO-remotecc:Token-Registration>, 0",
        "urn:x-cisco-remotecc:token-registration, 0",
        "<urn:X-cisco-remotecc:hold>, 415",
        "<sip:a@b>, 415",
        "cid:1@h, 415",
        "<, 400"
    })
    void aReferAsksForAToken(String referTo, int refused) {
        ReferRequest read = ReferRequest.read(refer(referTo)
                .header("Contact", "<sip:l@h>;+u.sip!devicename.ccm.cisco.com=\"SEP020000AABBCC\"")
                .build());
        if (refused == 0) {
            assertThat(read).isEqualTo(new ReferRequest.Token(DEVICE));
            assertThat(ReferRequest.read(refer(referTo).build())).isEqualTo(new ReferRequest.Token(null));
        } else {
            assertThat(((ReferRequest.Unusable) read).refusal().status()).isEqualTo(refused);
        }
    }

    @Test
    void refusesOtherRefers() {
        SipRequest broken = refer("cid:1@h").body(PhoneAlarm.TYPE, bytes("<")).build();
        SipRequest none =
                SipRequest.builder("REFER", Uri.decodeOrThrow("sip:h")).build();
        for (SipRequest one : List.of(broken, none)) {
            assertThat(((ReferRequest.Unusable) ReferRequest.read(one))
                            .refusal()
                            .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            SIP;cause=200;text="cisco-alarm:23 Name=SEP1 ActiveLoad=a.loads InactiveLoad=b Last=reset-restart"| 23 | reset-restart
            SIP;cause=200;text="cisco-alarm:25 Name=SEP1 Load=a Last=initialized"| 25 | initialized
            Q.850;cause=16, SIP;text="cisco-alarm:999 Last=cm-closed-tcp"| 999 | cm-closed-tcp
            SIP;cause=200;text="cisco-alarm:14"| 14 | unspecified
            SIP;cause=200;text="cisco-alarm:14 Last=a/b"| 14 | unspecified
            SIP;cause=200;text="cisco-alarm:14 NotLast=a"| 14 | unspecified
            SIP;cause=200;text="cisco-alarm:1234567890 Last=a"| none | none
            SIP;cause=200;text="cisco-alarm:-1"| none | none
            SIP;cause=200;text="cisco-alarm:x"| none | none
            SIP;cause=200;text="cisco-alarm:1x"| none | none
            SIP;cause=200;text="other"| none | none
            SIP;cause=200| none | none
            ;;| none | none
            """)
    void readsWhyAPhoneUnregistered(String header, Integer number, String last) {
        SipRequest request = SipRequest.builder("REGISTER", Uri.decodeOrThrow("sip:h"))
                .header("Reason", header)
                .build();
        assertThat(CiscoAlarm.of(request))
                .isEqualTo(number == null ? Optional.empty() : Optional.of(new CiscoAlarm(number, last)));
    }

    @Test
    void aServiceControlNamesItsStamps() {
        VersionStamps stamps = new VersionStamps("a-1", "b", "c", "d.2");
        ServiceControl control = new ServiceControl(ServiceAction.CHECK_VERSION, "call@h", stamps);
        assertThat(control.encode()).asString().isEqualTo("""
                action=check-version
                RegisterCallId={call@h}
                ConfigVersionStamp={a-1}
                DialplanVersionStamp={b}
                SoftkeyVersionStamp={c}
                FeatureControlVersionStamp={d.2}
                """);
        assertThat(ServiceControl.decode(control.encode())).contains(control);
        String crlf = new String(control.encode(), StandardCharsets.UTF_8).replace("\n", "\r\n");
        assertThat(ServiceControl.decode(bytes(crlf))).contains(control);
        assertThat(ServiceControl.decode(bytes("action=new-one\nRegisterCallId={{c}}\nSoftkeyVersionStamp={ }\nX=1")))
                .contains(new ServiceControl(new ServiceAction("new-one"), "{c}", VersionStamps.STALE));
        assertThat(ServiceControl.decode(bytes("action=reset"))).isEmpty();
        assertThat(ServiceControl.decode(bytes("RegisterCallId={c}"))).isEmpty();
        assertThatThrownBy(() -> new VersionStamps("a}", "b", "c", "d")).isInstanceOf(IllegalArgumentException.class);
    }
}
