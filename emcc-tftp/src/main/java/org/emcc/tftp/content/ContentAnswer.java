package org.emcc.tftp.content;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * What a source says to a request.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ContentAnswer {
    /**
     * Which of the answers this is.
     *
     * @return the kind
     */
    Kind kind();

    /** The kinds of answer. */
    enum Kind {
        /** {@link Found}. */
        FOUND,
        /** {@link NotFound}. */
        NOT_FOUND,
        /** {@link Building}. */
        BUILDING,
        /** {@link Busy}. */
        BUSY,
        /** {@link Refused}. */
        REFUSED
    }

    /**
     * Here it is.
     *
     * @param content the file
     * @since 0.1.0
     */
    record Found(Content content) implements ContentAnswer {
        /**
         * Checks that the file is given.
         *
         * @param content the file
         */
        public Found {
            Objects.requireNonNull(content, "content");
        }

        @Override
        public Kind kind() {
            return Kind.FOUND;
        }
    }

    /**
     * There is no such file, and there will be none soon. A phone acts on this: it goes on to its next file. Unknown devices and
     * unknown files look the same (tftp 9.3).
     *
     * @since 0.1.0
     */
    record NotFound() implements ContentAnswer {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    /**
     * The file is being built. The server answers late, or says that it is busy; never that there is none.
     *
     * @param later completes, on any thread, with the answer; one that is {@code Building} again counts as {@code Busy}
     * @since 0.1.0
     */
    record Building(CompletionStage<ContentAnswer> later) implements ContentAnswer {
        /**
         * Checks that the answer to come is given.
         *
         * @param later completes with the answer
         */
        public Building {
            Objects.requireNonNull(later, "later");
        }

        @Override
        public Kind kind() {
            return Kind.BUILDING;
        }
    }

    /**
     * Not now: ask again.
     *
     * @since 0.1.0
     */
    record Busy() implements ContentAnswer {
        @Override
        public Kind kind() {
            return Kind.BUSY;
        }
    }

    /**
     * Not for this client.
     *
     * @since 0.1.0
     */
    record Refused() implements ContentAnswer {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
