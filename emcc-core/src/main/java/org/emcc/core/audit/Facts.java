package org.emcc.core.audit;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.emcc.core.snapshot.ClusterSnapshot;

/**
 * What many checks of a run want to know of a cluster. Each is worked out once for a cluster, so that a check of pairs does not go
 * through the phones of a cluster again for each other cluster.
 */
final class Facts {
    /** Something to know of a cluster. It is the key as well, so there is one constant of each. */
    interface Fact<T> {
        T of(ClusterSnapshot cluster, Look look);
    }

    /** What came out, with the look that noticed what is unknown. */
    record Known<T>(T value, Look look) {}

    private final IdentityHashMap<ClusterSnapshot, Map<Fact<?>, Known<?>>> known = new IdentityHashMap<>();

    /** What is known; the look is used when it has to be worked out. */
    @SuppressWarnings("unchecked") // a fact is the key of its own type
    <T> Known<T> get(ClusterSnapshot cluster, Fact<T> fact, Look fresh) {
        Map<Fact<?>, Known<?>> ofCluster = known.computeIfAbsent(cluster, any -> new HashMap<>());
        Known<?> found = ofCluster.get(fact);
        if (found == null) {
            // Not computeIfAbsent: a fact may rest on another one.
            found = new Known<>(fact.of(cluster, fresh), fresh);
            ofCluster.put(fact, found);
        }
        return (Known<T>) found;
    }
}
