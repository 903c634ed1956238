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

    private final SSLEngine engine;
    /** The beginning of a record whose end did not come yet. */
    private byte[] kept = NONE;

    private volatile boolean ready;

    TlsLayer(SSLEngine engine) {
        this.engine = engine;
    }

    /** Writes what the handshake, or the end of the connection, asks for; with no bytes of its own. */
    interface Out {
        /** Whether more can be written. */
        boolean write() throws SSLException;
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
     * @return whether more may come
     */
    boolean read(ByteBuffer in, ByteBuffer plain, Out out) throws SSLException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> {
                    if (!out.write()) {
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
                        kept = in.hasRemaining() ? new byte[in.remaining()] : NONE;
                        in.get(kept);
                        return true;
                    }
                    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                        throw new SSLException("a record is longer than records are");
                    }
                }
            }
        }
    }

    private void runTasks() throws SSLException {
        if (ready) {
            // It costs the one who asks nothing, and this side a signature.
            throw new SSLException("renegotiation is not allowed");
        }
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
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
