package org.emcc.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.Evidence;
import org.emcc.core.audit.Unchecked;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.SipTrunkFields;
import org.emcc.core.snapshot.SipTrunkSecurityProfileFields;
import org.junit.jupiter.api.Test;

class TrunkAuditTest {
    private static ClusterObject.Builder trunk(String type) {
        return ClusterObject.builder(ObjectKind.SIP_TRUNK)
                .set(SipTrunkFields.NAME, "emcc-trunk")
                .set(SipTrunkFields.SIP_TRUNK_TYPE, type)
                .set(SipTrunkFields.DEVICE_POOL_NAME, "Default")
                .set(SipTrunkFields.SEND_GEO_LOCATION, true)
                .set(SipTrunkFields.SECURITY_PROFILE_NAME, "Plain")
                .set(SipTrunkFields.SIP_PROFILE_NAME, "Standard");
    }

    private static ClusterSnapshot cluster(ClusterObject.Builder trunk, String outgoing) {
        return ClusterSnapshot.builder("NYC")
                .add(
                        trunk.build(),
                        ClusterObject.builder(ObjectKind.SIP_TRUNK_SECURITY_PROFILE)
                                .set(SipTrunkSecurityProfileFields.NAME, "Plain")
                                .set(SipTrunkSecurityProfileFields.SECURITY_MODE, "Non Secure")
                                .set(SipTrunkSecurityProfileFields.OUTGOING_TRANSPORT, outgoing)
                                .build(),
                        ClusterObject.builder(ObjectKind.SIP_PROFILE)
                                .set(org.emcc.core.snapshot.SipProfileFields.NAME, "Standard")
                                .build())
                .build();
    }

    private static AuditReport audit(ClusterSnapshot cluster) {
        return Audit.builder(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .cluster(cluster)
                .contributor(new TrunkAudit())
                .build()
                .run();
    }

    private static List<AuditFinding> ofTrunks(AuditReport report) {
        return report.findings().stream()
                .filter(finding -> finding.code().startsWith("EMCC-SIP"))
                .toList();
    }

    @Test
    void aGoodTrunkPasses() {
        ClusterObject.Builder whole = trunk("Extension Mobility Cross Cluster");
        TrunkFields.all().stream()
                .map(FormField::name)
                .forEach(name -> ObjectKind.SIP_TRUNK
                        .field(name)
                        .ifPresentOrElse(
                                field -> {
                                    if (!whole.build().knows(field)) {
                                        whole.read(field, "");
                                    }
                                },
                                () -> whole.other(name, "")));
        AuditReport report = audit(cluster(whole, "TCP"));

        assertThat(ofTrunks(report)).isEmpty();
        assertThat(report.unchecked()).extracting(Unchecked::code).doesNotContain("EMCC-SIP");
        assertThat(report.passed()).containsEntry("EMCC-SIP", 1);
    }

    /** Nobody told most of its fields, and rules about them may be broken. */
    @Test
    void aTrunkThatIsKnownInPartDoesNotPass() {
        AuditReport report = audit(cluster(trunk("Extension Mobility Cross Cluster"), "TCP"));

        assertThat(ofTrunks(report)).isEmpty();
        assertThat(report.passed()).doesNotContainKey("EMCC-SIP");
        assertThat(report.unchecked())
                .filteredOn(each -> each.code().equals("EMCC-SIP"))
                .extracting(Unchecked::why)
                .allMatch(why -> why.contains(" fields are unknown, "))
                .hasSize(1);
    }

    @Test
    void whatTheAuditDoesNotReadIsFoundAmongTheOthers() {
        AuditReport report =
                audit(cluster(trunk("Extension Mobility Cross Cluster").other("tunneledProtocol", "QSIG"), "TCP"));

        assertThat(ofTrunks(report))
                .extracting(AuditFinding::code)
                .containsExactlyInAnyOrder(
                        TrunkRule.TUNNEL_ON_EMCC_TRUNK.code(), TrunkRule.QSIG_STOPS_GEOLOCATION.code());
        AuditFinding finding = ofTrunks(report).stream()
                .filter(each -> each.code().equals(TrunkRule.TUNNEL_ON_EMCC_TRUNK.code()))
                .findFirst()
                .orElseThrow();
        assertThat(finding.evidence())
                .containsExactly(new Evidence("NYC", "trunk \"emcc-trunk\"", "tunneledProtocol", "QSIG"));
        assertThat(finding.remedy().menu()).isEqualTo("Device > Trunk");
        assertThat(report.passed()).doesNotContainKey("EMCC-SIP");
    }

    @Test
    void theProfilesOfEmccTrunksAreLookedAt() {
        AuditReport report = audit(cluster(trunk("Extension Mobility Cross Cluster"), "TLS"));

        assertThat(ofTrunks(report))
                .extracting(AuditFinding::code)
                .containsExactly(TrunkRule.TRANSPORT_NOT_OF_MODE.code());
        assertThat(ofTrunks(report).get(0).remedy().menu()).isEqualTo(ObjectKind.SIP_TRUNK_SECURITY_PROFILE.menu());
    }

    @Test
    void ordinaryTrunksAreLeftAlone() {
        AuditReport report = audit(cluster(trunk("None(Default)").other("tunneledProtocol", "QSIG"), "TLS"));

        assertThat(ofTrunks(report)).isEmpty();
    }

    @Test
    void unknownTrunksAreNotChecked() {
        AuditReport none = audit(ClusterSnapshot.builder("NYC").build());
        AuditReport untold = audit(ClusterSnapshot.builder("NYC")
                .add(ClusterObject.builder(ObjectKind.SIP_TRUNK)
                        .set(SipTrunkFields.NAME, "any")
                        .build())
                .build());

        assertThat(none.unchecked()).extracting(Unchecked::code).contains("EMCC-SIP");
        assertThat(untold.unchecked())
                .filteredOn(each -> each.code().equals("EMCC-SIP"))
                .extracting(Unchecked::why)
                .containsExactly("Trunk Service Type of SIP trunk any of NYC is unknown");
        assertThat(none.passed()).doesNotContainKey("EMCC-SIP");
        assertThat(untold.passed()).doesNotContainKey("EMCC-SIP");
    }
}
