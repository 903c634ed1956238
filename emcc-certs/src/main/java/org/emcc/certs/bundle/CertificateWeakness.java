package org.emcc.certs.bundle;

import java.util.List;
import java.util.Objects;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.FindingSeverity;

/**
 * A certificate that somebody should look at before all clusters trust it.
 *
 * <p>Source: certificates 1.7, 1.12, 4.4 (C19).
 *
 * @param kind what it is
 * @param sentence one plain sentence
 * @param certificates which certificates it is about
 * @param evidence what it rests on
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CertificateWeakness(Kind kind, String sentence, List<Fingerprint> certificates, List<String> evidence)
        implements CertificateFinding {
    /**
     * Copies the lists, and makes the texts printable: what would not be seen, or would move what is, stands there as
     * {@code \}{@code u} and four digits.
     *
     * @param kind what it is
     * @param sentence one plain sentence
     * @param certificates at least one certificate
     * @param evidence at least one line
     * @throws IllegalArgumentException when there is no certificate or no evidence
     */
    public CertificateWeakness {
        Objects.requireNonNull(kind, "kind");
        sentence = Printable.of(sentence);
        certificates = Findings.certificates(certificates);
        evidence = Findings.evidence(evidence);
    }

    @Override
    public String code() {
        return kind.code;
    }

    @Override
    public FindingSeverity severity() {
        return kind.severity;
    }

    @Override
    public String remedy() {
        return kind.remedy;
    }

    /** The kinds, each with its code. */
    public enum Kind {
        /** The node in the name of the file is not among the names of the certificate. */
        ORIGIN_MISMATCH(
                "EMCC-CERTS-0201",
                FindingSeverity.WARNING,
                "compare the fingerprint with that on the node before the certificate is imported"),

        /** Approvals are demanded, and there is none for it. */
        NOT_APPROVED(
                "EMCC-CERTS-0202",
                FindingSeverity.ERROR,
                "compare the fingerprint with that on the node, then approve it, or retire its node"),

        /** It is on the list of those not to be trusted. */
        DISTRUSTED(
                "EMCC-CERTS-0203",
                FindingSeverity.ERROR,
                "find out who exported it, retire its file, and delete it from the stores where it is"),

        /** A certificate of a node could sign others, for which all who trust it would take the blame. */
        CAN_ISSUE(
                "EMCC-CERTS-0204",
                FindingSeverity.WARNING,
                "import in its place a certificate that may not issue, or guard the key of the node as that of an authority"),

        /** The key is an RSA or DSA key of less than 2048 bits, or an EC key of less than 256. */
        WEAK_KEY(
                "EMCC-CERTS-0205",
                FindingSeverity.WARNING,
                "regenerate the certificate with an RSA key of 2048 bits or more, or an EC key of 256 bits or more"),

        /** The certificate is signed with MD2, MD5 or SHA-1. */
        WEAK_SIGNATURE("EMCC-CERTS-0206", FindingSeverity.WARNING, "regenerate the certificate with SHA-256 or better"),

        /** The serial number is negative, which RFC 5280 4.1.2.2 forbids and some verifiers refuse. */
        NEGATIVE_SERIAL("EMCC-CERTS-0207", FindingSeverity.WARNING, "regenerate the certificate"),

        /** The certificate is valid for more than 20 years, the longest that a node offers. */
        LONG_VALIDITY(
                "EMCC-CERTS-0208",
                FindingSeverity.NOTICE,
                "ask who made the certificate, and regenerate it with a shorter validity");

        private final String code;
        private final FindingSeverity severity;
        private final String remedy;

        Kind(String code, FindingSeverity severity, String remedy) {
            this.code = code;
            this.severity = severity;
            this.remedy = remedy;
        }

        /**
         * The stable code.
         *
         * @return such as {@code EMCC-CERTS-0201}
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
         * What an operator does next.
         *
         * @return one plain sentence
         */
        public String remedy() {
            return remedy;
        }
    }
}
