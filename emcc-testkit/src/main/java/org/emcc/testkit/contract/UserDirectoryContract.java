package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link UserDirectory} keeps to. Uses nothing but JUnit: one method says how to make one with some users.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class UserDirectoryContract {
    private static final EndUser ALICE = EndUser.builder(UserId.of("alice"))
            .emccEnabled(true)
            .controlledProfiles(List.of(DeviceProfileName.of("UDP-alice-8851"), DeviceProfileName.of("At home")))
            .selfServiceId("2125550100")
            .primaryExtension("5100")
            .maximumLoginTime(Duration.ofHours(9))
            .build();

    /** Another cluster's own, with an extension that is Alice's too, in another partition. */
    private static final EndUser NORA = EndUser.builder(UserId.of("nora"))
            .homeCluster(false)
            .controlledProfiles(List.of(DeviceProfileName.of("At home"), DeviceProfileName.of("UDP-nora-8851")))
            .selfServiceId("442075550100")
            .primaryExtension("5100")
            .build();

    /** Has for a user ID what is Alice's extension, and for an extension what is Nora's self-service ID. */
    private static final EndUser KIOSK =
            EndUser.builder(UserId.of("5100")).primaryExtension("442075550100").build();

    /** Has a user ID that other languages have a use for, and nothing else. */
    private static final EndUser SHAUN =
            EndUser.builder(UserId.of("s.o'neill%_\\*&<é>")).build();

    private static final List<EndUser> ALL = List.of(ALICE, NORA, KIOSK, SHAUN);
    private static final int THREADS = 8;

    /** For those who extend it. */
    protected UserDirectoryContract() {}

    /**
     * A directory of some users.
     *
     * @param users the users; each user ID once
     * @return a new one, which has these and no others
     */
    protected abstract UserDirectory newDirectory(List<EndUser> users);

    private static void finds(UserDirectory directory, LoginType type, String identifier, EndUser... expected) {
        List<EndUser> found = directory.find(type, identifier);
        assertEquals(Set.of(expected), Set.copyOf(found), type + " \"" + identifier + "\"");
        assertEquals(expected.length, found.size(), type + " \"" + identifier + "\" finds each user once");
    }

    @Test
    @Timeout(120)
    void aUserIsFoundWholeByUserId() {
        UserDirectory directory = newDirectory(ALL);
        finds(directory, LoginType.UID, "alice", ALICE);
        finds(directory, LoginType.UID, "5100", KIOSK);
    }

    @Test
    @Timeout(120)
    void aUserIsFoundBySelfServiceId() {
        UserDirectory directory = newDirectory(ALL);
        finds(directory, LoginType.SP, "2125550100", ALICE);
        finds(directory, LoginType.SP, "5100");
    }

    @Test
    @Timeout(120)
    void allWhoShareAPrimaryExtensionAreFoundByIt() {
        UserDirectory directory = newDirectory(ALL);
        finds(directory, LoginType.DN, "5100", ALICE, NORA);
        finds(directory, LoginType.DN, "442075550100", KIOSK);
        finds(directory, LoginType.DN, "2125550100");
    }

    @Test
    @Timeout(120)
    void whoseHomeIsElsewhereIsFoundToo() {
        UserDirectory directory = newDirectory(ALL);
        finds(directory, LoginType.UID, "nora", NORA);
        finds(directory, LoginType.SP, "442075550100", NORA);
    }

    @Test
    @Timeout(120)
    void controlledProfilesKeepTheirOrder() {
        UserDirectory directory = newDirectory(ALL);
        for (EndUser user : List.of(ALICE, NORA)) {
            assertEquals(
                    List.of(user.controlledProfiles()),
                    directory.find(LoginType.UID, user.id().value()).stream()
                            .map(EndUser::controlledProfiles)
                            .toList());
        }
    }

    @Test
    @Timeout(120)
    void whatWasTypedIsTakenAsItIs() {
        UserDirectory directory = newDirectory(ALL);
        finds(directory, LoginType.UID, SHAUN.id().value(), SHAUN);
        for (LoginType type : LoginType.values()) {
            for (String typed : List.of(
                    "",
                    " ",
                    "%",
                    "_",
                    "*",
                    "?",
                    ".*",
                    "alic",
                    "alice ",
                    "' OR '1'='1",
                    "\\",
                    "(uid=*)",
                    "null",
                    "x".repeat(9_999))) {
                finds(directory, type, typed);
            }
        }
    }

    @Test
    @Timeout(120)
    void whereNobodyIsNobodyIsFound() {
        UserDirectory directory = newDirectory(List.of());
        for (LoginType type : LoginType.values()) {
            finds(directory, type, "alice");
        }
    }

    @Test
    @Timeout(120)
    void manyAskAtOnce() throws Exception {
        UserDirectory directory = newDirectory(ALL);
        AtomicInteger next = new AtomicInteger();
        AtOnce.run(THREADS, () -> {
            int first = next.getAndIncrement();
            for (int i = first; i < first + 50; i++) {
                switch (i % 4) {
                    case 0 -> finds(directory, LoginType.UID, "alice", ALICE);
                    case 1 -> finds(directory, LoginType.DN, "5100", ALICE, NORA);
                    case 2 -> finds(directory, LoginType.SP, "442075550100", NORA);
                    default -> finds(directory, LoginType.UID, "nobody");
                }
            }
            return List.of();
        });
    }
}
