package org.emcc.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.junit.jupiter.api.Test;

class EndUserTest {
    private static final EndUser.Builder ALICE = EndUser.builder(UserId.of("alice"));

    @Test
    void aNewUserMayNotUseEmccAndIsAtHomeHere() {
        EndUser user = EndUser.builder(UserId.of("bob")).build();

        assertThat(user.emccEnabled()).isFalse();
        assertThat(user.homeCluster()).isTrue();
        assertThat(user.controlledProfiles()).isEmpty();
        assertThat(user.selfServiceId()).isEmpty();
        assertThat(user.primaryExtension()).isEmpty();
        assertThat(user.maximumLoginTime()).isEqualTo(MaximumLoginTime.systemDefault());
        assertThat(user).hasToString("EndUser[bob]");
    }

    @Test
    void aCopyHoldsEverything() {
        EndUser copy = EndUser.builder(UserId.of("bob"))
                .emccEnabled(true)
                .homeCluster(false)
                .controlledProfiles(List.of(DeviceProfileName.of("UDP-2"), DeviceProfileName.of("UDP-1")))
                .selfServiceId("4711")
                .primaryExtension("2125550100")
                .maximumLoginTime(Duration.ofHours(2))
                .build()
                .toBuilder()
                .build();

        assertThat(copy.id()).isEqualTo(UserId.of("bob"));
        assertThat(copy.emccEnabled()).isTrue();
        assertThat(copy.homeCluster()).isFalse();
        assertThat(copy.controlledProfiles())
                .extracting(DeviceProfileName::value)
                .containsExactly("UDP-2", "UDP-1");
        assertThat(copy.selfServiceId()).contains("4711");
        assertThat(copy.primaryExtension()).contains("2125550100");
        assertThat(copy.maximumLoginTime()).isEqualTo(MaximumLoginTime.after(Duration.ofHours(2)));
    }

    @Test
    void laterChangesOfTheCallersListDoNotReachTheUser() {
        List<DeviceProfileName> profiles = new ArrayList<>(List.of(DeviceProfileName.of("UDP-1")));
        EndUser user =
                EndUser.builder(UserId.of("bob")).controlledProfiles(profiles).build();
        profiles.clear();

        assertThat(user.controlledProfiles()).hasSize(1);
    }

    @Test
    void badValuesAreRefusedWithTheirRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALICE.selfServiceId("x".repeat(129)))
                .withMessage("self-service user id must have at most 128 characters, but has 129");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALICE.primaryExtension(" "))
                .withMessage("primary extension must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALICE.primaryExtension("1".repeat(51)))
                .withMessage("primary extension must have at most 50 characters, but has 51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALICE.maximumLoginTime(Duration.ZERO))
                .withMessage("maximum login time must be whole minutes from 0:01 to 168:00, but is PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> ALICE.maximumLoginTime(Duration.ofSeconds(-1)));
    }

    @Test
    void usersAreEqualWhenAllTheirFieldsAre() {
        EndUser.Builder full = EndUser.builder(UserId.of("bob"))
                .emccEnabled(true)
                .homeCluster(false)
                .controlledProfiles(List.of(DeviceProfileName.of("UDP-1")))
                .selfServiceId("4711")
                .primaryExtension("100")
                .maximumLoginTime(MaximumLoginTime.noLimit());
        EndUser bob = full.build();

        assertThat(bob.toBuilder().build()).isEqualTo(bob).hasSameHashCodeAs(bob);
        assertThat(List.of(
                        EndUser.builder(UserId.of("bob")).build(),
                        bob.toBuilder().emccEnabled(false).build(),
                        bob.toBuilder().homeCluster(true).build(),
                        bob.toBuilder().controlledProfiles(List.of()).build(),
                        bob.toBuilder().selfServiceId("4712").build(),
                        bob.toBuilder().primaryExtension("101").build(),
                        bob.toBuilder()
                                .maximumLoginTime(MaximumLoginTime.systemDefault())
                                .build()))
                .doesNotContain(bob)
                .doesNotHaveDuplicates();
    }
}
