package org.emcc.certs.bundle;

/**
 * What there is to know about taking certificates out of trust stores.
 *
 * <p>Source: certificates 1.8, 1.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum RetirementNote {
    /** No import takes anything away. */
    DELETE_BY_HAND(
            "an import only adds and replaces, so the certificates must be deleted by hand on every other cluster"),

    /** What a deletion reaches depends on the release, and the documents differ. */
    VERIFY_ON_EACH_NODE(
            "up to release 10.x a deletion is undone by Certificate Change Notification unless that is stopped"
                    + " everywhere first; from 11.0 on it holds for the whole cluster: verify it on each node"),

    /** Phones remember what TVS said. */
    TVS_CACHE("phones keep an answer of TVS for 24 hours, so a deleted certificate can stay effective that long"),

    /** The files that were consolidated before still have the certificates. */
    CONSOLIDATE_AGAIN("consolidate again before anybody imports, or the former BULK files bring the certificates back");

    private final String sentence;

    RetirementNote(String sentence) {
        this.sentence = sentence;
    }

    /**
     * What there is to know.
     *
     * @return a plain sentence
     */
    public String sentence() {
        return sentence;
    }
}
