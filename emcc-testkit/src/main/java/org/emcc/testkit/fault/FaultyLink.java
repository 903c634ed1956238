package org.emcc.testkit.fault;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;

/**
 * A link between clusters whose messages have the fate that {@link Link} gives them.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class FaultyLink implements ClusterLink {
    private final ClusterLink link;
    private final Function<ClusterId, Optional<Link>> faults;

    /**
     * Puts faults before a link.
     *
     * @param link what carries the messages
     * @param faults the link to a cluster, where it has faults
     */
    public FaultyLink(ClusterLink link, Function<ClusterId, Optional<Link>> faults) {
        this.link = Objects.requireNonNull(link, "link");
        this.faults = Objects.requireNonNull(faults, "faults");
    }

    @Override
    public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
        return sent(peer, "a question for a user", () -> link.findUser(peer, query));
    }

    @Override
    public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
        return sent(peer, "a login", () -> link.login(peer, request));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
        return sent(peer, "a logout", () -> link.logout(peer, message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
        return sent(peer, "a notice of a logout", () -> link.notice(peer, message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
        return sent(peer, "a question for live logins", () -> link.liveLogins(peer, query));
    }

    @Override
    public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
        return sent(peer, "an update", () -> link.update(peer, query));
    }

    private <T> CompletableFuture<LinkAnswer<T>> sent(
            RemoteCluster peer, String message, Supplier<CompletableFuture<LinkAnswer<T>>> send) {
        Link.Fate fate = faults.apply(peer.id()).map(each -> each.fate(message)).orElse(Link.Fate.PASS);
        return switch (fate) {
            case PASS -> send.get();
            case DROP -> CompletableFuture.completedFuture(silent(peer));
            case DROP_ANSWER -> send.get().thenApply(answer -> silent(peer));
            case TWICE -> send.get().thenCompose(first -> send.get());
        };
    }

    private static <T> LinkAnswer<T> silent(RemoteCluster peer) {
        return new LinkAnswer.Silent<>(
                "Cluster " + peer.id() + " at " + peer.fullyQualifiedName() + " gave no answer.");
    }

    @Override
    public String toString() {
        return "FaultyLink[" + link + "]";
    }
}
