package org.emcc.sip.routing;

import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.TrunkServiceType;

/** The trunk that a service of the inter-cluster service profile names (sip 1.4; emcc-behaviour 10.3, EMCC-ICSP-04). */
final class ServiceTrunk {
    private ServiceTrunk() {}

    /** What is wrong with it, or nothing; the settings of a cluster may hold what is wrong. */
    static String problem(ClusterSettings settings, String service, String trunk) {
        boolean fits = settings.trunks().stream()
                .anyMatch(known -> known.name().equals(trunk)
                        && known.serviceType() == TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER);
        return fits
                ? ""
                : service + " of " + settings.id() + " names trunk " + trunk + ", which is not an EMCC trunk there";
    }
}
