package org.emcc.core.geolocation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * A geolocation filter: which fields of an address take part in a comparison.
 *
 * <p>Source: emcc-behaviour 5.8.
 *
 * @param name 1 to 50 characters
 * @param fields the fields that are switched on; may be empty
 * @param description at most 255 characters; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record GeolocationFilter(String name, Set<CivicField> fields, String description) {
    /**
     * Checks the parts, and copies the fields.
     *
     * @param name 1 to 50 characters
     * @param fields the fields that are switched on; may be empty
     * @param description at most 255 characters; may be empty
     * @throws IllegalArgumentException when the name or the description breaks its rule
     */
    public GeolocationFilter {
        Require.text(name, "geolocation filter name", 50);
        Require.textOrEmpty(description, "geolocation filter description", 255);
        EnumSet<CivicField> copy = EnumSet.noneOf(CivicField.class);
        copy.addAll(Require.set(fields, "fields"));
        fields = Collections.unmodifiableSet(copy);
    }

    /**
     * One without a description.
     *
     * @param name 1 to 50 characters
     * @param fields the fields that are switched on; may be empty
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public GeolocationFilter(String name, Set<CivicField> fields) {
        this(name, fields, "");
    }
}
