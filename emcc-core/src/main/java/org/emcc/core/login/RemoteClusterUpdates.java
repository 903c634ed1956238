package org.emcc.core.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.RegionParameters;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;

/** What this cluster has learned of the others, and whom it therefore does not ask for users (emcc-behaviour 3.6 and 5.4). */
final class RemoteClusterUpdates {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ClusterLink link;
    private final Timers timers;
    private final Clock clock;
    private final Announcer announcer;
    private final Map<ClusterId, RemoteStatus> learned = new ConcurrentHashMap<>();

    RemoteClusterUpdates(ClusterLink link, Timers timers, Clock clock, Announcer announcer) {
        this.link = link;
        this.timers = timers;
        this.clock = clock;
        this.announcer = announcer;
    }

    RemoteStatus status(ClusterId cluster) {
        return learned.getOrDefault(cluster, new RemoteStatus.NotAsked());
    }

    /** One round: all remote clusters at once. What is no longer in the records is forgotten. */
    CompletableFuture<Map<ClusterId, RemoteStatus>> update(ClusterSettings settings) {
        List<RemoteCluster> peers = settings.remoteClusters();
        learned.keySet().retainAll(peers.stream().map(RemoteCluster::id).collect(Collectors.toSet()));
        CompletableFuture<?>[] rounds =
                peers.stream().map(peer -> update(peer, settings)).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(rounds).thenApply(done -> Map.copyOf(learned));
    }

    private CompletableFuture<?> update(RemoteCluster peer, ClusterSettings settings) {
        UpdateQuery query = new UpdateQuery(settings.id(), peer.id());
        return Links.ask(() -> link.update(peer, query), timers, clock.instant().plus(DEADLINE))
                .thenAccept(answer -> {
                    RemoteStatus status = status(answer, peer, settings);
                    learned.put(peer.id(), status);
                    announcer.tell(listener ->
                            listener.remoteClusterUpdated(new LoginStep.RemoteClusterUpdated(peer.id(), status)));
                });
    }

    private RemoteStatus status(LinkAnswer<UpdateAnswer> answer, RemoteCluster peer, ClusterSettings settings) {
        Instant now = clock.instant();
        if (answer instanceof LinkAnswer.Unreachable<UpdateAnswer> unreachable) {
            return new RemoteStatus.NoAnswer(unreachable.why(), now);
        }
        if (answer instanceof LinkAnswer.Silent<UpdateAnswer> silent) {
            return new RemoteStatus.NoAnswer(silent.why(), now);
        }
        UpdateAnswer reply = ((LinkAnswer.Answered<UpdateAnswer>) answer).reply();
        if (reply instanceof UpdateAnswer.Refused refused) {
            // 1: an older version of this SDK, which does not know the question, is as good as one never asked.
            return refused.code().equals(ErrorCode.of(1))
                    ? new RemoteStatus.NotAsked()
                    : new RemoteStatus.Refused(refused.code(), now);
        }
        UpdateAnswer.Current current = (UpdateAnswer.Current) reply;
        if (!current.data().cluster().equals(peer.id())) {
            return new RemoteStatus.Refused(ErrorCode.of(42), now); // whoever answered is not the one asked
        }
        boolean sameRegions = current.data().regions().equals(RegionParameters.of(settings.featureParameters()));
        return new RemoteStatus.Answered(current.data(), sameRegions, now);
    }

    /**
     * Why a remote cluster is not asked for a user, as the answer that it would give: none (208), or a wrong cluster ID (212).
     * Empty when it is to be asked.
     */
    Optional<CompletableFuture<LinkAnswer<UserAnswer>>> standsAgainst(RemoteCluster peer) {
        RemoteStatus status = status(peer.id());
        if (status instanceof RemoteStatus.NoAnswer none) {
            return answered(new LinkAnswer.Unreachable<>("not remote activated: " + none.why()));
        }
        if (status instanceof RemoteStatus.Answered answered && !answered.data().active(InterclusterService.EMCC)) {
            return answered(new LinkAnswer.Unreachable<>("EMCC is not active there"));
        }
        if (status instanceof RemoteStatus.Refused refused) {
            int code = refused.code().equals(ErrorCode.of(42))
                    ? 212
                    : refused.code().number();
            return answered(new LinkAnswer.Answered<>(new UserAnswer.Refused(ErrorCode.of(code))));
        }
        return Optional.empty();
    }

    private static Optional<CompletableFuture<LinkAnswer<UserAnswer>>> answered(LinkAnswer<UserAnswer> answer) {
        return Optional.of(CompletableFuture.completedFuture(answer));
    }
}
