package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;
import org.emcc.core.session.TemporaryDevice;
import org.jspecify.annotations.Nullable;

/**
 * A phone of another cluster whose user is at home here: home routes its calls.
 *
 * <p>Its calling search spaces are the adjunct CSS of the device pool, the line CSS, and the EMCC CSS of the user device profile, in this
 * order; each may be absent.
 *
 * <p>Source: sip 2.1; emcc-behaviour 4 and 6.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EmccCaller implements Caller {
    private final ClusterSettings settings;
    private final DialPlan plan;
    private final TemporaryDevice device;
    private final ClusterId visiting;
    private final @Nullable String lineCallingSearchSpace;

    private EmccCaller(Builder builder) {
        this.settings = builder.settings;
        this.plan = builder.plan;
        this.device = builder.device;
        this.visiting = builder.visiting;
        this.lineCallingSearchSpace = builder.lineCallingSearchSpace;
    }

    /**
     * Starts one.
     *
     * @param settings the settings of home
     * @param plan the dial plan of home
     * @param device the temporary device that home made for the login
     * @param visiting the cluster in which the phone stands
     * @return a builder
     */
    public static Builder builder(ClusterSettings settings, DialPlan plan, TemporaryDevice device, ClusterId visiting) {
        return new Builder(settings, plan, device, visiting);
    }

    @Override
    public Kind kind() {
        return Kind.EMCC_CALLER;
    }

    @Override
    public String title() {
        return device.name() + " of " + device.user() + ", visiting " + visiting;
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
     * The temporary device.
     *
     * @return the device
     */
    public TemporaryDevice device() {
        return device;
    }

    /**
     * The cluster in which the phone stands.
     *
     * @return the cluster
     */
    public ClusterId visiting() {
        return visiting;
    }

    /**
     * The calling search space of the line that calls.
     *
     * @return the name, or empty when it has none
     */
    public Optional<String> lineCallingSearchSpace() {
        return Optional.ofNullable(lineCallingSearchSpace);
    }

    @Override
    public List<SearchSpace> searchOrder() {
        List<SearchSpace> order = new ArrayList<>();
        device.devicePool()
                .value()
                .adjunctCallingSearchSpace()
                .ifPresent(css -> order.add(new SearchSpace(SearchSpace.Role.ADJUNCT, css)));
        lineCallingSearchSpace().ifPresent(css -> order.add(new SearchSpace(SearchSpace.Role.LINE, css)));
        device.profile()
                .value()
                .emccCallingSearchSpace()
                .ifPresent(css -> order.add(new SearchSpace(SearchSpace.Role.EMCC, css)));
        return List.copyOf(order);
    }

    @Override
    public String toString() {
        return "EmccCaller[" + title() + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ClusterSettings settings;
        private final DialPlan plan;
        private final TemporaryDevice device;
        private final ClusterId visiting;
        private @Nullable String lineCallingSearchSpace;

        private Builder(ClusterSettings settings, DialPlan plan, TemporaryDevice device, ClusterId visiting) {
            this.settings = Objects.requireNonNull(settings, "settings");
            this.plan = Objects.requireNonNull(plan, "plan");
            this.device = Objects.requireNonNull(device, "device");
            this.visiting = Objects.requireNonNull(visiting, "visiting");
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
         * The finished value.
         *
         * @return a new value
         * @throws IllegalArgumentException when the phone stands in home itself
         */
        public EmccCaller build() {
            if (visiting.equals(settings.id())) {
                throw new IllegalArgumentException("the visiting cluster must not be home, but is " + visiting);
            }
            return new EmccCaller(this);
        }
    }
}
