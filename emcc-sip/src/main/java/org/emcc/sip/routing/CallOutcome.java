package org.emcc.sip.routing;

import java.util.Objects;
import org.emcc.core.id.ClusterId;

/**
 * Where a call ends, as far as the dial plans at hand tell.
 *
 * <p>Source: sip 2.2; the codes are ours.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface CallOutcome {
    /** Which of the outcomes it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Rings}. */
        RINGS,
        /** {@link LeavesByGateway}. */
        LEAVES_BY_GATEWAY,
        /** {@link HandedOver}. */
        HANDED_OVER,
        /** {@link NotRouted}. */
        NOT_ROUTED
    }

    /**
     * Which of the outcomes it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * The cluster in which it ends.
     *
     * @return the cluster
     */
    ClusterId cluster();

    /**
     * A stable code.
     *
     * @return such as {@code EMCC-SIP-0300}
     */
    String code();

    /**
     * What happens.
     *
     * @return one sentence
     */
    String message();

    /**
     * What an administrator does next.
     *
     * @return one sentence; empty when nothing is to be done
     */
    default String remedy() {
        return "";
    }

    /**
     * A phone rings.
     *
     * @param cluster its cluster
     * @param number the number that matched
     * @param device the phone
     */
    record Rings(ClusterId cluster, String number, String device) implements CallOutcome {
        /**
         * Checks that all is given.
         *
         * @param cluster its cluster
         * @param number the number that matched
         * @param device the phone
         */
        public Rings {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(device, "device");
        }

        @Override
        public Kind kind() {
            return Kind.RINGS;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0300";
        }

        @Override
        public String message() {
            return "Phone " + device + " of cluster " + cluster + " rings as " + number + ".";
        }
    }

    /**
     * The call leaves for the public network.
     *
     * @param cluster the cluster of the gateway
     * @param gateway the gateway
     * @param number the number that the gateway gets
     */
    record LeavesByGateway(ClusterId cluster, String gateway, String number) implements CallOutcome {
        /**
         * Checks that all is given.
         *
         * @param cluster the cluster of the gateway
         * @param gateway the gateway
         * @param number the number that the gateway gets
         */
        public LeavesByGateway {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(gateway, "gateway");
            Objects.requireNonNull(number, "number");
        }

        @Override
        public Kind kind() {
            return Kind.LEAVES_BY_GATEWAY;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0301";
        }

        @Override
        public String message() {
            return "The call leaves by gateway " + gateway + " of cluster " + cluster + " as " + number + ".";
        }
    }

    /**
     * The call goes to a cluster whose dial plan is not at hand.
     *
     * @param cluster that cluster
     * @param trunk the trunk to it
     * @param number the number that is sent
     */
    record HandedOver(ClusterId cluster, String trunk, String number) implements CallOutcome {
        /**
         * Checks that all is given.
         *
         * @param cluster that cluster
         * @param trunk the trunk to it
         * @param number the number that is sent
         */
        public HandedOver {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(trunk, "trunk");
            Objects.requireNonNull(number, "number");
        }

        @Override
        public Kind kind() {
            return Kind.HANDED_OVER;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0302";
        }

        @Override
        public String message() {
            return "The call goes to cluster " + cluster + " by trunk " + trunk + " as " + number
                    + "; what happens there is for its dial plan.";
        }
    }

    /**
     * The call fails.
     *
     * @param cluster the cluster in which it fails
     * @param fault why
     * @param message what happened, one sentence
     */
    record NotRouted(ClusterId cluster, RoutingFault fault, String message) implements CallOutcome {
        /**
         * Checks that all is given.
         *
         * @param cluster the cluster in which it fails
         * @param fault why
         * @param message what happened
         */
        public NotRouted {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(fault, "fault");
            Objects.requireNonNull(message, "message");
        }

        @Override
        public Kind kind() {
            return Kind.NOT_ROUTED;
        }

        @Override
        public String code() {
            return fault.code();
        }

        @Override
        public String remedy() {
            return fault.remedy();
        }
    }
}
