package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnsweredRequestsTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final AnsweredRequests answered = new AnsweredRequests(Duration.ofSeconds(32));

    private void keep(String key, int octets, Instant now) {
        answered.keep(key, new byte[octets], FakeFlow.UDP, now);
    }

    @Test
    void forgetsTheOldestFirst() {
        for (int i = 0; i < AnsweredRequests.MAX + 10; i++) {
            keep("k" + i, 10, START);
        }
        assertThat(answered.size()).isEqualTo(AnsweredRequests.MAX);
        assertThat(answered.find("k9", START)).isEmpty();
        assertThat(answered.find("k10", START)).isPresent();
        assertThat(answered.find("k10", START.plusSeconds(32))).isEmpty();
        assertThat(answered.size()).isZero();
        assertThat(answered.octets()).isZero();
    }

    @Test
    void holdsSoManyBytesAndNoMore() {
        String key = "k".repeat(20_000);
        for (int i = 0; i < 1_000; i++) {
            keep(key + i, 60_000, START);
            assertThat(answered.octets()).isLessThanOrEqualTo(AnsweredRequests.MAX_OCTETS);
        }
        assertThat(answered.size()).isBetween(150, 170);
        assertThat(answered.find(key + 999, START)).isPresent();
        keep(key + 999, 10, START.plusSeconds(1));
        assertThat(answered.find(key + 999, START.plusSeconds(32))).isPresent();
        assertThat(answered.size()).as("the others are forgotten").isEqualTo(1);
        assertThat(answered.octets()).isEqualTo(2L * (key.length() + 3) + 10);
    }
}
