package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** What builders know about what they wrote is what a reader finds in it. */
class SipDraftTest {
    private static final List<String> NAMES = List.of(
            "Via", "v", "VIA", "Contact", "m", "Session-ID", "session-id", "X-A", "x-a", "To", "Content-Length");
    private static final List<String> VALUES = List.of(
            "",
            "1",
            "<sip:a@h>",
            " padded\t",
            "k\u00e9pt \u20ac",
            "\u2003wide\u2003",
            "sixteen octets..",
            "a;b=\"c\"",
            "?".repeat(40));

    private static <T> T one(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void aDraftIsTheListThatItsHistoryMakes() {
        for (int i = 0; i < Seeds.cases(20_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            SipRequest.Builder builder = SipRequest.builder("OPTIONS", Uri.decodeOrThrow("sip:a@h"));
            List<SipHeader> model = new ArrayList<>();
            for (int step = random.nextInt(12); step > 0; step--) {
                String name = one(NAMES, random);
                String value = one(VALUES, random);
                SipHeader header = SipHeader.of(name, value);
                switch (random.nextInt(5)) {
                    case 0 -> {
                        builder.remove(name);
                        model.removeIf(other -> other.is(name));
                    }
                    case 1 -> {
                        builder.replace(name, value);
                        replace(model, header);
                    }
                    case 2 -> {
                        builder.header(header);
                        model.add(header);
                    }
                    case 3 -> {
                        assertThat(same(builder.build())).isTrue();
                        model.removeIf(other -> other.is("l"));
                        model.add(SipHeader.of("Content-Length", "0"));
                    }
                    default -> {
                        builder.header(name, value);
                        model.add(header);
                    }
                }
            }
            model.removeIf(other -> other.is("l"));
            model.add(SipHeader.of("Content-Length", "0"));
            SipRequest built = builder.build();
            assertThat(built.headers()).as("seed %s, case %s", Seeds.seed(), i).isEqualTo(model);
            assertThat(same(built)).as("seed %s, case %s", Seeds.seed(), i).isTrue();
        }
    }

    private static void replace(List<SipHeader> model, SipHeader header) {
        int first = -1;
        for (int i = model.size() - 1; i >= 0; i--) {
            if (model.get(i).is(header.name())) {
                first = i;
                model.remove(i);
            }
        }
        model.add(first < 0 ? model.size() : first, header);
    }

    /** Whether a reader finds in what is written what the builder knows without reading. */
    private static boolean same(SipRequest built) {
        SipMessage read = SipMessage.decodeOrThrow(built.encode());
        assertThat(read).isEqualTo(built).hasSameHashCodeAs(built).hasToString(built.toString());
        assertThat(read.headers()).isEqualTo(built.headers());
        for (String name : NAMES) {
            assertThat(read.headers(name)).isEqualTo(built.headers(name));
            assertThat(read.header(name)).isEqualTo(built.header(name));
            assertThat(read.single(name, Decoded::ok)).isEqualTo(built.single(name, Decoded::ok));
        }
        return true;
    }

    @Test
    void aMessageStaysWhenItsBuilderGoesOn() {
        byte[] body = {1, 2};
        SipRequest.Builder builder = SipRequest.builder("INFO", Uri.decodeOrThrow("sip:a@h"))
                .header("X-Long", "x".repeat(900))
                .body(ContentType.of("a", "b"), body);
        SipRequest first = builder.build();
        body[0] = 9;
        first.encode()[0] = 'X';
        first.body()[0] = 9;
        byte[] written = first.encode();
        SipRequest second = builder.replace("X-Long", "y").build();
        builder.header("X-More", "z").remove("Content-Type");
        assertThat(first.encode()).isEqualTo(written);
        assertThat(first.headers())
                .extracting(SipHeader::name)
                .containsExactly("X-Long", "Content-Type", "Content-Length");
        assertThat(first.body()).containsExactly(1, 2);
        assertThat(second.header("X-Long").orElseThrow().value()).isEqualTo("y");
        assertThat(new String(second.encode(), StandardCharsets.US_ASCII))
                .startsWith("INFO sip:a@h SIP/2.0\r\nX-Long: y\r\n");
    }

    @Test
    void aUriKnowsItsParts() {
        List<String> hosts = List.of("h", "192.0.2.1", "2001:db8::1");
        List<String> users = List.of("", "2222", "a b@c;d?e:f%g", "\u00e9", "a,b&c=d+$");
        for (int i = 0; i < 500; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            SipUri.Builder builder = SipUri.builder(one(hosts, random));
            String user = one(users, random);
            if (!user.isEmpty()) {
                builder.user(user);
            }
            if (random.nextBoolean()) {
                builder.port(random.nextInt(1, 65536));
            }
            if (random.nextBoolean()) {
                builder.sips();
            }
            for (int more = random.nextInt(4); more > 0; more--) {
                if (random.nextBoolean()) {
                    builder.flag("lr");
                } else {
                    builder.parameter("transport", "tcp");
                }
            }
            SipUri built = builder.build();
            SipUri read = (SipUri) Uri.decodeOrThrow(built.text());
            assertThat(read.scheme()).isEqualTo(built.scheme());
            assertThat(read.user()).isEqualTo(built.user());
            assertThat(read.host()).isEqualTo(built.host());
            assertThat(read.port()).isEqualTo(built.port());
            assertThat(read.parameters()).isEqualTo(built.parameters());
            assertThat(read.parameters().value("transport"))
                    .isEqualTo(built.parameters().value("transport"));
            assertThat(read.matches(built) && built.matches(read)).isTrue();
            assertThat(built.user().orElse("")).isEqualTo(user);
        }
        SipUri.Builder full = SipUri.builder("h");
        for (int i = 0; i < SipParameters.MAX; i++) {
            full.flag("f" + i);
        }
        assertThat(Uri.decode(full.build().text()).value()).isPresent();
        assertThatThrownBy(() -> full.flag("one-more")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipUri.builder("h").flag("no token")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressKnowsItsParameters() {
        List<String> begins = List.of(
                "<sip:a@h>",
                "\"A, B\" <sip:a@h;lr> ; x = 1 ;y",
                "sip:a@h;tag=1",
                "<tel:+1>;q=\"a;b\"  ",
                "  <sip:[::1]>");
        List<String> values = List.of("token", "two words", "", "q\"uo\\te", "\u20ac");
        for (int i = 0; i < 500; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            String lead = random.nextBoolean() ? "<sip:first@h>;z=0 , " : "";
            List<NameAddress> all = Grammar.whole(new Grammar(lead + one(begins, random)), NameAddress::list);
            NameAddress built = all.get(all.size() - 1);
            for (int more = random.nextInt(4); more > 0; more--) {
                String value = one(values, random);
                built = random.nextBoolean()
                        ? built.withParameter("n" + more, value)
                        : built.withQuotedParameter("n" + more, value);
                assertThat(built.parameters().value("n" + more)).contains(value);
            }
            NameAddress read = NameAddress.decodeOrThrow(built.toString());
            assertThat(read).isEqualTo(built);
            assertThat(read.parameters()).isEqualTo(built.parameters());
            assertThat(read.parameters().names()).isEqualTo(built.parameters().names());
            assertThat(read.parameters().with("a", "b c"))
                    .isEqualTo(built.parameters().with("a", "b c"));
            assertThat(read.uri()).isEqualTo(built.uri());
            assertThat(read.displayName()).isEqualTo(built.displayName());
        }
    }

    @Test
    void parametersKnowTheirParts() {
        SipParameters built = SipParameters.decodeOrThrow(" ; a = 1 ;b")
                .withFlag("f")
                .with("c", "x y")
                .withFlag("g");
        SipParameters read = SipParameters.decodeOrThrow(built.toString());
        assertThat(built).hasToString(";a=1;b;f;c=\"x y\";g").isEqualTo(read);
        assertThat(built.names()).isEqualTo(read.names()).containsExactly("a", "b", "f", "c", "g");
        for (String name : built.names()) {
            assertThat(built.value(name)).isEqualTo(read.value(name));
        }
        SipParameters full = SipParameters.decodeOrThrow(";f".repeat(SipParameters.MAX));
        assertThatThrownBy(() -> full.withFlag("f")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyParametersAtOnceAreThoseOneAfterTheOther() {
        NameAddress address =
                NameAddress.decodeOrThrow("\"x\" <sip:a@h> ; a = 1 ;b").withParameter("c", "d e");
        Map<String, String> more = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            more.put("p" + i, i % 3 == 0 ? "" : "v\"" + i);
        }
        NameAddress one = address;
        for (Map.Entry<String, String> each : more.entrySet()) {
            one = one.withQuotedParameter(each.getKey(), each.getValue());
        }
        NameAddress all = address.withQuotedParameters(more);
        NameAddress read = NameAddress.decodeOrThrow(all.toString());
        assertThat(all).isEqualTo(one).isEqualTo(read);
        assertThat(all.displayName()).contains("x");
        assertThat(all.uri()).isEqualTo(address.uri());
        assertThat(all.parameters()).isEqualTo(read.parameters()).isEqualTo(one.parameters());
        assertThat(all.parameters().names())
                .isEqualTo(read.parameters().names())
                .hasSize(23);
        assertThat(all.parameters().value("p19")).contains("v\"19");
        assertThat(all.parameters().value("c")).contains("d e");
        assertThat(all.withParameter("z", "1")).hasToString(all + ";z=1");
        assertThat(address.withQuotedParameters(Map.of())).isEqualTo(address);
        NameAddress full = NameAddress.decodeOrThrow("<sip:h>" + ";f".repeat(SipParameters.MAX - 1));
        assertThat(full.withQuotedParameters(Map.of("g", "")).parameters().names())
                .hasSize(SipParameters.MAX);
        assertThatThrownBy(() -> full.withQuotedParameters(Map.of("g", "", "h", "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> full.withQuotedParameters(Map.of("a b", "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.withQuotedParameters(Map.of("a", "\n")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHopKnowsItsParts() {
        for (String host : List.of("192.0.2.9", "2001:db8::9")) {
            Via built = Via.of("TCP", new InetSocketAddress(host, 5061), "z9hG4bK1");
            Via read = Via.decodeOrThrow(built.toString());
            assertThat(read).isEqualTo(built);
            assertThat(read.host()).isEqualTo(built.host());
            assertThat(read.port()).isEqualTo(built.port());
            assertThat(read.transport()).isEqualTo(built.transport());
            assertThat(read.branch()).isEqualTo(built.branch()).contains("z9hG4bK1");
            assertThat(read.parameters()).isEqualTo(built.parameters());
        }
        assertThatThrownBy(() -> Via.of("TCP", new InetSocketAddress("192.0.2.9", 0), "z9hG4bK1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The first is read from the octets of the message, the others are not: folded, and with more octets than characters. */
    @Test
    void aHeaderIsReadTheSameFromOctetsAndFromText() {
        for (String name : List.of("plain", "k\u00e9pt", "k\u20acpt", "\ud83d\ude00?", "folded\r\n ")) {
            String text = "\"" + name + "\" <sip:a@h;x=1>;tag=t;note=\"" + name + "\"";
            NameAddress from = Samples.read("OPTIONS sip:h SIP/2.0\r\nf: " + text + "\r\n\r\n")
                    .from()
                    .value()
                    .orElseThrow();
            NameAddress same =
                    NameAddress.decodeOrThrow(text.replace("\r\n ", " ").replace("  ", " "));
            assertThat(from).isEqualTo(same);
            assertThat(from.displayName()).isEqualTo(same.displayName());
            assertThat(from.tag()).isEqualTo(same.tag()).contains("t");
            assertThat(from.parameters().value("note"))
                    .isEqualTo(same.parameters().value("note"));
        }
    }
}
