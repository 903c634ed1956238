package org.emcc.certs.plan;

import java.util.Objects;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.id.ClusterId;

/**
 * Why a trust does not hold, or not for every node.
 *
 * @param trust the trust
 * @param visiting the cluster of the phone
 * @param home the cluster of the user
 * @param verifier the cluster that does not believe
 * @param store the store in which it looks; for its own TVS certificate, which is in no such store, {@code TVS-trust}
 * @param cause what is wrong
 * @param sentence one plain sentence, in one line
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TrustGap(
        EmccTrust trust,
        ClusterId visiting,
        ClusterId home,
        ClusterId verifier,
        TrustStoreName store,
        Cause cause,
        String sentence) {
    /** What is wrong. */
    public enum Cause {
        /** The certificate is not in the store. */
        ABSENT,
        /** Another certificate of its name is in the store, and there is room for one. */
        NAME_TAKEN,
        /** The certificate is issued by a CA, and one of its issuers is not in the store. */
        ISSUER_MISSING,
        /** The certificate, or one of its issuers, has expired. */
        EXPIRED,
        /** The certificate, or one of its issuers, is not valid yet. */
        NOT_YET_VALID,
        /** Another certificate in the store has the same issuer and serial number, by which TVS looks certificates up. */
        AMBIGUOUS,
        /**
         * The certificate is issued by a CA, its extended key usage leaves out servers or clients of TLS, and it is not itself in the
         * store: {@link org.emcc.certs.trust.ClusterTls} refuses it (RFC 5280 4.2.1.12). What the product does is not public.
         */
        WRONG_PURPOSE,
        /** The cluster that should show a certificate of this type states none. */
        NOT_STATED
    }

    /**
     * Checks that all is given.
     *
     * @param trust the trust
     * @param visiting the cluster of the phone
     * @param home the cluster of the user
     * @param verifier the cluster that does not believe
     * @param store the store in which it looks
     * @param cause what is wrong
     * @param sentence one plain sentence, in one line
     */
    public TrustGap {
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(visiting, "visiting");
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(verifier, "verifier");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** The pair, the trust and the sentence. */
    @Override
    public String toString() {
        return Printable.of(visiting + " visiting, " + home + " home, " + trust.words() + ": " + sentence);
    }
}
