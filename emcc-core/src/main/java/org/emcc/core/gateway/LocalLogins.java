package org.emcc.core.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;

/**
 * Logins of this cluster's own users at this cluster's own phones. The SDK does none by itself: whoever runs a call control puts it
 * in here, and the Extension Mobility API carries its wishes there.
 *
 * <p>Source: design 4.2; em-api-and-axl 1.3 to 1.6.
 *
 * @implSpec Durability: what is answered as done stays so for as long as the implementation promises. Concurrency: called from any
 *     thread, calls overlap and do not block the caller; a future may be completed on any thread. Two logins at one phone may come side
 *     by side: one of them is to be refused with 18. Whether a user may be logged in at several phones of this cluster at once is
 *     the implementation's to decide (25). Failure: throw any unchecked exception, or complete exceptionally; the call of the API
 *     then ends with 6, as it does when no answer comes by the deadline of {@code org.emcc.core.em.EmApi}. Nothing is repeated.
 *     Nullness: never null.
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
     * Logs out whoever is logged in at a phone.
     *
     * @param device the phone
     * @return how it ended; 19 when nobody is
     */
    CompletableFuture<LocalOutcome> logout(DeviceName device);

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
        return new LocalLogins() {
            @Override
            public CompletableFuture<LocalOutcome> login(LocalLogin login) {
                return CompletableFuture.completedFuture(new LocalOutcome.Refused(ErrorCode.of(4)));
            }

            @Override
            public CompletableFuture<LocalOutcome> logout(DeviceName device) {
                return CompletableFuture.completedFuture(new LocalOutcome.Refused(ErrorCode.of(19)));
            }

            @Override
            public CompletableFuture<LocalOutcome> logoutAll() {
                return CompletableFuture.completedFuture(new LocalOutcome.Done());
            }

            @Override
            public CompletableFuture<LocalPresence> at(DeviceName device) {
                return CompletableFuture.completedFuture(LocalPresence.nobody());
            }

            @Override
            public CompletableFuture<List<DeviceName>> devicesOf(UserId user) {
                return CompletableFuture.completedFuture(List.of());
            }
        };
    }
}
