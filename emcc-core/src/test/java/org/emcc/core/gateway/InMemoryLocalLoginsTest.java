package org.emcc.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginLimit;
import org.junit.jupiter.api.Test;

class InMemoryLocalLoginsTest {
    private static final DeviceName DESK = DeviceName.of("SEP0011AABBCCDD");
    private static final DeviceName LAB = DeviceName.of("SEP0011AABBCCEE");
    private static final UserId LISA = UserId.of("lisa");
    private static final UserId KIM = UserId.of("kim");
    private static final LocalOutcome DONE = new LocalOutcome.Done();

    private final LocalLogins logins = LocalLogins.inMemory();

    private LocalOutcome login(DeviceName device, UserId user) {
        return logins.login(new LocalLogin(device, user, DeviceProfileName.of("UDP"), LoginLimit.none()))
                .join();
    }

    private static LocalOutcome refused(int code) {
        return new LocalOutcome.Refused(ErrorCode.of(code));
    }

    @Test
    void aPhoneHasOneUser() {
        assertThat(login(DESK, LISA)).isEqualTo(DONE);
        assertThat(login(DESK, KIM)).isEqualTo(refused(18));
        assertThat(login(DESK, LISA)).as("once more").isEqualTo(DONE);
        assertThat(logins.at(DESK).join()).isEqualTo(LocalPresence.of(LISA));
        assertThat(logins.at(LAB).join()).isEqualTo(LocalPresence.nobody());
    }

    @Test
    void aUserMayHaveSeveralPhones() {
        login(LAB, LISA);
        login(DESK, LISA);

        assertThat(logins.devicesOf(LISA).join()).containsExactly(DESK, LAB);
        assertThat(logins.devicesOf(KIM).join()).isEmpty();
    }

    @Test
    void onlyWhoIsThereIsLoggedOutAndRememberedAsTheLast() {
        login(DESK, LISA);

        assertThat(logins.logout(DESK, KIM).join()).isEqualTo(refused(19));
        assertThat(logins.at(DESK).join()).isEqualTo(LocalPresence.of(LISA));
        assertThat(logins.logout(DESK, LISA).join()).isEqualTo(DONE);
        assertThat(logins.logout(DESK, LISA).join()).isEqualTo(refused(19));
        assertThat(logins.at(DESK).join()).isEqualTo(LocalPresence.nobody().withLast(LISA));
        login(DESK, KIM);
        assertThat(logins.at(DESK).join()).isEqualTo(LocalPresence.of(KIM).withLast(LISA));
    }

    @Test
    void everybodyCanBeLoggedOut() {
        login(DESK, LISA);
        login(LAB, KIM);

        assertThat(logins.logoutAll().join()).isEqualTo(DONE);
        assertThat(logins.at(DESK).join()).isEqualTo(LocalPresence.nobody().withLast(LISA));
        assertThat(logins.at(LAB).join()).isEqualTo(LocalPresence.nobody().withLast(KIM));
        assertThat(logins.logoutAll().join()).isEqualTo(DONE);
    }
}
