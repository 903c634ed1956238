package org.emcc.sip.sccp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.emcc.sip.registration.CiscoAlarm;

/**
 * What a phone does about its registration with one call manager: a pure function of what it holds, what happened, and the time.
 *
 * <p>Source: sip 4.10: Alarm, Register, then capabilities when it is asked for them, templates, line states, available lines and the
 * time. That it asks for one thing after the other is our choice.
 *
 * @param register what it says of itself
 * @param load the firmware it runs
 * @param capabilities the media it can play
 * @param maxLines how many lines it can have
 * @param patience how long the whole of a registration may take, and an unregistration
 */
record StationRules(
        StationMessage.RegisterReq register,
        String load,
        List<StationMessage.CapabilitiesRes.Capability> capabilities,
        int maxLines,
        Duration patience) {
    /** Sip 4.10: so many intervals without an answer end a registration. */
    private static final int MISSED = 3;

    private static final long INFORMATIONAL = 2;

    /** A shorter interval is not believed. */
    private static final long SHORTEST = 1;

    StationRules {
        capabilities = List.copyOf(capabilities);
    }

    /** What comes next, and what is to be done, in this order. */
    record Step(PhoneSide.State next, List<PhoneSide.Effect> effects) {
        Step {
            effects = List.copyOf(effects);
        }
    }

    Step step(PhoneSide.State state, PhoneSide.Event event, Instant now) {
        List<PhoneSide.Effect> effects = new ArrayList<>();
        PhoneSide.State next = next(state, event, now, effects);
        return new Step(next, effects);
    }

    private PhoneSide.State next(
            PhoneSide.State state, PhoneSide.Event event, Instant now, List<PhoneSide.Effect> effects) {
        if (event instanceof PhoneSide.Begin begin) {
            return new PhoneSide.Connecting(begin.alarm(), now.plus(patience));
        } else if (event instanceof PhoneSide.Lost lost) {
            return lost(state, lost.why(), effects);
        } else if (event instanceof PhoneSide.Leave) {
            return leave(state, now, effects);
        } else if (event instanceof PhoneSide.TimePassed) {
            return state.deadline().isAfter(now) ? state : due(state, now, effects);
        } else if (event instanceof PhoneSide.Connected && state instanceof PhoneSide.Connecting connecting) {
            send(alarm(connecting.alarm()), 0, effects);
            send(register, 0, effects);
            return new PhoneSide.Registering(connecting.deadline());
        } else if (event instanceof PhoneSide.Heard heard) {
            return heard(state, heard.message(), now, effects);
        }
        return state;
    }

    /** Sip 4.6: the older form, which names one load. */
    private StationMessage.Alarm alarm(CiscoAlarm alarm) {
        String text =
                alarm.number() + ": Name=" + register.station().name() + " Load=" + load + " Last=" + alarm.last();
        return new StationMessage.Alarm(INFORMATIONAL, Wire.fitting(text, 80), 0, 0);
    }

    private static PhoneSide.State lost(PhoneSide.State state, String why, List<PhoneSide.Effect> effects) {
        effects.add(new PhoneSide.Close());
        if (state instanceof PhoneSide.Registered) {
            effects.add(new PhoneSide.TellLost(new SccpOutcome.NoAnswer(why)));
        } else if (state instanceof PhoneSide.Leaving) {
            effects.add(new PhoneSide.Done(new SccpOutcome.Unregistered()));
        } else if (!(state instanceof PhoneSide.Idle)) {
            effects.add(new PhoneSide.Done(new SccpOutcome.NoAnswer(why)));
        }
        return PhoneSide.State.IDLE;
    }

    private PhoneSide.State leave(PhoneSide.State state, Instant now, List<PhoneSide.Effect> effects) {
        if (state instanceof PhoneSide.Registered registered) {
            send(new StationMessage.UnregisterReq(), registered.terms().protocol(), effects);
            return new PhoneSide.Leaving(now.plus(patience));
        }
        effects.add(new PhoneSide.Close());
        effects.add(new PhoneSide.Done(new SccpOutcome.Unregistered()));
        return PhoneSide.State.IDLE;
    }

    private PhoneSide.State due(PhoneSide.State state, Instant now, List<PhoneSide.Effect> effects) {
        if (!(state instanceof PhoneSide.Registered registered)) {
            return lost(state, "The call manager did not answer in time.", effects);
        }
        if (registered.unanswered() >= MISSED) {
            return lost(state, "The call manager did not answer " + MISSED + " signs of life.", effects);
        }
        send(new StationMessage.KeepAliveReq(), registered.terms().protocol(), effects);
        return new PhoneSide.Registered(
                registered.terms(),
                registered.unanswered() + 1,
                now.plus(registered.terms().keepAlive()));
    }

    private PhoneSide.State heard(
            PhoneSide.State state, SccpMessage message, Instant now, List<PhoneSide.Effect> effects) {
        if (message instanceof CallManagerMessage.RegisterReject reject && !(state instanceof PhoneSide.Idle)) {
            SccpOutcome rejected = new SccpOutcome.Rejected(reject.text());
            effects.add(new PhoneSide.Close());
            effects.add(
                    state instanceof PhoneSide.Registered
                            ? new PhoneSide.TellLost(rejected)
                            : new PhoneSide.Done(rejected));
            return PhoneSide.State.IDLE;
        }
        if (state instanceof PhoneSide.Registering registering
                && message instanceof CallManagerMessage.RegisterAck ack) {
            PhoneSide.Terms terms =
                    new PhoneSide.Terms(Duration.ofSeconds(Math.max(SHORTEST, ack.keepAlive())), ack.protocolVersion());
            return ask(PhoneSide.Question.BUTTONS, terms, List.of(), List.of(), registering.deadline(), effects);
        }
        if (state instanceof PhoneSide.Asking asking) {
            if (message instanceof CallManagerMessage.CapabilitiesReq) {
                return capabilities(state, asking.terms(), effects);
            }
            return answered(asking, message, now, effects);
        }
        if (state instanceof PhoneSide.Registered registered) {
            return heard(registered, message, effects);
        }
        if (state instanceof PhoneSide.Leaving && message instanceof CallManagerMessage.UnregisterAck) {
            effects.add(new PhoneSide.Close());
            effects.add(new PhoneSide.Done(new SccpOutcome.Unregistered()));
            return PhoneSide.State.IDLE;
        }
        return state;
    }

    private PhoneSide.State heard(
            PhoneSide.Registered registered, SccpMessage message, List<PhoneSide.Effect> effects) {
        if (message instanceof CallManagerMessage.CapabilitiesReq) {
            return capabilities(registered, registered.terms(), effects);
        } else if (message instanceof CallManagerMessage.KeepAliveAck) {
            return new PhoneSide.Registered(registered.terms(), 0, registered.deadline());
        } else if (message instanceof CallManagerMessage.Reset reset) {
            effects.add(new PhoneSide.TellReset(reset));
        }
        return registered;
    }

    private PhoneSide.State capabilities(PhoneSide.State state, PhoneSide.Terms terms, List<PhoneSide.Effect> effects) {
        send(new StationMessage.CapabilitiesRes(capabilities), terms.protocol(), effects);
        return state;
    }

    private PhoneSide.State answered(
            PhoneSide.Asking asking, SccpMessage message, Instant now, List<PhoneSide.Effect> effects) {
        PhoneSide.Terms terms = asking.terms();
        List<Integer> buttons = asking.buttons();
        List<StationLine> lines = asking.lines();
        PhoneSide.Question next;
        switch (asking.awaited()) {
            case BUTTONS:
                if (!(message instanceof CallManagerMessage.ButtonTemplateRes template)) {
                    return asking;
                }
                buttons = template.buttons().stream()
                        .filter(each -> each.kind() == CallManagerMessage.ButtonTemplateRes.Button.LINE)
                        .map(CallManagerMessage.ButtonTemplateRes.Button::instance)
                        .limit(maxLines)
                        .toList();
                next = PhoneSide.Question.SOFT_KEYS;
                break;
            case SOFT_KEYS:
                if (!(message instanceof CallManagerMessage.SoftKeyTemplateRes)) {
                    return asking;
                }
                next = PhoneSide.Question.SOFT_KEY_SETS;
                break;
            case SOFT_KEY_SETS:
                if (!(message instanceof CallManagerMessage.SoftKeySetRes)) {
                    return asking;
                }
                next = buttons.isEmpty() ? PhoneSide.Question.TIME : PhoneSide.Question.LINE;
                break;
            case LINE:
                List<StationLine> more = line(message);
                if (more.isEmpty()) {
                    return asking;
                }
                lines = new ArrayList<>(lines);
                lines.addAll(more);
                next = lines.size() < buttons.size() ? PhoneSide.Question.LINE : PhoneSide.Question.TIME;
                break;
            case TIME:
            default:
                if (!(message instanceof CallManagerMessage.TimeDateRes)) {
                    return asking;
                }
                effects.add(new PhoneSide.Done(new SccpOutcome.Registered(
                        terms.keepAlive(),
                        terms.protocol(),
                        lines.stream().filter(each -> !each.equals(NO_LINE)).toList())));
                return new PhoneSide.Registered(terms, 0, now.plus(terms.keepAlive()));
        }
        return ask(next, terms, buttons, lines, asking.deadline(), effects);
    }

    /** Stands for a button without a line. */
    private static final StationLine NO_LINE = new StationLine("-", "no line");

    private static List<StationLine> line(SccpMessage message) {
        if (message instanceof CallManagerMessage.LineStat line) {
            return List.of(line(line.directoryNumber(), line.label()));
        } else if (message instanceof CallManagerMessage.LineStatV2 line) {
            return List.of(line(line.directoryNumber(), line.label()));
        }
        return List.of();
    }

    private static StationLine line(String number, String label) {
        String shown = Wire.fitting(number, 50).strip();
        return shown.isEmpty() ? NO_LINE : new StationLine(shown, Wire.fitting(label, 128));
    }

    private PhoneSide.State ask(
            PhoneSide.Question question,
            PhoneSide.Terms terms,
            List<Integer> buttons,
            List<StationLine> lines,
            Instant deadline,
            List<PhoneSide.Effect> effects) {
        int protocol = terms.protocol();
        switch (question) {
            case BUTTONS -> send(new StationMessage.ButtonTemplateReq(), protocol, effects);
            case SOFT_KEYS -> send(new StationMessage.SoftKeyTemplateReq(), protocol, effects);
            case SOFT_KEY_SETS -> send(new StationMessage.SoftKeySetReq(), protocol, effects);
            case LINE -> send(new StationMessage.LineStatReq(buttons.get(lines.size())), protocol, effects);
            case TIME -> {
                send(new StationMessage.RegisterAvailableLines(maxLines), protocol, effects);
                send(new StationMessage.TimeDateReq(), protocol, effects);
            }
        }
        return new PhoneSide.Asking(terms, question, buttons, lines, deadline);
    }

    private static void send(StationMessage message, int protocol, List<PhoneSide.Effect> effects) {
        effects.add(new PhoneSide.Send(message, HeaderVersion.of(message, protocol)));
    }
}
