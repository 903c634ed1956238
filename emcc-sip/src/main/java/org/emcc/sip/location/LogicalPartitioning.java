package org.emcc.sip.location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.configuration.Setting;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.internal.Require;
import org.emcc.sip.location.PartitionDecision.Found;
import org.emcc.sip.location.PartitionDecision.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Logical partitioning: whether two devices may talk, by where they are. A pure decision over the configuration.
 *
 * <p>To be asked when a call is set up, when it is transferred, joined, picked up and the like, and again when a location arrives in a
 * call. A transfer that is denied leaves the original call as it is.
 *
 * <p>Source: sip 3.10. The rule for shortening is documented for one identifier; in which order two of them are shortened is not. Here
 * the pair that keeps the most fields wins, and among equals the stricter (inferred); values compare with their case.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LogicalPartitioning {
    /**
     * A device in a call.
     *
     * @param device on which side it stands
     * @param geolocation its geolocation; one without an address exempts it
     * @param filter the fields that are compared, see {@link #filterOf}; none for no filter, which exempts it (a filter without any field:
     *     inferred)
     */
    public record Party(GeolocationDevice device, GeolocationChoice geolocation, Set<CivicField> filter) {
        /**
         * Copies the set.
         *
         * @param device on which side it stands
         * @param geolocation its geolocation
         * @param filter the fields that are compared
         */
        public Party {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(geolocation, "geolocation");
            filter = Require.set(filter, "filter");
        }

        /**
         * This trunk when a location came over it: the received address counts, and the side that the product's document names.
         *
         * @param received the location
         * @return the party behind the trunk
         */
        public Party overriddenBy(LocationObject received) {
            return new Party(received.device().orElse(device), geolocation.overriddenBy(received), filter);
        }

        /**
         * What is compared.
         *
         * @return the identifier
         */
        public GeolocationIdentifier identifier() {
            return GeolocationIdentifier.of(device, geolocation.address(), filter);
        }
    }

    /** Two identifiers as they are looked up: side and fields in the order of the product's page. */
    private record Pair(
            GeolocationDevice first, CivicAddress ofFirst, GeolocationDevice second, CivicAddress ofSecond) {}

    private final boolean enabled;
    private final LogicalPartitionPolicy defaultPolicy;
    private final Map<Pair, LogicalPartitionPolicy> relations = new HashMap<>();

    private LogicalPartitioning(Builder builder) {
        this.enabled = builder.enabled;
        this.defaultPolicy = builder.defaultPolicy;
        for (PolicyRelation relation : builder.relations) {
            CivicAddress a = builder.fieldsOf(relation.policyA());
            CivicAddress b = builder.fieldsOf(relation.policyB());
            relations.put(new Pair(relation.deviceA(), a, relation.deviceB(), b), relation.policy());
            relations.put(new Pair(relation.deviceB(), b, relation.deviceA(), a), relation.policy());
        }
    }

    /**
     * Begins a configuration: off, with the default policy <em>Deny</em> and no relation.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The fields that are compared of a device: those of its own filter, else of its device pool's, else of the enterprise parameter
     * <em>Logical Partitioning Default Filter</em>. A filter without any field ends the search too (inferred).
     *
     * <p>Source: sip 3.8.
     *
     * @param device the filter of the device or trunk
     * @param pool the filter of its device pool
     * @param enterpriseDefault the enterprise parameter
     * @return the fields of the first that is set; none when there is none, which exempts the device
     */
    public static Set<CivicField> filterOf(
            Setting<GeolocationFilter> device,
            Setting<GeolocationFilter> pool,
            Setting<GeolocationFilter> enterpriseDefault) {
        return device.value()
                .or(pool::value)
                .or(enterpriseDefault::value)
                .map(GeolocationFilter::fields)
                .orElse(Set.of());
    }

    /**
     * Decides whether two devices may talk. The order of the two does not count.
     *
     * @param first one device
     * @param second the other
     * @return the decision
     */
    public PartitionDecision decide(Party first, Party second) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        if (!enabled) {
            return new PartitionDecision(true, Reason.SWITCHED_OFF, null);
        }
        if (first.device() == GeolocationDevice.INTERIOR && second.device() == GeolocationDevice.INTERIOR) {
            return new PartitionDecision(true, Reason.BOTH_INTERIOR, null);
        }
        if (first.geolocation().address().isEmpty()
                || second.geolocation().address().isEmpty()) {
            return new PartitionDecision(true, Reason.NO_GEOLOCATION, null);
        }
        if (first.filter().isEmpty() || second.filter().isEmpty()) {
            return new PartitionDecision(true, Reason.NO_FILTER, null);
        }
        Found found = find(first.identifier(), second.identifier());
        if (found == null) {
            return new PartitionDecision(defaultPolicy == LogicalPartitionPolicy.ALLOW, Reason.NO_RELATION, null);
        }
        boolean leftOpen = found.policy() == LogicalPartitionPolicy.USE_DEFAULT_POLICY;
        LogicalPartitionPolicy policy = leftOpen ? defaultPolicy : found.policy();
        return new PartitionDecision(
                policy == LogicalPartitionPolicy.ALLOW,
                leftOpen ? Reason.RELATION_USES_DEFAULT : Reason.RELATION,
                found);
    }

    /** The relation of the pair of shortened identifiers that keeps the most fields; among equals the strictest. */
    private @Nullable Found find(GeolocationIdentifier first, GeolocationIdentifier second) {
        List<CivicAddress> firsts = shortened(first.fields());
        List<CivicAddress> seconds = shortened(second.fields());
        for (int kept = firsts.size() + seconds.size() - 2; kept >= 0; kept--) {
            Found best = null;
            for (int i = Math.max(0, kept - seconds.size() + 1); i <= Math.min(kept, firsts.size() - 1); i++) {
                GeolocationIdentifier a = new GeolocationIdentifier(first.device(), firsts.get(i));
                GeolocationIdentifier b = new GeolocationIdentifier(second.device(), seconds.get(kept - i));
                LogicalPartitionPolicy policy = relations.get(new Pair(a.device(), a.fields(), b.device(), b.fields()));
                if (policy != null && (best == null || strictness(policy) > strictness(best.policy()))) {
                    best = new Found(a, b, policy);
                }
            }
            if (best != null) {
                return best;
            }
        }
        return null;
    }

    private static int strictness(LogicalPartitionPolicy policy) {
        return switch (policy) {
            case ALLOW -> 0;
            case USE_DEFAULT_POLICY -> 1;
            case DENY -> 2;
        };
    }

    /** The first fields of an address: none of them, one, and so on to all. */
    private static List<CivicAddress> shortened(CivicAddress address) {
        List<CivicAddress> found = new ArrayList<>();
        CivicAddress next = CivicAddress.empty();
        found.add(next);
        for (CivicField field : address.fields()) {
            next = next.with(field, address.get(field).orElseThrow());
            found.add(next);
        }
        return found;
    }

    /**
     * Puts a configuration together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private boolean enabled;
        private LogicalPartitionPolicy defaultPolicy = LogicalPartitionPolicy.DENY;
        private final Map<String, GeolocationPolicy> policies = new LinkedHashMap<>();
        private final List<PolicyRelation> relations = new ArrayList<>();

        private Builder() {}

        /**
         * Sets the enterprise parameter <em>Enable Logical Partitioning</em>; false by default.
         *
         * @param enabled whether it is on
         * @return this builder
         */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * Sets the enterprise parameter <em>Logical Partitioning Default Policy</em>; Deny by default.
         *
         * @param policy Allow or Deny
         * @return this builder
         * @throws IllegalArgumentException for <em>Use Default Policy</em>
         */
        public Builder defaultPolicy(LogicalPartitionPolicy policy) {
            if (Objects.requireNonNull(policy, "policy") == LogicalPartitionPolicy.USE_DEFAULT_POLICY) {
                throw new IllegalArgumentException("default policy must be Allow or Deny");
            }
            this.defaultPolicy = policy;
            return this;
        }

        /**
         * Adds a policy record. Several may have the same fields.
         *
         * @param policy the record
         * @return this builder
         * @throws IllegalArgumentException when there is one of that name
         */
        public Builder policy(GeolocationPolicy policy) {
            if (policies.putIfAbsent(policy.name(), policy) != null) {
                throw new IllegalArgumentException("geolocation policies must have different names, but \""
                        + Require.clip(policy.name()) + "\" is there twice");
            }
            return this;
        }

        /**
         * Adds a relation. Of two between the same fields and sides the later one counts.
         *
         * @param relation the relation
         * @return this builder
         */
        public Builder relation(PolicyRelation relation) {
            relations.add(Objects.requireNonNull(relation, "relation"));
            return this;
        }

        private CivicAddress fieldsOf(String policy) {
            return Objects.requireNonNull(policies.get(policy), policy).fields();
        }

        /**
         * Makes the configuration.
         *
         * @return the configuration
         * @throws IllegalArgumentException when relations name policy records that are not there; all of them are listed
         */
        public LogicalPartitioning build() {
            List<String> missing = relations.stream()
                    .flatMap(relation -> java.util.stream.Stream.of(relation.policyA(), relation.policyB()))
                    .filter(name -> !policies.containsKey(name))
                    .distinct()
                    .map(Require::clip)
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(
                        "relations must name geolocation policies, but " + missing + " are not there");
            }
            return new LogicalPartitioning(this);
        }
    }
}
