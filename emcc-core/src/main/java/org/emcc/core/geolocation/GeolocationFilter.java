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
 * @threadsafety immutable
 * @since 0.1.0
 */
public record GeolocationFilter(String name, Set<CivicField> fields) {
    /**
     * Checks the name and copies the fields.
     *
     * @param name 1 to 50 characters
     * @param fields the fields that are switched on; may be empty
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public GeolocationFilter {
        Require.text(name, "geolocation filter name", 50);
        EnumSet<CivicField> copy = EnumSet.noneOf(CivicField.class);
        copy.addAll(fields);
        fields = Collections.unmodifiableSet(copy);
    }
}
