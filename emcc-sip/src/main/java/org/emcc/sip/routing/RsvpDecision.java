package org.emcc.sip.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;
import org.emcc.core.session.RegionParameters;

/**
 * Whether home reserves bandwidth for the calls of an EMCC phone, and by which trunk. The agents are those of visiting; the guide
 * contradicts itself about that, and this is the reading that fits the feature.
 *
 * <p>Source: sip 2.2 (row 6) and 2.6; emcc-behaviour 5.1, 6.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface RsvpDecision {
    /** Which of them it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Reserve}. */
        RESERVE,
        /** {@link NoReservation}. */
        NO_RESERVATION
    }

    /**
     * Which of them it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * How it came about.
     *
     * @return the steps; at least one
     */
    List<TraceStep> steps();

    /**
     * An agent of visiting reserves.
     *
     * @param trunk the RSVP Agent trunk
     * @param visiting the cluster of the agent
     * @param keepAlive the interval of the keep-alive, 1 to 600 s
     * @param mode how
     * @param steps how it came about
     */
    record Reserve(String trunk, ClusterId visiting, Duration keepAlive, RsvpOverSip mode, List<TraceStep> steps)
            implements RsvpDecision {
        /**
         * Checks that all is given.
         *
         * @param trunk the RSVP Agent trunk
         * @param visiting the cluster of the agent
         * @param keepAlive the interval of the keep-alive
         * @param mode how
         * @param steps how it came about
         */
        public Reserve {
            Objects.requireNonNull(trunk, "trunk");
            Objects.requireNonNull(visiting, "visiting");
            Objects.requireNonNull(keepAlive, "keepAlive");
            Objects.requireNonNull(mode, "mode");
            steps = Require.list(steps, "steps");
        }

        @Override
        public Kind kind() {
            return Kind.RESERVE;
        }
    }

    /**
     * Nothing is reserved; the call goes on without (inferred).
     *
     * @param why one sentence
     * @param steps how it came about
     * @param findings what an administrator should know
     */
    record NoReservation(String why, List<TraceStep> steps, List<RoutingFinding> findings) implements RsvpDecision {
        /**
         * Checks that all is given.
         *
         * @param why one sentence
         * @param steps how it came about
         * @param findings what an administrator should know
         */
        public NoReservation {
            Objects.requireNonNull(why, "why");
            steps = Require.list(steps, "steps");
            findings = Require.list(findings, "findings");
        }

        @Override
        public Kind kind() {
            return Kind.NO_RESERVATION;
        }
    }

    /**
     * Decides for calls between home and a phone of another cluster.
     *
     * @param home the settings of home
     * @param visiting the cluster in which the phone stands
     * @param visitingRegion the region parameters of that cluster, as the remote cluster update learned them
     * @param mode <em>RSVP Over SIP</em> of the trunk's SIP profile
     * @return the decision with its reason
     */
    static RsvpDecision of(
            ClusterSettings home, ClusterId visiting, RegionParameters visitingRegion, RsvpOverSip mode) {
        Objects.requireNonNull(visiting, "visiting");
        Objects.requireNonNull(visitingRegion, "visitingRegion");
        Objects.requireNonNull(mode, "mode");
        ClusterId own = home.id();
        List<TraceStep> steps = new ArrayList<>();
        steps.add(new TraceStep(own, RoutingRule.NO_LOCATION_CAC, "locations are not asked", List.of()));
        InterclusterServiceProfile profile = home.serviceProfile();
        Optional<String> trunk = profile.rsvpAgentTrunk();
        if (!profile.rsvpAgentActive() || trunk.isEmpty()) {
            String why = "RSVP Agent of " + own + (profile.rsvpAgentActive() ? " has no trunk" : " is not active");
            return none(
                    own,
                    steps,
                    RoutingRule.RSVP_AGENT_OF_VISITING,
                    why,
                    new RoutingFinding(
                            "EMCC-ICSP-03",
                            FindingSeverity.WARNING,
                            why + ".",
                            "Activate it with a trunk, if bandwidth is to be reserved."));
        }
        String wrong = ServiceTrunk.problem(home, "RSVP Agent", trunk.get());
        if (!wrong.isEmpty()) {
            return none(
                    own,
                    steps,
                    RoutingRule.RSVP_AGENT_OF_VISITING,
                    wrong,
                    new RoutingFinding(
                            "EMCC-ICSP-04",
                            FindingSeverity.ERROR,
                            wrong + ".",
                            "Choose an EMCC trunk for RSVP Agent in the inter-cluster service profile."));
        }
        Optional<RemoteService> service =
                home.remoteCluster(visiting).map(remote -> remote.service(InterclusterService.RSVP_AGENT));
        if (service.isEmpty() || !service.get().enabled() || service.get().activated() == RemoteActivated.FALSE) {
            String why = "RSVP Agent of " + visiting
                    + (service.map(RemoteService::enabled).orElse(false)
                            ? " is not active"
                            : " is not ticked at " + own);
            return none(
                    own,
                    steps,
                    RoutingRule.RSVP_AGENT_OF_VISITING,
                    why,
                    new RoutingFinding(
                            "EMCC-ICSP-03",
                            FindingSeverity.WARNING,
                            why + ".",
                            "Activate and tick it, if bandwidth is to be reserved."));
        }
        EmccRegion region = EmccRegion.of(home.featureParameters());
        List<RoutingFinding> differences = region.differences(own, visiting, visitingRegion);
        if (!differences.isEmpty()) {
            steps.add(new TraceStep(
                    own,
                    RoutingRule.REGIONS_MUST_AGREE,
                    "region parameters of " + own + " and " + visiting + " differ",
                    List.of(region.parameters().toString(), visitingRegion.toString())));
            return new NoReservation(
                    "the region parameters of " + own + " and " + visiting + " differ", steps, differences);
        }
        steps.add(new TraceStep(
                own,
                RoutingRule.RSVP_AGENT_OF_VISITING,
                "an agent of " + visiting + " reserves, over trunk " + trunk.get(),
                List.of(mode.label())));
        int seconds = home.featureParameters()
                .valueOrDefault(FeatureParameters.RSVP_KEEP_ALIVE)
                .orElseThrow();
        steps.add(new TraceStep(
                own,
                RoutingRule.RSVP_KEEP_ALIVE,
                "keep-alive every " + seconds + " s, released after " + RsvpKeepAlive.PRODUCT_UNANSWERED
                        + " intervals without an answer",
                List.of()));
        return new Reserve(trunk.get(), visiting, Duration.ofSeconds(seconds), mode, steps);
    }

    private static RsvpDecision none(
            ClusterId own, List<TraceStep> steps, RoutingRule rule, String why, RoutingFinding finding) {
        steps.add(new TraceStep(own, rule, why, List.of()));
        return new NoReservation(why, steps, List.of(finding));
    }
}
