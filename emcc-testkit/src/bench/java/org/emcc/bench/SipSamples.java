package org.emcc.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An INVITE of 1 KB between two clusters, and the REGISTER of a phone with its tags and its body (sip 4.2). Every header that is not among the
 * seven which are read is a name and a text.
 */
final class SipSamples {
    static final String PHONE = "192.0.2.9";
    static final int PHONE_PORT = 51778;
    static final String HOME = "192.0.2.1";
    static final String VISITING = "198.51.100.7";
    static final String LINE = "2222";
    static final String CALLED = "3001";
    static final String CONTACT_USER = "7c0e5a2e-1111-4222-8333-a1b2c3d4e5f6";
    static final String BOUNDARY = "uniqueBoundary";

    /** The parameters of a phone's contact, each to be quoted. */
    static final Map<String, String> FEATURES = ordered(
            "+sip.instance", "<urn:uuid:00000000-0000-0000-0000-020000aabbcc>",
            "+u.sip!devicename.ccm.cisco.com", "SEP020000AABBCC",
            "+u.sip!model.ccm.cisco.com", "621");

    static final Map<String, String> INVITE_HEADERS = ordered(
            "Session-ID", "5f0c2a9100105000a000020000aabbcc;remote=00000000000000000000000000000000",
            "Date", "Wed, 01 May 2030 08:00:00 GMT",
            "Supported", "timer,resource-priority,replaces",
            "Min-SE", "1800",
            "User-Agent", "emcc-sdk",
            "Allow", "INVITE, OPTIONS, INFO, BYE, CANCEL, ACK, PRACK, UPDATE, REFER, SUBSCRIBE, NOTIFY",
            "Expires", "180",
            "Allow-Events", "presence, kpml",
            "Session-Expires", "1800;refresher=uac",
            "P-Asserted-Identity", "<sip:2222@192.0.2.1>");

    static final Map<String, String> REGISTER_HEADERS = ordered(
            "Session-ID", "5f0c2a9100105000a000020000aabbcc;remote=00000000000000000000000000000000",
            "Date", "Wed, 01 May 2030 08:00:00 GMT",
            "User-Agent", "Cisco-CP7821/14.2.1",
            "Supported",
                    "replaces,join,sdp-anat,norefersub,resource-priority,extended-refer,X-cisco-callinfo,X-cisco-serviceuri,"
                            + "X-cisco-escapecodes,X-cisco-service-control,X-cisco-srtp-fallback,X-cisco-monrec,X-cisco-config,"
                            + "X-cisco-sis-7.0.0,X-cisco-xsi-8.5.1",
            "Reason",
                    "SIP;cause=200;text=\"cisco-alarm:23 Name=SEP020000AABBCC ActiveLoad=sip78xx.14-2-1.loads"
                            + " InactiveLoad=sip78xx.12-1-1.loads Last=reset-restart\"",
            "Expires", "3600",
            "Mime-Version", "1.0");

    static final byte[] SDP = bytes("""
            v=0
            o=emcc 2000 1 IN IP4 192.0.2.1
            s=SIP Call
            c=IN IP4 192.0.2.9
            t=0 0
            m=audio 24580 RTP/AVP 0 8 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            """.replace("\n", "\r\n"));

    static final byte[] OPTIONS = bytes("""
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
             <joinreq></joinreq><cfwdall-anyline></cfwdall-anyline><oosalarm></oosalarm>
             <x-cisco-number></x-cisco-number><bfcp></bfcp><ix></ix>
            </optionsind>
            </x-cisco-remotecc-request>
            --uniqueBoundary--
            """.replace("\n", "\r\n"));

    private SipSamples() {}

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
