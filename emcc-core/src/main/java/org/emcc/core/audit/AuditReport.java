package org.emcc.core.audit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.emcc.core.FindingSeverity;
import org.emcc.core.internal.Require;

/**
 * What an audit has found, what it could not check, and how often each rule was kept.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class AuditReport {
    private final List<String> clusters;
    private final List<AuditFinding> findings;
    private final List<Suppressed> suppressed;
    private final List<Unchecked> unchecked;
    private final Map<String, Integer> passed;
    private final List<String> remarks;

    AuditReport(
            List<String> clusters,
            List<AuditFinding> findings,
            List<Suppressed> suppressed,
            List<Unchecked> unchecked,
            Map<String, Integer> passed,
            List<String> remarks) {
        this.clusters = Require.list(clusters, "clusters");
        this.findings = Require.list(findings, "findings");
        this.suppressed = Require.list(suppressed, "suppressed");
        this.unchecked = Require.list(unchecked, "unchecked");
        this.passed = Collections.unmodifiableMap(new TreeMap<>(passed));
        this.remarks = Require.list(remarks, "remarks");
    }

    /**
     * The names of the clusters that were audited.
     *
     * @return an unmodifiable list in the order in which they were given
     */
    public List<String> clusters() {
        return clusters;
    }

    /**
     * What was found, but for what is suppressed: errors first, then by code, cluster and subject.
     *
     * @return an unmodifiable list
     */
    public List<AuditFinding> findings() {
        return findings;
    }

    /**
     * The findings of one severity.
     *
     * @param severity the severity
     * @return an unmodifiable list in the same order
     */
    public List<AuditFinding> findings(FindingSeverity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /**
     * The findings of one rule.
     *
     * @param rule the rule
     * @return an unmodifiable list in the same order
     */
    public List<AuditFinding> findings(AuditRule rule) {
        return findings.stream()
                .filter(finding -> finding.code().equals(rule.code()))
                .toList();
    }

    /**
     * What was found and is suppressed.
     *
     * @return an unmodifiable list
     */
    public List<Suppressed> suppressed() {
        return suppressed;
    }

    /**
     * What could not be checked, in whole or in part.
     *
     * @return an unmodifiable list, by code and cluster
     */
    public List<Unchecked> unchecked() {
        return unchecked;
    }

    /**
     * How often each rule was looked at, fully, and was kept: once for a cluster, a pair or the group.
     *
     * @return an unmodifiable map by code
     */
    public Map<String, Integer> passed() {
        return passed;
    }

    /**
     * What the snapshots say of themselves, and suppressions that fit nothing.
     *
     * @return an unmodifiable list of sentences
     */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * Whether no login or emergency call is known to fail. What is not checked may still fail.
     *
     * @return true when there is no finding of severity {@link FindingSeverity#ERROR}
     */
    public boolean isFreeOfErrors() {
        return findings(FindingSeverity.ERROR).isEmpty();
    }

    /**
     * The report as plain text.
     *
     * @return lines that end with a line feed
     */
    public String toText() {
        return AuditText.of(this);
    }

    /**
     * The report as JSON (RFC 8259), for programs: an object with {@code version} (1), {@code clusters}, {@code findings},
     * {@code suppressed} (each {@code reason} and {@code finding}), {@code unchecked} (each {@code code}, {@code clusters} and
     * {@code why}), {@code passed} (each {@code code} and {@code times}) and {@code remarks}. A finding has {@code code},
     * {@code severity} ({@code ERROR}, {@code WARNING}, {@code NOTICE}), {@code clusters}, {@code subject}, {@code message},
     * {@code remedy} ({@code cluster}, {@code menu}, {@code action}), {@code evidence} (each {@code cluster}, {@code object},
     * {@code setting}, {@code text}), {@code source} and {@code errorCodes} (numbers). Later versions may add members.
     *
     * @return one document
     */
    public String toJson() {
        return AuditJson.of(this);
    }

    /**
     * The report as one page of HTML that needs nothing else, neither the network nor a script; it reads well on screen and on
     * paper. It shows the first 5,000 findings, and says how many more there are.
     *
     * @return one document, to be stored as UTF-8
     */
    public String toHtml() {
        return AuditPage.of(this);
    }

    @Override
    public String toString() {
        return "AuditReport[" + String.join(", ", clusters) + ": " + findings.size() + " findings, " + unchecked.size()
                + " not checked]";
    }
}
