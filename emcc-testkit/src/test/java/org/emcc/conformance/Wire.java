package org.emcc.conformance;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
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

/** The way of one cluster to the others: by the name of their node, as over a network, and not by their cluster ID. */
final class Wire implements ClusterLink {
    private final String from;
    private final RulesStage stage;

    Wire(String from, RulesStage stage) {
        this.from = from;
        this.stage = stage;
    }

    @Override
    public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
        return call(peer, to -> to.home().findUser(query));
    }

    @Override
    public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
        return call(peer, to -> to.home().admit(request), " login");
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
        return call(peer, to -> to.home().logoutReceived(message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
        return call(peer, to -> to.visiting().noticeReceived(message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
        return call(peer, to -> to.visiting().loginsQueried(query));
    }

    @Override
    public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
        return call(peer, to -> to.home().updateQueried(query));
    }

    private <T> CompletableFuture<LinkAnswer<T>> call(RemoteCluster peer, Function<RulesCluster, T> message) {
        return call(peer, message, "");
    }

    private <T> CompletableFuture<LinkAnswer<T>> call(
            RemoteCluster peer, Function<RulesCluster, T> message, String kind) {
        Optional<RulesCluster> target = stage.at(peer.fullyQualifiedName().host());
        if (target.isEmpty() || stage.cutOff(from, target.get().id())) {
            return CompletableFuture.completedFuture(
                    new LinkAnswer.Unreachable<>("cluster " + peer.id() + " is not reached"));
        }
        String to = target.get().id();
        return stage.course().call(from, to, () -> {
            LinkAnswer<T> reply = new LinkAnswer.Answered<>(message.apply(target.get()));
            return stage.silent(to) || stage.silent(to + kind)
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(reply);
        });
    }
}
