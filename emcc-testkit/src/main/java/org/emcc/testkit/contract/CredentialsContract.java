package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What all {@link Credentials} keep to. Uses nothing but JUnit: one method says how to make them with some users' PINs.
 *
 * <p>How many guesses there are before a lock, and how long it lasts, is the implementation's own; that guesses end is asked for.
 *
 * <p>Source: emcc-behaviour 2.7 H4 and H5.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class CredentialsContract {
    private static final UserId ALICE = UserId.of("alice");
    private static final UserId BOB = UserId.of("bob");
    private static final UserId NOBODY = UserId.of("nobody");
    private static final ClusterId HERE = ClusterId.of("NYC");
    private static final ClusterId ELSEWHERE = ClusterId.of("LON");
    private static final Pin RIGHT = Pin.of("7193551802");
    private static final Pin WRONG = Pin.of("4602");
    private static final Pin NEXT = Pin.of("3381920477");

    /** More than anybody lets a stranger guess one after the other. */
    private static final int MANY = 1_000;

    /** For those who extend it. */
    protected CredentialsContract() {}

    /**
     * Credentials of some users, of whom nobody has guessed anything yet.
     *
     * @param pins the users and their PINs
     * @return new ones
     */
    protected abstract Credentials newCredentials(Map<UserId, Pin> pins);

    private Credentials ofAlice() {
        return newCredentials(Map.of(ALICE, RIGHT));
    }

    @Test
    @Timeout(120)
    void theRightPinIsGoodAndAnyOtherIsWrong() {
        Credentials credentials = ofAlice();
        assertEquals(PinCheck.GOOD, credentials.check(ALICE, RIGHT, HERE));
        assertEquals(PinCheck.WRONG, credentials.check(ALICE, WRONG, HERE));
        assertEquals(PinCheck.GOOD, credentials.check(ALICE, RIGHT, HERE), "one wrong one does no harm");
    }

    @Test
    @Timeout(120)
    void whoIsNotKnownIsAnsweredAsAWrongPinIs() {
        Credentials credentials = ofAlice();
        assertEquals(PinCheck.WRONG, credentials.check(NOBODY, RIGHT, HERE));
        assertInstanceOf(PinChange.Wrong.class, credentials.change(NOBODY, RIGHT, NEXT, HERE));
    }

    @Test
    @Timeout(120)
    void anothersPinIsWrong() {
        Credentials credentials = newCredentials(Map.of(ALICE, RIGHT, BOB, NEXT));
        assertEquals(PinCheck.WRONG, credentials.check(ALICE, NEXT, HERE));
        assertEquals(PinCheck.WRONG, credentials.check(BOB, RIGHT, HERE));
    }

    @Test
    @Timeout(120)
    void guessesEndAndOneClusterLocksNobodyOutElsewhere() {
        Credentials credentials = ofAlice();
        int wrong = 0;
        while (wrong < MANY && credentials.check(ALICE, WRONG, HERE) == PinCheck.WRONG) {
            wrong++;
        }
        assertNotEquals(MANY, wrong, "after " + MANY + " wrong PINs one after the other the user is to be locked");
        assertEquals(PinCheck.LOCKED, credentials.check(ALICE, RIGHT, HERE), "while it is locked no PIN is looked at");
        assertEquals(PinCheck.GOOD, credentials.check(ALICE, RIGHT, ELSEWHERE));
    }

    @Test
    @Timeout(120)
    void aWishToChangeIsAGuess() {
        Credentials credentials = ofAlice();
        int wrong = 0;
        while (wrong < MANY && credentials.change(ALICE, WRONG, NEXT, HERE) instanceof PinChange.Wrong) {
            wrong++;
        }
        assertNotEquals(MANY, wrong, "after " + MANY + " wrong PINs one after the other the user is to be locked");
        assertInstanceOf(PinChange.Locked.class, credentials.change(ALICE, RIGHT, NEXT, HERE));
        assertEquals(PinCheck.LOCKED, credentials.check(ALICE, RIGHT, HERE));
    }

    @Test
    @Timeout(120)
    void aChangedPinCountsFromTheAnswerOn() {
        Credentials credentials = ofAlice();
        assertEquals(new PinChange.Changed(), credentials.change(ALICE, RIGHT, NEXT, HERE));
        assertEquals(PinCheck.GOOD, credentials.check(ALICE, NEXT, HERE));
        assertEquals(PinCheck.WRONG, credentials.check(ALICE, RIGHT, ELSEWHERE));
    }

    @Test
    @Timeout(120)
    void whoDoesNotKnowTheOldPinChangesNothing() {
        Credentials credentials = ofAlice();
        assertEquals(new PinChange.Wrong(), credentials.change(ALICE, WRONG, NEXT, HERE));
        assertEquals(PinCheck.GOOD, credentials.check(ALICE, RIGHT, HERE));
    }

    @Test
    @Timeout(120)
    void ofTwoChangesSideBySideOneIsDone() throws Exception {
        for (int round = 0; round < 10; round++) {
            Credentials credentials = ofAlice();
            List<PinChange> changes = AtOnce.run(2, () -> List.of(credentials.change(ALICE, RIGHT, NEXT, HERE)));
            assertEquals(
                    1,
                    changes.stream().filter(PinChange.Changed.class::isInstance).count(),
                    changes::toString);
            assertEquals(PinCheck.GOOD, credentials.check(ALICE, NEXT, ELSEWHERE));
        }
    }

    @Test
    @Timeout(120)
    void noTextTellsAPin() {
        Credentials credentials = ofAlice();
        String said = credentials + " " + credentials.change(ALICE, RIGHT, Pin.of("1"), HERE) + " "
                + credentials.check(ALICE, RIGHT, HERE);
        assertFalse(said.contains("7193551802"), "the PIN stands in: " + said);
    }
}
