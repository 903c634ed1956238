package org.emcc.core.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.emcc.core.internal.HostNames;
import org.emcc.core.internal.Require;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts wrong guesses by the address from which they come, and delays further ones as {@link GuessLimits} says: at one name (an
 * application or a user) from one address, and at all names from one address. {@link GuessLimits#perUser} does not count, for nobody must be
 * able to lock somebody out elsewhere. A right guess takes the wrong ones at the same name from the same address back.
 *
 * <p>Applications ask side by side. So guesses that are under way count for nothing until a limit is reached, and more than its
 * number may be looked at once, by as many as are side by side; from then on one at a time is.
 *
 * <p>An IPv6 address counts by its network of 64 bits, for whoever has one address there has them all. What comes through one
 * proxy comes from one address. What comes from an address that is not known counts as of one (all inferred).
 *
 * <p>Source: em-api-and-axl 1.2 and 2.5; design 4.2. All figures are inferred.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class AddressGuesses {
    /** What a look at a guess has shown. */
    public enum Verdict {
        /** It was right. */
        RIGHT,
        /** It was wrong, or the name is nobody's. */
        WRONG,
        /** It was not looked at, and counts for nothing. */
        NOT_LOOKED_AT
    }

    private static final Logger LOG = LoggerFactory.getLogger(AddressGuesses.class);

    private record Pair(String name, String address) {}

    private final Clock clock;
    private final GuessTable<Pair> pairs;
    private final int perPair;
    private final GuessTable<String> addresses;
    private final int perAddress;

    private AddressGuesses(GuessLimits limits, Clock clock) {
        this.clock = clock;
        this.perPair = limits.perUserAndSource();
        this.pairs = new GuessTable<>(limits, perPair);
        this.perAddress = limits.perSource();
        this.addresses = new GuessTable<>(limits, perAddress);
    }

    /**
     * Nothing has been guessed so far.
     *
     * @param limits how many guesses are borne; <em>user</em> stands for a name, and <em>source</em> for an address
     * @param clock by which delays and windows end
     * @return counts of their own
     */
    public static AddressGuesses of(GuessLimits limits, Clock clock) {
        return new AddressGuesses(Objects.requireNonNull(limits, "limits"), Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Has a guess looked at, unless none is now.
     *
     * @param <T> what a look comes to
     * @param name whose secret is guessed
     * @param address where the guess comes from, or an empty text when that is not known
     * @param closed what is answered, without a look, while none is looked at
     * @param verdict what is to be said of what a look came to, asked on the thread that brings it; one that throws or gives null counts as
     *     {@link Verdict#NOT_LOOKED_AT}
     * @param look called once at most; its future has to come to an end. One that fails counts as no guess, and what it throws is thrown
     * @return what the look came to, or {@code closed}
     */
    public <T> CompletableFuture<T> lookedAt(
            String name, String address, T closed, Function<T, Verdict> verdict, Supplier<CompletableFuture<T>> look) {
        Pair pair = new Pair(
                Objects.requireNonNull(name, "name"), HostNames.network(Objects.requireNonNull(address, "address")));
        if (!begin(pair, clock.instant())) {
            return CompletableFuture.completedFuture(closed);
        }
        CompletableFuture<T> found;
        try {
            found = Objects.requireNonNull(look.get(), "a look gave null");
        } catch (RuntimeException | Error e) {
            abandoned(pair);
            throw e;
        }
        return found.whenComplete((answer, failure) -> {
            Verdict seen = Verdict.NOT_LOOKED_AT;
            try {
                seen = failure == null
                        ? Objects.requireNonNullElse(verdict.apply(answer), Verdict.NOT_LOOKED_AT)
                        : Verdict.NOT_LOOKED_AT;
            } finally {
                ended(pair, seen);
            }
        });
    }

    private synchronized boolean begin(Pair pair, Instant now) {
        if (!isOpen(pairs, pair, perPair, now) || !isOpen(addresses, pair.address(), perAddress, now)) {
            return false;
        }
        pairs.begin(pair, now);
        addresses.begin(pair.address(), now);
        return true;
    }

    private static <K> boolean isOpen(GuessTable<K> table, K key, int free, Instant now) {
        return table.failures(key) < free || table.open(key, now);
    }

    private void ended(Pair pair, Verdict verdict) {
        switch (verdict) {
            case RIGHT -> right(pair);
            case WRONG -> wrong(pair, clock.instant());
            case NOT_LOOKED_AT -> abandoned(pair);
        }
    }

    private synchronized void wrong(Pair pair, Instant now) {
        if (pairs.wrong(pair, true, now) == perPair) {
            LOG.warn("Wrong guesses at {} from {} are delayed from now on", Require.clip(pair.name()), pair.address());
        }
        if (addresses.wrong(pair.address(), true, now) == perAddress) {
            LOG.warn("Wrong guesses from {} are delayed from now on", pair.address());
        }
    }

    private synchronized void right(Pair pair) {
        int failures = pairs.failures(pair);
        // A window that began later than the pair's does not hold all of its failures: then none is taken back.
        boolean sameWindow = !addresses.since(pair.address()).isAfter(pairs.since(pair));
        pairs.right(pair, failures);
        addresses.right(pair.address(), sameWindow ? failures : 0);
    }

    private synchronized void abandoned(Pair pair) {
        pairs.right(pair, 0);
        addresses.right(pair.address(), 0);
    }

    /** How many addresses, or pairs of name and address, are remembered, whichever is more. */
    synchronized int remembered() {
        return Math.max(pairs.size(), addresses.size());
    }
}
