package org.emcc.certs.plan;

import java.util.Objects;
import org.emcc.core.FindingSeverity;

/**
 * Something a plan warns of.
 *
 * @param rule which rule
 * @param sentence one plain sentence, in one line, which names the clusters and certificates
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PlanFinding(PlanRule rule, String sentence) {
    /**
     * Checks that both are given.
     *
     * @param rule which rule
     * @param sentence one plain sentence
     */
    public PlanFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(sentence, "sentence");
    }

    /**
     * The stable code.
     *
     * @return that of the rule, such as {@code EMCC-CERTS-0301}
     */
    public String code() {
        return rule.code();
    }

    /**
     * How much it matters.
     *
     * @return that of the rule
     */
    public FindingSeverity severity() {
        return rule.severity();
    }

    /**
     * What an operator does next.
     *
     * @return that of the rule: one plain sentence
     */
    public String remedy() {
        return rule.remedy();
    }

    /** The severity, the code and the sentence. */
    @Override
    public String toString() {
        return severity() + " " + code() + ": " + sentence;
    }
}
