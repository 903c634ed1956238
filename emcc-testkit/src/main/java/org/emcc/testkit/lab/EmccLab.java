package org.emcc.testkit.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.BulkRefusal;
import org.emcc.certs.bundle.BulkResult;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.Consolidation;
import org.emcc.certs.bundle.UnlistedFiles;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.plan.ExchangePlan;
import org.emcc.certs.plan.ImportPlan;
import org.emcc.core.Problem;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.em.http.HostResolver;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.testkit.fault.FaultyLink;
import org.emcc.testkit.fault.Impostor;
import org.emcc.testkit.fault.Link;
import org.emcc.testkit.fault.Wires;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.PhoneResources;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.Recording;
import org.emcc.testkit.trace.Trace;
import org.emcc.testkit.trace.TraceEvent;
import org.emcc.tftp.trust.TrustVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Clusters on loopback, and their phones. Each cluster has an EM service over HTTPS, a TFTP service and the same files over HTTP, a registrar
 * for SIP over TCP, UDP and TLS, and one for SCCP; what its phones use of that is said by its {@link Company}. Once all stand, the clusters
 * do their periodic work by the {@linkplain #clock clock} of the lab, and have asked each other for their data. The clusters trust each
 * other because their certificates were really exported, consolidated and imported, and for no other reason; each is taken
 * for the cluster whose export stated its certificate.
 *
 * <p>Every port is chosen by the system. Several labs can live side by side in one JVM. The keys of their certificates come from a pool
 * that is made once: they guard nothing.
 *
 * <p>Source: design 7.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmccLab implements AutoCloseable {
    private static final int PHONES_AT_ONCE = 64;
    /** Of the certificate files, unless another was given: they hold certificates, which are public, and no key. */
    private static final FilePassword PASSWORD = FilePassword.of("lab".toCharArray());

    /** What counts of the files in a directory. */
    private static final List<String> EXCHANGED = List.of(".pkcs12", ".manifest", ".content");

    /** More than anybody reads of one of them. */
    private static final int LONGEST_FILE = (64 << 20) + 1;

    private static final String SOURCE = "sftp.example.com";
    private static final int MOST_NAMES = 10;
    private static final int MOST_PROBLEMS = 3;
    /** An address that no name service is asked for. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private static final PhoneModel UNKNOWN_MODEL = new PhoneModel("Cisco 8851", 684, true);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Trace trace;
    private final Map<ClusterId, LabCluster> clusters = new LinkedHashMap<>();
    /** In order; guarded by itself. */
    private final Map<DeviceName, Placed> phones = new LinkedHashMap<>();

    private final PhoneResources resources = PhoneResources.open(PHONES_AT_ONCE);
    private final LabDepot depot;
    private final @Nullable Wires wires;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    /** Where clusters are that are not of the lab, by the names of their nodes. */
    private final Map<String, ServiceAddress> outside = new HashMap<>();
    /** The same clusters in order, by the names of their nodes. */
    private final Map<String, ClusterId> beside = new LinkedHashMap<>();

    private final FilePassword password;
    private final boolean exchangesFiles;

    private final List<Impostor> impostors = new CopyOnWriteArrayList<>();
    private volatile @Nullable ExchangePlan plan;
    private final Underway underway = new Underway();
    private final LabClock clock = new LabClock(Clock.systemUTC(), underway::awaitQuiet);
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A phone, and where it stands. */
    private record Placed(VirtualPhone phone, LabCluster cluster) {}

    private EmccLab(Builder builder) {
        this.trace = new Trace(clock);
        if (builder.watcher != null) {
            trace.watch(builder.watcher);
        }
        this.wires = builder.direct ? null : Wires.open(trace, builder.seed, Clock.systemUTC());
        builder.outside.forEach((record, address) -> {
            outside.put(record.fullyQualifiedName().host(), address);
            beside.put(record.fullyQualifiedName().host(), record.id());
        });
        this.password = builder.password;
        this.exchangesFiles = builder.certificates != null;
        this.depot = builder.certificates == null ? new LabDepot() : new LabDepot(builder.certificates);
        try {
            LabKeys keys = new LabKeys();
            for (Company company : builder.companies) {
                List<Company> others = builder.companies.stream()
                        .filter(other -> other != company)
                        .toList();
                ClusterId id = company.id();
                LabCluster.Place place = new LabCluster.Place(
                        this,
                        clock,
                        trace,
                        keys,
                        wires,
                        builder.ports.getOrDefault(id, LabPorts.any()),
                        address -> resolve(id, address),
                        link -> underway.over(new FaultyLink(link, other -> existingLink(id, other))),
                        List.copyOf(builder.outside.keySet()),
                        builder.stores.getOrDefault(id, LabCluster.Stores.inMemory()),
                        builder.expired.contains(id),
                        builder.periodicWork);
                clusters.put(id, new LabCluster(company, others, place));
            }
            exchange(builder.leftOut, builder.notImporting);
            clusters.values().forEach(LabCluster::startWork);
            for (LabCluster cluster : clusters.values()) {
                for (DeviceName name : cluster.configuration().phones().keySet()) {
                    phones.put(name, new Placed(made(cluster, name, nothing -> {}), cluster));
                }
            }
            clusters.values().forEach(LabCluster::awaitFirstUpdate);
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /**
     * The lab of New York and London, which trust each other; phones without power.
     *
     * @return a running lab, to be closed by the caller
     */
    public static EmccLab start() {
        return builder().start();
    }

    /**
     * Prepares another lab.
     *
     * @return a builder with New York and London
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The names of the nodes mean addresses of this lab only. */
    private InetSocketAddress resolve(ServiceAddress address) {
        return named(address).map(LabCluster::emAddress).map(EmccLab::socket).orElseGet(() -> unknown(address));
    }

    /** As one cluster sees it: what goes to another takes the link between the two, once somebody has asked for it. */
    private InetSocketAddress resolve(ClusterId from, ServiceAddress address) {
        Optional<LabCluster> named = named(address);
        return named.flatMap(to -> existingLink(from, to.id()))
                .map(Link::address)
                .or(() -> named.map(LabCluster::emAddress))
                .map(EmccLab::socket)
                .orElseGet(() -> unknown(address));
    }

    private Optional<LabCluster> named(ServiceAddress address) {
        return clusters.values().stream()
                .filter(cluster -> cluster.company().node().equals(address.host()))
                .findFirst();
    }

    private static InetSocketAddress socket(ServiceAddress address) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), address.portOr(0));
    }

    /** No name of the lab: a cluster beside it when it is an address of loopback, and else nobody. */
    private InetSocketAddress unknown(ServiceAddress address) {
        ServiceAddress beside = outside.getOrDefault(address.host(), address);
        String host = beside.host();
        if (!LITERAL.matcher(host).matches()) {
            return InetSocketAddress.createUnresolved(host, 0);
        }
        InetSocketAddress literal = new InetSocketAddress(host, beside.portOr(HostResolver.DEFAULT_PORT));
        return !literal.isUnresolved() && literal.getAddress().isLoopbackAddress()
                ? literal
                : InetSocketAddress.createUnresolved(host, 0);
    }

    private Optional<Link> existingLink(ClusterId from, ClusterId to) {
        return Optional.ofNullable(links.get(from + " -> " + to));
    }

    /**
     * The way of the messages of one cluster to another: what it asks, and what is answered to that. What the other asks of its own accord
     * goes the other way.
     *
     * @param from the cluster ID of the one that asks
     * @param to the cluster ID of the other
     * @return the link, for faults
     * @throws IllegalArgumentException when the lab has no such cluster, or both are one
     * @throws IllegalStateException when the lab is direct, or closed
     */
    public Link link(String from, String to) {
        LabCluster asking = cluster(from);
        LabCluster asked = cluster(to);
        if (asking == asked) {
            throw new IllegalArgumentException(
                    "a link must lead to another cluster, but is asked for from " + from + " to " + to);
        }
        return links.computeIfAbsent(
                asking.id() + " -> " + asked.id(),
                key -> Link.over(
                        wired(), trace, asking.id().value(), asked.id().value(), () -> socket(asked.emAddress())));
    }

    /** Those that somebody has asked for. */
    List<Link> links() {
        return List.copyOf(links.values());
    }

    /**
     * Starts a hostile peer that shows the certificate of a cluster, whose key it has stolen. {@link Link#answeredBy} leads messages to it.
     *
     * @param certificateOf the cluster ID
     * @param manner how it behaves
     * @return an impostor, closed with the lab
     * @throws IllegalArgumentException when the lab has no such cluster
     */
    public Impostor impostor(String certificateOf, Impostor.Manner manner) {
        LabCluster robbed = cluster(certificateOf);
        requireOpen();
        Impostor made = Impostor.start(robbed.shown(), manner);
        impostors.add(made);
        return made;
    }

    /**
     * Starts a hostile peer that has stolen the keys of two clusters: it shows the certificate of the one that is asked, and asks that one
     * in the name of the other, so that it knows the right answers. {@link Link#answeredBy} leads messages to it.
     *
     * @param from the cluster ID of the one that asks
     * @param to the cluster ID of the one that is asked
     * @param manner how it behaves
     * @return an impostor, closed with the lab
     * @throws IllegalArgumentException when the lab has no such cluster
     */
    public Impostor impostor(String from, String to, Impostor.Manner manner) {
        LabCluster asked = cluster(to);
        LabCluster asking = cluster(from);
        requireOpen();
        Impostor made = Impostor.between(asked.shown(), manner, asking.shown(), () -> socket(asked.emAddress()));
        impostors.add(made);
        return made;
    }

    /**
     * Does something once, the next time that something happens in the lab; see {@link Trace#when}.
     *
     * @param words what is in the words of the trace, such as {@code sends the login request}; like all text for people they may change
     *     with every version
     * @param then for example to cut a link
     * @throws IllegalArgumentException when there are no words
     * @throws IllegalStateException when the lab is closed
     */
    public void when(String words, Runnable then) {
        requireOpen();
        trace.when(words, then);
    }

    /**
     * Ends every fault of every service and every link. A cluster that has crashed stays down, and a wrong clock wrong.
     *
     * @throws IllegalStateException when the lab is direct, or closed
     */
    public void clearFaults() {
        requireOpen();
        clusters.values().stream().filter(LabCluster::isUp).forEach(LabCluster::clear);
        links.values().forEach(Link::clear);
    }

    private Wires wired() {
        if (wires == null) {
            throw new IllegalStateException(
                    "the lab was started with direct(), so that nothing lies between its clusters that could fail");
        }
        requireOpen();
        return wires;
    }

    /** Every way to do something with a closed lab ends here. */
    void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the lab is closed");
        }
    }

    /**
     * Exchanges the certificates of all clusters, also of those that were left out or had forgotten to import before: every cluster
     * exports, one consolidates, and every cluster imports what a dry run has planned for it. What others have exported to the
     * {@linkplain #certificateDirectory directory} is imported too. It counts from the next handshake on; clusters that had found others
     * silent ask them again at once.
     *
     * <p>Files of {@linkplain Builder#remote clusters beside the lab} count with and without a manifest, as the vendor's product leaves
     * none; those without one are of the cluster whose node their names tell (certificates 1.3, 1.12). Where two labs share a directory, each
     * exchanges, and the first once more, so that it imports what the second has exported.
     *
     * @return the dry run of the import, as it was carried out
     * @throws IllegalStateException when the lab is closed, or a file in the directory cannot be taken: it is no certificate file, or has
     *     another password; the message names it, and nothing was written or imported
     * @throws org.emcc.certs.depot.DepotUnavailableException when the directory cannot be read or written
     */
    public ExchangePlan exchangeCertificates() {
        requireOpen();
        ExchangePlan carriedOut = exchange(Set.of(), Set.of()).orElseThrow();
        clusters.values().forEach(LabCluster::updateSilentClusters);
        return carriedOut;
    }

    /**
     * The dry run by which the clusters imported last. Its plan for a cluster that was left out, or had forgotten the import, was not
     * carried out.
     *
     * @return the dry run; empty when nothing could be consolidated because too few clusters took part
     */
    public Optional<ExchangePlan> certificatePlan() {
        return Optional.ofNullable(plan);
    }

    /** Export everywhere, consolidate once, import everywhere (certificates 1.8). */
    private synchronized Optional<ExchangePlan> exchange(Set<ClusterId> leftOut, Set<ClusterId> notImporting) {
        if (exchangesFiles) {
            rehearse(leftOut);
        }
        BulkCertificates bulk = bulk(depot);
        for (LabCluster cluster : clusters.values()) {
            if (leftOut.contains(cluster.id())) {
                record(cluster, "has no part in the exchange of certificates", List.of());
            } else {
                record(cluster, "exports its certificates", bulk.export(cluster.id(), cluster.certificates()));
            }
        }
        LabCluster consolidator = clusters.values().iterator().next();
        BulkResult<Consolidation> consolidated = bulk.consolidate();
        if (consolidated instanceof BulkResult.Refused<Consolidation> refused) {
            if (leftOut.isEmpty() || refused.reason() != BulkRefusal.TOO_FEW_EXPORTS) {
                throw notExchanged(refused);
            }
            record(consolidator, "cannot consolidate", List.of(refused.reason().message()));
            return Optional.empty();
        }
        record(consolidator, "consolidates", consolidated.result().orElseThrow().files());
        BulkResult<Consolidation> read = bulk.consolidation(); // with the clusters that the exports stated
        CertificateBundle bundle = read.result()
                .orElseThrow(() -> new IllegalStateException("the certificates could not be exchanged: " + read))
                .bundle();
        ExchangePlan exchange = ExchangePlan.builder(
                        clusters.values().stream().map(LabCluster::inventory).toList(), clock.instant())
                .bundle(bundle)
                .source(SOURCE)
                .consolidator(consolidator.id())
                .build();
        for (LabCluster cluster : clusters.values()) {
            if (!leftOut.contains(cluster.id()) && !notImporting.contains(cluster.id())) {
                ImportPlan planned = exchange.plan(cluster.id());
                cluster.carryOut(planned, bundle);
                record(cluster, "imports", List.of(changes(planned) + " entries into its trust stores"));
            } else if (!leftOut.contains(cluster.id())) {
                record(cluster, "forgets to import", List.of());
            }
        }
        plan = exchange;
        return Optional.of(exchange);
    }

    static long changes(ImportPlan plan) {
        return plan.steps().stream().filter(step -> step.verdict().isChange()).count();
    }

    private BulkCertificates bulk(CertificateDepot where) {
        BulkCertificates bulk = BulkCertificates.in(where, SOURCE, password);
        return beside.isEmpty() ? bulk : bulk.withClusters(besideByFiles()).withUnlisted(UnlistedFiles.ADMIT);
    }

    /** Files of the product have the host name of a node without its domain (certificates 1.3); one that two nodes share tells neither. */
    private Map<String, ClusterId> besideByFiles() {
        Map<String, ClusterId> named = new HashMap<>(beside);
        Set<String> taken = new HashSet<>();
        Stream.concat(
                        beside.keySet().stream(),
                        clusters.values().stream().map(each -> each.company().node()))
                .forEach(node -> {
                    String host = node.split("\\.", -1)[0];
                    if (!taken.add(host)) {
                        named.remove(host);
                    } else if (beside.containsKey(node)) {
                        named.putIfAbsent(host, beside.get(node));
                    }
                });
        return named;
    }

    /** In memory first, with what others have left in a given directory: where that cannot be exchanged, nothing is written there. */
    private void rehearse(Set<ClusterId> leftOut) {
        LabDepot copy = new LabDepot();
        depot.names().stream()
                .filter(name -> EXCHANGED.stream().anyMatch(name::endsWith))
                .forEach(name -> depot.read(name, LONGEST_FILE).ifPresent(content -> copy.write(name, content)));
        BulkCertificates bulk = bulk(copy);
        clusters.values().stream()
                .filter(cluster -> !leftOut.contains(cluster.id()))
                .forEach(cluster -> bulk.export(cluster.id(), cluster.certificates()));
        if (bulk.preview() instanceof BulkResult.Refused<Consolidation> refused
                && refused.reason() != BulkRefusal.TOO_FEW_EXPORTS) {
            throw notExchanged(refused);
        }
    }

    private IllegalStateException notExchanged(BulkResult.Refused<Consolidation> refused) {
        String files = refused.problems().stream()
                .limit(MOST_PROBLEMS)
                .map(Problem::toString)
                .collect(Collectors.joining("; "));
        return new IllegalStateException("the certificates" + (exchangesFiles ? " in " + depot.directory() : "")
                + " could not be exchanged: " + refused.reason().message() + (files.isEmpty() ? "" : ", but " + files));
    }

    private void record(LabCluster cluster, String what, List<String> facts) {
        trace.record(cluster.id().value(), cluster.id().value(), what, facts.toArray(String[]::new));
    }

    private VirtualPhone made(LabCluster cluster, DeviceName name, Consumer<VirtualPhone.Builder> more) {
        Optional<Phone> phone =
                Optional.ofNullable(cluster.configuration().phones().get(name));
        VirtualPhone.Builder made = VirtualPhone.builder(
                        name,
                        phone.map(Phone::model).orElse(UNKNOWN_MODEL),
                        cluster.tftpAddress(),
                        cluster.phoneTrust(),
                        trace)
                .lanes(this::lane)
                .resolver(this::resolve)
                .resources(resources)
                .tvs(tftp -> signer ->
                        ofTftp(tftp).map(asked -> asked.verify(signer)).orElseGet(TrustVerifier.Unreachable::new));
        if (cluster.company().httpFiles()) {
            made.http(tftp -> ofTftp(tftp).map(LabCluster::filesAddress));
        }
        if (phone.filter(each -> each.security() == PhoneSecurity.SECURE).isPresent()) {
            made.identity(cluster.trust().issue(name));
        }
        if (phone.filter(each -> each.protocol() == DeviceProtocol.SCCP).isPresent()) {
            made.sccp(this::sccpOf);
        }
        more.accept(made);
        return made.build();
    }

    private Optional<LabCluster> ofTftp(ServiceAddress tftp) {
        return clusters.values().stream()
                .filter(cluster -> cluster.tftpAddress().equals(tftp))
                .findFirst();
    }

    /** A phone that was not there at the start. */
    VirtualPhone addPhone(LabCluster cluster, DeviceName name, Consumer<VirtualPhone.Builder> more) {
        requireOpen();
        VirtualPhone added = made(cluster, name, more);
        boolean placed;
        synchronized (phones) {
            placed = !closed.get() && phones.putIfAbsent(name, new Placed(added, cluster)) == null;
        }
        if (!placed) {
            added.close();
            requireOpen();
            throw new IllegalArgumentException("the lab has a phone " + name + " already");
        }
        return added;
    }

    /** In the lab SCCP has another port than the file of a phone says, which is always 2000. */
    private ServiceAddress sccpOf(ServiceAddress callManager) {
        return clusters.values().stream()
                .filter(cluster -> cluster.callManagerAddresses().contains(callManager))
                .map(LabCluster::sccpAddress)
                .findFirst()
                .orElse(callManager);
    }

    /** Whoever listens at an address, by its cluster ID. */
    private String lane(ServiceAddress address) {
        return clusters.values().stream()
                .filter(cluster -> cluster.allAddresses().contains(address))
                .map(cluster -> cluster.id().value())
                .findFirst()
                .orElseGet(address::toString);
    }

    /**
     * The clusters.
     *
     * @return all of them, in the order in which they were given
     */
    public List<LabCluster> clusters() {
        return List.copyOf(clusters.values());
    }

    /**
     * One cluster.
     *
     * @param id its cluster ID
     * @return the cluster
     * @throws IllegalArgumentException when the lab has no such cluster; the message says which it has
     */
    public LabCluster cluster(String id) {
        LabCluster found = clusters.get(ClusterId.of(id));
        if (found == null) {
            throw new IllegalArgumentException("the lab has no cluster " + id + ", only " + clusters.keySet());
        }
        return found;
    }

    /**
     * One phone.
     *
     * @param name its device name
     * @return the phone
     * @throws IllegalArgumentException when the lab has no such phone; the message says which it has, ten of them at most
     */
    public VirtualPhone phone(String name) {
        synchronized (phones) {
            Placed found = phones.get(DeviceName.of(name));
            if (found == null) {
                throw new IllegalArgumentException("the lab has no phone " + name + ", only " + some(phones.keySet()));
            }
            return found.phone();
        }
    }

    /**
     * The phones, those that were added since the start at the end.
     *
     * @return a copy, cluster by cluster in the order of the clusters
     */
    public List<VirtualPhone> phones() {
        synchronized (phones) {
            return phones.values().stream().map(Placed::phone).toList();
        }
    }

    /** The first of many names. */
    private static String some(Collection<?> names) {
        String first = names.stream().limit(MOST_NAMES).map(String::valueOf).collect(Collectors.joining(", "));
        return "[" + first + "]" + (names.size() <= MOST_NAMES ? "" : " and " + (names.size() - MOST_NAMES) + " more");
    }

    /**
     * Waits until a phone is registered with a cluster. One that is there already is not waited for: where a phone comes back to where it
     * was, as after a login within its own cluster, its status may be that of before.
     *
     * <p>It says where the phone is, and nothing of what clusters have still to do: a base device whose home was silent at the logout is free
     * only when home has heard of it, which {@code home().freeBaseDevices()} tells.
     *
     * <p>Where the call manager of a {@linkplain Builder#remote cluster beside the lab} listens is not known to the lab; waiting for such a
     * cluster is waiting until the phone is registered with nobody of the lab.
     *
     * @param phone a phone of this lab
     * @param cluster the cluster ID
     * @throws IllegalArgumentException when there is no such cluster, neither in the lab nor beside it
     * @throws IllegalStateException when it is not there within 30 seconds, with a message that says what happened instead; or when the
     *     lab is closed
     */
    public void awaitRegistration(VirtualPhone phone, String cluster) {
        requireOpen();
        Predicate<ServiceAddress> there = callManagerOf(cluster);
        phone.await(
                status -> status instanceof PhoneStatus.Registered registered && there.test(registered.callManager()),
                PATIENCE);
    }

    private Predicate<ServiceAddress> callManagerOf(String cluster) {
        if (beside.containsValue(ClusterId.of(cluster))) {
            return address -> clusters.values().stream()
                    .noneMatch(each -> each.callManagerAddresses().contains(address));
        }
        return cluster(cluster).callManagerAddresses()::contains;
    }

    /**
     * The cluster to which a phone belongs.
     *
     * @param phone a phone of this lab
     * @return its own cluster
     */
    public LabCluster clusterOf(VirtualPhone phone) {
        synchronized (phones) {
            Placed found = phones.get(phone.name());
            if (found == null) {
                throw new IllegalArgumentException(phone + " is not of this lab");
            }
            return found.cluster();
        }
    }

    /**
     * The cluster that calls a user its own.
     *
     * @param user a user ID
     * @return the home cluster, or empty when no cluster knows the user
     */
    public Optional<LabCluster> homeOf(String user) {
        return clusters.values().stream()
                .filter(cluster -> cluster.company().pins().keySet().stream()
                        .anyMatch(id -> id.value().equals(user)))
                .findFirst();
    }

    /**
     * The clock by which the lab goes.
     *
     * @return a clock that can be advanced
     */
    public LabClock clock() {
        return clock;
    }

    /**
     * Everything that has happened.
     *
     * @return the trace, which goes on
     */
    public Trace trace() {
        return trace;
    }

    /**
     * What the rules of all clusters were asked, login by login: to be stepped, and replayed with one event changed.
     *
     * @return the recording, which goes on
     */
    public Recording recording() {
        return trace.recording();
    }

    /**
     * Where the exported and consolidated certificate files lie. Their password is {@code lab} unless {@linkplain
     * Builder#certificatePassword another} was given. Unless a directory was given, they are in memory until this is called for the first
     * time.
     *
     * @return a directory, which is deleted with the lab unless it was given
     * @throws java.io.UncheckedIOException when no directory can be made
     * @throws IllegalStateException when the lab is closed
     */
    public Path certificateDirectory() {
        requireOpen();
        return depot.directory();
    }

    /** Where the exported and consolidated certificate files are, in memory or not. */
    CertificateDepot exchanged() {
        return depot;
    }

    /** Whether the password of the certificate files is the one that everybody knows. */
    boolean hasOwnPassword() {
        return password.equals(PASSWORD);
    }

    /** The clusters that are not of the lab but run beside it. */
    List<ClusterId> beside() {
        return List.copyOf(beside.values());
    }

    /** Takes the power from all phones, and closes all services. May be called often. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        List<RuntimeException> failures = new ArrayList<>();
        List<VirtualPhone> all = phones();
        attempt(() -> VirtualPhone.closeAll(all), failures);
        attempt(resources::close, failures);
        clusters.values().forEach(cluster -> attempt(cluster::close, failures));
        impostors.forEach(each -> attempt(each::close, failures));
        if (wires != null) {
            attempt(wires::close, failures);
        }
        attempt(clock::close, failures);
        attempt(depot::close, failures);
        if (!failures.isEmpty()) {
            RuntimeException first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void attempt(Runnable close, List<RuntimeException> failures) {
        try {
            close.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /**
     * Builds a lab.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private List<Company> companies = List.of(Company.newYork(), Company.london());
        private final Set<ClusterId> notImporting = new LinkedHashSet<>();
        private final Set<ClusterId> leftOut = new LinkedHashSet<>();
        private final Set<ClusterId> expired = new LinkedHashSet<>();
        private @Nullable Path certificates;
        private FilePassword password = PASSWORD;
        private @Nullable Consumer<TraceEvent> watcher;

        private final Map<ClusterId, LabPorts> ports = new HashMap<>();
        private final Map<ClusterId, LabCluster.Stores> stores = new HashMap<>();
        private final Map<RemoteCluster, ServiceAddress> outside = new LinkedHashMap<>();
        private boolean direct;
        private boolean periodicWork = true;
        private long seed;

        private Builder() {}

        /**
         * From what chance follows where faults are left to it; 0 by default.
         *
         * @param value the seed
         * @return this builder
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Nothing lies between services and whoever calls them: half as many files are open, and no fault can be made. For labs of
         * thousands of phones.
         *
         * @return this builder
         */
        public Builder direct() {
            this.direct = true;
            return this;
        }

        /**
         * Leaves out the periodic work of the clusters, which a lab does by its clock otherwise: they finish nothing that was left undone,
         * have no maintenance of expired devices, and do not ask each other for their data. A cluster that is started again recovers its
         * logins all the same. Both sides of a cluster can be told to work later: {@code lab.cluster("NYC").home().start()}.
         *
         * @return this builder
         */
        public Builder withoutPeriodicWork() {
            this.periodicWork = false;
            return this;
        }

        /**
         * Where a cluster keeps its logins; in memory by default. The stores survive a crash of the cluster, and are not closed with the
         * lab.
         *
         * @param cluster its cluster ID
         * @param home the logins of its users elsewhere
         * @param visiting the logins of others at its phones
         * @return this builder
         */
        public Builder stores(String cluster, HomeLoginStore home, VisitingLoginStore visiting) {
            stores.put(
                    ClusterId.of(cluster),
                    new LabCluster.Stores(
                            Objects.requireNonNull(home, "home"), Objects.requireNonNull(visiting, "visiting")));
            return this;
        }

        /**
         * The ports of a cluster, where somebody has to know them beforehand; chosen by the system by default.
         *
         * @param cluster its cluster ID
         * @param wanted the ports
         * @return this builder
         */
        public Builder ports(ClusterId cluster, LabPorts wanted) {
            ports.put(Objects.requireNonNull(cluster, "cluster"), Objects.requireNonNull(wanted, "ports"));
            return this;
        }

        /**
         * As {@link #ports(ClusterId, LabPorts)}.
         *
         * @param cluster its cluster ID
         * @param wanted the ports
         * @return this builder
         */
        public Builder ports(String cluster, LabPorts wanted) {
            return ports(ClusterId.of(cluster), wanted);
        }

        /**
         * Adds a cluster that is not of the lab but runs beside it, such as one that is being made: every cluster of the lab has a record of
         * it, and its name means that address. They trust each other when its certificates are in the {@linkplain #certificateDirectory
         * directory} at an exchange, and it has imported those of the lab.
         *
         * @param id its cluster ID, which no cluster of the lab has
         * @param node the name of its node, which its certificate bears
         * @param address where its EM service listens
         * @return this builder
         */
        public Builder remote(String id, String node, ServiceAddress address) {
            outside.put(
                    RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of(node))
                            .service(
                                    InterclusterService.UDS,
                                    new RemoteService(true, RemoteActivated.UNKNOWN, List.of()))
                            .build(),
                    Objects.requireNonNull(address, "address"));
            return this;
        }

        /**
         * The clusters; New York and London by default.
         *
         * @param values at least two, each cluster ID once
         * @return this builder
         * @throws IllegalArgumentException when there are fewer, or two have one id, one node name, or one phone
         */
        public Builder companies(List<Company> values) {
            if (values.stream().map(Company::id).distinct().count() != values.size() || values.size() < 2) {
                throw new IllegalArgumentException(
                        "a lab must have at least two clusters with different ids, but has " + values);
            }
            requireEachOnce(values, "node name", company -> Stream.of(company.node()));
            requireEachOnce(values, "phone", company -> company.phones().stream());
            this.companies = List.copyOf(values);
            return this;
        }

        private static void requireEachOnce(List<Company> companies, String what, Function<Company, Stream<?>> of) {
            Set<Object> known = new HashSet<>();
            companies.stream().flatMap(of).forEach(each -> {
                if (!known.add(each)) {
                    throw new IllegalArgumentException(
                            "clusters of a lab must not share a " + what + ", but two have " + each);
                }
            });
        }

        /**
         * The clusters; New York and London by default.
         *
         * @param values at least two, each cluster ID once
         * @return this builder
         * @throws IllegalArgumentException when there are fewer, or two have one id, one node name, or one phone
         */
        public Builder companies(Company... values) {
            return companies(List.of(values));
        }

        /**
         * Clusters whose administrator has forgotten to import the certificates: logins between them and others fail with 208.
         *
         * @param ids their cluster IDs
         * @return this builder
         */
        public Builder withoutImportAt(ClusterId... ids) {
            notImporting.addAll(List.of(ids));
            return this;
        }

        /**
         * As {@link #withoutImportAt(ClusterId...)}.
         *
         * @param ids their cluster IDs
         * @return this builder
         */
        public Builder withoutImportAt(String... ids) {
            Stream.of(ids).map(ClusterId::of).forEach(notImporting::add);
            return this;
        }

        /**
         * Clusters that have no part in the exchange: they neither export nor import, so that nobody trusts them and they trust nobody.
         * Logins between them and others fail with 208, until {@link EmccLab#exchangeCertificates}.
         *
         * @param ids their cluster IDs
         * @return this builder
         */
        public Builder withoutExchangeAt(ClusterId... ids) {
            leftOut.addAll(List.of(ids));
            return this;
        }

        /**
         * As {@link #withoutExchangeAt(ClusterId...)}.
         *
         * @param ids their cluster IDs
         * @return this builder
         */
        public Builder withoutExchangeAt(String... ids) {
            Stream.of(ids).map(ClusterId::of).forEach(leftOut::add);
            return this;
        }

        /**
         * Clusters whose certificates have expired the day before. They are exchanged all the same, and trusted by nobody: logins between
         * them and others fail with 208, and their own phones do not reach their service either.
         *
         * @param ids their cluster IDs
         * @return this builder
         */
        public Builder withExpiredCertificatesAt(ClusterId... ids) {
            expired.addAll(List.of(ids));
            return this;
        }

        /**
         * As {@link #withExpiredCertificatesAt(ClusterId...)}.
         *
         * @param ids their cluster IDs
         * @return this builder
         */
        public Builder withExpiredCertificatesAt(String... ids) {
            Stream.of(ids).map(ClusterId::of).forEach(expired::add);
            return this;
        }

        /**
         * Where the certificate files are exchanged; in memory by default, which is faster.
         *
         * @param directory an existing directory, which stays
         * @return this builder
         */
        public Builder certificateDirectory(Path directory) {
            this.certificates = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * The password of the certificate files, which everybody who exchanges certificates with the lab needs; {@code lab} by default. The
         * files hold certificates and no keys, so that it guards nothing but them from being mistaken for those of somebody else. The lab shows it
         * to nobody.
         *
         * @param value the password
         * @return this builder
         */
        public Builder certificatePassword(FilePassword value) {
            this.password = Objects.requireNonNull(value, "password");
            return this;
        }

        /**
         * Who is told of everything that happens, from the start.
         *
         * @param who must not block
         * @return this builder
         */
        public Builder watcher(Consumer<TraceEvent> who) {
            this.watcher = Objects.requireNonNull(who, "watcher");
            return this;
        }

        /**
         * Starts the lab.
         *
         * @return a running lab, to be closed by the caller
         * @throws IllegalArgumentException when a cluster that was named is not of the lab, the directory does not exist, or a direct lab
         *     is to have ports
         * @throws java.io.UncheckedIOException when a port that was asked for is in use; the message names it
         */
        public EmccLab start() {
            Set<ClusterId> ids = companies.stream().map(Company::id).collect(Collectors.toSet());
            requireOfTheLab(ids, notImporting, "without import");
            requireOfTheLab(ids, leftOut, "without exchange");
            requireOfTheLab(ids, expired, "with expired certificates");
            requireOfTheLab(ids, ports.keySet(), "with ports");
            requireOfTheLab(ids, stores.keySet(), "with stores");
            outside.keySet().stream()
                    .map(RemoteCluster::id)
                    .filter(ids::contains)
                    .findFirst()
                    .ifPresent(inside -> {
                        throw new IllegalArgumentException(
                                "cluster " + inside + " is of the lab, and must not be beside it");
                    });
            if (direct && !ports.isEmpty()) {
                throw new IllegalArgumentException("a direct lab must leave its ports to the system");
            }
            if (certificates != null && !Files.isDirectory(certificates)) {
                throw new IllegalArgumentException("certificate directory " + certificates + " must exist");
            }
            return new EmccLab(this);
        }

        private static void requireOfTheLab(Set<ClusterId> ids, Set<ClusterId> named, String which) {
            if (!ids.containsAll(named)) {
                throw new IllegalArgumentException(
                        "clusters " + which + " must be of the lab, which has " + ids + ", but are " + named);
            }
        }
    }
}
