package org.emcc.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.DevicePoolName;
import org.junit.jupiter.api.Test;

class OptionsPingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final int RETRIES = 2;

    /** Whatever has been before: numbers only matter by being the last one or not. */
    private static final long LAST = 1_000;

    private static SipProfile.Builder profile() {
        return SipProfile.builder("Ping").set(SipProfileFields.PING_ENABLED, true);
    }

    private static Trunk trunk(TrunkServiceType type) {
        return Trunk.builder("T", type, DevicePoolName.of("Default")).build();
    }

    private static OptionsPing ping(SipProfile profile) {
        return OptionsPing.of(trunk(TrunkServiceType.NONE), profile).orElseThrow();
    }

    // ---- which trunks have it

    /** Sip 1.2 and 1.8: only trunks of type None(Default), and only with the ping on. */
    @Test
    void onlyOrdinaryTrunksHaveIt() {
        for (TrunkServiceType type : TrunkServiceType.values()) {
            assertThat(OptionsPing.of(trunk(type), profile().build()).isPresent())
                    .as(type.label())
                    .isEqualTo(type == TrunkServiceType.NONE);
            assertThat(OptionsPing.of(trunk(type), SipProfile.standard())).isEmpty();
        }
        assertThat(OptionsPing.of(Trunk.read(Map.of("name", "T")), profile().build()))
                .as("nobody said the type")
                .isEmpty();
        assertThat(OptionsPing.of(trunk(TrunkServiceType.NONE), SipProfile.read(Map.of("name", "S"))))
                .as("nobody said whether it is on")
                .isEmpty();
    }

    // ---- all states with all events

    private static List<PingEvent> events() {
        List<PingEvent> events = new ArrayList<>(List.of(new PingEvent.Started(), new PingEvent.Stopped()));
        for (long number : new long[] {LAST - 1, LAST, LAST + 1}) {
            events.add(new PingEvent.TimerFired(number));
            events.add(new PingEvent.NotConnected(number));
            events.add(new PingEvent.NotResolved(number));
            for (int status :
                    new int[] {100, 180, 199, 200, 301, 404, 405, 407, 408, 409, 486, 500, 502, 503, 504, 603, 699}) {
                events.add(new PingEvent.Answered(number, status));
            }
        }
        return events;
    }

    private static PingState numbered(PingState state) {
        if (state instanceof PingState.Asking asking) {
            return new PingState.Asking(LAST, LAST, asking.sent(), asking.reach());
        }
        return state instanceof PingState.Resting resting
                ? new PingState.Resting(LAST, LAST, resting.reach())
                : new PingState.Off(LAST, LAST);
    }

    private static Set<PingState> expected() {
        List<Reach> settled = new ArrayList<>(List.of(new Reach.Up(NOW)));
        for (DownReason reason : DownReason.values()) {
            settled.add(new Reach.Down(NOW, reason));
        }
        Set<PingState> states = new LinkedHashSet<>(List.of(new PingState.Off(LAST, LAST)));
        settled.forEach(reach -> states.add(new PingState.Resting(LAST, LAST, reach)));
        for (int sent = 1; sent <= RETRIES + 1; sent++) {
            states.add(new PingState.Asking(LAST, LAST, sent, Reach.UNTRIED));
            for (Reach reach : settled) {
                states.add(new PingState.Asking(LAST, LAST, sent, reach));
            }
        }
        return states;
    }

    @Test
    void everyStateHasAVerdictForEveryEvent() {
        OptionsPing ping =
                ping(profile().set(SipProfileFields.PING_RETRY_COUNT, RETRIES).build());
        Set<PingState> seen = new LinkedHashSet<>();
        Queue<PingState> waiting = new ArrayDeque<>(List.of(numbered(PingState.OFF)));
        int edges = 0;
        while (!waiting.isEmpty()) {
            PingState state = waiting.remove();
            if (seen.add(state)) {
                for (PingEvent event : events()) {
                    PingStep step = ping.step(state, event, NOW);
                    assertThat(step).as(state + " and " + event).isEqualTo(verdict(state, event));
                    waiting.add(numbered(step.next()));
                    edges++;
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(seen).hasSize(1 + 6 + 3 * 7);
        assertThat(edges).isEqualTo(28 * 62);
    }

    /** Once more, as a table: what sip 1.8 and the four fields of sip 1.7 say. */
    private static PingStep verdict(PingState state, PingEvent event) {
        PingStep nothing = new PingStep(state, List.of());
        if (state instanceof PingState.Off) {
            return event instanceof PingEvent.Started ? sent(LAST + 1, 1, Reach.UNTRIED) : nothing;
        }
        if (event instanceof PingEvent.Stopped) {
            return new PingStep(
                    new PingState.Off(LAST, LAST),
                    state.reach() == Reach.UNTRIED ? List.of() : List.of(new PingEffect.Tell(Reach.UNTRIED)));
        }
        if (state instanceof PingState.Resting) {
            return event.equals(new PingEvent.TimerFired(LAST)) ? sent(LAST + 1, 1, state.reach()) : nothing;
        }
        int sent = ((PingState.Asking) state).sent();
        Map<PingEvent, Reach> settles = new HashMap<>();
        settles.put(new PingEvent.NotConnected(LAST), new Reach.Down(NOW, DownReason.NO_CONNECTION));
        settles.put(new PingEvent.NotResolved(LAST), new Reach.Down(NOW, DownReason.NAME_NOT_RESOLVED));
        IntStream.rangeClosed(200, 699)
                .forEach(status -> settles.put(new PingEvent.Answered(LAST, status), new Reach.Up(NOW)));
        settles.put(new PingEvent.Answered(LAST, 408), new Reach.Down(NOW, DownReason.REQUEST_TIMEOUT));
        settles.put(new PingEvent.Answered(LAST, 503), new Reach.Down(NOW, DownReason.SERVICE_UNAVAILABLE));
        if (event.equals(new PingEvent.TimerFired(LAST))) {
            if (sent < RETRIES + 1) {
                return sent(LAST, sent + 1, state.reach());
            }
            settles.put(event, new Reach.Down(NOW, DownReason.TIMEOUT));
        }
        Reach reach = settles.get(event);
        if (reach == null) {
            return nothing;
        }
        List<PingEffect> effects = new ArrayList<>();
        if (!reach.equals(state.reach())) {
            effects.add(new PingEffect.Tell(reach));
        }
        effects.add(new PingEffect.SetTimer(LAST + 1, NOW.plusSeconds(reach instanceof Reach.Up ? 60 : 120)));
        return new PingStep(new PingState.Resting(LAST, LAST + 1, reach), effects);
    }

    private static PingStep sent(long ping, int sent, Reach reach) {
        return new PingStep(
                new PingState.Asking(ping, LAST + 1, sent, reach),
                List.of(
                        new PingEffect.SendOptions(ping, sent),
                        new PingEffect.SetTimer(LAST + 1, NOW.plusMillis(500))));
    }

    // ---- in time

    private static PingEffect.SetTimer timer(PingStep step) {
        return step.effects().stream()
                .filter(PingEffect.SetTimer.class::isInstance)
                .map(PingEffect.SetTimer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** By the defaults: 500 ms and 6 retries, then 120 s. */
    @Test
    void aSilentDestinationIsDownAfterAllRetries() {
        OptionsPing ping = ping(profile().build());
        PingStep step = ping.step(PingState.OFF, new PingEvent.Started(), NOW);
        List<Duration> sent = new ArrayList<>();
        Instant time = NOW;
        while (step.next() instanceof PingState.Asking) {
            sent.add(Duration.between(NOW, time));
            time = timer(step).at();
            step = ping.step(step.next(), new PingEvent.TimerFired(timer(step).timer()), time);
        }
        assertThat(sent).extracting(Duration::toMillis).containsExactly(0L, 500L, 1000L, 1500L, 2000L, 2500L, 3000L);
        assertThat(step.next().reach()).isEqualTo(new Reach.Down(NOW.plusMillis(3500), DownReason.TIMEOUT));
        assertThat(timer(step).at()).isEqualTo(NOW.plusMillis(123_500));
    }

    @Test
    void theFourFieldsOfTheProfileAreObeyed() {
        OptionsPing ping = ping(profile()
                .set(SipProfileFields.PING_INTERVAL_UP, 5)
                .set(SipProfileFields.PING_INTERVAL_DOWN, 600)
                .set(SipProfileFields.PING_RETRY_TIMER, 100)
                .set(SipProfileFields.PING_RETRY_COUNT, 1)
                .build());
        PingStep first = ping.step(PingState.OFF, new PingEvent.Started(), NOW);
        assertThat(timer(first).at()).isEqualTo(NOW.plusMillis(100));
        PingStep up = ping.step(first.next(), new PingEvent.Answered(1, 404), NOW);
        assertThat(timer(up).at()).isEqualTo(NOW.plusSeconds(5));
        PingStep second = ping.step(first.next(), new PingEvent.TimerFired(1), NOW);
        assertThat(second.effects()).contains(new PingEffect.SendOptions(1, 2));
        PingStep down = ping.step(second.next(), new PingEvent.TimerFired(2), NOW);
        assertThat(timer(down).at()).isEqualTo(NOW.plusSeconds(600));
        assertThat(ping.toString()).contains("PT5S", "PT10M", "1 retries", "PT0.1S");
    }

    @Test
    void theTimeOfAChangeIsKeptUntilTheNext() {
        OptionsPing ping = ping(profile().build());
        PingState state = ping.step(PingState.OFF, new PingEvent.Started(), NOW).next();
        PingStep up = ping.step(state, new PingEvent.Answered(1, 200), NOW);
        assertThat(up.effects()).contains(new PingEffect.Tell(new Reach.Up(NOW)));
        PingState again = ping.step(up.next(), new PingEvent.TimerFired(2), NOW.plusSeconds(60))
                .next();
        PingStep still = ping.step(again, new PingEvent.Answered(2, 405), NOW.plusSeconds(61));
        assertThat(still.next().reach()).isEqualTo(new Reach.Up(NOW));
        assertThat(still.effects()).noneMatch(PingEffect.Tell.class::isInstance);
        PingState third = ping.step(still.next(), new PingEvent.TimerFired(4), NOW.plusSeconds(121))
                .next();
        PingStep down = ping.step(third, new PingEvent.Answered(3, 503), NOW.plusSeconds(122));
        assertThat(down.next().reach()).isEqualTo(new Reach.Down(NOW.plusSeconds(122), DownReason.SERVICE_UNAVAILABLE));
        PingState fourth = ping.step(down.next(), new PingEvent.TimerFired(6), NOW.plusSeconds(242))
                .next();
        PingStep other = ping.step(fourth, new PingEvent.NotConnected(4), NOW.plusSeconds(243));
        assertThat(other.effects())
                .as("down since then, for another reason")
                .contains(new PingEffect.Tell(new Reach.Down(NOW.plusSeconds(122), DownReason.NO_CONNECTION)));
    }

    @Test
    void whatIsLateFromBeforeARestartIsNotHeard() {
        OptionsPing ping = ping(profile().build());
        PingState first = ping.step(PingState.OFF, new PingEvent.Started(), NOW).next();
        PingState off = ping.step(first, new PingEvent.Stopped(), NOW).next();
        PingState second = ping.step(off, new PingEvent.Started(), NOW).next();
        assertThat(ping.step(second, new PingEvent.Answered(1, 503), NOW).next())
                .isEqualTo(second);
        assertThat(ping.step(second, new PingEvent.TimerFired(1), NOW).next()).isEqualTo(second);
        assertThat(ping.step(second, new PingEvent.Answered(2, 200), NOW).next().reach())
                .isEqualTo(new Reach.Up(NOW));
    }

    // ---- answers and reasons

    /** Sip 1.8: 408 and 503, and nothing else. */
    @Test
    void everyOtherAnswerMeansUp() {
        for (int status = 200; status <= 699; status++) {
            assertThat(DownReason.ofAnswer(status).map(DownReason::label).orElse("up"))
                    .isEqualTo(status == 408 ? "remote=408" : status == 503 ? "remote=503" : "up");
        }
        assertThatThrownBy(() -> DownReason.ofAnswer(199)).hasMessageContaining("from 200 to 699");
        assertThatThrownBy(() -> DownReason.ofAnswer(700)).hasMessageContaining("from 200 to 699");
    }

    @Test
    void reasonsAndStatesHaveTheTextsOfThePage() {
        assertThat(DownReason.values())
                .extracting(DownReason::label)
                .containsExactly("local=1", "local=2", "local=3", "remote=503", "remote=408");
        assertThat(TrunkStatus.values())
                .extracting(TrunkStatus::label)
                .containsExactly("Full Service", "Partial Service", "No Service", "Unknown - OPTIONS Ping not enabled");
        assertThat(TrunkStatus.values())
                .extracting(TrunkStatus::alarm)
                .containsExactly("SIPTrunkISV", "SIPTrunkPartiallyISV", "SIPTrunkOOS", "");
        assertThat(DownReason.byLabel("LOCAL=3")).hasValue(DownReason.NAME_NOT_RESOLVED);
        assertThat(DownReason.byLabel("local=4")).isEmpty();
        assertThat(TrunkStatus.byLabel("no service")).hasValue(TrunkStatus.NO_SERVICE);
        assertThat(TrunkStatus.byLabel("")).isEmpty();
    }

    // ---- the trunk

    /** Sip 1.8, all matrices of two nodes and two destinations. */
    @Test
    void theStatusIsThatOfTheWholeMatrix() {
        List<Reach> values = List.of(Reach.UNTRIED, new Reach.Up(NOW), new Reach.Down(NOW, DownReason.TIMEOUT));
        for (int i = 0; i < 81; i++) {
            List<Reach> cells =
                    List.of(values.get(i % 3), values.get(i / 3 % 3), values.get(i / 9 % 3), values.get(i / 27));
            TrunkReach reach = TrunkReach.of(List.of("n1", "n2"), List.of("d1", "d2"))
                    .with("n1", "d1", cells.get(0), NOW)
                    .with("n1", "d2", cells.get(1), NOW)
                    .with("n2", "d1", cells.get(2), NOW)
                    .with("n2", "d2", cells.get(3), NOW);
            long up = cells.stream().filter(Reach.Up.class::isInstance).count();
            long down = cells.stream().filter(Reach.Down.class::isInstance).count();
            TrunkStatus expected = up == 4
                    ? TrunkStatus.FULL_SERVICE
                    : up > 0 ? TrunkStatus.PARTIAL_SERVICE : down == 4 ? TrunkStatus.NO_SERVICE : TrunkStatus.UNKNOWN;
            assertThat(reach.status()).as(cells.toString()).isEqualTo(expected);
            assertThat(reach.open("n2"))
                    .as("destinations that are open")
                    .isEqualTo(IntStream.of(0, 1)
                            .filter(d -> !(cells.get(2 + d) instanceof Reach.Down))
                            .mapToObj(d -> "d" + (d + 1))
                            .toList());
            assertThat(reach.reach("n1", "d2")).isEqualTo(cells.get(1));
        }
    }

    @Test
    void theStatusIsSinceItsLastChange() {
        TrunkReach reach = TrunkReach.of(List.of("n"), List.of("d", "e"));
        assertThat(reach.status()).isEqualTo(TrunkStatus.UNKNOWN);
        assertThat(reach.since()).isEmpty();
        TrunkReach up = reach.with("n", "d", new Reach.Up(NOW), NOW);
        TrunkReach still = up.with("n", "e", new Reach.Down(NOW, DownReason.TIMEOUT), NOW.plusSeconds(1));
        assertThat(still.status()).isEqualTo(TrunkStatus.PARTIAL_SERVICE);
        assertThat(still.since()).hasValue(NOW);
        TrunkReach full = still.with("n", "e", new Reach.Up(NOW), NOW.plusSeconds(2));
        assertThat(full.since()).hasValue(NOW.plusSeconds(2));
        assertThat(full).isEqualTo(up.with("n", "e", new Reach.Up(NOW), NOW.plusSeconds(2)));
        assertThat(full).hasToString("TrunkReach[Full Service, 1 nodes, 2 destinations]");
    }

    @Test
    void aTrunkThatIsNotAskedIsUnknownAndNotOutOfService() {
        assertThat(TrunkReach.unknown().status()).isEqualTo(TrunkStatus.UNKNOWN);
        assertThat(TrunkReach.unknown().status().label()).isEqualTo("Unknown - OPTIONS Ping not enabled");
        assertThat(TrunkReach.unknown().open("any")).isEmpty();
        assertThat(TrunkReach.of(List.of(), List.of("d")).status()).isEqualTo(TrunkStatus.UNKNOWN);
        assertThatThrownBy(() -> TrunkReach.of(List.of("n"), List.of("d")).with("m", "d", Reach.UNTRIED, NOW))
                .hasMessageContaining("node must be one that runs the trunk");
        assertThatThrownBy(() -> TrunkReach.of(List.of("n"), List.of("d")).reach("n", "e"))
                .hasMessageContaining("destination must be one of the trunk");
        assertThatThrownBy(() -> TrunkReach.of(List.of("n", "n"), List.of())).hasMessageContaining("once");
    }

    @Test
    void statesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new PingState.Resting(1, 1, Reach.UNTRIED)).hasMessageContaining("up or down");
        assertThatThrownBy(() -> new PingState.Asking(1, 1, 0, Reach.UNTRIED)).hasMessageContaining("times sent");
        assertThatThrownBy(() -> new PingEvent.Answered(1, 99)).hasMessageContaining("from 100 to 699");
    }
}
