package org.emcc.core.audit;

import java.util.List;
import org.emcc.core.snapshot.ClusterSnapshot;

/** How one rule is checked: for each cluster, for each pair in both directions, or once for all of them. */
sealed interface Check {
    /** The rule that it checks. */
    AuditRule rule();

    /** Of one cluster. */
    record OfCluster(AuditRule rule, ClusterBody body) implements Check {}

    /** Of one cluster toward another. */
    record OfPair(AuditRule rule, PairBody body) implements Check {}

    /** Of two clusters, whichever is first. */
    record OfBoth(AuditRule rule, PairBody body) implements Check {}

    /** Of all clusters at once. */
    record OfGroup(AuditRule rule, GroupBody body) implements Check {}

    /** Looks at a cluster. */
    interface ClusterBody {
        void check(ClusterSnapshot cluster, Look look);
    }

    /** Looks at a cluster as the other sees it. */
    interface PairBody {
        void check(ClusterSnapshot from, ClusterSnapshot to, Look look);
    }

    /** Looks at all. */
    interface GroupBody {
        void check(List<ClusterSnapshot> all, Look look);
    }
}
