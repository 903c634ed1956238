package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.UserId;
import org.emcc.testkit.contract.TimersContract;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabClockTest extends TimersContract {
    private final LabClock clock = new LabClock(Clock.systemUTC());

    @AfterEach
    void closeClock() {
        clock.close();
    }

    @Override
    protected Clock newClock() {
        return clock;
    }

    @Override
    protected Timers newTimers(Clock ofThem) {
        return clock.timers(() -> Duration.ZERO);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    /** What is due runs when the clock shows its time, and what it orders meanwhile too; without any waiting. */
    @Test
    void timePassesInSteps() {
        LabClock still = new LabClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Timers timers = still.timers(() -> Duration.ZERO);
        Timers fast = still.timers(() -> Duration.ofSeconds(10));
        List<String> ran = new ArrayList<>();
        timers.at(Instant.EPOCH.plusSeconds(30), () -> {
            ran.add("30: " + still.instant());
            timers.at(Instant.EPOCH.plusSeconds(45), () -> ran.add("45: " + still.instant()));
        });
        fast.at(Instant.EPOCH.plusSeconds(30), () -> ran.add("20: " + still.instant()));
        timers.at(Instant.EPOCH.plusSeconds(90), () -> ran.add("90"));
        still.advance(Duration.ofMinutes(1));
        assertThat(ran)
                .containsExactly("20: 1970-01-01T00:00:20Z", "30: 1970-01-01T00:00:30Z", "45: 1970-01-01T00:00:45Z");
        assertThat(still.instant()).isEqualTo(Instant.EPOCH.plusSeconds(60));
        assertThat(still.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(still.instant());
        timers.close();
        still.advance(Duration.ofHours(1));
        assertThat(ran).hasSize(3);
        still.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> still.advance(Duration.ofSeconds(-1)))
                .withMessage("time to advance must be from nothing to ten years, but is PT-1S");
    }

    /** The maximum login time of eight hours, in an instant (emcc-behaviour 3.3). */
    @Test
    void aLoginEndsAfterItsTime() {
        try (EmccLab lab = EmccLab.start()) {
            LabCluster home = lab.cluster("NYC");
            ClusterConfiguration now = home.configuration();
            home.configure(now.toBuilder()
                    .users(now.users().values().stream()
                            .map(user -> user.toBuilder()
                                    .maximumLoginTime(Duration.ofHours(8))
                                    .build())
                            .toList())
                    .build());
            VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
            phone.start().join();
            phone.logIn("alice", Company.newYork().pins().get(UserId.of("alice")));
            lab.awaitRegistration(phone, "NYC");
            lab.clock().advance(Duration.ofHours(7));
            assertThat(home.home().session(phone.name())).isPresent();
            lab.clock().advance(Duration.ofHours(1));
            lab.awaitRegistration(phone, "LON");
            assertThat(home.home().freeBaseDevices()).isEqualTo(3);
        }
    }
}
