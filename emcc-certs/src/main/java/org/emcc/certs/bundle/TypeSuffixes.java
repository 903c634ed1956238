package org.emcc.certs.bundle;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * Which text at the end of a file name stands for which certificate type. A type that is not in the table stands for itself,
 * and so does a text; in both directions without regard to case.
 *
 * <p>Source: certificates 1.3: {@code tomcat}, {@code tftp} and {@code capf} are seen in a capture; {@code itlrecovery} and
 * {@code tomcat-ecdsa} are not public and only proposed.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TypeSuffixes {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** The table of certificates 1.3. */
    public static final TypeSuffixes DEFAULTS = new TypeSuffixes(Map.of(
            "tomcat", CertificateType.TOMCAT,
            "tomcat-ecdsa", CertificateType.TOMCAT_ECDSA,
            "tftp", CertificateType.TFTP,
            "capf", CertificateType.CAPF,
            "itlrecovery", CertificateType.ITL_RECOVERY));

    private final Map<String, CertificateType> types;

    private TypeSuffixes(Map<String, CertificateType> types) {
        this.types = Map.copyOf(types);
    }

    /**
     * A copy in which this suffix stands for this type, and nothing else does.
     *
     * @param type the type
     * @param suffix 1 to 64 letters, digits, dots and hyphens
     * @return the copy
     * @throws IllegalArgumentException when the suffix breaks the rule, or stands for another type
     */
    public TypeSuffixes with(CertificateType type, String suffix) {
        Objects.requireNonNull(type, "type");
        Require.form(suffix, "suffix", FORM, "have 1 to 64 letters, digits, dots and hyphens and nothing else");
        String key = suffix.toLowerCase(Locale.ROOT);
        Map<String, CertificateType> copy = new TreeMap<>(types);
        copy.values().removeIf(type::equals);
        CertificateType other = copy.put(key, type);
        if (other != null) {
            throw new IllegalArgumentException("suffix " + key + " must stand for one type, but stands for " + other);
        }
        return new TypeSuffixes(copy);
    }

    /**
     * The type that a suffix stands for.
     *
     * @param suffix 1 to 64 letters, digits, dots and hyphens, in any case
     * @return the type of the table, or the type of that name
     * @throws IllegalArgumentException when the suffix breaks the rule
     */
    public CertificateType typeOf(String suffix) {
        Require.form(suffix, "suffix", FORM, "have 1 to 64 letters, digits, dots and hyphens and nothing else");
        CertificateType known = types.get(suffix.toLowerCase(Locale.ROOT));
        return known != null ? known : CertificateType.of(suffix);
    }

    /**
     * The suffix that stands for a type.
     *
     * @param type the type
     * @return the suffix of the table, or the name of the type, in lower case
     * @throws IllegalArgumentException when the type is not in the table and its name is no suffix, having an underscore, or
     *     is the suffix of another type
     */
    public String suffixOf(CertificateType type) {
        Objects.requireNonNull(type, "type");
        for (Map.Entry<String, CertificateType> entry : types.entrySet()) {
            if (entry.getValue().equals(type)) {
                return entry.getKey();
            }
        }
        String suffix = type.value().toLowerCase(Locale.ROOT);
        if (!typeOf(suffix).equals(type)) {
            throw new IllegalArgumentException(
                    "suffix " + suffix + " must stand for one type, but stands for " + typeOf(suffix));
        }
        return suffix;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeSuffixes that && types.equals(that.types);
    }

    @Override
    public int hashCode() {
        return types.hashCode();
    }

    @Override
    public String toString() {
        return new TreeMap<>(types).toString();
    }
}
