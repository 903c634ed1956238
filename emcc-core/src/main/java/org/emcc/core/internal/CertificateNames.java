package org.emcc.core.internal;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The hosts that a certificate names, in the spelling of {@link HostNames#normal}. */
public final class CertificateNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private CertificateNames() {}

    /** The names of a certificate: its alternative DNS names and addresses, or its one common name where it has no alternatives. */
    public static Set<String> of(X509Certificate certificate) {
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
                        && alternative.get(1) instanceof String name
                        && (type == IP_ADDRESS || (type == DNS_NAME && !HostNames.isAddress(name)))) {
                    names.add(HostNames.normal(name));
                }
            }
            return names;
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    /** The common names in a subject as RFC 2253 writes it: parts divided by commas or plus signs that no backslash precedes. */
    public static List<String> commonNames(String subject) {
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
