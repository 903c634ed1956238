package org.emcc.core.session;

/**
 * Why a login ends, or ended.
 *
 * <p>Source: emcc-behaviour 3.1 to 3.5; design 4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum LogoutCause {
    /** The user logged out at the phone. */
    PHONE,
    /** The administrator of the home cluster ended it. */
    HOME_ADMINISTRATOR,
    /** The administrator of the visiting cluster cleaned up the visiting side. */
    VISITING_ADMINISTRATOR,
    /** The maximum login time is over. */
    MAXIMUM_LOGIN_TIME,
    /** Home found the device expired. */
    MAINTENANCE,
    /** The user logged in at another phone, and the older login gave way. */
    SECOND_LOGIN,
    /** The login itself failed after home had reserved a base device. */
    LOGIN_FAILED
}
