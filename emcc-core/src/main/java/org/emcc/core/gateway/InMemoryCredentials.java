package org.emcc.core.gateway;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.user.Pin;

/**
 * PINs kept in memory: salted, under PBKDF2, never in clear. Wrong guesses are counted and delayed as {@link GuessLimits} says. A
 * user without a PIN costs the same work, gets the same answers and the same delays as one whose PIN was not guessed.
 *
 * <p>{@link #change} takes a new PIN of digits only, which is all that a phone can type; not shorter than
 * {@link #withShortestPin} says; not one digit repeated; and not the old one. {@link #set} is the administrator's and
 * asks for none of it. A PIN that was replaced is wrong at once: there is no cache in which both work.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class InMemoryCredentials implements Credentials {
    private static final int SALT_BYTES = 16;

    private final Map<UserId, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final RandomGenerator random;
    private final PinHash hash;
    private final GuessLimits limits;
    private final int shortestPin;
    private final GuessCounts guesses;
    private final Entry nobody;

    InMemoryCredentials(Clock clock, RandomGenerator random) {
        this(clock, random, PinHash.pbkdf2(60_000), GuessLimits.builder().build(), 5);
    }

    InMemoryCredentials(Clock clock, RandomGenerator random, PinHash hash, GuessLimits limits, int shortestPin) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.hash = hash;
        this.limits = Objects.requireNonNull(limits, "limits");
        this.shortestPin = shortestPin;
        this.guesses = new GuessCounts(limits);
        this.nobody = new Entry(bytes(SALT_BYTES), bytes(PinHash.BYTES), false);
    }

    /** What is kept of one PIN; never the PIN. Immutable; two are equal only when they are the same. */
    private static final class Entry {
        private final byte[] salt;
        private final byte[] hash;
        private final boolean mustChange;

        Entry(byte[] salt, byte[] hash, boolean mustChange) {
            this.salt = salt;
            this.hash = hash;
            this.mustChange = mustChange;
        }
    }

    /**
     * The same store, empty, with another work factor. Fewer iterations make tests fast and guesses cheap.
     *
     * @param count iterations of PBKDF2, 1 to 10,000,000; 60,000 by default
     * @return an empty store
     * @throws IllegalArgumentException when the count is out of range
     * @throws IllegalStateException when a PIN is set already, because it would be lost
     */
    public InMemoryCredentials withIterations(int count) {
        PinHash other = PinHash.pbkdf2(Require.range(count, "iterations", 1, 10_000_000));
        return empty(other, limits, shortestPin);
    }

    /**
     * The same store, empty, with other limits for wrong guesses.
     *
     * @param other the limits
     * @return an empty store
     * @throws IllegalStateException when a PIN is set already, because it would be lost
     */
    public InMemoryCredentials withLimits(GuessLimits other) {
        return empty(hash, other, shortestPin);
    }

    /**
     * The same store, empty, with another rule for new PINs.
     *
     * @param digits how many digits a new PIN has at least, 1 to 128; 5 by default (inferred)
     * @return an empty store
     * @throws IllegalArgumentException when it is out of range
     * @throws IllegalStateException when a PIN is set already, because it would be lost
     */
    public InMemoryCredentials withShortestPin(int digits) {
        return empty(hash, limits, Require.range(digits, "digits of the shortest PIN", 1, 128));
    }

    private InMemoryCredentials empty(PinHash how, GuessLimits most, int shortest) {
        if (!entries.isEmpty()) {
            throw new IllegalStateException("a PIN is set already, and another store would not have it");
        }
        return new InMemoryCredentials(clock, random, how, most, shortest);
    }

    /**
     * Sets a user's PIN, and takes back what is counted against the user.
     *
     * @param user the user
     * @param pin the PIN
     * @return this store
     */
    public InMemoryCredentials set(UserId user, Pin pin) {
        return set(user, pin, false);
    }

    /**
     * Sets a user's PIN that must be changed at its first use, and takes back what is counted against the user.
     *
     * @param user the user
     * @param pin the PIN
     * @return this store
     */
    public InMemoryCredentials setToBeChanged(UserId user, Pin pin) {
        return set(user, pin, true);
    }

    private InMemoryCredentials set(UserId user, Pin pin, boolean mustChange) {
        entries.put(Objects.requireNonNull(user, "user"), entry(pin, mustChange));
        guesses.forgive(user);
        return this;
    }

    private Entry entry(Pin pin, boolean mustChange) {
        byte[] salt = bytes(SALT_BYTES);
        return new Entry(salt, hash.of(pin, salt), mustChange);
    }

    private byte[] bytes(int count) {
        byte[] made = new byte[count];
        random.nextBytes(made);
        return made;
    }

    @Override
    public PinCheck check(UserId user, Pin pin, ClusterId source) {
        Objects.requireNonNull(source, "source");
        Entry entry = entries.getOrDefault(user, nobody);
        return switch (looked(entry, pin, new GuessCounts.Guess(user, source, true))) {
            case LOCKED -> PinCheck.LOCKED;
            case WRONG -> PinCheck.WRONG;
            case RIGHT -> entry.mustChange ? PinCheck.MUST_CHANGE : PinCheck.GOOD;
        };
    }

    private enum Looked {
        LOCKED,
        WRONG,
        RIGHT
    }

    /** Lets the guess in before it is hashed, so that guesses side by side cannot slip past a limit. */
    private Looked looked(Entry entry, Pin pin, GuessCounts.Guess guess) {
        Objects.requireNonNull(pin, "pin");
        if (!guesses.begin(guess, clock.instant())) {
            return Looked.LOCKED;
        }
        boolean right;
        try {
            right = MessageDigest.isEqual(hash.of(pin, entry.salt), entry.hash) && entry != nobody;
        } catch (RuntimeException | Error e) {
            guesses.abandoned(guess);
            throw e;
        }
        if (right) {
            guesses.right(guess);
        } else {
            guesses.wrong(guess, clock.instant());
        }
        return right ? Looked.RIGHT : Looked.WRONG;
    }

    @Override
    public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(source, "source");
        Entry entry = entries.getOrDefault(user, nobody);
        Looked looked = looked(entry, old, new GuessCounts.Guess(user, source, false));
        if (looked != Looked.RIGHT) {
            return looked == Looked.LOCKED ? new PinChange.Locked() : new PinChange.Wrong();
        }
        Optional<String> broken = brokenRule(old, next);
        if (broken.isPresent()) {
            return new PinChange.Refused(broken.get());
        }
        // Whoever was changed meanwhile has another PIN than the old one.
        return entries.replace(user, entry, entry(next, false)) ? new PinChange.Changed() : new PinChange.Wrong();
    }

    /** How many users, sources or pairs are remembered for wrong guesses, whichever is most. */
    int remembered() {
        return guesses.size();
    }

    private Optional<String> brokenRule(Pin old, Pin next) {
        char[] characters = next.reveal();
        try {
            if (characters.length < shortestPin) {
                return Optional.of("A PIN must have at least " + shortestPin + " digits");
            }
            boolean digits = true;
            boolean repeated = characters.length > 1;
            for (char character : characters) {
                digits &= character >= '0' && character <= '9';
                repeated &= character == characters[0];
            }
            if (!digits) {
                return Optional.of("A PIN must have digits only");
            }
            if (repeated) {
                return Optional.of("A PIN must not be one digit repeated");
            }
            return next.equals(old) ? Optional.of("A new PIN must not be the old one") : Optional.empty();
        } finally {
            Arrays.fill(characters, '\0');
        }
    }
}
