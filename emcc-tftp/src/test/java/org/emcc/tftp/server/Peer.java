package org.emcc.tftp.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.emcc.tftp.protocol.TftpPacket;

/** Someone with a bare socket. */
final class Peer implements AutoCloseable {
    private final DatagramSocket socket;
    InetSocketAddress from = new InetSocketAddress(0);

    Peer() throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    Peer(InetSocketAddress own) throws IOException {
        socket = new DatagramSocket(own);
        socket.setSoTimeout(20_000);
    }

    void send(InetSocketAddress to, byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, to));
    }

    void reply(TftpPacket packet) throws IOException {
        send(from, packet.encode());
    }

    TftpPacket ask(TftpServer server, TftpPacket packet) throws IOException {
        return ask(server, packet.encode());
    }

    TftpPacket ask(TftpServer server, byte[] datagram) throws IOException {
        send(server.address(), datagram);
        return receive();
    }

    TftpPacket receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        from = (InetSocketAddress) packet.getSocketAddress();
        return TftpPacket.decodeOrThrow(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    boolean silent() throws IOException {
        socket.setSoTimeout(100);
        try {
            receive();
            return false;
        } catch (SocketTimeoutException expected) {
            return true;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
