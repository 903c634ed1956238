package org.emcc.tftp.server;

/**
 * Hears what becomes of every request: for counters, an audit trail, tests.
 *
 * <p>Called on the server's thread, one after the other: be quick. What it throws is logged and changes nothing.
 *
 * @since 0.1.0
 */
public interface TransferListener {
    /**
     * A request has ended.
     *
     * @param report how
     */
    default void ended(TransferReport report) {}
}
