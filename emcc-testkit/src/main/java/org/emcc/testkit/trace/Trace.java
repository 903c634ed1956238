package org.emcc.testkit.trace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
        add(from, to, what, facts, false);
    }

    /**
     * Records something by which the run left the good way: a refusal, a failure, a loss.
     *
     * @param from the lane
     * @param to the other lane, or the same
     * @param what a few words
     * @param facts what matters about it; never a secret
     */
    public void recordAmiss(String from, String to, String what, String... facts) {
        add(from, to, what, facts, true);
    }

    private void add(String from, String to, String what, String[] facts, boolean amiss) {
        TraceEvent event = new TraceEvent(clock.instant(), from, to, what, List.of(facts), amiss);
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
     * @return for example {@code     12 ms  LON -> NYC        is this user yours?  [alice]}; an exclamation mark stands before what went
     *     amiss
     */
    public String line(TraceEvent event) {
        String lanes = event.isOwn() ? event.from() : event.from() + " -> " + event.to();
        String facts = event.facts().isEmpty() ? "" : "  [" + String.join("; ", event.facts()) + "]";
        long millis = Duration.between(begun, event.at()).toMillis();
        return String.format(
                Locale.ROOT, "%6d ms %s%-16s  %s%s", millis, event.amiss() ? "!" : " ", lanes, event.what(), facts);
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
     * All events as a Mermaid sequence diagram, the lanes in the order in which they first act. The arrow of what went amiss ends in a
     * cross.
     *
     * @return the text of the diagram
     */
    public String asMermaid() {
        return MermaidDiagram.of(events());
    }

    /**
     * All events as one page that a browser shows without a network: a lane for each who acts, a time axis, details of each event when
     * it is chosen, and a mark at what went amiss. It holds all that it needs, and forbids the browser to load anything else.
     *
     * @param title its title, such as the name of a test
     * @return the text of the page, HTML 5 in UTF-8
     */
    public String asHtml(String title) {
        return TracePage.of(title, begun, events());
    }
}
