package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.CommonDeviceConfiguration;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.Origin;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.VisitingFacts;
import org.junit.jupiter.api.Test;

/** Where the attributes of a temporary device come from, when several places have one to give (emcc-behaviour 4). */
class DeviceMakingTest {
    private final DeviceProfile plain = LoginFixture.profile(LoginFixture.DESK);
    private final DeviceProfile own = plain.toBuilder()
            .userLocale("English United States")
            .softkeyTemplate("Alice's")
            .build();

    private static HomeLogin login(PhoneSecurity security) {
        return new HomeLogin(
                LoginId.of(Instant.EPOCH, 1),
                LoginFixture.ALICE,
                LoginFixture.DESK,
                new VisitingFacts(LoginFixture.LON, Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                PhoneFacts.builder(LoginFixture.PHONE, LoginFixture.MODEL, DeviceProtocol.SIP)
                        .security(security)
                        .build(),
                LoginFixture.ROAMING,
                true,
                Instant.EPOCH,
                LoginLimit.after(Duration.ofHours(10)));
    }

    private static ClusterSettings withCommonConfiguration() {
        return LoginFixture.nycSettings()
                .template(EmccTemplate.builder(
                                "emcc-template",
                                DevicePoolName.of("Default"),
                                "Standard SIP Profile",
                                "Standard Common Phone Profile")
                        .commonDeviceConfiguration(CommonDeviceConfiguration.builder("common")
                                .userLocale("English United Kingdom")
                                .softkeyTemplate("Standard User")
                                .build())
                        .build())
                .build();
    }

    private static TemporaryDevice make(ClusterSettings settings, DeviceProfile profile) {
        return DeviceMaking.make(login(PhoneSecurity.NONSECURE), BaseDeviceName.of(1), settings, profile);
    }

    @Test
    void theProfileGoesBeforeTheCommonDeviceConfiguration() {
        TemporaryDevice device = make(withCommonConfiguration(), own);

        assertThat(device.userLocale()).contains(new Sourced<>("English United States", Origin.DEVICE_PROFILE));
        assertThat(device.softkeyTemplate()).contains(new Sourced<>("Alice's", Origin.DEVICE_PROFILE));
    }

    @Test
    void theCommonDeviceConfigurationSpeaksWhereTheProfileIsSilent() {
        TemporaryDevice device = make(withCommonConfiguration(), plain);

        assertThat(device.userLocale())
                .contains(new Sourced<>("English United Kingdom", Origin.COMMON_DEVICE_CONFIGURATION));
        assertThat(device.softkeyTemplate())
                .contains(new Sourced<>("Standard User", Origin.COMMON_DEVICE_CONFIGURATION));
    }

    @Test
    void whereNeitherSpeaksThereIsNone() {
        TemporaryDevice device = make(LoginFixture.nycSettings().build(), plain);

        assertThat(device.userLocale()).isEmpty();
        assertThat(device.softkeyTemplate()).isEmpty();
    }

    @Test
    void aSecurePhoneBringsItsSecurityAndAnotherHasThatOfTheBaseDevice() {
        for (PhoneSecurity security : List.of(PhoneSecurity.SECURE, PhoneSecurity.NONSECURE)) {
            TemporaryDevice device = DeviceMaking.make(
                    login(security),
                    BaseDeviceName.of(1),
                    LoginFixture.nycSettings().build(),
                    plain);
            assertThat(device.security())
                    .isEqualTo(new Sourced<>(
                            security, security == PhoneSecurity.SECURE ? Origin.VISITING_PHONE : Origin.BASE_DEVICE));
        }
    }

    @Test
    void whatIsGoneSinceTheAdmissionIsNamed() {
        ClusterSettings whole = LoginFixture.nycSettings().build();
        assertThatThrownBy(() -> make(
                        ClusterSettings.builder(LoginFixture.NYC, Release.parse("12.5"))
                                .devicePools(whole.devicePools())
                                .build(),
                        plain))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the default EMCC template is gone");
        assertThatThrownBy(() -> make(
                        LoginFixture.nycSettings()
                                .devicePools(
                                        List.of(LoginFixture.pool("Default").build()))
                                .build(),
                        plain))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("device pool rdp-LON is gone");
    }
}
