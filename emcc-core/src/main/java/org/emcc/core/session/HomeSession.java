package org.emcc.core.session;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.BaseDeviceName;
import org.jspecify.annotations.Nullable;

/**
 * A login as home stores it: its facts, its base device, where it stands, and what is still to be done about it.
 *
 * <p>Source: design 4.1 and 4.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class HomeSession {
    private final HomeLogin login;
    private final BaseDeviceName baseDevice;
    private final HomeState state;
    private final @Nullable TemporaryDevice device;
    private final List<HomeEffect> pending;

    private HomeSession(Builder builder) {
        this.login = builder.login;
        this.baseDevice = builder.baseDevice;
        this.state = builder.state;
        this.device = builder.device;
        this.pending = builder.pending;
    }

    /**
     * Starts one.
     *
     * @param login the facts
     * @param baseDevice the base device it has claimed
     * @param state where it stands
     * @return a builder
     */
    public static Builder builder(HomeLogin login, BaseDeviceName baseDevice, HomeState state) {
        return new Builder(login, baseDevice, state);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(login, baseDevice, state);
        copy.device = device;
        copy.pending = pending;
        return copy;
    }

    /**
     * The facts.
     *
     * @return the facts
     */
    public HomeLogin login() {
        return login;
    }

    /**
     * The base device it has claimed.
     *
     * @return the base device it has claimed
     */
    public BaseDeviceName baseDevice() {
        return baseDevice;
    }

    /**
     * Where it stands.
     *
     * @return where it stands
     */
    public HomeState state() {
        return state;
    }

    /**
     * The temporary device, from the moment it is made.
     *
     * @return the temporary device, from the moment it is made, or empty when there is none
     */
    public Optional<TemporaryDevice> device() {
        return Optional.ofNullable(device);
    }

    /**
     * Effects that were ordered and not yet confirmed.
     *
     * @return effects that were ordered and not yet confirmed
     */
    public List<HomeEffect> pending() {
        return pending;
    }

    /**
     * The first state of a login, as it is recorded together with the claim of its base device.
     *
     * @param login the facts
     * @param baseDevice the base device it has claimed
     * @return the session, Reserved, with the making of the device pending
     */
    public static HomeSession reserved(HomeLogin login, BaseDeviceName baseDevice) {
        return builder(login, baseDevice, new HomeState.Reserved())
                .pending(List.of(new HomeEffect.MakeDevice()))
                .build();
    }

    /**
     * A copy that stands elsewhere.
     *
     * @param next where it stands
     * @param effects what is to be done about it
     * @return the new value
     */
    public HomeSession moved(HomeState next, List<HomeEffect> effects) {
        Builder copy = builder(login, baseDevice, next).pending(effects);
        copy.device = device;
        return copy.build();
    }

    /**
     * Whether the login lives: everything before {@link HomeState.Released}.
     *
     * @return true while the base device is claimed
     */
    public boolean live() {
        return state.kind() != HomeState.Kind.RELEASED;
    }

    /**
     * The same without its temporary device, which a login that is over has no more.
     *
     * @return the session without a device
     */
    public HomeSession withoutDevice() {
        return builder(login, baseDevice, state).pending(pending).build();
    }

    /**
     * Whether nothing is left to be done for it: it stands until something happens, or is over.
     *
     * @return false while effects are pending, and while it is on its way in or out
     */
    public boolean settled() {
        return pending.isEmpty()
                && switch (state.kind()) {
                    case RESERVED, DEVICE_BUILT, RELEASING -> false;
                    case FILES_READY, REGISTERED, UNREGISTERED, RELEASED -> true;
                };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HomeSession that
                && Objects.equals(login, that.login)
                && Objects.equals(baseDevice, that.baseDevice)
                && Objects.equals(state, that.state)
                && Objects.equals(device, that.device)
                && Objects.equals(pending, that.pending);
    }

    @Override
    public int hashCode() {
        return Objects.hash(login, baseDevice, state, device, pending);
    }

    @Override
    public String toString() {
        return "HomeSession[" + login.id() + " " + state + " on " + baseDevice + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final HomeLogin login;
        private final BaseDeviceName baseDevice;
        private final HomeState state;
        private @Nullable TemporaryDevice device;
        private List<HomeEffect> pending = List.of();

        private Builder(HomeLogin login, BaseDeviceName baseDevice, HomeState state) {
            this.login = Objects.requireNonNull(login, "login");
            this.baseDevice = Objects.requireNonNull(baseDevice, "baseDevice");
            this.state = Objects.requireNonNull(state, "state");
        }

        /**
         * The temporary device, from the moment it is made.
         *
         * @param device the value
         * @return this builder
         */
        public Builder device(TemporaryDevice device) {
            this.device = Objects.requireNonNull(device, "device");
            return this;
        }

        /**
         * Effects that were ordered and not yet confirmed.
         *
         * @param pending the value
         * @return this builder
         */
        public Builder pending(List<HomeEffect> pending) {
            this.pending = List.copyOf(pending);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public HomeSession build() {
            return new HomeSession(this);
        }
    }
}
