package org.emcc.simulation;

import java.util.random.RandomGenerator;
import org.emcc.core.id.DeviceName;
import org.jspecify.annotations.Nullable;

/**
 * The network between the sites of a world. A message takes its time, and may be lost, doubled or late; which of these, chance decides.
 * Messages overtake each other where the times differ.
 */
public final class SimNetwork {
    private static final int OF_ALL = 1000;

    private final SimTime time;
    private final Journal journal;
    private final RandomGenerator random;
    private final Way[][] ways;
    private long lastArrival;

    /** The way from one site to another. */
    public static final class Way {
        /** How long a message takes, in milliseconds. */
        int least = 5;

        int most = 5;

        /** Of a thousand messages. */
        int lost;

        int doubled;
        int late;

        /** By how much a late one is late at most, in milliseconds. */
        int lateness;

        /** Nothing comes through, and nobody is told. */
        boolean silent;

        /** The clusters at its ends do not trust each other, and are told so; phones come through. */
        boolean distrusted;

        /**
         * From now on a message takes its time on this way, and now and then comes twice.
         *
         * @param shortest in milliseconds
         * @param longest in milliseconds
         * @param twice how many of a thousand messages come twice
         */
        public void takes(int shortest, int longest, int twice) {
            least = shortest;
            most = longest;
            doubled = twice;
        }

        void heal() {
            least = 5;
            most = 5;
            lost = 0;
            doubled = 0;
            late = 0;
            open();
        }

        /** Things come through again, as well as they do. */
        void open() {
            silent = false;
            distrusted = false;
        }
    }

    /**
     * Ways without faults.
     *
     * @param random decides what befalls each message
     * @param sites how many there are
     */
    public SimNetwork(SimTime time, Journal journal, RandomGenerator random, int sites) {
        this.time = time;
        this.journal = journal;
        this.random = random;
        this.ways = new Way[sites][sites];
        for (Way[] from : ways) {
            for (int to = 0; to < sites; to++) {
                from[to] = new Way();
            }
        }
    }

    /** The way from one site to another, by their numbers. */
    public Way way(int from, int to) {
        return ways[from][to];
    }

    /** When the last message on its way now will be there, in milliseconds since 1970. */
    public long lastArrival() {
        return lastArrival;
    }

    /** What happens when a message is there; told whether it is the only one of its kind. */
    @FunctionalInterface
    public interface Arrival {
        /**
         * It is there.
         *
         * @param only whether no other copy of it is on its way
         */
        void arrives(boolean only);
    }

    /**
     * Sends something.
     *
     * @param about whose phone it is about
     * @param from the name of the sender
     * @param to the name of the receiver
     * @param what a few words
     * @param routine whether it comes round all the time, and is of no interest in a diagram
     */
    public void send(
            int fromSite,
            int toSite,
            @Nullable DeviceName about,
            String from,
            String to,
            String what,
            boolean routine,
            Arrival arrival) {
        Way way = ways[fromSite][toSite];
        if (routine) {
            journal.sayInPassing(from, to, what);
        } else {
            journal.say(from, to, about, what);
        }
        if (way.silent || chance(way.lost)) {
            journal.sayAmiss(from, to, about, "LOST: " + what);
            return;
        }
        boolean twice = chance(way.doubled);
        deliver(way, () -> arrival.arrives(!twice));
        if (twice) {
            journal.sayAmiss(from, to, about, "DOUBLED: " + what);
            deliver(way, () -> arrival.arrives(false));
        }
    }

    private void deliver(Way way, Runnable arrival) {
        long takes = way.least + (way.most > way.least ? random.nextInt(way.most - way.least + 1) : 0L);
        if (chance(way.late)) {
            takes += random.nextInt(way.lateness + 1);
        }
        lastArrival = Math.max(lastArrival, time.now() + takes);
        time.after(takes, arrival);
    }

    private boolean chance(int ofAll) {
        return ofAll > 0 && random.nextInt(OF_ALL) < ofAll;
    }
}
