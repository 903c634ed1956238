package org.emcc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The shells do what the explorer over the rules alone takes for granted: at every step of long random walks, crashes in the middle
 * of a step included, both worlds can go on in the same ways, and are in the same state.
 */
class SameOrderTest {
    private static final int WALKS = Boolean.getBoolean("emcc.deep") ? 1_000 : 100;
    private static final int STEPS = 60;

    private static List<Scenario> scenarios() {
        return List.of(
                new Scenario("1 phone, 2 logins")
                        .phones(0, 1)
                        .logins(2)
                        .messages(3)
                        .faults(3)
                        .crashes(2),
                new Scenario("1 phone, slow resets")
                        .phones(0, 1)
                        .logins(3)
                        .faults(2)
                        .crashes(2)
                        .slowResets()
                        .grace()
                        .wrongPin(),
                new Scenario("2 phones, 2 users")
                        .phones(1, 1)
                        .logins(2)
                        .faults(2)
                        .crashes(2),
                new Scenario("2 phones of 1 user, auto logout")
                        .phones(0, 2)
                        .logins(2)
                        .baseDevices(2)
                        .policy(MultipleLoginBehavior.AUTO_LOGOUT)
                        .faults(2)
                        .crashes(1),
                new Scenario("2 phones of 1 user, multiple logins not allowed")
                        .phones(0, 2)
                        .logins(2)
                        .policy(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED)
                        .faults(2)
                        .crashes(1));
    }

    @TestFactory
    List<DynamicTest> rulesAndShellsGoTheSameWay() {
        return scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name, () -> walk(scenario)))
                .toList();
    }

    private static void walk(Scenario scenario) {
        World.Stage shells = Explorer.shells(scenario);
        World.Stage rules = new RuleStage(scenario);
        for (int seed = 0; seed < WALKS; seed++) {
            walk(new World(scenario, shells, null), new World(scenario, rules, null), new Random(seed), seed);
        }
    }

    /** A rule that only one of both keeps is noticed. */
    @Test
    void aDifferenceIsSeen() {
        Scenario scenario = scenarios().get(0);
        Scenario other = scenarios().get(0).with(Doubles.NONE.home(Faults::homeGivesNoNotice));
        assertThatThrownBy(() -> {
                    for (int seed = 0; seed < WALKS; seed++) {
                        World shells = new World(scenario, Explorer.shells(scenario), null);
                        walk(shells, new World(other, new RuleStage(other), null), new Random(seed), seed);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed");
    }

    private static void walk(World shells, World rules, Random random, int seed) {
        List<String> way = new ArrayList<>();
        World here = rules;
        for (int i = 0; i < STEPS; i++) {
            List<Integer> choices = shells.choices();
            assertThat(here.choices())
                    .as("choices, seed %s, after %s", seed, way)
                    .isEqualTo(choices);
            if (choices.isEmpty()) {
                return;
            }
            int choice = choices.get(random.nextInt(choices.size()));
            if (shells.crashesLeft > 0 && random.nextInt(8) == 0) {
                choice = crashing(choice, here, random);
            }
            way.add(shells.describe(choice));
            shells.take(choice);
            here = here.copy();
            here.take(choice);
            assertThat(Canon.state(here))
                    .as("state, seed %s, after %s", seed, way)
                    .isEqualTo(Canon.state(shells));
        }
    }

    /** The same choice with a crash after one of its effects, if it has any. */
    private static int crashing(int choice, World before, Random random) {
        World after = before.copy();
        after.take(choice);
        return after.lastActing == null || after.lastEffects == 0
                ? choice
                : Choice.crashingAfter(choice, 1 + random.nextInt(after.lastEffects));
    }
}
