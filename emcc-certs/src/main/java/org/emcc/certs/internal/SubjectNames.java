package org.emcc.certs.internal;

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
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.emcc.core.internal.HostNames;
import org.emcc.core.internal.Require;

/**
 * The names in a certificate. Whatever the platform takes for a subject has common names here and can be printed: a value that is
 * no text, or not in the encoding that it claims, is shown as a number sign and the hexadecimal digits of its DER form.
 *
 * <p>Source: RFC 5280 4.1.2.4 and 4.2.1.6; RFC 2253 2.4 for values that are no text.
 */
public final class SubjectNames {
    private static final int LONGEST = 256;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] COMMON_NAME = {0x55, 4, 3};

    /** Of no top-level domain; it is an address, or what some resolvers take for one. */
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?(0[xX][0-9A-Fa-f]*|[0-9]+)\\.*");

    private SubjectNames() {}

    /**
     * The subject for logs, messages and exceptions.
     *
     * @param certificate a certificate
     * @return one line of at most 256 characters and an ellipsis
     */
    public static String text(X509Certificate certificate) {
        return text(certificate.getSubjectX500Principal());
    }

    /**
     * The name of a subject or an issuer for logs, messages and exceptions.
     *
     * @param name any name
     * @return one line of at most 256 characters and an ellipsis
     */
    public static String text(X500Principal name) {
        return text(spelled(name));
    }

    /**
     * The one spelling of names, that of RFC 2253; whole and as it is, for programs.
     *
     * @param name any name
     * @return the name
     */
    public static String spelled(X500Principal name) {
        return name.getName(X500Principal.RFC2253);
    }

    /**
     * Text of others for logs, messages and exceptions.
     *
     * @param text any text
     * @return one line of at most 256 characters and an ellipsis
     */
    public static String text(String text) {
        return clipped(text, LONGEST);
    }

    /** As {@link #text(String)}, of another length; what two characters of UTF-16 stand for is not cut in two. */
    static String clipped(String text, int most) {
        String printable = Printable.of(text);
        boolean inTwo = printable.length() > most && Character.isHighSurrogate(printable.charAt(most - 1));
        return Require.clip(printable, inTwo ? most - 1 : most);
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

    /**
     * The hosts that a certificate names as alternatives to its subject, in the spelling of {@link HostNames#normal}. A DNS name that
     * looks like an address is none: an address must be stated as one.
     *
     * @param certificate a certificate
     * @return DNS names and addresses; none when there is none, or they cannot be read
     */
    public static Set<String> alternatives(X509Certificate certificate) {
        Set<String> hosts = new HashSet<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all == null) {
                return hosts;
            }
            for (List<?> each : all) {
                if (each.size() > 1 && each.get(0) instanceof Integer kind && each.get(1) instanceof String name) {
                    boolean host = kind == DNS_NAME
                            && name.indexOf(':') < 0
                            && !NUMERIC_END.matcher(name).matches();
                    if (host || kind == IP_ADDRESS) {
                        hosts.add(HostNames.normal(name));
                    }
                }
            }
            return hosts;
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }
}
