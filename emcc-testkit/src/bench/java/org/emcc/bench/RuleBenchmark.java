package org.emcc.bench;

import java.util.concurrent.TimeUnit;
import org.emcc.core.id.ClusterId;
import org.emcc.core.login.HomeRules;
import org.emcc.core.login.Step;
import org.emcc.core.login.VisitingRules;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What one step by the rules costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RuleBenchmark {
    private static final int STEPS = 4;

    private final ClusterId cluster = ClusterId.of("OSLO");
    private final HomeState[] homeStates = {
        new HomeState.FilesReady(),
        new HomeState.Registered(),
        new HomeState.Releasing(LogoutCause.PHONE),
        new HomeState.Registered()
    };
    private final HomeEvent[] homeEvents = {
        new HomeEvent.PhoneRegistered(),
        new HomeEvent.EndAsked(LogoutCause.PHONE),
        new HomeEvent.Cleaned(),
        new HomeEvent.PhoneRegistered()
    };
    private final VisitingState[] visitingStates = {
        new VisitingState.Locating(),
        new VisitingState.AwaitingHome(cluster),
        new VisitingState.Returning(cluster, LogoutCause.PHONE, true),
        new VisitingState.Locating()
    };
    private final VisitingEvent[] visitingEvents = {
        new VisitingEvent.HomeFound(cluster),
        new VisitingEvent.EndAsked(LogoutCause.PHONE),
        new VisitingEvent.OwnFileRestored(),
        new VisitingEvent.ResetAccepted()
    };

    /** Three steps that move, and one that does not. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void home(Blackhole out) {
        for (int i = 0; i < STEPS; i++) {
            Step<HomeState, HomeEffect> step = HomeRules.step(homeStates[i], homeEvents[i]);
            out.consume(step);
        }
    }

    /** Three steps that move, and one that does not. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void visiting(Blackhole out) {
        for (int i = 0; i < STEPS; i++) {
            Step<VisitingState, VisitingEffect> step = VisitingRules.step(visitingStates[i], visitingEvents[i]);
            out.consume(step);
        }
    }
}
