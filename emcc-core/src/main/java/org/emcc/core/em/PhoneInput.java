package org.emcc.core.em;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * {@code CiscoIPPhoneInput}: a form. The phone appends {@code name=value} of each item to the URL and asks for that, so what the
 * user types travels in the query, a PIN too.
 *
 * <p>Source: em-api-and-axl 2.4 and 2.6; the limit of the URL is that of the other objects (inferred).
 *
 * @param head title, prompt and softkeys
 * @param url what the values are appended to; 1 to 256 characters
 * @param items 1 to 5
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneInput(PageHead head, String url, List<Item> items) implements PhonePage {
    /** The most items. */
    public static final int ITEM_LIMIT = 5;

    /**
     * Checks the parts.
     *
     * @param head title, prompt and softkeys
     * @param url what the values are appended to; 1 to 256 characters
     * @param items 1 to 5
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneInput {
        Objects.requireNonNull(head, "head");
        url = Display.requireUrl(url);
        items = List.copyOf(items);
        Require.range(items.size(), "number of input items", 1, ITEM_LIMIT);
    }

    @Override
    public Kind kind() {
        return Kind.INPUT;
    }

    /** The parts, without the query of the URL. */
    @Override
    public String toString() {
        return "PhoneInput[" + head + ", " + Display.printed(url) + ", " + items + "]";
    }

    /** What may be typed into an item. */
    public enum Mode {
        /** Any text. */
        A,
        /** A telephone number. */
        T,
        /** Digits. */
        N,
        /** An equation. */
        E,
        /** Upper-case text. */
        U,
        /** Lower-case text. */
        L
    }

    /**
     * The flags of an item.
     *
     * @param mode what may be typed
     * @param masked whether what is typed is not shown
     */
    public record Flags(Mode mode, boolean masked) {
        private static final Pattern FORM = Pattern.compile("[ATNEUL]P?|P[ATNEUL]");

        /**
         * Checks the parts.
         *
         * @param mode what may be typed
         * @param masked whether what is typed is not shown
         */
        public Flags {
            Objects.requireNonNull(mode, "mode");
        }

        /**
         * Reads flags in either order and either case.
         *
         * @param text for example {@code A}, {@code NP}, {@code pn}
         * @return the flags
         * @throws IllegalArgumentException when the text has another form
         */
        public static Flags parse(String text) {
            String upper = Require.form(
                    text.trim().toUpperCase(Locale.ROOT),
                    "input flags",
                    FORM,
                    "be one of A, T, N, E, U, L, with P before or behind it for a masked item");
            return new Flags(Mode.valueOf(upper.replace("P", "")), upper.contains("P"));
        }

        /** The form that {@link #parse} reads, with the mask behind. */
        @Override
        public String toString() {
            return masked ? mode + "P" : mode.toString();
        }
    }

    /**
     * One field of a form.
     *
     * @param displayName what is shown beside it; at most 32 characters
     * @param queryStringParam the name of the parameter; 1 to 32 characters
     * @param flags what may be typed
     * @param defaultValue what is there at first; at most 32 characters
     * @param extras what else stands in it
     */
    public record Item(
            String displayName, String queryStringParam, Flags flags, String defaultValue, PageExtras extras) {
        /**
         * Checks the parts.
         *
         * @param displayName what is shown beside it; at most 32 characters
         * @param queryStringParam the name of the parameter; 1 to 32 characters
         * @param flags what may be typed
         * @param defaultValue what is there at first; at most 32 characters
         * @param extras what else stands in it
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Item {
            displayName = Display.require(displayName, "name of an input item", Display.SHORT);
            queryStringParam = Require.text(queryStringParam, "parameter of an input item", Display.SHORT);
            Objects.requireNonNull(flags, "flags");
            defaultValue = Display.require(defaultValue, "default of an input item", Display.SHORT);
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param displayName what is shown beside it; at most 32 characters
         * @param queryStringParam the name of the parameter; 1 to 32 characters
         * @param flags what may be typed
         * @param defaultValue what is there at first; at most 32 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Item(String displayName, String queryStringParam, Flags flags, String defaultValue) {
            this(displayName, queryStringParam, flags, defaultValue, PageExtras.none());
        }

        /** The parts; of a masked field not what is in it. */
        @Override
        public String toString() {
            String value = flags.masked() && !defaultValue.isEmpty() ? "hidden" : defaultValue;
            return "Item[" + displayName + ", " + queryStringParam + ", " + flags + ", " + value + ", " + extras + "]";
        }
    }
}
