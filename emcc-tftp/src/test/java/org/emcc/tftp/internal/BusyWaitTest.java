package org.emcc.tftp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusyWaitTest {
    private static final Duration LONGEST = Duration.ofNanos(50_000);

    @Test
    void looksAsLongAsItFinds() {
        BusyWait wait = new BusyWait(LONGEST, 2);
        for (int i = 0; i < 1_000; i++) {
            assertThat(wait.nanos()).isEqualTo(50_000);
            wait.looked(i % 8 != 0);
        }
    }

    @Test
    void looksSeldomWhereItIsInVainAndAsBeforeWhenItIsNot() {
        BusyWait wait = new BusyWait(LONGEST, 2);
        for (int i = 0; i < 8; i++) {
            assertThat(wait.nanos()).isEqualTo(50_000);
            wait.looked(false);
        }
        assertThat(looks(wait, 6_400, false)).isEqualTo(100);
        assertThat(looks(wait, 64, true)).isPositive();
        assertThat(looks(wait, 100, true)).isEqualTo(100);
    }

    @Test
    void onlySleepsWhereItIsSwitchedOffOrThereIsOneProcessor() {
        assertThat(looks(new BusyWait(Duration.ZERO, 8), 100, true)).isZero();
        assertThat(looks(new BusyWait(LONGEST, 1), 100, true)).isZero();
    }

    private static int looks(BusyWait wait, int times, boolean found) {
        int looks = 0;
        for (int i = 0; i < times; i++) {
            if (wait.nanos() > 0) {
                looks++;
                wait.looked(found);
            }
        }
        return looks;
    }
}
