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

    private static final boolean DEEP = Boolean.getBoolean("emcc.deep");

    /** Of the scripts for the lab one of so many is run, and each in the deep profile. */
    private static final int LAB_PARTS = DEEP ? 1 : 8;

    /** Which of these parts it is, from 0 on: {@code -Demcc.lab.part=3}. */
    private static final int LAB_PART = Integer.getInteger("emcc.lab.part", 0) % LAB_PARTS;

    /** With which seed the simulation begins, and how many there are of each script. */
    private static final long SEED = Long.getLong("emcc.seed", 1);

    private static final int SEEDS = Integer.getInteger("emcc.cases", DEEP ? 100 : 3);

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
                if (script.runsOn().contains(kind) && (kind != StageKind.LAB || inTheLab++ % LAB_PARTS == LAB_PART)) {
                    tests.add(DynamicTest.dynamicTest(script.id() + " on " + kind, () -> run(script, kind)));
                }
            }
        }
        return tests.stream();
    }

    private void run(Script script, StageKind kind) {
        try {
            switch (kind) {
                case RULES -> run(script, RulesStage.atOnce(Rules.real()));
                case SIMULATION -> {
                    for (long seed = SEED; seed < SEED + SEEDS; seed++) {
                        simulate(script, seed);
                    }
                }
                case LAB -> run(script, new LabStage(labs, Runner.phones(script), hasSecurePhone(script)));
            }
            results.passed(script.id(), kind);
        } catch (RuntimeException | Error e) {
            results.failed(script.id(), kind, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static boolean hasSecurePhone(Script script) {
        return script.givens().stream().anyMatch(line -> line.text().endsWith(" is secure"));
    }

    private void run(Script script, Stage stage) {
        try (stage) {
            new Runner(vocabulary).run(script, stage);
        }
    }

    private long simulate(Script script, long seed) {
        InTime course = new InTime(seed);
        try {
            run(script, RulesStage.simulated(Rules.real(), course));
        } catch (AssertionError e) {
            throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
        }
        return course.digest();
    }

    /** What a seed leads to is the same each time, and another seed leads to something else. */
    @Test
    void aSimulatedScriptReplaysExactly() {
        for (Script script : scripts) {
            if (script.runsOn().contains(StageKind.SIMULATION)) {
                long first = simulate(script, SEED);
                assertThat(simulate(script, SEED)).as(script.id()).isEqualTo(first);
                assertThat(simulate(script, SEED + 1)).as(script.id()).isNotEqualTo(first);
            }
        }
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

    /** A script runs wherever all its phrases can, or says why it does not. */
    @Test
    void whereAScriptDoesNotRunItHasAReason() {
        for (Script script : scripts) {
            for (StageKind stage : StageKind.values()) {
                boolean reason = script.notOn().containsKey(stage)
                        || vocabulary.impossible(script, stage).isPresent();
                assertThat(script.runsOn().contains(stage))
                        .as("%s runs on %s, or says why not", script.id(), stage)
                        .isEqualTo(!reason);
            }
        }
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
