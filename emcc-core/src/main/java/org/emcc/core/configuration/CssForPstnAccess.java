package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * By which calling search space visiting routes a call that arrives for PSTN Access.
 *
 * <p>Source: emcc-behaviour 5.1 and 6.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum CssForPstnAccess {
    /** That of the trunk. */
    USE_TRUNK_CSS("Use trunk CSS"),
    /** The device CSS that the phone has when nobody is logged in. */
    USE_PHONES_ORIGINAL_DEVICE_CSS("Use phone's original device CSS");

    private final String label;

    CssForPstnAccess(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Use trunk CSS}
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
    public static Optional<CssForPstnAccess> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
