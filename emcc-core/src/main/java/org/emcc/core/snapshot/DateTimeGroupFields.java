package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a date/time group. A date/time group.
 *
 * <p>Source: emcc-behaviour 4.
 *
 * @since 0.1.0
 */
public final class DateTimeGroupFields {
    /** Group Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Group Name", 50).byHand().make();

    /** Time Zone. */
    public static final ObjectField<String> TIME_ZONE =
            ObjectField.text("timeZone", "Time Zone", 255).byHand().make();

    /** Date Format. */
    public static final ObjectField<String> DATE_FORMAT =
            ObjectField.text("dateFormat", "Date Format", 50).byHand().make();

    /** Time Format. */
    public static final ObjectField<String> TIME_FORMAT =
            ObjectField.text("timeFormat", "Time Format", 50).byHand().make();

    /** Time Zone as phone files name it, such as {@code GMT Standard/Daylight Time}. */
    public static final ObjectField<String> PHONE_TIME_ZONE = ObjectField.text(
                    "phoneTimeZone", "Time Zone in phone files", 64)
            .byHand()
            .make();

    static final List<ObjectField<?>> ALL = List.of(NAME, TIME_ZONE, DATE_FORMAT, TIME_FORMAT, PHONE_TIME_ZONE);

    private DateTimeGroupFields() {}
}
