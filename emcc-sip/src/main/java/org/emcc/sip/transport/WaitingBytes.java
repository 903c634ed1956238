package org.emcc.sip.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * What waits to be written to one connection. It is bounded in two parts: messages, of which a single one may be longer than the bound,
 * and what the connection writes on its own account, such as pongs and records of TLS. The work is linear in the number of bytes. To be
 * used under the lock of its flow.
 */
final class WaitingBytes {
    /** How much a socket is offered at once: what it does not take was copied for nothing. */
    private static final int OFFERED = 65_536;

    /** About the longest array there can be. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private static final byte[] NOTHING = {};

    private final int most;
    private byte[] held = NOTHING;
    private int start;
    private int end;
    private int own;
    private long work;

    WaitingBytes(int most) {
        this.most = most;
    }

    int size() {
        return end - start;
    }

    boolean isEmpty() {
        return start == end;
    }

    void add(ByteBuffer bytes) {
        int more = bytes.remaining();
        if (held.length - end < more) {
            int all = Math.addExact(size(), more);
            byte[] next = all > held.length / 2 ? new byte[(int) Math.min(2L * all, Math.max(all, MOST))] : held;
            System.arraycopy(held, start, next, 0, size());
            work += size();
            end -= start;
            start = 0;
            held = next;
        }
        bytes.get(held, end, more);
        end += more;
        work += more;
    }

    /**
     * Adds what is written on the connection's own account.
     *
     * @return false when too much of that waits, and nothing was added
     */
    boolean addOwn(ByteBuffer bytes) {
        if (own > most) {
            return false;
        }
        own += bytes.remaining();
        add(bytes);
        return true;
    }

    /** Writes what the other side takes. */
    void writeTo(WritableByteChannel channel) throws IOException {
        int written = 1;
        while (!isEmpty() && written > 0) {
            written = channel.write(ByteBuffer.wrap(held, start, Math.min(size(), OFFERED)));
            start += written;
        }
        if (isEmpty()) {
            clear();
        }
    }

    /** All that waits, which does not wait any longer. */
    ByteBuffer take() {
        ByteBuffer all = ByteBuffer.wrap(held, start, size());
        clear();
        return all;
    }

    void clear() {
        held = NOTHING;
        start = 0;
        end = 0;
        own = 0;
    }

    /** How many bytes were copied, for tests: bytes that are copied twice count twice. */
    long work() {
        return work;
    }
}
