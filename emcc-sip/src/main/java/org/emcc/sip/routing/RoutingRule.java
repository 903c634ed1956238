package org.emcc.sip.routing;

/**
 * A rule that decides about a call, with the place where it stands and how far it can be relied on.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum RoutingRule {
    /** Home routes every call of the phone that is logged in there. */
    HOME_ROUTES("sip 2.1", Basis.DOCUMENTED, "home routes every call of the phone, because it is registered there"),
    /** Adjunct CSS, line CSS, EMCC CSS. */
    EMCC_CSS_ORDER(
            "sip 2.1", Basis.DOCUMENTED, "an EMCC phone searches adjunct CSS, line CSS and EMCC CSS in this order"),
    /** Line CSS, device CSS. */
    ORDINARY_CSS_ORDER(
            "emcc-behaviour 6.4", Basis.DESCRIBED, "an ordinary phone searches line CSS and device CSS in this order"),
    /** The inbound CSS of a gateway or trunk. */
    INBOUND_CSS(
            "emcc-behaviour 6.1",
            Basis.DOCUMENTED,
            "a call that comes in is looked up in the inbound CSS of its trunk or gateway"),
    /** The best match wins. */
    BEST_MATCH("sip 2.1", Basis.DOCUMENTED, "the pattern that stands for the fewest numbers wins, wherever it lies"),
    /** Between equally good ones the earlier calling search space wins. */
    EARLIER_CSS_ON_TIE(
            "sip 2.1",
            Basis.DOCUMENTED,
            "of equally good matches that in the earlier partition wins, and so that of the earlier CSS"),
    /** Two equally good ones in one partition. */
    EARLIER_ENTRY_ON_TIE(
            "sip 2.1", Basis.INFERRED, "of equally good matches in one partition the one given first wins"),
    /** Nothing matches. */
    NO_MATCH("sip 2.1", Basis.DOCUMENTED, "a number that matches nothing in reach is not routed"),
    /** More keys could make a longer match. */
    WAITS_FOR_DIGITS(
            "sip 2.1", Basis.DESCRIBED, "a match that more keys could make longer waits for them, unless it is urgent"),
    /** A translation pattern. */
    TRANSLATION(
            "sip 2.5, 3",
            Basis.DOCUMENTED,
            "a translation pattern changes the number, which is then looked up in its CSS"),
    /** Too many translations. */
    TRANSLATION_LOOP("sip 2.5, 3", Basis.INFERRED, "a call that is translated too often is a loop"),
    /** A blocked pattern. */
    BLOCKED("sip 2.1", Basis.DESCRIBED, "a pattern that blocks ends the call"),
    /** A phone of this cluster. */
    DIRECTORY_NUMBER("sip 2.2, row 1", Basis.DESCRIBED, "a number of this cluster rings its phone; media go direct"),
    /** An ordinary inter-cluster trunk. */
    ORDINARY_TRUNK(
            "sip 2.2, row 2",
            Basis.DESCRIBED,
            "a number of another cluster goes over an ordinary inter-cluster trunk, never over the EMCC trunk"),
    /** A gateway of home. */
    HOME_GATEWAY(
            "sip 2.2, row 3", Basis.DESCRIBED, "a route group by name leads to a gateway of the cluster that routes"),
    /** A route group without a device. */
    EMPTY_ROUTE_GROUP("sip 2.2", Basis.INFERRED, "a route group without a device leads nowhere"),
    /** No member is left. */
    END_OF_ROUTE_LIST(
            "sip 2.2", Basis.DESCRIBED, "a call is not routed when no member of the route list leads anywhere"),
    /** The standard local route group of an EMCC phone. */
    SLRG_TO_VISITING(
            "sip 2.2, row 4",
            Basis.DOCUMENTED,
            "the standard local route group of an EMCC phone is the PSTN Access trunk to visiting, not the group of the roaming device pool"),
    /** PSTN Access cannot be used. */
    PSTN_ACCESS_UNAVAILABLE(
            "emcc-behaviour 5.3 and 5.4",
            Basis.INFERRED,
            "without PSTN Access on both sides and an EMCC trunk that member of the route list leads nowhere"),
    /** The standard local route group of an ordinary phone. */
    SLRG_OF_DEVICE_POOL(
            "sip 2.2",
            Basis.DOCUMENTED,
            "the standard local route group of an ordinary phone is that of its device pool"),
    /** No local route group. */
    SLRG_UNRESOLVED(
            "sip 2.2", Basis.INFERRED, "where no local route group is set that member of the route list leads nowhere"),
    /** A call from the public network. */
    INBOUND_TO_USER(
            "sip 2.2, row 5",
            Basis.DESCRIBED,
            "a call to the user's number arrives at home's gateway and goes to the phone, wherever it is"),
    /** <em>Use trunk CSS</em>. */
    USE_TRUNK_CSS(
            "sip 2.4",
            Basis.DOCUMENTED,
            "Use trunk CSS: visiting looks a PSTN Access call up in the inbound CSS of the trunk"),
    /** <em>Use phone's original device CSS</em>. */
    USE_ORIGINAL_DEVICE_CSS(
            "sip 2.4",
            Basis.DOCUMENTED,
            "Use phone's original device CSS: visiting looks a PSTN Access call up in the CSS that the phone has when logged out"),
    /** Visiting does not know the phone. */
    UNKNOWN_PHONE(
            "sip 2.4 and 2.7", Basis.INFERRED, "where visiting cannot tell which phone calls, the trunk stands for it"),
    /** The standard local route group at visiting. */
    SLRG_OF_ORIGINAL_POOL(
            "sip 2.2 and 2.4",
            Basis.DOCUMENTED,
            "at visiting the standard local route group is that of the phone's own device pool, the one it has when logged out"),
    /** The way leads through too many clusters. */
    CLUSTER_LOOP("sip 2.2", Basis.INFERRED, "a call that goes through too many clusters is a loop"),
    /** Only the other cluster knows. */
    HANDED_OVER("sip 2.2", Basis.DESCRIBED, "what the other cluster does with the call is for its own dial plan"),
    /** What cannot be dialled. */
    NOT_DIALABLE("sip 2.1", Basis.INFERRED, "only digits, *, #, + and A to D can be dialled"),
    /** RSVP agents of visiting. */
    RSVP_AGENT_OF_VISITING(
            "sip 2.2, row 6",
            Basis.DOCUMENTED,
            "RSVP resources of an EMCC call come from an agent of visiting, over the RSVP Agent trunk"),
    /** No admission control by locations. */
    NO_LOCATION_CAC(
            "sip 2.6",
            Basis.DOCUMENTED,
            "there is no location-based admission control for EMCC: locations of one cluster mean nothing in the other"),
    /** The region parameters of the clusters differ. */
    REGIONS_MUST_AGREE(
            "emcc-behaviour 5.1",
            Basis.DESCRIBED,
            "the RSVP Agent service is off toward a cluster whose region parameters differ"),
    /** The keep-alive of the RSVP trunk. */
    RSVP_KEEP_ALIVE(
            "emcc-behaviour 5.1",
            Basis.DOCUMENTED,
            "two keep-alive intervals without an answer release the RSVP resources held with that cluster"),
    /** The EMCC region parameters limit every call. */
    EMCC_REGION(
            "emcc-behaviour 6.5",
            Basis.DOCUMENTED,
            "the EMCC region parameters limit an EMCC call, whatever the regions of both parties");

    /** How far a rule can be relied on. */
    public enum Basis {
        /** The vendor's documents say so. */
        DOCUMENTED,
        /** Engineers describe it so. */
        DESCRIBED,
        /** Inferred, or our choice where nothing is known; {@link RoutingRules} can change it. */
        INFERRED
    }

    private final String section;
    private final Basis basis;
    private final String sentence;

    RoutingRule(String section, Basis basis, String sentence) {
        this.section = section;
        this.basis = basis;
        this.sentence = sentence;
    }

    /**
     * Where the rule stands.
     *
     * @return a short name and a section, such as {@code sip 2.1}
     */
    public String section() {
        return section;
    }

    /**
     * How far it can be relied on.
     *
     * @return the basis
     */
    public Basis basis() {
        return basis;
    }

    /**
     * The rule in words.
     *
     * @return one sentence without a full stop
     */
    public String sentence() {
        return sentence;
    }
}
