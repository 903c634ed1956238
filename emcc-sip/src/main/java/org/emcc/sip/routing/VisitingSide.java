package org.emcc.sip.routing;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.Phone;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The cluster in which a phone stands, as far as it takes part in a call of that phone: its dial plan, the phone as it is when nobody is logged
 * in, and its EMCC trunk.
 *
 * <p>Source: sip 2.2 and 2.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class VisitingSide {
    private final ClusterSettings settings;
    private final DialPlan plan;
    private final Phone phone;
    private final @Nullable String trunkCallingSearchSpace;
    private final @Nullable String trunkLocalRouteGroup;
    private final @Nullable String originalDeviceCallingSearchSpace;
    private final boolean phoneKnown;

    private VisitingSide(Builder builder) {
        this.settings = builder.settings;
        this.plan = builder.plan;
        this.phone = builder.phone;
        this.trunkCallingSearchSpace = builder.trunkCallingSearchSpace;
        this.trunkLocalRouteGroup = builder.trunkLocalRouteGroup;
        this.originalDeviceCallingSearchSpace = builder.originalDeviceCallingSearchSpace;
        this.phoneKnown = builder.phoneKnown;
    }

    /**
     * Starts one whose calls say which phone they are from.
     *
     * @param settings the settings of the cluster
     * @param plan its dial plan
     * @param phone the phone, as it is configured there
     * @return a builder
     */
    public static Builder builder(ClusterSettings settings, DialPlan plan, Phone phone) {
        return new Builder(settings, plan, phone);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(settings, plan, phone);
        copy.trunkCallingSearchSpace = trunkCallingSearchSpace;
        copy.trunkLocalRouteGroup = trunkLocalRouteGroup;
        copy.originalDeviceCallingSearchSpace = originalDeviceCallingSearchSpace;
        copy.phoneKnown = phoneKnown;
        return copy;
    }

    /**
     * The settings of the cluster.
     *
     * @return the settings
     */
    public ClusterSettings settings() {
        return settings;
    }

    /**
     * Its dial plan.
     *
     * @return the plan
     */
    public DialPlan plan() {
        return plan;
    }

    /**
     * The phone, as it is configured there.
     *
     * @return the phone
     */
    public Phone phone() {
        return phone;
    }

    /**
     * The inbound CSS of its PSTN Access trunk.
     *
     * @return the name, or empty when the trunk has none
     */
    public Optional<String> trunkCallingSearchSpace() {
        return Optional.ofNullable(trunkCallingSearchSpace);
    }

    /**
     * The local route group of the trunk's device pool, which counts only for a call of an unknown phone (inferred).
     *
     * @return the name, or empty when there is none
     */
    public Optional<String> trunkLocalRouteGroup() {
        return Optional.ofNullable(trunkLocalRouteGroup);
    }

    /**
     * The CSS that the phone has when nobody is logged in.
     *
     * @return the name, or empty when it has none
     */
    public Optional<String> originalDeviceCallingSearchSpace() {
        return Optional.ofNullable(originalDeviceCallingSearchSpace);
    }

    /**
     * Whether a PSTN Access call tells which phone it is from ({@link VisitingPhoneIdentity}).
     *
     * @return true when it does
     */
    public boolean phoneKnown() {
        return phoneKnown;
    }

    @Override
    public String toString() {
        return "VisitingSide[" + phone.name() + " in " + settings.id() + "]";
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
        private @Nullable String trunkCallingSearchSpace;
        private @Nullable String trunkLocalRouteGroup;
        private @Nullable String originalDeviceCallingSearchSpace;
        private boolean phoneKnown = true;

        private Builder(ClusterSettings settings, DialPlan plan, Phone phone) {
            this.settings = Objects.requireNonNull(settings, "settings");
            this.plan = Objects.requireNonNull(plan, "plan");
            this.phone = Objects.requireNonNull(phone, "phone");
        }

        /**
         * The inbound CSS of its PSTN Access trunk.
         *
         * @param trunkCallingSearchSpace 1 to 50 characters
         * @return this builder
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Builder trunkCallingSearchSpace(String trunkCallingSearchSpace) {
            this.trunkCallingSearchSpace = Require.text(trunkCallingSearchSpace, "trunk CSS", 50);
            return this;
        }

        /**
         * The local route group of the trunk's device pool.
         *
         * @param trunkLocalRouteGroup 1 to 50 characters
         * @return this builder
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Builder trunkLocalRouteGroup(String trunkLocalRouteGroup) {
            this.trunkLocalRouteGroup = Require.text(trunkLocalRouteGroup, "local route group", 50);
            return this;
        }

        /**
         * The CSS that the phone has when nobody is logged in.
         *
         * @param originalDeviceCallingSearchSpace 1 to 50 characters
         * @return this builder
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Builder originalDeviceCallingSearchSpace(String originalDeviceCallingSearchSpace) {
            this.originalDeviceCallingSearchSpace =
                    Require.text(originalDeviceCallingSearchSpace, "original device CSS", 50);
            return this;
        }

        /**
         * Whether a PSTN Access call tells which phone it is from; it does by default.
         *
         * @param phoneKnown the value
         * @return this builder
         */
        public Builder phoneKnown(boolean phoneKnown) {
            this.phoneKnown = phoneKnown;
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public VisitingSide build() {
            return new VisitingSide(this);
        }
    }
}
