package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.internal.Addresses;
import org.emcc.sip.message.Multipart;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.message.Via;
import org.emcc.sip.transport.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What a phone writes. Source: sip 4.2, 4.4, 4.5 and 4.8.
 *
 * @param device its name
 * @param line the number of its first line
 * @param thirdParty whether nothing of the vendor's own is in it
 * @param model its model number
 * @param userAgent what it calls itself; nothing when it is empty
 * @param activeLoad the firmware that runs
 * @param inactiveLoad the firmware beside it
 * @param contactUser the user of its contact
 * @param mac the MAC address in its name, in lower case; made up when it has none
 * @param offered what it offers in its first REGISTER
 */
record PhoneMessages(
        DeviceName device,
        String line,
        boolean thirdParty,
        int model,
        String userAgent,
        String activeLoad,
        String inactiveLoad,
        String contactUser,
        String mac,
        PhoneOptions offered) {
    /** Where the numbers of a REFER begin (sip 4.8); that the token has the same is inferred. */
    static final long FIRST_REFER = 1_000;

    private static final String SUPPORTED = "replaces,join,sdp-anat,norefersub,resource-priority,extended-refer,"
            + "X-cisco-callinfo,X-cisco-serviceuri,X-cisco-escapecodes,X-cisco-service-control,X-cisco-srtp-fallback,"
            + "X-cisco-monrec,X-cisco-config,X-cisco-sis-7.0.0,X-cisco-xsi-8.5.1";

    /**
     * What stays the same over all messages of a session.
     *
     * @param protocol as a Via names it
     * @param local where the phone sends from and is reached
     * @param host the node as the configuration names it
     * @param port its port; 0 when it is the default
     */
    record Session(
            String protocol,
            InetSocketAddress local,
            String host,
            int port,
            String callId,
            String fromTag,
            String sessionId) {}

    static String mac(DeviceName device, Ids ids) {
        return device.mac().map(mac -> mac.toLowerCase(Locale.ROOT)).orElseGet(() -> ids.hex(12));
    }

    Session session(Flow flow, ServiceAddress node, int byDefault, Ids ids) {
        int port = node.portOr(byDefault);
        String tag = mac + ids.hex(4) + ids.hex(8) + "-" + ids.hex(8);
        return new Session(
                flow.protocol(),
                flow.local(),
                node.host().replaceFirst("%.*", ""),
                port == byDefault ? 0 : port,
                callId(flow.local(), ids),
                tag,
                ids.hex(32));
    }

    private String callId(InetSocketAddress local, Ids ids) {
        return mac.substring(0, 8) + "-" + mac.substring(8) + ids.hex(4) + "-" + ids.hex(8) + "-" + ids.hex(8) + "@"
                + Addresses.plain(local.getAddress());
    }

    /** Sip 4.2 shows {@code transport=tcp}; that it is {@code sip} with {@code transport=tls} over TLS is inferred. */
    SipUri contact(Session session) {
        return SipUri.builder(Addresses.plain(session.local().getAddress()))
                .user(contactUser)
                .port(session.local().getPort())
                .parameter("transport", session.protocol().toLowerCase(Locale.ROOT))
                .build();
    }

    private String contactValue(Session session, boolean look) {
        NameAddress contact = NameAddress.of(contact(session));
        if (!thirdParty) {
            contact = contact.withQuotedParameter("+sip.instance", "<urn:uuid:00000000-0000-0000-0000-" + mac + ">")
                    .withQuotedParameter("+u.sip!devicename.ccm.cisco.com", device.value())
                    .withQuotedParameter("+u.sip!model.ccm.cisco.com", Integer.toString(model));
        }
        return contact + (look ? ";cisco-keep-alive;expires=0" : "");
    }

    private NameAddress lineAt(String host) {
        return NameAddress.of(SipUri.builder(host).user(line).build());
    }

    private SipRequest.Builder begin(
            String method, Session session, String callId, String fromTag, long cseq, String branch, String date) {
        SipUri.Builder target = SipUri.builder(session.host());
        if (session.port() != 0) {
            target.port(session.port());
        }
        NameAddress address = lineAt(session.host());
        SipRequest.Builder request = SipRequest.builder(method, target.build())
                .header(
                        "Via",
                        Via.of(session.protocol(), session.local(), branch).toString())
                .header("From", address.withParameter("tag", fromTag).toString())
                .header("To", address.toString())
                .header("Call-ID", callId)
                .header("Max-Forwards", "70");
        if (!thirdParty) {
            request.header("Session-ID", session.sessionId() + ";remote=" + "0".repeat(32));
        }
        request.header("Date", date).header("CSeq", cseq + " " + method);
        if (!userAgent.isEmpty()) {
            request.header("User-Agent", userAgent);
        }
        return request;
    }

    /**
     * A REGISTER.
     *
     * @param expires the lifetime that is asked for; does not count for a look and for leaving
     * @param alarm why the phone unregistered last, or null where nothing is said of it
     */
    SipRequest register(
            Session session,
            PhoneEffect.Purpose purpose,
            long cseq,
            String branch,
            String date,
            Duration expires,
            @Nullable CiscoAlarm alarm) {
        boolean first = purpose == PhoneEffect.Purpose.FIRST && !thirdParty;
        boolean asks = purpose == PhoneEffect.Purpose.FIRST || purpose == PhoneEffect.Purpose.REFRESH;
        SipRequest.Builder request = begin("REGISTER", session, session.callId(), session.fromTag(), cseq, branch, date)
                .header("Contact", contactValue(session, purpose == PhoneEffect.Purpose.LOOK));
        if (!thirdParty) {
            request.header("Supported", SUPPORTED);
        }
        if (first && alarm != null) {
            request.header(
                    "Reason",
                    "SIP;cause=200;text=\"cisco-alarm:" + alarm.number() + " Name=" + device.value() + " ActiveLoad="
                            + activeLoad + " InactiveLoad=" + inactiveLoad + " Last=" + alarm.last() + "\"");
        }
        request.header("Expires", asks ? Long.toString(expires.toSeconds()) : "0");
        if (first) {
            Multipart body = RemoteControl.bulkRegister(offered);
            request.header("Mime-Version", "1.0").body(body.type(), body.encode());
        }
        return request.build();
    }

    /** What stays the same over the repetitions of a REFER. */
    record Refer(String callId, String fromTag, String contentId) {}

    Refer refer(Session session, Ids ids) {
        return new Refer(
                callId(session.local(), ids),
                ids.tag(),
                ids.hex(16) + "@" + Addresses.plain(session.local().getAddress()));
    }

    /**
     * Asks a node whether the phone may come. What else such a REFER has is inferred from those with an alarm.
     *
     * @param refer what makes it up
     */
    SipRequest token(Session session, Refer refer, long cseq, String branch, String date) {
        return refer(session, refer, cseq, branch, date)
                .header("Refer-To", "<" + ReferRequest.TOKEN + ">")
                .build();
    }

    /** An alarm. Its Refer-To names the body without angle brackets, as phones do (sip 4.8). */
    SipRequest alarm(Session session, Refer refer, long cseq, String branch, String date, PhoneAlarm alarm) {
        return refer(session, refer, cseq, branch, date)
                .header("Refer-To", "cid:" + refer.contentId())
                .header("Content-Id", "<" + refer.contentId() + ">")
                .header("Content-Disposition", "session;handling=required")
                .body(PhoneAlarm.TYPE, alarm.encode())
                .build();
    }

    private SipRequest.Builder refer(Session session, Refer refer, long cseq, String branch, String date) {
        return begin("REFER", session, refer.callId(), refer.fromTag(), cseq, branch, date)
                .header("Contact", contactValue(session, false))
                .header("Require", "norefersub")
                .header("Referred-By", lineAt(session.host()).toString())
                .header("Expires", "10");
    }

    /** Where a request is repeated with another number and branch. */
    interface Written {
        SipRequest write(long cseq, String branch);
    }
}
