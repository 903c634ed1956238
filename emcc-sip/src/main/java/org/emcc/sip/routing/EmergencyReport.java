package org.emcc.sip.routing;

import java.util.List;
import org.emcc.core.FindingSeverity;
import org.emcc.core.internal.Require;

/**
 * What happens to every emergency number of both countries, and what is wrong with the dial plan for them.
 *
 * <p>Source: sip 2.3 and 2.5; emcc-behaviour 10.3.
 *
 * @param traces the trace of each number: those of the visited country first, each in the order of its keys
 * @param findings all findings of the traces and of the plan, each once
 * @threadsafety immutable
 * @since 0.1.0
 */
public record EmergencyReport(List<CallTrace> traces, List<RoutingFinding> findings) {
    /**
     * Copies the lists.
     *
     * @param traces the trace of each number
     * @param findings all findings
     */
    public EmergencyReport {
        traces = Require.list(traces, "traces");
        findings = Require.list(findings, "findings");
    }

    /**
     * Whether every emergency number gets through, as far as the dial plans tell.
     *
     * @return false when there is an error among the findings, or no number was traced
     */
    public boolean passes() {
        return !traces.isEmpty() && findings.stream().noneMatch(finding -> finding.severity() == FindingSeverity.ERROR);
    }
}
