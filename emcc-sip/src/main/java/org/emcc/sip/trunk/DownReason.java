package org.emcc.sip.trunk;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a destination is down.
 *
 * <p>Source: sip 1.8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum DownReason {
    /** No answer. */
    TIMEOUT("local=1"),
    /** No socket to the peer: over TCP or TLS, no connection. */
    NO_CONNECTION("local=2"),
    /** The name was not found; the address shows as zero, and with SRV the port too. */
    NAME_NOT_RESOLVED("local=3"),
    /** The peer answered 503. */
    SERVICE_UNAVAILABLE("remote=503"),
    /** The peer answered 408. */
    REQUEST_TIMEOUT("remote=408");

    private final String label;

    DownReason(String label) {
        this.label = label;
    }

    /**
     * The text of the page, {@code type=code}.
     *
     * @return for example {@code local=1}
     */
    public String label() {
        return label;
    }

    /**
     * The constant of a page's text; the case of letters does not count.
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<DownReason> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }

    /**
     * What an answer to OPTIONS says: 408 and 503 mean down, every other final response means up, 404 and 405 too.
     *
     * @param status the status code of a final response, 200 to 699
     * @return why the destination is down, or empty when it is up
     * @throws IllegalArgumentException when it is no final response
     */
    public static Optional<DownReason> ofAnswer(int status) {
        if (status < 200 || status > 699) {
            throw new IllegalArgumentException("status must be from 200 to 699, but is " + status);
        }
        return switch (status) {
            case 408 -> Optional.of(REQUEST_TIMEOUT);
            case 503 -> Optional.of(SERVICE_UNAVAILABLE);
            default -> Optional.empty();
        };
    }
}
