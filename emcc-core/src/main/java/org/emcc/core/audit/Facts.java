package org.emcc.core.audit;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.emcc.core.snapshot.ClusterSnapshot;

/**
 * What many checks of a run want to know of a cluster. Each is worked out once for a cluster, so that a check of pairs does not go
 * through the phones of a cluster again for each other cluster. A fact is a constant function, which is its key as well.
 */
final class Facts {
    /** What came out, with the look that noticed what is unknown. */
    record Known<T>(T value, Look look) {}

    private final IdentityHashMap<ClusterSnapshot, Map<BiFunction<ClusterSnapshot, Look, ?>, Known<?>>> known =
            new IdentityHashMap<>();

    /** What is known; the look is used when it has to be worked out. */
    @SuppressWarnings("unchecked") // a fact is the key of its own type
    <T> Known<T> get(ClusterSnapshot cluster, BiFunction<ClusterSnapshot, Look, T> fact, Look fresh) {
        Map<BiFunction<ClusterSnapshot, Look, ?>, Known<?>> ofCluster =
                known.computeIfAbsent(cluster, any -> new HashMap<>());
        Known<?> found = ofCluster.get(fact);
        if (found == null) {
            // Not computeIfAbsent: a fact may rest on another one.
            found = new Known<>(fact.apply(cluster, fresh), fresh);
            ofCluster.put(fact, found);
        }
        return (Known<T>) found;
    }
}
