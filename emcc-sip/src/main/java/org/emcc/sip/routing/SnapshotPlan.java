package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.OrderedName;
import org.emcc.core.snapshot.RoutePatternFields;

/**
 * The dial plan of a snapshot, as far as a snapshot has one: calling search spaces, and route patterns that go by the standard local
 * route group or by a gateway. Which gateway that is, a snapshot does not say; it is called after its route group or its cluster.
 *
 * <p>Source: sip 2.1 to 2.3; emcc-behaviour 6.3 and 6.4.
 */
final class SnapshotPlan {
    private static final String LOCAL = "Standard Local Route Group";
    private static final String OTHER = "other gateways";
    private static final int LONGEST_NAME = 50;

    private final ClusterSnapshot cluster;
    private final DialPlan plan;
    private final Set<String> emergencies;

    private SnapshotPlan(ClusterSnapshot cluster) {
        this.cluster = cluster;
        this.plan = made();
        this.emergencies = numbers();
    }

    static SnapshotPlan of(ClusterSnapshot cluster) {
        return new SnapshotPlan(cluster);
    }

    DialPlan plan() {
        return plan;
    }

    /** What is dialled for help by this plan: emergency patterns that are one number. */
    Set<String> emergencies() {
        return emergencies;
    }

    private DialPlan made() {
        DialPlan.Builder made = DialPlan.builder()
                .device(RouteDevice.Gateway.of("gateway of " + clip(cluster.name())))
                .routeGroup(OTHER, List.of("gateway of " + clip(cluster.name())))
                .routeList(OTHER, List.of(new RouteMember.Group(OTHER)))
                .routeList(LOCAL, List.of(new RouteMember.StandardLocalRouteGroup()));
        for (String group : localRouteGroups()) {
            made.device(RouteDevice.Gateway.of("gateway of " + group))
                    .routeGroup(group, List.of("gateway of " + group));
        }
        Set<String> seen = new HashSet<>();
        for (ClusterObject space : cluster.all(ObjectKind.CALLING_SEARCH_SPACE)) {
            String name = space.name();
            if (isName(name) && seen.add(name)) {
                made.callingSearchSpace(name, partitions(space));
            }
        }
        entries().forEach(made::entry);
        return made.build();
    }

    private static List<String> partitions(ClusterObject space) {
        return space.get(CallingSearchSpaceFields.MEMBERS).value().orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(OrderedName::place))
                .map(OrderedName::name)
                .filter(SnapshotPlan::isName)
                .distinct()
                .toList();
    }

    private Set<String> localRouteGroups() {
        Set<String> groups = new LinkedHashSet<>();
        for (ClusterObject pool : cluster.all(ObjectKind.DEVICE_POOL)) {
            String group = pool.text(DevicePoolFields.LOCAL_ROUTE_GROUP_NAME);
            if (isName(group) && !group.equals(OTHER)) {
                groups.add(group);
            }
        }
        return groups;
    }

    private List<PlanEntry> entries() {
        List<PlanEntry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ClusterObject row : cluster.all(ObjectKind.ROUTE_PATTERN)) {
            String partition = row.text(RoutePatternFields.ROUTE_PARTITION_NAME);
            boolean local = row.get(RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP)
                    .value()
                    .orElse(false);
            pattern(row)
                    .filter(pattern -> partition.length() <= LONGEST_NAME && seen.add(partition + " " + pattern))
                    .ifPresent(pattern ->
                            entries.add(PlanEntry.RoutePattern.over(pattern, partition, local ? LOCAL : OTHER)));
        }
        return entries;
    }

    private static Optional<DialPattern> pattern(ClusterObject row) {
        String text = row.text(RoutePatternFields.PATTERN);
        Decoded<DialPattern> decoded = DialPattern.decode(text, WildcardRules.DEFAULT);
        return decoded.value();
    }

    private Set<String> numbers() {
        Set<String> numbers = new LinkedHashSet<>();
        for (ClusterObject row : cluster.all(ObjectKind.ROUTE_PATTERN)) {
            if (row.get(RoutePatternFields.EMERGENCY).value().orElse(false)) {
                pattern(row)
                        .filter(DialPattern::isOneNumber)
                        .map(pattern -> pattern.text().replace(".", ""))
                        .filter(Keys::dialable)
                        .ifPresent(numbers::add);
            }
        }
        return numbers;
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST_NAME;
    }

    private static String clip(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
