package org.emcc.core.audit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneServiceFields;

/**
 * The phone services of a cluster that open Extension Mobility: those whose URL names its servlet, however it is spelled, and that
 * are not disabled (emcc-behaviour 2.3).
 */
final class EmServices {
    private static final String SERVLET = "emappservlet";

    private final List<ClusterObject> services;
    private final Set<String> names;
    private final boolean forAll;

    private EmServices(List<ClusterObject> services, boolean forAll) {
        this.services = services;
        this.names = services.stream()
                .map(service -> service.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.forAll = forAll;
    }

    static EmServices of(Look look, ClusterSnapshot cluster) {
        List<ClusterObject> services = look.all(cluster, ObjectKind.PHONE_SERVICE).stream()
                .filter(service -> opensMobility(look, cluster, service))
                // Not set means enabled: the page ticks the box of a new service.
                .filter(service ->
                        service.get(PhoneServiceFields.ENABLED).value().orElse(true))
                .toList();
        return new EmServices(
                services,
                services.stream()
                        .anyMatch(service ->
                                look.isSurelyTicked(cluster, service, PhoneServiceFields.ENTERPRISE_SUBSCRIPTION)));
    }

    private static boolean opensMobility(Look look, ClusterSnapshot cluster, ClusterObject service) {
        return names(look, cluster, service, PhoneServiceFields.SERVICE_URL)
                || names(look, cluster, service, PhoneServiceFields.SECURE_SERVICE_URL);
    }

    private static boolean names(Look look, ClusterSnapshot cluster, ClusterObject service, ObjectField<String> field) {
        return !(look.get(cluster, service, field) instanceof Setting.Unknown)
                && service.text(field).toLowerCase(Locale.ROOT).contains(SERVLET);
    }

    List<ClusterObject> services() {
        return services;
    }

    /** Whether one of them is an enterprise subscription, which every phone and profile has. */
    boolean isForAll() {
        return forAll;
    }

    /** Whether a phone or a device profile is subscribed to one of them by itself; an unknown list is a gap, and counts as subscribed. */
    boolean isSubscribed(
            Look look, ClusterSnapshot cluster, ClusterObject device, ObjectField<List<String>> subscriptions) {
        Setting<List<String>> found = look.get(cluster, device, subscriptions);
        return found instanceof Setting.Unknown
                || device.texts(subscriptions).stream().anyMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** The URLs of a service that are set, with a URL that has a rule to break as its text. */
    static List<ObjectField<String>> urls(ClusterObject service) {
        return List.of(PhoneServiceFields.SERVICE_URL, PhoneServiceFields.SECURE_SERVICE_URL).stream()
                .filter(field -> !service.text(field).isEmpty())
                .toList();
    }

    /** What a URL should hold. */
    static final String EMCC_PARAMETER = "EMCC=" + PhoneServiceUrl.EMCC;
}
