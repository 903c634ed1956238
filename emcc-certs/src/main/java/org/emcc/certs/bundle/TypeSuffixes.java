package org.emcc.certs.bundle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * Which text at the end of a file name stands for which certificate type. A type that is not in the table stands for itself,
 * and so does a text; in both directions without regard to case. An underscore has a suffix of the table only: elsewhere nothing
 * says where the node ends and the suffix begins.
 *
 * <p>Source: certificates 1.3: {@code tomcat}, {@code tftp} and {@code capf} are seen in a capture; {@code itlrecovery} and
 * {@code tomcat-ecdsa} are not public and only proposed.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TypeSuffixes {
    private static final int LONGEST = 64;
    private static final char SEPARATOR = '_';
    private static final String BULK_PART = "_bulk_";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.-]++(_[A-Za-z0-9.-]++)*+");
    private static final String RULE =
            "have 1 to " + LONGEST + " letters, digits, dots and hyphens, with single underscores between them";

    /** The table of certificates 1.3. */
    public static final TypeSuffixes DEFAULTS = new TypeSuffixes(Map.of(
            "tomcat", CertificateType.TOMCAT,
            "tomcat-ecdsa", CertificateType.TOMCAT_ECDSA,
            "tftp", CertificateType.TFTP,
            "capf", CertificateType.CAPF,
            "itlrecovery", CertificateType.ITL_RECOVERY));

    private final Map<String, CertificateType> types;
    private final List<String> separated;

    private TypeSuffixes(Map<String, CertificateType> types) {
        this.types = Map.copyOf(types);
        this.separated =
                this.types.keySet().stream().filter(TypeSuffixes::isSeparated).toList();
    }

    /**
     * A copy in which this suffix stands for this type, and nothing else does. Where a name ends in several suffixes of the table, the
     * longest counts.
     *
     * @param type the type
     * @param suffix 1 to 64 letters, digits, dots and hyphens, with single underscores between them; where it has underscores, nothing
     *     that they part is {@code bulk}, which is the mark of BULK files
     * @return the copy
     * @throws IllegalArgumentException when the suffix breaks the rule, or stands for another type
     */
    public TypeSuffixes with(CertificateType type, String suffix) {
        Objects.requireNonNull(type, "type");
        String key = require(suffix).toLowerCase(Locale.ROOT);
        if (isSeparated(key) && (SEPARATOR + key + SEPARATOR).contains(BULK_PART)) {
            throw new IllegalArgumentException(
                    "suffix with underscores must not have the part bulk, which marks BULK files, but is " + key);
        }
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
     * @param suffix 1 to 64 letters, digits, dots and hyphens, with single underscores between them, in any case
     * @return the type of the table, or the type of that name
     * @throws IllegalArgumentException when the suffix breaks the rule, or has an underscore and is not in the table
     */
    public CertificateType typeOf(String suffix) {
        CertificateType known = types.get(require(suffix).toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        if (isSeparated(suffix)) {
            throw new IllegalArgumentException("suffix with underscores must be one of "
                    + types.keySet().stream().sorted().toList() + ", but is " + suffix);
        }
        return CertificateType.of(suffix);
    }

    private static String require(String suffix) {
        Require.form(suffix, "suffix", FORM, RULE);
        return Require.text(suffix, "suffix", LONGEST);
    }

    private static boolean isSeparated(String suffix) {
        return suffix.indexOf(SEPARATOR) >= 0;
    }

    /**
     * Where the suffix of a name begins: by the longest one of the table that it ends in, else behind the last underscore.
     *
     * @param name a name without its extension
     * @return the place of the underscore before the suffix; -1 when there is none
     */
    int separator(String name) {
        int found = name.lastIndexOf(SEPARATOR);
        for (String each : separated) {
            int at = name.length() - each.length() - 1;
            if (at >= 0
                    && at < found
                    && name.charAt(at) == SEPARATOR
                    && name.regionMatches(true, at + 1, each, 0, each.length())) {
                found = at;
            }
        }
        return found;
    }

    /**
     * The suffix that stands for a type.
     *
     * @param type the type
     * @return the suffix of the table, or the name of the type, in lower case
     * @throws IllegalArgumentException when the type is not in the table and its name has an underscore, or is the suffix of another
     *     type
     */
    public String suffixOf(CertificateType type) {
        Objects.requireNonNull(type, "type");
        for (Map.Entry<String, CertificateType> entry : types.entrySet()) {
            if (entry.getValue().equals(type)) {
                return entry.getKey();
            }
        }
        String suffix = type.value().toLowerCase(Locale.ROOT);
        if (isSeparated(suffix)) {
            throw new IllegalArgumentException("type " + type
                    + " must have a suffix in the table, because its name has an underscore, but has none of "
                    + types.keySet().stream().sorted().toList());
        }
        if (!typeOf(suffix).equals(type)) {
            throw new IllegalArgumentException(
                    "suffix " + suffix + " must stand for one type, but stands for " + typeOf(suffix));
        }
        return suffix;
    }

    /** Whether {@link #suffixOf} has an answer. */
    boolean has(CertificateType type) {
        String suffix = type.value().toLowerCase(Locale.ROOT);
        return types.containsValue(type) || !(isSeparated(suffix) || types.containsKey(suffix));
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
