package org.emcc.testkit.assertion;

import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;

/**
 * Assertions about a login as its visiting cluster keeps it.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class VisitingSessionAssert extends TimelineAssert<VisitingSessionAssert, VisitingSession> {
    VisitingSessionAssert(VisitingSession actual) {
        super(actual, VisitingSessionAssert.class);
    }

    private AssertionError failed(String wanted) {
        return unlike("the visiting session", wanted, described());
    }

    private String described() {
        return actual + " of " + actual.login().identifier() + ", " + actual.state() + ", pending " + actual.pending();
    }

    /**
     * It is not over.
     *
     * @return this
     */
    public VisitingSessionAssert isLive() {
        isNotNull();
        if (!actual.live()) {
            throw failed("be live");
        }
        return this;
    }

    /**
     * It is over.
     *
     * @return this
     */
    public VisitingSessionAssert isOver() {
        isNotNull();
        if (actual.live()) {
            throw failed("be over");
        }
        return this;
    }

    /**
     * It stands in this state.
     *
     * @param state the kind of the state
     * @return this
     */
    public VisitingSessionAssert isIn(VisitingState.Kind state) {
        isNotNull();
        if (actual.state().kind() != state) {
            throw failed("be " + state);
        }
        return this;
    }

    /**
     * Somebody asked for it by this.
     *
     * @param identifier what was typed at the phone
     * @return this
     */
    public VisitingSessionAssert isOf(String identifier) {
        isNotNull();
        if (!actual.login().identifier().equals(identifier)) {
            throw failed("be of user " + identifier);
        }
        return this;
    }

    /**
     * It is a login at this phone.
     *
     * @param phone its device name
     * @return this
     */
    public VisitingSessionAssert isAt(String phone) {
        isNotNull();
        if (!actual.login().device().toString().equals(phone)) {
            throw failed("be at phone " + phone);
        }
        return this;
    }

    /**
     * It is a login that goes to this home cluster; a failed one no longer knows it.
     *
     * @param home its cluster ID
     * @return this
     */
    public VisitingSessionAssert goesTo(String home) {
        isNotNull();
        if (!actual.state()
                .homeCluster()
                .filter(cluster -> cluster.value().equals(home))
                .isPresent()) {
            throw failed("go to " + home);
        }
        return this;
    }

    /**
     * The login failed with this code.
     *
     * @param code its number, such as 33
     * @return this
     */
    public VisitingSessionAssert failedWith(int code) {
        isNotNull();
        if (!(actual.state() instanceof VisitingState.Failed failed
                && failed.ending() instanceof Ending.Refused refused
                && refused.code().number() == code)) {
            throw failed("have failed with " + ErrorCode.of(code));
        }
        return this;
    }

    /**
     * It is being ended, or is over, for this cause.
     *
     * @param cause the cause
     * @return this
     */
    public VisitingSessionAssert endedBy(LogoutCause cause) {
        isNotNull();
        if (!((actual.state() instanceof VisitingState.Returning returning && returning.cause() == cause)
                || (actual.state() instanceof VisitingState.Returned returned && returned.cause() == cause))) {
            throw failed("have ended by " + cause);
        }
        return this;
    }

    /**
     * Nothing is left to be done for it.
     *
     * @return this
     */
    public VisitingSessionAssert hasNothingPending() {
        isNotNull();
        if (!actual.pending().isEmpty()) {
            throw failed("have nothing pending");
        }
        return this;
    }
}
