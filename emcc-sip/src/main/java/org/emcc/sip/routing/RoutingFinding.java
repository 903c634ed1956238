package org.emcc.sip.routing;

import java.util.Objects;
import org.emcc.core.FindingSeverity;
import org.emcc.core.internal.Require;

/**
 * Something about a call or a dial plan that an administrator should know.
 *
 * <p>Source: emcc-behaviour 10.3, whose codes and severities are taken over; a code that starts with {@code CSC} is the vendor's number of a
 * public defect.
 *
 * @param code a stable code, such as {@code EMCC-DP-03}
 * @param severity how bad it is
 * @param message what it is, one sentence
 * @param remedy what to do, one sentence
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RoutingFinding(String code, FindingSeverity severity, String message, String remedy) {
    /**
     * Checks the parts.
     *
     * @param code a stable code
     * @param severity how bad it is
     * @param message what it is
     * @param remedy what to do
     * @throws IllegalArgumentException when a text is empty
     */
    public RoutingFinding {
        Require.text(code, "code of a finding", 32);
        Objects.requireNonNull(severity, "severity");
        Require.text(message, "message of a finding", 1000);
        Require.text(remedy, "remedy of a finding", 1000);
    }
}
