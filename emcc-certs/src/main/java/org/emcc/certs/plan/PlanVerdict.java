package org.emcc.certs.plan;

/**
 * What an import would do with one certificate in one store.
 *
 * <p>Source: certificates 4.4 (C10).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum PlanVerdict {
    /** It is added: no certificate of its entity is there. */
    ADD("add"),

    /** It takes the place of an older certificate of its entity. */
    REPLACE("replace"),

    /** The very same certificate is there. */
    ALREADY_THERE("already there"),

    /** It will not be taken; the reason says by which rule. */
    REFUSED("will be refused"),

    /**
     * It is in the store, nothing of its entity is imported, and no certificate that is imported or trusted has it as its issuer:
     * left behind by a node, a cluster or a name that is gone, or put there by hand. An import never takes it away.
     */
    ORPHAN("orphan");

    private final String words;

    PlanVerdict(String words) {
        this.words = words;
    }

    /**
     * The verdict in words.
     *
     * @return such as {@code will be refused}
     */
    public String words() {
        return words;
    }

    /**
     * Whether the store is another one afterwards.
     *
     * @return whether it is {@link #ADD} or {@link #REPLACE}
     */
    public boolean isChange() {
        return this == ADD || this == REPLACE;
    }
}
