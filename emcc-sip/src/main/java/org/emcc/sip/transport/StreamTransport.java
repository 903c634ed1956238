package org.emcc.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Connections, with TLS where there is a context.
 *
 * @param protocol what a Via calls it
 * @param limits what is bounded
 * @param context of TLS, or null for none
 * @param certificate what is asked of those who connect over TLS
 */
record StreamTransport(
        String protocol, StreamLimits limits, @Nullable SSLContext context, ClientCertificate certificate)
        implements SipTransport {
    @Override
    public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents events) throws IOException {
        return StreamCarrier.open(this, local, listens, events);
    }

    /** TLS for one connection, or null for none. */
    @Nullable
    TlsLayer layer(InetSocketAddress peer, boolean isClient) {
        SSLContext tls = context;
        if (tls == null) {
            return null;
        }
        // The text of the address and no name: that would be looked up.
        SSLEngine engine = tls.createSSLEngine(peer.getAddress().getHostAddress(), peer.getPort());
        engine.setUseClientMode(isClient);
        if (!isClient) {
            switch (certificate) {
                case NONE -> {}
                case WANTED -> engine.setWantClientAuth(true);
                case NEEDED -> engine.setNeedClientAuth(true);
            }
        }
        return new TlsLayer(engine);
    }

    /** The context is not shown: what it prints is not ours to know. */
    @Override
    public String toString() {
        return protocol;
    }
}
