package org.emcc.rivals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Messages that keep the grammar of RFC 3261, in as many of its forms as two parsers can be compared in: compact names, folded values, white
 * space where it may stand, quoted strings, lists with commas, addresses of version 6, escapes, unknown methods, schemes and headers.
 */
final class RandomMessages {
    private final RandomGenerator random;

    RandomMessages(RandomGenerator random) {
        this.random = random;
    }

    private boolean rarely() {
        return random.nextInt(12) == 0;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** At most so many of them, none twice. */
    private List<String> some(int most, String... of) {
        List<String> all = new ArrayList<>(List.of(of));
        Collections.shuffle(all, new Random(random.nextLong()));
        return all.subList(0, random.nextInt(most + 1));
    }

    private String digits(int most) {
        StringBuilder out = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.toString();
    }

    private String from(String characters, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            out.append(characters.charAt(random.nextInt(characters.length())));
        }
        return out.toString();
    }

    private String word() {
        return from("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789", 12);
    }

    /** Mostly letters; the other characters of a token are rare, as they are in the world. */
    private String token() {
        return rarely() ? word() + from("-.!%*_+`'~", 3) + word() : word();
    }

    /** White space where it changes nothing. */
    private String space() {
        return rarely() ? one(" ", "  ", "\t", "\r\n ", "\r\n\t ") : "";
    }

    private String blank() {
        return rarely() ? one("  ", "\t", " \r\n ") : " ";
    }

    byte[] next() {
        boolean request = random.nextInt(4) > 0;
        String method = rarely() ? token() : one("INVITE", "REGISTER", "OPTIONS", "NOTIFY", "REFER", "BYE", "MESSAGE");
        String start = request
                ? method + " " + requestUri() + " " + (rarely() ? "sip/2.0" : "SIP/2.0")
                : "SIP/2.0 " + (100 + random.nextInt(600)) + " "
                        + one("OK", "", "Not Found", "Müde \u2013 später", "a: b");
        byte[] body = body();
        List<String> lines = new ArrayList<>();
        int hops = 1 + random.nextInt(3);
        boolean oneLine = random.nextBoolean();
        StringBuilder via = new StringBuilder();
        for (int i = 0; i < hops; i++) {
            if (oneLine && i > 0) {
                via.append(space()).append(',').append(space());
            } else if (i > 0) {
                lines.add(header("Via", "v", via.toString()));
                via.setLength(0);
            }
            via.append(hop());
        }
        lines.add(header("Via", "v", via.toString()));
        lines.add(header("From", "f", address(true)));
        lines.add(header("To", "t", address(random.nextBoolean())));
        lines.add(header("Call-ID", "i", callId()));
        lines.add(header("CSeq", "CSEQ", cseq() + blank() + method));
        lines.add(header("Max-Forwards", "max-forwards", one("70", "0", "255", "070")));
        if (random.nextInt(4) > 0) {
            contacts(lines, method);
        }
        if (body.length > 0) {
            lines.add(header("Content-Type", "c", contentType()));
        }
        others(lines);
        Collections.shuffle(lines, new Random(random.nextLong()));
        lines.add(header("Content-Length", "l", (rarely() ? one("0", "00", " ") : "") + body.length));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = start + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private String header(String name, String compact, String value) {
        String written = rarely() ? compact : rarely() ? name.toUpperCase(java.util.Locale.ROOT) : name;
        return written + (rarely() ? " " : "") + ":" + (rarely() ? one("", "   ", "\t", "\r\n ") : " ") + value
                + (rarely() ? one(" ", "\t") : "");
    }

    private String host() {
        return switch (random.nextInt(6)) {
            case 0 -> "[2001:db8::" + from("123456789abcdef", 3) + "]";
            case 1 -> "[2001:db8:0:0:0:0:" + digits(2) + ":1]";
            case 2, 3 -> "192.0.2." + random.nextInt(256);
            case 4 -> "Host-" + random.nextInt(99) + ".Example.COM";
            default -> "h" + random.nextInt(99) + ".example.com" + (rarely() ? "." : "");
        };
    }

    private String port() {
        return random.nextBoolean() ? "" : ":" + (1 + random.nextInt(65535));
    }

    private String hop() {
        String slash = rarely() ? one(" / ", " /", "/ ") : "/";
        StringBuilder out = new StringBuilder("SIP" + slash + "2.0" + slash);
        out.append(one("UDP", "TCP", "TLS", "SCTP", "udp", "WSS"))
                .append(blank())
                .append(host());
        String port = port();
        out.append(port.isEmpty() || !rarely() ? port : " : " + port.substring(1));
        List<String> parameters = new ArrayList<>();
        parameters.add("branch" + equals() + (rarely() ? token() : "z9hG4bK" + word()));
        if (random.nextInt(3) == 0) {
            parameters.add("rport" + (random.nextBoolean() ? "" : "=" + (1 + random.nextInt(65535))));
        }
        if (random.nextInt(3) == 0) {
            parameters.add("received=" + one("192.0.2.7", "[2001:db8::9]", "2001:db8::9"));
        }
        if (rarely()) {
            parameters.add("ttl=" + random.nextInt(256));
        }
        if (rarely()) {
            parameters.add(token() + one("", "=" + token(), "=\"a, b; \\\" c\""));
        }
        Collections.shuffle(parameters, new Random(random.nextLong()));
        parameters.forEach(
                parameter -> out.append(space()).append(';').append(space()).append(parameter));
        return out.toString();
    }

    private String equals() {
        return space() + "=" + space();
    }

    private String requestUri() {
        return rarely() ? other() : sipUri(true);
    }

    private String other() {
        return one(
                "tel:+1-555-0100;phone-context=example.com",
                "tel:911",
                "urn:service:sos",
                "http://www.example.com/a?b=c",
                "cid:1@example.com");
    }

    private String user() {
        return switch (random.nextInt(8)) {
            case 0 -> word() + "%20" + word();
            case 1 -> word() + ":" + word();
            case 2 -> "+" + digits(12);
            case 3 -> word() + from("-_.!~*'()&=+$,?/", 3) + word();
            case 4 -> word() + ";" + word() + "=" + word();
            default -> word();
        };
    }

    /** What is not in angle brackets has no parameters of its own (RFC 3261 20). */
    private String sipUri(boolean bracketed) {
        StringBuilder out = new StringBuilder(rarely() ? one("SIP:", "sips:", "Sips:") : "sip:");
        if (random.nextInt(5) > 0) {
            String user = user();
            out.append(bracketed || user.matches("[^;?,]*") ? user : word()).append('@');
        }
        out.append(host()).append(port());
        if (bracketed) {
            some(2, "transport=tcp", "lr", "maddr=192.0.2.8", "user=phone", "ttl=1", "x=" + word(), "method=INVITE")
                    .forEach(parameter -> out.append(';').append(parameter));
            if (rarely()) {
                out.append("?Subject=").append(word()).append("&Priority=urgent");
            }
        }
        return out.toString();
    }

    private String quoted() {
        return '"'
                + one(
                        "Amara",
                        "a, b",
                        "a; b=c",
                        "<sip:no@one>",
                        "say \\\"hi\\\"",
                        "back\\\\slash",
                        "Zoë",
                        "",
                        ":",
                        "a  b")
                + '"';
    }

    private String address(boolean tag) {
        StringBuilder out = new StringBuilder();
        boolean bracketed = random.nextInt(4) > 0;
        if (bracketed) {
            out.append(
                    switch (random.nextInt(4)) {
                        case 0 -> quoted() + (rarely() ? "" : blank());
                        case 1 -> token() + blank();
                        case 2 -> token() + blank() + token() + blank();
                        default -> "";
                    });
            out.append('<').append(rarely() ? other() : sipUri(true)).append('>');
        } else {
            out.append(sipUri(false));
        }
        List<String> parameters = new ArrayList<>();
        if (tag) {
            parameters.add("tag" + equals() + token());
        }
        if (rarely()) {
            parameters.add(token());
        }
        if (rarely()) {
            parameters.add(token() + equals() + quoted());
        }
        Collections.shuffle(parameters, new Random(random.nextLong()));
        parameters.forEach(
                parameter -> out.append(space()).append(';').append(space()).append(parameter));
        return out.toString();
    }

    private String callId() {
        String id = rarely() ? from("abc019-.!%*_+`'~()<>:\\/[]?{}\"", 12) : word() + "-" + word();
        return random.nextBoolean() ? id : id + "@" + word();
    }

    private String cseq() {
        return switch (random.nextInt(8)) {
            case 0 -> "0" + digits(4);
            case 1 -> "2147483647";
            case 2 -> "0";
            default -> digits(6);
        };
    }

    private void contacts(List<String> lines, String method) {
        if (method.equals("REGISTER") && rarely()) {
            lines.add(header("Contact", "m", "*"));
            lines.add(header("Expires", "expires", "0"));
            return;
        }
        StringBuilder out = new StringBuilder(contact());
        for (int i = random.nextInt(3); i > 0; i--) {
            out.append(space()).append(',').append(space()).append(contact());
        }
        lines.add(header("Contact", "m", out.toString()));
    }

    private String contact() {
        StringBuilder out = new StringBuilder(address(false));
        some(
                        3,
                        "+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-020000aabbcc>\"",
                        "+u.sip!devicename.ccm.cisco.com=\"SEP020000AABBCC\"",
                        "q=0." + digits(3),
                        "expires=" + digits(4),
                        "video",
                        "reg-id=1")
                .forEach(parameter -> out.append(';').append(parameter));
        return out.toString();
    }

    private String contentType() {
        String slash = rarely() ? " / " : "/";
        return one("application", "text", "Application", "message", "x-" + word())
                + slash
                + one("sdp", "plain", "SIP", "vnd.x+xml", "pkcs7-mime")
                + (random.nextInt(3) > 0
                        ? ""
                        : space() + ";" + space()
                                + one("charset=UTF-8", "charset=\"utf-8\"", "x=\"a; b\"", "boundary=b1", "y=\"\""));
    }

    private void others(List<String> lines) {
        for (int i = random.nextInt(5); i > 0; i--) {
            lines.add(
                    switch (random.nextInt(8)) {
                        case 0 -> header("Subject", "s", one("", "hello", "ü, \"no quote", "a\r\n b"));
                        case 1 -> header("Supported", "k", one("", "100rel", "timer, replaces", "a,b,c"));
                        case 2 -> header("User-Agent", "user-agent", "emcc/" + digits(2));
                        case 3 -> header("X-" + word(), "x-" + word(), one("", "\"open", ";,<>", "a: b", word()));
                        case 4 -> header("Date", "date", "Wed, 01 May 2030 08:00:00 GMT");
                        case 5 -> header("Session-ID", "session-id", "5f0c2a9100105000a000020000aabbcc;remote=0");
                        case 6 -> header("Allow", "allow", one("INVITE, ACK", "BYE"));
                        default -> header("Expires", "expires", digits(5));
                    });
        }
    }

    private byte[] body() {
        if (random.nextBoolean()) {
            return new byte[0];
        }
        return switch (random.nextInt(3)) {
            case 0 -> "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n".getBytes(StandardCharsets.US_ASCII);
            case 1 -> "\r\n\r\nBYE sip:x SIP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            default -> {
                byte[] some = new byte[1 + random.nextInt(64)];
                random.nextBytes(some);
                yield some;
            }
        };
    }
}
