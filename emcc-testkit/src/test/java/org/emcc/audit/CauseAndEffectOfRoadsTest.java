package org.emcc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.AuditRule;
import org.emcc.core.audit.CallRoads;
import org.emcc.core.audit.Explain;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.GeolocationFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.OrderedName;
import org.emcc.core.snapshot.RemoteClusterFields;
import org.emcc.core.snapshot.RoutePatternFields;
import org.emcc.core.snapshot.SipTrunkFields;
import org.emcc.core.snapshot.SnapshotProjection;
import org.emcc.core.user.Pin;
import org.emcc.sip.routing.EmergencyRoads;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the audit says of emergency calls is what happens: with a fault of the dial plan an explanation shows the wrong road, and mended by
 * the remedy the right one.
 *
 * <p>Shown on a snapshot only: EMCC-DP-03, because only emergency numbers have roads; EMCC-GEO-07, because an explanation is of two
 * clusters and the fault needs three; and EMCC-AR-01, which has to do with phones and with no call.
 */
class CauseAndEffectOfRoadsTest {
    /** The rules on emergency calls that an explanation shows. */
    static final Set<AuditRule> SHOWS = Set.copyOf(EnumSet.of(
            AuditRule.EMCC_DP_01,
            AuditRule.EMCC_DP_02,
            AuditRule.EMCC_DP_04,
            AuditRule.EMCC_GEO_01,
            AuditRule.EMCC_GEO_02,
            AuditRule.EMCC_GEO_03,
            AuditRule.EMCC_GEO_04,
            AuditRule.EMCC_GEO_05,
            AuditRule.EMCC_GEO_06,
            AuditRule.EMCC_RC_04,
            AuditRule.EMCC_ICSP_04,
            AuditRule.EMCC_FP_06,
            AuditRule.EMCC_FP_07));

    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));

    /** A rule, what is wrong, and how it is shown. */
    private record Case(AuditRule rule, String what, Runnable shown) {
        @Override
        public String toString() {
            return rule.code() + ", " + what;
        }
    }

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);
    private static final ServiceAddress SOMEWHERE = ServiceAddress.of("192.0.2.1");
    private static final Addresses ADDRESSES = new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE);
    private static final String TRUNK_SPACE = "css-trunk";
    private static final String POOL_ABROAD = "rdp-LON";
    private static final String ANOTHER_ABROAD = "rdp-GB";
    /** What is searched for a visitor whose device pool, such as that of the template, has no adjunct. */
    private static final String WITHOUT_ADJUNCT = "NYC: searches EMCC CSS css-alice";

    private static final String LEAVES_LONDON = "The call leaves by gateway gateway of rg-LON of cluster LON as 999.";

    /** Two clusters between which an emergency call of a visitor in London takes the right road. */
    private record Pair(ClusterSnapshot home, ClusterSnapshot visiting) {
        Pair home(UnaryOperator<ClusterSnapshot> change) {
            return new Pair(change.apply(home), visiting);
        }

        Pair visiting(UnaryOperator<ClusterSnapshot> change) {
            return new Pair(home, change.apply(visiting));
        }
    }

    private static Company visited() {
        return Company.builder("LON", "cucm-lon.example.com")
                .site(Site.in("GB", "London")
                        .emergency("css-emergency-UK", "999")
                        .phones("SEP0011AABBCCD1")
                        .build())
                .user("nora", PIN, "Nora Nash", "442075550100")
                .build();
    }

    private static Pair sound() {
        Company newYork = Company.newYork();
        Company london = visited();
        ClusterSnapshot home = ClusterSnapshot.of(newYork.configuration(ADDRESSES, List.of(london)));
        ClusterSnapshot visiting = ClusterSnapshot.of(london.configuration(ADDRESSES, List.of(newYork)));
        return new Pair(
                trunkSpace(home).toBuilder()
                        .add(
                                space(TRUNK_SPACE, "pt-emergency-US"),
                                space("css-emergency-UK", "pt-emergency-UK"),
                                space("css-emergency-US", "pt-emergency-US"),
                                space("css-alice", "pt-pstn"),
                                space("css-mmeyer", "pt-pstn"),
                                emergency("999", "GB", "pt-emergency-UK", true),
                                emergency("911", "US", "pt-emergency-US", true),
                                pattern("9.1XXXXXXXXXX", "pt-pstn"))
                        .build(),
                pools(trunkSpace(visiting), "dp-LON", DevicePoolFields.LOCAL_ROUTE_GROUP_NAME, "rg-LON").toBuilder()
                        .add(
                                space(TRUNK_SPACE, "pt-emergency-UK"),
                                space("css-emergency-US", "pt-emergency-US"),
                                space("css-nora", "pt-pstn"),
                                emergency("999", "GB", "pt-emergency-UK", true),
                                emergency("911", "US", "pt-emergency-US", true))
                        .build());
    }

    private static ClusterSnapshot trunkSpace(ClusterSnapshot of) {
        return each(of, ObjectKind.SIP_TRUNK, any -> true, SipTrunkFields.CALLING_SEARCH_SPACE_NAME, TRUNK_SPACE);
    }

    private static ClusterObject space(String name, String... partitions) {
        List<OrderedName> members = new ArrayList<>();
        for (String partition : partitions) {
            members.add(new OrderedName(members.size(), partition));
        }
        return ClusterObject.builder(ObjectKind.CALLING_SEARCH_SPACE)
                .set(CallingSearchSpaceFields.NAME, name)
                .set(CallingSearchSpaceFields.MEMBERS, members)
                .build();
    }

    private static ClusterObject emergency(String number, String country, String partition, boolean local) {
        return ClusterObject.builder(ObjectKind.ROUTE_PATTERN)
                .set(RoutePatternFields.PATTERN, number)
                .set(RoutePatternFields.ROUTE_PARTITION_NAME, partition)
                .set(RoutePatternFields.EMERGENCY, true)
                .set(RoutePatternFields.COUNTRY, country)
                .set(RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP, local)
                .build();
    }

    private static ClusterObject pattern(String text, String partition) {
        return ClusterObject.builder(ObjectKind.ROUTE_PATTERN)
                .set(RoutePatternFields.PATTERN, text)
                .set(RoutePatternFields.ROUTE_PARTITION_NAME, partition)
                .set(RoutePatternFields.EMERGENCY, false)
                .set(RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP, false)
                .build();
    }

    /** The same with another text in a field of some objects, as somebody enters it on the page. */
    private static ClusterSnapshot each(
            ClusterSnapshot of, ObjectKind kind, Predicate<ClusterObject> which, ObjectField<?> field, String text) {
        assertThat(of.all(kind)).as("there is something to change").anyMatch(which);
        return of.toBuilder()
                .objects(
                        kind,
                        of.all(kind).stream()
                                .map(one -> which.test(one)
                                        ? one.toBuilder().read(field, text).build()
                                        : one)
                                .toList())
                .build();
    }

    private static ClusterSnapshot pools(ClusterSnapshot of, String pool, ObjectField<?> field, String text) {
        return each(of, ObjectKind.DEVICE_POOL, one -> one.name().equals(pool), field, text);
    }

    private static Predicate<ClusterObject> is999() {
        return one -> one.text(RoutePatternFields.PATTERN).equals("999");
    }

    private static ClusterSnapshot without999(ClusterSnapshot of) {
        return of.toBuilder()
                .objects(
                        ObjectKind.ROUTE_PATTERN,
                        of.all(ObjectKind.ROUTE_PATTERN).stream()
                                .filter(is999().negate())
                                .toList())
                .build();
    }

    private static ClusterSnapshot spaces(ClusterSnapshot of, ClusterObject instead) {
        return of.toBuilder()
                .objects(
                        ObjectKind.CALLING_SEARCH_SPACE,
                        of.all(ObjectKind.CALLING_SEARCH_SPACE).stream()
                                .map(one -> one.name().equals(instead.name()) ? instead : one)
                                .toList())
                .build();
    }

    private static ClusterSnapshot filter(ClusterSnapshot of, Setting<String> filter) {
        return of.toBuilder()
                .featureParameters(of.featureParameters().toBuilder()
                        .geolocationFilter(filter)
                        .build())
                .build();
    }

    private static ClusterSnapshot country(ClusterSnapshot of, String country) {
        return each(
                of, ObjectKind.GEOLOCATION, one -> one.name().equals("geo-LON"), GeolocationFields.COUNTRY, country);
    }

    /** Its name is before that of the pool that is meant, and its visitors get the emergency numbers of home. */
    private static ClusterSnapshot withAnotherPoolAbroad(ClusterSnapshot of) {
        return of.toBuilder()
                .add(of.find(ObjectKind.DEVICE_POOL, POOL_ABROAD).orElseThrow().toBuilder()
                        .set(DevicePoolFields.NAME, ANOTHER_ABROAD)
                        .set(DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE, "css-emergency-US")
                        .build())
                .build();
    }

    static Stream<Case> emergencies() {
        return Stream.of(
                new Case(
                        AuditRule.EMCC_DP_01,
                        "no adjunct calling search space",
                        () -> atHome(
                                AuditRule.EMCC_DP_01,
                                home -> pools(home, POOL_ABROAD, DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE, ""),
                                home -> pools(
                                        home,
                                        POOL_ABROAD,
                                        DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE,
                                        "css-emergency-UK"),
                                WITHOUT_ADJUNCT)),
                new Case(
                        AuditRule.EMCC_DP_02,
                        "no pattern for the number",
                        () -> atHome(
                                AuditRule.EMCC_DP_02,
                                CauseAndEffectOfRoadsTest::without999,
                                home -> home.toBuilder()
                                        .add(emergency("999", "GB", "pt-emergency-UK", true))
                                        .build(),
                                "NYC: 999 matches nothing",
                                "EMCC-DP-04")),
                new Case(
                        AuditRule.EMCC_DP_02,
                        "a pattern that does not go by the standard local route group",
                        () -> atHome(
                                AuditRule.EMCC_DP_02,
                                home -> each(
                                        home,
                                        ObjectKind.ROUTE_PATTERN,
                                        is999(),
                                        RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP,
                                        "false"),
                                home -> each(
                                        home,
                                        ObjectKind.ROUTE_PATTERN,
                                        is999(),
                                        RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP,
                                        "true"),
                                "NYC: out by gateway gateway of NYC as 999")),
                new Case(
                        AuditRule.EMCC_DP_04,
                        "an adjunct with a number of the office before that for help",
                        () -> atHome(
                                AuditRule.EMCC_DP_04,
                                home ->
                                        spaces(home, space("css-emergency-UK", "pt-office", "pt-emergency-UK"))
                                                .toBuilder()
                                                .add(pattern("999", "pt-office"))
                                                .build(),
                                home -> spaces(home, space("css-emergency-UK", "pt-emergency-UK")),
                                "999 matches route pattern 999 in partition pt-office best")),
                new Case(
                        AuditRule.EMCC_GEO_01,
                        "phones without a geolocation",
                        () -> atVisiting(
                                AuditRule.EMCC_GEO_01,
                                visiting -> pools(visiting, "dp-LON", DevicePoolFields.GEO_LOCATION_NAME, ""),
                                visiting -> pools(visiting, "dp-LON", DevicePoolFields.GEO_LOCATION_NAME, "geo-LON"),
                                WITHOUT_ADJUNCT)),
                new Case(
                        AuditRule.EMCC_GEO_02,
                        "no device pool for the visited country",
                        () -> atHome(
                                AuditRule.EMCC_GEO_02,
                                home -> pools(home, POOL_ABROAD, DevicePoolFields.GEO_LOCATION_NAME, ""),
                                home -> pools(home, POOL_ABROAD, DevicePoolFields.GEO_LOCATION_NAME, "geo-LON"),
                                WITHOUT_ADJUNCT)),
                new Case(
                        AuditRule.EMCC_GEO_03,
                        "another device pool that matches as well, and comes first",
                        () -> atHome(
                                AuditRule.EMCC_GEO_03,
                                CauseAndEffectOfRoadsTest::withAnotherPoolAbroad,
                                home -> pools(home, ANOTHER_ABROAD, DevicePoolFields.GEO_LOCATION_NAME, ""),
                                "searches adjunct CSS css-emergency-US",
                                "EMCC-DP-02")),
                new Case(
                        AuditRule.EMCC_GEO_04,
                        "a geolocation without the country that the filter looks at",
                        () -> atVisiting(
                                AuditRule.EMCC_GEO_04,
                                visiting -> country(visiting, ""),
                                visiting -> country(visiting, "GB"),
                                WITHOUT_ADJUNCT,
                                "EMCC-GEO-02")),
                new Case(
                        AuditRule.EMCC_GEO_05,
                        "a country in small letters",
                        () -> atVisiting(
                                AuditRule.EMCC_GEO_05,
                                visiting -> country(visiting, "gb"),
                                visiting -> country(visiting, "GB"),
                                WITHOUT_ADJUNCT,
                                "EMCC-GEO-02")),
                new Case(
                        AuditRule.EMCC_GEO_06,
                        "a country of three letters",
                        () -> atVisiting(
                                AuditRule.EMCC_GEO_06,
                                visiting -> country(visiting, "GBR"),
                                visiting -> country(visiting, "GB"),
                                WITHOUT_ADJUNCT,
                                "EMCC-GEO-02")),
                new Case(
                        AuditRule.EMCC_RC_04,
                        "PSTN Access is not ticked",
                        () -> atHome(
                                AuditRule.EMCC_RC_04,
                                home -> each(
                                        home,
                                        ObjectKind.REMOTE_CLUSTER,
                                        any -> true,
                                        RemoteClusterFields.PSTN_ACCESS_ENABLED,
                                        "false"),
                                home -> each(
                                        home,
                                        ObjectKind.REMOTE_CLUSTER,
                                        any -> true,
                                        RemoteClusterFields.PSTN_ACCESS_ENABLED,
                                        "true"),
                                "PSTN Access is not ticked in the record of LON",
                                "EMCC-RC-07")),
                new Case(
                        AuditRule.EMCC_ICSP_04,
                        "PSTN Access by a trunk that is none of EMCC",
                        () -> atHome(
                                AuditRule.EMCC_ICSP_04,
                                home -> each(
                                        home,
                                        ObjectKind.SIP_TRUNK,
                                        any -> true,
                                        SipTrunkFields.SIP_TRUNK_TYPE,
                                        TrunkServiceType.NONE.label()),
                                home -> each(
                                        home,
                                        ObjectKind.SIP_TRUNK,
                                        any -> true,
                                        SipTrunkFields.SIP_TRUNK_TYPE,
                                        TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER.label()),
                                "is not an EMCC trunk there")),
                new Case(
                        AuditRule.EMCC_FP_06,
                        "no geolocation filter",
                        () -> atHome(
                                AuditRule.EMCC_FP_06,
                                home -> filter(home, Setting.absent()),
                                home -> filter(home, Setting.of("gf-country")),
                                WITHOUT_ADJUNCT)),
                new Case(
                        AuditRule.EMCC_FP_07,
                        "the trunk's calling search space counts, and there is none",
                        () -> atVisiting(
                                AuditRule.EMCC_FP_07,
                                visiting -> each(
                                        visiting,
                                        ObjectKind.SIP_TRUNK,
                                        any -> true,
                                        SipTrunkFields.CALLING_SEARCH_SPACE_NAME,
                                        ""),
                                CauseAndEffectOfRoadsTest::trunkSpace,
                                "LON: no calling search space")));
    }

    @ParameterizedTest
    @MethodSource("emergencies")
    void aFaultOfTheDialPlanShowsInTheRoad(Case fault) {
        fault.shown().run();
    }

    private static void atHome(
            AuditRule rule,
            UnaryOperator<ClusterSnapshot> fault,
            UnaryOperator<ClusterSnapshot> remedy,
            String wrongStep,
            String... alsoBroken) {
        Pair bad = sound().home(fault);
        breaks(rule, bad, alsoBroken);
        astray(rule, bad, "NYC", wrongStep, bad.home(remedy));
    }

    private static void atVisiting(
            AuditRule rule,
            UnaryOperator<ClusterSnapshot> fault,
            UnaryOperator<ClusterSnapshot> remedy,
            String wrongStep,
            String... alsoBroken) {
        Pair bad = sound().visiting(fault);
        breaks(rule, bad, alsoBroken);
        astray(rule, bad, "LON", wrongStep, bad.visiting(remedy));
    }

    private static void breaks(AuditRule rule, Pair bad, String... also) {
        Set<String> broken = new TreeSet<>(List.of(also));
        broken.add(rule.code());
        assertThat(added(bad)).isEqualTo(broken);
    }

    private static void astray(AuditRule rule, Pair bad, String at, String wrongStep, Pair mended) {
        assertThat(audit(bad).findings(rule))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.remedy().cluster()).isEqualTo(at));
        CallRoads.Road wrong = road(bad);
        assertThat(wrong.arrives()).as(() -> String.join("\n", wrong.steps())).isFalse();
        assertThat(wrong.steps()).last().isNotEqualTo(LEAVES_LONDON);
        assertThat(wrong.steps()).anySatisfy(step -> assertThat(step).contains(wrongStep));

        assertThat(added(mended)).as("mended").isEmpty();
        CallRoads.Road right = road(mended);
        assertThat(right.arrives()).as(() -> String.join("\n", right.steps())).isTrue();
        assertThat(right.steps()).noneSatisfy(step -> assertThat(step).contains(wrongStep));
        assertThat(right.steps()).last().isEqualTo(LEAVES_LONDON);
    }

    /** The rules of all that is found now, and was not between sound clusters. */
    private static Set<String> added(Pair pair) {
        Set<String> before =
                audit(sound()).findings().stream().map(AuditFinding::toString).collect(Collectors.toSet());
        return audit(pair).findings().stream()
                .filter(finding -> !before.contains(finding.toString()))
                .map(AuditFinding::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What breaks no rule on emergency calls, so that each fault is the only one. */
    @Test
    void betweenSoundClustersTheCallLeavesWhereTheCallerIs() {
        AuditReport report = audit(sound());
        assertThat(SHOWS)
                .allSatisfy(rule ->
                        assertThat(report.findings(rule)).as(rule.code()).isEmpty());
        assertThat(road(sound()).steps()).last().isEqualTo(LEAVES_LONDON);
    }

    private static AuditReport audit(Pair pair) {
        return Audit.builder(NOW)
                .cluster(pair.home())
                .cluster(pair.visiting())
                .build()
                .run();
    }

    /** The road of an emergency call of Alice's at a phone in London. */
    private static CallRoads.Road road(Pair pair) {
        return Explain.of(configuration(pair.home()), configuration(pair.visiting()), NOW)
                .calls(EmergencyRoads.of(pair.home(), pair.visiting()))
                .login(UserId.of("alice"), DeviceName.of("SEP0011AABBCCD1"))
                .calls()
                .stream()
                .filter(call -> call.number().equals("999"))
                .findFirst()
                .orElseThrow();
    }

    private static ClusterConfiguration configuration(ClusterSnapshot of) {
        SnapshotProjection projection = of.toConfiguration();
        assertThat(projection).isInstanceOf(SnapshotProjection.Projected.class);
        return ((SnapshotProjection.Projected) projection).configuration();
    }

    @Test
    void theRulesOnEmergencyCallsThatAreShownAreThoseOfTheCases() {
        assertThat(emergencies().map(Case::rule).collect(Collectors.toSet())).isEqualTo(SHOWS);
    }
}
