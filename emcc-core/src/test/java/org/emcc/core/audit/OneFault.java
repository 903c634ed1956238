package org.emcc.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.core.audit.AuditFixtures.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.FindingSeverity;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterSnapshot;

/** One thing that is wrong in an otherwise good pair, and what the audit has to say of it. */
final class OneFault {
    private final String title;
    private final AuditRule rule;
    private final List<AuditRule> also = new ArrayList<>();
    private Probe probe = AuditFixtures.WELL;
    private ClusterSnapshot goodNewYork = AuditFixtures.newYork();
    private ClusterSnapshot goodLondon = AuditFixtures.london();
    private ClusterSnapshot newYork = goodNewYork;
    private ClusterSnapshot london = goodLondon;
    private String message = "";
    private String remedy = "";
    private final List<String> evidence = new ArrayList<>();

    OneFault(AuditRule rule, String title) {
        this.rule = rule;
        this.title = title;
    }

    /** What is there before the fault, and again when it is mended. */
    OneFault given(ClusterSnapshot anyNewYork, ClusterSnapshot anyLondon) {
        goodNewYork = anyNewYork;
        goodLondon = anyLondon;
        newYork = anyNewYork;
        london = anyLondon;
        return this;
    }

    OneFault newYork(ClusterSnapshot broken) {
        newYork = broken;
        return this;
    }

    OneFault london(ClusterSnapshot broken) {
        london = broken;
        return this;
    }

    OneFault probe(Probe sees) {
        probe = sees;
        return this;
    }

    /** Rules which the same fault breaks as well. */
    OneFault also(AuditRule... others) {
        also.addAll(List.of(others));
        return this;
    }

    /** The whole message, and a part of the remedy. */
    OneFault tells(String whole, String partOfRemedy) {
        message = whole;
        remedy = partOfRemedy;
        return this;
    }

    /** Lines of the evidence, each as it is written. */
    OneFault evidence(String... lines) {
        evidence.addAll(List.of(lines));
        return this;
    }

    /** The finding is there and no other is new; without the fault it is not there. */
    void check() {
        AuditReport good = audit(goodNewYork, goodLondon);
        AuditReport report = audit(probe, newYork, london);

        assertThat(good.findings(rule)).as("before the fault").isEmpty();
        assertThat(good.passed()).containsKey(rule.code());
        List<AuditFinding> found = report.findings(rule);
        assertThat(found).as(title).extracting(AuditFinding::message).containsExactly(message);
        AuditFinding finding = found.get(0);
        assertThat(finding.remedy().toString()).contains(remedy);
        assertThat(finding.evidence()).extracting(Evidence::toString).containsAll(evidence);
        assertThat(finding.evidence()).isNotEmpty();
        assertThat(finding.errorCodes()).extracting(ErrorCode::number).isEqualTo(numbers(rule));
        assertThat(finding.source()).isEqualTo(rule.source());
        List<String> before =
                good.findings().stream().map(AuditFinding::toString).toList();
        assertThat(report.findings().stream()
                        // Notices tell what is set, and where a cluster is called otherwise they say that.
                        .filter(each -> each.severity() != FindingSeverity.NOTICE
                                || each.code().equals(rule.code()))
                        .filter(each -> !before.contains(each.toString()))
                        .map(AuditFinding::code)
                        .collect(Collectors.toSet()))
                .as("rules that %s breaks", title)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(rule), also.stream())
                        .map(AuditRule::code)
                        .toList());
    }

    private static List<Integer> numbers(AuditRule rule) {
        return rule.errorCodes().stream().map(ErrorCode::number).toList();
    }

    @Override
    public String toString() {
        return rule.code() + ": " + title;
    }
}
