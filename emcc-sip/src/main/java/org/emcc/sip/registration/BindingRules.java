package org.emcc.sip.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.emcc.sip.transport.Flow;

/**
 * What a registrar does about one line of a device, or about all of them when they registered at once: a pure function of what it holds,
 * what happened, and the time. {@link DeviceRules} put the lines of a device together. Devices do not touch each other.
 *
 * <p>Who may register a device may depend on the way it comes, so that a refusal speaks of the sender: it ends the binding that stands on
 * that way, and leaves one that stands on another.
 *
 * @param keepAlive the longest lifetime that is granted (sip 4.3)
 * @param grace how long after its refresh was due a phone is given up (sip 4.5)
 * @param flowGrace how long after its connection was closed a phone is given up, when that is earlier (inferred)
 */
record BindingRules(Duration keepAlive, Duration grace, Duration flowGrace) {
    /** Sip 4.5: a phone refreshes 5 s before the end. */
    private static final Duration LEAD = Duration.ofSeconds(5);

    /** What comes next, and what is to be done, in this order. */
    record Step(BindingState next, List<BindingEffect> effects) {
        Step {
            effects = List.copyOf(effects);
        }
    }

    /** When a phone refreshes: 5 s before the end, or halfway when that is later (our choice, for short lifetimes). */
    static Duration refreshAfter(Duration expires) {
        Duration half = expires.dividedBy(2);
        Duration early = expires.minus(LEAD);
        return early.compareTo(half) > 0 ? early : half;
    }

    Step step(BindingState state, BindingEvent event, Instant now) {
        List<BindingEffect> effects = new ArrayList<>();
        BindingState current = state;
        if (state instanceof BindingState.Bound bound && !bound.deadline().isAfter(now)) {
            effects.add(new BindingEffect.TellUnregistered(bound.ending()));
            current = BindingState.UNBOUND;
        }
        if (event instanceof BindingEvent.Register register) {
            current = register(current, register, now, effects);
        } else if (event instanceof BindingEvent.FlowClosed closed && current instanceof BindingState.Bound bound) {
            current = closed(bound, closed.flow(), now);
        }
        return new Step(current, effects);
    }

    private BindingState register(
            BindingState state, BindingEvent.Register register, Instant now, List<BindingEffect> effects) {
        if (state instanceof BindingState.Bound bound) {
            boolean sameCall = bound.callId().equals(register.callId());
            boolean late = sameCall && register.cseq() <= bound.cseq();
            boolean ownContact = hasOwnContact(bound, register);
            if (leaves(bound, register)) {
                return late ? refuse(bound, outOfOrder(), effects) : leave(effects);
            }
            if (register.verdict() != DeviceAdmission.Verdict.ADMITTED) {
                if (!register.flow().equals(bound.flow())) {
                    return refuse(bound, notAdmitted(register.verdict()), effects);
                }
                effects.add(new BindingEffect.TellUnregistered(UnregisterReason.NOT_ADMITTED));
                return refuse(BindingState.UNBOUND, notAdmitted(register.verdict()), effects);
            }
            if (register.expires().isZero()) {
                // Sip 4.5 and 4.3: a look at a standby node, or a binding that is not the sender's to remove.
                effects.add(new BindingEffect.Accept(Duration.ZERO, false));
                return bound;
            }
            if (sameCall && isRepeated(bound, register)) {
                effects.add(bound.answer());
                return bound;
            }
            if (late) {
                return refuse(bound, outOfOrder(), effects);
            }
            if (sameCall && !ownContact) {
                return refuse(bound, moved(), effects);
            }
            if (!sameCall) {
                effects.add(new BindingEffect.TellUnregistered(UnregisterReason.REPLACED));
            }
            boolean persistent =
                    sameCall && register.flow().isReliable() && register.flow().equals(bound.flow());
            return bind(register, now, !sameCall, persistent, effects);
        }
        if (register.verdict() != DeviceAdmission.Verdict.ADMITTED) {
            return refuse(state, notAdmitted(register.verdict()), effects);
        }
        if (register.expires().isZero()) {
            effects.add(new BindingEffect.Accept(Duration.ZERO, false));
            return state;
        }
        return bind(register, now, true, false, effects);
    }

    /**
     * A phone whose answer was lost sends the same once more, and would take a refusal for the end. The memory of answers that is kept
     * for that is bounded, and may have forgotten this one.
     */
    private boolean isRepeated(BindingState.Bound bound, BindingEvent.Register register) {
        return register.cseq() == bound.cseq()
                && register.flow().equals(bound.flow())
                && register.contact().matches(bound.contact())
                && granted(register.expires()).equals(bound.answer().expires());
    }

    /**
     * Whether it ends this registration (sip 4.5): by its own contact and Call-ID, and by whom the device may be. A device that is no
     * longer admitted leaves the way that it is registered, and no other way: whoever is refused may be anybody.
     */
    static boolean leaves(BindingState.Bound bound, BindingEvent.Register register) {
        boolean admitted = register.verdict() == DeviceAdmission.Verdict.ADMITTED
                || register.flow().equals(bound.flow());
        return admitted
                && register.expires().isZero()
                && !register.standby()
                && bound.callId().equals(register.callId())
                && hasOwnContact(bound, register);
    }

    private static boolean hasOwnContact(BindingState.Bound bound, BindingEvent.Register register) {
        return bound.contact().matches(register.contact())
                || (bound.callId().equals(register.callId()) && mayMove(bound, register));
    }

    /**
     * Whether a phone may come with another contact. Over UDP never. Over a stream the contact counts at first, and later the
     * connection (sip 4.4); with a new connection comes a new port in the contact (inferred).
     */
    private static boolean mayMove(BindingState.Bound bound, BindingEvent.Register register) {
        boolean streams = bound.flow().isReliable() && register.flow().isReliable();
        return streams && (bound.persistent() || !register.flow().equals(bound.flow()));
    }

    private BindingState bind(
            BindingEvent.Register register,
            Instant now,
            boolean isNew,
            boolean persistent,
            List<BindingEffect> effects) {
        Duration granted = granted(register.expires());
        BindingEffect.Accept answer = new BindingEffect.Accept(granted, isNew);
        effects.add(answer);
        if (isNew) {
            effects.add(new BindingEffect.TellRegistered(register.address()));
        }
        Duration held = refreshAfter(granted).plus(grace);
        return new BindingState.Bound(
                register.contact(),
                register.address(),
                register.callId(),
                register.cseq(),
                register.flow(),
                persistent,
                answer,
                now.plus(held.compareTo(granted) > 0 ? held : granted),
                UnregisterReason.EXPIRED);
    }

    Duration granted(Duration asked) {
        return asked.compareTo(keepAlive) < 0 ? asked : keepAlive;
    }

    /** A phone whose connection is gone has a grace to come back on another one with the same Call-ID. Inferred. */
    private BindingState closed(BindingState.Bound bound, Flow flow, Instant now) {
        Instant until = now.plus(flowGrace);
        boolean concerned = bound.flow().isReliable() && bound.flow().equals(flow);
        if (!concerned || !until.isBefore(bound.deadline())) {
            return bound;
        }
        return new BindingState.Bound(
                bound.contact(),
                bound.address(),
                bound.callId(),
                bound.cseq(),
                flow,
                bound.persistent(),
                bound.answer(),
                until,
                UnregisterReason.CONNECTION_CLOSED);
    }

    private static BindingState leave(List<BindingEffect> effects) {
        effects.add(new BindingEffect.Accept(Duration.ZERO, false));
        effects.add(new BindingEffect.TellUnregistered(UnregisterReason.BY_PHONE));
        return BindingState.UNBOUND;
    }

    private static BindingState refuse(BindingState state, Refusal refusal, List<BindingEffect> effects) {
        effects.add(new BindingEffect.Refuse(refusal));
        return state;
    }

    /** RFC 3261 10.3, step 7: the update fails; the status is our choice. */
    private static Refusal outOfOrder() {
        return new Refusal(500, "Server Internal Error", "the sequence number must grow within a registration");
    }

    /** Sip 4.3 has a status of 500 and above for it, and sip 4.4 the rule. */
    private static Refusal moved() {
        return new Refusal(
                500,
                "Server Internal Error",
                "the contact of a registration must not change over UDP or one connection");
    }

    static Refusal notAdmitted(DeviceAdmission.Verdict verdict) {
        return verdict == DeviceAdmission.Verdict.FORBIDDEN
                ? new Refusal(403, "Forbidden", "the device may not register")
                : new Refusal(404, "Not Found", "unable to find a device of this name");
    }
}
