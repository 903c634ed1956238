package org.emcc.core.gateway;

import org.emcc.core.internal.Require;

/**
 * A file that a phone can fetch.
 *
 * @param name its name; 1 to 255 characters
 * @param size its length in bytes, 0 or more
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PublishedFile(String name, int size) {
    /**
     * Checks the parts.
     *
     * @param name its name; 1 to 255 characters
     * @param size its length in bytes, 0 or more
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PublishedFile {
        Require.text(name, "file name", 255);
        Require.range(size, "file size", 0, Integer.MAX_VALUE);
    }
}
