package org.emcc.sip.routing;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A device in a route group: a gateway to the public network, or an ordinary trunk to another cluster.
 *
 * <p>An EMCC trunk is none of them: it has no place in a dial plan, and is chosen by the inter-cluster service profile (inferred: no public
 * text puts one into a route group).
 *
 * <p>Source: sip 2.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface RouteDevice {
    /** Which of them it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Gateway}. */
        GATEWAY,
        /** {@link InterclusterTrunk}. */
        INTERCLUSTER_TRUNK
    }

    /**
     * Which of them it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * The name of the device.
     *
     * @return 1 to 128 characters
     */
    String name();

    /**
     * The calling search space of calls that come in by it.
     *
     * @return the name, or empty when there is none and only entries without a partition can be reached
     */
    Optional<String> inboundCallingSearchSpace();

    /**
     * A gateway to the public network.
     *
     * @threadsafety immutable
     */
    final class Gateway implements RouteDevice {
        private final String name;
        private final @Nullable String inbound;

        private Gateway(String name, @Nullable String inbound) {
            this.name = Require.text(name, "gateway", 128);
            this.inbound = inbound == null ? null : Require.text(inbound, "calling search space", 50);
        }

        /**
         * A gateway without an inbound calling search space.
         *
         * @param name 1 to 128 characters
         * @return the gateway
         * @throws IllegalArgumentException when the name breaks the rule
         */
        public static Gateway of(String name) {
            return new Gateway(name, null);
        }

        /**
         * The same with an inbound calling search space.
         *
         * @param callingSearchSpace where numbers that come in by it are looked up
         * @return a copy
         * @throws IllegalArgumentException when the name breaks the rule
         */
        public Gateway withInboundCallingSearchSpace(String callingSearchSpace) {
            return new Gateway(name, Objects.requireNonNull(callingSearchSpace, "callingSearchSpace"));
        }

        @Override
        public Kind kind() {
            return Kind.GATEWAY;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> inboundCallingSearchSpace() {
            return Optional.ofNullable(inbound);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Gateway that && name.equals(that.name) && Objects.equals(inbound, that.inbound);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, inbound);
        }

        @Override
        public String toString() {
            return "Gateway[" + name + "]";
        }
    }

    /**
     * An ordinary trunk to another cluster.
     *
     * @threadsafety immutable
     */
    final class InterclusterTrunk implements RouteDevice {
        private final String name;
        private final ClusterId peer;
        private final @Nullable String inbound;

        private InterclusterTrunk(String name, ClusterId peer, @Nullable String inbound) {
            this.name = Require.text(name, "trunk", 128);
            this.peer = Objects.requireNonNull(peer, "peer");
            this.inbound = inbound == null ? null : Require.text(inbound, "calling search space", 50);
        }

        /**
         * A trunk without an inbound calling search space.
         *
         * @param name 1 to 128 characters
         * @param peer the cluster at its other end
         * @return the trunk
         * @throws IllegalArgumentException when the name breaks the rule
         */
        public static InterclusterTrunk of(String name, ClusterId peer) {
            return new InterclusterTrunk(name, peer, null);
        }

        /**
         * The same with an inbound calling search space.
         *
         * @param callingSearchSpace where numbers that come in by it are looked up
         * @return a copy
         * @throws IllegalArgumentException when the name breaks the rule
         */
        public InterclusterTrunk withInboundCallingSearchSpace(String callingSearchSpace) {
            return new InterclusterTrunk(name, peer, Objects.requireNonNull(callingSearchSpace, "callingSearchSpace"));
        }

        @Override
        public Kind kind() {
            return Kind.INTERCLUSTER_TRUNK;
        }

        @Override
        public String name() {
            return name;
        }

        /**
         * The cluster at its other end.
         *
         * @return the cluster
         */
        public ClusterId peer() {
            return peer;
        }

        @Override
        public Optional<String> inboundCallingSearchSpace() {
            return Optional.ofNullable(inbound);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof InterclusterTrunk that
                    && name.equals(that.name)
                    && peer.equals(that.peer)
                    && Objects.equals(inbound, that.inbound);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, peer, inbound);
        }

        @Override
        public String toString() {
            return "InterclusterTrunk[" + name + " to " + peer + "]";
        }
    }
}
