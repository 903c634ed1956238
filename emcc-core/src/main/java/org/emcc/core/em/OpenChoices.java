package org.emcc.core.em;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.session.LoginRequest;
import org.jspecify.annotations.Nullable;

/**
 * Logins that wait for the user to choose a profile. They hold the PIN, so that no page needs to; they live in memory only, for two
 * minutes and one use, and the oldest gives way when there are too many.
 */
final class OpenChoices {
    static final Duration LIFE = Duration.ofMinutes(2);
    static final int LIMIT = 1000;

    private final Clock clock;
    private final RandomGenerator random;
    private final @Nullable Timers timers;
    private final Object lock = new Object();
    private final Map<String, Open> open = new LinkedHashMap<>();

    OpenChoices(Clock clock, RandomGenerator random, @Nullable Timers timers) {
        this.clock = clock;
        this.random = random;
        this.timers = timers;
    }

    /** A login that waits. */
    record Open(LoginRequest request, List<DeviceProfileName> profiles, Instant until) {}

    /** Keeps a login, and gives the token by which it is taken. */
    String keep(LoginRequest request, List<DeviceProfileName> profiles) {
        String token =
                HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
        Instant until = clock.instant().plus(LIFE);
        synchronized (lock) {
            dropExpired();
            if (open.size() == LIMIT) {
                Iterator<String> oldest = open.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            open.put(token, new Open(request, profiles, until));
        }
        if (timers == null) {
            CompletableFuture.delayedExecutor(LIFE.toMillis() + 1, TimeUnit.MILLISECONDS)
                    .execute(this::forget);
        } else {
            timers.at(until, this::forget);
        }
        return token;
    }

    /** Takes the login of a token, if it is this phone's and its time is not over. */
    Optional<Open> take(String token, DeviceName device) {
        synchronized (lock) {
            dropExpired();
            Open found = open.get(token);
            if (found == null || !found.request().device().equals(device)) {
                return Optional.empty();
            }
            open.remove(token);
            return Optional.of(found);
        }
    }

    /** Forgets what is over. */
    void forget() {
        synchronized (lock) {
            dropExpired();
        }
    }

    int size() {
        synchronized (lock) {
            return open.size();
        }
    }

    private void dropExpired() {
        Instant now = clock.instant();
        open.values().removeIf(each -> !now.isBefore(each.until()));
    }
}
