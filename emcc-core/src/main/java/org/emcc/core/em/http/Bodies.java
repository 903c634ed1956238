package org.emcc.core.em.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.concurrent.Semaphore;
import org.emcc.core.internal.TimeLimit;

/**
 * Reads the bodies of requests, each within its time, and only so many at once: a body that comes slowly holds a thread, because the
 * JDK's server knows no other way. Clients with a trusted certificate have places of their own, so that strangers cannot keep clusters
 * from each other, and one stranger who has more than a quarter of the places gives way to others. Thread-safe.
 *
 * <p>Whatever is wrong ends in an exception, and never in an answer: the JDK's server closes the connection then and forgets it, whereas
 * an answer to a body that has not been read to its end would first wait for the rest of it.
 */
final class Bodies {
    /** How much of a body that is too large is still read, so that the client hears of it. */
    private static final int DRAIN_LIMIT = 4 * Wire.BODY_LIMIT;

    private static final byte[] NONE = {};

    private final Semaphore ofClusters;
    private final Places ofOthers;
    private final TimeLimit limit;

    /**
     * A reader of bodies.
     *
     * @param atOnce how many are read at once for clients with a certificate, and for others
     * @param limit within which a body must have come
     */
    Bodies(int atOnce, TimeLimit limit) {
        this.ofClusters = new Semaphore(atOnce);
        this.ofOthers = new Places(atOnce);
        this.limit = limit;
    }

    /** The body, or one byte more than is allowed; empty when none is announced. */
    byte[] read(UnderWay request, boolean certificate) throws IOException {
        if (!announced(request.exchange())) {
            return arrived(request, NONE);
        }
        return certificate ? ofCluster(request) : ofOther(request);
    }

    private byte[] ofCluster(UnderWay request) throws IOException {
        if (!ofClusters.tryAcquire()) {
            throw noPlace();
        }
        try {
            return inTime(request);
        } finally {
            ofClusters.release();
        }
    }

    private byte[] ofOther(UnderWay request) throws IOException {
        InetAddress from = request.exchange().getRemoteAddress().getAddress();
        Runnable giveBack = ofOthers.take(from, request::cutOff).orElseThrow(Bodies::noPlace);
        try {
            return inTime(request);
        } finally {
            giveBack.run();
        }
    }

    private static IOException noPlace() {
        return new IOException("as many bodies are awaited as may be");
    }

    private byte[] inTime(UnderWay request) throws IOException {
        return arrived(
                request, request.transfer(limit, () -> all(request.exchange().getRequestBody())));
    }

    private static byte[] arrived(UnderWay request, byte[] body) throws IOException {
        if (!request.arrived()) {
            throw new IOException("the body did not come in time");
        }
        return body;
    }

    private static boolean announced(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return exchange.getRequestHeaders().containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    private static byte[] all(InputStream in) throws IOException {
        byte[] body = in.readNBytes(Wire.BODY_LIMIT + 1);
        if (body.length > Wire.BODY_LIMIT) {
            drain(in);
        }
        return body;
    }

    private static void drain(InputStream in) throws IOException {
        byte[] piece = new byte[8 * 1024];
        int taken = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            taken += read;
            if (taken > DRAIN_LIMIT) {
                throw new IOException("the body is far too large");
            }
        }
    }
}
