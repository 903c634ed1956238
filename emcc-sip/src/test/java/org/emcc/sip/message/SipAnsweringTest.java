package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** What an answer repeats, and that whatever can be answered is. */
class SipAnsweringTest {
    private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.77", 5071);

    private static SipRequest request(String via, String to) {
        return (SipRequest) SipMessage.decodeOrThrow(bytes("OPTIONS sip:h SIP/2.0\r\nVia: " + via
                + "\r\nFrom: <sip:a@h>;tag=1\r\nTo: " + to
                + "\r\nCall-ID: c\r\nCSeq: 7 OPTIONS\r\nSubject: s\r\nContent-Length: 0\r\n\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String answer(SipRequest request, String tag) {
        return new String(
                SipResponse.answering(request, SOURCE, 200, "OK", tag).build().encode(), StandardCharsets.UTF_8);
    }

    @Test
    void repeatsTheWayBackAndWhoItIsBetween() {
        SipRequest request =
                request("SIP/2.0/UDP h;rport;branch=z9hG4bK1, SIP/2.0/TCP 192.0.2.1;branch=b", "<sip:b@h>");
        assertThat(answer(request, "t")).isEqualTo("""
                SIP/2.0 200 OK\r
                Via: SIP/2.0/UDP h;rport=5071;branch=z9hG4bK1;received=192.0.2.77\r
                Via: SIP/2.0/TCP 192.0.2.1;branch=b\r
                From: <sip:a@h>;tag=1\r
                To: <sip:b@h>;tag=t\r
                Call-ID: c\r
                CSeq: 7 OPTIONS\r
                Content-Length: 0\r
                \r
                """);
        assertThat(answer(request, "")).contains("To: <sip:b@h>\r\n");
        assertThat(answer(request("SIP/2.0/UDP h;branch=b", "<sip:b@h>;tag=own"), "t"))
                .contains("To: <sip:b@h>;tag=own\r\n");
    }

    @Test
    void whatHasNoRoomForAnAnswerSaysSo() {
        String hop = "SIP/2.0/UDP h";
        assertThat(SipResponse.canAnswer(request(hop + ";f".repeat(98), "<sip:b@h>")))
                .isTrue();
        assertThat(SipResponse.canAnswer(request(hop + ";f".repeat(99), "<sip:b@h>")))
                .isFalse();
        assertThat(SipResponse.canAnswer(request(hop + ";branch=a\u0001", "<sip:b@h>")))
                .isFalse();
        assertThat(SipResponse.canAnswer(request("h", "<sip:b@h>")))
                .as("no hop")
                .isFalse();
        assertThat(SipResponse.canAnswer(request(hop + ";x=" + "y".repeat(61_000), "<sip:b@h>")))
                .isTrue();
        assertThat(SipResponse.canAnswer(request(hop + ";x=" + "y".repeat(62_000), "<sip:b@h>")))
                .isFalse();
        assertThat(SipResponse.canAnswer(request(hop + (", " + hop).repeat(170), "<sip:b@h>")))
                .isTrue();
        assertThat(SipResponse.canAnswer(request(hop + (", " + hop).repeat(190), "<sip:b@h>")))
                .isFalse();
    }

    /** An octet that is no UTF-8 is three when it is written again. */
    @Test
    void octetsThatGrowAreCountedAsTheyAreWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = new String(request("SIP/2.0/UDP h;x=%", "<sip:b@h>").encode(), StandardCharsets.UTF_8);
        out.writeBytes(bytes(text.substring(0, text.indexOf('%'))));
        for (int i = 0; i < 25_000; i++) {
            out.write(0xFF);
        }
        out.writeBytes(bytes(text.substring(text.indexOf('%') + 1)));
        SipMessage grown = SipMessage.decodeOrThrow(out.toByteArray());
        assertThat(grown.vias().value()).isPresent();
        assertThat(SipResponse.canAnswer(grown)).isFalse();
    }

    @Test
    void whateverCanBeAnsweredIs() {
        String good = "SIP/2.0/UDP h;rport;branch=z9hG4bK1";
        String marks = ";, \"<>@[]:%\\=/\u0001\u00e9\u2003a1";
        int answered = 0;
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            var random = Seeds.random(Seeds.seed(), i);
            StringBuilder via = new StringBuilder(good);
            StringBuilder to = new StringBuilder("<sip:b@h>;p=1");
            for (int n = random.nextInt(6); n > 0; n--) {
                StringBuilder in = random.nextBoolean() ? via : to;
                String mark = String.valueOf(marks.charAt(random.nextInt(marks.length())));
                in.insert(random.nextInt(in.length() + 1), mark.repeat(random.nextInt(40) == 0 ? 120 : 1));
            }
            SipMessage message = SipMessage.decode(bytes(
                            "OPTIONS sip:h SIP/2.0\r\nVia: " + via + "\r\nTo: " + to + "\r\nContent-Length: 0\r\n\r\n"))
                    .value()
                    .orElseThrow();
            if (SipResponse.canAnswer(message)) {
                answered++;
                SipResponse answer = SipResponse.answering((SipRequest) message, SOURCE, 200, "OK", "t")
                        .build();
                assertThat(answer.vias().value()).as(via.toString()).isPresent();
            }
        }
        assertThat(answered).isPositive();
    }
}
