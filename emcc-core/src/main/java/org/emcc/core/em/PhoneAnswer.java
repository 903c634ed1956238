package org.emcc.core.em;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a phone is answered: a page, and perhaps another that it asks for by itself after a while. Over HTTP the latter is the header
 * {@code Refresh}.
 *
 * <p>Source: em-api-and-axl 2.3 (step 6) and 2.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneAnswer {
    private final PhonePage page;
    private final @Nullable Next next;

    private PhoneAnswer(PhonePage page, @Nullable Next next) {
        this.page = Objects.requireNonNull(page, "page");
        this.next = next;
    }

    /**
     * What the phone asks for by itself.
     *
     * @param after when, in whole seconds from 0 to 3600
     * @param url the page; 1 to 256 characters
     */
    public record Next(Duration after, String url) {
        private static final Duration LONGEST = Duration.ofHours(1);

        /**
         * Checks the parts.
         *
         * @param after when, in whole seconds from 0 to 3600
         * @param url the page; 1 to 256 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Next {
            if (after.isNegative() || after.compareTo(LONGEST) > 0 || after.toNanosPart() != 0) {
                throw new IllegalArgumentException(
                        "time until the next page must be whole seconds from 0 to 3600, but is " + after);
            }
            url = Display.requireUrl(url);
        }

        /** The parts, without the query of the URL. */
        @Override
        public String toString() {
            return "Next[" + after + ", " + Display.printed(url) + "]";
        }
    }

    /**
     * A page that stays.
     *
     * @param page the page
     * @return the answer
     */
    public static PhoneAnswer of(PhonePage page) {
        return new PhoneAnswer(page, null);
    }

    /**
     * The same page, which gives way to another.
     *
     * @param after when, in whole seconds from 0 to 3600
     * @param url what the phone asks for then; 1 to 256 characters
     * @return the new answer
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneAnswer then(Duration after, String url) {
        return new PhoneAnswer(page, new Next(after, url));
    }

    /**
     * The page.
     *
     * @return the page
     */
    public PhonePage page() {
        return page;
    }

    /**
     * What the phone asks for by itself.
     *
     * @return the next page, or empty when this one stays
     */
    public Optional<Next> next() {
        return Optional.ofNullable(next);
    }

    /** Two are equal when their parts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneAnswer that && page.equals(that.page) && Objects.equals(next, that.next);
    }

    @Override
    public int hashCode() {
        return Objects.hash(page, next);
    }

    @Override
    public String toString() {
        return "PhoneAnswer[" + page + (next == null ? "" : ", " + next) + "]";
    }
}
