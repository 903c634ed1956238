package org.emcc.sip.registration;

/**
 * Port: what happens to a phone that is registered.
 *
 * <ul>
 *   <li>Durability: none.
 *   <li>Concurrency: one call at a time for each phone, on one of its threads; the phone answers nothing meanwhile. The methods of
 *       {@link PhoneRegistration} may be called from here, but their futures not waited for.
 *   <li>Failure: an exception is contained, and logged once for each phone.
 *   <li>Nullness: no argument is null.
 *   <li>Contract suite: none yet.
 * </ul>
 *
 * @threadsafety confined
 * @since 0.1.0
 */
public interface PhoneListener {
    /**
     * The registrar told the phone to do something, and was answered 200. The registration is as it was: what to do is the
     * listener's decision.
     *
     * @param action what to do
     */
    default void serviceControl(ServiceAction action) {}

    /**
     * A refresh failed: the phone is no longer registered, and does not try again by itself.
     *
     * @param outcome why
     */
    default void registrationLost(RegistrationOutcome outcome) {}
}
