package org.emcc.tftp.content;

/**
 * How a file is asked for.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum Transport {
    /** TFTP, port 69. */
    TFTP,
    /** HTTP, port 6970. */
    HTTP,
    /** HTTPS, port 6971 or 6972. */
    HTTPS
}
