package org.emcc.certs.plan;

import java.util.Objects;
import org.emcc.certs.internal.Printable;
import org.emcc.core.id.ClusterId;

/**
 * A trust that a certificate takes with it when it expires.
 *
 * <p>Source: certificates 1.10.
 *
 * @param trust the trust
 * @param visiting the cluster of the phone
 * @param home the cluster of the user
 * @param before whether the trust held until then
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ExpiryEffect(EmccTrust trust, ClusterId visiting, ClusterId home, TrustCoverage.Verdict before) {
    /**
     * Checks that all is given.
     *
     * @param trust the trust
     * @param visiting the cluster of the phone
     * @param home the cluster of the user
     * @param before whether the trust held until then
     */
    public ExpiryEffect {
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(visiting, "visiting");
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(before, "before");
    }

    /** The trust and the pair, and how it stood before where that is not well. */
    @Override
    public String toString() {
        return Printable.of(trust.words() + ", " + visiting + " visiting, " + home + " home")
                + (before == TrustCoverage.Verdict.HOLDS ? "" : " (before: " + before.words() + ")");
    }
}
