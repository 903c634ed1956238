package org.emcc.sip.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a phone stands with its nodes, which are numbered from 0, the best first.
 *
 * <p>Requests, timers and sessions have numbers of one series, none of which is used twice: an answer or a timer that the state does
 * not wait for is told by its number. A session is what a REGISTER begins and its refreshes continue: one Call-ID at one node.
 */
sealed interface PhoneState {
    /** The number that was given last. */
    long last();

    PhoneRegistration.Phase phase();

    /** The node at which the phone is registered, or about to be or no longer to be; below 0 when there is none. */
    int active();

    /** The requests and timers that something is still expected of; whatever else runs is to be taken back. */
    List<Long> awaited();

    /** The sessions that go on. */
    List<Long> sessions();

    /** What a node is for the phone now. */
    default NodeRole role(int node) {
        return node == active() ? NodeRole.ACTIVE : NodeRole.UNUSED;
    }

    /**
     * What the phone was ordered to do.
     *
     * @param nodes how many nodes there are, 1 or more
     * @param lasting whether it goes on when all of them have failed
     */
    record Order(int nodes, boolean lasting) {
        int after(int node) {
            return (node + 1) % nodes;
        }
    }

    /**
     * Nothing is wanted.
     *
     * @param alarm why the phone unregistered last
     */
    record Idle(long last, CiscoAlarm alarm) implements PhoneState {
        /** The state in which a phone that was switched on begins. */
        static final Idle SWITCHED_ON = new Idle(0, CiscoAlarm.INITIALIZED);

        @Override
        public PhoneRegistration.Phase phase() {
            return PhoneRegistration.Phase.IDLE;
        }

        @Override
        public int active() {
            return -1;
        }

        @Override
        public List<Long> awaited() {
            return List.of();
        }

        @Override
        public List<Long> sessions() {
            return List.of();
        }
    }

    /**
     * All nodes have failed, and are tried again when the timer fires.
     *
     * @param alarm why the phone unregistered last
     */
    record Resting(long last, Order order, CiscoAlarm alarm, long timer) implements PhoneState {
        @Override
        public PhoneRegistration.Phase phase() {
            return PhoneRegistration.Phase.IDLE;
        }

        @Override
        public int active() {
            return -1;
        }

        @Override
        public List<Long> awaited() {
            return List.of(timer);
        }

        @Override
        public List<Long> sessions() {
            return List.of();
        }
    }

    /**
     * The first REGISTER of a session is under way.
     *
     * @param alarm why the phone unregistered last
     * @param active the node
     * @param round what was tried before, and what is left
     */
    record Registering(long last, Order order, CiscoAlarm alarm, int active, long session, long request, Round round)
            implements PhoneState {
        @Override
        public PhoneRegistration.Phase phase() {
            return PhoneRegistration.Phase.REGISTERING;
        }

        @Override
        public List<Long> awaited() {
            return List.of(request);
        }

        @Override
        public List<Long> sessions() {
            return List.of(session);
        }
    }

    /**
     * One try of all nodes.
     *
     * @param left how many nodes are left after this one
     * @param held whether the phone counts as registered still, as it changes nodes by itself or the server has restarted
     * @param refusal what the first of them said that refused the phone, or null when none has
     * @param pause the shortest time that they asked for with Retry-After; zero when one did not
     */
    record Round(int left, boolean held, RegistrationOutcome.@Nullable Rejected refusal, java.time.Duration pause) {}

    /**
     * The active node holds the binding.
     *
     * @param since when it took the phone
     * @param refresh the timer of the next refresh, or the request when it is under way
     * @param refreshing whether it is under way
     * @param watches the other nodes that are looked at
     */
    record Registered(
            long last,
            Order order,
            int active,
            long session,
            Instant since,
            long refresh,
            boolean refreshing,
            List<Watch> watches)
            implements PhoneState {
        public Registered {
            watches = List.copyOf(watches);
        }

        Registered with(long nextLast, long nextRefresh, boolean isRefreshing, List<Watch> nextWatches) {
            return new Registered(nextLast, order, active, session, since, nextRefresh, isRefreshing, nextWatches);
        }

        @Override
        public PhoneRegistration.Phase phase() {
            return PhoneRegistration.Phase.REGISTERED;
        }

        @Override
        public List<Long> awaited() {
            List<Long> all = new ArrayList<>(List.of(refresh));
            watches.forEach(watch -> all.add(watch.number()));
            return all;
        }

        @Override
        public List<Long> sessions() {
            List<Long> all = new ArrayList<>(List.of(session));
            watches.forEach(watch -> all.add(watch.session()));
            return all;
        }

        @Override
        public NodeRole role(int node) {
            if (node == active) {
                return NodeRole.ACTIVE;
            }
            if (watches.stream().noneMatch(watch -> watch.node() == node)) {
                return NodeRole.UNUSED;
            }
            return node < active ? NodeRole.FALLBACK : NodeRole.STANDBY;
        }
    }

    /** What is being done about a node that is watched. */
    enum Looking {
        /** The timer of the next look runs. */
        LATER,
        /** A look is under way. */
        NOW,
        /** The token was asked for. */
        FOR_TOKEN
    }

    /**
     * A node that the phone is not registered with.
     *
     * @param node which one
     * @param session what all looks at it belong to
     * @param looking what is being done
     * @param number the timer or the request of that
     * @param aliveSince since when all looks were answered well; null when the last one was not, or there was none
     */
    record Watch(
            int node,
            long session,
            Looking looking,
            long number,
            @Nullable Instant aliveSince) {}

    /**
     * A REGISTER with Expires 0 is under way.
     *
     * @param alarm why
     * @param active the node that the phone leaves
     * @param next the node where it registers then; below 0 when it does not
     */
    record Unregistering(long last, Order order, CiscoAlarm alarm, int active, long session, long request, int next)
            implements PhoneState {
        @Override
        public PhoneRegistration.Phase phase() {
            return PhoneRegistration.Phase.UNREGISTERING;
        }

        @Override
        public NodeRole role(int node) {
            return node == active ? NodeRole.ACTIVE : node == next ? NodeRole.FALLBACK : NodeRole.UNUSED;
        }

        @Override
        public List<Long> awaited() {
            return List.of(request);
        }

        @Override
        public List<Long> sessions() {
            return List.of(session);
        }
    }
}
