package org.emcc.core.gateway;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;

/**
 * Applications kept in memory: each password salted, under PBKDF2, never in clear. An unknown name costs the same work as a known
 * one. Names are compared exactly, as written. Guesses are not counted here, where nobody knows whence they come: {@link
 * AddressGuesses} does.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class InMemoryApplications implements Applications {
    private static final int SALT_BYTES = 16;
    private static final int NAME_LIMIT = 128;
    private static final int PASSWORD_LIMIT = 1024;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final RandomGenerator random;
    private final int iterations;
    private final Entry nobody;

    InMemoryApplications(RandomGenerator random) {
        this(random, 60_000);
    }

    private InMemoryApplications(RandomGenerator random, int iterations) {
        this.random = Objects.requireNonNull(random, "random");
        this.iterations = iterations;
        this.nobody = new Entry(bytes(SALT_BYTES), bytes(PinHash.BYTES), new ApplicationCheck.Unknown());
    }

    /** What is kept of one application; never the password. Immutable; two are equal only when they are the same. */
    private static final class Entry {
        private final byte[] salt;
        private final byte[] hash;
        private final ApplicationCheck right;

        Entry(byte[] salt, byte[] hash, ApplicationCheck right) {
            this.salt = salt;
            this.hash = hash;
            this.right = right;
        }
    }

    /**
     * The same store, empty, with another work factor. Fewer iterations make tests fast and guesses cheap.
     *
     * @param count iterations of PBKDF2, 1 to 10,000,000; 60,000 by default
     * @return an empty store
     * @throws IllegalArgumentException when the count is out of range
     * @throws IllegalStateException when an application is set already, because it would be lost
     */
    public InMemoryApplications withIterations(int count) {
        Require.range(count, "iterations", 1, 10_000_000);
        if (!entries.isEmpty()) {
            throw new IllegalStateException("an application is set already, and another store would not have it");
        }
        return new InMemoryApplications(random, count);
    }

    /**
     * Sets an application user with <em>Standard EM Authentication Proxy Rights</em>, in the place of whoever had the name.
     *
     * @param appId 1 to 128 characters
     * @param password 1 to 1024 characters; not kept, so that the caller may clear them
     * @return this store
     * @throws IllegalArgumentException when a value breaks its rule
     */
    public InMemoryApplications setProxy(String appId, char[] password) {
        return set(appId, password, new ApplicationCheck.ActsForAll());
    }

    /**
     * Sets an application user without the proxy right, in the place of whoever had the name.
     *
     * @param appId 1 to 128 characters
     * @param password 1 to 1024 characters; not kept, so that the caller may clear them
     * @return this store
     * @throws IllegalArgumentException when a value breaks its rule
     */
    public InMemoryApplications setWithoutRight(String appId, char[] password) {
        return set(appId, password, new ApplicationCheck.NoRight());
    }

    /**
     * Sets an end user, in the place of whoever had the name.
     *
     * @param user the end user
     * @param password 1 to 1024 characters; not kept, so that the caller may clear them
     * @return this store
     * @throws IllegalArgumentException when the password breaks its rule
     */
    public InMemoryApplications setEndUser(UserId user, char[] password) {
        return set(user.value(), password, new ApplicationCheck.ActsForItself(user));
    }

    private InMemoryApplications set(String appId, char[] password, ApplicationCheck right) {
        Require.text(appId, "appID", NAME_LIMIT);
        Require.range(password.length, "characters of a password", 1, PASSWORD_LIMIT);
        byte[] salt = bytes(SALT_BYTES);
        entries.put(appId, new Entry(salt, PinHash.pbkdf2(password, salt, iterations), right));
        return this;
    }

    /**
     * Forgets an application or end user.
     *
     * @param appId the name
     * @return this store
     */
    public InMemoryApplications remove(String appId) {
        entries.remove(Objects.requireNonNull(appId, "appId"));
        return this;
    }

    private byte[] bytes(int count) {
        byte[] made = new byte[count];
        random.nextBytes(made);
        return made;
    }

    @Override
    public CompletableFuture<ApplicationCheck> check(String appId, char[] password) {
        Entry entry = entries.getOrDefault(Objects.requireNonNull(appId, "appId"), nobody);
        boolean right = MessageDigest.isEqual(PinHash.pbkdf2(password, entry.salt, iterations), entry.hash);
        if (entry == nobody) {
            return CompletableFuture.completedFuture(new ApplicationCheck.Unknown());
        }
        return CompletableFuture.completedFuture(right ? entry.right : new ApplicationCheck.WrongPassword());
    }
}
