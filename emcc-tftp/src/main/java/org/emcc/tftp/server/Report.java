package org.emcc.tftp.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.emcc.tftp.protocol.TransferOptions;

/** The one report there is; behind an interface so that it may learn more without breaking anybody. */
record Report(
        InetSocketAddress client,
        String name,
        Result result,
        TransferOptions options,
        long bytes,
        int retransmissions,
        Duration duration)
        implements TransferReport {}
