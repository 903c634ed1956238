package org.emcc.core.audit;

import java.util.Objects;

/**
 * A finding that is suppressed, and by what.
 *
 * @param finding the finding
 * @param by the suppression, with its reason
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Suppressed(AuditFinding finding, Suppression by) {
    /**
     * Checks that both are given.
     *
     * @param finding the finding
     * @param by the suppression
     */
    public Suppressed {
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(by, "by");
    }
}
