package org.emcc.sip.registration;

import java.util.Optional;
import org.emcc.core.id.DeviceName;

/**
 * Port: knows the digest users of a cluster. A third-party phone is known by its digest user, which belongs to that device only; a
 * phone that names its device may have to prove the user of the same device.
 *
 * <ul>
 *   <li>Durability: none is asked for.
 *   <li>Concurrency: one call at a time for each registrar, on one of its threads; it should answer at once, as the registrar
 *       waits for it.
 *   <li>Failure: an exception makes the registrar answer 503; it is logged once.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: {@code org.emcc.testkit.contract.DigestUsersContract}.
 * </ul>
 *
 * <p>Source: sip 4.3 and 4.4.
 *
 * @threadsafety confined
 * @since 0.1.0
 */
@FunctionalInterface
public interface DigestUsers {
    /**
     * Finds a user.
     *
     * @param name the name that a phone gives, 1 to 255 characters; nothing is proved yet
     * @return the user, or empty when there is none
     */
    Optional<DigestUser> find(String name);

    /**
     * Tells whether a phone that names its device has to prove its user, as the security profile of the device says. A third-party
     * phone always has to, so this must be true of its device: who names that device in a contact would get around it otherwise.
     *
     * @param device the device that a contact names; it need not exist
     * @return true by default
     */
    default boolean isDemandedOf(DeviceName device) {
        return true;
    }
}
