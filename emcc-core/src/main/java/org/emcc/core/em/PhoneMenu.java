package org.emcc.core.em;

import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * {@code CiscoIPPhoneMenu}: something to choose from.
 *
 * <p>Source: em-api-and-axl 2.6.
 *
 * @param head title, prompt and softkeys
 * @param items at most 100
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneMenu(PageHead head, List<Item> items) implements PhonePage {
    /** The most items. */
    public static final int ITEM_LIMIT = 100;

    /**
     * Checks the parts.
     *
     * @param head title, prompt and softkeys
     * @param items at most 100
     * @throws IllegalArgumentException when there are too many
     */
    public PhoneMenu {
        Objects.requireNonNull(head, "head");
        items = List.copyOf(items);
        Require.range(items.size(), "number of menu items", 0, ITEM_LIMIT);
    }

    @Override
    public Kind kind() {
        return Kind.MENU;
    }

    /**
     * One line of a menu.
     *
     * @param name what is shown; at most 64 characters
     * @param url what the phone asks for when it is chosen; 1 to 256 characters
     * @param extras what else stands in it
     */
    public record Item(String name, String url, PageExtras extras) {
        /** The longest name. */
        public static final int NAME_LIMIT = 64;

        /**
         * Checks the parts.
         *
         * @param name what is shown; at most 64 characters
         * @param url what the phone asks for; 1 to 256 characters
         * @param extras what else stands in it
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Item {
            name = Display.require(name, "name of a menu item", NAME_LIMIT);
            url = Display.requireUrl(url);
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param name what is shown; at most 64 characters
         * @param url what the phone asks for; 1 to 256 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Item(String name, String url) {
            this(name, url, PageExtras.none());
        }

        /** The parts, without the query of the URL. */
        @Override
        public String toString() {
            return "Item[" + name + ", " + Display.printed(url) + ", " + extras + "]";
        }
    }
}
