package org.emcc.core.configuration;

/**
 * What happens when a user who is logged in logs in at another phone. Governs EMCC from release 12.5 on; before that every login is allowed.
 *
 * <p>Source: emcc-behaviour 3.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum MultipleLoginBehavior {
    /** Both logins live. */
    MULTIPLE_LOGINS_ALLOWED,
    /** The second is refused with 25. */
    MULTIPLE_LOGINS_NOT_ALLOWED,
    /** The first is ended. */
    AUTO_LOGOUT
}
