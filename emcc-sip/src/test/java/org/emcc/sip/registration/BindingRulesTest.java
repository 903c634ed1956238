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
import org.emcc.sip.message.SipUri;
import org.junit.jupiter.api.Test;

class BindingRulesTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final BindingRules RULES = new BindingRules(Duration.ofMinutes(2), Duration.ofSeconds(15));
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
        return new BindingEvent.Register(contact, ADDRESS, callId, cseq, Duration.ofSeconds(expires), standby, verdict);
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
        assertThat(step.next()).isEqualTo(new BindingState.Bound(ONE, ADDRESS, "c", 101, START.plusSeconds(130)));
        assertThat(step.effects())
                .containsExactly(
                        new BindingEffect.Accept(Duration.ofMinutes(2), true),
                        new BindingEffect.TellRegistered(ADDRESS));
    }

    @Test
    void aShorterLifetimeIsGrantedAsAsked() {
        BindingRules.Step step = step(BindingState.UNBOUND, register(ONE, "c", 101, 8));
        assertThat(step.effects()).contains(new BindingEffect.Accept(Duration.ofSeconds(8), true));
        assertThat(step.next()).isEqualTo(new BindingState.Bound(ONE, ADDRESS, "c", 101, START.plusSeconds(19)));
    }

    @Test
    void aRefreshIsNeitherNewNorTold() {
        BindingRules.Step step = RULES.step(bound(), register(ONE, "c", 102, 3600), START.plusSeconds(115));
        assertThat(step.effects()).containsExactly(new BindingEffect.Accept(Duration.ofMinutes(2), false));
        assertThat(step.next()).isEqualTo(new BindingState.Bound(ONE, ADDRESS, "c", 102, START.plusSeconds(115 + 130)));
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
        assertThat(refusal(step(bound(), register(ONE, "c", 101, 3600)))).isEqualTo(500);
        assertThat(refusal(step(bound(), register(ONE, "c", 101, 0)))).isEqualTo(500);
        assertThat(refusal(step(bound(), register(TWO, "c", 102, 3600)))).isEqualTo(500);
        assertThat(refusal(
                        step(BindingState.UNBOUND, register(ONE, "c", 1, 60, false, DeviceAdmission.Verdict.UNKNOWN))))
                .isEqualTo(404);
        assertThat(refusal(step(
                        BindingState.UNBOUND, register(ONE, "c", 1, 60, false, DeviceAdmission.Verdict.FORBIDDEN))))
                .isEqualTo(403);
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

    private record At(BindingState state, Instant now) {}

    /** Breadth first over two contacts, two calls, three numbers, four lifetimes, all verdicts and the passing of time. */
    @Test
    void holdsItsInvariantsEverywhere() {
        List<BindingEvent> events = new ArrayList<>();
        events.add(new BindingEvent.DeadlinePassed());
        for (SipUri contact : List.of(ONE, TWO)) {
            for (String callId : List.of("c", "d")) {
                for (long cseq : new long[] {1, 2, 3}) {
                    for (int expires : new int[] {0, 1, 60, 3600}) {
                        for (DeviceAdmission.Verdict verdict : DeviceAdmission.Verdict.values()) {
                            events.add(register(contact, callId, cseq, expires, false, verdict));
                            events.add(register(contact, callId, cseq, expires, true, verdict));
                        }
                    }
                }
            }
        }
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
        assertThat(seen.size()).isGreaterThanOrEqualTo(1115);
        assertThat(edges).isGreaterThanOrEqualTo(322_235);
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
        if (refusal(step) == 500) {
            require(step.next().equals(at.state()), "a refused update changes nothing", at, event, step);
        }
        if (event instanceof BindingEvent.Register request
                && request.verdict() != DeviceAdmission.Verdict.ADMITTED
                && !request.expires().isZero()) {
            require(step.next().equals(BindingState.UNBOUND), "nobody unknown is held", at, event, step);
        }
    }

    private static void require(boolean holds, String rule, At at, BindingEvent event, BindingRules.Step step) {
        if (!holds) {
            throw new AssertionError(rule + ": " + at + " + " + event + " = " + step);
        }
    }
}
