package org.emcc.core.audit;

import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.HostNames;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.InterclusterServiceFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.ServiceActivationFields;
import org.emcc.core.snapshot.SipTrunkFields;

/** The EMCC feature parameters (emcc-behaviour 5.1, 5.8 and 6.3). */
final class FeatureChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_FP_01, FeatureChecks::tftp),
            new Check.OfCluster(AuditRule.EMCC_FP_02, FeatureChecks::backupTftp),
            new Check.OfCluster(AuditRule.EMCC_FP_03, FeatureChecks::updateServer),
            new Check.OfCluster(AuditRule.EMCC_FP_04, FeatureChecks::ranges),
            new Check.OfBoth(AuditRule.EMCC_FP_05, FeatureChecks::regions),
            new Check.OfCluster(AuditRule.EMCC_FP_06, FeatureChecks::filter),
            new Check.OfCluster(AuditRule.EMCC_FP_07, FeatureChecks::trunkSpace));

    private static final List<Parameter<?>> REGIONS = List.of(
            FeatureParameters.REGION_MAX_AUDIO_BIT_RATE,
            FeatureParameters.REGION_MAX_VIDEO_BIT_RATE,
            FeatureParameters.REGION_LINK_LOSS_TYPE);

    /** Those that another rule looks at whole. */
    private static final List<Parameter<?>> OF_OTHER_RULES = List.of(
            FeatureParameters.DEFAULT_TFTP_SERVER,
            FeatureParameters.DEFAULT_UPDATE_SERVER,
            FeatureParameters.GEOLOCATION_FILTER);

    private FeatureChecks() {}

    private static void tftp(ClusterSnapshot cluster, Look look) {
        server(
                cluster,
                FeatureParameters.DEFAULT_TFTP_SERVER,
                ServiceChecks.TFTP,
                "No TFTP server for devices that log in to " + cluster.name() + " is set",
                look);
    }

    private static void updateServer(ClusterSnapshot cluster, Look look) {
        server(
                cluster,
                FeatureParameters.DEFAULT_UPDATE_SERVER,
                ServiceChecks.EXTENSION_MOBILITY,
                "No server of " + cluster.name() + " for updates of remote clusters is set",
                look);
    }

    private static void server(
            ClusterSnapshot cluster, Parameter<ServiceAddress> parameter, String service, String unset, Look look) {
        Setting<ServiceAddress> setting = look.feature(cluster, parameter);
        if (setting instanceof Setting.Absent) {
            told(cluster, parameter, unset, "Set it to a node that runs " + service, look);
        } else if (setting instanceof Setting.Invalid<ServiceAddress> invalid) {
            told(cluster, parameter, invalid.rule(), "Set it to a node that runs " + service, look);
        } else {
            setting.value().ifPresent(address -> node(cluster, parameter, address.host(), service, look));
        }
    }

    private static void node(ClusterSnapshot cluster, Parameter<?> parameter, String host, String service, Look look) {
        List<ClusterObject> nodes = look.all(cluster, ObjectKind.NODE);
        Optional<ClusterObject> node =
                nodes.stream().filter(each -> isNamed(each.name(), host)).findFirst();
        String action = "Set it to a node that runs " + service;
        if (node.isPresent()) {
            List<ClusterObject> rows = ServiceChecks.rows(cluster, service, look);
            boolean runs = rows.stream()
                    .filter(row -> isNamed(row.text(ServiceActivationFields.PROCESS_NODE_NAME), host))
                    .anyMatch(row -> look.isTicked(cluster, row, ServiceActivationFields.IS_ACTIVE));
            if (!runs && cluster.knows(ObjectKind.SERVICE_ACTIVATION)) {
                told(
                        cluster,
                        parameter,
                        parameter.name() + " of " + cluster.name() + " is " + host + ", which does not run " + service,
                        action,
                        look);
            }
        } else if (nodes.stream().allMatch(each -> HostNames.isAddress(each.name()) == HostNames.isAddress(host))) {
            if (cluster.knows(ObjectKind.NODE)) {
                told(
                        cluster,
                        parameter,
                        parameter.name() + " of " + cluster.name() + " is " + host + ", which is no node of it",
                        action,
                        look);
            }
        } else {
            // A node may be listed by its name and used by its address.
            look.gap(cluster.name() + " node", "nobody told which node of " + cluster.name() + " " + host + " is");
        }
    }

    /** By the whole name or, where one of the two has no domain, by the host alone (inferred). */
    private static boolean isNamed(String name, String host) {
        if (name.equalsIgnoreCase(host) || HostNames.isAddress(name) || HostNames.isAddress(host)) {
            return name.equalsIgnoreCase(host);
        }
        boolean bare = name.indexOf('.') < 0 || host.indexOf('.') < 0;
        return bare && name.split("\\.", -1)[0].equalsIgnoreCase(host.split("\\.", -1)[0]);
    }

    private static void backupTftp(ClusterSnapshot cluster, Look look) {
        if (look.feature(cluster, FeatureParameters.BACKUP_TFTP_SERVER) instanceof Setting.Absent) {
            told(
                    cluster,
                    FeatureParameters.BACKUP_TFTP_SERVER,
                    cluster.name() + " has no backup TFTP server for devices that log in to it",
                    "Set it to a second node that runs " + ServiceChecks.TFTP,
                    look);
        }
    }

    private static void ranges(ClusterSnapshot cluster, Look look) {
        for (Parameter<?> parameter : FeatureParameters.all()) {
            if (!OF_OTHER_RULES.contains(parameter)
                    && look.feature(cluster, parameter) instanceof Setting.Invalid<?> invalid) {
                told(
                        cluster,
                        parameter,
                        parameter.name() + " of " + cluster.name() + " is " + invalid.text() + ", but must "
                                + parameter.rule(),
                        "Make it " + parameter.rule().replaceFirst("^(be|have) ", ""),
                        look);
            }
        }
    }

    private static void told(
            ClusterSnapshot cluster, Parameter<?> parameter, String message, String action, Look look) {
        look.finding(parameter.name(), message)
                .evidence(cluster, parameter, cluster.featureParameters().setting(parameter))
                .remedy(cluster, Look.FEATURE_MENU, parameter.name() + ": " + action)
                .add();
    }

    private static void regions(ClusterSnapshot one, ClusterSnapshot other, Look look) {
        REGIONS.forEach(parameter -> region(one, other, parameter, look));
    }

    /** A value that cannot be read is told by EMCC-FP-04. */
    private static <T> void region(ClusterSnapshot one, ClusterSnapshot other, Parameter<T> parameter, Look look) {
        Setting<T> first = look.feature(one, parameter);
        Setting<T> second = look.feature(other, parameter);
        Optional<T> here = look.effective(parameter, first);
        Optional<T> there = look.effective(parameter, second);
        if (here.isPresent() && there.isPresent() && !here.equals(there)) {
            look.finding(
                            parameter.name(),
                            parameter.name() + " is " + parameter.write(here.get()) + " in " + one.name() + " and "
                                    + parameter.write(there.get()) + " in " + other.name())
                    .evidence(one, parameter, first)
                    .evidence(other, parameter, second)
                    .remedy(
                            other,
                            Look.FEATURE_MENU,
                            "Set " + parameter.name() + " to the same value in both clusters, for example "
                                    + parameter.write(here.get()))
                    .add();
        }
    }

    private static void filter(ClusterSnapshot cluster, Look look) {
        Parameter<String> parameter = FeatureParameters.GEOLOCATION_FILTER;
        Setting<String> setting = look.feature(cluster, parameter);
        String pool = "; every visitor gets the device pool of the template";
        String action = "Set it to a geolocation filter that exists and has a field ticked";
        if (setting instanceof Setting.Absent) {
            told(
                    cluster,
                    parameter,
                    "No EMCC geolocation filter of " + cluster.name() + " is set" + pool,
                    action,
                    look);
        } else if (setting instanceof Setting.Invalid<String> invalid) {
            told(cluster, parameter, invalid.rule() + pool, action, look);
        } else if (setting.value().isPresent() && cluster.knows(ObjectKind.GEOLOCATION_FILTER)) {
            String name = setting.value().get();
            if (cluster.find(ObjectKind.GEOLOCATION_FILTER, name).isEmpty()) {
                told(
                        cluster,
                        parameter,
                        "The EMCC geolocation filter " + name + " of " + cluster.name() + " is not there" + pool,
                        action,
                        look);
            } else if (look.fact(cluster, HomePools.FILTER).isEmpty()) {
                told(
                        cluster,
                        parameter,
                        "The EMCC geolocation filter " + name + " of " + cluster.name() + " has no field ticked" + pool,
                        action,
                        look);
            }
        } else {
            look.all(cluster, ObjectKind.GEOLOCATION_FILTER);
        }
    }

    private static void trunkSpace(ClusterSnapshot cluster, Look look) {
        Parameter<CssForPstnAccess> parameter = FeatureParameters.CSS_FOR_PSTN_ACCESS;
        Setting<CssForPstnAccess> mode = look.feature(cluster, parameter);
        if (look.effective(parameter, mode)
                .filter(CssForPstnAccess.USE_TRUNK_CSS::equals)
                .isEmpty()) {
            return;
        }
        ServiceProfileChecks.activeRow(cluster, InterclusterService.PSTN_ACCESS, look)
                .flatMap(row -> look.target(cluster, row, InterclusterServiceFields.SIP_TRUNK_NAME))
                .filter(trunk ->
                        look.get(cluster, trunk, SipTrunkFields.CALLING_SEARCH_SPACE_NAME) instanceof Setting.Absent)
                .ifPresent(trunk -> look.finding(
                                trunk.toString(),
                                parameter.name() + " of " + cluster.name() + " is "
                                        + CssForPstnAccess.USE_TRUNK_CSS.label() + ", but " + trunk + " has none")
                        .evidence(cluster, parameter, mode)
                        .evidence(cluster, trunk, SipTrunkFields.CALLING_SEARCH_SPACE_NAME)
                        .remedy(
                                cluster,
                                ObjectKind.SIP_TRUNK,
                                "Give " + trunk + " a calling search space that reaches the emergency numbers")
                        .add());
    }
}
