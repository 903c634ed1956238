package org.emcc.tftp.config;

import org.emcc.core.internal.Require;

/**
 * A date/time group as a phone sees it. Source: phone-config-files 3.3, devicePool.
 *
 * @param name the group's name; may be empty
 * @param dateTemplate such as {@code M/D/Ya}; may be empty
 * @param timeZone the product's own name of the zone, such as {@code Central Europe Standard/Daylight Time}; may be empty
 * @param olsonTimeZone such as {@code Europe/Berlin}, which newer phones prefer; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DateTimeSetting(String name, String dateTemplate, String timeZone, String olsonTimeZone) {
    /**
     * Checks the lengths.
     *
     * @param name the group's name
     * @param dateTemplate the form of a date
     * @param timeZone the product's name of the zone
     * @param olsonTimeZone the zone's name in the tz database
     * @throws IllegalArgumentException when one has more than 128 characters, or control characters
     */
    public DateTimeSetting {
        Require.textOrEmpty(name, "date/time group", 128);
        Require.textOrEmpty(dateTemplate, "date template", 128);
        Require.textOrEmpty(timeZone, "time zone", 128);
        Require.textOrEmpty(olsonTimeZone, "Olson time zone", 128);
    }
}
