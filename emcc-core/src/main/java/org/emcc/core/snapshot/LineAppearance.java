package org.emcc.core.snapshot;

import org.emcc.core.internal.Require;

/**
 * A line of a phone or of a device profile.
 *
 * <p>Source: em-api-and-axl 4.5 ({@code XPhoneLine}).
 *
 * @param index its button, 1 to 1000
 * @param number the directory number, 1 to 255 characters without semicolons
 * @param partition the partition of the number, without semicolons; empty for none
 * @param label the label; empty for none, at most 50 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record LineAppearance(int index, String number, String partition, String label) {
    /**
     * Checks the limits.
     *
     * @param index its button, 1 to 1000
     * @param number the directory number, 1 to 255 characters without semicolons
     * @param partition the partition of the number, without semicolons; empty for none
     * @param label the label; empty for none, at most 50 characters
     * @throws IllegalArgumentException when one is out of its limits
     */
    public LineAppearance {
        Require.range(index, "index of a line", 1, 1_000);
        Require.text(number, "directory number", 255);
        Require.textOrEmpty(partition, "partition", 50);
        Require.textOrEmpty(label, "label of a line", 50);
        if (number.indexOf(';') >= 0 || partition.indexOf(';') >= 0) {
            throw new IllegalArgumentException("directory number and partition must have no semicolon, but one has");
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text such as {@code 1;2001;PT-Internal;Alice}
     * @return the line
     * @throws IllegalArgumentException when it is something else
     */
    public static LineAppearance parse(String text) {
        // Before blanks are taken away: two texts in two lines are not one.
        Require.textOrEmpty(text, "line", 2_000);
        String[] parts = text.split(";", 4);
        if (parts.length < 4) {
            throw new IllegalArgumentException(
                    "line must be as \"1;2001;partition;label\", but is " + Require.clip(text));
        }
        return new LineAppearance(
                Integer.parseInt(parts[0].strip()), parts[1].strip(), parts[2].strip(), parts[3].strip());
    }

    @Override
    public String toString() {
        return index + ";" + number + ";" + partition + ";" + label;
    }
}
