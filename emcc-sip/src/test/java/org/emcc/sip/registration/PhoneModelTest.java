package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * All worlds of a phone and two or three nodes that come and go as they like, breadth first. Times are such that everything happens at
 * multiples of half a minute.
 */
class PhoneModelTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration GRANTED = Duration.ofMinutes(2);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration MONITOR = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final PhoneRules RULES = new PhoneRules(
            new PhoneTimes(Duration.ofSeconds(30), Duration.ofMinutes(1), MONITOR, Duration.ofMinutes(5), RETRY),
            true,
            false);

    private enum Mode {
        UP,
        DOWN,
        REFUSING
    }

    /** A request that a node has not answered yet. */
    private record Pending(long number, int node, long session, String what, Instant sent) {}

    private record Binding(long session, Instant until) {}

    private static final class World {
        private PhoneState state = PhoneState.Idle.SWITCHED_ON;
        private Instant now = START;
        private Mode[] modes;
        private Map<Integer, Binding> bindings = new TreeMap<>();
        private Map<Long, Pending> pending = new TreeMap<>();
        private Map<Long, Instant> timers = new TreeMap<>();
        /** Whether the listener takes the phone for registered. */
        private boolean told;
        /** Nodes that may still hold a binding because the phone could not tell them. */
        private Set<Integer> untold = new TreeSet<>();

        private int firsts;

        World(Mode... modes) {
            this.modes = modes;
        }

        World copy() {
            World copy = new World(modes.clone());
            copy.state = state;
            copy.now = now;
            copy.bindings = new TreeMap<>(bindings);
            copy.pending = new TreeMap<>(pending);
            copy.timers = new TreeMap<>(timers);
            copy.told = told;
            copy.untold = new TreeSet<>(untold);
            return copy;
        }

        World on(PhoneEvent event) {
            PhoneRules.Step step = RULES.step(state, event, now);
            state = step.next();
            pending.keySet().retainAll(state.awaited());
            timers.keySet().retainAll(state.awaited());
            for (PhoneEffect effect : step.effects()) {
                perform(effect, event);
            }
            check(event);
            return this;
        }

        private void perform(PhoneEffect effect, PhoneEvent event) {
            if (effect instanceof PhoneEffect.Register register) {
                String what = register.purpose().name();
                firsts += what.equals("FIRST") ? 1 : 0;
                pending.put(
                        register.request(),
                        new Pending(register.request(), register.node(), register.session(), what, now));
                require(what.equals("FIRST") == (register.alarm() != null), "a first one says why, no other", event);
                require(!what.equals("LOOK") || register.node() != state.active(), "no look at the active node", event);
            } else if (effect instanceof PhoneEffect.AskForToken ask) {
                require(ask.node() < state.active(), "only better nodes are asked", event);
                pending.put(ask.request(), new Pending(ask.request(), ask.node(), ask.session(), "TOKEN", now));
            } else if (effect instanceof PhoneEffect.SetTimer timer) {
                require(timer.at().isAfter(now), "a timer is in the future", event);
                timers.put(timer.timer(), timer.at());
            } else if (effect instanceof PhoneEffect.TellRegistered) {
                told = true;
            } else if (effect instanceof PhoneEffect.TellLost lost) {
                require(told, "what is lost was held", event);
                told = false;
                untold.add(lost.node());
            }
        }

        private void check(PhoneEvent event) {
            for (long number : state.awaited()) {
                require(
                        pending.containsKey(number) != timers.containsKey(number),
                        "what is awaited comes some day: " + number,
                        event);
            }
            long own = pending.values().stream()
                    .filter(one -> Set.of("FIRST", "REFRESH", "LEAVE").contains(one.what()))
                    .count();
            require(own <= 1, "one REGISTER of its own at a time", event);
            PhoneRegistration.Phase phase = state.phase();
            require(phase != PhoneRegistration.Phase.REGISTERED || told, "what is held is told", event);
            require(phase != PhoneRegistration.Phase.IDLE || !told, "what is told is held", event);
            bindings.values().removeIf(binding -> !binding.until().isAfter(now));
            for (int node : bindings.keySet()) {
                require(
                        node == state.active() || untold.contains(node),
                        "no second node holds the phone but one that could not be told: " + node,
                        event);
            }
        }

        private void require(boolean holds, String rule, PhoneEvent event) {
            if (!holds) {
                throw new AssertionError(rule + ": " + event + " led to " + this);
            }
        }

        /** What a node that hears says, and does. */
        World answered(Pending request) {
            boolean up = modes[request.node()] == Mode.UP;
            Binding held = bindings.get(request.node());
            boolean known = held != null && held.session() == request.session();
            if (up && (request.what().equals("FIRST") || request.what().equals("REFRESH"))) {
                bindings.put(request.node(), new Binding(request.session(), now.plus(GRANTED)));
                untold.remove(request.node());
            } else if (up && request.what().equals("LEAVE") && known) {
                bindings.remove(request.node());
            } else if (!up && !request.what().equals("LOOK") && !request.what().equals("TOKEN")) {
                untold.add(request.node());
            }
            int status = up ? (request.what().equals("TOKEN") ? 202 : 200) : 503;
            return on(new PhoneEvent.Answered(
                    request.number(),
                    new PhoneEvent.Reply(
                            status, "Text", GRANTED, up && !known, PhoneOptions.NONE, null, Duration.ZERO)));
        }

        World silent(Pending request) {
            untold.add(request.node());
            return on(new PhoneEvent.Unanswered(request.number(), "silence"));
        }

        /** The worlds that follow when no node changes: what is heard is answered at once, else the next thing in time happens. */
        List<World> following() {
            List<World> next = new ArrayList<>();
            for (Pending request : pending.values()) {
                if (modes[request.node()] != Mode.DOWN) {
                    next.add(copy().answered(request));
                }
            }
            if (!next.isEmpty()) {
                return next;
            }
            Instant first = Instant.MAX;
            for (Pending request : pending.values()) {
                first = earlier(first, request.sent().plus(SILENCE));
            }
            for (Instant at : timers.values()) {
                first = earlier(first, at);
            }
            for (Pending request : pending.values()) {
                if (!request.sent().plus(SILENCE).isAfter(first)) {
                    next.add(at(first).silent(request));
                }
            }
            for (Map.Entry<Long, Instant> timer : timers.entrySet()) {
                if (!timer.getValue().isAfter(first)) {
                    next.add(at(first).on(new PhoneEvent.TimerFired(timer.getKey())));
                }
            }
            return next;
        }

        private World at(Instant time) {
            World copy = copy();
            copy.now = earlier(time, Instant.MAX).isBefore(now) ? now : time;
            return copy;
        }

        /** And the worlds in which a node changes, restarts or closes its stream. */
        List<World> changed(boolean all) {
            List<World> next = new ArrayList<>();
            for (int node = 0; node < modes.length; node++) {
                for (Mode mode : all ? Mode.values() : new Mode[] {Mode.UP, Mode.DOWN}) {
                    if (modes[node] != mode) {
                        World copy = copy();
                        copy.modes[node] = mode;
                        next.add(copy);
                    }
                }
                if (bindings.containsKey(node) && modes[node] == Mode.UP) {
                    World restarted = copy();
                    restarted.bindings.remove(node);
                    next.add(restarted);
                }
                if (all && state.role(node) != NodeRole.UNUSED) {
                    World closed = copy();
                    closed.untold.add(node);
                    next.add(closed.on(new PhoneEvent.StreamClosed(node, CiscoAlarm.CM_CLOSED_TCP, "closed")));
                }
            }
            return next;
        }

        private long ago(Instant instant, Duration most) {
            return Math.min(Duration.between(instant, now).toSeconds(), most.toSeconds());
        }

        /** What matters of it: numbers and the time itself do not. */
        String key() {
            StringBuilder out =
                    new StringBuilder(Arrays.toString(modes)).append(told).append(untold);
            bindings.forEach((node, binding) -> out.append(" b")
                    .append(node)
                    .append(state.sessions().contains(binding.session()) && node == state.active())
                    .append(-ago(binding.until(), GRANTED)));
            out.append(' ').append(state.phase()).append(state.active());
            if (state instanceof PhoneState.Registered registered) {
                out.append(" since ").append(ago(registered.since(), RETRY)).append(when(registered.refresh()));
                for (PhoneState.Watch watch : registered.watches()) {
                    Instant alive = watch.aliveSince();
                    out.append(" w")
                            .append(watch.node())
                            .append(watch.looking())
                            .append(when(watch.number()));
                    out.append(alive == null ? "" : "a" + ago(alive, MONITOR));
                }
            } else if (state instanceof PhoneState.Registering registering) {
                out.append(registering.round().left())
                        .append(registering.round().held());
                out.append(when(registering.request()));
            } else if (state instanceof PhoneState.Unregistering unregistering) {
                out.append(unregistering.next()).append(when(unregistering.request()));
            } else if (state instanceof PhoneState.Resting resting) {
                out.append(when(resting.timer()));
            }
            return out.toString();
        }

        private String when(long number) {
            Pending request = pending.get(number);
            return request == null
                    ? " t" + Duration.between(now, timers.get(number)).toSeconds()
                    : " r" + ago(request.sent(), SILENCE);
        }

        int best() {
            for (int node = 0; node < modes.length; node++) {
                if (modes[node] == Mode.UP) {
                    return node;
                }
            }
            return -1;
        }

        @Override
        public String toString() {
            return Arrays.toString(modes) + " " + state + " bindings " + bindings + " untold " + untold + " told "
                    + told;
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** What was found. */
    private record Explored(List<World> worlds, int edges) {}

    private static Explored explore(int nodes, boolean all) {
        Mode[] modes = new Mode[nodes];
        Arrays.fill(modes, Mode.UP);
        World first = new World(modes).on(new PhoneEvent.Start(new PhoneState.Order(nodes, true), null));
        Map<String, World> seen = new HashMap<>();
        Queue<World> todo = new ArrayDeque<>(List.of(first));
        seen.put(first.key(), first);
        int edges = 0;
        while (!todo.isEmpty()) {
            World world = todo.remove();
            List<World> next = world.following();
            next.addAll(world.changed(all));
            for (World one : next) {
                edges++;
                if (seen.putIfAbsent(one.key(), one) == null) {
                    todo.add(one);
                }
            }
        }
        return new Explored(new ArrayList<>(seen.values()), edges);
    }

    /**
     * From every world, with its nodes as they are from now on: when one is up, the phone comes to the best that is, and stays; when none
     * is, it goes on trying. Returns how long it took at most.
     */
    private static Duration settles(List<World> worlds, Duration bound) {
        Duration longest = Duration.ZERO;
        for (World from : worlds) {
            World world = from.copy();
            Instant begin = world.now;
            int best = world.best();
            int steps = 0;
            int firsts = 0;
            while (best < 0 ? world.firsts + firsts < 4 : !isAt(world, best)) {
                firsts += world.firsts;
                world.firsts = 0;
                world = world.following().get(0);
                if (++steps > 1_000 || Duration.between(begin, world.now).compareTo(bound) > 0) {
                    throw new AssertionError(
                            "not settled within " + bound + " and 1000 steps: " + from + " ended as " + world);
                }
            }
            Duration took = Duration.between(begin, world.now);
            longest = took.compareTo(longest) > 0 ? took : longest;
            for (int i = 0; best >= 0 && i < 12; i++) {
                world = world.following().get(0);
                if (world.state.active() != best || world.state.phase() != PhoneRegistration.Phase.REGISTERED) {
                    throw new AssertionError("does not stay: " + from + " ended as " + world);
                }
            }
        }
        return longest;
    }

    /** Registered there, and the node knows it. */
    private static boolean isAt(World world, int node) {
        Binding binding = world.bindings.get(node);
        return world.state instanceof PhoneState.Registered registered
                && registered.active() == node
                && binding != null
                && binding.session() == registered.session();
    }

    @Test
    void twoNodesThatAreUpDownRefuseRestartAndClose() {
        Explored explored = explore(2, true);
        Duration longest = settles(explored.worlds(), Duration.ofMinutes(10));
        System.out.println("PhoneRules, 2 nodes: " + explored.worlds().size() + " worlds, " + explored.edges()
                + " edges, settled after " + longest + " at most");
        assertThat(explored.worlds().size()).isGreaterThanOrEqualTo(5_220);
    }

    @Test
    void threeNodesThatAreUpDownAndRestart() {
        Explored explored = explore(3, false);
        Set<String> roles = new HashSet<>();
        explored.worlds().forEach(world -> roles.add(world.state.phase() + " " + world.state.active()));
        // Which of them are taken is the same each time; all in deep runs.
        List<World> some = new ArrayList<>(explored.worlds());
        some.removeIf(world ->
                !Boolean.getBoolean("emcc.deep") && Math.floorMod(world.key().hashCode(), 8) != 0);
        Duration longest = settles(some, Duration.ofMinutes(15));
        System.out.println("PhoneRules, 3 nodes: " + explored.worlds().size() + " worlds, " + explored.edges()
                + " edges, settled after " + longest + " at most");
        assertThat(explored.worlds().size()).isGreaterThanOrEqualTo(29_416);
        assertThat(roles).contains("REGISTERED 2", "UNREGISTERING 2", "IDLE -1");
    }
}
