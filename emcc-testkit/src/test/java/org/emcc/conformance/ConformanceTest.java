package org.emcc.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Runs every script on every stage that it names, sees that nothing is left out, and writes {@code target/conformance.html}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private static final int FEWEST = 150;

    /** Of the scripts for the lab one of so many is run, and each in the deep profile. */
    private static final int LAB_SHARE = Boolean.getBoolean("emcc.deep") ? 1 : 8;

    private final Vocabulary vocabulary = Vocabulary.standard();
    private final List<Script> scripts = Scripts.all(vocabulary);
    private final LabPool labs = new LabPool();
    private final Results results = new Results();

    @TestFactory
    Stream<DynamicTest> everyScript() {
        List<DynamicTest> tests = new ArrayList<>();
        int inTheLab = 0;
        for (Script script : scripts) {
            for (StageKind kind : StageKind.values()) {
                if (script.runsOn().contains(kind) && (kind != StageKind.LAB || inTheLab++ % LAB_SHARE == 0)) {
                    tests.add(DynamicTest.dynamicTest(script.id() + " on " + kind, () -> run(script, kind)));
                }
            }
        }
        return tests.stream();
    }

    private void run(Script script, StageKind kind) {
        try (Stage stage = stage(kind, script)) {
            new Runner(vocabulary).run(script, stage);
            results.passed(script.id(), kind);
        } catch (RuntimeException | Error e) {
            results.failed(script.id(), kind, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private Stage stage(StageKind kind, Script script) {
        return switch (kind) {
            case RULES -> new RulesStage(Rules.real());
            case LAB -> new LabStage(labs, Runner.phones(script));
        };
    }

    @AfterAll
    void writeThePage() throws IOException {
        labs.close();
        String page = ConformancePage.of(Behaviours.catalogue(), scripts, vocabulary, results);
        Canary.mustNotBeIn("the page of the conformance scripts", page);
        Path target = Scripts.FOLDER.resolve("../../../../target").normalize();
        Files.createDirectories(target);
        Files.writeString(target.resolve("conformance.html"), page, UTF_8);
    }

    @Test
    void thereAreEnough() {
        assertThat(scripts).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(scripts).extracting(Script::id).doesNotHaveDuplicates();
        assertThat(scripts).extracting(Script::title).doesNotHaveDuplicates();
    }

    @Test
    void scriptsShowOnlyWhatIsInTheCatalogue() {
        assertThat(shown()).isSubsetOf(Behaviours.catalogue().keySet());
    }

    @Test
    void allThatCanBeCountedIsInTheCatalogueAndHasAScript() {
        assertThat(Behaviours.catalogue().keySet()).containsAll(Behaviours.countable());
        assertThat(shown()).containsAll(Behaviours.countable());
    }

    @Test
    void whatHasNoScriptHasAReason() {
        Set<String> shown = shown();
        assertThat(Behaviours.catalogue().values())
                .allSatisfy(behaviour -> assertThat(behaviour.whyNone().isEmpty())
                        .as("%s has either a script or a reason why none", behaviour.id())
                        .isEqualTo(shown.contains(behaviour.id())));
    }

    private Set<String> shown() {
        return scripts.stream()
                .flatMap(script -> script.shows().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
