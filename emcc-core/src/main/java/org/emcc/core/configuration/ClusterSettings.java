package org.emcc.core.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneService;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What is set once for a whole cluster: all of its configuration but phones, profiles, users and base devices.
 *
 * <p>Source: emcc-behaviour 2.1 and 5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ClusterSettings {
    private final ClusterId id;
    private final Release release;
    private final ClusterSecurityMode securityMode;
    private final FeatureParameters featureParameters;
    private final ServiceParameters serviceParameters;
    private final InterclusterServiceProfile serviceProfile;
    private final List<RemoteCluster> remoteClusters;
    private final List<GeolocationFilter> geolocationFilters;
    private final @Nullable Geolocation defaultGeolocation;
    private final List<DevicePool> devicePools;
    private final @Nullable EmccTemplate template;
    private final List<SipTrunk> trunks;
    private final List<ClusterNode> nodes;
    private final List<Geolocation> geolocations;
    private final List<EmccTemplate> otherTemplates;
    private final List<PhoneService> phoneServices;
    private final Setting<Boolean> prepareForRollback;

    private final Map<ClusterId, RemoteCluster> remoteClustersById;
    private final Map<DevicePoolName, DevicePool> devicePoolsByName;

    private ClusterSettings(Builder builder) {
        this.id = builder.id;
        this.release = builder.release;
        this.securityMode = builder.securityMode;
        this.featureParameters = builder.featureParameters;
        this.serviceParameters = builder.serviceParameters;
        this.serviceProfile = builder.serviceProfile;
        this.remoteClusters = builder.remoteClusters;
        this.geolocationFilters = builder.geolocationFilters;
        this.defaultGeolocation = builder.defaultGeolocation;
        this.devicePools = builder.devicePools;
        this.template = builder.template;
        this.trunks = builder.trunks;
        this.nodes = builder.nodes;
        this.geolocations = builder.geolocations;
        this.otherTemplates = builder.otherTemplates;
        this.phoneServices = builder.phoneServices;
        this.prepareForRollback = builder.prepareForRollback;
        this.remoteClustersById = byKey(remoteClusters, RemoteCluster::id);
        this.devicePoolsByName = byKey(devicePools, DevicePool::name);
        List<String> problems = SettingsCheck.problems(this);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "settings of cluster " + id + " do not fit together: " + String.join("; ", problems));
        }
    }

    /** Where a key is there twice, the check of the settings finds it. */
    private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
        Map<K, V> found = new HashMap<>();
        values.forEach(value -> found.putIfAbsent(key.apply(value), value));
        return found;
    }

    /**
     * Starts one.
     *
     * @param id the enterprise parameter <em>Cluster ID</em>
     * @param release the release
     * @return a builder
     */
    public static Builder builder(ClusterId id, Release release) {
        return new Builder(id, release);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(id, release);
        copy.securityMode = securityMode;
        copy.featureParameters = featureParameters;
        copy.serviceParameters = serviceParameters;
        copy.serviceProfile = serviceProfile;
        copy.remoteClusters = remoteClusters;
        copy.geolocationFilters = geolocationFilters;
        copy.defaultGeolocation = defaultGeolocation;
        copy.devicePools = devicePools;
        copy.template = template;
        copy.trunks = trunks;
        copy.nodes = nodes;
        copy.geolocations = geolocations;
        copy.otherTemplates = otherTemplates;
        copy.phoneServices = phoneServices;
        copy.prepareForRollback = prepareForRollback;
        return copy;
    }

    /**
     * The enterprise parameter <em>Cluster ID</em>.
     *
     * @return the enterprise parameter <em>Cluster ID</em>
     */
    public ClusterId id() {
        return id;
    }

    /**
     * The release.
     *
     * @return the release
     */
    public Release release() {
        return release;
    }

    /**
     * The cluster security mode.
     *
     * @return the cluster security mode
     */
    public ClusterSecurityMode securityMode() {
        return securityMode;
    }

    /**
     * The EMCC feature configuration.
     *
     * @return the EMCC feature configuration
     */
    public FeatureParameters featureParameters() {
        return featureParameters;
    }

    /**
     * The Extension Mobility service parameters.
     *
     * @return the Extension Mobility service parameters
     */
    public ServiceParameters serviceParameters() {
        return serviceParameters;
    }

    /**
     * The inter-cluster service profile. Whether its trunks are there and of service type EMCC, {@link
     * InterclusterServiceProfile#failures} tells: a cluster may be set up wrongly, and still be looked at.
     *
     * @return the inter-cluster service profile
     */
    public InterclusterServiceProfile serviceProfile() {
        return serviceProfile;
    }

    /**
     * The records of other clusters.
     *
     * @return the records of other clusters
     */
    public List<RemoteCluster> remoteClusters() {
        return remoteClusters;
    }

    /**
     * The geolocation filters.
     *
     * @return the geolocation filters
     */
    public List<GeolocationFilter> geolocationFilters() {
        return geolocationFilters;
    }

    /**
     * The enterprise parameter <em>Default Geolocation</em>.
     *
     * @return the enterprise parameter <em>Default Geolocation</em>, or empty when there is none
     */
    public Optional<Geolocation> defaultGeolocation() {
        return Optional.ofNullable(defaultGeolocation);
    }

    /**
     * The device pools.
     *
     * @return the device pools
     */
    public List<DevicePool> devicePools() {
        return devicePools;
    }

    /**
     * The default EMCC template.
     *
     * @return the default EMCC template, or empty when there is none
     */
    public Optional<EmccTemplate> template() {
        return Optional.ofNullable(template);
    }

    /**
     * The SIP trunks.
     *
     * @return the SIP trunks
     */
    public List<SipTrunk> trunks() {
        return trunks;
    }

    /**
     * The record of one remote cluster.
     *
     * @param cluster its cluster ID
     * @return the record, or empty when there is none
     */
    public Optional<RemoteCluster> remoteCluster(ClusterId cluster) {
        return Optional.ofNullable(remoteClustersById.get(cluster));
    }

    /**
     * One device pool.
     *
     * @param pool its name
     * @return the pool, or empty when there is none
     */
    public Optional<DevicePool> devicePool(DevicePoolName pool) {
        return Optional.ofNullable(devicePoolsByName.get(pool));
    }

    /**
     * The filter that <em>EMCC Geolocation Filter</em> names.
     *
     * @return the filter, or empty when none is set or there is none of that name
     */
    public Optional<GeolocationFilter> emccGeolocationFilter() {
        return featureParameters
                .geolocationFilter()
                .value()
                .flatMap(name -> geolocationFilters.stream()
                        .filter(filter -> filter.name().equals(name))
                        .findFirst());
    }

    /**
     * The nodes on which a service is active.
     *
     * @param service the service
     * @return the nodes, in order
     */
    public List<ClusterNode> nodesWith(ClusterService service) {
        Objects.requireNonNull(service, "service");
        return nodes.stream().filter(node -> node.services().contains(service)).toList();
    }

    /**
     * The geolocation of a phone that roams within the cluster: its own, else that of the device pool where it is, else the
     * cluster's default (emcc-behaviour 5.8).
     *
     * @param phone a phone of this cluster
     * @param roaming the device pool where it is
     * @return the geolocation, or empty when none of the three is set
     */
    public Optional<Geolocation> geolocationOf(Phone phone, DevicePoolName roaming) {
        return phone.geolocation()
                .or(() -> devicePool(roaming).flatMap(DevicePool::geolocation))
                .or(this::defaultGeolocation);
    }

    /**
     * Which device pool is the roaming one of a visitor from a place, by the EMCC geolocation filter.
     *
     * <p>Source: emcc-behaviour 5.8.
     *
     * @param visitor where the visitor's phone is
     * @return the best of the device pools that have a geolocation, and whether others are as good; or why there is none
     */
    public GeolocationMatch roamingDevicePool(CivicAddress visitor) {
        Set<CivicField> fields =
                emccGeolocationFilter().map(GeolocationFilter::fields).orElse(Set.of());
        List<GeolocationMatch.Candidate> candidates = devicePools.stream()
                .flatMap(pool -> pool.geolocation().stream()
                        .map(place -> new GeolocationMatch.Candidate(pool.name().value(), place.address())))
                .toList();
        return GeolocationMatch.of(fields, visitor, candidates);
    }

    /**
     * The geolocation of a phone: its own, else that of its device pool, else the cluster's default (emcc-behaviour 5.8).
     *
     * @param phone a phone of this cluster
     * @return the geolocation, or empty when none of the three is set
     */
    public Optional<Geolocation> geolocationOf(Phone phone) {
        return phone.geolocation()
                .or(() -> devicePool(phone.devicePool()).flatMap(DevicePool::geolocation))
                .or(this::defaultGeolocation);
    }

    /**
     * The nodes and what is active on them; empty when nobody said.
     *
     * @return the nodes and what is active on them; empty when nobody said
     */
    public List<ClusterNode> nodes() {
        return nodes;
    }

    /**
     * The geolocations.
     *
     * @return the geolocations
     */
    public List<Geolocation> geolocations() {
        return geolocations;
    }

    /**
     * The EMCC templates beside the default one.
     *
     * @return the EMCC templates beside the default one
     */
    public List<EmccTemplate> otherTemplates() {
        return otherTemplates;
    }

    /**
     * The phone services.
     *
     * @return the phone services
     */
    public List<PhoneService> phoneServices() {
        return phoneServices;
    }

    /**
     * The enterprise parameter <em>Prepare Cluster for Rollback to pre 8.0</em>, which must be false (emcc-behaviour 8.4).
     *
     * @return the enterprise parameter <em>Prepare Cluster for Rollback to pre 8.0</em>, which must be false (emcc-behaviour 8.4)
     */
    public Setting<Boolean> prepareForRollback() {
        return prepareForRollback;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterSettings that
                && Objects.equals(id, that.id)
                && Objects.equals(release, that.release)
                && Objects.equals(securityMode, that.securityMode)
                && Objects.equals(featureParameters, that.featureParameters)
                && Objects.equals(serviceParameters, that.serviceParameters)
                && Objects.equals(serviceProfile, that.serviceProfile)
                && Objects.equals(remoteClusters, that.remoteClusters)
                && Objects.equals(geolocationFilters, that.geolocationFilters)
                && Objects.equals(defaultGeolocation, that.defaultGeolocation)
                && Objects.equals(devicePools, that.devicePools)
                && Objects.equals(template, that.template)
                && Objects.equals(trunks, that.trunks)
                && Objects.equals(nodes, that.nodes)
                && Objects.equals(geolocations, that.geolocations)
                && Objects.equals(otherTemplates, that.otherTemplates)
                && Objects.equals(phoneServices, that.phoneServices)
                && Objects.equals(prepareForRollback, that.prepareForRollback);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                id,
                release,
                securityMode,
                featureParameters,
                serviceParameters,
                serviceProfile,
                remoteClusters,
                geolocationFilters,
                defaultGeolocation,
                devicePools,
                template,
                trunks,
                nodes,
                geolocations,
                otherTemplates,
                phoneServices,
                prepareForRollback);
    }

    @Override
    public String toString() {
        return "ClusterSettings[" + id + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ClusterId id;
        private final Release release;
        private ClusterSecurityMode securityMode = ClusterSecurityMode.NONSECURE;
        private FeatureParameters featureParameters =
                FeatureParameters.builder().build();
        private ServiceParameters serviceParameters =
                ServiceParameters.builder().build();
        private InterclusterServiceProfile serviceProfile =
                InterclusterServiceProfile.builder().build();
        private List<RemoteCluster> remoteClusters = List.of();
        private List<GeolocationFilter> geolocationFilters = List.of();
        private @Nullable Geolocation defaultGeolocation;
        private List<DevicePool> devicePools = List.of();
        private @Nullable EmccTemplate template;
        private List<SipTrunk> trunks = List.of();
        private List<ClusterNode> nodes = List.of();
        private List<Geolocation> geolocations = List.of();
        private List<EmccTemplate> otherTemplates = List.of();
        private List<PhoneService> phoneServices = List.of();
        private Setting<Boolean> prepareForRollback = Setting.absent();

        private Builder(ClusterId id, Release release) {
            this.id = Objects.requireNonNull(id, "id");
            this.release = Objects.requireNonNull(release, "release");
        }

        /**
         * The cluster security mode.
         *
         * @param securityMode the value
         * @return this builder
         */
        public Builder securityMode(ClusterSecurityMode securityMode) {
            this.securityMode = Objects.requireNonNull(securityMode, "securityMode");
            return this;
        }

        /**
         * The EMCC feature configuration.
         *
         * @param featureParameters the value
         * @return this builder
         */
        public Builder featureParameters(FeatureParameters featureParameters) {
            this.featureParameters = Objects.requireNonNull(featureParameters, "featureParameters");
            return this;
        }

        /**
         * The Extension Mobility service parameters.
         *
         * @param serviceParameters the value
         * @return this builder
         */
        public Builder serviceParameters(ServiceParameters serviceParameters) {
            this.serviceParameters = Objects.requireNonNull(serviceParameters, "serviceParameters");
            return this;
        }

        /**
         * The inter-cluster service profile.
         *
         * @param serviceProfile the value
         * @return this builder
         */
        public Builder serviceProfile(InterclusterServiceProfile serviceProfile) {
            this.serviceProfile = Objects.requireNonNull(serviceProfile, "serviceProfile");
            return this;
        }

        /**
         * The records of other clusters.
         *
         * @param remoteClusters the value
         * @return this builder
         */
        public Builder remoteClusters(List<RemoteCluster> remoteClusters) {
            this.remoteClusters = Require.list(remoteClusters, "remoteClusters");
            return this;
        }

        /**
         * The geolocation filters.
         *
         * @param geolocationFilters the value
         * @return this builder
         */
        public Builder geolocationFilters(List<GeolocationFilter> geolocationFilters) {
            this.geolocationFilters = Require.list(geolocationFilters, "geolocationFilters");
            return this;
        }

        /**
         * The enterprise parameter <em>Default Geolocation</em>.
         *
         * @param defaultGeolocation the value
         * @return this builder
         */
        public Builder defaultGeolocation(Geolocation defaultGeolocation) {
            this.defaultGeolocation = Objects.requireNonNull(defaultGeolocation, "defaultGeolocation");
            return this;
        }

        /**
         * The device pools.
         *
         * @param devicePools the value
         * @return this builder
         */
        public Builder devicePools(List<DevicePool> devicePools) {
            this.devicePools = Require.list(devicePools, "devicePools");
            return this;
        }

        /**
         * The default EMCC template.
         *
         * @param template the value
         * @return this builder
         */
        public Builder template(EmccTemplate template) {
            this.template = Objects.requireNonNull(template, "template");
            return this;
        }

        /**
         * The SIP trunks.
         *
         * @param trunks the value
         * @return this builder
         */
        public Builder trunks(List<SipTrunk> trunks) {
            this.trunks = Require.list(trunks, "trunks");
            return this;
        }

        /**
         * The nodes and what is active on them; empty when nobody said.
         *
         * @param nodes the value
         * @return this builder
         */
        public Builder nodes(List<ClusterNode> nodes) {
            this.nodes = Require.list(nodes, "nodes");
            return this;
        }

        /**
         * The geolocations.
         *
         * @param geolocations the value
         * @return this builder
         */
        public Builder geolocations(List<Geolocation> geolocations) {
            this.geolocations = Require.list(geolocations, "geolocations");
            return this;
        }

        /**
         * The EMCC templates beside the default one.
         *
         * @param otherTemplates the value
         * @return this builder
         */
        public Builder otherTemplates(List<EmccTemplate> otherTemplates) {
            this.otherTemplates = Require.list(otherTemplates, "otherTemplates");
            return this;
        }

        /**
         * The phone services.
         *
         * @param phoneServices the value
         * @return this builder
         */
        public Builder phoneServices(List<PhoneService> phoneServices) {
            this.phoneServices = Require.list(phoneServices, "phoneServices");
            return this;
        }

        /**
         * The enterprise parameter <em>Prepare Cluster for Rollback to pre 8.0</em>, which must be false (emcc-behaviour 8.4).
         *
         * @param prepareForRollback the value
         * @return this builder
         */
        public Builder prepareForRollback(Setting<Boolean> prepareForRollback) {
            this.prepareForRollback = Objects.requireNonNull(prepareForRollback, "prepareForRollback");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         * @throws IllegalArgumentException when parts do not fit together; the message names all of them
         */
        public ClusterSettings build() {
            return new ClusterSettings(this);
        }
    }
}
