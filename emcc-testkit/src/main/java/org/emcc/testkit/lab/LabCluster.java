package org.emcc.testkit.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.plan.ClusterInventory;
import org.emcc.certs.plan.ImportPlan;
import org.emcc.certs.trust.CertificateOwners;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.EmApp;
import org.emcc.core.em.UdsDiscovery;
import org.emcc.core.em.http.EmApiClient;
import org.emcc.core.em.http.EmClusterLink;
import org.emcc.core.em.http.EmServer;
import org.emcc.core.em.http.EmService;
import org.emcc.core.em.http.HostResolver;
import org.emcc.core.em.http.PeerBinding;
import org.emcc.core.em.http.UdsClient;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.user.Pin;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.HomeRegistrations;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.sccp.SccpRegistrar;
import org.emcc.sip.sccp.StationLine;
import org.emcc.sip.transport.SipTransport;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.trace.LoginTrace;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.emcc.tftp.server.AdmissionLimits;
import org.emcc.tftp.server.TftpServer;
import org.jspecify.annotations.Nullable;

/**
 * One cluster of a lab: its EM service over HTTPS with UDS beside it, its TFTP service and its registrar over TCP, its certificates and its
 * stores. The lab makes and closes it.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class LabCluster {
    private static final ServiceAddress NOT_YET = ServiceAddress.of("127.0.0.1", 1);
    /** As long as the self-signed certificates of a node (certificates 1.7). */
    private static final Duration VALIDITY = Duration.ofDays(5 * 365);
    /** Few, because the PINs of a lab guard nothing. */
    private static final int ITERATIONS = 10;
    /** All phones of a lab have the same address. */
    private static final AdmissionLimits ONE_SOURCE = AdmissionLimits.builder()
            .transfersPerSource(AdmissionLimits.standard().transfers())
            .unprovenPerSource(AdmissionLimits.standard().unproven())
            .build();

    private final Company company;
    private final List<NodeIdentity> identities;
    private volatile Imported imported = new Imported(TrustStores.empty(), CertificateOwners.none());
    private final LiveConfiguration configuration;
    private final TftpServer tftp;
    private final Registrar registrar;
    private final SccpRegistrar sccp;
    private final HomeCluster home;
    private final VisitingCluster visiting;
    private final EmServer em;
    private @Nullable EmApiClient application;
    private final InMemoryCredentials pins;
    private final Clock clock;
    /** What is closed, the last that was opened first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** What the cluster trusts, and whose that is. */
    private record Imported(TrustStores stores, CertificateOwners owners) {}

    LabCluster(
            Company company,
            List<Company> others,
            LabKeys keys,
            HostResolver resolver,
            Trace trace,
            Clock clock,
            boolean expired) {
        this.company = company;
        this.clock = clock;
        this.identities = identities(company, keys, clock, expired);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.configuration = new LiveConfiguration(company.configuration(new Addresses(NOT_YET, NOT_YET, NOT_YET), others));
        ClusterPhoneFiles files =
                ClusterPhoneFiles.builder(configuration.directories(), clock).build();
        this.tftp = opened(TftpServer.builder(anyPort, files).limits(ONE_SOURCE).start());
        LiveConfiguration live = configuration;
        HomeRegistrations registrations = new HomeRegistrations();
        this.registrar = opened(Registrar.builder(
                        registrations.admission(device -> live.get().phones().containsKey(device)))
                .transport(SipTransport.tcp())
                .listener(registrations)
                .start(anyPort));
        this.sccp = opened(
                SccpRegistrar.builder(DeviceAdmission.of(device -> mayRegisterOverSccp(live, registrations, device)))
                        .listener(registrations)
                        .lines(device -> lines(live, registrations, device))
                        .serverName(company.node())
                        .start(anyPort));
        configuration.replace(company.configuration(new Addresses(NOT_YET, addressOf(tftp.address()), sipAddress()), others));

        var identity = ClusterTls.keyManager(tomcat());
        var trusted = new TracedTrust(
                ClusterTls.trustManager(this::trustStores, TrustStoreName.TOMCAT_TRUST, clock),
                why -> refuses(trace, "trusts no certificate that it is shown", why));
        PeerBinding bound = ClusterTls.binding(this::trustStores, this::certificateOwners, clock);
        PeerBinding binding = new TracedBinding(
                bound, (cluster, why) -> refuses(trace, "is shown a certificate that is not " + cluster + "'s", why));
        EmClusterLink link = opened(EmClusterLink.builder(identity, trusted)
                .binding(binding)
                .directory(configuration.directories().cluster())
                .resolver(resolver)
                .build());
        LoginTrace listener = new LoginTrace(company.id(), trace);
        this.pins = credentials();
        LocalLogins locals = LocalLogins.inMemory();
        PhoneControl control = HomeRegistrations.control(List.of(sccp.phoneControl(), registrar.phoneControl()));
        this.home = opened(HomeCluster.builder(configuration.directories(), pins, files, link)
                .control(control)
                .localLogins(locals)
                .listener(listener)
                .clock(clock)
                .build());
        registrations.connect(home);
        this.visiting = opened(VisitingCluster.builder(configuration.directories(), link, files, this::logoutUri)
                .control(control)
                .localLogins(locals)
                .listener(listener)
                .clock(clock)
                .build());
        this.em = opened(EmServer.builder(
                        identity,
                        trusted,
                        EmService.builder(
                                        home,
                                        visiting,
                                        configuration.directories().cluster())
                                .binding(binding)
                                .applications(applications())
                                .clock(clock)
                                .uds(uds(identity, trusted, binding, resolver))
                                .build())
                .bind(anyPort)
                .start());
        configuration.replace(company.configuration(new Addresses(emAddress(), tftpAddress(), sipAddress()), others));
    }

    private void refuses(Trace trace, String what, String why) {
        trace.recordAmiss(id().value(), id().value(), what, why);
    }

    private UdsDiscovery uds(
            X509ExtendedKeyManager keys, X509ExtendedTrustManager trusted, PeerBinding binding, HostResolver resolver) {
        UdsClient others = opened(UdsClient.builder(keys, trusted)
                .binding(binding)
                .directory(configuration.directories().cluster())
                .resolver(resolver)
                .build());
        return UdsDiscovery.builder(
                        configuration.directories().cluster(),
                        configuration.directories().users())
                .peers(others, opened(Timers.daemon(clock)), clock)
                .build();
    }

    private URI logoutUri(DeviceName device) {
        return EmApp.logoutUri(emAppUri(), device);
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

    /** The certificates of the cluster's only node, of every type that EMCC exchanges (certificates 1.10). */
    private static List<NodeIdentity> identities(Company company, LabKeys keys, Clock clock, boolean expired) {
        Clock made = expired ? Clock.offset(clock, VALIDITY.plusDays(1).negated()) : clock;
        return Stream.of(
                        CertificateType.TOMCAT,
                        CertificateType.TFTP,
                        CertificateType.CAPF,
                        CertificateType.ITL_RECOVERY)
                .map(type -> NodeIdentity.selfSigned(company.node(), type)
                        .addresses(List.of(InetAddress.getLoopbackAddress()))
                        .keyPair(keys.next())
                        .clock(made)
                        .validity(VALIDITY)
                        .generate())
                .toList();
    }

    /** By what others know this cluster over TLS, with its key. */
    NodeIdentity tomcat() {
        return identities.get(0);
    }

    private InMemoryCredentials credentials() {
        InMemoryCredentials made =
                Credentials.inMemory(clock, new SecureRandom()).withIterations(ITERATIONS);
        company.pins().forEach(made::set);
        return made;
    }

    /**
     * Demands that a user changes the PIN before it is used again, as an administrator does; the user has the PIN of the start again.
     *
     * @param user a user of this cluster
     * @throws IllegalArgumentException when the cluster has no such user
     */
    public void demandNewPin(UserId user) {
        Pin pin = company.pins().get(user);
        if (pin == null) {
            throw new IllegalArgumentException("cluster " + id() + " has no user " + user + ", only "
                    + company.pins().keySet());
        }
        pins.setToBeChanged(user, pin);
    }

    private Applications applications() {
        ApiApplication allowed = company.application();
        char[] password = allowed.reveal();
        try {
            return Applications.inMemory(new SecureRandom())
                    .withIterations(ITERATIONS)
                    .setProxy(allowed.appId(), password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** What bulk certificate management exports of this cluster. */
    List<NodeCertificate> certificates() {
        return identities.stream().map(NodeIdentity::certificate).toList();
    }

    /** The cluster as far as certificates go: what it has, and what it trusts now. */
    ClusterInventory inventory() {
        ClusterSettings settings = configuration.get().settings();
        return ClusterInventory.builder(id(), settings.release(), company.node())
                .certificates(certificates())
                .securityMode(settings.securityMode())
                .trust(trustStores())
                .build();
    }

    /**
     * Imports what bulk certificate management has consolidated, step by step as the plan says; counts from the next handshake on.
     */
    void carryOut(ImportPlan plan, CertificateBundle bundle) {
        Imported before = imported;
        imported = new Imported(plan.applyTo(before.stores()), before.owners().with(bundle));
    }

    /**
     * What the cluster trusts. Nothing but these stores decides whom its services trust.
     *
     * @return its trust stores as they are now; empty when it imported nothing
     */
    public TrustStores trustStores() {
        return imported.stores();
    }

    /**
     * Whose the certificates are that the cluster has imported, as the exports stated. It binds each peer to its own cluster.
     *
     * @return the owners as they are known now
     */
    public CertificateOwners certificateOwners() {
        return imported.owners();
    }

    /** What a phone of this cluster believes: its own EM service, and what the cluster's trust verification would say yes to. */
    SSLContext phoneTrust() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null,
                    new TrustManager[] {
                        ClusterTls.trustManager(this::believedByPhones, TrustStoreName.TOMCAT_TRUST, clock)
                    },
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private TrustStores believedByPhones() {
        List<X509Certificate> believed = Stream.concat(
                        Stream.of(tomcat().certificate().certificate()),
                        trustStores().certificates(TrustStoreName.TOMCAT_TRUST).stream())
                .distinct()
                .toList();
        return TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, believed));
    }

    /**
     * The cluster ID.
     *
     * @return the id
     */
    public ClusterId id() {
        return company.id();
    }

    /**
     * The company behind it: names and PINs.
     *
     * @return the company
     */
    public Company company() {
        return company;
    }

    /**
     * What the cluster is configured with now.
     *
     * @return the configuration
     */
    public ClusterConfiguration configuration() {
        return configuration.get();
    }

    /**
     * Configures the cluster anew while it runs. Base devices are those of its start.
     *
     * @param next the new configuration
     */
    public void configure(ClusterConfiguration next) {
        configuration.replace(next);
    }

    /**
     * The home side.
     *
     * @return the side that answers for the cluster's users
     */
    public HomeCluster home() {
        return home;
    }

    /**
     * The visiting side.
     *
     * @return the side that serves the cluster's phones
     */
    public VisitingCluster visiting() {
        return visiting;
    }

    /**
     * Where the EM service listens.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress emAddress() {
        return addressOf(em.address());
    }

    /**
     * Where phones find the EM service.
     *
     * @return the address without a query
     */
    public URI emAppUri() {
        return URI.create("https://" + emAddress() + "/emapp/EMAppServlet");
    }

    /**
     * An application that drives this cluster by the Extension Mobility API, over HTTPS as a real one does. It may act for every user;
     * logins within the cluster are kept in memory, and no phone is told of them.
     *
     * @return a client of this cluster, closed with the lab
     */
    public synchronized EmApiClient application() {
        if (application == null) {
            application = opened(EmApiClient.builder(URI.create("https://" + emAddress()), company.application())
                    .tls(phoneTrust())
                    .build());
        }
        return application;
    }

    /**
     * Where the TFTP service listens.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress tftpAddress() {
        return addressOf(tftp.address());
    }

    /**
     * Where the call manager listens for SIP over TCP.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress sipAddress() {
        return addressOf(registrar.address());
    }

    /**
     * Where the call manager listens for SCCP over TCP.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress sccpAddress() {
        return addressOf(sccp.address());
    }

    private static ServiceAddress addressOf(InetSocketAddress socket) {
        return ServiceAddress.of(socket.getAddress().getHostAddress(), socket.getPort());
    }

    /** Closes everything that was opened, whatever fails on the way; the last failure is the one that is told. */
    void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("a service of cluster " + id() + " could not be closed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "LabCluster[" + id() + "]";
    }
}
