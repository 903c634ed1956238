package org.emcc.tftp.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.protocol.TransferOptions;

/** The one report there is; behind an interface so that it may learn more without breaking anybody. */
record Report(
        Transport transport,
        InetSocketAddress client,
        String name,
        Result result,
        TransferOptions options,
        long bytes,
        int retransmissions,
        Duration duration)
        implements TransferReport {
    /** Of a request over TFTP. */
    Report(
            InetSocketAddress client,
            String name,
            Result result,
            TransferOptions options,
            long bytes,
            int retransmissions,
            Duration duration) {
        this(Transport.TFTP, client, name, result, options, bytes, retransmissions, duration);
    }
}
