package org.emcc.core.audit;

import java.util.List;
import java.util.Optional;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;
import org.emcc.core.login.Compatibility;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneServiceFields;

/** The URL of the Extension Mobility phone service (emcc-behaviour 2.3 and 8.2). */
final class ServiceUrlChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_URL_01, ServiceUrlChecks::asksForEmcc),
            new Check.OfCluster(AuditRule.EMCC_URL_02, ServiceUrlChecks::loginTypes),
            new Check.OfPair(AuditRule.EMCC_URL_03, ServiceUrlChecks::loginTypesOfOldHomes),
            new Check.OfCluster(AuditRule.EMCC_URL_04, ServiceUrlChecks::secure));

    private ServiceUrlChecks() {}

    private static void asksForEmcc(ClusterSnapshot cluster, Look look) {
        EmServices services = EmServices.of(look, cluster);
        if (services.services().isEmpty() && look.isComplete()) {
            look.finding("", cluster.name() + " has no enabled phone service that opens Extension Mobility")
                    .evidence(cluster, "", "Phone services with " + PhoneServiceUrl.EXTENSION_MOBILITY_PATH, "none")
                    .remedy(
                            cluster,
                            ObjectKind.PHONE_SERVICE,
                            "Add the service with a URL that ends in " + PhoneServiceUrl.EXTENSION_MOBILITY_PATH
                                    + "?device=#DEVICENAME#&" + EmServices.EMCC_PARAMETER)
                    .add();
        }
        services.services()
                .forEach(service -> EmServices.urls(service).stream()
                        .filter(field -> parse(service, field)
                                .filter(PhoneServiceUrl::asksForEmcc)
                                .isEmpty())
                        .forEach(field -> look.finding(
                                        service + ", " + field.label(),
                                        field.label() + " of " + service + " of " + cluster.name() + " lacks "
                                                + EmServices.EMCC_PARAMETER
                                                + ", so users of other clusters are not found")
                                .evidence(cluster, service, field)
                                .remedy(
                                        cluster,
                                        ObjectKind.PHONE_SERVICE,
                                        "Add " + (service.text(field).contains("?") ? '&' : '?')
                                                + EmServices.EMCC_PARAMETER
                                                + " to " + field.label() + " of "
                                                + service.name() + ", and update the subscriptions")
                                .add()));
    }

    /** Empty for a text that is no URL of a phone service: then it holds none of its parameters either. */
    private static Optional<PhoneServiceUrl> parse(ClusterObject service, ObjectField<String> field) {
        try {
            return Optional.of(PhoneServiceUrl.parse(service.text(field)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void loginTypes(ClusterSnapshot cluster, Look look) {
        EmServices.of(look, cluster)
                .services()
                .forEach(service -> EmServices.urls(service)
                        .forEach(field -> parse(service, field)
                                .filter(url -> url.loginType().isEmpty())
                                .flatMap(PhoneServiceUrl::loginTypeText)
                                .ifPresent(text -> look.finding(
                                                service + ", " + field.label(),
                                                "loginType \"" + Require.clip(text) + "\" in " + field.label() + " of "
                                                        + service + " of " + cluster.name()
                                                        + " is none of UID, SP and DN")
                                        .evidence(cluster, service, field)
                                        .remedy(
                                                cluster,
                                                ObjectKind.PHONE_SERVICE,
                                                "Set loginType in " + field.label() + " of " + service.name()
                                                        + " to UID, SP or DN, or take it out")
                                        .add())));
    }

    private static void loginTypesOfOldHomes(ClusterSnapshot from, ClusterSnapshot to, Look look) {
        EmServices.of(look, from)
                .services()
                .forEach(service -> EmServices.urls(service)
                        .forEach(field -> parse(service, field)
                                .flatMap(PhoneServiceUrl::loginType)
                                .ifPresent(type -> refused(from, to, look, service, field, type))));
    }

    private static void refused(
            ClusterSnapshot from,
            ClusterSnapshot to,
            Look look,
            ClusterObject service,
            ObjectField<String> field,
            LoginType type) {
        Optional<Release> visiting = look.release(from);
        Optional<Release> home = look.release(to);
        if (visiting.isEmpty()
                || home.isEmpty()
                || Compatibility.loginTypeRefusal(visiting.get(), home.get(), type)
                        .isEmpty()) {
            return;
        }
        look.finding(
                        service + ", " + field.label(),
                        "Users of " + to.name() + " (release " + home.get() + ") cannot log in at phones of "
                                + from.name() + ", because " + field.label() + " of " + service + " has loginType="
                                + type)
                .evidence(from, service, field)
                .evidence(to, "", "Release", home.get().toString())
                .remedy(
                        from,
                        ObjectKind.PHONE_SERVICE,
                        "Take loginType out of " + field.label() + " of " + service.name() + ", or upgrade " + to.name()
                                + " to 12.0 or later")
                .add();
    }

    private static void secure(ClusterSnapshot cluster, Look look) {
        for (ClusterObject service : EmServices.of(look, cluster).services()) {
            boolean secured = EmServices.urls(service).stream()
                    .anyMatch(field -> parse(service, field)
                            .filter(PhoneServiceUrl::secure)
                            .isPresent());
            if (!secured
                    && service.knows(PhoneServiceFields.SECURE_SERVICE_URL)
                    && service.knows(PhoneServiceFields.SERVICE_URL)) {
                look.finding(
                                service.toString(),
                                service + " of " + cluster.name() + " has no secure URL, so PINs travel in clear")
                        .evidence(cluster, service, PhoneServiceFields.SERVICE_URL)
                        .evidence(cluster, service, PhoneServiceFields.SECURE_SERVICE_URL)
                        .remedy(
                                cluster,
                                ObjectKind.PHONE_SERVICE,
                                "Set Secure-Service URL of " + service.name() + " to one with https and port 8443")
                        .add();
            } else if (!secured) {
                look.get(cluster, service, PhoneServiceFields.SECURE_SERVICE_URL);
                look.get(cluster, service, PhoneServiceFields.SERVICE_URL);
            }
        }
    }
}
