package org.emcc.sip.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a registrar does about one device: a pure function of what it holds, what happened, and the time. Devices do not touch each
 * other, so a registrar is one of these for each of them.
 *
 * @param keepAlive the longest lifetime that is granted (sip 4.3)
 * @param grace how long after its refresh was due a phone is given up (sip 4.5)
 */
record BindingRules(Duration keepAlive, Duration grace) {
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
            effects.add(new BindingEffect.TellUnregistered(UnregisterReason.EXPIRED));
            current = BindingState.UNBOUND;
        }
        BindingState next =
                event instanceof BindingEvent.Register register ? register(current, register, now, effects) : current;
        return new Step(next, effects);
    }

    private BindingState register(
            BindingState state, BindingEvent.Register register, Instant now, List<BindingEffect> effects) {
        if (state instanceof BindingState.Bound bound) {
            boolean ownContact = bound.contact().matches(register.contact());
            boolean sameCall = bound.callId().equals(register.callId());
            boolean late = sameCall && register.cseq() <= bound.cseq();
            if (register.expires().isZero() && ownContact && !register.standby()) {
                // Also when the device is no longer admitted: it leaves.
                return late ? refuse(bound, outOfOrder(), effects) : leave(effects);
            }
            if (register.verdict() != DeviceAdmission.Verdict.ADMITTED) {
                effects.add(new BindingEffect.TellUnregistered(UnregisterReason.NOT_ADMITTED));
                return refuse(BindingState.UNBOUND, notAdmitted(register.verdict()), effects);
            }
            if (register.expires().isZero()) {
                // Sip 4.5 and 4.3: a look at a standby node, or a binding that is not the sender's to remove.
                effects.add(new BindingEffect.Accept(Duration.ZERO, false));
                return bound;
            }
            if (late) {
                return refuse(bound, outOfOrder(), effects);
            }
            if (sameCall && !ownContact) {
                return refuse(
                        bound,
                        new Refusal(
                                500, "Server Internal Error", "over UDP the contact of a registration must not change"),
                        effects);
            }
            if (!sameCall) {
                effects.add(new BindingEffect.TellUnregistered(UnregisterReason.REPLACED));
            }
            return bind(register, now, !sameCall, effects);
        }
        if (register.verdict() != DeviceAdmission.Verdict.ADMITTED) {
            return refuse(state, notAdmitted(register.verdict()), effects);
        }
        if (register.expires().isZero()) {
            effects.add(new BindingEffect.Accept(Duration.ZERO, false));
            return state;
        }
        return bind(register, now, true, effects);
    }

    private BindingState bind(BindingEvent.Register register, Instant now, boolean isNew, List<BindingEffect> effects) {
        Duration granted = register.expires().compareTo(keepAlive) < 0 ? register.expires() : keepAlive;
        effects.add(new BindingEffect.Accept(granted, isNew));
        if (isNew) {
            effects.add(new BindingEffect.TellRegistered(register.address()));
        }
        Duration held = refreshAfter(granted).plus(grace);
        return new BindingState.Bound(
                register.contact(),
                register.address(),
                register.callId(),
                register.cseq(),
                now.plus(held.compareTo(granted) > 0 ? held : granted));
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

    private static Refusal notAdmitted(DeviceAdmission.Verdict verdict) {
        return verdict == DeviceAdmission.Verdict.FORBIDDEN
                ? new Refusal(403, "Forbidden", "the device may not register")
                : new Refusal(404, "Not Found", "unable to find a device of this name");
    }
}
