package org.emcc.tftp.server;

/**
 * Hears what becomes of every request: for counters, an audit trail, tests.
 *
 * <p>Called on the server's threads: by a {@link TftpServer} one after the other, by a {@link ContentHttpServer} also side by side. Be quick. What it throws is logged and changes nothing.
 *
 * @since 0.1.0
 */
public interface TransferListener {
    /**
     * A file is about to be sent. Requests that are refused, or whose file is not there, only end.
     *
     * @param start which file, to whom, how
     */
    default void started(TransferStart start) {}

    /**
     * A request has ended.
     *
     * @param report how
     */
    default void ended(TransferReport report) {}
}
