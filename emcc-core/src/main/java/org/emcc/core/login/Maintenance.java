package org.emcc.core.login;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Versioned;

/**
 * One round of the maintenance of expired devices: which logins of ours are no logins at visiting any more (emcc-behaviour 3.5).
 * Only an answer ends a login; silence does not.
 */
final class Maintenance {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final HomeLoginStore store;
    private final ClusterLink link;
    private final Timers timers;
    private final Clock clock;
    private final ClusterSettings settings;

    Maintenance(HomeLoginStore store, ClusterLink link, Timers timers, Clock clock, ClusterSettings settings) {
        this.store = store;
        this.link = link;
        this.timers = timers;
        this.clock = clock;
        this.settings = settings;
    }

    /** Ends what has expired, page by page. */
    CompletableFuture<Integer> run(Function<Versioned<HomeSession>, CompletableFuture<Versioned<HomeSession>>> end) {
        return from(LoginId.LEAST, 0, end);
    }

    private CompletableFuture<Integer> from(
            LoginId last, int before, Function<Versioned<HomeSession>, CompletableFuture<Versioned<HomeSession>>> end) {
        List<Versioned<HomeSession>> page = store.liveAfter(last, LoginsQuery.MOST);
        if (page.isEmpty()) {
            return CompletableFuture.completedFuture(before);
        }
        LoginId next = id(page.get(page.size() - 1));
        CompletableFuture<Integer> all = CompletableFuture.completedFuture(before);
        for (Map.Entry<ClusterId, List<Versioned<HomeSession>>> of :
                byVisiting(page).entrySet()) {
            all = all.thenCombine(expired(of.getKey(), of.getValue(), end), Integer::sum);
        }
        return all.thenCompose(ended -> from(next, ended, end));
    }

    private static LoginId id(Versioned<HomeSession> session) {
        return session.value().login().id();
    }

    /** Only logins that stand: those on their way in or out are looked after already. */
    private static Map<ClusterId, List<Versioned<HomeSession>>> byVisiting(List<Versioned<HomeSession>> page) {
        Map<ClusterId, List<Versioned<HomeSession>>> sorted = new HashMap<>();
        page.stream()
                .filter(session -> session.value().settled())
                .forEach(session -> sorted.computeIfAbsent(
                                session.value().login().visiting().cluster(), cluster -> new ArrayList<>())
                        .add(session));
        return sorted;
    }

    private CompletableFuture<Integer> expired(
            ClusterId visiting,
            List<Versioned<HomeSession>> sessions,
            Function<Versioned<HomeSession>, CompletableFuture<Versioned<HomeSession>>> end) {
        Optional<RemoteCluster> peer = settings.remoteCluster(visiting);
        if (peer.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        LoginsQuery query = new LoginsQuery(
                settings.id(), sessions.stream().map(Maintenance::id).toList());
        return Links.ask(
                        () -> link.liveLogins(peer.get(), query),
                        timers,
                        clock.instant().plus(DEADLINE))
                .thenCompose(answer -> endMissing(answer, sessions, end));
    }

    private static CompletableFuture<Integer> endMissing(
            LinkAnswer<LoginsAnswer> answer,
            List<Versioned<HomeSession>> sessions,
            Function<Versioned<HomeSession>, CompletableFuture<Versioned<HomeSession>>> end) {
        if (!(answer instanceof LinkAnswer.Answered<LoginsAnswer> answered)
                || !(answered.reply() instanceof LoginsAnswer.Live live)) {
            return CompletableFuture.completedFuture(0);
        }
        CompletableFuture<Integer> all = CompletableFuture.completedFuture(0);
        for (Versioned<HomeSession> session : sessions) {
            if (!live.logins().contains(id(session))) {
                all = all.thenCombine(end.apply(session), (count, now) -> now.value().live() ? count : count + 1);
            }
        }
        return all;
    }
}
