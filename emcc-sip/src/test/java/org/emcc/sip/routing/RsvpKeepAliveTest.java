package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.emcc.sip.routing.RsvpKeepAlive.Effect;
import org.emcc.sip.routing.RsvpKeepAlive.Event;
import org.emcc.sip.routing.RsvpKeepAlive.State;
import org.emcc.sip.routing.RsvpKeepAlive.Step;
import org.junit.jupiter.api.Test;

class RsvpKeepAliveTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private final RsvpKeepAlive rules = RsvpKeepAlive.every(Duration.ofSeconds(15));

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private Step step(State state, Event event, int seconds) {
        return rules.step(state, event, at(seconds));
    }

    @Test
    void twoIntervalsWithoutAnAnswerReleaseWhatIsHeld() {
        Step connected = step(rules.start(), new Event.Connected("call-1"), 0);
        assertThat(connected.effects()).containsExactly(new Effect.LookAt(at(15)));
        Step first = step(connected.next(), new Event.TimePassed(), 15);
        assertThat(first.effects()).containsExactly(new Effect.SendKeepAlive(1), new Effect.LookAt(at(30)));
        Step second = step(first.next(), new Event.TimePassed(), 30);
        assertThat(second.effects()).containsExactly(new Effect.SendKeepAlive(2), new Effect.LookAt(at(45)));
        Step third = step(second.next(), new Event.TimePassed(), 45);
        assertThat(third.effects()).containsExactly(new Effect.Release(Set.of("call-1")));
        assertThat(third.next()).isEqualTo(new State.Idle(2));
    }

    @Test
    void anAnswerStartsTheCountAgain() {
        State state = step(rules.start(), new Event.Connected("call-1"), 0).next();
        for (int i = 1; i <= 100; i++) {
            Step sent = step(state, new Event.TimePassed(), 15 * i);
            assertThat(sent.effects()).startsWith(new Effect.SendKeepAlive(i));
            // Every second one is answered: never two in a row are not.
            state = i % 2 == 0
                    ? step(sent.next(), new Event.Answered(i), 15 * i + 1).next()
                    : sent.next();
        }
        assertThat(state.kind()).isEqualTo(State.Kind.WATCHING);
    }

    @Test
    void anAnswerToTheOlderOfTwoOpenOnesCounts() {
        State state = new State.Watching(Set.of("call-1"), at(45), 2, 2);
        assertThat(step(state, new Event.Answered(1), 31).next())
                .isEqualTo(new State.Watching(Set.of("call-1"), at(45), 2, 0));
    }

    @Test
    void anAnswerToNothingOpenIsNoSignOfLife() {
        State state = new State.Watching(Set.of("call-1"), at(45), 5, 1);
        for (long number : new long[] {Long.MIN_VALUE, -1, 0, 4, 6, Long.MAX_VALUE}) {
            assertThat(step(state, new Event.Answered(number), 31)).isEqualTo(new Step(state, List.of()));
        }
    }

    @Test
    void theLastCallEndsTheWatch() {
        State one = step(rules.start(), new Event.Connected("call-1"), 0).next();
        State two = step(one, new Event.Connected("call-2"), 3).next();
        assertThat(two).isEqualTo(new State.Watching(Set.of("call-1", "call-2"), at(15), 0, 0));
        State again = step(two, new Event.Ended("call-1"), 4).next();
        assertThat(again).isEqualTo(new State.Watching(Set.of("call-2"), at(15), 0, 0));
        assertThat(step(again, new Event.Ended("call-7"), 5).next()).isEqualTo(again);
        assertThat(step(again, new Event.Ended("call-2"), 5)).isEqualTo(new Step(new State.Idle(0), List.of()));
        assertThat(step(rules.start(), new Event.TimePassed(), 15)).isEqualTo(new Step(rules.start(), List.of()));
    }

    @Test
    void anEarlyTimerIsSetAgainAndALateOneSendsOnce() {
        State state = step(rules.start(), new Event.Connected("call-1"), 0).next();
        assertThat(step(state, new Event.TimePassed(), 14))
                .isEqualTo(new Step(state, List.of(new Effect.LookAt(at(15)))));
        assertThat(step(state, new Event.TimePassed(), 1000).effects())
                .containsExactly(new Effect.SendKeepAlive(1), new Effect.LookAt(at(1015)));
    }

    /** A clock that is set back by an hour stops the watch for an interval at most. */
    @Test
    void aClockThatIsSetBackDoesNotStopTheWatch() {
        State state = step(rules.start(), new Event.Connected("call-1"), 0).next();
        Step back = step(state, new Event.TimePassed(), -3600);
        assertThat(back.effects()).containsExactly(new Effect.LookAt(at(-3585)));
        assertThat(step(back.next(), new Event.TimePassed(), -3585).effects())
                .containsExactly(new Effect.SendKeepAlive(1), new Effect.LookAt(at(-3570)));
    }

    @Test
    void whatIsLateFromBeforeAReleaseIsNoSignOfLife() {
        State before = new State.Watching(Set.of("call-1"), at(45), 2, 2);
        State idle = step(before, new Event.TimePassed(), 45).next();
        State again = step(idle, new Event.Connected("call-2"), 50).next();
        Step sent = step(again, new Event.TimePassed(), 65);
        assertThat(sent.effects()).startsWith(new Effect.SendKeepAlive(3));
        for (long late = 1; late <= 2; late++) {
            assertThat(step(sent.next(), new Event.Answered(late), 66).next()).isEqualTo(sent.next());
        }
        assertThat(step(sent.next(), new Event.Answered(3), 66).next()).isNotEqualTo(sent.next());
        State ended = step(sent.next(), new Event.Ended("call-2"), 66).next();
        assertThat(ended).isEqualTo(new State.Idle(3));
    }

    @Test
    void statesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new State.Watching(Set.of(), at(0), 0, 0)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new State.Watching(Set.of("a"), at(0), 1, 2)).hasMessageContaining("from 0 to those");
        assertThatThrownBy(() -> new State.Watching(Set.of("a"), at(0), 1, -1)).hasMessageContaining("but are -1");
        assertThatThrownBy(() -> new State.Idle(-1)).hasMessageContaining("must not be negative");
    }

    @Test
    void theTimerHasTheRangeOfTheParameter() {
        assertThat(RsvpKeepAlive.every(Duration.ofSeconds(1)).unanswered()).isEqualTo(2);
        assertThat(RsvpKeepAlive.every(Duration.ofMinutes(10)).interval()).hasSeconds(600);
        for (Duration wrong :
                List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofSeconds(601), Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> RsvpKeepAlive.every(wrong)).hasMessageContaining("must be from 1 s to 600 s");
        }
        assertThatThrownBy(() -> new RsvpKeepAlive(Duration.ofSeconds(15), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** All histories of a depth: what is released was held, and exactly after so many keep-alives in a row without an answer. */
    @Test
    void everyHistoryKeepsTheRules() {
        int depth = Boolean.getBoolean("emcc.deep") ? 7 : 6;
        int histories = 0;
        for (int i = 1, of = 6; i <= depth; i++, of *= 6) {
            histories += of;
        }
        for (int limit = 1; limit <= 3; limit++) {
            Walk walk = new Walk(new RsvpKeepAlive(Duration.ofSeconds(15), limit));
            walk.walk(walk.rules.start(), new Shadow(Set.of(), 0, 0), 0, depth);
            assertThat(walk.edges).as("histories walked").isEqualTo(histories);
            assertThat(walk.released).as("histories that release").isPositive();
        }
    }

    /** What a naive observer counts. */
    private record Shadow(Set<String> held, long sent, int inARow) {}

    private static final class Walk {
        private final RsvpKeepAlive rules;
        private int edges;
        private int released;

        Walk(RsvpKeepAlive rules) {
            this.rules = rules;
        }

        void walk(State state, Shadow shadow, int seconds, int depth) {
            if (depth == 0) {
                return;
            }
            List<Event> events = new ArrayList<>(List.of(
                    new Event.Connected("a"),
                    new Event.Connected("b"),
                    new Event.Ended("a"),
                    new Event.Answered(shadow.sent()),
                    new Event.TimePassed(),
                    new Event.TimePassed()));
            for (int i = 0; i < events.size(); i++) {
                // The last one is on time, the one before it too early.
                int now = i == 5 && state instanceof State.Watching watching
                        ? (int) Duration.between(START, watching.due()).toSeconds()
                        : seconds;
                Step step = rules.step(state, events.get(i), at(now));
                edges++;
                walk(step.next(), check(shadow, events.get(i), step), now, depth - 1);
            }
        }

        private Shadow check(Shadow before, Event event, Step step) {
            Set<String> held = new TreeSet<>(before.held());
            long sent = before.sent();
            int inARow = before.held().isEmpty() ? 0 : before.inARow();
            if (event instanceof Event.Connected connected) {
                held.add(connected.reservation());
            } else if (event instanceof Event.Ended ended) {
                held.remove(ended.reservation());
            } else if (event instanceof Event.Answered && inARow > 0) {
                inARow = 0;
            }
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.SendKeepAlive send) {
                    assertThat(send.number()).isEqualTo(++sent);
                    assertThat(++inARow).isLessThanOrEqualTo(rules.unanswered());
                    assertThat(held).isNotEmpty();
                } else if (effect instanceof Effect.Release release) {
                    assertThat(inARow).isEqualTo(rules.unanswered());
                    assertThat(release.reservations()).isEqualTo(held);
                    held = Set.of();
                    released++;
                }
            }
            assertThat(step.next().kind() == State.Kind.IDLE).isEqualTo(held.isEmpty());
            return new Shadow(Set.copyOf(held), sent, held.isEmpty() ? 0 : inARow);
        }
    }
}
