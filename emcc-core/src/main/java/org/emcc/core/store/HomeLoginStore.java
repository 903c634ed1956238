package org.emcc.core.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;

/**
 * The logins of our users at phones of other clusters, and the base devices they stand on.
 *
 * <p>Work that is begun and not finished is under a {@link Lease}: every write of a session that is not
 * {@linkplain HomeSession#settled settled} names one, and a settled session has none.
 *
 * <p>Source: design 4.3. The contract suite is {@code org.emcc.testkit.contract.HomeLoginStoreContract}.
 *
 * @implSpec Durability: what a method reports as done survives a crash of this process (memory excepted). Concurrency: called
 *     from any thread and any number of processes, calls overlap; each method is atomic. Failure: throw {@link StoreException}; the
 *     login then ends with 6. Time: the store reads no clock; instants are given. Nullness: never null.
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
     * Claims the lowest-numbered free nonsecure base device and records the session as {@link HomeSession#reserved}, or changes
     * nothing. Checked in this order: known login id, buried login id (1), multiple logins of the user (25), live device name (37),
     * free base device (33, or 43 when only secure ones are free). Under <em>Auto Logout</em> older sessions of the user are put to
     * Releasing in the same step, and their base devices stay claimed until they are Released.
     *
     * @param login the facts of the login
     * @param policy what a second login of the same user means; {@link MultipleLoginBehavior#MULTIPLE_LOGINS_ALLOWED} before 12.5
     * @param supersede how an older session is put to Releasing; it is quick, touches no store, and may be called again
     * @param lease who works on the new session, and on those that give way
     * @return what came of it
     */
    Reservation reserve(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease);

    /**
     * Replaces a session, if its version is still the one given. A session that is saved as Released frees its base device in
     * the same step. An ended session never becomes live again: such a save is a conflict too.
     *
     * @param next the new value
     * @param version the version that was read
     * @param lease who works on it; without effect when the new value is settled
     * @return the stored value, or empty when another save came first: read again
     */
    Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease);

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
     * A session of a phone, perhaps out of date: for a caller who moves it by {@link #save}, and asks {@link #live(DeviceName) live}
     * when that gives empty or there was nothing to save. So a store that is far away need not be asked for what it has answered
     * before.
     *
     * @param device the phone
     * @return a value with the version under which it was stored, and live then: no older than what {@code live} of this phone,
     *     {@link #save} or {@link #reserve} of this store gave last, calls that overlap apart. It may have ended since, and the phone may have another login.
     *     Empty only when the phone has none now. After a save that gave empty, what is stored
     * @implSpec Unless overridden, what {@code live} gives.
     */
    default Optional<Versioned<HomeSession>> lastSeen(DeviceName device) {
        return live(device);
    }

    /**
     * The live sessions of a user.
     *
     * @param user the user
     * @return the sessions in the order of their login ids
     */
    List<Versioned<HomeSession>> live(UserId user);

    /**
     * The live sessions, page by page.
     *
     * @param after the last login id of the page before, or {@link LoginId#LEAST}
     * @param max how many at most, at least 1
     * @return sessions with a greater id than that, in the order of their login ids; fewer than asked for only on the last page
     */
    List<Versioned<HomeSession>> liveAfter(LoginId after, int max);

    /**
     * Takes over what nobody works on: sessions that are not settled, and settled live ones whose
     * {@linkplain HomeLogin#limit() maximum login time} is over, as far as no lease on them lasts beyond now. Two callers never
     * get the same session. The versions stay as they are.
     *
     * @param now the instant
     * @param lease who takes them over, and until when
     * @param max how many at most, at least 1
     * @return the sessions, in no special order
     */
    List<Versioned<HomeSession>> claim(Instant now, Lease lease, int max);

    /**
     * Ends all leases of a node, so that others can take its work over at once.
     *
     * @param node the node
     */
    void handOver(String node);

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
     * Forgets sessions that have ended, are settled, and whose id was issued before an instant; and buried ids of that age.
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
