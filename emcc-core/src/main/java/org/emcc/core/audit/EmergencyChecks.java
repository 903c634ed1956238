package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.Setting;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.GeolocationFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RoutePatternFields;

/** Whether a user abroad reaches the emergency number of the place (emcc-behaviour 6.3 and 6.4). */
final class EmergencyChecks {
    static final List<Check> ALL = List.of(
            new Check.OfGroup(AuditRule.EMCC_DP_01, EmergencyChecks::adjuncts),
            new Check.OfGroup(AuditRule.EMCC_DP_02, EmergencyChecks::numbers),
            new Check.OfCluster(AuditRule.EMCC_DP_03, EmergencyChecks::localRouteGroup),
            new Check.OfCluster(AuditRule.EMCC_DP_04, EmergencyChecks::emergencyOnly));

    /** A device pool that users of home get at phones of a country; what they get in many clusters is told of the first. */
    private record Roaming(ClusterSnapshot home, ClusterObject pool, ClusterSnapshot visiting, ClusterObject place) {
        String country() {
            return place.text(GeolocationFields.COUNTRY);
        }
    }

    private EmergencyChecks() {}

    private static List<Roaming> roaming(List<ClusterSnapshot> all, Look look) {
        if (all.size() == 1) {
            look.gap("alone", "no other cluster is audited, so nobody knows which device pools visitors get");
        }
        Map<String, Roaming> found = new LinkedHashMap<>();
        for (ClusterSnapshot home : all) {
            for (ClusterSnapshot visiting : all) {
                if (!home.equals(visiting)) {
                    look.fact(visiting, PhonePlaces.FACT)
                            .places()
                            .forEach(place -> poolAt(home, place, look)
                                    .map(pool -> new Roaming(home, pool, visiting, place.geolocation()))
                                    .ifPresent(each -> found.putIfAbsent(
                                            System.identityHashCode(home) + " "
                                                    + each.pool().name() + " "
                                                    + place.address()
                                                            .get(CivicField.COUNTRY)
                                                            .orElse(""),
                                            each)));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The pool that matches; or the template's, where home gives all its users that one. */
    private static Optional<ClusterObject> poolAt(ClusterSnapshot home, PhonePlaces.Place place, Look look) {
        HomePools pools = look.fact(home, HomePools.FACT);
        if (!pools.hasPools()) {
            return pools.templatePool();
        }
        return pools.match(place.address()) instanceof GeolocationMatch.Matched matched
                ? home.find(ObjectKind.DEVICE_POOL, matched.name())
                : Optional.empty();
    }

    private static Optional<ClusterObject> adjunct(Roaming roaming, Look look) {
        return look.target(roaming.home(), roaming.pool(), DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE);
    }

    /** No adjunct is set, or none that is there. What is unknown is no such. */
    private static boolean lacksAdjunct(Roaming roaming, Look look) {
        Setting<String> name = look.get(roaming.home(), roaming.pool(), DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE);
        return !(name instanceof Setting.Unknown)
                && adjunct(roaming, look).isEmpty()
                && (name.value().isEmpty() || roaming.home().knows(ObjectKind.CALLING_SEARCH_SPACE));
    }

    private static void adjuncts(List<ClusterSnapshot> all, Look look) {
        for (Roaming roaming : roaming(all, look)) {
            if (lacksAdjunct(roaming, look)) {
                ClusterSnapshot home = roaming.home();
                String name = roaming.pool().text(DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE);
                boolean shared = isShared(roaming, look);
                look.finding(
                                roaming.pool().toString() + " of " + home.name(),
                                "Roaming device pool " + roaming.pool().name() + " of " + home.name()
                                        + ", which its users get in "
                                        + roaming.visiting().name() + ", has no adjunct calling search space"
                                        + (name.isEmpty() ? "" : " that is there, but names " + name)
                                        + (shared ? "; emergency numbers are reached without it" : ""))
                        .severity(shared ? FindingSeverity.WARNING : FindingSeverity.ERROR)
                        .about(home, roaming.visiting())
                        .evidence(home, roaming.pool(), DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE)
                        .evidence(roaming.visiting(), roaming.place(), GeolocationFields.COUNTRY)
                        .remedy(
                                home,
                                ObjectKind.DEVICE_POOL,
                                "Set Adjunct CSS of " + roaming.pool() + " to one with the emergency numbers of "
                                        + roaming.visiting().name())
                        .add();
            }
        }
    }

    /** Whether the EMCC calling search spaces of all device profiles reach the number, so that no adjunct is needed. */
    private static boolean isShared(Roaming roaming, Look look) {
        Set<String> names = look.fact(roaming.home(), DialPlan.EMCC_SPACES);
        return !roaming.country().isEmpty()
                && !names.isEmpty()
                && names.stream()
                        .allMatch(name -> roaming.home()
                                .find(ObjectKind.CALLING_SEARCH_SPACE, name)
                                .filter(space -> !ways(roaming, space, look).isEmpty())
                                .isPresent());
    }

    /** The emergency numbers of the country that a calling search space reaches by the standard local route group. */
    private static List<ClusterObject> ways(Roaming roaming, ClusterObject space, Look look) {
        return numbers(roaming, space, look).stream()
                .filter(pattern ->
                        look.isTicked(roaming.home(), pattern, RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP))
                .toList();
    }

    private static List<ClusterObject> numbers(Roaming roaming, ClusterObject space, Look look) {
        ClusterSnapshot home = roaming.home();
        return look.fact(home, DialPlan.FACT).reached(home, space, look).stream()
                .filter(pattern -> DialPlan.isEmergencyOf(home, pattern, roaming.country(), look))
                .toList();
    }

    /** Where there is no adjunct, EMCC-DP-01 tells it. */
    private static void numbers(List<ClusterSnapshot> all, Look look) {
        for (Roaming roaming : roaming(all, look)) {
            Optional<ClusterObject> space = adjunct(roaming, look);
            if (roaming.country().isEmpty()) {
                look.gap(
                        roaming.visiting().name() + " country",
                        "the country of " + roaming.place() + " of "
                                + roaming.visiting().name() + " is not set or unknown");
            } else if (space.isPresent()
                    && roaming.home().knows(ObjectKind.ROUTE_PATTERN)
                    && ways(roaming, space.get(), look).isEmpty()
                    && !isUnknown(space.get())
                    && !isShared(roaming, look)) {
                number(roaming, space.get(), look);
            } else {
                look.fact(roaming.home(), DialPlan.FACT);
            }
        }
    }

    private static boolean isUnknown(ClusterObject space) {
        return !space.knows(CallingSearchSpaceFields.MEMBERS) && !space.knows(CallingSearchSpaceFields.CLAUSE);
    }

    private static void number(Roaming roaming, ClusterObject space, Look look) {
        ClusterSnapshot home = roaming.home();
        List<ClusterObject> elsewhere = numbers(roaming, space, look);
        Look.Told told = look.finding(
                        roaming.pool().toString() + " of " + home.name() + ", " + roaming.country(),
                        elsewhere.isEmpty()
                                ? "No emergency number of " + roaming.country() + " can be reached from device pool "
                                        + roaming.pool().name() + " of " + home.name() + ", which its users get in "
                                        + roaming.visiting().name()
                                : "Emergency number "
                                        + elsewhere.get(0).text(RoutePatternFields.PATTERN) + " of "
                                        + roaming.country() + " does not go by the standard local route group in "
                                        + home.name() + ", so it does not reach "
                                        + roaming.visiting().name())
                .about(home, roaming.visiting())
                .evidence(home, roaming.pool(), DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE)
                .evidence(home, space, CallingSearchSpaceFields.MEMBERS)
                .evidence(roaming.visiting(), roaming.place(), GeolocationFields.COUNTRY)
                .remedy(
                        home,
                        ObjectKind.ROUTE_PATTERN,
                        "Add the emergency numbers of " + roaming.country() + " to a partition of " + space
                                + ", by the standard local route group");
        elsewhere.forEach(pattern -> told.evidence(home, pattern, RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP));
        told.add();
    }

    private static void localRouteGroup(ClusterSnapshot cluster, Look look) {
        for (ClusterObject pattern : look.all(cluster, ObjectKind.ROUTE_PATTERN)) {
            boolean goesBy = look.get(cluster, pattern, RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP)
                    .value()
                    .orElse(false);
            if (goesBy && !look.isTicked(cluster, pattern, RoutePatternFields.EMERGENCY)) {
                look.finding(
                                pattern.toString(),
                                "Pattern " + pattern.text(RoutePatternFields.PATTERN) + " of " + cluster.name()
                                        + " is no emergency number, but goes by the standard local route group, which"
                                        + " takes calls of users abroad to the cluster that they visit")
                        .evidence(cluster, pattern, RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP)
                        .evidence(cluster, pattern, RoutePatternFields.EMERGENCY)
                        .remedy(
                                cluster,
                                ObjectKind.ROUTE_PATTERN,
                                "Give " + pattern + " a route list with a route group of its own")
                        .add();
            }
        }
    }

    private static void emergencyOnly(ClusterSnapshot cluster, Look look) {
        Map<String, ClusterObject> adjuncts = new LinkedHashMap<>();
        for (ClusterObject pool : look.all(cluster, ObjectKind.DEVICE_POOL)) {
            look.target(cluster, pool, DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE)
                    .ifPresent(space -> adjuncts.putIfAbsent(space.name(), space));
        }
        if (adjuncts.isEmpty()) {
            return;
        }
        DialPlan plan = look.fact(cluster, DialPlan.FACT);
        if (!cluster.knows(ObjectKind.ROUTE_PATTERN)) {
            return;
        }
        adjuncts.values().forEach(space -> {
            Set<String> others = new TreeSet<>();
            List<ClusterObject> patterns = new ArrayList<>();
            for (String partition : DialPlan.partitions(cluster, space, look)) {
                List<ClusterObject> more = plan.patterns(partition).stream()
                        .filter(pattern -> !look.isTicked(cluster, pattern, RoutePatternFields.EMERGENCY))
                        .toList();
                patterns.addAll(more);
                // A partition without any pattern holds directory numbers or the like, or is of no use.
                if (!more.isEmpty() || plan.patterns(partition).isEmpty()) {
                    others.add(partition);
                }
            }
            if (!others.isEmpty()) {
                beyond(cluster, space, others, patterns, look);
            }
        });
    }

    private static void beyond(
            ClusterSnapshot cluster, ClusterObject space, Set<String> others, List<ClusterObject> patterns, Look look) {
        Look.Told told = look.finding(
                        space.toString(),
                        "Adjunct " + space + " of " + cluster.name()
                                + " stands before the line's own and holds more than" + " emergency numbers, in "
                                + String.join(", ", others))
                .evidence(cluster, space, CallingSearchSpaceFields.MEMBERS)
                .remedy(
                        cluster,
                        ObjectKind.CALLING_SEARCH_SPACE,
                        "Remove " + String.join(", ", others) + " from " + space
                                + ", and keep emergency numbers in partitions of their own");
        patterns.stream().limit(10).forEach(pattern -> told.evidence(cluster, pattern, RoutePatternFields.EMERGENCY));
        told.add();
    }
}
