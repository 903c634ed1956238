package org.emcc.certs.plan;

import org.emcc.certs.bundle.CertificateConflict;
import org.emcc.core.FindingSeverity;

/**
 * What a plan warns of. Codes are stable. One cause has one code: what {@link CertificateConflict} finds in a bundle has that code, and
 * that remedy, here too.
 *
 * <p>Source: certificates 1.4, 1.6 to 1.9, 1.11, 1.12; 4.4 (C16, C17).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum PlanRule {
    /** CSCuy43181: a part of the bulk files was made by a release whose files this one cannot import. */
    BULK_FILE_TOO_NEW(
            "EMCC-CERTS-0301",
            FindingSeverity.ERROR,
            "certificates 1.11",
            "upload the certificates by hand as the manual plan lists them, or upgrade this cluster first"),

    /** CSCuy43181 may apply: a release is not told down to the build, or is one on which the sources disagree. */
    BULK_FILE_MAYBE_TOO_NEW(
            "EMCC-CERTS-0302",
            FindingSeverity.WARNING,
            "certificates 1.11, 7",
            "state both releases down to the build, and upload by hand what this plan adds when the import fails"),

    /** CSCvs39175: a cluster of release 12.0 or later brings no ITLRecovery certificate, or not all that it has. */
    ITL_RECOVERY_MISSING(
            "EMCC-CERTS-0303",
            FindingSeverity.ERROR,
            "certificates 1.10, 1.11",
            "export the type ITL_Recovery on that cluster too, consolidate and import again"),

    /** The pages of this release do not offer a type that is to be imported. */
    TYPE_NOT_OFFERED(
            "EMCC-CERTS-0304",
            FindingSeverity.WARNING,
            "certificates 1.4",
            "upload the certificates of that type by hand as the manual plan lists them"),

    /** A certificate which a cluster has now is crowded out of a store by another one of its name, which no cluster states. */
    NAME_TAKEN(
            "EMCC-CERTS-0305",
            FindingSeverity.ERROR,
            "certificates 1.6, 1.12",
            "find out who put the other certificate into the directory or the store; take its file out, or delete it there"),

    /** No cluster states a certificate that is to be imported, be it that of a node or of a CA. */
    NOT_STATED(
            "EMCC-CERTS-0306",
            FindingSeverity.WARNING,
            "certificates 1.12",
            "compare its fingerprint with the node it claims to be of; if it is of nobody, take its file out and consolidate again"),

    /**
     * Two certificates of one entity have equal serial numbers, at least one of them is new to the store, and none that is valid from a
     * later time settles it: which of them stays is not public. For those of equal dates see {@link #EQUAL_NOT_BEFORE}.
     */
    RESULT_NOT_CERTAIN(
            "EMCC-CERTS-0307",
            FindingSeverity.WARNING,
            "certificates 1.6, 7",
            "regenerate the certificate of the node that is to be trusted, export, consolidate and import again"),

    /** A certificate that is to be imported has expired. */
    EXPIRED(
            "EMCC-CERTS-0308",
            FindingSeverity.WARNING,
            "certificates 1.8, 1.10",
            "regenerate it on its node, export, consolidate and import again"),

    /** A certificate is issued by a CA whose certificate is not in the store. */
    ISSUER_MISSING(
            "EMCC-CERTS-0309",
            FindingSeverity.WARNING,
            "certificates 1.11",
            "upload the certificates of its issuers to the same store by hand"),

    /** A store has certificates that nothing of the exchange accounts for. */
    LEFT_BEHIND(
            "EMCC-CERTS-0310",
            FindingSeverity.NOTICE,
            "certificates 1.8, 1.10",
            "delete them by hand if their owner is gone, and look at each node afterwards; phones may believe them 24 hours longer"),

    /** A type lands in no store. */
    LANDS_NOWHERE(
            "EMCC-CERTS-0311",
            FindingSeverity.WARNING,
            "certificates 1.6",
            "take the file out of the directory, or name stores for its type in the import rules"),

    /** A subscriber has a CAPF certificate, which from release 14 on only the publisher has. */
    CAPF_OF_SUBSCRIBER(
            "EMCC-CERTS-0312",
            FindingSeverity.WARNING,
            "certificates 1.4",
            "delete the file that was left by an older release, consolidate and import again"),

    /** A cluster has a certificate which is not in the bundle. */
    NOT_IN_BUNDLE(
            "EMCC-CERTS-0313",
            FindingSeverity.WARNING,
            "certificates 1.8",
            "export on that cluster, consolidate again and import on all others"),

    /** The vendor's guide restarts every node; the list of services is smaller, and in part inferred. */
    RESTART_OF_ALL_NODES(
            "EMCC-CERTS-0314",
            FindingSeverity.NOTICE,
            "certificates 1.9, 7",
            "restart every node instead where a service that is not on the list still does not know the certificates"),

    /** A release has no Bulk Certificate Management. */
    NO_BULK_MANAGEMENT(
            "EMCC-CERTS-0315", FindingSeverity.ERROR, "certificates 1.4", "upgrade the cluster to 8.0 or later first"),

    /** A certificate is of a kind that no trust store takes: a wildcard in its subject, or an RSA key of more than 4096 bits. */
    REFUSED_FOR_ITSELF(
            "EMCC-CERTS-0316",
            FindingSeverity.ERROR,
            "certificates 1.6",
            "give its node one without a wildcard and with a key of at most 4096 bits, export, consolidate and import again"),

    /** Two certificates that two clusters have now are of one name: a store has room for one, and the other is crowded out. */
    NAME_SHARED(CertificateConflict.Kind.SAME_NAME_IN_TWO_CLUSTERS, "certificates 1.6"),

    /** Two certificates that one cluster has now are of one name: a store has room for one, and the other is crowded out. */
    NAME_TWICE(CertificateConflict.Kind.SAME_SUBJECT_OTHER_KEY, "certificates 1.6"),

    /**
     * Two certificates of one entity are valid from the same second, at least one of them is new to the store, and none that is valid
     * from a later time settles it: which of them stays is not public.
     */
    EQUAL_NOT_BEFORE(CertificateConflict.Kind.EQUAL_NOT_BEFORE, "certificates 1.6, 7"),

    /** Two certificates of one issuer and serial number are in one store, at least one of them new: TVS cannot tell them apart. */
    SAME_ISSUER_AND_SERIAL(CertificateConflict.Kind.SAME_ISSUER_AND_SERIAL, "certificates 1.6"),

    /** The SIP trunk of one cluster uses TLS and that of the other does not, so no call between them is secured by certificates. */
    TRUNKS_DIFFER(
            "EMCC-CERTS-0319", FindingSeverity.WARNING, "certificates 1.10", "let both trunks use TLS, or neither"),

    /** A trust store keeps certificates that have expired: an upgrade to 12.5(1)SU6, 14SU2 or later leaves such behind. */
    LOST_BY_UPGRADE(
            "EMCC-CERTS-0320",
            FindingSeverity.NOTICE,
            "certificates 1.8",
            "regenerate those that a node still has, export, consolidate and import again before the next upgrade; delete the others");

    private final String code;
    private final FindingSeverity severity;
    private final String section;
    private final String remedy;

    PlanRule(CertificateConflict.Kind same, String section) {
        this(same.code(), same.severity(), section, same.remedy());
    }

    PlanRule(String code, FindingSeverity severity, String section, String remedy) {
        this.code = code;
        this.severity = severity;
        this.section = section;
        this.remedy = remedy;
    }

    /**
     * The stable code.
     *
     * @return such as {@code EMCC-CERTS-0301}
     */
    public String code() {
        return code;
    }

    /**
     * How much it matters.
     *
     * @return the severity
     */
    public FindingSeverity severity() {
        return severity;
    }

    /**
     * By which section of the notes.
     *
     * @return such as {@code certificates 1.11}
     */
    public String section() {
        return section;
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
