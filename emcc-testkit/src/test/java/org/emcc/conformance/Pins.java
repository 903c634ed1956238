package org.emcc.conformance;

import java.util.Map;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.fixture.Company;

/** The PINs of the users. Scripts name them in words only, so that none stands in a script, a trace or the page. */
final class Pins {
    private Pins() {}

    static Map<UserId, Pin> of(String cluster) {
        return switch (cluster) {
            case "NYC" -> Company.newYork().pins();
            case "LON" -> Company.london().pins();
            default -> Map.of(UserId.of("paula"), Pin.of(Canary.PIN));
        };
    }

    /** What the user types. */
    static String typed(String user, String words) {
        return switch (words) {
            case "the right PIN" -> right(user);
            case "the new PIN" -> "5" + right(user);
            case "a wrong PIN" -> "4711";
            case "a PIN that is too long" -> "1".repeat(200);
            default -> "";
        };
    }

    /** Of somebody whom no cluster has, any. */
    private static String right(String user) {
        return Base.users().contains(user)
                ? String.valueOf(
                        of(Base.clusterOfUser(user)).get(UserId.of(user)).reveal())
                : Canary.PIN;
    }
}
