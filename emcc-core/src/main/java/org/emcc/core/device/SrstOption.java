package org.emcc.core.device;

/**
 * What a phone falls back to when it loses its call managers.
 *
 * <p>Source: phone-config-files 3.3, {@code srstOption}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum SrstOption {
    /** Nothing. */
    DISABLE,
    /** The default gateway of its network. */
    USE_DEFAULT_GATEWAY,
    /** The addresses given. */
    USER_SPECIFIC
}
