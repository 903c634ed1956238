package org.emcc.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.emcc.core.id.LoginId;

/**
 * The ended logins of a memory store by the minute in which their ids were issued: they are many, and go by their age. Guarded by the
 * lock of its store.
 */
final class Ended {
    private final TreeMap<Instant, List<LoginId>> byMinute = new TreeMap<>();

    void add(LoginId login) {
        byMinute.computeIfAbsent(minute(login), minute -> new ArrayList<>()).add(login);
    }

    /** Forgets ids that are less than the first that is kept, as far as the store lets them go. */
    void forget(LoginId firstKept, Predicate<LoginId> letGo) {
        byMinute.headMap(minute(firstKept), true).values().removeIf(logins -> {
            logins.removeIf(login -> login.compareTo(firstKept) < 0 && letGo.test(login));
            return logins.isEmpty();
        });
    }

    private static Instant minute(LoginId login) {
        return login.issuedAt().truncatedTo(ChronoUnit.MINUTES);
    }
}
