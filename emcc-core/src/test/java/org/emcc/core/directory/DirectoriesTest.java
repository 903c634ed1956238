package org.emcc.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoriesTest {
    private static final ClusterConfiguration SNAPSHOT = ClusterConfiguration.builder(
                    ClusterSettings.builder(ClusterId.of("NYC"), Release.parse("12.5"))
                            .build())
            .profiles(List.of(
                    DeviceProfile.builder(DeviceProfileName.of("UDP-alice")).build()))
            .users(List.of(
                    EndUser.builder(UserId.of("alice"))
                            .selfServiceId("100")
                            .primaryExtension("5550100")
                            .build(),
                    EndUser.builder(UserId.of("bob"))
                            .homeCluster(false)
                            .primaryExtension("5550100")
                            .build(),
                    EndUser.builder(UserId.of("100")).build()))
            .baseDevices(2)
            .build();

    private final Directories directories = Directories.of(SNAPSHOT);

    @ParameterizedTest
    @CsvSource({
        "UID, alice, alice",
        "UID, bob, bob",
        "UID, 100, 100",
        "UID, ALICE, ''",
        "UID, 5550100, ''",
        "SP, 100, alice",
        "SP, alice, ''",
        "DN, 5550100, alice bob",
        "DN, 100, ''",
        "DN, 555, ''"
    })
    void aUserIsFoundByWhatTheLoginTypeSaysAndByNothingElse(LoginType type, String typed, String found) {
        assertThat(directories.users().find(type, typed))
                .extracting(user -> user.id().value())
                .containsExactly(found.isEmpty() ? new String[0] : found.split(" ", -1));
    }

    @Test
    void settingsAndDevicesComeFromTheSnapshot() {
        assertThat(directories.cluster().settings()).isSameAs(SNAPSHOT.settings());
        assertThat(directories.devices().profile(DeviceProfileName.of("UDP-alice")))
                .isPresent();
        assertThat(directories.devices().profile(DeviceProfileName.of("UDP-bob")))
                .isEmpty();
        assertThat(directories.devices().phone(DeviceName.of("SEP0011AABBCCDD")))
                .isEmpty();
        assertThat(directories.devices().baseDevices()).isEqualTo(SNAPSHOT.baseDevices());
    }
}
