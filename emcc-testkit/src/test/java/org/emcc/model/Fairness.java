package org.emcc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lets a world go on without faults and crashes: what is down starts, messages come in the order in which they were sent, timers
 * ring in the order of their instants, phones do what they were told. It must come to rest within a stated number of steps, twice:
 * once with the logins as they are, and once more when all limits are over.
 */
final class Fairness {
    private final World world;
    private final Invariants invariants;
    private final int most;

    Fairness(World world, Invariants invariants, int most) {
        this.world = world;
        this.invariants = invariants;
        this.most = most;
    }

    /**
     * Goes on until nothing happens any more, or the rest of the way is known. What is wrong is noted in the world.
     *
     * @param known the states that are known to come to rest, and within how many fair steps
     */
    void run(Keys known) {
        List<Digest.Key> way = new ArrayList<>();
        boolean rested = false;
        while (world.violation().isEmpty()) {
            Digest.Key state = Canon.state(world);
            int rest = known.get(state);
            if (rest < 0) {
                OptionalInt next = next();
                if (next.isEmpty() && !rested) {
                    invariants.bothInOrBothOut();
                    rested = true;
                }
                if (next.isEmpty()) {
                    next = limit();
                }
                if (next.isPresent()) {
                    way.add(state);
                    world.take(next.getAsInt());
                    invariants.afterEveryStep();
                    holdMost(way.size());
                    continue;
                }
                invariants.allOut();
                way.add(state);
                rest = 1;
            }
            int steps = way.size() - 1 + rest;
            holdMost(steps);
            if (world.violation().isEmpty()) {
                for (int i = 0; i < way.size(); i++) {
                    known.put(way.get(i), steps - i);
                }
            }
            return;
        }
    }

    private void holdMost(int steps) {
        world.hold(steps <= most, 7, () -> "not settled after " + most + " fair steps");
    }

    private OptionalInt next() {
        for (Site site : world.sites) {
            if (!site.isUp()) {
                return OptionalInt.of(Choice.of(Choice.Kind.RESTART, site.index));
            }
        }
        if (!world.flight.isEmpty()) {
            return OptionalInt.of(
                    Choice.of(Choice.Kind.DELIVER, world.flight.get(0).serial()));
        }
        OptionalInt phone = phone();
        return phone.isPresent() ? phone : alarm(false);
    }

    private OptionalInt limit() {
        return alarm(true);
    }

    private OptionalInt alarm(boolean limits) {
        Alarm first = null;
        for (Site site : world.sites) {
            for (Alarm alarm : site.life().alarms) {
                boolean wanted = limits || alarm.label != Alarm.Label.LIMIT;
                if (wanted && (first == null || alarm.when.isBefore(first.when))) {
                    first = alarm;
                }
            }
        }
        return first == null ? OptionalInt.empty() : OptionalInt.of(Choice.of(Choice.Kind.FIRE, first.serial));
    }

    /** What a phone does of itself, where that leads on. */
    private OptionalInt phone() {
        for (Handset phone : world.phones) {
            boolean redirected = world.sites[phone.site].life().files.redirects[phone.index] != null;
            boolean served = world.sites[phone.home()].life().files.home[phone.index] != null;
            Choice.Kind kind = switch (world.places[phone.index]) {
                case AT_OWN -> null;
                case RESTARTING -> !redirected || served ? Choice.Kind.READ_FILE_AT_VISITING : null;
                case ON_ITS_WAY -> served || !redirected ? Choice.Kind.COME_TO_HOME : null;
                case LOST -> Choice.Kind.REGISTER_AGAIN;
                // A registration is refreshed now and then; a cluster that knows nothing of it sends the phone away.
                case AT_HOME -> knownAtHome(phone) ? null : Choice.Kind.REGISTER_AGAIN;
            };
            if (kind != null) {
                return OptionalInt.of(Choice.of(kind, phone.index));
            }
        }
        return OptionalInt.empty();
    }

    private boolean knownAtHome(Handset phone) {
        for (Login login : world.logins) {
            if (login.phone() == phone && world.liveAtHome(login)) {
                return true;
            }
        }
        return false;
    }
}
