package org.emcc.core.audit;

import java.util.List;
import java.util.Objects;
import org.emcc.core.FindingSeverity;
import org.emcc.core.internal.Require;
import org.emcc.core.session.ErrorCode;

/**
 * A rule that is broken.
 *
 * @param code the stable code of the rule, such as {@code EMCC-RC-01}
 * @param severity how much it matters
 * @param clusters the names of the clusters that it is about: one, both of a pair (the one looked at first), or those of a group
 * @param subject what it is about, short and stable, such as {@code phone SEP0011AABBCCDD}; empty for the cluster as a whole.
 *     Suppressions go by it
 * @param message what is wrong, as one sentence with names and values
 * @param remedy what mends it
 * @param evidence what it rests on, of both sides
 * @param source where the rule stands
 * @param errorCodes what a login would end with; a phone shows {@link ErrorCode#loginDisplay}, which may have another number. Empty
 *     when the login does not fail by it, or without a code
 * @threadsafety immutable
 * @since 0.1.0
 */
public record AuditFinding(
        String code,
        FindingSeverity severity,
        List<String> clusters,
        String subject,
        String message,
        Remedy remedy,
        List<Evidence> evidence,
        String source,
        List<ErrorCode> errorCodes) {
    /**
     * Checks that all are given.
     *
     * @param code the stable code of the rule
     * @param severity how much it matters
     * @param clusters the names of the clusters that it is about
     * @param subject what it is about
     * @param message what is wrong
     * @param remedy what mends it
     * @param evidence what it rests on
     * @param source where the rule stands
     * @param errorCodes what a login would end with
     */
    public AuditFinding {
        Require.text(code, "code of a finding", 64);
        Objects.requireNonNull(severity, "severity");
        clusters = Require.list(clusters, "clusters");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
        evidence = Require.list(evidence, "evidence");
        Objects.requireNonNull(source, "source");
        errorCodes = Require.list(errorCodes, "errorCodes");
    }

    /**
     * One line: severity, code and message.
     *
     * @return the line
     */
    @Override
    public String toString() {
        return severity + " " + code + " " + message;
    }
}
