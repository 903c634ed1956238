package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ConsolidationFields;
import org.emcc.core.snapshot.ObjectKind;

/** The bulk exchange of certificates (emcc-behaviour 8.4 and 10.1). */
final class ExchangeChecks {
    static final List<Check> ALL = List.of(
            new Check.OfGroup(AuditRule.EMCC_CRT_06, ExchangeChecks::consolidatedOnce),
            new Check.OfSeveral(AuditRule.EMCC_CRT_07, ExchangeChecks::oneDirectory),
            new Check.OfBoth(AuditRule.EMCC_CRT_09, ExchangeChecks::releases),
            new Check.OfCluster(AuditRule.EMCC_CRT_10, ExchangeChecks::rollback));

    /** What is exported from here on cannot be imported by what is older: CSCuy43181 (emcc-behaviour 10.1). */
    private static final Release OTHER_FILES = Release.parse("10.5.2.13900");

    private ExchangeChecks() {}

    /** An exchange, and whose. */
    private record Exchange(ClusterSnapshot cluster, ClusterObject object) {
        /** Where it met the others; a slash at the end does not count. */
        String place() {
            String directory = object.text(ConsolidationFields.SFTP_DIRECTORY);
            return object.text(ConsolidationFields.SFTP_SERVER).toLowerCase(Locale.ROOT) + " "
                    + (directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory);
        }
    }

    private static void consolidatedOnce(List<ClusterSnapshot> all, Look look) {
        if (all.size() == 1) {
            look.gap("alone", "no other cluster is audited, so nobody knows who else consolidated");
        }
        List<Exchange> done = new ArrayList<>();
        for (ClusterSnapshot cluster : all) {
            for (ClusterObject object : look.all(cluster, ObjectKind.CONSOLIDATION)) {
                if (look.get(cluster, object, ConsolidationFields.CONSOLIDATED) instanceof Setting.Valid<?>) {
                    done.add(new Exchange(cluster, object));
                }
            }
        }
        if (done.size() > 1) {
            ClusterSnapshot first = done.get(0).cluster();
            List<ClusterSnapshot> where =
                    done.stream().map(Exchange::cluster).distinct().toList();
            Look.Told told = look.finding(
                            "",
                            "Certificates were consolidated " + done.size() + " times, on "
                                    + String.join(
                                            " and on ",
                                            where.stream()
                                                    .map(ClusterSnapshot::name)
                                                    .toList()))
                    .about(where.toArray(ClusterSnapshot[]::new))
                    .remedy(
                            first,
                            ObjectKind.CONSOLIDATION,
                            "Empty the directory, export all on every cluster, consolidate once, on " + first.name()
                                    + ", and import all on every cluster");
            done.forEach(each -> told.evidence(each.cluster(), each.object(), ConsolidationFields.CONSOLIDATED));
            told.add();
        }
    }

    private static void oneDirectory(List<ClusterSnapshot> all, Look look) {
        Map<String, List<Exchange>> byPlace = new LinkedHashMap<>();
        for (ClusterSnapshot cluster : all) {
            last(cluster, look)
                    .ifPresent(exchange -> byPlace.computeIfAbsent(exchange.place(), any -> new ArrayList<>())
                            .add(exchange));
        }
        // Where most met is right; where no place has more, the one told first.
        Optional<List<Exchange>> most =
                byPlace.values().stream().reduce((one, other) -> other.size() > one.size() ? other : one);
        most.ifPresent(met -> byPlace.values().stream()
                .filter(others -> !others.get(0).place().equals(met.get(0).place()))
                .forEach(others -> others.forEach(other -> elsewhere(met.get(0), other, look))));
    }

    /** The last exchange of a cluster that exported; one whose place is not known is a gap. */
    private static Optional<Exchange> last(ClusterSnapshot cluster, Look look) {
        return look.all(cluster, ObjectKind.CONSOLIDATION).stream()
                .filter(object -> !(look.get(cluster, object, ConsolidationFields.SFTP_SERVER)
                                instanceof Setting.Unknown)
                        && !(look.get(cluster, object, ConsolidationFields.SFTP_DIRECTORY) instanceof Setting.Unknown))
                .max(Comparator.comparing(object -> object.text(ConsolidationFields.EXPORTED)))
                .map(object -> new Exchange(cluster, object));
    }

    private static void elsewhere(Exchange usual, Exchange other, Look look) {
        look.finding(
                        "bulk certificate exchange of " + other.cluster().name(),
                        other.cluster().name() + " exchanges certificates over "
                                + other.object().name() + ", but "
                                + usual.cluster().name() + " over "
                                + usual.object().name())
                .about(usual.cluster(), other.cluster())
                .evidence(usual.cluster(), usual.object(), ConsolidationFields.SFTP_SERVER)
                .evidence(usual.cluster(), usual.object(), ConsolidationFields.SFTP_DIRECTORY)
                .evidence(other.cluster(), other.object(), ConsolidationFields.SFTP_SERVER)
                .evidence(other.cluster(), other.object(), ConsolidationFields.SFTP_DIRECTORY)
                .remedy(
                        other.cluster(),
                        ObjectKind.CONSOLIDATION,
                        "Set IP Address and Directory to " + usual.object().name() + ", and exchange again")
                .add();
    }

    private static void releases(ClusterSnapshot one, ClusterSnapshot other, Look look) {
        Optional<Release> first = look.release(one);
        Optional<Release> second = look.release(other);
        if (first.isEmpty() || second.isEmpty()) {
            return;
        }
        // 10.5 alone leaves open on which side of the defect it is.
        boolean firstIsClear = isClear(one, look, first.get());
        boolean secondIsClear = isClear(other, look, second.get());
        if (!firstIsClear || !secondIsClear) {
            return;
        }
        boolean firstIsNew = first.get().isAtLeast(OTHER_FILES);
        if (firstIsNew != second.get().isAtLeast(OTHER_FILES)) {
            ClusterSnapshot older = firstIsNew ? other : one;
            look.finding(
                            "defect CSCuy43181",
                            older.name() + " (release "
                                    + older.release().value().orElseThrow()
                                    + ") cannot import certificates that "
                                    + (firstIsNew ? one : other).name() + " (release "
                                    + (firstIsNew ? first : second).get() + ") has exported")
                    .evidence(one, "", "Release", first.get().toString())
                    .evidence(other, "", "Release", second.get().toString())
                    .remedy(
                            older,
                            ObjectKind.CERTIFICATE,
                            "Read the vendor's note on CSCuy43181 before consolidating, and upload the certificates by"
                                    + " hand")
                    .add();
        }
    }

    private static boolean isClear(ClusterSnapshot cluster, Look look, Release release) {
        if (release.isComparableTo(OTHER_FILES) || release.isAtLeast(OTHER_FILES)) {
            return true;
        }
        look.gap(
                cluster.name() + " build",
                "the release " + release + " of " + cluster.name() + " does not tell the build, such as "
                        + OTHER_FILES);
        return false;
    }

    private static void rollback(ClusterSnapshot cluster, Look look) {
        Setting<Boolean> setting = look.enterprise(cluster, EnterpriseParameters.PREPARE_FOR_ROLLBACK);
        if (look.held(cluster, EnterpriseParameters.PREPARE_FOR_ROLLBACK, setting)
                .orElse(false)) {
            look.finding(
                            "",
                            "Prepare Cluster for Rollback to pre 8.0 of " + cluster.name()
                                    + " is True, so the ITL of its phones is empty")
                    .evidence(cluster, EnterpriseParameters.PREPARE_FOR_ROLLBACK, setting)
                    .remedy(
                            cluster,
                            Look.ENTERPRISE_MENU,
                            "Set Prepare Cluster for Rollback to pre 8.0 to False, and restart TVS and TFTP")
                    .add();
        }
    }
}
