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

    /** Of all clusters at once, or of the only one. */
    record OfGroup(AuditRule rule, GroupBody body) implements Check {}

    /** Of all clusters at once, and of none alone. */
    record OfSeveral(AuditRule rule, GroupBody body) implements Check {}

    /** Whether one cluster alone says nothing of the rule: then it is not kept, but not checked. */
    default boolean needsOthers() {
        return !(this instanceof OfCluster) && !(this instanceof OfGroup);
    }

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
