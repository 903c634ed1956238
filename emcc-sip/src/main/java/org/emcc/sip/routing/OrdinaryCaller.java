package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.Phone;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A phone of the cluster itself, with nobody from another cluster logged in: the other half of the question what a login changes.
 *
 * <p>Its calling search spaces are that of the line and that of the device, in this order; each may be absent. The EMCC CSS has no role here.
 *
 * <p>Source: sip 2.1 and 2.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class OrdinaryCaller implements Caller {
    private final ClusterSettings settings;
    private final DialPlan plan;
    private final Phone phone;
    private final @Nullable String lineCallingSearchSpace;
    private final @Nullable String deviceCallingSearchSpace;

    private OrdinaryCaller(Builder builder) {
        this.settings = builder.settings;
        this.plan = builder.plan;
        this.phone = builder.phone;
        this.lineCallingSearchSpace = builder.lineCallingSearchSpace;
        this.deviceCallingSearchSpace = builder.deviceCallingSearchSpace;
    }

    /**
     * Starts one.
     *
     * @param settings the settings of the cluster
     * @param plan its dial plan
     * @param phone the phone
     * @return a builder
     */
    public static Builder builder(ClusterSettings settings, DialPlan plan, Phone phone) {
        return new Builder(settings, plan, phone);
    }

    @Override
    public Kind kind() {
        return Kind.ORDINARY_CALLER;
    }

    @Override
    public String title() {
        return phone.name() + " of cluster " + settings.id();
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
     * The phone.
     *
     * @return the phone
     */
    public Phone phone() {
        return phone;
    }

    @Override
    public List<SearchSpace> searchOrder() {
        List<SearchSpace> order = new ArrayList<>();
        if (lineCallingSearchSpace != null) {
            order.add(new SearchSpace(SearchSpace.Role.LINE, lineCallingSearchSpace));
        }
        if (deviceCallingSearchSpace != null) {
            order.add(new SearchSpace(SearchSpace.Role.DEVICE, deviceCallingSearchSpace));
        }
        return List.copyOf(order);
    }

    @Override
    public String toString() {
        return "OrdinaryCaller[" + title() + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ClusterSettings settings;
        private final DialPlan plan;
        private final Phone phone;
        private @Nullable String lineCallingSearchSpace;
        private @Nullable String deviceCallingSearchSpace;

        private Builder(ClusterSettings settings, DialPlan plan, Phone phone) {
            this.settings = Objects.requireNonNull(settings, "settings");
            this.plan = Objects.requireNonNull(plan, "plan");
            this.phone = Objects.requireNonNull(phone, "phone");
        }

        /**
         * The calling search space of the line that calls.
         *
         * @param lineCallingSearchSpace 1 to 50 characters
         * @return this builder
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Builder lineCallingSearchSpace(String lineCallingSearchSpace) {
            this.lineCallingSearchSpace = Require.text(lineCallingSearchSpace, "line CSS", 50);
            return this;
        }

        /**
         * The calling search space of the phone.
         *
         * @param deviceCallingSearchSpace 1 to 50 characters
         * @return this builder
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Builder deviceCallingSearchSpace(String deviceCallingSearchSpace) {
            this.deviceCallingSearchSpace = Require.text(deviceCallingSearchSpace, "device CSS", 50);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public OrdinaryCaller build() {
            return new OrdinaryCaller(this);
        }
    }
}
