package org.emcc.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.VisitingSession;

/**
 * The logins of other clusters' users at our phones.
 *
 * <p>Work that is begun and not finished is under a {@link Lease}: every write of a session that is not
 * {@linkplain VisitingSession#settled settled} names one, and a settled session has none.
 *
 * <p>Source: design 4.3. The contract suite is {@code org.emcc.testkit.contract.VisitingLoginStoreContract}.
 *
 * @implSpec Durability: what a method reports as done survives a crash of this process (memory excepted). Concurrency: called
 *     from any thread and any number of processes, calls overlap; each method is atomic. Failure: throw {@link StoreException}; the
 *     login then ends with 6. Time: the store reads no clock; instants are given. Nullness: never null.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface VisitingLoginStore {
    /**
     * Records a new session, unless the phone has a live one or the login id is known.
     *
     * @param first the session
     * @param lease who works on it
     * @return the stored value, or empty when somebody is logged in at the phone (18)
     */
    Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease);

    /**
     * Replaces a session, if its version is still the one given. A session that is saved as Returned or Failed frees its phone in
     * the same step. An ended session never becomes live again: such a save is a conflict too.
     *
     * @param next the new value
     * @param version the version that was read
     * @param lease who works on it; without effect when the new value is settled
     * @return the stored value, or empty when another save came first: read again
     */
    Optional<Versioned<VisitingSession>> save(VisitingSession next, long version, Lease lease);

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
     * A session of a phone, perhaps out of date: for a caller who moves it by {@link #save}, and asks {@link #live(DeviceName) live}
     * when that gives empty or there was nothing to save. So a store that is far away need not be asked for what it has answered
     * before.
     *
     * @param device the phone
     * @return a value with the version under which it was stored, and live then: no older than what {@code live} of this phone,
     *     {@link #save} or {@link #open} of this store gave last, calls that overlap apart. It may have ended since, and the phone may have another login.
     *     Empty only when the phone has none now. After a save that gave empty, what is stored
     * @implSpec Unless overridden, what {@code live} gives.
     */
    default Optional<Versioned<VisitingSession>> lastSeen(DeviceName device) {
        return live(device);
    }

    /**
     * The live sessions, page by page.
     *
     * @param after the last login id of the page before, or {@link LoginId#LEAST}
     * @param max how many at most, at least 1
     * @return sessions with a greater id than that, in the order of their login ids; fewer than asked for only on the last page
     */
    List<Versioned<VisitingSession>> liveAfter(LoginId after, int max);

    /**
     * Takes over what nobody works on: sessions that are not settled, as far as no lease on them lasts beyond now. Two callers
     * never get the same session. The versions stay as they are.
     *
     * @param now the instant
     * @param lease who takes them over, and until when
     * @param max how many at most, at least 1
     * @return the sessions, in no special order
     */
    List<Versioned<VisitingSession>> claim(Instant now, Lease lease, int max);

    /**
     * Ends all leases of a node, so that others can take its work over at once.
     *
     * @param node the node
     */
    void handOver(String node);

    /**
     * Forgets sessions that have ended, are settled, and whose id was issued before an instant.
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
