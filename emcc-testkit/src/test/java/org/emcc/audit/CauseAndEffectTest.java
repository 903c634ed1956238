package org.emcc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.AuditRule;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.Phone;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the audit says of a fault is what happens by it: in a lab with exactly that fault the phone shows a code that the finding names,
 * and with the fault mended the login succeeds.
 */
@Timeout(300)
class CauseAndEffectTest {
    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));

    private static EmccLab lab;
    private static VirtualPhone phone;

    @BeforeAll
    static void open() {
        lab = EmccLab.builder().withoutPeriodicWork().start();
        phone = lab.phone("SEP0011AABBCCD1");
        phone.start().join();
        lab.awaitRegistration(phone, "LON");
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    /** A fault of one cluster, and the rule that it breaks. */
    private record Fault(AuditRule rule, String cluster, UnaryOperator<ClusterConfiguration> fault) {
        @Override
        public String toString() {
            return rule.code();
        }
    }

    private static UnaryOperator<ClusterConfiguration> settings(UnaryOperator<ClusterSettings.Builder> change) {
        return of -> of.toBuilder()
                .settings(change.apply(of.settings().toBuilder()).build())
                .build();
    }

    private static UnaryOperator<ClusterConfiguration> users(UnaryOperator<EndUser.Builder> change) {
        return of -> of.toBuilder()
                .users(of.users().values().stream()
                        .map(user -> change.apply(user.toBuilder()).build())
                        .toList())
                .build();
    }

    private static UnaryOperator<ClusterConfiguration> phones(UnaryOperator<Phone> change) {
        return of -> of.toBuilder()
                .phones(of.phones().values().stream().map(change).toList())
                .build();
    }

    private static UnaryOperator<ClusterConfiguration> profile(boolean emcc, boolean pstn) {
        return of -> settings(settings -> settings.serviceProfile(of.settings().serviceProfile().toBuilder()
                        .emccActive(emcc)
                        .pstnAccessActive(pstn)
                        .build()))
                .apply(of);
    }

    private static ClusterConfiguration withoutTftp(ClusterConfiguration of) {
        return settings(settings -> settings.featureParameters(of.settings().featureParameters().toBuilder()
                        .defaultTftpServer(Setting.absent())
                        .backupTftpServer(Setting.absent())
                        .build()))
                .apply(of);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault(AuditRule.EMCC_RC_01, "NYC", settings(settings -> settings.remoteClusters(List.of()))),
                new Fault(AuditRule.EMCC_RC_01, "LON", settings(settings -> settings.remoteClusters(List.of()))),
                new Fault(AuditRule.EMCC_ICSP_01, "LON", profile(false, true)),
                new Fault(AuditRule.EMCC_ICSP_02, "LON", profile(true, false)),
                new Fault(AuditRule.EMCC_FP_01, "NYC", CauseAndEffectTest::withoutTftp),
                new Fault(
                        AuditRule.EMCC_PH_01,
                        "LON",
                        phones(each ->
                                each.toBuilder().extensionMobilityEnabled(false).build())),
                new Fault(AuditRule.EMCC_USR_01, "NYC", users(user -> user.emccEnabled(false))),
                new Fault(AuditRule.EMCC_USR_02, "NYC", users(user -> user.controlledProfiles(List.of()))));
    }

    private static AuditReport audit(EmccLab lab) {
        return Audit.builder(lab.clock())
                .cluster(ClusterSnapshot.of(lab.cluster("NYC").configuration()))
                .cluster(ClusterSnapshot.of(lab.cluster("LON").configuration()))
                .build()
                .run();
    }

    private static void logsIn(EmccLab lab, VirtualPhone phone) {
        Display shown = phone.logIn("alice", PIN);
        assertThat(shown.text()).as(() -> lab.trace().asText(100)).startsWith("Login successful");
        lab.awaitRegistration(phone, "NYC");
        phone.logOut();
        lab.awaitRegistration(phone, "LON");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theFaultThatIsFoundIsTheFaultThatHappens(Fault fault) {
        ClusterConfiguration good = lab.cluster(fault.cluster()).configuration();
        assertThat(audit(lab).findings(fault.rule())).as("before the fault").isEmpty();

        try {
            happens(fault, fault.fault().apply(good));
        } finally {
            lab.cluster(fault.cluster()).configure(good);
        }
        assertThat(audit(lab).findings(fault.rule())).as("mended").isEmpty();
        logsIn(lab, phone);
    }

    private static void happens(Fault fault, ClusterConfiguration bad) {
        lab.cluster(fault.cluster()).configure(bad);
        Set<ErrorCode> named = codes(audit(lab), fault.rule());
        Display shown = phone.logIn("alice", PIN);
        assertThat(named).as("codes of %s, found", fault).isNotEmpty();
        assertThat(shown.candidates())
                .as("%s: the phone shows %s", fault, shown.text())
                .isNotEmpty()
                .containsAnyElementsOf(named);
    }

    private static Set<ErrorCode> codes(AuditReport report, AuditRule rule) {
        return report.findings(rule).stream()
                .map(AuditFinding::errorCodes)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /** Base devices that are there stay in the store, so this lab begins without. */
    @Test
    void aClusterWithoutBaseDevicesTakesNobody() {
        try (EmccLab empty = EmccLab.builder()
                .companies(Company.newYork().withBaseDevices(0), Company.london())
                .withoutPeriodicWork()
                .start()) {
            VirtualPhone other = empty.phone("SEP0011AABBCCD1");
            other.start().join();
            assertThat(other.logIn("alice", PIN).candidates())
                    .isNotEmpty()
                    .containsAnyElementsOf(codes(audit(empty), AuditRule.EMCC_BASE_01));
        }
    }
}
