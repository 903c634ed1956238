package org.emcc.core.axl;

import java.util.List;
import java.util.Objects;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.Omission;

/**
 * What the reading of a cluster came to.
 *
 * <p>Source: em-api-and-axl 4.1 (faults and HTTP statuses).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface AxlOutcome {
    /**
     * There is a snapshot. A kind that could not be read whole is unknown in it, and one of the problems says why; the snapshot has
     * problems and omissions among its remarks too.
     *
     * @param snapshot what was read
     * @param problems what went wrong; the place is the operation
     * @param omissions what AXL does not offer, or was not told how to ask for
     */
    record Read(ClusterSnapshot snapshot, List<Problem> problems, List<Omission> omissions) implements AxlOutcome {
        /**
         * Copies the lists.
         *
         * @param snapshot what was read
         * @param problems what went wrong
         * @param omissions what AXL does not offer
         */
        public Read {
            Objects.requireNonNull(snapshot, "snapshot");
            problems = Require.list(problems, "problems");
            omissions = Require.list(omissions, "omissions");
        }
    }

    /**
     * Nothing was read: the first question had no answer.
     *
     * @param reason what kind of failure it is
     * @param why a sentence for people, without a secret
     */
    record Failed(Reason reason, String why) implements AxlOutcome {
        /**
         * Checks that both are given.
         *
         * @param reason what kind of failure it is
         * @param why a sentence for people
         */
        public Failed {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Why there is no answer. */
    enum Reason {
        /** Name, password or role: HTTP status 401 or 403. It was asked once, because more attempts lock an account. */
        DENIED,
        /** There is no connection, or no trust. */
        UNREACHABLE,
        /** The cluster does not speak the version: HTTP status 599. */
        UNSUPPORTED,
        /** The cluster refuses requests because of its load, after all attempts. */
        BUSY,
        /** There was no answer in time, or none that can be read, or a fault. */
        UNREADABLE,
        /** The client was closed. */
        CLOSED
    }
}
