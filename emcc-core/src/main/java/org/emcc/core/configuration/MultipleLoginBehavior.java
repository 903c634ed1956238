package org.emcc.core.configuration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What happens when a user who is logged in logs in at another phone. Governs EMCC from release 12.5 on; before that every
 * login is allowed.
 *
 * <p>Source: emcc-behaviour 3.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum MultipleLoginBehavior {
    /** Both logins live. */
    MULTIPLE_LOGINS_ALLOWED("Multiple Logins Allowed"),
    /** The second is refused with 25. */
    MULTIPLE_LOGINS_NOT_ALLOWED("Multiple Logins Not Allowed"),
    /** The first is ended. */
    AUTO_LOGOUT("Auto Logout");

    private final String label;

    MultipleLoginBehavior(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Multiple Logins Allowed}
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
    public static Optional<MultipleLoginBehavior> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
