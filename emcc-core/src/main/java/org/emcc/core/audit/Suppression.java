package org.emcc.core.audit;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * A finding that somebody has decided to live with.
 *
 * @param code the code of the rule
 * @param cluster the name of a cluster that the finding is about; empty for every cluster
 * @param subject the subject of the finding; empty for every subject
 * @param reason why, 1 to 500 characters; the report shows it
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Suppression(String code, String cluster, String subject, String reason) {
    /**
     * Checks that a code and a reason are given.
     *
     * @param code the code of the rule
     * @param cluster the name of a cluster; empty for every cluster
     * @param subject the subject of the finding; empty for every subject
     * @param reason why
     * @throws IllegalArgumentException when there is no code or no reason
     */
    public Suppression {
        Require.text(code, "code of a suppression", 64);
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(subject, "subject");
        Require.text(reason, "reason of a suppression", 500);
    }

    /**
     * Whether it is meant for a finding.
     *
     * @param finding a finding
     * @return true when code, cluster and subject fit
     */
    public boolean covers(AuditFinding finding) {
        return finding.code().equals(code)
                && (cluster.isEmpty() || finding.clusters().contains(cluster))
                && (subject.isEmpty() || finding.subject().equals(subject));
    }
}
