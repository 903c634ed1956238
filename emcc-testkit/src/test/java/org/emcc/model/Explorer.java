package org.emcc.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.emcc.core.directory.Directories;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Over everything that may happen within the bounds of a scenario. What is kept of a state that was looked at is a number.
 *
 * <p>In breadth, the first violation found is one with the fewest choices, and the result is the same however many threads work:
 * what they find on a level is put together in the order of the level. In depth, only few worlds wait to be looked at, so that the
 * widest scenario fits into memory; but a violation is any. The states and edges are the same where no cluster crashes, and else about
 * as many: see {@link Canon} for what it leaves out.
 */
final class Explorer {
    /** How many fair steps a world may take until it rests: 7 of design 4.5 wants a number. */
    static final int FAIR_STEPS = 80;

    private static final int BATCH = 4096;

    /** What a thread takes at a time. */
    private static final int PART = 64;

    private final Scenario scenario;
    private final World.Stage stage;
    private final boolean copies;
    /** Within how many fair steps a world is known to come to rest from a state. */
    private final Keys rests = new Keys();

    private final Keys visited = new Keys();
    private final AtomicLong edges = new AtomicLong();
    private final AtomicInteger cut = new AtomicInteger();
    private int depth;

    private Explorer(Scenario scenario, World.Stage stage, boolean copies) {
        this.scenario = scenario;
        this.stage = stage;
        this.copies = copies;
    }

    /** Over the real shells. Their futures cannot be copied, so every state is made again from the choices that lead to it. */
    static Explorer overShells(Scenario scenario) {
        return new Explorer(scenario, shells(scenario), false);
    }

    /** Over the rules alone, a hundred times as fast: a state is copied. What it finds is shown on the shells. */
    static Explorer overRules(Scenario scenario) {
        return new Explorer(scenario, new RuleStage(scenario), true);
    }

    static World.Stage shells(Scenario scenario) {
        List<Directories> directories =
                List.of(Configurations.directories(0, scenario), Configurations.directories(1, scenario));
        return (world, index) -> new ShellSite(world, index, directories.get(index));
    }

    /**
     * What was explored.
     *
     * @param states how many states, all looked at
     * @param edges how many steps between them
     * @param beyond how many of the states have more messages in flight than the bound, and so were not followed further
     * @param depth the number of choices to the farthest state; in depth it is that of the longest way that was gone, which is
     *     hardly ever the shortest
     * @param fairSteps the longest fair way to rest
     * @param counterexample what was found, if anything
     */
    record Result(
            int states, long edges, int beyond, int depth, int fairSteps, Optional<Counterexample> counterexample) {}

    /** The way to a state, from its end. */
    private static final class Node {
        private final @Nullable Node parent;
        private final int choice;
        private final int depth;

        /** The state itself, as long as it is not looked at. */
        private @Nullable World world;

        Node(@Nullable Node parent, int choice, @Nullable World world) {
            this.parent = parent;
            this.choice = choice;
            this.depth = parent == null ? 0 : parent.depth + 1;
            this.world = world;
        }

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

    private record Next(
            int choice,
            Digest.Key key,
            boolean beyond,
            @Nullable World world,
            World.@Nullable Violation violation) {}

    /** In breadth. */
    Result explore(int threads) {
        return with(threads, workers -> inBreadth(workers, threads));
    }

    /** In depth. */
    Result exploreInDepth(int threads) {
        return with(threads, workers -> inDepth(workers, threads));
    }

    private interface Exploration {
        Result by(ExecutorService workers) throws InterruptedException, ExecutionException;
    }

    private static Result with(int threads, Exploration exploration) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            return exploration.by(workers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the explorer failed", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Node root() {
        World world = world(stage, null);
        visited.add(Canon.withBudget(world, Canon.state(world)));
        return new Node(null, 0, copies ? world.watch() : null);
    }

    private Result inDepth(ExecutorService workers, int threads) throws InterruptedException, ExecutionException {
        Backlog<Node> backlog = new Backlog<>(root());
        AtomicInteger longest = new AtomicInteger();
        AtomicReference<Optional<Counterexample>> found = new AtomicReference<>(Optional.empty());
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(workers.submit(() -> backlog.work(node -> {
                List<Node> following = new ArrayList<>();
                longest.accumulateAndGet(node.depth, Math::max);
                Optional<Counterexample> violated = merge(node, expand(node), following);
                if (violated.isPresent()) {
                    found.set(violated);
                    backlog.stop();
                }
                return following;
            })));
        }
        for (Future<?> one : all) {
            one.get();
        }
        depth = longest.get();
        return result(found.get());
    }

    private Result inBreadth(ExecutorService workers, int threads) throws InterruptedException, ExecutionException {
        List<Node> level = List.of(root());
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
        return new Result(visited.size(), edges.get(), cut.get(), depth, rests.greatest(), counterexample);
    }

    private List<List<Next>> expand(List<Node> batch, ExecutorService workers, int threads)
            throws InterruptedException, ExecutionException {
        List<Future<List<List<Next>>>> parts = new ArrayList<>();
        int size = Math.max(1, Math.min(PART, (batch.size() + threads - 1) / threads));
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
            Optional<Counterexample> found = merge(batch.get(i), expanded.get(i), following);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Counterexample> merge(Node node, List<Next> expanded, List<Node> following) {
        for (Next next : expanded) {
            edges.incrementAndGet();
            if (next.violation() != null) {
                return Optional.of(counterexample(node, next));
            }
            if (visited.add(next.key())) {
                if (next.beyond()) {
                    cut.incrementAndGet();
                } else {
                    following.add(new Node(node, next.choice(), next.world()));
                }
            }
        }
        return Optional.empty();
    }

    /** All that may happen next. Where states are made again, the first choice goes on with the world that was made. */
    private List<Next> expand(Node node) {
        World here = node.world == null ? replay(node.path()) : node.world;
        node.world = null;
        World made = copies ? null : here;
        Deque<Integer> choices = new ArrayDeque<>(here.choices());
        List<Next> all = new ArrayList<>();
        while (!choices.isEmpty()) {
            int choice = choices.removeFirst();
            World next = copies ? here.copy() : made == null ? replay(node.path()) : made;
            made = null;
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

    /** Whatever is equal to a state that is known to come to rest was looked at when that was found. */
    private Next look(int choice, World world) {
        Digest.Key state = Canon.state(world);
        Digest.Key key = Canon.withBudget(world, state);
        boolean beyond = world.flight.size() > scenario.messages;
        World kept = copies && !beyond && !visited.contains(key) ? world.copy() : null;
        if (world.violation().isEmpty() && rests.get(state) < 0) {
            Invariants invariants = new Invariants(world);
            invariants.afterEveryStep();
            new Fairness(world, invariants, FAIR_STEPS).run(rests);
        }
        return new Next(choice, key, beyond, kept, world.violation().orElse(null));
    }

    private World world(World.Stage of, @Nullable Trace trace) {
        return new World(scenario, of, trace);
    }

    private World replay(int[] path) {
        World world = world(stage, null);
        for (int choice : path) {
            world.take(choice);
        }
        return world;
    }

    private Counterexample counterexample(Node node, Next last) {
        int[] path = new Node(node, last.choice(), null).path();
        Moment clock = new Moment();
        Trace trace = new Trace(clock);
        List<String> choices = new ArrayList<>();
        World world = world(shells(scenario), trace);
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
            new Fairness(world, invariants, FAIR_STEPS).run(new Keys());
        }
        World.Violation violation = world.violation()
                .orElseThrow(() ->
                        new IllegalStateException("the shells went another way; first time: " + last.violation()));
        world.say("world", "world", () -> "VIOLATED: " + violation.invariant() + ": " + violation.what());
        return new Counterexample(scenario.name, violation, choices, trace.asMermaid());
    }
}
