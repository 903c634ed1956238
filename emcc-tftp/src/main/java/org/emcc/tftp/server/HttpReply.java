package org.emcc.tftp.server;

import java.nio.ByteBuffer;
import java.util.Map;
import org.emcc.tftp.server.TransferReport.Result;

/**
 * An answer over HTTP.
 *
 * @param status its number
 * @param headers what it says besides; the length of the body among them, unless the status has none
 * @param body what is sent; nothing to HEAD
 * @param result what it is called in a report
 */
record HttpReply(int status, Map<String, String> headers, ByteBuffer body, Result result) implements HttpStep {
    HttpReply {
        headers = Map.copyOf(headers);
        body = body.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }
}
