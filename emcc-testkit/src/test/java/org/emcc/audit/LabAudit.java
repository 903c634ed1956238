package org.emcc.audit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.Probe;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RemoteClusterFields;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabCluster;

/** The audit of a lab's New York and London as they are now. */
final class LabAudit {
    private LabAudit() {}

    static AuditReport of(EmccLab lab) {
        return Audit.builder(lab.clock())
                .cluster(snapshot(lab, "NYC"))
                .cluster(snapshot(lab, "LON"))
                .model(new PhoneModel("Cisco 8851", 684, true))
                .model(new PhoneModel("Cisco 7905", 20_000, false))
                .probe(new LabProbe(lab))
                .build()
                .run();
    }

    /** The configuration, and in its records of remote clusters what the last update brought. */
    private static ClusterSnapshot snapshot(EmccLab lab, String cluster) {
        ClusterSnapshot of = ClusterSnapshot.of(lab.cluster(cluster).configuration());
        return of.toBuilder()
                .objects(
                        ObjectKind.REMOTE_CLUSTER,
                        of.all(ObjectKind.REMOTE_CLUSTER).stream()
                                .map(record -> updated(lab.cluster(cluster), record))
                                .toList())
                .build();
    }

    private static ClusterObject updated(LabCluster cluster, ClusterObject record) {
        RemoteStatus status =
                cluster.visiting().remoteStatus(ClusterId.of(record.text(RemoteClusterFields.CLUSTER_ID)));
        if (status instanceof RemoteStatus.Answered answered) {
            return record.toBuilder()
                    .set(RemoteClusterFields.VERSION, answered.data().release().toString())
                    .set(RemoteClusterFields.EMCC_REMOTE_ACTIVATED, RemoteActivated.TRUE.label())
                    .build();
        }
        return record.toBuilder()
                .set(RemoteClusterFields.EMCC_REMOTE_ACTIVATED, RemoteActivated.FALSE.label())
                .build();
    }

    /** Whether clusters of the lab can be reached, asked of the lab's own sockets. */
    private record LabProbe(EmccLab lab) implements Probe {
        @Override
        public Answer resolves(String cluster, ServiceAddress host) {
            return new Answer.Yes();
        }

        @Override
        public Answer reaches(String cluster, ServiceAddress host, int port) {
            ServiceAddress em = lab.clusters().stream()
                    .filter(each -> each.company().node().equals(host.host()))
                    .findFirst()
                    .orElseThrow()
                    .emAddress();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(em.host(), em.port().orElseThrow()), 2_000);
                return new Answer.Yes();
            } catch (IOException e) {
                return new Answer.No("connection refused");
            }
        }
    }
}
