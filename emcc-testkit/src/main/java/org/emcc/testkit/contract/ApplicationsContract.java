package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.Applications;
import org.emcc.core.id.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What all {@link Applications} keep to. Uses nothing but JUnit: one method says how to make them with some that may call, or not.
 *
 * <p>That an unknown name takes as long as a known one, and that no password is kept in clear, is for a review: no test can tell.
 *
 * <p>Source: em-api-and-axl 1.2 and 1.7.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class ApplicationsContract {
    private static final String GATEWAY = "em-gateway";
    private static final String REPORTS = "reports";
    private static final String ALICE = "alice";
    private static final Map<String, ApplicationCheck> RIGHTS = Map.of(
            GATEWAY, new ApplicationCheck.ActsForAll(),
            REPORTS, new ApplicationCheck.NoRight(),
            ALICE, new ApplicationCheck.ActsForItself(UserId.of(ALICE)));
    private static final int THREADS = 8;

    /** For those who extend it. */
    protected ApplicationsContract() {}

    /**
     * Applications of whom some are known. Each one's password is {@code em-} followed by its name and {@code -7193551802}.
     *
     * @param rights what is to be said of each that proves itself, by its name: {@link ApplicationCheck.ActsForAll} of an application user
     *     with the proxy right, {@link ApplicationCheck.NoRight} of one without, {@link ApplicationCheck.ActsForItself} of an end user
     * @return new ones, that nobody has asked yet
     */
    protected abstract Applications newApplications(Map<String, ApplicationCheck> rights);

    /**
     * The password of an application.
     *
     * @param appId its name
     * @return a new array
     */
    protected static final char[] passwordOf(String appId) {
        return ("em-" + appId + "-7193551802").toCharArray();
    }

    /** Clears the password as every caller does, when the answer is there. */
    private static ApplicationCheck check(Applications applications, String appId, String password) throws Exception {
        char[] proof = password.toCharArray();
        ApplicationCheck said = applications.check(appId, proof).get(30, TimeUnit.SECONDS);
        Arrays.fill(proof, '\0');
        return said;
    }

    private static String right(String appId) {
        return new String(passwordOf(appId));
    }

    @Test
    @Timeout(120)
    void whoProvesItselfIsToldItsRight() throws Exception {
        Applications applications = newApplications(RIGHTS);
        for (Map.Entry<String, ApplicationCheck> each : RIGHTS.entrySet()) {
            String appId = each.getKey();
            assertEquals(each.getValue(), check(applications, appId, right(appId)), appId);
        }
    }

    @Test
    @Timeout(120)
    void anyOtherPasswordIsWrongWhateverTheRight() throws Exception {
        Applications applications = newApplications(RIGHTS);
        for (String appId : RIGHTS.keySet()) {
            for (String wrong : List.of(
                    "em-" + appId + "-7193551803",
                    right(appId) + " ",
                    right(appId).toUpperCase(Locale.ROOT))) {
                assertEquals(new ApplicationCheck.WrongPassword(), check(applications, appId, wrong), appId);
            }
        }
    }

    @Test
    @Timeout(120)
    void anothersPasswordIsWrong() throws Exception {
        Applications applications = newApplications(RIGHTS);
        assertEquals(new ApplicationCheck.WrongPassword(), check(applications, ALICE, right(GATEWAY)));
        assertEquals(new ApplicationCheck.WrongPassword(), check(applications, REPORTS, right(GATEWAY)));
        assertEquals(new ApplicationCheck.WrongPassword(), check(applications, GATEWAY, right(ALICE)));
    }

    @Test
    @Timeout(120)
    void whoIsNotKnownIsUnknownByAnyPassword() throws Exception {
        Applications applications = newApplications(RIGHTS);
        for (String appId : List.of("nobody", GATEWAY + " ", "%", "' OR '1'='1", "(cn=*)")) {
            assertEquals(new ApplicationCheck.Unknown(), check(applications, appId, right(GATEWAY)), appId);
            assertEquals(new ApplicationCheck.Unknown(), check(applications, appId, right(appId)), appId);
        }
        assertEquals(new ApplicationCheck.Unknown(), check(newApplications(Map.of()), GATEWAY, right(GATEWAY)));
    }

    @Test
    @Timeout(120)
    void aPasswordThatTheCallerClearsIsTakenAgain() throws Exception {
        Applications applications = newApplications(RIGHTS);
        for (int i = 0; i < 3; i++) {
            assertEquals(new ApplicationCheck.ActsForAll(), check(applications, GATEWAY, right(GATEWAY)));
            assertEquals(new ApplicationCheck.WrongPassword(), check(applications, GATEWAY, right(ALICE)));
        }
        String zeros = "\0".repeat(right(GATEWAY).length());
        assertEquals(
                new ApplicationCheck.WrongPassword(),
                check(applications, GATEWAY, zeros),
                "nothing was kept but cleared");
    }

    @Test
    @Timeout(120)
    void manyAskAtOnce() throws Exception {
        Applications applications = newApplications(RIGHTS);
        AtomicInteger next = new AtomicInteger();
        AtOnce.run(THREADS, () -> {
            int first = next.getAndIncrement();
            for (int i = first; i < first + 8; i++) {
                switch (i % 4) {
                    case 0 ->
                        assertEquals(new ApplicationCheck.ActsForAll(), check(applications, GATEWAY, right(GATEWAY)));
                    case 1 -> assertEquals(RIGHTS.get(ALICE), check(applications, ALICE, right(ALICE)));
                    case 2 ->
                        assertEquals(new ApplicationCheck.WrongPassword(), check(applications, REPORTS, right(ALICE)));
                    default ->
                        assertEquals(new ApplicationCheck.Unknown(), check(applications, "nobody", right(ALICE)));
                }
            }
            return List.of();
        });
    }

    @Test
    @Timeout(120)
    void noTextTellsAPassword() throws Exception {
        Applications applications = newApplications(RIGHTS);
        String said = applications + " " + applications.check(GATEWAY, passwordOf(GATEWAY)) + " "
                + check(applications, GATEWAY, right(GATEWAY)) + " " + check(applications, ALICE, right(GATEWAY));
        assertFalse(said.contains("7193551802"), "a password stands in: " + said);
    }
}
