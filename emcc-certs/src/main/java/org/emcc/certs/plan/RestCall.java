package org.emcc.certs.plan;

import java.util.Objects;

/**
 * A call of the REST interface for certificates, which releases from 14 on have on each node. Nothing here sends it.
 *
 * <p>Source: certificates 1.14.
 *
 * @param method {@code GET} or {@code POST}
 * @param path the path and query
 * @param body the JSON of a {@code POST}; empty for a {@code GET}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RestCall(String method, String path, String body) {
    /**
     * Checks that all is given.
     *
     * @param method the method
     * @param path the path and query
     * @param body the JSON; may be empty
     */
    public RestCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(body, "body");
    }
}
