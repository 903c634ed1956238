package org.emcc.conformance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.emcc.core.gateway.Timers;
import org.emcc.model.Crash;
import org.emcc.simulation.Journal;
import org.emcc.simulation.SimNetwork;
import org.emcc.simulation.SimTime;

/**
 * Everything takes the time that chance gives it, on the network and the clock of the simulation: messages overtake each other, those
 * between clusters come twice at times, and what happens at one instant happens in any order. One seed leads to one course.
 */
final class InTime implements Course {
    private static final List<String> SITES = List.of("NYC", "LON", "PAR");

    /** Short enough for scripts that reckon in seconds, and long enough for every order. */
    private static final int LONGEST_MILLIS = 60;

    private static final int LONGEST_BOOT_MILLIS = 400;
    private static final int MOST_OF_A_THOUSAND = 300;

    private final RandomGenerator random;
    private final SimTime time;
    private final Journal journal;
    private final SimNetwork betweenClusters;
    private final SimNetwork ofPhones;

    /** When the last phone that is starting has started. */
    private long lastStart;

    InTime(long seed) {
        SplittableRandom source = new SplittableRandom(seed);
        this.time = new SimTime(source.split());
        this.journal = Journal.digesting(time);
        this.betweenClusters = new SimNetwork(time, journal, source.split(), SITES.size());
        this.ofPhones = new SimNetwork(time, journal, source.split(), SITES.size());
        this.random = source;
        boolean twice = random.nextBoolean();
        for (int from = 0; from < SITES.size(); from++) {
            for (int to = 0; to < SITES.size(); to++) {
                betweenClusters.way(from, to).takes(1, longest(), twice ? random.nextInt(MOST_OF_A_THOUSAND) : 0);
                ofPhones.way(from, to).takes(1, longest(), 0);
            }
        }
    }

    private int longest() {
        return 1 + random.nextInt(LONGEST_MILLIS);
    }

    /** A number for all messages so far, and when they were sent. */
    long digest() {
        return journal.digest();
    }

    @Override
    public Clock clock() {
        return time.clock(0);
    }

    @Override
    public Timers timers() {
        return new Timers() {
            @Override
            public Ordered at(Instant when, Runnable task) {
                SimTime.Event event = time.at(when.toEpochMilli(), () -> unlessCrashed(task));
                return event::cancel;
            }

            @Override
            public void close() {
                // The world ends with its course.
            }
        };
    }

    @Override
    public <T> CompletableFuture<T> call(String from, String to, Supplier<CompletableFuture<T>> question) {
        return ask(betweenClusters, from, to, question);
    }

    @Override
    public <T> CompletableFuture<T> talk(String from, String to, Supplier<CompletableFuture<T>> question) {
        return ask(ofPhones, from, to, question);
    }

    private <T> CompletableFuture<T> ask(
            SimNetwork network, String from, String to, Supplier<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        send(network, from, to, "a question", () -> {
            var unused = asked(question)
                    .whenComplete((reply, failure) -> send(network, to, from, "an answer", () -> {
                        if (failure == null) {
                            answer.complete(reply);
                        } else {
                            answer.completeExceptionally(failure);
                        }
                    }));
        });
        return answer;
    }

    private static <T> CompletableFuture<T> asked(Supplier<CompletableFuture<T>> question) {
        try {
            return question.get();
        } catch (Crash e) {
            throw e;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void send(SimNetwork network, String from, String to, String what, Runnable arrival) {
        network.send(
                SITES.indexOf(from), SITES.indexOf(to), null, from, to, what, false, only -> unlessCrashed(arrival));
    }

    @Override
    public void start(Runnable boot) {
        int takes = 1 + random.nextInt(LONGEST_BOOT_MILLIS);
        lastStart = Math.max(lastStart, time.now() + takes);
        time.after(takes, boot);
    }

    /** What is done to a cluster that crashes over it ends there. */
    private static void unlessCrashed(Runnable what) {
        try {
            what.run();
        } catch (Crash e) {
            // nobody is left who could do the rest
        }
    }

    @Override
    public void settle() {
        while (time.step(underWayUntil())) {
            // what came may have sent something else on its way
        }
    }

    private long underWayUntil() {
        return LongStream.of(time.now(), lastStart, betweenClusters.lastArrival(), ofPhones.lastArrival())
                .max()
                .orElseThrow();
    }

    @Override
    public void pass(Duration passed) {
        long end = time.now() + passed.toMillis();
        while (time.step(end)) {
            // until then
        }
        settle();
    }

    @Override
    public void close() {
        // Nothing runs when nobody lets the time pass.
    }
}
