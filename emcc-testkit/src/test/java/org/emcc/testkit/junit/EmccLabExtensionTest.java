package org.emcc.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.emcc.testkit.lab.EmccLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Tests that are run by JUnit within these tests; each notes the labs that it meets. */
class EmccLabExtensionTest {
    private static final List<EmccLab> MET = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        MET.clear();
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .selectors(selectClass(tests))
                .execute();
    }

    private static void met(EmccLab lab) {
        assertThat(lab.cluster("NYC").emAddress().host()).isNotEmpty();
        MET.add(lab);
    }

    private static void allAreClosed() {
        for (EmccLab lab : new HashSet<>(MET)) {
            assertThatThrownBy(() -> lab.phone("SEP0011AABBCCD1").logOut()).isInstanceOf(IllegalStateException.class);
        }
    }

    @ExtendWith(EmccLabExtension.class)
    static class OfTheClass {
        @BeforeAll
        static void first(EmccLab lab) {
            met(lab);
        }

        OfTheClass(EmccLab lab) {
            met(lab);
        }

        @Test
        void one(EmccLab lab) {
            met(lab);
        }

        @Nested
        class Inner {
            @BeforeEach
            void before(EmccLab lab) {
                met(lab);
            }

            @Test
            void two(EmccLab lab) {
                met(lab);
            }

            @Nested
            class Innermost {
                @Test
                void three(EmccLab lab) {
                    met(lab);
                }
            }
        }
    }

    @Test
    void aClassAndItsNestedClassesShareOne() {
        run(OfTheClass.class).testEvents().assertStatistics(stats -> stats.succeeded(3));
        assertThat(MET).hasSizeGreaterThan(6);
        assertThat(Set.copyOf(MET)).hasSize(1);
        allAreClosed();
    }

    static class OfEachTest {
        @RegisterExtension
        private final EmccLabExtension lab = EmccLabExtension.of(EmccLab::start);

        @BeforeEach
        void before(EmccLab given) {
            assertThat(lab.lab()).isSameAs(given);
        }

        @Test
        void one() {
            met(lab.lab());
        }

        @Test
        void two(EmccLab given) {
            met(given);
        }

        @AfterEach
        void after(EmccLab given) {
            met(given);
        }
    }

    @Test
    void eachTestHasItsOwnInAFieldOfTheInstance() {
        run(OfEachTest.class).testEvents().assertStatistics(stats -> stats.succeeded(2));
        assertThat(Set.copyOf(MET)).hasSize(2);
        assertThat(MET).hasSize(4);
        allAreClosed();
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OfTheOneInstance {
        @RegisterExtension
        private final EmccLabExtension lab = EmccLabExtension.of(EmccLab::start);

        @Test
        void one() {
            met(lab.lab());
        }

        @Test
        void two(EmccLab given) {
            met(given);
        }
    }

    @Test
    void theOneInstanceOfAClassHasOne() {
        run(OfTheOneInstance.class).testEvents().assertStatistics(stats -> stats.succeeded(2));
        assertThat(MET).hasSize(2);
        assertThat(Set.copyOf(MET)).hasSize(1);
        allAreClosed();
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class InParallel {
        @RegisterExtension
        private static final EmccLabExtension LAB = EmccLabExtension.of(EmccLab::start);

        @Test
        void one() {
            met(LAB.lab());
        }

        @Test
        void two() {
            met(LAB.lab());
        }

        @Nested
        class Inner {
            @Test
            void three() {
                met(LAB.lab());
            }
        }
    }

    @Test
    void testsInParallelShareTheOneOfTheirClass() {
        run(InParallel.class).testEvents().assertStatistics(stats -> stats.succeeded(3));
        assertThat(MET).hasSize(3);
        assertThat(Set.copyOf(MET)).hasSize(1);
        allAreClosed();
        assertThatThrownBy(InParallel.LAB::lab)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no lab runs");
    }

    @ExtendWith(EmccLabExtension.class)
    static class Failing {
        @Test
        void fails(EmccLab lab) {
            lab.trace().recordAmiss("NYC", "NYC", "stumbles");
            throw new AssertionError("no");
        }
    }

    @ExtendWith(EmccLabExtension.class)
    static class FailingBefore {
        @BeforeEach
        void fails(EmccLab lab) {
            lab.trace().recordAmiss("NYC", "NYC", "stumbles");
            throw new AssertionError("no");
        }

        @Test
        void never() {}
    }

    @ExtendWith(EmccLabExtension.class)
    static class FailingBeforeAll {
        @BeforeAll
        static void fails(EmccLab lab) {
            lab.trace().recordAmiss("NYC", "NYC", "stumbles");
            throw new AssertionError("no");
        }

        @Test
        void never() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {Failing.class, FailingBefore.class, FailingBeforeAll.class})
    void aFailureCarriesWhatHappened(Class<?> failing) {
        List<Throwable> failures = new ArrayList<>();
        for (Event event : run(failing).allEvents().failed().list()) {
            failures.add(event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow());
        }
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasMessage("no");
        assertThat(failures.get(0).getSuppressed()).hasSize(1);
        assertThat(failures.get(0).getSuppressed()[0].getMessage())
                .startsWith("what happened in the lab:\n")
                .contains("exports its certificates", "!NYC               stumbles");
    }

    static class TooEarly {
        @RegisterExtension
        private final EmccLabExtension lab = EmccLabExtension.of(EmccLab::start);

        TooEarly(EmccLab given) {
            met(given);
        }

        @Test
        void never() {}
    }

    @Test
    void whereNoneCanRunYetTheSentenceSaysSo() {
        run(TooEarly.class).testEvents().assertStatistics(stats -> stats.failed(1));
    }
}
