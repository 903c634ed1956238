package org.emcc.tftp.server;

import java.net.InetSocketAddress;
import org.emcc.tftp.protocol.TransferOptions;

/** The one start there is; behind an interface so that it may learn more without breaking anybody. */
record Start(InetSocketAddress client, String name, TransferOptions options, long size) implements TransferStart {}
