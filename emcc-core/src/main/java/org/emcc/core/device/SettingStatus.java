package org.emcc.core.device;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A switch that may leave the choice to a more general setting.
 *
 * <p>Source: em-api-and-axl 4.9, {@code XStatus}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum SettingStatus {
    /** Off. */
    OFF("Off"),
    /** On. */
    ON("On"),
    /** As the more general setting says. */
    DEFAULT("Default");

    private final String label;

    SettingStatus(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Off}
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
    public static Optional<SettingStatus> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
