package org.emcc.core.em;

/**
 * An object that a phone displays: one of the {@code CiscoIPPhone} family. A value of these types is always one that a phone can
 * show; {@link PhonePageCodec} says what becomes of one that is not.
 *
 * <p>Source: em-api-and-axl 2.4 and 2.6. Objects that the EM service does not use are not here.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PhonePage permits PhoneText, PhoneMenu, PhoneInput {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link PhoneText}. */
        TEXT,
        /** {@link PhoneMenu}. */
        MENU,
        /** {@link PhoneInput}. */
        INPUT
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
     * @return the head
     */
    PageHead head();
}
