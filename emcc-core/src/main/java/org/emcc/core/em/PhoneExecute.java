package org.emcc.core.em;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * {@code CiscoIPPhoneExecute}: what a phone is to do, such as {@code Init:CallHistory}. It is pushed to a phone and displays nothing,
 * so its {@link #head} is empty.
 *
 * <p>Source: em-api-and-axl 2.6, 2.8 and 2.9.
 *
 * @param items 1 to 3, of which at most one has an HTTP URL; the phone may carry them out in any order
 * @param extras what else stands in it
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneExecute(List<Item> items, PageExtras extras) implements PhonePage {
    /** The most items. */
    public static final int ITEM_LIMIT = 3;

    /**
     * Checks the parts.
     *
     * @param items 1 to 3, of which at most one has an HTTP URL
     * @param extras what else stands in it
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneExecute {
        items = List.copyOf(items);
        Objects.requireNonNull(extras, "extras");
        Require.range(items.size(), "number of execute items", 1, ITEM_LIMIT);
        Require.range((int) items.stream().filter(Item::http).count(), "number of execute items with HTTP", 0, 1);
    }

    /**
     * One with nothing else in it.
     *
     * @param items 1 to 3, of which at most one has an HTTP URL
     * @throws IllegalArgumentException when the list breaks its rule
     */
    public PhoneExecute(List<Item> items) {
        this(items, PageExtras.none());
    }

    @Override
    public Kind kind() {
        return Kind.EXECUTE;
    }

    @Override
    public PageHead head() {
        return PageHead.none();
    }

    /**
     * One thing to do.
     *
     * @param url what; 1 to 256 characters
     * @param priority 0 now, 1 when the phone is idle, 2 only if it is idle; some old schemas know a 3
     * @param extras what else stands in it; no attribute {@code URL} or {@code Priority}
     */
    public record Item(String url, int priority, PageExtras extras) {
        static final Set<String> ATTRIBUTES = Set.of("URL", "Priority");

        /**
         * Checks the parts.
         *
         * @param url what; 1 to 256 characters
         * @param priority 0 to 3
         * @param extras what else stands in it
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Item {
            url = Display.requireUrl(url);
            Require.range(priority, "priority of an execute item", 0, 3);
            Objects.requireNonNull(extras, "extras").requireBeside(ATTRIBUTES);
        }

        /**
         * One with nothing else in it.
         *
         * @param url what; 1 to 256 characters
         * @param priority 0 to 3
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Item(String url, int priority) {
            this(url, priority, PageExtras.none());
        }

        /** Whether the phone asks a server for it. */
        boolean http() {
            String scheme = url.strip().toLowerCase(Locale.ROOT);
            return scheme.startsWith("http:") || scheme.startsWith("https:");
        }

        /** The parts, without the query of the URL. */
        @Override
        public String toString() {
            return "Item[" + Display.printed(url) + ", " + priority + ", " + extras + "]";
        }
    }
}
