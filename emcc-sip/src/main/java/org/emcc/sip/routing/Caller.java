package org.emcc.sip.routing;

import java.util.List;
import org.emcc.core.configuration.ClusterSettings;

/**
 * Who makes a call, and what its cluster knows about that.
 *
 * <p>Source: sip 2.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Caller permits EmccCaller, OrdinaryCaller, InboundCaller {
    /** Which of them it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link EmccCaller}. */
        EMCC_CALLER,
        /** {@link OrdinaryCaller}. */
        ORDINARY_CALLER,
        /** {@link InboundCaller}. */
        INBOUND_CALLER
    }

    /**
     * Which of them it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Who it is, for people.
     *
     * @return such as {@code SEP0011AABBCCDD of alice, visiting LON}
     */
    String title();

    /**
     * The settings of the cluster that routes the call.
     *
     * @return the settings
     */
    ClusterSettings settings();

    /**
     * The dial plan of that cluster.
     *
     * @return the plan
     */
    DialPlan plan();

    /**
     * Where the number is looked up.
     *
     * @return the calling search spaces in the order of the search; may be empty
     */
    List<SearchSpace> searchOrder();
}
