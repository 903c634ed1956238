package org.emcc.core.gateway;

import java.util.concurrent.CompletableFuture;
import org.emcc.core.configuration.RemoteCluster;
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
 * Speaks to one remote cluster at a time. Every call has a deadline of the implementation's own and then answers
 * {@link LinkAnswer.Silent}. The format between real clusters is not public; this port is where another can be put in.
 *
 * @implSpec Durability: none. Concurrency: called from any thread, calls overlap and do not block the caller; a future may be
 *     completed on any thread. Failure: every failure is an answer; a future that completes exceptionally, or an exception
 *     thrown, is taken as {@link LinkAnswer.Silent}. The caller repeats a logout until it is answered; an implementation repeats
 *     nothing that carries a PIN. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.ClusterLinkContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface ClusterLink {
    /**
     * Asks whether a user is that cluster's own.
     *
     * @param peer the record of the other cluster
     * @param query the message
     * @return what came of it; never completed exceptionally
     */
    CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query);

    /**
     * Asks home to log a user in.
     *
     * @param peer the record of the other cluster
     * @param request the message
     * @return what came of it; never completed exceptionally
     */
    CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request);

    /**
     * Tells home that a login has ended.
     *
     * @param peer the record of the other cluster
     * @param message the message
     * @return what came of it; never completed exceptionally
     */
    CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message);

    /**
     * Tells visiting that home has ended a login.
     *
     * @param peer the record of the other cluster
     * @param message the message
     * @return what came of it; never completed exceptionally
     */
    CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message);

    /**
     * Asks visiting which of some logins it still has.
     *
     * @param peer the record of the other cluster
     * @param query the message
     * @return what came of it; never completed exceptionally
     */
    CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query);

    /**
     * Asks another cluster for its data.
     *
     * @param peer the record of the other cluster
     * @param query the message
     * @return what came of it; never completed exceptionally
     */
    CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query);
}
