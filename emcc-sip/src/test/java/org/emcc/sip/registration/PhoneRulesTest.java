package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;

class PhoneRulesTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final PhoneRules RULES = new PhoneRules(PhoneTimes.STANDARD, true, false);
    private static final PhoneState.Order SINGLE = new PhoneState.Order(1, false);

    /** A phone whose time a test moves on. */
    private static final class Walk {
        private final PhoneRules rules;
        private PhoneState state = PhoneState.Idle.SWITCHED_ON;
        private Instant now = START;
        private List<PhoneEffect> effects = List.of();
        /** Every timer that was set, the last first. */
        private final List<PhoneEffect.SetTimer> timers = new ArrayList<>();

        Walk(PhoneRules rules) {
            this.rules = rules;
        }

        Walk on(PhoneEvent event) {
            PhoneRules.Step step = rules.step(state, event, now);
            state = step.next();
            effects = step.effects();
            all(PhoneEffect.SetTimer.class).forEach(timer -> timers.add(0, timer));
            return this;
        }

        Walk start(PhoneState.Order order) {
            return on(new PhoneEvent.Start(order, CiscoAlarm.RESET_RESTART));
        }

        <T extends PhoneEffect> List<T> all(Class<T> type) {
            return effects.stream().filter(type::isInstance).map(type::cast).toList();
        }

        List<PhoneEffect.Register> registers() {
            return all(PhoneEffect.Register.class);
        }

        PhoneEffect.Register only() {
            assertThat(registers()).hasSize(1);
            return registers().get(0);
        }

        /** Answers what was sent last. */
        Walk answer(PhoneEvent.Reply reply) {
            return on(new PhoneEvent.Answered(only().request(), reply));
        }

        Walk silence() {
            return on(new PhoneEvent.Unanswered(only().request(), "silence"));
        }

        /** Lets the next awaited timer fire. */
        Walk passing() {
            PhoneEffect.SetTimer next = timers.stream()
                    .filter(timer -> state.awaited().contains(timer.timer()))
                    .min(Comparator.comparing(PhoneEffect.SetTimer::at).thenComparing(PhoneEffect.SetTimer::timer))
                    .orElseThrow();
            now = next.at();
            return on(new PhoneEvent.TimerFired(next.timer()));
        }
    }

    private static Walk walk() {
        return new Walk(RULES);
    }

    private static PhoneState.Order nodes(int count) {
        return new PhoneState.Order(count, true);
    }

    private static PhoneEvent.Reply ok() {
        return reply(200, 120, false);
    }

    private static PhoneEvent.Reply reply(int status, int granted, boolean isNew) {
        return new PhoneEvent.Reply(
                status, "Text", Duration.ofSeconds(granted), isNew, PhoneOptions.NONE, null, Duration.ZERO);
    }

    private static PhoneEvent.Reply later(int status, int seconds) {
        return new PhoneEvent.Reply(
                status, "Text", Duration.ZERO, false, PhoneOptions.NONE, null, Duration.ofSeconds(seconds));
    }

    private static PhoneEvent.StreamClosed closed(int node) {
        return new PhoneEvent.StreamClosed(node, CiscoAlarm.CM_CLOSED_TCP, "closed");
    }

    /** A phone that two nodes refused and the third took, with its two looks answered. */
    private static Walk atTheThird() {
        Walk walk = walk().start(nodes(3)).silence().silence().answer(ok());
        assertThat(walk.state.active()).isEqualTo(2);
        for (PhoneEffect.Register look : walk.registers()) {
            walk.on(new PhoneEvent.Unanswered(look.request(), "silence"));
        }
        return walk;
    }

    // ---- one node

    @Test
    void theFirstRegisterSaysWhyAndTheRefreshComesFiveSecondsBeforeTheEnd() {
        Walk walk = walk().start(SINGLE);
        PhoneEffect.Register first = walk.only();
        assertThat(first.purpose()).isEqualTo(PhoneEffect.Purpose.FIRST);
        assertThat(first.alarm()).isEqualTo(CiscoAlarm.RESET_RESTART);
        assertThat(walk.state.phase()).isEqualTo(PhoneRegistration.Phase.REGISTERING);

        Instant date = START.plusSeconds(7);
        walk.answer(new PhoneEvent.Reply(
                200, "OK", Duration.ofMinutes(2), true, PhoneOptions.OF_PHONES, date, Duration.ZERO));
        RegistrationOutcome.Registered outcome =
                new RegistrationOutcome.Registered(Duration.ofMinutes(2), true, PhoneOptions.OF_PHONES);
        assertThat(walk.effects)
                .containsExactly(
                        new PhoneEffect.TellTime(date),
                        new PhoneEffect.Done(outcome),
                        new PhoneEffect.TellRegistered(0, outcome),
                        new PhoneEffect.SetTimer(3, START.plusSeconds(115)));

        PhoneEffect.Register refresh = walk.passing().only();
        assertThat(walk.now).isEqualTo(START.plusSeconds(115));
        assertThat(refresh.purpose()).isEqualTo(PhoneEffect.Purpose.REFRESH);
        assertThat(refresh.session()).isEqualTo(first.session());
        assertThat(refresh.alarm()).isNull();
        assertThat(walk.state.phase()).isEqualTo(PhoneRegistration.Phase.REGISTERED);
        walk.answer(ok());
        assertThat(walk.effects).containsExactly(new PhoneEffect.SetTimer(5, START.plusSeconds(230)));
    }

    @Test
    void aShortLifetimeIsRefreshedHalfway() {
        Walk walk = walk().start(SINGLE).answer(reply(200, 8, false));
        assertThat(walk.timers.get(0).at()).isEqualTo(START.plusSeconds(4));
        Walk other =
                new Walk(new PhoneRules(PhoneTimes.STANDARD.withRegisterDelta(Duration.ofSeconds(30)), true, false));
        assertThat(other.start(SINGLE).answer(ok()).timers.get(0).at()).isEqualTo(START.plusSeconds(90));
    }

    @Test
    void aRefreshThatIsNewBeginsFromScratch() {
        Walk walk = walk().start(SINGLE).answer(ok());
        long before = walk.state.sessions().get(0);
        PhoneEffect.Register again =
                walk.passing().answer(reply(200, 120, true)).only();
        assertThat(again.purpose()).isEqualTo(PhoneEffect.Purpose.FIRST);
        assertThat(again.session()).isNotEqualTo(before);
        assertThat(walk.all(PhoneEffect.TellLost.class))
                .as("it counts as registered")
                .isEmpty();
        walk.answer(reply(503, 0, false));
        assertThat(walk.effects).first().isInstanceOf(PhoneEffect.TellLost.class);
        assertThat(walk.state).isEqualTo(new PhoneState.Idle(walk.state.last(), CiscoAlarm.REGISTRATION_REJECTED));
    }

    /** A node that grants a second each time, and says that it had restarted, does not set the phone upon the others. */
    @Test
    void aNodeThatKeepsRestartingIsBelievedNowAndThen() {
        PhoneEvent.Reply hostile = reply(200, 1, true);
        Walk walk = walk().start(nodes(3)).silence().silence().answer(hostile);
        int others = 0;
        int told = 0;
        Instant end = START.plusSeconds(120);
        while (walk.now.isBefore(end)) {
            Optional<PhoneEffect.Register> own = walk.registers().stream()
                    .filter(register -> register.node() == 2)
                    .findFirst();
            if (own.isPresent()) {
                walk.on(new PhoneEvent.Answered(own.get().request(), hostile));
            } else {
                walk.passing();
            }
            told += walk.all(PhoneEffect.TellRegistered.class).size();
            others += (int) walk.registers().stream()
                    .filter(register -> register.node() != 2)
                    .count();
        }
        assertThat(told).isBetween(1, 5);
        assertThat(others).isLessThanOrEqualTo(20);
    }

    @Test
    void aSingleRegistrarIsNotTriedAgain() {
        Walk refused = walk().start(SINGLE).answer(reply(404, 0, false));
        assertThat(refused.effects)
                .containsExactly(new PhoneEffect.Done(new RegistrationOutcome.Rejected(404, "Text")));
        assertThat(refused.state).isEqualTo(new PhoneState.Idle(2, CiscoAlarm.REGISTRATION_REJECTED));
        Walk silent = walk().start(SINGLE).silence();
        assertThat(silent.state).as("its alarm stays").isEqualTo(new PhoneState.Idle(2, CiscoAlarm.RESET_RESTART));
        Walk lost = walk().start(SINGLE).answer(ok()).passing().silence();
        assertThat(lost.effects)
                .containsExactly(new PhoneEffect.TellLost(0, new RegistrationOutcome.NoAnswer("silence")));
        assertThat(lost.state).isEqualTo(new PhoneState.Idle(4, CiscoAlarm.REGISTRATION_TIMEOUT));
        Walk nothing = walk().start(SINGLE).answer(reply(200, 0, false));
        assertThat(nothing.effects)
                .containsExactly(new PhoneEffect.Done(new RegistrationOutcome.Rejected(200, "OK, but for no time")));
    }

    @Test
    void leavesWithItsSessionAndRemembersWhy() {
        Walk walk = walk().start(SINGLE).answer(ok());
        long session = walk.state.sessions().get(0);
        PhoneEffect.Register leave =
                walk.on(new PhoneEvent.Leave(CiscoAlarm.PHONE_KEYPAD)).only();
        assertThat(leave.purpose()).isEqualTo(PhoneEffect.Purpose.LEAVE);
        assertThat(leave.session()).isEqualTo(session);
        assertThat(leave.alarm()).as("a reason is in a first REGISTER only").isNull();
        walk.answer(ok());
        assertThat(walk.effects).containsExactly(new PhoneEffect.Done(new RegistrationOutcome.Unregistered()));
        assertThat(walk.on(new PhoneEvent.Start(SINGLE, null)).only().alarm()).isEqualTo(CiscoAlarm.PHONE_KEYPAD);
        assertThat(walk.on(new PhoneEvent.Leave(CiscoAlarm.UNSPECIFIED)).only().purpose())
                .as("the node may have it already")
                .isEqualTo(PhoneEffect.Purpose.LEAVE);
        walk.silence();
        assertThat(walk.all(PhoneEffect.Done.class).get(0).outcome().kind())
                .isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
        walk.on(new PhoneEvent.Leave(CiscoAlarm.UNSPECIFIED));
        assertThat(walk.effects).containsExactly(new PhoneEffect.Done(new RegistrationOutcome.Unregistered()));
    }

    @Test
    void alarmsGoBeforeTheFirstRegisterAndNobodyWaits() {
        Walk walk = new Walk(new PhoneRules(PhoneTimes.STANDARD, true, true)).start(SINGLE);
        assertThat(walk.effects).hasSize(2);
        assertThat(walk.effects.get(0)).isEqualTo(new PhoneEffect.SendAlarms(0, 1));
        assertThat(walk.effects.get(1)).isInstanceOf(PhoneEffect.Register.class);
        assertThat(walk.state.awaited()).hasSize(1);
        assertThat(walk.answer(ok()).passing().effects).as("a refresh").hasSize(1);
    }

    @Test
    void switchedOnItSaysSo() {
        assertThat(walk().on(new PhoneEvent.Start(SINGLE, null)).only().alarm()).isEqualTo(CiscoAlarm.INITIALIZED);
    }

    // ---- several nodes

    @Test
    void triesAllNodesInTheirOrderAndThenRests() {
        Walk walk = walk().start(nodes(3));
        assertThat(walk.only().node()).isZero();
        assertThat(walk.silence().only().node()).isEqualTo(1);
        assertThat(walk.only().alarm()).isEqualTo(CiscoAlarm.RESET_RESTART);
        assertThat(walk.answer(reply(403, 0, false)).only().node()).isEqualTo(2);
        assertThat(walk.only().alarm()).as("marked as rejected").isEqualTo(CiscoAlarm.REGISTRATION_REJECTED);
        walk.on(closed(2));
        assertThat(walk.effects)
                .containsExactly(
                        new PhoneEffect.Done(new RegistrationOutcome.Rejected(403, "Text")),
                        new PhoneEffect.SetTimer(7, START.plusSeconds(30)));
        assertThat(walk.state.phase()).isEqualTo(PhoneRegistration.Phase.IDLE);
        assertThat(walk.passing().only().node()).isZero();
    }

    @Test
    void everyRefusalAndSilenceSendsItOn() {
        for (int status : new int[] {202, 300, 302, 400, 401, 403, 404, 407, 423, 480, 500, 503, 600, 603, 699}) {
            assertThat(walk().start(nodes(2))
                            .answer(reply(status, 120, false))
                            .only()
                            .node())
                    .as("status " + status)
                    .isEqualTo(1);
        }
        assertThat(walk().start(nodes(2)).silence().only().node()).isEqualTo(1);
        assertThat(walk().start(nodes(2)).on(closed(0)).only().node()).isEqualTo(1);
        assertThat(walk().start(nodes(2)).on(closed(1)).effects)
                .as("not this one")
                .isEmpty();
    }

    @Test
    void retryAfterCountsWhenAllNodesSayItAndIsBounded() {
        assertThat(rest(later(503, 90), later(503, 60))).isEqualTo(60);
        assertThat(rest(later(503, 90), later(503, 0))).isEqualTo(30);
        assertThat(rest(later(503, 9000), later(403, 9999))).isEqualTo(300);
        assertThat(rest(later(503, 2), later(503, 2))).isEqualTo(30);
    }

    private static long rest(PhoneEvent.Reply first, PhoneEvent.Reply second) {
        Walk walk = walk().start(nodes(2)).answer(first).answer(second);
        return Duration.between(START, walk.timers.get(0).at()).toSeconds();
    }

    @Test
    void aLostNodeIsLeftForTheNextWhichIsTheStandby() {
        Walk walk = walk().start(nodes(3)).answer(ok());
        assertThat(List.of(walk.state.role(0), walk.state.role(1), walk.state.role(2)))
                .containsExactly(NodeRole.ACTIVE, NodeRole.STANDBY, NodeRole.UNUSED);
        PhoneEffect.Register look = walk.only();
        assertThat(look.node()).isEqualTo(1);
        assertThat(look.purpose()).isEqualTo(PhoneEffect.Purpose.LOOK);
        walk.answer(ok()).passing();
        PhoneEffect.Register next = walk.silence().only();
        assertThat(walk.effects).first().isInstanceOf(PhoneEffect.TellLost.class);
        assertThat(next.node()).isEqualTo(1);
        assertThat(next.alarm()).isEqualTo(CiscoAlarm.REGISTRATION_TIMEOUT);
        assertThat(walk.silence().only().node()).isEqualTo(2);
        walk.silence();
        assertThat(walk.state).as("the lost one is left out").isInstanceOf(PhoneState.Resting.class);
    }

    @Test
    void aStreamThatClosesIsALossWithItsAlarm() {
        Walk walk = walk().start(nodes(2)).answer(ok());
        walk.now = START.plusSeconds(40);
        assertThat(walk.on(closed(0)).only().alarm()).isEqualTo(CiscoAlarm.CM_CLOSED_TCP);
        assertThat(walk.only().node()).isEqualTo(1);
        Walk soon = walk().start(nodes(2)).answer(ok());
        soon.now = START.plusSeconds(10);
        soon.on(closed(0));
        assertThat(soon.state).as("no running in circles").isInstanceOf(PhoneState.Resting.class);
        assertThat(soon.timers.get(0).at()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void theStandbyIsLookedAtAndItsSilenceChangesNothing() {
        Walk walk = walk().start(nodes(2)).answer(ok());
        long session = walk.only().session();
        walk.silence();
        assertThat(walk.effects).containsExactly(new PhoneEffect.SetTimer(walk.state.last(), START.plusSeconds(120)));
        walk.passing().answer(ok());
        assertThat(walk.passing().only().purpose()).isEqualTo(PhoneEffect.Purpose.LOOK);
        assertThat(walk.only().session()).isEqualTo(session);
        walk.answer(new PhoneEvent.Reply(200, "OK", Duration.ZERO, false, PhoneOptions.NONE, START, Duration.ZERO));
        assertThat(walk.all(PhoneEffect.TellTime.class))
                .as("its time does not count")
                .isEmpty();
        assertThat(walk.state.phase()).isEqualTo(PhoneRegistration.Phase.REGISTERED);
    }

    /** Looks at 0 s, 120 s and, as the monitor period ends then, 240 s. */
    @Test
    void goesBackWithATokenOnlyAfterTheMonitorPeriod() {
        Walk walk = atTheThird();
        assertThat(List.of(walk.state.role(0), walk.state.role(1), walk.state.role(2)))
                .containsExactly(NodeRole.FALLBACK, NodeRole.FALLBACK, NodeRole.ACTIVE);
        walk.passing();
        assertThat(walk.only().purpose()).isEqualTo(PhoneEffect.Purpose.REFRESH);
        walk.answer(ok());
        assertThat(walk.passing().only().node()).isZero();
        assertThat(walk.now).isEqualTo(START.plusSeconds(120));
        PhoneEffect.Register second = walk.only();
        walk.answer(ok());
        assertThat(walk.all(PhoneEffect.AskForToken.class)).as("too early").isEmpty();
        assertThat(walk.passing().only().node()).isEqualTo(1);
        walk.silence();
        walk.passing().answer(ok());
        assertThat(walk.now).as("the refresh between").isEqualTo(START.plusSeconds(230));
        walk.passing();
        assertThat(walk.now).isEqualTo(START.plusSeconds(240));
        assertThat(walk.only().node()).isZero();
        walk.answer(ok());
        assertThat(walk.effects).containsExactly(new PhoneEffect.AskForToken(walk.state.last(), 0, second.session()));

        long token = walk.state.last();
        PhoneEffect.Register leave =
                walk.on(new PhoneEvent.Answered(token, reply(202, 0, false))).only();
        assertThat(leave.purpose()).isEqualTo(PhoneEffect.Purpose.LEAVE);
        assertThat(leave.node()).isEqualTo(2);
        PhoneEffect.Register back = walk.silence().only();
        assertThat(back.node()).as("whatever the other says").isZero();
        assertThat(back.alarm()).isEqualTo(CiscoAlarm.FALLBACK);
        walk.answer(ok());
        assertThat(walk.all(PhoneEffect.TellLost.class)).isEmpty();
        assertThat(walk.all(PhoneEffect.TellRegistered.class)).hasSize(1);
    }

    @Test
    void aTokenThatIsRefusedIsAskedForAgainAfterAnotherMonitorPeriod() {
        Walk walk = new Walk(new PhoneRules(PhoneTimes.STANDARD.withKeepAlive(Duration.ofSeconds(20)), true, false));
        walk.start(nodes(2)).silence().answer(ok()).answer(ok());
        Instant asked = untilToken(walk);
        assertThat(asked).isEqualTo(START.plusSeconds(120));
        walk.on(new PhoneEvent.Answered(walk.state.last(), reply(480, 0, false)));
        assertThat(walk.state.active()).isEqualTo(1);
        assertThat(untilToken(walk)).isEqualTo(START.plusSeconds(120 + 20 + 120));
        walk.on(new PhoneEvent.Unanswered(walk.state.last(), "silence"));
        assertThat(walk.state.phase()).isEqualTo(PhoneRegistration.Phase.REGISTERED);
        assertThat(untilToken(walk)).isEqualTo(START.plusSeconds(120 + 140 + 140));
    }

    private static Instant untilToken(Walk walk) {
        while (walk.all(PhoneEffect.AskForToken.class).isEmpty()) {
            walk.passing().answer(ok());
        }
        return walk.now;
    }

    @Test
    void theMonitorPeriodIsAtMostItsLimit() {
        Walk walk = new Walk(new PhoneRules(PhoneTimes.STANDARD.withMonitor(Duration.ofHours(1)), true, false));
        walk.start(nodes(2)).silence().answer(ok()).answer(ok());
        assertThat(untilToken(walk)).isEqualTo(START.plusSeconds(300));
    }

    @Test
    void aNodeThatFailsBetweenBeginsItsMonitorPeriodAgain() {
        for (PhoneEvent.Reply bad : new PhoneEvent.Reply[] {reply(503, 0, false), null}) {
            Walk walk =
                    new Walk(new PhoneRules(PhoneTimes.STANDARD.withKeepAlive(Duration.ofSeconds(20)), true, false));
            walk.start(nodes(2)).silence().answer(ok()).answer(ok()).passing();
            assertThat(walk.now).isEqualTo(START.plusSeconds(20));
            if (bad == null) {
                walk.answer(ok()).on(closed(0));
            } else {
                walk.answer(bad);
            }
            assertThat(untilToken(walk)).isEqualTo(START.plusSeconds(40 + 120));
        }
    }

    @Test
    void aBetterNodeThatRefusesAfterAllEndsInAnotherRound() {
        Walk walk = walk().start(nodes(2)).silence().answer(ok()).answer(ok());
        untilToken(walk);
        walk.on(new PhoneEvent.Answered(walk.state.last(), reply(202, 0, false)))
                .answer(ok());
        PhoneEffect.Register other = walk.answer(reply(503, 0, false)).only();
        assertThat(walk.effects).first().isInstanceOf(PhoneEffect.TellLost.class);
        assertThat(other.node()).isEqualTo(1);
        assertThat(walk.answer(ok()).state.active()).isEqualTo(1);
    }

    @Test
    void leavingEndsAFallbackToo() {
        Walk walk = walk().start(nodes(2)).silence().answer(ok()).answer(ok());
        untilToken(walk);
        PhoneEffect.Register leave = walk.on(new PhoneEvent.Answered(walk.state.last(), reply(202, 0, false)))
                .only();
        walk.on(new PhoneEvent.Leave(CiscoAlarm.PHONE_KEYPAD));
        assertThat(walk.effects).isEmpty();
        walk.on(new PhoneEvent.Answered(leave.request(), ok()));
        assertThat(walk.effects).containsExactly(new PhoneEffect.Done(new RegistrationOutcome.Unregistered()));
        assertThat(walk.state.phase()).isEqualTo(PhoneRegistration.Phase.IDLE);
    }

    @Test
    void aThirdPartyPhoneLooksAtNobody() {
        Walk walk = new Walk(new PhoneRules(PhoneTimes.STANDARD, false, false));
        walk.start(nodes(3)).silence().answer(ok());
        assertThat(walk.registers()).isEmpty();
        assertThat(walk.passing().silence().only().node()).isEqualTo(2);
    }

    @Test
    void whatIsNotWaitedForChangesNothing() {
        Walk walk = atTheThird();
        PhoneState before = walk.state;
        for (long number = 0; number <= before.last() + 3; number++) {
            if (!before.awaited().contains(number)) {
                for (PhoneEvent late : List.of(
                        new PhoneEvent.Answered(number, ok()),
                        new PhoneEvent.Unanswered(number, "late"),
                        new PhoneEvent.TimerFired(number))) {
                    assertThat(walk.on(late).state).isEqualTo(before);
                    assertThat(walk.effects).isEmpty();
                }
            }
        }
    }

    // ---- settings and lists

    @Test
    void theDefaultsAreThoseOfTheirDocumentation() {
        assertThat(PhoneTimes.STANDARD)
                .isEqualTo(new PhoneTimes(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30)));
        assertThatThrownBy(() -> PhoneTimes.STANDARD.withRetry(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retry must be at least 1 s");
        assertThatThrownBy(() -> PhoneTimes.STANDARD.withMonitorLimit(Duration.ofHours(25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("monitorLimit");
    }

    @Test
    void nodesAreThreeCallManagersAndTheRouter() {
        List<ServiceAddress> managers = new ArrayList<>();
        for (String host : List.of("a", "b", "a", "c", "d")) {
            managers.add(ServiceAddress.of(host));
        }
        assertThat(PhoneNode.list(managers, List.of(ServiceAddress.of("b"), ServiceAddress.of("r", 5070))))
                .extracting(PhoneNode::toString)
                .containsExactly("PRIMARY a", "SECONDARY b", "TERTIARY c", "SRST r:5070");
        PhoneNode primary = new PhoneNode(PhoneNode.Rank.PRIMARY, ServiceAddress.of("a"));
        PhoneNode srst = new PhoneNode(PhoneNode.Rank.SRST, ServiceAddress.of("r"));
        assertThat(PhoneNode.checked(List.of(primary, srst)))
                .as("a standby may be missing")
                .hasSize(2);
        assertThatThrownBy(() -> PhoneNode.checked(List.of(srst, primary)))
                .hasMessageContaining("order of their ranks");
        assertThatThrownBy(() -> PhoneNode.checked(List.of(primary, primary))).hasMessageContaining("twice");
        assertThatThrownBy(() -> PhoneNode.checked(List.of())).hasMessageContaining("number of nodes");
    }

    /** Sip 4.6. */
    @Test
    void theAlarmsHaveTheirNumbers() throws Exception {
        List<String> numbers = new ArrayList<>();
        for (Field field : CiscoAlarm.class.getFields()) {
            CiscoAlarm alarm = (CiscoAlarm) field.get(null);
            assertThat(alarm.last())
                    .isEqualTo(field.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
            numbers.add(alarm.number() + " " + field.getName());
        }
        assertThat(String.join("\n", numbers)).isEqualTo("""
                0 UNSPECIFIED
                10 TCP_TIMEOUT
                12 CM_RESET_TCP
                13 CM_ABORTED_TCP
                14 CM_CLOSED_TCP
                17 REGISTRATION_TIMEOUT
                18 FALLBACK
                20 PHONE_KEYPAD
                22 RESET_RESET
                23 RESET_RESTART
                24 REGISTRATION_REJECTED
                25 INITIALIZED
                26 VOICE_VLAN_CHANGED
                32 POWER_SAVE_PLUS
                100 VERSION_STAMP_MISMATCH
                101 CONFIG_STAMP_MISMATCH
                102 SOFTKEY_STAMP_MISMATCH
                103 DIALPLAN_STAMP_MISMATCH
                104 APPLY_CONFIG_RESTART
                105 CONFIG_RETRY_RESTART
                106 TLS_ERROR
                107 RESET_TO_INACTIVE_PARTITION
                108 VPN_LOST
                111 FORCED_LOGIN""");
        assertThat(new CiscoAlarm(4711, "sung").number())
                .as("unknown ones are kept")
                .isEqualTo(4711);
    }
}
