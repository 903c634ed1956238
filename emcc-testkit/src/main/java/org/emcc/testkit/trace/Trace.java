package org.emcc.testkit.trace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.emcc.core.internal.Require;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened in a lab, in the order in which it was recorded. Only so many events are kept: when there are more, the oldest are gone,
 * and every rendering says how many.
 *
 * <p>Watchers are told of every event, one after the other and in the order of the events, and nothing is held meanwhile: a watcher may set
 * faults, crash a cluster, drive a phone or record something itself. It is told by whoever recorded the event, before he goes on; but what
 * is recorded while watchers are being told of something else, is told after that, by whoever tells. So a watcher that takes long holds up
 * one who acts, and never all. Of what a phone hears by itself (that it is registered, has lost that, or is told to restart) and of
 * what wires do to the traffic, watchers are told on a thread of the trace, so that they may wait for any phone. What a watcher throws is logged and goes no further.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Trace {
    /** As many events are kept by default. */
    public static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Trace.class);

    private final Clock clock;
    private final Instant begun;
    private final int most;
    private final Recording recording;
    private final List<Consumer<TraceEvent>> watchers = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final Deque<TraceEvent> events = new ArrayDeque<>();
    private final Deque<TraceEvent> untold = new ArrayDeque<>();
    private boolean telling;
    private long gone;
    private Instant last;

    /**
     * An empty trace that keeps {@link #MOST} events.
     *
     * @param clock stamps the events
     */
    public Trace(Clock clock) {
        this(clock, MOST);
    }

    /**
     * An empty trace.
     *
     * @param clock stamps the events; no event is stamped earlier than the one before it, even if the clock is set back
     * @param most how many events are kept, 1 and more
     * @throws IllegalArgumentException when none would be kept
     */
    public Trace(Clock clock, int most) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.most = Require.range(most, "number of events to keep", 1, Integer.MAX_VALUE);
        this.begun = clock.instant();
        this.last = begun;
        this.recording = new Recording(clock);
    }

    /**
     * What the rules were asked meanwhile, by the clusters whose steps a {@link LoginTrace} writes here.
     *
     * @return the one recording of this trace
     */
    public Recording recording() {
        return recording;
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

    /**
     * Records something as {@link #record} does, from a thread that must not wait for a watcher, such as one that carries the traffic
     * of many phones. Watchers are told on a daemon thread, {@code emcc-testkit-trace}, that ends when all is told.
     *
     * @param from the lane
     * @param to the other lane, or the same
     * @param what a few words
     * @param facts what matters about it; never a secret
     */
    public void recordAside(String from, String to, String what, String... facts) {
        addAside(from, to, what, facts, false);
    }

    /**
     * Records what goes amiss as {@link #recordAmiss} does, from a thread that must not wait for a watcher, as {@link #recordAside} does.
     *
     * @param from the lane
     * @param to the other lane, or the same
     * @param what a few words
     * @param facts what matters about it; never a secret
     */
    public void recordAmissAside(String from, String to, String what, String... facts) {
        addAside(from, to, what, facts, true);
    }

    private void addAside(String from, String to, String what, String[] facts, boolean amiss) {
        if (kept(from, to, what, facts, amiss)) {
            Thread teller = new Thread(this::tell, "emcc-testkit-trace");
            teller.setDaemon(true);
            teller.start();
        }
    }

    private void add(String from, String to, String what, String[] facts, boolean amiss) {
        if (kept(from, to, what, facts, amiss)) {
            tell();
        }
    }

    /** Keeps an event; says whether the caller has to see to it that it is told. */
    private boolean kept(String from, String to, String what, String[] facts, boolean amiss) {
        synchronized (lock) {
            Instant now = clock.instant();
            last = now.isBefore(last) ? last : now;
            TraceEvent event = new TraceEvent(last, from, to, what, List.of(facts), amiss);
            if (events.size() == most) {
                events.remove();
                gone++;
            }
            events.add(event);
            if (watchers.isEmpty()) {
                return false;
            }
            untold.add(event);
            boolean mine = !telling;
            telling = true;
            return mine;
        }
    }

    private void tell() {
        while (true) {
            TraceEvent event;
            synchronized (lock) {
                event = untold.poll();
                if (event == null) {
                    telling = false;
                    return;
                }
            }
            for (Consumer<TraceEvent> watcher : watchers) {
                tell(watcher, event);
            }
        }
    }

    private static void tell(Consumer<TraceEvent> watcher, TraceEvent event) {
        try {
            watcher.accept(event);
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "A watcher of the trace, {}, failed at: {}",
                    watcher.getClass().getName(),
                    event.what(),
                    e);
        }
    }

    /**
     * Tells somebody of every further event.
     *
     * @param watcher may do what it likes with the lab, as said above; who is given twice is told twice
     */
    public void watch(Consumer<TraceEvent> watcher) {
        watchers.add(Objects.requireNonNull(watcher, "watcher"));
    }

    /**
     * Tells somebody no more, save of what he is being told of. Nothing happens when he is not told.
     *
     * @param watcher who was given to {@link #watch}
     */
    public void unwatch(Consumer<TraceEvent> watcher) {
        watchers.remove(Objects.requireNonNull(watcher, "watcher"));
    }

    /**
     * Does something once, the next time that something happens: as a watcher does. The words of a trace are for people and may change with
     * every version; a test that depends on them waits in vain then, so let it fail when nothing has happened.
     *
     * @param words what is in {@linkplain TraceEvent#what what happens}, such as {@code sends the login request}
     * @param then for example to cut a link
     * @throws IllegalArgumentException when there are no words
     */
    public void when(String words, Runnable then) {
        Objects.requireNonNull(then, "then");
        if (words.isBlank()) {
            throw new IllegalArgumentException("what is waited for must have words, but is blank");
        }
        AtomicBoolean happened = new AtomicBoolean();
        watch(new Consumer<>() {
            @Override
            public void accept(TraceEvent event) {
                if (event.what().contains(words) && !happened.getAndSet(true)) {
                    unwatch(this);
                    then.run();
                }
            }
        });
    }

    /**
     * What has happened so far.
     *
     * @return a copy of what is kept, the oldest first
     */
    public List<TraceEvent> events() {
        synchronized (lock) {
            return List.copyOf(events);
        }
    }

    /**
     * What happened last.
     *
     * @param number how many events at most, 0 and more
     * @return a copy, the oldest first
     * @throws IllegalArgumentException when the number is negative
     */
    public List<TraceEvent> latest(int number) {
        Require.range(number, "number of events", 0, Integer.MAX_VALUE);
        List<TraceEvent> newest = new ArrayList<>();
        synchronized (lock) {
            Iterator<TraceEvent> back = events.descendingIterator();
            while (newest.size() < number && back.hasNext()) {
                newest.add(back.next());
            }
        }
        Collections.reverse(newest);
        return List.copyOf(newest);
    }

    /**
     * How many events are not kept any more.
     *
     * @return 0 and more; older than all that are kept
     */
    public long gone() {
        synchronized (lock) {
            return gone;
        }
    }

    /** What is kept, and how many events are gone, at one moment. */
    private record Kept(List<TraceEvent> events, long gone) {}

    private Kept kept() {
        synchronized (lock) {
            return new Kept(List.copyOf(events), gone);
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
     * @return the text; a line before says how many older events are gone, if any are
     */
    public String asText() {
        Kept kept = kept();
        StringBuilder out = new StringBuilder();
        if (kept.gone > 0) {
            out.append(goneInWords(kept.gone)).append('\n');
        }
        kept.events.forEach(event -> out.append(line(event)).append('\n'));
        return out.toString();
    }

    /**
     * What happened last as text, a line each, short enough for a message.
     *
     * @param number how many events at most, 0 and more
     * @return the text; a line before says how many events were left out, if any were
     * @throws IllegalArgumentException when the number is negative
     */
    public String asText(int number) {
        Require.range(number, "number of events", 0, Integer.MAX_VALUE);
        Kept kept = kept();
        int out = Math.max(0, kept.events.size() - number);
        StringBuilder text = new StringBuilder();
        if (kept.gone + out > 0) {
            text.append(String.format(Locale.ROOT, "%,d earlier events are left out\n", kept.gone + out));
        }
        kept.events
                .subList(out, kept.events.size())
                .forEach(event -> text.append(line(event)).append('\n'));
        return text.toString();
    }

    static String goneInWords(long gone) {
        return gone == 1 ? "1 older event is gone" : String.format(Locale.ROOT, "%,d older events are gone", gone);
    }

    /**
     * All events as a Mermaid sequence diagram, the lanes in the order in which they first act. The arrow of what went amiss ends in a
     * cross.
     *
     * @return the text of the diagram
     */
    public String asMermaid() {
        Kept kept = kept();
        return MermaidDiagram.of(kept.events, kept.gone);
    }

    /**
     * All events as one page that a browser shows without a network: a lane for each who acts, a time axis, details of each event when
     * it is chosen, and a mark at what went amiss. It holds all that it needs, and forbids the browser to load anything else. No more than
     * the last 10000 events are on it; it says how many were before.
     *
     * @param title its title, such as the name of a test
     * @return the text of the page, HTML 5 in UTF-8
     */
    public String asHtml(String title) {
        Kept kept = kept();
        int left = Math.max(0, kept.events.size() - TracePage.MOST);
        return TracePage.of(title, begun, kept.events.subList(left, kept.events.size()), kept.gone + left);
    }
}
