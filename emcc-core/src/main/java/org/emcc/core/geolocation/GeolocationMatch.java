package org.emcc.core.geolocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * The comparison by which home finds the roaming device pool of a visitor.
 *
 * <p>Source: emcc-behaviour 5.8. Documented is that home applies its filter and that the best match decides; steps 1 to 6 of the
 * reference rule (score, case, tie) are inferred and carried out here and nowhere else.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface GeolocationMatch {
    /**
     * Something that has a geolocation and may match.
     *
     * @param name by which it is known, and by which a tie is broken
     * @param address its address
     */
    record Candidate(String name, CivicAddress address) {
        /**
         * Checks that both are given.
         *
         * @param name by which it is known
         * @param address its address
         */
        public Candidate {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
        }
    }

    /** Why nothing matched. */
    enum Reason {
        /** No filter is configured, or it has no field switched on. */
        NO_FILTER,
        /** The visitor sent no geolocation. */
        NO_GEOLOCATION,
        /** No candidate has a filtered field in common with the visitor. */
        NO_CANDIDATE
    }

    /**
     * A candidate matched.
     *
     * @param name the candidate
     * @param equal the filtered fields that are set and equal on both sides; at least one
     * @param tied the names of others that matched equally well: the filter is ambiguous and the first by name was taken
     */
    record Matched(String name, Set<CivicField> equal, List<String> tied) implements GeolocationMatch {
        /**
         * Copies the collections.
         *
         * @param name the candidate
         * @param equal the fields that are equal
         * @param tied others that matched equally well
         */
        public Matched {
            Objects.requireNonNull(name, "name");
            equal = Require.set(equal, "equal");
            tied = Require.list(tied, "tied");
        }
    }

    /**
     * Nothing matched.
     *
     * @param reason why
     */
    record NoMatch(Reason reason) implements GeolocationMatch {
        /**
         * Checks that a reason is given.
         *
         * @param reason why
         */
        public NoMatch {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Compares a visitor's address with all candidates. Text is compared with regard to case (inferred).
     *
     * @param fields the fields switched on in the filter; empty for no filter
     * @param visitor the address that the visiting cluster sent
     * @param candidates in any order; those with an empty address never match
     * @return the best candidate, or why there is none
     */
    static GeolocationMatch of(Set<CivicField> fields, CivicAddress visitor, List<Candidate> candidates) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(candidates, "candidates");
        if (Objects.requireNonNull(fields, "fields").isEmpty()) {
            return new NoMatch(Reason.NO_FILTER);
        }
        if (visitor.isEmpty()) {
            return new NoMatch(Reason.NO_GEOLOCATION);
        }
        List<Matched> best = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Set<CivicField> equal = equalFields(fields, visitor, candidate.address());
            int score = best.isEmpty() ? 1 : best.get(0).equal().size();
            if (equal.size() > score) {
                best.clear();
            }
            if (!equal.isEmpty() && equal.size() >= score) {
                best.add(new Matched(candidate.name(), equal, List.of()));
            }
        }
        if (best.isEmpty()) {
            return new NoMatch(Reason.NO_CANDIDATE);
        }
        best.sort(Comparator.comparing(Matched::name));
        Matched first = best.get(0);
        return new Matched(
                first.name(),
                first.equal(),
                best.stream().skip(1).map(Matched::name).toList());
    }

    /** The filtered fields that are set and equal on both sides; none at all when one is set on both sides and differs. */
    private static Set<CivicField> equalFields(Set<CivicField> fields, CivicAddress visitor, CivicAddress candidate) {
        Set<CivicField> equal = EnumSet.noneOf(CivicField.class);
        for (CivicField field : fields) {
            if (visitor.get(field).isPresent() && candidate.get(field).isPresent()) {
                if (!visitor.get(field).equals(candidate.get(field))) {
                    return Set.of();
                }
                equal.add(field);
            }
        }
        return equal;
    }
}
