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
import org.emcc.core.device.DevicePool;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.Origin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

        private void unavailable(ClusterSettings settings, String why) {
            CallTrace trace = CallTracer.of(
                            TwoClusters.caller(settings, TwoClusters.nycPlan().build()))
                    .emergencies(TwoClusters.EMERGENCIES)
                    .trace("999");
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.NO_USABLE_MEMBER.code());
            assertThat(trace.steps())
                    .filteredOn(step -> step.rule() == RoutingRule.PSTN_ACCESS_UNAVAILABLE)
                    .singleElement()
                    .satisfies(step -> assertThat(step.found()).contains(why));
            assertThat(trace.findings()).extracting(RoutingFinding::code).contains("EMCC-ICSP-02", "EMCC-DP-02");
        }

        @Test
        void theStandardLocalRouteGroupNeedsPstnAccess() {
            InterclusterServiceProfile profile = TwoClusters.nyc().serviceProfile();
            unavailable(without(profile.toBuilder().pstnAccessActive(false).build()), "is not active");
            unavailable(
                    without(InterclusterServiceProfile.builder()
                            .pstnAccessActive(true)
                            .build()),
                    "has no trunk");
            unavailable(remote(), "has no record of cluster LON");
            unavailable(
                    remote(lon.toBuilder()
                            .enabledServices(Set.of(InterclusterService.EMCC))
                            .build()),
                    "is not ticked in the record of LON");
            unavailable(
                    remote(lon.toBuilder()
                            .service(
                                    InterclusterService.PSTN_ACCESS,
                                    new RemoteService(true, RemoteActivated.FALSE, List.of()))
                            .build()),
                    "is not active at LON");
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
            EmergencyNumbers numbers = new EmergencyNumbers(Set.of("911"), Set.of("112", "119"));
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
