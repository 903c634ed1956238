package org.emcc.sip.routing;

import java.util.List;
import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * Which road the cluster of the caller chooses, and why. What comes behind that is the {@link CallOutcome}.
 *
 * <p>Source: sip 2.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface RoutingDecision {
    /** Which of the roads it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link OwnPhone}. */
        OWN_PHONE,
        /** {@link OrdinaryTrunk}. */
        ORDINARY_TRUNK,
        /** {@link OwnGateway}. */
        OWN_GATEWAY,
        /** {@link PstnAccess}. */
        PSTN_ACCESS,
        /** {@link NoRoad}. */
        NO_ROAD
    }

    /**
     * Which of the roads it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Why: the step that decided.
     *
     * @return a step of the trace
     */
    TraceStep reason();

    /**
     * A phone of the cluster itself rings.
     *
     * @param number the number that matched
     * @param device the phone
     * @param reason why
     */
    record OwnPhone(String number, String device, TraceStep reason) implements RoutingDecision {
        /**
         * Checks that all is given.
         *
         * @param number the number that matched
         * @param device the phone
         * @param reason why
         */
        public OwnPhone {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.OWN_PHONE;
        }
    }

    /**
     * Over an ordinary inter-cluster trunk.
     *
     * @param trunk the trunk
     * @param peer the cluster at its other end
     * @param number the number that is sent
     * @param reason why
     */
    record OrdinaryTrunk(String trunk, ClusterId peer, String number, TraceStep reason) implements RoutingDecision {
        /**
         * Checks that all is given.
         *
         * @param trunk the trunk
         * @param peer the cluster at its other end
         * @param number the number that is sent
         * @param reason why
         */
        public OrdinaryTrunk {
            Objects.requireNonNull(trunk, "trunk");
            Objects.requireNonNull(peer, "peer");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.ORDINARY_TRUNK;
        }
    }

    /**
     * Over a gateway of the cluster itself.
     *
     * @param gateway the gateway
     * @param routeGroup the route group that it was chosen from
     * @param number the number that is sent
     * @param reason why
     */
    record OwnGateway(String gateway, String routeGroup, String number, TraceStep reason) implements RoutingDecision {
        /**
         * Checks that all is given.
         *
         * @param gateway the gateway
         * @param routeGroup the route group that it was chosen from
         * @param number the number that is sent
         * @param reason why
         */
        public OwnGateway {
            Objects.requireNonNull(gateway, "gateway");
            Objects.requireNonNull(routeGroup, "routeGroup");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.OWN_GATEWAY;
        }
    }

    /**
     * Over the PSTN Access trunk to the visiting cluster.
     *
     * @param trunk the EMCC trunk
     * @param visiting the visiting cluster
     * @param addresses where its PSTN Access service is: the 1 to 3 addresses learned, or the name of the remote cluster's record
     *     while none is learned (inferred); how the product chooses among them, and port and transport, is not known
     * @param number the number that is sent
     * @param reason why
     */
    record PstnAccess(String trunk, ClusterId visiting, List<ServiceAddress> addresses, String number, TraceStep reason)
            implements RoutingDecision {
        /**
         * Checks that all is given.
         *
         * @param trunk the EMCC trunk
         * @param visiting the visiting cluster
         * @param addresses where its PSTN Access service is; 1 to 3
         * @param number the number that is sent
         * @param reason why
         * @throws IllegalArgumentException when there is no address, or more than three
         */
        public PstnAccess {
            Objects.requireNonNull(trunk, "trunk");
            Objects.requireNonNull(visiting, "visiting");
            addresses = Require.list(addresses, "addresses");
            Require.range(addresses.size(), "number of addresses of PSTN Access", 1, 3);
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.PSTN_ACCESS;
        }
    }

    /**
     * Nowhere.
     *
     * @param fault why not
     * @param reason the step that ended the call
     */
    record NoRoad(RoutingFault fault, TraceStep reason) implements RoutingDecision {
        /**
         * Checks that all is given.
         *
         * @param fault why not
         * @param reason the step that ended the call
         */
        public NoRoad {
            Objects.requireNonNull(fault, "fault");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.NO_ROAD;
        }
    }
}
