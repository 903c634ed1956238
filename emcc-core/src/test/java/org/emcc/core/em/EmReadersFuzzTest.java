package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of the package under documents as no peer would send them: good ones with elements and attributes lost, doubled, moved,
 * renamed, emptied and added, and every third of those with broken bytes besides. There is a value or a problem with its place; what was
 * read is written and read again as the same; no problem holds the secret, and no value prints it. That every reader has met good and
 * bad documents is shown in the end.
 */
@Timeout(600) // a guard against a reader that hangs
class EmReadersFuzzTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\n\t",
            "0",
            "1",
            "-1",
            "999999999",
            "true",
            "false",
            "yes",
            "t",
            "UID",
            "SEP00AA11BB22CC",
            "10.1.1.1",
            "[::1]:1",
            "2026-11-22T08:00:00Z",
            "PT1H",
            "http://x/?a=1&b=2",
            "%41%zz",
            "<>&\"'",
            "\u0085",
            "\u65e5\ud83d\ude00",
            "x".repeat(300));

    /** The secret where it does not belong: what holds it may print it, but no problem quotes it. */
    private static final List<String> SECRETS = List.of(
            Canary.PIN,
            "?" + Canary.PIN + " , but",
            "\u0085" + Canary.PIN,
            " " + Canary.PIN.repeat(30),
            "%zz" + Canary.PIN,
            "http://" + Canary.PIN + "^");

    /**
     * A reader and its writer.
     *
     * @param name for people
     * @param samples good documents, with the canary where a secret stands
     * @param decode reads
     * @param encode writes what was read
     * @param secretive whether what was read prints no secret, wherever else its parts are
     */
    private record Codec<T>(
            String name,
            List<byte[]> samples,
            Function<byte[], Decoded<T>> decode,
            Function<T, byte[]> encode,
            boolean secretive) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Codec<?>> codecs() {
        String pin = Canary.PIN;
        List<byte[]> requests = ApiCodecTest.requests()
                .map(each -> new String(ApiCodec.encode((ApiRequest) each.get()[0]), UTF_8)
                        .replace("s3cret&amp;pass", pin)
                        .replace("0a1b", pin)
                        .getBytes(UTF_8))
                .toList();
        List<byte[]> responses = ApiCodecTest.responses()
                .map(each -> ApiCodec.encode((ApiResponse) each.get()[0]))
                .toList();
        List<byte[]> messages = ClusterMessageCodecTest.messages()
                .map(ClusterMessageCodec::encode)
                .toList();
        return Stream.of(
                new Codec<>("requests of applications", requests, ApiCodec::decodeRequest, ApiCodec::encode, true),
                new Codec<>(
                        "responses to applications",
                        responses,
                        document -> ApiCodec.decodeResponse(document, ApiCodec.UserIds.ESCAPED),
                        ApiCodec::encode,
                        true),
                new Codec<>(
                        "messages between clusters",
                        messages,
                        ClusterMessageCodec::decode,
                        ClusterMessageCodec::encode,
                        true),
                new Codec<>("pages", pages(), PhonePageCodec::decode, PhonePageCodec::encode, false),
                new Codec<>("clusterUser of UDS", uds(0), UdsCodec::decodeClusterUser, UdsCodec::encode, true),
                new Codec<>("servers of UDS", uds(1), UdsCodec::decodeServers, UdsCodec::encode, true),
                new Codec<>("version of UDS", uds(2), UdsCodec::decodeVersion, UdsCodec::encode, true));
    }

    private static List<byte[]> pages() {
        return GoldenBytesTest.pages()
                .map(each -> ((String) each.get()[1])
                        .replace("device=", "seq=" + Canary.PIN + "&amp;device=")
                        .getBytes(UTF_8))
                .toList();
    }

    private static List<byte[]> uds(int which) {
        return GoldenBytesTest.uds()
                .map(each -> (String) each.get()[1])
                .filter(each -> each.contains(List.of("<clusterUser", "<servers", "<versionInformation")
                        .get(which)))
                .map(each -> each.getBytes(UTF_8))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <T> void everyDocumentIsReadOrRefusedAndWhatIsReadIsWrittenAgain(Codec<T> codec) throws XmlException {
        List<Element> samples = new ArrayList<>();
        Set<String> names = new TreeSet<>(List.of("later"));
        for (byte[] sample : codec.samples) {
            samples.add(Xml.read(sample, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED));
            collect(samples.get(samples.size() - 1), names);
        }
        Changer careful = new Changer(List.copyOf(names), TEXTS);
        Changer careless = new Changer(
                List.copyOf(names),
                Stream.concat(TEXTS.stream(), SECRETS.stream()).toList());
        int read = 0;
        int cases =
                Math.max(2_000, Seeds.cases(20_000)); // each is read twice; the tests of the codecs do more on bytes
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            random.nextLong(); // the first numbers of neighbouring cases resemble each other
            Element changed = samples.get(random.nextInt(samples.size()));
            boolean spread = i % 2 == 0;
            for (int wounds = random.nextInt(4); wounds >= 0; wounds--) {
                changed = (spread ? careless : careful).changed(changed, random);
            }
            byte[] document = Xml.write(changed).getBytes(UTF_8);
            boolean bytes = i % 3 == 0;
            read += look(
                            codec,
                            bytes ? Mutator.mutate(document, random) : document,
                            "seed " + Seeds.seed() + " case " + i,
                            codec.secretive && !bytes && !spread)
                    ? 1
                    : 0;
        }
        assertThat(read).as("documents that were read, of %s", cases).isBetween(cases / 20, cases - cases / 20);
    }

    private static void collect(Element element, Set<String> names) {
        names.add(element.name());
        element.elements().forEach(each -> collect(each, names));
    }

    private static <T> boolean look(Codec<T> codec, byte[] document, String which, boolean secretive) {
        Decoded<T> decoded = codec.decode.apply(document);
        Canary.mustNotBeIn(
                "the problems of " + codec + ", " + which, decoded.problems().toString());
        assertThat(decoded.problems())
                .as(which)
                .allMatch(problem ->
                        !problem.where().isBlank() && !problem.message().isBlank());
        Optional<T> value = decoded.value();
        if (value.isEmpty()) {
            assertThat(decoded.problems()).as(which).isNotEmpty();
            return false;
        }
        if (secretive) {
            Canary.mustNotBeIn(
                    "what was read of " + codec + ", " + which, value.get().toString());
        }
        byte[] again = codec.encode.apply(value.get());
        assertThatCode(() -> assertThat(codec.decode.apply(again).value()).contains(value.get()))
                .as("%s: what was read is written and read again", which)
                .doesNotThrowAnyException();
        return true;
    }

    /** Changes one thing somewhere in a document; a secret stays in the element where it is. */
    private record Changer(List<String> names, List<String> texts) {
        Element changed(Element element, RandomGenerator random) {
            List<Element> inner = element.elements();
            if (!inner.isEmpty() && random.nextInt(4) > 0) {
                Element child = inner.get(random.nextInt(inner.size()));
                List<XmlNode> children = new ArrayList<>(element.children());
                children.set(children.indexOf(child), changed(child, random));
                return new Element(element.name(), element.attributes(), children);
            }
            return wounded(element, random);
        }

        private Element wounded(Element element, RandomGenerator random) {
            List<XmlNode> children = new ArrayList<>(element.children());
            Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
            int at = children.isEmpty() ? 0 : random.nextInt(children.size());
            String name = element.name();
            switch (random.nextInt(10)) {
                case 0 -> children.add(at, unknown(random));
                case 1 -> attributes.put("later", text(random));
                case 2 -> {
                    if (!children.isEmpty()) {
                        children.remove(at);
                    }
                }
                case 3 -> {
                    if (!children.isEmpty()) {
                        children.add(random.nextInt(children.size() + 1), children.get(at));
                    }
                }
                case 4 -> children.add(new XmlNode.Comment(" c "));
                case 5 -> {
                    children.clear();
                    children.add(new XmlNode.Text(text(random)));
                }
                case 6 -> children.add(at, Element.of(any(random), text(random)));
                case 7 -> attributes.replaceAll((each, value) -> random.nextBoolean() ? text(random) : value);
                case 8 -> attributes.keySet().removeIf(each -> random.nextBoolean());
                default -> name = Canary.isIn(children.toString()) ? name : any(random);
            }
            return new Element(name, attributes, children);
        }

        private Element unknown(RandomGenerator random) {
            Element inner = Element.of(any(random), text(random));
            return new Element("later" + random.nextInt(3), Map.of("a", text(random)), List.of(inner));
        }

        private String any(RandomGenerator random) {
            return names.get(random.nextInt(names.size()));
        }

        private String text(RandomGenerator random) {
            return texts.get(random.nextInt(texts.size()));
        }
    }
}
