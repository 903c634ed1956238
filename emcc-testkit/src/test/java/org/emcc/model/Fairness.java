package org.emcc.model;

import java.util.Map;
import java.util.OptionalInt;
import org.emcc.core.session.HomeSession;

/**
 * Lets a world go on without faults and crashes: what is down starts, messages come in the order in which they were sent, timers
 * ring in the order of their instants, phones do what they were told. It must come to rest within a stated number of steps, twice:
 * once with the logins as they are, and once more when all limits are over.
 */
final class Fairness {
    private final World world;
    private final Invariants invariants;
    private final int most;
    private int steps;

    Fairness(World world, Invariants invariants, int most) {
        this.world = world;
        this.invariants = invariants;
        this.most = most;
    }

    /** Goes on until nothing happens any more. What is wrong is noted in the world. */
    int run(Map<Digest.Key, Integer> known) {
        boolean rested = false;
        while (world.violation().isEmpty()) {
            if (steps > 0) {
                Integer rest = known.get(Canon.state(world));
                if (rest != null) {
                    steps += rest;
                    world.hold(steps <= most, 7, () -> "not settled after " + most + " fair steps");
                    return steps;
                }
            }
            OptionalInt next = next();
            if (next.isEmpty() && !rested) {
                invariants.bothInOrBothOut();
                rested = true;
            }
            if (next.isEmpty()) {
                next = limit();
            }
            if (next.isEmpty()) {
                invariants.allOut();
                return steps;
            }
            world.take(next.getAsInt());
            invariants.afterEveryStep();
            steps++;
            world.hold(steps <= most, 7, () -> "not settled after " + most + " fair steps");
        }
        return steps;
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
        for (int i = 0; i < world.phones.size(); i++) {
            Handset phone = world.phones.get(i);
            boolean redirected = phone.site.life().files.redirects.containsKey(phone.device);
            boolean served = phone.site.peer().life().files.home.containsKey(phone.device);
            boolean knownAtHome = phone.logins.stream()
                    .flatMap(login -> world.home(login).stream())
                    .anyMatch(HomeSession::live);
            Choice.Kind kind = switch (phone.place) {
                case AT_OWN -> null;
                case RESTARTING -> !redirected || served ? Choice.Kind.READ_FILE_AT_VISITING : null;
                case ON_ITS_WAY -> served || !redirected ? Choice.Kind.COME_TO_HOME : null;
                case LOST -> Choice.Kind.REGISTER_AGAIN;
                // A registration is refreshed now and then; a cluster that knows nothing of it sends the phone away.
                case AT_HOME -> knownAtHome ? null : Choice.Kind.REGISTER_AGAIN;
            };
            if (kind != null) {
                return OptionalInt.of(Choice.of(kind, i));
            }
        }
        return OptionalInt.empty();
    }
}
