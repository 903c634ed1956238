package org.emcc.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Runs every script on every stage that it names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private final Vocabulary vocabulary = Vocabulary.standard();
    private final LabPool labs = new LabPool();

    @AfterAll
    void close() {
        labs.close();
    }

    @TestFactory
    Stream<DynamicTest> everyScript() {
        List<DynamicTest> tests = new ArrayList<>();
        Runner runner = new Runner(vocabulary);
        for (Script script : Scripts.all(vocabulary)) {
            for (StageKind kind : script.runsOn()) {
                tests.add(DynamicTest.dynamicTest(script.id() + " on " + kind, () -> {
                    long t0 = System.nanoTime();
                    try (Stage stage = stage(kind, script)) {
                        runner.run(script, stage);
                    }
                    if (System.getProperty("tim") != null) System.out.println(script.id() + " " + kind + " " + (System.nanoTime()-t0)/1000000 + " labs " + labs.started());
                }));
            }
        }
        return tests.stream();
    }

    private Stage stage(StageKind kind, Script script) {
        return switch (kind) {
            case RULES -> new RulesStage(Rules.real());
            case LAB -> new LabStage(labs, Runner.phones(script));
        };
    }
}
