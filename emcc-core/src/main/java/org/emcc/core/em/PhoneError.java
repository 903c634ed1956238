package org.emcc.core.em;

import java.util.Objects;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * {@code CiscoIPPhoneError}: a phone refuses what was pushed to it. It is not displayed, so its {@link #head} is empty.
 *
 * <p>Source: em-api-and-axl 2.6.
 *
 * @param number 0 to 999: 1 the object could not be parsed, 2 the framing was wrong, 3 a file error, 4 the caller was not
 *     authenticated; 0 and 6 are seen too, and 0 stands for a number that is missing
 * @param text words for people; at most 4000 characters, often none
 * @param extras what else stands in it; no attribute {@code Number}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneError(int number, String text, PageExtras extras) implements PhonePage {
    static final Set<String> ATTRIBUTES = Set.of("Number");

    /** The number for a caller who was not authenticated. */
    public static final int AUTHENTICATION = 4;

    /**
     * Checks the parts.
     *
     * @param number 0 to 999
     * @param text words for people; at most 4000 characters
     * @param extras what else stands in it
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneError {
        Require.range(number, "number of an error of a phone", 0, 999);
        text = Display.require(text, "text of an error of a phone", PhoneText.TEXT_LIMIT);
        Objects.requireNonNull(extras, "extras").requireBeside(ATTRIBUTES);
    }

    /**
     * One with nothing else in it.
     *
     * @param number 0 to 999
     * @throws IllegalArgumentException when the number is out of range
     */
    public PhoneError(int number) {
        this(number, "", PageExtras.none());
    }

    @Override
    public Kind kind() {
        return Kind.ERROR;
    }

    @Override
    public PageHead head() {
        return PageHead.none();
    }
}
