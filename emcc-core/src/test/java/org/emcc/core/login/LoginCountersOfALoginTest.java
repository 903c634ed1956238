package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.emcc.core.gateway.Counter;
import org.emcc.core.gateway.LoginCounters;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real login makes the counters of both clusters say. */
class LoginCountersOfALoginTest {
    private final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    private final LoginCounters homeCounters = LoginCounters.create();
    private final LoginCounters visitingCounters = LoginCounters.create();
    private HomeCluster home;
    private VisitingCluster visiting;

    @BeforeEach
    void build() {
        InProcessLink link = InProcessLink.create();
        home = HomeCluster.builder(
                        LoginFixture.directories(LoginFixture.nyc()),
                        LoginFixture.credentials(time.clock),
                        new LoginFixture.FakeFiles(),
                        link)
                .clock(time.clock)
                .timers(time)
                .listener(homeCounters)
                .build();
        visiting = VisitingCluster.builder(
                        LoginFixture.directories(LoginFixture.lon()),
                        link,
                        new LoginFixture.FakeFiles(),
                        LoginFixture::logoutUri)
                .control(LoginFixture.resets(new ArrayList<>()))
                .clock(time.clock)
                .timers(time)
                .listener(visitingCounters)
                .build();
        link.join(home).join(visiting);
    }

    @AfterEach
    void close() {
        visiting.close();
        home.close();
    }

    private void login(String user, Pin pin) {
        visiting.login(LoginRequest.builder(LoginFixture.PHONE, user, pin).build())
                .join();
    }

    private static Map<String, Long> notZero(LoginCounters counters) {
        return counters.snapshot().entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .collect(Collectors.toMap(each -> each.getKey().text(), Map.Entry::getValue));
    }

    @Test
    void aLoginAndALogout() {
        login("alice", LoginFixture.PIN);
        assertThat(homeCounters.value(Counter.REMOTE_DEVICES)).isEqualTo(1);
        assertThat(visitingCounters.value(Counter.REMOTE_USERS)).isEqualTo(1);
        visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

        assertThat(notZero(visitingCounters))
                .isEqualTo(Map.of(
                        "LoginsSuccessful", 1L, "LogoutsSuccessful", 1L, "Total Login/LogoutRequestsAttempted", 2L));
        assertThat(notZero(homeCounters))
                .isEqualTo(Map.of("EMCC Check User Requests Handled", 1L, "Total Number of EMCC Messages", 3L));
    }

    @Test
    void aLogoutFromHome() {
        login("alice", LoginFixture.PIN);
        home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();

        assertThat(notZero(visitingCounters))
                .isEqualTo(Map.of(
                        "LoginsSuccessful",
                        1L,
                        "Total Login/LogoutRequestsAttempted",
                        1L,
                        "Total Number of EMCC Messages",
                        1L));
        assertThat(homeCounters.value(Counter.REMOTE_DEVICES)).isZero();
    }

    @Test
    void refusals() {
        login("nobody", LoginFixture.PIN);
        login("alice", Pin.of("99999"));

        assertThat(notZero(visitingCounters))
                .isEqualTo(Map.of("Total Login/LogoutRequestsAttempted", 2L, "Number of Unknown Remote Users", 1L));
        assertThat(notZero(homeCounters))
                .isEqualTo(Map.of("EMCC Check User Requests Handled", 2L, "Total Number of EMCC Messages", 3L));
    }
}
