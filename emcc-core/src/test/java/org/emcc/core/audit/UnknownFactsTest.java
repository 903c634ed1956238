package org.emcc.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.core.audit.AuditFixtures.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.GeolocationFields;
import org.emcc.core.snapshot.InterclusterServiceFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RemoteClusterFields;
import org.emcc.core.snapshot.RoutePatternFields;
import org.emcc.core.snapshot.SipTrunkFields;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A check of which one fact is unknown is not checked, and never passed. */
class UnknownFactsTest {
    private static final ClusterSnapshot NYC = AuditFixtures.newYork();
    private static final ClusterSnapshot LON = AuditFixtures.london();

    @TestFactory
    Stream<DynamicTest> anUnknownFactIsNeverAPass() {
        return Stream.of(kinds(), fields(), parameters())
                .flatMap(List::stream)
                .map(row -> DynamicTest.dynamicTest(row.rule().code() + " " + row.what(), row::check));
    }

    /** A rule, what is unknown, and New York without it. */
    private record Row(AuditRule rule, String what, ClusterSnapshot newYork) {
        void check() {
            AuditReport good = audit(NYC, LON);
            AuditReport report = audit(newYork, LON);

            assertThat(report.findings(rule)).isEmpty();
            assertThat(report.unchecked()).extracting(Unchecked::code).contains(rule.code());
            int before = good.passed().getOrDefault(rule.code(), 0);
            assertThat(report.passed().getOrDefault(rule.code(), 0)).isLessThan(before);
        }
    }

    private static Row kind(AuditRule rule, ObjectKind kind) {
        return new Row(rule, "without any " + kind.label(), AuditFixtures.unknown(NYC, kind));
    }

    private static <T> Row field(AuditRule rule, ObjectKind kind, String name, ObjectField<T> field) {
        return new Row(rule, "without " + field.label(), AuditFixtures.unknown(NYC, kind, name, field));
    }

    private static <T> Row parameter(AuditRule rule, Parameter<T> parameter) {
        return new Row(rule, "without " + parameter, AuditFixtures.parameter(NYC, parameter, Setting.unknown()));
    }

    private static List<Row> kinds() {
        return List.of(
                kind(AuditRule.EMCC_SVC_01, ObjectKind.SERVICE_ACTIVATION),
                kind(AuditRule.EMCC_SVC_02, ObjectKind.NODE),
                kind(AuditRule.EMCC_SVC_03, ObjectKind.SERVICE_ACTIVATION),
                kind(AuditRule.EMCC_ID_03, ObjectKind.REMOTE_CLUSTER),
                kind(AuditRule.EMCC_RC_01, ObjectKind.REMOTE_CLUSTER),
                kind(AuditRule.EMCC_RC_05, ObjectKind.REMOTE_CLUSTER),
                kind(AuditRule.EMCC_ICSP_01, ObjectKind.INTERCLUSTER_SERVICE),
                kind(AuditRule.EMCC_ICSP_04, ObjectKind.SIP_TRUNK),
                kind(AuditRule.EMCC_FP_01, ObjectKind.NODE),
                kind(AuditRule.EMCC_FP_06, ObjectKind.GEOLOCATION_FILTER),
                kind(AuditRule.EMCC_GEO_01, ObjectKind.PHONE),
                kind(AuditRule.EMCC_GEO_02, ObjectKind.DEVICE_POOL),
                kind(AuditRule.EMCC_GEO_03, ObjectKind.PHONE),
                kind(AuditRule.EMCC_GEO_04, ObjectKind.GEOLOCATION),
                kind(AuditRule.EMCC_GEO_05, ObjectKind.PHONE),
                kind(AuditRule.EMCC_GEO_06, ObjectKind.GEOLOCATION),
                kind(AuditRule.EMCC_GEO_07, ObjectKind.PHONE),
                kind(AuditRule.EMCC_DP_01, ObjectKind.DEVICE_POOL),
                kind(AuditRule.EMCC_DP_02, ObjectKind.ROUTE_PATTERN),
                kind(AuditRule.EMCC_DP_03, ObjectKind.ROUTE_PATTERN),
                kind(AuditRule.EMCC_DP_04, ObjectKind.CALLING_SEARCH_SPACE),
                kind(AuditRule.EMCC_TRK_01, ObjectKind.SIP_TRUNK),
                kind(AuditRule.EMCC_TRK_03, ObjectKind.SIP_PROFILE));
    }

    private static List<Row> fields() {
        return List.of(
                remote(AuditRule.EMCC_RC_02, RemoteClusterFields.FULLY_QUALIFIED_NAME),
                remote(AuditRule.EMCC_RC_03, RemoteClusterFields.EMCC_ENABLED),
                remote(AuditRule.EMCC_RC_04, RemoteClusterFields.PSTN_ACCESS_ENABLED),
                remote(AuditRule.EMCC_RC_05, RemoteClusterFields.TFTP_ENABLED),
                remote(AuditRule.EMCC_RC_06, RemoteClusterFields.VERSION),
                remote(AuditRule.EMCC_RC_07, RemoteClusterFields.RSVP_AGENT_ENABLED),
                remote(AuditRule.EMCC_RC_08, RemoteClusterFields.EMCC_ENABLED),
                field(
                        AuditRule.EMCC_ICSP_02,
                        ObjectKind.INTERCLUSTER_SERVICE,
                        "PSTN Access",
                        InterclusterServiceFields.SIP_TRUNK_NAME),
                field(
                        AuditRule.EMCC_ICSP_03,
                        ObjectKind.INTERCLUSTER_SERVICE,
                        "RSVP Agent",
                        InterclusterServiceFields.IS_ACTIVATED),
                trunk(AuditRule.EMCC_ICSP_04, SipTrunkFields.SIP_TRUNK_TYPE),
                trunk(AuditRule.EMCC_FP_07, SipTrunkFields.CALLING_SEARCH_SPACE_NAME),
                trunk(AuditRule.EMCC_TRK_02, SipTrunkFields.SEND_GEO_LOCATION),
                trunk(AuditRule.EMCC_TRK_03, SipTrunkFields.SECURITY_PROFILE_NAME),
                trunk(AuditRule.EMCC_TRK_04, SipTrunkFields.DESTINATIONS),
                field(AuditRule.EMCC_GEO_02, ObjectKind.GEOLOCATION, "geo-NYC", GeolocationFields.COUNTRY),
                field(
                        AuditRule.EMCC_DP_01,
                        ObjectKind.DEVICE_POOL,
                        "rdp-LON",
                        DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE),
                field(
                        AuditRule.EMCC_DP_02,
                        ObjectKind.ROUTE_PATTERN,
                        "999 / pt-emergency-LON",
                        RoutePatternFields.COUNTRY),
                field(
                        AuditRule.EMCC_DP_03,
                        ObjectKind.ROUTE_PATTERN,
                        "9.@ / pt-national",
                        RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP),
                new Row(
                        AuditRule.EMCC_DP_04,
                        "without the partitions of a calling search space",
                        AuditFixtures.change(
                                NYC,
                                ObjectKind.CALLING_SEARCH_SPACE,
                                "css-emergency-LON",
                                space -> space.setting(CallingSearchSpaceFields.MEMBERS, Setting.unknown())
                                        .setting(CallingSearchSpaceFields.CLAUSE, Setting.unknown()))));
    }

    private static <T> Row remote(AuditRule rule, ObjectField<T> field) {
        return field(rule, ObjectKind.REMOTE_CLUSTER, "LON", field);
    }

    private static <T> Row trunk(AuditRule rule, ObjectField<T> field) {
        return field(rule, ObjectKind.SIP_TRUNK, "emcc-trunk", field);
    }

    private static List<Row> parameters() {
        return Map.<AuditRule, Parameter<?>>of(
                        AuditRule.EMCC_ID_01, EnterpriseParameters.CLUSTER_ID,
                        AuditRule.EMCC_ID_02, EnterpriseParameters.CLUSTER_ID,
                        AuditRule.EMCC_FP_01, FeatureParameters.DEFAULT_TFTP_SERVER,
                        AuditRule.EMCC_FP_02, FeatureParameters.BACKUP_TFTP_SERVER,
                        AuditRule.EMCC_FP_03, FeatureParameters.DEFAULT_UPDATE_SERVER,
                        AuditRule.EMCC_FP_04, FeatureParameters.RSVP_KEEP_ALIVE,
                        AuditRule.EMCC_FP_05, FeatureParameters.REGION_LINK_LOSS_TYPE,
                        AuditRule.EMCC_FP_06, FeatureParameters.GEOLOCATION_FILTER,
                        AuditRule.EMCC_FP_07, FeatureParameters.CSS_FOR_PSTN_ACCESS)
                .entrySet()
                .stream()
                .map(entry -> parameter(entry.getKey(), entry.getValue()))
                .toList();
    }
}
