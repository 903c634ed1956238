package org.emcc.sip.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one TCP or TLS connection into messages. They may come in pieces of any size.
 *
 * <pre>{@code
 * StreamReader reader = new StreamReader();
 * while (channel.read(buffer) >= 0) {
 *     buffer.flip();
 *     for (Optional<StreamReader.Event> event = reader.next(buffer); event.isPresent(); event = reader.next(buffer)) {
 *         handle(event.get());
 *     }
 *     buffer.clear();
 * }
 * }</pre>
 *
 * <p>A message ends where its Content-Length says, so that one without it, with different ones or with one that is no number of at
 * most 10 digits ends the connection. The limits are those of {@link SipMessage}; that of a body can be lower. What is kept between two calls is the part of the
 * message that is not complete, and nothing when there is none; the work is linear in the number of bytes, however they come. Whoever
 * owns the connection limits the time that a message may take, by {@link #isWithinMessage()}; 30 seconds are usual.
 *
 * <p>Source: RFC 3261 7.5, 18.3, 20.14, RFC 5626 4.4.1; sip 5.5.
 *
 * @threadsafety confined: one thread at a time
 * @since 0.1.0
 */
public final class StreamReader {
    /** How much is taken at once; what is copied together with the end of a message is never more. */
    private static final int CHUNK = 16_384;

    private static final byte[] NOTHING = {};

    private final int mostBody;
    private byte[] held = NOTHING;
    private int start;
    private int end;

    private @Nullable HeadReader head;
    /** The bytes of the message once its head was read, or -1. */
    private int total = -1;
    /** Whether the last thing that came is one line end, which was told. */
    private boolean ponged;

    private boolean broken;
    private long work;

    /** A reader for the first byte of a connection, with bodies of up to {@link SipMessage#MAX_BODY} bytes. */
    public StreamReader() {
        this(SipMessage.MAX_BODY);
    }

    /**
     * A reader for the first byte of a connection, for whoever needs no long bodies: what it keeps of each connection is less then.
     *
     * @param mostBody how many bytes a body may have, 0 to {@link SipMessage#MAX_BODY}; a longer one ends the connection with status 513
     * @throws IllegalArgumentException when it is out of range
     */
    public StreamReader(int mostBody) {
        this.mostBody = Require.range(mostBody, "most bytes of a body", 0, SipMessage.MAX_BODY);
    }

    /** What a connection brings. */
    public sealed interface Event {}

    /**
     * A message is complete.
     *
     * @param message the message, or why the bytes that its head and its Content-Length cut out are none; the connection can go on
     *     in either case
     */
    public record Received(Decoded<SipMessage> message) implements Event {
        /**
         * Checks that it is there.
         *
         * @param message the message, or why there is none
         */
        public Received {
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * A line end came where a message could have begun. It shows that the other side lives.
     *
     * @param isPing whether it is the second in a row, which the other side awaits one line end for. One that came in two pieces is
     *     told twice: as the first of two, and as both.
     */
    public record KeepAlive(boolean isPing) implements Event {}

    /**
     * Nobody can say where the next message begins. The connection has to be closed, after an answer when there is a request.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    public static final class Broken implements Event {
        private final Problem problem;
        private final int status;
        private final @Nullable SipRequest request;

        private Broken(Problem problem, int status, @Nullable SipRequest request) {
            this.problem = problem;
            this.status = status;
            this.request = request;
        }

        /**
         * What was met.
         *
         * @return the problem; positions are counted from the start of the message
         */
        public Problem problem() {
            return problem;
        }

        /**
         * The status that a request is owed.
         *
         * @return 400, or 513 for a body that is too long
         */
        public int status() {
            return status;
        }

        /**
         * The request that can still be answered, without its body.
         *
         * @return the request, or empty when there is none
         */
        public Optional<SipRequest> request() {
            return Optional.ofNullable(request);
        }

        @Override
        public String toString() {
            return status + " (" + problem + ")";
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
        while (true) {
            try {
                Event event = fromHeld(in.hasRemaining());
                if (event != null) {
                    return Optional.of(event);
                }
            } catch (SipFormatException e) {
                return Optional.of(broken(e.problem(), 400, null));
            }
            if (!in.hasRemaining()) {
                letGo();
                return Optional.empty();
            }
            take(in);
        }
    }

    /**
     * Tells whether a message has begun and is not complete.
     *
     * @return whether more has to come
     */
    public boolean isWithinMessage() {
        return !broken && end > start;
    }

    private @Nullable Event fromHeld(boolean more) {
        HeadReader reading = head;
        if (reading == null) {
            Event alive = lineEnd(more);
            if (alive != null || start == end || isPartOfLineEnds()) {
                return alive;
            }
            reading = new HeadReader();
            head = reading;
        }
        if (total < 0) {
            long before = reading.work();
            boolean complete = reading.read(held, start, end, start);
            work += reading.work() - before;
            if (!complete) {
                return null;
            }
            Decoded<Integer> said = DatagramReader.contentLength(held, start, reading);
            if (said == null) {
                return broken(
                        new Problem("Content-Length", "a message on a stream must have the header"), 400, reading);
            }
            if (said instanceof Decoded.Refused<Integer> refused) {
                return broken(refused.problems().get(0), 400, reading);
            }
            int length = said.value().orElseThrow();
            if (length > mostBody) {
                String message = "a body must have at most " + mostBody + " bytes";
                return broken(new Problem("Content-Length", message), 513, reading);
            }
            total = reading.end() + length;
        }
        return end - start < total ? null : received(reading);
    }

    private Received received(HeadReader complete) {
        Decoded<SipMessage> message;
        try {
            message = DatagramReader.message(held, start, complete, total - complete.end(), start, new ArrayList<>(0));
        } catch (SipFormatException e) {
            message = new Decoded.Refused<>(List.of(e.problem()));
        }
        work += total;
        start += total;
        head = null;
        total = -1;
        ponged = false;
        return new Received(message);
    }

    private @Nullable KeepAlive lineEnd(boolean more) {
        int have = end - start;
        if (have < 2 || !isLineEnd(start) || (have < 4 && more && !ponged)) {
            return null;
        }
        boolean two = !ponged && have >= 4 && isLineEnd(start + 2);
        boolean isPing = ponged || two;
        start += two ? 4 : 2;
        ponged = !isPing && (start == end || isPartOfLineEnds());
        return new KeepAlive(isPing);
    }

    private boolean isLineEnd(int at) {
        return held[at] == '\r' && held[at + 1] == '\n';
    }

    /** Whether all there is could become a line end, or two. */
    private boolean isPartOfLineEnds() {
        return held[start] == '\r' && (end - start == 1 || held[start + 1] == '\n');
    }

    private Broken broken(Problem problem, int status, @Nullable HeadReader complete) {
        SipRequest request = null;
        if (complete != null) {
            try {
                request = DatagramReader.message(held, start, complete, 0, start, new ArrayList<>(0))
                        .value()
                        .filter(message -> message instanceof SipRequest)
                        .map(message -> (SipRequest) message)
                        .orElse(null);
            } catch (SipFormatException e) {
                request = null;
            }
        }
        broken = true;
        head = null;
        start = 0;
        end = 0;
        held = NOTHING;
        return new Broken(problem, status, request);
    }

    private void take(ByteBuffer in) {
        int some = Math.min(in.remaining(), CHUNK);
        if (held.length - end < some) {
            int kept = end - start;
            byte[] next = held;
            if (held.length - kept < some || kept > held.length / 2) {
                int room = Math.max(Math.min(2 * CHUNK, in.remaining()), 2 * kept + some);
                // A message whose end is known needs no room for more than that.
                next = new byte[total < 0 ? room : Math.max(kept + some, Math.min(room, total + CHUNK))];
            }
            System.arraycopy(held, start, next, 0, kept);
            work += kept;
            held = next;
            start = 0;
            end = kept;
        }
        in.get(held, end, some);
        end += some;
        work += some;
    }

    private void letGo() {
        if (start == end) {
            held = NOTHING;
            start = 0;
            end = 0;
        } else if (held.length > 2 * CHUNK && end - start < held.length / 4) {
            held = Arrays.copyOfRange(held, start, end);
            work += end - start;
            end -= start;
            start = 0;
        }
    }

    /** How many bytes were looked at or copied, for tests: bytes that are handled twice count twice. */
    long work() {
        return work;
    }

    /** How many bytes are kept, for tests. */
    int capacity() {
        return held.length;
    }
}
