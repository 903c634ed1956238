package org.emcc.core.geolocation;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * A geolocation record: a name and a civic address. Not to be confused with a location of call admission control.
 *
 * <p>Source: emcc-behaviour 5.8.
 *
 * @param name 1 to 50 characters
 * @param address the address, which may be empty
 * @param description at most 255 characters; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Geolocation(String name, CivicAddress address, String description) {
    /**
     * Checks the parts.
     *
     * @param name 1 to 50 characters
     * @param address the address, which may be empty
     * @param description at most 255 characters; may be empty
     * @throws IllegalArgumentException when the name or the description breaks its rule
     */
    public Geolocation {
        Require.text(name, "geolocation name", 50);
        Require.textOrEmpty(description, "geolocation description", 255);
        Objects.requireNonNull(address, "address");
    }

    /**
     * One without a description.
     *
     * @param name 1 to 50 characters
     * @param address the address, which may be empty
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public Geolocation(String name, CivicAddress address) {
        this(name, address, "");
    }
}
