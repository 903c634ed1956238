package org.emcc.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages of the kinds that registration exchanges, each well formed. */
final class Samples {
    private Samples() {}

    static final String REGISTER = lines(
            "REGISTER sip:192.0.2.1 SIP/2.0",
            "Via: SIP/2.0/UDP 192.0.2.9:51778;branch=z9hG4bK7d20f1aa",
            "From: <sip:2222@192.0.2.1>;tag=020000aabbcc00140d3f2a10-5e11c9b2",
            "To: <sip:2222@192.0.2.1>",
            "Call-ID: 020000aa-bbcc0003-1f2e3d4c-6a5b4c3d@192.0.2.9",
            "Max-Forwards: 70",
            "CSeq: 101 REGISTER",
            "Contact: <sip:7c0e5a2e@192.0.2.9:51778;transport=udp>"
                    + ";+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-020000aabbcc>\""
                    + ";+u.sip!devicename.ccm.cisco.com=\"SEP020000AABBCC\""
                    + ";+u.sip!model.ccm.cisco.com=\"621\";video",
            "Reason: SIP;cause=200;text=\"cisco-alarm:23 Name=SEP020000AABBCC Last=reset-restart\"",
            "X-Unknown:   kept, as \"it\" stands ",
            "Expires: 3600",
            "Content-Type: text/plain",
            "Content-Length: 4",
            "",
            "body");

    static final String COMPACT = lines(
            "OPTIONS sip:lab@[2001:db8::9]:5070;lr SIP/2.0",
            "v : SIP / 2.0 / UDP first.example : 4000 ; branch = z9hG4bK87 ; rport",
            "V:SIP/2.0/TCP [2001:db8::1];branch=z9hG4bK5, SIP/2.0/UDP last.example",
            "f: \"A \\\"quoted\\\" name, with <all>; of it\" <sip:a%20b@home.example>;tag=1",
            "t: sip:b@home.example;tag=2",
            "i: Call@Home",
            "cseq:",
            "  0009",
            "\tOPTIONS",
            "m: Phone One <sips:c@h.example;x=1>;q=0.5;expires=60, tel:+15551234;flag;empty=\"\"",
            "s:",
            "l: 0",
            "",
            "");

    static final String RESPONSE = lines(
            "SIP/2.0 404 Nicht gefunden \u00fc",
            "Via: SIP/2.0/UDP 192.0.2.9:51778;branch=z9hG4bK7d20f1aa;received=192.0.2.77",
            "From: <sip:2222@192.0.2.1>;tag=1",
            "To: <sip:2222@192.0.2.1>;tag=2",
            "Call-ID: x@y",
            "CSeq: 101 REGISTER",
            "Warning: 399 node \"unknown, or not\"",
            "Content-Length:   0",
            "",
            "");

    static final List<String> ALL = List.of(REGISTER, COMPACT, RESPONSE);

    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The line of a header, one character for each byte. */
    static String written(SipHeader header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header.writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    static SipMessage read(String text) {
        return SipMessage.decodeOrThrow(bytes(text));
    }
}
