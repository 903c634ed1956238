package org.emcc.core.store;

import java.time.Instant;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.VisitingSession;

/**
 * The logins of other clusters' users at our phones.
 *
 * <p>Source: design 4.3.
 *
 * @implSpec Durability: what a method reports as done survives a crash of this process (memory excepted). Concurrency: called
 *     from any thread, calls overlap; each method is atomic. Failure: throw {@link StoreException}; the login then ends with 6.
 *     Nullness: never null.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface VisitingLoginStore {
    /**
     * Records a new session, unless the phone has a live one.
     *
     * @param first the session
     * @return the stored value, or empty when somebody is logged in at the phone (18)
     */
    Optional<Versioned<VisitingSession>> open(VisitingSession first);

    /**
     * Replaces a session, if its version is still the one given. A session that is saved as Returned or Failed frees its phone in
     * the same step.
     *
     * @param next the new value
     * @param version the version that was read
     * @return the stored value, or empty when another save came first: read again
     */
    Optional<Versioned<VisitingSession>> save(VisitingSession next, long version);

    /**
     * The session of a login.
     *
     * @param login the login id
     * @return the session, live or ended, or empty when the id is not known (any more)
     */
    Optional<Versioned<VisitingSession>> find(LoginId login);

    /**
     * The live session of a phone.
     *
     * @param device the phone
     * @return the session, or empty when nobody is logged in there
     */
    Optional<Versioned<VisitingSession>> live(DeviceName device);

    /**
     * Forgets sessions that have ended, have nothing pending, and whose id was issued before an instant.
     *
     * @param issuedBefore the instant; ids are remembered for 24 hours by default
     */
    void forget(Instant issuedBefore);

    /**
     * A store in memory, good for a single process.
     *
     * @return an empty store
     */
    static VisitingLoginStore inMemory() {
        return new InMemoryVisitingStore();
    }
}
