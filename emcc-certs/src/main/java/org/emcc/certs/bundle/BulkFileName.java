package org.emcc.certs.bundle;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * The name of a file of Bulk Certificate Management: {@code <node>_<suffix>.pkcs12}, which one cluster exported, or
 * {@code <source>_bulk_<suffix>.pkcs12}, which holds those of all. The suffix is the longest one of the table of suffixes that the
 * name ends in, else the text after the last underscore.
 *
 * <p>A name is chosen by whoever can write to the directory: it proves nothing.
 *
 * <p>Source: certificates 1.3, 1.12.
 *
 * @param kind what the page shows as <em>Certificate Type</em>
 * @param source what it shows as <em>Server Source</em>: the node, or for {@link Kind#BULK} the address of the directory's
 *     server (inferred); 1 to 128 letters, digits, dots, hyphens and underscores, not beginning with a dot
 * @param type the type of all certificates in the file
 * @threadsafety immutable
 * @since 0.1.0
 */
public record BulkFileName(Kind kind, String source, CertificateType type) {
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
    private static final String EXTENSION = ".pkcs12";
    private static final String BULK_MARK = "_bulk";

    /** What a file holds, by the words of the page. */
    public enum Kind {
        /** The certificates of one node. */
        STORE,

        /** The consolidated certificates of all nodes. */
        BULK
    }

    /**
     * Checks the source.
     *
     * @param kind what the file holds
     * @param source the node, or the address of the directory's server
     * @param type the type of all certificates in the file
     * @throws IllegalArgumentException when the source breaks its rule, or would make a STORE file look like a BULK file
     */
    public BulkFileName {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        if (kind == Kind.STORE) {
            requireNode(source);
        } else {
            requireSource(source);
        }
    }

    static String requireNode(String node) {
        if (endsInBulk(require(node, "name of a node"))) {
            throw new IllegalArgumentException(
                    "name of a node must not end in " + BULK_MARK + ", but is \"" + Require.clip(node) + "\"");
        }
        return node;
    }

    static String requireSource(String source) {
        return require(source, "source of a certificate file");
    }

    private static String require(String text, String what) {
        return Require.form(
                text,
                what,
                SOURCE,
                "have 1 to 128 letters, digits, dots, hyphens and underscores and not begin with a dot");
    }

    private static boolean endsInBulk(String text) {
        return endsIn(text, BULK_MARK);
    }

    /** Whether the product's page would list a file of this name, whatever else it says. */
    static boolean isListed(String fileName) {
        return endsIn(fileName, EXTENSION);
    }

    /** Regardless of the case of A to Z: of no other letter, some of which become one of these in the other case. */
    private static boolean endsIn(String text, String end) {
        int begin = text.length() - end.length();
        for (int i = 0; i < end.length(); i++) {
            if (begin < 0 || lower(text.charAt(begin + i)) != end.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
    }

    /**
     * Reads a name, without regard to the case of the letters A to Z.
     *
     * @param fileName any text
     * @param suffixes which suffix stands for which type
     * @return what it says, or empty when it is the name of something else
     */
    public static Optional<BulkFileName> parse(String fileName, TypeSuffixes suffixes) {
        Objects.requireNonNull(suffixes, "suffixes");
        int end = fileName.length() - EXTENSION.length();
        if (!isListed(fileName)) {
            return Optional.empty();
        }
        int underscore = suffixes.separator(fileName.substring(0, end));
        if (underscore < 0) {
            return Optional.empty();
        }
        String source = fileName.substring(0, underscore);
        Kind kind = Kind.STORE;
        if (endsInBulk(source)) {
            kind = Kind.BULK;
            source = source.substring(0, source.length() - BULK_MARK.length());
        }
        try {
            return Optional.of(
                    new BulkFileName(kind, source, suffixes.typeOf(fileName.substring(underscore + 1, end))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The name.
     *
     * @param suffixes which suffix stands for which type
     * @return the name, which {@link #parse} with the same table reads back
     * @throws IllegalArgumentException when the type has no suffix, or a longer suffix of the table takes the end of the source for a
     *     part of itself
     */
    public String format(TypeSuffixes suffixes) {
        String name = source + (kind == Kind.BULK ? BULK_MARK : "") + "_" + suffixes.suffixOf(type) + EXTENSION;
        Optional<BulkFileName> read = parse(name, suffixes);
        if (!read.equals(Optional.of(this))) {
            throw new IllegalArgumentException("file name must say the type " + type + " of " + source + ", but " + name
                    + read.map(other -> " says the type " + other.type + " of " + other.source)
                            .orElse(" says nothing")
                    + ": give the type another suffix");
        }
        return name;
    }

    /** Whether a name, if it is one, is that of a BULK file of this source, by any table of suffixes. */
    static boolean isBulk(String fileName, String source) {
        String mark = source + BULK_MARK + "_";
        return fileName.regionMatches(true, 0, mark, 0, mark.length());
    }
}
