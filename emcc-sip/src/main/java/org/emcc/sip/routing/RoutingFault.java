package org.emcc.sip.routing;

/**
 * Why a call is not routed.
 *
 * <p>Source: sip 2; the codes are ours.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum RoutingFault {
    /** The number has something that cannot be dialled, is empty, or is longer than 255 keys. */
    NOT_DIALABLE("EMCC-SIP-0310", "Dial digits, *, #, + or A to D."),
    /** Nothing in reach matches. */
    NO_MATCH("EMCC-SIP-0311", "Add the pattern to a partition of one of the calling search spaces that were searched."),
    /** A pattern blocks the number. */
    BLOCKED("EMCC-SIP-0312", "Let the pattern route, or put a better match into an earlier partition."),
    /** No member of the route list leads anywhere. */
    NO_USABLE_MEMBER("EMCC-SIP-0313", "Give the route list a member that leads to a gateway or trunk."),
    /** The call is translated in a circle. */
    TRANSLATION_LOOP("EMCC-SIP-0314", "Let one of the translation patterns lead out of the circle."),
    /** The call goes from cluster to cluster. */
    CLUSTER_LOOP("EMCC-SIP-0315", "Let one of the clusters route the number itself."),
    /** Visiting does not know the phone, and refuses. */
    UNKNOWN_PHONE("EMCC-SIP-0316", "Let the call say which phone it is from, or set Use trunk CSS.");

    private final String code;
    private final String remedy;

    RoutingFault(String code, String remedy) {
        this.code = code;
        this.remedy = remedy;
    }

    /**
     * A stable code.
     *
     * @return such as {@code EMCC-SIP-0311}
     */
    public String code() {
        return code;
    }

    /**
     * What an administrator does next.
     *
     * @return one sentence
     */
    public String remedy() {
        return remedy;
    }
}
