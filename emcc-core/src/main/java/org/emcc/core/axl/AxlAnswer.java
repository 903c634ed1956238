package org.emcc.core.axl;

import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterObject;

/**
 * What a get or list operation of AXL came to.
 *
 * <p>Source: em-api-and-axl 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface AxlAnswer {
    /**
     * Objects.
     *
     * @param all the objects, in the order of the answer; empty when nothing was found
     */
    record Found(List<ClusterObject> all) implements AxlAnswer {
        /**
         * Copies the list.
         *
         * @param all the objects
         */
        public Found {
            all = Require.list(all, "all");
        }
    }

    /**
     * A fault.
     *
     * @param fault what the cluster says
     */
    record Faulted(AxlFault fault) implements AxlAnswer {
        /**
         * Checks that it is given.
         *
         * @param fault what the cluster says
         */
        public Faulted {
            Objects.requireNonNull(fault, "fault");
        }
    }
}
