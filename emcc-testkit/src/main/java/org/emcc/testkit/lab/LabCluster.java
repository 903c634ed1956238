package org.emcc.testkit.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
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
import org.emcc.core.em.http.EmApiClient;
import org.emcc.core.em.http.HostResolver;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fault.Wire;
import org.emcc.testkit.fault.Wires;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.trace.Trace;
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
    static final int ITERATIONS = 10;

    private final Company company;
    private final List<NodeIdentity> identities;
    private volatile Imported imported = new Imported(TrustStores.empty(), CertificateOwners.none());
    private final LiveConfiguration configuration;
    private final InMemoryCredentials pins;
    private final SSLContext phones;
    private final LocalLogins locals = LocalLogins.inMemory();
    private final HomeLoginStore homeStore = HomeLoginStore.inMemory();
    private final VisitingLoginStore visitingStore = VisitingLoginStore.inMemory();
    private final LabClock right;
    private final SkewedClock clock;
    private final Trace trace;
    private final HostResolver resolver;
    private final UnaryOperator<ClusterLink> faults;
    private final @Nullable Fronts fronts;
    private volatile LabMachine machine;
    private volatile boolean down;

    /** What the cluster trusts, and whose that is. */
    private record Imported(TrustStores stores, CertificateOwners owners) {}

    /** Where others find the services, whatever port those have for themselves. */
    private record Fronts(Wire em, Wire tftp, Wire sip, Wire sccp) {}

    /** What a cluster is told by its lab. */
    record Place(
            LabClock clock,
            Trace trace,
            LabKeys keys,
            @Nullable Wires wires,
            LabPorts ports,
            HostResolver resolver,
            UnaryOperator<ClusterLink> faults,
            boolean expired) {}

    LabCluster(Company company, List<Company> others, Place place) {
        this.company = company;
        this.right = place.clock();
        this.clock = new SkewedClock(right);
        this.trace = place.trace();
        this.resolver = place.resolver();
        this.faults = place.faults();
        this.identities = identities(company, place.keys(), clock, place.expired());
        this.phones = trustOfPhones();
        this.pins = credentials();
        this.fronts = place.wires() == null ? null : fronts(place.wires(), place.ports());
        Addresses known = fronts == null
                ? new Addresses(NOT_YET, NOT_YET, NOT_YET)
                : new Addresses(fronts.em.address(), fronts.tftp.address(), fronts.sip.address());
        this.configuration = new LiveConfiguration(company.configuration(known, others));
        this.machine = new LabMachine(this);
        if (fronts == null) {
            configuration.replace(
                    company.configuration(new Addresses(emAddress(), tftpAddress(), sipAddress()), others));
        }
    }

    private Fronts fronts(Wires wires, LabPorts ports) {
        String lane = id().value();
        return new Fronts(
                wires.stream(lane, lane, "EM", () -> machine.em().address(), ports.em()),
                wires.tftp(lane, lane, () -> machine.tftp().address(), ports.tftp()),
                wires.stream(lane, lane, "SIP", () -> machine.registrar().address(), ports.sip()),
                wires.stream(lane, lane, "SCCP", () -> machine.sccp().address(), ports.sccp()));
    }

    /** Where phones find the EM service, if that is not where it listens. */
    Optional<ServiceAddress> emFront() {
        return fronts == null ? Optional.empty() : Optional.of(fronts.em.address());
    }

    private Fronts wired() {
        if (fronts == null) {
            throw new IllegalStateException(
                    "the lab was started with direct(), so that nothing lies before the services of cluster " + id()
                            + " that could fail");
        }
        return fronts;
    }

    /**
     * What lies before the EM service.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct
     */
    public Wire em() {
        return wired().em;
    }

    /**
     * What lies before the TFTP service.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct
     */
    public Wire tftp() {
        return wired().tftp;
    }

    /**
     * What lies before the call manager, for SIP.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct
     */
    public Wire sip() {
        return wired().sip;
    }

    /**
     * What lies before the call manager, for SCCP.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct
     */
    public Wire sccp() {
        return wired().sccp;
    }

    /**
     * Takes the power from the cluster: its connections are reset, what it was doing stays undone, and nobody reaches it until {@link
     * #restart}. Its configuration, its certificates, its PINs, and what is stored of logins stay. Nothing happens to a cluster that is
     * down.
     *
     * @throws IllegalStateException when the lab is direct
     */
    public synchronized void crash() {
        Fronts all = wired();
        if (down) {
            return;
        }
        down = true;
        trace.recordAmiss(id().value(), id().value(), "crashes");
        machine.powerOff();
        all.em.refuse();
        all.tftp.refuse();
        all.sip.refuse();
        all.sccp.refuse();
        machine.crash();
    }

    /**
     * Gives the power back: the services run again at their addresses, without the faults of their wires, and the logins are recovered from
     * what is stored. Nothing happens to a cluster that is up.
     */
    public synchronized void restart() {
        if (!down) {
            return;
        }
        machine = new LabMachine(this);
        machine.recover();
        clear();
        down = false;
        trace.record(id().value(), id().value(), "is up again");
    }

    /** Ends the faults of its services. */
    void clear() {
        Fronts all = wired();
        all.em.clear();
        all.tftp.clear();
        all.sip.clear();
        all.sccp.clear();
    }

    /**
     * Whether the cluster runs.
     *
     * @return false between {@link #crash} and {@link #restart}
     */
    public boolean isUp() {
        return !down;
    }

    /**
     * Sets the clock of the cluster fast or slow. Timers that run keep their time.
     *
     * @param ahead how far it is ahead of that of the lab; negative when it is behind
     */
    public void skew(Duration ahead) {
        clock.ahead(ahead);
        if (!ahead.isZero()) {
            trace.recordAmiss(id().value(), id().value(), "has a wrong clock", ahead + " ahead");
        }
    }

    Clock clock() {
        return clock;
    }

    /** Timers by the clock of this cluster. */
    Timers newTimers() {
        return right.timers(clock::ahead);
    }

    Trace trace() {
        return trace;
    }

    HostResolver resolver() {
        return resolver;
    }

    UnaryOperator<ClusterLink> faults() {
        return faults;
    }

    LiveConfiguration live() {
        return configuration;
    }

    InMemoryCredentials pins() {
        return pins;
    }

    LocalLogins locals() {
        return locals;
    }

    HomeLoginStore homeStore() {
        return homeStore;
    }

    VisitingLoginStore visitingStore() {
        return visitingStore;
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

    /** With its own certificate, for whoever has stolen its key. */
    SSLContext shown() {
        return ClusterTls.context(tomcat(), this::trustStores, clock);
    }

    /** What a phone of this cluster believes: its own EM service, and what the cluster's trust verification would say yes to. */
    SSLContext phoneTrust() {
        return phones;
    }

    private SSLContext trustOfPhones() {
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
     * The home side; another one after a crash.
     *
     * @return the side that answers for the cluster's users
     */
    public HomeCluster home() {
        return machine.home();
    }

    /**
     * The visiting side; another one after a crash.
     *
     * @return the side that serves the cluster's phones
     */
    public VisitingCluster visiting() {
        return machine.visiting();
    }

    /**
     * Where the EM service listens.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress emAddress() {
        return fronts == null ? addressOf(machine.em().address()) : fronts.em.address();
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
     * @return a client of this cluster, closed with the lab or when the cluster crashes
     */
    public EmApiClient application() {
        return machine.application();
    }

    /**
     * Where the TFTP service listens.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress tftpAddress() {
        return fronts == null ? addressOf(machine.tftp().address()) : fronts.tftp.address();
    }

    /**
     * Where the call manager listens for SIP over TCP.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress sipAddress() {
        return fronts == null ? addressOf(machine.registrar().address()) : fronts.sip.address();
    }

    /**
     * Where the call manager listens for SCCP over TCP.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress sccpAddress() {
        return fronts == null ? addressOf(machine.sccp().address()) : fronts.sccp.address();
    }

    private static ServiceAddress addressOf(InetSocketAddress socket) {
        return ServiceAddress.of(socket.getAddress().getHostAddress(), socket.getPort());
    }

    void close() {
        machine.close();
    }

    @Override
    public String toString() {
        return "LabCluster[" + id() + "]";
    }
}
