package org.emcc.sip.sccp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.ResetKind;
import org.emcc.sip.registration.UnregisterReason;
import org.jspecify.annotations.Nullable;

/**
 * What a registrar does about one connection: a pure function of what it holds, what happened, and the time. That a device is reached
 * over one connection only is the affair of who runs it, by {@link ConnectionEffect.Claim}.
 *
 * <p>Source: sip 4.10. The order in which a phone asks after it has registered is not demanded: each question has its answer.
 *
 * @param keepAlive how often a registered phone shows that it lives; it is answered
 * @param standbyKeepAlive the same towards a node where it is not registered; TCP answers
 * @param firstMessage how long a connection may say nothing
 * @param toRegister how long it may go on without registering, or after the phone has left
 * @param tokenWait when a phone that may not come is to ask again
 * @param maxProtocol the newest protocol version that is spoken
 * @param answers what a phone is told after it has registered
 */
record ConnectionRules(
        Duration keepAlive,
        Duration standbyKeepAlive,
        Duration firstMessage,
        Duration toRegister,
        Duration tokenWait,
        int maxProtocol,
        StationAnswers answers) {
    /** Sip 4.10: so many intervals without a sign of life end a registration. */
    static final int MISSED = 3;

    /** What comes next, and what is to be done, in this order. */
    record Step(ConnectionState next, List<ConnectionEffect> effects) {
        Step {
            effects = List.copyOf(effects);
        }
    }

    ConnectionState begin(Instant now) {
        return new ConnectionState.Fresh(now.plus(firstMessage));
    }

    Step step(ConnectionState state, ConnectionEvent event, Instant now) {
        if (state instanceof ConnectionState.Closed) {
            return new Step(state, List.of());
        }
        List<ConnectionEffect> effects = new ArrayList<>();
        if (event instanceof ConnectionEvent.Lost) {
            return leave(state, UnregisterReason.CONNECTION_CLOSED, effects);
        }
        if (!state.deadline().isAfter(now)) {
            return leave(state, UnregisterReason.EXPIRED, effects);
        }
        if (event instanceof ConnectionEvent.Replaced) {
            return leave(state, UnregisterReason.REPLACED, effects);
        }
        ConnectionState next = state;
        if (event instanceof ConnectionEvent.Register register) {
            next = register(state, register, now, effects);
        } else if (event instanceof ConnectionEvent.AskToken asked) {
            next = token(state, asked, now, effects);
        } else if (event instanceof ConnectionEvent.Heard heard) {
            next = heard(state, heard.message(), now, effects);
        } else if (event instanceof ConnectionEvent.ResetAsked reset
                && state instanceof ConnectionState.Registered registered) {
            long type =
                    reset.kind() == ResetKind.RESET ? CallManagerMessage.Reset.RESET : CallManagerMessage.Reset.RESTART;
            send(new CallManagerMessage.Reset(type), registered.protocol(), effects);
        }
        return new Step(next, effects);
    }

    private static Step leave(ConnectionState state, UnregisterReason reason, List<ConnectionEffect> effects) {
        unregistered(state, reason, effects);
        effects.add(new ConnectionEffect.Close());
        return new Step(ConnectionState.CLOSED, effects);
    }

    private static void unregistered(ConnectionState state, UnregisterReason reason, List<ConnectionEffect> effects) {
        if (state instanceof ConnectionState.Registered registered) {
            effects.add(new ConnectionEffect.TellUnregistered(registered.device(), reason));
        }
    }

    private ConnectionState register(
            ConnectionState state, ConnectionEvent.Register event, Instant now, List<ConnectionEffect> effects) {
        StationMessage.RegisterReq request = event.request();
        Optional<DeviceName> device = request.station().device();
        if (device.isEmpty()) {
            return reject(state, "Device name not valid", effects);
        }
        if (state instanceof ConnectionState.Registered before
                && !before.device().equals(device.get())) {
            return reject(state, UnregisterReason.CONNECTION_CLOSED, "Another device is registered", effects);
        }
        if (event.verdict() == null) {
            return tryLater(state, effects);
        }
        if (event.verdict() != DeviceAdmission.Verdict.ADMITTED) {
            boolean known = event.verdict() == DeviceAdmission.Verdict.FORBIDDEN;
            return reject(state, known ? "Device may not register" : "Device unknown", effects);
        }
        int protocol = Math.min(request.protocolVersion().orElse(0), maxProtocol);
        send(
                new CallManagerMessage.RegisterAck(
                        keepAlive.toSeconds(),
                        answers.dateTemplate(),
                        standbyKeepAlive.toSeconds(),
                        protocol,
                        0,
                        SccpBytes.EMPTY),
                protocol,
                effects);
        send(new CallManagerMessage.CapabilitiesReq(), protocol, effects);
        if (!(state instanceof ConnectionState.Registered)) {
            effects.add(new ConnectionEffect.Claim(device.get()));
            effects.add(new ConnectionEffect.TellRegistered(device.get()));
            CiscoAlarm before = before(state);
            if (before != null) {
                effects.add(new ConnectionEffect.TellUnregisteredBefore(device.get(), before));
            }
        }
        return new ConnectionState.Registered(
                request.station(),
                device.get(),
                protocol,
                request.load().orElse(""),
                event.lines(),
                event.here(),
                alive(now));
    }

    /** Nobody can tell whether the device may register. One that is registered stays so, as over SIP, and asks again (our choice). */
    private static ConnectionState tryLater(ConnectionState state, List<ConnectionEffect> effects) {
        String text = "Try again later";
        if (!(state instanceof ConnectionState.Registered)) {
            return reject(state, text, effects);
        }
        effects.add(new ConnectionEffect.Send(new CallManagerMessage.RegisterReject(text), 0));
        return state;
    }

    private static ConnectionState reject(ConnectionState state, String text, List<ConnectionEffect> effects) {
        return reject(state, UnregisterReason.NOT_ADMITTED, text, effects);
    }

    private static ConnectionState reject(
            ConnectionState state, UnregisterReason reason, String text, List<ConnectionEffect> effects) {
        effects.add(new ConnectionEffect.Send(new CallManagerMessage.RegisterReject(text), 0));
        unregistered(state, reason, effects);
        effects.add(new ConnectionEffect.Close());
        return ConnectionState.CLOSED;
    }

    /** Sip 4.10 and 4.5: the phone asks before it leaves the node where it is registered. */
    private ConnectionState token(
            ConnectionState state, ConnectionEvent.AskToken asked, Instant now, List<ConnectionEffect> effects) {
        long wait = tokenWait.toSeconds();
        boolean granted =
                asked.said().filter(DeviceAdmission.Verdict.ADMITTED::equals).isPresent();
        CallManagerMessage answer;
        if (granted) {
            answer = asked.spcp()
                    ? new CallManagerMessage.SpcpRegisterTokenAck(0)
                    : new CallManagerMessage.RegisterTokenAck();
        } else {
            answer = asked.spcp()
                    ? new CallManagerMessage.SpcpRegisterTokenReject(wait)
                    : new CallManagerMessage.RegisterTokenReject(wait);
        }
        effects.add(new ConnectionEffect.Send(answer, 0));
        if (state instanceof ConnectionState.Registered registered) {
            return registered.until(alive(now));
        }
        // Whoever asks again and again, and may come, has no more time for that.
        return granted && !(state instanceof ConnectionState.Standby) ? open(state, now) : standby(state, now);
    }

    private ConnectionState open(ConnectionState state, Instant now) {
        return state instanceof ConnectionState.Open
                ? state
                : new ConnectionState.Open(before(state), now.plus(toRegister));
    }

    /** A phone that has been refused a token has the time to ask again, and to register then. */
    private ConnectionState standby(ConnectionState state, Instant now) {
        Duration alive = standbyKeepAlive.multipliedBy(MISSED);
        Duration asking = tokenWait.plus(toRegister);
        return new ConnectionState.Standby(before(state), now.plus(alive.compareTo(asking) > 0 ? alive : asking));
    }

    private ConnectionState heard(
            ConnectionState state, SccpMessage message, Instant now, List<ConnectionEffect> effects) {
        if (state instanceof ConnectionState.Registered registered) {
            return heard(registered, message, now, effects);
        }
        if (message instanceof StationMessage.UnregisterReq) {
            effects.add(new ConnectionEffect.Send(new CallManagerMessage.UnregisterAck(0), 0));
        }
        ConnectionState told = message instanceof StationMessage.Alarm alarm ? said(alarm, state, now) : state;
        if (message instanceof StationMessage.KeepAliveReq || state instanceof ConnectionState.Standby) {
            return standby(told, now);
        }
        return open(told, now);
    }

    /** Why the phone unregistered last time, when it has said so and has not registered since. */
    private static @Nullable CiscoAlarm before(ConnectionState state) {
        if (state instanceof ConnectionState.Open open) {
            return open.before();
        }
        return state instanceof ConnectionState.Standby standby ? standby.before() : null;
    }

    private ConnectionState said(StationMessage.Alarm alarm, ConnectionState state, Instant now) {
        CiscoAlarm before = alarm.before();
        if (before == null) {
            return state;
        }
        return state instanceof ConnectionState.Standby
                ? new ConnectionState.Standby(before, state.deadline())
                : new ConnectionState.Open(before, open(state, now).deadline());
    }

    private ConnectionState heard(
            ConnectionState.Registered registered, SccpMessage message, Instant now, List<ConnectionEffect> effects) {
        if (message instanceof StationMessage.UnregisterReq) {
            send(new CallManagerMessage.UnregisterAck(0), registered.protocol(), effects);
            unregistered(registered, UnregisterReason.BY_PHONE, effects);
            return new ConnectionState.Open(null, now.plus(toRegister));
        }
        answers.to(message, registered, now).ifPresent(answer -> send(answer, registered.protocol(), effects));
        return registered.until(alive(now));
    }

    /** Whatever a phone says shows that it lives (our choice). */
    private Instant alive(Instant now) {
        return now.plus(keepAlive.multipliedBy(MISSED));
    }

    private static void send(CallManagerMessage message, int protocol, List<ConnectionEffect> effects) {
        effects.add(new ConnectionEffect.Send(message, HeaderVersion.of(message, protocol)));
    }
}
