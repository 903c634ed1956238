package org.emcc.testkit.phone;

import java.util.List;
import java.util.Objects;
import org.emcc.core.session.ErrorCode;

/**
 * What the phone shows to its user.
 *
 * @param title the title line
 * @param prompt the line below the page
 * @param text the page itself: a text, or the names of the entries of a menu or form, a line each
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Display(String title, String prompt, String text) {
    /**
     * Checks the parts.
     *
     * @param title the title line
     * @param prompt the line below the page
     * @param text the page itself
     */
    public Display {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(text, "text");
    }

    /**
     * The error codes that the text can stand for.
     *
     * @return the candidates; none when the display shows no error
     */
    public List<ErrorCode> candidates() {
        return ErrorCode.fromDisplay(text);
    }

    @Override
    public String toString() {
        return title + " | " + prompt + " | " + text;
    }
}
