package org.emcc.sip.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.emcc.sip.registration.DeviceState.Line;

/**
 * What a registrar does about all lines of one device: {@link BindingRules} for each. A device is registered from its first line to its
 * last, and only the answer to the first says that it is new (sip 4.3). A line that comes with another Call-ID than it had, or all lines
 * at once, is a phone that began anew: what was held of it is replaced. That lines register one by one when the phone does not ask for
 * all of them is inferred.
 *
 * @param rules those of one line
 */
record DeviceRules(BindingRules rules) {
    /** The most lines of one device that register one by one. A limit of this SDK. */
    static final int MOST_LINES = 100;

    private static final BindingEffect LEFT = new BindingEffect.TellUnregistered(UnregisterReason.BY_PHONE);

    /** What comes next, and what is to be done, in this order. */
    record Step(DeviceState next, List<BindingEffect> effects) {
        Step {
            effects = List.copyOf(effects);
        }
    }

    Step step(DeviceState state, BindingEvent event, Instant now) {
        List<BindingEffect> effects = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        BindingEvent passing = event instanceof BindingEvent.Register ? new BindingEvent.DeadlinePassed() : event;
        List<BindingEffect> last = List.of();
        for (Line line : state.lines()) {
            BindingRules.Step step = rules.step(line.bound(), passing, now);
            last = step.effects();
            if (step.next() instanceof BindingState.Bound bound) {
                lines.add(new Line(line.name(), bound));
            }
        }
        if (lines.isEmpty()) {
            effects.addAll(last);
        }
        return event instanceof BindingEvent.Register register
                ? register(lines, register, now, effects)
                : new Step(new DeviceState(lines), effects);
    }

    private Step register(List<Line> lines, BindingEvent.Register register, Instant now, List<BindingEffect> effects) {
        int own = own(lines, register.callId());
        if (register.verdict() != DeviceAdmission.Verdict.ADMITTED
                && (own < 0 || !BindingRules.leaves(lines.get(own).bound(), register))) {
            return refused(lines, register, effects);
        }
        if (own < 0 && !lines.isEmpty() && !beginsAnew(lines, register.line())) {
            return beside(lines, register, now, effects);
        }
        BindingState before = lines.isEmpty()
                ? BindingState.UNBOUND
                : lines.get(Math.max(own, 0)).bound();
        BindingRules.Step step = rules.step(before, register, now);
        List<Line> next = new ArrayList<>();
        if (step.next() instanceof BindingState.Bound bound) {
            effects.addAll(step.effects());
            if (bound.equals(before)) {
                next.addAll(lines);
            } else if (own < 0 || register.line().isEmpty()) {
                next.add(new Line(register.line(), bound));
            } else {
                next.addAll(lines);
                next.set(own, new Line(lines.get(own).name(), bound));
            }
        } else if (lines.size() > 1 && step.effects().contains(LEFT)) {
            step.effects().stream().filter(effect -> !effect.equals(LEFT)).forEach(effects::add);
            next.addAll(lines);
            next.remove(own);
        } else {
            effects.addAll(step.effects());
        }
        return new Step(new DeviceState(next), effects);
    }

    /** What stands on the way that the refused one came is no longer held; what stands on another is none of the sender's affair. */
    private static Step refused(List<Line> lines, BindingEvent.Register register, List<BindingEffect> effects) {
        List<Line> next = lines.stream()
                .filter(line -> !line.bound().flow().equals(register.flow()))
                .toList();
        if (next.isEmpty() && !lines.isEmpty()) {
            effects.add(new BindingEffect.TellUnregistered(UnregisterReason.NOT_ADMITTED));
        }
        effects.add(new BindingEffect.Refuse(BindingRules.notAdmitted(register.verdict())));
        return new Step(new DeviceState(next), effects);
    }

    /** A line of its own beside those that are there. */
    private Step beside(List<Line> lines, BindingEvent.Register register, Instant now, List<BindingEffect> effects) {
        List<Line> next = new ArrayList<>(lines);
        if (rules.step(BindingState.UNBOUND, register, now).next() instanceof BindingState.Bound bound) {
            if (lines.size() >= MOST_LINES) {
                effects.add(new BindingEffect.Refuse(
                        new Refusal(503, "Service Unavailable", "too many lines of the device are registered")));
            } else {
                BindingEffect.Accept answer =
                        new BindingEffect.Accept(bound.answer().expires(), false);
                effects.add(answer);
                next.add(new Line(register.line(), bound.answeredWith(answer)));
            }
        } else {
            effects.add(new BindingEffect.Accept(Duration.ZERO, false));
        }
        return new Step(new DeviceState(next), effects);
    }

    /** Which line the registration belongs to, or -1. */
    private static int own(List<Line> lines, String callId) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).bound().callId().equals(callId)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean beginsAnew(List<Line> lines, String name) {
        return name.isEmpty()
                || lines.stream()
                        .anyMatch(line -> line.name().isEmpty() || line.name().equals(name));
    }
}
