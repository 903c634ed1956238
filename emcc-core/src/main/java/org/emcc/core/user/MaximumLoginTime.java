package org.emcc.core.user;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.Release;
import org.emcc.core.internal.HoursMinutes;
import org.emcc.core.internal.Require;

/**
 * The field <em>Maximum Login Time</em> of an end user, with its three choices. It exists from release 12.5 on, and holds for
 * Extension Mobility within and across clusters.
 *
 * <p>Source: emcc-behaviour 3.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface MaximumLoginTime {
    /** The choice <em>system default</em>: the time that the cluster sets. */
    record SystemDefault() implements MaximumLoginTime {
        @Override
        public String toString() {
            return "system default";
        }
    }

    /** The choice <em>no limit</em>: the login never ends by time. */
    record NoLimit() implements MaximumLoginTime {
        @Override
        public String toString() {
            return "no limit";
        }
    }

    /**
     * The choice <em>log out after</em> some hours and minutes.
     *
     * @param limit whole minutes, 0:01 to 168:00
     */
    record After(Duration limit) implements MaximumLoginTime {
        /**
         * Checks the range.
         *
         * @param limit whole minutes, 0:01 to 168:00
         * @throws IllegalArgumentException when it is out of range or has seconds
         */
        public After {
            Require.hoursAndMinutes(limit, "maximum login time", 1);
        }

        /** The time as {@code HHH:MM}. */
        @Override
        public String toString() {
            return HoursMinutes.write(limit);
        }
    }

    /**
     * The cluster's time.
     *
     * @return the choice that every user has at first
     */
    static MaximumLoginTime systemDefault() {
        return new SystemDefault();
    }

    /**
     * No end by time.
     *
     * @return the choice
     */
    static MaximumLoginTime noLimit() {
        return new NoLimit();
    }

    /**
     * A time of the user's own.
     *
     * @param limit whole minutes, 0:01 to 168:00
     * @return the choice
     * @throws IllegalArgumentException when it is out of range or has seconds
     */
    static MaximumLoginTime after(Duration limit) {
        return new After(limit);
    }

    /**
     * Reads what {@link Object#toString} of a choice writes: {@code system default}, {@code no limit}, or {@code HHH:MM}.
     *
     * @param text the text
     * @return the choice
     * @throws IllegalArgumentException when the text is none of these, or the time is not from 0:01 to 168:00
     */
    static MaximumLoginTime parse(String text) {
        Objects.requireNonNull(text, "text");
        return switch (text) {
            case "system default" -> systemDefault();
            case "no limit" -> noLimit();
            default -> after(HoursMinutes.parse(text, "maximum login time"));
        };
    }

    /**
     * The time after which home ends a login of this user. Before 12.5 the field does not exist, and what is in it is ignored.
     *
     * @param cluster the service parameter <em>Inter-cluster Maximum Login Time</em> of the home cluster
     * @param release the release of the home cluster
     * @return the time, or empty for no limit
     */
    default Optional<Duration> resolve(Duration cluster, Release release) {
        Objects.requireNonNull(cluster, "cluster");
        if (!release.isAtLeast(12, 5) || this instanceof SystemDefault) {
            return Optional.of(cluster);
        }
        return this instanceof After after ? Optional.of(after.limit()) : Optional.empty();
    }
}
