package org.emcc.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * Port: how messages are carried. There are three to choose from, {@link #udp}, {@link #tcp} and {@link #tls}; an application may bring
 * its own. The product listens at 5060 for the first two and at 5061 for TLS (sip 4.9). What the three send is marked as signalling, with
 * DSCP 24, where the system allows it (sip 4.9).
 *
 * <ul>
 *   <li>Durability: none.
 *   <li>Concurrency: may be used by several registrars and phones at once. One thread for each {@link Carrier}, a daemon named
 *       {@code emcc-sip-<protocol>-1}; it also answers most of what comes. Streams share it, however many they are.
 *   <li>Failure: as each method says.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: {@code org.emcc.testkit.contract.SipTransportContract}.
 * </ul>
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface SipTransport {
    /** Whether one who connects over TLS shows a certificate. One that is shown must be trusted by the context. */
    enum ClientCertificate {
        /** None is asked for. */
        NONE,
        /** One is asked for, and need not be shown. */
        WANTED,
        /** Without one, the handshake fails. So does the product with encrypted phones (sip 4.9). */
        NEEDED
    }

    /**
     * The protocol, as a Via names it.
     *
     * @return {@code UDP}, {@code TCP}, {@code TLS} or another token
     */
    String protocol();

    /**
     * The port where the product listens for this protocol, and which an address without a port means. Source: sip 4.9.
     *
     * @return 5061 for TLS and 5060 for others, unless a transport says otherwise
     */
    default int defaultPort() {
        return protocol().equalsIgnoreCase("TLS") ? 5061 : 5060;
    }

    /**
     * Opens it at an address.
     *
     * @param local one address of this machine (not the wildcard), and a port, 0 for any
     * @param listens whether others may connect; without it only {@link Carrier#connect} makes flows, from that address. UDP always
     *     receives.
     * @param events is told what comes, from now on, also before this returns
     * @return the open carrier
     * @throws IOException when the address cannot be bound
     */
    Carrier open(InetSocketAddress local, boolean listens, CarrierEvents events) throws IOException;

    /**
     * Datagrams of one message each.
     *
     * @return the transport
     */
    static SipTransport udp() {
        return new UdpTransport();
    }

    /**
     * Connections with the standard limits.
     *
     * @return the transport
     */
    static SipTransport tcp() {
        return tcp(StreamLimits.standard());
    }

    /**
     * Connections.
     *
     * @param limits what is bounded
     * @return the transport
     */
    static SipTransport tcp(StreamLimits limits) {
        return new StreamTransport("TCP", Objects.requireNonNull(limits, "limits"), null, ClientCertificate.NONE);
    }

    /**
     * Connections over TLS with the standard limits; see {@link #tls(SSLContext, ClientCertificate, StreamLimits)}.
     *
     * @param context certificate, key and what is trusted
     * @param certificate what is asked of those who connect
     * @return the transport
     */
    static SipTransport tls(SSLContext context, ClientCertificate certificate) {
        return tls(context, certificate, StreamLimits.standard());
    }

    /**
     * Connections over TLS. Whom the context trusts is whom this side talks to: as phones do, which have a list of certificates and no
     * names (inferred), the name in a certificate is not compared with the host that was connected to. Renegotiation closes the
     * connection, and so do more than 16 updates of the keys between two messages. Handshakes run on the carrier's thread, some at a
     * time between what comes from others, so that trust managers should answer at once.
     *
     * @param context certificate, key and what is trusted
     * @param certificate what is asked of those who connect
     * @param limits what is bounded
     * @return the transport
     */
    static SipTransport tls(SSLContext context, ClientCertificate certificate, StreamLimits limits) {
        return new StreamTransport(
                "TLS",
                Objects.requireNonNull(limits, "limits"),
                Objects.requireNonNull(context, "context"),
                Objects.requireNonNull(certificate, "certificate"));
    }
}
