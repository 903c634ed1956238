package org.emcc.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.emcc.core.login.HomeRules;
import org.emcc.core.login.VisitingRules;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabConsole;
import org.emcc.testkit.lab.LabFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java listing of the README is compiled: what a newcomer copies works. */
class ReadmeTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path EXAMPLES = BASE.resolve("src/test/java/org/emcc/examples");

    @Test
    void listingsAreThoseOfTheCompiledExamples() throws IOException {
        List<String> readme = Files.readAllLines(BASE.resolveSibling("README.md"), UTF_8);

        ReadmeListings listings = ReadmeListings.compare(readme, EXAMPLES);

        assertThat(String.join("\n", listings.complaints())).isEmpty();
        assertThat(listings.names()).as("listings of the README").isNotEmpty();
    }

    @Test
    void theStateDiagramsAreThoseOfTheRules() throws IOException {
        String readme = Files.readString(BASE.resolveSibling("README.md"), UTF_8);

        assertThat(readme).contains("```mermaid\n" + HomeRules.diagram() + "```");
        assertThat(readme).contains("```mermaid\n" + VisitingRules.diagram() + "```");
    }

    @Test
    void theReadyCompaniesAreThoseOfTheFixtures() throws IOException {
        String readme = Files.readString(BASE.resolveSibling("README.md"), UTF_8);

        assertThat(readme)
                .contains(row("newYork", Company.newYork()))
                .contains(row("london", Company.london()))
                .contains(row("tokyo", Company.tokyo()));
    }

    private static String row(String method, Company company) {
        String users = company.pins().entrySet().stream()
                .map(each ->
                        "`" + each.getKey() + "` " + new String(each.getValue().reveal()))
                .sorted()
                .collect(Collectors.joining(", "));
        String phones = company.phones().stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
        return "| `Company." + method + "()` | `" + company.id() + "` | " + users + " | " + phones + " |";
    }

    @Test
    void theLabFilesAreRead() throws IOException {
        String readme = Files.readString(BASE.resolveSibling("README.md"), UTF_8);

        for (String begin : List.of("```\ncontrol 8090 ", "```\nremote SYD ")) {
            String file = readme.substring(readme.indexOf(begin) + 4);
            assertThat(LabFile.decode(file.substring(0, file.indexOf("```"))).problems())
                    .as(begin)
                    .isEmpty();
        }
    }

    @Test
    void theCommandsAreThereAtThePrompt() throws IOException {
        String readme = Files.readString(BASE.resolveSibling("README.md"), UTF_8);
        String session = readme.substring(readme.indexOf("```\nlogin SEP00AA11BB0001 alice") + 4);
        try (EmccLab lab = EmccLab.start()) {
            LabConsole console = new LabConsole(lab);
            String help = console.run("help").text();
            assertThat(session.substring(0, session.indexOf("```")).lines())
                    .filteredOn(line -> !line.startsWith("curl"))
                    .hasSizeGreaterThan(8)
                    .allMatch(line -> help.lines().anyMatch(each -> each.startsWith(line.split(" ", -1)[0] + " ")));
        }
    }

    @Test
    void theCoordinatesAreThoseOfTheBuild() throws IOException {
        String readme = Files.readString(BASE.resolveSibling("README.md"), UTF_8);
        String pom = Files.readString(BASE.resolveSibling("pom.xml"), UTF_8);

        assertThat(readme)
                .contains(coordinates("emcc-testkit", between(pom, "<artifactId>emcc-sdk</artifactId>", "version")))
                .contains(coordinates("junit-jupiter", between(pom, "", "testkit.junit.version")))
                .contains(coordinates("assertj-core", between(pom, "", "assertj.version")));
    }

    private static String coordinates(String artifact, String version) {
        return "  <artifactId>" + artifact + "</artifactId>\n  <version>" + version
                + "</version>\n  <scope>test</scope>";
    }

    private static String between(String pom, String after, String element) {
        int begin = pom.indexOf("<" + element + ">", pom.indexOf(after)) + element.length() + 2;
        return pom.substring(begin, pom.indexOf("<", begin));
    }

    @Test
    void anEqualListingIsAcceptedWhateverItsIndentation(@TempDir Path sources) throws IOException {
        example(
                sources,
                "        // tag::readme[]",
                "        a();",
                "",
                "            .b();",
                "        // end::readme[]");

        assertThat(complaints(sources, "<!-- listing: Sample -->", "```java", "a();", "", "    .b();", "```"))
                .isEmpty();
    }

    @Test
    void everyKindOfDifferenceIsSeen(@TempDir Path sources) throws IOException {
        example(sources, "// tag::readme[]", "a();", "// end::readme[]");

        assertThat(complaints(sources, "<!-- listing: Sample -->", "", "```java", "b();", "```"))
                .singleElement()
                .asString()
                .contains("- b();", "+ a();");
        assertThat(complaints(sources, "<!-- listing: Nowhere -->", "```java", "b();", "```"))
                .singleElement()
                .asString()
                .contains("no Nowhere.java");
        assertThat(complaints(sources, "```java", "b();", "```"))
                .singleElement()
                .asString()
                .contains("no compiled source");
        assertThat(complaints(sources, "<!-- listing: Sample -->", "Text."))
                .singleElement()
                .asString()
                .contains("no code block");
        assertThat(complaints(sources, "```", "mvn verify", "```")).isEmpty();
        example(sources, "a();");
        assertThat(complaints(sources, "<!-- listing: Sample -->", "```java", "a();", "```"))
                .singleElement()
                .asString()
                .contains("nothing between");
    }

    private static List<String> complaints(Path sources, String... document) throws IOException {
        return ReadmeListings.compare(List.of(document), sources).complaints();
    }

    private static void example(Path sources, String... lines) throws IOException {
        Files.write(sources.resolve("Sample.java"), List.of(lines), UTF_8);
    }
}
