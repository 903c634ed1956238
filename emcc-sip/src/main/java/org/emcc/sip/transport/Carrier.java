package org.emcc.sip.transport;

import java.net.InetSocketAddress;

/**
 * Port: a transport that is open at one address, with all its flows.
 *
 * <ul>
 *   <li>Durability: none.
 *   <li>Concurrency: any method at any time from any thread; only {@link #close()} waits.
 *   <li>Failure: nothing is thrown for what the network does.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: {@code org.emcc.testkit.contract.SipTransportContract}.
 * </ul>
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface Carrier extends AutoCloseable {
    /**
     * Where it listens.
     *
     * @return the address and the real port; for streams that are only opened from here, the port that was asked for, 0 for any
     */
    InetSocketAddress address();

    /**
     * A flow to a peer. Over UDP it costs nothing. For streams a connection is opened meanwhile; where that fails, the flow is closed,
     * and {@link CarrierEvents#closed} says why.
     *
     * @param peer its address, resolved
     * @return the flow; for streams one that did not exist before
     */
    Flow connect(InetSocketAddress peer);

    /**
     * Closes all flows and ends all threads; waits for those up to a few seconds, but not for the one that calls. Nothing is told after
     * that. Does nothing the second time.
     */
    @Override
    void close();
}
