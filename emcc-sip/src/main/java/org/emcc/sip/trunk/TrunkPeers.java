package org.emcc.sip.trunk;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * The peers of an EMCC trunk, which has no destination of its own: the addresses that the records of remote clusters have learned.
 *
 * <p>That calls go to the addresses of their service is documented. The order, the port and how an inbound call finds its cluster are
 * not; these are choices of this SDK (inferred).
 *
 * <p>Source: sip 1.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrunkPeers {
    private static final int SIP_PORT = 5060;
    private static final List<InterclusterService> BY_TRUNK =
            List.of(InterclusterService.PSTN_ACCESS, InterclusterService.RSVP_AGENT);

    private final List<RemoteCluster> remoteClusters;
    private final int port;

    private TrunkPeers(List<RemoteCluster> remoteClusters, int port) {
        this.remoteClusters = remoteClusters;
        this.port = port;
    }

    /**
     * The peers.
     *
     * @param remoteClusters the records of remote clusters
     * @param profile the security profile of the trunk
     * @return the peers
     */
    public static TrunkPeers of(List<RemoteCluster> remoteClusters, TrunkSecurityProfile profile) {
        return new TrunkPeers(
                Require.list(remoteClusters, "remoteClusters"),
                Objects.requireNonNull(profile, "profile").incomingPort());
    }

    /**
     * Where a call or session of a service goes: Address-1, then 2, then 3, on the incoming port of the trunk's own security profile
     * (inferred).
     *
     * @param cluster the remote cluster: for PSTN Access the one to which the phone belongs
     * @param service PSTN Access or RSVP Agent
     * @return the addresses, in the order in which to try them, with the port where it is not 5060; none when there is no record, the
     *     service is not enabled, the other side does not have it active, or no address was learned
     * @throws IllegalArgumentException when the service uses no trunk
     */
    public List<ServiceAddress> targets(ClusterId cluster, InterclusterService service) {
        Objects.requireNonNull(cluster, "cluster");
        if (!BY_TRUNK.contains(Objects.requireNonNull(service, "service"))) {
            throw new IllegalArgumentException(
                    "service must be PSTN Access or RSVP Agent, which use trunks, but is " + service.label());
        }
        return remoteClusters.stream()
                .filter(record -> record.id().equals(cluster))
                .map(record -> record.service(service))
                .filter(TrunkPeers::inUse)
                .flatMap(remote -> remote.addresses().stream())
                .map(this::withPort)
                .toList();
    }

    private static boolean inUse(RemoteService service) {
        return service.enabled() && service.activated() != RemoteActivated.FALSE;
    }

    /** Port 0 names none. */
    private ServiceAddress withPort(ServiceAddress address) {
        return port == SIP_PORT || port == 0 ? address : ServiceAddress.of(address.host(), port);
    }

    /**
     * Which cluster calls from an address: the one that has it as an address of PSTN Access or of RSVP Agent, where that service is
     * enabled here (inferred).
     *
     * @param host an IPv4 address
     * @return the clusters, in the order of their records: none when nobody has it, more than one when it is ambiguous
     */
    public List<ClusterId> callersFrom(String host) {
        Objects.requireNonNull(host, "host");
        return remoteClusters.stream()
                .filter(record -> BY_TRUNK.stream()
                        .map(record::service)
                        .filter(TrunkPeers::inUse)
                        .flatMap(service -> service.addresses().stream())
                        .anyMatch(address -> address.host().equals(host)))
                .map(RemoteCluster::id)
                .toList();
    }

    /**
     * What is wrong with the records, as far as trunks go by them.
     *
     * @return the findings, record by record
     */
    public List<TrunkFinding> findings() {
        Findings findings = new Findings();
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        for (RemoteCluster record : remoteClusters) {
            String me = "remote cluster " + Findings.quoted(record.id().toString());
            if (record.service(InterclusterService.TFTP).enabled()) {
                findings.add(
                        TrunkRule.REMOTE_TFTP_ENABLED,
                        me + ", TFTP",
                        "TFTP of " + me
                                + " must be disabled, because EMCC does not support proxy TFTP, but is enabled");
            }
            for (InterclusterService service : BY_TRUNK) {
                RemoteService remote = record.service(service);
                if (remote.enabled() && remote.addresses().isEmpty()) {
                    findings.add(
                            TrunkRule.REMOTE_ADDRESS_NOT_LEARNED,
                            me + ", " + service.label(),
                            service.label() + " of " + me
                                    + " is enabled and should have an address, but none was learned");
                }
                if (inUse(remote)) {
                    remote.addresses()
                            .forEach(address -> owners.computeIfAbsent(address.host(), host -> new LinkedHashSet<>())
                                    .add(record.id().toString()));
                }
            }
        }
        owners.forEach((host, clusters) -> {
            if (clusters.size() > 1) {
                findings.add(
                        TrunkRule.REMOTE_ADDRESS_AMBIGUOUS,
                        "address " + host,
                        "address " + host + " should belong to one remote cluster, but is an address of "
                                + clusters.stream()
                                        .limit(8)
                                        .map(Findings::quoted)
                                        .collect(Collectors.joining(", ")));
            }
        });
        return findings.list();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrunkPeers that && port == that.port && remoteClusters.equals(that.remoteClusters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(remoteClusters, port);
    }

    @Override
    public String toString() {
        return "TrunkPeers[" + remoteClusters.size() + " remote clusters, port " + port + "]";
    }
}
