package org.emcc.core.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;

/**
 * Logins of this cluster's own users at this cluster's own phones. The SDK does none by itself: whoever runs a call control puts it
 * in here, and the Extension Mobility API carries its wishes there. A phone has at most one login, local or across clusters, so both
 * {@code HomeCluster} and {@code VisitingCluster} ask here: give them the same one.
 *
 * <p>Source: design 4.2; em-api-and-axl 1.3 to 1.6.
 *
 * @implSpec Durability: what is answered as done stays so for as long as the implementation promises. Concurrency: called from any
 *     thread, calls overlap and do not block the caller; a future may be completed on any thread. Two logins at one phone may come side
 *     by side: one of them is to be refused with 18. From the moment at which {@link #login} is answered, {@link #at} and
 *     {@link #devicesOf} know of it: by that a local login and one across clusters that come side by side never both stay. Whether a
 *     user may be logged in at several phones of this cluster at once is the implementation's to decide (25). Failure: throw anything
 *     unchecked, or complete exceptionally; the call of the API or the login across clusters then ends with 6, as it does when no answer
 *     comes by the deadline of the cluster's ports. Nothing is repeated; a login that succeeds after its deadline is taken back by a
 *     {@link #logout}. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.LocalLoginsContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface LocalLogins {
    /**
     * Logs a user in.
     *
     * @param login who, where and for how long
     * @return how it ended; 18 when somebody else is logged in at the phone
     */
    CompletableFuture<LocalOutcome> login(LocalLogin login);

    /**
     * Logs a user out at a phone. Whoever else is logged in there by now stays so.
     *
     * @param device the phone
     * @param user the user
     * @return how it ended; 19 when this user is not logged in there
     */
    CompletableFuture<LocalOutcome> logout(DeviceName device, UserId user);

    /**
     * Logs everybody out.
     *
     * @return how it ended; done when nobody was logged in
     */
    CompletableFuture<LocalOutcome> logoutAll();

    /**
     * Who is logged in at a phone.
     *
     * @param device the phone
     * @return who is and who was; nobody when the phone is not known
     */
    CompletableFuture<LocalPresence> at(DeviceName device);

    /**
     * Where a user is logged in.
     *
     * @param user the user
     * @return the phones; none when the user is not known
     */
    CompletableFuture<List<DeviceName>> devicesOf(UserId user);

    /**
     * Nobody is ever logged in, and a login is refused with 4, which tells applications that it is against the policy (inferred:
     * no code says that a cluster does no logins of its own).
     *
     * @return logins that only report
     */
    static LocalLogins reportsOnly() {
        return LocalLoginsOfNobody.INSTANCE;
    }

    /**
     * Logins kept in memory. No phone is told of them, none ends by itself (the limit of {@link LocalLogin} is left to the caller), and
     * a user may have several phones. So they are for tests, and for clusters whose phones ask.
     *
     * @return local logins, with nobody logged in
     */
    static LocalLogins inMemory() {
        return new InMemoryLocalLogins();
    }
}
