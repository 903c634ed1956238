package org.emcc.sip.routing;

import org.emcc.core.id.Release;

/**
 * A public defect of the product that touches the routing of EMCC calls. Affected and fixed releases are mostly not public; where they are
 * not, the defect may be anywhere.
 *
 * <p>Source: sip 2.8; emcc-behaviour 10.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum RoutingDefect {
    /** Calls over an EMCC trunk to a 12.x cluster fail; open in the notes of 12.5(1), cause and fix not published. */
    CSCVN30046("CSCvn30046", "EMCC SIP trunk calls fail when connecting to a 12.x cluster"),
    /** The caller's name is lost over the EMCC trunk. */
    CSCVT97890("CSCvt97890", "calls over the EMCC SIP trunk do not show the original device's caller name"),
    /** The standard local route group takes home's national calls abroad. */
    CSCUL58705("CSCul58705", "the standard local route group misroutes calls to numbers of the home country"),
    /** The EM API names one server only. */
    CSCVW50430("CSCvw50430", "the EM API returns one server only for EMCC"),
    /** Characters of names are broken. */
    CSCVN57656("CSCvn57656", "characters are broken in the inter-cluster service profile, in all locales");

    private final String id;
    private final String headline;

    RoutingDefect(String id, String headline) {
        this.id = id;
        this.headline = headline;
    }

    /**
     * The vendor's number.
     *
     * @return such as {@code CSCvn30046}
     */
    public String id() {
        return id;
    }

    /**
     * What it is.
     *
     * @return a few words
     */
    public String headline() {
        return headline;
    }

    /**
     * Whether a pair of clusters may have it, by what is public: the first where visiting is 12.x, the fourth where either is 12.5, the
     * others always (inferred: no release is named).
     *
     * @param home the release of home
     * @param visiting the release of visiting
     * @return false when what is public speaks against it
     */
    public boolean mayAffect(Release home, Release visiting) {
        return switch (this) {
            case CSCVN30046 -> visiting.major() == 12;
            case CSCVW50430 -> isTwelveFive(home) || isTwelveFive(visiting);
            case CSCVT97890, CSCUL58705, CSCVN57656 -> true;
        };
    }

    private static boolean isTwelveFive(Release release) {
        return release.major() == 12 && release.minor() == 5;
    }
}
