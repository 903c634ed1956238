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
    private final @Nullable String geolocationFilter;
    private final @Nullable String localRouteGroup;
    private final @Nullable String region;
    private final @Nullable String location;
    private final @Nullable String mediaResourceGroupList;

    private DevicePool(Builder builder) {
        this.name = builder.name;
        this.callManagerGroup = builder.callManagerGroup;
        this.dateTimeGroup = builder.dateTimeGroup;
        this.geolocation = builder.geolocation;
        this.adjunctCallingSearchSpace = builder.adjunctCallingSearchSpace;
        this.networkLocale = builder.networkLocale;
        this.srst = builder.srst;
        this.geolocationFilter = builder.geolocationFilter;
        this.localRouteGroup = builder.localRouteGroup;
        this.region = builder.region;
        this.location = builder.location;
        this.mediaResourceGroupList = builder.mediaResourceGroupList;
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
        copy.geolocationFilter = geolocationFilter;
        copy.localRouteGroup = localRouteGroup;
        copy.region = region;
        copy.location = location;
        copy.mediaResourceGroupList = mediaResourceGroupList;
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

    /**
     * The geolocation filter of the pool, for logical partitioning; EMCC uses the one of the feature parameters.
     *
     * @return the geolocation filter of the pool, for logical partitioning; EMCC uses the one of the feature parameters, or empty when there is none
     */
    public Optional<String> geolocationFilter() {
        return Optional.ofNullable(geolocationFilter);
    }

    /**
     * The standard local route group: at visiting, that of the phone's own pool takes PSTN Access calls out of the house (emcc-behaviour 4).
     *
     * @return the standard local route group: at visiting, that of the phone's own pool takes PSTN Access calls out of the house (emcc-behaviour 4), or empty when there is none
     */
    public Optional<String> localRouteGroup() {
        return Optional.ofNullable(localRouteGroup);
    }

    /**
     * The region; EMCC calls follow the feature parameters instead (emcc-behaviour 4).
     *
     * @return the region; EMCC calls follow the feature parameters instead (emcc-behaviour 4), or empty when there is none
     */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /**
     * The location of call admission control, which does not work with EMCC (emcc-behaviour 9).
     *
     * @return the location of call admission control, which does not work with EMCC (emcc-behaviour 9), or empty when there is none
     */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    /**
     * The media resource group list.
     *
     * @return the media resource group list, or empty when there is none
     */
    public Optional<String> mediaResourceGroupList() {
        return Optional.ofNullable(mediaResourceGroupList);
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
                && Objects.equals(srst, that.srst)
                && Objects.equals(geolocationFilter, that.geolocationFilter)
                && Objects.equals(localRouteGroup, that.localRouteGroup)
                && Objects.equals(region, that.region)
                && Objects.equals(location, that.location)
                && Objects.equals(mediaResourceGroupList, that.mediaResourceGroupList);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name,
                callManagerGroup,
                dateTimeGroup,
                geolocation,
                adjunctCallingSearchSpace,
                networkLocale,
                srst,
                geolocationFilter,
                localRouteGroup,
                region,
                location,
                mediaResourceGroupList);
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
        private @Nullable String geolocationFilter;
        private @Nullable String localRouteGroup;
        private @Nullable String region;
        private @Nullable String location;
        private @Nullable String mediaResourceGroupList;

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
         * The geolocation filter of the pool, for logical partitioning; EMCC uses the one of the feature parameters.
         *
         * @param geolocationFilter the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder geolocationFilter(String geolocationFilter) {
            this.geolocationFilter = Require.text(geolocationFilter, "geolocation filter", 50);
            return this;
        }

        /**
         * The standard local route group: at visiting, that of the phone's own pool takes PSTN Access calls out of the house (emcc-behaviour 4).
         *
         * @param localRouteGroup the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder localRouteGroup(String localRouteGroup) {
            this.localRouteGroup = Require.text(localRouteGroup, "local route group", 50);
            return this;
        }

        /**
         * The region; EMCC calls follow the feature parameters instead (emcc-behaviour 4).
         *
         * @param region the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder region(String region) {
            this.region = Require.text(region, "region", 50);
            return this;
        }

        /**
         * The location of call admission control, which does not work with EMCC (emcc-behaviour 9).
         *
         * @param location the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder location(String location) {
            this.location = Require.text(location, "location", 50);
            return this;
        }

        /**
         * The media resource group list.
         *
         * @param mediaResourceGroupList the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder mediaResourceGroupList(String mediaResourceGroupList) {
            this.mediaResourceGroupList = Require.text(mediaResourceGroupList, "media resource group list", 50);
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
