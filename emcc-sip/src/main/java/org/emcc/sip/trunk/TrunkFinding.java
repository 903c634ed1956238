package org.emcc.sip.trunk;

import java.util.Objects;

/**
 * A rule that the configuration of trunks breaks, or something worth knowing about it.
 *
 * @param rule which rule
 * @param where the object and the field, for example {@code trunk EMCC-TRUNK, sendGeoLocation}
 * @param message one sentence that names what was met, where, and which rule it breaks
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TrunkFinding(TrunkRule rule, String where, String message) {
    /**
     * Checks that all are given.
     *
     * @param rule which rule
     * @param where the object and the field
     * @param message one sentence
     */
    public TrunkFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(message, "message");
    }

    /** The severity, the code, the sentence, and the section of the notes. */
    @Override
    public String toString() {
        return rule.severity() + " " + rule.code() + ": " + message + " (" + rule.section() + ")";
    }
}
