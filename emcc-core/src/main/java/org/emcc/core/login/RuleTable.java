package org.emcc.core.login;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * A rule set as a table: what happens for each kind of event in each kind of state. It refuses to be built with a gap, so that
 * every state and event has a verdict.
 *
 * @param <K> the kinds of states
 * @param <E> the kinds of events
 * @param <S> the states
 * @param <V> the events
 * @param <F> the effects
 */
final class RuleTable<K extends Enum<K>, E extends Enum<E>, S, V, F> {
    private record Cell<K, E>(K state, E event) {}

    private final List<Transition<K, E>> transitions;
    private final Map<Cell<K, E>, BiFunction<S, V, Step<S, F>>> rules;

    private RuleTable(Draft<K, E, S, V, F> draft) {
        this.transitions = List.copyOf(draft.transitions);
        this.rules = Map.copyOf(draft.rules);
    }

    Step<S, F> step(K kind, S state, E eventKind, V event) {
        BiFunction<S, V, Step<S, F>> rule = rules.get(new Cell<>(kind, eventKind));
        if (rule == null) {
            throw new IllegalStateException("no rule for " + eventKind + " in " + kind);
        }
        return rule.apply(state, event);
    }

    List<Transition<K, E>> transitions() {
        return transitions;
    }

    /** The table as a Mermaid state diagram, arrows in the order of the rules. */
    String diagram(K first, List<K> last) {
        StringBuilder out = new StringBuilder("stateDiagram-v2\n");
        out.append("    [*] --> ").append(name(first)).append('\n');
        for (Transition<K, E> arrow : transitions) {
            out.append("    ")
                    .append(name(arrow.from()))
                    .append(" --> ")
                    .append(name(arrow.to()))
                    .append(" : ")
                    .append(words(arrow.event()))
                    .append('\n');
        }
        last.forEach(end -> out.append("    ").append(name(end)).append(" --> [*]\n"));
        return out.toString();
    }

    private static String name(Enum<?> kind) {
        StringBuilder out = new StringBuilder();
        for (String word : kind.name().split("_", -1)) {
            out.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    private static String words(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A table in the making. */
    static final class Draft<K extends Enum<K>, E extends Enum<E>, S, V, F> {
        private final K[] states;
        private final E[] events;
        private final List<Transition<K, E>> transitions = new ArrayList<>();
        private final Map<Cell<K, E>, BiFunction<S, V, Step<S, F>>> rules = new HashMap<>();

        Draft(K[] states, E[] events) {
            this.states = states.clone();
            this.events = events.clone();
        }

        /** In this state, this event moves the login. */
        Draft<K, E, S, V, F> move(K from, E event, K to, BiFunction<S, V, Step.Moved<S, F>> rule) {
            transitions.add(new Transition<>(from, event, to));
            put(from, event, rule::apply);
            return this;
        }

        /** In these states, this event changes nothing. */
        Draft<K, E, S, V, F> ignore(E event, Step.Reason reason, List<K> in) {
            in.forEach(state -> put(state, event, (s, e) -> new Step.Ignored<>(reason)));
            return this;
        }

        private void put(K state, E event, BiFunction<S, V, Step<S, F>> rule) {
            if (rules.put(new Cell<>(state, event), rule) != null) {
                throw new IllegalStateException("two rules for " + event + " in " + state);
            }
        }

        RuleTable<K, E, S, V, F> complete() {
            List<String> gaps = new ArrayList<>();
            for (K state : states) {
                for (E event : events) {
                    if (!rules.containsKey(new Cell<>(state, event))) {
                        gaps.add(event + " in " + state);
                    }
                }
            }
            if (!gaps.isEmpty()) {
                throw new IllegalStateException(gaps.stream().collect(Collectors.joining(", ", "no rule for ", "")));
            }
            return new RuleTable<>(this);
        }
    }
}
