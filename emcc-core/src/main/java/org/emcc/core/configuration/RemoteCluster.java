package org.emcc.core.configuration;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The record of another cluster, with its six services. Both sides need one of each other.
 *
 * <p>Source: emcc-behaviour 5.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class RemoteCluster {
    private static final RemoteService IN_USE = new RemoteService(true, RemoteActivated.TRUE, List.of());
    private static final RemoteService NOT_IN_USE = new RemoteService(false, RemoteActivated.UNKNOWN, List.of());

    private final ClusterId id;
    private final ServiceAddress fullyQualifiedName;
    private final String description;
    private final @Nullable Release version;
    private final Map<InterclusterService, RemoteService> services;
    private final Set<String> nodeNames;

    private RemoteCluster(Builder builder) {
        this.id = builder.id;
        this.fullyQualifiedName = builder.fullyQualifiedName;
        this.description = builder.description;
        this.version = builder.version;
        this.services = Collections.unmodifiableMap(new EnumMap<>(builder.services));
        this.nodeNames = builder.nodeNames;
    }

    /**
     * Starts one, with the services of EMCC ticked and active: EMCC, PSTN Access and RSVP Agent.
     *
     * @param id the cluster ID of the other side, as it has it itself
     * @param fullyQualifiedName a name of at most 50 characters, or an address, of any of its nodes; the port is that of its EM
     *     service, where it is not 8443
     * @return a builder
     * @throws IllegalArgumentException when the name is too long
     */
    public static Builder builder(ClusterId id, ServiceAddress fullyQualifiedName) {
        return new Builder(id, fullyQualifiedName);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(id, fullyQualifiedName);
        copy.description = description;
        copy.version = version;
        copy.services.putAll(services);
        copy.nodeNames = nodeNames;
        return copy;
    }

    /**
     * The cluster ID of the other side, as it has it itself.
     *
     * @return the cluster ID
     */
    public ClusterId id() {
        return id;
    }

    /**
     * A name or address of any of its nodes; the port is that of its EM service, where it is not 8443.
     *
     * @return the name or address
     */
    public ServiceAddress fullyQualifiedName() {
        return fullyQualifiedName;
    }

    /**
     * The description.
     *
     * @return the description, which may be empty
     */
    public String description() {
        return description;
    }

    /**
     * The release of the other side, as learned by the remote cluster update.
     *
     * @return the release, or empty while nothing was learned
     */
    public Optional<Release> version() {
        return Optional.ofNullable(version);
    }

    /**
     * The six services.
     *
     * @return an unmodifiable map with an entry for each
     */
    public Map<InterclusterService, RemoteService> services() {
        return services;
    }

    /**
     * One of the six services.
     *
     * @param service the service
     * @return what the record says of it
     */
    public RemoteService service(InterclusterService service) {
        return Objects.requireNonNull(services.get(Objects.requireNonNull(service, "service")), "service");
    }

    /**
     * The services that are ticked. TFTP among them is a fault, which only a record from a real cluster can have.
     *
     * @return the services
     */
    public Set<InterclusterService> enabledServices() {
        return services.entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether nothing speaks against the EMCC service of the other side being active: at the last update it said that it is
     * (emcc-behaviour 3.6), or nobody knows.
     *
     * @return false when it is known not to be active
     */
    public boolean remoteActivated() {
        RemoteActivated emcc = service(InterclusterService.EMCC).activated();
        return emcc == RemoteActivated.TRUE || emcc == RemoteActivated.UNKNOWN;
    }

    /**
     * Further names of its nodes: a certificate of that cluster names one of these or the fully qualified name (the SDK's own; the
     * product trusts any imported certificate).
     *
     * @return the names
     */
    public Set<String> nodeNames() {
        return nodeNames;
    }

    /**
     * Whether users are sought there: the EMCC service is ticked and not known to be inactive on the other side.
     *
     * @return true when it takes part in user queries
     */
    public boolean takesPartInEmcc() {
        return remoteActivated() && service(InterclusterService.EMCC).enabled();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteCluster that
                && id.equals(that.id)
                && fullyQualifiedName.equals(that.fullyQualifiedName)
                && description.equals(that.description)
                && Objects.equals(version, that.version)
                && services.equals(that.services)
                && nodeNames.equals(that.nodeNames);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, fullyQualifiedName, description, version, services, nodeNames);
    }

    @Override
    public String toString() {
        return "RemoteCluster[" + id + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ClusterId id;
        private final ServiceAddress fullyQualifiedName;
        private String description = "";
        private @Nullable Release version;
        private final Map<InterclusterService, RemoteService> services = new EnumMap<>(InterclusterService.class);
        private Set<String> nodeNames = Set.of();

        private Builder(ClusterId id, ServiceAddress fullyQualifiedName) {
            this.id = Objects.requireNonNull(id, "id");
            this.fullyQualifiedName = Objects.requireNonNull(fullyQualifiedName, "fullyQualifiedName");
            Require.text(fullyQualifiedName.host(), "fully qualified name of a remote cluster", 50);
            for (InterclusterService service : InterclusterService.values()) {
                services.put(service, NOT_IN_USE);
            }
            for (InterclusterService service : List.of(
                    InterclusterService.EMCC, InterclusterService.PSTN_ACCESS, InterclusterService.RSVP_AGENT)) {
                services.put(service, IN_USE);
            }
        }

        /**
         * The description.
         *
         * @param description at most 255 characters; empty by default
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder description(String description) {
            this.description = Require.textOrEmpty(description, "description of a remote cluster", 255);
            return this;
        }

        /**
         * The release of the other side, as learned.
         *
         * @param version the release
         * @return this builder
         */
        public Builder version(Release version) {
            this.version = Objects.requireNonNull(version, "version");
            return this;
        }

        /**
         * The services that are ticked: EMCC, PSTN Access and RSVP Agent by default.
         *
         * @param enabledServices the services; all others are not ticked
         * @return this builder
         * @throws IllegalArgumentException when TFTP is among them: proxy TFTP is unsupported with EMCC
         */
        public Builder enabledServices(Set<InterclusterService> enabledServices) {
            Set<InterclusterService> ticked = Require.set(enabledServices, "enabledServices");
            if (ticked.contains(InterclusterService.TFTP)) {
                throw new IllegalArgumentException("enabled services of remote cluster " + Require.clip(id.value())
                        + " must not have TFTP, which is unsupported with EMCC, but have it");
            }
            services.replaceAll((service, found) ->
                    new RemoteService(ticked.contains(service), found.activated(), found.addresses()));
            return this;
        }

        /**
         * One service as it was found in a real cluster, right or wrong: a ticked TFTP is kept too.
         *
         * @param service which of the six
         * @param found what the record says of it
         * @return this builder
         */
        public Builder service(InterclusterService service, RemoteService found) {
            services.put(Objects.requireNonNull(service, "service"), Objects.requireNonNull(found, "found"));
            return this;
        }

        /**
         * Whether the other side said at the last update that its EMCC service is active (emcc-behaviour 3.6).
         *
         * @param remoteActivated the value
         * @return this builder
         */
        public Builder remoteActivated(boolean remoteActivated) {
            services.computeIfPresent(
                    InterclusterService.EMCC,
                    (service, found) -> new RemoteService(
                            found.enabled(),
                            remoteActivated ? RemoteActivated.TRUE : RemoteActivated.FALSE,
                            found.addresses()));
            return this;
        }

        /**
         * Further names of its nodes: a certificate of that cluster names one of these or the fully qualified name (the SDK's own;
         * the product trusts any imported certificate).
         *
         * @param nodeNames the names, each 1 to 255 characters
         * @return this builder
         * @throws IllegalArgumentException when a name breaks its rule
         */
        public Builder nodeNames(Set<String> nodeNames) {
            this.nodeNames = Require.set(nodeNames, "nodeNames");
            nodeNames.forEach(name -> Require.text(name, "node name of a remote cluster", 255));
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public RemoteCluster build() {
            return new RemoteCluster(this);
        }
    }
}
