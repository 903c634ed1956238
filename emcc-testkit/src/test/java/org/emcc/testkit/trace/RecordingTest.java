package org.emcc.testkit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.id.DeviceName;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.Step;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.login.VisitingRules;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.junit.EmccLabExtension;
import org.emcc.testkit.lab.EmccLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
class RecordingTest {
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCD1");

    @RegisterExtension
    static final EmccLabExtension LAB = EmccLabExtension.of(() ->
            EmccLab.builder().companies(Company.newYork(), Company.london()).start());

    private static VisitingCluster visiting(EmccLab lab) {
        return lab.cluster("LON").visiting();
    }

    private static LoginOutcome logIn(EmccLab lab, DeviceName phone, String user, String pin) {
        return visiting(lab)
                .login(LoginRequest.builder(phone, user, Pin.of(pin)).build())
                .join();
    }

    private static void inAndOut(EmccLab lab) {
        assertThat(logIn(lab, PHONE, "alice", Canary.PIN)).isInstanceOf(LoginOutcome.LoggedIn.class);
        lab.cluster("NYC").home().registered(PHONE);
        visiting(lab).logout(PHONE, LogoutCause.PHONE).join();
    }

    @Test
    void aLoginIsSteppedForthAndBack(EmccLab lab) {
        inAndOut(lab);

        var home = lab.recording().home(PHONE).orElseThrow();
        assertThat(home.steps().stream().map(RecordedStep::toString))
                .containsExactly(
                        "device made: reserved -> device built; publish files",
                        "files published: device built -> files ready; start limit",
                        "phone registered: files ready -> registered",
                        "end asked: registered -> releasing; withdraw files",
                        "cleaned: releasing -> released; reset phone");
        var visiting = lab.recording().visiting(PHONE).orElseThrow();
        assertThat(visiting.at(0).before()).isEqualTo(new VisitingState.Locating());
        assertThat(visiting.at(1).event()).isInstanceOf(VisitingEvent.HomeAccepted.class);
        assertThat(visiting.at(1).effects()).containsExactly(new VisitingEffect.PublishRedirect());
        assertThat(visiting.at(0).after()).isEqualTo(visiting.at(1).before());
        assertThat(visiting.state()).isInstanceOf(VisitingState.Returned.class);
        assertThat(visiting.isWhole()).isTrue();
        assertThat(visiting.cluster()).hasToString("LON");
        assertThat(visiting).hasToString(visiting.replay().toString());
        assertThat(visiting.deviation()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> visiting.at(visiting.size()))
                .withMessage(
                        "step of a run must be from 0 to " + (visiting.size() - 1) + ", but is " + visiting.size());
        assertThat(lab.recording().home(home.subject().login())).contains(home);
        assertThat(lab.recording().visiting(home.subject().login())).contains(visiting);
        assertThat(lab.recording().visiting(DeviceName.of("SEP000000000000"))).isEmpty();
        assertThat(lab.recording().forgotten()).isZero();
        Canary.mustNotBeIn(
                "a recorded run", home + " " + visiting + home.trace().asText());
    }

    @Test
    void anAnswerOfHomeThatIsChangedToARefusalEndsTheLoginAsTheRulesSay(EmccLab lab) {
        inAndOut(lab);
        var recorded = lab.recording().visiting(PHONE).orElseThrow();

        var refused = recorded.replayWith(1, new VisitingEvent.HomeEnded(new Ending.Refused(ErrorCode.of(33))));

        assertThat(refused.state()).isEqualTo(new VisitingState.Failed(new Ending.Refused(ErrorCode.of(33))));
        assertThat(refused.deviation()).hasValue(1);
        assertThat(refused.at(0)).isEqualTo(recorded.at(0));
        assertThat(refused.at(1))
                .hasToString("home ended: awaiting home -> failed; tell home"); // it may have reserved: design 4.1
        assertThat(refused.at(2)).hasToString("redirect published: changes nothing, failed; late");
        Trace trace = refused.trace();
        assertThat(trace.events()).filteredOn(TraceEvent::amiss).singleElement().satisfies(event -> {
            assertThat(event.what()).isEqualTo("home ended: awaiting home -> failed");
            assertThat(event.facts())
                    .contains(
                            "then tell home",
                            "recorded was home accepted: awaiting home -> recorded; publish redirect");
        });
        assertThat(trace.asText()).contains("!LON visiting").contains("home ended: awaiting home -> failed");
        assertThat(trace.asMermaid()).contains("AMISS home ended");
        assertThat(trace.asHtml("What if")).contains("<title>What if").contains("The first that went amiss");
        assertThat(recorded.trace().events()).noneMatch(TraceEvent::amiss).hasSize(recorded.size());
    }

    @Test
    void anEventAtHomeIsChangedToo(EmccLab lab) {
        inAndOut(lab);
        var recorded = lab.recording().home(PHONE).orElseThrow();

        var early = recorded.replayWith(1, new HomeEvent.EndAsked(LogoutCause.LOGIN_FAILED));

        assertThat(early.state()).isEqualTo(new HomeState.Released(LogoutCause.LOGIN_FAILED));
        assertThat(early.deviation()).hasValue(1);
        assertThat(recorded.replayWith(1, recorded.at(1).event())).isEqualTo(recorded);
    }

    @Test
    void otherRulesAreAskedTheSame(EmccLab lab) {
        inAndOut(lab);
        var recorded = lab.recording().visiting(PHONE).orElseThrow();

        var other = recorded.replay((state, event) -> event instanceof VisitingEvent.EndAsked
                ? new Step.Ignored<>(Step.Reason.LATE)
                : VisitingRules.step(state, event));

        assertThat(other.state().kind()).isIn(VisitingState.Kind.AWAY, VisitingState.Kind.REDIRECTED);
        assertThat(other.at(other.deviation().orElseThrow()).event()).isInstanceOf(VisitingEvent.EndAsked.class);
    }

    @Test
    void theReplayOfTwoHundredUnchangedRunsIsEqual(EmccLab lab) {
        List<CompletableFuture<Void>> phones = List.of(
                CompletableFuture.runAsync(() -> many(lab, PHONE, "alice", Canary.PIN)),
                CompletableFuture.runAsync(() -> many(lab, DeviceName.of("SEP0011AABBCCD2"), "mmeyer", "71935518021")),
                CompletableFuture.runAsync(() -> many(lab, DeviceName.of("SEP0011AABBCCD3"), "alice", Canary.PIN)));
        phones.forEach(CompletableFuture::join);

        Recording recording = lab.recording();
        assertThat(Stream.concat(recording.home().stream(), recording.visiting().stream()))
                .hasSizeGreaterThanOrEqualTo(200)
                .allSatisfy(run -> {
                    assertThat(run.isWhole()).as("whole: %s", run).isTrue();
                    assertThat(run.replay()).isEqualTo(run);
                    assertThat(run.replay().deviation()).isEmpty();
                });
    }

    /** Some that fail, and some that both sides end at the same time. */
    private static void many(EmccLab lab, DeviceName phone, String user, String pin) {
        HomeCluster home = lab.cluster("NYC").home();
        for (int i = 0; i < 45; i++) {
            logIn(lab, phone, i % 15 == 1 ? "nobody" : user, i == 2 ? "12345" : pin);
            if (i % 3 == 0) {
                home.registered(phone);
            }
            if (i % 9 == 3) {
                home.unregistered(phone);
            }
            CompletableFuture<?> atHome = i % 2 == 0
                    ? CompletableFuture.completedFuture(null)
                    : home.logout(phone, LogoutCause.HOME_ADMINISTRATOR);
            visiting(lab).logout(phone, LogoutCause.PHONE).join();
            atHome.join();
        }
    }

    @Test
    void movesThatAreToldOutOfOrderAreSortedByTheirVersions(EmccLab lab) {
        inAndOut(lab);
        var run = lab.recording().home(PHONE).orElseThrow();
        Recording shuffled = new Recording(lab.clock());
        for (int n : new int[] {4, 0, 3, 1, 2}) {
            var step = run.at(n);
            shuffled.listener(run.cluster())
                    .moved(new LoginMove.Home(
                            run.subject(),
                            n + 1,
                            step.before(),
                            step.event(),
                            step.after(),
                            run.at(n).effects()));
        }

        assertThat(shuffled.home(PHONE).orElseThrow().isWhole()).isTrue();
        assertThat(shuffled.visiting()).isEmpty();
    }

    @Test
    void aGapInTheRecordIsNoDeviation(EmccLab lab) {
        inAndOut(lab);
        var run = lab.recording().home(PHONE).orElseThrow();
        Recording half = new Recording(lab.clock());
        for (int n : new int[] {0, 1, 3, 4}) { // another node saw the phone register
            half.listener(run.cluster())
                    .moved(new LoginMove.Home(
                            run.subject(),
                            n + 1,
                            run.at(n).before(),
                            run.at(n).event(),
                            run.at(n).after(),
                            run.at(n).effects()));
        }

        var seen = half.home(PHONE).orElseThrow();
        assertThat(seen.isWhole()).isFalse();
        assertThat(seen.replay()).isEqualTo(seen);
    }
}
