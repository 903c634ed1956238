package org.emcc.core.gateway;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.user.Pin;

/**
 * PINs kept in memory: salted, under PBKDF2, and locked after wrong guesses in a row.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class InMemoryCredentials implements Credentials {
    private static final String KDF = "PBKDF2WithHmacSHA256";
    private static final int KEY_BITS = 256;
    private static final int GUESSES = 3;
    private static final Duration LOCK = Duration.ofMinutes(30);

    private final Map<UserId, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final RandomGenerator random;
    private final int iterations;
    private final Entry nobody;

    InMemoryCredentials(Clock clock, RandomGenerator random) {
        this(clock, random, 60_000);
    }

    private InMemoryCredentials(Clock clock, RandomGenerator random, int iterations) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.iterations = iterations;
        this.nobody = new Entry(new byte[16], new byte[0], false, 0, Instant.MIN);
    }

    /** What is kept of one PIN; never the PIN. Immutable. */
    private static final class Entry {
        private final byte[] salt;
        private final byte[] hash;
        private final boolean mustChange;
        private final int guesses;
        private final Instant lockedUntil;

        Entry(byte[] salt, byte[] hash, boolean mustChange, int guesses, Instant lockedUntil) {
            this.salt = salt;
            this.hash = hash;
            this.mustChange = mustChange;
            this.guesses = guesses;
            this.lockedUntil = lockedUntil;
        }

        /** Counts a guess before it is checked, so that guesses side by side cannot slip past the lock. */
        Entry guessed(Instant now) {
            int count = guesses + 1;
            return count < GUESSES
                    ? new Entry(salt, hash, mustChange, count, lockedUntil)
                    : new Entry(salt, hash, mustChange, 0, now.plus(LOCK));
        }

        Entry proven() {
            return new Entry(salt, hash, mustChange, 0, Instant.MIN);
        }
    }

    /**
     * The same store, empty, with another work factor. Fewer iterations make tests fast and guesses cheap.
     *
     * @param count iterations of PBKDF2, 1 to 10,000,000; 60,000 by default
     * @return an empty store
     * @throws IllegalArgumentException when the count is out of range
     */
    public InMemoryCredentials withIterations(int count) {
        return new InMemoryCredentials(clock, random, Require.range(count, "iterations", 1, 10_000_000));
    }

    /**
     * Sets a user's PIN and ends a lock.
     *
     * @param user the user
     * @param pin the PIN
     * @return this store
     */
    public InMemoryCredentials set(UserId user, Pin pin) {
        return set(user, pin, false);
    }

    /**
     * Sets a user's PIN that must be changed at its first use, and ends a lock.
     *
     * @param user the user
     * @param pin the PIN
     * @return this store
     */
    public InMemoryCredentials setToBeChanged(UserId user, Pin pin) {
        return set(user, pin, true);
    }

    private InMemoryCredentials set(UserId user, Pin pin, boolean mustChange) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        entries.put(user, new Entry(salt, hash(pin, salt), mustChange, 0, Instant.MIN));
        return this;
    }

    @Override
    public PinCheck check(UserId user, Pin pin, ClusterId source) {
        Instant now = clock.instant();
        boolean[] locked = new boolean[1];
        Entry counted = entries.computeIfPresent(user, (id, was) -> {
            locked[0] = now.isBefore(was.lockedUntil);
            return locked[0] ? was : was.guessed(now);
        });
        if (locked[0]) {
            return PinCheck.LOCKED;
        }
        Entry entry = counted == null ? nobody : counted;
        if (!MessageDigest.isEqual(hash(pin, entry.salt), entry.hash)) {
            return PinCheck.WRONG;
        }
        entries.computeIfPresent(user, (id, was) -> was.proven());
        return entry.mustChange ? PinCheck.MUST_CHANGE : PinCheck.GOOD;
    }

    private byte[] hash(Pin pin, byte[] salt) {
        char[] characters = pin.reveal();
        PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance(KDF).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + KDF, e);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }
}
