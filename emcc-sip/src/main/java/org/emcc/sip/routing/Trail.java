package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.emcc.core.FindingSeverity;
import org.emcc.core.id.ClusterId;

/** The steps and findings of one trace, as they come. */
final class Trail {
    private final List<TraceStep> steps = new ArrayList<>();
    private final Set<RoutingFinding> findings = new LinkedHashSet<>();

    TraceStep step(ClusterId cluster, RoutingRule rule, String found, List<String> lookedAt) {
        TraceStep step = new TraceStep(cluster, rule, found, lookedAt);
        steps.add(step);
        return step;
    }

    void find(String code, FindingSeverity severity, String message, String remedy) {
        find(new RoutingFinding(code, severity, message, remedy));
    }

    void find(RoutingFinding finding) {
        findings.add(finding);
    }

    List<TraceStep> steps() {
        return List.copyOf(steps);
    }

    List<RoutingFinding> findings() {
        return List.copyOf(findings);
    }
}
