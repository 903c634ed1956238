package org.emcc.sip.routing;

import java.util.List;
import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;

/**
 * What happens to one number dialled on one phone: each step with its rule, the road, and where the call ends.
 *
 * <p>Source: sip 2.
 *
 * @param caller who calls, for people
 * @param dialled what was dialled
 * @param steps each step, in the order of the call; at least one
 * @param decision the road that the caller's cluster chose
 * @param outcome where the call ends
 * @param clusters the clusters through which the signalling goes, in their order; at least one
 * @param media which way the media go
 * @param findings what an administrator should know; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CallTrace(
        String caller,
        String dialled,
        List<TraceStep> steps,
        RoutingDecision decision,
        CallOutcome outcome,
        List<ClusterId> clusters,
        MediaPath media,
        List<RoutingFinding> findings) {
    /**
     * Checks the parts.
     *
     * @param caller who calls
     * @param dialled what was dialled
     * @param steps each step
     * @param decision the road
     * @param outcome where the call ends
     * @param clusters the clusters through which the signalling goes
     * @param media which way the media go
     * @param findings what an administrator should know
     * @throws IllegalArgumentException when there is no step, or no cluster
     */
    public CallTrace {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(dialled, "dialled");
        steps = Require.list(steps, "steps");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(outcome, "outcome");
        clusters = Require.list(clusters, "clusters");
        Objects.requireNonNull(media, "media");
        findings = Require.list(findings, "findings");
        if (steps.isEmpty() || clusters.isEmpty()) {
            throw new IllegalArgumentException("call trace must have at least one step and one cluster");
        }
    }

    /**
     * The whole trace for people.
     *
     * @return a line for the call, one for each step and finding, and one for the outcome; of what was dialled at most 64 characters, control
     *     characters replaced
     */
    public String text() {
        StringBuilder out = new StringBuilder(Require.clip(dialled))
                .append(" dialled on ")
                .append(caller)
                .append('\n');
        steps.forEach(step -> out.append("  ").append(step).append('\n'));
        findings.forEach(finding -> out.append("  ! ")
                .append(finding.code())
                .append(' ')
                .append(finding.message())
                .append('\n'));
        return out.append(outcome.message()).append('\n').toString();
    }

    @Override
    public String toString() {
        return "CallTrace[" + Require.clip(dialled) + " on " + caller + ": " + outcome.message() + "]";
    }
}
