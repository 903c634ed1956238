package org.emcc.core.device;

import org.emcc.core.internal.Require;

/**
 * A date/time group: what clock a phone shows.
 *
 * <p>Source: phone-config-files 3.3 and 3.11.
 *
 * @param name 1 to 50 characters
 * @param dateTemplate order and separator, such as {@code D/M/Y}; a trailing {@code a} is a 12-hour clock
 * @param timeZone a time zone name of the product, such as {@code GMT Standard/Daylight Time}
 * @param olsonTimeZone the zone that newer phones use, such as {@code Europe/London}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DateTimeGroup(String name, String dateTemplate, String timeZone, String olsonTimeZone) {
    /**
     * Checks the parts.
     *
     * @param name 1 to 50 characters
     * @param dateTemplate order and separator, such as {@code D/M/Y}; a trailing {@code a} is a 12-hour clock
     * @param timeZone a time zone name of the product, such as {@code GMT Standard/Daylight Time}
     * @param olsonTimeZone the zone that newer phones use, such as {@code Europe/London}
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public DateTimeGroup {
        Require.text(name, "date/time group", 50);
        Require.text(dateTemplate, "date template", 12);
        Require.text(timeZone, "time zone", 64);
        Require.text(olsonTimeZone, "Olson time zone", 64);
    }
}
