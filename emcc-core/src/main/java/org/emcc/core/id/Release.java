package org.emcc.core.id;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.emcc.core.internal.Require;

/**
 * A release of the product, such as {@code 14}, {@code 15SU2}, {@code 12.5(1)SU3} or {@code 10.5.2.11900-3}. Ordered by its
 * numbers, a missing one counting as 0, and then by its service update. So of two that differ only in that one gives a service
 * update and the other a build number, the latter counts as the newer; the order is meant for questions like {@link #isAtLeast}.
 * The text is kept as it was read.
 *
 * <p>Source: emcc-behaviour 0 and 8 (the forms occur throughout; the order between a service update and a build number is not
 * documented, inferred).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Release {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3})|\\((\\d{1,3})\\))?"
                    + "(?:\\.(\\d{1,6})(?:-(\\d{1,6}))?)?(?:\\s*SU(\\d{1,3})([a-z])?)?");

    private final String text;
    private final List<Integer> numbers;
    private final int serviceUpdate;

    private Release(String text, List<Integer> numbers, int serviceUpdate) {
        this.text = text;
        this.numbers = numbers;
        this.serviceUpdate = serviceUpdate;
    }

    /**
     * Reads a release.
     *
     * @param text a release in one of the forms above
     * @return the release
     * @throws IllegalArgumentException when the text has another form
     */
    public static Release parse(String text) {
        Objects.requireNonNull(text, "release");
        Matcher m = FORM.matcher(text.trim());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "release must be numbers such as 12.5, 14SU2 or 10.5.2.11900-3, but is \"" + Require.clip(text)
                            + "\"");
        }
        List<Integer> numbers = Stream.of(
                        m.group(1), m.group(2), m.group(3) == null ? m.group(4) : m.group(3), m.group(5), m.group(6))
                .takeWhile(Objects::nonNull)
                .map(Integer::valueOf)
                .toList();
        return new Release(text.trim(), numbers, m.group(7) == null ? 0 : Integer.parseInt(m.group(7)));
    }

    /**
     * The first number.
     *
     * @return for example 12 of 12.5
     */
    public int major() {
        return numbers.get(0);
    }

    /**
     * The second number.
     *
     * @return for example 5 of 12.5, and 0 of 14
     */
    public int minor() {
        return numbers.size() > 1 ? numbers.get(1) : 0;
    }

    /**
     * Whether this release is not older than another. Numbers that either does not give count as 0; the service update decides
     * between releases with equal numbers.
     *
     * @param other the other release
     * @return true when this is the other or newer
     */
    public boolean isAtLeast(Release other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int mine = i < numbers.size() ? numbers.get(i) : 0;
            int theirs = i < other.numbers.size() ? other.numbers.get(i) : 0;
            if (mine != theirs) {
                return mine > theirs;
            }
        }
        return serviceUpdate >= other.serviceUpdate;
    }

    /**
     * Whether this release is not older than one given by its first two numbers.
     *
     * @param major the first number
     * @param minor the second number
     * @return true when this is that release or newer
     */
    public boolean isAtLeast(int major, int minor) {
        return major() != major ? major() > major : minor() >= minor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Release that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text as it was read. */
    @Override
    public String toString() {
        return text;
    }
}
