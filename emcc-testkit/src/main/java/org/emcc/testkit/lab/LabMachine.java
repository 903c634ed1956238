package org.emcc.testkit.lab;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.EmApp;
import org.emcc.core.em.UdsDiscovery;
import org.emcc.core.em.http.EmApiClient;
import org.emcc.core.em.http.EmClusterLink;
import org.emcc.core.em.http.EmServer;
import org.emcc.core.em.http.EmService;
import org.emcc.core.em.http.PeerBinding;
import org.emcc.core.em.http.UdsClient;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.HomeRegistrations;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.sccp.SccpRegistrar;
import org.emcc.sip.sccp.StationLine;
import org.emcc.sip.transport.SipTransport;
import org.emcc.sip.transport.StreamLimits;
import org.emcc.testkit.trace.LoginTrace;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.server.AdmissionLimits;
import org.emcc.tftp.server.ContentHttpServer;
import org.emcc.tftp.server.TftpServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a cluster runs, and is gone after a crash. The cluster that it belongs to keeps the rest.
 */
final class LabMachine {
    private static final Logger LOG = LoggerFactory.getLogger(LabMachine.class);
    /** All phones of a lab have the same address. */
    private static final AdmissionLimits ONE_SOURCE = AdmissionLimits.builder()
            .transfersPerSource(AdmissionLimits.standard().transfers())
            .unprovenPerSource(AdmissionLimits.standard().unproven())
            .errorsPerSecondPerSource(1_000_000) // each phone is told twice that there is no trust list for it
            .build();

    private static final StreamLimits ONE_SOURCE_OF_STREAMS = StreamLimits.builder()
            .connectionsPerSource(StreamLimits.standard().connections())
            .build();

    private static final int SCCP_CONNECTIONS = 65_536;

    /** Longer than another cluster may take to answer. */
    private static final Duration FIRST_UPDATE = Duration.ofSeconds(15);
    /** How many files are signed at the same time. */
    private static final int SIGNERS = 2;

    private final LabCluster cluster;
    private final Power power = new Power();
    private final TftpServer tftp;
    private final ContentHttpServer http;
    private final Registrar registrar;
    private final SccpRegistrar sccp;
    private final HomeCluster home;
    private final VisitingCluster visiting;
    private final EmServer em;
    private final OpenServices open;
    /** Goes down as other clusters are asked for their data. */
    private final CountDownLatch others;
    /** Those among them that were asked. */
    private final Set<ClusterId> heard = ConcurrentHashMap.newKeySet();

    private @Nullable EmApiClient application;

    /**
     * Starts everything; what was started is closed again when something cannot be.
     *
     * @throws java.io.UncheckedIOException when a service cannot listen
     */
    static LabMachine start(LabCluster cluster) {
        OpenServices open = new OpenServices(cluster.id());
        try {
            return new LabMachine(cluster, open);
        } catch (RuntimeException e) {
            open.abandon();
            throw e;
        }
    }

    private LabMachine(LabCluster cluster, OpenServices open) {
        this.cluster = cluster;
        this.open = open;
        this.others = new CountDownLatch(
                cluster.live().get().settings().remoteClusters().size());
        Clock clock = cluster.clock();
        Timers timers = opened(cluster.newTimers());
        LiveConfiguration live = cluster.live();
        Directories directories = live.directories();
        HomeRegistrations registrations = new HomeRegistrations();
        DeviceAdmission admission =
                registrations.admission(device -> live.get().phones().containsKey(device));
        this.registrar = opened(Registrar.builder(
                        new SecureAdmission(admission, device -> isSecure(live, registrations, device)))
                .transport(SipTransport.tcp(ONE_SOURCE_OF_STREAMS))
                .also(SipTransport.udp(), anyPort())
                .also(
                        SipTransport.tls(
                                cluster.callManagerTls(), SipTransport.ClientCertificate.NEEDED, ONE_SOURCE_OF_STREAMS),
                        anyPort())
                .listener(registrations.listener())
                .start(anyPort()));
        this.sccp = opened(
                SccpRegistrar.builder(DeviceAdmission.of(device -> mayRegisterOverSccp(live, registrations, device)))
                        .listener(registrations.listener())
                        .lines(device -> lines(live, registrations, device))
                        .serverName(cluster.company().node())
                        .connections(SCCP_CONNECTIONS, SCCP_CONNECTIONS)
                        .start(anyPort()));
        ClusterPhoneFiles files = ClusterPhoneFiles.builder(directories, clock)
                .transport(cluster.company().sipOver().number())
                .securedSipPort(cluster.sipTlsFront()
                        .orElse(registrar.addresses().get(2).getPort()))
                .build();
        ContentSource served = cluster.company().signedFiles() ? signed(files, live, registrations) : files;
        this.tftp =
                opened(TftpServer.builder(anyPort(), served).limits(ONE_SOURCE).start());
        this.http = opened(
                ContentHttpServer.builder(anyPort(), served).limits(ONE_SOURCE).start());

        var identity = ClusterTls.keyManager(cluster.tomcat());
        var trusted = new TracedTrust(
                ClusterTls.trustManager(cluster::trustStores, TrustStoreName.TOMCAT_TRUST, clock),
                why -> refuses("trusts no certificate that it is shown", why));
        PeerBinding bound = ClusterTls.binding(cluster::trustStores, cluster::certificateOwners, clock);
        PeerBinding binding = new TracedBinding(
                bound, (other, why) -> refuses("is shown a certificate that is not " + other + "'s", why));
        EmClusterLink wired = opened(EmClusterLink.builder(identity, trusted)
                .binding(binding)
                .directory(directories.cluster())
                .resolver(cluster.resolver())
                .build());
        ClusterLink link = cluster.faults().apply(wired);
        LoginTrace listener = new LoginTrace(cluster.id(), cluster.trace());
        String node = "lab-" + cluster.id(); // so that it takes up its own work at once after a crash
        PhoneControl control = HomeRegistrations.control(List.of(sccp.phoneControl(), registrar.phoneControl()));
        this.home = opened(HomeCluster.builder(directories, cluster.pins(), files, link)
                .store(power.over(HomeLoginStore.class, cluster.homeStore()))
                .control(control)
                .localLogins(cluster.locals())
                .listener(listener)
                .clock(clock)
                .timers(timers)
                .node(node)
                .portDeadline(Duration.ZERO)
                .build());
        registrations.connect(home);
        this.visiting = opened(
                VisitingCluster.builder(directories, link, files, device -> EmApp.logoutUri(cluster.emAppUri(), device))
                        .store(power.over(VisitingLoginStore.class, cluster.visitingStore()))
                        .control(control)
                        .localLogins(cluster.locals())
                        .listener(hearing(listener))
                        .clock(clock)
                        .timers(timers)
                        .node(node)
                        .portDeadline(Duration.ZERO)
                        .build());
        EmService.Builder service = EmService.builder(home, visiting, directories.cluster())
                .binding(binding)
                .applications(applications())
                .clock(clock)
                .timers(timers)
                .uds(uds(identity, trusted, binding, timers));
        cluster.emFront().ifPresent(service::nodeName);
        cluster.pagesFront().ifPresent(service::plainPort);
        EmServer.Builder server =
                EmServer.builder(identity, trusted, service.build()).bind(anyPort());
        if (cluster.company().plainPages()) {
            server.plain(anyPort());
        }
        this.em = opened(server.start());
    }

    /** The trust lists, and both forms of all files, for phones that are known. */
    private ContentSource signed(ContentSource files, LiveConfiguration live, HomeRegistrations registrations) {
        AtomicInteger count = new AtomicInteger();
        ExecutorService signers = Executors.newFixedThreadPool(SIGNERS, task -> {
            Thread thread = new Thread(task, "emcc-testkit-signer-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        opened(signers::shutdownNow);
        return cluster.trust()
                .over(
                        files,
                        live.get().settings().securityMode() == ClusterSecurityMode.MIXED,
                        device -> live.get().phones().containsKey(device)
                                || registrations.temporaryDevice(device).isPresent(),
                        signers);
    }

    private static boolean isSecure(
            LiveConfiguration configuration, HomeRegistrations registrations, DeviceName device) {
        Optional<PhoneSecurity> ofLogin = registrations
                .temporaryDevice(device)
                .map(each -> each.security().value());
        Phone phone = configuration.get().phones().get(device);
        return ofLogin.orElseGet(() -> phone == null ? PhoneSecurity.NONSECURE : phone.security())
                == PhoneSecurity.SECURE;
    }

    /** A listener that also notices when another cluster has been asked for its data. */
    private LoginListener hearing(LoginTrace listener) {
        return (LoginListener) Proxy.newProxyInstance(
                LoginListener.class.getClassLoader(),
                new Class<?>[] {LoginListener.class},
                (self, method, arguments) -> {
                    try {
                        return method.invoke(listener, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (arguments != null
                                && arguments.length == 1
                                && arguments[0] instanceof LoginStep.RemoteClusterUpdated update
                                && heard.add(update.cluster())) {
                            others.countDown();
                        }
                    }
                });
    }

    /** Begins the periodic work of both sides: recovery and maintenance, and the update of the remote clusters, at once for the first time. */
    void startWork() {
        home.start();
        visiting.start();
    }

    /** Waits until every other cluster has been asked for the first time, so that nothing of that is under way when a test begins. */
    void awaitFirstUpdate() {
        try {
            if (!others.await(FIRST_UPDATE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Cluster {} has not heard of all others", cluster.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the clusters of the lab asked each other", e);
        }
    }

    private void refuses(String what, String why) {
        cluster.trace().recordAmiss(cluster.id().value(), cluster.id().value(), what, why);
    }

    private UdsDiscovery uds(
            X509ExtendedKeyManager keys, X509ExtendedTrustManager trusted, PeerBinding binding, Timers timers) {
        Directories directories = cluster.live().directories();
        UdsClient others = opened(UdsClient.builder(keys, trusted)
                .binding(binding)
                .directory(directories.cluster())
                .resolver(cluster.resolver())
                .build());
        return UdsDiscovery.builder(directories.cluster(), directories.users())
                .peers(others, timers, cluster.clock())
                .build();
    }

    private <T extends AutoCloseable> T opened(T service) {
        return open.opened(service);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static boolean mayRegisterOverSccp(
            LiveConfiguration configuration, HomeRegistrations registrations, DeviceName device) {
        Phone phone = configuration.get().phones().get(device);
        return (phone != null && phone.protocol() == DeviceProtocol.SCCP)
                || registrations
                        .temporaryDevice(device)
                        .filter(each -> each.protocol().value() == DeviceProtocol.SCCP)
                        .isPresent();
    }

    /** Those of the login, or else of the phone itself; its file does not tell them (phone-config-files 3.8). */
    private static List<StationLine> lines(
            LiveConfiguration configuration, HomeRegistrations registrations, DeviceName device) {
        Optional<List<Line>> ofLogin = registrations
                .temporaryDevice(device)
                .map(each -> each.profile().value().lines());
        Phone phone = configuration.get().phones().get(device);
        List<Line> lines = ofLogin.orElseGet(() -> phone == null ? List.of() : phone.lines());
        return lines.stream()
                .map(line -> new StationLine(line.number(), line.label()))
                .toList();
    }

    private Applications applications() {
        ApiApplication allowed = cluster.company().application();
        char[] password = allowed.reveal();
        try {
            return Applications.inMemory(new SecureRandom())
                    .withIterations(LabCluster.ITERATIONS)
                    .setProxy(allowed.appId(), password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    TftpServer tftp() {
        return tftp;
    }

    ContentHttpServer files() {
        return http;
    }

    InetSocketAddress sip() {
        return registrar.addresses().get(0);
    }

    InetSocketAddress sipUdp() {
        return registrar.addresses().get(1);
    }

    InetSocketAddress sipTls() {
        return registrar.addresses().get(2);
    }

    /** Where the company has plain pages. */
    InetSocketAddress pages() {
        return em.plainAddress().orElseThrow();
    }

    SccpRegistrar sccp() {
        return sccp;
    }

    HomeCluster home() {
        return home;
    }

    VisitingCluster visiting() {
        return visiting;
    }

    EmServer em() {
        return em;
    }

    /**
     * Made when somebody asks for it.
     *
     * @throws IllegalStateException when the machine has crashed or is closed
     */
    synchronized EmApiClient application() {
        if (application == null) {
            application = opened(EmApiClient.builder(
                            URI.create("https://" + cluster.emAddress()),
                            cluster.company().application())
                    .tls(cluster.phoneTrust())
                    .build());
        }
        return application;
    }

    /** Finishes what another machine has left in the stores. */
    void recover() {
        home.recover();
        visiting.recover();
    }

    /** From now on nothing is written any more. */
    void powerOff() {
        power.off();
    }

    /** Closes everything as {@link #close} does; that it cannot write any more harms nobody. */
    void crash() {
        open.abandon();
    }

    /** Closes everything that was opened, whatever fails on the way; the last failure is the one that is told. */
    void close() {
        open.close();
    }
}
