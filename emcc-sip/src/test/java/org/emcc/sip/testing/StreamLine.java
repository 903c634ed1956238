package org.emcc.sip.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import org.emcc.sip.message.StreamReader;

/** One connection with blocking sockets: to whom something is sent first, or of whoever connects first. */
public final class StreamLine implements Wire.Line {
    private final String protocol;
    private final SocketFactory clients;
    private final ServerSocket listening;
    private final StreamReader reader = new StreamReader();
    private ByteBuffer read = ByteBuffer.allocate(0);
    private Socket socket;

    private StreamLine(String protocol, SocketFactory clients, ServerSocketFactory servers) throws IOException {
        this.protocol = protocol;
        this.clients = clients;
        this.listening = servers.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(Wire.PATIENCE);
    }

    public static StreamLine tcp() throws IOException {
        return new StreamLine("TCP", SocketFactory.getDefault(), ServerSocketFactory.getDefault());
    }

    public static StreamLine tls(SocketFactory clients, ServerSocketFactory servers) throws IOException {
        return new StreamLine("TLS", clients, servers);
    }

    @Override
    public String protocol() {
        return protocol;
    }

    /** Where this side would listen; a connection that it opens has another. */
    @Override
    public int port() {
        return listening.getLocalPort();
    }

    /** The port of the connection. */
    public int ownPort() throws IOException {
        return socket().getLocalPort();
    }

    @Override
    public void send(InetSocketAddress to, byte[] bytes) throws IOException {
        if (socket == null || !socket.getRemoteSocketAddress().equals(to)) {
            hangUp();
            socket = clients.createSocket(to.getAddress(), to.getPort());
            socket.setSoTimeout(Wire.PATIENCE);
            socket.setTcpNoDelay(true);
        }
        answer(bytes);
    }

    @Override
    public void answer(byte[] bytes) throws IOException {
        socket().getOutputStream().write(bytes);
        socket().getOutputStream().flush();
    }

    public Socket socket() throws IOException {
        if (socket == null) {
            socket = listening.accept();
            socket.setSoTimeout(Wire.PATIENCE);
            socket.setTcpNoDelay(true);
        }
        return socket;
    }

    @Override
    public byte[] receive() throws IOException {
        InputStream in = socket().getInputStream();
        while (true) {
            Optional<StreamReader.Event> event = reader.next(read);
            if (event.isPresent() && event.get() instanceof StreamReader.Received received) {
                return received.message().value().orElseThrow().encode();
            }
            if (event.isEmpty()) {
                byte[] chunk = new byte[4_096];
                int n = in.read(chunk);
                if (n < 0) {
                    throw new EOFException("the other side closed the connection");
                }
                read = ByteBuffer.wrap(chunk, 0, n);
            }
        }
    }

    /** Closes the connection, and goes on listening. */
    public void hangUp() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
            read = ByteBuffer.allocate(0);
        }
    }

    @Override
    public void close() {
        try {
            hangUp();
            listening.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
