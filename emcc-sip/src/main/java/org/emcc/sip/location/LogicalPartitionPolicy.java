package org.emcc.sip.location;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What a relation of logical partitioning says.
 *
 * <p>Source: sip 3.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum LogicalPartitionPolicy {
    /** The default policy decides. */
    USE_DEFAULT_POLICY("Use Default Policy"),
    /** The two may talk. */
    ALLOW("Allow"),
    /** They may not. */
    DENY("Deny");

    private final String label;

    LogicalPartitionPolicy(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Use Default Policy}
     */
    public String label() {
        return label;
    }

    /**
     * The constant of a vendor's text; the case of letters does not count.
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<LogicalPartitionPolicy> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
