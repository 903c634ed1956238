package org.emcc.sip.sccp;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one TCP or TLS connection into frames. They may come in pieces of any size.
 *
 * <pre>{@code
 * SccpFrameReader reader = new SccpFrameReader();
 * while (channel.read(buffer) >= 0) {
 *     buffer.flip();
 *     for (Optional<SccpFrameReader.Event> event = reader.next(buffer); event.isPresent(); event = reader.next(buffer)) {
 *         handle(event.get());
 *     }
 *     buffer.clear();
 * }
 * }</pre>
 *
 * <p>What is kept between two calls is the frame that is not complete: 8 bytes, and as many as its length says once it is known to be at
 * most {@link SccpFrame#MAX_LENGTH}. Each byte is copied once. Whoever owns the connection limits the time that a frame may take, by
 * {@link #isWithinFrame()}.
 *
 * <p>Source: sip 4.10.
 *
 * @threadsafety confined: one thread at a time
 * @since 0.1.0
 */
public final class SccpFrameReader {
    private final byte[] head = new byte[SccpFrame.HEAD];
    private byte @Nullable [] body;
    /** How many bytes of the head, or of the body when there is one, have come. */
    private int have;

    private boolean broken;

    /** A reader for the first byte of a connection. */
    public SccpFrameReader() {}

    /** What a connection brings. */
    public sealed interface Event {}

    /**
     * A frame is complete.
     *
     * @param frame the frame
     */
    public record Received(SccpFrame frame) implements Event {
        /**
         * Checks that it is there.
         *
         * @param frame the frame
         */
        public Received {
            Objects.requireNonNull(frame, "frame");
        }
    }

    /**
     * Nobody can say where the next frame begins. The connection has to be closed; what comes is thrown away.
     *
     * @param problem what was met; positions are counted from the start of the frame
     */
    public record Broken(Problem problem) implements Event {
        /**
         * Checks that it is there.
         *
         * @param problem what was met
         */
        public Broken {
            Objects.requireNonNull(problem, "problem");
        }
    }

    /**
     * Reads on until something is complete. To be called again with the same buffer until it answers nothing; then all bytes of the
     * buffer are taken.
     *
     * @param in bytes of the connection, from its position to its limit
     * @return what is complete, or empty when more bytes are needed or the connection is broken
     */
    public Optional<Event> next(ByteBuffer in) {
        if (broken) {
            in.position(in.limit());
            return Optional.empty();
        }
        byte[] reading = body;
        if (reading == null) {
            if (!filled(head, in)) {
                return Optional.empty();
            }
            long length = Wire.unsigned32(head, 0);
            Problem wrong = SccpFrame.wrongLength(length);
            if (wrong != null) {
                broken = true;
                return Optional.of(new Broken(wrong));
            }
            reading = new byte[(int) length];
            body = reading;
            have = 0;
        }
        if (!filled(reading, in)) {
            return Optional.empty();
        }
        body = null;
        have = 0;
        return Optional.of(new Received(SccpFrame.of(Wire.unsigned32(head, 4), reading, 0)));
    }

    private boolean filled(byte[] target, ByteBuffer in) {
        int some = Math.min(in.remaining(), target.length - have);
        in.get(target, have, some);
        have += some;
        return have == target.length;
    }

    /**
     * Tells whether a frame has begun and is not complete.
     *
     * @return whether more has to come
     */
    public boolean isWithinFrame() {
        return !broken && (body != null || have > 0);
    }

    /** How many bytes are kept, for tests. */
    int capacity() {
        byte[] kept = body;
        return head.length + (kept == null ? 0 : kept.length);
    }
}
