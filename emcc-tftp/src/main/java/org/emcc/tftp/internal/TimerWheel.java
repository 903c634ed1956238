package org.emcc.tftp.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Timers in slots of one millisecond, so that to set one and to cancel one costs the same however many there are. A timer that is
 * further away than the wheel is round waits in its slot for a later round. For one thread.
 */
final class TimerWheel {
    private static final int SLOTS = 4096;
    private static final long FAR = Long.MAX_VALUE / 2;

    private final @Nullable Timer[] slots = new Timer[SLOTS];
    private final BitSet used = new BitSet(SLOTS);
    private long turn;
    private long number;
    private int size;

    /** What is to run at an instant, unless it is cancelled before. */
    final class Timer implements DatagramLoop.Timer {
        private final Instant at;
        private final long number;
        private @Nullable Runnable task;
        private int slot;
        private @Nullable Timer next;
        private @Nullable Timer previous;

        private Timer(Instant at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        @Override
        public void cancel() {
            if (slot >= 0) {
                unlink(this);
            }
            task = null;
        }

        /** Its task, once; null when it was cancelled. */
        private @Nullable Runnable take() {
            Runnable mine = task;
            task = null;
            return mine;
        }
    }

    TimerWheel(Instant now) {
        this.turn = tick(now);
    }

    Timer at(Instant instant, Runnable task) {
        Timer timer = new Timer(instant, number++, task);
        link(timer);
        return timer;
    }

    int size() {
        return size;
    }

    /**
     * How long nothing will be due.
     *
     * @return milliseconds, 1 or more; 0 when there is no timer at all
     */
    long pause(Instant now) {
        if (size == 0) {
            return 0;
        }
        int from = slot(turn);
        int next = used.nextSetBit(from);
        int away = next >= 0 ? next - from : SLOTS - from + used.nextSetBit(0);
        return Math.min(SLOTS, Math.max(1, turn + away + 1 - tick(now)));
    }

    /** Hands over what is due, in the order of time; what that sets is not due before the next call. */
    void fire(Instant now, Consumer<Runnable> run) {
        long until = tick(now);
        if (until < turn) {
            turnBack(until);
        }
        List<Timer> due = due(now, until);
        turn = until;
        if (due.isEmpty()) {
            return;
        }
        due.sort(Comparator.comparing((Timer timer) -> timer.at).thenComparingLong(timer -> timer.number));
        for (Timer timer : due) {
            Runnable task = timer.take();
            if (task != null) {
                run.accept(task);
            }
        }
    }

    private List<Timer> due(Instant now, long until) {
        List<Timer> due = List.of();
        long last = Math.min(until, turn + SLOTS - 1);
        for (long tick = turn; tick <= last; tick++) {
            int slot = slot(tick);
            if (used.get(slot)) {
                due = due.isEmpty() ? new ArrayList<>() : due;
                takeDue(slot, now, due);
            }
        }
        return due;
    }

    private void takeDue(int slot, Instant now, List<Timer> due) {
        Timer timer = slots[slot];
        while (timer != null) {
            Timer following = timer.next;
            if (!timer.at.isAfter(now)) {
                unlink(timer);
                due.add(timer);
            }
            timer = following;
        }
    }

    /** A clock was put back: every timer finds its slot anew. */
    private void turnBack(long tick) {
        List<Timer> all = new ArrayList<>();
        for (int slot = used.nextSetBit(0); slot >= 0; slot = used.nextSetBit(slot + 1)) {
            for (Timer timer = slots[slot]; timer != null; timer = timer.next) {
                all.add(timer);
            }
        }
        all.forEach(this::unlink);
        turn = tick;
        all.forEach(this::link);
    }

    private void link(Timer timer) {
        timer.slot = slot(Math.max(turn, tick(timer.at)));
        Timer first = slots[timer.slot];
        timer.previous = null;
        timer.next = first;
        if (first != null) {
            first.previous = timer;
        }
        slots[timer.slot] = timer;
        used.set(timer.slot);
        size++;
    }

    private void unlink(Timer timer) {
        if (timer.previous != null) {
            timer.previous.next = timer.next;
        } else {
            slots[timer.slot] = timer.next;
            if (timer.next == null) {
                used.clear(timer.slot);
            }
        }
        if (timer.next != null) {
            timer.next.previous = timer.previous;
        }
        timer.next = null;
        timer.previous = null;
        timer.slot = -1;
        size--;
    }

    private static int slot(long tick) {
        return (int) (tick & (SLOTS - 1));
    }

    /** Milliseconds since the epoch, of instants that no clock reaches just very many. */
    private static long tick(Instant at) {
        long seconds = at.getEpochSecond();
        return Math.abs(seconds) > FAR / 1000 ? Long.signum(seconds) * FAR : seconds * 1000 + at.getNano() / 1_000_000;
    }
}
