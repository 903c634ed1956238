package org.emcc.testkit.phone;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhoneText;
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
     * How a phone shows a page.
     *
     * @param page a page of a service
     * @return its title and prompt, and its text or the names of its entries; the text is empty for a page of another kind
     */
    public static Display of(PhonePage page) {
        return new Display(page.head().title(), page.head().prompt(), text(page));
    }

    private static String text(PhonePage page) {
        return switch (page.kind()) {
            case TEXT -> ((PhoneText) page).text();
            case MENU ->
                ((PhoneMenu) page).items().stream().map(PhoneMenu.Item::name).collect(Collectors.joining("\n"));
            case INPUT ->
                ((PhoneInput) page)
                        .items().stream().map(PhoneInput.Item::displayName).collect(Collectors.joining("\n"));
            case EXECUTE, RESPONSE, ERROR, OTHER -> "";
        };
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
