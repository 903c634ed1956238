package org.emcc.sip.routing;

import java.util.Optional;

/**
 * What the body of an INVITE on a trunk is.
 *
 * <p>Source: sip 2.7 and 3.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum InviteBody {
    /** Nothing: the offer is delayed and no location is sent. */
    NONE(""),
    /** An offer. */
    OFFER("application/sdp"),
    /** An offer and a location. */
    OFFER_AND_LOCATION("multipart/mixed;boundary=uniqueBoundary"),
    /** A location alone: the offer is delayed. */
    LOCATION("application/pidf+xml");

    private final String contentType;

    InviteBody(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The body of a call.
     *
     * @param earlyOffer whether the INVITE has an offer
     * @param location whether it has a location
     * @return the body
     */
    public static InviteBody of(boolean earlyOffer, boolean location) {
        if (earlyOffer) {
            return location ? OFFER_AND_LOCATION : OFFER;
        }
        return location ? LOCATION : NONE;
    }

    /**
     * The header {@code Content-Type}.
     *
     * @return its value, or empty when there is no body
     */
    public Optional<String> contentType() {
        return contentType.isEmpty() ? Optional.empty() : Optional.of(contentType);
    }
}
