package org.emcc.tftp.server;

import java.net.InetSocketAddress;
import org.emcc.tftp.protocol.TransferOptions;

/**
 * A file that a server begins to send. Source: tftp 17, requirement 9.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface TransferStart permits Start {
    /**
     * Who asked.
     *
     * @return address and port
     */
    InetSocketAddress client();

    /**
     * The file name as it was asked for.
     *
     * @return the name
     */
    String name();

    /**
     * The options that are granted.
     *
     * @return what the OACK says; none when there is no OACK
     */
    TransferOptions options();

    /**
     * The size of the file.
     *
     * @return bytes, as stored
     */
    long size();
}
