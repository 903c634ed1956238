package org.emcc.core.em.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

/** A link whose user queries are answered when the test wants it. */
record HoldingLink(CountDownLatch asked, CompletableFuture<LinkAnswer<UserAnswer>> held) implements ClusterLink {
    @Override
    public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
        asked.countDown();
        return held.copy();
    }

    @Override
    public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
        throw new AssertionError("nobody is found");
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
        throw new AssertionError("nobody is found");
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
        throw new AssertionError("nobody is found");
    }

    @Override
    public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
        throw new AssertionError("nobody is found");
    }

    @Override
    public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
        throw new AssertionError("nobody is found");
    }
}
