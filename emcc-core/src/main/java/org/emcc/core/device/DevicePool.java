package org.emcc.core.device;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A device pool. One with a geolocation can be the <em>roaming</em> device pool of visitors: the settings that a phone takes over while its user is at home here.
 *
 * <p>Source: emcc-behaviour 1, 4 and 12.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DevicePool {
    private final DevicePoolName name;
    private final CallManagerGroup callManagerGroup;
    private final DateTimeGroup dateTimeGroup;
    private final @Nullable Geolocation geolocation;
    private final @Nullable String adjunctCallingSearchSpace;
    private final @Nullable String networkLocale;
    private final Srst srst;

    private DevicePool(Builder builder) {
        this.name = builder.name;
        this.callManagerGroup = builder.callManagerGroup;
        this.dateTimeGroup = builder.dateTimeGroup;
        this.geolocation = builder.geolocation;
        this.adjunctCallingSearchSpace = builder.adjunctCallingSearchSpace;
        this.networkLocale = builder.networkLocale;
        this.srst = builder.srst;
    }

    /**
     * Starts one.
     *
     * @param name the name of the pool
     * @param callManagerGroup the call managers with which phones of the pool register
     * @param dateTimeGroup the date/time group
     * @return a builder
     */
    public static Builder builder(DevicePoolName name, CallManagerGroup callManagerGroup, DateTimeGroup dateTimeGroup) {
        return new Builder(name, callManagerGroup, dateTimeGroup);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name, callManagerGroup, dateTimeGroup);
        copy.geolocation = geolocation;
        copy.adjunctCallingSearchSpace = adjunctCallingSearchSpace;
        copy.networkLocale = networkLocale;
        copy.srst = srst;
        return copy;
    }

    /**
     * The name of the pool.
     *
     * @return the name of the pool
     */
    public DevicePoolName name() {
        return name;
    }

    /**
     * The call managers with which phones of the pool register.
     *
     * @return the call managers with which phones of the pool register
     */
    public CallManagerGroup callManagerGroup() {
        return callManagerGroup;
    }

    /**
     * The date/time group.
     *
     * @return the date/time group
     */
    public DateTimeGroup dateTimeGroup() {
        return dateTimeGroup;
    }

    /**
     * The geolocation by which visitors find the pool, and which phones of the pool have when they have none of their own.
     *
     * @return the geolocation by which visitors find the pool, and which phones of the pool have when they have none of their own, or empty when there is none
     */
    public Optional<Geolocation> geolocation() {
        return Optional.ofNullable(geolocation);
    }

    /**
     * The adjunct CSS, placed in front of the line CSS of EMCC phones (emcc-behaviour 6.4).
     *
     * @return the adjunct CSS, placed in front of the line CSS of EMCC phones (emcc-behaviour 6.4), or empty when there is none
     */
    public Optional<String> adjunctCallingSearchSpace() {
        return Optional.ofNullable(adjunctCallingSearchSpace);
    }

    /**
     * The network locale.
     *
     * @return the network locale, or empty when there is none
     */
    public Optional<String> networkLocale() {
        return Optional.ofNullable(networkLocale);
    }

    /**
     * The SRST reference.
     *
     * @return the SRST reference
     */
    public Srst srst() {
        return srst;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DevicePool that
                && Objects.equals(name, that.name)
                && Objects.equals(callManagerGroup, that.callManagerGroup)
                && Objects.equals(dateTimeGroup, that.dateTimeGroup)
                && Objects.equals(geolocation, that.geolocation)
                && Objects.equals(adjunctCallingSearchSpace, that.adjunctCallingSearchSpace)
                && Objects.equals(networkLocale, that.networkLocale)
                && Objects.equals(srst, that.srst);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name, callManagerGroup, dateTimeGroup, geolocation, adjunctCallingSearchSpace, networkLocale, srst);
    }

    @Override
    public String toString() {
        return "DevicePool[" + name + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final DevicePoolName name;
        private final CallManagerGroup callManagerGroup;
        private final DateTimeGroup dateTimeGroup;
        private @Nullable Geolocation geolocation;
        private @Nullable String adjunctCallingSearchSpace;
        private @Nullable String networkLocale;
        private Srst srst = Srst.disabled();

        private Builder(DevicePoolName name, CallManagerGroup callManagerGroup, DateTimeGroup dateTimeGroup) {
            this.name = Objects.requireNonNull(name, "name");
            this.callManagerGroup = Objects.requireNonNull(callManagerGroup, "callManagerGroup");
            this.dateTimeGroup = Objects.requireNonNull(dateTimeGroup, "dateTimeGroup");
        }

        /**
         * The geolocation by which visitors find the pool, and which phones of the pool have when they have none of their own.
         *
         * @param geolocation the value
         * @return this builder
         */
        public Builder geolocation(Geolocation geolocation) {
            this.geolocation = Objects.requireNonNull(geolocation, "geolocation");
            return this;
        }

        /**
         * The adjunct CSS, placed in front of the line CSS of EMCC phones (emcc-behaviour 6.4).
         *
         * @param adjunctCallingSearchSpace the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder adjunctCallingSearchSpace(String adjunctCallingSearchSpace) {
            this.adjunctCallingSearchSpace = Require.text(adjunctCallingSearchSpace, "adjunct CSS", 50);
            return this;
        }

        /**
         * The network locale.
         *
         * @param networkLocale the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder networkLocale(String networkLocale) {
            this.networkLocale = Require.text(networkLocale, "network locale", 50);
            return this;
        }

        /**
         * The SRST reference.
         *
         * @param srst the value
         * @return this builder
         */
        public Builder srst(Srst srst) {
            this.srst = Objects.requireNonNull(srst, "srst");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public DevicePool build() {
            return new DevicePool(this);
        }
    }
}
