package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.emcc.core.Problem;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlNode;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Random trees through the reader and the writer, changes to them, and documents made to hurt. */
class PhoneTreeTest {
    private static final List<String> TEXTS = List.of(
            "true", "0", "3", "<&>\"'", "]]>", " a\n\tb ", "zwei\u00fc", "\uD83D\uDE00", "\r", "x", "\u0085", "{$mac}");

    @Test
    void aFileThatWasReadIsWrittenBackAsItWas() {
        for (int i = 0; i < Seeds.cases(20_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            XmlNode.Element tree = tree(random);
            StringBuilder asOthersWrite = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "")
                    .append(random.nextBoolean() ? "<?xml version='1.0' encoding='utf-8' ?>\r\n" : "");
            write(tree, asOthersWrite, random);

            PhoneConfiguration read =
                    PhoneConfiguration.decodeOrThrow(asOthersWrite.toString().getBytes(UTF_8));
            assertThat(read.root()).as("seed %d case %d", Seeds.seed(), i).isEqualTo(tree);
            assertThat(new String(read.encode(), UTF_8))
                    .as("seed %d case %d", Seeds.seed(), i)
                    .isEqualTo(Xml.write(tree));
        }
    }

    @Test
    void aChangeLeavesEverythingElseAsItWas() {
        List<PhoneElement> top = PhoneElement.all().stream()
                .filter(e -> !e.attribute() && e.type() == PhoneElement.Type.NUMBER)
                .filter(e -> e.path().indexOf('/') < 0)
                .toList();
        for (int i = 0; i < Seeds.cases(20_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            PhoneConfiguration file = PhoneConfiguration.of(tree(random));
            PhoneElement element = top.get(random.nextInt(top.size()));
            PhoneConfiguration without = file.with(element, ElementValue.absent());
            PhoneConfiguration with = without.with(element, ElementValue.number(1));

            assertThat(with.value(element)).isEqualTo(ElementValue.number(1));
            assertThat(with.with(element, ElementValue.absent()))
                    .as("seed %d case %d %s", Seeds.seed(), i, element)
                    .isEqualTo(without);
            assertThat(ConfigurationDiff.between(without, with).changes())
                    .as("seed %d case %d %s", Seeds.seed(), i, element)
                    .singleElement()
                    .returns(element.path(), ConfigurationDiff.Change::path)
                    .returns(ConfigurationDiff.Kind.ADDED, ConfigurationDiff.Change::kind);
            assertThat(ConfigurationDiff.between(with, with).changes()).isEmpty();
        }
    }

    @Test
    void viewsChecksAndDiffsNeverFailWhateverAFileHolds() {
        byte[] whole = PhoneConfiguration.ownFile(VersionStamp.of("1-a"))
                .callManager(CallManagerNode.of("10.1.0.10"))
                .line(SipLine.builder(1, "5001").build())
                .element(PhoneElement.of("vendorConfig/webAccess"), ElementValue.number(0))
                .build()
                .encode();
        PhoneConfiguration sound = PhoneConfiguration.decodeOrThrow(whole);
        int read = 0;
        for (int i = 0; i < Seeds.cases(10_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            // Half of them keep the grammar and break what is in it.
            PhoneConfiguration file = i % 2 == 0
                    ? PhoneConfiguration.of(tree(random))
                    : PhoneConfiguration.decode(Mutator.mutate(whole, random))
                            .value()
                            .orElse(sound);
            read += file.equals(sound) ? 0 : 1;
            PhoneFamily family = random.nextBoolean() ? PhoneFamily.SERIES_79 : PhoneFamily.SERIES_88;
            for (Problem finding : file.check(family)) {
                assertThat(finding.message())
                        .as("seed %d case %d", Seeds.seed(), i)
                        .endsWith(".");
            }
            for (PhoneElement element : PhoneElement.all()) {
                file.values(element);
            }
            ConfigurationDiff there = ConfigurationDiff.between(sound, file);
            ConfigurationDiff back = ConfigurationDiff.between(file, sound);
            assertThat(there.changes()).as("seed %d case %d", Seeds.seed(), i).hasSameSizeAs(back.changes());
        }
        assertThat(read).isGreaterThanOrEqualTo(Seeds.cases(10_000) / 2);
    }

    @Test
    void stopsAtTheLimitAndNotBehindIt() {
        String deep = "<device>" + "<a>".repeat(10_000) + "</a>".repeat(10_000) + "</device>";
        // Behind the root are 63 elements of three characters, and here begins the one too many.
        assertThat(refusal(deep.getBytes(UTF_8)).where()).isEqualTo("line 1, column " + (8 + 63 * 3 + 1));
        assertThat(refusal(deep.getBytes(UTF_8)).message()).contains("nested deeper than 64");

        String wide = "<device>\n" + "<a/>\n".repeat(250_000) + "</device>";
        // Each line is an element and a text.
        assertThat(refusal(wide.getBytes(UTF_8)).message()).contains("more than 200000");
        assertThat(refusal(wide.getBytes(UTF_8)).where()).startsWith("line 10000");

        String bomb = "<!DOCTYPE device [<!ENTITY a \"aaaaaaaaaa\">"
                + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
                + "<device>&c;</device>";
        assertThat(refusal(bomb.getBytes(UTF_8)).message()).contains("DOCTYPE");
        assertThat(refusal("<device>&c;</device>".getBytes(UTF_8)).where()).startsWith("line 1");
    }

    @Test
    void refusesWhatIsTooLargeBeforeItLooksAtIt() {
        byte[] large = new byte[Boolean.getBoolean("emcc.deep") ? 100 * 1024 * 1024 : 2 * 1024 * 1024 + 1];
        Arrays.fill(large, (byte) 0xFF); // in no encoding: whoever decodes it has another complaint

        assertThat(refusal(large).where()).isEqualTo("byte " + 2 * 1024 * 1024);
        assertThat(DialRules.decode(large).problems())
                .extracting(Problem::where)
                .containsExactly("byte 2097152");
        assertThat(RingList.decode(large).problems()).extracting(Problem::where).containsExactly("byte 2097152");
    }

    @Test
    void comparesManyKeysWithOneButton() {
        String keys = "<line button=\"1\"><name>5001</name></line>".repeat(30_000);
        PhoneConfiguration file = PhoneConfiguration.decodeOrThrow(
                ("<device><sipProfile><sipLines>" + keys + "</sipLines></sipProfile></device>").getBytes(UTF_8));

        assertThat(ConfigurationDiff.between(file, file).changes()).isEmpty();
        assertThat(ConfigurationDiff.between(file, file.withLines(List.of())))
                .returns(true, ConfigurationDiff::cut)
                .extracting(ConfigurationDiff::changes)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(ConfigurationDiff.MOST);
        assertThat(file.check()).hasSizeLessThanOrEqualTo(200);
    }

    private static Problem refusal(byte[] document) {
        var decoded = PhoneConfiguration.decode(document);
        assertThat(decoded.value()).isEmpty();
        return decoded.problems().get(0);
    }

    private static XmlNode.Element tree(RandomGenerator random) {
        return element("device", "", 0, random);
    }

    private static XmlNode.Element element(String name, String path, int depth, RandomGenerator random) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (random.nextInt(4) == 0) {
            attributes.put("xsi:type", TEXTS.get(random.nextInt(TEXTS.size())));
        }
        if (random.nextInt(4) == 0) {
            attributes.put("priority", TEXTS.get(random.nextInt(TEXTS.size())));
        }
        List<XmlNode> children = new ArrayList<>();
        int count = depth > 5 ? 1 : random.nextInt(depth == 0 ? 20 : 4);
        boolean text = false;
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(5);
            if ((kind == 0 && depth > 0) || depth > 5) {
                if (!text) { // the reader makes one of two that stand side by side
                    children.add(new XmlNode.Text(TEXTS.get(random.nextInt(TEXTS.size()))));
                }
                text = true;
            } else if (kind == 1) {
                children.add(new XmlNode.Comment(" c" + random.nextInt(9) + " "));
                text = false;
            } else {
                String child = childName(path, random);
                children.add(element(child, path.isEmpty() ? child : path + "/" + child, depth + 1, random));
                text = false;
            }
        }
        return new XmlNode.Element(name, attributes, children);
    }

    /** Mostly names of the table, at their place. */
    private static String childName(String path, RandomGenerator random) {
        List<String> known = CHILDREN.getOrDefault(path, List.of());
        return known.isEmpty() || random.nextInt(5) == 0
                ? "unknown" + random.nextInt(3)
                : known.get(random.nextInt(known.size()));
    }

    private static final Map<String, List<String>> CHILDREN = children();

    private static Map<String, List<String>> children() {
        Map<String, List<String>> children = new LinkedHashMap<>();
        for (PhoneElement element : PhoneElement.all()) {
            if (!element.attribute()) {
                int slash = element.path().lastIndexOf('/');
                children.computeIfAbsent(slash < 0 ? "" : element.path().substring(0, slash), key -> new ArrayList<>())
                        .add(element.name());
            }
        }
        return children;
    }

    /** As other programs write: other quotes, blanks, character references, CDATA. */
    private static void write(XmlNode node, StringBuilder out, RandomGenerator random) {
        if (node instanceof XmlNode.Comment comment) {
            out.append("<!--").append(comment.text()).append("-->");
        } else if (node instanceof XmlNode.Text text) {
            text(text.text(), out, random);
        } else if (node instanceof XmlNode.Element element) {
            out.append('<').append(element.name());
            element.attributes().forEach((name, value) -> {
                out.append(random.nextBoolean() ? "  " : "\n").append(name).append(random.nextBoolean() ? "=" : " = ");
                char quote = random.nextBoolean() ? '"' : '\'';
                out.append(quote);
                value.codePoints().forEach(c -> reference(c, out));
                out.append(quote);
            });
            if (element.children().isEmpty() && random.nextBoolean()) {
                out.append(" />");
                return;
            }
            out.append('>');
            element.children().forEach(child -> write(child, out, random));
            out.append("</").append(element.name()).append(" >");
        }
    }

    private static void text(String text, StringBuilder out, RandomGenerator random) {
        if (random.nextInt(3) == 0 && !text.contains("]]>") && text.indexOf('\r') < 0) {
            out.append("<![CDATA[").append(text).append("]]>");
            return;
        }
        text.codePoints().forEach(c -> {
            if (c < ' ' || "<&>\"'".indexOf(c) >= 0 || random.nextInt(4) == 0) {
                reference(c, out);
            } else {
                out.appendCodePoint(c);
            }
        });
    }

    private static void reference(int character, StringBuilder out) {
        out.append("&#x").append(Integer.toHexString(character)).append(';');
    }
}
