package org.emcc.core.em;

/**
 * An object of the {@code CiscoIPPhone} family: what a phone displays, what it is told to do, or what it answers to that. A value of
 * the types with fields is always one within the limits; {@link PhonePageCodec} says what becomes of one that is not.
 *
 * <p>Source: em-api-and-axl 2.4 and 2.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PhonePage
        permits PhoneText, PhoneMenu, PhoneInput, PhoneExecute, PhoneResponse, PhoneError, PhoneOther {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link PhoneText}. */
        TEXT,
        /** {@link PhoneMenu}. */
        MENU,
        /** {@link PhoneInput}. */
        INPUT,
        /** {@link PhoneExecute}. */
        EXECUTE,
        /** {@link PhoneResponse}. */
        RESPONSE,
        /** {@link PhoneError}. */
        ERROR,
        /** {@link PhoneOther}. */
        OTHER
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * What every displayable object has: title, prompt and softkeys.
     *
     * @return the head; empty for an object that displays nothing
     */
    PageHead head();
}
