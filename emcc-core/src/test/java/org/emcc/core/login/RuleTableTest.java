package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A table has one verdict for every state and event, or there is no table. */
class RuleTableTest {
    private enum Door {
        OPEN,
        SHUT
    }

    private enum Hand {
        PUSHES,
        PULLS
    }

    private static RuleTable.Draft<Door, Hand, String, String, String> draft() {
        return new RuleTable.Draft<>(Door.values(), Hand.values());
    }

    /** Pushed shut and pulled open. */
    private static RuleTable.Draft<Door, Hand, String, String, String> door() {
        return draft().move(
                        Door.OPEN,
                        Hand.PUSHES,
                        Door.SHUT,
                        (state, event) -> new Step.Moved<>("shut by " + event, List.of("lock")))
                .move(Door.SHUT, Hand.PULLS, Door.OPEN, (state, event) -> new Step.Moved<>("open", List.of()))
                .ignore(Hand.PULLS, Step.Reason.REPEATED, List.of(Door.OPEN))
                .ignore(Hand.PUSHES, Step.Reason.LATE, List.of(Door.SHUT));
    }

    @Test
    void everyCellHasItsVerdict() {
        var table = door().complete();

        assertThat(table.step(Door.OPEN, "open", Hand.PUSHES, "alice"))
                .isEqualTo(new Step.Moved<>("shut by alice", List.of("lock")));
        assertThat(table.step(Door.SHUT, "shut", Hand.PULLS, "bob")).isEqualTo(new Step.Moved<>("open", List.of()));
        assertThat(table.step(Door.OPEN, "open", Hand.PULLS, "bob"))
                .isEqualTo(new Step.Ignored<>(Step.Reason.REPEATED));
        assertThat(table.step(Door.SHUT, "shut", Hand.PUSHES, "bob")).isEqualTo(new Step.Ignored<>(Step.Reason.LATE));
        assertThat(table.transitions())
                .containsExactly(
                        new Transition<>(Door.OPEN, Hand.PUSHES, Door.SHUT),
                        new Transition<>(Door.SHUT, Hand.PULLS, Door.OPEN));
    }

    @Test
    void aTableWithGapsIsRefusedAndNamesThem() {
        assertThatThrownBy(() -> draft().ignore(Hand.PULLS, Step.Reason.LATE, List.of(Door.OPEN, Door.SHUT))
                        .complete())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no rule for PUSHES in OPEN, PUSHES in SHUT");
    }

    @Test
    void ofTwoRulesForOneCellNoneCounts() {
        assertThatThrownBy(() -> door().ignore(Hand.PUSHES, Step.Reason.LATE, List.of(Door.OPEN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two rules for PUSHES in OPEN");
    }

    @Test
    void itsPictureHasAnArrowForEveryMove() {
        assertThat(door().complete().diagram(Door.OPEN, List.of(Door.SHUT))).isEqualTo("""
                        stateDiagram-v2
                            [*] --> Open
                            Open --> Shut : pushes
                            Shut --> Open : pulls
                            Shut --> [*]
                        """);
    }
}
