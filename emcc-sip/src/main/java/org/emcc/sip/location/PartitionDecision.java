package org.emcc.sip.location;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether two devices may talk, and why.
 *
 * <p>Source: sip 3.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PartitionDecision {
    /** What decided. */
    public enum Reason {
        /** Logical partitioning is off: allowed, and nothing was looked up. */
        SWITCHED_OFF,
        /** Both stand inside: allowed, and nothing was looked up, whatever the policies say. */
        BOTH_INTERIOR,
        /** One of them has no geolocation: allowed without a check. */
        NO_GEOLOCATION,
        /** One of them has no filter: allowed without a check. */
        NO_FILTER,
        /** A relation decided. */
        RELATION,
        /** A relation leaves it to the default policy. */
        RELATION_USES_DEFAULT,
        /** There is no relation: the default policy decided. */
        NO_RELATION
    }

    /**
     * The relation that was found.
     *
     * @param first the identifier of the first device, as far as it counted
     * @param second that of the second device
     * @param policy what the relation says
     */
    public record Found(GeolocationIdentifier first, GeolocationIdentifier second, LogicalPartitionPolicy policy) {
        /**
         * Checks that all are given.
         *
         * @param first the identifier of the first device, as far as it counted
         * @param second that of the second device
         * @param policy what the relation says
         */
        public Found {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(second, "second");
            Objects.requireNonNull(policy, "policy");
        }
    }

    private final boolean allowed;
    private final Reason reason;
    private final @Nullable Found found;

    PartitionDecision(boolean allowed, Reason reason, @Nullable Found found) {
        this.allowed = allowed;
        this.reason = reason;
        this.found = found;
    }

    /**
     * Whether the two may talk.
     *
     * @return whether they may
     */
    public boolean isAllowed() {
        return allowed;
    }

    /**
     * What decided.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The relation that was found.
     *
     * @return the relation, or empty when there is none or none was looked for
     */
    public Optional<Found> found() {
        return Optional.ofNullable(found);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionDecision that
                && allowed == that.allowed
                && reason == that.reason
                && Objects.equals(found, that.found);
    }

    @Override
    public int hashCode() {
        return Objects.hash(allowed, reason, found);
    }

    /** The answer and its reason. */
    @Override
    public String toString() {
        return (allowed ? "allowed: " : "denied: ") + reason + (found == null ? "" : " " + found);
    }
}
