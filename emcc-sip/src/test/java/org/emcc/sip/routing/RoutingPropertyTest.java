package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.device.DevicePool;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;
import org.emcc.core.session.Origin;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** What holds for every dial plan and every number. */
class RoutingPropertyTest {
    private static final String[] PATTERNS = {
        "911", "9.911", "999", "9!", "9.!", "XXX", "X", "!", "1XX", "[1-5]X", "9.1XX", "11[2-9]", "2222", "\\+!",
        "8.XXXX", "*1", "#", "X?", "9X+", "[^9]!"
    };
    private static final String KEYS = "0123456789*#+AX \u00e4";

    @Test
    void everyCallHasADecisionWithAReasonAndAnEnd() {
        Set<CallOutcome.Kind> ends = EnumSet.noneOf(CallOutcome.Kind.class);
        Set<RoutingDecision.Kind> roads = EnumSet.noneOf(RoutingDecision.Kind.class);
        int cases = Seeds.cases(80_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            CallTracer tracer = tracer(random);
            String dialled = number(random);
            try {
                CallTrace trace = tracer.trace(dialled);
                check(trace, dialled);
                assertThat(tracer.trace(dialled)).isEqualTo(trace);
                ends.add(trace.outcome().kind());
                roads.add(trace.decision().kind());
                if (i % 10 == 0) {
                    EmergencyReport report = tracer.checkEmergencies();
                    assertThat(report.passes())
                            .isEqualTo(!report.traces().isEmpty()
                                    && report.findings().stream()
                                            .noneMatch(finding -> finding.severity() == FindingSeverity.ERROR));
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i + ": " + dialled, e);
            }
        }
        assertThat(ends).as("ends of " + cases + " calls").containsExactly(CallOutcome.Kind.values());
        assertThat(roads).as("roads of " + cases + " calls").containsExactly(RoutingDecision.Kind.values());
    }

    private static void check(CallTrace trace, String dialled) {
        assertThat(trace.steps()).contains(trace.decision().reason());
        assertThat(trace.decision().reason().rule().section()).isNotEmpty();
        assertThat(trace.outcome().message()).endsWith(".");
        assertThat(trace.outcome().code()).startsWith("EMCC-SIP-03");
        assertThat(trace.outcome().remedy().isEmpty()).isEqualTo(trace.outcome().kind() != CallOutcome.Kind.NOT_ROUTED);
        assertThat(trace.media() == MediaPath.NONE).isEqualTo(trace.outcome().kind() == CallOutcome.Kind.NOT_ROUTED);
        assertThat(trace.clusters().get(0)).isEqualTo(trace.steps().get(0).cluster());
        assertThat(trace.clusters().get(trace.clusters().size() - 1))
                .isEqualTo(trace.outcome().cluster());
        assertThat(trace.clusters()).hasSizeLessThanOrEqualTo(6);
        assertThat(trace.text())
                .startsWith((dialled.length() > 255 ? Require.clip(dialled) : dialled) + " dialled on ");
        for (int i = 1; i < trace.clusters().size(); i++) {
            assertThat(trace.clusters().get(i)).isNotEqualTo(trace.clusters().get(i - 1));
        }
        // A call of an EMCC phone leaves its cluster over the EMCC trunk only by the standard local route group.
        boolean byGroup = trace.steps().stream().anyMatch(step -> step.rule() == RoutingRule.SLRG_TO_VISITING);
        assertThat(trace.decision().kind() == RoutingDecision.Kind.PSTN_ACCESS || !byGroup)
                .isTrue();
        // The local route group of the roaming device pool is never used.
        assertThat(trace.text()).doesNotContain("gw-roaming");
    }

    private static String number(RandomGenerator random) {
        if (random.nextInt(3) == 0) {
            return List.of("911", "9911", "999", "112", "2222", "84444", "", "9".repeat(300))
                    .get(random.nextInt(8));
        }
        StringBuilder number = new StringBuilder();
        for (int c = random.nextInt(6); c > 0; c--) {
            number.append(KEYS.charAt(random.nextInt(random.nextInt(4) == 0 ? KEYS.length() : 10)));
        }
        return number.toString();
    }

    private static CallTracer tracer(RandomGenerator random) {
        ClusterSettings nyc = TwoClusters.nyc();
        if (random.nextInt(4) == 0) {
            nyc = nyc.toBuilder().remoteClusters(List.of()).build();
        }
        DevicePool.Builder pool = TwoClusters.pool("rdp").localRouteGroup("rg-roaming");
        if (random.nextBoolean()) {
            pool.adjunctCallingSearchSpace("css-" + random.nextInt(4));
        }
        EmccCaller.Builder emcc = EmccCaller.builder(
                nyc,
                plan(random, TwoClusters.LON),
                TwoClusters.device(
                        pool.build(),
                        random.nextBoolean() ? Origin.ROAMING_DEVICE_POOL : Origin.TEMPLATE_DEVICE_POOL,
                        random.nextBoolean() ? "css-" + random.nextInt(4) : ""),
                TwoClusters.LON);
        if (random.nextBoolean()) {
            emcc.lineCallingSearchSpace("css-" + random.nextInt(5));
        }
        EmccCaller caller = emcc.build();
        Caller who = switch (random.nextInt(6)) {
            case 0 -> InboundCaller.of(nyc, caller.plan(), random.nextBoolean() ? "gw-0" : "ict");
            case 1 ->
                OrdinaryCaller.builder(TwoClusters.nyc(), caller.plan(), TwoClusters.phone())
                        .deviceCallingSearchSpace("css-0")
                        .build();
            default -> caller;
        };
        CallTracer tracer = CallTracer.of(who)
                .emergencies(random.nextBoolean() ? TwoClusters.EMERGENCIES : EmergencyNumbers.NONE)
                .rules(RoutingRules.builder()
                        .unknownPhone(
                                random.nextBoolean()
                                        ? RoutingRules.UnknownPhone.REFUSE
                                        : RoutingRules.UnknownPhone.USE_TRUNK_CSS)
                        .nextMemberWhenUnavailable(random.nextBoolean())
                        .maxTranslations(1 + random.nextInt(5))
                        .build());
        if (random.nextInt(4) == 0) {
            return tracer;
        }
        VisitingSide.Builder visiting = VisitingSide.builder(
                        TwoClusters.lon(
                                random.nextBoolean()
                                        ? CssForPstnAccess.USE_TRUNK_CSS
                                        : CssForPstnAccess.USE_PHONES_ORIGINAL_DEVICE_CSS),
                        plan(random, TwoClusters.NYC),
                        TwoClusters.phone())
                .phoneKnown(random.nextInt(4) > 0);
        if (random.nextBoolean()) {
            visiting.trunkCallingSearchSpace("css-" + random.nextInt(5));
        }
        if (random.nextBoolean()) {
            visiting.originalDeviceCallingSearchSpace("css-" + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            visiting.trunkLocalRouteGroup("rg-" + random.nextInt(3));
        }
        return tracer.visiting(visiting.build());
    }

    /** A plan of four calling search spaces over four partitions, three route lists, gateways, a trunk and a group that nobody may use. */
    private static DialPlan plan(RandomGenerator random, ClusterId peer) {
        DialPlan.Builder plan = DialPlan.builder()
                .device(RouteDevice.Gateway.of("gw-0").withInboundCallingSearchSpace("css-0"))
                .device(RouteDevice.Gateway.of("gw-1"))
                .device(RouteDevice.Gateway.of("gw-roaming"))
                .device(RouteDevice.InterclusterTrunk.of("ict", peer).withInboundCallingSearchSpace("css-1"))
                .routeGroup("rg-0", List.of("gw-0", "gw-1"))
                .routeGroup("rg-1", List.of("ict"))
                .routeGroup("rg-2", List.of())
                .routeGroup("rg-local", List.of("gw-1"))
                .routeGroup("rg-roaming", List.of("gw-roaming"));
        for (int i = 0; i < 3; i++) {
            List<RouteMember> members = new ArrayList<>();
            for (int m = random.nextInt(3); m >= 0; m--) {
                members.add(
                        random.nextInt(3) == 0 ? TwoClusters.SLRG : new RouteMember.Group("rg-" + random.nextInt(3)));
            }
            plan.routeList("rl-" + i, members);
        }
        for (int i = 0; i < 4; i++) {
            plan.callingSearchSpace("css-" + i, List.of("pt-" + random.nextInt(4), "pt-" + random.nextInt(4)));
        }
        Set<String> used = new HashSet<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            String text = PATTERNS[random.nextInt(PATTERNS.length)];
            String partition = random.nextInt(6) == 0 ? "" : "pt-" + random.nextInt(4);
            if (used.add(text + " " + partition)) {
                plan.entry(entry(random, DialPattern.of(text), partition));
            }
        }
        return plan.build();
    }

    private static PlanEntry entry(RandomGenerator random, DialPattern pattern, String partition) {
        DigitChange change = switch (random.nextInt(4)) {
            case 0 -> DigitChange.PRE_DOT;
            case 1 -> DigitChange.replaceBy("999");
            case 2 -> new DigitChange(DigitChange.Discard.TRAILING_POUND, "", "9");
            default -> DigitChange.NONE;
        };
        return switch (random.nextInt(6)) {
            case 0 -> new PlanEntry.DirectoryNumber(pattern, partition, "SEP" + random.nextInt(1000));
            case 1 -> PlanEntry.TranslationPattern.withOriginatorsCss(pattern, partition, change);
            case 2 -> PlanEntry.TranslationPattern.of(pattern, partition, change, "css-" + random.nextInt(4));
            case 3 ->
                random.nextInt(4) == 0
                        ? PlanEntry.RoutePattern.blocking(pattern, partition)
                        : PlanEntry.RoutePattern.over(pattern, partition, "rl-0")
                                .withUrgentPriority();
            default ->
                PlanEntry.RoutePattern.over(pattern, partition, "rl-" + random.nextInt(3))
                        .with(change);
        };
    }

    /** Twice the patterns in reach are twice the comparisons, and what is out of reach costs nothing. */
    @Test
    void theWorkGrowsWithThePatternsInReach() {
        assertThat(compared(1000, 0)).isEqualTo(1001);
        assertThat(compared(2000, 0)).isEqualTo(2001);
        assertThat(compared(4000, 0)).isEqualTo(4001);
        assertThat(compared(1000, 5000)).isEqualTo(1001);
    }

    private static int compared(int inReach, int outOfReach) {
        DialPlan.Builder plan = DialPlan.builder()
                .callingSearchSpace("css-line", List.of("pt-a", "pt-a"))
                .entry(TwoClusters.dn("911", "pt-a", "SEP1"));
        for (int i = 0; i < inReach; i++) {
            plan.entry(TwoClusters.dn("2" + i, i % 3 == 0 ? "" : "pt-a", "SEP" + i));
        }
        for (int i = 0; i < outOfReach; i++) {
            plan.entry(TwoClusters.dn("3" + i, "pt-b", "SEP" + i));
        }
        CallTrace trace = CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), plan.build()))
                .trace("911");
        String best = trace.steps().stream()
                .filter(step -> step.rule() == RoutingRule.BEST_MATCH)
                .findFirst()
                .orElseThrow()
                .found();
        Matcher count = Pattern.compile("of (\\d+) patterns compared").matcher(best);
        assertThat(count.find()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    @Test
    void everyRuleNamesItsSection() {
        Pattern section = Pattern.compile("(sip|emcc-behaviour) \\d.*");
        for (RoutingRule rule : RoutingRule.values()) {
            assertThat(rule.section()).matches(section);
            assertThat(rule.sentence()).isNotBlank().doesNotEndWith(".");
        }
    }
}
