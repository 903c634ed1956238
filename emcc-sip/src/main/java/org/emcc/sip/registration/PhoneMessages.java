package org.emcc.sip.registration;

import java.time.Duration;
import java.util.Locale;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.message.Via;
import org.jspecify.annotations.Nullable;

/**
 * What a phone writes. Source: sip 4.2.
 *
 * @param device its name
 * @param line the number of its first line
 * @param model its model number
 * @param userAgent what it calls itself
 * @param activeLoad the firmware that runs
 * @param inactiveLoad the firmware beside it
 * @param contactUser the user of its contact
 * @param mac the MAC address in its name, in lower case; made up when it has none
 */
record PhoneMessages(
        DeviceName device,
        String line,
        int model,
        String userAgent,
        String activeLoad,
        String inactiveLoad,
        String contactUser,
        String mac) {
    private static final String SUPPORTED = "replaces,join,sdp-anat,norefersub,resource-priority,extended-refer,"
            + "X-cisco-callinfo,X-cisco-serviceuri,X-cisco-escapecodes,X-cisco-service-control,X-cisco-srtp-fallback,"
            + "X-cisco-monrec,X-cisco-config,X-cisco-sis-7.0.0,X-cisco-xsi-8.5.1";

    /** What stays the same over the refreshes of one registration. */
    record Session(ServiceAddress registrar, Flow flow, String callId, String fromTag, String sessionId) {}

    static String mac(DeviceName device, Ids ids) {
        return device.mac().map(mac -> mac.toLowerCase(Locale.ROOT)).orElseGet(() -> ids.hex(12));
    }

    Session session(ServiceAddress registrar, Flow flow, Ids ids) {
        String callId = mac.substring(0, 8) + "-" + mac.substring(8) + ids.hex(4) + "-" + ids.hex(8) + "-" + ids.hex(8)
                + "@" + Answers.host(flow.local());
        String tag = mac + ids.hex(4) + ids.hex(8) + "-" + ids.hex(8);
        return new Session(registrar, flow, callId, tag, ids.hex(32));
    }

    /** Sip 4.9. */
    static int defaultPort(String protocol) {
        return protocol.equals("TLS") ? 5061 : 5060;
    }

    /** Sip 4.2 shows {@code transport=tcp}; that it is {@code sip} with {@code transport=tls} over TLS is inferred. */
    NameAddress contact(Flow flow) {
        SipUri uri = SipUri.builder(Answers.host(flow.local()))
                .user(contactUser)
                .port(flow.local().getPort())
                .parameter("transport", flow.protocol().toLowerCase(Locale.ROOT))
                .build();
        return NameAddress.of(uri)
                .withQuotedParameter("+sip.instance", "<urn:uuid:00000000-0000-0000-0000-" + mac + ">")
                .withQuotedParameter("+u.sip!devicename.ccm.cisco.com", device.value())
                .withQuotedParameter("+u.sip!model.ccm.cisco.com", Integer.toString(model));
    }

    /**
     * A REGISTER.
     *
     * @param alarm why the phone unregistered last, or null in a refresh
     * @param bulk whether it is the first of its session, which registers all lines and has a body
     */
    SipRequest register(
            Session session,
            long cseq,
            String branch,
            String date,
            Duration expires,
            @Nullable CiscoAlarm alarm,
            boolean bulk) {
        Flow flow = session.flow();
        String host = session.registrar().host().replaceFirst("%.*", "");
        int port = session.registrar().portOr(defaultPort(flow.protocol()));
        SipUri.Builder target = SipUri.builder(host);
        if (port != defaultPort(flow.protocol())) {
            target.port(port);
        }
        NameAddress line = NameAddress.of(SipUri.builder(host).user(this.line).build());
        SipRequest.Builder request = SipRequest.builder("REGISTER", target.build())
                .header("Via", Via.of(flow.protocol(), flow.local(), branch).toString())
                .header("From", line.withParameter("tag", session.fromTag()).toString())
                .header("To", line.toString())
                .header("Call-ID", session.callId())
                .header("Max-Forwards", "70")
                .header("Session-ID", session.sessionId() + ";remote=" + "0".repeat(32))
                .header("Date", date)
                .header("CSeq", cseq + " REGISTER")
                .header("User-Agent", userAgent)
                .header("Contact", contact(flow).toString())
                .header("Supported", SUPPORTED);
        if (alarm != null) {
            request.header(
                    "Reason",
                    "SIP;cause=200;text=\"cisco-alarm:" + alarm.number() + " Name=" + device.value() + " ActiveLoad="
                            + activeLoad + " InactiveLoad=" + inactiveLoad + " Last=" + alarm.last() + "\"");
        }
        request.header("Expires", Long.toString(expires.toSeconds()));
        if (bulk) {
            request.header("Mime-Version", "1.0").body(RemoteControl.MULTIPART, RemoteControl.bulkRegister());
        }
        return request.build();
    }
}
