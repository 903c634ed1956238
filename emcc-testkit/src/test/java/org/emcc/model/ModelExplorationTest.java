package org.emcc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every order of events of small worlds, over the real shells, rules and memory stores (design 8, model exploration).
 *
 * <p>What is left out because it would show nothing more: a question that only reads is answered where it is asked, and its answer
 * is in flight; an answer that nobody waits for any more is nothing; of equal messages one is chosen; the rest of the world waits
 * while a cluster that crashed is down, except for messages that find nobody; a crash comes only after effects that outlive it
 * (stores, messages, resets), because between others it is the same; logins that are over and that nothing in flight is about count
 * as a number; mirrored worlds are one.
 *
 * <p>What is cut, and printed with the figures: a deadline that passes while its question is still on its way is a fault (delay); a
 * maximum login time is over only when nothing is in flight (home's administrator ends logins at any other time, which is the same
 * to the rules); states with more messages in flight than the bound are looked at and not followed further; {@link #CUT}.
 */
class ModelExplorationTest {
    /** What the design asks for and these bounds do not reach. */
    private static final String CUT =
            "Model exploration, CUT because it takes longer than a build may: with two logins at one "
                    + "phone more than one fault or one crash (one login has two faults and a crash, in deep); with two users any "
                    + "fault or crash, a third message, registrations that are lost, visiting's administrator and maintenance";

    /** A scenario with the least number of states and edges that it has to have. */
    private record Bound(Scenario scenario, int states, int edges) {}

    private static List<Bound> bounds() {
        List<Bound> all = new ArrayList<>(verify());
        if (Boolean.getBoolean("emcc.deep")) {
            all.addAll(deep());
        }
        return all;
    }

    private static List<Bound> verify() {
        return List.of(
                new Bound(onePhone("1 phone, 2 logins, 3 messages").logins(2).messages(3), 5_100, 19_000),
                new Bound(
                        onePhone("1 phone, 2 logins, 2 messages, 1 fault")
                                .logins(2)
                                .faults(1),
                        33_000,
                        98_000),
                new Bound(onePhone("1 phone, 1 login, 2 messages, 1 fault").faults(1), 1_600, 4_800),
                new Bound(onePhone("1 phone, 1 login, 2 messages, 1 crash").crashes(1), 2_800, 7_400),
                new Bound(
                        onePhone("1 phone, 1 login, 3 messages, slow resets, grace time, good or wrong PIN")
                                .messages(3)
                                .wrongPin()
                                .slowResets()
                                .grace(),
                        620,
                        1_890),
                new Bound(
                        twoPhonesOfOneUser("2 phones of 1 user, multiple logins not allowed")
                                .policy(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED),
                        6_800,
                        22_900),
                new Bound(
                        new Scenario("2 phones, 2 users, 1 login each, 2 messages")
                                .phones(1, 1)
                                .plain(),
                        4_000,
                        10_800));
    }

    private static List<Bound> deep() {
        return List.of(
                new Bound(
                        onePhone("1 phone, 2 logins, 2 messages, 1 crash")
                                .logins(2)
                                .crashes(1),
                        52_000,
                        145_000),
                new Bound(
                        onePhone("1 phone, 1 login, 3 messages, 2 faults, 1 crash")
                                .messages(3)
                                .faults(2)
                                .crashes(1),
                        99_000,
                        383_000),
                new Bound(
                        twoPhonesOfOneUser("2 phones of 1 user, auto logout").policy(MultipleLoginBehavior.AUTO_LOGOUT),
                        12_500,
                        41_000));
    }

    private static Scenario twoPhonesOfOneUser(String name) {
        return new Scenario(name).phones(0, 2).baseDevices(2);
    }

    private static Scenario onePhone(String name) {
        return new Scenario(name).phones(0, 1);
    }

    @TestFactory
    List<DynamicTest> nothingBreaksAnInvariant() {
        tell(CUT);
        return bounds().stream()
                .map(bound -> DynamicTest.dynamicTest(bound.scenario().name, () -> explore(bound)))
                .toList();
    }

    private static void explore(Bound bound) {
        Explorer.Result result = new Explorer(bound.scenario()).explore(2);
        tell(String.format(
                Locale.ROOT,
                "Model exploration, %s: %d states, %d edges, depth %d, %d states beyond the bound on messages, "
                        + "at most %d fair steps to rest",
                bound.scenario().name,
                result.states(),
                result.edges(),
                result.depth(),
                result.beyond(),
                result.fairSteps()));
        assertThat(result.counterexample().map(Counterexample::toString)).isEmpty();
        assertThat(result.states()).as("states").isGreaterThanOrEqualTo(bound.states());
        assertThat(result.edges()).as("edges").isGreaterThanOrEqualTo(bound.edges());
        assertThat(result.fairSteps()).as("fair steps").isLessThanOrEqualTo(Explorer.FAIR_STEPS);
    }

    private static void tell(String what) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(what);
    }
}
