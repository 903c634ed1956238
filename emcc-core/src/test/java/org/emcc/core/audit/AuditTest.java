package org.emcc.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.core.audit.AuditFixtures.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RemoteClusterFields;
import org.junit.jupiter.api.Test;

/** The engine of the audit. */
class AuditTest {
    private static final ClusterSnapshot NYC = AuditFixtures.newYork();
    private static final ClusterSnapshot LON = AuditFixtures.london();
    private static final ClusterSnapshot BROKEN =
            AuditFixtures.with(NYC, ObjectKind.REMOTE_CLUSTER, "LON", RemoteClusterFields.TFTP_ENABLED, "true");

    @Test
    void aGoodPairHasNoErrorsAndNothingUnchecked() {
        AuditReport report = audit(NYC, LON);

        assertThat(report.findings(FindingSeverity.ERROR)).isEmpty();
        assertThat(report.findings(FindingSeverity.WARNING)).isEmpty();
        assertThat(report.unchecked()).isEmpty();
        assertThat(report.isFreeOfErrors()).isTrue();
    }

    @Test
    void everyRuleHasOneCheck() {
        List<AuditRule> checked = Checklist.all().stream().map(Check::rule).toList();
        Set<AuditRule> missing = EnumSet.allOf(AuditRule.class);
        missing.removeAll(checked);

        assertThat(checked).doesNotHaveDuplicates();
        assertThat(missing).as("rules without a check").isEmpty();
    }

    @Test
    void theOrderOfClustersIsNoPartOfWhatIsFound() {
        ClusterSnapshot other = AuditFixtures.parameter(LON, FeatureParameters.REGION_MAX_AUDIO_BIT_RATE, "64");
        AuditReport one = audit(BROKEN, other);
        AuditReport reversed = audit(other, BROKEN);

        assertThat(one.findings()).extracting(AuditFinding::code).contains("EMCC-RC-05", "EMCC-FP-05");
        assertThat(reversed.findings())
                .extracting(AuditFinding::code)
                .containsExactlyElementsOf(
                        one.findings().stream().map(AuditFinding::code).toList());
        assertThat(reversed.passed()).isEqualTo(one.passed());
    }

    @Test
    void errorsStandFirst() {
        AuditReport report = audit(
                AuditFixtures.parameter(BROKEN, FeatureParameters.BACKUP_TFTP_SERVER, Setting.absent()),
                AuditFixtures.parameter(LON, FeatureParameters.DEFAULT_UPDATE_SERVER, Setting.absent()));

        assertThat(report.findings())
                .extracting(AuditFinding::code)
                .containsSubsequence("EMCC-RC-05", "EMCC-FP-03", "EMCC-FP-02");
        assertThat(report.findings()).isSortedAccordingTo((a, b) -> a.severity().compareTo(b.severity()));
    }

    @Test
    void aSuppressedFindingIsKeptWithItsReason() {
        Suppression by = new Suppression("EMCC-RC-05", "NYC", "remote cluster LON", "a test of ours");
        AuditReport report =
                builder().cluster(BROKEN).cluster(LON).suppress(by).build().run();

        assertThat(report.findings(AuditRule.EMCC_RC_05)).isEmpty();
        assertThat(report.suppressed()).extracting(Suppressed::by).containsExactly(by);
        assertThat(report.remarks()).isEmpty();
    }

    @Test
    void aSuppressionThatFitsNothingIsRemarked() {
        AuditReport report = builder()
                .cluster(BROKEN)
                .cluster(LON)
                .suppress(new Suppression("EMCC-RC-05", "LON", "", "another cluster"))
                .build()
                .run();

        assertThat(report.findings(AuditRule.EMCC_RC_05)).hasSize(1);
        assertThat(report.suppressed()).isEmpty();
        assertThat(report.remarks()).containsExactly("the suppression of EMCC-RC-05 of LON fits no finding");
    }

    /** What only two clusters can break is no merit of one. */
    @Test
    void aClusterAloneKeepsNothingThatTakesTwo() {
        AuditReport report = audit(NYC);
        List<String> open = report.unchecked().stream().map(Unchecked::code).toList();

        assertThat(report.passed())
                .containsKeys("EMCC-SVC-01", "EMCC-RC-05")
                .doesNotContainKeys(
                        "EMCC-ID-01",
                        "EMCC-ID-03",
                        "EMCC-PH-04",
                        "EMCC-USR-03",
                        "EMCC-SEC-01",
                        "EMCC-SEC-02",
                        "EMCC-CRT-01",
                        "EMCC-CRT-02",
                        "EMCC-CRT-03",
                        "EMCC-CRT-04",
                        "EMCC-CRT-06",
                        "EMCC-CRT-07");
        assertThat(open)
                .contains("EMCC-RC-01", "EMCC-FP-05", "EMCC-GEO-02", "EMCC-CRT-01", "EMCC-CRT-06", "EMCC-SEC-01");
        assertThat(report.passed().keySet()).doesNotContainAnyElementsOf(open);
        assertThat(Arrays.stream(AuditRule.values())
                        .map(AuditRule::code)
                        .filter(code -> !open.contains(code) && !report.passed().containsKey(code))
                        .filter(code -> report.findings().stream()
                                .noneMatch(finding -> finding.code().equals(code))))
                .as("rules that are in no part of the report")
                .isEmpty();
    }

    @Test
    void expectedLoginsOfAClusterThatIsNotAuditedAreRemarked() {
        AuditReport report = builder()
                .cluster(NYC)
                .cluster(LON)
                .expectedLogins("NYC", 1)
                .expectedLogins("nyc1", 7)
                .build()
                .run();

        assertThat(report.remarks()).containsExactly("the expected logins of nyc1 fit no cluster");
    }

    /** One kind of object is asked for by many, and unknown but once. */
    @Test
    void whatThereIsButOneOfIsMissingOnce() {
        AuditReport report = audit(
                AuditFixtures.unknown(
                        AuditFixtures.unknown(NYC, ObjectKind.INTERCLUSTER_SERVICE), ObjectKind.SERVICE_ACTIVATION),
                AuditFixtures.unknown(LON, ObjectKind.DEVICE_POOL));

        assertThat(report.unchecked())
                .hasSizeGreaterThan(5)
                .extracting(Unchecked::why)
                .noneMatch(why -> why.contains(" is known, and "));
        assertThat(report.unchecked())
                .contains(new Unchecked("EMCC-SVC-01", List.of("NYC"), "no service of NYC is known"));
    }

    @Test
    void progressIsToldRuleByRule() {
        List<Integer> told = new ArrayList<>();
        AtomicInteger last = new AtomicInteger();
        builder()
                .cluster(NYC)
                .listener((rule, done, all) -> {
                    told.add(done);
                    last.set(all);
                })
                .build()
                .run();

        assertThat(told)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, Checklist.all().size()).boxed().toList());
        assertThat(last).hasValue(told.size());
    }

    @Test
    void contributorsAreHeard() {
        Unchecked open = new Unchecked("OWN-2", List.of("NYC"), "nobody looked");
        AuditReport report = builder()
                .cluster(BROKEN)
                .contributor((clusters, results) -> {
                    assertThat(clusters).containsExactly(BROKEN);
                    results.passed("OWN-1");
                    results.unchecked(open);
                })
                .build()
                .run();

        assertThat(report.passed()).containsEntry("OWN-1", 1);
        assertThat(report.unchecked()).contains(open);
    }

    @Test
    void withoutAProbeTheNetworkIsNotChecked() {
        AuditReport report = audit(Probe.none(), NYC, LON);

        assertThat(report.unchecked()).extracting(Unchecked::code).contains("EMCC-RC-02", "EMCC-RC-08");
        assertThat(report.passed()).doesNotContainKeys("EMCC-RC-02", "EMCC-RC-08");
    }

    @Test
    void whatTheProbeSeesIsAFinding() {
        AuditReport report = audit(AuditFixtures.probe(new Probe.Answer.No("no answer")), NYC, LON);

        assertThat(report.findings(AuditRule.EMCC_RC_02))
                .extracting(AuditFinding::message)
                .contains("Name cucm-LON.example.com of remote cluster LON does not resolve in NYC: no answer");
        assertThat(report.findings(AuditRule.EMCC_RC_08))
                .extracting(AuditFinding::message)
                .contains("LON cannot be reached from NYC at 10.2.0.10 port 8443: no answer");
    }

    @Test
    void nothingKnownIsNeverAPass() {
        AuditReport report = audit(
                ClusterSnapshot.builder("one").build(),
                ClusterSnapshot.builder("two").build());

        assertThat(report.findings()).isEmpty();
        assertThat(report.passed()).isEmpty();
        assertThat(report.unchecked().stream().map(Unchecked::code).distinct())
                .containsExactlyInAnyOrderElementsOf(Checklist.all().stream()
                        .map(check -> check.rule().code())
                        .toList());
    }

    @Test
    void aClusterWhoseIdIsUnknownHasNoMissingRecord() {
        AuditReport report =
                audit(NYC, AuditFixtures.parameter(LON, EnterpriseParameters.CLUSTER_ID, Setting.unknown()));

        assertThat(report.findings(AuditRule.EMCC_RC_01)).isEmpty();
        assertThat(report.unchecked()).extracting(Unchecked::code).contains("EMCC-RC-01", "EMCC-ID-01");
    }

    @Test
    void aRecordOfAClusterThatIsNotAuditedIsNotChecked() {
        AuditReport report = audit(NYC);

        assertThat(report.findings(AuditRule.EMCC_ID_03)).isEmpty();
        assertThat(report.unchecked())
                .filteredOn(each -> each.code().equals("EMCC-ID-03"))
                .extracting(Unchecked::why)
                .containsExactly("the cluster of remote cluster LON of NYC is not audited");
    }

    /** The facts of each cluster are worked out once, however many pairs ask. */
    @Test
    void theFactsOfAGroupAreWorkedOutOnce() {
        AtomicInteger times = new AtomicInteger();
        BiFunction<ClusterSnapshot, Look, Integer> counting = (cluster, look) -> times.incrementAndGet();
        Surroundings surroundings = new Surroundings(AuditFixtures.NOW, AuditFixtures.WELL, Map.of(), Map.of());
        for (int i = 0; i < 200; i++) {
            Look look = new Look(AuditRule.EMCC_GEO_02, List.of("NYC", "LON"), surroundings);
            look.fact(NYC, counting);
            look.fact(LON, counting);
        }

        assertThat(times).hasValue(2);
    }

    /** A gap that was met when a fact was worked out is a gap of each look that asks for it. */
    @Test
    void theGapsOfAFactAreThoseOfEveryLook() {
        BiFunction<ClusterSnapshot, Look, Boolean> unsure = (cluster, look) -> {
            look.gap("any", "nobody told it");
            return true;
        };
        Surroundings surroundings = new Surroundings(AuditFixtures.NOW, AuditFixtures.WELL, Map.of(), Map.of());
        for (int i = 0; i < 2; i++) {
            Look look = new Look(AuditRule.EMCC_GEO_02, List.of("NYC"), surroundings);
            look.fact(NYC, unsure);
            assertThat(look.unchecked()).map(Unchecked::why).contains("nobody told it");
        }
    }

    @Test
    void aGroupOfTwoHundredIsLookedAtPairByPair() {
        List<AuditFixtures.Place> places = IntStream.range(0, 200)
                .mapToObj(i -> new AuditFixtures.Place(
                        "C" + i, "10." + i + ".0", "" + (char) ('A' + i / 26) + (char) ('A' + i % 26), "112"))
                .toList();
        ClusterSnapshot[] clusters = places.stream()
                .map(at -> AuditFixtures.cluster(
                        at, places.stream().filter(other -> !other.equals(at)).toList()))
                .toArray(ClusterSnapshot[]::new);
        AuditReport report = audit(clusters);

        assertThat(report.findings(FindingSeverity.ERROR)).isEmpty();
        assertThat(report.unchecked()).isEmpty();
        Arrays.stream(AuditRule.values())
                .filter(rule -> List.of(AuditRule.EMCC_RC_01, AuditRule.EMCC_RC_08, AuditRule.EMCC_GEO_02)
                        .contains(rule))
                .forEach(rule -> assertThat(report.passed()).containsEntry(rule.code(), 200 * 199));
        assertThat(report.passed()).containsEntry("EMCC-FP-05", 200 * 199 / 2);
    }

    @Test
    void twoClustersOfOneCountryCannotBeToldApartByIt() {
        AuditFixtures.Place us = new AuditFixtures.Place("NYC", "10.1.0", "US", "911");
        AuditFixtures.Place london = new AuditFixtures.Place("LON", "10.2.0", "GB", "999");
        AuditFixtures.Place leeds = new AuditFixtures.Place("LDS", "10.3.0", "GB", "999");
        AuditReport report = audit(
                AuditFixtures.cluster(us, List.of(london, leeds)),
                AuditFixtures.cluster(london, List.of(us, leeds)),
                AuditFixtures.cluster(leeds, List.of(us, london)));

        assertThat(report.findings(AuditRule.EMCC_GEO_07)).singleElement().satisfies(finding -> {
            assertThat(finding.message())
                    .isEqualTo("By Country NYC cannot tell clusters LON, LDS apart: each is COUNTRY=GB");
            assertThat(finding.clusters()).containsExactly("NYC", "LON", "LDS");
            assertThat(finding.remedy().menu()).isEqualTo("System > Geolocation Filter");
        });
    }

    @Test
    void withoutAnAdjunctAnEmergencyNumberOfAllProfilesWillDo() {
        ClusterSnapshot bare = AuditFixtures.with(
                NYC, ObjectKind.DEVICE_POOL, "rdp-LON", DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE, "");
        ClusterSnapshot shared = AuditFixtures.with(
                bare,
                ObjectKind.CALLING_SEARCH_SPACE,
                "css-national",
                CallingSearchSpaceFields.MEMBERS,
                "1;pt-national\n2;pt-emergency-LON");

        assertThat(audit(bare, LON).findings(AuditRule.EMCC_DP_01))
                .extracting(AuditFinding::severity)
                .containsExactly(FindingSeverity.ERROR);
        assertThat(audit(shared, LON).findings(AuditRule.EMCC_DP_01))
                .extracting(AuditFinding::severity)
                .containsExactly(FindingSeverity.WARNING);
    }

    private static Audit.Builder builder() {
        return Audit.builder(Clock.fixed(AuditFixtures.NOW, ZoneOffset.UTC)).probe(AuditFixtures.WELL);
    }
}
