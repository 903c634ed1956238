package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.emcc.certs.plan.Made.NOW;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.FindingSeverity;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.Unchecked;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.junit.jupiter.api.Test;

/** What the certificates of two clusters add to an audit. */
class CertificateAuditTest {
    private final Made made = new Made();

    private ClusterInventory inventory(String id, String node, long serial) {
        return ClusterInventory.builder(ClusterId.of(id), Release.parse("14"), node)
                .securityMode(ClusterSecurityMode.MIXED)
                .tlsTrunk(true)
                .certificates(made.publisher(node, serial))
                .build();
    }

    private List<ClusterInventory> exchanged() {
        return ExchangePlan.builder(List.of(inventory("NYC", "ny1.lab", 1), inventory("LON", "lon1.lab", 5)), NOW)
                .build()
                .clustersAfter();
    }

    private static AuditReport audit(Instant now, ClusterInventory... inventories) {
        Map<String, ClusterInventory> byName = new HashMap<>();
        for (ClusterInventory each : inventories) {
            byName.put(each.id().value(), each);
        }
        return Audit.builder(Clock.fixed(now, ZoneOffset.UTC))
                .cluster(ClusterSnapshot.builder("NYC").build())
                .cluster(ClusterSnapshot.builder("LON").build())
                .contributor(CertificateAudit.of(byName, now))
                .build()
                .run();
    }

    private static List<String> codes(AuditReport report, String start) {
        return report.findings().stream()
                .map(AuditFinding::code)
                .filter(code -> code.startsWith(start))
                .distinct()
                .toList();
    }

    /** Trust takes two. */
    @Test
    void aClusterAloneIsNotSilentlyLeftOut() {
        AuditReport report = Audit.builder(Clock.fixed(NOW, ZoneOffset.UTC))
                .cluster(ClusterSnapshot.builder("NYC").build())
                .contributor(CertificateAudit.of(Map.of("NYC", exchanged().get(0)), NOW))
                .build()
                .run();

        assertThat(report.unchecked())
                .filteredOn(each -> each.code().startsWith("EMCC-COV-"))
                .extracting(Unchecked::code, Unchecked::why)
                .containsExactly(IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> tuple("EMCC-COV-0" + i, "no other cluster is audited"))
                        .toArray(Tuple[]::new));
        assertThat(report.passed()).containsEntry("EMCC-COV-06", 1).doesNotContainKey("EMCC-COV-01");
    }

    @Test
    void clustersThatHaveExchangedPass() {
        List<ClusterInventory> after = exchanged();

        AuditReport report = audit(NOW, after.get(0), after.get(1));

        assertThat(codes(report, "EMCC-COV-")).isEmpty();
        assertThat(report.passed())
                .containsEntry("EMCC-COV-01", 2)
                .containsEntry("EMCC-COV-02", 2)
                .containsEntry("EMCC-COV-03", 2)
                .containsEntry("EMCC-COV-04", 2)
                .containsEntry("EMCC-COV-05", 2)
                .containsEntry("EMCC-COV-06", 2);
    }

    @Test
    void aClusterThatTrustsNothingIsTheOneToMend() {
        List<ClusterInventory> after = exchanged();

        AuditReport report = audit(NOW, after.get(0), after.get(1).withTrust(TrustStores.empty()));

        assertThat(codes(report, "EMCC-COV-"))
                .containsExactly("EMCC-COV-01", "EMCC-COV-02", "EMCC-COV-03", "EMCC-COV-04", "EMCC-COV-05");
        assertThat(report.findings())
                .filteredOn(each -> each.code().startsWith("EMCC-COV-"))
                .allSatisfy(each -> {
                    assertThat(each.severity()).isEqualTo(FindingSeverity.ERROR);
                    assertThat(each.remedy().cluster()).isEqualTo("LON");
                    assertThat(each.remedy().action())
                            .isEqualTo("Export all on NYC, consolidate, and import all on LON");
                    assertThat(each.evidence()).hasSize(2);
                });
        assertThat(report.findings())
                .filteredOn(each -> each.code().equals("EMCC-COV-01"))
                .allSatisfy(each -> assertThat(each.errorCodes()).containsExactly(ErrorCode.of(208)));
    }

    @Test
    void whatExpiresSoonIsAWarningAndWhatHasExpiredAnError() {
        List<ClusterInventory> after = exchanged();

        AuditReport soon = audit(Made.LATER.minus(Duration.ofDays(30)), after.get(0), after.get(1));
        AuditReport past = audit(Made.LATER.plus(Duration.ofDays(1)), after.get(0), after.get(1));

        assertThat(soon.findings())
                .filteredOn(each -> each.code().equals("EMCC-COV-06"))
                .hasSize(8)
                .allSatisfy(each -> assertThat(each.severity()).isEqualTo(FindingSeverity.WARNING));
        assertThat(soon.passed()).doesNotContainKey("EMCC-COV-06");
        assertThat(past.findings())
                .filteredOn(each -> each.code().equals("EMCC-COV-06"))
                .hasSize(8)
                .allSatisfy(each -> assertThat(each.severity()).isEqualTo(FindingSeverity.ERROR));
    }

    @Test
    void aClusterWithoutAnInventoryIsNotChecked() {
        AuditReport report = audit(NOW, exchanged().get(0));

        assertThat(report.unchecked())
                .filteredOn(each -> each.code().startsWith("EMCC-COV-"))
                .hasSize(6)
                .extracting(Unchecked::clusters)
                .containsOnly(List.of("LON"));
        assertThat(codes(report, "EMCC-COV-")).isEmpty();
        assertThat(report.passed()).doesNotContainKey("EMCC-COV-01");
    }

    @Test
    void twoInventoriesOfOneIdAreRefused() {
        ClusterInventory one = inventory("NYC", "ny1.lab", 1);

        assertThatThrownBy(() -> CertificateAudit.of(Map.of("a", one, "b", one), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different ids");
    }
}
