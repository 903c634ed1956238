package org.emcc.sip.routing;

import java.util.LinkedHashSet;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * The emergency numbers of both countries, as people dial them, with every access code that they are used to: {@code 911} and {@code 9911},
 * {@code 999} and {@code 112}. A dial plan does not say which of its patterns are for emergencies, so somebody has to.
 *
 * <p>Source: sip 2.5.
 *
 * @param home those of home: a user abroad dials them from habit
 * @param visited those of the country in which the phone stands
 * @threadsafety immutable
 * @since 0.1.0
 */
public record EmergencyNumbers(Set<String> home, Set<String> visited) {
    /** None are known. */
    public static final EmergencyNumbers NONE = new EmergencyNumbers(Set.of(), Set.of());

    /**
     * Checks the numbers.
     *
     * @param home those of home
     * @param visited those of the country in which the phone stands
     * @throws IllegalArgumentException when one cannot be dialled, or is longer than 50 keys
     */
    public EmergencyNumbers {
        home = Require.set(home, "home");
        visited = Require.set(visited, "visited");
        check(home);
        check(visited);
    }

    private static void check(Set<String> numbers) {
        for (String number : numbers) {
            Require.text(number, "emergency number", 50);
            if (!Keys.dialable(number)) {
                throw new IllegalArgumentException(
                        "emergency number must have only what can be dialled, but is \"" + Require.clip(number) + "\"");
            }
        }
    }

    /**
     * Those of both countries.
     *
     * @return an unmodifiable set
     */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(home);
        all.addAll(visited);
        return Set.copyOf(all);
    }

    /**
     * Whether a number is one of them.
     *
     * @param number a number as it was dialled
     * @return true when it is
     */
    public boolean contains(String number) {
        return home.contains(number) || visited.contains(number);
    }
}
