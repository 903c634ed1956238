package org.emcc.core.snapshot;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;

/** Makes the configuration that a snapshot tells. For one snapshot. */
final class ConfigurationReader {
    private static final int MOST_ADDRESSES = 3;

    private final ClusterSnapshot snapshot;
    private final Taking take;
    private final ClusterId id;
    private final ClusterSettings.Builder settings;

    private ConfigurationReader(ClusterSnapshot snapshot, ClusterId id, Release release) {
        this.snapshot = snapshot;
        this.take = new Taking(snapshot);
        this.id = id;
        this.settings = ClusterSettings.builder(id, release);
    }

    static SnapshotProjection read(ClusterSnapshot snapshot) {
        Setting<ClusterId> id = snapshot.enterpriseParameters().setting(EnterpriseParameters.CLUSTER_ID);
        List<Omission> missing = new ArrayList<>();
        need(snapshot, EnterpriseParameters.CLUSTER_ID.name(), id, missing);
        need(snapshot, "Release", snapshot.release(), missing);
        if (!missing.isEmpty()) {
            return new SnapshotProjection.Refused(missing);
        }
        return new ConfigurationReader(
                        snapshot,
                        id.value().orElseThrow(),
                        snapshot.release().value().orElseThrow())
                .projected();
    }

    private static void need(ClusterSnapshot snapshot, String what, Setting<?> setting, List<Omission> missing) {
        if (setting.value().isEmpty()) {
            String why = setting instanceof Setting.Invalid<?> invalid
                    ? Taking.said(invalid.text()) + ", but must be valid: " + invalid.rule()
                    : (setting instanceof Setting.Absent ? "not set" : "unknown") + ", but every configuration has one";
            missing.add(new Omission("cluster " + snapshot.name(), what, why));
        }
    }

    private SnapshotProjection projected() {
        List<ClusterNode> nodes = nodes();
        DeviceTaking devices = new DeviceTaking(take, nodes);
        parameters(devices);
        settings.nodes(nodes)
                .phoneServices(devices.services().all())
                .geolocations(devices.geolocations().all())
                .devicePools(devices.pools().all())
                .trunks(take.each(ObjectKind.SIP_TRUNK, this::trunk).all())
                .serviceProfile(serviceProfile())
                .remoteClusters(take.each(ObjectKind.REMOTE_CLUSTER, this::remoteCluster)
                        .all());
        templates(devices.templates());
        ClusterConfiguration configuration = ClusterConfiguration.builder(settings.build())
                .profiles(devices.profiles().all())
                .users(devices.users())
                .phones(devices.phones())
                .baseDevices(devices.baseDevices())
                .remoteDestinationProfiles(Set.copyOf(
                        take.each(ObjectKind.REMOTE_DESTINATION_PROFILE, profile -> Optional.of(profile.name()))
                                .all()))
                .build();
        return new SnapshotProjection.Projected(configuration, take.omissions());
    }

    private void parameters(DeviceTaking devices) {
        EnterpriseParameters enterprise = snapshot.enterpriseParameters();
        settings.securityMode(enterprise
                        .valueOrDefault(EnterpriseParameters.CLUSTER_SECURITY_MODE)
                        .orElse(ClusterSecurityMode.NONSECURE))
                .prepareForRollback(enterprise.setting(EnterpriseParameters.PREPARE_FOR_ROLLBACK))
                .serviceParameters(snapshot.serviceParameters());
        enterprise
                .setting(EnterpriseParameters.DEFAULT_GEOLOCATION)
                .value()
                .flatMap(name -> named(name, EnterpriseParameters.DEFAULT_GEOLOCATION.name(), devices.geolocations()))
                .ifPresent(settings::defaultGeolocation);
        Taking.Built<GeolocationFilter> filters = take.each(ObjectKind.GEOLOCATION_FILTER, devices::filter);
        settings.geolocationFilters(filters.all()).featureParameters(features(filters));
    }

    private Optional<Geolocation> named(String name, String parameter, Taking.Built<Geolocation> places) {
        Optional<Geolocation> found = places.find(name);
        if (found.isEmpty()) {
            dangling(name, parameter);
        }
        return found;
    }

    private void dangling(String name, String parameter) {
        take.omit("cluster " + id, parameter, Taking.said(name) + ", which is not there; it is taken as not set");
    }

    /** The filter by its own name, or marked as one that is not there. */
    private FeatureParameters features(Taking.Built<GeolocationFilter> filters) {
        FeatureParameters features = snapshot.featureParameters();
        Optional<String> name = features.geolocationFilter().value();
        if (name.isEmpty()) {
            return features;
        }
        Optional<GeolocationFilter> found = filters.find(name.get());
        if (found.isEmpty()) {
            dangling(name.get(), FeatureParameters.GEOLOCATION_FILTER.name());
        }
        return features.toBuilder()
                .geolocationFilter(found.map(filter -> Setting.of(filter.name()))
                        .orElse(new Setting.Invalid<>(
                                name.get(),
                                FeatureParameters.GEOLOCATION_FILTER.name()
                                        + " must name a geolocation filter that is there")))
                .build();
    }

    private List<ClusterNode> nodes() {
        Set<ObjectField<?>> publishers = new HashSet<>();
        List<ClusterNode> nodes = new ArrayList<>(take.each(ObjectKind.NODE, node -> {
                    boolean publisher = take.flag(node, NodeFields.PUBLISHER, false);
                    if (publisher && !publishers.add(NodeFields.PUBLISHER)) {
                        take.omit(node, NodeFields.PUBLISHER, "another one is it already; it is taken as false");
                        publisher = false;
                    }
                    return Optional.of(new ClusterNode(
                            ServiceAddress.parse(node.name()),
                            publisher,
                            Set.of(),
                            take.flag(node, NodeFields.AUTO_REGISTRATION, false)));
                })
                .all());
        List<ClusterObject> activations =
                take.each(ObjectKind.SERVICE_ACTIVATION, Optional::of).all();
        if (!snapshot.knows(ObjectKind.NODE)) {
            nodes.addAll(nodesOf(activations));
        }
        Set<ServiceAddress> seen = new LinkedHashSet<>();
        return nodes.stream()
                .filter(node -> seen.add(node.name()))
                .map(node -> new ClusterNode(
                        node.name(), node.publisher(), active(node, activations), node.autoRegistration()))
                .toList();
    }

    /** Where nobody told the nodes, those of the services. */
    private List<ClusterNode> nodesOf(List<ClusterObject> activations) {
        List<ClusterNode> nodes = new ArrayList<>();
        for (ClusterObject activation : activations) {
            take.text(
                    activation,
                    ServiceActivationFields.PROCESS_NODE_NAME,
                    name -> nodes.add(new ClusterNode(ServiceAddress.parse(name), false, Set.of(), false)));
        }
        return nodes;
    }

    private Set<ClusterService> active(ClusterNode node, List<ClusterObject> activations) {
        Set<ClusterService> active = EnumSet.noneOf(ClusterService.class);
        for (ClusterObject activation : activations) {
            if (activation
                            .text(ServiceActivationFields.PROCESS_NODE_NAME)
                            .equalsIgnoreCase(node.name().toString())
                    && take.flag(activation, ServiceActivationFields.IS_ACTIVE, false)) {
                ClusterService.byLabel(activation.text(ServiceActivationFields.SERVICE))
                        .ifPresent(active::add);
            }
        }
        return active;
    }

    private Optional<SipTrunk> trunk(ClusterObject trunk) {
        return Optional.of(new SipTrunk(
                trunk.name(),
                take.choice(trunk, SipTrunkFields.SIP_TRUNK_TYPE, TrunkServiceType::byLabel, TrunkServiceType.NONE)));
    }

    private InterclusterServiceProfile serviceProfile() {
        InterclusterServiceProfile.Builder profile = InterclusterServiceProfile.builder();
        take.each(ObjectKind.INTERCLUSTER_SERVICE, row -> {
            Optional<InterclusterService> service = InterclusterService.byLabel(row.name());
            if (service.isEmpty()) {
                take.omit(row, "it is none of the services; it is left out");
            }
            service.ifPresent(known -> row(row, known, profile));
            return service;
        });
        return profile.build();
    }

    /** Of the other three services the profile has no row. */
    private void row(ClusterObject row, InterclusterService service, InterclusterServiceProfile.Builder profile) {
        switch (service) {
            case EMCC -> profile.emccActive(take.flag(row, InterclusterServiceFields.IS_ACTIVATED, false));
            case PSTN_ACCESS -> {
                profile.pstnAccessActive(take.flag(row, InterclusterServiceFields.IS_ACTIVATED, false));
                take.text(row, InterclusterServiceFields.SIP_TRUNK_NAME, profile::pstnAccessTrunk);
            }
            case RSVP_AGENT -> {
                profile.rsvpAgentActive(take.flag(row, InterclusterServiceFields.IS_ACTIVATED, false));
                take.text(row, InterclusterServiceFields.SIP_TRUNK_NAME, profile::rsvpAgentTrunk);
            }
            case TFTP, LBM, UDS -> {
                // Not in the profile that the rules know.
            }
        }
    }

    private Optional<RemoteCluster> remoteCluster(ClusterObject record) {
        ClusterId remote = ClusterId.of(record.name());
        if (remote.value().equalsIgnoreCase(id.value())) {
            take.omit(record, "it has the ID of this cluster, and is left out");
            return Optional.empty();
        }
        String fullName = take.text(record, RemoteClusterFields.FULLY_QUALIFIED_NAME);
        if (fullName.isEmpty()) {
            take.omit(record, RemoteClusterFields.FULLY_QUALIFIED_NAME, "not told; the record is left out");
            return Optional.empty();
        }
        RemoteCluster.Builder builder = RemoteCluster.builder(remote, ServiceAddress.parse(fullName));
        take.text(record, RemoteClusterFields.DESCRIPTION, builder::description);
        take.text(record, RemoteClusterFields.VERSION, text -> builder.version(Release.parse(text)));
        builder.nodeNames(new HashSet<>(take.values(record, RemoteClusterFields.NODE_NAMES)));
        for (InterclusterService service : InterclusterService.values()) {
            builder.service(service, remoteService(record, RemoteFields.of(service)));
        }
        return Optional.of(builder.build());
    }

    private RemoteService remoteService(ClusterObject record, RemoteFields fields) {
        boolean enabled = take.flag(record, fields.enabled(), false);
        RemoteActivated activated =
                take.choice(record, fields.activated(), RemoteActivated::byLabel, RemoteActivated.UNKNOWN);
        List<ServiceAddress> addresses = new ArrayList<>();
        for (String text : take.values(record, fields.addresses())) {
            try {
                ServiceAddress address = ServiceAddress.parse(text);
                addresses.add(new RemoteService(enabled, activated, List.of(address))
                        .addresses()
                        .get(0));
            } catch (IllegalArgumentException e) {
                take.omit(record, fields.addresses(), "one is left out: " + e.getMessage());
            }
        }
        if (addresses.size() > MOST_ADDRESSES) {
            take.omit(record, fields.addresses(), "there are more than three; the first three are taken");
        }
        return new RemoteService(enabled, activated, addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES)));
    }

    private void templates(List<Template> templates) {
        Optional<Template> byDefault = templates.stream()
                .filter(each -> take.flag(each.object(), EmccTemplateFields.IS_DEFAULT, false))
                .findFirst()
                .or(() -> templates.size() == 1 && !templates.get(0).object().knows(EmccTemplateFields.IS_DEFAULT)
                        ? Optional.of(templates.get(0))
                        : Optional.empty());
        byDefault.ifPresent(each -> settings.template(each.template()));
        settings.otherTemplates(templates.stream()
                .filter(each -> !byDefault.equals(Optional.of(each)))
                .map(Template::template)
                .toList());
        templates.stream()
                .filter(each -> !byDefault.equals(Optional.of(each))
                        && each.object()
                                .get(EmccTemplateFields.IS_DEFAULT)
                                .value()
                                .orElse(false))
                .forEach(each -> take.omit(
                        each.object(),
                        EmccTemplateFields.IS_DEFAULT,
                        "another one is it already; it is taken as false"));
    }

    /** A template and what it was made of, which says whether it is the default one. */
    record Template(ClusterObject object, EmccTemplate template) {}
}
