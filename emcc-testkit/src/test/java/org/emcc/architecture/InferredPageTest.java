package org.emcc.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Makes {@code target/inferred.html}: all in the SDK that is inferred and not documented. The page is made of the sources' comments. */
class InferredPageTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @Test
    void thePageListsWhatIsInferredInAllModules() throws Exception {
        Inference.Scan scan = Inference.in(BASE.getParent());

        String page = page(scan.all().stream()
                .sorted(Comparator.comparing(Inference::module).thenComparing(Inference::inPackage))
                .toList());
        Path file = BASE.resolve("target/inferred.html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, page, UTF_8);

        assertThat(scan.misspelt())
                .as("say inferred, our choice, not public or SDK's own: the page is made of these")
                .isEmpty();
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
        assertThat(scan.all().stream().map(Inference::module).distinct())
                .contains("emcc-certs", "emcc-core", "emcc-sip", "emcc-testkit", "emcc-tftp");
        assertThat(scan.all())
                .hasSizeGreaterThan(200)
                .allSatisfy(each -> assertThat(each.sentence()).isNotBlank());
        assertThat(scan.all()).anySatisfy(each -> {
            assertThat(each.inPackage()).isEqualTo("org.emcc.tftp.config");
            assertThat(each.type()).isEqualTo("RedirectVocabulary");
            assertThat(each.member()).isEmpty();
            assertThat(each.source()).contains("phone-config-files 4.3 and 4.4");
        });
        assertThat(scan.all()).anySatisfy(each -> {
            assertThat(each.type()).isEqualTo("EmServer.Builder");
            assertThat(each.member()).endsWith("()");
            assertThat(each.replacement()).contains("by default");
        });
        assertThat(scan.all()).anySatisfy(each -> {
            assertThat(each.type()).isEqualTo("ClusterLink");
            assertThat(each.mark()).isEqualTo("not public");
            assertThat(each.replacement()).contains("can be put in");
        });
        assertThat(scan.all()).anySatisfy(each -> {
            assertThat(each.inPackage()).isEqualTo("org.emcc.core.em");
            assertThat(each.type()).isEmpty();
            assertThat(each.mark()).isEqualTo("SDK's own");
        });
    }

    @Test
    void eachMarkIsFoundWithItsOwnerAndOtherWordsAreRefused(@TempDir Path root) throws Exception {
        Path file = root.resolve("m/src/main/java/p/A.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                package p;

                /**
                 * One. Two {@code <is>} inferred,
                 * see {@link A#x that}. Source: tftp 9.4.
                 */
                class A {
                    /** Five; our choice. A builder replaces it. */
                    int x = 5;

                    // A string is no comment.
                    String s = "inferred // inferred";

                    /** How is not public (sip 4.3). */
                    void y() {
                        // The SDK's
                        // own order.
                        x++;
                    }

                    /** This is undocumented. */
                    void z() {}
                }
                """, UTF_8);

        Inference.Scan scan = Inference.in(root);

        assertThat(scan.all())
                .containsExactly(
                        new Inference(
                                "m", "p", "A", "", "inferred", "One. Two <is> inferred, see that.", "tftp 9.4", ""),
                        new Inference(
                                "m",
                                "p",
                                "A",
                                "x",
                                "our choice",
                                "Five; our choice.",
                                "tftp 9.4",
                                "A builder replaces it."),
                        new Inference(
                                "m", "p", "A", "y()", "not public", "How is not public (sip 4.3).", "sip 4.3", ""),
                        new Inference("m", "p", "A", "y()", "SDK's own", "The SDK's own order.", "tftp 9.4", ""));
        assertThat(scan.misspelt()).singleElement().asString().contains("undocumented");
        assertThat(page(scan.all())).contains("Two &lt;is&gt; inferred").doesNotContain("<is>");
    }

    private static String page(List<Inference> all) {
        StringBuilder page = new StringBuilder(1 << 16);
        page.append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>What is inferred</title>\n<style>")
                .append(
                        "body{font:15px/1.45 sans-serif;margin:2em;max-width:90em}table{border-collapse:collapse;width:100%}")
                .append(
                        "td,th{border:1px solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top}</style></head>\n<body>")
                .append(
                        "<h1>What is inferred</h1>\n<p>All in this SDK that the public documents do not state, as its sources say it: ")
                .append(all.size())
                .append(
                        " sentences. Sections are those of the notes that CONTRIBUTING.md names. <em>Inferred</em> follows from what is")
                .append(
                        " documented or was seen; <em>our choice</em> and <em>SDK's own</em> are ours; <em>not public</em> says what nobody")
                .append(" outside can know.</p>\n");
        String module = "";
        String inPackage = "";
        boolean open = false;
        for (Inference each : all) {
            if (!each.module().equals(module) || !each.inPackage().equals(inPackage)) {
                page.append(open ? "</table>\n" : "");
                if (!each.module().equals(module)) {
                    page.append("<h2>").append(escaped(each.module())).append("</h2>\n");
                }
                module = each.module();
                inPackage = each.inPackage();
                page.append("<h3>")
                        .append(escaped(inPackage))
                        .append("</h3>\n<table>\n<tr><th>Where</th><th>Mark</th><th>What</th>");
                page.append("<th>Source</th><th>In its place</th></tr>\n");
                open = true;
            }
            String where = each.type().isEmpty() ? "(package)" : each.type();
            page.append("<tr><td><code>")
                    .append(escaped(each.member().isEmpty() ? where : where + "." + each.member()))
                    .append("</code></td>");
            for (String cell : List.of(each.mark(), each.sentence(), each.source(), each.replacement())) {
                page.append("<td>").append(escaped(cell)).append("</td>");
            }
            page.append("</tr>\n");
        }
        return page.append(open ? "</table>\n" : "").append("</body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
