package org.emcc.testkit.assertion;

import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.VisitingSession;

/**
 * Assertions about the visiting side of a cluster, as it is when each is called.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class VisitingClusterAssert extends TimelineAssert<VisitingClusterAssert, VisitingCluster> {
    VisitingClusterAssert(VisitingCluster actual) {
        super(actual, VisitingClusterAssert.class);
    }

    private AssertionError failed(String wanted, String instead) {
        return failure(
                "%nthe visiting side of %s should %s,%nbut %s%s",
                actual.settings().id(), wanted, instead, happened());
    }

    /**
     * No login lives at a phone.
     *
     * @param phone its device name
     * @return this
     */
    public VisitingClusterAssert hasNoLoginAt(String phone) {
        isNotNull();
        Optional<VisitingSession> session = actual.session(DeviceName.of(phone));
        if (session.isPresent()) {
            throw failed("have no login at " + phone, "has " + session.get());
        }
        return this;
    }

    /**
     * A login lives at a phone.
     *
     * @param phone its device name
     * @return assertions about that login
     */
    public VisitingSessionAssert hasLoginAt(String phone) {
        isNotNull();
        return onTheSameTimeline(new VisitingSessionAssert(actual.session(DeviceName.of(phone))
                .orElseThrow(() -> failed("have a login at " + phone, "has none"))));
    }
}
