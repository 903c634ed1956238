package org.emcc.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.junit.jupiter.api.Test;

class TemporaryDeviceTest {
    private static final int PARTS = 15;

    private static <T> Sourced<T> from(T value) {
        return new Sourced<>(value, Origin.VISITING_PHONE);
    }

    private static <T> T pick(boolean second, T one, T other) {
        return second ? other : one;
    }

    private static DevicePool pool(String name) {
        return DevicePool.builder(
                        DevicePoolName.of(name),
                        new CallManagerGroup("cmg", List.of(ServiceAddress.of("10.1.0.1"))),
                        new DateTimeGroup("dtg", "M/D/Ya", "GMT Standard/Daylight Time", "Europe/London"))
                .build();
    }

    /** The same device every time, but for the part of this number. */
    private static TemporaryDevice device(int changed) {
        TemporaryDevice.Builder builder = TemporaryDevice.builder(
                DeviceName.of(pick(changed == 0, "SEP0011AABBCCDD", "SEP0011AABBCCDE")),
                LoginId.of(Instant.EPOCH, pick(changed == 1, 1, 2)),
                BaseDeviceName.of(pick(changed == 2, 1, 2)),
                UserId.of(pick(changed == 3, "alice", "bob")),
                from(new PhoneModel(pick(changed == 4, "Cisco 8851", "Cisco 8841"), 684, true)),
                from(pick(changed == 5, DeviceProtocol.SIP, DeviceProtocol.SCCP)),
                from(pool(pick(changed == 6, "rdp", "other"))),
                from(DeviceProfile.builder(DeviceProfileName.of(pick(changed == 7, "udp", "other")))
                        .build()),
                new Sourced<>(Srst.disabled(), pick(changed == 8, Origin.VISITING_PHONE, Origin.BASE_DEVICE)),
                from(pick(changed == 9, "sip", "other")),
                from(pick(changed == 10, "common", "other")),
                from(pick(changed == 11, PhoneSecurity.NONSECURE, PhoneSecurity.SECURE)),
                from(CivicAddress.empty().with(CivicField.COUNTRY, pick(changed == 12, "GB", "FR"))));
        if (changed != 13) {
            builder.userLocale(from("English United Kingdom"));
        }
        if (changed != 14) {
            builder.softkeyTemplate(from("Standard User"));
        }
        return builder.build();
    }

    @Test
    void twoOfEqualPartsAreEqual() {
        assertThat(device(-1)).isEqualTo(device(-1)).hasSameHashCodeAs(device(-1));
        assertThat(device(-1).toBuilder().build()).isEqualTo(device(-1));
    }

    @Test
    void everyPartCounts() {
        assertThat(Stream.iterate(-1, i -> i + 1)
                        .limit(PARTS + 1L)
                        .map(TemporaryDeviceTest::device)
                        .distinct())
                .hasSize(PARTS + 1);
    }

    @Test
    void everyPartIsReadAsItWasGiven() {
        TemporaryDevice device = device(-1);

        assertThat(device.name()).isEqualTo(DeviceName.of("SEP0011AABBCCDD"));
        assertThat(device.login()).isEqualTo(LoginId.of(Instant.EPOCH, 1));
        assertThat(device.baseDevice()).isEqualTo(BaseDeviceName.of(1));
        assertThat(device.user()).isEqualTo(UserId.of("alice"));
        assertThat(device.model()).isEqualTo(from(new PhoneModel("Cisco 8851", 684, true)));
        assertThat(device.protocol()).isEqualTo(from(DeviceProtocol.SIP));
        assertThat(device.devicePool()).isEqualTo(from(pool("rdp")));
        assertThat(device.profile())
                .isEqualTo(
                        from(DeviceProfile.builder(DeviceProfileName.of("udp")).build()));
        assertThat(device.srst()).isEqualTo(from(Srst.disabled()));
        assertThat(device.sipProfile()).isEqualTo(from("sip"));
        assertThat(device.commonPhoneProfile()).isEqualTo(from("common"));
        assertThat(device.userLocale()).contains(from("English United Kingdom"));
        assertThat(device.softkeyTemplate()).contains(from("Standard User"));
        assertThat(device.security()).isEqualTo(from(PhoneSecurity.NONSECURE));
        assertThat(device.geolocation()).isEqualTo(from(CivicAddress.empty().with(CivicField.COUNTRY, "GB")));
        assertThat(device(13).userLocale()).isEmpty();
        assertThat(device(14).softkeyTemplate()).isEmpty();
    }

    @Test
    void aBuilderGoesOnAfterTheLastPart() {
        TemporaryDevice without = device(13);

        assertThat(without.toBuilder()
                        .userLocale(from("English United Kingdom"))
                        .softkeyTemplate(from("Other"))
                        .build())
                .isEqualTo(device(-1).toBuilder().softkeyTemplate(from("Other")).build())
                .isNotEqualTo(device(-1));
    }

    @Test
    void theOriginOfAPartCountsAsWell() {
        assertThat(device(8).srst().value()).isEqualTo(device(-1).srst().value());
        assertThat(device(8)).isNotEqualTo(device(-1));
    }

    @Test
    void itPrintsWhoStandsWhereOnWhat() {
        assertThat(device(-1)).hasToString("TemporaryDevice[SEP0011AABBCCDD on EMCC1 for alice]");
    }
}
