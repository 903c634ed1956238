package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * How lossy the way between the clusters is, for the order of codecs.
 *
 * <p>Source: emcc-behaviour 5.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum LinkLossType {
    /** G.722 before iSAC. */
    LOW_LOSS("Low Loss"),
    /** iSAC before G.722. */
    LOSSY("Lossy");

    private final String label;

    LinkLossType(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Low Loss}
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
    public static Optional<LinkLossType> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
