package org.emcc.testkit.trace;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.login.HomeRules;
import org.emcc.core.login.Step;
import org.emcc.core.login.VisitingRules;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;

/**
 * What the rules of both sides were asked, login by login, so that each can be stepped and replayed. A lab records by itself; clusters
 * without a lab are recorded by their {@link #listener}.
 *
 * <pre>{@code
 * var run = lab.recording().visiting(DeviceName.of("SEP0011AABBCCD1")).orElseThrow();
 * run.at(1);                                  // home accepted: awaiting home -> recorded; publish redirect
 * var other = run.replayWith(1, new VisitingEvent.HomeEnded(new Ending.Refused(ErrorCode.of(33))));
 * other.state();                              // Failed
 * other.trace().asText();                     // the first step that deviates is marked
 * }</pre>
 *
 * <p>It keeps the 10,000 sides of logins that moved last, and of each the first 1,000 moves. Events that changed nothing are not recorded.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Recording {
    private static final int SIDES = 10_000;
    private static final int MOVES = 1_000;
    private static final RecordedRun.Side<HomeState, HomeEvent, HomeEffect> HOME =
            new RecordedRun.Side<>("home", new HomeState.Reserved(), HomeRules::step);
    private static final RecordedRun.Side<VisitingState, VisitingEvent, VisitingEffect> VISITING =
            new RecordedRun.Side<>("visiting", new VisitingState.Locating(), VisitingRules::step);

    private final Clock clock;
    /** Those that moved longest ago come first, and are forgotten first. */
    private final Map<Key, Moves> sides = new LinkedHashMap<>(16, 0.75f, true);

    private long begun;
    private long forgotten;

    /** Of one side of a login; the number tells which began first. */
    private record Moves(long number, List<Told> told) {}

    private record Key(Class<? extends LoginMove> side, ClusterId cluster, LoginStep.Subject subject) {}

    private record Told(Instant at, LoginMove move) {}

    /**
     * An empty one.
     *
     * @param clock stamps the steps
     */
    public Recording(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Records the logins of one cluster. To be given to both its sides, beside no other listener or called by one.
     *
     * @param cluster its cluster ID
     * @return a listener that listens to moves only
     */
    public LoginListener listener(ClusterId cluster) {
        Objects.requireNonNull(cluster, "cluster");
        return new LoginListener() {
            @Override
            public void moved(LoginMove move) {
                add(cluster, move);
            }
        };
    }

    void add(ClusterId cluster, LoginMove move) {
        Told told = new Told(clock.instant(), move);
        synchronized (sides) {
            List<Told> moves = sides.computeIfAbsent(
                            new Key(move.getClass(), cluster, move.subject()),
                            key -> new Moves(begun++, new ArrayList<>()))
                    .told();
            if (moves.size() < MOVES) {
                moves.add(told);
            }
            if (sides.size() > SIDES) {
                sides.remove(sides.keySet().iterator().next());
                forgotten++;
            }
        }
    }

    /**
     * How many sides of logins are no longer kept.
     *
     * @return 0 or more
     */
    public long forgotten() {
        synchronized (sides) {
            return forgotten;
        }
    }

    /**
     * All logins as their home clusters saw them.
     *
     * @return a run for each, the oldest first
     */
    public List<RecordedRun<HomeState, HomeEvent, HomeEffect>> home() {
        return home(subject -> true).toList();
    }

    /**
     * All logins as their visiting clusters saw them, those included that never came to a home cluster.
     *
     * @return a run for each, the oldest first
     */
    public List<RecordedRun<VisitingState, VisitingEvent, VisitingEffect>> visiting() {
        return visiting(subject -> true).toList();
    }

    /**
     * A login at its home cluster.
     *
     * @param login its id
     * @return the run, or empty when home never recorded the login
     */
    public Optional<RecordedRun<HomeState, HomeEvent, HomeEffect>> home(LoginId login) {
        return last(home(subject -> subject.login().equals(login)));
    }

    /**
     * The last login of a phone at its home cluster.
     *
     * @param phone its device name
     * @return the run, or empty when there is none
     */
    public Optional<RecordedRun<HomeState, HomeEvent, HomeEffect>> home(DeviceName phone) {
        return last(home(subject -> subject.device().equals(phone)));
    }

    /**
     * A login at its visiting cluster.
     *
     * @param login its id
     * @return the run, or empty when there is none
     */
    public Optional<RecordedRun<VisitingState, VisitingEvent, VisitingEffect>> visiting(LoginId login) {
        return last(visiting(subject -> subject.login().equals(login)));
    }

    /**
     * The last login of a phone at its visiting cluster.
     *
     * @param phone its device name
     * @return the run, or empty when there is none
     */
    public Optional<RecordedRun<VisitingState, VisitingEvent, VisitingEffect>> visiting(DeviceName phone) {
        return last(visiting(subject -> subject.device().equals(phone)));
    }

    private static <R> Optional<R> last(Stream<R> runs) {
        return runs.reduce((older, newer) -> newer);
    }

    private Stream<RecordedRun<HomeState, HomeEvent, HomeEffect>> home(Predicate<LoginStep.Subject> which) {
        return runs(LoginMove.Home.class, which, HOME, Recording::atHome);
    }

    private Stream<RecordedRun<VisitingState, VisitingEvent, VisitingEffect>> visiting(
            Predicate<LoginStep.Subject> which) {
        return runs(LoginMove.Visiting.class, which, VISITING, Recording::atVisiting);
    }

    private static RecordedStep<HomeState, HomeEvent, HomeEffect> atHome(Told told) {
        LoginMove.Home move = (LoginMove.Home) told.move();
        return new RecordedStep<>(
                told.at(), move.before(), move.event(), new Step.Moved<>(move.after(), move.effects()));
    }

    private static RecordedStep<VisitingState, VisitingEvent, VisitingEffect> atVisiting(Told told) {
        LoginMove.Visiting move = (LoginMove.Visiting) told.move();
        return new RecordedStep<>(
                told.at(), move.before(), move.event(), new Step.Moved<>(move.after(), move.effects()));
    }

    /** The versions give the order: who is told by two threads may hear the later move first. */
    private <M extends LoginMove, S, E, F> Stream<RecordedRun<S, E, F>> runs(
            Class<M> side,
            Predicate<LoginStep.Subject> which,
            RecordedRun.Side<S, E, F> rules,
            Function<Told, RecordedStep<S, E, F>> step) {
        Map<Key, Moves> copy = new HashMap<>();
        synchronized (sides) {
            sides.forEach((key, moves) -> {
                if (key.side() == side && which.test(key.subject())) {
                    copy.put(key, new Moves(moves.number(), List.copyOf(moves.told())));
                }
            });
        }
        return copy.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> each.getValue().number()))
                .map(each -> new RecordedRun<>(
                        rules,
                        each.getKey().cluster(),
                        each.getKey().subject(),
                        each.getValue().told().stream()
                                .sorted(Comparator.comparingLong(
                                        told -> told.move().version()))
                                .map(step)
                                .toList()));
    }
}
