package org.emcc.sip.location;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A civic address as a document holds it: the 17 fields of the product without the product's limits, the later ones, and the
 * language. {@link #toAddress()} makes the product's address of it.
 *
 * <p>Source: sip 3.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CivicLocation {
    /** The most characters of a value. A limit of this SDK. */
    public static final int MAX_VALUE = 2048;

    private static final CivicLocation EMPTY = new CivicLocation(Map.of(), Map.of(), null);

    private final Map<CivicField, String> fields;
    private final Map<LaterCivicField, String> later;
    private final @Nullable String language;

    /** The values keep their rules already. */
    private CivicLocation(
            Map<CivicField, String> fields, Map<LaterCivicField, String> later, @Nullable String language) {
        EnumMap<CivicField, String> ofFields = new EnumMap<>(CivicField.class);
        ofFields.putAll(fields);
        EnumMap<LaterCivicField, String> ofLater = new EnumMap<>(LaterCivicField.class);
        ofLater.putAll(later);
        this.fields = Collections.unmodifiableMap(ofFields);
        this.later = Collections.unmodifiableMap(ofLater);
        this.language = language;
    }

    /**
     * The location without any field.
     *
     * @return the empty location
     */
    public static CivicLocation empty() {
        return EMPTY;
    }

    /**
     * The fields of one of the product's addresses.
     *
     * @param address the address
     * @return the same as a location
     */
    public static CivicLocation of(CivicAddress address) {
        EnumMap<CivicField, String> fields = new EnumMap<>(CivicField.class);
        for (CivicField field : address.fields()) {
            address.get(field).ifPresent(value -> fields.put(field, value));
        }
        return new CivicLocation(fields, Map.of(), null);
    }

    /**
     * A copy with one field set.
     *
     * @param field the field
     * @param value 1 to {@value #MAX_VALUE} characters without control characters
     * @return the new location
     * @throws IllegalArgumentException when the value breaks its rule
     */
    public CivicLocation with(CivicField field, String value) {
        EnumMap<CivicField, String> next = new EnumMap<>(CivicField.class);
        next.putAll(fields);
        next.put(Objects.requireNonNull(field, "field"), checked(value, field.name()));
        return new CivicLocation(next, later, language);
    }

    /**
     * A copy with one later field set.
     *
     * @param field the field
     * @param value 1 to {@value #MAX_VALUE} characters without control characters
     * @return the new location
     * @throws IllegalArgumentException when the value breaks its rule
     */
    public CivicLocation with(LaterCivicField field, String value) {
        EnumMap<LaterCivicField, String> next = new EnumMap<>(LaterCivicField.class);
        next.putAll(later);
        next.put(Objects.requireNonNull(field, "field"), checked(value, field.name()));
        return new CivicLocation(fields, next, language);
    }

    /**
     * A copy in a language.
     *
     * @param tag the language of the values, such as {@code de}: letters, digits and hyphens, at most 35
     * @return the new location
     * @throws IllegalArgumentException when the tag breaks its rule
     */
    public CivicLocation withLanguage(String tag) {
        if (!isLanguage(Objects.requireNonNull(tag, "tag"))) {
            throw new IllegalArgumentException(
                    "language must be 1 to 35 letters, digits and hyphens, but is \"" + Require.clip(tag) + "\"");
        }
        return new CivicLocation(fields, later, tag);
    }

    static boolean isLanguage(String tag) {
        return tag.matches("[A-Za-z0-9-]{1,35}");
    }

    /** Without white space at its ends and with single blanks inside, as values of this type are compared. */
    static String checked(String value, String field) {
        String collapsed = collapse(Objects.requireNonNull(value, "value"));
        return Require.text(collapsed, "civic field " + field, MAX_VALUE);
    }

    /** RFC 5139 makes the values tokens of XML: white space collapses. */
    static String collapse(String value) {
        StringBuilder out = new StringBuilder(value.length());
        boolean blank = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                blank = true;
                continue;
            }
            if (blank && out.length() > 0) {
                out.append(' ');
            }
            blank = false;
            out.append(c);
        }
        return out.toString();
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
     * The value of a later field.
     *
     * @param field the field
     * @return its value, or empty when it is not set
     */
    public Optional<String> get(LaterCivicField field) {
        return Optional.ofNullable(later.get(Objects.requireNonNull(field, "field")));
    }

    /**
     * Which of the product's fields are set.
     *
     * @return the fields, in the order of the product's page
     */
    public Set<CivicField> fields() {
        return fields.keySet();
    }

    /**
     * Which of the later fields are set.
     *
     * @return the fields
     */
    public Set<LaterCivicField> laterFields() {
        return later.keySet();
    }

    /**
     * The language of the values.
     *
     * @return a tag such as {@code de}, or empty when none is named
     */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /**
     * Whether no field is set.
     *
     * @return true when there is neither one of the product's fields nor a later one
     */
    public boolean isEmpty() {
        return fields.isEmpty() && later.isEmpty();
    }

    /**
     * The product's fields within the product's limits. Later fields are left out, because the product has none of them; what
     * breaks a limit is left out with a problem.
     *
     * @return the address, which may be empty
     */
    public Decoded<CivicAddress> toAddress() {
        CivicAddress address = CivicAddress.empty();
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<CivicField, String> entry : fields.entrySet()) {
            try {
                address = address.with(entry.getKey(), entry.getValue());
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(entry.getKey().name(), "the field is left out: " + e.getMessage()));
            }
        }
        return new Decoded.Ok<>(address, problems);
    }

    /**
     * This location for receivers that go by RFC 5139, which has streets in {@code RD}: the street moves there from {@code A6}. It
     * stays where {@code RD} is set already, because then {@code A6} is a level above it.
     *
     * @return the location
     */
    public CivicLocation streetAsRoad() {
        String street = fields.get(CivicField.A6);
        if (street == null || later.containsKey(LaterCivicField.RD)) {
            return this;
        }
        EnumMap<CivicField, String> next = new EnumMap<>(CivicField.class);
        next.putAll(fields);
        next.remove(CivicField.A6);
        return new CivicLocation(next, later, language).with(LaterCivicField.RD, street);
    }

    /**
     * This location for the product, which has streets in {@code A6}: the road moves there from {@code RD}. It stays where
     * {@code A6} is set already.
     *
     * @return the location
     */
    public CivicLocation roadAsStreet() {
        String road = later.get(LaterCivicField.RD);
        if (road == null || fields.containsKey(CivicField.A6)) {
            return this;
        }
        EnumMap<LaterCivicField, String> next = new EnumMap<>(LaterCivicField.class);
        next.putAll(later);
        next.remove(LaterCivicField.RD);
        return new CivicLocation(fields, next, language).with(CivicField.A6, road);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CivicLocation that
                && fields.equals(that.fields)
                && later.equals(that.later)
                && Objects.equals(language, that.language);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields, later, language);
    }

    /** The fields with their values. */
    @Override
    public String toString() {
        return fields + (later.isEmpty() ? "" : " " + later) + (language == null ? "" : " in " + language);
    }
}
