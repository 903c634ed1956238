package org.emcc.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.emcc.sip.testing.TestTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsLayerTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @TempDir
    private static Path folder;

    private final ByteBuffer toClient = ByteBuffer.allocate(100_000);
    private final ByteBuffer toServer = ByteBuffer.allocate(100_000);
    private final ByteBuffer scratch = ByteBuffer.allocate(40_000);
    private final ByteBuffer plain = ByteBuffer.allocate(100_000);

    private TlsLayer.Below below(TlsLayer server) {
        return new TlsLayer.Below() {
            @Override
            public boolean write() throws SSLException {
                return server.write(NOTHING.duplicate(), scratch, toClient::put);
            }

            @Override
            public boolean mayWork() {
                return true;
            }
        };
    }

    /** Carries the client's handshake on until it has to wait for the server. */
    private void work(SSLEngine client) throws SSLException {
        while (true) {
            switch (client.getHandshakeStatus()) {
                case NEED_TASK -> client.getDelegatedTask().run();
                case NEED_WRAP -> client.wrap(NOTHING.duplicate(), toServer);
                case NEED_UNWRAP -> {
                    toClient.flip();
                    boolean has = toClient.hasRemaining();
                    client.unwrap(toClient, plain.clear());
                    toClient.compact();
                    if (!has) {
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void read(TlsLayer server) throws SSLException {
        toServer.flip();
        try {
            server.read(toServer, plain.clear(), below(server));
        } finally {
            toServer.clear();
        }
    }

    /** The engine then answers that all is well and writes nothing, for ever. */
    @Test
    void whoSendsWhileAnotherHandshakeWaitsIsNotHeldUp() throws Exception {
        TestTls tls = TestTls.make(folder);
        SSLEngine client = tls.anonymous().createSSLEngine();
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        SSLEngine engine = tls.known().createSSLEngine();
        engine.setUseClientMode(false);
        TlsLayer server = new TlsLayer(engine);
        server.begin();
        client.beginHandshake();
        while (!server.isReady() || client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            work(client);
            read(server);
        }
        assertThat(server.write(ByteBuffer.wrap(new byte[100]), scratch, toClient::put))
                .isTrue();
        toClient.clear();

        client.beginHandshake();
        work(client);
        assertThatThrownBy(() -> read(server)).isInstanceOf(SSLException.class).hasMessageContaining("renegotiation");
        assertThatThrownBy(() -> server.write(ByteBuffer.wrap(new byte[100]), scratch, toClient::put))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("another handshake");
    }
}
