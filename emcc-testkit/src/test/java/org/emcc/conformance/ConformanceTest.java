package org.emcc.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every script on every stage that it names. */
class ConformanceTest {
    private static final Vocabulary VOCABULARY = Vocabulary.standard();

    @TestFactory
    Stream<DynamicTest> everyScript() {
        List<DynamicTest> tests = new ArrayList<>();
        Runner runner = new Runner(VOCABULARY);
        for (Script script : Scripts.all(VOCABULARY)) {
            tests.add(DynamicTest.dynamicTest(script.id() + " on rules", () -> {
                try (RulesStage stage = new RulesStage(Rules.real())) {
                    runner.run(script, stage);
                }
            }));
        }
        return tests.stream();
    }
}
