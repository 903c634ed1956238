package org.emcc.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.emcc.core.directory.Directories;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Breadth-first over everything that may happen within the bounds of a scenario. A state is not kept but made again from the choices
 * that lead to it; what is kept of it is a number. The first violation found is one with the fewest choices.
 *
 * <p>The result is the same however many threads work: what they find on a level is put together in the order of the level.
 */
final class Explorer {
    /** How many fair steps a world may take until it rests: 7 of design 4.5 wants a number. */
    static final int FAIR_STEPS = 80;

    private static final int BATCH = 512;

    private final Scenario scenario;
    private final Directories newYork;
    private final Directories london;
    private final Map<Digest.Key, Integer> restsAfter = new ConcurrentHashMap<>();
    private final Set<Digest.Key> visited = new HashSet<>();
    private long edges;
    private int cut;
    private int depth;

    Explorer(Scenario scenario) {
        this.scenario = scenario;
        this.newYork = Configurations.directories(0, scenario);
        this.london = Configurations.directories(1, scenario);
    }

    /**
     * What was explored.
     *
     * @param states how many states, all looked at
     * @param edges how many steps between them
     * @param beyond how many of the states have more messages in flight than the bound, and so were not followed further
     * @param depth the number of choices to the farthest state
     * @param fairSteps the longest fair way to rest
     * @param counterexample what was found, if anything
     */
    record Result(
            int states, long edges, int beyond, int depth, int fairSteps, Optional<Counterexample> counterexample) {}

    /** The way to a state, from its end. */
    private record Node(@Nullable Node parent, int choice, int depth) {
        int[] path() {
            int[] path = new int[depth];
            Node node = this;
            for (int i = depth - 1; i >= 0; i--) {
                path[i] = node.choice;
                node = node.parent == null ? node : node.parent;
            }
            return path;
        }
    }

    private record Next(int choice, Digest.Key key, boolean beyond, World.@Nullable Violation violation) {}

    Result explore(int threads) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            return explore(workers, threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the explorer failed", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Result explore(ExecutorService workers, int threads) throws InterruptedException, ExecutionException {
        Node root = new Node(null, 0, 0);
        World world = world(null);
        visited.add(Canon.withBudget(world, Canon.state(world)));
        List<Node> level = List.of(root);
        while (!level.isEmpty()) {
            List<Node> following = new ArrayList<>();
            for (int from = 0; from < level.size(); from += BATCH) {
                List<Node> batch = level.subList(from, Math.min(from + BATCH, level.size()));
                Optional<Counterexample> found = merge(batch, expand(batch, workers, threads), following);
                if (found.isPresent()) {
                    return result(found);
                }
            }
            level = following;
            depth += level.isEmpty() ? 0 : 1;
        }
        return result(Optional.empty());
    }

    private Result result(Optional<Counterexample> counterexample) {
        int fair = restsAfter.values().stream().mapToInt(steps -> steps).max().orElse(0);
        return new Result(visited.size(), edges, cut, depth, fair, counterexample);
    }

    private List<List<Next>> expand(List<Node> batch, ExecutorService workers, int threads)
            throws InterruptedException, ExecutionException {
        List<Future<List<List<Next>>>> parts = new ArrayList<>();
        int size = (batch.size() + threads - 1) / threads;
        for (int from = 0; from < batch.size(); from += size) {
            List<Node> part = batch.subList(from, Math.min(from + size, batch.size()));
            parts.add(workers.submit(() -> part.stream().map(this::expand).toList()));
        }
        List<List<Next>> all = new ArrayList<>();
        for (Future<List<List<Next>>> part : parts) {
            all.addAll(part.get());
        }
        return all;
    }

    private Optional<Counterexample> merge(List<Node> batch, List<List<Next>> expanded, List<Node> following) {
        for (int i = 0; i < batch.size(); i++) {
            Node node = batch.get(i);
            for (Next next : expanded.get(i)) {
                edges++;
                if (next.violation() != null) {
                    return Optional.of(counterexample(node, next));
                }
                if (visited.add(next.key())) {
                    if (next.beyond()) {
                        cut++;
                    } else {
                        following.add(new Node(node, next.choice(), node.depth() + 1));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** All that may happen next. The first choice goes on with the world that was made, the others make it again. */
    private List<Next> expand(Node node) {
        int[] path = node.path();
        World world = replay(path, null);
        Deque<Integer> choices = new ArrayDeque<>(world.choices());
        List<Next> all = new ArrayList<>();
        while (!choices.isEmpty()) {
            int choice = choices.removeFirst();
            World next = world == null ? replay(path, null) : world;
            world = null;
            next.watch();
            next.take(choice);
            if (next.crashesLeft > 0 && next.lastActing != null && Choice.crash(choice) < 0) {
                crashes(choice, next, choices);
            }
            all.add(look(choice, next));
        }
        return all;
    }

    /**
     * A crash between any two effects that outlive it; between others it would come to the same. Before the first it is the loss
     * of a question, or else a crash at rest; after the last it is the loss of an answer, or else a crash at rest.
     */
    private static void crashes(int choice, World after, Deque<Integer> choices) {
        boolean question = Choice.kind(choice) == Choice.Kind.DELIVER && after.lastWasQuestion;
        int last = question ? after.lastEffects : after.lastEffects - 1;
        for (int effects = question ? 0 : 1; effects <= last; effects++) {
            choices.add(Choice.crashingAfter(choice, effects));
        }
    }

    private Next look(int choice, World world) {
        Invariants invariants = new Invariants(world);
        invariants.afterEveryStep();
        Digest.Key state = Canon.state(world);
        Digest.Key key = Canon.withBudget(world, state);
        boolean beyond = world.flight.size() > scenario.messages;
        if (world.violation().isEmpty() && !restsAfter.containsKey(state)) {
            int steps = new Fairness(world, invariants, FAIR_STEPS).run(restsAfter);
            if (world.violation().isEmpty()) {
                restsAfter.put(state, steps);
            }
        }
        return new Next(choice, key, beyond, world.violation().orElse(null));
    }

    private World world(@Nullable Trace trace) {
        return trace == null ? new World(scenario, newYork, london, null) : new World(scenario, newYork, london, trace);
    }

    private World replay(int[] path, @Nullable Trace trace) {
        World world = world(trace);
        for (int choice : path) {
            world.take(choice);
        }
        return world;
    }

    private Counterexample counterexample(Node node, Next last) {
        int[] before = node.path();
        int[] path = java.util.Arrays.copyOf(before, before.length + 1);
        path[before.length] = last.choice();
        Moment clock = new Moment();
        Trace trace = new Trace(clock);
        List<String> choices = new ArrayList<>();
        World world = world(trace);
        for (int choice : path) {
            choices.add(world.describe(choice));
            if (choices.size() == path.length) {
                world.watch();
            }
            world.take(choice);
        }
        Invariants invariants = new Invariants(world);
        invariants.afterEveryStep();
        if (world.violation().isEmpty()) {
            world.say("world", "world", () -> "from here on everything is fair");
            new Fairness(world, invariants, FAIR_STEPS).run(Map.of());
        }
        World.Violation violation = world.violation()
                .orElseThrow(
                        () -> new IllegalStateException("a replay went another way; first time: " + last.violation()));
        world.say("world", "world", () -> "VIOLATED: " + violation.invariant() + ": " + violation.what());
        return new Counterexample(scenario.name, violation, choices, trace.asMermaid());
    }
}
