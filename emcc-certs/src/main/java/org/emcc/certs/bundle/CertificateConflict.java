package org.emcc.certs.bundle;

import java.util.List;
import java.util.Objects;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.FindingSeverity;

/**
 * Certificates that cannot both be trusted by one cluster, or of which a cluster will not take the one it should.
 *
 * <p>Source: certificates 1.6, 1.7, 4.4 (C9).
 *
 * @param kind what it is
 * @param sentence one plain sentence
 * @param certificates which certificates it is about
 * @param evidence what it rests on
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CertificateConflict(Kind kind, String sentence, List<Fingerprint> certificates, List<String> evidence)
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
    public CertificateConflict {
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
        /**
         * Two certificates of one subject with different keys land in one store, which has room for one. Where they are known to be of two
         * clusters, they are a {@link #SAME_NAME_IN_TWO_CLUSTERS}, and that only.
         */
        SAME_SUBJECT_OTHER_KEY(
                "EMCC-CERTS-0101",
                FindingSeverity.ERROR,
                "give one of the nodes a certificate with another subject, or remove the outdated file, then consolidate again"),

        /** Two clusters have certificates of one common name for one store: they cannot both be trusted. */
        SAME_NAME_IN_TWO_CLUSTERS(
                "EMCC-CERTS-0102",
                FindingSeverity.ERROR,
                "give the nodes of one cluster other host names or a domain, regenerate, export and consolidate again"),

        /** Two certificates of one issuer have one serial number, by which TVS cannot tell them apart. */
        SAME_ISSUER_AND_SERIAL(
                "EMCC-CERTS-0103",
                FindingSeverity.ERROR,
                "regenerate one of the certificates, export and consolidate again"),

        /** A store has a newer certificate of the subject: the one of the bundle will not be taken. */
        OLDER_THAN_PRESENT(
                "EMCC-CERTS-0104",
                FindingSeverity.ERROR,
                "export and consolidate again; if the older certificate is the one in use, delete the newer from the store"),

        /** Two certificates of one subject are valid from the same second: which one stays is not public. */
        EQUAL_NOT_BEFORE(
                "EMCC-CERTS-0105",
                FindingSeverity.WARNING,
                "regenerate the certificate that is in use, export and consolidate again"),

        /** A CAPF certificate came under another subject, which never replaces the one before. */
        CAPF_SUBJECT_CHANGED(
                "EMCC-CERTS-0106",
                FindingSeverity.WARNING,
                "import the new certificate, and delete the former from CallManager-trust of the other clusters when no"
                        + " phone has a certificate of it any more");

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
         * @return such as {@code EMCC-CERTS-0101}
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
