package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginLimit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What all {@link LocalLogins} keep to that log users in. Uses nothing but JUnit: one method says how to make one with nobody logged in,
 * which knows the users {@code alice} and {@code bob}, each with a profile of the user's own name, and the phones {@code SEP000000000001}
 * and {@code SEP000000000002}.
 *
 * <p>Source: em-api-and-axl 1.3 to 1.7.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class LocalLoginsContract {
    private static final UserId ALICE = UserId.of("alice");
    private static final UserId BOB = UserId.of("bob");
    private static final DeviceName ONE = DeviceName.of("SEP000000000001");
    private static final DeviceName TWO = DeviceName.of("SEP000000000002");

    private LocalLogins logins;

    /** For those who extend it. */
    protected LocalLoginsContract() {}

    /**
     * Local logins with nobody logged in.
     *
     * @return a new one
     */
    protected abstract LocalLogins newLogins();

    @BeforeEach
    void make() {
        logins = newLogins();
    }

    private LocalOutcome login(DeviceName device, UserId user) {
        return logins.login(new LocalLogin(device, user, DeviceProfileName.of(user.value()), LoginLimit.none()))
                .join();
    }

    private void loggedIn(DeviceName device, UserId user) {
        assertEquals(new LocalOutcome.Done(), login(device, user), user + " logs in at " + device);
    }

    private static LocalOutcome refused(int code) {
        return new LocalOutcome.Refused(ErrorCode.of(code));
    }

    private Optional<UserId> at(DeviceName device) {
        return logins.at(device).join().user();
    }

    @Test
    @Timeout(120)
    void nobodyIsLoggedInAtFirst() {
        assertEquals(Optional.empty(), at(ONE));
        assertEquals(List.of(), logins.devicesOf(ALICE).join());
        assertEquals(Optional.empty(), at(DeviceName.of("SEP0000000000FF")), "a phone that is not known");
        assertEquals(List.of(), logins.devicesOf(UserId.of("nobody")).join(), "a user who is not known");
    }

    @Test
    @Timeout(120)
    void aLoginIsKnownFromItsAnswerOn() {
        loggedIn(ONE, ALICE);
        assertEquals(Optional.of(ALICE), at(ONE));
        assertEquals(List.of(ONE), logins.devicesOf(ALICE).join());
        assertEquals(Optional.empty(), at(TWO));
        assertEquals(List.of(), logins.devicesOf(BOB).join());
    }

    @Test
    @Timeout(120)
    void aPhoneHasOneLogin() {
        loggedIn(ONE, ALICE);
        assertEquals(refused(18), login(ONE, BOB));
        assertEquals(Optional.of(ALICE), at(ONE));
        assertEquals(List.of(), logins.devicesOf(BOB).join());
    }

    @Test
    @Timeout(120)
    void onlyWhoIsLoggedInIsLoggedOut() {
        assertEquals(refused(19), logins.logout(ONE, ALICE).join(), "nobody is there");
        loggedIn(ONE, ALICE);
        assertEquals(refused(19), logins.logout(ONE, BOB).join(), "somebody else is there");
        assertEquals(Optional.of(ALICE), at(ONE));

        assertEquals(new LocalOutcome.Done(), logins.logout(ONE, ALICE).join());
        assertEquals(Optional.empty(), at(ONE));
        assertEquals(List.of(), logins.devicesOf(ALICE).join());
        assertEquals(refused(19), logins.logout(ONE, ALICE).join(), "twice");
    }

    @Test
    @Timeout(120)
    void aPhoneThatIsFreeAgainTakesTheNext() {
        loggedIn(ONE, ALICE);
        assertEquals(new LocalOutcome.Done(), logins.logout(ONE, ALICE).join());
        loggedIn(ONE, BOB);
        assertEquals(Optional.of(BOB), at(ONE));
    }

    @Test
    @Timeout(120)
    void whoWasLastMayBeKnownAndIsTrueThen() {
        loggedIn(ONE, ALICE);
        assertEquals(new LocalOutcome.Done(), logins.logout(ONE, ALICE).join());
        Optional<UserId> last = logins.at(ONE).join().last();
        assertTrue(last.isEmpty() || last.get().equals(ALICE), () -> "alice was last, but it is said to be " + last);
    }

    @Test
    @Timeout(120)
    void allAreLoggedOut() {
        assertEquals(new LocalOutcome.Done(), logins.logoutAll().join(), "nobody is logged in");
        loggedIn(ONE, ALICE);
        loggedIn(TWO, BOB);
        assertEquals(new LocalOutcome.Done(), logins.logoutAll().join());
        assertEquals(Optional.empty(), at(ONE));
        assertEquals(Optional.empty(), at(TWO));
        loggedIn(ONE, BOB);
    }

    @Test
    @Timeout(120)
    void ofTwoSideBySideOneIsRefused() throws Exception {
        for (int round = 0; round < 50; round++) {
            AtomicInteger next = new AtomicInteger();
            List<LocalOutcome> outcomes =
                    AtOnce.run(2, () -> List.of(login(ONE, next.getAndIncrement() == 0 ? ALICE : BOB)));
            assertEquals(
                    Set.of(new LocalOutcome.Done(), refused(18)), Set.copyOf(outcomes), "one is in, one is refused");
            UserId there = at(ONE).orElseThrow();
            assertEquals(List.of(ONE), logins.devicesOf(there).join());
            assertEquals(
                    List.of(),
                    logins.devicesOf(there.equals(ALICE) ? BOB : ALICE).join());
            assertEquals(new LocalOutcome.Done(), logins.logout(ONE, there).join());
        }
    }
}
