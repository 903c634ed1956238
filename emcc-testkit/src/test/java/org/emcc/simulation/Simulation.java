package org.emcc.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.emcc.core.id.DeviceName;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.VisitingSession;
import org.emcc.model.Doubles;
import org.jspecify.annotations.Nullable;

/**
 * One run of a world that is drawn from a seed: times of trouble, each followed by a time of peace in which everything must settle, and
 * at last everybody is out. A run that breaks an invariant is run again, and its diagram kept.
 */
final class Simulation {
    /** How long the world may take to settle in peace, on top of what is still on its way: 7 of design 4.5 wants a number. */
    private static final Duration PEACE = Duration.ofMinutes(20);

    /** What users have begun by then is known to the clusters. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    /** No world of these takes as many; one that does not come to rest would. */
    private static final int MOST_EVENTS = 2_000_000;

    /** In one world of so many a PIN is looked for in everything: it costs as much as all the rest. */
    private static final int PINS_IN = 8;

    private final SimWorld world;
    private final Fate fate;
    private final SplittableRandom random;

    private Simulation(long seed, Doubles doubles, Function<SimTime, Journal> journals) {
        this.random = new SplittableRandom(seed);
        SimTime time = new SimTime(random.split());
        Journal journal = journals.apply(time);
        int clusters = Fate.clusters(random);
        this.world = new SimWorld(
                time,
                journal,
                new SimNetwork(time, journal, random.split(), clusters),
                doubles,
                random.split(),
                random.nextInt(PINS_IN) == 0);
        this.fate = new Fate(random.split(), world, clusters);
    }

    /** What came of a seed with the real thing. */
    static SimulationResult of(long seed) {
        return of(seed, Doubles.NONE);
    }

    /** What came of a seed with doubles of the real thing. */
    static SimulationResult of(long seed, Doubles doubles) {
        Simulation first = new Simulation(seed, doubles, Journal::digesting);
        first.run();
        Optional<Violation> violation = first.world.promises.violation();
        String diagram = "";
        if (violation.isPresent()) {
            @Nullable DeviceName about = violation.get().about();
            Simulation again = new Simulation(seed, doubles, time -> Journal.keeping(time, about));
            again.run();
            diagram = again.world.trace().asMermaid();
            if (again.world.journal.digest() != first.world.journal.digest()) {
                throw new IllegalStateException(
                        "seed " + seed + " does not replay; at first it broke an invariant: " + violation.get());
            }
        }
        return new SimulationResult(
                seed,
                first.world.journal.digest(),
                first.world.journal.lines(),
                first.world.time.taken(),
                first.world.time.elapsed(),
                first.world.logins().size(),
                (int) first.world.logins().stream()
                        .filter(login -> login.filesReady)
                        .count(),
                violation,
                first.fate.toString(),
                diagram);
    }

    /** Every line of what happens with a seed. */
    static List<String> lines(long seed) {
        List<String> lines = new ArrayList<>();
        new Simulation(seed, Doubles.NONE, time -> Journal.writing(time, lines)).run();
        return lines;
    }

    private void run() {
        world.begin();
        for (int times = 1 + random.nextInt(3); times > 0 && isWell(); times--) {
            runTo(fate.trouble());
            peace();
        }
        everybodyOut();
    }

    private boolean isWell() {
        return world.promises.violation().isEmpty();
    }

    private void runTo(long end) {
        while (isWell() && world.time.step(end)) {
            world.promises.afterEveryEvent();
            world.promises.hold(
                    world.time.taken() < MOST_EVENTS,
                    7,
                    null,
                    () -> "there is no rest after " + MOST_EVENTS + " events");
        }
    }

    /** Nothing goes wrong any more: everything must settle. */
    private void peace() {
        if (!isWell()) {
            return;
        }
        fate.peace();
        world.heal();
        world.clusters().forEach(SimCluster::mend);
        for (SimPhone phone : world.phones()) {
            if (!phone.isOn()) {
                phone.powerOn();
            }
        }
        runTo(world.network.lastArrival());
        runTo(world.time.now() + UNDER_WAY.toMillis());
        long end = world.time.now() + PEACE.toMillis();
        Optional<Violation> open = world.promises.unsettled();
        while (isWell() && open.isPresent() && world.time.now() < end) {
            runTo(world.time.now() + Duration.ofSeconds(30).toMillis());
            open = world.promises.unsettled();
        }
        if (isWell() && open.isPresent()) {
            Violation found = open.get();
            world.promises.hold(false, found.invariant(), found.about(), found::what);
        }
    }

    /** No login stands that is over its time by more than a lease and a minute. */
    private void limitsHold() {
        for (SimLogin login : world.logins()) {
            boolean over = login.user != null
                    && world.promises
                            .home(login)
                            .filter(HomeSession::live)
                            .flatMap(session -> session.login().end())
                            .filter(end -> end.plus(login.user.home.lease)
                                    .plusSeconds(60)
                                    .isBefore(login.user.home.clock.instant()))
                            .isPresent();
            world.promises.hold(
                    !over, 7, login.device(), () -> "outlives its limit: " + world.promises.standing(login));
        }
    }

    /** Home's administrators log out whom no limit has ended, and visiting's whom home does not know. */
    private void everybodyOut() {
        if (!isWell()) {
            return;
        }
        if (random.nextBoolean()) {
            runTo(world.time.now() + Duration.ofHours(11).toMillis());
            limitsHold();
        }
        for (SimLogin login : world.logins()) {
            if (login.user != null
                    && world.promises.home(login).filter(HomeSession::live).isPresent()) {
                login.user.home.logOutAsHome(login.device());
            }
        }
        peace();
        for (SimLogin login : world.logins()) {
            world.promises.hold(
                    world.promises.visiting(login).filter(VisitingSession::live).isEmpty(),
                    7,
                    login.device(),
                    () -> "home is out, visiting is not: " + world.promises.standing(login));
        }
        runTo(world.time.now() + Duration.ofMinutes(3).toMillis());
        peace();
        if (isWell()) {
            world.promises.allOut();
        }
    }
}
