package org.emcc.core.em;

import java.util.concurrent.CompletableFuture;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.LinkAnswer;

/**
 * Asks the UDS of one remote cluster at a time whether a user is at home there.
 *
 * @implSpec Durability: none. Concurrency: called from any thread, calls overlap and do not block the caller; a future may be completed
 *     on any thread. Failure: every failure is an answer; a future that completes exceptionally, or an exception thrown, is taken as
 *     {@link LinkAnswer.Silent}, and so is one that does not complete by the deadline of {@link UdsDiscovery}. The question must tell the
 *     other cluster that it is to answer for itself only. Nullness: never null.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface UdsPeers {
    /**
     * Asks one cluster, which is to answer for itself only.
     *
     * @param peer the record of the other cluster
     * @param query the question
     * @return what came of it
     */
    CompletableFuture<LinkAnswer<ClusterUser>> clusterUser(RemoteCluster peer, ClusterUserQuery query);
}
