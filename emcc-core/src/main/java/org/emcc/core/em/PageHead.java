package org.emcc.core.em;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What every displayable object has: title, prompt and softkeys. Each may be missing; a missing text is empty.
 *
 * <p>Source: em-api-and-axl 2.6 (limits), 2.7 (one softkey of ours removes all those that the phone would show by itself).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PageHead {
    /** The longest title and the longest prompt. */
    public static final int TEXT_LIMIT = 32;

    /** The most softkeys. */
    public static final int SOFT_KEY_LIMIT = 16;

    private static final PageHead NONE = builder().build();

    private final String title;
    private final String prompt;
    private final List<SoftKey> softKeys;
    private final PageExtras extras;

    private PageHead(Builder builder) {
        this.title = builder.title;
        this.prompt = builder.prompt;
        this.softKeys = List.copyOf(builder.softKeys);
        this.extras = builder.extras;
        Require.range(softKeys.size(), "number of softkeys", 0, SOFT_KEY_LIMIT);
    }

    /**
     * The head of an object that displays nothing.
     *
     * @return an empty head
     */
    static PageHead none() {
        return NONE;
    }

    /**
     * Starts one that is empty.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.title = title;
        copy.prompt = prompt;
        copy.softKeys.addAll(softKeys);
        copy.extras = extras;
        return copy;
    }

    /**
     * The title.
     *
     * @return at most 32 characters; empty when there is none
     */
    public String title() {
        return title;
    }

    /**
     * The prompt, at the foot of the screen.
     *
     * @return at most 32 characters; empty when there is none
     */
    public String prompt() {
        return prompt;
    }

    /**
     * The softkeys.
     *
     * @return at most 16, in the order of the document
     */
    public List<SoftKey> softKeys() {
        return softKeys;
    }

    /**
     * What else stands in the object beside its items: attributes such as {@code appId}, elements such as {@code KeyItem}.
     *
     * @return the rest
     */
    public PageExtras extras() {
        return extras;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageHead that
                && title.equals(that.title)
                && prompt.equals(that.prompt)
                && softKeys.equals(that.softKeys)
                && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(title, prompt, softKeys, extras);
    }

    @Override
    public String toString() {
        return "PageHead[" + title + ", " + prompt + ", " + softKeys + ", " + extras + "]";
    }

    /**
     * A softkey.
     *
     * @param name what it shows; at most 32 characters
     * @param url what pressing it does, such as {@code SoftKey:Exit} or a page to ask for; at most 256 characters, empty when it
     *     does nothing
     * @param position 1 to 16 from the left, or −1 for the applications key
     * @param extras what else stands in it, such as {@code URLDown}
     */
    public record SoftKey(String name, String url, int position, PageExtras extras) {
        /**
         * Checks the parts.
         *
         * @param name what it shows; at most 32 characters
         * @param url what pressing it does; at most 256 characters
         * @param position 1 to 16, or −1
         * @param extras what else stands in it
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SoftKey {
            name = Display.require(name, "name of a softkey", TEXT_LIMIT);
            url = Objects.requireNonNull(url, "url").isEmpty() ? url : Display.requireUrl(url);
            if (position != -1) {
                Require.range(position, "position of a softkey", 1, SOFT_KEY_LIMIT);
            }
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param name what it shows; at most 32 characters
         * @param url what pressing it does; at most 256 characters
         * @param position 1 to 16, or −1
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SoftKey(String name, String url, int position) {
            this(name, url, position, PageExtras.none());
        }

        /** The parts, without the query of the URL. */
        @Override
        public String toString() {
            return "SoftKey[" + name + ", " + Display.printed(url) + ", " + position + ", " + extras + "]";
        }
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private String title = "";
        private String prompt = "";
        private final List<SoftKey> softKeys = new ArrayList<>();
        private PageExtras extras = PageExtras.none();

        private Builder() {}

        /**
         * The title.
         *
         * @param title at most 32 characters; blanks around it are dropped
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder title(String title) {
            this.title = Display.require(title, "title of a page", TEXT_LIMIT);
            return this;
        }

        /**
         * The prompt.
         *
         * @param prompt at most 32 characters; blanks around it are dropped
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder prompt(String prompt) {
            this.prompt = Display.require(prompt, "prompt of a page", TEXT_LIMIT);
            return this;
        }

        /**
         * Adds a softkey.
         *
         * @param name what it shows; at most 32 characters
         * @param url what pressing it does; at most 256 characters
         * @param position 1 to 16, or −1
         * @return this builder
         * @throws IllegalArgumentException when a value breaks its rule
         */
        public Builder softKey(String name, String url, int position) {
            return softKey(new SoftKey(name, url, position));
        }

        /**
         * Adds a softkey.
         *
         * @param key the softkey
         * @return this builder
         */
        public Builder softKey(SoftKey key) {
            softKeys.add(Objects.requireNonNull(key, "key"));
            return this;
        }

        /**
         * What else stands in the object. Nothing by default.
         *
         * @param all the rest
         * @return this builder
         */
        public Builder extras(PageExtras all) {
            this.extras = Objects.requireNonNull(all, "extras");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         * @throws IllegalArgumentException when there are too many softkeys
         */
        public PageHead build() {
            return new PageHead(this);
        }
    }
}
