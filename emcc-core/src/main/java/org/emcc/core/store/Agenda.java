package org.emcc.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.emcc.core.id.LoginId;
import org.jspecify.annotations.Nullable;

/** When which login of a memory store may be claimed, in the order of time. Guarded by the lock of its store. */
final class Agenda {
    private record Entry(
            Instant due, LoginId login, @Nullable String node) {}

    private final Map<LoginId, Entry> byLogin = new HashMap<>();
    private final TreeSet<Entry> byTime =
            new TreeSet<>(Comparator.comparing(Entry::due).thenComparing(Entry::login));

    /** Somebody works on a login until his lease ends. */
    void lease(LoginId login, Lease lease) {
        put(new Entry(lease.until(), login, lease.node()));
    }

    /** Nobody works on a login; at an instant it wants attention. */
    void due(LoginId login, Instant when) {
        put(new Entry(when, login, null));
    }

    /** A login wants nothing. */
    void clear(LoginId login) {
        Entry was = byLogin.remove(login);
        if (was != null) {
            byTime.remove(was);
        }
    }

    /** Leases what is due. */
    List<LoginId> claim(Instant now, Lease lease, int max) {
        List<LoginId> claimed = new ArrayList<>();
        for (Entry entry : byTime) {
            if (entry.due().isAfter(now) || claimed.size() == max) {
                break;
            }
            claimed.add(entry.login());
        }
        claimed.forEach(login -> lease(login, lease));
        return claimed;
    }

    /** What a node has leased is due at once. */
    void handOver(String node) {
        byLogin.values().stream()
                .filter(entry -> node.equals(entry.node()))
                .toList()
                .forEach(entry -> due(entry.login(), Instant.EPOCH));
    }

    private void put(Entry entry) {
        clear(entry.login());
        byLogin.put(entry.login(), entry);
        byTime.add(entry);
    }
}
