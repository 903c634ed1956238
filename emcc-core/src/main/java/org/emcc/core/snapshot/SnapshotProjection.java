package org.emcc.core.snapshot;

import java.util.List;
import java.util.Objects;
import org.emcc.core.configuration.ClusterConfiguration;

/**
 * What becomes of a snapshot when the rules of the login are to run on it. They see it as the product would (inferred):
 *
 * <ul>
 *   <li>a flag that is unknown, absent or invalid has its default: services of the inter-cluster service profile and of remote clusters,
 *       <em>Enable Extension Mobility</em> and <em>Enable Extension Mobility Cross Cluster</em> are not ticked, <em>Home Cluster</em> is;
 *   <li>a text that breaks its rule is taken as it is where a configuration can hold it, and is not set where it cannot;
 *   <li>a choice that nobody knows is the default of the page;
 *   <li>a reference to an object that is not there is no reference, without regard to the case of its name;
 *   <li>of several objects of one name the first counts;
 *   <li>what cannot be without what is missing is not there: a phone without a device pool, a template without one;
 *   <li>a phone whose security profile is not known is nonsecure; a model that nobody speaks of has the feature, and the number 0;
 *   <li>a device pool whose Cisco Unified CM group is not known is served by the nodes with an active Cisco CallManager, and one whose
 *       date/time group is not known shows Greenwich time;
 *   <li><em>Maximum Login Time</em> is in seconds, cut to whole minutes; 0 is no limit, and none is the system's default;
 *   <li>a template is the default one when it says so, or is the only one and does not say.
 * </ul>
 *
 * <p>Parameters keep their settings, which say by themselves what they are.
 *
 * <p>Source: design 5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface SnapshotProjection {
    /**
     * There is a configuration.
     *
     * @param configuration the configuration
     * @param omissions what could not be taken over as it is, in the order of the configuration procedure as far as it matters
     */
    record Projected(ClusterConfiguration configuration, List<Omission> omissions) implements SnapshotProjection {
        /**
         * Copies the list.
         *
         * @param configuration the configuration
         * @param omissions what could not be taken over
         */
        public Projected {
            Objects.requireNonNull(configuration, "configuration");
            omissions = List.copyOf(omissions);
        }
    }

    /**
     * There is none, because the snapshot does not say what every configuration must.
     *
     * @param reasons why, at least one
     */
    record Refused(List<Omission> reasons) implements SnapshotProjection {
        /**
         * Copies the list.
         *
         * @param reasons why, at least one
         */
        public Refused {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("reasons must name at least one, but are none");
            }
        }
    }

    /**
     * What the rules run on.
     *
     * @param snapshot any snapshot
     * @return a configuration whenever cluster ID and release are valid
     */
    static SnapshotProjection of(ClusterSnapshot snapshot) {
        return ConfigurationReader.read(Objects.requireNonNull(snapshot, "snapshot"));
    }
}
