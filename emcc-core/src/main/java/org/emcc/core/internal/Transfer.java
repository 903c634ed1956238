package org.emcc.core.internal;

import org.jspecify.annotations.Nullable;

/**
 * One read from a connection or one write to it, by the thread that made this, which any other can cut off.
 *
 * <p>It is cut off by an interrupt, because the JDK closes a channel in which a thread is interrupted. To close the exchange, as a server
 * does that gives up, would wait for a write that is blocked (over TLS on JDK 17, and in clear as well on 25), and so would the server's
 * own stop and its property {@code sun.net.httpserver.maxRspTime}. Thread-safe.
 */
public final class Transfer {
    private @Nullable Thread thread = Thread.currentThread();
    private boolean cut;

    /** Begins one, by this thread. */
    public Transfer() {}

    /** Closes the connection under whoever waits for it; does nothing once the transfer has ended. */
    public synchronized void cutOff() {
        if (thread != null) {
            cut = true;
            thread.interrupt();
        }
    }

    /** Notes that the thread goes on with something else, of which the interrupt must not be. */
    public synchronized void end() {
        if (cut && thread == Thread.currentThread()) {
            boolean unused = Thread.interrupted();
        }
        thread = null;
    }
}
