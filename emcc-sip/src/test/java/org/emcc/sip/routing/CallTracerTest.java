package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.emcc.sip.routing.TwoClusters.LON;
import static org.emcc.sip.routing.TwoClusters.NYC;
import static org.emcc.sip.routing.TwoClusters.SLRG;
import static org.emcc.sip.routing.TwoClusters.dn;
import static org.emcc.sip.routing.TwoClusters.p;
import static org.emcc.sip.routing.TwoClusters.route;
import static org.emcc.sip.routing.TwoClusters.tracer;
import static org.emcc.sip.routing.TwoClusters.visiting;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Phone;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.Origin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTracerTest {
    private static CallTrace trace(DialPlan plan, String dialled) {
        return CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), plan)).trace(dialled);
    }

    private static List<RoutingRule> rules(CallTrace trace) {
        return trace.steps().stream().map(TraceStep::rule).toList();
    }

    @Nested
    class Matching {
        @Test
        void ofEqualMatchesInOnePartitionTheFirstGivenWins() {
            DialPlan plan = TwoClusters.nycPlan()
                    .entry(route("55XX", "pt-pstn", "rl-pstn"))
                    .entry(route("5[5]XX", "pt-pstn", "rl-lon"))
                    .build();
            CallTrace trace = trace(plan, "5555");
            assertThat(trace.decision().kind()).isEqualTo(RoutingDecision.Kind.OWN_GATEWAY);
            assertThat(rules(trace)).contains(RoutingRule.EARLIER_ENTRY_ON_TIE);
        }

        @Test
        void onlyEqualMatchesAreSaidToBeOrdered() {
            DialPlan plan = TwoClusters.nycPlan()
                    .entry(dn("5555", "pt-phones", "SEP000000005555"))
                    .entry(dn("555X", "pt-phones", "SEP000000000555"))
                    .build();
            assertThat(rules(trace(plan, "5555")))
                    .contains(RoutingRule.BEST_MATCH)
                    .doesNotContain(RoutingRule.EARLIER_CSS_ON_TIE, RoutingRule.EARLIER_ENTRY_ON_TIE);
        }

        @Test
        void whatIsInNoPartitionIsReachedLast() {
            DialPlan plan = TwoClusters.nycPlan()
                    .entry(dn("2222", DialPlan.NO_PARTITION, "SEP00000000FFFF"))
                    .entry(dn("3333", DialPlan.NO_PARTITION, "SEP000000003333"))
                    .build();
            assertThat(trace(plan, "2222").outcome()).isEqualTo(new CallOutcome.Rings(NYC, "2222", "SEP000000002222"));
            assertThat(trace(plan, "3333").outcome()).isEqualTo(new CallOutcome.Rings(NYC, "3333", "SEP000000003333"));
            assertThat(plan.partitions(List.of())).containsExactly(DialPlan.NO_PARTITION);
        }

        @Test
        void aMatchThatMoreKeysCouldMakeLongerWaitsUnlessItIsUrgent() {
            // 999 is urgent in the worked example, 112 is not.
            DialPlan plan = TwoClusters.nycPlan()
                    .entry(route("9991", "pt-pstn", "rl-pstn"))
                    .entry(route("112!", "pt-pstn", "rl-pstn"))
                    .build();
            assertThat(rules(trace(plan, "999"))).doesNotContain(RoutingRule.WAITS_FOR_DIGITS);
            assertThat(rules(trace(plan, "112"))).contains(RoutingRule.WAITS_FOR_DIGITS);
            assertThat(rules(tracer().trace("112"))).doesNotContain(RoutingRule.WAITS_FOR_DIGITS);
        }

        @Test
        void theRuleOfTheBestMatchCanBeReplaced() {
            DialPlan plan = TwoClusters.nycPlan()
                    .entry(route("15!", "pt-pstn", "rl-pstn"))
                    .entry(route("1[3-5]XX", "pt-pstn", "rl-lon"))
                    .build();
            CallTracer tracer = CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), plan));
            assertThat(tracer.trace("1515").decision().kind()).isEqualTo(RoutingDecision.Kind.OWN_GATEWAY);
            // Whoever holds that a pattern without end stands for endlessly many numbers.
            RoutingRules other = RoutingRules.builder()
                    .matchRule((pattern, number) -> pattern.text().contains("!")
                            ? BigInteger.TEN.pow(50)
                            : pattern.numbersOfLength(number.length()))
                    .build();
            assertThat(tracer.rules(other).trace("1515").decision().kind())
                    .isEqualTo(RoutingDecision.Kind.ORDINARY_TRUNK);
        }

        @Test
        void aBlockingPatternEndsTheCall() {
            DialPlan plan = TwoClusters.nycPlan()
                    .entry(PlanEntry.RoutePattern.blocking(p("9.1900XXXXXXX"), "pt-pstn"))
                    .build();
            assertThat(trace(plan, "919005551234").outcome().code()).isEqualTo(RoutingFault.BLOCKED.code());
        }

        @Test
        void namesEveryMatchButNotEndlesslyMany() {
            DialPlan.Builder plan = TwoClusters.nycPlan();
            String[] second = {"X", "[2]", "2"};
            for (int i = 0; i < 30; i++) {
                plan.entry(route("6[1" + i % 10 + "]" + second[i / 10] + "!", "pt-pstn", "rl-pstn"));
            }
            TraceStep best = trace(plan.build(), "612345").steps().stream()
                    .filter(step -> step.rule() == RoutingRule.BEST_MATCH)
                    .findFirst()
                    .orElseThrow();
            assertThat(best.lookedAt()).hasSize(21).endsWith("and 10 more that match");
        }
    }

    @Nested
    class Translations {
        private DialPlan.Builder plan(PlanEntry.TranslationPattern... translations) {
            DialPlan.Builder plan = TwoClusters.nycPlan();
            for (PlanEntry.TranslationPattern translation : translations) {
                plan.entry(translation);
            }
            return plan;
        }

        @Test
        void theNewNumberIsLookedUpInTheCssOfTheTranslation() {
            PlanEntry.TranslationPattern own = PlanEntry.TranslationPattern.of(
                    p("77"), "pt-phones", DigitChange.replaceBy("912125551234"), "css-emcc");
            PlanEntry.TranslationPattern wrong = PlanEntry.TranslationPattern.of(
                    p("78"), "pt-phones", DigitChange.replaceBy("912125551234"), "css-line");
            PlanEntry.TranslationPattern originators = PlanEntry.TranslationPattern.withOriginatorsCss(
                    p("79"), "pt-phones", DigitChange.replaceBy("912125551234"));
            DialPlan plan = plan(own, wrong, originators).build();
            assertThat(trace(plan, "77").decision().kind()).isEqualTo(RoutingDecision.Kind.OWN_GATEWAY);
            assertThat(trace(plan, "78").outcome().code()).isEqualTo(RoutingFault.NO_MATCH.code());
            assertThat(trace(plan, "79").decision().kind()).isEqualTo(RoutingDecision.Kind.OWN_GATEWAY);
            assertThat(rules(trace(plan, "77"))).contains(RoutingRule.TRANSLATION);
        }

        @Test
        void aCircleEnds() {
            DialPlan plan = plan(
                            PlanEntry.TranslationPattern.withOriginatorsCss(
                                    p("70"), "pt-phones", DigitChange.replaceBy("71")),
                            PlanEntry.TranslationPattern.withOriginatorsCss(
                                    p("71"), "pt-phones", DigitChange.replaceBy("70")))
                    .build();
            CallTrace trace = trace(plan, "70");
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.TRANSLATION_LOOP.code());
            assertThat(rules(trace).stream().filter(rule -> rule == RoutingRule.TRANSLATION))
                    .hasSize(11);
        }

        @Test
        void aNumberThatGrowsOrVanishesEnds() {
            DialPlan plan = plan(
                            PlanEntry.TranslationPattern.withOriginatorsCss(
                                    p("7!"),
                                    "pt-phones",
                                    new DigitChange(DigitChange.Discard.NONE, "", "7".repeat(50))),
                            PlanEntry.TranslationPattern.withOriginatorsCss(p("66."), "pt-phones", DigitChange.PRE_DOT))
                    .build();
            assertThat(trace(plan, "71").outcome().code()).isEqualTo(RoutingFault.NOT_DIALABLE.code());
            assertThat(trace(plan, "66").outcome().code()).isEqualTo(RoutingFault.NOT_DIALABLE.code());
        }
    }

    @Nested
    class RouteLists {
        private ClusterSettings without(InterclusterServiceProfile profile) {
            return TwoClusters.nyc().toBuilder().serviceProfile(profile).build();
        }

        private ClusterSettings remote(RemoteCluster... remotes) {
            return TwoClusters.nyc().toBuilder()
                    .remoteClusters(List.of(remotes))
                    .build();
        }

        private final RemoteCluster lon =
                RemoteCluster.builder(LON, ServiceAddress.of("cucm-lon")).build();

        private void unavailable(ClusterSettings settings, String why, String code) {
            CallTrace trace = CallTracer.of(
                            TwoClusters.caller(settings, TwoClusters.nycPlan().build()))
                    .emergencies(TwoClusters.EMERGENCIES)
                    .trace("999");
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.NO_USABLE_MEMBER.code());
            assertThat(trace.steps())
                    .filteredOn(step -> step.rule() == RoutingRule.PSTN_ACCESS_UNAVAILABLE)
                    .singleElement()
                    .satisfies(step -> assertThat(step.found()).contains(why));
            assertThat(trace.findings()).extracting(RoutingFinding::code).containsExactly("EMCC-DP-02", code);
            assertThat(trace.findings().get(1).message()).contains(why);
        }

        @Test
        void theStandardLocalRouteGroupNeedsPstnAccess() {
            InterclusterServiceProfile profile = TwoClusters.nyc().serviceProfile();
            unavailable(without(profile.toBuilder().pstnAccessActive(false).build()), "is not active", "EMCC-ICSP-02");
            unavailable(
                    without(InterclusterServiceProfile.builder()
                            .pstnAccessActive(true)
                            .build()),
                    "has no trunk",
                    "EMCC-ICSP-02");
            unavailable(
                    without(profile.toBuilder().pstnAccessTrunk("ict-lon").build()),
                    "names trunk ict-lon, which is not an EMCC trunk there",
                    "EMCC-ICSP-04");
            unavailable(
                    TwoClusters.nyc().toBuilder()
                            .trunks(List.of(new SipTrunk("EMCC-ICT", TrunkServiceType.NONE)))
                            .build(),
                    "names trunk EMCC-ICT, which is not an EMCC trunk there",
                    "EMCC-ICSP-04");
            unavailable(remote(), "has no record of cluster LON", "EMCC-RC-01");
            unavailable(
                    remote(lon.toBuilder()
                            .enabledServices(Set.of(InterclusterService.EMCC))
                            .build()),
                    "is not ticked in the record of LON",
                    "EMCC-RC-04");
            unavailable(
                    remote(lon.toBuilder()
                            .service(
                                    InterclusterService.PSTN_ACCESS,
                                    new RemoteService(true, RemoteActivated.FALSE, List.of()))
                            .build()),
                    "is not active at LON",
                    "EMCC-RC-06");
        }

        @Test
        void theNextMemberIsTakenUnlessRuledOut() {
            DialPlan plan = TwoClusters.nycPlan()
                    .routeList("rl-both", List.of(SLRG, new RouteMember.Group("rg-nyc")))
                    .entry(route("118", "pt-pstn", "rl-both"))
                    .build();
            CallTracer tracer = CallTracer.of(TwoClusters.caller(remote(), plan));
            assertThat(tracer.trace("118").decision().kind()).isEqualTo(RoutingDecision.Kind.OWN_GATEWAY);
            RoutingRules strict =
                    RoutingRules.builder().nextMemberWhenUnavailable(false).build();
            assertThat(tracer.rules(strict).trace("118").outcome().code())
                    .isEqualTo(RoutingFault.NO_USABLE_MEMBER.code());
            assertThat(CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), plan))
                            .trace("118")
                            .decision()
                            .kind())
                    .isEqualTo(RoutingDecision.Kind.PSTN_ACCESS);
        }

        /** The rule is about the standard local route group; a group without devices is passed over in any case. */
        @Test
        void theNextMemberIsTakenBehindAnEmptyGroup() {
            DialPlan plan = TwoClusters.nycPlan()
                    .routeGroup("rg-empty", List.of())
                    .routeList("rl-then", List.of(new RouteMember.Group("rg-empty"), new RouteMember.Group("rg-nyc")))
                    .entry(route("118", "pt-pstn", "rl-then"))
                    .build();
            assertThat(CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), plan))
                            .rules(RoutingRules.builder()
                                    .nextMemberWhenUnavailable(false)
                                    .build())
                            .trace("118")
                            .outcome())
                    .isEqualTo(new CallOutcome.LeavesByGateway(NYC, "gw-nyc", "118"));
        }

        @Test
        void pstnAccessIsUsedWhileNobodySaidWhetherItIsActive() {
            ClusterSettings unknown = remote(lon.toBuilder()
                    .service(
                            InterclusterService.PSTN_ACCESS,
                            new RemoteService(true, RemoteActivated.UNKNOWN, List.of()))
                    .build());
            assertThat(CallTracer.of(TwoClusters.caller(
                                    unknown, TwoClusters.nycPlan().build()))
                            .trace("999")
                            .decision()
                            .kind())
                    .isEqualTo(RoutingDecision.Kind.PSTN_ACCESS);
        }

        @Test
        void aRouteGroupWithoutDevicesLeadsNowhere() {
            DialPlan plan = TwoClusters.nycPlan()
                    .routeGroup("rg-empty", List.of())
                    .routeList("rl-empty", List.of(new RouteMember.Group("rg-empty")))
                    .entry(route("118", "pt-pstn", "rl-empty"))
                    .build();
            CallTrace trace = trace(plan, "118");
            assertThat(rules(trace)).contains(RoutingRule.EMPTY_ROUTE_GROUP, RoutingRule.END_OF_ROUTE_LIST);
        }

        @Test
        void allAddressesThatWereLearnedAreGiven() {
            for (int count = 1; count <= 3; count++) {
                List<ServiceAddress> learned = List.of(
                                ServiceAddress.of("10.2.0.1"),
                                ServiceAddress.of("10.2.0.2"),
                                ServiceAddress.of("10.2.0.3"))
                        .subList(0, count);
                ClusterSettings settings = remote(lon.toBuilder()
                        .service(
                                InterclusterService.PSTN_ACCESS, new RemoteService(true, RemoteActivated.TRUE, learned))
                        .build());
                CallTrace trace = CallTracer.of(TwoClusters.caller(
                                settings, TwoClusters.nycPlan().build()))
                        .trace("999");
                assertThat(((RoutingDecision.PstnAccess) trace.decision()).addresses())
                        .isEqualTo(learned);
            }
        }
    }

    @Nested
    class BetweenClusters {
        @Test
        void aCallThatGoesToAndFroEnds() {
            DialPlan nyc = TwoClusters.nycPlan()
                    .entry(route("5555", "pt-phones", "rl-lon"))
                    .build();
            DialPlan lon = TwoClusters.lonPlan()
                    .routeGroup("rg-nyc", List.of("ict-nyc"))
                    .routeList("rl-nyc", List.of(new RouteMember.Group("rg-nyc")))
                    .entry(route("5555", "pt-phones", "rl-nyc"))
                    .build();
            CallTrace trace = CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), nyc))
                    .visiting(VisitingSide.builder(
                                    TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS), lon, TwoClusters.phone())
                            .build())
                    .trace("5555");
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.CLUSTER_LOOP.code());
            assertThat(trace.clusters()).containsExactly(NYC, LON, NYC, LON, NYC);
        }

        @Test
        void thePlanOfTheOtherClusterMustHaveATrunkBack() {
            DialPlan lon =
                    DialPlan.builder().entry(dn("4444", "", "SEP000000004444")).build();
            CallTrace trace = CallTracer.of(TwoClusters.caller())
                    .visiting(VisitingSide.builder(
                                    TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS), lon, TwoClusters.phone())
                            .build())
                    .trace("84444");
            assertThat(trace.outcome().kind()).isEqualTo(CallOutcome.Kind.HANDED_OVER);
        }

        @Test
        void theOtherClusterMustBeTheOneThatIsVisited() {
            VisitingSide wrong = VisitingSide.builder(
                            TwoClusters.settings(ClusterId.of("PAR"), NYC, "14"),
                            DialPlan.builder().build(),
                            TwoClusters.phone())
                    .build();
            CallTracer tracer = CallTracer.of(TwoClusters.caller());
            assertThatThrownBy(() -> tracer.visiting(wrong))
                    .hasMessage("the visiting cluster must be LON, where the phone stands, but is PAR");
            VisitingSide own = VisitingSide.builder(
                            TwoClusters.nyc(), DialPlan.builder().build(), TwoClusters.phone())
                    .build();
            assertThatThrownBy(() -> tracer.visiting(own)).hasMessageContaining("must not be the caller's own");
            VisitingSide neighbour = VisitingSide.builder(
                            TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS),
                            TwoClusters.lonPlan().build(),
                            Phone.builder(
                                            DeviceName.of("SEP0000000000FF"),
                                            TwoClusters.phone().model(),
                                            DeviceProtocol.SIP,
                                            DevicePoolName.of("dp-LON"))
                                    .build())
                    .build();
            assertThatThrownBy(() -> tracer.visiting(neighbour))
                    .hasMessage(
                            "the phone of the visiting cluster must be SEP0011AABBCCDD, which calls, but is SEP0000000000FF");
            assertThat(CallTracer.of(InboundCaller.of(
                                    TwoClusters.nyc(), TwoClusters.nycPlan().build(), "gw-nyc"))
                            .visiting(neighbour)
                            .trace("2222")
                            .outcome()
                            .kind())
                    .isEqualTo(CallOutcome.Kind.RINGS);
        }

        /** The inbound CSS is that of the trunk from the calling cluster, not of the first that there is. */
        @Test
        void aCallComesInByTheTrunkFromItsCluster() {
            DialPlan lon = DialPlan.builder()
                    .device(RouteDevice.InterclusterTrunk.of("ict-par", ClusterId.of("PAR")))
                    .device(RouteDevice.InterclusterTrunk.of("ict-nyc", NYC)
                            .withInboundCallingSearchSpace("css-phones"))
                    .callingSearchSpace("css-phones", List.of("pt-phones"))
                    .entry(dn("4444", "pt-phones", "SEP000000004444"))
                    .build();
            CallTrace trace = tracer().visiting(VisitingSide.builder(
                                    TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS), lon, TwoClusters.phone())
                            .build())
                    .trace("84444");
            assertThat(trace.outcome()).isEqualTo(new CallOutcome.Rings(LON, "4444", "SEP000000004444"));
            assertThat(trace.media()).isEqualTo(MediaPath.DIRECT);
        }

        /** Sip 2.2: media of a phone and a far gateway, and of a call that comes in and goes out again. */
        @Test
        void mediaGoBetweenThoseWhoTakePart() {
            DialPlan nyc = TwoClusters.nycPlan()
                    .callingSearchSpace("css-out", List.of("pt-out"))
                    .device(RouteDevice.Gateway.of("gw-in").withInboundCallingSearchSpace("css-out"))
                    .entry(route("8.7777", "pt-out", "rl-lon").with(DigitChange.PRE_DOT))
                    .entry(route("6666", "pt-out", "rl-pstn"))
                    .build();
            DialPlan lon = TwoClusters.lonPlan()
                    .routeList("rl-gw", List.of(new RouteMember.Group("rg-other")))
                    .entry(route("7777", "pt-phones", "rl-gw"))
                    .build();
            VisitingSide side = VisitingSide.builder(
                            TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS), lon, TwoClusters.phone())
                    .build();
            Phone neighbour = Phone.builder(
                            DeviceName.of("SEP0000000000FF"),
                            TwoClusters.phone().model(),
                            DeviceProtocol.SIP,
                            DevicePoolName.of("dp-NYC"))
                    .build();
            Caller ordinary = OrdinaryCaller.builder(TwoClusters.nyc(), nyc, neighbour)
                    .deviceCallingSearchSpace("css-out")
                    .build();
            Caller visitor = EmccCaller.builder(TwoClusters.nyc(), nyc, TwoClusters.alice(), LON)
                    .lineCallingSearchSpace("css-out")
                    .build();
            Caller inbound = InboundCaller.of(TwoClusters.nyc(), nyc, "gw-in");
            assertThat(media(ordinary, side, "87777")).isEqualTo(MediaPath.PHONE_TO_FAR_GATEWAY);
            assertThat(media(visitor, side, "87777")).isEqualTo(MediaPath.PHONE_TO_VISITING_GATEWAY);
            assertThat(media(inbound, side, "87777")).isEqualTo(MediaPath.BETWEEN_TRUNKS);
            assertThat(media(ordinary, side, "6666")).isEqualTo(MediaPath.PHONE_TO_OWN_GATEWAY);
            assertThat(media(inbound, side, "6666")).isEqualTo(MediaPath.BETWEEN_TRUNKS);
        }

        private MediaPath media(Caller caller, VisitingSide side, String dialled) {
            return CallTracer.of(caller).visiting(side).trace(dialled).media();
        }

        @Test
        void nobodyVisitsHisOwnCluster() {
            EmccCaller.Builder builder =
                    EmccCaller.builder(TwoClusters.nyc(), TwoClusters.nycPlan().build(), TwoClusters.alice(), NYC);
            assertThatThrownBy(builder::build).hasMessage("the visiting cluster must not be home, but is NYC");
        }

        @Test
        void theTrunkOfPstnAccessWithoutACssIsRemarked() {
            CallTrace trace = tracer().visiting(VisitingSide.builder(
                                    TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS),
                                    TwoClusters.lonPlan().build(),
                                    TwoClusters.phone())
                            .build())
                    .trace("999");
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.NO_MATCH.code());
            assertThat(trace.findings())
                    .extracting(RoutingFinding::code)
                    .containsExactlyInAnyOrder("EMCC-FP-07", "EMCC-DP-02");
        }
    }

    @Nested
    class DevicePools {
        private List<RoutingFinding> findings(DevicePool pool, Origin origin, DialPlan plan) {
            EmccCaller caller = EmccCaller.builder(
                            TwoClusters.nyc(), plan, TwoClusters.device(pool, origin, "css-emcc"), LON)
                    .lineCallingSearchSpace("css-line")
                    .build();
            return CallTracer.of(caller)
                    .visiting(visiting(CssForPstnAccess.USE_TRUNK_CSS).build())
                    .emergencies(new EmergencyNumbers(Set.of(), Set.of("999")))
                    .trace("999")
                    .findings();
        }

        private final DevicePool with = TwoClusters.pool("rdp")
                .adjunctCallingSearchSpace("css-emergency-UK")
                .build();
        private final DevicePool without = TwoClusters.pool("rdp").build();
        private final DialPlan plan = TwoClusters.nycPlan().build();
        private final DialPlan shared = TwoClusters.nycPlan()
                .entry(route("999", "pt-emergency-US", "rl-local"))
                .build();

        @Test
        void aPoolOfTheTemplateIsRemarkedAndWithoutAnAdjunctCssAnError() {
            assertThat(findings(with, Origin.TEMPLATE_DEVICE_POOL, plan))
                    .extracting(RoutingFinding::code, RoutingFinding::severity)
                    .containsExactly(tuple("EMCC-GEO-01", FindingSeverity.WARNING));
            assertThat(findings(without, Origin.TEMPLATE_DEVICE_POOL, shared))
                    .extracting(RoutingFinding::code, RoutingFinding::severity)
                    .containsExactly(tuple("EMCC-GEO-01", FindingSeverity.ERROR));
        }

        /** Sip 2.5: the adjunct CSS may be skipped when the clusters share patterns and the standard local route group is in use. */
        @Test
        void aRoamingPoolWithoutAnAdjunctCssIsAnErrorUnlessPatternsAreShared() {
            assertThat(findings(with, Origin.ROAMING_DEVICE_POOL, plan)).isEmpty();
            assertThat(findings(without, Origin.ROAMING_DEVICE_POOL, plan))
                    .extracting(RoutingFinding::code, RoutingFinding::severity)
                    .containsExactly(
                            tuple("EMCC-DP-01", FindingSeverity.ERROR), tuple("EMCC-DP-02", FindingSeverity.ERROR));
            assertThat(findings(without, Origin.ROAMING_DEVICE_POOL, shared))
                    .extracting(RoutingFinding::code, RoutingFinding::severity)
                    .containsExactly(tuple("EMCC-DP-01", FindingSeverity.WARNING));
        }

        /** What visiting does is not known there; as far as home goes, the patterns are shared. */
        @Test
        void aRoamingPoolWithoutAnAdjunctCssIsAWarningWhereHomeLeadsToVisiting() {
            EmccCaller caller = EmccCaller.builder(
                            TwoClusters.nyc(),
                            shared,
                            TwoClusters.device(without, Origin.ROAMING_DEVICE_POOL, "css-emcc"),
                            LON)
                    .lineCallingSearchSpace("css-line")
                    .build();
            assertThat(CallTracer.of(caller)
                            .emergencies(TwoClusters.EMERGENCIES)
                            .trace("999")
                            .findings())
                    .extracting(RoutingFinding::code, RoutingFinding::severity)
                    .containsExactly(tuple("EMCC-DP-01", FindingSeverity.WARNING));
        }

        /** Sip 2.5, 3: visiting must translate the home habit; a gateway abroad does nothing with it. */
        @Test
        void aHomeHabitThatLeavesVisitingAsItIsIsAnError() {
            DialPlan untranslated = DialPlan.builder()
                    .device(RouteDevice.Gateway.of("gw-lon"))
                    .routeGroup("rg-local", List.of("gw-lon"))
                    .routeList("rl-local", List.of(SLRG))
                    .callingSearchSpace("css-trunk", List.of("pt-all"))
                    .entry(route("9.!", "pt-all", "rl-local").with(DigitChange.PRE_DOT))
                    .entry(route("999", "pt-all", "rl-local"))
                    .entry(route("112", "pt-all", "rl-local"))
                    .build();
            EmergencyReport report = CallTracer.of(TwoClusters.caller())
                    .visiting(VisitingSide.builder(
                                    TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS), untranslated, TwoClusters.phone())
                            .trunkCallingSearchSpace("css-trunk")
                            .build())
                    .emergencies(TwoClusters.EMERGENCIES)
                    .checkEmergencies();
            assertThat(report.passes()).isFalse();
            assertThat(report.findings())
                    .extracting(RoutingFinding::code, RoutingFinding::severity, RoutingFinding::message)
                    .containsExactly(
                            tuple(
                                    "EMCC-DP-02",
                                    FindingSeverity.ERROR,
                                    "Emergency number 911 leaves LON as 11, which is no emergency number there."),
                            tuple(
                                    "EMCC-DP-02",
                                    FindingSeverity.ERROR,
                                    "Emergency number 9911 leaves LON as 911, which is no emergency number there."));
            // Where nobody says which numbers are those of the visited country, none is held against the plan.
            assertThat(CallTracer.of(TwoClusters.caller())
                            .visiting(VisitingSide.builder(
                                            TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS),
                                            untranslated,
                                            TwoClusters.phone())
                                    .trunkCallingSearchSpace("css-trunk")
                                    .build())
                            .emergencies(new EmergencyNumbers(Set.of("9911"), Set.of()))
                            .trace("9911")
                            .findings())
                    .isEmpty();
        }

        /** The access code may be off already, or still be on; a single key is no number. */
        @ParameterizedTest
        @CsvSource({
            "999, 999, true",
            "999, 0999, true",
            "9999, 999, true",
            "8999, 0999, false",
            "9, 999, false",
            "99, 112, false",
        })
        void anAccessCodeMoreOrLessMakesNoOtherNumber(String sent, String visited, boolean known) {
            DialPlan plan = DialPlan.builder()
                    .device(RouteDevice.Gateway.of("gw-lon"))
                    .routeGroup("rg-local", List.of("gw-lon"))
                    .routeList("rl-local", List.of(SLRG))
                    .callingSearchSpace("css-any", List.of())
                    .entry(route("911", "", "rl-local").with(DigitChange.replaceBy(sent)))
                    .build();
            CallTrace trace = CallTracer.of(TwoClusters.caller())
                    .visiting(VisitingSide.builder(
                                    TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS), plan, TwoClusters.phone())
                            .trunkCallingSearchSpace("css-any")
                            .build())
                    .emergencies(new EmergencyNumbers(Set.of("911"), Set.of(visited)))
                    .trace("911");
            assertThat(trace.outcome()).isEqualTo(new CallOutcome.LeavesByGateway(LON, "gw-lon", sent));
            assertThat(trace.findings())
                    .extracting(RoutingFinding::code)
                    .isEqualTo(known ? List.of() : List.of("EMCC-DP-02"));
        }

        /** Sip 2.5, 2: over a route list with the standard local route group, else the gateway may be that of another town. */
        @Test
        void anEmergencyCallOverAnOrdinaryTrunkIsRemarked() {
            DialPlan byTrunk = TwoClusters.nycPlan()
                    .callingSearchSpace("css-other", List.of("pt-other"))
                    .entry(route("999", "pt-other", "rl-lon"))
                    .build();
            DevicePool pool = TwoClusters.pool("rdp")
                    .adjunctCallingSearchSpace("css-other")
                    .build();
            EmccCaller caller = EmccCaller.builder(
                            TwoClusters.nyc(),
                            byTrunk,
                            TwoClusters.device(pool, Origin.ROAMING_DEVICE_POOL, "css-emcc"),
                            LON)
                    .build();
            assertThat(CallTracer.of(caller)
                            .emergencies(TwoClusters.EMERGENCIES)
                            .trace("999")
                            .findings())
                    .extracting(RoutingFinding::code, RoutingFinding::severity)
                    .containsExactly(tuple("EMCC-DP-02", FindingSeverity.WARNING));
        }

        /** A cluster ID has up to 255 characters, and a number grows on its way: a finding is made of them all the same. */
        @Test
        void theLongestNamesMakeAFindingToo() {
            ClusterId home = ClusterId.of("H".repeat(255));
            ClusterId visited = ClusterId.of("V".repeat(255));
            ClusterId third = ClusterId.of("T".repeat(255));
            String trunk = "t".repeat(128);
            String group = "g".repeat(50);
            DialPlan plan = DialPlan.builder()
                    .device(RouteDevice.InterclusterTrunk.of(trunk, third))
                    .routeGroup(group, List.of(trunk))
                    .routeList(group, List.of(new RouteMember.Group(group)))
                    .entry(longer("999", "1"))
                    .entry(longer("1!", "2"))
                    .entry(longer("2!", "3"))
                    .entry(longer("3!", "4"))
                    .entry(route("4!", "", group).with(new DigitChange(DigitChange.Discard.NONE, "", "5".repeat(50))))
                    .build();
            ClusterSettings settings = ClusterSettings.builder(home, Release.parse("14SU2"))
                    .remoteClusters(List.of(RemoteCluster.builder(visited, ServiceAddress.of("cucm"))
                            .build()))
                    .build();
            EmccCaller caller = EmccCaller.builder(settings, plan, TwoClusters.alice(), visited)
                    .build();
            CallTrace trace =
                    CallTracer.of(caller).emergencies(TwoClusters.EMERGENCIES).trace("999");
            assertThat(trace.outcome().kind()).isEqualTo(CallOutcome.Kind.HANDED_OVER);
            assertThat(trace.outcome().message()).hasSizeGreaterThan(700);
            assertThat(trace.findings()).extracting(RoutingFinding::code).containsExactly("EMCC-DP-02");
        }

        private static PlanEntry longer(String pattern, String digit) {
            return PlanEntry.TranslationPattern.withOriginatorsCss(
                    p(pattern), "", new DigitChange(DigitChange.Discard.NONE, "", digit.repeat(50)));
        }

        /** Sip 2.3: what a translation leads to is in reach as well, and what that leads to. */
        @Test
        void patternsBehindTranslationsAreLookedAt() {
            DialPlan behind = TwoClusters.nycPlan()
                    .callingSearchSpace("css-a", List.of("pt-a"))
                    .callingSearchSpace("css-b", List.of("pt-b", "pt-a"))
                    .entry(PlanEntry.TranslationPattern.of(p("70"), "pt-phones", DigitChange.replaceBy("71"), "css-a"))
                    .entry(PlanEntry.TranslationPattern.of(p("71"), "pt-a", DigitChange.replaceBy("72"), "css-b"))
                    .entry(route("72", "pt-b", "rl-local"))
                    .entry(route("73", "pt-nobody", "rl-local"))
                    .build();
            assertThat(CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), behind))
                            .emergencies(TwoClusters.EMERGENCIES)
                            .checkEmergencies()
                            .findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message())
                            .contains("route pattern 72 in partition pt-b.")
                            .doesNotContain("73"));
        }

        /** What nobody said is not checked, and never passes. */
        @Test
        void withoutEmergencyNumbersNothingPasses() {
            EmergencyReport report = CallTracer.of(TwoClusters.caller()).checkEmergencies();
            assertThat(report.traces()).isEmpty();
            assertThat(report.findings()).extracting(RoutingFinding::code).containsExactly("EMCC-SIP-0323");
            assertThat(report.passes()).isFalse();
        }

        @Test
        void moreThanEmergenciesInTheAdjunctCssIsRemarked() {
            DialPlan wide = TwoClusters.nycPlan()
                    .entry(dn("5000", "pt-emergency-UK", "SEP000000005000"))
                    .build();
            assertThat(CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), wide))
                            .emergencies(TwoClusters.EMERGENCIES)
                            .checkEmergencies()
                            .findings())
                    .extracting(RoutingFinding::code)
                    .containsExactly("EMCC-DP-04");
        }

        @Test
        void aPatternIsForEmergenciesWhenAllItsNumbersAre() {
            Set<String> numbers = new EmergencyNumbers(Set.of("911"), Set.of("112", "119")).all();
            assertThat(PlanCheck.isWithin(p("911"), numbers)).isTrue();
            assertThat(PlanCheck.isWithin(p("11[29]"), numbers)).isTrue();
            assertThat(PlanCheck.isWithin(p("11[28]"), numbers)).isFalse();
            assertThat(PlanCheck.isWithin(p("9.911"), numbers)).isFalse();
            assertThat(PlanCheck.isWithin(p("9!"), numbers)).isFalse();
            assertThat(PlanCheck.isWithin(p("9?11"), numbers)).isFalse();
        }
    }

    @Nested
    class Plans {
        @Test
        void everythingThatIsNamedMustBeThere() {
            assertThatThrownBy(() -> DialPlan.builder()
                            .entry(route("1", "a", "rl-gone"))
                            .entry(route("1", "a", "rl-gone"))
                            .entry(PlanEntry.TranslationPattern.of(p("2"), "a", DigitChange.NONE, "css-gone"))
                            .routeList("rl", List.of(new RouteMember.Group("rg-gone")))
                            .routeGroup("rg", List.of("gw-gone"))
                            .device(RouteDevice.Gateway.of("gw").withInboundCallingSearchSpace("css-away"))
                            .device(RouteDevice.Gateway.of("gw"))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dial plan does not fit together: device gw is there twice; ")
                    .hasMessageContaining("route pattern 1 in partition a names route list rl-gone, which is not there")
                    .hasMessageContaining("route pattern 1 in partition a is there twice")
                    .hasMessageContaining("names calling search space css-gone")
                    .hasMessageContaining("route list rl names route group rg-gone")
                    .hasMessageContaining("route group rg names device gw-gone")
                    .hasMessageContaining("names calling search space css-away");
        }

        @Test
        void aCopyIsEqual() {
            DialPlan plan = TwoClusters.nycPlan().build();
            assertThat(plan.toBuilder().build()).isEqualTo(plan).hasSameHashCodeAs(plan);
            assertThat(plan.toBuilder().entry(dn("1", "x", "y")).build()).isNotEqualTo(plan);
        }

        @Test
        void aCssThatIsNotInThePlanGivesNothing() {
            EmccCaller caller = EmccCaller.builder(
                            TwoClusters.nyc(), TwoClusters.nycPlan().build(), TwoClusters.alice(), LON)
                    .lineCallingSearchSpace("css-unknown")
                    .build();
            CallTrace trace = CallTracer.of(caller).trace("2222");
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.NO_MATCH.code());
            assertThat(trace.steps().get(1).lookedAt()).contains("line CSS css-unknown, which is not in the dial plan");
        }

        @Test
        void whatWasDialledAddsNoLineToTheText() {
            CallTrace trace = tracer().trace("9\n1\u001b");
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.NOT_DIALABLE.code());
            assertThat(trace.text()).startsWith("9?1? dialled on ");
            assertThat(trace.text().lines()).hasSize(trace.steps().size() + 2);
            assertThat(trace.toString()).startsWith("CallTrace[9?1? on ");
        }

        @Test
        void theTextOfATraceTellsTheWholeStory() {
            String text = tracer().trace("911").text();
            assertThat(text)
                    .startsWith("911 dialled on SEP0011AABBCCDD of alice, visiting LON\n")
                    .contains("NYC: to LON over PSTN Access trunk EMCC-ICT as 911 [sip 2.2, row 4, documented]")
                    .contains("LON: 911 becomes 999 [sip 2.5, 3, documented]")
                    .endsWith("The call leaves by gateway gw-lon of cluster LON as 999.\n");
        }
    }
}
