package org.emcc.sip.sccp;

import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.sip.message.SipFormatException;
import org.jspecify.annotations.Nullable;

/**
 * One message on the wire: its length, the version of its header, its id and its payload, all numbers little-endian.
 *
 * <p>Source: sip 4.10. How long a message may be is not public: {@link #MAX_LENGTH} is our choice, more than three times the longest that
 * is known.
 *
 * @param headerVersion 0 in the oldest protocol versions, else the version that is spoken; 0 to 4,294,967,295
 * @param messageId the message id; 0 to 4,294,967,295
 * @param payload what follows, at most 8,188 bytes
 * @threadsafety immutable
 * @since 0.1.0
 */
public record SccpFrame(long headerVersion, long messageId, SccpBytes payload) {
    /** The greatest length that is read or written: it counts the message id and the payload. */
    public static final int MAX_LENGTH = 8_192;

    /** The bytes of the length itself and of the header version. */
    static final int HEAD = 8;

    private static final int ID = 4;

    /**
     * Checks the parts.
     *
     * @param headerVersion 0 to 4,294,967,295
     * @param messageId the message id; 0 to 4,294,967,295
     * @param payload what follows, at most 8,188 bytes
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public SccpFrame {
        Wire.unsigned32(headerVersion, "header version");
        Wire.unsigned32(messageId, "message id");
        Objects.requireNonNull(payload, "payload");
        if (payload.length() > MAX_LENGTH - ID) {
            throw new IllegalArgumentException(
                    "payload must have at most " + (MAX_LENGTH - ID) + " bytes, but has " + payload.length());
        }
    }

    /**
     * The frame as it is sent.
     *
     * @return 12 bytes and the payload
     */
    public byte[] encode() {
        return new FieldWriter()
                .unsigned32(ID + payload.length())
                .unsigned32(headerVersion)
                .unsigned32(messageId)
                .end(payload)
                .shared();
    }

    /**
     * Reads exactly one frame. A connection, where frames come in pieces, has an {@link SccpFrameReader}.
     *
     * @param bytes the whole frame and nothing else
     * @return the frame, or why these bytes are none
     */
    public static Decoded<SccpFrame> decode(byte[] bytes) {
        if (bytes.length < HEAD + ID) {
            return Decoded.refused("byte 0", "a frame must have at least 12 bytes, but has " + bytes.length);
        }
        long length = Wire.unsigned32(bytes, 0);
        Problem wrong = wrongLength(length);
        if (wrong != null) {
            return Decoded.refused(wrong.where(), wrong.message());
        }
        if (length != bytes.length - HEAD) {
            return Decoded.refused("byte 0", "the length must be " + (bytes.length - HEAD) + ", but is " + length);
        }
        return Decoded.ok(of(Wire.unsigned32(bytes, 4), bytes, HEAD));
    }

    /**
     * Reads exactly one frame.
     *
     * @param bytes the whole frame and nothing else
     * @return the frame
     * @throws SipFormatException when these bytes are none
     */
    public static SccpFrame decodeOrThrow(byte[] bytes) {
        Decoded<SccpFrame> decoded = decode(bytes);
        return decoded.value()
                .orElseThrow(() -> new SipFormatException(decoded.problems().get(0)));
    }

    /** A frame whose id and payload begin at an index of an array and end with it. */
    static SccpFrame of(long headerVersion, byte[] bytes, int at) {
        return new SccpFrame(headerVersion, Wire.unsigned32(bytes, at), SccpBytes.copy(bytes, at + ID, bytes.length));
    }

    /** Why a length cannot be one, or null. */
    static @Nullable Problem wrongLength(long length) {
        return length >= ID && length <= MAX_LENGTH
                ? null
                : new Problem("byte 0", "the length must be from " + ID + " to " + MAX_LENGTH + ", but is " + length);
    }
}
