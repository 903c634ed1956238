package org.emcc.tftp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatagramLoopTest {
    private final DatagramLoop loop = DatagramLoop.of("test", Clock.systemUTC());

    @Test
    void keepsNoTimersThatWereCancelled() {
        for (int i = 0; i < 100_000; i++) {
            loop.at(Instant.MAX, () -> {}).cancel();
        }
        assertThat(loop.timers()).isZero();
        loop.close();
    }

    @Test
    void runsWhatIsDueButNotWhatWasCancelled() throws Exception {
        List<String> ran = new ArrayList<>();
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        loop.at(Instant.EPOCH, () -> ran.add("first"));
        DatagramLoop.Timer twice = loop.at(Instant.EPOCH.plusSeconds(1), () -> ran.add("cancelled"));
        twice.cancel();
        twice.cancel();
        loop.at(Instant.EPOCH.plusSeconds(2), () -> {
            throw new AssertionError("an error, on purpose");
        });
        loop.at(Instant.EPOCH.plusSeconds(3), () -> seen.complete(List.copyOf(ran)));
        loop.start();
        assertThat(seen.get(30, TimeUnit.SECONDS)).containsExactly("first");
        loop.close();
    }
}
