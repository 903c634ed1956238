package org.emcc.core.em.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What an {@link EmService} answers, for whatever server hosts it to send as it stands.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EmResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private EmResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = Require.range(status, "status", 200, 599);
        this.headers = headers;
        this.body = body;
    }

    /**
     * An answer with a body.
     *
     * @param status 200 to 599
     * @param contentType its {@code Content-Type}
     * @param body its body; copied
     * @return the value
     * @throws IllegalArgumentException when the status is out of range
     */
    public static EmResponse of(int status, String contentType, byte[] body) {
        return new EmResponse(
                status,
                Map.of("Content-Type", Objects.requireNonNull(contentType, "contentType")),
                Objects.requireNonNull(body, "body").clone());
    }

    /**
     * The same with one more header.
     *
     * @param name its name
     * @param value its value, without line breaks
     * @return the new value
     * @throws IllegalArgumentException when the value has a control character
     */
    public EmResponse withHeader(String name, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("header " + name + " must have no control character");
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(Objects.requireNonNull(name, "name"), value);
        return new EmResponse(status, Map.copyOf(all), body);
    }

    /**
     * The HTTP status.
     *
     * @return 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The headers, {@code Content-Type} among them; {@code Content-Length} is the host's to add.
     *
     * @return names and values
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /** Two answers are equal when all their parts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EmResponse that
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "EmResponse[" + status + ", " + body.length + " bytes]";
    }
}
