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
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
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

    private record Member(HomeCluster home, VisitingCluster visiting) {}

    private final Map<ClusterId, Member> members = new ConcurrentHashMap<>();

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
     * Makes a cluster reachable under the cluster ID of its settings.
     *
     * @param home its home side
     * @param visiting its visiting side
     * @return this link
     */
    public InProcessLink join(HomeCluster home, VisitingCluster visiting) {
        members.put(home.settings().id(), new Member(home, visiting));
        return this;
    }

    @Override
    public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
        return call(peer, member -> member.home().findUser(query));
    }

    @Override
    public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
        return call(peer, member -> member.home().admit(request));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
        return call(peer, member -> member.home().logout(message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
        return call(peer, member -> member.visiting().noticed(message));
    }

    private <T> CompletableFuture<LinkAnswer<T>> call(RemoteCluster peer, Function<Member, T> message) {
        LinkAnswer<T> answer = Optional.ofNullable(members.get(peer.id()))
                .map(member -> answer(peer, member, message))
                .orElseGet(() -> new LinkAnswer.Unreachable<>("cluster " + peer.id() + " has not joined this link"));
        return CompletableFuture.completedFuture(answer);
    }

    /** A cluster that fails does not answer, as over a network. */
    private static <T> LinkAnswer<T> answer(RemoteCluster peer, Member member, Function<Member, T> message) {
        try {
            return new LinkAnswer.Answered<>(message.apply(member));
        } catch (RuntimeException e) {
            LOG.warn("Cluster {} failed to answer", peer.id(), e);
            return new LinkAnswer.Silent<>("cluster " + peer.id() + " failed to answer");
        }
    }
}
