package org.emcc.certs.trust;

/**
 * What an import did with one certificate in one store.
 *
 * <p>Source: certificates 1.6 (rules 1 to 3); what is inferred says so.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum ImportAction {
    /** No certificate of its entity was there: now it is. */
    ADDED,

    /** An older certificate of its entity was there: it is there instead. Rule 2. */
    REPLACED,

    /** The very same certificate was there. */
    ALREADY_THERE,

    /** A newer certificate of its entity is there and stays. Rule 2. */
    REFUSED_OLDER,

    /**
     * Another certificate of its entity is there, valid from the same second, and stays. The product's behaviour is not
     * public: inferred.
     */
    REFUSED_SAME_DATE,

    /**
     * Another certificate of its entity with the same serial number is there and stays: by rule 2 only different serial numbers
     * are looked into further. Inferred.
     */
    REFUSED_SAME_SERIAL,

    /** Its RSA key has more than 4096 bits. Rule 3. */
    REFUSED_KEY,

    /** Its subject has a wildcard. Rule 3. */
    REFUSED_WILDCARD;

    /**
     * Says whether the certificate is in the store now.
     *
     * @return whether it was added, took the place of another or was there
     */
    public boolean isTrusted() {
        return this == ADDED || this == REPLACED || this == ALREADY_THERE;
    }
}
