package org.emcc.sip.routing;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * Something in a dial plan that a number can match: it has a pattern and lies in a partition.
 *
 * <p>Source: sip 2.1 and 2.5; the vendor's public description of partitions, route patterns and translation patterns.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PlanEntry {
    /** Which of them it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link DirectoryNumber}. */
        DIRECTORY_NUMBER,
        /** {@link RoutePattern}. */
        ROUTE_PATTERN,
        /** {@link TranslationPattern}. */
        TRANSLATION_PATTERN
    }

    /**
     * Which of them it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * What it matches.
     *
     * @return the pattern
     */
    DialPattern pattern();

    /**
     * The partition it lies in.
     *
     * @return the name; {@link DialPlan#NO_PARTITION} for none
     */
    String partition();

    /**
     * Whether it is taken as soon as it matches, though more keys could make a longer match.
     *
     * @return true when urgent
     */
    boolean urgent();

    /**
     * What it is, for people.
     *
     * @return such as {@code route pattern 9.911 in partition pt-emergency}
     */
    default String title() {
        String what = switch (kind()) {
            case DIRECTORY_NUMBER -> "directory number ";
            case ROUTE_PATTERN -> "route pattern ";
            case TRANSLATION_PATTERN -> "translation pattern ";
        };
        return what + pattern() + (partition().isEmpty() ? " in no partition" : " in partition " + partition());
    }

    /**
     * The number of a line of this cluster.
     *
     * @param pattern the number
     * @param partition its partition
     * @param device the phone that rings, 1 to 128 characters
     */
    record DirectoryNumber(DialPattern pattern, String partition, String device) implements PlanEntry {
        /**
         * Checks the parts.
         *
         * @param pattern the number
         * @param partition its partition
         * @param device the phone that rings
         * @throws IllegalArgumentException when a name breaks its rule
         */
        public DirectoryNumber {
            Objects.requireNonNull(pattern, "pattern");
            Require.textOrEmpty(partition, "partition", 50);
            Require.text(device, "device of a directory number", 128);
        }

        @Override
        public Kind kind() {
            return Kind.DIRECTORY_NUMBER;
        }

        @Override
        public boolean urgent() {
            return false;
        }
    }

    /**
     * A route pattern: numbers that leave over a route list, or are blocked.
     *
     * @threadsafety immutable
     */
    final class RoutePattern implements PlanEntry {
        private final DialPattern pattern;
        private final String partition;
        private final @Nullable String routeList;
        private final DigitChange change;
        private final boolean urgent;

        private RoutePattern(
                DialPattern pattern, String partition, @Nullable String routeList, DigitChange change, boolean urgent) {
            this.pattern = Objects.requireNonNull(pattern, "pattern");
            this.partition = Require.textOrEmpty(partition, "partition", 50);
            this.routeList = routeList == null ? null : Require.text(routeList, "route list", 50);
            this.change = Objects.requireNonNull(change, "change");
            this.urgent = urgent;
        }

        /**
         * A pattern whose calls go over a route list, with the number as it was dialled.
         *
         * @param pattern the pattern
         * @param partition its partition
         * @param routeList the name of the list
         * @return the route pattern
         * @throws IllegalArgumentException when a name breaks its rule
         */
        public static RoutePattern over(DialPattern pattern, String partition, String routeList) {
            Objects.requireNonNull(routeList, "routeList");
            return new RoutePattern(pattern, partition, routeList, DigitChange.NONE, false);
        }

        /**
         * A pattern whose calls are blocked.
         *
         * @param pattern the pattern
         * @param partition its partition
         * @return the route pattern
         * @throws IllegalArgumentException when a name breaks its rule
         */
        public static RoutePattern blocking(DialPattern pattern, String partition) {
            return new RoutePattern(pattern, partition, null, DigitChange.NONE, false);
        }

        /**
         * The same with another change of the number.
         *
         * @param change what it does to the number
         * @return a copy
         */
        public RoutePattern with(DigitChange change) {
            return new RoutePattern(pattern, partition, routeList, change, urgent);
        }

        /**
         * The same with urgent priority.
         *
         * @return a copy
         */
        public RoutePattern withUrgentPriority() {
            return new RoutePattern(pattern, partition, routeList, change, true);
        }

        @Override
        public Kind kind() {
            return Kind.ROUTE_PATTERN;
        }

        @Override
        public DialPattern pattern() {
            return pattern;
        }

        @Override
        public String partition() {
            return partition;
        }

        /**
         * The route list over which the calls go.
         *
         * @return its name, or empty when the pattern blocks them
         */
        public Optional<String> routeList() {
            return Optional.ofNullable(routeList);
        }

        /**
         * What it does to the number.
         *
         * @return the change
         */
        public DigitChange change() {
            return change;
        }

        @Override
        public boolean urgent() {
            return urgent;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof RoutePattern that
                    && pattern.equals(that.pattern)
                    && partition.equals(that.partition)
                    && Objects.equals(routeList, that.routeList)
                    && change.equals(that.change)
                    && urgent == that.urgent;
        }

        @Override
        public int hashCode() {
            return Objects.hash(pattern, partition, routeList, change, urgent);
        }

        @Override
        public String toString() {
            return title();
        }
    }

    /**
     * A translation pattern: the number becomes another, which is looked up anew.
     *
     * @threadsafety immutable
     */
    final class TranslationPattern implements PlanEntry {
        private final DialPattern pattern;
        private final String partition;
        private final DigitChange change;
        private final @Nullable String callingSearchSpace;

        private TranslationPattern(
                DialPattern pattern, String partition, DigitChange change, @Nullable String callingSearchSpace) {
            this.pattern = Objects.requireNonNull(pattern, "pattern");
            this.partition = Require.textOrEmpty(partition, "partition", 50);
            this.change = Objects.requireNonNull(change, "change");
            this.callingSearchSpace =
                    callingSearchSpace == null ? null : Require.text(callingSearchSpace, "calling search space", 50);
        }

        /**
         * One that looks the new number up in a calling search space of its own.
         *
         * @param pattern the pattern
         * @param partition its partition
         * @param change what it does to the number
         * @param callingSearchSpace where the new number is looked up
         * @return the translation pattern
         * @throws IllegalArgumentException when a name breaks its rule
         */
        public static TranslationPattern of(
                DialPattern pattern, String partition, DigitChange change, String callingSearchSpace) {
            Objects.requireNonNull(callingSearchSpace, "callingSearchSpace");
            return new TranslationPattern(pattern, partition, change, callingSearchSpace);
        }

        /**
         * One that looks the new number up where the old one was: <em>Use Originator's Calling Search Space</em>.
         *
         * @param pattern the pattern
         * @param partition its partition
         * @param change what it does to the number
         * @return the translation pattern
         * @throws IllegalArgumentException when a name breaks its rule
         */
        public static TranslationPattern withOriginatorsCss(DialPattern pattern, String partition, DigitChange change) {
            return new TranslationPattern(pattern, partition, change, null);
        }

        @Override
        public Kind kind() {
            return Kind.TRANSLATION_PATTERN;
        }

        @Override
        public DialPattern pattern() {
            return pattern;
        }

        @Override
        public String partition() {
            return partition;
        }

        /**
         * What it does to the number.
         *
         * @return the change
         */
        public DigitChange change() {
            return change;
        }

        /**
         * Where the new number is looked up.
         *
         * @return the calling search space, or empty when it is the originator's
         */
        public Optional<String> callingSearchSpace() {
            return Optional.ofNullable(callingSearchSpace);
        }

        /** Always: the product makes translation patterns urgent unless told otherwise, which is not modelled. */
        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TranslationPattern that
                    && pattern.equals(that.pattern)
                    && partition.equals(that.partition)
                    && change.equals(that.change)
                    && Objects.equals(callingSearchSpace, that.callingSearchSpace);
        }

        @Override
        public int hashCode() {
            return Objects.hash(pattern, partition, change, callingSearchSpace);
        }

        @Override
        public String toString() {
            return title();
        }
    }
}
