package org.emcc.sip.routing;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;

/**
 * One step of a call trace: which rule decided where, what came of it, and what was looked at.
 *
 * @param cluster the cluster that decides
 * @param rule the rule
 * @param found what came of it, one sentence
 * @param lookedAt what was looked at, in this order; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TraceStep(ClusterId cluster, RoutingRule rule, String found, List<String> lookedAt) {
    /**
     * Checks the parts.
     *
     * @param cluster the cluster that decides
     * @param rule the rule
     * @param found what came of it
     * @param lookedAt what was looked at
     * @throws IllegalArgumentException when the sentence is empty
     */
    public TraceStep {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(rule, "rule");
        Require.text(found, "finding of a step", 1000);
        lookedAt = Require.list(lookedAt, "lookedAt");
    }

    @Override
    public String toString() {
        return cluster + ": " + found + " [" + rule.section() + ", "
                + rule.basis().name().toLowerCase(Locale.ROOT) + "]";
    }
}
