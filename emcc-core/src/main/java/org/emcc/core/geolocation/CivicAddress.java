package org.emcc.core.geolocation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * A civic address: some of the 17 fields with their values. It may be empty.
 *
 * <p>Source: emcc-behaviour 5.8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CivicAddress {
    private static final CivicAddress EMPTY = new CivicAddress(Map.of());
    /** The longest text of an address between clusters (emcc-behaviour 2.6). */
    private static final int TEXT_LIMIT = 2048;

    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

    private final Map<CivicField, String> fields;

    private CivicAddress(Map<CivicField, String> fields) {
        EnumMap<CivicField, String> copy = new EnumMap<>(CivicField.class);
        fields.forEach((field, value) -> {
            Objects.requireNonNull(field, "field");
            String what = "civic field " + field;
            String trimmed =
                    Require.text(Require.textOrEmpty(value, what, TEXT_LIMIT).trim(), what, field.limit());
            if (field == CivicField.COUNTRY && !COUNTRY.matcher(trimmed).matches()) {
                throw new IllegalArgumentException(
                        "civic field COUNTRY must have two letters, but is \"" + trimmed + "\"");
            }
            copy.put(field, trimmed);
        });
        this.fields = Collections.unmodifiableMap(copy);
        int length = toString().length();
        if (length > TEXT_LIMIT) {
            throw new IllegalArgumentException(
                    "civic address must have at most " + TEXT_LIMIT + " characters as one text, but has " + length);
        }
    }

    /**
     * The address without any field.
     *
     * @return the empty address
     */
    public static CivicAddress empty() {
        return EMPTY;
    }

    /**
     * An address of these fields; blanks around values are dropped.
     *
     * @param fields the values, each within the limit of its field
     * @return the address
     * @throws IllegalArgumentException when a value is blank or too long, the country has not two letters, or the whole has more
     *     than 2048 characters as text
     */
    public static CivicAddress of(Map<CivicField, String> fields) {
        return new CivicAddress(Objects.requireNonNull(fields, "fields"));
    }

    /**
     * A copy with one field set.
     *
     * @param field the field
     * @param value its value
     * @return the new address
     * @throws IllegalArgumentException as for {@link #of}
     */
    public CivicAddress with(CivicField field, String value) {
        EnumMap<CivicField, String> copy = new EnumMap<>(CivicField.class);
        copy.putAll(fields);
        copy.put(Objects.requireNonNull(field, "field"), Objects.requireNonNull(value, "value"));
        return new CivicAddress(copy);
    }

    /**
     * The value of a field.
     *
     * @param field the field
     * @return its value, or empty when it is not set
     */
    public Optional<String> get(CivicField field) {
        return Optional.ofNullable(fields.get(Objects.requireNonNull(field, "field")));
    }

    /**
     * Which fields are set.
     *
     * @return the fields, in the order of the product's page
     */
    public Set<CivicField> fields() {
        return fields.keySet();
    }

    /**
     * Whether no field is set.
     *
     * @return true for the empty address
     */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /**
     * Reads the one-text form that travels between clusters. The product's own form is not public; this one is the SDK's:
     * {@code COUNTRY=GB;A3=London}, with a backslash before a semicolon or backslash inside a value.
     *
     * @param text what {@link #toString} wrote; fields of unknown name are refused
     * @return the address
     * @throws IllegalArgumentException when the text has another form, or a value breaks its rule
     */
    public static CivicAddress parse(String text) {
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            return EMPTY;
        }
        EnumMap<CivicField, String> found = new EnumMap<>(CivicField.class);
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length() || text.charAt(i) == ';';
            if (end) {
                readPart(part.toString(), found);
                part.setLength(0);
            } else {
                boolean escaped = text.charAt(i) == '\\' && i + 1 < text.length();
                part.append(text.charAt(escaped ? ++i : i));
            }
        }
        return new CivicAddress(found);
    }

    private static void readPart(String part, Map<CivicField, String> found) {
        int equals = part.indexOf('=');
        String code = equals < 0 ? part : part.substring(0, equals);
        for (CivicField field : CivicField.values()) {
            if (equals >= 0 && field.name().equals(code)) {
                if (found.put(field, part.substring(equals + 1)) != null) {
                    throw new IllegalArgumentException("civic field " + field + " must occur once in an address");
                }
                return;
            }
        }
        throw new IllegalArgumentException(
                "civic address must be field codes with values, as COUNTRY=GB, but has \"" + Require.clip(part) + "\"");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CivicAddress that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The one-text form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        fields.forEach((field, value) -> {
            out.append(out.length() == 0 ? "" : ";").append(field.name()).append('=');
            out.append(value.replace("\\", "\\\\").replace(";", "\\;"));
        });
        return out.toString();
    }
}
