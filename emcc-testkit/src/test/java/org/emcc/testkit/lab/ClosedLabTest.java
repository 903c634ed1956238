package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.device.Phone;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.StoreException;
import org.emcc.testkit.fault.Impostor;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a lab that is closed, or a cluster that is down or has never come up, leaves behind and says. */
@Timeout(120)
class ClosedLabTest {
    private static final DeviceName NEW = DeviceName.of("SEP0011AABBCCFF");

    @Test
    void everythingThatActsSaysThatTheLabIsClosed() {
        EmccLab lab = EmccLab.start();
        LabCluster up = lab.cluster("NYC");
        LabCluster down = lab.cluster("LON");
        VirtualPhone phone = lab.phone("SEP00AA11BB22C1");
        down.crash();
        lab.close();
        List<ThrowingCallable> acts = List.of(
                up::crash,
                down::restart,
                up::restart,
                up::application,
                up::em,
                up::sipTls,
                () -> up.skew(Duration.ofDays(1)),
                () -> up.demandNewPin(UserId.of("alice")),
                () -> up.configure(up.configuration()),
                up::emptyTrustStores,
                () -> up.phone(NEW, nothing -> {}),
                lab::exchangeCertificates,
                lab::certificateDirectory,
                lab::clearFaults,
                () -> lab.when("exports its certificates", () -> {}),
                () -> lab.clock().advance(Duration.ZERO),
                () -> lab.clock().advance(Duration.ofHours(1)),
                () -> lab.link("NYC", "LON"),
                () -> lab.impostor("NYC", Impostor.Manner.FAILS),
                () -> lab.awaitRegistration(phone, "NYC"));
        assertThat(acts)
                .allSatisfy(
                        act -> assertThatIllegalStateException().isThrownBy(act).withMessage("the lab is closed"));
        assertThat(threads()).as("of the cluster that was down").noneMatch(name -> name.contains("emcc-testkit-clock"));
        lab.close();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void aClusterThatIsDownHasNoApplication() {
        try (EmccLab lab = EmccLab.start()) {
            LabCluster cluster = lab.cluster("NYC");
            assertThat(cluster.application()).isSameAs(cluster.application());
            cluster.crash();
            assertThatIllegalStateException().isThrownBy(cluster::application).withMessage("cluster NYC is down");
            cluster.restart();
            assertThat(cluster.application()).isNotNull();
        }
    }

    @Test
    void aServiceOpenedTooLateIsClosedAtOnce() {
        OpenServices services = new OpenServices(Company.newYork().id());
        boolean[] closed = new boolean[2];
        services.opened(() -> closed[0] = true);
        services.abandon();
        assertThatIllegalStateException()
                .isThrownBy(() -> services.opened(() -> closed[1] = true))
                .withMessage("cluster NYC is down");
        assertThat(closed).containsExactly(true, true);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The port of the second cluster is in use: the first, and all wires, are closed again. */
    @Test
    void aLabThatCannotStartLeavesNothingOpen() throws IOException {
        int wanted = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmccLab.Builder builder = EmccLab.builder()
                    .ports("NYC", new LabPorts(wanted, 0, 0, 0))
                    .ports("LON", new LabPorts(taken.getLocalPort(), 0, 0, 0));
            assertThatThrownBy(builder::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
            try (ServerSocket again = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    /** A store that fails when the logins are recovered: what was started meanwhile is closed, and the cluster stays down. */
    @Test
    void aClusterThatCannotComeUpStaysDown() {
        PeriodicWorkTest.LosingStore store = new PeriodicWorkTest.LosingStore();
        try (EmccLab lab = EmccLab.builder()
                .stores("LON", HomeLoginStore.inMemory(), store.store())
                .withoutPeriodicWork()
                .start()) {
            LabCluster cluster = lab.cluster("LON");
            cluster.crash();
            store.fail(true);
            assertThatThrownBy(cluster::restart).isInstanceOf(StoreException.class);
            assertThat(cluster.isUp()).isFalse();
            store.fail(false);
            cluster.restart();
            assertThat(cluster.isUp()).isTrue();
            assertThat(lab.phone("SEP0011AABBCCD1").start().join()).isInstanceOf(PhoneStatus.Registered.class);
        }
    }

    @Test
    void aPhoneOfOnesOwnIsPutIntoARunningLab() {
        try (EmccLab lab = EmccLab.start()) {
            LabCluster london = lab.cluster("LON");
            VirtualPhone unknown = london.phone(NEW, nothing -> {});
            assertThat(unknown.start().join()).isInstanceOf(PhoneStatus.Unregistered.class);
            var now = london.configuration();
            DeviceName name = DeviceName.of("SEP0011AABBCCFE");
            var model = now.phones().get(DeviceName.of("SEP0011AABBCCD1"));
            london.configure(now.toBuilder()
                    .phones(Stream.concat(
                                    now.phones().values().stream(),
                                    Stream.of(Phone.builder(name, model.model(), model.protocol(), model.devicePool())
                                            .extensionMobilityEnabled(true)
                                            .lines(model.lines())
                                            .services(model.services())
                                            .build()))
                            .toList())
                    .build());
            VirtualPhone added = london.phone(name, nothing -> {});
            assertThat(added.start().join()).isInstanceOf(PhoneStatus.Registered.class);
            assertThat(lab.phone(name.value())).isSameAs(added);
            assertThat(lab.phones()).hasSize(10).endsWith(unknown, added).startsWith(lab.phone("SEP00AA11BB22C1"));
            assertThat(lab.clusterOf(added)).isSameAs(london);
            added.logIn("alice", Company.newYork().pins().get(UserId.of("alice")));
            lab.awaitRegistration(added, "NYC");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> london.phone(name, nothing -> {}))
                    .withMessage("the lab has a phone SEP0011AABBCCFE already");
        }
    }

    /** A cluster beside the lab is asked at its address, and nobody is asked at one that is not of this machine. */
    @Test
    void aClusterBesideTheLabIsReached() throws Exception {
        try (ServerSocket beside = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            ServiceAddress address = ServiceAddress.of("127.0.0.1", beside.getLocalPort());
            CompletableFuture<RemoteStatus> asked = CompletableFuture.supplyAsync(() -> {
                try (EmccLab lab = EmccLab.builder()
                        .remote("SYD", "cucm-syd.example.com", address)
                        .start()) {
                    assertThat(lab.beside()).containsExactly(ClusterId.of("SYD"));
                    return lab.cluster("LON").visiting().remoteStatus(ClusterId.of("SYD"));
                }
            });
            beside.accept().close();
            beside.accept().close();
            assertThat(asked.get(60, TimeUnit.SECONDS))
                    .as("both have called, and were hung up on")
                    .isInstanceOf(RemoteStatus.NoAnswer.class);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmccLab.builder()
                        .remote("NYC", "cucm-syd.example.com", ServiceAddress.of("127.0.0.1", 1))
                        .start())
                .withMessage("cluster NYC is of the lab, and must not be beside it");
    }
}
