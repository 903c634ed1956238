package org.emcc.core.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.emcc.core.device.EmccTemplate;

/** What must hold between the parts of a cluster's settings; each broken rule is one clause of the message. */
final class SettingsCheck {
    private SettingsCheck() {}

    static List<String> problems(ClusterSettings settings) {
        List<String> problems = new ArrayList<>();
        unique(settings.devicePools().stream().map(pool -> "device pool " + pool.name()), problems);
        unique(settings.remoteClusters().stream().map(record -> "remote cluster " + record.id()), problems);
        unique(settings.geolocationFilters().stream().map(filter -> "geolocation filter " + filter.name()), problems);
        unique(settings.trunks().stream().map(trunk -> "trunk " + trunk.name()), problems);
        unique(settings.nodes().stream().map(node -> "node " + node.name()), problems);
        unique(settings.geolocations().stream().map(place -> "geolocation " + place.name()), problems);
        unique(settings.phoneServices().stream().map(service -> "phone service " + service.name()), problems);
        unique(templates(settings).map(template -> "EMCC template " + template.name()), problems);
        if (settings.nodes().stream().filter(ClusterNode::publisher).count() > 1) {
            problems.add("the cluster must have one publisher, but has several");
        }
        settings.remoteCluster(settings.id())
                .ifPresent(own -> problems.add("the cluster must not be its own remote cluster " + own.id()));
        templates(settings)
                .filter(template -> settings.devicePool(template.devicePool()).isEmpty())
                .forEach(template -> problems.add("EMCC template " + template.name() + " names device pool "
                        + template.devicePool() + ", which is not there"));
        settings.featureParameters()
                .geolocationFilter()
                .value()
                .filter(name -> settings.emccGeolocationFilter().isEmpty())
                .ifPresent(name -> problems.add("EMCC Geolocation Filter names " + name + ", which is not there"));
        return problems;
    }

    private static Stream<EmccTemplate> templates(ClusterSettings settings) {
        return Stream.concat(settings.template().stream(), settings.otherTemplates().stream());
    }

    static void unique(Stream<String> names, List<String> problems) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).forEach(name -> problems.add(name + " is there twice"));
    }
}
