package org.emcc.testkit.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
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
import org.emcc.testkit.trace.LoginTrace;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.emcc.tftp.server.AdmissionLimits;
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
            .build();

    private final LabCluster cluster;
    private final Power power = new Power();
    private final TftpServer tftp;
    private final Registrar registrar;
    private final SccpRegistrar sccp;
    private final HomeCluster home;
    private final VisitingCluster visiting;
    private final EmServer em;
    private @Nullable EmApiClient application;
    /** What is closed, the last that was opened first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    LabMachine(LabCluster cluster) {
        this.cluster = cluster;
        Clock clock = cluster.clock();
        Timers timers = opened(cluster.newTimers());
        LiveConfiguration live = cluster.live();
        Directories directories = live.directories();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ClusterPhoneFiles files = ClusterPhoneFiles.builder(directories, clock).build();
        this.tftp = opened(TftpServer.builder(anyPort, files).limits(ONE_SOURCE).start());
        HomeRegistrations registrations = new HomeRegistrations();
        this.registrar = opened(Registrar.builder(
                        registrations.admission(device -> live.get().phones().containsKey(device)))
                .transport(SipTransport.tcp())
                .listener(registrations.listener())
                .start(anyPort));
        this.sccp = opened(
                SccpRegistrar.builder(DeviceAdmission.of(device -> mayRegisterOverSccp(live, registrations, device)))
                        .listener(registrations.listener())
                        .lines(device -> lines(live, registrations, device))
                        .serverName(cluster.company().node())
                        .start(anyPort));

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
                        .listener(listener)
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
        this.em = opened(EmServer.builder(identity, trusted, service.build())
                .bind(anyPort)
                .start());
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
        open.push(service);
        return service;
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

    Registrar registrar() {
        return registrar;
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

    /** Made when somebody asks for it. */
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
        for (AutoCloseable service = open.poll(); service != null; service = open.poll()) {
            try {
                service.close();
            } catch (Exception e) {
                LOG.debug("A service of cluster {} was cut short by its crash", cluster.id(), e);
            }
        }
    }

    /** Closes everything that was opened, whatever fails on the way; the last failure is the one that is told. */
    synchronized void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("a service of cluster " + cluster.id() + " could not be closed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
