package org.emcc.model;

import java.util.List;

/**
 * A way to a state that must not be, with the fewest choices.
 *
 * @param scenario where
 * @param violation what
 * @param choices what was chosen, in order; what follows is fair
 * @param mermaid the same with all that the clusters did, as a sequence diagram
 */
record Counterexample(String scenario, World.Violation violation, List<String> choices, String mermaid) {
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("Invariant ")
                .append(violation.invariant())
                .append(" is violated in \"")
                .append(scenario)
                .append("\": ")
                .append(violation.what())
                .append("\n\nChoices:\n");
        for (int i = 0; i < choices.size(); i++) {
            out.append(i + 1).append(". ").append(choices.get(i)).append('\n');
        }
        return out.append('\n').append(mermaid).toString();
    }
}
