package org.emcc.core.em;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * {@code CiscoIPPhoneResponse}: what a phone answers to a {@link PhoneExecute}. It is not displayed, so its {@link #head} is empty.
 *
 * <p>Source: em-api-and-axl 2.6 and 2.10.
 *
 * @param items 1 to 3
 * @param extras what else stands in it
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneResponse(List<Item> items, PageExtras extras) implements PhonePage {
    /** The most items. */
    public static final int ITEM_LIMIT = 3;

    /**
     * Checks the parts.
     *
     * @param items 1 to 3
     * @param extras what else stands in it
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneResponse {
        items = List.copyOf(items);
        Objects.requireNonNull(extras, "extras");
        Require.range(items.size(), "number of response items", 1, ITEM_LIMIT);
    }

    /**
     * One with nothing else in it.
     *
     * @param items 1 to 3
     * @throws IllegalArgumentException when the list breaks its rule
     */
    public PhoneResponse(List<Item> items) {
        this(items, PageExtras.none());
    }

    @Override
    public Kind kind() {
        return Kind.RESPONSE;
    }

    @Override
    public PageHead head() {
        return PageHead.none();
    }

    /**
     * What became of one item.
     *
     * @threadsafety immutable
     */
    public static final class Item {
        /** The longest URL and the longest data; longer ones are cut by the reader. The documents say 256 and 32, phones send more. */
        public static final int TEXT_LIMIT = 4000;

        /** What {@link #status} is where everything went well. */
        public static final int SUCCESS = 0;

        static final Set<String> ATTRIBUTES = Set.of("URL", "Data", "Status");

        private static final int MISSING = -1;

        private final String url;
        private final String data;
        private final int status;
        private final PageExtras extras;

        private Item(String url, String data, int status, PageExtras extras) {
            this.url = Display.require(url, "URL of a response item", TEXT_LIMIT);
            this.data = Display.require(data, "data of a response item", TEXT_LIMIT);
            this.status = status;
            this.extras = Objects.requireNonNull(extras, "extras").requireBeside(ATTRIBUTES);
        }

        /**
         * An item with a status.
         *
         * @param url the URL of the execute item; at most 4000 characters
         * @param data words for people, such as {@code Success}; at most 4000 characters
         * @param status 0 to 999; 0 is success, 6 an internal error
         * @return the item
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public static Item of(String url, String data, int status) {
            return new Item(url, data, Require.range(status, "status of a response item", 0, 999), PageExtras.none());
        }

        /**
         * An item whose phone did not say how it went.
         *
         * @param url the URL of the execute item; at most 4000 characters
         * @param data words for people; at most 4000 characters
         * @return the item
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public static Item withoutStatus(String url, String data) {
            return new Item(url, data, MISSING, PageExtras.none());
        }

        /**
         * The same with something else in it.
         *
         * @param all what else stands in it; no attribute {@code URL}, {@code Data} or {@code Status}
         * @return the new item
         * @throws IllegalArgumentException when it has one of these attributes
         */
        public Item withExtras(PageExtras all) {
            return new Item(url, data, status, all);
        }

        /**
         * The URL of the execute item.
         *
         * @return at most 4000 characters; empty when the phone sent none
         */
        public String url() {
            return url;
        }

        /**
         * Words for people.
         *
         * @return at most 4000 characters; empty when the phone sent none
         */
        public String data() {
            return data;
        }

        /**
         * How it went.
         *
         * @return 0 for success, 6 for an internal error; empty when the phone did not say
         */
        public OptionalInt status() {
            return status == MISSING ? OptionalInt.empty() : OptionalInt.of(status);
        }

        /**
         * Whether the phone said that it went well.
         *
         * @return whether the status is 0
         */
        public boolean succeeded() {
            return status == SUCCESS;
        }

        /**
         * What else stands in it.
         *
         * @return the rest
         */
        public PageExtras extras() {
            return extras;
        }

        /** Two items are equal when all their parts are. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Item that
                    && url.equals(that.url)
                    && data.equals(that.data)
                    && status == that.status
                    && extras.equals(that.extras);
        }

        @Override
        public int hashCode() {
            return Objects.hash(url, data, status, extras);
        }

        /** The parts, without the query of the URL. */
        @Override
        public String toString() {
            return "Item[" + Display.printed(url) + ", " + data + ", " + (status == MISSING ? "no status" : status)
                    + ", " + extras + "]";
        }
    }
}
