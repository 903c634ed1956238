package org.emcc.core.session;

import java.util.Objects;

/**
 * What a cluster answers to {@link UpdateQuery}.
 *
 * <p>Source: emcc-behaviour 5.4 and 7 (42, 35).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface UpdateAnswer {
    /**
     * The data asked for.
     *
     * @param data what the cluster says of itself
     */
    record Current(RemoteClusterFacts data) implements UpdateAnswer {
        /**
         * Checks that there is data.
         *
         * @param data what the cluster says of itself
         */
        public Current {
            Objects.requireNonNull(data, "data");
        }
    }

    /**
     * The cluster does not say.
     *
     * @param code 42 when it has another cluster ID than it was asked under, 35 when it does not know who asks
     */
    record Refused(ErrorCode code) implements UpdateAnswer {
        /**
         * Checks that there is a code.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }
    }
}
