package org.emcc.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A script is read as it is written, and whatever breaks a rule is told with file, line and rule. */
class ScriptParserTest {
    private static final String GOOD = """
            case      A-001
            title     A title
            source    emcc-behaviour 2.7
            shows     code-31, step-h6
            runs on   rules, lab

            # a word to the reader
            given     user alice is not enabled for EMCC

            step      phone SEP0011AABBCCD1: user alice logs in with the right PIN
            expect    phone SEP0011AABBCCD1 shows error 31
            """;

    private static final Pattern MADE_BY_CODE =
            Pattern.compile("from now on |the file that |the temporary device of |the .* of \\{cluster} works");

    private static final Vocabulary VOCABULARY = Vocabulary.standard();

    private static Script parse(String text) {
        return ScriptParser.parse(VOCABULARY, "group/a-001.txt", text);
    }

    @Test
    void aScriptIsReadWithItsLineNumbers() {
        Script script = parse(GOOD);

        assertThat(script.id()).isEqualTo("A-001");
        assertThat(script.shows()).containsExactly("code-31", "step-h6");
        assertThat(script.runsOn()).containsExactlyInAnyOrder(StageKind.RULES, StageKind.LAB);
        assertThat(script.givens()).containsExactly(new Line(8, Line.Kind.GIVEN, "user alice is not enabled for EMCC"));
        assertThat(script.acts()).extracting(Line::number).containsExactly(10, 11);
        assertThat(Runner.phones(script)).containsExactly("SEP0011AABBCCD1");
    }

    private record Bad(String before, String after, String complaint) {}

    @TestFactory
    Stream<DynamicTest> whatBreaksARule() {
        return Stream.of(
                        new Bad(
                                "case      A-001\n",
                                "",
                                "group/a-001.txt:1: the first lines must be [case, title, source, shows, runs on], each once and in this order, but here is title"),
                        new Bad("A-001", "A-002", "group/a-001.txt:1: the file of case A-002 must be called a-002.txt"),
                        new Bad(
                                "A-001",
                                "a1",
                                "group/a-001.txt:1: a case must be capital letters and digits, parted by hyphens, but is a1"),
                        new Bad(
                                "emcc-behaviour 2.7",
                                "hearsay",
                                "group/a-001.txt:3: a source must be a short name and a section, but is hearsay"),
                        new Bad(
                                "code-31,",
                                "Code 31,",
                                "group/a-001.txt:4: a behaviour must be small letters and digits, parted by hyphens, but is Code 31"),
                        new Bad(
                                "rules, lab",
                                "rules, moon",
                                "group/a-001.txt:5: a script can run on [rules, simulation, lab], not on \"moon\""),
                        new Bad("rules, lab", "lab, lab", "group/a-001.txt:5: lab is named twice"),
                        new Bad(
                                "rules, lab\n",
                                "rules, lab\nnot on    lab: it is too slow\n",
                                "group/a-001.txt:6: it runs on lab, or why not is said twice"),
                        new Bad(
                                "rules, lab\n",
                                "rules, lab\nnot on    moon: it is too far\n",
                                "group/a-001.txt:6: below \"runs on\" may stand, after two blanks: one of [rules, simulation, lab], a colon and why not"),
                        new Bad(
                                "runs on   rules, lab\n",
                                "",
                                "group/a-001.txt:11: a script must have a line \"runs on\""),
                        new Bad(
                                "given     user",
                                "given user",
                                "group/a-001.txt:8: a line must begin with a keyword and two blanks, one of"),
                        new Bad(
                                "given     user",
                                "giben     user",
                                "group/a-001.txt:8: unknown keyword \"giben\"; there are"),
                        new Bad("for EMCC\n", "for EMCC \n", "group/a-001.txt:8: a line must not end with blanks"),
                        new Bad(
                                "given     user",
                                "given\t  user",
                                "group/a-001.txt:8: a line must not contain tabs or carriage returns"),
                        new Bad(
                                "not enabled for EMCC",
                                "not enabled for EMC",
                                "group/a-001.txt:8: no phrase of \"given\" says: user alice is not enabled for EMC; the nearest is: user {user} is not enabled for EMCC"),
                        new Bad(
                                "shows error 31",
                                "shows error x",
                                "group/a-001.txt:11: no phrase of \"expect\" says: phone SEP0011AABBCCD1 shows error x"),
                        new Bad(
                                "expect    phone SEP0011AABBCCD1 shows error 31\n",
                                "",
                                "group/a-001.txt:11: the last line of a script must be one that expects something"),
                        new Bad(
                                "\nstep      phone",
                                "\nstep      phone SEP0011AABBCCD1 logs out\ngiven     all base devices of NYC are secure\nstep      phone",
                                "group/a-001.txt:11: what is given must stand before the first step; use \"from now on\" in a step"),
                        new Bad(
                                "given     user alice is not enabled for EMCC",
                                "given     cluster PAR takes part",
                                "group/a-001.txt:8: this phrase cannot run on lab, only on ["),
                        new Bad(
                                "expect    phone",
                                "title     again\nexpect    phone",
                                "group/a-001.txt:11: the first lines must be"))
                .map(bad -> DynamicTest.dynamicTest(
                        bad.complaint(),
                        () -> assertThatThrownBy(() -> parse(GOOD.replace(bad.before(), bad.after())))
                                .isInstanceOf(BadScriptException.class)
                                .hasMessageStartingWith(bad.complaint())));
    }

    @Test
    void noLineFitsTwoPhrases() {
        List<Script> all = Scripts.all(VOCABULARY);

        assertThat(all)
                .flatExtracting(Script::lines)
                .allSatisfy(line -> assertThat(VOCABULARY.fitting(line)).hasSize(1));
    }

    @Test
    void everyPhraseThatIsWrittenByHandIsUsed() {
        List<Line> lines = Scripts.all(VOCABULARY).stream()
                .flatMap(script -> script.lines().stream())
                .toList();

        assertThat(VOCABULARY.phrases().stream()
                        .filter(phrase ->
                                !MADE_BY_CODE.matcher(phrase.template()).lookingAt())
                        .filter(phrase -> lines.stream()
                                .filter(line -> line.kind() == phrase.kind() || phrase.kind() == Line.Kind.GIVEN)
                                .map(line -> line.text().replaceFirst("^from now on ", ""))
                                .noneMatch(text -> phrase.match(text).isPresent())))
                .as("phrases that no script says")
                .isEmpty();
    }

    @Test
    void theCatalogueIsStrictToo() {
        assertThat(Behaviours.parse(
                        "b.txt", List.of("# head", "", "a-1 | here 2 | one", "a-2 | here 3 | two | because")))
                .containsOnlyKeys("a-1", "a-2");
        assertThatThrownBy(() -> Behaviours.parse("b.txt", List.of("a-1 | here 2")))
                .hasMessageStartingWith("b.txt:1: a line must be: behaviour | source | what it is");
        assertThatThrownBy(() -> Behaviours.parse("b.txt", List.of("a-1 | x | y", "a-1 | x | y")))
                .hasMessage("b.txt:2: a-1 is there twice");
    }
}
