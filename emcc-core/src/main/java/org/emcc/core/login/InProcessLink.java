package org.emcc.core.login;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects clusters that live in one process, without a network between them: every call is a method call on the caller's thread.
 * A cluster that has not joined is unreachable.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class InProcessLink implements ClusterLink {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessLink.class);

    private final Map<ClusterId, HomeCluster> homes = new ConcurrentHashMap<>();
    private final Map<ClusterId, VisitingCluster> visitings = new ConcurrentHashMap<>();

    private InProcessLink() {}

    /**
     * A link that nobody has joined yet.
     *
     * @return a new link
     */
    public static InProcessLink create() {
        return new InProcessLink();
    }

    /**
     * Makes the home side of a cluster reachable, under the cluster ID of its settings.
     *
     * @param home the side that answers for its users
     * @return this link
     */
    public InProcessLink join(HomeCluster home) {
        homes.put(home.settings().id(), home);
        return this;
    }

    /**
     * Makes the visiting side of a cluster reachable, under the cluster ID of its settings: for notices of home.
     *
     * @param visiting the side that serves its phones
     * @return this link
     */
    public InProcessLink join(VisitingCluster visiting) {
        visitings.put(visiting.settings().id(), visiting);
        return this;
    }

    @Override
    public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
        return call(homes, peer, home -> home.findUser(query));
    }

    @Override
    public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
        return call(homes, peer, home -> home.admit(request));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
        return call(homes, peer, home -> home.logoutReceived(message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
        return call(visitings, peer, visiting -> visiting.noticeReceived(message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
        return call(visitings, peer, visiting -> visiting.loginsQueried(query));
    }

    @Override
    public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
        return call(homes, peer, home -> home.updateQueried(query));
    }

    private static <S, T> CompletableFuture<LinkAnswer<T>> call(
            Map<ClusterId, S> sides, RemoteCluster peer, Function<S, T> message) {
        LinkAnswer<T> answer = Optional.ofNullable(sides.get(peer.id()))
                .map(side -> answer(peer, side, message))
                .orElseGet(() -> new LinkAnswer.Unreachable<>("cluster " + peer.id() + " has not joined this link"));
        return CompletableFuture.completedFuture(answer);
    }

    /** A cluster that fails does not answer, as over a network. */
    private static <S, T> LinkAnswer<T> answer(RemoteCluster peer, S side, Function<S, T> message) {
        try {
            return new LinkAnswer.Answered<>(message.apply(side));
        } catch (RuntimeException e) {
            LOG.warn("Cluster {} failed to answer", peer.id(), e);
            return new LinkAnswer.Silent<>("cluster " + peer.id() + " failed to answer");
        }
    }
}
