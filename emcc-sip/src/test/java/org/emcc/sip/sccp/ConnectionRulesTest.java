package org.emcc.sip.sccp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.DeviceAdmission.Verdict;
import org.emcc.sip.registration.ResetKind;
import org.emcc.testing.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final List<StationLine> LINES =
            List.of(new StationLine("2125550100", "Alice Archer"), new StationLine("5001", "Desk"));
    private static final ConnectionRules RULES = new ConnectionRules(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            22,
            new StationAnswers("cucm-nyc", 2_000, ZoneId.of("America/New_York"), "M/D/Ya"));
    private static final ConnectionState FRESH = RULES.begin(NOW);
    private static final ConnectionState OPEN = new ConnectionState.Open(null, NOW.plusSeconds(20));
    private static final ConnectionState STANDBY = new ConnectionState.Standby(null, NOW.plusSeconds(20));
    private static final ConnectionState REGISTERED = registered(20);

    private static ConnectionState registered(int protocol) {
        return new ConnectionState.Registered(
                Samples.STATION, Samples.PHONE, protocol, "SCCP42.9", LINES, HERE, NOW.plusSeconds(20));
    }

    private static ConnectionEvent register(@Nullable Verdict verdict) {
        return new ConnectionEvent.Register(Samples.REGISTER, verdict, LINES, HERE);
    }

    private static ConnectionEvent heard(SccpMessage message) {
        return new ConnectionEvent.Heard(message);
    }

    private static String name(ConnectionState state) {
        return state.getClass().getSimpleName();
    }

    /** Each effect in a word or two. */
    private static List<String> words(List<ConnectionEffect> effects) {
        List<String> words = new ArrayList<>();
        for (ConnectionEffect effect : effects) {
            if (effect instanceof ConnectionEffect.Send send) {
                words.add(send.message().getClass().getSimpleName());
            } else if (effect instanceof ConnectionEffect.TellUnregistered told) {
                words.add("-" + told.reason());
            } else if (effect instanceof ConnectionEffect.TellRegistered) {
                words.add("+");
            } else {
                words.add(effect.getClass().getSimpleName());
            }
        }
        return words;
    }

    private static void row(ConnectionState state, ConnectionEvent event, String next, String... effects) {
        ConnectionRules.Step step = RULES.step(state, event, NOW);
        assertThat(name(step.next())).as("%s, %s", name(state), event).isEqualTo(next);
        assertThat(words(step.effects())).as("%s, %s", name(state), event).containsExactly(effects);
    }

    @Test
    void tableOfWhoIsNotRegistered() {
        for (ConnectionState state : List.of(FRESH, OPEN, STANDBY)) {
            row(state, register(Verdict.ADMITTED), "Registered", "RegisterAck", "CapabilitiesReq", "Claim", "+");
            row(state, register(Verdict.UNKNOWN), "Closed", "RegisterReject", "Close");
            row(state, register(Verdict.FORBIDDEN), "Closed", "RegisterReject", "Close");
            row(state, register(null), "Closed", "RegisterReject", "Close");
            String granted = state == STANDBY ? "Standby" : "Open";
            row(state, new ConnectionEvent.AskToken(false, Verdict.ADMITTED), granted, "RegisterTokenAck");
            row(state, new ConnectionEvent.AskToken(false, Verdict.UNKNOWN), "Standby", "RegisterTokenReject");
            row(state, new ConnectionEvent.AskToken(false, null), "Standby", "RegisterTokenReject");
            row(state, new ConnectionEvent.AskToken(true, Verdict.ADMITTED), granted, "SpcpRegisterTokenAck");
            row(state, new ConnectionEvent.AskToken(true, Verdict.FORBIDDEN), "Standby", "SpcpRegisterTokenReject");
            row(state, heard(new StationMessage.KeepAliveReq()), "Standby");
            row(state, new ConnectionEvent.ResetAsked(ResetKind.RESET), name(state));
            row(state, new ConnectionEvent.Replaced(), "Closed", "Close");
            row(state, new ConnectionEvent.Lost(), "Closed", "Close");
            row(state, new ConnectionEvent.TimePassed(), name(state));
        }
        row(FRESH, heard(Samples.ofStations().get(0)), "Open");
        row(OPEN, heard(Samples.ofStations().get(0)), "Open");
        row(STANDBY, heard(Samples.ofStations().get(0)), "Standby");
        row(OPEN, heard(new StationMessage.ButtonTemplateReq()), "Open");
        row(OPEN, heard(new StationMessage.UnregisterReq()), "Open", "UnregisterAck");
        row(ConnectionState.CLOSED, register(Verdict.ADMITTED), "Closed");
        row(ConnectionState.CLOSED, new ConnectionEvent.Lost(), "Closed");
    }

    /** It is neither prolonged nor ended by that, and registers when the port answers again. */
    @Test
    void anAdmissionThatFailsLeavesARegistration() {
        ConnectionState next = RULES.step(REGISTERED, register(null), NOW).next();
        assertThat(next).isEqualTo(REGISTERED);
        row(next, register(Verdict.ADMITTED), "Registered", "RegisterAck", "CapabilitiesReq");
    }

    @Test
    void tableOfWhoIsRegistered() {
        row(REGISTERED, register(Verdict.ADMITTED), "Registered", "RegisterAck", "CapabilitiesReq");
        row(REGISTERED, register(Verdict.UNKNOWN), "Closed", "RegisterReject", "-NOT_ADMITTED", "Close");
        row(REGISTERED, register(null), "Registered", "RegisterReject");
        row(REGISTERED, new ConnectionEvent.AskToken(false, Verdict.ADMITTED), "Registered", "RegisterTokenAck");
        row(REGISTERED, heard(new StationMessage.UnregisterReq()), "Open", "UnregisterAck", "-BY_PHONE");
        row(REGISTERED, new ConnectionEvent.ResetAsked(ResetKind.RESET), "Registered", "Reset");
        row(REGISTERED, new ConnectionEvent.Replaced(), "Closed", "-REPLACED", "Close");
        row(REGISTERED, new ConnectionEvent.Lost(), "Closed", "-CONNECTION_CLOSED", "Close");
        row(REGISTERED, new ConnectionEvent.TimePassed(), "Registered");
        for (SccpMessage message : List.of(
                Samples.ofStations().get(0),
                new StationMessage.IpPort(1),
                new StationMessage.CapabilitiesRes(List.of()),
                new StationMessage.RegisterAvailableLines(2),
                new UnknownMessage(0x30, SccpBytes.EMPTY),
                new CallManagerMessage.KeepAliveAck())) {
            row(REGISTERED, heard(message), "Registered");
        }
        answer(new StationMessage.KeepAliveReq(), "KeepAliveAck", "KeepAliveAck");
        answer(new StationMessage.ButtonTemplateReq(), "ButtonTemplateRes", "ButtonTemplateRes");
        answer(new StationMessage.SoftKeyTemplateReq(), "SoftKeyTemplateRes", "SoftKeyTemplateRes");
        answer(new StationMessage.SoftKeySetReq(), "SoftKeySetRes", "SoftKeySetRes");
        answer(new StationMessage.LineStatReq(1), "LineStat", "LineStatV2");
        answer(new StationMessage.SpeedDialStatReq(1), "SpeedDialStat", "SpeedDialStatV2");
        answer(new StationMessage.ForwardStatReq(1), "ForwardStat", "ForwardStat");
        answer(new StationMessage.ConfigStatReq(), "ConfigStat", "ConfigStatV2");
        answer(new StationMessage.VersionReq(), "VersionRes", "VersionRes");
        answer(new StationMessage.ServerReq(), "ServerRes", "ServerRes");
        answer(new StationMessage.TimeDateReq(), "TimeDateRes", "TimeDateRes");
    }

    private static void answer(StationMessage question, String before17, String since) {
        row(registered(16), heard(question), "Registered", before17);
        row(registered(17), heard(question), "Registered", since);
    }

    private static CallManagerMessage answer(int protocol, StationMessage question) {
        return ((ConnectionEffect.Send) RULES.step(registered(protocol), heard(question), NOW)
                        .effects()
                        .get(0))
                .message();
    }

    /** No phone changes its name: whoever does could tell the listener as much as it likes. */
    @Test
    void anotherDeviceOverTheSameConnectionIsRejected() {
        StationMessage.RegisterReq other =
                new StationMessage.RegisterReq(StationId.of(DeviceName.of("SEP020000AABBDD")), Samples.ADDRESS, 436, 5);
        for (Verdict verdict : Verdict.values()) {
            row(
                    REGISTERED,
                    new ConnectionEvent.Register(other, verdict, LINES, HERE),
                    "Closed",
                    "RegisterReject",
                    "-CONNECTION_CLOSED",
                    "Close");
        }
    }

    @Test
    void theAlarmSaysWhyThePhoneUnregisteredBefore() {
        StationMessage.Alarm alarm = alarm("23: Name=SEP020000AABBCC Load=9.4 Last=Reset-Restart");
        for (ConnectionState state : List.of(FRESH, OPEN, STANDBY)) {
            ConnectionState said = RULES.step(state, heard(alarm), NOW).next();
            ConnectionState later =
                    RULES.step(said, heard(new StationMessage.IpPort(1)), NOW).next();
            ConnectionRules.Step step = RULES.step(later, register(Verdict.ADMITTED), NOW);
            assertThat(words(step.effects()))
                    .endsWith("Claim", "+", "TellUnregisteredBefore")
                    .hasSize(5);
            assertThat(step.effects().get(4))
                    .isEqualTo(new ConnectionEffect.TellUnregisteredBefore(Samples.PHONE, CiscoAlarm.RESET_RESTART));
            ConnectionState left = RULES.step(step.next(), heard(new StationMessage.UnregisterReq()), NOW)
                    .next();
            row(left, register(Verdict.ADMITTED), "Registered", "RegisterAck", "CapabilitiesReq", "Claim", "+");
        }
        assertThat(RULES.step(OPEN, heard(alarm), NOW).next().deadline())
                .as("an alarm gives no more time")
                .isEqualTo(OPEN.deadline());
        assertThat(alarm("7: no more").before()).isEqualTo(new CiscoAlarm(7, "unspecified"));
        for (String none : List.of("", ":", "x 23: Last=reset", "2147483648: Last=a", "no number")) {
            assertThat(alarm(none).before()).as(none).isNull();
        }
    }

    private static StationMessage.Alarm alarm(String text) {
        return new StationMessage.Alarm(2, text, 0, 0);
    }

    @Test
    void whoMayNotComeHasTheTimeToAskAgainAndWhoMayHasNoMore() {
        for (ConnectionState state : List.of(FRESH, OPEN, STANDBY)) {
            assertThat(deadline(state, new ConnectionEvent.AskToken(false, Verdict.FORBIDDEN)))
                    .isAfterOrEqualTo(NOW.plusSeconds(90));
        }
        ConnectionRules hasty = new ConnectionRules(
                RULES.keepAlive(),
                Duration.ofSeconds(1),
                RULES.firstMessage(),
                RULES.toRegister(),
                RULES.tokenWait(),
                22,
                RULES.answers());
        assertThat(hasty.step(STANDBY, new ConnectionEvent.AskToken(false, null), NOW)
                        .next()
                        .deadline())
                .isEqualTo(NOW.plusSeconds(90));
        assertThat(deadline(FRESH, new ConnectionEvent.AskToken(false, Verdict.ADMITTED)))
                .isEqualTo(NOW.plusSeconds(30));
        assertThat(deadline(OPEN, new ConnectionEvent.AskToken(false, Verdict.ADMITTED)))
                .isEqualTo(OPEN.deadline());
    }

    @Test
    void aTextThatIsNoDeviceNameIsRejected() {
        StationMessage.RegisterReq bad =
                new StationMessage.RegisterReq(new StationId("no name!", 0, 1), Samples.ADDRESS, 436, 5);
        row(
                FRESH,
                new ConnectionEvent.Register(bad, Verdict.ADMITTED, LINES, HERE),
                "Closed",
                "RegisterReject",
                "Close");
    }

    @Test
    void registerAckHasTheIntervalsAndTheOlderProtocol() {
        CallManagerMessage.RegisterAck ack = (CallManagerMessage.RegisterAck)
                ((ConnectionEffect.Send) RULES.step(FRESH, register(Verdict.ADMITTED), NOW)
                                .effects()
                                .get(0))
                        .message();
        assertThat(ack).isEqualTo(new CallManagerMessage.RegisterAck(30, "M/D/Ya", 60, 20, 0));
        StationMessage.RegisterReq newer =
                new StationMessage.RegisterReq(Samples.STATION, Samples.ADDRESS, 436, 5).with(200, 0, 1, "L");
        ConnectionRules.Step step =
                RULES.step(FRESH, new ConnectionEvent.Register(newer, Verdict.ADMITTED, LINES, HERE), NOW);
        assertThat(((ConnectionState.Registered) step.next()).protocol()).isEqualTo(22);
        assertThat(((ConnectionState.Registered) step.next()).load()).isEqualTo("L");
    }

    @Test
    void headersHaveTheVersionFromElevenHexOn() {
        for (int protocol : new int[] {0, 3, 16, 17, 20}) {
            ConnectionState state = registered(protocol);
            int version = protocol < 17 ? 0 : protocol;
            assertThat(sent(state, heard(new StationMessage.TimeDateReq()))).isEqualTo(version);
            assertThat(sent(state, heard(new StationMessage.KeepAliveReq()))).isZero();
            assertThat(sent(state, heard(new StationMessage.UnregisterReq()))).isZero();
            assertThat(sent(state, register(Verdict.ADMITTED))).isZero();
            assertThat(sent(state, new ConnectionEvent.ResetAsked(ResetKind.RESTART)))
                    .isEqualTo(version);
        }
    }

    private static int sent(ConnectionState state, ConnectionEvent event) {
        return ((ConnectionEffect.Send) RULES.step(state, event, NOW).effects().get(0)).headerVersion();
    }

    @Test
    void tellsLinesTimeAndServers() {
        assertThat(answer(16, new StationMessage.LineStatReq(2)))
                .isEqualTo(new CallManagerMessage.LineStat(2, "5001", "Desk", "Desk", 0));
        assertThat(answer(20, new StationMessage.LineStatReq(1)))
                .isEqualTo(new CallManagerMessage.LineStatV2(1, 0, "2125550100", "Alice Archer", "Alice Archer"));
        assertThat(answer(20, new StationMessage.LineStatReq(3)))
                .isEqualTo(new CallManagerMessage.LineStatV2(3, 0, "", "", ""));
        assertThat(answer(20, new StationMessage.LineStatReq(0xFFFF_FFFFL)))
                .isEqualTo(new CallManagerMessage.LineStatV2(0xFFFF_FFFFL, 0, "", "", ""));
        assertThat(answer(20, new StationMessage.TimeDateReq()))
                .isEqualTo(new CallManagerMessage.TimeDateRes(2026, 11, 0, 22, 3, 0, 0, 0, NOW.getEpochSecond()));
        assertThat(answer(20, new StationMessage.VersionReq()))
                .isEqualTo(new CallManagerMessage.VersionRes("SCCP42.9"));
        assertThat(((CallManagerMessage.ButtonTemplateRes) answer(20, new StationMessage.ButtonTemplateReq()))
                        .buttons())
                .containsExactly(
                        new CallManagerMessage.ButtonTemplateRes.Button(1, 9),
                        new CallManagerMessage.ButtonTemplateRes.Button(2, 9));
        CallManagerMessage.ServerRes.Server first = ((CallManagerMessage.ServerRes)
                        answer(16, new StationMessage.ServerReq()))
                .servers()
                .get(0);
        assertThat(first)
                .isEqualTo(new CallManagerMessage.ServerRes.Server(
                        "cucm-nyc", 2_000, SccpBytes.of(new byte[] {127, 0, 0, 1})));
    }

    @Test
    void deadlinesAreThreeIntervalsOrTheTimeToRegister() {
        assertThat(FRESH.deadline()).isEqualTo(NOW.plusSeconds(10));
        assertThat(deadline(FRESH, heard(Samples.ofStations().get(0)))).isEqualTo(NOW.plusSeconds(30));
        assertThat(deadline(OPEN, heard(Samples.ofStations().get(0))))
                .as("talking does not give more time to register")
                .isEqualTo(OPEN.deadline());
        assertThat(deadline(FRESH, register(Verdict.ADMITTED))).isEqualTo(NOW.plusSeconds(90));
        assertThat(deadline(REGISTERED, heard(new StationMessage.KeepAliveReq())))
                .isEqualTo(NOW.plusSeconds(90));
        assertThat(deadline(REGISTERED, new ConnectionEvent.ResetAsked(ResetKind.RESET)))
                .as("a phone that is told something does not live by that")
                .isEqualTo(REGISTERED.deadline());
        assertThat(deadline(OPEN, heard(new StationMessage.KeepAliveReq()))).isEqualTo(NOW.plusSeconds(180));
        assertThat(deadline(STANDBY, heard(new StationMessage.KeepAliveReq()))).isEqualTo(NOW.plusSeconds(180));
    }

    private static Instant deadline(ConnectionState state, ConnectionEvent event) {
        return RULES.step(state, event, NOW).next().deadline();
    }

    @Test
    void whoMissesTheDeadlineIsLetGo() {
        for (ConnectionState state : List.of(FRESH, OPEN, STANDBY, REGISTERED)) {
            ConnectionRules.Step late = RULES.step(state, new ConnectionEvent.TimePassed(), state.deadline());
            assertThat(late.next()).isEqualTo(ConnectionState.CLOSED);
            assertThat(words(late.effects()))
                    .isEqualTo(state == REGISTERED ? List.of("-EXPIRED", "Close") : List.of("Close"));
            ConnectionRules.Step inTime = RULES.step(
                    state, new ConnectionEvent.TimePassed(), state.deadline().minusNanos(1));
            assertThat(inTime.next()).isEqualTo(state);
        }
    }

    /** Whatever happens: the listener hears of registrations in turn, and nothing happens after the end. */
    @Test
    void anySequenceKeepsTheOrderOfWhatIsTold() {
        List<SccpMessage> messages = Samples.all();
        int cases = Seeds.cases(20_000);
        int registrations = 0;
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            ConnectionState state = RULES.begin(NOW);
            Instant now = NOW;
            boolean told = false;
            for (int n = 0; n < 40; n++) {
                now = now.plusMillis(random.nextInt(random.nextInt(8) == 0 ? 40_000 : 2_000));
                ConnectionEvent event = event(random, messages);
                ConnectionRules.Step step = RULES.step(state, event, now);
                for (ConnectionEffect effect : step.effects()) {
                    String where = "seed " + Seeds.seed() + ", case " + i + ", step " + n;
                    assertThat(state).as(where).isNotEqualTo(ConnectionState.CLOSED);
                    if (effect instanceof ConnectionEffect.TellRegistered) {
                        assertThat(told).as(where).isFalse();
                        told = true;
                        registrations++;
                    } else if (effect instanceof ConnectionEffect.TellUnregistered) {
                        assertThat(told).as(where).isTrue();
                        told = false;
                    } else if (effect instanceof ConnectionEffect.Close) {
                        assertThat(step.next()).as(where).isEqualTo(ConnectionState.CLOSED);
                    } else if (effect instanceof ConnectionEffect.Send send) {
                        assertThat(send.message().frame(send.headerVersion()))
                                .as(where)
                                .isNotNull();
                    }
                }
                assertThat(told).isEqualTo(step.next() instanceof ConnectionState.Registered);
                if (!(step.next() instanceof ConnectionState.Closed)) {
                    assertThat(step.next().deadline()).isAfter(now).isBeforeOrEqualTo(now.plusSeconds(180));
                }
                state = step.next();
            }
        }
        assertThat(registrations).isGreaterThan(cases / 4);
    }

    private static ConnectionEvent event(RandomGenerator random, List<SccpMessage> messages) {
        Verdict verdict = random.nextInt(5) == 0 ? Verdict.FORBIDDEN : Verdict.ADMITTED;
        return switch (random.nextInt(12)) {
            case 0, 1 -> register(random.nextInt(8) == 0 ? null : verdict);
            case 2 -> new ConnectionEvent.AskToken(random.nextBoolean(), verdict);
            case 3 -> new ConnectionEvent.ResetAsked(random.nextBoolean() ? ResetKind.RESET : ResetKind.RESTART);
            case 4 -> random.nextInt(8) == 0 ? new ConnectionEvent.Lost() : new ConnectionEvent.TimePassed();
            case 5 -> random.nextInt(8) == 0 ? new ConnectionEvent.Replaced() : new ConnectionEvent.TimePassed();
            default -> heard(messages.get(random.nextInt(messages.size())));
        };
    }
}
