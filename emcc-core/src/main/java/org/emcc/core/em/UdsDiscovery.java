package org.emcc.core.em;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.EndUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of UDS by which it is found out where a user is at home. It knows no HTTP.
 *
 * <p>A user is at home here when one of that name has <em>Home Cluster</em> ticked. Otherwise all remote clusters are asked at once whose
 * record has the service UDS ticked and not known to be inactive; the first that claims the user is taken, and none that is silent or
 * not reached is waited for beyond the deadline.
 *
 * <p>Clusters that ask each other do not go on for ever (all of this is inferred; how the product does it is not public). A question that
 * comes from a cluster is answered from here only: it says so of itself, or it was asked with the certificate of a remote cluster. What
 * asks without saying so is stopped by a bound: at most 64 questions are asked onward at a time, and those beyond are
 * answered from here only.
 *
 * <p>Nobody is authenticated here, as in the product: whoever reaches it learns which user IDs exist.
 *
 * <p>Source: em-api-and-axl 3.6.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class UdsDiscovery {
    /** How many questions are asked onward at a time. */
    static final int MOST_ASKED = 64;

    private static final Logger LOG = LoggerFactory.getLogger(UdsDiscovery.class);

    private final ClusterDirectory cluster;
    private final UserDirectory users;
    private final Function<String, List<EndUser>> byMail;
    private final @Nullable Others others;
    private final Semaphore free = new Semaphore(MOST_ASKED);

    private UdsDiscovery(Builder builder) {
        this.cluster = builder.cluster;
        this.users = builder.users;
        this.byMail = builder.byMail;
        this.others = builder.others == null ? null : builder.others.within(builder.deadline);
    }

    /** How other clusters are asked. */
    private record Others(UdsPeers peers, Timers timers, Clock clock, Duration deadline) {
        Others within(Duration other) {
            return new Others(peers, timers, clock, other);
        }
    }

    /**
     * Starts one.
     *
     * @param cluster the settings of this cluster, among them the remote cluster records
     * @param users its users
     * @return a builder
     */
    public static Builder builder(ClusterDirectory cluster, UserDirectory users) {
        return new Builder(cluster, users);
    }

    /**
     * Tells where a user is at home.
     *
     * @param base where this cluster's UDS is reached, such as {@code https://10.1.1.11:8443/cucm-uds}
     * @param query the question
     * @param fromCluster whether a cluster asks, so that it is to be answered from here only
     * @return the answer; completed exceptionally only by what a directory throws
     */
    public CompletableFuture<ClusterUser> clusterUser(URI base, ClusterUserQuery query, boolean fromCluster) {
        String self = base + "/clusterUser?" + query.key().parameter() + "=" + escaped(query.value());
        UdsSource source = new UdsSource(clipped(self), release());
        List<EndUser> here = found(query).stream().filter(EndUser::homeCluster).toList();
        if (!here.isEmpty()) {
            return CompletableFuture.completedFuture(mine(base, source, here.get(0)));
        }
        List<RemoteCluster> asked = fromCluster || others == null ? List.of() : takingPart();
        if (asked.isEmpty() || !free.tryAcquire()) {
            return CompletableFuture.completedFuture(new ClusterUser.NotFound(source));
        }
        return askAndFree(Objects.requireNonNull(others), asked, query, source);
    }

    private CompletableFuture<ClusterUser> askAndFree(
            Others whom, List<RemoteCluster> asked, ClusterUserQuery query, UdsSource source) {
        try {
            return ask(whom, asked, query, source).whenComplete((answer, failure) -> free.release());
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    private List<EndUser> found(ClusterUserQuery query) {
        return switch (query.key()) {
            case USERNAME -> users.find(LoginType.UID, query.value());
            case EMAIL -> byMail.apply(query.value());
            case USER_IDENTIFIER -> {
                List<EndUser> byName = users.find(LoginType.UID, query.value());
                yield byName.isEmpty() ? byMail.apply(query.value()) : byName;
            }
        };
    }

    private ClusterUser mine(URI base, UdsSource source, EndUser user) {
        return ClusterUser.Found.builder(source, host(base))
                .user(new UdsSource(clipped(base + "/user/" + escaped(user.id().value())), release()))
                .serversUri(URI.create(base + "/servers"))
                .details(details())
                .build();
    }

    /** The two flags of the published sample, both off (inferred): the SDK provisions no phones. */
    private static Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("selfProvisioningSecureMode", "false");
        details.put("adminProvisionMode", "false");
        return details;
    }

    private List<RemoteCluster> takingPart() {
        return cluster.settings().remoteClusters().stream()
                .filter(UdsDiscovery::takesPart)
                .toList();
    }

    private static boolean takesPart(RemoteCluster remote) {
        RemoteService uds = remote.service(InterclusterService.UDS);
        return uds.enabled() && uds.activated() != RemoteActivated.FALSE;
    }

    private static CompletableFuture<ClusterUser> ask(
            Others others, List<RemoteCluster> asked, ClusterUserQuery query, UdsSource source) {
        CompletableFuture<ClusterUser> answer = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(asked.size());
        Timers.Ordered end = others.timers.at(
                others.clock.instant().plus(others.deadline), () -> answer.complete(new ClusterUser.NotFound(source)));
        for (RemoteCluster peer : asked) {
            CompletableFuture<Void> unused = askOne(others, peer, query).thenAccept(one -> {
                if (one instanceof ClusterUser.Found found) {
                    answer.complete(found.toBuilder(source).build());
                } else if (left.decrementAndGet() == 0) {
                    answer.complete(new ClusterUser.NotFound(source));
                }
            });
        }
        return answer.whenComplete((done, failure) -> end.cancel());
    }

    /** What one cluster says; that it says nothing is the same as that it does not know the user. */
    private static CompletableFuture<ClusterUser> askOne(Others others, RemoteCluster peer, ClusterUserQuery query) {
        CompletableFuture<LinkAnswer<ClusterUser>> said;
        try {
            said = others.peers.clusterUser(peer, query);
        } catch (RuntimeException e) {
            said = CompletableFuture.failedFuture(e);
        }
        return said.handle((answer, failure) -> {
            if (answer instanceof LinkAnswer.Answered<ClusterUser> answered) {
                return answered.reply();
            }
            LOG.debug("Cluster {} did not say whether a user is at home there: {}", peer.id(), answer, failure);
            return new ClusterUser.NotFound(UdsSource.unsaid());
        });
    }

    /**
     * Tells the servers of this cluster on which UDS runs: the nodes that have the service, or where nothing is known of nodes, the one
     * that is asked.
     *
     * @param base where this cluster's UDS is reached
     * @return the servers
     */
    public UdsServers servers(URI base) {
        List<ServiceAddress> known = cluster.settings().nodesWith(ClusterService.USER_DATA).stream()
                .map(ClusterNode::name)
                .toList();
        return new UdsServers(
                new UdsSource(base + "/servers", release()), known.isEmpty() ? List.of(host(base)) : known);
    }

    /**
     * Tells the release of this cluster.
     *
     * @param base where this cluster's UDS is reached
     * @return the release, and that {@code users} needs no authentication (inferred: there is none here)
     */
    public UdsVersion version(URI base) {
        return new UdsVersion(
                new UdsSource(base + "/version", release()), release(), Map.of("usersResourceAuthEnabled", "false"));
    }

    private String release() {
        return cluster.settings().release().toString();
    }

    private static ServiceAddress host(URI base) {
        String host = base.getHost();
        return ServiceAddress.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A name of which every character is escaped may be too long to be told back. */
    private static String clipped(String uri) {
        return uri.length() > 2048 ? "" : uri;
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ClusterDirectory cluster;
        private final UserDirectory users;
        private Function<String, List<EndUser>> byMail = mail -> List.of();
        private @Nullable Others others;
        private Duration deadline = Duration.ofSeconds(5);

        private Builder(ClusterDirectory cluster, UserDirectory users) {
            this.cluster = Objects.requireNonNull(cluster, "cluster");
            this.users = Objects.requireNonNull(users, "users");
        }

        /**
         * Finds users by their mail address, which the {@link UserDirectory} does not know. Finds nobody by default.
         *
         * @param search answers nobody, one or several; called from any thread, and what it throws ends the question
         * @return this builder
         */
        public Builder byMail(Function<String, List<EndUser>> search) {
            this.byMail = Objects.requireNonNull(search, "search");
            return this;
        }

        /**
         * Who asks other clusters. Nobody by default: every question is answered from here only.
         *
         * @param peers asks one cluster
         * @param timers runs what is due at the deadline; not closed here
         * @param clock the clock of the timers
         * @return this builder
         */
        public Builder peers(UdsPeers peers, Timers timers, Clock clock) {
            this.others = new Others(
                    Objects.requireNonNull(peers, "peers"),
                    Objects.requireNonNull(timers, "timers"),
                    Objects.requireNonNull(clock, "clock"),
                    deadline);
            return this;
        }

        /**
         * How long other clusters are waited for. Five seconds by default (inferred).
         *
         * @param within a millisecond to a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder deadline(Duration within) {
            if (within.compareTo(Duration.ofMillis(1)) < 0 || within.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("deadline must be a millisecond to a day, but is " + within);
            }
            this.deadline = within;
            return this;
        }

        /**
         * The finished discovery.
         *
         * @return a new one
         */
        public UdsDiscovery build() {
            return new UdsDiscovery(this);
        }
    }
}
