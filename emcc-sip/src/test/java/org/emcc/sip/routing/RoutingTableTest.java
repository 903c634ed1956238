package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.sip.routing.TwoClusters.LON;
import static org.emcc.sip.routing.TwoClusters.NYC;
import static org.emcc.sip.routing.TwoClusters.route;
import static org.emcc.sip.routing.TwoClusters.tracer;
import static org.emcc.sip.routing.TwoClusters.visiting;

import java.util.List;
import java.util.Set;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of sip 2.2 to 2.5, one by one. */
class RoutingTableTest {
    /** Sip 2.2: the number dialled in London, the road, the rule that decided, the clusters, the media, the end. */
    @ParameterizedTest
    @CsvSource({
        "2222, OWN_PHONE, DIRECTORY_NUMBER, NYC, DIRECT, Phone SEP000000002222 of cluster NYC rings as 2222.",
        "84444, ORDINARY_TRUNK, ORDINARY_TRUNK, NYC LON, DIRECT, Phone SEP000000004444 of cluster LON rings as 4444.",
        "912125551234, OWN_GATEWAY, HOME_GATEWAY, NYC, PHONE_TO_OWN_GATEWAY, The call leaves by gateway gw-nyc of cluster NYC as 12125551234.",
        "999, PSTN_ACCESS, SLRG_TO_VISITING, NYC LON, PHONE_TO_VISITING_GATEWAY, The call leaves by gateway gw-lon of cluster LON as 999.",
        "9999, PSTN_ACCESS, SLRG_TO_VISITING, NYC LON, PHONE_TO_VISITING_GATEWAY, The call leaves by gateway gw-lon of cluster LON as 999.",
        "112, PSTN_ACCESS, SLRG_TO_VISITING, NYC LON, PHONE_TO_VISITING_GATEWAY, The call leaves by gateway gw-lon of cluster LON as 112.",
        "911, PSTN_ACCESS, SLRG_TO_VISITING, NYC LON, PHONE_TO_VISITING_GATEWAY, The call leaves by gateway gw-lon of cluster LON as 999.",
        "9911, PSTN_ACCESS, SLRG_TO_VISITING, NYC LON, PHONE_TO_VISITING_GATEWAY, The call leaves by gateway gw-lon of cluster LON as 999.",
        "7777, NO_ROAD, NO_MATCH, NYC, NONE, 7777 matches nothing.",
        "hello, NO_ROAD, NOT_DIALABLE, NYC, NONE, '\"hello\" cannot be dialled.'",
    })
    void takesTheRoad(
            String dialled, RoutingDecision.Kind road, RoutingRule rule, String clusters, MediaPath media, String end) {
        CallTrace trace = tracer().trace(dialled);
        assertThat(trace.decision().kind()).as(trace.text()).isEqualTo(road);
        assertThat(trace.decision().reason().rule()).isEqualTo(rule);
        assertThat(trace.steps()).contains(trace.decision().reason());
        assertThat(String.join(
                        " ", trace.clusters().stream().map(ClusterId::value).toList()))
                .isEqualTo(clusters);
        assertThat(trace.media()).isEqualTo(media);
        assertThat(trace.outcome().message()).isEqualTo(end);
        assertThat(trace.findings()).isEmpty();
        // Sip 2.6: whatever the regions of both parties.
        assertThat(trace.text().contains("NYC: audio up to 8 kbit/s, video calls up to 384 kbit/s"))
                .isEqualTo(road != RoutingDecision.Kind.NO_ROAD);
    }

    /** Sip 2.6: region parameters that differ make for audio that goes one way only. */
    @Test
    void regionParametersThatDifferAreRemarked() {
        ClusterSettings lon = TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS);
        VisitingSide lossy = VisitingSide.builder(
                        lon.toBuilder()
                                .featureParameters(lon.featureParameters().toBuilder()
                                        .regionLinkLossType(Setting.of(LinkLossType.LOSSY))
                                        .regionMaxAudioBitRate(Setting.of(64))
                                        .build())
                                .build(),
                        TwoClusters.lonPlan().build(),
                        TwoClusters.phone())
                .trunkCallingSearchSpace("css-trunk")
                .build();
        assertThat(tracer().visiting(lossy).trace("999").findings())
                .extracting(RoutingFinding::code)
                .containsExactly("EMCC-FP-05", "EMCC-FP-05");
    }

    /** Sip 2.2, row 5: the public network calls Alice's number, and her phone in London rings. */
    @Test
    void aCallToTheUsersNumberArrivesAtHomesGateway() {
        CallTrace trace = CallTracer.of(InboundCaller.of(
                        TwoClusters.nyc(), TwoClusters.nycPlan().build(), "gw-nyc"))
                .trace("1111");
        assertThat(trace.outcome()).isEqualTo(new CallOutcome.Rings(NYC, "1111", TwoClusters.PHONE.value()));
        assertThat(trace.media()).isEqualTo(MediaPath.PHONE_TO_OWN_GATEWAY);
        assertThat(trace.clusters()).containsExactly(NYC);
        assertThat(trace.steps())
                .extracting(TraceStep::rule)
                .contains(RoutingRule.INBOUND_CSS, RoutingRule.INBOUND_TO_USER);
    }

    /** Sip 2.1: home routes, and searches in this order. */
    @Test
    void searchesAdjunctThenLineThenEmcc() {
        assertThat(TwoClusters.caller().searchOrder())
                .containsExactly(
                        new SearchSpace(SearchSpace.Role.ADJUNCT, "css-emergency-UK"),
                        new SearchSpace(SearchSpace.Role.LINE, "css-line"),
                        new SearchSpace(SearchSpace.Role.EMCC, "css-emcc"));
        CallTrace trace = tracer().trace("911");
        assertThat(trace.steps().get(0).rule()).isEqualTo(RoutingRule.HOME_ROUTES);
        assertThat(trace.steps().get(1).found())
                .isEqualTo("searches adjunct CSS css-emergency-UK, line CSS css-line, EMCC CSS css-emcc");
        assertThat(trace.steps().get(1).lookedAt())
                .containsExactly(
                        "adjunct CSS css-emergency-UK: pt-emergency-UK",
                        "line CSS css-line: pt-phones, pt-emergency-US",
                        "EMCC CSS css-emcc: pt-pstn, pt-lon");
        // 911 is in the adjunct CSS and in the line CSS, equally good.
        assertThat(trace.steps()).extracting(TraceStep::rule).contains(RoutingRule.EARLIER_CSS_ON_TIE);
    }

    /** Sip 2.1: the best match wins, even in the last calling search space. */
    @Test
    void aBetterMatchInALaterCssWins() {
        DialPlan plan = TwoClusters.nycPlan()
                .entry(route("9XX", "pt-emergency-UK", "rl-local"))
                .entry(route("98X", "pt-lon", "rl-pstn"))
                .build();
        CallTrace trace =
                CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), plan)).trace("988");
        assertThat(trace.decision().kind()).isEqualTo(RoutingDecision.Kind.OWN_GATEWAY);
    }

    /** Sip 2.1: the EMCC CSS has no role for an ordinary phone, and its standard local route group is that of its device pool. */
    @Test
    void anOrdinaryPhoneSearchesLineThenDeviceAndLeavesByItsOwnPool() {
        OrdinaryCaller ordinary = OrdinaryCaller.builder(
                        TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS),
                        TwoClusters.lonPlan().build(),
                        TwoClusters.phone())
                .lineCallingSearchSpace("css-phones")
                .deviceCallingSearchSpace("css-device")
                .build();
        assertThat(ordinary.searchOrder())
                .extracting(SearchSpace::role)
                .containsExactly(SearchSpace.Role.LINE, SearchSpace.Role.DEVICE);
        CallTrace trace = CallTracer.of(ordinary).trace("999");
        assertThat(trace.outcome()).isEqualTo(new CallOutcome.LeavesByGateway(LON, "gw-lon", "999"));
        assertThat(trace.decision().reason().rule()).isEqualTo(RoutingRule.SLRG_OF_DEVICE_POOL);
        assertThat(trace.media()).isEqualTo(MediaPath.PHONE_TO_OWN_GATEWAY);
    }

    /**
     * Sip 2.2: the device pool in which Alice's phone is at home has a local route group too, that of a gateway in New York. It is
     * never used.
     */
    @Test
    void theLocalRouteGroupOfTheRoamingPoolIsNeverUsed() {
        assertThat(TwoClusters.alice().devicePool().value().localRouteGroup()).hasValue("rg-nyc-local");
        for (String number : List.of("999", "112", "911", "9911")) {
            CallTrace trace = tracer().trace(number);
            assertThat(trace.text()).doesNotContain("gw-nyc");
        }
    }

    /** Sip 2.2 and 2.4: at visiting it is the pool that the phone has when nobody is logged in, in both settings. */
    @ParameterizedTest
    @CsvSource({
        "USE_TRUNK_CSS, 999, gw-lon, USE_TRUNK_CSS",
        "USE_TRUNK_CSS, 911, gw-lon, USE_TRUNK_CSS",
        "USE_PHONES_ORIGINAL_DEVICE_CSS, 999, gw-lon, USE_ORIGINAL_DEVICE_CSS",
        "USE_PHONES_ORIGINAL_DEVICE_CSS, 911, '', USE_ORIGINAL_DEVICE_CSS",
    })
    void bothSettingsOfCssForPstnAccess(CssForPstnAccess mode, String dialled, String gateway, RoutingRule rule) {
        CallTrace trace = tracer().visiting(visiting(mode).build()).trace(dialled);
        assertThat(trace.steps()).extracting(TraceStep::rule).contains(rule);
        if (gateway.isEmpty()) {
            // The phone's own CSS has no translation of the home habit: the call fails, and that is an error.
            assertThat(trace.outcome().code()).isEqualTo(RoutingFault.NO_MATCH.code());
            assertThat(trace.outcome().cluster()).isEqualTo(LON);
            assertThat(trace.findings()).extracting(RoutingFinding::code).containsExactly("EMCC-DP-02");
        } else {
            assertThat(trace.outcome()).isEqualTo(new CallOutcome.LeavesByGateway(LON, gateway, "999"));
            assertThat(trace.steps()).extracting(TraceStep::rule).contains(RoutingRule.SLRG_OF_ORIGINAL_POOL);
        }
    }

    /** Sip 2.7: an INVITE that does not say which phone it is from is routed by the trunk. */
    @ParameterizedTest
    @CsvSource({"USE_TRUNK_CSS, USE_TRUNK_CSS", "USE_PHONES_ORIGINAL_DEVICE_CSS, UNKNOWN_PHONE"})
    void anUnknownPhoneIsRoutedByTheTrunk(CssForPstnAccess mode, RoutingRule rule) {
        VisitingSide unknown = visiting(mode).phoneKnown(false).build();
        CallTrace without = tracer().visiting(unknown).trace("999");
        assertThat(without.steps()).extracting(TraceStep::rule).contains(rule, RoutingRule.SLRG_UNRESOLVED);
        assertThat(without.outcome().code()).isEqualTo(RoutingFault.NO_USABLE_MEMBER.code());
        assertThat(without.findings()).extracting(RoutingFinding::code).contains("EMCC-SIP-0321", "EMCC-DP-02");
        CallTrace with = tracer().visiting(
                        unknown.toBuilder().trunkLocalRouteGroup("rg-other").build())
                .trace("999");
        assertThat(with.outcome()).isEqualTo(new CallOutcome.LeavesByGateway(LON, "gw-lon-other", "999"));
    }

    @Test
    void anUnknownPhoneCanBeRefusedByRule() {
        CallTrace trace = tracer().visiting(visiting(CssForPstnAccess.USE_PHONES_ORIGINAL_DEVICE_CSS)
                        .phoneKnown(false)
                        .trunkLocalRouteGroup("rg-other")
                        .build())
                .rules(RoutingRules.builder()
                        .unknownPhone(RoutingRules.UnknownPhone.REFUSE)
                        .build())
                .trace("999");
        assertThat(trace.outcome().code()).isEqualTo(RoutingFault.UNKNOWN_PHONE.code());
    }

    /** Sip 2.3: home uses the standard local route group for everything, and its own country's numbers go abroad. */
    @Test
    void aNationalNumberByTheStandardLocalRouteGroupIsThrownAtVisiting() {
        DialPlan plan = TwoClusters.nycPlan()
                .entry(route("9.1212XXXXXXX", "pt-pstn", "rl-local").with(DigitChange.PRE_DOT))
                .build();
        CallTracer tracer = CallTracer.of(TwoClusters.caller(TwoClusters.nyc(), plan))
                .visiting(visiting(CssForPstnAccess.USE_TRUNK_CSS).build())
                .emergencies(TwoClusters.EMERGENCIES);
        CallTrace trace = tracer.trace("912125551234");
        assertThat(trace.decision().kind()).isEqualTo(RoutingDecision.Kind.PSTN_ACCESS);
        assertThat(trace.outcome().cluster()).isEqualTo(LON);
        assertThat(trace.outcome().kind()).isEqualTo(CallOutcome.Kind.NOT_ROUTED);
        assertThat(trace.findings()).extracting(RoutingFinding::code).containsExactly("EMCC-DP-03");
        // And without dialling, by a look at the plan.
        assertThat(tracer.checkEmergencies().findings())
                .filteredOn(finding -> finding.code().equals("EMCC-DP-03"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("9.1212XXXXXXX", "CSCul58705"));
    }

    /** Sip 2.5: without its pattern in the adjunct CSS an emergency number of the visited country goes nowhere, or home. */
    @Test
    void anEmergencyNumberThatIsNotInTheAdjunctCssIsAnError() {
        EmergencyReport report = CallTracer.of(TwoClusters.caller())
                .visiting(visiting(CssForPstnAccess.USE_TRUNK_CSS).build())
                .emergencies(new EmergencyNumbers(Set.of("911"), Set.of("999", "101")))
                .checkEmergencies();
        assertThat(report.traces()).extracting(CallTrace::dialled).containsExactly("101", "999", "911");
        assertThat(report.passes()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.severity() == FindingSeverity.ERROR)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("101", "matches nothing"));
    }

    @Test
    void theWorkedExamplePasses() {
        EmergencyReport report = tracer().checkEmergencies();
        assertThat(report.findings()).isEmpty();
        assertThat(report.passes()).isTrue();
        assertThat(report.traces()).hasSize(5);
    }

    /** The trace ends where the dial plan of the other cluster is not at hand. */
    @Test
    void withoutThePlanOfVisitingTheCallIsHandedOver() {
        CallTracer alone = CallTracer.of(TwoClusters.caller()).emergencies(TwoClusters.EMERGENCIES);
        CallTrace emergency = alone.trace("999");
        assertThat(emergency.outcome()).isEqualTo(new CallOutcome.HandedOver(LON, "EMCC-ICT", "999"));
        assertThat(emergency.media()).isEqualTo(MediaPath.FOR_OTHER_CLUSTER);
        assertThat(emergency.findings()).isEmpty();
        assertThat(alone.trace("84444").outcome()).isEqualTo(new CallOutcome.HandedOver(LON, "ict-lon", "4444"));
        assertThat(((RoutingDecision.PstnAccess) emergency.decision()).addresses())
                .containsExactly(ServiceAddress.of("cucm-lon"));
    }
}
