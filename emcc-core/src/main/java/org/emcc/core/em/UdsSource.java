package org.emcc.core.em;

import org.emcc.core.internal.Require;

/**
 * What a UDS document, or a part of one, says of itself: where it is found, and in which version.
 *
 * <p>Source: em-api-and-axl 3.6.
 *
 * @param uri its address, as text because real ones hold what a URI may not; empty when nothing is said; at most 2048 characters
 * @param version the release of who answers, such as {@code 14.0.1}; empty when nothing is said; at most 64 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record UdsSource(String uri, String version) {
    private static final UdsSource UNSAID = new UdsSource("", "");

    /**
     * Checks the lengths.
     *
     * @param uri its address
     * @param version the release of who answers
     * @throws IllegalArgumentException when one is too long or has control characters
     */
    public UdsSource {
        Require.textOrEmpty(uri, "URI of a UDS document", 2048);
        Require.textOrEmpty(version, "version of a UDS document", 64);
    }

    /**
     * Nothing is said.
     *
     * @return the value
     */
    public static UdsSource unsaid() {
        return UNSAID;
    }
}
