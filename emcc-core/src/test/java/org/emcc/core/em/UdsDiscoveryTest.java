package org.emcc.core.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.testing.StandingTime;
import org.junit.jupiter.api.Test;

class UdsDiscoveryTest {
    private static final URI BASE = URI.create("https://a1.example.net:8443/cucm-uds");
    private static final ClusterUserQuery ANN = ClusterUserQuery.username("ann");

    private final StandingTime time = new StandingTime();
    private final Map<ClusterId, CompletableFuture<LinkAnswer<ClusterUser>>> answers = new HashMap<>();
    private final List<ClusterId> asked = new ArrayList<>();

    private static UserDirectory users(EndUser... all) {
        return (type, identifier) -> type != LoginType.UID
                ? List.of()
                : List.of(all).stream()
                        .filter(user -> user.id().value().equals(identifier))
                        .toList();
    }

    private static EndUser user(String id, boolean home) {
        return EndUser.builder(UserId.of(id)).homeCluster(home).build();
    }

    private static RemoteCluster remote(String id, boolean ticked, RemoteActivated activated) {
        return RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of(id + "1.example.net"))
                .service(InterclusterService.UDS, new RemoteService(ticked, activated, List.of()))
                .build();
    }

    private static ClusterSettings settings(RemoteCluster... remote) {
        return ClusterSettings.builder(ClusterId.of("a"), Release.parse("14.0.1"))
                .remoteClusters(List.of(remote))
                .build();
    }

    private UdsDiscovery asking(ClusterSettings settings, UserDirectory users) {
        return UdsDiscovery.builder(() -> settings, users)
                .peers(
                        (peer, query) -> {
                            asked.add(peer.id());
                            return answers.computeIfAbsent(peer.id(), id -> new CompletableFuture<>());
                        },
                        time,
                        time)
                .build();
    }

    private static ClusterUser.Found at(String host) {
        return ClusterUser.Found.builder(new UdsSource("https://elsewhere", "12.5"), ServiceAddress.of(host))
                .user(new UdsSource("https://" + host + "/cucm-uds/user/ann", "12.5"))
                .details(Map.of("adminProvisionMode", "true"))
                .build();
    }

    private static LinkAnswer<ClusterUser> says(ClusterUser user) {
        return new LinkAnswer.Answered<>(user);
    }

    @Test
    void aUserWithTheTickIsAtHomeHere() {
        UdsDiscovery discovery = asking(
                settings(remote("b", true, RemoteActivated.TRUE)), users(user("max m/1", true), user("ann", false)));

        ClusterUser max = discovery
                .clusterUser(BASE, ClusterUserQuery.username("max m/1"), false)
                .join();

        assertThat(max).isInstanceOfSatisfying(ClusterUser.Found.class, found -> {
            assertThat(found.source()).isEqualTo(new UdsSource(BASE + "/clusterUser?username=max%20m%2F1", "14.0.1"));
            assertThat(found.user()).isEqualTo(new UdsSource(BASE + "/user/max%20m%2F1", "14.0.1"));
            assertThat(found.homeCluster()).isEqualTo(ServiceAddress.of("a1.example.net"));
            assertThat(found.serversUri()).contains(URI.create(BASE + "/servers"));
            assertThat(found.details())
                    .containsExactly(
                            Map.entry("selfProvisioningSecureMode", "false"), Map.entry("adminProvisionMode", "false"));
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void onlyClustersWhoseUdsIsTickedAndNotInactiveAreAsked() {
        UdsDiscovery discovery = asking(
                settings(
                        remote("b", true, RemoteActivated.TRUE),
                        remote("c", true, RemoteActivated.FALSE),
                        remote("d", false, RemoteActivated.TRUE),
                        remote("e", true, RemoteActivated.UNKNOWN)),
                users(user("ann", false)));

        CompletableFuture<ClusterUser> answer = discovery.clusterUser(BASE, ANN, false);

        assertThat(asked).containsExactly(ClusterId.of("b"), ClusterId.of("e"));
        answers.get(ClusterId.of("b")).complete(says(new ClusterUser.NotFound(UdsSource.unsaid())));
        assertThat(answer).isNotDone();
        answers.get(ClusterId.of("e")).complete(says(at("e1.example.net")));
        assertThat(answer.join()).isInstanceOfSatisfying(ClusterUser.Found.class, found -> {
            assertThat(found.source().uri()).isEqualTo(BASE + "/clusterUser?username=ann");
            assertThat(found.homeCluster()).isEqualTo(ServiceAddress.of("e1.example.net"));
            assertThat(found.user().version()).isEqualTo("12.5");
            assertThat(found.details()).containsExactly(Map.entry("adminProvisionMode", "true"));
        });
    }

    @Test
    void whoClaimsTheUserIsNotWaitedPast() {
        UdsDiscovery discovery = asking(
                settings(remote("b", true, RemoteActivated.TRUE), remote("c", true, RemoteActivated.TRUE)), users());

        CompletableFuture<ClusterUser> answer = discovery.clusterUser(BASE, ANN, false);
        answers.get(ClusterId.of("c")).complete(says(at("c1.example.net")));

        assertThat(answer).isCompletedWithValueMatching(user -> user.kind() == ClusterUser.Kind.FOUND);
    }

    @Test
    void failuresAndSilenceAreNoHome() {
        UdsDiscovery discovery = asking(
                settings(
                        remote("b", true, RemoteActivated.TRUE),
                        remote("c", true, RemoteActivated.TRUE),
                        remote("d", true, RemoteActivated.TRUE)),
                users());

        CompletableFuture<ClusterUser> answer = discovery.clusterUser(BASE, ANN, false);
        answers.get(ClusterId.of("b")).complete(new LinkAnswer.Unreachable<>("nobody there"));
        answers.get(ClusterId.of("c")).completeExceptionally(new IllegalStateException("a bug"));
        assertThat(answer).isNotDone();
        time.advance(Duration.ofSeconds(5));

        assertThat(answer)
                .isCompletedWithValue(
                        new ClusterUser.NotFound(new UdsSource(BASE + "/clusterUser?username=ann", "14.0.1")));
        answers.get(ClusterId.of("d")).complete(says(at("d1.example.net")));
        assertThat(answer).isCompletedWithValueMatching(user -> user.kind() == ClusterUser.Kind.NOT_FOUND);
    }

    @Test
    void aPortThatThrowsIsSilent() {
        UdsDiscovery discovery = UdsDiscovery.builder(() -> settings(remote("b", true, RemoteActivated.TRUE)), users())
                .peers(
                        (peer, query) -> {
                            throw new IllegalStateException("a bug");
                        },
                        time,
                        time)
                .build();

        for (int i = 0; i <= UdsDiscovery.MOST_ASKED; i++) {
            assertThat(discovery.clusterUser(BASE, ANN, false))
                    .isCompletedWithValueMatching(user -> user.kind() == ClusterUser.Kind.NOT_FOUND);
        }
    }

    @Test
    void aClusterIsAnsweredFromHereOnly() {
        UdsDiscovery discovery = asking(settings(remote("b", true, RemoteActivated.TRUE)), users());

        assertThat(discovery.clusterUser(BASE, ANN, true))
                .isCompletedWithValueMatching(user -> user.kind() == ClusterUser.Kind.NOT_FOUND);
        assertThat(asked).isEmpty();
    }

    /** Two clusters whose questions do not say that a cluster asks, as if a proxy had taken the header away. */
    @Test
    void clustersThatAskEachOtherWithoutSayingSoComeToAnEnd() {
        AtomicInteger questions = new AtomicInteger();
        UdsDiscovery[] both = new UdsDiscovery[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            both[i] = UdsDiscovery.builder(() -> settings(remote("b", true, RemoteActivated.TRUE)), users())
                    .peers(
                            (peer, query) -> {
                                questions.incrementAndGet();
                                return both[other]
                                        .clusterUser(BASE, query, false)
                                        .thenApply(LinkAnswer.Answered::new);
                            },
                            time,
                            time)
                    .build();
        }

        assertThat(both[0].clusterUser(BASE, ANN, false))
                .isCompletedWithValueMatching(user -> user.kind() == ClusterUser.Kind.NOT_FOUND);
        assertThat(questions).hasValue(2 * UdsDiscovery.MOST_ASKED);

        assertThat(both[0].clusterUser(BASE, ANN, false)).isCompleted();
        assertThat(questions).as("the places are free again").hasValue(4 * UdsDiscovery.MOST_ASKED);
    }

    @Test
    void mailsAreSoughtWhereTheyAreKnown() {
        UdsDiscovery discovery = UdsDiscovery.builder(() -> settings(), users(user("ann", true)))
                .byMail(mail -> mail.equals("ann@example.net") ? List.of(user("ann", true)) : List.of())
                .build();

        for (ClusterUserQuery query : List.of(
                new ClusterUserQuery(ClusterUserQuery.Key.EMAIL, "ann@example.net"),
                new ClusterUserQuery(ClusterUserQuery.Key.USER_IDENTIFIER, "ann@example.net"),
                new ClusterUserQuery(ClusterUserQuery.Key.USER_IDENTIFIER, "ann"))) {
            assertThat(discovery.clusterUser(BASE, query, false).join().kind()).isEqualTo(ClusterUser.Kind.FOUND);
        }
        assertThat(discovery
                        .clusterUser(BASE, new ClusterUserQuery(ClusterUserQuery.Key.EMAIL, "ann"), false)
                        .join()
                        .kind())
                .isEqualTo(ClusterUser.Kind.NOT_FOUND);
    }

    @Test
    void tellsServersAndVersion() {
        UdsDiscovery bare = UdsDiscovery.builder(() -> settings(), users()).build();
        ClusterSettings known = settings().toBuilder()
                .nodes(List.of(
                        new ClusterNode(ServiceAddress.of("a1"), true, Set.of(ClusterService.USER_DATA), false),
                        new ClusterNode(ServiceAddress.of("a2"), false, Set.of(ClusterService.TFTP), false),
                        new ClusterNode(ServiceAddress.of("a3"), false, Set.of(ClusterService.USER_DATA), false)))
                .build();

        assertThat(bare.servers(URI.create("https://[2001:db8::1]:8443/cucm-uds"))
                        .servers())
                .containsExactly(ServiceAddress.of("2001:db8::1"));
        assertThat(UdsDiscovery.builder(() -> known, users()).build().servers(BASE))
                .isEqualTo(new UdsServers(
                        new UdsSource(BASE + "/servers", "14.0.1"),
                        List.of(ServiceAddress.of("a1"), ServiceAddress.of("a3"))));
        assertThat(bare.version(BASE))
                .isEqualTo(new UdsVersion(
                        new UdsSource(BASE + "/version", "14.0.1"),
                        "14.0.1",
                        Map.of("usersResourceAuthEnabled", "false")));
        assertThatThrownBy(() -> UdsDiscovery.builder(() -> known, users()).deadline(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
