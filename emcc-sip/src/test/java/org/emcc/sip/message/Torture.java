package org.emcc.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of RFC 4475 and RFC 5118 anew: each is made here, and has exactly the feature of its section. Where the second RFC
 * has lengths that do not fit, or lacks an empty line, these have what is right. Names end in {@code .example}, addresses are those
 * for documentation.
 */
final class Torture {
    /** One message of one RFC. */
    static final class Case {
        private final String rfc;
        private final String section;
        private final String name;
        private final byte[] message;
        private final int owed;

        private Case(String rfc, String section, String name, byte[] message, int owed) {
            this.rfc = rfc;
            this.section = section;
            this.name = name;
            this.message = message;
            this.owed = owed;
        }

        String name() {
            return name;
        }

        byte[] message() {
            return message.clone();
        }

        /** What a phone or registrar owes to it: 200 stands for going on, 0 for nothing. */
        int owed() {
            return owed;
        }

        @Override
        public String toString() {
            return rfc + " " + section + " " + name;
        }
    }

    private final List<Case> cases = new ArrayList<>();

    private Torture() {}

    static List<Case> rfc4475() {
        Torture all = new Torture();
        all.valid();
        all.invalid();
        all.application();
        return all.cases;
    }

    static List<Case> rfc5118() {
        Torture all = new Torture();
        all.ipv6();
        return all.cases;
    }

    static Case named(String name) {
        List<Case> all = new ArrayList<>(rfc4475());
        all.addAll(rfc5118());
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** A message which is well formed until a line of it is put in the place of a good one. */
    private static final class Draft {
        private final String startLine;
        private final Map<String, String> lines = new LinkedHashMap<>();
        private byte[] body = {};
        private byte[] surplus = {};

        private Draft(String startLine, String method) {
            this.startLine = startLine;
            line("Via", "Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKq1w2e3");
            line("Max-Forwards", "Max-Forwards: 70");
            line("From", "From: \"Ana\" <sip:1001@hc.example>;tag=a1b2");
            line("To", "To: <sip:2002@vc.example>");
            line("Call-ID", "Call-ID: 77aa@192.0.2.9");
            line("CSeq", "CSeq: 101 " + method);
            line("Contact", "Contact: <sip:1001@192.0.2.9>");
        }

        static Draft request(String method, String uri) {
            return new Draft(method + " " + uri + " SIP/2.0", method);
        }

        static Draft startingWith(String startLine, String method) {
            return new Draft(startLine, method);
        }

        Draft line(String name, String line) {
            lines.put(name, line);
            return this;
        }

        Draft without(String... names) {
            for (String name : names) {
                lines.remove(name);
            }
            return this;
        }

        Draft body(String type, byte[] bytes) {
            body = bytes;
            return line("Content-Type", "Content-Type: " + type);
        }

        Draft body(String type, String text) {
            return body(type, latin(text));
        }

        Draft behind(byte[] bytes) {
            surplus = bytes;
            return this;
        }

        byte[] bytes() {
            lines.putIfAbsent("Content-Length", "Content-Length: " + body.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(latin(startLine + "\r\n" + String.join("\r\n", lines.values()) + "\r\n\r\n"));
            out.writeBytes(body);
            out.writeBytes(surplus);
            return out.toByteArray();
        }
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final String SDP = Samples.lines(
            "v=0", "o=- 1 1 IN IP4 192.0.2.9", "s=-", "c=IN IP4 192.0.2.9", "t=0 0", "m=audio 24000 RTP/AVP 0", "");

    private static Draft invite() {
        return Draft.request("INVITE", "sip:2002@vc.example").body("application/sdp", SDP);
    }

    private static Draft register() {
        return Draft.request("REGISTER", "sip:hc.example").line("To", "To: <sip:1001@hc.example>");
    }

    private static Draft options() {
        return Draft.request("OPTIONS", "sip:2002@vc.example");
    }

    private static Draft ok() {
        return Draft.startingWith("SIP/2.0 200 OK", "INVITE").line("To", "To: <sip:2002@vc.example>;tag=c3");
    }

    private void of4475(String section, String name, Draft draft, int owed) {
        cases.add(new Case("RFC 4475", section, name, draft.bytes(), owed));
    }

    private void of5118(String section, String name, Draft draft, int owed) {
        cases.add(new Case("RFC 5118", section, name, draft.bytes(), owed));
    }

    private void valid() {
        of4475(
                "3.1.1.1",
                "wsinv",
                Draft.request("INVITE", "sip:ana@hc.example;strange")
                        .without("Contact", "Via")
                        .line("To", "TO :\r\n sip:bo@vc.example ;   tag    = 19x")
                        .line("From", "from   : \"A \\\\\\\"\"       <sip:ana@hc.example>\r\n  ;\r\n  tag = 98y")
                        .line("Max-Forwards", "MaX-fOrWaRdS: 0068")
                        .line("Call-ID", "Call-ID: ws.77@192.0.2.9")
                        .line("CSeq", "cseq: 0009\r\n  INVITE")
                        .line("Via", "Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390k")
                        .line("s", "s :")
                        .line("New", "NewHeader:   folded\r\n here and   ; ,; there")
                        .line("Odd", "OddValue: ;;,,;;,;")
                        .line(
                                "v",
                                "v:  SIP  / 2.0  / TCP     first.example   ;\r\n  branch  =   z9hG4bK9ik  ,\r\n"
                                        + " SIP  /    2.0   / UDP  192.0.2.111   ; branch=\r\n z9hG4bK302")
                        .line(
                                "m",
                                "m:\"Quoted \\\"\\\"\" <sip:ana@hc.example> ; new =\r\n  value ;\r\n  two ; q = 0.33")
                        .body("application/sdp", SDP),
                200);
        of4475(
                "3.1.1.2",
                "intmeth",
                Draft.request(
                                "!odd-Method0123456789_*+`.%there'~",
                                "sip:1_odd~(it's!so)&+$/crazy?,/;;*:&x=1,y!*pa$w~d@hc.example")
                        .line(
                                "To",
                                "To: \"B:\\\u0007 N:\\\u0000 D:\\\u007f\" <sip:1_odd~(it's!so)&+$/crazy?,/;;*@hc.example>")
                        .line(
                                "From",
                                "From: one~` two'+_ three*%!.- <sip:ana@hc.example>;from''~+*_!.-%=\"\u00d1\u0080\";tag=_t~1'+`*%!-.")
                        .line("Call-ID", "Call-ID: odd.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{")
                        .line("Ext", "ext-!.%*_+`'~: \u00ef\u00bb\u00bf\u00e5\u00a4"),
                501);
        of4475(
                "3.1.1.3",
                "esc01",
                Draft.request("INVITE", "sip:sips%3Abo%40vc.example@hc.example")
                        .line("To", "To: <sip:%31%30%301@hc.example>")
                        .line("Contact", "Contact: <sip:a%6Ea@192.0.2.9;%6C%72;n%61me=v%61lue%25%34%31>")
                        .body("application/sdp", SDP),
                200);
        of4475(
                "3.1.1.4",
                "escnull",
                register()
                        .line("To", "To: sip:null-%00-null@hc.example")
                        .line("Contact", "Contact: <sip:%00@192.0.2.9>")
                        .line("Contact2", "Contact: <sip:%00%00@192.0.2.9>"),
                200);
        of4475(
                "3.1.1.5",
                "esc02",
                Draft.request("RE%47IST%45R", "sip:hc.example")
                        .line("To", "To: \"%Z%45\" <sip:res%20ource@hc.example>")
                        .line("Contact", "Contact: <sip:a@192.0.2.9>;odd=%xyz"),
                501);
        of4475("3.1.1.6", "lwsdisp", options().line("From", "From: ana<sip:ana@hc.example>;tag=323"), 200);
        of4475("3.1.1.7", "longreq", longValues(), 200);
        of4475("3.1.1.8", "dblreq", register().behind(invite().bytes()), 200);
        of4475("3.1.1.9", "semiuri", Draft.request("OPTIONS", "sip:bo;par=u%40vc.example@hc.example"), 200);
        of4475(
                "3.1.1.10",
                "transports",
                options()
                        .line("Via2", "Via: SIP/2.0/SCTP [2001:db8::7];branch=z9hG4bKs")
                        .line("Via3", "Via: SIP/2.0/TLS t3.example;branch=z9hG4bKt")
                        .line("Via4", "Via: SIP/2.0/UNKNOWN t4.example;branch=z9hG4bKu")
                        .line("Via5", "Via: SIP/2.0/TCP t5.example;branch=z9hG4bKv"),
                200);
        of4475(
                "3.1.1.11",
                "mpart01",
                Draft.request("MESSAGE", "sip:2002@vc.example")
                        .body(
                                "multipart/mixed;boundary=7a9c",
                                Samples.lines(
                                        "--7a9c",
                                        "Content-Type: text/plain",
                                        "",
                                        "Hello",
                                        "--7a9c",
                                        "Content-Type: application/octet-stream",
                                        "Content-Transfer-Encoding: binary",
                                        "",
                                        "0\u0082\u0000\u0000\n\n\u0000\r\u00ff\r\n-\r\n--7a9\u0000",
                                        "--7a9c--",
                                        "")),
                200);
        of4475(
                "3.1.1.12",
                "unreason",
                Draft.startingWith("SIP/2.0 200 = 2**3 * 5**2 \u00d0\u00bd\u00d0\u00be \u00d0\u00bf", "INVITE"),
                200);
        of4475("3.1.1.13", "noreason", Draft.startingWith("SIP/2.0 100 ", "INVITE"), 200);
    }

    private static Draft longValues() {
        Draft draft = invite().line(
                        "To",
                        "To: \"I have a user name of " + "extreme".repeat(20) + " length\" <sip:bo:"
                                + "password".repeat(15) + "@vc.example:5060;" + "param".repeat(15) + "="
                                + "value".repeat(15) + ">;tag=t")
                .line(
                        "From",
                        "From: sip:" + "ana".repeat(60) + "@hc.example;tag=" + "12".repeat(100) + ";"
                                + "name".repeat(20) + "=" + "value".repeat(20) + ";flag" + "s".repeat(300))
                .line("Call-ID", "Call-ID: " + "really".repeat(40) + "longcallid")
                .line("Long", "Unknown-" + "Long".repeat(20) + "-Name: unknown-" + "long".repeat(20) + "-value")
                .line("Contact", "Contact: <sip:" + "bo".repeat(200) + "@192.0.2.9>");
        for (int i = 0; i < 34; i++) {
            draft.line("Via" + i, "Via: SIP/2.0/TCP sip" + i + ".example;branch=z9hG4bK" + "x".repeat(60) + i);
        }
        return draft;
    }

    private void invalid() {
        of4475(
                "3.1.2.1",
                "badinv01",
                invite().line("Via", "Via: SIP/2.0/UDP 192.0.2.15;;,;,,")
                        .line("Contact", "Contact: \"Ana\" <sip:ana@hc.example>;;;;"),
                400);
        of4475("3.1.2.2", "clerr", invite().line("Content-Length", "Content-Length: 9999"), 400);
        of4475("3.1.2.3", "ncl", invite().line("Content-Length", "Content-Length: -999"), 400);
        of4475(
                "3.1.2.4",
                "scalar02",
                register()
                        .line("CSeq", "CSeq: 36893488147419103232 REGISTER")
                        .line("Max-Forwards", "Max-Forwards: 300")
                        .line("Expires", "Expires: 1000000000000000000000000000000000000")
                        .line("Contact", "Contact: <sip:1001@192.0.2.9>;expires=280297596632815"),
                400);
        of4475(
                "3.1.2.5",
                "scalarlg",
                Draft.startingWith("SIP/2.0 503 Service Unavailable", "OPTIONS")
                        .line("CSeq", "CSeq: 9292394834772304023312 OPTIONS")
                        .line("Retry-After", "Retry-After: 949302838503028349304023988")
                        .line("Warning", "Warning: 1812 overture \"In Progress\""),
                0);
        of4475("3.1.2.6", "quotbal", invite().line("To", "To: \"Bo, at Home <sip:bo@vc.example>"), 400);
        of4475(
                "3.1.2.7",
                "ltgtruri",
                Draft.request("INVITE", "<sip:2002@vc.example>").body("application/sdp", SDP),
                400);
        of4475(
                "3.1.2.8",
                "lwsruri",
                Draft.request("INVITE", "sip:2002@vc.example; lr").body("application/sdp", SDP),
                400);
        of4475("3.1.2.9", "lwsstart", Draft.startingWith("INVITE  sip:2002@vc.example  SIP/2.0", "INVITE"), 400);
        of4475("3.1.2.10", "trws", Draft.startingWith("OPTIONS sip:2002@vc.example SIP/2.0  ", "OPTIONS"), 400);
        of4475(
                "3.1.2.11",
                "escruri",
                Draft.request("INVITE", "sip:2002@vc.example?Route=%3Csip:hc.example%3E")
                        .body("application/sdp", SDP),
                400);
        of4475("3.1.2.12", "baddate", invite().line("Date", "Date: Fri, 01 Jan 2010 16:00:00 EST"), 200);
        of4475(
                "3.1.2.13",
                "regbadct",
                register().line("Contact", "Contact: sip:a@hc.example?Route=%3Csip:hc.example%3E"),
                400);
        of4475("3.1.2.14", "badaspec", options().line("To", "To: \"Ana, at Home\" < sip:ana@hc.example >"), 400);
        of4475("3.1.2.15", "baddn", options().line("From", "From: Home, Ana <sip:ana@hc.example>;tag=43"), 400);
        of4475(
                "3.1.2.16",
                "badvers",
                Draft.startingWith("OPTIONS sip:2002@vc.example SIP/7.0", "OPTIONS")
                        .line("Via", "Via: SIP/7.0/UDP 192.0.2.9;branch=z9hG4bKv7"),
                505);
        of4475("3.1.2.17", "mismatch01", options().line("CSeq", "CSeq: 8 INVITE"), 400);
        of4475(
                "3.1.2.18",
                "mismatch02",
                Draft.request("NEWMETHOD", "sip:2002@vc.example").line("CSeq", "CSeq: 8 INVITE"),
                501);
        of4475("3.1.2.19", "bigcode", Draft.startingWith("SIP/2.0 4294967301 do not break", "INVITE"), 0);
    }

    private void application() {
        of4475("3.2.1", "badbranch", options().line("Via", "Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK"), 400);
        of4475("3.3.1", "insuf", Draft.request("INVITE", "sip:2002@vc.example").without("Call-ID", "From", "To"), 400);
        of4475("3.3.2", "unkscm", Draft.request("OPTIONS", "nobodyHasThis:opaquecontent"), 416);
        of4475("3.3.3", "novelsc", Draft.request("OPTIONS", "soap.beep://192.0.2.103:3002"), 416);
        of4475(
                "3.3.4",
                "unksm2",
                register()
                        .line("To", "To: isbn:2983792873")
                        .line("From", "From: <http://www.hc.example>;tag=3234233")
                        .line("Contact", "Contact: <name:John_Smith>"),
                400);
        of4475(
                "3.3.5",
                "bext01",
                options()
                        .line("Require", "Require: nothingHasThis, nothingHasThisEither")
                        .line("Proxy-Require", "Proxy-Require: noProxyHasThis, norDoesAny"),
                420);
        of4475(
                "3.3.6",
                "invut",
                Draft.request("INVITE", "sip:2002@vc.example").body("application/unknownformat", "<audio/>"),
                415);
        of4475(
                "3.3.7",
                "regaut01",
                register().line("Authorization", "Authorization: NobodyKnows opaque-data=here"),
                200);
        of4475(
                "3.3.8",
                "multi01",
                invite().line("CSeq2", "CSeq: 59 INVITE")
                        .line("Call-ID2", "Call-ID: other@192.0.2.9")
                        .line("Max-Forwards2", "Max-Forwards: 5")
                        .line("From2", "From: <sip:x@hc.example>;tag=2"),
                400);
        of4475(
                "3.3.9",
                "mcl01",
                options()
                        .body("text/plain", "abcde")
                        .line("Content-Length2", "Content-Length: 3")
                        .line("Content-Length", "Content-Length: 5"),
                400);
        of4475(
                "3.3.10",
                "bcast",
                ok().line("Via2", "Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1s;received=255.255.255.255"),
                0);
        of4475("3.3.11", "zeromf", options().line("Max-Forwards", "Max-Forwards: 0"), 200);
        of4475("3.3.12", "cparam01", register().line("Contact", "Contact: sip:+4969@gw.example;strange"), 200);
        of4475("3.3.13", "cparam02", register().line("Contact", "Contact: <sip:+4969@gw.example;strange>"), 200);
        of4475(
                "3.3.14",
                "regescrt",
                register().line("Contact", "Contact: <sip:1001@192.0.2.9?Route=%3Csip:hc.example%3E>"),
                200);
        of4475("3.3.15", "sdp01", invite().line("Accept", "Accept: text/nobodyKnowsThis"), 406);
        of4475(
                "3.4.1",
                "inv2543",
                Draft.request("INVITE", "sip:2002@vc.example")
                        .without("Max-Forwards", "Contact")
                        .line("Via", "Via: SIP/2.0/UDP gw.example:5060")
                        .line("From", "From: <sip:+4969@gw.example;user=phone>")
                        .body("application/sdp", SDP),
                200);
    }

    private void ipv6() {
        String good = "Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111";
        of5118(
                "4.1",
                "ipv6-good",
                Draft.request("REGISTER", "sip:[2001:db8::10]")
                        .line("Via", good)
                        .line("Contact", "Contact: \"Ana\" <sip:1001@[2001:db8::1]>"),
                200);
        of5118("4.2", "ipv6-bad", Draft.request("REGISTER", "sip:2001:db8::10").line("Via", good), 400);
        of5118(
                "4.3",
                "port-ambiguous",
                Draft.request("REGISTER", "sip:[2001:db8::10:5070]").line("Via", good),
                200);
        of5118(
                "4.4",
                "port-unambiguous",
                Draft.request("REGISTER", "sip:[2001:db8::10]:5070").line("Via", good),
                200);
        of5118(
                "4.5",
                "via-received-param-with-delim",
                options().line("Via", good + ";received=[2001:db8::9:255]"),
                200);
        of5118("4.5", "via-received-param-no-delim", options().line("Via", good + ";received=2001:db8::9:255"), 200);
        of5118(
                "4.6",
                "ipv6-in-sdp",
                Draft.request("INVITE", "sip:2002@[2001:db8::10]")
                        .line("Via", good)
                        .body("application/sdp", SDP.replace("IP4 192.0.2.9", "IP6 2001:db8::20")),
                200);
        of5118(
                "4.7",
                "mult-ip-in-header",
                Draft.request("BYE", "sip:2002@vc.example")
                        .line("Via", good)
                        .line(
                                "Via2",
                                "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKb,SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bKc"),
                200);
        of5118(
                "4.8",
                "mult-ip-in-sdp",
                Draft.request("INVITE", "sip:2002@[2001:db8::10]")
                        .body("application/sdp", SDP + "c=IN IP6 2001:db8::1\r\nm=video 6024 RTP/AVP 107\r\n"),
                200);
        of5118(
                "4.9",
                "ipv4-mapped-ipv6",
                Draft.request("INVITE", "sip:2002@[::ffff:192.0.2.10]:5062")
                        .line("Via", "Via: SIP/2.0/UDP [::ffff:192.0.2.2]:19823;branch=z9hG4bKm")
                        .line("Contact", "Contact: \"T. desk\" <sip:ana@[::ffff:192.0.2.2]:19823;transport=udp>")
                        .body("application/sdp", SDP.replace("IP4 192.0.2.9", "IP6 ::ffff:192.0.2.2")),
                200);
        of5118("4.10", "ipv6-bug-abnf-3-colons", Draft.request("OPTIONS", "sip:2002@[2001:db8:::192.0.2.1]"), 200);
        of5118("4.10", "ipv6-correct-abnf-2-colons", Draft.request("OPTIONS", "sip:2002@[2001:db8::192.0.2.1]"), 200);
    }
}
