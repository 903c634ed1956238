package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.registration.DigestUser;
import org.emcc.sip.registration.DigestUsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What all {@link DigestUsers} keep to. Uses nothing but JUnit: one method says how to make them with some third-party phones.
 *
 * <p>Source: sip 4.3 and 4.4.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class DigestUsersContract {
    private static final Map<String, DeviceName> PHONES = Map.of(
            "lobby", DeviceName.of("SEP020000000001"),
            "m.o'neill+door@nyc", DeviceName.of("SEP020000000002"));

    /** For those who extend it. */
    protected DigestUsersContract() {}

    /**
     * Digest users of some third-party phones, with whatever secrets.
     *
     * @param phones the device of each user, by the user's name
     * @return new ones, which are these and no others
     */
    protected abstract DigestUsers newUsers(Map<String, DeviceName> phones);

    @Test
    @Timeout(120)
    void eachIsFoundWithTheDeviceThatIsItsOwn() {
        DigestUsers users = newUsers(PHONES);
        PHONES.forEach((name, device) ->
                assertEquals(Optional.of(device), users.find(name).flatMap(DigestUser::device), name));
    }

    @Test
    @Timeout(120)
    void nobodyElseIsFound() {
        DigestUsers users = newUsers(PHONES);
        for (String name : List.of("nobody", "lobb", "lobby ", "%", "*", "' OR '1'='1", "x".repeat(255))) {
            assertTrue(users.find(name).isEmpty(), name);
        }
        assertTrue(newUsers(Map.of()).find("lobby").isEmpty());
    }

    /** Else whoever names the device in a contact gets around the proof. */
    @Test
    @Timeout(120)
    void theDeviceOfAThirdPartyPhoneIsAlwaysProved() {
        DigestUsers users = newUsers(PHONES);
        for (DeviceName device : PHONES.values()) {
            assertTrue(users.isDemandedOf(device), device::value);
        }
    }
}
