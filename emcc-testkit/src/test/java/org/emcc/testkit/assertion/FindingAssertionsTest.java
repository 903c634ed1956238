package org.emcc.testkit.assertion;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.testkit.assertion.EmccAssertions.assertThat;
import static org.emcc.testkit.assertion.EmccAssertions.assertThatFindings;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.certs.bundle.CertificateFindings;
import org.emcc.certs.bundle.CertificateWeakness;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.plan.PlanFinding;
import org.emcc.certs.plan.PlanRule;
import org.emcc.core.FindingSeverity;
import org.emcc.core.Problem;
import org.emcc.sip.routing.RoutingFinding;
import org.emcc.sip.trunk.TrunkFinding;
import org.emcc.sip.trunk.TrunkRule;
import org.junit.jupiter.api.Test;

class FindingAssertionsTest {
    private static final TrunkFinding NOWHERE =
            new TrunkFinding(TrunkRule.NO_DESTINATION, "trunk ICT-LON", "the trunk has no destination");
    private static final RoutingFinding UNSAFE = new RoutingFinding(
            "EMCC-DP-03", FindingSeverity.ERROR, "112 is routed to the wrong country", "add a pattern for 112");

    private static void fails(ThrowingCallable assertion, String... saying) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(saying);
    }

    @Test
    void findingsOfTrunksAndRoutes() {
        List<Record> found = List.of(NOWHERE, UNSAFE);

        assertThatFindings(List.of()).hasNone().hasNoErrors();
        assertThatFindings(List.of(NOWHERE)).hasNoErrors();
        assertThatFindings(found)
                .contains("EMCC-SIP-0510")
                .contains(FindingSeverity.WARNING, "EMCC-SIP-0510", "ICT-LON")
                .contains(FindingSeverity.ERROR, "EMCC-DP-03", "112")
                .containsOnly("EMCC-DP-03", "EMCC-SIP-0510")
                .doesNotContain("EMCC-DP-04");

        String all = "WARNING EMCC-SIP-0510: trunk ICT-LON: the trunk has no destination";
        fails(() -> assertThatFindings(found).hasNone(), "should be no finding", all, "ERROR EMCC-DP-03: 112");
        fails(() -> assertThatFindings(found).hasNoErrors(), "should be no error", all);
        fails(() -> assertThatFindings(found).contains("EMCC-DP-04"), "should be a finding EMCC-DP-04", all);
        fails(
                () -> assertThatFindings(found).contains(FindingSeverity.ERROR, "EMCC-SIP-0510", "ICT-LON"),
                "should be ERROR EMCC-SIP-0510 about \"ICT-LON\"",
                all);
        fails(
                () -> assertThatFindings(found).contains(FindingSeverity.WARNING, "EMCC-SIP-0510", "ICT-NYC"),
                "about \"ICT-NYC\"");
        fails(() -> assertThatFindings(found).containsOnly("EMCC-DP-03"), "[EMCC-DP-03] and no others", all);
        fails(() -> assertThatFindings(found).doesNotContain("EMCC-DP-03"), "should be no finding EMCC-DP-03");
        fails(() -> assertThatFindings(List.of()).contains("EMCC-DP-03"), "there is\nnone");
    }

    @Test
    void findingsOfCertificatesAndPlans() {
        CertificateWeakness weak = new CertificateWeakness(
                CertificateWeakness.Kind.NEGATIVE_SERIAL,
                "the serial number is negative",
                List.of(new Fingerprint("ab".repeat(32))),
                List.of("CN=cucm-nyc.example.com"));
        PlanFinding plan = new PlanFinding(PlanRule.ITL_RECOVERY_MISSING, "NYC has no ITL recovery certificate");

        assertThat(new CertificateFindings(List.of(weak)))
                .contains(weak.severity(), "EMCC-CERTS-0207", "cucm-nyc.example.com");
        fails(
                () -> assertThat(new CertificateFindings(List.of(weak))).hasNone(),
                "should be no finding",
                weak.severity() + " EMCC-CERTS-0207: the serial number is negative [CN=cucm-nyc.example.com]");
        assertThatFindings(List.of(weak, plan)).containsOnly("EMCC-CERTS-0207", plan.code());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatFindings(List.of("a text")))
                .withMessage(
                        "findings must be of certificates, plans, trunks or routes, but one is a java.lang.String");
    }

    @Test
    void problems() {
        Problem problem = new Problem("line 3", "a phone is needed, but \"x\" was met");

        assertThat(problem).isAt("line 3").says("a phone is needed");
        fails(() -> assertThat(problem).isAt("line 4"), "should be at line 4", "line 3: a phone");
        fails(() -> assertThat(problem).says("a user"), "should say \"a user\"", "line 3: a phone");
        fails(() -> assertThat((Problem) null).isAt("line 4"), "not to be null");
    }
}
