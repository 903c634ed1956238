package org.emcc.sip.routing;

import java.util.List;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;

/** Where one cluster sends a call, with the step that decided. */
sealed interface Way {
    /** The step that decided. */
    TraceStep step();

    /** A phone rings. */
    record Rings(String number, String device, TraceStep step) implements Way {}

    /** The call leaves by a device of a route group. */
    record Leaves(RouteDevice device, String routeGroup, String number, TraceStep step) implements Way {}

    /** The call goes over the PSTN Access trunk. */
    record ToVisiting(String trunk, ClusterId visiting, List<ServiceAddress> addresses, String number, TraceStep step)
            implements Way {}

    /** The call ends. */
    record Fails(RoutingFault fault, TraceStep step) implements Way {}
}
