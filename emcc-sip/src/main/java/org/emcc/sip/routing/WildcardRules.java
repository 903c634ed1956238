package org.emcc.sip.routing;

/**
 * What the public descriptions of wildcards leave open.
 *
 * <p>Source: sip 2.1 names only the rule of the best match; the wildcards are those of the vendor's public table, whose texts disagree
 * on the one point here.
 *
 * @param negatedSetHasStarAndPound whether {@code [^0-5]} also takes the keys {@code *} and {@code #}: one public text says it takes
 *     the other digits only, another that it takes these two keys as well (inferred: digits only)
 * @threadsafety immutable
 * @since 0.1.0
 */
public record WildcardRules(boolean negatedSetHasStarAndPound) {
    /** Digits only. */
    public static final WildcardRules DEFAULT = new WildcardRules(false);
}
