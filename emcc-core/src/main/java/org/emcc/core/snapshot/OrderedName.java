package org.emcc.core.snapshot;

import org.emcc.core.internal.Require;

/**
 * A name at a place of a list: a partition of a calling search space, a member of a group.
 *
 * <p>Source: em-api-and-axl 4.8 ({@code XCallingSearchSpaceMember}).
 *
 * @param place its place, 0 to 65535; the lowest comes first
 * @param name the name, 1 to 255 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record OrderedName(int place, String name) {
    /**
     * Checks the limits.
     *
     * @param place its place, 0 to 65535
     * @param name the name, 1 to 255 characters
     * @throws IllegalArgumentException when one is out of its limits
     */
    public OrderedName {
        Require.range(place, "place", 0, 65_535);
        Require.text(name, "name", 255);
    }

    /**
     * Reads what {@link #toString} writes; a place that is not said is the first.
     *
     * @param text such as {@code 1;name}
     * @return the name at its place
     * @throws IllegalArgumentException when it is something else
     */
    public static OrderedName parse(String text) {
        // Before blanks are taken away: two texts in two lines are not one.
        Require.textOrEmpty(text, "ordered name", 2_000);
        String[] parts = text.split(";", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("ordered name must be as \"1;name\", but is " + Require.clip(text));
        }
        String place = parts[0].strip();
        return new OrderedName(place.isEmpty() ? 0 : Integer.parseInt(place), parts[1].strip());
    }

    @Override
    public String toString() {
        return place + ";" + name;
    }
}
