package org.emcc.testkit.contract;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryApplications;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Nested;

/** The ports that the SDK brings ready implementations of. */
class OwnPortsTest {
    @Nested
    class LocalLoginsInMemory extends LocalLoginsContract {
        @Override
        protected LocalLogins newLogins() {
            return LocalLogins.inMemory();
        }
    }

    @Nested
    class CredentialsInMemory extends CredentialsContract {
        @Override
        protected Credentials newCredentials(Map<UserId, Pin> pins) {
            InMemoryCredentials credentials =
                    Credentials.inMemory(Clock.systemUTC(), new Random(1)).withIterations(1_000);
            pins.forEach((user, pin) -> credentials.set(user, pin));
            return credentials;
        }
    }

    @Nested
    class ApplicationsInMemory extends ApplicationsContract {
        @Override
        protected Applications newApplications(Map<String, ApplicationCheck> rights) {
            InMemoryApplications applications =
                    Applications.inMemory(new Random(1)).withIterations(1_000);
            rights.forEach((appId, right) -> {
                switch (right.kind()) {
                    case ACTS_FOR_ALL -> applications.setProxy(appId, passwordOf(appId));
                    case ACTS_FOR_ITSELF -> applications.setEndUser(UserId.of(appId), passwordOf(appId));
                    case NO_RIGHT -> applications.setWithoutRight(appId, passwordOf(appId));
                    default -> throw new AssertionError("nobody has that right: " + right);
                }
            });
            return applications;
        }
    }

    @Nested
    class DaemonTimers extends TimersContract {
        @Override
        protected Clock newClock() {
            return Clock.systemUTC();
        }

        @Override
        protected Timers newTimers(Clock clock) {
            return Timers.daemon(clock);
        }

        @Override
        protected void pass(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
