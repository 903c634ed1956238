package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetransmissionTest {
    @Test
    void doublesUpToT2UntilTheTotal() {
        List<Long> waits = new ArrayList<>();
        Duration passed = Duration.ZERO;
        Duration last = Duration.ZERO;
        for (Optional<Duration> next = Retransmission.STANDARD.next(last, passed);
                next.isPresent();
                next = Retransmission.STANDARD.next(last, passed)) {
            last = next.get();
            passed = passed.plus(last);
            waits.add(last.toMillis());
        }
        assertThat(waits).containsExactly(500L, 1000L, 2000L, 4000L, 4000L, 4000L, 4000L, 4000L, 4000L, 4000L, 500L);
        assertThat(passed).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void refusesTimesThatDoNotFit() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Retransmission(Duration.ZERO, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retransmission(second, second.dividedBy(2), second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retransmission(second, second, second.dividedBy(2)))
                .isInstanceOf(IllegalArgumentException.class);
        Duration tooLong = Duration.ofHours(24).plusNanos(1);
        assertThatThrownBy(() -> new Retransmission(second, tooLong, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retransmission(second, second, tooLong))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
