package org.emcc.core.id;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.emcc.core.internal.Require;

/**
 * A release of the product, such as {@code 14}, {@code 15SU2}, {@code 12.5(1)SU3} or {@code 10.5.2.11900-3}.
 *
 * <p>Ordered by its numbers, a missing one counting as 0, then by its service update, then by the letter of that:
 * {@code 14SU2} is older than {@code 14SU2a}. Two spellings of one release, {@code 12.5.1SU3} and {@code 12.5(1)SU3}, are equal
 * and neither is older; {@link #toString} gives each as it was read.
 *
 * <p>One thing the order cannot tell: which build number belongs to which service update is in no table here. So of two that
 * differ only in that one gives a service update and the other a build number, {@code 12.5.1SU3} and {@code 12.5.1.13900-17}, the
 * latter counts as the newer, which may be wrong; likewise when one gives fewer numbers than the other, {@code 14SU2} and
 * {@code 14.0.1}. {@link #isComparableTo} is false for such a pair. For questions like {@link #isAtLeast(int, int)}, by the first
 * two numbers, that never matters.
 *
 * <p>Source: emcc-behaviour 0 and 8 (the forms occur throughout; the order between a service update and a build number is not
 * public, inferred).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Release implements Comparable<Release> {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3})|\\((\\d{1,3})\\))?"
                    + "(?:\\.(\\d{1,6})(?:-(\\d{1,6}))?)?(?: *(?i:SU)(\\d{1,3})([A-Za-z])?)?");

    /** How many numbers the longest form has. */
    private static final int NUMBERS = 5;

    private final String text;
    private final List<Integer> numbers;
    private final int serviceUpdate;
    private final String letter;

    private Release(String text, List<Integer> numbers, int serviceUpdate, String letter) {
        this.text = text;
        this.numbers = numbers;
        this.serviceUpdate = serviceUpdate;
        this.letter = letter;
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
        int serviceUpdate = m.group(7) == null ? 0 : Integer.parseInt(m.group(7));
        String letter = m.group(8) == null ? "" : m.group(8).toLowerCase(Locale.ROOT);
        return new Release(text.trim(), numbers, serviceUpdate, letter);
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
        return number(1);
    }

    /**
     * The service update.
     *
     * @return for example 3 of 12.5.1SU3, and 0 when none is given
     */
    public int serviceUpdate() {
        return serviceUpdate;
    }

    /**
     * Whether this release is not older than another, by the order of this class.
     *
     * @param other the other release
     * @return true when this is the other or newer
     */
    public boolean isAtLeast(Release other) {
        return compareTo(other) >= 0;
    }

    /**
     * Whether the texts of both say enough to tell which is older. They do when a number that both give differs, when both give
     * equally many numbers, and when they are equal.
     *
     * @param other the other release
     * @return false when the order of the two is a guess
     */
    public boolean isComparableTo(Release other) {
        int common = Math.min(numbers.size(), other.numbers.size());
        return numbers.size() == other.numbers.size()
                || !numbers.subList(0, common).equals(other.numbers.subList(0, common))
                || equals(other);
    }

    @Override
    public int compareTo(Release other) {
        for (int i = 0; i < NUMBERS; i++) {
            int difference = Integer.compare(number(i), other.number(i));
            if (difference != 0) {
                return difference;
            }
        }
        int byUpdate = Integer.compare(serviceUpdate, other.serviceUpdate);
        return byUpdate != 0 ? byUpdate : letter.compareTo(other.letter);
    }

    private int number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
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
        return other instanceof Release that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 31 * serviceUpdate + letter.hashCode();
        for (int i = 0; i < NUMBERS; i++) {
            hash = 31 * hash + number(i);
        }
        return hash;
    }

    /** The text as it was read, without blanks around. */
    @Override
    public String toString() {
        return text;
    }
}
