package org.emcc.sip.trunk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.configuration.TrunkServiceType;

/**
 * The OPTIONS ping of one node toward one destination: a pure function of where it stands, what happened, and the time. Every node that
 * runs a trunk has one for each destination.
 *
 * <p>Only trunks of service type None(Default) have it. For an EMCC trunk {@link #of} is empty, and its status unknown, whatever its SIP
 * profile says.
 *
 * <p>An OPTIONS is sent, and again whenever the retry timer runs out; when it did so after the last retry, the destination is down. A
 * provisional response settles nothing. The interval to the next one goes by what this node found (these three are our choice, the
 * vendor says no more than the names of the fields).
 *
 * <p>Source: sip 1.7, 1.8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class OptionsPing {
    private final Duration whileUp;
    private final Duration whileDown;
    private final Duration retryTimer;
    private final int retries;

    private OptionsPing(SipProfile profile) {
        this.whileUp = Duration.ofSeconds(number(profile, SipProfileFields.PING_INTERVAL_UP));
        this.whileDown = Duration.ofSeconds(number(profile, SipProfileFields.PING_INTERVAL_DOWN));
        this.retryTimer = Duration.ofMillis(number(profile, SipProfileFields.PING_RETRY_TIMER));
        this.retries = number(profile, SipProfileFields.PING_RETRY_COUNT);
    }

    private static int number(SipProfile profile, FormField<Integer> field) {
        return profile.valueOrDefault(field).orElseThrow(() -> new IllegalStateException(field + " has a default"));
    }

    /**
     * The ping of a trunk.
     *
     * @param trunk the trunk
     * @param profile its SIP profile
     * @return the ping; empty when the service type is not certainly None(Default), or the profile has it off
     */
    public static Optional<OptionsPing> of(Trunk trunk, SipProfile profile) {
        boolean supported =
                trunk.serviceType().filter(TrunkServiceType.NONE::equals).isPresent();
        return supported && profile.pings() ? Optional.of(new OptionsPing(profile)) : Optional.empty();
    }

    /**
     * Decides what comes next. An event that does not fit the state, such as a late answer or the timer of an earlier step, changes
     * nothing.
     *
     * @param state where it stands
     * @param event what happened
     * @param now the time
     * @return the next state and what is to be done
     */
    public PingStep step(PingState state, PingEvent event, Instant now) {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(now, "now");
        if (event instanceof PingEvent.Started) {
            return state instanceof PingState.Off ? ask(state, now) : nothing(state);
        }
        if (event instanceof PingEvent.Stopped) {
            return stop(state);
        }
        if (event instanceof PingEvent.TimerFired fired) {
            return fired.timer() == state.timer() ? timer(state, now) : nothing(state);
        }
        if (event instanceof PingEvent.Answered answered) {
            return answered.status() >= 200 && isAsked(state, answered.ping())
                    ? settle(state, DownReason.ofAnswer(answered.status()), now)
                    : nothing(state);
        }
        if (event instanceof PingEvent.NotConnected failed) {
            return failed(state, failed.ping(), DownReason.NO_CONNECTION, now);
        }
        if (event instanceof PingEvent.NotResolved failed) {
            return failed(state, failed.ping(), DownReason.NAME_NOT_RESOLVED, now);
        }
        throw new IllegalStateException("there is no rule for " + event);
    }

    private static boolean isAsked(PingState state, long ping) {
        return state instanceof PingState.Asking && state.ping() == ping;
    }

    private static PingStep nothing(PingState state) {
        return new PingStep(state, List.of());
    }

    private PingStep ask(PingState state, Instant now) {
        return send(state.ping() + 1, state.timer() + 1, 1, state.reach(), now);
    }

    private PingStep send(long ping, long timer, int sent, Reach reach, Instant now) {
        return new PingStep(
                new PingState.Asking(ping, timer, sent, reach),
                List.of(new PingEffect.SendOptions(ping, sent), new PingEffect.SetTimer(timer, now.plus(retryTimer))));
    }

    private static PingStep stop(PingState state) {
        if (state instanceof PingState.Off) {
            return nothing(state);
        }
        return new PingStep(
                new PingState.Off(state.ping(), state.timer()),
                state.reach() instanceof Reach.Untried ? List.of() : List.of(new PingEffect.Tell(Reach.UNTRIED)));
    }

    private PingStep timer(PingState state, Instant now) {
        if (state instanceof PingState.Asking asking) {
            return asking.sent() <= retries
                    ? send(asking.ping(), asking.timer() + 1, asking.sent() + 1, asking.reach(), now)
                    : settle(state, Optional.of(DownReason.TIMEOUT), now);
        }
        return state instanceof PingState.Resting ? ask(state, now) : nothing(state);
    }

    private PingStep failed(PingState state, long ping, DownReason reason, Instant now) {
        return isAsked(state, ping) ? settle(state, Optional.of(reason), now) : nothing(state);
    }

    private PingStep settle(PingState state, Optional<DownReason> down, Instant now) {
        Reach reach = down.<Reach>map(reason -> new Reach.Down(downSince(state.reach(), now), reason))
                .orElseGet(() -> state.reach() instanceof Reach.Up up ? up : new Reach.Up(now));
        long timer = state.timer() + 1;
        List<PingEffect> effects = new ArrayList<>();
        if (!reach.equals(state.reach())) {
            effects.add(new PingEffect.Tell(reach));
        }
        effects.add(new PingEffect.SetTimer(timer, now.plus(down.isPresent() ? whileDown : whileUp)));
        return new PingStep(new PingState.Resting(state.ping(), timer, reach), effects);
    }

    private static Instant downSince(Reach before, Instant now) {
        return before instanceof Reach.Down down ? down.since() : now;
    }

    /** The intervals and the retries. */
    @Override
    public String toString() {
        return "OptionsPing[every " + whileUp + " while up, " + whileDown + " while down, " + retries
                + " retries after " + retryTimer + "]";
    }
}
