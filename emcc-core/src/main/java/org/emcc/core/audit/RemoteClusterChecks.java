package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.HostNames;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RemoteClusterFields;

/** The records that clusters have of each other (emcc-behaviour 2.5, 3.6, 5.4 and 9). */
final class RemoteClusterChecks {
    static final List<Check> ALL = List.of(
            new Check.OfPair(AuditRule.EMCC_RC_01, RemoteClusterChecks::known),
            new Check.OfCluster(AuditRule.EMCC_RC_02, RemoteClusterChecks::resolves),
            new Check.OfPair(AuditRule.EMCC_RC_03, RemoteClusterChecks::emccTicked),
            new Check.OfPair(AuditRule.EMCC_RC_04, RemoteClusterChecks::pstnAccessTicked),
            new Check.OfCluster(AuditRule.EMCC_RC_05, RemoteClusterChecks::tftpUnticked),
            new Check.OfPair(AuditRule.EMCC_RC_06, RemoteClusterChecks::answered),
            new Check.OfBoth(AuditRule.EMCC_RC_07, RemoteClusterChecks::sameServices),
            new Check.OfPair(AuditRule.EMCC_RC_08, RemoteClusterChecks::reached));

    /** Where the EM services of clusters talk to each other (emcc-behaviour 2.2). */
    private static final int EM_PORT = 8443;

    private static final Map<String, ObjectField<Boolean>> SERVICES = services();

    private RemoteClusterChecks() {}

    private static Map<String, ObjectField<Boolean>> services() {
        Map<String, ObjectField<Boolean>> all = new LinkedHashMap<>();
        all.put("EMCC", RemoteClusterFields.EMCC_ENABLED);
        all.put("PSTN Access", RemoteClusterFields.PSTN_ACCESS_ENABLED);
        all.put("RSVP Agent", RemoteClusterFields.RSVP_AGENT_ENABLED);
        return Collections.unmodifiableMap(all);
    }

    /** What a cluster has written of another; none, and a gap, where its ID or the records are unknown. */
    private static Optional<ClusterObject> record(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        return ClusterIdChecks.idOf(to, look).flatMap(id -> look.named(from, ObjectKind.REMOTE_CLUSTER, id));
    }

    private static void known(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        boolean there = record(from, to, look).isPresent();
        if (there || !from.knows(ObjectKind.REMOTE_CLUSTER)) {
            return;
        }
        ClusterIdChecks.idOf(to, look).ifPresent(id -> {
            // A record that is misspelt is told as such (EMCC-ID-03).
            boolean misspelt = from.all(ObjectKind.REMOTE_CLUSTER).stream()
                    .anyMatch(record -> ClusterIdChecks.isMeant(from, record, to, look));
            if (!misspelt) {
                look.finding("remote cluster " + id, from.name() + " has no record of " + to.name())
                        .evidence(from, "remote cluster " + id, RemoteClusterFields.CLUSTER_ID.label(), "(not there)")
                        .evidence(
                                to,
                                EnterpriseParameters.CLUSTER_ID,
                                to.enterpriseParameters().setting(EnterpriseParameters.CLUSTER_ID))
                        .remedy(from, ObjectKind.REMOTE_CLUSTER, "Add a record whose Cluster Id is " + id)
                        .add();
            }
        });
    }

    private static void resolves(ClusterSnapshot cluster, Look look) {
        for (ClusterObject record : look.all(cluster, ObjectKind.REMOTE_CLUSTER)) {
            Setting<String> name = look.get(cluster, record, RemoteClusterFields.FULLY_QUALIFIED_NAME);
            String me = "Fully Qualified Name of " + record + " of " + cluster.name();
            if (name instanceof Setting.Absent) {
                unfit(cluster, record, me + " is not set", look);
            } else if (name instanceof Setting.Invalid<String> invalid) {
                unfit(cluster, record, me + " is not valid: " + invalid.rule(), look);
            } else {
                name.value().ifPresent(host -> resolves(cluster, record, host, look));
            }
        }
    }

    private static void resolves(ClusterSnapshot cluster, ClusterObject record, String host, Look look) {
        Optional<ServiceAddress> address = address(host);
        if (address.isEmpty()) {
            unfit(
                    cluster,
                    record,
                    "Name " + host + " of " + record + " of " + cluster.name() + " is no host name",
                    look);
        } else if (!HostNames.isAddress(host)) {
            Probe.Answer answer = look.surroundings().probe().resolves(cluster.name(), address.get());
            if (answer instanceof Probe.Answer.No no) {
                unfit(
                        cluster,
                        record,
                        "Name " + host + " of " + record + " does not resolve in " + cluster.name() + ": " + no.why(),
                        look);
            } else if (answer instanceof Probe.Answer.NotTried not) {
                look.gap(cluster.name() + " DNS", "nobody saw whether " + host + " resolves: " + not.why());
            }
        }
    }

    private static Optional<ServiceAddress> address(String host) {
        try {
            return Optional.of(ServiceAddress.of(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the caller says what it is not
        }
    }

    private static void unfit(ClusterSnapshot cluster, ClusterObject record, String message, Look look) {
        look.finding(record.toString(), message)
                .evidence(cluster, record, RemoteClusterFields.FULLY_QUALIFIED_NAME)
                .remedy(
                        cluster,
                        ObjectKind.REMOTE_CLUSTER,
                        "Set Fully Qualified Name of " + record
                                + " to a name of at most 50 characters that resolves to a"
                                + " node of that cluster, or to an address")
                .add();
    }

    private static void emccTicked(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        record(from, to, look)
                .filter(record -> !look.isTicked(from, record, RemoteClusterFields.EMCC_ENABLED))
                .ifPresent(record -> tick(
                        from,
                        record,
                        RemoteClusterFields.EMCC_ENABLED,
                        "EMCC",
                        from.name() + " does not use EMCC with " + to.name() + ", so users of " + to.name()
                                + " cannot log in at its phones",
                        look));
    }

    private static void pstnAccessTicked(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        record(from, to, look)
                .filter(record -> look.isTicked(from, record, RemoteClusterFields.EMCC_ENABLED)
                        && !look.isTicked(from, record, RemoteClusterFields.PSTN_ACCESS_ENABLED))
                .ifPresent(record -> tick(
                        from,
                        record,
                        RemoteClusterFields.PSTN_ACCESS_ENABLED,
                        "PSTN Access",
                        from.name() + " does not use PSTN Access with " + to.name()
                                + ", so emergency calls cannot go there",
                        look));
    }

    private static void tick(
            ClusterSnapshot from,
            ClusterObject record,
            ObjectField<Boolean> field,
            String service,
            String message,
            Look look) {
        look.finding(record.toString(), message)
                .evidence(from, record, field)
                .remedy(from, ObjectKind.REMOTE_CLUSTER, "Tick " + service + " of " + record + ", and save")
                .add();
    }

    private static void tftpUnticked(ClusterSnapshot cluster, Look look) {
        for (ClusterObject record : look.all(cluster, ObjectKind.REMOTE_CLUSTER)) {
            if (look.get(cluster, record, RemoteClusterFields.TFTP_ENABLED)
                    .value()
                    .orElse(false)) {
                look.finding(
                                record.toString(),
                                "TFTP is ticked in " + record + " of " + cluster.name()
                                        + ", which is not supported with EMCC")
                        .evidence(cluster, record, RemoteClusterFields.TFTP_ENABLED)
                        .remedy(cluster, ObjectKind.REMOTE_CLUSTER, "Untick TFTP of " + record + ", and save")
                        .add();
            }
        }
    }

    private static void answered(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        record(from, to, look)
                .filter(record -> look.isTicked(from, record, RemoteClusterFields.EMCC_ENABLED))
                .ifPresent(record -> {
                    boolean blank = look.get(from, record, RemoteClusterFields.VERSION) instanceof Setting.Absent;
                    boolean inactive = look.get(from, record, RemoteClusterFields.EMCC_REMOTE_ACTIVATED)
                            .value()
                            .flatMap(RemoteActivated::byLabel)
                            .filter(RemoteActivated.FALSE::equals)
                            .isPresent();
                    if (blank || inactive) {
                        look.finding(
                                        record.toString(),
                                        to.name() + " has answered no update of " + from.name() + ": "
                                                + (inactive ? "EMCC is not activated there" : "its version is blank"))
                                .evidence(from, record, RemoteClusterFields.EMCC_REMOTE_ACTIVATED)
                                .evidence(from, record, RemoteClusterFields.VERSION)
                                .remedy(
                                        from,
                                        ObjectKind.REMOTE_CLUSTER,
                                        "Check the network and the certificates of " + to.name()
                                                + ", then press Update Remote Cluster Now")
                                .add();
                    }
                });
    }

    private static void sameServices(ClusterSnapshot one, ClusterSnapshot other, Look look) {
        Optional<ClusterObject> here = record(one, other, look);
        Optional<ClusterObject> there = record(other, one, look);
        if (here.isEmpty() || there.isEmpty()) {
            return;
        }
        SERVICES.forEach((service, field) -> {
            Optional<Boolean> mine = ticked(one, here.get(), field, look);
            Optional<Boolean> theirs = ticked(other, there.get(), field, look);
            if (mine.isPresent() && theirs.isPresent() && !mine.equals(theirs)) {
                ClusterSnapshot on = mine.get() ? one : other;
                ClusterSnapshot off = mine.get() ? other : one;
                ClusterObject record = mine.get() ? there.get() : here.get();
                look.finding(
                                "service " + service,
                                on.name() + " uses " + service + " with " + off.name() + ", but " + off.name()
                                        + " does not with " + on.name())
                        .evidence(one, here.get(), field)
                        .evidence(other, there.get(), field)
                        .remedy(off, ObjectKind.REMOTE_CLUSTER, "Tick " + service + " of " + record + ", and save")
                        .add();
            }
        });
    }

    /** Empty, and a gap, when unknown; a box that is not set is not ticked. */
    private static Optional<Boolean> ticked(
            ClusterSnapshot cluster, ClusterObject record, ObjectField<Boolean> field, Look look) {
        Setting<Boolean> found = look.get(cluster, record, field);
        return found instanceof Setting.Unknown
                ? Optional.empty()
                : Optional.of(found.value().orElse(false));
    }

    private static void reached(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        record(from, to, look)
                .filter(record -> look.isTicked(from, record, RemoteClusterFields.EMCC_ENABLED))
                .ifPresent(record -> hosts(from, record, look).forEach(host -> {
                    Probe.Answer answer = look.surroundings().probe().reaches(from.name(), host, EM_PORT);
                    if (answer instanceof Probe.Answer.No no) {
                        look.finding(
                                        record.toString(),
                                        to.name() + " cannot be reached from " + from.name() + " at " + host + " port "
                                                + EM_PORT + ": " + no.why())
                                .evidence(from, record, RemoteClusterFields.EMCC_ADDRESSES)
                                .evidence(from, record, RemoteClusterFields.FULLY_QUALIFIED_NAME)
                                .evidence(to, "", "HTTPS " + EM_PORT + " at " + host, no.why())
                                .remedy(
                                        to,
                                        "(network)",
                                        "Open TCP port " + EM_PORT + " of " + host + " to the nodes of " + from.name())
                                .add();
                    } else if (answer instanceof Probe.Answer.NotTried not) {
                        look.gap(from.name() + " network", "nobody tried port 8443 of " + host + ": " + not.why());
                    }
                }));
    }

    /** The addresses that were learned, or else the name of the record. What is no host is told by EMCC-RC-02. */
    private static List<ServiceAddress> hosts(ClusterSnapshot from, ClusterObject record, Look look) {
        List<String> texts = new ArrayList<>(record.texts(RemoteClusterFields.EMCC_ADDRESSES));
        if (texts.isEmpty()) {
            look.get(from, record, RemoteClusterFields.FULLY_QUALIFIED_NAME)
                    .value()
                    .ifPresent(texts::add);
        }
        return texts.stream()
                .map(RemoteClusterChecks::address)
                .flatMap(Optional::stream)
                .toList();
    }
}
