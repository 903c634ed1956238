package org.emcc.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LogoutCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoginCountersTest {
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final PublishedFile FILE = new PublishedFile("SEP0011AABBCCDD.cnf.xml", 1);

    private final LoginCounters counters = LoginCounters.create();

    private static LoginStep.Subject login(int number) {
        return new LoginStep.Subject(
                LoginId.of(Instant.parse("2026-11-22T09:00:00Z"), number), DeviceName.of("SEP0011AABBCCDD"));
    }

    private Map<Counter, Long> notZero() {
        return counters.snapshot().entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void refused(int number, int code) {
        counters.loginRefused(new LoginStep.LoginRefused(login(number), new Ending.Refused(ErrorCode.of(code))));
    }

    private void recorded(int number) {
        counters.loginRecorded(new LoginStep.LoginRecorded(login(number), NYC, List.of()));
    }

    private void logoutBegun(int number, LogoutCause cause) {
        counters.logoutBegun(new LoginStep.LogoutBegun(login(number), cause));
    }

    private void restored(int number) {
        counters.ownFileRestored(new LoginStep.OwnFileRestored(login(number)));
    }

    @Test
    void allBeginAtZeroUnderTheirVendorsNames() {
        assertThat(counters.snapshot()).containsOnlyKeys(Counter.values());
        assertThat(notZero()).isEmpty();
        assertThat(counters).hasToString("""
                        RequestsHandled: 0
                        RequestsInProgress: 0
                        RequestsThrottled: 0
                        LoginsSuccessful: 0
                        LogoutsSuccessful: 0
                        Total Login/LogoutRequestsAttempted: 0
                        Total Number of EMCC Messages: 0
                        Number of Remote Devices: 0
                        Number of Unknown Remote Users: 0
                        Active Inter-cluster Sessions: 0
                        Total Number of Remote Users: 0
                        EMCC Check User Requests Handled: 0
                        """);
    }

    @Test
    void visitingCountsALoginOnItsWay() {
        counters.loginBegun(new LoginStep.LoginBegun(login(1), "alice"));
        assertThat(notZero()).containsOnly(Map.entry(Counter.REQUESTS_ATTEMPTED, 1L));
        counters.homeAsked(new LoginStep.HomeAsked(login(1), NYC));
        counters.homeAsked(new LoginStep.HomeAsked(login(1), NYC));
        assertThat(counters.value(Counter.ACTIVE_INTERCLUSTER_SESSIONS)).isEqualTo(1);
        recorded(1);
        recorded(1);
        counters.redirectPublished(new LoginStep.RedirectPublished(login(1), FILE));
        assertThat(notZero())
                .containsOnly(
                        Map.entry(Counter.REQUESTS_ATTEMPTED, 1L),
                        Map.entry(Counter.LOGINS_SUCCESSFUL, 1L),
                        Map.entry(Counter.REMOTE_USERS, 1L));

        logoutBegun(1, LogoutCause.PHONE);
        logoutBegun(1, LogoutCause.PHONE);
        restored(1);
        restored(1);
        assertThat(notZero())
                .containsOnly(
                        Map.entry(Counter.REQUESTS_ATTEMPTED, 2L),
                        Map.entry(Counter.LOGINS_SUCCESSFUL, 1L),
                        Map.entry(Counter.LOGOUTS_SUCCESSFUL, 1L));
    }

    @Test
    void endsThatRepeatOrComeAloneGoBelowNothing() {
        refused(1, 6);
        restored(1);
        counters.released(new LoginStep.Released(login(1), BaseDeviceName.of(1), LogoutCause.PHONE));
        counters.requestEnded();

        assertThat(notZero()).containsOnly(Map.entry(Counter.REQUESTS_HANDLED, 1L));
    }

    @Test
    void aLoginThatBreaksAfterItWasRecordedIsNoUserHere() {
        recorded(1);
        recorded(2);
        refused(1, 6);

        assertThat(notZero()).containsOnly(Map.entry(Counter.REMOTE_USERS, 1L));
    }

    @ParameterizedTest
    @CsvSource({"23, 1", "40, 0", "2, 0"})
    void anUnknownUserIsOneWhomNoClusterKnew(int code, long expected) {
        refused(1, code);
        assertThat(counters.value(Counter.UNKNOWN_REMOTE_USERS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(LogoutCause.class)
    void aLogoutIsARequestOfOursOrAMessageOfHome(LogoutCause cause) {
        logoutBegun(1, cause);
        restored(1);

        boolean ours = cause == LogoutCause.PHONE || cause == LogoutCause.VISITING_ADMINISTRATOR;
        boolean nobody = cause == LogoutCause.LOGIN_FAILED;
        assertThat(counters.value(Counter.LOGOUTS_SUCCESSFUL)).isEqualTo(ours ? 1 : 0);
        assertThat(counters.value(Counter.REQUESTS_ATTEMPTED)).isEqualTo(ours ? 1 : 0);
        assertThat(counters.value(Counter.EMCC_MESSAGES)).isEqualTo(ours || nobody ? 0 : 1);
    }

    @Test
    void homeCountsDevicesOfOthersAndTheirMessages() {
        counters.userQueried(new LoginStep.UserQueried(NYC, "alice", true));
        counters.baseDeviceReserved(new LoginStep.BaseDeviceReserved(login(1), BaseDeviceName.of(1)));
        counters.baseDeviceReserved(new LoginStep.BaseDeviceReserved(login(1), BaseDeviceName.of(1)));
        counters.baseDeviceReserved(new LoginStep.BaseDeviceReserved(login(2), BaseDeviceName.of(2)));
        counters.admissionRefused(new LoginStep.AdmissionRefused(login(3), NYC, new Ending.Refused(ErrorCode.of(33))));
        counters.releaseBegun(new LoginStep.ReleaseBegun(login(1), LogoutCause.PHONE));
        counters.releaseBegun(new LoginStep.ReleaseBegun(login(2), LogoutCause.MAXIMUM_LOGIN_TIME));
        counters.released(new LoginStep.Released(login(1), BaseDeviceName.of(1), LogoutCause.PHONE));

        assertThat(notZero())
                .containsOnly(
                        Map.entry(Counter.CHECK_USER_REQUESTS, 1L),
                        Map.entry(Counter.EMCC_MESSAGES, 5L),
                        Map.entry(Counter.REMOTE_DEVICES, 1L));
    }

    @Test
    void nothingIsLostWhenManyCount() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = thread * 1_000;
                all.add(threads.submit(() -> {
                    for (int i = first; i < first + 1_000; i++) {
                        counters.requestBegun();
                        recorded(i);
                        restored(i);
                        counters.requestEnded();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(notZero()).containsOnly(Map.entry(Counter.REQUESTS_HANDLED, 8_000L));
    }
}
