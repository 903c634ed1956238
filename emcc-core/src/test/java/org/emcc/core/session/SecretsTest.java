package org.emcc.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Test;

/** Messages that carry a PIN do not print it, and are equal only with it. */
class SecretsTest {
    private static final String CANARY = "9753186420";
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");

    private static LoginRequest.Builder request(String pin) {
        return LoginRequest.builder(PHONE, "alice", Pin.of(pin))
                .loginType(LoginType.UID)
                .chosenProfile(DeviceProfileName.of("UDP-alice"))
                .remoteAddress("10.2.0.9")
                .viaProxy(true)
                .emccCapable(false);
    }

    private static RemoteLogin.Builder remote(String pin) {
        return RemoteLogin.builder(
                        LoginId.of(Instant.EPOCH, 1),
                        "alice",
                        Pin.of(pin),
                        new VisitingFacts(ClusterId.of("LON"), Release.parse("12.5"), ClusterSecurityMode.MIXED),
                        PhoneFacts.builder(PHONE, new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP)
                                .build())
                .loginType(LoginType.UID)
                .chosenProfile(DeviceProfileName.of("UDP-alice"))
                .remoteAddress("10.2.0.9")
                .viaProxy(true);
    }

    @Test
    void aLoginRequestHidesItsPin() {
        assertThat(request(CANARY).build().toString()).isEqualTo("LoginRequest[alice at SEP0011AABBCCDD]");
    }

    @Test
    void aRemoteLoginHidesItsPin() {
        assertThat(remote(CANARY).build().toString())
                .isEqualTo("RemoteLogin[000000000000-0000000000000001, alice at SEP0011AABBCCDD of LON]");
    }

    @Test
    void thePinCountsWhenTwoAreCompared() {
        assertThat(request("1").build())
                .isEqualTo(request("1").build())
                .hasSameHashCodeAs(request("1").build())
                .isNotEqualTo(request("2").build());
        assertThat(remote("1").build())
                .isEqualTo(remote("1").build())
                .hasSameHashCodeAs(remote("1").build())
                .isNotEqualTo(remote("2").build());
    }

    @Test
    void aCopyHoldsEverything() {
        assertThat(request("1").build().toBuilder().build())
                .isEqualTo(request("1").build());
        assertThat(remote("1").build().toBuilder().build())
                .isEqualTo(remote("1").build());
    }
}
