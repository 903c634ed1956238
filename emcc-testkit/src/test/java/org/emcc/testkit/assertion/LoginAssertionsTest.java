package org.emcc.testkit.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.testkit.assertion.EmccAssertions.assertThat;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.user.Pin;
import org.emcc.testkit.junit.EmccLabExtension;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class LoginAssertionsTest {
    private static final String PHONE = "SEP0011AABBCCD1";

    @RegisterExtension
    final EmccLabExtension extension = EmccLabExtension.of(EmccLab::start);

    private static void fails(ThrowingCallable assertion, String... saying) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(saying);
    }

    private static LoginOutcome logIn(EmccLab lab, String pin) {
        return lab.cluster("LON")
                .visiting()
                .login(LoginRequest.builder(DeviceName.of(PHONE), "alice", Pin.of(pin))
                        .build())
                .join();
    }

    @Test
    void outcomes() {
        LoginOutcome in = new LoginOutcome.LoggedIn(LoginId.LEAST, ClusterId.of("NYC"), false);
        LoginOutcome full = new LoginOutcome.Refused(ErrorCode.of(33));
        LoginOutcome choice = new LoginOutcome.ChooseProfile(
                List.of(DeviceProfileName.of("UDP-desk"), DeviceProfileName.of("UDP-lab")));

        assertThat(in).isLoggedIn().isLoggedInAt("NYC");
        assertThat(new LoginOutcome.LoggedIn(LoginId.LEAST, ClusterId.of("NYC"), true))
                .phoneAcceptedReset();
        assertThat(full).isRefused().isRefusedWith(33);
        assertThat(choice).asksForProfile("UDP-desk", "UDP-lab");
        assertThat(new LoginOutcome.ChangePin(ClusterId.of("NYC"))).asksForNewPin();
        assertThat(new LoginOutcome.LocalUser(UserId.of("nora"))).isOfLocalUser("nora");

        fails(() -> assertThat(full).isLoggedIn(), "the login should have succeeded,", "but is Refused[code=");
        fails(() -> assertThat(in).isLoggedInAt("LON"), "succeeded at home cluster LON", "home=NYC");
        fails(() -> assertThat(in).phoneAcceptedReset(), "with a phone that accepts its reset", "resetAccepted=false");
        fails(() -> assertThat(in).isRefused(), "should have been refused", "LoggedIn");
        fails(() -> assertThat(full).isRefusedWith(37), "should have been refused with", "37", "33");
        fails(() -> assertThat(choice).asksForProfile("UDP-lab"), "one of the profiles [UDP-lab]", "UDP-desk");
        fails(() -> assertThat(in).asksForNewPin(), "should ask for a new PIN");
        fails(() -> assertThat(in).isOfLocalUser("nora"), "that of the local user nora");
        fails(() -> assertThat((LoginOutcome) null).isLoggedIn(), "not to be null");
    }

    @Test
    void aLoginOnBothSides(EmccLab lab) {
        Trace trace = lab.trace();
        var home = lab.cluster("NYC").home();
        var visiting = lab.cluster("LON").visiting();
        assertThat(home).hasFreeBaseDevices(3).hasNoLoginAt(PHONE);
        assertThat(visiting).hasNoLoginAt(PHONE);
        fails(() -> assertThat(home).withTimeline(trace).hasFreeBaseDevices(2), "home side of NYC", "has 3", "exports");
        fails(() -> assertThat(home).hasLoginAt(PHONE), "should have a login at " + PHONE, "has none");
        fails(() -> assertThat(visiting).withTimeline(trace).hasLoginAt(PHONE), "visiting side of LON", "exports");

        assertThat(logIn(lab, "7193551802")).withTimeline(trace).isLoggedInAt("NYC");

        assertThat(home)
                .hasFreeBaseDevices(2)
                .hasLoginAt(PHONE)
                .isLive()
                .isIn(HomeState.Kind.FILES_READY)
                .isOf("alice")
                .isAt(PHONE)
                .comesFrom("LON")
                .hasNothingPending();
        assertThat(visiting)
                .hasLoginAt(PHONE)
                .isLive()
                .isIn(VisitingState.Kind.REDIRECTED)
                .isOf("alice")
                .isAt(PHONE)
                .goesTo("NYC")
                .hasNothingPending();
        fails(() -> assertThat(home).hasNoLoginAt(PHONE), "should have no login at " + PHONE, "has HomeSession[");
        fails(() -> assertThat(visiting).hasNoLoginAt(PHONE), "has VisitingSession[");
        fails(
                () -> assertThat(home).withTimeline(trace).hasLoginAt(PHONE).isOf("mmeyer"),
                "the home session should be of user mmeyer",
                "of alice at " + PHONE,
                "what happened:",
                "reserves a base device");
        HomeSession there = home.session(DeviceName.of(PHONE)).orElseThrow();
        fails(() -> assertThat(there).isOver(), "should be over");
        fails(() -> assertThat(there).isIn(HomeState.Kind.REGISTERED), "should be REGISTERED", "FilesReady");
        fails(() -> assertThat(there).isAt("SEP0011AABBCCD2"), "be at phone SEP0011AABBCCD2");
        fails(() -> assertThat(there).comesFrom("TYO"), "come from TYO", "from LON");
        fails(() -> assertThat(there).hasProfile("no such"), "the profile no such", "with profile ");
        assertThat(there).hasProfile(there.login().profile().value());
        fails(() -> assertThat(there).endedBy(LogoutCause.PHONE), "have ended by PHONE");
        VisitingSession here = visiting.session(DeviceName.of(PHONE)).orElseThrow();
        fails(() -> assertThat(here).isOver(), "should be over");
        fails(() -> assertThat(here).isIn(VisitingState.Kind.AWAY), "should be AWAY", "Redirected");
        fails(() -> assertThat(here).isAt("SEP0011AABBCCD2"), "be at phone SEP0011AABBCCD2");
        fails(() -> assertThat(here).isOf("nora"), "be of user nora", "of alice");
        fails(() -> assertThat(here).goesTo("TYO"), "go to TYO");
        fails(() -> assertThat(here).failedWith(33), "have failed with", "33");
        fails(() -> assertThat(here).endedBy(LogoutCause.PHONE), "have ended by PHONE");

        visiting.logout(DeviceName.of(PHONE), LogoutCause.PHONE).join();
        assertThat(home).hasFreeBaseDevices(3).hasNoLoginAt(PHONE);
        HomeSession released = there.moved(new HomeState.Released(LogoutCause.PHONE), there.pending());
        assertThat(released).isOver().endedBy(LogoutCause.PHONE);
        fails(() -> assertThat(released).isLive(), "should be live");
        fails(() -> assertThat(released).endedBy(LogoutCause.MAINTENANCE), "ended by MAINTENANCE", "PHONE");
        VisitingSession failed = here.moved(
                new VisitingState.Failed(new Ending.Refused(ErrorCode.of(33))),
                List.of(new VisitingEffect.RestoreOwnFile()));
        assertThat(failed).isOver().failedWith(33);
        fails(() -> assertThat(failed).isLive(), "should be live");
        fails(() -> assertThat(failed).failedWith(37), "37", "33");
        fails(() -> assertThat(failed).hasNothingPending(), "should have nothing pending", "RestoreOwnFile");
        HomeSession unfinished = HomeSession.reserved(there.login(), there.baseDevice());
        fails(() -> assertThat(unfinished).hasNothingPending(), "should have nothing pending", "MakeDevice");
        VisitingSession returned =
                here.moved(new VisitingState.Returned(ClusterId.of("NYC"), LogoutCause.PHONE, true), List.of());
        assertThat(returned).endedBy(LogoutCause.PHONE).goesTo("NYC");
    }

    @Test
    void theFailureOfADisplayCarriesTheTimelineItIsGiven(EmccLab lab) {
        Display wrong = new Display("Extension Mobility", "", "Please try to login again (201)");
        String happened = "exports its certificates";

        fails(() -> assertThat(wrong).withTimeline(lab.trace()).hasNoError(), "should show no error", happened);
        fails(() -> assertThat(wrong).withTimeline(lab.trace()).canBe(ErrorCode.of(33)), "what can be", happened);
        fails(() -> assertThat(wrong).withTimeline(lab.trace()).containsText("x"), "\"x\"", happened);
    }
}
