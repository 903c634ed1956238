package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.device.DevicePool;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.session.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Answers what happens to a number dialled on a phone, over a whole dial plan and, where it is at hand, over that of the visiting cluster
 * too: which road the call takes and why, step by step.
 *
 * <p>For a given caller a trace depends on nothing but the number. It never throws for what was dialled or for what a plan says, and its work
 * grows with the number of patterns in reach, not with their squares.
 *
 * <p>Source: sip 2.1 to 2.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CallTracer {
    /** The most characters of an outcome in the message of a finding. */
    private static final int LONGEST = 500;

    private final Caller caller;
    private final @Nullable VisitingSide visiting;
    private final EmergencyNumbers emergencies;
    private final RoutingRules rules;

    private CallTracer(
            Caller caller, @Nullable VisitingSide visiting, EmergencyNumbers emergencies, RoutingRules rules) {
        this.caller = caller;
        this.visiting = visiting;
        this.emergencies = emergencies;
        this.rules = rules;
    }

    /**
     * A tracer for one caller, to whom no other dial plan and no emergency number is known, by the default rules.
     *
     * @param caller who calls
     * @return the tracer
     */
    public static CallTracer of(Caller caller) {
        return new CallTracer(
                Objects.requireNonNull(caller, "caller"), null, EmergencyNumbers.NONE, RoutingRules.DEFAULT);
    }

    /**
     * The same with the other cluster: for an EMCC caller that in which the phone stands.
     *
     * @param visiting the other cluster
     * @return a copy that follows calls there
     * @throws IllegalArgumentException when it is the caller's own cluster, or of an EMCC caller not the one that he visits, or with another
     *     phone than his
     */
    public CallTracer visiting(VisitingSide visiting) {
        ClusterId id = Objects.requireNonNull(visiting, "visiting").settings().id();
        if (id.equals(caller.settings().id())) {
            throw new IllegalArgumentException("the other cluster must not be the caller's own, but is " + id);
        }
        if (caller instanceof EmccCaller emcc && !id.equals(emcc.visiting())) {
            throw new IllegalArgumentException(
                    "the visiting cluster must be " + emcc.visiting() + ", where the phone stands, but is " + id);
        }
        if (caller instanceof EmccCaller emcc
                && !visiting.phone().name().equals(emcc.device().name())) {
            throw new IllegalArgumentException(
                    "the phone of the visiting cluster must be " + emcc.device().name() + ", which calls, but is "
                            + visiting.phone().name());
        }
        return new CallTracer(caller, visiting, emergencies, rules);
    }

    /**
     * The same with emergency numbers. Without them every call that the standard local route group sends to visiting is remarked as
     * one beyond emergencies, and {@link #checkEmergencies} checks nothing.
     *
     * @param emergencies the numbers
     * @return a copy
     */
    public CallTracer emergencies(EmergencyNumbers emergencies) {
        return new CallTracer(caller, visiting, Objects.requireNonNull(emergencies, "emergencies"), rules);
    }

    /**
     * The same by other rules.
     *
     * @param rules the rules
     * @return a copy
     */
    public CallTracer rules(RoutingRules rules) {
        return new CallTracer(caller, visiting, emergencies, Objects.requireNonNull(rules, "rules"));
    }

    /**
     * Traces a call.
     *
     * @param dialled what is dialled, any text; what cannot be dialled is an outcome too
     * @return the trace
     */
    public CallTrace trace(String dialled) {
        return new Run(Objects.requireNonNull(dialled, "dialled")).trace();
    }

    /**
     * Traces every emergency number, and looks at the dial plan itself. Without emergency numbers nothing can be checked: the report has
     * a finding that says so, and does not pass.
     *
     * @return the traces and all findings
     */
    public EmergencyReport checkEmergencies() {
        if (emergencies.all().isEmpty()) {
            return new EmergencyReport(
                    List.of(),
                    List.of(new RoutingFinding(
                            "EMCC-SIP-0323",
                            FindingSeverity.WARNING,
                            "No emergency number is known, so that none was traced.",
                            "Say which numbers people dial in both countries.")));
        }
        Set<String> numbers = new LinkedHashSet<>(new TreeSet<>(emergencies.visited()));
        numbers.addAll(new TreeSet<>(emergencies.home()));
        List<CallTrace> traces = numbers.stream().map(this::trace).toList();
        Set<RoutingFinding> findings = new LinkedHashSet<>();
        traces.forEach(trace -> findings.addAll(trace.findings()));
        if (caller instanceof EmccCaller emcc) {
            Trail trail = new Trail();
            PlanCheck.of(emcc, emergencies, trail);
            findings.addAll(trail.findings());
        }
        return new EmergencyReport(traces, List.copyOf(findings));
    }

    @Override
    public String toString() {
        return "CallTracer[" + caller.title() + "]";
    }

    /** One call on its way. */
    private final class Run {
        private final String dialled;
        private final ClusterId own = caller.settings().id();
        private final Trail trail = new Trail();
        private final List<ClusterId> clusters = new ArrayList<>();
        private @Nullable RoutingFinding noPstnAccess;

        Run(String dialled) {
            this.dialled = dialled;
        }

        CallTrace trace() {
            clusters.add(own);
            List<SearchSpace> order = caller.searchOrder();
            Router router = new Router(own, caller.plan(), localGroup(), rules, trail);
            begin(order, router);
            Way first = router.route(order, dialled);
            if (caller instanceof InboundCaller && first instanceof Way.Rings rings) {
                trail.step(own, RoutingRule.INBOUND_TO_USER, rings.device() + " rings, wherever it stands", List.of());
            }
            CallOutcome outcome = follow(own, first);
            if (caller instanceof EmccCaller emcc) {
                region(emcc, outcome);
                remarks(emcc, first, outcome);
            }
            return new CallTrace(
                    caller.title(),
                    dialled.length() > Router.MAX_NUMBER ? Require.clip(dialled) : dialled,
                    trail.steps(),
                    decision(first),
                    outcome,
                    clusters,
                    media(outcome),
                    trail.findings());
        }

        private void begin(List<SearchSpace> order, Router router) {
            RoutingRule rule = switch (caller.kind()) {
                case EMCC_CALLER -> RoutingRule.EMCC_CSS_ORDER;
                case ORDINARY_CALLER -> RoutingRule.ORDINARY_CSS_ORDER;
                case INBOUND_CALLER -> RoutingRule.INBOUND_CSS;
            };
            if (caller.kind() == Caller.Kind.EMCC_CALLER) {
                trail.step(own, RoutingRule.HOME_ROUTES, "home " + own + " routes the call", List.of());
            }
            searches(own, rule, order, router);
        }

        private void searches(ClusterId cluster, RoutingRule rule, List<SearchSpace> order, Router router) {
            String found = order.isEmpty()
                    ? "no calling search space: only what lies in no partition is in reach"
                    : "searches "
                            + String.join(
                                    ", ",
                                    order.stream().map(SearchSpace::toString).toList());
            trail.step(
                    cluster, rule, found, order.stream().map(router::described).toList());
        }

        /** What the standard local route group is for this caller (sip 2.2). */
        private LocalGroup localGroup() {
            if (caller instanceof EmccCaller emcc) {
                return pstnAccess(emcc);
            }
            if (caller instanceof OrdinaryCaller ordinary) {
                return poolGroup(ordinary.settings(), ordinary.phone().devicePool(), RoutingRule.SLRG_OF_DEVICE_POOL);
            }
            return new LocalGroup.Nothing(
                    RoutingRule.SLRG_UNRESOLVED, "the local route group of what calls from outside is not known");
        }

        private LocalGroup poolGroup(ClusterSettings settings, DevicePoolName name, RoutingRule rule) {
            Optional<String> group = settings.devicePool(name).flatMap(DevicePool::localRouteGroup);
            return group.<LocalGroup>map(found -> new LocalGroup.Named(found, rule, "device pool " + name))
                    .orElseGet(() -> new LocalGroup.Nothing(
                            RoutingRule.SLRG_UNRESOLVED, "device pool " + name + " names no local route group"));
        }

        /** The PSTN Access trunk, or what is amiss with it. */
        private LocalGroup pstnAccess(EmccCaller emcc) {
            InterclusterServiceProfile profile = emcc.settings().serviceProfile();
            Optional<String> trunk = profile.pstnAccessTrunk();
            if (!profile.pstnAccessActive() || trunk.isEmpty()) {
                return withoutPstnAccess(
                        "EMCC-ICSP-02",
                        FindingSeverity.ERROR,
                        "PSTN Access of " + own + (profile.pstnAccessActive() ? " has no trunk" : " is not active"),
                        "Activate PSTN Access with an EMCC trunk in the inter-cluster service profile.");
            }
            String wrong = ServiceTrunk.problem(emcc.settings(), "PSTN Access", trunk.get());
            if (!wrong.isEmpty()) {
                return withoutPstnAccess(
                        "EMCC-ICSP-04",
                        FindingSeverity.ERROR,
                        wrong,
                        "Choose an EMCC trunk for PSTN Access in the inter-cluster service profile.");
            }
            Optional<RemoteCluster> remote = emcc.settings().remoteCluster(emcc.visiting());
            if (remote.isEmpty()) {
                return withoutPstnAccess(
                        "EMCC-RC-01",
                        FindingSeverity.ERROR,
                        own + " has no record of cluster " + emcc.visiting(),
                        "Add the record of the remote cluster, with PSTN Access ticked.");
            }
            RemoteService service = remote.get().service(InterclusterService.PSTN_ACCESS);
            if (!service.enabled()) {
                return withoutPstnAccess(
                        "EMCC-RC-04",
                        FindingSeverity.WARNING,
                        "PSTN Access is not ticked in the record of " + emcc.visiting(),
                        "Tick PSTN Access in the record of the remote cluster.");
            }
            if (service.activated() == RemoteActivated.FALSE) {
                return withoutPstnAccess(
                        "EMCC-RC-06",
                        FindingSeverity.ERROR,
                        "PSTN Access is not active at " + emcc.visiting(),
                        "Activate PSTN Access there, and update the remote cluster now.");
            }
            List<ServiceAddress> learned = service.addresses();
            return new LocalGroup.PstnAccessTrunk(
                    trunk.get(),
                    emcc.visiting(),
                    learned.isEmpty() ? List.of(remote.get().fullyQualifiedName()) : learned);
        }

        private LocalGroup withoutPstnAccess(String code, FindingSeverity severity, String why, String remedy) {
            noPstnAccess = new RoutingFinding(
                    code,
                    severity,
                    "The standard local route group of an EMCC phone needs PSTN Access, which cannot be used: " + why
                            + ".",
                    remedy);
            return new LocalGroup.Nothing(RoutingRule.PSTN_ACCESS_UNAVAILABLE, why);
        }

        private RoutingDecision decision(Way way) {
            if (way instanceof Way.Rings rings) {
                return new RoutingDecision.OwnPhone(rings.number(), rings.device(), rings.step());
            }
            if (way instanceof Way.ToVisiting access) {
                return new RoutingDecision.PstnAccess(
                        access.trunk(), access.visiting(), access.addresses(), access.number(), access.step());
            }
            if (way instanceof Way.Leaves leaves) {
                return leaves.device() instanceof RouteDevice.InterclusterTrunk trunk
                        ? new RoutingDecision.OrdinaryTrunk(trunk.name(), trunk.peer(), leaves.number(), leaves.step())
                        : new RoutingDecision.OwnGateway(
                                leaves.device().name(), leaves.routeGroup(), leaves.number(), leaves.step());
            }
            Way.Fails fails = (Way.Fails) way;
            return new RoutingDecision.NoRoad(fails.fault(), fails.step());
        }

        /** Follows the call from cluster to cluster, as long as the dial plan of the next one is at hand. */
        private CallOutcome follow(ClusterId from, Way firstWay) {
            ClusterId at = from;
            Way way = firstWay;
            while (true) {
                if (way instanceof Way.Rings rings) {
                    return new CallOutcome.Rings(at, rings.number(), rings.device());
                }
                if (way instanceof Way.Fails fails) {
                    return new CallOutcome.NotRouted(
                            at, fails.fault(), fails.step().found() + ".");
                }
                if (way instanceof Way.ToVisiting access) {
                    clusters.add(access.visiting());
                    if (visiting == null) {
                        return handedOver(access.visiting(), access.trunk(), access.number());
                    }
                    at = access.visiting();
                    way = arrive(visiting, access.number());
                    continue;
                }
                Way.Leaves leaves = (Way.Leaves) way;
                if (!(leaves.device() instanceof RouteDevice.InterclusterTrunk trunk)) {
                    return new CallOutcome.LeavesByGateway(at, leaves.device().name(), leaves.number());
                }
                if (clusters.size() >= rules.maxClusters()) {
                    TraceStep loop = trail.step(
                            at,
                            RoutingRule.CLUSTER_LOOP,
                            "the call has been in " + clusters.size() + " clusters",
                            clusters.stream().map(ClusterId::value).toList());
                    return new CallOutcome.NotRouted(at, RoutingFault.CLUSTER_LOOP, loop.found() + ".");
                }
                clusters.add(trunk.peer());
                Optional<DialPlan> plan = planOf(trunk.peer());
                Optional<RouteDevice.InterclusterTrunk> far =
                        plan.flatMap(known -> trunkTo(known, clusters.get(clusters.size() - 2)));
                if (plan.isEmpty() || far.isEmpty()) {
                    return handedOver(trunk.peer(), trunk.name(), leaves.number());
                }
                at = trunk.peer();
                way = comeIn(at, plan.get(), far.get(), leaves.number());
            }
        }

        private CallOutcome handedOver(ClusterId to, String trunk, String number) {
            trail.step(
                    to,
                    RoutingRule.HANDED_OVER,
                    "the call arrives by " + trunk + " as " + Require.clip(number),
                    List.of());
            return new CallOutcome.HandedOver(to, trunk, number);
        }

        private Optional<DialPlan> planOf(ClusterId cluster) {
            if (cluster.equals(own)) {
                return Optional.of(caller.plan());
            }
            return visiting != null && cluster.equals(visiting.settings().id())
                    ? Optional.of(visiting.plan())
                    : Optional.empty();
        }

        private Optional<RouteDevice.InterclusterTrunk> trunkTo(DialPlan plan, ClusterId peer) {
            for (RouteDevice device : plan.devices().values()) {
                if (device instanceof RouteDevice.InterclusterTrunk trunk
                        && trunk.peer().equals(peer)) {
                    return Optional.of(trunk);
                }
            }
            return Optional.empty();
        }

        private Way comeIn(ClusterId at, DialPlan plan, RouteDevice.InterclusterTrunk trunk, String number) {
            List<SearchSpace> order = trunk.inboundCallingSearchSpace()
                    .map(css -> List.of(new SearchSpace(SearchSpace.Role.INBOUND, css)))
                    .orElse(List.of());
            LocalGroup unknown = new LocalGroup.Nothing(
                    RoutingRule.SLRG_UNRESOLVED, "the local route group of trunk " + trunk.name() + " is not known");
            Router router = new Router(at, plan, unknown, rules, trail);
            searches(at, RoutingRule.INBOUND_CSS, order, router);
            return router.route(order, number);
        }

        /** A PSTN Access call arrives at visiting (sip 2.4). */
        private Way arrive(VisitingSide side, String number) {
            ClusterId at = side.settings().id();
            Optional<SearchSpace> trunk =
                    side.trunkCallingSearchSpace().map(css -> new SearchSpace(SearchSpace.Role.INBOUND, css));
            LocalGroup group = side.phoneKnown()
                    ? poolGroup(side.settings(), side.phone().devicePool(), RoutingRule.SLRG_OF_ORIGINAL_POOL)
                    : side.trunkLocalRouteGroup()
                            .<LocalGroup>map(found ->
                                    new LocalGroup.Named(found, RoutingRule.UNKNOWN_PHONE, "the PSTN Access trunk"))
                            .orElseGet(
                                    () -> new LocalGroup.Nothing(
                                            RoutingRule.SLRG_UNRESOLVED,
                                            "the call does not say which phone it is from, and the trunk's pool names no group"));
            Router router = new Router(at, side.plan(), group, rules, trail);
            boolean useTrunk = cssForPstnAccess(side) == CssForPstnAccess.USE_TRUNK_CSS;
            List<SearchSpace> order;
            if (useTrunk) {
                order = trunk.map(List::of).orElse(List.of());
                searches(at, RoutingRule.USE_TRUNK_CSS, order, router);
            } else if (side.phoneKnown()) {
                order = side.originalDeviceCallingSearchSpace()
                        .map(css -> List.of(new SearchSpace(SearchSpace.Role.ORIGINAL_DEVICE, css)))
                        .orElse(List.of());
                searches(at, RoutingRule.USE_ORIGINAL_DEVICE_CSS, order, router);
            } else if (rules.unknownPhone() == RoutingRules.UnknownPhone.USE_TRUNK_CSS) {
                order = trunk.map(List::of).orElse(List.of());
                searches(at, RoutingRule.UNKNOWN_PHONE, order, router);
            } else {
                return new Way.Fails(
                        RoutingFault.UNKNOWN_PHONE,
                        trail.step(
                                at,
                                RoutingRule.UNKNOWN_PHONE,
                                "the call does not say which phone it is from",
                                List.of()));
            }
            return router.route(order, number);
        }

        private CssForPstnAccess cssForPstnAccess(VisitingSide side) {
            return side.settings()
                    .featureParameters()
                    .valueOrDefault(FeatureParameters.CSS_FOR_PSTN_ACCESS)
                    .orElse(CssForPstnAccess.USE_TRUNK_CSS);
        }

        private MediaPath media(CallOutcome outcome) {
            boolean fromPhone = caller.kind() != Caller.Kind.INBOUND_CALLER;
            boolean fromGateway =
                    caller instanceof InboundCaller inbound && inbound.device().kind() == RouteDevice.Kind.GATEWAY;
            return switch (outcome.kind()) {
                case RINGS -> fromGateway ? MediaPath.PHONE_TO_OWN_GATEWAY : MediaPath.DIRECT;
                case LEAVES_BY_GATEWAY -> fromPhone ? toGateway(outcome.cluster()) : MediaPath.BETWEEN_TRUNKS;
                case HANDED_OVER -> MediaPath.FOR_OTHER_CLUSTER;
                case NOT_ROUTED -> MediaPath.NONE;
            };
        }

        private MediaPath toGateway(ClusterId cluster) {
            if (cluster.equals(own)) {
                return MediaPath.PHONE_TO_OWN_GATEWAY;
            }
            return caller instanceof EmccCaller ? MediaPath.PHONE_TO_VISITING_GATEWAY : MediaPath.PHONE_TO_FAR_GATEWAY;
        }

        /** What a call of an EMCC phone may use (sip 2.6). */
        private void region(EmccCaller emcc, CallOutcome outcome) {
            if (outcome.kind() == CallOutcome.Kind.NOT_ROUTED) {
                return;
            }
            EmccRegion region = EmccRegion.of(emcc.settings().featureParameters());
            trail.step(
                    own,
                    RoutingRule.EMCC_REGION,
                    "audio up to " + region.parameters().audioBitRate() + " kbit/s, video calls up to "
                            + region.parameters().videoBitRate() + " kbit/s",
                    List.of(region.parameters().toString()));
            if (visiting != null) {
                region.differences(
                                own,
                                emcc.visiting(),
                                EmccRegion.of(visiting.settings().featureParameters())
                                        .parameters())
                        .forEach(trail::find);
            }
        }

        /** What an administrator should know of a call of an EMCC phone (emcc-behaviour 10.3). */
        private void remarks(EmccCaller emcc, Way first, CallOutcome outcome) {
            boolean emergency = emergencies.contains(dialled);
            if (emergency) {
                pool(emcc, outcome);
                reaches(emcc, first, outcome);
            }
            if (first instanceof Way.ToVisiting) {
                overTrunk(emcc, emergency);
            } else if (noPstnAccess != null
                    && trail.steps().stream().anyMatch(step -> step.rule() == RoutingRule.PSTN_ACCESS_UNAVAILABLE)) {
                trail.find(noPstnAccess);
            }
        }

        private void pool(EmccCaller emcc, CallOutcome outcome) {
            boolean adjunct = emcc.device()
                    .devicePool()
                    .value()
                    .adjunctCallingSearchSpace()
                    .isPresent();
            String name = emcc.device().devicePool().value().name().value();
            if (emcc.device().devicePool().origin() == Origin.TEMPLATE_DEVICE_POOL) {
                trail.find(
                        "EMCC-GEO-01",
                        adjunct ? FindingSeverity.WARNING : FindingSeverity.ERROR,
                        "No roaming device pool matched the phone's geolocation; device pool " + name
                                + " of the EMCC template is used" + (adjunct ? "." : ", which has no adjunct CSS."),
                        "Set a geolocation at the phone or its device pool that a roaming device pool has too.");
            } else if (!adjunct) {
                trail.find(
                        "EMCC-DP-01",
                        getsThrough(emcc, outcome) ? FindingSeverity.WARNING : FindingSeverity.ERROR,
                        "Roaming device pool " + name + " has no adjunct CSS.",
                        "Give it one with the emergency patterns of the visited country.");
            }
        }

        private void reaches(EmccCaller emcc, Way first, CallOutcome outcome) {
            if (getsThrough(emcc, outcome)) {
                if (!(first instanceof Way.ToVisiting)) {
                    trail.find(
                            "EMCC-DP-02",
                            FindingSeverity.WARNING,
                            "Emergency number " + dialled + " goes to " + emcc.visiting()
                                    + " over an ordinary trunk, so that its gateway is not that of the phone's own pool.",
                            "Lead its pattern over a route list with the standard local route group.");
                }
                return;
            }
            if (endsAtVisitingGateway(emcc, outcome)) {
                String sent = sent(outcome);
                trail.find(
                        "EMCC-DP-02",
                        FindingSeverity.ERROR,
                        "Emergency number " + dialled + " leaves " + emcc.visiting() + " as "
                                + (sent.isEmpty() ? "nothing" : Require.clip(sent))
                                + ", which is no emergency number there.",
                        "Add a translation to the local number to the CSS that visiting searches.");
                return;
            }
            trail.find(
                    "EMCC-DP-02",
                    FindingSeverity.ERROR,
                    "Emergency number " + dialled + " does not reach a gateway of " + emcc.visiting() + ": "
                            + Require.clip(outcome.message(), LONGEST),
                    emergencies.visited().contains(dialled)
                            ? "Add its pattern to the adjunct CSS over a route list with the standard local route group."
                            : "Add its pattern to the adjunct CSS over a route list with the standard local route group,"
                                    + " and a translation to the local number to the inbound CSS of visiting.");
        }

        /** As far as the dial plans at hand tell: visiting's may be unknown. */
        private boolean getsThrough(EmccCaller emcc, CallOutcome outcome) {
            boolean unknown = outcome.kind() == CallOutcome.Kind.HANDED_OVER
                    && emcc.visiting().equals(outcome.cluster());
            return unknown || (endsAtVisitingGateway(emcc, outcome) && isLocal(sent(outcome)));
        }

        /**
         * Whether a number that leaves a gateway of visiting is an emergency number there (sip 2.5, 3). The numbers are known as people
         * dial them, so an access code more or less does not count; where none is known, every number will do.
         */
        private boolean isLocal(String number) {
            return emergencies.visited().isEmpty()
                    || emergencies.visited().stream()
                            .anyMatch(
                                    local -> number.endsWith(local) || (number.length() > 1 && local.endsWith(number)));
        }

        private static String sent(CallOutcome outcome) {
            return outcome instanceof CallOutcome.LeavesByGateway leaves ? leaves.number() : "";
        }

        private boolean endsAtVisitingGateway(EmccCaller emcc, CallOutcome outcome) {
            return outcome.kind() == CallOutcome.Kind.LEAVES_BY_GATEWAY
                    && outcome.cluster().equals(emcc.visiting());
        }

        private void overTrunk(EmccCaller emcc, boolean emergency) {
            if (!emergency) {
                trail.find(
                        "EMCC-DP-03",
                        FindingSeverity.WARNING,
                        Require.clip(dialled) + " goes to " + emcc.visiting()
                                + " by the standard local route group and is not among the emergency numbers (CSCul58705).",
                        "Lead its pattern to a route group by name.");
            }
            if (visiting != null) {
                if (RoutingDefect.CSCVN30046.mayAffect(
                        emcc.settings().release(), visiting.settings().release())) {
                    trail.find(
                            RoutingDefect.CSCVN30046.id(),
                            FindingSeverity.NOTICE,
                            "Visiting is of release " + visiting.settings().release() + ": "
                                    + RoutingDefect.CSCVN30046.headline() + ".",
                            "Ask the vendor for a release with a fix, and test an emergency call.");
                }
                if (cssForPstnAccess(visiting) == CssForPstnAccess.USE_TRUNK_CSS
                        && visiting.trunkCallingSearchSpace().isEmpty()) {
                    trail.find(
                            "EMCC-FP-07",
                            FindingSeverity.WARNING,
                            "Use trunk CSS is chosen at " + emcc.visiting() + ", but its PSTN Access trunk has no CSS.",
                            "Give the trunk an inbound CSS.");
                }
                if (!visiting.phoneKnown()) {
                    trail.find(
                            "EMCC-SIP-0321",
                            FindingSeverity.WARNING,
                            "Visiting cannot tell which phone the call is from.",
                            "Let home say it, or set Use trunk CSS and a local route group of the trunk.");
                }
            }
        }
    }
}
