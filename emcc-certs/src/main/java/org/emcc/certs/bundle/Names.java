package org.emcc.certs.bundle;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.emcc.core.internal.CertificateNames;

/** By which names and keys certificates are compared. */
final class Names {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private Names() {}

    /** The subject regardless of case and spacing. */
    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName(X500Principal.CANONICAL);
    }

    static String subject(BundledCertificate each) {
        return subject(each.certificate());
    }

    static String key(X509Certificate certificate) {
        return HexFormat.of().formatHex(certificate.getPublicKey().getEncoded());
    }

    static String key(BundledCertificate each) {
        return key(each.certificate());
    }

    static String node(String source) {
        return source.toLowerCase(Locale.ROOT);
    }

    /** A node's name has no case, and so a file's has none: of one node and type there is one file. */
    static String file(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The first common name of the subject, regardless of case and spacing. */
    static Optional<String> commonName(X509Certificate certificate) {
        return CertificateNames.commonNames(certificate.getSubjectX500Principal()).stream()
                .findFirst()
                .map(name -> name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }

    /** The DNS names and addresses among the alternative names; none when they cannot be read. */
    static List<String> alternatives(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> each : all) {
                    if (each.get(0) instanceof Integer kind
                            && (kind == DNS || kind == ADDRESS)
                            && each.get(1) instanceof String name) {
                        names.add(name.toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }
}
