package org.emcc.tftp.config;

import java.time.Instant;
import java.util.UUID;
import org.emcc.core.internal.Require;

/**
 * The stamp that changes whenever the content of a file does: phones skip work when it is equal. The product writes
 * {@code <seconds>-<uuid>}, old files hold other text; all of it is kept.
 *
 * <p>Source: phone-config-files 3.1.
 *
 * @param value 1 to 128 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record VersionStamp(String value) {
    /**
     * Checks the length.
     *
     * @param value 1 to 128 characters
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public VersionStamp {
        Require.text(value, "version stamp", 128);
    }

    /**
     * A stamp in the product's form.
     *
     * @param instant when the file was made
     * @param uuid what makes it differ from another of the same second
     * @return the stamp
     */
    public static VersionStamp of(Instant instant, UUID uuid) {
        return new VersionStamp(instant.getEpochSecond() + "-" + uuid);
    }

    /**
     * A stamp of any text.
     *
     * @param value 1 to 128 characters
     * @return the stamp
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static VersionStamp of(String value) {
        return new VersionStamp(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
