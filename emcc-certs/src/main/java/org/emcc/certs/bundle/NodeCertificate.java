package org.emcc.certs.bundle;

import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * A certificate which a node has for one purpose: what an export takes.
 *
 * @param node the host name of the node, as it stands in the names of its files: 1 to 128 letters, digits, dots, hyphens and
 *     underscores, not beginning with a dot, not ending in {@code _bulk}
 * @param type what the certificate is for
 * @param certificate the certificate
 * @threadsafety immutable
 * @since 0.1.0
 */
public record NodeCertificate(String node, CertificateType type, X509Certificate certificate) {
    /**
     * Checks the name.
     *
     * @param node the host name of the node
     * @param type what the certificate is for
     * @param certificate the certificate
     * @throws IllegalArgumentException when the name breaks the rule
     */
    public NodeCertificate {
        BulkFileName.requireNode(node);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(certificate, "certificate");
    }
}
