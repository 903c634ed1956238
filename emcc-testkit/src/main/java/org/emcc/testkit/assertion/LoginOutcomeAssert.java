package org.emcc.testkit.assertion;

import java.util.List;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginOutcome;

/**
 * Assertions about how a login ended.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class LoginOutcomeAssert extends TimelineAssert<LoginOutcomeAssert, LoginOutcome> {
    LoginOutcomeAssert(LoginOutcome actual) {
        super(actual, LoginOutcomeAssert.class);
    }

    private AssertionError failed(String wanted) {
        return unlike("the login", wanted, String.valueOf(actual));
    }

    /**
     * The user is logged in, whether or not the phone has accepted its reset.
     *
     * @return this
     */
    public LoginOutcomeAssert isLoggedIn() {
        isNotNull();
        if (!(actual instanceof LoginOutcome.LoggedIn)) {
            throw failed("have succeeded");
        }
        return this;
    }

    /**
     * The user is logged in at this home cluster.
     *
     * @param home its cluster ID
     * @return this
     */
    public LoginOutcomeAssert isLoggedInAt(String home) {
        isNotNull();
        if (!(actual instanceof LoginOutcome.LoggedIn in && in.home().value().equals(home))) {
            throw failed("have succeeded at home cluster " + home);
        }
        return this;
    }

    /**
     * The user is logged in, and the phone has accepted its reset.
     *
     * @return this
     */
    public LoginOutcomeAssert phoneAcceptedReset() {
        isNotNull();
        if (!(actual instanceof LoginOutcome.LoggedIn in && in.resetAccepted())) {
            throw failed("have succeeded, with a phone that accepts its reset");
        }
        return this;
    }

    /**
     * The login was refused, with whatever code.
     *
     * @return this
     */
    public LoginOutcomeAssert isRefused() {
        isNotNull();
        if (!(actual instanceof LoginOutcome.Refused)) {
            throw failed("have been refused");
        }
        return this;
    }

    /**
     * The login was refused with this code.
     *
     * @param code its number, such as 33
     * @return this
     */
    public LoginOutcomeAssert isRefusedWith(int code) {
        isNotNull();
        if (!(actual instanceof LoginOutcome.Refused refused && refused.code().number() == code)) {
            throw failed("have been refused with " + ErrorCode.of(code));
        }
        return this;
    }

    /**
     * The user is asked which device profile is wanted.
     *
     * @param profiles their names, in order
     * @return this
     */
    public LoginOutcomeAssert asksForProfile(String... profiles) {
        isNotNull();
        if (!(actual instanceof LoginOutcome.ChooseProfile asked
                && asked.profiles().stream()
                        .map(DeviceProfileName::value)
                        .toList()
                        .equals(List.of(profiles)))) {
            throw failed("ask for one of the profiles " + List.of(profiles));
        }
        return this;
    }

    /**
     * The user has to change the PIN first.
     *
     * @return this
     */
    public LoginOutcomeAssert asksForNewPin() {
        isNotNull();
        if (!(actual instanceof LoginOutcome.ChangePin)) {
            throw failed("ask for a new PIN");
        }
        return this;
    }

    /**
     * The user is one of the very cluster of the phone.
     *
     * @param user the user ID
     * @return this
     */
    public LoginOutcomeAssert isOfLocalUser(String user) {
        isNotNull();
        if (!(actual instanceof LoginOutcome.LocalUser local
                && local.user().value().equals(user))) {
            throw failed("be that of the local user " + user);
        }
        return this;
    }
}
