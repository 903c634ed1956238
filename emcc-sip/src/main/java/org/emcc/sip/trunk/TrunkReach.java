package org.emcc.sip.trunk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * Which node that runs a trunk reaches which destination, and the status of the trunk that follows.
 *
 * <p>A trunk which is not asked by OPTIONS, as an EMCC trunk, is {@link #unknown}. A probe of your own for such a trunk is no status of
 * the product: keep it apart, so that this stays what administrators see.
 *
 * <p>Source: sip 1.8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrunkReach {
    private final List<String> nodes;
    private final List<String> destinations;
    private final Map<Cell, Reach> cells;
    private final TrunkStatus status;
    private final @Nullable Instant since;

    private record Cell(String node, String destination) {}

    private TrunkReach(
            List<String> nodes,
            List<String> destinations,
            Map<Cell, Reach> cells,
            TrunkStatus status,
            @Nullable Instant since) {
        this.nodes = nodes;
        this.destinations = destinations;
        this.cells = cells;
        this.status = status;
        this.since = since;
    }

    /**
     * A trunk that is not asked by OPTIONS.
     *
     * @return {@link TrunkStatus#UNKNOWN} for ever
     */
    public static TrunkReach unknown() {
        return new TrunkReach(List.of(), List.of(), Map.of(), TrunkStatus.UNKNOWN, null);
    }

    /**
     * A trunk that is asked by OPTIONS, of which nothing is known yet.
     *
     * @param nodes the nodes that run it, each once
     * @param destinations its destinations, each once
     * @return every destination untried
     * @throws IllegalArgumentException when one is there twice
     */
    public static TrunkReach of(List<String> nodes, List<String> destinations) {
        return new TrunkReach(
                Require.distinct(Require.list(nodes, "nodes"), "node"),
                Require.distinct(Require.list(destinations, "destinations"), "destination"),
                Map.of(),
                TrunkStatus.UNKNOWN,
                null);
    }

    /**
     * The same with what a node has found out.
     *
     * @param node the node that asked
     * @param destination the destination that it asked
     * @param reach what it found
     * @param now the time
     * @return a new value
     * @throws IllegalArgumentException when there is no such node or destination
     */
    public TrunkReach with(String node, String destination, Reach reach, Instant now) {
        Map<Cell, Reach> next = new LinkedHashMap<>(cells);
        next.put(cell(node, destination), Objects.requireNonNull(reach, "reach"));
        Objects.requireNonNull(now, "now");
        TrunkStatus then = aggregate(next);
        return new TrunkReach(
                nodes,
                destinations,
                Collections.unmodifiableMap(next),
                then,
                then == status && since != null ? since : now);
    }

    private Cell cell(String node, String destination) {
        if (!nodes.contains(Objects.requireNonNull(node, "node"))) {
            throw new IllegalArgumentException(
                    "node must be one that runs the trunk, but is \"" + Require.clip(node) + "\"");
        }
        if (!destinations.contains(Objects.requireNonNull(destination, "destination"))) {
            throw new IllegalArgumentException(
                    "destination must be one of the trunk, but is \"" + Require.clip(destination) + "\"");
        }
        return new Cell(node, destination);
    }

    /** What is untried counts neither as reached nor as not (our choice). */
    private TrunkStatus aggregate(Map<Cell, Reach> known) {
        int all = nodes.size() * destinations.size();
        long up = count(known, Reach.Up.class::isInstance);
        long down = count(known, Reach.Down.class::isInstance);
        if (up > 0) {
            return up == all ? TrunkStatus.FULL_SERVICE : TrunkStatus.PARTIAL_SERVICE;
        }
        return down > 0 && down == all ? TrunkStatus.NO_SERVICE : TrunkStatus.UNKNOWN;
    }

    private static long count(Map<Cell, Reach> cells, Predicate<Reach> which) {
        return cells.values().stream().filter(which).count();
    }

    /**
     * The status of the trunk. While some destinations are untried: in partial service as soon as one is up, else unknown (our
     * choice).
     *
     * @return the status
     */
    public TrunkStatus status() {
        return status;
    }

    /**
     * Since when the status is what it is; the page shows the time from then as Duration.
     *
     * @return the time, or empty while nothing was found
     */
    public Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /**
     * Whether a node reaches a destination.
     *
     * @param node a node that runs the trunk
     * @param destination one of its destinations
     * @return what the node has found
     * @throws IllegalArgumentException when there is no such node or destination
     */
    public Reach reach(String node, String destination) {
        return cells.getOrDefault(cell(node, destination), Reach.UNTRIED);
    }

    /**
     * The destinations to which a node sends new calls: those that are up, and those that are untried (our choice).
     *
     * @param node a node that runs the trunk
     * @return the destinations, in order
     * @throws IllegalArgumentException when there is no such node and there are destinations
     */
    public List<String> open(String node) {
        List<String> open = new ArrayList<>();
        for (String destination : destinations) {
            if (!(reach(node, destination) instanceof Reach.Down)) {
                open.add(destination);
            }
        }
        return List.copyOf(open);
    }

    /**
     * The nodes that run the trunk.
     *
     * @return the nodes, in order
     */
    public List<String> nodes() {
        return nodes;
    }

    /**
     * The destinations of the trunk.
     *
     * @return the destinations, in order
     */
    public List<String> destinations() {
        return destinations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrunkReach that
                && nodes.equals(that.nodes)
                && destinations.equals(that.destinations)
                && cells.equals(that.cells)
                && status == that.status
                && Objects.equals(since, that.since);
    }

    @Override
    public int hashCode() {
        return Objects.hash(nodes, destinations, cells, status, since);
    }

    @Override
    public String toString() {
        return "TrunkReach[" + status.label() + ", " + nodes.size() + " nodes, " + destinations.size()
                + " destinations]";
    }
}
