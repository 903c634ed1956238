package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final ContentType MIXED = ContentType.decodeOrThrow("multipart/mixed;boundary=b");
    private static final ContentType SDP = ContentType.of("application", "sdp");
    private static final ContentType LOCATION = ContentType.of("application", "pidf+xml");

    private static final String NESTED = Samples.lines(
            "a preamble, with --b in it",
            " --b",
            "--b2",
            "--b \t",
            "Content-Type: application/sdp",
            "Content-Length: 999",
            "",
            "v=0\r\n",
            "--b",
            "content-type: multipart/related;",
            "  boundary=\"in: ner\"",
            "",
            "--in: ner",
            "Content-Type: application/pidf+xml",
            "Content-ID: <a%b@h>",
            "",
            "<presence/>",
            "--in: ner",
            "",
            "",
            "--in: ner--",
            "",
            "--b",
            "Content-ID: bare@h",
            "--b-- ",
            "--b",
            "an epilogue");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Decoded<Multipart> decode(String body) {
        return Multipart.decode(MIXED, bytes(body));
    }

    @Test
    void readsPartsInPartsAndWritesWhatItRead() {
        Decoded<Multipart> decoded = decode(NESTED);
        assertThat(decoded.problems()).isEmpty();
        Multipart body = decoded.value().orElseThrow();
        assertThat(body.encode()).isEqualTo(bytes(NESTED));
        assertThat(body.preamble()).asString().isEqualTo("a preamble, with --b in it\r\n --b\r\n--b2");
        assertThat(body.epilogue()).asString().isEqualTo("--b\r\nan epilogue");
        assertThat(body.parts()).hasSize(3);
        assertThat(body.parts().get(0).body()).asString().isEqualTo("v=0\r\n");
        assertThat(body.parts().get(0).contentType().value()).contains(SDP);
        assertThat(body.parts().get(2).body()).isEmpty();
        Multipart inner = body.parts().get(1).multipart().value().orElseThrow();
        assertThat(inner.parts()).hasSize(2);
        assertThat(inner.parts().get(1).contentType().value()).contains(ContentType.of("text", "plain"));
        assertThat(body.leaves()).hasSize(4);
    }

    @Test
    void findsThePartThatAUriNames() {
        Multipart body = decode(NESTED).value().orElseThrow();
        assertThat(body.named(Uri.decodeOrThrow("cid:a%25b@h"))).hasValueSatisfying(part -> assertThat(part.body())
                .asString()
                .isEqualTo("<presence/>"));
        assertThat(body.named(Uri.decodeOrThrow("CID:a%b%40h"))).isPresent();
        assertThat(body.named(Uri.decodeOrThrow("cid:bare@h"))).isPresent();
        assertThat(body.named(Uri.decodeOrThrow("cid:Bare@h"))).isEmpty();
        assertThat(body.named(Uri.decodeOrThrow("urn:bare@h"))).isEmpty();
    }

    @Test
    void keepsBytesOfAnyKind() {
        byte[] all = new byte[1024];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Multipart built = Multipart.builder("mixed", "b")
                .part(Multipart.Part.of(LOCATION, all).withHeader("Content-ID", "<x@h>"))
                .part(Multipart.Part.of(SDP, new byte[0]))
                .build();
        Multipart read = Multipart.decodeOrThrow(built.type(), built.encode());
        assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(read.parts().get(0).body()).isEqualTo(all);
        assertThat(read.parts().get(0).contentId()).contains("x@h");
        assertThat(read.parts().get(1).body()).isEmpty();
    }

    @Test
    void writesAsTheProductDoes() {
        Multipart built = Multipart.builder("mixed", "uniqueBoundary")
                .part(Multipart.Part.of(SDP, bytes("v=0\r\n")))
                .part(Multipart.Part.of(LOCATION, bytes("<x/>")).withHeader("Content-ID", "<1001@h>"))
                .build();
        assertThat(built.type()).hasToString("multipart/mixed;boundary=uniqueBoundary");
        assertThat(built.encode())
                .asString()
                .isEqualTo(Samples.lines(
                        "--uniqueBoundary",
                        "Content-Type: application/sdp",
                        "",
                        "v=0",
                        "",
                        "--uniqueBoundary",
                        "Content-Type: application/pidf+xml",
                        "Content-ID: <1001@h>",
                        "",
                        "<x/>",
                        "--uniqueBoundary--",
                        ""));
    }

    @Test
    void writesPreambleAndEpilogue() {
        Multipart built = Multipart.builder("mixed", "a b")
                .preamble(bytes("before"))
                .part(Multipart.Part.of(SDP, bytes("v=0")))
                .epilogue(bytes("behind"))
                .build();
        Multipart read = Multipart.decodeOrThrow(built.type(), built.encode());
        assertThat(read.preamble()).asString().isEqualTo("before");
        assertThat(read.epilogue()).asString().isEqualTo("behind");
        assertThat(built.type()).hasToString("multipart/mixed;boundary=\"a b\"");
    }

    @Test
    void aMessageHasParts() {
        Multipart body = decode(NESTED).value().orElseThrow();
        SipRequest request = SipRequest.builder("INVITE", Uri.decodeOrThrow("sip:h"))
                .body(body.type(), body.encode())
                .build();
        assertThat(request.multipart().value()).contains(body);
        assertThat(Samples.read(Samples.REGISTER).multipart().value()).isEmpty();
        assertThat(Samples.read(Samples.COMPACT).multipart().value()).isEmpty();
    }

    @Test
    void refusesWhatHasNoParts() {
        for (String text : List.of(
                "",
                "text",
                "--b2\r\n\r\n--b2--",
                "--B\r\n\r\n\r\n--B--",
                "x--b\r\n\r\n\r\n--b--",
                "--b--",
                "--b\n\n\n--b--",
                "--b\r\nA: b\nC: d\r\n\r\n\r\n--b--",
                "--b\r\nA: b\rC: d\r\n\r\n\r\n--b--")) {
            assertThat(decode(text).value()).as(text).isEmpty();
            assertThatThrownBy(() -> Multipart.decodeOrThrow(MIXED, bytes(text))).isInstanceOf(SipFormatException.class);
        }
        String good = "--b\r\n\r\n\r\n--b--";
        for (String type : List.of(
                "text/plain;boundary=b",
                "multipart/mixed",
                "multipart/mixed;boundary",
                "multipart/mixed;boundary=\"\"",
                "multipart/mixed;boundary=\"b \"",
                "multipart/mixed;boundary=" + "b".repeat(71))) {
            assertThat(Multipart.decode(ContentType.decodeOrThrow(type), bytes(good)).value())
                    .as(type)
                    .isEmpty();
        }
        assertThat(decode(good).value()).isPresent();
    }

    @Test
    void toleratesWhatItCanName() {
        Decoded<Multipart> open = decode("--b\r\nno header\r\n\r\nbody\r\n--b2");
        assertThat(open.problems())
                .extracting(Object::toString)
                .containsExactly(
                        "byte 5: a header of a part must be a token, a colon and a value, but is \"no header\"",
                        "byte 26: the last part must be followed by the boundary and two hyphens");
        assertThat(open.value().orElseThrow().parts().get(0).body()).asString().isEqualTo("body\r\n--b2");
    }

    @Test
    void keepsItsLimits() {
        assertThat(decode("--b\r\n".repeat(100) + "--b--").value()).isPresent();
        assertThat(decode("--b\r\n".repeat(101) + "--b--").value()).isEmpty();
        assertThat(decode("--b\r\n" + "A: b\r\n".repeat(50) + "\r\n--b--").value())
                .isPresent();
        assertThat(decode("--b\r\n" + "A: b\r\n".repeat(51) + "\r\n--b--").value())
                .isEmpty();
        assertThat(decode("--b\r\n\r\n" + "x".repeat(Multipart.MAX_BYTES)).value())
                .isEmpty();
        Multipart body = Multipart.builder("mixed", "x")
                .part(Multipart.Part.of(SDP, bytes("v=0")))
                .build();
        for (int depth = 2; depth <= 7; depth++) {
            body = Multipart.builder("mixed", "b" + depth)
                    .part(Multipart.Part.of(body.type(), body.encode()))
                    .build();
        }
        int depth = 1;
        Decoded<Multipart> inner = Decoded.ok(body);
        while (inner.value().isPresent()) {
            inner = inner.value().get().parts().get(0).multipart();
            depth += inner.value().isPresent() ? 1 : 0;
        }
        assertThat(depth).isEqualTo(Multipart.MAX_DEPTH);
        assertThat(inner.problems().get(0).message()).contains("nest at most 5 deep");
        assertThat(body.leaves()).hasSize(1);
    }

    @Test
    void letsNoPartHoldTheBoundary() {
        for (String text : List.of("--b", "x\r\n--bc", "x\n--b\n")) {
            assertThatThrownBy(() -> Multipart.builder("mixed", "b")
                            .part(Multipart.Part.of(SDP, bytes(text)))
                            .build())
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Multipart.builder("mixed", "b").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Multipart.builder("mixed", "b\r\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Multipart.builder("mixed", "b ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void looksAtEachByteTwiceAtMost() {
        for (String text : List.of(
                "--b\r\n".repeat(99) + "--b--",
                "\r\n--".repeat(200_000) + "\r\n--b\r\n\r\n\r\n--b--",
                "\r\n--b-x".repeat(100_000) + "\r\n--b\r\n\r\n\r\n--b--",
                "--b\r\n" + "A: b\r\n\t".repeat(40) + "\r\n\r\n" + "\r".repeat(200_000),
                NESTED)) {
            byte[] in = bytes(text);
            Multipart.Reader reader = new Multipart.Reader(in, 0, in.length, "b", 1);
            assertThat(reader.body(MIXED)).isNotNull();
            assertThat(reader.work()).isBetween((long) in.length / 2, 2L * in.length);
        }
    }

    @Test
    void brokenBodiesThrowNothingElse() {
        int read = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] input = Mutator.mutate(bytes(NESTED), random);
            try {
                Decoded<Multipart> decoded = Multipart.decode(MIXED, input);
                if (decoded.value().isPresent()) {
                    read++;
                    Multipart body = decoded.value().get();
                    assertThat(body.encode()).isEqualTo(input);
                    assertThat(body.leaves()).isNotEmpty();
                    assertThat(body.named(Uri.decodeOrThrow("cid:x"))).isNotNull();
                } else {
                    assertThat(decoded.problems()).isNotEmpty();
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(read).as("cases that could be read, of " + cases).isBetween(cases / 4, cases);
    }
}
