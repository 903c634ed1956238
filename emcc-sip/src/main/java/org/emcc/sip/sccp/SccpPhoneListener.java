package org.emcc.sip.sccp;

/**
 * Port: what happens to an SCCP phone that is registered.
 *
 * <ul>
 *   <li>Durability: none.
 *   <li>Concurrency: one call at a time for each phone, on its thread; the phone hears nothing meanwhile. The methods of
 *       {@link SccpPhone} may be called from here, but their futures not waited for.
 *   <li>Failure: an exception is contained, and logged once for each phone.
 *   <li>Nullness: no argument is null.
 *   <li>Contract suite: none; nothing depends on what a listener does.
 * </ul>
 *
 * @threadsafety confined
 * @since 0.1.0
 */
public interface SccpPhoneListener {
    /**
     * The call manager told the phone to start anew. The registration is as it was: what to do is the listener's decision.
     *
     * @param reset how; its type is one of the constants there, or a number that is not known
     */
    default void reset(CallManagerMessage.Reset reset) {}

    /**
     * The phone is no longer registered, and does not try again by itself.
     *
     * @param outcome why
     */
    default void registrationLost(SccpOutcome outcome) {}
}
