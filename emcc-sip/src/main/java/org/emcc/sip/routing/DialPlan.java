package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * The dial plan of one cluster, as far as it says where calls go: what can be matched, in which partition it lies, who may look there, and
 * over which lists and groups the calls leave.
 *
 * <p>Everything that a plan names is in it. An entry without a partition can be reached by everybody, after all others that match as well.
 *
 * <p>Source: sip 2.1 to 2.5; the vendor's public descriptions of partitions, calling search spaces, route lists and local route groups.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DialPlan {
    /** The partition of what lies in none. */
    public static final String NO_PARTITION = "";

    private final List<PlanEntry> entries;
    private final Map<String, List<PlanEntry>> byPartition;
    private final Map<String, List<String>> searchSpaces;
    private final Map<String, List<RouteMember>> routeLists;
    private final Map<String, List<String>> routeGroups;
    private final Map<String, RouteDevice> devices;

    private DialPlan(Builder builder) {
        this.entries = List.copyOf(builder.entries);
        this.searchSpaces = Collections.unmodifiableMap(new LinkedHashMap<>(builder.searchSpaces));
        this.routeLists = Collections.unmodifiableMap(new LinkedHashMap<>(builder.routeLists));
        this.routeGroups = Collections.unmodifiableMap(new LinkedHashMap<>(builder.routeGroups));
        this.devices = Collections.unmodifiableMap(new LinkedHashMap<>(builder.devices));
        this.byPartition = new HashMap<>();
        for (PlanEntry entry : entries) {
            byPartition
                    .computeIfAbsent(entry.partition(), partition -> new ArrayList<>())
                    .add(entry);
        }
        List<String> problems = new ArrayList<>(builder.problems);
        check(problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("dial plan does not fit together: " + String.join("; ", problems));
        }
    }

    private void check(List<String> problems) {
        Set<String> seen = new LinkedHashSet<>();
        for (PlanEntry entry : entries) {
            if (!seen.add(entry.pattern().text() + " " + entry.partition())) {
                problems.add(entry.title() + " is there twice");
            }
            if (entry instanceof PlanEntry.RoutePattern route) {
                route.routeList().ifPresent(list -> named(list, "route list", entry.title(), routeLists, problems));
            }
            if (entry instanceof PlanEntry.TranslationPattern translation) {
                translation
                        .callingSearchSpace()
                        .ifPresent(css -> named(css, "calling search space", entry.title(), searchSpaces, problems));
            }
        }
        routeLists.forEach((list, members) -> members.forEach(member -> {
            if (member instanceof RouteMember.Group group) {
                named(group.name(), "route group", "route list " + list, routeGroups, problems);
            }
        }));
        routeGroups.forEach((group, names) ->
                names.forEach(name -> named(name, "device", "route group " + group, devices, problems)));
        devices.values()
                .forEach(device -> device.inboundCallingSearchSpace()
                        .ifPresent(
                                css -> named(css, "calling search space", device.toString(), searchSpaces, problems)));
    }

    private static void named(String name, String what, String by, Map<String, ?> known, List<String> problems) {
        if (!known.containsKey(name)) {
            problems.add(by + " names " + what + " " + name + ", which is not there");
        }
    }

    /**
     * Starts an empty plan.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.entries.addAll(entries);
        copy.searchSpaces.putAll(searchSpaces);
        copy.routeLists.putAll(routeLists);
        copy.routeGroups.putAll(routeGroups);
        copy.devices.putAll(devices);
        return copy;
    }

    /**
     * All that can be matched, in the order in which it was given.
     *
     * @return an unmodifiable list
     */
    public List<PlanEntry> entries() {
        return entries;
    }

    /**
     * The partitions of each calling search space, in their order.
     *
     * @return an unmodifiable map by name
     */
    public Map<String, List<String>> callingSearchSpaces() {
        return searchSpaces;
    }

    /**
     * The members of each route list, in their order.
     *
     * @return an unmodifiable map by name
     */
    public Map<String, List<RouteMember>> routeLists() {
        return routeLists;
    }

    /**
     * The devices of each route group, in their order.
     *
     * @return an unmodifiable map by name
     */
    public Map<String, List<String>> routeGroups() {
        return routeGroups;
    }

    /**
     * The gateways and ordinary trunks.
     *
     * @return an unmodifiable map by name
     */
    public Map<String, RouteDevice> devices() {
        return devices;
    }

    /**
     * The partitions that a caller reaches, in the order of the search: those of each calling search space after the other, each once,
     * and at last none.
     *
     * @param order the calling search spaces; one that is not in the plan gives nothing
     * @return an unmodifiable list that ends with {@link #NO_PARTITION}
     */
    public List<String> partitions(List<SearchSpace> order) {
        Set<String> found = new LinkedHashSet<>();
        for (SearchSpace space : order) {
            found.addAll(searchSpaces.getOrDefault(space.name(), List.of()));
        }
        found.add(NO_PARTITION);
        return List.copyOf(found);
    }

    /** What lies in a partition. */
    List<PlanEntry> in(String partition) {
        return byPartition.getOrDefault(partition, List.of());
    }

    /** The device to which a route group leads: its first. */
    Optional<RouteDevice> first(String routeGroup) {
        return routeGroups.getOrDefault(routeGroup, List.of()).stream()
                .findFirst()
                .map(devices::get);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DialPlan that
                && entries.equals(that.entries)
                && searchSpaces.equals(that.searchSpaces)
                && routeLists.equals(that.routeLists)
                && routeGroups.equals(that.routeGroups)
                && devices.equals(that.devices);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entries, searchSpaces, routeLists, routeGroups, devices);
    }

    @Override
    public String toString() {
        return "DialPlan[" + entries.size() + " entries, " + searchSpaces.size() + " calling search spaces]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final List<PlanEntry> entries = new ArrayList<>();
        private final Map<String, List<String>> searchSpaces = new LinkedHashMap<>();
        private final Map<String, List<RouteMember>> routeLists = new LinkedHashMap<>();
        private final Map<String, List<String>> routeGroups = new LinkedHashMap<>();
        private final Map<String, RouteDevice> devices = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();

        private Builder() {}

        /**
         * Adds entries.
         *
         * @param entries numbers, route patterns and translation patterns
         * @return this builder
         */
        public Builder entries(Collection<? extends PlanEntry> entries) {
            entries.forEach(this::entry);
            return this;
        }

        /**
         * Adds an entry.
         *
         * @param entry a number, a route pattern or a translation pattern
         * @return this builder
         */
        public Builder entry(PlanEntry entry) {
            entries.add(Objects.requireNonNull(entry, "entry"));
            return this;
        }

        /**
         * Adds a calling search space.
         *
         * @param name 1 to 50 characters
         * @param partitions its partitions in their order
         * @return this builder
         * @throws IllegalArgumentException when a name breaks its rule
         */
        public Builder callingSearchSpace(String name, List<String> partitions) {
            Require.list(partitions, "partitions")
                    .forEach(partition -> Require.text(partition, "partition of a calling search space", 50));
            put(
                    searchSpaces,
                    Require.text(name, "calling search space", 50),
                    List.copyOf(partitions),
                    "calling search space");
            return this;
        }

        /**
         * Adds a route list.
         *
         * @param name 1 to 50 characters
         * @param members its members in their order
         * @return this builder
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Builder routeList(String name, List<RouteMember> members) {
            put(routeLists, Require.text(name, "route list", 50), Require.list(members, "members"), "route list");
            return this;
        }

        /**
         * Adds a route group, which may be a local route group.
         *
         * @param name 1 to 50 characters
         * @param names the names of its devices in their order
         * @return this builder
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Builder routeGroup(String name, List<String> names) {
            put(routeGroups, Require.text(name, "route group", 50), Require.list(names, "devices"), "route group");
            return this;
        }

        /**
         * Adds a gateway or an ordinary trunk.
         *
         * @param device the device
         * @return this builder
         */
        public Builder device(RouteDevice device) {
            put(devices, Objects.requireNonNull(device, "device").name(), device, "device");
            return this;
        }

        private <V> void put(Map<String, V> map, String name, V value, String what) {
            if (map.putIfAbsent(name, value) != null) {
                problems.add(what + " " + name + " is there twice");
            }
        }

        /**
         * The finished plan.
         *
         * @return a new value
         * @throws IllegalArgumentException when parts do not fit together; the message names all of them
         */
        public DialPlan build() {
            return new DialPlan(this);
        }
    }
}
