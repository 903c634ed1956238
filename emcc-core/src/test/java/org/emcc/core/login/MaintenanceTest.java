package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expired devices: what visiting does not know any more ends at home, and nothing else (emcc-behaviour 3.5). */
class MaintenanceTest {
    private final Duo duo = new Duo();

    private HomeLogin stored(int number, HomeState state, HomeEffect... pending) {
        DeviceName device = DeviceName.of(String.format("SEP%012X", number));
        return duo.storeAtHome(duo.homeLogin(duo.id(number), device), state, pending);
    }

    private void answer(LoginId... live) {
        duo.wire.answer("liveLogins", new LoginsAnswer.Live(Set.of(live)));
    }

    private HomeState.Kind state(HomeLogin login) {
        return duo.homeState(login.id());
    }

    @Test
    void exactlyWhatVisitingDoesNotKnowEnds() {
        duo.nyc(LoginFixture.nyc().baseDevices(5)).begin();
        HomeLogin known = stored(1, new HomeState.Registered());
        HomeLogin lost = stored(2, new HomeState.Registered());
        HomeLogin neverCame = stored(3, new HomeState.FilesReady());
        HomeLogin wentAway = stored(4, new HomeState.Unregistered());
        answer(known.id());

        assertThat(duo.home.maintain().join()).isEqualTo(3);

        assertThat(state(known)).isEqualTo(HomeState.Kind.REGISTERED);
        for (HomeLogin ended : List.of(lost, neverCame, wentAway)) {
            assertThat(state(ended)).isEqualTo(HomeState.Kind.RELEASED);
        }
        assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(4);
        assertThat(duo.steps(LoginStep.Released.class))
                .extracting(LoginStep.Released::cause)
                .containsOnly(LogoutCause.MAINTENANCE);
        assertThat(duo.wire.questions)
                .containsExactly(new LoginsQuery(
                        LoginFixture.NYC, List.of(known.id(), lost.id(), neverCame.id(), wentAway.id())));
    }

    @Test
    void loginsOnTheirWayInOrOutAreLeftAlone() {
        duo.nyc(LoginFixture.nyc().baseDevices(5)).begin();
        stored(1, new HomeState.Reserved(), new HomeEffect.MakeDevice());
        stored(2, new HomeState.DeviceBuilt(), new HomeEffect.PublishFiles());
        stored(3, new HomeState.FilesReady(), new HomeEffect.StartLimit());
        stored(4, new HomeState.Releasing(LogoutCause.PHONE), new HomeEffect.WithdrawFiles());
        answer();

        assertThat(duo.home.maintain().join()).isZero();

        assertThat(duo.wire.questions).isEmpty();
        assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(1);
    }

    @Test
    void silenceEndsNothing() {
        duo.begin();
        HomeLogin login = stored(1, new HomeState.Registered());
        duo.wire.lose("liveLogins");
        assertThat(duo.home.maintain().join()).isZero();
        duo.wire.cut("liveLogins");
        assertThat(duo.home.maintain().join()).isZero();
        duo.wire.instead.put("liveLogins", () -> {
            throw new IllegalStateException("breaks its contract");
        });
        assertThat(duo.home.maintain().join()).isZero();

        assertThat(state(login)).isEqualTo(HomeState.Kind.REGISTERED);
    }

    @Test
    void anAnswerThatNeverComesIsSilenceAfterTenSeconds() {
        duo.begin();
        HomeLogin login = stored(1, new HomeState.Registered());
        duo.wire.hang("liveLogins");

        CompletableFuture<Integer> round = duo.home.maintain();
        duo.time.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(round).isNotDone();
        duo.time.advance(Duration.ofMillis(1));

        assertThat(round).isCompletedWithValue(0);
        assertThat(state(login)).isEqualTo(HomeState.Kind.REGISTERED);
    }

    @Test
    void whatCannotBeEndedIsNotCountedAndEndsLater() {
        duo.begin();
        HomeLogin login = stored(1, new HomeState.Registered());
        answer();
        duo.homeFiles.broken = true;

        assertThat(duo.home.maintain().join()).isZero();

        assertThat(state(login)).isEqualTo(HomeState.Kind.RELEASING);
        duo.homeFiles.broken = false;
        duo.time.advance(Duration.ofMinutes(2));
        assertThat(state(login)).isEqualTo(HomeState.Kind.RELEASED);
    }

    @Test
    void aLoginThatTheStoreDoesNotTakeKeepsNoOtherFromItsEnd() {
        duo.homeFaults.put("HomeLoginStore.save", Callable::call);
        duo.begin();
        HomeLogin first = stored(1, new HomeState.Registered());
        HomeLogin second = stored(2, new HomeState.Registered());
        answer();
        AtomicInteger saves = new AtomicInteger();
        duo.homeFaults.put("HomeLoginStore.save", real -> {
            if (saves.incrementAndGet() == 1) {
                throw new IllegalStateException("the store is away");
            }
            return real.call();
        });

        assertThat(duo.home.maintain().join()).isEqualTo(1);

        assertThat(state(first)).isEqualTo(HomeState.Kind.REGISTERED);
        assertThat(state(second)).isEqualTo(HomeState.Kind.RELEASED);
        assertThat(duo.steps(LoginStep.Failed.class))
                .extracting(LoginStep.Failed::what, LoginStep.Failed::reason)
                .containsExactly(tuple("end the expired login", "the store is away"));
        assertThat(duo.home.maintain().join()).as("the next round").isEqualTo(1);
        assertThat(state(first)).isEqualTo(HomeState.Kind.RELEASED);
    }

    @Test
    void aRefusalEndsNothing() {
        duo.begin();
        HomeLogin login = stored(1, new HomeState.Registered());
        duo.wire.answer("liveLogins", new LoginsAnswer.Refused(ErrorCode.of(35)));

        assertThat(duo.home.maintain().join()).isZero();

        assertThat(state(login)).isEqualTo(HomeState.Kind.REGISTERED);
    }

    @Test
    void aClusterWhoseRecordIsGoneIsNotAsked() {
        duo.nyc(LoginFixture.nyc()
                        .settings(LoginFixture.nycSettings()
                                .remoteClusters(List.of())
                                .build()))
                .begin();
        stored(1, new HomeState.Registered());
        answer();

        assertThat(duo.home.maintain().join()).isZero();
        assertThat(duo.wire.questions).isEmpty();
    }

    @Test
    @Tag("long")
    void manyLoginsAreAskedForPageByPage() {
        duo.nyc(LoginFixture.nyc().baseDevices(1100)).begin();
        for (int i = 0; i < 1100; i++) {
            stored(i, new HomeState.Registered());
        }
        answer();

        assertThat(duo.home.maintain().join()).isEqualTo(1100);

        assertThat(duo.wire.questions)
                .extracting(question -> question.logins().size())
                .containsExactly(500, 500, 100);
        assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(1100);
    }

    @Test
    void whatTheVisitingAdministratorLoggedOutEndsAtHome() {
        duo.begin();
        duo.login();
        assertThat(duo.home.maintain().join()).as("visiting knows it").isZero();
        duo.visiting
                .logout(LoginFixture.PHONE, LogoutCause.VISITING_ADMINISTRATOR)
                .join();
        assertThat(duo.homeLives()).isTrue();

        assertThat(duo.home.maintain().join()).isEqualTo(1);

        assertThat(duo.homeLives()).isFalse();
        assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
    }

    @Test
    void aStartedClusterMaintainsAtItsInterval() {
        duo.nyc(LoginFixture.nyc()
                        .settings(LoginFixture.nycSettings()
                                .featureParameters(FeatureParameters.builder()
                                        .defaultTftpServer(Setting.of(org.emcc.core.id.ServiceAddress.of("10.1.0.10")))
                                        .expiredDeviceMaintenanceMinutes(Setting.of(60))
                                        .build())
                                .build()))
                .begin();
        stored(1, new HomeState.Registered());
        duo.home.start();

        duo.time.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThat(duo.wire.questions).isEmpty();
        duo.time.advance(Duration.ofMillis(1));
        assertThat(duo.wire.questions).hasSize(1);
        assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);

        stored(2, new HomeState.Registered());
        duo.time.advance(Duration.ofMinutes(60));
        assertThat(duo.wire.questions).as("and it comes round again").hasSize(2);
    }

    @Test
    void visitingSaysWhatIsLiveOfTheOneWhoAsks() {
        duo.begin();
        LoginId live = duo.storeAtVisiting(duo.id(1), new VisitingState.Away(duo.accepted()));
        LoginId never = duo.id(2);

        assertThat(duo.visiting.loginsQueried(new LoginsQuery(LoginFixture.NYC, List.of(live, never))))
                .isEqualTo(new LoginsAnswer.Live(Set.of(live)));
        assertThat(duo.visiting.loginsQueried(new LoginsQuery(org.emcc.core.id.ClusterId.of("PAR"), List.of(live))))
                .isEqualTo(new LoginsAnswer.Refused(ErrorCode.of(35)));
        duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
        assertThat(duo.visiting.loginsQueried(new LoginsQuery(LoginFixture.NYC, List.of(live))))
                .isEqualTo(new LoginsAnswer.Live(Set.of()));
    }

    @Test
    void visitingDoesNotSayWhatIsLiveOfOthers() {
        duo.lon(LoginFixture.lon()
                        .settings(LoginFixture.lonSettings()
                                .remoteClusters(List.of(
                                        org.emcc.core.configuration.RemoteCluster.builder(
                                                        LoginFixture.NYC,
                                                        org.emcc.core.id.ServiceAddress.of("cucm-nyc.example.com"))
                                                .build(),
                                        org.emcc.core.configuration.RemoteCluster.builder(
                                                        org.emcc.core.id.ClusterId.of("PAR"),
                                                        org.emcc.core.id.ServiceAddress.of("cucm-par.example.com"))
                                                .build()))
                                .build()))
                .begin();
        LoginId live = duo.storeAtVisiting(duo.id(1), new VisitingState.Away(duo.accepted()));

        assertThat(duo.visiting.loginsQueried(new LoginsQuery(org.emcc.core.id.ClusterId.of("PAR"), List.of(live))))
                .isEqualTo(new LoginsAnswer.Live(Set.of()));
    }
}
