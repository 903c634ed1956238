package org.emcc.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.emcc.core.id.UserId;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.Test;

class InMemoryApplicationsTest {
    private static final char[] PASSWORD = Canary.PIN.toCharArray();
    private static final UserId LISA = UserId.of("lisa");

    private final InMemoryApplications applications = Applications.inMemory(new Random(1))
            .withIterations(1)
            .setProxy("gateway", PASSWORD)
            .setWithoutRight("reporter", PASSWORD)
            .setEndUser(LISA, PASSWORD);

    private ApplicationCheck check(String appId, String password) {
        return applications.check(appId, password.toCharArray()).join();
    }

    @Test
    void everyCallerHasItsRight() {
        assertThat(check("gateway", Canary.PIN)).isEqualTo(new ApplicationCheck.ActsForAll());
        assertThat(check("reporter", Canary.PIN)).isEqualTo(new ApplicationCheck.NoRight());
        assertThat(check("lisa", Canary.PIN)).isEqualTo(new ApplicationCheck.ActsForItself(LISA));
    }

    @Test
    void onlyTheRightPasswordTellsTheRight() {
        for (String appId : new String[] {"gateway", "reporter", "lisa"}) {
            assertThat(check(appId, Canary.PIN + "0")).isEqualTo(new ApplicationCheck.WrongPassword());
            assertThat(check(appId, "")).isEqualTo(new ApplicationCheck.WrongPassword());
        }
        assertThat(check("nobody", Canary.PIN)).isEqualTo(new ApplicationCheck.Unknown());
        assertThat(check("Gateway", Canary.PIN)).as("names are exact").isEqualTo(new ApplicationCheck.Unknown());
        assertThat(Applications.none().check("gateway", PASSWORD.clone()).join())
                .isEqualTo(new ApplicationCheck.Unknown());
    }

    @Test
    void theLastSettingCountsAndCanBeTakenBack() {
        applications.setWithoutRight("gateway", "another".toCharArray());
        assertThat(check("gateway", Canary.PIN)).isEqualTo(new ApplicationCheck.WrongPassword());
        assertThat(check("gateway", "another")).isEqualTo(new ApplicationCheck.NoRight());

        applications.remove("gateway").remove("nobody");
        assertThat(check("gateway", "another")).isEqualTo(new ApplicationCheck.Unknown());
    }

    @Test
    void leavesThePasswordToItsOwner() {
        char[] password = PASSWORD.clone();
        applications.check("gateway", password).join();
        applications.setProxy("other", password);
        assertThat(password).isEqualTo(PASSWORD);
        Arrays.fill(password, 'x');
        assertThat(check("other", Canary.PIN)).isEqualTo(new ApplicationCheck.ActsForAll());
    }

    /** Two with the same password have nothing in common, and none has it in it. */
    @Test
    void keepsSaltedHashesOnly() throws Exception {
        Field entries = InMemoryApplications.class.getDeclaredField("entries");
        entries.setAccessible(true);
        Map<?, ?> kept = (Map<?, ?>) entries.get(applications);
        byte[] first = bytes(kept.get("gateway"), "hash");

        assertThat(first).hasSize(PinHash.BYTES).isNotEqualTo(bytes(kept.get("lisa"), "hash"));
        assertThat(bytes(kept.get("gateway"), "salt")).isNotEqualTo(bytes(kept.get("lisa"), "salt"));
        assertThat(new String(first, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(Canary.PIN);
    }

    private static byte[] bytes(Object entry, String name) throws Exception {
        Field field = entry.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return (byte[]) field.get(entry);
    }

    @Test
    void namesTheRulesThatAreBroken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> applications.setProxy("gateway", new char[0]))
                .withMessageContaining("characters of a password must be from 1 to 1024, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> applications.setProxy(" ", PASSWORD))
                .withMessageContaining("appID must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Applications.inMemory(new Random(1)).withIterations(0))
                .withMessageContaining("iterations must be from 1 to 10000000");
        assertThatIllegalStateException()
                .isThrownBy(() -> applications.withIterations(2))
                .withMessageContaining("is set already");
    }
}
