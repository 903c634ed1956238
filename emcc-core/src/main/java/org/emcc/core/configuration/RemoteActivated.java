package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What the last remote cluster update said of a service of the other side.
 *
 * <p>Source: emcc-behaviour 5.4 and 12.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum RemoteActivated {
    /** It is active there. */
    TRUE("True"),
    /** It is not active there, or the other side did not answer. */
    FALSE("False"),
    /** It is not asked for. */
    NOT_APPLICABLE("Not Applicable"),
    /** Nobody said: AXL, for one, does not tell. */
    UNKNOWN("");

    private final String label;

    RemoteActivated(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code True}
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
    public static Optional<RemoteActivated> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
