package org.emcc.core.audit;

import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order of the rules. */
final class Checklist {
    private static final List<Check> ALL = Stream.of(
                    ServiceChecks.ALL,
                    ClusterIdChecks.ALL,
                    RemoteClusterChecks.ALL,
                    ServiceProfileChecks.ALL,
                    FeatureChecks.ALL,
                    GeolocationChecks.ALL,
                    EmergencyChecks.ALL,
                    EmccTrunkChecks.ALL,
                    BaseDeviceChecks.ALL,
                    TemplateChecks.ALL,
                    PhoneChecks.ALL,
                    ServiceUrlChecks.ALL,
                    NodeChecks.ALL,
                    UserChecks.ALL,
                    SecurityChecks.ALL,
                    CertificateChecks.ALL,
                    ExchangeChecks.ALL,
                    ParameterChecks.ALL,
                    DefectChecks.ALL)
            .flatMap(List::stream)
            .sorted(java.util.Comparator.comparing(Check::rule))
            .toList();

    private Checklist() {}

    static List<Check> all() {
        return ALL;
    }
}
