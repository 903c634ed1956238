package org.emcc.core.em.http;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.internal.HostNames;

/**
 * Whether a certificate is that of a remote cluster. One rule for both directions: some name in it equals the host or a node name
 * of the record. Names are compared exactly but for case, addresses by value; a wildcard is a name like any other.
 *
 * <p>Source: design 4.4; emcc-behaviour 5.4 (the product trusts any imported certificate; the binding is the SDK's own).
 */
final class PeerNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private PeerNames() {}

    static boolean belongsTo(X509Certificate certificate, RemoteCluster cluster) {
        Set<String> names = of(certificate);
        if (names.contains(HostNames.normal(cluster.fullyQualifiedName().host()))) {
            return true;
        }
        return cluster.nodeNames().stream().map(HostNames::normal).anyMatch(names::contains);
    }

    /** The names of a certificate: its alternative DNS names and addresses, or its one common name where it has no alternatives. */
    static Set<String> of(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives == null) {
                List<String> common =
                        commonNames(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
                if (common.size() == 1) {
                    names.add(HostNames.normal(common.get(0)));
                }
                return names;
            }
            for (List<?> alternative : alternatives) {
                if (alternative.size() > 1
                        && alternative.get(0) instanceof Integer type
                        && (type == DNS_NAME || type == IP_ADDRESS)
                        && alternative.get(1) instanceof String name) {
                    names.add(HostNames.normal(name));
                }
            }
            return names;
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    /** The common names in a subject as RFC 2253 writes it: parts divided by commas or plus signs that no backslash precedes. */
    static List<String> commonNames(String subject) {
        List<String> found = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= subject.length(); i++) {
            char c = i == subject.length() ? ',' : subject.charAt(i);
            if (c == '\\' && i + 1 < subject.length()) {
                part.append(subject.charAt(++i));
            } else if (c == ',' || c == '+') {
                if (part.length() > 3 && part.substring(0, 3).equalsIgnoreCase("CN=")) {
                    found.add(part.substring(3));
                }
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        return found;
    }
}
