package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.transport.Flow;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingRulesTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final BindingRules RULES =
            new BindingRules(Duration.ofMinutes(2), Duration.ofSeconds(15), Duration.ofSeconds(15));
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
    private static final SipUri ONE =
            SipUri.builder("127.0.0.1").user("one").port(4000).build();
    private static final SipUri TWO =
            SipUri.builder("127.0.0.1").user("two").port(4000).build();

    private static BindingEvent.Register register(SipUri contact, String callId, long cseq, int expires) {
        return register(contact, callId, cseq, expires, false, DeviceAdmission.Verdict.ADMITTED);
    }

    private static BindingEvent.Register register(
            SipUri contact, String callId, long cseq, int expires, boolean standby, DeviceAdmission.Verdict verdict) {
        return register(contact, callId, cseq, expires, standby, verdict, FakeFlow.UDP);
    }

    private static BindingEvent.Register register(
            SipUri contact,
            String callId,
            long cseq,
            int expires,
            boolean standby,
            DeviceAdmission.Verdict verdict,
            Flow flow) {
        return new BindingEvent.Register(
                "1", contact, ADDRESS, callId, cseq, Duration.ofSeconds(expires), standby, verdict, flow);
    }

    private static BindingEvent.Register over(Flow flow, SipUri contact, String callId, long cseq, int expires) {
        return register(contact, callId, cseq, expires, false, DeviceAdmission.Verdict.ADMITTED, flow);
    }

    private static BindingState.Bound held(long cseq, int granted, boolean isNew, Instant deadline) {
        BindingEffect.Accept answer = new BindingEffect.Accept(Duration.ofSeconds(granted), isNew);
        return new BindingState.Bound(
                ONE, ADDRESS, "c", cseq, FakeFlow.UDP, false, answer, deadline, UnregisterReason.EXPIRED);
    }

    private static BindingRules.Step step(BindingState state, BindingEvent event) {
        return RULES.step(state, event, START);
    }

    private static BindingState bound() {
        return step(BindingState.UNBOUND, register(ONE, "c", 101, 3600)).next();
    }

    private static int refusal(BindingRules.Step step) {
        return step.effects().stream()
                .filter(BindingEffect.Refuse.class::isInstance)
                .mapToInt(effect -> ((BindingEffect.Refuse) effect).refusal().status())
                .sum();
    }

    @Test
    void aNewDeviceIsGrantedTheKeepAliveAndMarked() {
        BindingRules.Step step = step(BindingState.UNBOUND, register(ONE, "c", 101, 3600));
        assertThat(step.next()).isEqualTo(held(101, 120, true, START.plusSeconds(130)));
        assertThat(step.effects())
                .containsExactly(
                        new BindingEffect.Accept(Duration.ofMinutes(2), true),
                        new BindingEffect.TellRegistered(ADDRESS));
    }

    @Test
    void aShorterLifetimeIsGrantedAsAsked() {
        BindingRules.Step step = step(BindingState.UNBOUND, register(ONE, "c", 101, 8));
        assertThat(step.effects()).contains(new BindingEffect.Accept(Duration.ofSeconds(8), true));
        assertThat(step.next()).isEqualTo(held(101, 8, true, START.plusSeconds(19)));
    }

    @Test
    void aRefreshIsNeitherNewNorTold() {
        BindingRules.Step step = RULES.step(bound(), register(ONE, "c", 102, 3600), START.plusSeconds(115));
        assertThat(step.effects()).containsExactly(new BindingEffect.Accept(Duration.ofMinutes(2), false));
        assertThat(step.next()).isEqualTo(held(102, 120, false, START.plusSeconds(115 + 130)));
    }

    @Test
    void aPhoneIsGivenUpAtItsDeadlineAndNotBefore() {
        BindingEvent event = new BindingEvent.DeadlinePassed();
        assertThat(RULES.step(bound(), event, START.plusSeconds(130).minusNanos(1))
                        .effects())
                .isEmpty();
        BindingRules.Step step = RULES.step(bound(), event, START.plusSeconds(130));
        assertThat(step.next()).isEqualTo(BindingState.UNBOUND);
        assertThat(step.effects()).containsExactly(new BindingEffect.TellUnregistered(UnregisterReason.EXPIRED));
    }

    @Test
    void aLateRefreshIsNew() {
        BindingRules.Step step = RULES.step(bound(), register(ONE, "c", 102, 3600), START.plusSeconds(130));
        assertThat(step.effects())
                .containsExactly(
                        new BindingEffect.TellUnregistered(UnregisterReason.EXPIRED),
                        new BindingEffect.Accept(Duration.ofMinutes(2), true),
                        new BindingEffect.TellRegistered(ADDRESS));
    }

    @Test
    void anotherCallReplaces() {
        BindingRules.Step step = step(bound(), register(TWO, "d", 1, 3600));
        assertThat(step.effects())
                .containsExactly(
                        new BindingEffect.TellUnregistered(UnregisterReason.REPLACED),
                        new BindingEffect.Accept(Duration.ofMinutes(2), true),
                        new BindingEffect.TellRegistered(ADDRESS));
    }

    @Test
    void leavesWithItsOwnContactOnly() {
        assertThat(step(bound(), register(ONE, "c", 102, 0)).next()).isEqualTo(BindingState.UNBOUND);
        for (BindingEvent.Register other : List.of(
                register(TWO, "c", 102, 0),
                register(TWO, "d", 102, 0),
                register(ONE, "d", 102, 0),
                register(ONE, "c", 102, 0, true, DeviceAdmission.Verdict.ADMITTED))) {
            BindingRules.Step step = step(bound(), other);
            assertThat(step.next()).isEqualTo(bound());
            assertThat(step.effects()).containsExactly(new BindingEffect.Accept(Duration.ZERO, false));
        }
    }

    @Test
    void aStandbyLookIsAcceptedWithoutABinding() {
        BindingRules.Step step = step(BindingState.UNBOUND, register(ONE, "c", 101, 0));
        assertThat(step.next()).isEqualTo(BindingState.UNBOUND);
        assertThat(step.effects()).containsExactly(new BindingEffect.Accept(Duration.ZERO, false));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThat(refusal(step(bound(), register(ONE, "c", 100, 3600)))).isEqualTo(500);
        assertThat(refusal(step(bound(), register(ONE, "c", 101, 0)))).isEqualTo(500);
        assertThat(refusal(step(bound(), register(TWO, "c", 102, 3600)))).isEqualTo(500);
        assertThat(refusal(
                        step(BindingState.UNBOUND, register(ONE, "c", 1, 60, false, DeviceAdmission.Verdict.UNKNOWN))))
                .isEqualTo(404);
        assertThat(refusal(step(
                        BindingState.UNBOUND, register(ONE, "c", 1, 60, false, DeviceAdmission.Verdict.FORBIDDEN))))
                .isEqualTo(403);
    }

    /** Its answer was lost, and is forgotten by whoever remembers answers. */
    @Test
    void theSameOnceMoreIsAnsweredAlikeAndChangesNothing() {
        BindingState refreshed = RULES.step(bound(), register(ONE, "c", 102, 60), START.plusSeconds(50))
                .next();
        BindingRules.Step first = RULES.step(bound(), register(ONE, "c", 101, 3600), START.plusSeconds(31));
        assertThat(first.next()).isEqualTo(bound());
        assertThat(first.effects()).containsExactly(new BindingEffect.Accept(Duration.ofMinutes(2), true));
        BindingRules.Step again = RULES.step(refreshed, register(ONE, "c", 102, 60), START.plusSeconds(80));
        assertThat(again.next()).isEqualTo(refreshed);
        assertThat(again.effects()).containsExactly(new BindingEffect.Accept(Duration.ofMinutes(1), false));
        for (BindingEvent other : List.of(
                register(TWO, "c", 102, 60),
                register(ONE, "c", 102, 90),
                register(ONE, "c", 101, 60),
                over(FakeFlow.A, ONE, "c", 102, 60))) {
            assertThat(refusal(step(refreshed, other))).as(other.toString()).isEqualTo(500);
        }
    }

    @Test
    void aDeviceThatIsGoneLosesItsBindingButMayLeave() {
        BindingRules.Step refresh =
                step(bound(), register(ONE, "c", 102, 3600, false, DeviceAdmission.Verdict.UNKNOWN));
        assertThat(refresh.next()).isEqualTo(BindingState.UNBOUND);
        assertThat(refresh.effects().get(0))
                .isEqualTo(new BindingEffect.TellUnregistered(UnregisterReason.NOT_ADMITTED));
        assertThat(refusal(refresh)).isEqualTo(404);
        BindingRules.Step leave = step(bound(), register(ONE, "c", 102, 0, false, DeviceAdmission.Verdict.UNKNOWN));
        assertThat(leave.effects())
                .containsExactly(
                        new BindingEffect.Accept(Duration.ZERO, false),
                        new BindingEffect.TellUnregistered(UnregisterReason.BY_PHONE));
    }

    /** What a step says: {@code 200/120*} is an answer with its lifetime, the star marks {@code x-cisco-newreg}. */
    private static String said(BindingRules.Step step) {
        return said(step.effects());
    }

    static String said(List<BindingEffect> effects) {
        StringBuilder said = new StringBuilder();
        for (BindingEffect effect : effects) {
            if (effect instanceof BindingEffect.Accept accept) {
                said.append(" 200/").append(accept.expires().toSeconds()).append(accept.newRegistration() ? "*" : "");
            } else if (effect instanceof BindingEffect.Refuse refuse) {
                said.append(' ').append(refuse.refusal().status());
            } else if (effect instanceof BindingEffect.TellUnregistered told) {
                said.append(" -").append(told.reason());
            } else {
                said.append(" +");
            }
        }
        return said.isEmpty() ? "." : said.substring(1);
    }

    private static final Map<String, BindingState> STATES = states();

    private static Map<String, BindingState> states() {
        Map<String, BindingState> states = new LinkedHashMap<>();
        states.put("unbound", BindingState.UNBOUND);
        states.put(
                "udp", step(BindingState.UNBOUND, register(ONE, "c", 101, 3600)).next());
        BindingState fresh = step(BindingState.UNBOUND, over(FakeFlow.A, ONE, "c", 100, 3600))
                .next();
        states.put("fresh", fresh);
        BindingState persistent =
                step(fresh, over(FakeFlow.A, ONE, "c", 101, 3600)).next();
        states.put("persistent", persistent);
        states.put(
                "lost",
                step(persistent, new BindingEvent.FlowClosed(FakeFlow.A)).next());
        return states;
    }

    private static BindingEvent event(String name, String state) {
        Flow flow = state.equals("udp") ? FakeFlow.UDP : state.equals("lost") ? FakeFlow.B : FakeFlow.A;
        return switch (name) {
            case "refresh" -> over(flow, ONE, "c", 102, 3600);
            case "moved" -> over(flow, TWO, "c", 102, 3600);
            case "elsewhere" -> over(FakeFlow.B, TWO, "c", 102, 3600);
            case "by-udp" -> over(FakeFlow.UDP, TWO, "c", 102, 3600);
            case "late" -> over(flow, ONE, "c", 99, 3600);
            case "other-call" -> over(flow, TWO, "d", 1, 3600);
            case "look" -> over(flow, ONE, "d", 1, 0);
            case "standby" -> register(ONE, "c", 102, 0, true, DeviceAdmission.Verdict.ADMITTED, flow);
            case "leave" -> over(flow, ONE, "c", 102, 0);
            case "leave-moved" -> over(flow, TWO, "c", 102, 0);
            case "leave-late" -> over(flow, ONE, "c", 100, 0);
            case "unknown" -> register(ONE, "c", 102, 3600, false, DeviceAdmission.Verdict.UNKNOWN, flow);
            case "leave-unknown" -> register(ONE, "c", 102, 0, false, DeviceAdmission.Verdict.UNKNOWN, flow);
            case "forbidden" -> register(TWO, "d", 1, 3600, false, DeviceAdmission.Verdict.FORBIDDEN, flow);
            case "stranger" -> stranger(TWO, "d", 3600, state);
            case "stranger-knows" -> stranger(ONE, "c", 3600, state);
            case "stranger-leaves" -> stranger(ONE, "c", 0, state);
            case "closed" -> new BindingEvent.FlowClosed(FakeFlow.A);
            case "deadline" -> new BindingEvent.DeadlinePassed();
            default -> throw new AssertionError(name);
        };
    }

    /** Comes over UDP, or over another stream where the phone has UDP, and is refused. */
    private static BindingEvent stranger(SipUri contact, String callId, int expires, String state) {
        Flow elsewhere = state.equals("udp") ? FakeFlow.B : FakeFlow.UDP;
        return register(contact, callId, 102, expires, false, DeviceAdmission.Verdict.FORBIDDEN, elsewhere);
    }

    /** Every state by every event. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            event         | unbound     | udp                     | fresh                   | persistent              | lost
            refresh       | 200/120* +  | 200/120                 | 200/120                 | 200/120                 | 200/120
            moved         | 200/120* +  | 500                     | 500                     | 200/120                 | 200/120
            elsewhere     | 200/120* +  | 500                     | 200/120                 | 200/120                 | 200/120
            by-udp        | 200/120* +  | 500                     | 500                     | 500                     | 500
            late          | 200/120* +  | 500                     | 500                     | 500                     | 500
            other-call    | 200/120* +  | -REPLACED 200/120* +    | -REPLACED 200/120* +    | -REPLACED 200/120* +    | -REPLACED 200/120* +
            look          | 200/0       | 200/0                   | 200/0                   | 200/0                   | 200/0
            standby       | 200/0       | 200/0                   | 200/0                   | 200/0                   | 200/0
            leave         | 200/0       | 200/0 -BY_PHONE         | 200/0 -BY_PHONE         | 200/0 -BY_PHONE         | 200/0 -BY_PHONE
            leave-moved   | 200/0       | 200/0                   | 200/0                   | 200/0 -BY_PHONE         | 200/0 -BY_PHONE
            leave-late    | 200/0       | 500                     | 500                     | 500                     | 500
            unknown       | 404         | -NOT_ADMITTED 404       | -NOT_ADMITTED 404       | -NOT_ADMITTED 404       | 404
            leave-unknown | 404         | 200/0 -BY_PHONE         | 200/0 -BY_PHONE         | 200/0 -BY_PHONE         | 404
            forbidden     | 403         | -NOT_ADMITTED 403       | -NOT_ADMITTED 403       | -NOT_ADMITTED 403       | 403
            stranger      | 403         | 403                     | 403                     | 403                     | 403
            stranger-knows | 403        | 403                     | 403                     | 403                     | 403
            stranger-leaves | 403       | 403                     | 403                     | 403                     | 403
            closed        | .           | .                       | .                       | .                       | .
            deadline      | .           | .                       | .                       | .                       | .
            """, useHeadersInDisplayName = true)
    void answersEveryEventInEveryState(
            String event, String unbound, String udp, String fresh, String persistent, String lost) {
        List<String> expected = List.of(unbound, udp, fresh, persistent, lost);
        List<String> met = new ArrayList<>();
        STATES.forEach((name, state) -> met.add(said(step(state, event(event, name)))));
        assertThat(met).as(event).isEqualTo(expected);
    }

    @Test
    void aRefusalOfWhoComesAnotherWayChangesNothing() {
        STATES.forEach((name, state) -> {
            for (String event : List.of("stranger", "stranger-knows", "stranger-leaves")) {
                assertThat(step(state, event(event, name)).next()).as(event).isEqualTo(state);
            }
        });
    }

    @Test
    void aPhoneWhoseConnectionClosedIsGivenUpAfterTheGraceForThat() {
        BindingState lost = STATES.get("lost");
        BindingEvent look = new BindingEvent.DeadlinePassed();
        Instant end = START.plusSeconds(15);
        assertThat(RULES.step(lost, look, end.minusNanos(1)).next()).isEqualTo(lost);
        BindingRules.Step step = RULES.step(lost, look, end);
        assertThat(step.next()).isEqualTo(BindingState.UNBOUND);
        assertThat(said(step)).isEqualTo("-CONNECTION_CLOSED");
        assertThat(said(RULES.step(lost, over(FakeFlow.B, ONE, "c", 102, 3600), end)))
                .isEqualTo("-CONNECTION_CLOSED 200/120* +");
    }

    @Test
    void aPhoneThatComesBackOnAnotherConnectionContinues() {
        BindingState back =
                step(STATES.get("lost"), over(FakeFlow.B, TWO, "c", 102, 3600)).next();
        assertThat(back)
                .isEqualTo(new BindingState.Bound(
                        TWO,
                        ADDRESS,
                        "c",
                        102,
                        FakeFlow.B,
                        false,
                        new BindingEffect.Accept(Duration.ofMinutes(2), false),
                        START.plusSeconds(130),
                        UnregisterReason.EXPIRED));
        assertThat(step(back, new BindingEvent.FlowClosed(FakeFlow.A)).next())
                .as("the old one is no more of interest")
                .isEqualTo(back);
    }

    @Test
    void aClosedConnectionNeverProlongs() {
        BindingState fresh = STATES.get("fresh");
        Instant late = START.plusSeconds(120);
        BindingState lost =
                RULES.step(fresh, new BindingEvent.FlowClosed(FakeFlow.A), late).next();
        assertThat(lost).isEqualTo(fresh);
        assertThat(RULES.step(STATES.get("lost"), new BindingEvent.FlowClosed(FakeFlow.A), START.plusSeconds(5))
                        .next())
                .isEqualTo(STATES.get("lost"));
    }

    private record At(BindingState state, Instant now) {}

    private static List<BindingEvent> events(long... numbers) {
        List<BindingEvent> events = new ArrayList<>();
        events.add(new BindingEvent.DeadlinePassed());
        for (Flow flow : List.of(FakeFlow.UDP, FakeFlow.A, FakeFlow.B)) {
            events.add(new BindingEvent.FlowClosed(flow));
            for (SipUri contact : List.of(ONE, TWO)) {
                for (String callId : List.of("c", "d")) {
                    for (long cseq : numbers) {
                        for (int expires : new int[] {0, 60, 3600}) {
                            for (DeviceAdmission.Verdict verdict : DeviceAdmission.Verdict.values()) {
                                events.add(register(contact, callId, cseq, expires, false, verdict, flow));
                                if (expires == 0) {
                                    events.add(register(contact, callId, cseq, expires, true, verdict, flow));
                                }
                            }
                        }
                    }
                }
            }
        }
        return events;
    }

    /** Breadth first over three ways, two contacts, two calls, two numbers, three lifetimes, all verdicts and the passing of time. */
    @Test
    void holdsItsInvariantsEverywhere() {
        List<BindingEvent> events = events(1, 2);
        Set<At> seen = new HashSet<>();
        Queue<At> todo = new ArrayDeque<>();
        At first = new At(BindingState.UNBOUND, START);
        seen.add(first);
        todo.add(first);
        int edges = 0;
        while (!todo.isEmpty()) {
            At at = todo.remove();
            for (BindingEvent event : events) {
                edges++;
                BindingRules.Step step = RULES.step(at.state(), event, at.now());
                check(at, event, step);
                for (int passing : new int[] {0, 65, 200}) {
                    At next = new At(step.next(), at.now().plusSeconds(passing));
                    if (next.now().isBefore(START.plusSeconds(400)) && seen.add(next)) {
                        todo.add(next);
                    }
                }
            }
        }
        System.out.println("BindingRules: " + seen.size() + " states, " + edges + " edges");
        assertThat(seen.size()).isGreaterThanOrEqualTo(4539);
        assertThat(edges).isGreaterThanOrEqualTo(1_325_388);
    }

    private static void check(At at, BindingEvent event, BindingRules.Step step) {
        boolean told = at.state() instanceof BindingState.Bound;
        int answers = 0;
        boolean alternates = true;
        for (BindingEffect effect : step.effects()) {
            if (effect instanceof BindingEffect.TellRegistered) {
                alternates &= !told;
                told = true;
            } else if (effect instanceof BindingEffect.TellUnregistered) {
                alternates &= told;
                told = false;
            } else {
                answers++;
            }
        }
        boolean register = event instanceof BindingEvent.Register;
        require(alternates, "registered and unregistered alternate", at, event, step);
        require(told == step.next() instanceof BindingState.Bound, "what is told is what is held", at, event, step);
        require(answers == (register ? 1 : 0), "a request is answered once", at, event, step);
        if (step.next() instanceof BindingState.Bound bound) {
            require(bound.deadline().isAfter(at.now()), "what is held is alive", at, event, step);
            require(!bound.deadline().isAfter(at.now().plusSeconds(130)), "a deadline is bounded", at, event, step);
        }
        if (event instanceof BindingEvent.FlowClosed && at.state() instanceof BindingState.Bound before && told) {
            Instant deadline = ((BindingState.Bound) step.next()).deadline();
            require(!deadline.isAfter(before.deadline()), "a closed connection never prolongs", at, event, step);
        }
        if (refusal(step) == 500) {
            require(step.next().equals(at.state()), "a refused update changes nothing", at, event, step);
        }
        if (event instanceof BindingEvent.Register request && request.verdict() != DeviceAdmission.Verdict.ADMITTED) {
            boolean itsWay = at.state() instanceof BindingState.Bound before
                    && before.flow().equals(request.flow());
            boolean ran = at.state() instanceof BindingState.Bound before
                    && !before.deadline().isAfter(at.now());
            require(
                    !itsWay || request.expires().isZero() || step.next().equals(BindingState.UNBOUND),
                    "nobody unknown is held",
                    at,
                    event,
                    step);
            require(
                    itsWay || ran || step.next().equals(at.state()),
                    "a refusal touches only what came its way",
                    at,
                    event,
                    step);
        }
    }

    private static void require(boolean holds, String rule, At at, BindingEvent event, BindingRules.Step step) {
        if (!holds) {
            throw new AssertionError(rule + ": " + at + " + " + event + " = " + step);
        }
    }

    /** What a registrar says, told a second time: of one phone, with its memory in plain variables. */
    private static final class Oracle {
        private static final Instant NEVER = Instant.MIN;

        private String contact = "";
        private String call = "";
        private String way = "";
        private long number;
        private int times;
        private String answer = "";
        private Instant end = NEVER;
        private Instant closed = NEVER;

        private boolean held() {
            return !end.equals(NEVER);
        }

        private void drop() {
            end = NEVER;
            closed = NEVER;
        }

        private Instant until() {
            Instant grace = closed.equals(NEVER) ? end : closed.plusSeconds(15);
            return grace.isBefore(end) ? grace : end;
        }

        String on(BindingEvent event, Instant now) {
            List<String> said = new ArrayList<>();
            if (held() && !now.isBefore(until())) {
                said.add(until().isBefore(end) ? "-CONNECTION_CLOSED" : "-EXPIRED");
                drop();
            }
            if (event instanceof BindingEvent.FlowClosed flow && held() && flow.flow() != FakeFlow.UDP) {
                closed = way.equals(flow.flow().toString()) && closed.equals(NEVER) ? now : closed;
            }
            if (event instanceof BindingEvent.Register register) {
                register(register, now, said);
            }
            return said.isEmpty() ? "." : String.join(" ", said);
        }

        private void register(BindingEvent.Register register, Instant now, List<String> said) {
            String from = register.flow().toString();
            boolean continues = held() && call.equals(register.callId());
            boolean streams = !from.equals("udp") && !way.equals("udp");
            boolean mine = continues
                    && (contact.equals(register.contact().toString()) || (streams && (times > 1 || !from.equals(way))));
            boolean zero = register.expires().isZero();
            String no = switch (register.verdict()) {
                case ADMITTED -> "";
                case UNKNOWN -> "404";
                case FORBIDDEN -> "403";
            };
            boolean itsWay = from.equals(way);
            if (zero && mine && !register.standby() && (no.isEmpty() || itsWay)) {
                if (register.cseq() > number) {
                    drop();
                    said.addAll(List.of("200/0", "-BY_PHONE"));
                } else {
                    said.add("500");
                }
            } else if (!no.isEmpty()) {
                if (held() && itsWay) {
                    said.add("-NOT_ADMITTED");
                    drop();
                }
                said.add(no);
            } else if (zero) {
                said.add("200/0");
            } else if (continues
                    && register.cseq() == number
                    && from.equals(way)
                    && contact.equals(register.contact().toString())
                    && answer.startsWith(granted(register))) {
                said.add(answer);
            } else if (continues && (register.cseq() <= number || !mine)) {
                said.add("500");
            } else {
                if (held() && !continues) {
                    said.add("-REPLACED");
                }
                long granted = Math.min(120, register.expires().toSeconds());
                answer = granted(register) + (continues ? "" : "*");
                said.add(answer);
                if (!continues) {
                    said.add("+");
                }
                times = continues && from.equals(way) && !from.equals("udp") ? 2 : 1;
                contact = register.contact().toString();
                call = register.callId();
                way = from;
                number = register.cseq();
                end = now.plusSeconds(granted - 5 + 15);
                closed = NEVER;
            }
        }
    }

    private static String granted(BindingEvent.Register register) {
        return "200/" + Math.min(120, register.expires().toSeconds());
    }

    private static DeviceAdmission.Verdict verdict(int number) {
        return switch (number) {
            case 0 -> DeviceAdmission.Verdict.UNKNOWN;
            case 1 -> DeviceAdmission.Verdict.FORBIDDEN;
            default -> DeviceAdmission.Verdict.ADMITTED;
        };
    }

    /** Mostly a phone that goes on as it began. */
    static BindingEvent any(RandomGenerator random, int step) {
        Flow flow = List.of(FakeFlow.A, FakeFlow.A, FakeFlow.B, FakeFlow.UDP).get(random.nextInt(4));
        return switch (random.nextInt(8)) {
            case 0 -> new BindingEvent.DeadlinePassed();
            case 1 -> new BindingEvent.FlowClosed(flow);
            default ->
                register(
                        random.nextInt(3) > 0 ? ONE : TWO,
                        random.nextInt(6) > 0 ? "c" : "d",
                        step + random.nextInt(3),
                        List.of(3600, 3600, 3600, 60, 0).get(random.nextInt(5)),
                        random.nextInt(8) == 0,
                        verdict(random.nextInt(14)),
                        flow);
        };
    }

    @Test
    void saysWhatASimpleOracleSays() {
        Map<String, Integer> met = new TreeMap<>();
        for (int i = 0; i < Seeds.cases(50_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            Oracle oracle = new Oracle();
            BindingState state = BindingState.UNBOUND;
            Instant now = START;
            StringBuilder walk = new StringBuilder();
            for (int j = 0; j < 30; j++) {
                BindingEvent event = any(random, j);
                now = now.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(140) : random.nextInt(6));
                BindingRules.Step step = RULES.step(state, event, now);
                walk.append('\n')
                        .append(now)
                        .append(' ')
                        .append(event)
                        .append(" = ")
                        .append(said(step));
                String expected = oracle.on(event, now);
                if (!said(step).equals(expected)) {
                    throw new AssertionError(
                            "expected " + expected + "; seed " + Seeds.seed() + ", case " + i + ":" + walk);
                }
                met.merge(expected, 1, Integer::sum);
                state = step.next();
            }
        }
        System.out.println("BindingRules by the oracle: " + met);
        assertThat(met)
                .containsKeys(
                        ".",
                        "200/120",
                        "200/120* +",
                        "-EXPIRED",
                        "-CONNECTION_CLOSED",
                        "500",
                        "200/0 -BY_PHONE",
                        "404",
                        "-NOT_ADMITTED 404");
    }
}
