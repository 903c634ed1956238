package org.emcc.tftp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
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

    /** The wakeup by which it is told to end may be used up while it looks for datagrams. */
    @Test
    void endsWhileItLooksForWhatComes() throws Exception {
        DatagramLoop busy = DatagramLoop.of("busy", Clock.systemUTC(), Duration.ofMinutes(1));
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        busy.start();
        busy.execute(() -> thread.complete(Thread.currentThread()));
        Thread own = thread.get(30, TimeUnit.SECONDS);
        busy.close();
        assertThat(own.isAlive()).isFalse();
    }
}
