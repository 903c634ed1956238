package org.emcc.sip.transport;

import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * TLS of one connection. The carrier's thread reads, and whoever holds the lock of the flow writes; an engine allows both at once.
 */
final class TlsLayer {
    private static final byte[] NONE = {};

    /**
     * How many records that carry nothing may come between two messages, such as updates of the keys: each costs this side more than the
     * one who sends it. Our choice; usual are 32.
     */
    private static final int MOST_EMPTY = 16;

    private final SSLEngine engine;
    /** The beginning of a record whose end did not come yet. */
    private byte[] kept = NONE;

    private int empty;
    private boolean putOff;
    private volatile boolean ready;

    TlsLayer(SSLEngine engine) {
        this.engine = engine;
    }

    /** What carries the connection. */
    interface Below {
        /** Writes what the handshake, or the end of the connection, asks for, with no bytes of its own; tells whether more can be written. */
        boolean write() throws SSLException;

        /** Whether the work of a handshake may be done now; it is put off otherwise. */
        boolean mayWork();
    }

    /** Whether the handshake is over: messages may be written. */
    boolean isReady() {
        return ready;
    }

    List<Certificate> peerCertificates() {
        try {
            return List.of(engine.getSession().getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    void begin() throws SSLException {
        engine.beginHandshake();
    }

    /** Puts what was kept of the last read before what is read next. */
    void restore(ByteBuffer in) {
        in.put(kept);
        kept = NONE;
    }

    /**
     * Decrypts, and carries the handshake on.
     *
     * @param in what came, in which nothing is left afterwards
     * @param plain where it is put, with room for all of it
     * @return whether more may come; when the rest was put off, so it is kept
     */
    boolean read(ByteBuffer in, ByteBuffer plain, Below below) throws SSLException {
        putOff = false;
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    if (!runTask(below)) {
                        putOff = true;
                        keep(in);
                        return true;
                    }
                }
                case NEED_WRAP -> {
                    if (!below.write()) {
                        return false;
                    }
                }
                default -> {
                    SSLEngineResult result = engine.unwrap(in, plain);
                    look(result);
                    if (result.getStatus() == Status.CLOSED) {
                        return false;
                    }
                    if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                        ready |= engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
                        keep(in);
                        return true;
                    }
                    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                        throw new SSLException("a record is longer than records are");
                    }
                    if (ready && result.bytesProduced() == 0 && ++empty > MOST_EMPTY) {
                        throw new SSLException(
                                "more than " + MOST_EMPTY + " records came that carry nothing of a message");
                    }
                }
            }
        }
    }

    private void keep(ByteBuffer in) {
        kept = in.hasRemaining() ? new byte[in.remaining()] : NONE;
        in.get(kept);
    }

    /** Whether the last {@link #read} put off what it met: it is to be called again, also when nothing more has come. */
    boolean isPutOff() {
        return putOff;
    }

    /** A message was complete. */
    void carried() {
        empty = 0;
    }

    private boolean runTask(Below below) throws SSLException {
        if (ready) {
            // It costs the one who asks nothing, and this side a signature.
            throw new SSLException("renegotiation is not allowed");
        }
        if (!below.mayWork()) {
            return false;
        }
        Runnable task = engine.getDelegatedTask();
        if (task != null) {
            task.run();
        }
        return true;
    }

    /**
     * Encrypts all that is there, or lets the handshake write one record.
     *
     * @param scratch room for one record
     * @param out takes each
     * @return whether more can be written
     */
    boolean write(ByteBuffer plain, ByteBuffer scratch, Consumer<ByteBuffer> out) throws SSLException {
        do {
            scratch.clear();
            SSLEngineResult result = engine.wrap(plain, scratch);
            scratch.flip();
            out.accept(scratch);
            look(result);
            if (result.getStatus() == Status.CLOSED) {
                return false;
            }
            if (result.getStatus() != Status.OK) {
                throw new SSLException("cannot write a record: " + result.getStatus());
            }
            if (plain.hasRemaining() && result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                // A renegotiation waits for its work, which is never done: see runTask.
                throw new SSLException("nothing can be written while another handshake is on its way");
            }
        } while (plain.hasRemaining());
        return true;
    }

    private void look(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            ready = true;
        }
    }

    /** From now on {@link #write} says that nothing more will come. */
    void end() {
        engine.closeOutbound();
    }

    /** Whether there is something to say at the end. */
    boolean hasLastWords() {
        return !engine.isOutboundDone();
    }
}
