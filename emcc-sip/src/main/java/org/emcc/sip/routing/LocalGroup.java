package org.emcc.sip.routing;

import java.util.List;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;

/** What the standard local route group is for one caller. */
sealed interface LocalGroup {
    /** The PSTN Access trunk. */
    record PstnAccessTrunk(String trunk, ClusterId visiting, List<ServiceAddress> addresses) implements LocalGroup {}

    /** A route group, and whose device pool names it. */
    record Named(String routeGroup, RoutingRule rule, String whose) implements LocalGroup {}

    /** Nothing, and why. */
    record Nothing(RoutingRule rule, String why) implements LocalGroup {}
}
