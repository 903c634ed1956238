package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.sip.routing.TwoClusters.LON;
import static org.emcc.sip.routing.TwoClusters.NYC;

import java.time.Instant;
import java.util.ArrayList;
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
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.SipHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The defects of sip 2.8: what the product got wrong must come out right here, with peers of every release. */
class PublicDefectsTest {
    private static final List<String> RELEASES =
            List.of("8.6", "9.1", "10.5.2", "11.5", "12.0", "12.5.1SU3", "14", "14SU2", "15SU2");

    static List<List<String>> pairs() {
        List<List<String>> pairs = new ArrayList<>();
        RELEASES.forEach(home -> RELEASES.forEach(visiting -> pairs.add(List.of(home, visiting))));
        return pairs;
    }

    private static CallTrace emergency(String home, String visiting) {
        ClusterSettings lon = TwoClusters.settings(LON, NYC, visiting);
        return CallTracer.of(TwoClusters.caller(
                        TwoClusters.settings(NYC, LON, home),
                        TwoClusters.nycPlan().build()))
                .visiting(VisitingSide.builder(lon, TwoClusters.lonPlan().build(), TwoClusters.phone())
                        .trunkCallingSearchSpace("css-trunk")
                        .build())
                .emergencies(TwoClusters.EMERGENCIES)
                .trace("999");
    }

    private static TrunkInvite invite(CallerName name, boolean utf8) {
        return TrunkInvite.builder(
                        "999", "1111", name, "10.1.2.3", "10.2.0.1", TrunkCallId.of(1, 2, 3, "10.1.2.3"), Instant.EPOCH)
                .transmitUtf8(utf8)
                .build();
    }

    /** CSCvn30046: calls between peers of different releases get through, and a 12.x peer is remarked. */
    @ParameterizedTest
    @MethodSource("pairs")
    void callsBetweenAllReleasesGetThrough(List<String> pair) {
        CallTrace trace = emergency(pair.get(0), pair.get(1));
        assertThat(trace.outcome()).isEqualTo(new CallOutcome.LeavesByGateway(LON, "gw-lon", "999"));
        boolean twelve = pair.get(1).startsWith("12.");
        assertThat(trace.findings())
                .extracting(RoutingFinding::code)
                .isEqualTo(twelve ? List.of("CSCvn30046") : List.of());
        assertThat(trace.findings()).allMatch(finding -> finding.severity() == FindingSeverity.NOTICE);
    }

    /** CSCvn30046: what a newer peer says and we do not know is ignored; only what it requires is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"8.6", "9.1", "10.5.2", "11.5", "12.0", "12.5.1SU3", "14", "15SU2"})
    void unknownHeadersAndTokensAreIgnored(String release) {
        List<SipHeader> fields =
                new ArrayList<>(invite(CallerName.of("Alice"), false).headers());
        fields.add(SipHeader.of("User-Agent", "Cisco-CUCM" + release));
        fields.add(SipHeader.of("Supported", "X-of-" + release + ", ,x-cisco-tomorrow"));
        fields.add(SipHeader.of("X-Of-Release-" + release, "1"));
        Set<String> headers = Set.of(
                "from",
                "to",
                "date",
                "call-id",
                "min-se",
                "user-agent",
                "allow",
                "cseq",
                "expires",
                "allow-events",
                "call-info",
                "session-expires",
                "p-asserted-identity",
                "remote-party-id");
        Set<String> extensions = Set.of(
                "TIMER",
                "resource-priority",
                "replaces",
                "x-cisco-srtp-fallback",
                "x-cisco-original-called",
                "geolocation");
        assertThat(InviteVerdict.of(fields, headers, extensions))
                .isEqualTo(new InviteVerdict.Taken(
                        List.of("X-of-" + release, "x-cisco-tomorrow", "X-Of-Release-" + release)));
        fields.add(SipHeader.of("Require", "timer"));
        assertThat(InviteVerdict.of(fields, headers, extensions).kind()).isEqualTo(InviteVerdict.Kind.TAKEN);
        fields.add(SipHeader.of("require", "100rel,timer"));
        assertThat(InviteVerdict.of(fields, headers, extensions))
                .isEqualTo(new InviteVerdict.BadExtension(List.of("100rel")));
    }

    /** CSCvt97890: the name survives in all three headers, whatever its letters and whatever Transmit UTF-8 says. */
    @ParameterizedTest
    @CsvSource({
        "Alice Archer, '', true, Alice Archer",
        "Alice Archer, '', false, Alice Archer",
        "Zo\u00eb \u0141ukasz, '', true, Zo\u00eb \u0141ukasz",
        "Zo\u00eb, '', false, Zoe",
        "Zo\u00eb \u0141ukasz, Zoe Lukasz, false, Zoe Lukasz",
        "Zo\u00eb \u0141ukasz, Zoe Lukasz, true, Zo\u00eb \u0141ukasz",
        "\u5c71\u7530\u82b1\u5b50, '', true, \u5c71\u7530\u82b1\u5b50",
        "\u5c71\u7530\u82b1\u5b50, '', false, \u5c71\u7530\u82b1\u5b50",
        "\u5c71\u7530\u82b1\u5b50, Yamada Hanako, false, Yamada Hanako",
    })
    void theNameOfTheCallerSurvives(String display, String plain, boolean utf8, String expected) {
        TrunkInvite invite = invite(new CallerName(display, plain), utf8);
        for (String header : List.of("From", "P-Asserted-Identity", "Remote-Party-ID")) {
            List<SipHeader> only =
                    invite.headers().stream().filter(field -> field.is(header)).toList();
            assertThat(TrunkInvite.displayName(only)).as(header).hasValue(expected);
        }
    }

    /** CSCul58705: the trap is found, in every release. */
    @ParameterizedTest
    @MethodSource("pairs")
    void theMisusedGroupIsFoundInEveryRelease(List<String> pair) {
        DialPlan plan = TwoClusters.nycPlan()
                .entry(TwoClusters.route("9.!", "pt-pstn", "rl-local"))
                .build();
        EmergencyReport report = CallTracer.of(TwoClusters.caller(TwoClusters.settings(NYC, LON, pair.get(0)), plan))
                .visiting(TwoClusters.visiting(CssForPstnAccess.USE_TRUNK_CSS).build())
                .emergencies(TwoClusters.EMERGENCIES)
                .checkEmergencies();
        assertThat(report.findings()).extracting(RoutingFinding::code).contains("EMCC-DP-03");
        assertThat(RoutingDefect.CSCUL58705.mayAffect(Release.parse(pair.get(0)), Release.parse(pair.get(1))))
                .isTrue();
    }

    /** CSCvw50430: one, two and three addresses of the service are taken, and all are given. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void oneToThreeAddressesAreTaken(int count) {
        List<ServiceAddress> learned = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            learned.add(ServiceAddress.of("10.2.0." + i));
        }
        RemoteCluster lon = RemoteCluster.builder(LON, ServiceAddress.of("cucm-lon"))
                .version(Release.parse("12.5.1SU3"))
                .service(InterclusterService.PSTN_ACCESS, new RemoteService(true, RemoteActivated.TRUE, learned))
                .build();
        ClusterSettings nyc =
                TwoClusters.nyc().toBuilder().remoteClusters(List.of(lon)).build();
        RoutingDecision decision = CallTracer.of(
                        TwoClusters.caller(nyc, TwoClusters.nycPlan().build()))
                .trace("999")
                .decision();
        assertThat(((RoutingDecision.PstnAccess) decision).addresses()).isEqualTo(learned);
    }

    /** CSCvn57656: names of every language go through the service profile and the trace unharmed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tr\u00f4nc-\u00c9t\u00e9",
                "\u4e2d\u7ee7\u7ebf",
                "\u0442\u0440\u0430\u043d\u043a",
                "\ud83d\udcde-trunk"
            })
    void namesOfEveryLanguageSurvive(String trunk) {
        ClusterSettings nyc = TwoClusters.nyc().toBuilder()
                .serviceProfile(InterclusterServiceProfile.builder()
                        .pstnAccessActive(true)
                        .pstnAccessTrunk(trunk)
                        .build())
                .trunks(List.of(new SipTrunk(trunk, TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                .build();
        CallTrace trace = CallTracer.of(
                        TwoClusters.caller(nyc, TwoClusters.nycPlan().build()))
                .trace("999");
        assertThat(((RoutingDecision.PstnAccess) trace.decision()).trunk()).isEqualTo(trunk);
        assertThat(trace.text()).contains(trunk);
    }

    @ParameterizedTest
    @CsvSource({
        "CSCVN30046, 14, 12.5.1SU3, true",
        "CSCVN30046, 12.5, 14, false",
        "CSCVW50430, 12.5.1SU3, 14, true",
        "CSCVW50430, 14, 12.5, true",
        "CSCVW50430, 12.0, 14, false",
        "CSCVT97890, 8.6, 15SU2, true",
        "CSCVN57656, 8.6, 15SU2, true",
    })
    void defectsByRelease(RoutingDefect defect, String home, String visiting, boolean may) {
        assertThat(defect.mayAffect(Release.parse(home), Release.parse(visiting)))
                .isEqualTo(may);
        assertThat(defect.id()).isEqualToIgnoringCase(defect.name());
        assertThat(defect.headline()).isNotBlank();
    }
}
