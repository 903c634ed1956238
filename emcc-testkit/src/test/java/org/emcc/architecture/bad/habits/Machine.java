package org.emcc.architecture.bad.habits;

import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Changes the machine and asks it, each in a method of its own. */
@SuppressWarnings({"unused", "JavaTimeDefaultTimeZone", "ThreadPriorityCheck"})
final class Machine {
    private Machine() {}

    static void addsProvider(Provider provider) {
        Security.addProvider(provider);
    }

    static void setsProperty() {
        System.setProperty("a", "b");
    }

    static Instant asksNow() {
        return Instant.now();
    }

    static long asksMillis() {
        return System.currentTimeMillis();
    }

    static LongSupplier asksNanosLater() {
        return System::nanoTime;
    }

    static long asksNanosInLambda() {
        LongSupplier nanos = () -> System.nanoTime() / 2;
        return nanos.getAsLong();
    }

    static UUID asksId() {
        return UUID.randomUUID();
    }

    static Random asksChance() {
        return new Random();
    }

    static void sleeps() throws InterruptedException {
        Thread.sleep(1);
    }

    static Instant isTold(Clock clock) {
        return Instant.now(clock);
    }

    static Random isSeeded(long seed) {
        return new Random(seed);
    }
}
