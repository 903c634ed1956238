package org.emcc.core.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterSnapshot;

/** The service parameters of Extension Mobility (emcc-behaviour 3.3, 3.4 and 5.2). */
final class ParameterChecks {
    static final List<Check> ALL = List.of(
            new Check.OfBoth(AuditRule.EMCC_SP_01, ParameterChecks::sameBehavior),
            new Check.OfCluster(AuditRule.EMCC_SP_02, ParameterChecks::someTrusted),
            new Check.OfCluster(AuditRule.EMCC_SP_03, ParameterChecks::proxies),
            new Check.OfCluster(AuditRule.EMCC_SP_04, ParameterChecks::howLong),
            new Check.OfCluster(AuditRule.EMCC_SP_05, ParameterChecks::listReadable),
            new Check.OfCluster(AuditRule.EMCC_SP_06, ParameterChecks::requests),
            new Check.OfCluster(AuditRule.EMCC_SP_07, ParameterChecks::timesReadable),
            new Check.OfCluster(AuditRule.EMCC_DEF_02, ParameterChecks::behaviorMeant));

    /** From here on one parameter governs EMCC logins too (emcc-behaviour 3.4). */
    private static final Release ONE_BEHAVIOR = Release.parse("12.5");

    private ParameterChecks() {}

    private static void sameBehavior(ClusterSnapshot one, ClusterSnapshot other, Look look) {
        if (!isGoverned(one, look) || !isGoverned(other, look)) {
            return;
        }
        Parameter<MultipleLoginBehavior> parameter = ServiceParameters.MULTIPLE_LOGIN_BEHAVIOR;
        Setting<MultipleLoginBehavior> here = look.service(one, parameter);
        Setting<MultipleLoginBehavior> there = look.service(other, parameter);
        Optional<MultipleLoginBehavior> first = look.held(one, parameter, here);
        Optional<MultipleLoginBehavior> second = look.held(other, parameter, there);
        if (first.isPresent() && second.isPresent() && first.get() != second.get()) {
            look.finding(
                            "",
                            "Multiple Login Behavior is " + said(here, first.get()) + " in " + one.name() + ", but "
                                    + said(there, second.get()) + " in " + other.name())
                    .evidence(one, parameter, here)
                    .evidence(other, parameter, there)
                    .remedy(
                            other,
                            Look.SERVICE_MENU,
                            "Set Multiple Login Behavior to " + first.get().label() + ", as in " + one.name()
                                    + ", or change it there")
                    .add();
        }
    }

    private static String said(Setting<MultipleLoginBehavior> setting, MultipleLoginBehavior value) {
        return value.label() + (setting instanceof Setting.Absent ? " (by default)" : "");
    }

    private static boolean isGoverned(ClusterSnapshot cluster, Look look) {
        return look.release(cluster)
                .filter(release -> release.isAtLeast(ONE_BEHAVIOR))
                .isPresent();
    }

    /** Who has chosen a behaviour means it; who has not is surprised by the default. */
    private static void behaviorMeant(ClusterSnapshot cluster, Look look) {
        Parameter<MultipleLoginBehavior> parameter = ServiceParameters.MULTIPLE_LOGIN_BEHAVIOR;
        if (isGoverned(cluster, look)
                && look.service(cluster, parameter) instanceof Setting.Absent<MultipleLoginBehavior> absent) {
            look.finding(
                            "",
                            "Multiple Login Behavior of " + cluster.name() + " is not set, and by default a second"
                                    + " login of one user, which EMCC allowed before 12.5, is refused")
                    .evidence(cluster, parameter, absent)
                    .evidence(
                            cluster,
                            "",
                            "Release",
                            cluster.release().value().orElseThrow().toString())
                    .remedy(
                            cluster,
                            Look.SERVICE_MENU,
                            "Set Multiple Login Behavior to Multiple Logins Allowed, or to what is wanted instead")
                    .add();
        }
    }

    private static boolean isTrue(ClusterSnapshot cluster, Look look, Parameter<Boolean> parameter) {
        return look.held(cluster, parameter, look.service(cluster, parameter)).orElse(false);
    }

    private static void someTrusted(ClusterSnapshot cluster, Look look) {
        if (!isTrue(cluster, look, ServiceParameters.VALIDATE_IP_ADDRESS)) {
            return;
        }
        Setting<List<ServiceAddress>> trusted = look.service(cluster, ServiceParameters.TRUSTED_IPS);
        if (trusted instanceof Setting.Absent
                || trusted.value().map(List::isEmpty).orElse(false)) {
            look.finding(
                            "",
                            cluster.name() + " validates IP addresses, but trusts none, so requests of others are"
                                    + " refused")
                    .evidence(
                            cluster,
                            ServiceParameters.VALIDATE_IP_ADDRESS,
                            cluster.serviceParameters().setting(ServiceParameters.VALIDATE_IP_ADDRESS))
                    .evidence(cluster, ServiceParameters.TRUSTED_IPS, trusted)
                    .remedy(
                            cluster,
                            Look.SERVICE_MENU,
                            "Set Trusted List of IPs to the EM nodes of the other clusters and to proxies, or Validate"
                                    + " IP Address to False")
                    .add();
        }
    }

    /**
     * Proxies are in use, as far as it can be seen, where addresses are validated and proxies allowed; only then does it matter whether
     * EMCC allows them too (inferred from 5.2: Allow Proxy has no effect elsewhere).
     */
    private static void proxies(ClusterSnapshot cluster, Look look) {
        if (isTrue(cluster, look, ServiceParameters.VALIDATE_IP_ADDRESS)
                && isTrue(cluster, look, ServiceParameters.ALLOW_PROXY)) {
            Setting<Boolean> setting = look.service(cluster, ServiceParameters.EMCC_ALLOW_PROXY);
            if (look.held(cluster, ServiceParameters.EMCC_ALLOW_PROXY, setting)
                    .filter(allowed -> !allowed)
                    .isPresent()) {
                look.finding("", "EMCC Allow Proxy of " + cluster.name() + " is False, so web proxies are refused")
                        .evidence(cluster, ServiceParameters.EMCC_ALLOW_PROXY, setting)
                        .evidence(
                                cluster,
                                ServiceParameters.ALLOW_PROXY,
                                cluster.serviceParameters().setting(ServiceParameters.ALLOW_PROXY))
                        .remedy(cluster, Look.SERVICE_MENU, "Set EMCC Allow Proxy to True where a web proxy is used")
                        .add();
            }
        }
    }

    private static void howLong(ClusterSnapshot cluster, Look look) {
        Parameter<Duration> parameter = ServiceParameters.INTERCLUSTER_MAXIMUM_LOGIN_TIME;
        Setting<Duration> setting = look.service(cluster, parameter);
        look.held(cluster, parameter, setting)
                .ifPresent(time -> look.finding(
                                "",
                                "EMCC logins of users of " + cluster.name() + " end after " + parameter.write(time)
                                        + (setting instanceof Setting.Absent ? ", the default, which is inferred" : ""))
                        .evidence(cluster, parameter, setting)
                        .remedy(
                                cluster,
                                Look.SERVICE_MENU,
                                "Set Inter-cluster Maximum Login Time where another time is wanted")
                        .add());
    }

    private static void listReadable(ClusterSnapshot cluster, Look look) {
        readable(
                cluster,
                look,
                ServiceParameters.TRUSTED_IPS,
                "Set Trusted List of IPs to addresses and host names parted by semicolons, without ranges");
    }

    private static void timesReadable(ClusterSnapshot cluster, Look look) {
        for (Parameter<Duration> parameter : List.of(
                ServiceParameters.INTERCLUSTER_MAXIMUM_LOGIN_TIME, ServiceParameters.INTRACLUSTER_MAXIMUM_LOGIN_TIME)) {
            readable(cluster, look, parameter, "Set " + parameter.name() + " to hours and minutes, such as 10:00");
        }
    }

    private static <T> void readable(ClusterSnapshot cluster, Look look, Parameter<T> parameter, String remedy) {
        Setting<T> setting = look.service(cluster, parameter);
        if (setting instanceof Setting.Invalid<T> invalid) {
            look.finding(
                            parameter.name(),
                            parameter.name() + " of " + cluster.name() + " is \"" + Require.clip(invalid.text())
                                    + "\", but must " + parameter.rule())
                    .evidence(cluster, parameter, setting)
                    .remedy(cluster, Look.SERVICE_MENU, remedy)
                    .add();
        }
    }

    /** Low is what is below the product's own default (our choice; no figure is documented). */
    private static void requests(ClusterSnapshot cluster, Look look) {
        Parameter<Integer> parameter = ServiceParameters.MAXIMUM_CONCURRENT_REQUESTS;
        Setting<Integer> setting = look.service(cluster, parameter);
        int enough = parameter.byDefault().orElseThrow();
        look.held(cluster, parameter, setting)
                .filter(value -> value < enough)
                .ifPresent(value -> look.finding(
                                "",
                                "Maximum Concurrent Requests of " + cluster.name() + " is " + value
                                        + ", less than the default of " + enough)
                        .evidence(cluster, parameter, setting)
                        .remedy(cluster, Look.SERVICE_MENU, "Set Maximum Concurrent Requests to " + enough + " or more")
                        .add());
    }
}
