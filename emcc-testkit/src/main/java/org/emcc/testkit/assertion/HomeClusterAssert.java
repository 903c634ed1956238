package org.emcc.testkit.assertion;

import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.session.HomeSession;

/**
 * Assertions about the home side of a cluster, as it is when each is called.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class HomeClusterAssert extends TimelineAssert<HomeClusterAssert, HomeCluster> {
    HomeClusterAssert(HomeCluster actual) {
        super(actual, HomeClusterAssert.class);
    }

    private AssertionError failed(String wanted, String instead) {
        return failure(
                "%nthe home side of %s should %s,%nbut %s%s", actual.settings().id(), wanted, instead, happened());
    }

    /**
     * So many base devices are claimed by no login.
     *
     * @param count how many
     * @return this
     */
    public HomeClusterAssert hasFreeBaseDevices(int count) {
        isNotNull();
        int free = actual.freeBaseDevices();
        if (free != count) {
            throw failed("have " + count + " free base devices", "has " + free);
        }
        return this;
    }

    /**
     * No login lives at a phone.
     *
     * @param phone its device name
     * @return this
     */
    public HomeClusterAssert hasNoLoginAt(String phone) {
        isNotNull();
        Optional<HomeSession> session = actual.session(DeviceName.of(phone));
        if (session.isPresent()) {
            throw failed("have no login at " + phone, "has " + session.get());
        }
        return this;
    }

    /**
     * A login lives at a phone.
     *
     * @param phone its device name
     * @return assertions about that login
     */
    public HomeSessionAssert hasLoginAt(String phone) {
        isNotNull();
        return onTheSameTimeline(new HomeSessionAssert(actual.session(DeviceName.of(phone))
                .orElseThrow(() -> failed("have a login at " + phone, "has none"))));
    }
}
