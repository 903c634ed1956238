package org.emcc.core.axl;

import java.util.Locale;
import java.util.Objects;

/**
 * What AXL says instead of an answer.
 *
 * <p>Source: em-api-and-axl 4.1 (faults).
 *
 * @param code {@code axlcode}, such as 5007; 0 where there is none
 * @param message what is wrong, in the words of the cluster
 * @param request the operation; empty where it is not said
 * @threadsafety immutable
 * @since 0.1.0
 */
public record AxlFault(int code, String message, String request) {
    /** An object that is asked for is not there. */
    public static final int NOT_FOUND = 5007;

    /**
     * Checks that all are given.
     *
     * @param code {@code axlcode}; 0 where there is none
     * @param message what is wrong
     * @param request the operation
     */
    public AxlFault {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(request, "request");
    }

    /**
     * Whether the answer would have been too large, so that less is to be asked for at a time.
     *
     * @return true when the message says so
     */
    public boolean isTooLarge() {
        return message.startsWith("Query request too large");
    }

    /**
     * Whether the cluster refuses because of its load, so that the same may be asked later.
     *
     * @return true when the message says so, in words that were seen (em-api-and-axl 4.1 names throttling, not its words; inferred)
     */
    public boolean isThrottled() {
        String words = message.toLowerCase(Locale.ROOT);
        return words.contains("maximum axl memory allocation consumed") || words.contains("throttl");
    }
}
