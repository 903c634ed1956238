package org.emcc.sip.registration;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;

/** A bare socket, for tests that want to write every byte themselves. */
final class Wire implements AutoCloseable {
    private final DatagramSocket socket;
    private InetSocketAddress last = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    Wire() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(20_000);
    }

    int port() {
        return socket.getLocalPort();
    }

    void send(InetSocketAddress to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    byte[] receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        last = (InetSocketAddress) packet.getSocketAddress();
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    SipResponse response() throws IOException {
        return (SipResponse) SipMessage.decodeOrThrow(receive());
    }

    SipRequest request() throws IOException {
        return (SipRequest) SipMessage.decodeOrThrow(receive());
    }

    /** Answers to whoever sent what was received last. */
    void answer(SipRequest request, int status, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Answer\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            request.headers(name).forEach(header -> text.append(header).append("\r\n"));
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        send(last, text + "Content-Length: 0\r\n\r\n");
    }

    /** A REGISTER of this socket; {@code extra} are whole header lines. */
    String register(String device, String callId, int cseq, String... extra) {
        String more = extra.length == 0 ? "Expires: 3600\r\n" : String.join("\r\n", extra) + "\r\n";
        return "REGISTER sip:127.0.0.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bK" + callId + cseq + "\r\n"
                + "From: <sip:2222@127.0.0.1>;tag=f\r\n"
                + "To: <sip:2222@127.0.0.1>\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " REGISTER\r\n"
                + "Contact: <sip:line@127.0.0.1:" + port() + ">;+u.sip!devicename.ccm.cisco.com=\"" + device + "\"\r\n"
                + more
                + "Content-Length: 0\r\n\r\n";
    }

    @Override
    public void close() {
        socket.close();
    }
}
