package org.emcc.testkit.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.emcc.core.login.Step;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;

/**
 * One question to the rules of one side, and their verdict.
 *
 * @param <S> the states
 * @param <E> the events
 * @param <F> the effects
 * @param at when it was recorded
 * @param before where the login stood
 * @param event what happened
 * @param verdict what the rules said
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RecordedStep<S, E, F>(Instant at, S before, E event, Step<S, F> verdict) {
    /**
     * Checks that all are given.
     *
     * @param at when it was recorded
     * @param before where the login stood
     * @param event what happened
     * @param verdict what the rules said
     */
    public RecordedStep {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(verdict, "verdict");
    }

    /**
     * Where the login stands now.
     *
     * @return the state after the event; the same as before when the event changes nothing
     */
    public S after() {
        return verdict instanceof Step.Moved<S, F> moved ? moved.to() : before;
    }

    /**
     * What is to be done.
     *
     * @return the effects in their order; none when the event changes nothing
     */
    public List<F> effects() {
        return verdict instanceof Step.Moved<S, F> moved ? moved.effects() : List.of();
    }

    /** The event and where it led, as the one sentence of a trace. */
    String what() {
        return verdict instanceof Step.Moved<S, F> moved
                ? words(event) + ": " + words(before) + " -> " + words(moved.to())
                : words(event) + ": changes nothing, " + words(before);
    }

    /** The effects or the reason, and the event with all its parts. */
    List<String> facts() {
        List<String> facts = new ArrayList<>();
        if (verdict instanceof Step.Ignored<S, F> ignored) {
            facts.add(inWords(ignored.reason()));
        }
        effects().forEach(effect -> facts.add("then " + words(effect)));
        facts.add(event.toString());
        return facts;
    }

    /** The step in words, such as {@code home accepted: awaiting home -> recorded; publish redirect}. */
    @Override
    public String toString() {
        String reason = verdict instanceof Step.Ignored<S, F> ignored ? "; " + inWords(ignored.reason()) : "";
        return what()
                + reason
                + effects().stream().map(effect -> "; " + words(effect)).collect(Collectors.joining());
    }

    private static String words(Object part) {
        if (part instanceof HomeState state) {
            return inWords(state.kind());
        }
        if (part instanceof HomeEvent event) {
            return inWords(event.kind());
        }
        if (part instanceof HomeEffect effect) {
            return inWords(effect.kind());
        }
        if (part instanceof VisitingState state) {
            return inWords(state.kind());
        }
        if (part instanceof VisitingEvent event) {
            return inWords(event.kind());
        }
        return part instanceof VisitingEffect effect ? inWords(effect.kind()) : part.toString();
    }

    private static String inWords(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
