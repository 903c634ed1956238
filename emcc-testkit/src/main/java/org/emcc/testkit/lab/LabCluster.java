package org.emcc.testkit.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
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
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.em.http.EmApiClient;
import org.emcc.core.em.http.HostResolver;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fault.Wire;
import org.emcc.testkit.fault.Wires;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.trust.SignerId;
import org.emcc.tftp.trust.TrustVerifier;
import org.jspecify.annotations.Nullable;

/**
 * One cluster of a lab: its EM service over HTTPS with UDS beside it, its files over TFTP and HTTP, its registrars, its certificates and its
 * stores. A cluster with {@linkplain Company#signedFiles signed files} has trust lists, and a TVS that phones ask without a socket; its CAPF
 * has issued the certificates of its secure phones. The lab makes and closes it.
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
    private final Object importing = new Object();
    private volatile Imported imported = new Imported(TrustStores.empty(), CertificateOwners.none());
    private final LiveConfiguration configuration;
    private final InMemoryCredentials pins;
    private final SSLContext phones;
    private final LocalLogins locals = LocalLogins.inMemory();
    private final HomeLoginStore homeStore;
    private final VisitingLoginStore visitingStore;
    private final LabTrust trust;
    private final EmccLab lab;
    private final boolean works;
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
    private record Fronts(
            Wire em, @Nullable Wire pages, Wire tftp, Wire files, Wire sip, Wire sipUdp, Wire sipTls, Wire sccp) {
        List<Wire> all() {
            return Stream.of(em, pages, tftp, files, sip, sipUdp, sipTls, sccp)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** What a cluster is told by its lab. */
    record Place(
            EmccLab lab,
            LabClock clock,
            Trace trace,
            LabKeys keys,
            @Nullable Wires wires,
            LabPorts ports,
            HostResolver resolver,
            UnaryOperator<ClusterLink> faults,
            List<RemoteCluster> outside,
            Stores stores,
            boolean expired,
            boolean works) {}

    /** Where a cluster keeps its logins. */
    record Stores(HomeLoginStore home, VisitingLoginStore visiting) {
        static Stores inMemory() {
            return new Stores(HomeLoginStore.inMemory(), VisitingLoginStore.inMemory());
        }
    }

    LabCluster(Company company, List<Company> others, Place place) {
        this.company = company;
        this.lab = place.lab();
        this.homeStore = place.stores().home();
        this.visitingStore = place.stores().visiting();
        this.works = place.works();
        this.right = place.clock();
        this.clock = new SkewedClock(right);
        this.trace = place.trace();
        this.resolver = place.resolver();
        this.faults = place.faults();
        this.identities = identities(company, place.keys(), clock, place.expired());
        this.trust = new LabTrust(callManager(), capf(), this::trustStores, clock);
        this.phones = ClusterTls.trusting(this::believedByPhones, TrustStoreName.TOMCAT_TRUST, clock);
        this.pins = credentials();
        this.fronts = place.wires() == null ? null : fronts(place.wires(), place.ports());
        Addresses first = fronts == null ? new Addresses(NOT_YET, NOT_YET, NOT_YET, NOT_YET) : addresses();
        this.configuration = new LiveConfiguration(withOutside(company.configuration(first, others), place.outside()));
        this.machine = LabMachine.start(this);
        if (fronts == null) {
            configuration.replace(withOutside(company.configuration(addresses(), others), place.outside()));
        }
    }

    private static ClusterConfiguration withOutside(ClusterConfiguration made, List<RemoteCluster> outside) {
        List<RemoteCluster> all = Stream.concat(made.settings().remoteClusters().stream(), outside.stream())
                .toList();
        return made.toBuilder()
                .settings(made.settings().toBuilder().remoteClusters(all).build())
                .build();
    }

    /** As its own phones are told of them. */
    private Addresses addresses() {
        return new Addresses(
                emAddress(),
                company.plainPages() ? pagesAddress() : NOT_YET,
                tftpAddress(),
                company.sipOver() == SipOver.UDP ? sipUdpAddress() : sipAddress());
    }

    private Fronts fronts(Wires wires, LabPorts ports) {
        String lane = id().value();
        return new Fronts(
                wires.stream(lane, lane, "EM", () -> machine.em().address(), ports.em()),
                company.plainPages() ? wires.stream(lane, lane, "pages", () -> machine.pages(), ports.pages()) : null,
                wires.tftp(lane, lane, () -> machine.tftp().address(), ports.tftp()),
                wires.stream(lane, lane, "files", () -> machine.files().address(), ports.files()),
                wires.stream(lane, lane, "SIP", () -> machine.sip(), ports.sip()),
                wires.datagrams(lane, lane, "SIP over UDP", () -> machine.sipUdp(), ports.sipUdp()),
                wires.stream(lane, lane, "SIP over TLS", () -> machine.sipTls(), ports.sipTls()),
                wires.stream(lane, lane, "SCCP", () -> machine.sccp().address(), ports.sccp()));
    }

    /** At which port phones find the call manager over TLS, if that is not where it listens. */
    OptionalInt sipTlsFront() {
        return fronts == null
                ? OptionalInt.empty()
                : OptionalInt.of(fronts.sipTls.address().portOr(0));
    }

    /** At which port phones find the EM service without TLS, if that is not where it listens. */
    OptionalInt pagesFront() {
        return fronts == null || fronts.pages == null
                ? OptionalInt.empty()
                : OptionalInt.of(fronts.pages.address().portOr(0));
    }

    /** Where phones find the EM service, if that is not where it listens. */
    Optional<ServiceAddress> emFront() {
        return fronts == null ? Optional.empty() : Optional.of(fronts.em.address());
    }

    private Fronts wired() {
        lab.requireOpen();
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
     * What lies before the EM service without TLS.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct, or the company has no plain pages
     */
    public Wire pages() {
        Wire found = wired().pages;
        if (found == null) {
            throw withoutPages();
        }
        return found;
    }

    private IllegalStateException withoutPages() {
        return new IllegalStateException("cluster " + id() + " has no pages without TLS, as its company has none");
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
     * What lies before the files of phones over HTTP.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct
     */
    public Wire files() {
        return wired().files;
    }

    /**
     * What lies before the call manager, for SIP over UDP. What it tells a phone by itself, as to restart, does not come this way.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct
     */
    public Wire sipUdp() {
        return wired().sipUdp;
    }

    /**
     * What lies before the call manager, for SIP over TLS.
     *
     * @return the wire, for faults
     * @throws IllegalStateException when the lab is direct
     */
    public Wire sipTls() {
        return wired().sipTls;
    }

    /**
     * What lies before the call manager, for SIP over TCP.
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
     * @throws IllegalStateException when the lab is direct, or closed
     */
    public synchronized void crash() {
        Fronts all = wired();
        if (down) {
            return;
        }
        down = true;
        // Told aside: a watcher may restart the cluster, and that has to wait until this is done.
        trace.recordAmissAside(id().value(), id().value(), "crashes");
        machine.powerOff();
        all.all().forEach(Wire::powerOff);
        machine.crash();
    }

    /**
     * Gives the power back: the services run again at their addresses, without the faults of their wires, the logins are recovered from
     * what is stored, and the periodic work begins anew. Nothing happens to a cluster that is up.
     *
     * @throws IllegalStateException when the lab is closed
     * @throws java.io.UncheckedIOException when a service cannot listen; the cluster stays down
     */
    public void restart() {
        if (goesUp()) {
            trace.record(id().value(), id().value(), "is up again");
        }
    }

    /** Says whether it was down. What fails on the way leaves it down, and nothing running. */
    private synchronized boolean goesUp() {
        lab.requireOpen();
        if (!down) {
            return false;
        }
        LabMachine made = LabMachine.start(this);
        LabMachine before = machine;
        machine = made; // where the wires lead from now on
        try {
            if (works) {
                made.startWork();
            } else {
                made.recover();
            }
            clear();
            wires().forEach(Wire::powerOn);
        } catch (RuntimeException e) {
            wires().forEach(Wire::powerOff);
            made.crash();
            machine = before;
            throw e;
        }
        down = false;
        return true;
    }

    /** Begins the periodic work, where it is wanted. */
    void startWork() {
        if (works) {
            machine.startWork();
        }
    }

    /** Waits until it has asked the others for the first time. */
    void awaitFirstUpdate() {
        if (works) {
            machine.awaitFirstUpdate();
        }
    }

    /** Asks those anew that did not answer last time, and waits for that. */
    void updateSilentClusters() {
        VisitingCluster side = visiting();
        boolean silent = configuration().settings().remoteClusters().stream()
                .anyMatch(other -> side.remoteStatus(other.id()) instanceof RemoteStatus.NoAnswer);
        if (works && isUp() && silent) {
            side.updateRemoteClusters().join();
        }
    }

    /** Ends the faults of its services. */
    void clear() {
        wires().forEach(Wire::clear);
    }

    /** Whether nothing lies before its services. */
    boolean isDirect() {
        return fronts == null;
    }

    /** What lies before its services. */
    List<Wire> wires() {
        return wired().all();
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
        lab.requireOpen();
        Duration before = clock.ahead();
        clock.ahead(ahead);
        if (ahead.isZero() && !before.isZero()) {
            trace.record(id().value(), id().value(), "has the right clock again");
        } else if (!ahead.isZero()) {
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
                        .keyPair(
                                type.equals(CertificateType.TFTP) && company.signedFiles()
                                        ? keys.nextRsa() // phones know no other signatures
                                        : keys.next())
                        .clock(made)
                        .validity(VALIDITY)
                        .generate())
                .toList();
    }

    /** By what others know this cluster over TLS, with its key. */
    NodeIdentity tomcat() {
        return identities.get(0);
    }

    /** By what phones know its call manager, and the signer of their files. */
    private NodeIdentity callManager() {
        return identities.get(1);
    }

    /** By what the certificates of its phones are issued. */
    private NodeIdentity capf() {
        return identities.get(2);
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
        lab.requireOpen();
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
        synchronized (importing) {
            Imported before = imported;
            imported =
                    new Imported(plan.applyTo(before.stores()), before.owners().with(bundle));
        }
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
     * Deletes all certificates from some trust stores, as an administrator does; counts from the next handshake on, and for phones from their
     * next file on. {@link EmccLab#exchangeCertificates} fills them again.
     *
     * @param names the stores, such as {@link TrustStoreName#PHONE_SAST_TRUST} and {@link TrustStoreName#CALL_MANAGER_TRUST}, without
     *     which its phones believe no files of other clusters
     * @throws IllegalStateException when the lab is closed
     */
    public void emptyTrustStores(TrustStoreName... names) {
        lab.requireOpen();
        Set<TrustStoreName> emptied = Set.copyOf(List.of(names));
        synchronized (importing) {
            TrustStores before = imported.stores();
            Map<TrustStoreName, List<X509Certificate>> kept = before.names().stream()
                    .filter(each -> !emptied.contains(each))
                    .collect(Collectors.toMap(each -> each, before::certificates));
            imported = new Imported(TrustStores.of(kept), imported.owners());
        }
        trace.recordAmiss(
                id().value(),
                id().value(),
                "has emptied trust stores",
                List.of(names).toString());
    }

    /**
     * Whose the certificates are that the cluster has imported, as the exports stated. It binds each peer to its own cluster.
     *
     * @return the owners as they are known now
     */
    public CertificateOwners certificateOwners() {
        return imported.owners();
    }

    /** Why its phones believe it. */
    LabTrust trust() {
        return trust;
    }

    /** What its TVS says; it does not answer when the cluster is down. */
    TrustVerifier.Answer verify(SignerId signer) {
        return isUp() ? trust.verify(signer) : new TrustVerifier.Unreachable();
    }

    /** With its own certificate, for whoever has stolen its key. */
    SSLContext shown() {
        return ClusterTls.context(tomcat(), this::trustStores, clock);
    }

    /** By what the call manager knows itself, and whose phones it believes: those of its own CAPF, and of those it has imported. */
    SSLContext callManagerTls() {
        return tls(
                new KeyManager[] {ClusterTls.keyManager(callManager())},
                ClusterTls.trustManager(this::believedByCallManager, TrustStoreName.CALL_MANAGER_TRUST, clock));
    }

    private TrustStores believedByCallManager() {
        return withOwn(TrustStoreName.CALL_MANAGER_TRUST, capf());
    }

    /** What a store holds, and a certificate of the cluster itself. */
    private TrustStores withOwn(TrustStoreName store, NodeIdentity own) {
        List<X509Certificate> believed = Stream.concat(
                        Stream.of(own.certificate().certificate()), trustStores().certificates(store).stream())
                .distinct()
                .toList();
        return TrustStores.of(Map.of(store, believed));
    }

    private static SSLContext tls(KeyManager[] keys, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** What a phone of this cluster believes: its own EM service, and what the cluster's trust verification would say yes to. */
    SSLContext phoneTrust() {
        return phones;
    }

    private TrustStores believedByPhones() {
        return withOwn(TrustStoreName.TOMCAT_TRUST, tomcat());
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
     * Puts another phone at this cluster while the lab runs: one of your own making, or one that the cluster has been {@linkplain
     * #configure configured} with since. It is told what all phones of the lab are told: where TFTP and HTTP are, whom it believes, and its
     * certificate where the configuration says that it is secure; you may say something else. A phone that the cluster does not know is a
     * Cisco 8851 and finds no file.
     *
     * @param name its device name, which no phone of the lab has
     * @param more what you say of it, after the lab has
     * @return the phone without power, closed with the lab; {@link EmccLab#phone} finds it from now on
     * @throws IllegalArgumentException when the lab has a phone of this name
     * @throws IllegalStateException when the lab is closed
     */
    public VirtualPhone phone(DeviceName name, Consumer<VirtualPhone.Builder> more) {
        return lab.addPhone(this, name, more);
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
     * Configures the cluster anew while it runs. Base devices are those of its start, and so is what a company decides once: the security mode,
     * whether files are signed, and of each phone its protocol and whether it has a certificate.
     *
     * @param next the new configuration
     */
    public void configure(ClusterConfiguration next) {
        lab.requireOpen();
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
     * Where the EM service listens without TLS.
     *
     * @return an address and port on loopback
     * @throws IllegalStateException when the company has no plain pages
     */
    public ServiceAddress pagesAddress() {
        if (!company.plainPages()) {
            throw withoutPages();
        }
        return fronts == null || fronts.pages == null ? addressOf(machine.pages()) : fronts.pages.address();
    }

    /**
     * Where phones find the EM service.
     *
     * @return the address without a query: over plain HTTP where the company has plain pages, else over HTTPS
     */
    public URI emAppUri() {
        String node = company.plainPages() ? "http://" + pagesAddress() : "https://" + emAddress();
        return URI.create(node + "/emapp/EMAppServlet");
    }

    /**
     * An application that drives this cluster by the Extension Mobility API, over HTTPS as a real one does. It may act for every user;
     * logins within the cluster are kept in memory, and no phone is told of them.
     *
     * @return a client of this cluster, closed with the lab or when the cluster crashes
     * @throws IllegalStateException when the lab is closed, or the cluster is down
     */
    public synchronized EmApiClient application() {
        lab.requireOpen();
        if (down) {
            throw new IllegalStateException("cluster " + id() + " is down");
        }
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
     * Where the files of phones are found over HTTP.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress filesAddress() {
        return fronts == null ? addressOf(machine.files().address()) : fronts.files.address();
    }

    /**
     * Where the call manager listens for SIP over TCP.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress sipAddress() {
        return fronts == null ? addressOf(machine.sip()) : fronts.sip.address();
    }

    /**
     * Where the call manager listens for SIP over UDP.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress sipUdpAddress() {
        return fronts == null ? addressOf(machine.sipUdp()) : fronts.sipUdp.address();
    }

    /**
     * Where the call manager listens for SIP over TLS.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress sipTlsAddress() {
        return fronts == null ? addressOf(machine.sipTls()) : fronts.sipTls.address();
    }

    /** Where a phone may be registered: over SIP of any kind, or over SCCP. */
    List<ServiceAddress> callManagerAddresses() {
        return List.of(sipAddress(), sipUdpAddress(), sipTlsAddress(), sccpAddress());
    }

    /** Everywhere it listens. */
    List<ServiceAddress> allAddresses() {
        List<ServiceAddress> all = new ArrayList<>(callManagerAddresses());
        all.add(emAddress());
        if (company.plainPages()) {
            all.add(pagesAddress());
        }
        all.add(tftpAddress());
        all.add(filesAddress());
        return all;
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

    /** Waits for a restart that is under way. */
    synchronized void close() {
        machine.close();
    }

    @Override
    public String toString() {
        return "LabCluster[" + id() + "]";
    }
}
