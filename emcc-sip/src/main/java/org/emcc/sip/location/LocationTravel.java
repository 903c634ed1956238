package org.emcc.sip.location;

import java.util.Objects;

/**
 * Whether the location of a party is sent, and in which message. A pure decision.
 *
 * <p>Location travels per call, in both directions: the caller's in the first INVITE, the callee's in a request within the call, as
 * soon as its cluster knows the device, and again when the connected party changes. Source: sip 3.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LocationTravel {
    /** Where the call goes to. */
    enum Peer {
        /** A SIP trunk, between clusters or to a gateway. */
        SIP_TRUNK(true),
        /** An intercluster trunk without a gatekeeper. */
        INTERCLUSTER_TRUNK(true),
        /** A trunk that tunnels QSIG. */
        QSIG_TUNNELLED_TRUNK(false),
        /** An H.225 trunk with a gatekeeper. */
        GATEKEEPER_H225_TRUNK(false),
        /** An H.323 gateway. */
        H323_GATEWAY(false),
        /** An MGCP gateway. */
        MGCP_GATEWAY(false);

        private final boolean carriesLocation;

        Peer(boolean carriesLocation) {
            this.carriesLocation = carriesLocation;
        }

        /**
         * Whether location is ever sent there.
         *
         * @return whether it is
         */
        public boolean carriesLocation() {
            return carriesLocation;
        }
    }

    /** What happens in the call. */
    enum Moment {
        /** The caller's cluster sends the first INVITE. */
        CALL_SET_UP,
        /** The callee's cluster answers the first INVITE; a published trace has no location there. */
        FIRST_ANSWER,
        /** The callee's cluster knows the device that answers. */
        DEVICE_KNOWN,
        /** The connected party changes by transfer, join or redirect. */
        CONNECTED_PARTY_CHANGED
    }

    /** The message that carries a location. */
    enum Carrier {
        /** The first INVITE of the call. */
        FIRST_INVITE,
        /** An INVITE or UPDATE within the call. */
        REQUEST_WITHIN_CALL
    }

    /** Why a location is not sent. */
    enum Reason {
        /** The peer is of a kind that never gets locations. */
        PEER_TAKES_NONE,
        /** <em>Send Geolocation Information</em> is off. */
        SWITCHED_OFF,
        /** The party has no geolocation. */
        NO_GEOLOCATION,
        /** The answer to the first INVITE carries none; it follows when the device is known. */
        NOT_IN_AN_ANSWER
    }

    /**
     * The location is sent.
     *
     * @param carrier in which message
     */
    record Sent(Carrier carrier) implements LocationTravel {
        /**
         * Checks that a carrier is given.
         *
         * @param carrier in which message
         */
        public Sent {
            Objects.requireNonNull(carrier, "carrier");
        }
    }

    /**
     * The location is not sent.
     *
     * @param reason why
     */
    record NotSent(Reason reason) implements LocationTravel {
        /**
         * Checks that a reason is given.
         *
         * @param reason why
         */
        public NotSent {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Decides. When several reasons hold, the one that stands first in {@link Reason} is given (our choice).
     *
     * @param peer where the call goes to
     * @param sendGeolocation whether <em>Send Geolocation Information</em> is on
     * @param geolocation the geolocation of the party
     * @param moment what happens in the call
     * @return whether and how the location is sent
     */
    static LocationTravel decide(Peer peer, boolean sendGeolocation, GeolocationChoice geolocation, Moment moment) {
        Objects.requireNonNull(geolocation, "geolocation");
        if (!peer.carriesLocation()) {
            return new NotSent(Reason.PEER_TAKES_NONE);
        }
        if (!sendGeolocation) {
            return new NotSent(Reason.SWITCHED_OFF);
        }
        if (geolocation.address().isEmpty()) {
            return new NotSent(Reason.NO_GEOLOCATION);
        }
        return switch (moment) {
            case CALL_SET_UP -> new Sent(Carrier.FIRST_INVITE);
            case FIRST_ANSWER -> new NotSent(Reason.NOT_IN_AN_ANSWER);
            case DEVICE_KNOWN, CONNECTED_PARTY_CHANGED -> new Sent(Carrier.REQUEST_WITHIN_CALL);
        };
    }
}
