package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.registration.DeviceState.Line;
import org.emcc.sip.transport.Flow;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class DeviceRulesTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final BindingRules ONE_LINE =
            new BindingRules(Duration.ofMinutes(2), Duration.ofSeconds(15), Duration.ofSeconds(15));
    private static final DeviceRules RULES = new DeviceRules(ONE_LINE);
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
    private static final String ALL = "";

    private static BindingEvent register(String line, String callId, long cseq, int expires) {
        return register(line, callId, cseq, expires, DeviceAdmission.Verdict.ADMITTED, FakeFlow.A);
    }

    private static BindingEvent register(
            String line, String callId, long cseq, int expires, DeviceAdmission.Verdict verdict, Flow flow) {
        SipUri contact = SipUri.builder("127.0.0.1").user("u").port(4000).build();
        return new BindingEvent.Register(
                line, contact, ADDRESS, callId, cseq, Duration.ofSeconds(expires), false, verdict, flow);
    }

    /** Plays events one second apart, and says what came of each. */
    private static List<String> play(BindingEvent... events) {
        List<String> said = new ArrayList<>();
        DeviceState state = DeviceState.NONE;
        Instant now = START;
        for (BindingEvent event : events) {
            DeviceRules.Step step = RULES.step(state, event, now);
            said.add(BindingRulesTest.said(step.effects()));
            state = step.next();
            now = now.plusSeconds(1);
        }
        return said;
    }

    @Test
    void linesRegisterOneByOne() {
        assertThat(play(
                        register("1", "a", 1, 3600),
                        register("2", "b", 1, 3600),
                        register("1", "a", 2, 3600),
                        register("2", "b", 2, 3600),
                        register("2", "b", 1, 3600),
                        register("3", "c", 1, 0),
                        register("1", "a", 3, 0),
                        register("2", "b", 3, 3600),
                        register("2", "b", 4, 0)))
                .containsExactly(
                        "200/120* +",
                        "200/120",
                        "200/120",
                        "200/120",
                        "500",
                        "200/0",
                        "200/0",
                        "200/120",
                        "200/0 -BY_PHONE");
    }

    @Test
    void aLineThatBeginsAnewIsAPhoneThatBeganAnew() {
        assertThat(play(
                        register("1", "a", 1, 3600),
                        register("2", "b", 1, 3600),
                        register("1", "c", 1, 3600),
                        register("2", "b", 2, 3600),
                        register(ALL, "d", 1, 3600),
                        register("1", "d", 2, 3600),
                        register("2", "e", 1, 3600),
                        register(ALL, "e", 2, 3600),
                        register("1", "e", 3, 0)))
                .containsExactly(
                        "200/120* +",
                        "200/120",
                        "-REPLACED 200/120* +",
                        "200/120",
                        "-REPLACED 200/120* +",
                        "200/120",
                        "-REPLACED 200/120* +",
                        "200/120",
                        "200/0 -BY_PHONE");
    }

    @Test
    void aDeviceIsGoneWithItsLastLine() {
        DeviceState two = DeviceState.NONE;
        two = RULES.step(two, register("1", "a", 1, 3600), START).next();
        two = RULES.step(two, register("2", "b", 1, 3600), START.plusSeconds(10))
                .next();
        assertThat(two.deadline()).contains(START.plusSeconds(130));
        DeviceRules.Step first = RULES.step(two, new BindingEvent.DeadlinePassed(), START.plusSeconds(130));
        assertThat(first.effects()).isEmpty();
        assertThat(first.next().deadline()).contains(START.plusSeconds(140));
        DeviceRules.Step last = RULES.step(first.next(), new BindingEvent.DeadlinePassed(), START.plusSeconds(140));
        assertThat(BindingRulesTest.said(last.effects())).isEqualTo("-EXPIRED");
        assertThat(last.next()).isEqualTo(DeviceState.NONE);
        DeviceState lost = RULES.step(two, new BindingEvent.FlowClosed(FakeFlow.A), START.plusSeconds(10))
                .next();
        assertThat(lost.deadline()).contains(START.plusSeconds(25));
        assertThat(BindingRulesTest.said(RULES.step(lost, register("1", "a", 2, 3600), START.plusSeconds(25))
                        .effects()))
                .isEqualTo("-CONNECTION_CLOSED 200/120* +");
        DeviceRules.Step unknown = RULES.step(
                two, register("3", "c", 1, 60, DeviceAdmission.Verdict.UNKNOWN, FakeFlow.A), START.plusSeconds(10));
        assertThat(BindingRulesTest.said(unknown.effects())).isEqualTo("-NOT_ADMITTED 404");
        assertThat(unknown.next()).isEqualTo(DeviceState.NONE);
    }

    /** What it says of itself is right, but it comes another way than the phone. */
    @Test
    void aRefusalEndsOnlyTheLinesThatCameTheSameWay() {
        DeviceState two = DeviceState.NONE;
        two = RULES.step(two, register("1", "a", 1, 3600), START).next();
        two = RULES.step(two, register("2", "b", 1, 3600, DeviceAdmission.Verdict.ADMITTED, FakeFlow.B), START)
                .next();
        for (String callId : List.of("a", "b", "c")) {
            for (String line : List.of(ALL, "1", "2", "3")) {
                for (int expires : new int[] {0, 3600}) {
                    DeviceRules.Step stranger = RULES.step(
                            two,
                            register(line, callId, 2, expires, DeviceAdmission.Verdict.FORBIDDEN, FakeFlow.UDP),
                            START);
                    assertThat(stranger.next()).isEqualTo(two);
                    assertThat(BindingRulesTest.said(stranger.effects())).isEqualTo("403");
                }
            }
        }
        DeviceRules.Step first =
                RULES.step(two, register("1", "a", 2, 60, DeviceAdmission.Verdict.UNKNOWN, FakeFlow.A), START);
        assertThat(BindingRulesTest.said(first.effects())).isEqualTo("404");
        assertThat(first.next().lines()).containsExactly(two.lines().get(1));
        DeviceRules.Step last =
                RULES.step(first.next(), register("1", "a", 2, 60, DeviceAdmission.Verdict.UNKNOWN, FakeFlow.B), START);
        assertThat(BindingRulesTest.said(last.effects())).isEqualTo("-NOT_ADMITTED 404");
        assertThat(last.next()).isEqualTo(DeviceState.NONE);
    }

    @Test
    void aDeviceHasSoManyLinesAndNoMore() {
        DeviceState state = DeviceState.NONE;
        for (int i = 0; i < DeviceRules.MOST_LINES; i++) {
            state = RULES.step(state, register("l" + i, "c" + i, 1, 3600), START)
                    .next();
        }
        assertThat(state.lines()).hasSize(DeviceRules.MOST_LINES);
        DeviceRules.Step more = RULES.step(state, register("x", "x", 1, 3600), START);
        assertThat(BindingRulesTest.said(more.effects())).isEqualTo("503");
        assertThat(more.next()).isEqualTo(state);
        assertThat(BindingRulesTest.said(
                        RULES.step(state, register("l0", "c0", 2, 3600), START).effects()))
                .isEqualTo("200/120");
    }

    /** A device with one line does what its line does. */
    @Test
    void oneLineAloneIsTheRulesOfOneLine() {
        for (int i = 0; i < Seeds.cases(20_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            BindingState one = BindingState.UNBOUND;
            DeviceState all = DeviceState.NONE;
            Instant now = START;
            for (int j = 0; j < 30; j++) {
                BindingEvent event = BindingRulesTest.any(random, j);
                now = now.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(140) : random.nextInt(6));
                BindingRules.Step expected = ONE_LINE.step(one, event, now);
                DeviceRules.Step met = RULES.step(all, event, now);
                assertThat(met.effects())
                        .as("seed %d, case %d, step %d", Seeds.seed(), i, j)
                        .isEqualTo(expected.effects());
                assertThat(met.next().first().map(BindingState.class::cast).orElse(BindingState.UNBOUND))
                        .isEqualTo(expected.next());
                one = expected.next();
                all = met.next();
            }
        }
    }

    private record At(DeviceState state, Instant now) {}

    /** Breadth first over two lines and all of them, three calls, two numbers, and the passing of time. */
    @Test
    void holdsItsInvariantsEverywhere() {
        List<BindingEvent> events =
                new ArrayList<>(List.of(new BindingEvent.DeadlinePassed(), new BindingEvent.FlowClosed(FakeFlow.A)));
        for (String line : List.of(ALL, "1", "2")) {
            for (String callId : List.of("a", "b", "c")) {
                for (long cseq : new long[] {1, 2}) {
                    events.add(register(line, callId, cseq, 0));
                    events.add(register(line, callId, cseq, 3600));
                }
                events.add(register(line, callId, 3, 3600, DeviceAdmission.Verdict.UNKNOWN, FakeFlow.A));
                events.add(register(line, callId, 3, 60, DeviceAdmission.Verdict.ADMITTED, FakeFlow.UDP));
            }
        }
        Set<At> seen = new HashSet<>();
        Queue<At> todo = new ArrayDeque<>();
        At first = new At(DeviceState.NONE, START);
        seen.add(first);
        todo.add(first);
        int edges = 0;
        while (!todo.isEmpty()) {
            At at = todo.remove();
            for (BindingEvent event : events) {
                edges++;
                DeviceRules.Step step = RULES.step(at.state(), event, at.now());
                check(at, event, step);
                for (int passing : new int[] {0, 100}) {
                    At next = new At(step.next(), at.now().plusSeconds(passing));
                    if (next.now().isBefore(START.plusSeconds(250)) && seen.add(next)) {
                        todo.add(next);
                    }
                }
            }
        }
        System.out.println("DeviceRules: " + seen.size() + " states, " + edges + " edges");
        assertThat(seen.size()).isGreaterThanOrEqualTo(5958);
        assertThat(edges).isGreaterThanOrEqualTo(333_648);
    }

    private static void check(At at, BindingEvent event, DeviceRules.Step step) {
        boolean told = !at.state().lines().isEmpty();
        int answers = 0;
        boolean alternates = true;
        boolean marked = false;
        boolean registered = false;
        boolean granted = false;
        for (BindingEffect effect : step.effects()) {
            if (effect instanceof BindingEffect.TellRegistered) {
                alternates &= !told;
                told = true;
                registered = true;
            } else if (effect instanceof BindingEffect.TellUnregistered) {
                alternates &= told;
                told = false;
            } else {
                answers++;
                marked = effect instanceof BindingEffect.Accept accept && accept.newRegistration();
                granted = effect instanceof BindingEffect.Accept accept
                        && !accept.expires().isZero();
            }
        }
        List<Line> lines = step.next().lines();
        require(alternates, "registered and unregistered alternate", at, event, step);
        require(told == !lines.isEmpty(), "what is told is what is held", at, event, step);
        boolean repeated = at.state().lines().containsAll(lines);
        require(marked == registered || repeated, "only a device that is new is marked so", at, event, step);
        require(!registered || marked, "a device that is new is marked so", at, event, step);
        Set<String> names = new HashSet<>();
        Set<String> calls = new HashSet<>();
        for (Line line : lines) {
            require(names.add(line.name()), "a line is held once", at, event, step);
            require(calls.add(line.bound().callId()), "a call is held once", at, event, step);
            require(line.bound().deadline().isAfter(at.now()), "what is held is alive", at, event, step);
        }
        require(lines.size() < 2 || !names.contains(ALL), "all lines are alone", at, event, step);
        boolean request = event instanceof BindingEvent.Register;
        require(answers == (request ? 1 : 0), "a request is answered once", at, event, step);
        if (event instanceof BindingEvent.Register register && granted) {
            require(calls.contains(register.callId()), "what is granted is held", at, event, step);
            require(
                    !register.line().equals(ALL) || lines.size() == 1 || repeated,
                    "all lines are one",
                    at,
                    event,
                    step);
        }
        if (!request && !lines.isEmpty()) {
            require(
                    at.state().lines().stream().map(Line::name).toList().containsAll(names),
                    "none comes",
                    at,
                    event,
                    step);
        }
    }

    private static void require(boolean holds, String rule, At at, BindingEvent event, DeviceRules.Step step) {
        if (!holds) {
            throw new AssertionError(rule + ": " + at + " + " + event + " = " + step);
        }
    }
}
