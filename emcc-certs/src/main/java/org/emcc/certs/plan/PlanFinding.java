package org.emcc.certs.plan;

import java.util.Objects;

/**
 * Something a plan warns of.
 *
 * @param rule which rule
 * @param message one sentence, which names the clusters and certificates
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PlanFinding(PlanRule rule, String message) {
    /**
     * Checks that both are given.
     *
     * @param rule which rule
     * @param message one sentence
     */
    public PlanFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
    }

    /** The severity, the code and the sentence. */
    @Override
    public String toString() {
        return rule.severity() + " " + rule.code() + ": " + message;
    }
}
