package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Line;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabCluster;
import org.emcc.testkit.lab.LabConsole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user who has several device profiles chooses one at the phone, and it counts at home (emcc-behaviour 2.4). */
@Timeout(120)
class ProfileChoiceTest {
    private static final String DESK = "UDP-alice-8851";
    private static final DeviceProfileName TRAVEL = DeviceProfileName.of("UDP-alice-travel");
    private static final UserId ALICE = UserId.of("alice");

    private final EmccLab lab = EmccLab.start();
    private final VirtualPhone phone = lab.phone("SEP0011AABBCCD1");

    @BeforeEach
    void giveAliceASecondProfile() {
        LabCluster home = lab.cluster("NYC");
        ClusterConfiguration now = home.configuration();
        DeviceProfile desk = now.profiles().get(DeviceProfileName.of(DESK));
        DeviceProfile travel = DeviceProfile.builder(TRAVEL)
                .lines(List.of(new Line(1, "2125550177", "Alice away")))
                .services(desk.services())
                .emccCallingSearchSpace("css-alice")
                .build();
        home.configure(now.toBuilder()
                .profiles(Stream.concat(now.profiles().values().stream(), Stream.of(travel))
                        .toList())
                .users(now.users().values().stream()
                        .map(user -> user.id().equals(ALICE)
                                ? user.toBuilder()
                                        .controlledProfiles(List.of(desk.name(), TRAVEL))
                                        .build()
                                : user)
                        .toList())
                .build());
        phone.start().join();
    }

    @AfterEach
    void close() {
        lab.close();
        Canary.mustNotBeIn("the trace", lab.trace().asText());
    }

    @Test
    void theMenuIsAnsweredAtTheLogin() {
        assertThat(phone.logIn("alice", Pin.of(Canary.PIN), TRAVEL.value()).text())
                .startsWith("Login successful");
        isThereWith("2125550177");
    }

    @Test
    void theMenuIsAnsweredLater() {
        assertThat(phone.logIn("alice", Pin.of(Canary.PIN)).text()).isEqualTo(DESK + "\n" + TRAVEL);
        assertThat(phone.choose(DESK).text()).startsWith("Login successful");
        isThereWith("2125550100");
    }

    @Test
    void theMenuIsAnsweredAtTheConsole() {
        LabConsole console = new LabConsole(lab);
        assertThat(console.run("login " + phone.name() + " alice").outcome()).isEqualTo(LabConsole.Outcome.REFUSED);
        assertThat(console.run("choose " + phone.name() + " Nowhere").outcome()).isEqualTo(LabConsole.Outcome.NOT_DONE);
        assertThat(console.run("choose " + phone.name() + " " + TRAVEL).text())
                .startsWith("the phone shows: Login successful");
        isThereWith("2125550177");
    }

    private void isThereWith(String line) {
        lab.awaitRegistration(phone, "NYC");
        assertThat(phone.status())
                .isEqualTo(new PhoneStatus.Registered(lab.cluster("NYC").sipAddress(), line, true));
    }
}
