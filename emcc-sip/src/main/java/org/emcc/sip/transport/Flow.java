package org.emcc.sip.transport;

import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Port: the way to one peer. Over UDP that is the peer's address, over a stream one connection. What is sent goes the same way as what
 * comes, so that an answer, or a request to a phone that stands behind its own connection, finds back.
 *
 * <p>Two flows are equal when what is sent on either goes the same way; those of a stream only when they are the same.
 *
 * <ul>
 *   <li>Durability: none.
 *   <li>Concurrency: any method at any time from any thread; none waits.
 *   <li>Failure: nothing is thrown for what the network does. What cannot be sent is lost, and a stream that loses anything is closed.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: {@code org.emcc.testkit.contract.SipTransportContract}.
 * </ul>
 *
 * <p>Source: RFC 3261 18.2.2, RFC 5626 2.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface Flow {
    /**
     * The protocol, as a Via names it.
     *
     * @return {@code UDP}, {@code TCP}, {@code TLS} or another token
     */
    String protocol();

    /**
     * Whether what is sent arrives, in order, or the flow is closed. Nothing is sent twice then.
     *
     * @return true for streams
     */
    boolean isReliable();

    /**
     * This side's address, which a Via and a contact name.
     *
     * @return the address and the port; known from the beginning, also while a connection is being opened
     */
    InetSocketAddress local();

    /**
     * The other side's address.
     *
     * @return the address and the port
     */
    InetSocketAddress peer();

    /**
     * By what the other side has proved who it is. That the transport trusts a certificate does not say which device may have it.
     *
     * @return its certificates, its own first; empty where it showed none, and for what is not TLS
     */
    default List<Certificate> peerCertificates() {
        return List.of();
    }

    /**
     * Why nothing can be sent any longer.
     *
     * @return one sentence; empty while the flow is open, or being opened. One over UDP is always open.
     */
    Optional<String> whyClosed();

    /**
     * Sends a message. While a connection is being opened it waits; on a flow that is closed it is lost.
     *
     * @param message its bytes, which are not changed by anybody from now on
     */
    void send(byte[] message);

    /**
     * Closes a stream, after what was sent has gone out; waits for nothing. What was sent on a connection that is still being opened is lost
     * with it. Does nothing over UDP. To be called for each stream that
     * {@link CarrierEvents#closed} tells of, too, which says that no more will be sent.
     *
     * @param why one sentence
     */
    void close(String why);
}
