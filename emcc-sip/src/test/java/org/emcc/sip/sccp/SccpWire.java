package org.emcc.sip.sccp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A bare connection, for tests that want to write every byte themselves. */
final class SccpWire implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    private SccpWire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
    }

    static SccpWire to(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.connect(server, 20_000);
        return new SccpWire(socket);
    }

    /** The other end of what a server socket has accepted. */
    static SccpWire over(Socket accepted) throws IOException {
        return new SccpWire(accepted);
    }

    InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(SccpMessage... messages) throws IOException {
        for (SccpMessage message : messages) {
            send(message.frame(0).encode());
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    SccpFrame frame() throws IOException {
        byte[] head = in.readNBytes(8);
        if (head.length < 8) {
            throw new EOFException("the connection has ended");
        }
        byte[] rest = in.readNBytes((int) Wire.unsigned32(head, 0));
        return SccpFrame.of(Wire.unsigned32(head, 4), rest, 0);
    }

    SccpMessage next() throws IOException {
        return SccpMessage.decodeOrThrow(frame());
    }

    /** The next message, which is of this kind. */
    <T extends SccpMessage> T next(Class<T> kind) throws IOException {
        SccpMessage message = next();
        if (!kind.isInstance(message)) {
            throw new AssertionError("not " + kind.getSimpleName() + " has come, but " + message);
        }
        return kind.cast(message);
    }

    /** Whether the other side ends the connection, and what it says before is nothing. */
    boolean ends() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true; // reset
        }
    }

    /** Ends the connection as one whose process died does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
