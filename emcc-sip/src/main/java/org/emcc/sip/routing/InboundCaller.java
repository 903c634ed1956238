package org.emcc.sip.routing;

import java.util.List;
import java.util.Objects;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.internal.Require;

/**
 * Somebody outside, whose call comes in by a gateway or an ordinary trunk: how a call from the public network to a user's own number finds the
 * phone.
 *
 * <p>Source: sip 2.2, row 5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class InboundCaller implements Caller {
    private final ClusterSettings settings;
    private final DialPlan plan;
    private final RouteDevice device;

    private InboundCaller(ClusterSettings settings, DialPlan plan, RouteDevice device) {
        this.settings = settings;
        this.plan = plan;
        this.device = device;
    }

    /**
     * A call that comes in by a device of a dial plan.
     *
     * @param settings the settings of the cluster
     * @param plan its dial plan
     * @param device the name of the gateway or trunk
     * @return the caller
     * @throws IllegalArgumentException when the plan has no such device
     */
    public static InboundCaller of(ClusterSettings settings, DialPlan plan, String device) {
        Objects.requireNonNull(settings, "settings");
        RouteDevice found = plan.devices().get(Objects.requireNonNull(device, "device"));
        if (found == null) {
            throw new IllegalArgumentException(
                    "device by which a call comes in must be one of the dial plan, but is " + Require.clip(device));
        }
        return new InboundCaller(settings, plan, found);
    }

    @Override
    public Kind kind() {
        return Kind.INBOUND_CALLER;
    }

    @Override
    public String title() {
        return device.name() + " of cluster " + settings.id() + " (a call that comes in)";
    }

    @Override
    public ClusterSettings settings() {
        return settings;
    }

    @Override
    public DialPlan plan() {
        return plan;
    }

    /**
     * The gateway or trunk.
     *
     * @return the device
     */
    public RouteDevice device() {
        return device;
    }

    @Override
    public List<SearchSpace> searchOrder() {
        return device.inboundCallingSearchSpace()
                .map(css -> List.of(new SearchSpace(SearchSpace.Role.INBOUND, css)))
                .orElse(List.of());
    }

    @Override
    public String toString() {
        return "InboundCaller[" + title() + "]";
    }
}
