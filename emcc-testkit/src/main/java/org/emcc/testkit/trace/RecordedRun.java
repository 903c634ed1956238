package org.emcc.testkit.trace;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.ClusterId;
import org.emcc.core.login.Step;
import org.jspecify.annotations.Nullable;

/**
 * One login at one side: what its rules were asked, one after the other. It can be stepped with {@link #at}, and replayed, as it was or
 * with one event changed.
 *
 * <p>A replay asks the rules and nobody else: it has no ports, so that the events after the changed one are those that were recorded, and
 * those that can no longer happen are ignored by the rules. What would happen instead of them is not known.
 *
 * @param <S> the states
 * @param <E> the events
 * @param <F> the effects
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class RecordedRun<S, E, F> {
    private final Side<S, E, F> side;
    private final ClusterId cluster;
    private final LoginStep.Subject subject;
    private final List<RecordedStep<S, E, F>> steps;
    private final @Nullable RecordedRun<S, E, F> original;

    /** One of the two rule sets: its name, where a login begins, and the rules. */
    record Side<S, E, F>(String name, S first, BiFunction<S, E, Step<S, F>> rules) {}

    RecordedRun(Side<S, E, F> side, ClusterId cluster, LoginStep.Subject subject, List<RecordedStep<S, E, F>> steps) {
        this(side, cluster, subject, steps, null);
    }

    private RecordedRun(
            Side<S, E, F> side,
            ClusterId cluster,
            LoginStep.Subject subject,
            List<RecordedStep<S, E, F>> steps,
            @Nullable RecordedRun<S, E, F> original) {
        this.side = side;
        this.cluster = cluster;
        this.subject = subject;
        this.steps = List.copyOf(steps);
        this.original = original;
    }

    /**
     * Which cluster this is the side of.
     *
     * @return the cluster ID
     */
    public ClusterId cluster() {
        return cluster;
    }

    /**
     * Which login it is.
     *
     * @return the login and the phone
     */
    public LoginStep.Subject subject() {
        return subject;
    }

    /**
     * All steps.
     *
     * @return at least one, in the order in which they are stored; unmodifiable
     */
    public List<RecordedStep<S, E, F>> steps() {
        return steps;
    }

    /**
     * How many steps there are.
     *
     * @return 1 or more
     */
    public int size() {
        return steps.size();
    }

    /**
     * One step, to go forth and back.
     *
     * @param n its number, from 0
     * @return the state before and after, the event, and the effects
     * @throws IllegalArgumentException when there is no such step
     */
    public RecordedStep<S, E, F> at(int n) {
        if (n < 0 || n >= steps.size()) {
            throw new IllegalArgumentException(
                    "step of a run must be from 0 to " + (steps.size() - 1) + ", but is " + n);
        }
        return steps.get(n);
    }

    /**
     * Where the login stands at the end.
     *
     * @return the state after the last step
     */
    public S state() {
        return steps.get(steps.size() - 1).after();
    }

    /**
     * Whether all that moved the login is here: not so when another node, or one that was told elsewhere, moved it too.
     *
     * @return whether each step begins where the one before it ended, and the first where a login begins
     */
    public boolean isWhole() {
        return IntStream.range(0, steps.size()).noneMatch(this::isGap);
    }

    private boolean isGap(int n) {
        return !steps.get(n)
                .before()
                .equals(n == 0 ? side.first() : steps.get(n - 1).after());
    }

    /**
     * Asks the rules of this library again.
     *
     * @return a run that equals this one, unless it was recorded under other rules
     */
    public RecordedRun<S, E, F> replay() {
        return fold(side.rules(), -1, null);
    }

    /**
     * Asks other rules the same.
     *
     * @param rules as for the {@code rules} of the clusters' builders
     * @return the run under these rules
     */
    public RecordedRun<S, E, F> replay(BiFunction<S, E, Step<S, F>> rules) {
        return fold(Objects.requireNonNull(rules, "rules"), -1, null);
    }

    /**
     * Asks the rules of this library again, with one event changed.
     *
     * @param n the number of the step, from 0
     * @param event what happens there instead
     * @return the run that follows from it; {@link #deviation} says where it leaves this one
     * @throws IllegalArgumentException when there is no such step
     */
    public RecordedRun<S, E, F> replayWith(int n, E event) {
        at(n);
        return fold(side.rules(), n, Objects.requireNonNull(event, "event"));
    }

    /** Where the record has a gap, the replay takes it over, as long as it has not left the record. */
    private RecordedRun<S, E, F> fold(BiFunction<S, E, Step<S, F>> rules, int changed, @Nullable E instead) {
        List<RecordedStep<S, E, F>> again = new ArrayList<>();
        boolean same = true;
        S state = steps.get(0).before();
        for (int i = 0; i < steps.size(); i++) {
            RecordedStep<S, E, F> recorded = steps.get(i);
            if (same && isGap(i)) {
                state = recorded.before();
            }
            E event = i == changed && instead != null ? instead : recorded.event();
            RecordedStep<S, E, F> now = new RecordedStep<>(recorded.at(), state, event, rules.apply(state, event));
            same = same && now.equals(recorded);
            state = now.after();
            again.add(now);
        }
        return new RecordedRun<>(side, cluster, subject, again, this);
    }

    /**
     * Where a replay leaves the run that it replays.
     *
     * @return the number of the first step that differs, from 0; empty when none does, and for what is no replay
     */
    public OptionalInt deviation() {
        return original == null
                ? OptionalInt.empty()
                : IntStream.range(0, steps.size())
                        .filter(i -> !steps.get(i).equals(original.steps.get(i)))
                        .findFirst();
    }

    /**
     * The run as a trace of its own, to be shown as text, as a diagram or as a page. The deviating step is marked as amiss, and says what
     * was recorded there.
     *
     * @return a new trace with an event for each step
     */
    public Trace trace() {
        Standing clock = new Standing(steps.get(0).at());
        Trace trace = new Trace(clock);
        String lane = cluster + " " + side.name();
        int deviating = deviation().orElse(-1);
        for (int i = 0; i < steps.size(); i++) {
            RecordedStep<S, E, F> step = steps.get(i);
            clock.now = step.at();
            List<String> facts = new ArrayList<>(step.facts());
            if (i == deviating && original != null) {
                facts.add("recorded was " + original.steps.get(i));
                trace.recordAmiss(lane, lane, step.what(), facts.toArray(String[]::new));
            } else {
                trace.record(lane, lane, step.what(), facts.toArray(String[]::new));
            }
        }
        return trace;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedRun<?, ?, ?> that
                && cluster.equals(that.cluster)
                && subject.equals(that.subject)
                && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cluster, subject, steps);
    }

    /** The login and its steps, a line each. */
    @Override
    public String toString() {
        return subject.login() + " of " + subject.device() + " at " + cluster + " " + side.name()
                + steps.stream().map(step -> "\n  " + step).collect(Collectors.joining());
    }

    /** Stands where it is set. */
    private static final class Standing extends Clock {
        private Instant now;

        Standing(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
