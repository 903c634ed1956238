package org.emcc.tftp.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.protocol.TransferOptions;

/**
 * What became of a request. Source: tftp 17, requirement 9.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface TransferReport permits Report {
    /** How a request ended. */
    enum Result {
        /** The whole file was acknowledged; over HTTP, it was all handed to the connection, or the client had it already. */
        DONE,
        /** Everything was sent, the last ACK did not come: not a failure for certain. */
        LAST_ACK_MISSING,
        /** The client fell silent; over HTTP, it did not take the answer in its time. */
        TIMEOUT,
        /** The client sent an ERROR, or broke the protocol; over HTTP, it closed the connection. */
        CLIENT_ERROR,
        /** A write, an obsolete mode, another method, a malformed request, or a client that may not have the file. */
        REFUSED,
        /** There is no such file. */
        NOT_FOUND,
        /** The server was busy, or the file was not built in time. */
        OVERLOAD,
        /** The source failed, or the server was closed. */
        INTERNAL
    }

    /**
     * How the file was asked for.
     *
     * @return the transport
     */
    Transport transport();

    /**
     * Who asked.
     *
     * @return address and port
     */
    InetSocketAddress client();

    /**
     * The file name as it was asked for; over HTTP, the path as it was sent.
     *
     * @return the name; empty when the request could not be read
     */
    String name();

    /**
     * How it ended.
     *
     * @return the result
     */
    Result result();

    /**
     * The options in force.
     *
     * @return what was granted; none when nothing was sent, and over HTTP
     */
    TransferOptions options();

    /**
     * How much of the file was acknowledged, or handed to the connection.
     *
     * @return bytes, as transferred
     */
    long bytes();

    /**
     * How many packets were sent again.
     *
     * @return 0 or more; 0 over HTTP
     */
    int retransmissions();

    /**
     * How long it took from the request.
     *
     * @return the time by the server's clock
     */
    Duration duration();
}
