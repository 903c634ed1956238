package org.emcc.sip.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.sip.registration.PhoneState.Looking;
import org.emcc.sip.registration.PhoneState.Order;
import org.emcc.sip.registration.PhoneState.Round;
import org.emcc.sip.registration.PhoneState.Watch;
import org.jspecify.annotations.Nullable;

/**
 * What a phone does about its nodes: a pure function of where it stands, what happened, and the time.
 *
 * <ul>
 *   <li>A round tries the nodes one after the other, each once, until one grants a lifetime. Every other final answer than 200 sends the
 *       phone on, as silence and a closed stream do; a challenge is no final answer while it can be answered. An order that lasts is
 *       begun again after a rest when a round was in vain; one that does not ends there.
 *   <li>Registered, it refreshes. When the active node fails, the round begins with the node after it, and leaves it out. A node that is
 *       lost sooner than a rest after it was won is not left for another at once, so that nodes which all take and drop a phone do
 *       not make it run in circles (our choice).
 *   <li>A refresh that is answered as new begins a new session at the same node.
 *   <li>Meanwhile it looks at the node after the active one, and at all before it. One of those that has answered well for long enough is
 *       asked for a token; when it grants it, the phone leaves the active node, and registers there.
 * </ul>
 *
 * <p>That refusals send the phone on is our choice: the sources say only that a status of 4xx marks the registration as rejected, which
 * here is the alarm of the next first REGISTER. So is the order of a round, and that silence of a node which never had the phone keeps
 * its alarm. Source: sip 4.1, 4.3, 4.5.
 *
 * @param times the times
 * @param watching whether other nodes are looked at; third-party phones do not
 * @param alarming whether alarms about trust lists go before each first REGISTER (sip 4.8)
 */
record PhoneRules(PhoneTimes times, boolean watching, boolean alarming) {
    private static final String NO_TIME = "OK, but for no time";

    /** What comes next, and what is to be done, in this order. */
    record Step(PhoneState next, List<PhoneEffect> effects) {
        Step {
            effects = List.copyOf(effects);
        }
    }

    Step step(PhoneState state, PhoneEvent event, Instant now) {
        Turn turn = new Turn(state.last(), now);
        return new Step(turn.next(state, event), turn.effects);
    }

    /** One step in the making. */
    private final class Turn {
        private final List<PhoneEffect> effects = new ArrayList<>();
        private final Instant now;
        private long last;

        Turn(long last, Instant now) {
            this.last = last;
            this.now = now;
        }

        PhoneState next(PhoneState state, PhoneEvent event) {
            if (event instanceof PhoneEvent.Start start) {
                CiscoAlarm alarm = start.alarm();
                return begin(start.order(), alarm == null ? alarm(state) : alarm, 0, newRound(start.order(), false));
            }
            if (event instanceof PhoneEvent.Leave leave) {
                return leave(state, leave.alarm());
            }
            if (state instanceof PhoneState.Resting resting) {
                return isOf(event, resting.timer())
                        ? begin(resting.order(), resting.alarm(), 0, newRound(resting.order(), false))
                        : state;
            }
            if (state instanceof PhoneState.Registering registering) {
                return registering(registering, event);
            }
            if (state instanceof PhoneState.Registered registered) {
                return registered(registered, event);
            }
            if (state instanceof PhoneState.Unregistering unregistering) {
                return unregistering(unregistering, event);
            }
            return state;
        }

        private static CiscoAlarm alarm(PhoneState state) {
            if (state instanceof PhoneState.Idle idle) {
                return idle.alarm();
            }
            if (state instanceof PhoneState.Resting resting) {
                return resting.alarm();
            }
            if (state instanceof PhoneState.Registering registering) {
                return registering.alarm();
            }
            return state instanceof PhoneState.Unregistering unregistering
                    ? unregistering.alarm()
                    : CiscoAlarm.UNSPECIFIED;
        }

        // ---- registering

        private Round newRound(Order order, boolean held) {
            return new Round(order.nodes() - 1, held, null, times.monitorLimit());
        }

        private PhoneState begin(Order order, CiscoAlarm alarm, int node, Round round) {
            long session = ++last;
            long request = ++last;
            if (alarming) {
                effects.add(new PhoneEffect.SendAlarms(node, session));
            }
            effects.add(new PhoneEffect.Register(request, node, session, PhoneEffect.Purpose.FIRST, alarm));
            return new PhoneState.Registering(last, order, alarm, node, session, request, round);
        }

        private PhoneState registering(PhoneState.Registering state, PhoneEvent event) {
            if (event instanceof PhoneEvent.Answered answered && answered.request() == state.request()) {
                PhoneEvent.Reply reply = answered.reply();
                Optional<RegistrationOutcome.Rejected> refusal = refusal(reply);
                if (refusal.isPresent()) {
                    return failed(state, refusal.get(), reply.retryAfter());
                }
                RegistrationOutcome.Registered outcome = accepted(reply);
                effects.add(new PhoneEffect.Done(outcome));
                effects.add(new PhoneEffect.TellRegistered(state.active(), outcome));
                return hold(state.order(), state.active(), state.session(), now, reply, watches(state));
            }
            return silence(state.active(), state.request(), event)
                    .map(outcome -> failed(state, outcome, Duration.ZERO))
                    .orElse(state);
        }

        /** The time that the node gives counts even when it is registered for the first time: it is the active one from now on. */
        private RegistrationOutcome.Registered accepted(PhoneEvent.Reply reply) {
            Instant date = reply.date();
            if (date != null) {
                effects.add(new PhoneEffect.TellTime(date));
            }
            return new RegistrationOutcome.Registered(reply.granted(), reply.newRegistration(), reply.options());
        }

        private static Optional<RegistrationOutcome.Rejected> refusal(PhoneEvent.Reply reply) {
            if (reply.status() != 200) {
                return Optional.of(new RegistrationOutcome.Rejected(reply.status(), reply.reason()));
            }
            return reply.granted().isZero()
                    ? Optional.of(new RegistrationOutcome.Rejected(200, NO_TIME))
                    : Optional.empty();
        }

        private Optional<RegistrationOutcome> silence(int node, long request, PhoneEvent event) {
            if (event instanceof PhoneEvent.Unanswered unanswered && unanswered.request() == request) {
                return Optional.of(new RegistrationOutcome.NoAnswer(unanswered.cause()));
            }
            return event instanceof PhoneEvent.StreamClosed closed && closed.node() == node
                    ? Optional.of(new RegistrationOutcome.NoAnswer(closed.why()))
                    : Optional.empty();
        }

        private PhoneState failed(PhoneState.Registering state, RegistrationOutcome outcome, Duration retryAfter) {
            Round round = state.round();
            if (round.held()) {
                effects.add(new PhoneEffect.TellLost(state.active(), outcome));
            }
            RegistrationOutcome.Rejected refusal = round.refusal();
            if (refusal == null && outcome instanceof RegistrationOutcome.Rejected rejected) {
                refusal = rejected;
            }
            Duration pause = retryAfter.compareTo(round.pause()) < 0 ? retryAfter : round.pause();
            CiscoAlarm alarm =
                    outcome instanceof RegistrationOutcome.Rejected ? CiscoAlarm.REGISTRATION_REJECTED : state.alarm();
            if (round.left() > 0) {
                Round rest = new Round(round.left() - 1, false, refusal, pause);
                return begin(state.order(), alarm, state.order().after(state.active()), rest);
            }
            effects.add(new PhoneEffect.Done(refusal == null ? outcome : refusal));
            return rest(state.order(), alarm, now.plus(times.retryAfter(pause)));
        }

        private PhoneState rest(Order order, CiscoAlarm alarm, Instant until) {
            if (!order.lasting()) {
                return new PhoneState.Idle(last, alarm);
            }
            long timer = timer(until);
            return new PhoneState.Resting(last, order, alarm, timer);
        }

        private long timer(Instant at) {
            effects.add(new PhoneEffect.SetTimer(++last, at));
            return last;
        }

        private static boolean isOf(PhoneEvent event, long timer) {
            return event instanceof PhoneEvent.TimerFired fired && fired.timer() == timer;
        }

        // ---- registered

        private PhoneState hold(
                Order order, int node, long session, Instant since, PhoneEvent.Reply reply, List<Watch> watches) {
            long refresh = timer(now.plus(times.refreshAfter(reply.granted())));
            return new PhoneState.Registered(last, order, node, session, since, refresh, false, watches);
        }

        private List<Watch> watches(PhoneState.Registering state) {
            List<Watch> watches = new ArrayList<>();
            for (int node = 0; watching && node < state.order().nodes(); node++) {
                if (node < state.active() || node == state.active() + 1) {
                    watches.add(look(node, ++last, null));
                }
            }
            return watches;
        }

        private PhoneState registered(PhoneState.Registered state, PhoneEvent event) {
            if (event instanceof PhoneEvent.StreamClosed closed && closed.node() == state.active()) {
                return lost(state, new RegistrationOutcome.NoAnswer(closed.why()), closed.alarm());
            }
            if (!state.refreshing() && isOf(event, state.refresh())) {
                effects.add(new PhoneEffect.Register(
                        ++last, state.active(), state.session(), PhoneEffect.Purpose.REFRESH, null));
                return state.with(last, last, true, state.watches());
            }
            if (state.refreshing()
                    && event instanceof PhoneEvent.Answered answered
                    && answered.request() == state.refresh()) {
                return refreshed(state, answered.reply());
            }
            if (state.refreshing()
                    && event instanceof PhoneEvent.Unanswered unanswered
                    && unanswered.request() == state.refresh()) {
                return lost(
                        state, new RegistrationOutcome.NoAnswer(unanswered.cause()), CiscoAlarm.REGISTRATION_TIMEOUT);
            }
            return watched(state, event);
        }

        private PhoneState refreshed(PhoneState.Registered state, PhoneEvent.Reply reply) {
            Optional<RegistrationOutcome.Rejected> refusal = refusal(reply);
            if (refusal.isPresent()) {
                return lost(state, refusal.get(), CiscoAlarm.REGISTRATION_REJECTED);
            }
            accepted(reply);
            boolean early = now.isBefore(state.since().plus(times.retry()));
            if (reply.newRegistration() && !early) {
                // Sip 4.3: the server has restarted, and knows one line at best. One that says so again and again would
                // make
                // this phone ask all its other nodes each time.
                return begin(state.order(), CiscoAlarm.UNSPECIFIED, state.active(), newRound(state.order(), true));
            }
            return hold(state.order(), state.active(), state.session(), state.since(), reply, state.watches());
        }

        private PhoneState lost(PhoneState.Registered state, RegistrationOutcome outcome, CiscoAlarm alarm) {
            effects.add(new PhoneEffect.TellLost(state.active(), outcome));
            Order order = state.order();
            Instant early = state.since().plus(times.retry());
            if (!order.lasting() || now.isBefore(early)) {
                return rest(order, alarm, early);
            }
            if (order.nodes() == 1) {
                return rest(order, alarm, now.plus(times.retry()));
            }
            Round round = new Round(order.nodes() - 2, false, null, times.monitorLimit());
            return begin(order, alarm, order.after(state.active()), round);
        }

        // ---- the other nodes

        private PhoneState watched(PhoneState.Registered state, PhoneEvent event) {
            List<Watch> watches = new ArrayList<>(state.watches());
            for (int i = 0; i < watches.size(); i++) {
                Watch watch = watches.get(i);
                if (watch.looking() == Looking.FOR_TOKEN
                        && event instanceof PhoneEvent.Answered answered
                        && answered.request() == watch.number()
                        && answered.reply().isGood()) {
                    return goBack(state, watch.node());
                }
                watches.set(i, watched(watch, watch.node() < state.active(), event));
            }
            return state.with(last, state.refresh(), state.refreshing(), watches);
        }

        private Watch watched(Watch watch, boolean better, PhoneEvent event) {
            if (watch.looking() == Looking.LATER) {
                if (isOf(event, watch.number())) {
                    return look(watch.node(), watch.session(), watch.aliveSince());
                }
                boolean closed = event instanceof PhoneEvent.StreamClosed stream && stream.node() == watch.node();
                return closed ? new Watch(watch.node(), watch.session(), Looking.LATER, watch.number(), null) : watch;
            }
            if (event instanceof PhoneEvent.Answered answered && answered.request() == watch.number()) {
                boolean good =
                        watch.looking() == Looking.NOW && answered.reply().isGood();
                return good ? alive(watch, better) : notAlive(watch);
            }
            return silence(watch.node(), watch.number(), event).isPresent() ? notAlive(watch) : watch;
        }

        private Watch look(int node, long session, @Nullable Instant aliveSince) {
            effects.add(new PhoneEffect.Register(++last, node, session, PhoneEffect.Purpose.LOOK, null));
            return new Watch(node, session, Looking.NOW, last, aliveSince);
        }

        /** A token is asked for when the node has lived for long enough; else the next look is no later than that time. */
        private Watch alive(Watch watch, boolean better) {
            Instant known = watch.aliveSince();
            Instant since = known == null ? now : known;
            Instant enough = since.plus(times.monitored());
            if (better && !enough.isAfter(now)) {
                effects.add(new PhoneEffect.AskForToken(++last, watch.node(), watch.session()));
                return new Watch(watch.node(), watch.session(), Looking.FOR_TOKEN, last, since);
            }
            Instant next = now.plus(times.keepAlive());
            long timer = timer(better && enough.isBefore(next) ? enough : next);
            return new Watch(watch.node(), watch.session(), Looking.LATER, timer, since);
        }

        private Watch notAlive(Watch watch) {
            long timer = timer(now.plus(times.keepAlive()));
            return new Watch(watch.node(), watch.session(), Looking.LATER, timer, null);
        }

        private PhoneState goBack(PhoneState.Registered state, int node) {
            return leave(state.order(), CiscoAlarm.FALLBACK, state.active(), state.session(), node);
        }

        // ---- leaving

        private PhoneState leave(Order order, CiscoAlarm alarm, int node, long session, int next) {
            effects.add(new PhoneEffect.Register(++last, node, session, PhoneEffect.Purpose.LEAVE, null));
            return new PhoneState.Unregistering(last, order, alarm, node, session, last, next);
        }

        private PhoneState leave(PhoneState state, CiscoAlarm alarm) {
            if (state instanceof PhoneState.Registering registering) {
                // The registrar may have taken it already.
                return leave(registering.order(), alarm, registering.active(), registering.session(), -1);
            }
            if (state instanceof PhoneState.Registered registered) {
                return leave(registered.order(), alarm, registered.active(), registered.session(), -1);
            }
            if (state instanceof PhoneState.Unregistering leaving) {
                return new PhoneState.Unregistering(
                        last, leaving.order(), alarm, leaving.active(), leaving.session(), leaving.request(), -1);
            }
            effects.add(new PhoneEffect.Done(new RegistrationOutcome.Unregistered()));
            return new PhoneState.Idle(last, alarm);
        }

        private PhoneState unregistering(PhoneState.Unregistering state, PhoneEvent event) {
            RegistrationOutcome outcome;
            Optional<RegistrationOutcome> silence = silence(state.active(), state.request(), event);
            if (silence.isPresent()) {
                outcome = silence.get();
            } else if (event instanceof PhoneEvent.Answered answered && answered.request() == state.request()) {
                PhoneEvent.Reply reply = answered.reply();
                outcome = reply.status() == 200
                        ? new RegistrationOutcome.Unregistered()
                        : new RegistrationOutcome.Rejected(reply.status(), reply.reason());
            } else {
                return state;
            }
            if (state.next() >= 0) {
                return begin(state.order(), state.alarm(), state.next(), newRound(state.order(), true));
            }
            effects.add(new PhoneEffect.Done(outcome));
            return new PhoneState.Idle(last, state.alarm());
        }
    }
}
