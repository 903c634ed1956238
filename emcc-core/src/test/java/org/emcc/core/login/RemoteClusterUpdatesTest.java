package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.RegionParameters;
import org.emcc.core.session.RemoteClusterFacts;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.junit.jupiter.api.Test;

/** What a cluster learns of the others, and whom it therefore does not ask (emcc-behaviour 3.6 and 5.4). */
class RemoteClusterUpdatesTest {
    private final Duo duo = new Duo();

    private Duo withEmccAtHome() {
        return duo.nyc(LoginFixture.nyc()
                .settings(LoginFixture.nycSettings()
                        .serviceProfile(InterclusterServiceProfile.builder()
                                .emccActive(true)
                                .build())
                        .build()));
    }

    private static RegionParameters regions() {
        return RegionParameters.of(FeatureParameters.builder().build());
    }

    private static RemoteClusterFacts data(
            ClusterId cluster, RegionParameters regions, InterclusterService... services) {
        return new RemoteClusterFacts(
                cluster,
                Release.parse("14.0"),
                java.util.Arrays.stream(services)
                        .collect(java.util.stream.Collectors.toMap(
                                service -> service, service -> List.<ServiceAddress>of())),
                regions);
    }

    private RemoteStatus update(RemoteClusterFacts data) {
        duo.wire.answer("update", new UpdateAnswer.Current(data));
        return update();
    }

    private RemoteStatus update() {
        Map<ClusterId, RemoteStatus> all = duo.visiting.updateRemoteClusters().join();
        assertThat(all).containsOnlyKeys(LoginFixture.NYC);
        assertThat(duo.visiting.remoteStatus(LoginFixture.NYC)).isEqualTo(all.get(LoginFixture.NYC));
        return all.get(LoginFixture.NYC);
    }

    private Instant now() {
        return duo.time.clock.instant();
    }

    @Test
    void aClusterThatWasNeverAskedCountsAsActive() {
        duo.begin();

        assertThat(duo.visiting.remoteStatus(LoginFixture.NYC)).isEqualTo(new RemoteStatus.NotAsked());
        assertThat(duo.login()).isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void aClusterThatAnswersIsActive() {
        withEmccAtHome().begin();

        assertThat(update())
                .isEqualTo(new RemoteStatus.Answered(
                        new RemoteClusterFacts(
                                LoginFixture.NYC,
                                Release.parse("12.5"),
                                Map.of(InterclusterService.EMCC, List.of()),
                                regions()),
                        true,
                        now()));
        assertThat(duo.wire.updates).containsExactly(new UpdateQuery(LoginFixture.LON, LoginFixture.NYC));
        assertThat(duo.steps(LoginStep.RemoteClusterUpdated.class))
                .containsExactly(new LoginStep.RemoteClusterUpdated(
                        LoginFixture.NYC, duo.visiting.remoteStatus(LoginFixture.NYC)));
        assertThat(duo.login()).isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void aClusterThatDoesNotAnswerIsNotSoughtAndRecovers() {
        withEmccAtHome().begin();
        duo.wire.cut("update");

        assertThat(update()).isEqualTo(new RemoteStatus.NoAnswer("cut", now()));
        assertThat(Duo.code(duo.login())).isEqualTo(208);
        assertThat(duo.wire.userQueries).isZero();
        assertThat(duo.steps(LoginStep.UserSought.class))
                .extracting(LoginStep.UserSought::answer)
                .containsExactly("unreachable: not remote activated: cut");

        duo.wire.mend("update");
        assertThat(update()).isInstanceOf(RemoteStatus.Answered.class);
        assertThat(duo.login()).isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void silenceIsNoAnswerAfterTenSeconds() {
        duo.begin();
        duo.wire.hang("update");
        var round = duo.visiting.updateRemoteClusters();

        duo.time.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(round).isNotDone();
        duo.time.advance(Duration.ofMillis(1));

        assertThat(round.join())
                .isEqualTo(Map.of(LoginFixture.NYC, new RemoteStatus.NoAnswer("no answer by the deadline", now())));
        assertThat(Duo.code(duo.login())).isEqualTo(208);
    }

    @Test
    void aClusterThatHasAnotherIdIs212() {
        duo.begin();
        duo.wire.answer("update", new UpdateAnswer.Refused(ErrorCode.of(42)));

        assertThat(update()).isEqualTo(new RemoteStatus.Refused(ErrorCode.of(42), now()));
        assertThat(Duo.code(duo.login())).isEqualTo(212);
        assertThat(duo.wire.userQueries).isZero();
    }

    @Test
    void aClusterThatDoesNotKnowTheQuestionIsSoughtAllTheSame() {
        duo.begin();
        duo.wire.answer("update", new UpdateAnswer.Refused(ErrorCode.of(1)));

        assertThat(update()).isEqualTo(new RemoteStatus.NotAsked());
        assertThat(duo.login()).isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void anotherRefusalIsPassedOn() {
        duo.begin();
        duo.wire.answer("update", new UpdateAnswer.Refused(ErrorCode.of(35)));

        assertThat(update()).isEqualTo(new RemoteStatus.Refused(ErrorCode.of(35), now()));
        assertThat(Duo.code(duo.login())).isEqualTo(35);
    }

    @Test
    void aClusterWhereEmccIsInactiveIsNotSought() {
        duo.begin();

        assertThat(update(data(LoginFixture.NYC, regions(), InterclusterService.PSTN_ACCESS)))
                .isInstanceOf(RemoteStatus.Answered.class);
        assertThat(Duo.code(duo.login())).isEqualTo(208);
        assertThat(duo.wire.userQueries).isZero();
        assertThat(duo.steps(LoginStep.UserSought.class))
                .extracting(LoginStep.UserSought::answer)
                .containsExactly("unreachable: EMCC is not active there");
    }

    @Test
    void whoeverAnswersUnderAnotherIdIsNotBelieved() {
        duo.begin();

        assertThat(update(data(ClusterId.of("PAR"), regions(), InterclusterService.EMCC)))
                .isEqualTo(new RemoteStatus.Refused(ErrorCode.of(42), now()));
        assertThat(Duo.code(duo.login())).isEqualTo(212);
    }

    @Test
    void regionParametersThatDifferPutTheRsvpAgentOff() {
        duo.begin();
        RegionParameters ours = regions();
        RegionParameters theirs =
                new RegionParameters(ours.audioBitRate() + 1, ours.videoBitRate(), ours.linkLossType());

        assertThat(((RemoteStatus.Answered) update(data(LoginFixture.NYC, theirs, InterclusterService.EMCC)))
                        .rsvpAgentUsable())
                .isFalse();
        assertThat(((RemoteStatus.Answered) update(data(LoginFixture.NYC, ours, InterclusterService.EMCC)))
                        .rsvpAgentUsable())
                .isTrue();
        assertThat(duo.login())
                .as("which does not keep anybody from logging in")
                .isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void aClusterWhoseRecordIsGoneIsForgotten() {
        RemoteClusterUpdates updates =
                new RemoteClusterUpdates(duo.wire, duo.time, duo.time.clock, new Announcer(duo.listener));
        duo.wire.cut("update");
        updates.update(LoginFixture.lonSettings().build()).join();
        assertThat(updates.status(LoginFixture.NYC)).isInstanceOf(RemoteStatus.NoAnswer.class);

        assertThat(updates.update(LoginFixture.lonSettings()
                                .remoteClusters(List.of())
                                .build())
                        .join())
                .isEmpty();

        assertThat(updates.status(LoginFixture.NYC)).isEqualTo(new RemoteStatus.NotAsked());
        assertThat(updates.standsAgainst(
                        LoginFixture.lonSettings().build().remoteClusters().get(0)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aStartedClusterUpdatesAtOnceAndAtItsInterval() {
        duo.lon(LoginFixture.lon()
                        .settings(LoginFixture.lonSettings()
                                .featureParameters(FeatureParameters.builder()
                                        .remoteClusterUpdateMinutes(Setting.of(15))
                                        .build())
                                .build()))
                .begin();
        duo.visiting.start();
        assertThat(duo.wire.updates).hasSize(1);

        duo.time.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(duo.wire.updates).hasSize(1);
        duo.time.advance(Duration.ofMillis(1));
        assertThat(duo.wire.updates).hasSize(2);
        duo.time.advance(Duration.ofMinutes(15));
        assertThat(duo.wire.updates).hasSize(3);
    }

    @Test
    void aStartedClusterAsksAgainAfterALeaseWhoDidNotAnswer() {
        withEmccAtHome().begin();
        duo.wire.cut("update");
        duo.visiting.start();
        assertThat(duo.wire.updates).hasSize(1);

        duo.time.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(duo.wire.updates).hasSize(1);
        duo.wire.mend("update");
        duo.time.advance(Duration.ofMillis(1));
        assertThat(duo.wire.updates).hasSize(2);
        assertThat(duo.login()).isInstanceOf(LoginOutcome.LoggedIn.class);

        duo.time.advance(Duration.ofMinutes(5));
        assertThat(duo.wire.updates).as("who has answered has time").hasSize(2);
    }

    @Test
    void upToThreeNodesWithExtensionMobilityServeEmcc() {
        duo.nyc(LoginFixture.nyc()
                        .settings(LoginFixture.nycSettings()
                                .serviceProfile(InterclusterServiceProfile.builder()
                                        .emccActive(true)
                                        .pstnAccessActive(true)
                                        .pstnAccessTrunk("EMCC-ICT-SIP-Trunk-1")
                                        .build())
                                .trunks(List.of(new SipTrunk(
                                        "EMCC-ICT-SIP-Trunk-1", TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                                .nodes(List.of(
                                        node("pub", true, ClusterService.TFTP),
                                        node("em-1", false, ClusterService.EXTENSION_MOBILITY),
                                        node("em-2", false, ClusterService.EXTENSION_MOBILITY, ClusterService.TFTP),
                                        node("em-3", false, ClusterService.EXTENSION_MOBILITY),
                                        node("em-4", false, ClusterService.EXTENSION_MOBILITY)))
                                .build()))
                .begin();

        RemoteClusterFacts facts = ((RemoteStatus.Answered) update()).data();

        assertThat(facts.addresses(InterclusterService.EMCC))
                .contains(List.of(ServiceAddress.of("em-1"), ServiceAddress.of("em-2"), ServiceAddress.of("em-3")));
        assertThat(facts.addresses(InterclusterService.PSTN_ACCESS))
                .as("which nodes serve calls is the trunk's business")
                .contains(List.of());
    }

    private static ClusterNode node(String name, boolean publisher, ClusterService... services) {
        return new ClusterNode(ServiceAddress.of(name), publisher, Set.of(services), false);
    }

    @Test
    void aClusterAnswersWhatItIsUnderTheIdItWasAsked() {
        withEmccAtHome().begin();

        assertThat(duo.home.updateQueried(new UpdateQuery(LoginFixture.LON, ClusterId.of("PAR"))))
                .isEqualTo(new UpdateAnswer.Refused(ErrorCode.of(42)));
        assertThat(duo.home.updateQueried(new UpdateQuery(ClusterId.of("PAR"), LoginFixture.NYC)))
                .isEqualTo(new UpdateAnswer.Refused(ErrorCode.of(35)));
        assertThat(duo.home.updateQueried(new UpdateQuery(LoginFixture.LON, LoginFixture.NYC)))
                .isEqualTo(new UpdateAnswer.Current(new RemoteClusterFacts(
                        LoginFixture.NYC,
                        Release.parse("12.5"),
                        Map.of(InterclusterService.EMCC, List.of()),
                        regions())));
    }
}
