package org.emcc.testkit.assertion;

import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;

/**
 * Assertions about a login as its home cluster keeps it.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class HomeSessionAssert extends TimelineAssert<HomeSessionAssert, HomeSession> {
    HomeSessionAssert(HomeSession actual) {
        super(actual, HomeSessionAssert.class);
    }

    private AssertionError failed(String wanted) {
        return unlike("the home session", wanted, described());
    }

    private String described() {
        return actual + " of " + actual.login().user() + " at " + actual.login().device() + " with profile "
                + actual.login().profile() + " from "
                + actual.login().visiting().cluster() + ", pending " + actual.pending();
    }

    /**
     * It is not over.
     *
     * @return this
     */
    public HomeSessionAssert isLive() {
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
    public HomeSessionAssert isOver() {
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
    public HomeSessionAssert isIn(HomeState.Kind state) {
        isNotNull();
        if (actual.state().kind() != state) {
            throw failed("be " + state);
        }
        return this;
    }

    /**
     * It is the login of this user.
     *
     * @param user the user ID
     * @return this
     */
    public HomeSessionAssert isOf(String user) {
        isNotNull();
        if (!actual.login().user().value().equals(user)) {
            throw failed("be of user " + user);
        }
        return this;
    }

    /**
     * It is a login at this phone.
     *
     * @param phone its device name
     * @return this
     */
    public HomeSessionAssert isAt(String phone) {
        isNotNull();
        if (!actual.login().device().toString().equals(phone)) {
            throw failed("be at phone " + phone);
        }
        return this;
    }

    /**
     * It is a login at a phone of this visiting cluster.
     *
     * @param visiting its cluster ID
     * @return this
     */
    public HomeSessionAssert comesFrom(String visiting) {
        isNotNull();
        if (!actual.login().visiting().cluster().value().equals(visiting)) {
            throw failed("come from " + visiting);
        }
        return this;
    }

    /**
     * The user has logged in with this device profile.
     *
     * @param profile its name
     * @return this
     */
    public HomeSessionAssert hasProfile(String profile) {
        isNotNull();
        if (!actual.login().profile().value().equals(profile)) {
            throw failed("have the profile " + profile);
        }
        return this;
    }

    /**
     * It is being ended, or is over, for this cause.
     *
     * @param cause the cause
     * @return this
     */
    public HomeSessionAssert endedBy(LogoutCause cause) {
        isNotNull();
        if (!((actual.state() instanceof HomeState.Releasing releasing && releasing.cause() == cause)
                || (actual.state() instanceof HomeState.Released released && released.cause() == cause))) {
            throw failed("have ended by " + cause);
        }
        return this;
    }

    /**
     * Nothing is left to be done for it.
     *
     * @return this
     */
    public HomeSessionAssert hasNothingPending() {
        isNotNull();
        if (!actual.pending().isEmpty()) {
            throw failed("have nothing pending");
        }
        return this;
    }
}
