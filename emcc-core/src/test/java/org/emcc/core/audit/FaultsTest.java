package org.emcc.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.core.audit.AuditFixtures.object;
import static org.emcc.core.audit.AuditFixtures.parameter;
import static org.emcc.core.audit.AuditFixtures.plus;
import static org.emcc.core.audit.AuditFixtures.unknown;
import static org.emcc.core.audit.AuditFixtures.with;
import static org.emcc.core.audit.AuditFixtures.without;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.BaseDeviceFields;
import org.emcc.core.snapshot.CertificateFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.CommonDeviceConfigurationFields;
import org.emcc.core.snapshot.CommonPhoneProfileFields;
import org.emcc.core.snapshot.ConsolidationFields;
import org.emcc.core.snapshot.DeviceProfileFields;
import org.emcc.core.snapshot.EmccTemplateFields;
import org.emcc.core.snapshot.NodeFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneFields;
import org.emcc.core.snapshot.PhoneSecurityProfileFields;
import org.emcc.core.snapshot.PhoneServiceFields;
import org.emcc.core.snapshot.UserFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault in one of two good clusters is told, by its rule and by no other; a fact that nobody knows is not checked. */
class FaultsTest {
    private static final String PHONE = "SEP0011AABBCC01";
    private static final String EM = "Extension Mobility";
    private static final String URL = "http://10.1.0.10:8080/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#";
    private static final String SECURITY = "Cisco 8845 - Standard SIP Non-Secure Profile";

    /**
     * A fault.
     *
     * @param world what both clusters are like before, NYC first
     * @param fault what is broken in NYC
     * @param open which fact of NYC nobody knows then
     * @param message what has to stand in the message
     */
    private record Fault(
            AuditRule rule,
            UnaryOperator<ClusterSnapshot> world,
            UnaryOperator<ClusterSnapshot> fault,
            UnaryOperator<ClusterSnapshot> open,
            String message,
            List<Integer> codes,
            Set<AuditRule> besides) {
        Fault in(UnaryOperator<ClusterSnapshot> other) {
            return new Fault(rule, other, fault, open, message, codes, besides);
        }

        /** What the same fault breaks besides. */
        Fault and(AuditRule... others) {
            return new Fault(rule, world, fault, open, message, codes, Set.copyOf(Arrays.asList(others)));
        }

        Fault codes(Integer... numbers) {
            return new Fault(rule, world, fault, open, message, List.of(numbers), besides);
        }

        @Override
        public String toString() {
            return rule.code() + " " + message;
        }
    }

    private static Fault fault(
            AuditRule rule, String message, UnaryOperator<ClusterSnapshot> fault, UnaryOperator<ClusterSnapshot> open) {
        return new Fault(
                rule,
                UnaryOperator.identity(),
                fault,
                open,
                message,
                rule.errorCodes().stream().map(ErrorCode::number).toList(),
                Set.of());
    }

    private static Fault field(
            AuditRule rule, ObjectKind kind, String name, ObjectField<?> field, String text, String message) {
        return fault(rule, message, nyc -> with(nyc, kind, name, field, text), nyc -> unknown(nyc, kind, name, field));
    }

    private static UnaryOperator<ClusterSnapshot> kind(ObjectKind kind) {
        return nyc -> unknown(nyc, kind);
    }

    private static UnaryOperator<ClusterSnapshot> release(String text) {
        return nyc -> nyc.toBuilder().release(Release.parse(text)).build();
    }

    private static ClusterSnapshot releaseUnknown(ClusterSnapshot nyc) {
        return nyc.toBuilder().release(Setting.unknown()).build();
    }

    private static ClusterSnapshot validating(ClusterSnapshot nyc) {
        return parameter(
                parameter(
                        parameter(nyc, ServiceParameters.VALIDATE_IP_ADDRESS, "True"),
                        ServiceParameters.TRUSTED_IPS,
                        "10.2.0.10"),
                ServiceParameters.EMCC_ALLOW_PROXY,
                "True");
    }

    private static ClusterSnapshot byExtension(ClusterSnapshot nyc) {
        return with(nyc, ObjectKind.PHONE_SERVICE, EM, PhoneServiceFields.SERVICE_URL, URL + "&loginType=DN");
    }

    private static ClusterSnapshot mixed(ClusterSnapshot nyc) {
        return parameter(nyc, EnterpriseParameters.CLUSTER_SECURITY_MODE, "1");
    }

    private static ClusterObject user(String id, String extension) {
        return object(ObjectKind.USER, "userid", id, "homeCluster", "true", "primaryExtension", extension);
    }

    private static ClusterSnapshot withoutTrusted(ClusterSnapshot nyc, String store, String purpose) {
        List<ClusterObject> left = nyc.all(ObjectKind.CERTIFICATE).stream()
                .filter(each -> !each.text(CertificateFields.STORE).equals(store)
                        || !each.text(CertificateFields.SUBJECT).equals("CN=" + purpose + "-10.2.0.10"))
                .toList();
        assertThat(left).hasSize(nyc.all(ObjectKind.CERTIFICATE).size() - 1);
        return nyc.toBuilder().objects(ObjectKind.CERTIFICATE, left).build();
    }

    private static Fault untrusted(AuditRule rule, String store, String purpose, String message) {
        return fault(rule, message, nyc -> withoutTrusted(nyc, store, purpose), kind(ObjectKind.CERTIFICATE));
    }

    private static String own(String purpose) {
        String subject = "CN=" + purpose + "-10.1.0.10";
        return purpose + " / 10.1.0.10 / " + subject + " / " + Integer.toHexString(subject.hashCode());
    }

    static Stream<Fault> faults() {
        return Stream.of(devices(), templates(), phones(), urls(), users(), security(), certificates(), parameters())
                .flatMap(each -> each);
    }

    private static Stream<Fault> devices() {
        return Stream.of(
                fault(
                                AuditRule.EMCC_BASE_01,
                                "NYC has no EMCC base devices",
                                nyc -> nyc.toBuilder()
                                        .objects(ObjectKind.BASE_DEVICE, List.of())
                                        .build(),
                                kind(ObjectKind.BASE_DEVICE))
                        .and(AuditRule.EMCC_BASE_02),
                fault(
                        AuditRule.EMCC_BASE_02,
                        "Only 10 of 20 EMCC base devices of NYC are free, but 10 expected logins and 5 % need 11",
                        nyc -> nyc.toBuilder()
                                .objects(
                                        ObjectKind.BASE_DEVICE,
                                        IntStream.rangeClosed(1, 20)
                                                .mapToObj(number -> object(
                                                        ObjectKind.BASE_DEVICE,
                                                        "name",
                                                        "EMCC" + number,
                                                        "nonsecure",
                                                        "true",
                                                        "loginUserId",
                                                        number > 10 ? "alice" : ""))
                                                .toList())
                                .build(),
                        nyc -> unknown(nyc, ObjectKind.BASE_DEVICE, "EMCC3", BaseDeviceFields.LOGIN_USER_ID)),
                fault(
                        AuditRule.EMCC_BASE_03,
                        "1 phones and twice 30000 EMCC base devices of NYC are 60001, more than 60000",
                        nyc -> nyc.toBuilder()
                                .objects(
                                        ObjectKind.BASE_DEVICE,
                                        IntStream.rangeClosed(1, 30_000)
                                                .mapToObj(number -> object(
                                                        ObjectKind.BASE_DEVICE,
                                                        "name",
                                                        "EMCC" + number,
                                                        "nonsecure",
                                                        "true"))
                                                .toList())
                                .build(),
                        kind(ObjectKind.PHONE)),
                fault(
                        AuditRule.EMCC_BASE_04,
                        "remote destination profile emcc21 of NYC has the name of an EMCC base device",
                        nyc -> plus(nyc, object(ObjectKind.REMOTE_DESTINATION_PROFILE, "name", "emcc21")),
                        kind(ObjectKind.REMOTE_DESTINATION_PROFILE)),
                field(
                        AuditRule.EMCC_BASE_05,
                        ObjectKind.EMCC_TEMPLATE,
                        "emcc-template",
                        EmccTemplateFields.IS_DEFAULT,
                        "false",
                        "NYC has no default EMCC template"),
                field(
                        AuditRule.EMCC_BASE_06,
                        ObjectKind.BASE_DEVICE,
                        "EMCC7",
                        BaseDeviceFields.NONSECURE,
                        "false",
                        "EMCC base device EMCC7 of NYC has a security profile that is not nonsecure"),
                field(
                        AuditRule.EMCC_AR_01,
                        ObjectKind.NODE,
                        "10.1.0.11",
                        NodeFields.AUTO_REGISTRATION,
                        "true",
                        "Auto-registration is on at server 10.1.0.11 of NYC"),
                field(
                        AuditRule.EMCC_VID_01,
                        ObjectKind.COMMON_PHONE_PROFILE,
                        "common-profile",
                        CommonPhoneProfileFields.VIDEO_CAPABILITY,
                        "false",
                        "common phone profile common-profile of NYC has video turned off"));
    }

    private static Fault template(ObjectField<?> field, String text, String message) {
        return field(AuditRule.EMCC_TPL_01, ObjectKind.EMCC_TEMPLATE, "emcc-template", field, text, message);
    }

    private static Stream<Fault> templates() {
        return Stream.of(
                template(EmccTemplateFields.DESCRIPTION, "50 %", "must not contain any of \" % & \\ < >"),
                template(EmccTemplateFields.DEVICE_POOL_NAME, "dp-gone", "names dp-gone, which is no device pool"),
                template(
                        EmccTemplateFields.SIP_PROFILE_NAME,
                        "",
                        "SIP Profile of EMCC template emcc-template of NYC: is" + " not set"),
                template(
                        EmccTemplateFields.COMMON_DEVICE_CONFIG_NAME,
                        "gone",
                        "names gone, which is no common device configuration"));
    }

    private static Fault phone(AuditRule rule, ObjectField<?> field, String text, String message) {
        return field(rule, ObjectKind.PHONE, PHONE, field, text, message);
    }

    private static Stream<Fault> phones() {
        return Stream.of(
                phone(
                        AuditRule.EMCC_PH_01,
                        PhoneFields.ENABLE_EXTENSION_MOBILITY,
                        "false",
                        "phone SEP0011AABBCC01 of NYC is subscribed to Extension Mobility, but does not have it enabled"),
                phone(
                        AuditRule.EMCC_PH_02,
                        PhoneFields.MODEL,
                        "Cisco IP Communicator",
                        "is a Cisco IP Communicator, which does not support EMCC"),
                field(
                        AuditRule.EMCC_PH_03,
                        ObjectKind.COMMON_DEVICE_CONFIGURATION,
                        "common-device",
                        CommonDeviceConfigurationFields.IP_ADDRESSING_MODE,
                        "IPv6 Only",
                        "phone SEP0011AABBCC01 of NYC speaks IPv6 only"),
                fault(
                        AuditRule.EMCC_PH_04,
                        "is configured in NYC and in LON",
                        nyc -> plus(
                                nyc,
                                AuditFixtures.phone(
                                        "sep0011aabbccdd", new AuditFixtures.Place("NYC", "10.1.0", "US", "911"))),
                        kind(ObjectKind.PHONE)),
                phone(
                        AuditRule.EMCC_PH_05,
                        PhoneFields.SERVICES,
                        "",
                        "phone SEP0011AABBCC01 of NYC is not subscribed to the Extension Mobility service"),
                field(
                        AuditRule.EMCC_PH_05,
                        ObjectKind.DEVICE_PROFILE,
                        "udp-alice",
                        DeviceProfileFields.SERVICES,
                        "Directory",
                        "device profile udp-alice of NYC is not subscribed to the Extension Mobility service"));
    }

    private static Fault url(AuditRule rule, ObjectField<?> field, String text, String message) {
        return field(rule, ObjectKind.PHONE_SERVICE, EM, field, text, message);
    }

    @Test
    void theRemedyOfAUrlFitsTheUrl() {
        assertThat(remedyOf("http://10.1.0.10:8080/emapp/EMAppServlet"))
                .startsWith("Add ?EMCC=#EMCC# to Service URL of Extension Mobility");
        assertThat(remedyOf("http://10.1.0.10:8080/emapp/EMAppServlet?device=#DEVICENAME#"))
                .startsWith("Add &EMCC=#EMCC# to Service URL of Extension Mobility");
    }

    private static String remedyOf(String url) {
        ClusterSnapshot cluster = AuditFixtures.newYork();
        ClusterSnapshot broken = cluster.toBuilder()
                .objects(
                        ObjectKind.PHONE_SERVICE,
                        cluster.all(ObjectKind.PHONE_SERVICE).stream()
                                .map(service -> service.toBuilder()
                                        .read(PhoneServiceFields.SERVICE_URL, url)
                                        .build())
                                .toList())
                .build();
        return AuditFixtures.audit(broken)
                .findings(AuditRule.EMCC_URL_01)
                .get(0)
                .remedy()
                .action();
    }

    private static Stream<Fault> urls() {
        return Stream.of(
                url(
                        AuditRule.EMCC_URL_01,
                        PhoneServiceFields.SERVICE_URL,
                        "http://10.1.0.10:8080/emapp/EMAppServlet?device=#DEVICENAME#",
                        "Service URL of phone service Extension Mobility of NYC lacks EMCC=#EMCC#"),
                url(
                        AuditRule.EMCC_URL_02,
                        PhoneServiceFields.SERVICE_URL,
                        URL + "&loginType=PIN",
                        "loginType \"PIN\" in Service URL"),
                url(
                                AuditRule.EMCC_URL_03,
                                PhoneServiceFields.SERVICE_URL,
                                URL + "&loginType=UID",
                                "Users of LON (release 11.5) cannot log in at phones of NYC")
                        .in(cluster ->
                                cluster.name().equals("LON") ? release("11.5").apply(cluster) : cluster),
                url(
                        AuditRule.EMCC_URL_04,
                        PhoneServiceFields.SECURE_SERVICE_URL,
                        "",
                        "phone service Extension Mobility of NYC has no secure URL"));
    }

    private static Fault user(AuditRule rule, ObjectField<?> field, String text, String message) {
        return field(rule, ObjectKind.USER, "alice", field, text, message);
    }

    private static Stream<Fault> users() {
        return Stream.of(
                user(
                        AuditRule.EMCC_USR_01,
                        UserFields.ENABLE_EMCC,
                        "false",
                        "user alice of NYC is not enabled for EMCC"),
                user(
                        AuditRule.EMCC_USR_02,
                        UserFields.PHONE_PROFILES,
                        "",
                        "user alice of NYC has no controlled profile"),
                user(
                        AuditRule.EMCC_USR_02,
                        UserFields.PHONE_PROFILES,
                        "udp-gone",
                        "controls device profile udp-gone, which does not exist"),
                fault(
                        AuditRule.EMCC_USR_03,
                        "has a home in NYC and in LON",
                        nyc -> plus(nyc, user("Bob", "2999")),
                        nyc -> unknown(nyc, ObjectKind.USER, "alice", UserFields.HOME_CLUSTER)),
                fault(
                                AuditRule.EMCC_USR_04,
                                "Primary extension 2001 of NYC belongs to users alice and carol",
                                nyc -> plus(nyc, user("carol", "2001")),
                                nyc -> unknown(nyc, ObjectKind.USER, "alice", UserFields.PRIMARY_EXTENSION))
                        .in(FaultsTest::byExtension),
                user(
                        AuditRule.EMCC_USR_05,
                        UserFields.PIN_MUST_CHANGE,
                        "true",
                        "user alice of NYC must change the PIN"),
                user(AuditRule.EMCC_USR_05, UserFields.PIN_LOCKED, "true", "user alice of NYC has a locked PIN")
                        .codes(2),
                field(
                        AuditRule.EMCC_USR_06,
                        ObjectKind.DEVICE_PROFILE,
                        "udp-alice",
                        DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE,
                        "",
                        "device profile udp-alice of NYC has no EMCC calling search space"),
                fault(
                        AuditRule.EMCC_USR_07,
                        "user alice of NYC has to choose from 2 profiles",
                        nyc -> with(
                                plus(
                                        nyc,
                                        nyc.find(ObjectKind.DEVICE_PROFILE, "udp-alice").orElseThrow().toBuilder()
                                                .set(DeviceProfileFields.NAME, "udp-2")
                                                .build()),
                                ObjectKind.USER,
                                "alice",
                                UserFields.PHONE_PROFILES,
                                "udp-alice\nudp-2"),
                        nyc -> unknown(nyc, ObjectKind.USER, "alice", UserFields.PHONE_PROFILES)));
    }

    private static Stream<Fault> security() {
        return Stream.of(
                field(
                                AuditRule.EMCC_SEC_01,
                                ObjectKind.PHONE_SECURITY_PROFILE,
                                SECURITY,
                                PhoneSecurityProfileFields.DEVICE_SECURITY_MODE,
                                "Encrypted",
                                "phone SEP0011AABBCC01 of NYC is secure, but LON is not in mixed mode")
                        .in(cluster -> cluster.name().equals("NYC") ? mixed(cluster) : cluster),
                field(
                                AuditRule.EMCC_SEC_02,
                                ObjectKind.PHONE_SECURITY_PROFILE,
                                SECURITY,
                                PhoneSecurityProfileFields.DEVICE_SECURITY_MODE,
                                "Authenticated",
                                "do not both know secure EMCC")
                        .in(cluster -> cluster.name().equals("NYC")
                                ? mixed(cluster)
                                : mixed(release("8.6").apply(cluster))));
    }

    private static Stream<Fault> certificates() {
        return Stream.of(
                untrusted(
                        AuditRule.EMCC_CRT_01,
                        "tomcat-trust",
                        "tomcat",
                        "NYC does not have the tomcat certificate CN=tomcat-10.2.0.10"),
                untrusted(AuditRule.EMCC_CRT_02, "CallManager-trust", "CallManager", "in CallManager-trust"),
                untrusted(AuditRule.EMCC_CRT_02, "Phone-SAST-trust", "CallManager", "in Phone-SAST-trust"),
                untrusted(AuditRule.EMCC_CRT_03, "Phone-SAST-trust", "ITLRecovery", "cannot verify the ITL"),
                untrusted(AuditRule.EMCC_CRT_04, "CallManager-trust", "CAPF", "secure phones of the other"),
                field(
                        AuditRule.EMCC_CRT_05,
                        ObjectKind.CERTIFICATE,
                        own("tomcat"),
                        CertificateFields.NOT_AFTER,
                        "2026-05-31T00:00:00Z",
                        "in NYC has expired on 2026-05-31T00:00:00Z"),
                field(
                        AuditRule.EMCC_CRT_05,
                        ObjectKind.CERTIFICATE,
                        own("CAPF"),
                        CertificateFields.NOT_BEFORE,
                        "2026-02-01T00:00:00Z",
                        "is newer than the last export, of 2026-01-10T12:00:00Z"),
                fault(
                                AuditRule.EMCC_CRT_06,
                                "Certificates were consolidated 2 times, on NYC and on LON",
                                UnaryOperator.identity(),
                                nyc -> unknown(
                                        nyc,
                                        ObjectKind.CONSOLIDATION,
                                        "10.9.0.1 / /emcc",
                                        ConsolidationFields.CONSOLIDATED))
                        .in(UnaryOperator.identity()),
                fault(
                        AuditRule.EMCC_CRT_07,
                        "LON exchanges certificates over 10.9.0.1 / /emcc, but NYC over 10.9.0.1 / /other",
                        nyc -> with(
                                nyc,
                                ObjectKind.CONSOLIDATION,
                                "10.9.0.1 / /emcc",
                                ConsolidationFields.SFTP_DIRECTORY,
                                "/other"),
                        kind(ObjectKind.CONSOLIDATION)),
                fault(
                        AuditRule.EMCC_CRT_08,
                        "47 certificates of NYC go into the ITL, more than 39",
                        nyc -> plus(
                                nyc,
                                IntStream.range(0, 33)
                                        .mapToObj(number -> AuditFixtures.certificate(
                                                new AuditFixtures.Place("NYC", "10.1.0", "US", "911"),
                                                "Phone-SAST-trust",
                                                "CallManager",
                                                "old-" + number))
                                        .toArray(ClusterObject[]::new)),
                        kind(ObjectKind.CERTIFICATE)),
                fault(
                        AuditRule.EMCC_CRT_09,
                        "NYC (release 9.1) cannot import certificates that LON (release 12.5) has exported",
                        release("9.1"),
                        FaultsTest::releaseUnknown),
                fault(
                        AuditRule.EMCC_CRT_10,
                        "Prepare Cluster for Rollback to pre 8.0 of NYC is True",
                        nyc -> parameter(nyc, EnterpriseParameters.PREPARE_FOR_ROLLBACK, "True"),
                        nyc -> parameter(nyc, EnterpriseParameters.PREPARE_FOR_ROLLBACK, Setting.unknown())));
    }

    private static <T> Fault service(
            AuditRule rule, org.emcc.core.configuration.Parameter<T> parameter, String text, String message) {
        return fault(
                rule,
                message,
                nyc -> parameter(nyc, parameter, text),
                nyc -> parameter(nyc, parameter, Setting.unknown()));
    }

    private static Stream<Fault> parameters() {
        return Stream.of(
                service(
                        AuditRule.EMCC_SP_01,
                        ServiceParameters.MULTIPLE_LOGIN_BEHAVIOR,
                        "Auto Logout",
                        "Multiple Login Behavior is Auto Logout in NYC, but Multiple Logins Allowed in LON"),
                service(
                                AuditRule.EMCC_SP_02,
                                ServiceParameters.TRUSTED_IPS,
                                "",
                                "NYC validates IP addresses, but trusts none")
                        .in(FaultsTest::validating),
                service(
                                AuditRule.EMCC_SP_03,
                                ServiceParameters.EMCC_ALLOW_PROXY,
                                "False",
                                "EMCC Allow Proxy of NYC is False")
                        .in(FaultsTest::validating),
                service(
                        AuditRule.EMCC_SP_05,
                        ServiceParameters.TRUSTED_IPS,
                        "10.1.0.1-10.1.0.9",
                        "Trusted List of IPs of NYC is \"10.1.0.1-10.1.0.9\", but must be host names"),
                service(
                        AuditRule.EMCC_SP_06,
                        ServiceParameters.MAXIMUM_CONCURRENT_REQUESTS,
                        "3",
                        "Maximum Concurrent Requests of NYC is 3, less than the default of 5"),
                service(
                        AuditRule.EMCC_SP_07,
                        ServiceParameters.INTERCLUSTER_MAXIMUM_LOGIN_TIME,
                        "169:00",
                        "Inter-cluster Maximum Login Time of NYC is \"169:00\", but must be HHH:MM"),
                fault(
                                AuditRule.EMCC_DEF_02,
                                "Multiple Login Behavior of NYC is not set",
                                nyc -> parameter(nyc, ServiceParameters.MULTIPLE_LOGIN_BEHAVIOR, Setting.absent()),
                                nyc -> parameter(nyc, ServiceParameters.MULTIPLE_LOGIN_BEHAVIOR, Setting.unknown()))
                        .and(AuditRule.EMCC_SP_01));
    }

    /** A fault of one rule that the world already has must not hide another, so only what is new counts. */
    @ParameterizedTest
    @MethodSource("faults")
    void isToldByItsRuleAlone(Fault fault) {
        ClusterSnapshot nyc = fault.world().apply(AuditFixtures.newYork());
        ClusterSnapshot lon = fault.world().apply(AuditFixtures.london());
        if (fault.rule() == AuditRule.EMCC_CRT_06) {
            lon = with(
                    lon,
                    ObjectKind.CONSOLIDATION,
                    "10.9.0.1 / /emcc",
                    ConsolidationFields.CONSOLIDATED,
                    "2026-01-10T13:30:00Z");
        }
        AuditReport before = AuditFixtures.audit(
                nyc, AuditFixtures.london().equals(lon) ? lon : fault.world().apply(AuditFixtures.london()));
        AuditReport after = AuditFixtures.audit(fault.fault().apply(nyc), lon);

        assertThat(before.findings(fault.rule())).isEmpty();
        List<AuditFinding> fresh = new ArrayList<>(after.findings());
        fresh.removeAll(before.findings());
        Set<String> codes = fresh.stream().map(AuditFinding::code).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> expected = new LinkedHashSet<>(List.of(fault.rule().code()));
        fault.besides().forEach(rule -> expected.add(rule.code()));
        assertThat(codes).containsExactlyInAnyOrderElementsOf(expected);
        List<AuditFinding> told = after.findings(fault.rule());
        assertThat(told).hasSize(1);
        assertThat(told.get(0).message()).contains(fault.message());
        assertThat(told.get(0).evidence()).isNotEmpty();
        assertThat(told.get(0).remedy().action()).isNotBlank();
        assertThat(told.get(0).errorCodes().stream().map(ErrorCode::number)).isEqualTo(fault.codes());
        assertThat(after.passed()).isNotEqualTo(before.passed());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isNotCheckedWhereTheFactIsUnknown(Fault fault) {
        ClusterSnapshot nyc = fault.world().apply(AuditFixtures.newYork());
        ClusterSnapshot lon = fault.world().apply(AuditFixtures.london());
        AuditReport before = AuditFixtures.audit(nyc, lon);
        AuditReport after = AuditFixtures.audit(fault.open().apply(nyc), lon);

        assertThat(before.unchecked()).isEmpty();
        assertThat(after.unchecked())
                .anySatisfy(
                        each -> assertThat(each.code()).isEqualTo(fault.rule().code()));
        assertThat(after.findings(fault.rule())).isEmpty();
        assertThat(after.passed().getOrDefault(fault.rule().code(), 0))
                .isLessThan(before.passed().getOrDefault(fault.rule().code(), 0));
    }

    @Test
    void aGoodPairHasNothingButNotices() {
        AuditReport report = AuditFixtures.audit(AuditFixtures.newYork(), AuditFixtures.london());

        assertThat(report.findings()).extracting(AuditFinding::code).containsOnly("EMCC-SP-04", "EMCC-DEF-01");
        assertThat(report.findings(AuditRule.EMCC_DEF_01))
                .extracting(AuditFinding::subject)
                .contains("defect CSCvn30046")
                .doesNotContain("defect CSCvw50430", "defect CSCvs39175");
    }

    @Test
    void aTrustVerificationServiceThatIsNotReachedIsTold() {
        AuditReport silent = AuditFixtures.audit(
                AuditFixtures.probe(new Probe.Answer.No("connection refused")), AuditFixtures.newYork());
        AuditReport blind = AuditFixtures.audit(Probe.none(), AuditFixtures.newYork());

        assertThat(silent.findings(AuditRule.EMCC_PH_06))
                .extracting(AuditFinding::subject)
                .containsExactly("node 10.1.0.10", "node 10.1.0.11");
        assertThat(blind.findings(AuditRule.EMCC_PH_06)).isEmpty();
        assertThat(blind.unchecked()).extracting(Unchecked::code).contains("EMCC-PH-06");
    }

    /** Lists of users and phones hold many who never travel. */
    @Test
    void whoNeverTravelsRaisesNoAlarm() {
        ClusterSnapshot nyc = plus(
                AuditFixtures.newYork(),
                user("dave", "2001"),
                object(ObjectKind.USER, "userid", "erin", "homeCluster", "true"),
                object(ObjectKind.PHONE, "name", "CSFERIN", "enableExtensionMobility", "false"));
        ClusterSnapshot lon = plus(
                AuditFixtures.london(),
                user("dave", "2001"),
                object(ObjectKind.PHONE, "name", "CSFERIN", "enableExtensionMobility", "false"));

        assertThat(AuditFixtures.audit(nyc, lon).findings())
                .isEqualTo(AuditFixtures.audit(AuditFixtures.newYork(), AuditFixtures.london())
                        .findings());
    }

    /** A CA that is trusted makes the import needless for TLS, but a renewed certificate of the same name is another. */
    @Test
    void anIssuerInTheStoreWillDoAndAnotherOfTheSameNameWillNot() {
        ClusterSnapshot lon = with(
                AuditFixtures.london(),
                ObjectKind.CERTIFICATE,
                own("tomcat").replace("10.1.0.10", "10.2.0.10").replaceAll(" / [0-9a-f]+$", "") + " / "
                        + Integer.toHexString("CN=tomcat-10.2.0.10".hashCode()),
                CertificateFields.SHA256,
                "ab".repeat(32));

        assertThat(AuditFixtures.audit(AuditFixtures.newYork(), lon).findings(AuditRule.EMCC_CRT_01))
                .hasSize(1);
        ClusterSnapshot issued = lon.toBuilder()
                .objects(
                        ObjectKind.CERTIFICATE,
                        lon.all(ObjectKind.CERTIFICATE).stream()
                                .map(each -> each.text(CertificateFields.SHA256).startsWith("abab")
                                        ? each.toBuilder()
                                                .set(CertificateFields.ISSUER, "CN=root")
                                                .build()
                                        : each)
                                .toList())
                .build();
        ClusterSnapshot nyc = plus(
                AuditFixtures.newYork(),
                object(
                        ObjectKind.CERTIFICATE,
                        "node",
                        "10.1.0.10",
                        "store",
                        "tomcat-trust",
                        "subject",
                        "CN=root",
                        "issuer",
                        "CN=root",
                        "serialNumber",
                        "1",
                        "sha256",
                        "cd".repeat(32)));
        assertThat(AuditFixtures.audit(nyc, issued).findings(AuditRule.EMCC_CRT_01))
                .isEmpty();
    }

    @Test
    void withoutExpectationsAndModelsNothingIsClaimed() {
        AuditReport report = Audit.builder(java.time.Clock.fixed(AuditFixtures.NOW, java.time.ZoneOffset.UTC))
                .cluster(AuditFixtures.newYork())
                .build()
                .run();

        assertThat(report.unchecked()).extracting(Unchecked::code).contains("EMCC-BASE-02", "EMCC-PH-02");
    }

    @Test
    void aClusterOfWhichNothingIsKnownPassesNothingOfItsOwn() {
        AuditReport report = AuditFixtures.audit(ClusterSnapshot.builder("dark").build());

        assertThat(report.findings()).isEmpty();
        Checklist.all().stream()
                .filter(check -> check instanceof Check.OfCluster)
                .map(check -> check.rule().code())
                .forEach(code -> assertThat(report.passed()).doesNotContainKey(code));
    }

    @Test
    void baseDevicesInAListOfPhonesAreNeitherTwinsNorInTheWay() {
        ClusterObject listed = object(ObjectKind.PHONE, "name", "EMCC3", "enableExtensionMobility", "false");

        AuditReport report =
                AuditFixtures.audit(plus(AuditFixtures.newYork(), listed), plus(AuditFixtures.london(), listed));

        assertThat(report.findings(AuditRule.EMCC_PH_04)).isEmpty();
        assertThat(report.findings(AuditRule.EMCC_BASE_04)).isEmpty();
        assertThat(AuditFixtures.audit(without(plus(AuditFixtures.newYork(), listed), ObjectKind.BASE_DEVICE, "EMCC3"))
                        .findings(AuditRule.EMCC_BASE_04))
                .hasSize(1);
    }
}
