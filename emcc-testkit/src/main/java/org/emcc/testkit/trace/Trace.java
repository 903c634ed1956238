package org.emcc.testkit.trace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Everything that happened in a lab, in the order in which it was recorded.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Trace {
    private final Clock clock;
    private final Instant begun;
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<Consumer<TraceEvent>> watchers = new CopyOnWriteArrayList<>();

    /**
     * An empty trace.
     *
     * @param clock stamps the events
     */
    public Trace(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.begun = clock.instant();
    }

    /**
     * Records something that a lane did to another, or to itself.
     *
     * @param from the lane
     * @param to the other lane, or the same
     * @param what a few words
     * @param facts what matters about it; never a secret
     */
    public void record(String from, String to, String what, String... facts) {
        TraceEvent event = new TraceEvent(clock.instant(), from, to, what, List.of(facts));
        synchronized (events) {
            events.add(event);
            watchers.forEach(watcher -> watcher.accept(event));
        }
    }

    /**
     * Tells somebody of every further event, in order, on the thread that records it.
     *
     * @param watcher must not block
     */
    public void watch(Consumer<TraceEvent> watcher) {
        watchers.add(Objects.requireNonNull(watcher, "watcher"));
    }

    /**
     * What has happened so far.
     *
     * @return a copy
     */
    public List<TraceEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /**
     * One event as a line of text, with its facts behind it.
     *
     * @param event an event of this trace
     * @return for example {@code +  12 ms  LON -> NYC      is this user yours?   [alice]}
     */
    public String line(TraceEvent event) {
        String lanes = event.from().equals(event.to()) ? event.from() : event.from() + " -> " + event.to();
        String facts = event.facts().isEmpty() ? "" : "  [" + String.join("; ", event.facts()) + "]";
        long millis = Duration.between(begun, event.at()).toMillis();
        return String.format(Locale.ROOT, "%6d ms  %-16s  %s%s", millis, lanes, event.what(), facts);
    }

    /**
     * All events as text, a line each.
     *
     * @return the text
     */
    public String asText() {
        StringBuilder out = new StringBuilder();
        events().forEach(event -> out.append(line(event)).append('\n'));
        return out.toString();
    }

    /**
     * All events as a Mermaid sequence diagram, the lanes in the order in which they first act.
     *
     * @return the text of the diagram
     */
    public String asMermaid() {
        List<TraceEvent> all = events();
        Set<String> lanes = new LinkedHashSet<>();
        all.forEach(event -> {
            lanes.add(event.from());
            lanes.add(event.to());
        });
        List<String> order = List.copyOf(lanes);
        StringBuilder out = new StringBuilder("sequenceDiagram\n");
        for (int i = 0; i < order.size(); i++) {
            out.append("    participant p")
                    .append(i)
                    .append(" as ")
                    .append(escaped(order.get(i)))
                    .append('\n');
        }
        for (TraceEvent event : all) {
            String from = "p" + order.indexOf(event.from());
            String to = "p" + order.indexOf(event.to());
            String text =
                    escaped(event.what() + (event.facts().isEmpty() ? "" : ": " + String.join(", ", event.facts())));
            out.append("    ");
            out.append(from.equals(to) ? "Note over " + from + ": " : from + "->>" + to + ": ");
            out.append(text).append('\n');
        }
        return out.toString();
    }

    /** Semicolons and hashes mean something in a Mermaid diagram, and a line ends where the text ends. */
    private static String escaped(String text) {
        return text.replace("#", "#35;").replace(";", "#59;").replaceAll("\\s+", " ");
    }
}
