package org.emcc.sip.sccp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class StationRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final StationRules RULES = new StationRules(
            Samples.REGISTER,
            "SCCP42.9-4-2SR3-1S",
            List.of(new StationMessage.CapabilitiesRes.Capability(4, 40)),
            6,
            Duration.ofSeconds(20));
    private static final PhoneSide.Terms TERMS = new PhoneSide.Terms(Duration.ofSeconds(30), 20);
    private static final PhoneSide.State REGISTERED = new PhoneSide.Registered(TERMS, 0, NOW.plusSeconds(30));

    private PhoneSide.State state = PhoneSide.State.IDLE;

    private List<String> on(PhoneSide.Event event, Instant now) {
        StationRules.Step step = RULES.step(state, event, now);
        state = step.next();
        List<String> words = new ArrayList<>();
        for (PhoneSide.Effect effect : step.effects()) {
            if (effect instanceof PhoneSide.Send send) {
                words.add(send.message().getClass().getSimpleName() + " " + send.headerVersion());
            } else if (effect instanceof PhoneSide.Done done) {
                words.add(done.outcome().code());
            } else if (effect instanceof PhoneSide.TellLost lost) {
                words.add("lost " + lost.outcome().code());
            } else if (effect instanceof PhoneSide.TellReset told) {
                words.add("told " + told.reset().type());
            } else {
                words.add("close");
            }
        }
        return words;
    }

    private List<String> hears(SccpMessage message) {
        return on(new PhoneSide.Heard(message), NOW);
    }

    @Test
    void asksInTheOrderOfTheProtocol() {
        assertThat(on(new PhoneSide.Begin(CiscoAlarm.RESET_RESTART), NOW)).isEmpty();
        assertThat(on(new PhoneSide.Connected(), NOW)).containsExactly("Alarm 0", "RegisterReq 0");
        assertThat(hears(new CallManagerMessage.RegisterAck(30, "D/M/Y", 60, 20, 0)))
                .containsExactly("ButtonTemplateReq 20");
        assertThat(hears(new CallManagerMessage.CapabilitiesReq())).containsExactly("CapabilitiesRes 20");
        assertThat(hears(new CallManagerMessage.KeepAliveAck()))
                .as("no answer to the question")
                .isEmpty();
        assertThat(hears(Samples.ofCallManagers().get(2))).containsExactly("SoftKeyTemplateReq 20");
        assertThat(hears(new CallManagerMessage.SoftKeyTemplateRes(List.of()))).containsExactly("SoftKeySetReq 20");
        assertThat(hears(new CallManagerMessage.SoftKeySetRes(List.of()))).containsExactly("LineStatReq 20");
        assertThat(hears(new CallManagerMessage.LineStatV2(1, 0, "100", "", "One")))
                .containsExactly("LineStatReq 20");
        assertThat(hears(new CallManagerMessage.LineStat(2, "", "", "", 0)))
                .containsExactly("RegisterAvailableLines 20", "TimeDateReq 20");
        StationRules.Step last = RULES.step(
                state, new PhoneSide.Heard(new CallManagerMessage.TimeDateRes(2026, 11, 0, 22, 8, 0, 0, 0, 0)), NOW);
        assertThat(last.effects())
                .containsExactly(new PhoneSide.Done(new SccpOutcome.Registered(
                        Duration.ofSeconds(30), 20, List.of(new StationLine("100", "One")))));
        assertThat(last.next()).isEqualTo(REGISTERED);
    }

    @Test
    void theAlarmSaysWhyAndWhat() {
        state = RULES.step(state, new PhoneSide.Begin(CiscoAlarm.RESET_RESTART), NOW)
                .next();
        PhoneSide.Send first = (PhoneSide.Send)
                RULES.step(state, new PhoneSide.Connected(), NOW).effects().get(0);
        assertThat(first.message())
                .isEqualTo(new StationMessage.Alarm(
                        2, "23: Name=SEP020000AABBCC Load=SCCP42.9-4-2SR3-1S Last=reset-restart", 0, 0));
    }

    @Test
    void aPhoneWithoutLinesAsksForTheTime() {
        state = new PhoneSide.Asking(TERMS, PhoneSide.Question.SOFT_KEY_SETS, List.of(), List.of(), NOW.plusSeconds(9));
        assertThat(hears(new CallManagerMessage.SoftKeySetRes(List.of())))
                .containsExactly("RegisterAvailableLines 20", "TimeDateReq 20");
    }

    @Test
    void textsOfAnyKindAreTakenAsLines() {
        List<Integer> buttons = List.of(1, 2);
        for (String text : List.of("\u0085\u009f", " ", "\u00a0", "\n", "x".repeat(24))) {
            state = new PhoneSide.Asking(TERMS, PhoneSide.Question.LINE, buttons, List.of(), NOW.plusSeconds(9));
            assertThat(hears(new CallManagerMessage.LineStat(1, text, text, text, 0)))
                    .containsExactly("LineStatReq 20");
            String longer = text.repeat(40);
            assertThat(hears(new CallManagerMessage.LineStatV2(2, 0, longer, longer, longer)))
                    .containsExactly("RegisterAvailableLines 20", "TimeDateReq 20");
        }
    }

    @Test
    void gaveUpAfterThreeMissedIntervals() {
        state = REGISTERED;
        for (int i = 1; i <= 3; i++) {
            Instant due = NOW.plusSeconds(30L * i);
            assertThat(on(new PhoneSide.TimePassed(), due.minusNanos(1))).isEmpty();
            assertThat(on(new PhoneSide.TimePassed(), due)).containsExactly("KeepAliveReq 20");
        }
        assertThat(on(new PhoneSide.TimePassed(), NOW.plusSeconds(120))).containsExactly("close", "lost EMCC-SIP-0603");
        assertThat(state).isEqualTo(PhoneSide.State.IDLE);
    }

    @Test
    void anAnsweredSignOfLifeBeginsTheCountAnew() {
        state = REGISTERED;
        for (int i = 1; i <= 10; i++) {
            assertThat(on(new PhoneSide.TimePassed(), NOW.plusSeconds(30L * i))).containsExactly("KeepAliveReq 20");
            if (i % 2 == 0) {
                assertThat(hears(new CallManagerMessage.KeepAliveAck())).isEmpty();
            }
        }
    }

    @Test
    void isToldToReset() {
        state = REGISTERED;
        assertThat(hears(new CallManagerMessage.Reset(2))).containsExactly("told 2");
        assertThat(state).as("what to do is the listener's decision").isEqualTo(REGISTERED);
        state = PhoneSide.State.IDLE;
        assertThat(hears(new CallManagerMessage.Reset(1))).isEmpty();
    }

    @Test
    void leaves() {
        state = REGISTERED;
        assertThat(on(new PhoneSide.Leave(), NOW)).containsExactly("UnregisterReq 20");
        assertThat(hears(new CallManagerMessage.UnregisterAck(0))).containsExactly("close", "EMCC-SIP-0601");
        assertThat(on(new PhoneSide.Leave(), NOW)).containsExactly("close", "EMCC-SIP-0601");
        state = new PhoneSide.Leaving(NOW);
        assertThat(on(new PhoneSide.Lost("gone"), NOW)).containsExactly("close", "EMCC-SIP-0601");
    }

    @Test
    void isRejectedOrNotAnswered() {
        for (PhoneSide.State waiting : List.of(
                new PhoneSide.Connecting(CiscoAlarm.INITIALIZED, NOW.plusSeconds(1)),
                new PhoneSide.Registering(NOW.plusSeconds(1)),
                new PhoneSide.Asking(TERMS, PhoneSide.Question.LINE, List.of(1), List.of(), NOW.plusSeconds(1)))) {
            state = waiting;
            assertThat(hears(new CallManagerMessage.RegisterReject("no"))).containsExactly("close", "EMCC-SIP-0602");
            state = waiting;
            assertThat(on(new PhoneSide.Lost("gone"), NOW)).containsExactly("close", "EMCC-SIP-0603");
            state = waiting;
            assertThat(on(new PhoneSide.TimePassed(), NOW)).isEmpty();
            assertThat(on(new PhoneSide.TimePassed(), NOW.plusSeconds(1))).containsExactly("close", "EMCC-SIP-0603");
            assertThat(state).isEqualTo(PhoneSide.State.IDLE);
        }
        state = REGISTERED;
        assertThat(on(new PhoneSide.Lost("gone"), NOW)).containsExactly("close", "lost EMCC-SIP-0603");
        assertThat(on(new PhoneSide.Lost("gone"), NOW)).containsExactly("close");
    }

    /** Whatever a call manager says, each registration that was begun has one outcome at most. */
    @Test
    void anySequenceHasOneOutcomeForEachRequest() {
        List<SccpMessage> messages = Samples.all();
        int cases = Seeds.cases(20_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            state = PhoneSide.State.IDLE;
            Instant now = NOW;
            int asked = 0;
            for (int n = 0; n < 60; n++) {
                now = now.plusMillis(random.nextInt(4_000));
                PhoneSide.Event event;
                if (state.equals(PhoneSide.State.IDLE)) {
                    event = new PhoneSide.Begin(CiscoAlarm.INITIALIZED);
                    asked++;
                } else if (state instanceof PhoneSide.Registered && random.nextInt(9) == 0) {
                    event = new PhoneSide.Leave();
                    asked++;
                } else {
                    event = switch (random.nextInt(10)) {
                        case 0 -> new PhoneSide.TimePassed();
                        case 1 -> new PhoneSide.Connected();
                        case 2 -> random.nextInt(9) == 0 ? new PhoneSide.Lost("gone") : new PhoneSide.TimePassed();
                        default -> new PhoneSide.Heard(messages.get(random.nextInt(messages.size())));
                    };
                }
                StationRules.Step step = RULES.step(state, event, now);
                for (PhoneSide.Effect effect : step.effects()) {
                    if (effect instanceof PhoneSide.Done) {
                        asked--;
                    } else if (effect instanceof PhoneSide.Send send) {
                        assertThat(send.message().frame(send.headerVersion())).isNotNull();
                    }
                }
                state = step.next();
                assertThat(asked)
                        .as("seed " + Seeds.seed() + ", case " + i + ", step " + n + ": " + state)
                        .isEqualTo(state instanceof PhoneSide.Idle || state instanceof PhoneSide.Registered ? 0 : 1);
            }
        }
    }
}
