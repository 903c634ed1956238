package org.emcc.tftp.trust;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;
import org.emcc.core.internal.Require;

/**
 * Who signed a file: the name, issuer and serial number of the certificate, as texts of the file.
 *
 * <p>Two such texts seldom agree to the letter: the vendor joins the parts of a name with semicolons, other tools with commas,
 * in either order. So {@link #matches} compares them part by part, without regard to order, case and blanks around them
 * (inferred); names of more than 4,096 characters only to the letter. It says which key to try, never that a signature is good.
 *
 * <p>Source: phone-config-files 6.2 (tags 4 to 6).
 *
 * @param subject the name of the certificate; may be empty in a file of others
 * @param issuer the name of its issuer
 * @param serial its serial number, not negative
 * @threadsafety immutable
 * @since 0.1.0
 */
public record SignerId(String subject, String issuer, BigInteger serial) {
    /** An attribute type in a name is not longer than this. */
    private static final int LONGEST_TYPE = 64;

    /** Longer names are not taken apart: no certificate has them, and a file of others may have many. */
    private static final int LONGEST_PARSED = 4096;

    /** Types that RFC 2253 does not name; without a keyword their values would be written as hexadecimal digits. */
    private static final Map<String, String> KEYWORDS = Map.of(
            "1.2.840.113549.1.9.1", "emailAddress",
            "2.5.4.4", "SURNAME",
            "2.5.4.5", "serialNumber",
            "2.5.4.12", "T",
            "2.5.4.13", "description",
            "2.5.4.17", "postalCode",
            "2.5.4.42", "GIVENNAME",
            "2.5.4.43", "INITIALS",
            "2.5.4.44", "GENERATION",
            "2.5.4.46", "dnQualifier");

    /**
     * Checks that all is given.
     *
     * @param subject the name of the certificate
     * @param issuer the name of its issuer
     * @param serial its serial number
     * @throws IllegalArgumentException when the serial number is negative
     */
    public SignerId {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(serial, "serial");
        if (serial.signum() < 0) {
            throw new IllegalArgumentException("serial number of a signer must not be negative");
        }
    }

    /**
     * The one that a certificate names, as the vendor writes it: parts of a name joined with semicolons, the most specific
     * first (the order is inferred). A negative serial number is read as the unsigned number that its bytes are.
     *
     * @param certificate the certificate
     * @return its names and number
     */
    public static SignerId of(X509Certificate certificate) {
        byte[] serial = certificate.getSerialNumber().toByteArray();
        return new SignerId(
                text(certificate.getSubjectX500Principal()),
                text(certificate.getIssuerX500Principal()),
                new BigInteger(1, serial));
    }

    /**
     * Whether the other one is the same certificate by issuer and serial number. Subjects are not compared.
     *
     * @param other the other one
     * @return whether both agree
     */
    public boolean matches(SignerId other) {
        return serial.equals(other.serial)
                && (issuer.equals(other.issuer) || matcher().test(other));
    }

    /** {@link #matches} for many others: the issuer of this one is taken apart once. */
    Predicate<SignerId> matcher() {
        boolean isParsed = issuer.length() <= LONGEST_PARSED;
        List<String> own = isParsed ? parts(issuer) : List.of();
        return other -> serial.equals(other.serial)
                && (issuer.equals(other.issuer)
                        || (isParsed && other.issuer.length() <= LONGEST_PARSED && own.equals(parts(other.issuer))));
    }

    /** The bytes of the serial number as they are written: unsigned, at least one. */
    byte[] serialBytes() {
        byte[] bytes = serial.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String text(X500Principal name) {
        String rfc = name.getName(X500Principal.RFC2253, KEYWORDS);
        StringBuilder out = new StringBuilder(rfc.length());
        for (int i = 0; i < rfc.length(); i++) {
            char c = rfc.charAt(i);
            if (c == '\\' && i + 1 < rfc.length()) {
                out.append(rfc.charAt(++i));
            } else {
                out.append(c == ',' ? ';' : c);
            }
        }
        return out.toString();
    }

    /** The parts of a name, sorted: a part begins behind a separator that an attribute type follows. */
    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c == ';' || c == ',') && startsPart(name, i + 1)) {
                parts.add(plain(name.substring(from, i)));
                from = i + 1;
            }
        }
        parts.add(plain(name.substring(from)));
        parts.sort(null);
        return parts;
    }

    private static boolean startsPart(String name, int from) {
        int end = Math.min(name.length(), from + LONGEST_TYPE);
        for (int i = from; i < end; i++) {
            char c = name.charAt(i);
            if (c == '=') {
                return i > from;
            }
            if (c != ' ' && c != '.' && c != '-' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return false;
    }

    private static String plain(String part) {
        int equals = part.indexOf('=');
        String type = equals < 0 ? "" : part.substring(0, equals).strip();
        String value = part.substring(equals + 1).strip().replace("\\", "");
        return (type + '=' + value).toLowerCase(Locale.ROOT);
    }

    /** The names and the number in hexadecimal digits, cut where they are long. */
    @Override
    public String toString() {
        byte[] bytes = serialBytes();
        String digits = HexFormat.of().withUpperCase().formatHex(bytes, 0, Math.min(bytes.length, 33));
        return "SignerId[\"" + Require.clip(subject) + "\", issuer \"" + Require.clip(issuer) + "\", serial "
                + Require.clip(digits) + "]";
    }
}
