package org.emcc.core.em;

import java.util.Objects;

/**
 * {@code CiscoIPPhoneText}: a text to read.
 *
 * <p>Source: em-api-and-axl 2.6.
 *
 * @param head title, prompt and softkeys
 * @param text at most 4000 characters; line breaks and tabs are the only control characters; blanks around it are dropped
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneText(PageHead head, String text) implements PhonePage {
    /** The longest text. */
    public static final int TEXT_LIMIT = 4000;

    /**
     * Checks the parts.
     *
     * @param head title, prompt and softkeys
     * @param text at most 4000 characters
     * @throws IllegalArgumentException when the text breaks its rule
     */
    public PhoneText {
        Objects.requireNonNull(head, "head");
        text = Display.require(text, "text of a page", TEXT_LIMIT);
    }

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }
}
