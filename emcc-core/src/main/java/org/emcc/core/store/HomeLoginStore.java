package org.emcc.core.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;

/**
 * The logins of our users at phones of other clusters, and the base devices they stand on.
 *
 * <p>Source: design 4.3.
 *
 * @implSpec Durability: what a method reports as done survives a crash of this process (memory excepted). Concurrency: called
 *     from any thread, calls overlap; each method is atomic. Failure: throw {@link StoreException}; the login then ends with 6.
 *     Nullness: never null.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface HomeLoginStore {
    /**
     * Says which base devices there are. Those in use stay in use; those not named any more are not given out again.
     *
     * @param baseDevices all base devices of the cluster
     */
    void provision(Collection<BaseDevice> baseDevices);

    /**
     * Claims the lowest-numbered free nonsecure base device and records the session, or changes nothing. Checked in this order:
     * known login id, buried login id (1), multiple logins of the user (25), live device name (37), free base device (33, or 43 when only secure
     * ones are free). Under <em>Auto Logout</em> older sessions of the user are put to Releasing in the same step, and their
     * base devices stay claimed until they are Released.
     *
     * @param login the facts of the login
     * @param policy what a second login of the same user means; {@link MultipleLoginBehavior#MULTIPLE_LOGINS_ALLOWED} before 12.5
     * @param supersede how an older session is put to Releasing
     * @return what came of it
     */
    Reservation reserve(HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede);

    /**
     * Replaces a session, if its version is still the one given. A session that is saved as Released frees its base device in
     * the same step.
     *
     * @param next the new value
     * @param version the version that was read
     * @return the stored value, or empty when another save came first: read again
     */
    Optional<Versioned<HomeSession>> save(HomeSession next, long version);

    /**
     * The session of a login.
     *
     * @param login the login id
     * @return the session, live or ended, or empty when the id is not known (any more)
     */
    Optional<Versioned<HomeSession>> find(LoginId login);

    /**
     * The live session of a device name.
     *
     * @param device the phone
     * @return the session, or empty when the phone has none
     */
    Optional<Versioned<HomeSession>> live(DeviceName device);

    /**
     * Remembers a login id that must never be reserved, because its end arrived before its beginning. An id that is known
     * already is left as it is.
     *
     * @param login the login id
     */
    void bury(LoginId login);

    /**
     * How many base devices can be given out.
     *
     * @return the number of free nonsecure base devices
     */
    int freeBaseDevices();

    /**
     * Forgets sessions that have ended and whose id was issued before an instant.
     *
     * @param issuedBefore the instant; ids are remembered for 24 hours by default
     */
    void forget(Instant issuedBefore);

    /**
     * A store in memory, good for a single process.
     *
     * @return an empty store
     */
    static HomeLoginStore inMemory() {
        return new InMemoryHomeStore();
    }
}
