package org.emcc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page shows behaviour, script and result, what failed and why, what has no script, and what every phrase means. */
class ConformancePageTest {
    private static final Vocabulary VOCABULARY = Vocabulary.standard();

    @Test
    void showsWhatCameOfEachScript() {
        Script script = ScriptParser.parse(VOCABULARY, "group/a-001.txt", """
                case      A-001
                title     Less < more & "so on"
                source    design 4
                shows     a-behaviour
                runs on   rules, lab
                not on    simulation: nothing moves
                expect    phone SEP0011AABBCCD1 is registered with LON
                """);
        Results results = new Results();
        results.passed("A-001", StageKind.RULES);
        results.failed("A-001", StageKind.LAB, "group/a-001.txt:6: seen: <nowhere>");
        Map<String, Behaviours.Behaviour> catalogue = Behaviours.parse(
                "b.txt", List.of("a-behaviour | design 4 | what it is", "b-behaviour | design 5 | another | because"));

        String page = ConformancePage.of(catalogue, List.of(script), VOCABULARY, results);

        assertThat(page)
                .contains("1 scripts show 1 of 2 behaviours.")
                .contains(
                        "<span class=\"good\">rules passed</span>, <span class=\"mute\">not for simulation</span>, <span class=\"bad\">lab failed</span>")
                .contains("<p class=\"mute\">Not for simulation: nothing moves</p>")
                .contains("Less &lt; more &amp; &quot;so on&quot;")
                .contains("<pre class=\"bad\">group/a-001.txt:6: seen: &lt;nowhere&gt;</pre>")
                .contains("<td><code>b-behaviour</code></td><td>design 5</td><td>another</td><td>because</td>")
                .contains(
                        "<td>phone {phone} is registered with {cluster}</td><td>a call manager of that cluster has it</td>"
                                + "<td>rules, simulation, lab</td>")
                .doesNotContain("src=", "http:", "https:", "<script");
    }
}
