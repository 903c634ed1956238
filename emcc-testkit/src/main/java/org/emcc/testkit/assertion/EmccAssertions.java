package org.emcc.testkit.assertion;

import java.util.Collection;
import org.emcc.certs.bundle.CertificateFindings;
import org.emcc.core.Problem;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.VisitingSession;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.Trace;

/**
 * Where assertions begin.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@SuppressWarnings("exports") // whoever uses it requires AssertJ by himself; whoever does not need not have it
public final class EmccAssertions {
    private EmccAssertions() {}

    /**
     * About a phone, as it is now.
     *
     * @param phone the phone
     * @return assertions
     */
    public static VirtualPhoneAssert assertThat(VirtualPhone phone) {
        return new VirtualPhoneAssert(phone);
    }

    /**
     * About what a phone showed.
     *
     * @param display what it showed
     * @return assertions
     */
    public static DisplayAssert assertThat(Display display) {
        return new DisplayAssert(display);
    }

    /**
     * About what has happened in a lab so far.
     *
     * @param trace the trace
     * @return assertions
     */
    public static TraceAssert assertThat(Trace trace) {
        return new TraceAssert(trace);
    }

    /**
     * About how a login ended.
     *
     * @param outcome how it ended
     * @return assertions
     */
    public static LoginOutcomeAssert assertThat(LoginOutcome outcome) {
        return new LoginOutcomeAssert(outcome);
    }

    /**
     * About the home side of a cluster, as it is now.
     *
     * @param cluster the home side
     * @return assertions
     */
    public static HomeClusterAssert assertThat(HomeCluster cluster) {
        return new HomeClusterAssert(cluster);
    }

    /**
     * About the visiting side of a cluster, as it is now.
     *
     * @param cluster the visiting side
     * @return assertions
     */
    public static VisitingClusterAssert assertThat(VisitingCluster cluster) {
        return new VisitingClusterAssert(cluster);
    }

    /**
     * About a login as its home cluster keeps it.
     *
     * @param session the session
     * @return assertions
     */
    public static HomeSessionAssert assertThat(HomeSession session) {
        return new HomeSessionAssert(session);
    }

    /**
     * About a login as its visiting cluster keeps it.
     *
     * @param session the session
     * @return assertions
     */
    public static VisitingSessionAssert assertThat(VisitingSession session) {
        return new VisitingSessionAssert(session);
    }

    /**
     * About what a reader complained of.
     *
     * @param problem the problem
     * @return assertions
     */
    public static ProblemAssert assertThat(Problem problem) {
        return new ProblemAssert(problem);
    }

    /**
     * About what was found about certificates.
     *
     * @param findings the findings
     * @return assertions
     */
    public static FindingsAssert assertThat(CertificateFindings findings) {
        return assertThatFindings(findings.all());
    }

    /**
     * About findings of any kind: {@code CertificateFinding}, {@code PlanFinding}, {@code TrunkFinding}, {@code RoutingFinding}.
     *
     * @param findings the findings
     * @return assertions
     * @throws IllegalArgumentException when one is of no such kind
     */
    public static FindingsAssert assertThatFindings(Collection<?> findings) {
        return new FindingsAssert(findings.stream().map(FindingsAssert::of).toList());
    }
}
