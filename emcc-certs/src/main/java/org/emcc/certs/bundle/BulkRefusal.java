package org.emcc.certs.bundle;

/**
 * Why an action of Bulk Certificate Management is refused.
 *
 * <p>Source: certificates 1.2 (what the product's page demands before it offers an action).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum BulkRefusal {
    /** Fewer than two nodes have exported. */
    TOO_FEW_EXPORTS(
            "EMCC-CERTS-0001",
            "the depot must hold files of at least two clusters before they can be consolidated",
            "export on every cluster, to the same directory of the same server, then consolidate again"),

    /** There is no consolidated file. */
    NOT_CONSOLIDATED(
            "EMCC-CERTS-0002",
            "the depot must hold a consolidated file before it can be imported",
            "export on every cluster and consolidate on one, then import again"),

    /**
     * A file cannot be read or holds no certificate. Without it a cluster would be missing, which shows only when a login
     * fails; so nothing is done (the product's behaviour is not public).
     */
    UNREADABLE_FILE(
            "EMCC-CERTS-0003",
            "every certificate file in the depot must be readable and hold a certificate",
            "export again what the problems name, or take those files out of the directory, then repeat");

    private final String code;
    private final String message;
    private final String remedy;

    BulkRefusal(String code, String message, String remedy) {
        this.code = code;
        this.message = message;
        this.remedy = remedy;
    }

    /**
     * The stable code.
     *
     * @return such as {@code EMCC-CERTS-0001}
     */
    public String code() {
        return code;
    }

    /**
     * What rule was broken.
     *
     * @return a plain sentence
     */
    public String message() {
        return message;
    }

    /**
     * What an operator does next.
     *
     * @return a plain sentence
     */
    public String remedy() {
        return remedy;
    }
}
