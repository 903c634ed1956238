package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;
import org.junit.jupiter.api.Test;

class InProcessLinkTest {
    private static final RemoteCluster NYC = remote("NYC");

    private final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    private final InProcessLink link = InProcessLink.create();
    private final UserQuery query = UserQuery.builder(LoginFixture.LON, "alice").build();
    private final LoginId id = LoginId.of(time.clock.instant(), 1);
    private final LogoutMessage end = new LogoutMessage(LoginFixture.LON, id, LoginFixture.PHONE, LogoutCause.PHONE);

    private static RemoteCluster remote(String id) {
        return RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of("cucm"))
                .build();
    }

    private RemoteLogin login() {
        return RemoteLogin.builder(
                        id,
                        "alice",
                        LoginFixture.PIN,
                        new VisitingFacts(LoginFixture.LON, Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                        PhoneFacts.builder(LoginFixture.PHONE, LoginFixture.MODEL, DeviceProtocol.SIP)
                                .build())
                .build();
    }

    private void join(Directories directories) {
        LoginFixture.FakeFiles files = new LoginFixture.FakeFiles();
        link.join(HomeCluster.builder(directories, LoginFixture.credentials(time.clock), files, link)
                        .clock(time.clock)
                        .timers(time)
                        .build())
                .join(VisitingCluster.builder(directories, link, files, LoginFixture::logoutUri)
                        .clock(time.clock)
                        .timers(time)
                        .build());
    }

    @Test
    void bothSidesOfAClusterJoinInOneSentence() {
        Directories directories = LoginFixture.directories(LoginFixture.nyc());
        LoginFixture.FakeFiles files = new LoginFixture.FakeFiles();
        HomeCluster home = HomeCluster.builder(directories, LoginFixture.credentials(time.clock), files, link)
                .clock(time.clock)
                .timers(time)
                .build();
        VisitingCluster visiting = VisitingCluster.builder(directories, link, files, LoginFixture::logoutUri)
                .clock(time.clock)
                .timers(time)
                .build();

        assertThat(link.join(visiting).join(home)).isSameAs(link);

        assertThat(link.findUser(NYC, query).join()).isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        assertThat(link.notice(NYC, end).join()).isEqualTo(new LinkAnswer.Answered<>(new LogoutReply.Acknowledged()));
    }

    @Test
    void aClusterThatHasNotJoinedIsUnreachable() {
        LinkAnswer<Object> unreachable = new LinkAnswer.Unreachable<>("cluster NYC has not joined this link");

        assertThat(link.findUser(NYC, query).join()).isEqualTo(unreachable);
        assertThat(link.login(NYC, login()).join()).isEqualTo(unreachable);
        assertThat(link.logout(NYC, end).join()).isEqualTo(unreachable);
        assertThat(link.notice(NYC, end).join()).isEqualTo(unreachable);
    }

    @Test
    void aClusterThatHasJoinedAnswersAndOthersStayUnreachable() {
        join(LoginFixture.directories(LoginFixture.nyc()));

        assertThat(link.findUser(NYC, query).join()).isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        assertThat(link.login(NYC, login()).join())
                .isInstanceOfSatisfying(
                        LinkAnswer.Answered.class,
                        answer -> assertThat(answer.reply()).isInstanceOf(HomeReply.Accepted.class));
        assertThat(link.logout(NYC, end).join()).isInstanceOf(LinkAnswer.Answered.class);
        assertThat(link.notice(NYC, end).join()).isInstanceOf(LinkAnswer.Answered.class);
        assertThat(link.findUser(remote("PAR"), query).join()).isInstanceOf(LinkAnswer.Unreachable.class);
    }

    @Test
    void aClusterThatThrowsIsSilent() {
        Directories sound = LoginFixture.directories(LoginFixture.nyc());
        AtomicBoolean down = new AtomicBoolean();
        join(new Directories(
                () -> {
                    if (down.get()) {
                        throw new IllegalStateException("the settings cannot be read");
                    }
                    return sound.cluster().settings();
                },
                sound.users(),
                sound.devices()));
        down.set(true);

        assertThat(link.findUser(NYC, query).join()).isEqualTo(new LinkAnswer.Silent<>("cluster NYC failed to answer"));
    }

    @Test
    void aClusterWhoseUsersCannotBeReadAnswersWith9() {
        Directories sound = LoginFixture.directories(LoginFixture.nyc());
        join(new Directories(
                sound.cluster(),
                (type, identifier) -> {
                    throw new IllegalStateException("the directory is down");
                },
                sound.devices()));

        assertThat(link.findUser(NYC, query).join())
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Refused(ErrorCode.of(9))));
    }
}
