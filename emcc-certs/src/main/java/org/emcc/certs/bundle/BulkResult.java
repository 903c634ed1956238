package org.emcc.certs.bundle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Problem;

/**
 * What came of an action of Bulk Certificate Management.
 *
 * @param <T> what the action makes
 * @threadsafety immutable when {@code T} is
 * @since 0.1.0
 */
public sealed interface BulkResult<T> {
    /**
     * What the action made.
     *
     * @return the result, or empty when the action was refused
     */
    Optional<T> result();

    /**
     * What the action made.
     *
     * @return the result
     * @throws IllegalStateException when the action was refused; the message has the code, the remedy and the first three files at fault
     */
    T orElseThrow();

    /**
     * What was met on the way; the position of each begins with the name of the file.
     *
     * @return the problems; unmodifiable
     */
    List<Problem> problems();

    /**
     * What came of it, for people: the report of what was made, where it has one, and what was tolerated; or the refusal with its remedy
     * and the files at fault.
     *
     * @return lines that end in a line feed
     */
    default String toText() {
        return BulkReports.text(this);
    }

    /**
     * What came of it, for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    default String toJson() {
        return BulkReports.json(this);
    }

    /**
     * The action was done.
     *
     * @param <T> what the action makes
     * @param made what it made
     * @param problems what was tolerated: parts of files, files beside which a copy counts, and files that are passed over; of a
     *     consolidation also the BULK files of an earlier one that are taken away
     */
    record Done<T>(T made, List<Problem> problems) implements BulkResult<T> {
        /**
         * Copies the list.
         *
         * @param made what it made
         * @param problems what was tolerated
         */
        public Done {
            Objects.requireNonNull(made, "made");
            problems = List.copyOf(problems);
        }

        @Override
        public Optional<T> result() {
            return Optional.of(made);
        }

        @Override
        public T orElseThrow() {
            return made;
        }
    }

    /**
     * The action was refused, and nothing was written.
     *
     * @param <T> what the action would have made
     * @param reason why
     * @param problems the files at fault, where it is a matter of files
     */
    record Refused<T>(BulkRefusal reason, List<Problem> problems) implements BulkResult<T> {
        /**
         * Copies the list.
         *
         * @param reason why
         * @param problems the files at fault
         */
        public Refused {
            Objects.requireNonNull(reason, "reason");
            problems = List.copyOf(problems);
        }

        @Override
        public Optional<T> result() {
            return Optional.empty();
        }

        @Override
        public T orElseThrow() {
            throw reason.exception(problems);
        }
    }
}
