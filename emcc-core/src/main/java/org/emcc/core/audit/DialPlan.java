package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DeviceProfileFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.OrderedName;
import org.emcc.core.snapshot.RoutePatternFields;

/** Route patterns by their partition, and what calling search spaces reach (emcc-behaviour 6.3 and 6.4). */
final class DialPlan {
    static final BiFunction<ClusterSnapshot, Look, DialPlan> FACT = DialPlan::new;

    /** The EMCC calling search spaces of all device profiles; an empty name where one has none. */
    static final BiFunction<ClusterSnapshot, Look, Set<String>> EMCC_SPACES = DialPlan::emccSpaces;

    private final Map<String, List<ClusterObject>> byPartition = new HashMap<>();

    private DialPlan(ClusterSnapshot cluster, Look look) {
        for (ClusterObject pattern : look.all(cluster, ObjectKind.ROUTE_PATTERN)) {
            look.get(cluster, pattern, RoutePatternFields.ROUTE_PARTITION_NAME);
            byPartition
                    .computeIfAbsent(
                            key(pattern.text(RoutePatternFields.ROUTE_PARTITION_NAME)), any -> new ArrayList<>())
                    .add(pattern);
        }
    }

    private static Set<String> emccSpaces(ClusterSnapshot cluster, Look look) {
        Set<String> names = new LinkedHashSet<>();
        for (ClusterObject profile : look.all(cluster, ObjectKind.DEVICE_PROFILE)) {
            if (!(look.get(cluster, profile, DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE)
                    instanceof Setting.Unknown)) {
                names.add(profile.text(DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE));
            }
        }
        return Set.copyOf(names);
    }

    private static String key(String partition) {
        return partition.toLowerCase(Locale.ROOT);
    }

    /** The patterns of a partition. */
    List<ClusterObject> patterns(String partition) {
        return List.copyOf(byPartition.getOrDefault(key(partition), List.of()));
    }

    /** The patterns that a calling search space reaches: of its partitions, and those that have no partition. */
    List<ClusterObject> reached(ClusterSnapshot cluster, ClusterObject space, Look look) {
        List<ClusterObject> all = new ArrayList<>(patterns(""));
        partitions(cluster, space, look).forEach(partition -> all.addAll(patterns(partition)));
        return all;
    }

    /** The partitions of a calling search space: its members or, where a list operation left these out, its clause. */
    static List<String> partitions(ClusterSnapshot cluster, ClusterObject space, Look look) {
        if (!space.knows(CallingSearchSpaceFields.MEMBERS) && space.knows(CallingSearchSpaceFields.CLAUSE)) {
            return List.of(space.text(CallingSearchSpaceFields.CLAUSE).split(":", -1));
        }
        return look.get(cluster, space, CallingSearchSpaceFields.MEMBERS).value().orElse(List.of()).stream()
                .map(OrderedName::name)
                .toList();
    }

    /** An emergency number of a country; of one whose country nobody told, that is a gap, and it counts as one of it. */
    static boolean isEmergencyOf(ClusterSnapshot cluster, ClusterObject pattern, String country, Look look) {
        if (!look.isTicked(cluster, pattern, RoutePatternFields.EMERGENCY)) {
            return false;
        }
        String of = pattern.text(RoutePatternFields.COUNTRY);
        if (of.isEmpty()) {
            look.gap(
                    cluster.name() + " country",
                    "the country of emergency " + pattern + " of " + cluster.name() + " is unknown");
        }
        return of.isEmpty() || of.equalsIgnoreCase(country);
    }
}
