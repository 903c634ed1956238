package org.emcc.core.audit;

import java.util.List;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RemoteClusterFields;

/** The records that clusters have of each other (emcc-behaviour 2.5, 3.6, 5.4 and 9). */
final class RemoteClusterChecks {
    static final List<Check> ALL = List.of(new Check.OfPair(AuditRule.EMCC_RC_03, RemoteClusterChecks::emccTicked));

    private RemoteClusterChecks() {}

    private static void emccTicked(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        look.named(from, ObjectKind.REMOTE_CLUSTER, to.name())
                .filter(record -> !look.isTicked(from, record, RemoteClusterFields.EMCC_ENABLED))
                .ifPresent(
                        record -> look.finding(record.toString(), from.name() + " does not use EMCC with " + to.name())
                                .evidence(from, record, RemoteClusterFields.EMCC_ENABLED)
                                .remedy(
                                        from,
                                        ObjectKind.REMOTE_CLUSTER,
                                        "Tick EMCC of the record of " + to.name() + ", and save")
                                .add());
    }
}
