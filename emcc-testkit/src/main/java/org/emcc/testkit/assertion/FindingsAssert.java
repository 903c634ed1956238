package org.emcc.testkit.assertion;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.emcc.certs.bundle.CertificateFinding;
import org.emcc.certs.plan.PlanFinding;
import org.emcc.core.FindingSeverity;
import org.emcc.sip.routing.RoutingFinding;
import org.emcc.sip.trunk.TrunkFinding;

/**
 * Assertions about what was found about certificates, exchange plans, trunks and call routing. A failure lists all findings.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class FindingsAssert extends AbstractAssert<FindingsAssert, List<FindingsAssert.Finding>> {
    FindingsAssert(List<Finding> findings) {
        super(findings, FindingsAssert.class);
    }

    /** What all kinds of findings have. */
    record Finding(FindingSeverity severity, String code, String about) {
        @Override
        public String toString() {
            return severity + " " + code + ": " + about;
        }
    }

    static Finding of(Object finding) {
        if (finding instanceof CertificateFinding found) {
            return new Finding(found.severity(), found.code(), found.sentence() + " " + found.evidence());
        }
        if (finding instanceof PlanFinding found) {
            return new Finding(found.severity(), found.code(), found.sentence());
        }
        if (finding instanceof TrunkFinding found) {
            return new Finding(found.rule().severity(), found.rule().code(), found.where() + ": " + found.message());
        }
        if (finding instanceof RoutingFinding found) {
            return new Finding(found.severity(), found.code(), found.message());
        }
        throw new IllegalArgumentException("findings must be of certificates, plans, trunks or routes, but one is a "
                + finding.getClass().getName());
    }

    private AssertionError failed(String wanted) {
        return failure(
                "%nthere should be %s,%nbut there is%n%s",
                wanted,
                actual.isEmpty()
                        ? "none"
                        : actual.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    }

    /**
     * Nothing was found.
     *
     * @return this
     */
    public FindingsAssert hasNone() {
        isNotNull();
        if (!actual.isEmpty()) {
            throw failed("no finding");
        }
        return this;
    }

    /**
     * Nothing was found that is an error; warnings and notices may be there.
     *
     * @return this
     */
    public FindingsAssert hasNoErrors() {
        isNotNull();
        if (actual.stream().anyMatch(found -> found.severity() == FindingSeverity.ERROR)) {
            throw failed("no error");
        }
        return this;
    }

    /**
     * There is a finding of this code.
     *
     * @param code such as {@code EMCC-CERTS-0101}
     * @return this
     */
    public FindingsAssert contains(String code) {
        isNotNull();
        if (!actual.stream().anyMatch(found -> found.code().equals(code))) {
            throw failed("a finding " + code);
        }
        return this;
    }

    /**
     * There is a finding of this code and severity about this subject.
     *
     * @param severity how much it matters
     * @param code such as {@code EMCC-SIP-0503}
     * @param subject words of where it is, of its sentence or its evidence: the name of a certificate, a trunk, a cluster
     * @return this
     */
    public FindingsAssert contains(FindingSeverity severity, String code, String subject) {
        isNotNull();
        if (!actual.stream()
                .anyMatch(found -> found.severity() == severity
                        && found.code().equals(code)
                        && found.about().contains(subject))) {
            throw failed(severity + " " + code + " about \"" + subject + "\"");
        }
        return this;
    }

    /**
     * These are the codes of all findings, in any order, however often each is found.
     *
     * @param codes each once
     * @return this
     */
    public FindingsAssert containsOnly(String... codes) {
        isNotNull();
        if (!actual.stream().map(Finding::code).collect(Collectors.toSet()).equals(Set.of(codes))) {
            throw failed("findings " + List.of(codes) + " and no others");
        }
        return this;
    }

    /**
     * There is no finding of this code.
     *
     * @param code such as {@code EMCC-CERTS-0101}
     * @return this
     */
    public FindingsAssert doesNotContain(String code) {
        isNotNull();
        if (actual.stream().anyMatch(found -> found.code().equals(code))) {
            throw failed("no finding " + code);
        }
        return this;
    }
}
