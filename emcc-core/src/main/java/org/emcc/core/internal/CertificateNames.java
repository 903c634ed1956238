package org.emcc.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** What a certificate names, total for whatever somebody writes into one. Hosts are in the spelling of {@link HostNames#normal}. */
public final class CertificateNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] COMMON_NAME = {0x55, 4, 3};

    private CertificateNames() {}

    /**
     * The hosts of a certificate: its alternative DNS names and addresses, or its one common name where it has no alternatives.
     *
     * @param certificate a certificate
     * @return the names; none when they cannot be read
     */
    public static Set<String> of(X509Certificate certificate) {
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                return alternatives(certificate);
            }
        } catch (CertificateParsingException e) {
            return Set.of();
        }
        List<String> common = commonNames(certificate.getSubjectX500Principal());
        return common.size() == 1 ? Set.of(HostNames.normal(common.get(0))) : Set.of();
    }

    /**
     * The hosts that a certificate names as alternatives to its subject. A DNS name that looks like an address is none: an address
     * must be stated as one.
     *
     * @param certificate a certificate
     * @return DNS names and addresses; none when there is none, or they cannot be read
     */
    public static Set<String> alternatives(X509Certificate certificate) {
        Set<String> hosts = new HashSet<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> each : all == null ? List.<List<?>>of() : all) {
                if (each.size() > 1
                        && each.get(0) instanceof Integer kind
                        && each.get(1) instanceof String name
                        && (kind == IP_ADDRESS || (kind == DNS_NAME && !HostNames.isAddress(name)))) {
                    hosts.add(HostNames.normal(name));
                }
            }
            return hosts;
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    /**
     * The common names in a subject, as they are: nothing is escaped but a number sign at the beginning, so that no text looks like a
     * value that is none.
     *
     * @param subject any subject
     * @return its common names, in their order
     */
    public static List<String> commonNames(X500Principal subject) {
        List<String> names = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(subject.getEncoded());
        ByteBuffer sets = content(all);
        while (sets.hasRemaining()) {
            ByteBuffer pairs = content(sets);
            while (pairs.hasRemaining()) {
                ByteBuffer pair = content(pairs);
                ByteBuffer type = content(pair);
                if (type.equals(ByteBuffer.wrap(COMMON_NAME))) {
                    names.add(value(pair));
                }
            }
        }
        return names;
    }

    /** The content of the element that begins here; all that is left when its length is none, which the platform lets nobody write. */
    private static ByteBuffer content(ByteBuffer in) {
        if (in.remaining() < 2) {
            in.position(in.limit());
            return in.slice();
        }
        in.get();
        int length = in.get() & 0xFF;
        if (length > 0x7F) {
            int bytes = length & 0x7F;
            length = 0;
            for (int i = 0; i < bytes && in.hasRemaining() && length < 1 << 23; i++) {
                length = (length << 8) | (in.get() & 0xFF);
            }
        }
        ByteBuffer content = in.slice();
        content.limit(Math.min(length, content.limit()));
        in.position(in.position() + content.limit());
        return content;
    }

    private static String value(ByteBuffer in) {
        byte[] element = new byte[in.remaining()];
        in.duplicate().get(element);
        if (element.length == 0) {
            return "#";
        }
        Charset charset = switch (element[0]) {
            case 0x0C -> StandardCharsets.UTF_8;
            case 0x12, 0x13, 0x16, 0x1A -> StandardCharsets.US_ASCII;
            case 0x14 -> StandardCharsets.ISO_8859_1; // as everybody writes TeletexString
            case 0x1C -> Charset.forName("UTF-32BE");
            case 0x1E -> StandardCharsets.UTF_16BE;
            default -> null;
        };
        if (charset != null) {
            try {
                String text = charset.newDecoder().decode(content(in)).toString();
                return text.startsWith("#") ? "\\" + text : text;
            } catch (CharacterCodingException e) {
                // It is not what it says; its bytes are its name.
            }
        }
        return "#" + HexFormat.of().formatHex(element);
    }
}
