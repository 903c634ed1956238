package org.emcc.certs.plan;

import java.util.Objects;
import org.emcc.certs.internal.Printable;
import org.emcc.core.id.ClusterId;

/**
 * A trust that a certificate takes with it when it expires, for some nodes or for all.
 *
 * <p>Source: certificates 1.10.
 *
 * @param trust the trust
 * @param visiting the cluster of the phone
 * @param home the cluster of the user
 * @param before whether the trust held until then
 * @param after whether it holds from then on; others may carry it for some nodes
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ExpiryEffect(
        EmccTrust trust,
        ClusterId visiting,
        ClusterId home,
        TrustCoverage.Verdict before,
        TrustCoverage.Verdict after) {
    /**
     * Checks that all is given.
     *
     * @param trust the trust
     * @param visiting the cluster of the phone
     * @param home the cluster of the user
     * @param before whether the trust held until then
     * @param after whether it holds from then on
     */
    public ExpiryEffect {
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(visiting, "visiting");
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** The trust and the pair, and how it stood before where that was not well, and stands afterwards where that is not ill. */
    @Override
    public String toString() {
        return Printable.of(trust.words() + ", " + visiting + " visiting, " + home + " home")
                + (before == TrustCoverage.Verdict.HOLDS ? "" : " (before: " + before.words() + ")")
                + (after == TrustCoverage.Verdict.FAILS ? "" : " (afterwards: " + after.words() + ")");
    }
}
