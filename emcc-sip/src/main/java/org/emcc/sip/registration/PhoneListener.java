package org.emcc.sip.registration;

import java.time.Instant;

/**
 * Port: what happens to a phone that is registered.
 *
 * <ul>
 *   <li>Durability: none.
 *   <li>Concurrency: one call at a time for each phone, on one of its threads; the phone answers nothing meanwhile. The methods of
 *       {@link PhoneRegistration} may be called from here, but their futures not waited for.
 *   <li>Failure: an exception is contained, and logged once for each phone.
 *   <li>Nullness: no argument is null.
 *   <li>Contract suite: none; nothing depends on what a listener does.
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
     * @param stamps the versions of what the phone should hold; all zeros where the registrar did not say
     */
    default void serviceControl(ServiceAction action, VersionStamps stamps) {}

    /**
     * The phone is registered: for the first time, with another node, or anew with one that had restarted. Refreshes are not told.
     *
     * @param node where
     * @param outcome for how long, and what the node uses
     */
    default void registered(PhoneNode node, RegistrationOutcome.Registered outcome) {}

    /**
     * The phone is registered no longer, though nobody asked for it. With a single registrar it does not try again by itself; with a list
     * of nodes it does, and {@link #registered} follows when one of them takes it.
     *
     * @param outcome why
     */
    default void registrationLost(RegistrationOutcome outcome) {}

    /**
     * The active node said what time it is. Phones set their clocks by it, and not by other nodes (sip 4.3 [SRC]); nothing is set here.
     *
     * @param time the Date of its answer, in whole seconds
     */
    default void timeTold(Instant time) {}
}
