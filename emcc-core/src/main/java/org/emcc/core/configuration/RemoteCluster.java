package org.emcc.core.configuration;

import java.util.Objects;
import java.util.Set;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;

/**
 * The record of another cluster. Both sides need one of each other.
 *
 * <p>Source: emcc-behaviour 5.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class RemoteCluster {
    private final ClusterId id;
    private final ServiceAddress fullyQualifiedName;
    private final Set<InterclusterService> enabledServices;
    private final boolean remoteActivated;
    private final Set<String> nodeNames;

    private RemoteCluster(Builder builder) {
        this.id = builder.id;
        this.fullyQualifiedName = builder.fullyQualifiedName;
        this.enabledServices = builder.enabledServices;
        this.remoteActivated = builder.remoteActivated;
        this.nodeNames = builder.nodeNames;
    }

    /**
     * Starts one.
     *
     * @param id the cluster ID of the other side, as it has it itself
     * @param fullyQualifiedName a name or address of any of its nodes; the port is that of its EM service, where it is not 8443
     * @return a builder
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
        copy.enabledServices = enabledServices;
        copy.remoteActivated = remoteActivated;
        copy.nodeNames = nodeNames;
        return copy;
    }

    /**
     * The cluster ID of the other side, as it has it itself.
     *
     * @return the cluster ID of the other side, as it has it itself
     */
    public ClusterId id() {
        return id;
    }

    /**
     * A name or address of any of its nodes; the port is that of its EM service, where it is not 8443.
     *
     * @return a name or address of any of its nodes; the port is that of its EM service, where it is not 8443
     */
    public ServiceAddress fullyQualifiedName() {
        return fullyQualifiedName;
    }

    /**
     * The services that are ticked: EMCC, PSTN Access and RSVP Agent by default.
     *
     * @return the services that are ticked: EMCC, PSTN Access and RSVP Agent by default
     */
    public Set<InterclusterService> enabledServices() {
        return enabledServices;
    }

    /**
     * Whether the other side said at the last update that its EMCC service is active (emcc-behaviour 3.6).
     *
     * @return whether the other side said at the last update that its EMCC service is active (emcc-behaviour 3.6)
     */
    public boolean remoteActivated() {
        return remoteActivated;
    }

    /**
     * Further names of its nodes: a certificate of that cluster names one of these or the fully qualified name (the SDK's own; the product trusts any imported certificate).
     *
     * @return further names of its nodes: a certificate of that cluster names one of these or the fully qualified name (the SDK's own; the product trusts any imported certificate)
     */
    public Set<String> nodeNames() {
        return nodeNames;
    }

    /**
     * Whether users are sought there: the EMCC service is ticked and the other side has it active.
     *
     * @return true when it takes part in user queries
     */
    public boolean takesPartInEmcc() {
        return remoteActivated && enabledServices.contains(InterclusterService.EMCC);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteCluster that
                && Objects.equals(id, that.id)
                && Objects.equals(fullyQualifiedName, that.fullyQualifiedName)
                && Objects.equals(enabledServices, that.enabledServices)
                && remoteActivated == that.remoteActivated
                && Objects.equals(nodeNames, that.nodeNames);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, fullyQualifiedName, enabledServices, remoteActivated, nodeNames);
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
        private Set<InterclusterService> enabledServices =
                Set.of(InterclusterService.EMCC, InterclusterService.PSTN_ACCESS, InterclusterService.RSVP_AGENT);
        private boolean remoteActivated = true;
        private Set<String> nodeNames = Set.of();

        private Builder(ClusterId id, ServiceAddress fullyQualifiedName) {
            this.id = Objects.requireNonNull(id, "id");
            this.fullyQualifiedName = Objects.requireNonNull(fullyQualifiedName, "fullyQualifiedName");
        }

        /**
         * The services that are ticked: EMCC, PSTN Access and RSVP Agent by default.
         *
         * @param enabledServices the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder enabledServices(Set<InterclusterService> enabledServices) {
            this.enabledServices = Set.copyOf(enabledServices);
            return this;
        }

        /**
         * Whether the other side said at the last update that its EMCC service is active (emcc-behaviour 3.6).
         *
         * @param remoteActivated the value
         * @return this builder
         */
        public Builder remoteActivated(boolean remoteActivated) {
            this.remoteActivated = remoteActivated;
            return this;
        }

        /**
         * Further names of its nodes: a certificate of that cluster names one of these or the fully qualified name (the SDK's own; the product trusts any imported certificate).
         *
         * @param nodeNames the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder nodeNames(Set<String> nodeNames) {
            this.nodeNames = Set.copyOf(nodeNames);
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
