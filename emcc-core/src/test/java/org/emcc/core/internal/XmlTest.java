package org.emcc.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class XmlTest {
    private static final String SAMPLE =
            "<device  xsi:type=\"axl:XIPPhone\" ctiid=\"548\"><a>1 &lt; 2 &amp; 3</a><!-- c -->"
                    + "<b x=\"&quot;\"/><a>zwei\u00fc</a></device>";

    @Test
    void keepsOrderRawNamesAndEscapes() throws XmlException {
        XmlNode.Element root = read(SAMPLE, Xml.Doctype.REFUSED);

        assertThat(root.attributes()).containsEntry("xsi:type", "axl:XIPPhone");
        assertThat(root.all("a")).extracting(XmlNode.Element::text).containsExactly("1 < 2 & 3", "zwei\u00fc");
        assertThat(read(Xml.write(root), Xml.Doctype.REFUSED)).isEqualTo(root);
    }

    @Test
    void refusesDoctypeWhereItIsNotAllowedAndPassesItOverElsewhere() throws XmlException {
        String document = "<!DOCTYPE q SYSTEM \"file:///etc/passwd\"><q>x</q>";

        assertThatThrownBy(() -> read(document, Xml.Doctype.REFUSED))
                .isInstanceOf(XmlException.class)
                .hasMessageContaining("DOCTYPE");
        assertThat(read(document, Xml.Doctype.IGNORED).text()).isEqualTo("x");
    }

    @Test
    void anElementThatKeepsHowItIsWrittenIsWrittenAsEver() throws XmlException {
        XmlNode.Element root = read(SAMPLE, Xml.Doctype.REFUSED);
        XmlNode.Element kept = root.kept();

        assertThat(kept).isEqualTo(root).hasSameHashCodeAs(root).hasToString(root.toString());
        assertThat(kept).isNotEqualTo(XmlNode.Element.of("device", "")).isNotEqualTo(SAMPLE);
        assertThat(Xml.write(kept)).isEqualTo(Xml.write(root));
        assertThat(Xml.write(XmlNode.Element.of("a", List.of(kept, kept))))
                .isEqualTo(Xml.write(XmlNode.Element.of("a", List.of(root, root))));
    }

    @Test
    void expandsNoEntity() {
        String bomb = "<!DOCTYPE q [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><q>&b;</q>";
        String external = "<!DOCTYPE q [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><q>&a;</q>";

        assertThatThrownBy(() -> read(bomb, Xml.Doctype.IGNORED)).isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> read(external, Xml.Doctype.IGNORED)).isInstanceOf(XmlException.class);
    }

    @Test
    void namesThePositionOfWhatIsWrong() {
        assertThatThrownBy(() -> read("<a>\n<b></a>", Xml.Doctype.REFUSED))
                .isInstanceOfSatisfying(
                        XmlException.class, e -> assertThat(e.where()).startsWith("line 2"));
    }

    /** Names are chosen by whoever writes to us, before anybody knows who that is. */
    @Test
    void keepsNoNameOfADocument() throws XmlException {
        WeakReference<String> name = new WeakReference<>(
                read("<" + "n".repeat(200) + "/>", Xml.Doctype.REFUSED).name());
        WeakReference<String> attribute =
                new WeakReference<>(read("<a " + "m".repeat(200) + "='1'/>", Xml.Doctype.REFUSED)
                        .attributes()
                        .keySet()
                        .iterator()
                        .next());
        for (int i = 0; i < 100 && (name.get() != null || attribute.get() != null); i++) {
            System.gc();
        }
        assertThat(name.get()).isNull();
        assertThat(attribute.get()).isNull();
    }

    @Test
    void refusesTooManyNamesAndTooLongOnes() throws XmlException {
        StringBuilder many = new StringBuilder("<a>");
        for (int i = 1; i < 500; i++) {
            many.append("<e").append(i).append(" a").append(i).append("='1'/>");
        }
        assertThat(read(many + "<last/></a>", Xml.Doctype.REFUSED).elements()).hasSize(500);
        assertThatThrownBy(() -> read(many + "<last/><b/></a>", Xml.Doctype.REFUSED))
                .isInstanceOf(XmlException.class)
                .hasMessageContaining("more than 1000 different names");
        assertThat(read("<" + "n".repeat(256) + "/>", Xml.Doctype.REFUSED).name())
                .hasSize(256);
        assertThatThrownBy(() -> read("<" + "n".repeat(257) + "/>", Xml.Doctype.REFUSED))
                .hasMessageContaining("more than 256 characters");
    }

    @Test
    void readsVersionOneOnly() {
        for (String document : new String[] {"<?xml version='1.1'?><a>&#27;[2J</a>", "<?xml version='1.1'?><a/>"}) {
            assertThatThrownBy(() -> read(document, Xml.Doctype.REFUSED)).hasMessageContaining("must be 1.0");
            assertThatThrownBy(() -> root(document, Xml.Doctype.REFUSED)).hasMessageContaining("must be 1.0");
        }
    }

    @Test
    void saysNoNameAndNoTextOfTheDocument() {
        for (String document : new String[] {
            "<a>\n<pin12345></a>",
            "<a>12345",
            "<pin>12345</p12345>",
            "<a b='12345' b='2'/>",
            "<a x12345='1' x12345='2'/>",
            "<a>&x12345;</a>",
            "<?xml version='12345'?><a/>",
            "<a b='&x12345;'/>",
            "<a><12345/></a>",
            "<a></a 12345>",
            "<a><?p 12345",
            "<a>12345 & </a>",
            "<?xml version='1.0' standalone='12345'?><a/>",
            "<" + "n12345".repeat(20_000) + ">",
            "<a>&12345;</a>",
            "<a/>5",
            "<a>&5</a>"
        }) {
            assertThatThrownBy(() -> read(document, Xml.Doctype.IGNORED))
                    .isInstanceOfSatisfying(
                            XmlException.class, e -> assertThat(e.where()).startsWith("line "))
                    .message()
                    .doesNotContain("12345", "'5'", "code 53", "\n", "\r")
                    .hasSizeBetween(10, 200);
        }
    }

    @Test
    void refusesWhatIsTooDeepTooRichOrTooLarge() {
        Xml.Limits small = new Xml.Limits(200, 3, 5);

        assertThatThrownBy(() -> Xml.read("<a><b><c><d/></c></b></a>".getBytes(UTF_8), small, Xml.Doctype.REFUSED))
                .hasMessageContaining("deeper than 3");
        assertThatThrownBy(() -> Xml.read("<a><b/><b/><b/><b/><b/></a>".getBytes(UTF_8), small, Xml.Doctype.REFUSED))
                .hasMessageContaining("more than 5");
        assertThatThrownBy(() -> Xml.read(new byte[201], small, Xml.Doctype.REFUSED))
                .hasMessageContaining("limit is 200");
    }

    @Test
    void readsNoFurtherThanTheRootWhereOnlyThatIsWanted() throws XmlException {
        for (String document : new String[] {
            "<q>",
            "\uFEFF<?xml version=\"1.0\"?>\n<!-- a --><?b c?><!DOCTYPE q SYSTEM \"file:///x\"><q a='1'><b></q>&c;"
        }) {
            assertThat(root(document, Xml.Doctype.IGNORED)).isEqualTo("q");
        }
        assertThat(root("<x:q/>", Xml.Doctype.REFUSED)).isEqualTo("x:q");
        for (String document : new String[] {"", "q", "<!-- a -->", "<q", "<q a>", "&q;<q/>", "<!DOCTYPE q><q/>"}) {
            assertThatThrownBy(() -> root(document, Xml.Doctype.REFUSED))
                    .as(document)
                    .isInstanceOf(XmlException.class);
        }
        Xml.Limits small = new Xml.Limits(200, 3, 5);
        assertThatThrownBy(() -> Xml.root(new byte[201], small, Xml.Doctype.REFUSED))
                .hasMessageContaining("201 bytes");
        assertThatThrownBy(() -> Xml.root(("<!---->".repeat(6) + "<q/>").getBytes(UTF_8), small, Xml.Doctype.REFUSED))
                .hasMessageContaining("more than 5");
    }

    private static String root(String document, Xml.Doctype doctype) throws XmlException {
        return Xml.root(document.getBytes(UTF_8), Xml.Limits.MESSAGE, doctype);
    }

    @Test
    void refusesBytesThatAreNotTheirEncodingAndTakesTheReplacementCharacterAsAnyOther() throws XmlException {
        for (int odd : new int[] {0x80, 0xC0, 0xED, 0xFF}) {
            byte[] document = "<a>x</a>".getBytes(UTF_8);
            document[3] = (byte) odd;
            assertThatThrownBy(() -> Xml.read(document, Xml.Limits.MESSAGE, Xml.Doctype.REFUSED))
                    .isInstanceOf(XmlException.class)
                    .hasMessageContaining("the bytes are not UTF-8");
        }
        assertThat(read("\uFEFF<a>\uFFFD</a>", Xml.Doctype.REFUSED).text()).isEqualTo("\uFFFD");
    }

    @Test
    void readsManyDocumentsAtOnceAndAfterBrokenOnes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> read = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int own = thread;
                read.add(threads.submit(() -> {
                    int whole = 0;
                    for (int i = 0; i < 300; i++) {
                        String name = "n" + own + "x" + i;
                        XmlNode.Element root =
                                read("<" + name + " a=\"" + i + "\">" + name + "</" + name + ">", Xml.Doctype.REFUSED);
                        whole += root.equals(
                                        new XmlNode.Element(name, Map.of("a", "" + i), List.of(new XmlNode.Text(name))))
                                ? 1
                                : 0;
                        assertThatThrownBy(() -> read("<" + name + "><b></" + name + ">", Xml.Doctype.REFUSED))
                                .isInstanceOf(XmlException.class);
                    }
                    return whole;
                }));
            }
            for (Future<Integer> each : read) {
                assertThat(each.get()).isEqualTo(300);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsTheOrderOfTextCommentsAndElementsHoweverMany() throws XmlException {
        String document = "<a>t<b/>u<!--c--><b>v</b><b x=\"1\" y=\"2\"/>w<d>1<e/>2</d><d>3</d><d/></a>";
        XmlNode.Element root = read(document, Xml.Doctype.REFUSED);

        assertThat(Xml.write(root)).contains(document);
        assertThat(root.children()).hasSize(10).isUnmodifiable();
        assertThat(root.elements().get(2).attributes()).isUnmodifiable().containsOnlyKeys("x", "y");
        assertThat(root)
                .isEqualTo(new XmlNode.Element(root.name(), root.attributes(), root.children()))
                .hasToString(new XmlNode.Element(root.name(), root.attributes(), root.children()).toString());
    }

    @Test
    void writesWhatXmlCannotHoldAsReplacement() throws XmlException {
        XmlNode.Element odd = XmlNode.Element.of("a", "x\u0001\uD800y\r");

        assertThat(read(Xml.write(odd), Xml.Doctype.REFUSED).text()).isEqualTo("x\uFFFD\uFFFDy");
    }

    @Test
    void throwsNothingElseWhateverItIsGiven() {
        byte[] sample =
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE q SYSTEM \"x\">" + SAMPLE).getBytes(UTF_8);
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] broken = Mutator.mutate(sample, random);
            try {
                XmlNode.Element read = Xml.read(broken, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED);
                assertThat(read.name()).as("seed %d case %d", Seeds.seed(), i).isNotEmpty();
            } catch (XmlException expected) {
                assertThat(expected.where())
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isNotEmpty();
            }
        }
    }

    private static XmlNode.Element read(String document, Xml.Doctype doctype) throws XmlException {
        return Xml.read(document.getBytes(UTF_8), Xml.Limits.MESSAGE, doctype);
    }
}
