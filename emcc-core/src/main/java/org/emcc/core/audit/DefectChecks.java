package org.emcc.core.audit;

import java.util.List;
import java.util.function.Predicate;
import org.emcc.core.id.Release;
import org.emcc.core.snapshot.ClusterSnapshot;

/** Releases that a list of known defects names (emcc-behaviour 10.1). Which releases are mended is not public, so these are advice only. */
final class DefectChecks {
    static final List<Check> ALL = List.of(new Check.OfCluster(AuditRule.EMCC_DEF_01, DefectChecks::named));

    /** A defect, and the releases that its note names. Those whose note names none are not here: they would fit every cluster. */
    private record Defect(String id, String what, Predicate<Release> names) {}

    private static final List<Defect> DEFECTS = List.of(
            new Defect("CSCvn30046", "calls over the EMCC SIP trunk to a 12.x cluster fail", is(12, 5)),
            new Defect("CSCvn57656", "texts of the inter-cluster service profile page are garbled", is(12, 5)),
            new Defect(
                    "CSCvw50430",
                    "the EM API returns one server only",
                    is(12, 5).and(release -> release.serviceUpdate() == 3)),
            new Defect(
                    "CSCvs39175",
                    "the guide of this release leaves out the ITLRecovery certificate, which EMCC needs",
                    is(12, 0)));

    private DefectChecks() {}

    private static Predicate<Release> is(int major, int minor) {
        return release -> release.major() == major && release.minor() == minor;
    }

    private static void named(ClusterSnapshot cluster, Look look) {
        look.release(cluster)
                .ifPresent(release -> DEFECTS.stream()
                        .filter(defect -> defect.names().test(release))
                        .forEach(defect -> look.finding(
                                        "defect " + defect.id(),
                                        "Release " + release + " of " + cluster.name() + " is named in defect "
                                                + defect.id() + ": " + defect.what())
                                .evidence(cluster, "", "Release", release.toString())
                                .remedy(
                                        cluster,
                                        "Cisco Unified OS Administration > Show > Software",
                                        "Read the vendor's note on " + defect.id()
                                                + ", and upgrade where a later release mends it")
                                .add()));
    }
}
