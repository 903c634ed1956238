package org.emcc.sip.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;

/** A bare socket, for tests that want to write every byte themselves. */
public final class Wire implements AutoCloseable {
    public static final int PATIENCE = 20_000;

    /** What is below. */
    public interface Line extends AutoCloseable {
        String protocol();

        int port();

        void send(InetSocketAddress to, byte[] bytes) throws IOException;

        /** Answers to whoever sent what was received last. */
        void answer(byte[] bytes) throws IOException;

        byte[] receive() throws IOException;

        @Override
        void close();
    }

    private static final class Datagrams implements Line {
        private final DatagramSocket socket;
        private InetSocketAddress last = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

        Datagrams() throws IOException {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.setSoTimeout(PATIENCE);
        }

        @Override
        public String protocol() {
            return "UDP";
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void send(InetSocketAddress to, byte[] bytes) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }

        @Override
        public void answer(byte[] bytes) throws IOException {
            send(last, bytes);
        }

        @Override
        public byte[] receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(packet);
            last = (InetSocketAddress) packet.getSocketAddress();
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private final Line line;

    public Wire() throws IOException {
        this(new Datagrams());
    }

    public Wire(Line line) {
        this.line = line;
    }

    public int port() {
        return line.port();
    }

    public void send(InetSocketAddress to, String text) throws IOException {
        line.send(to, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Octets that are no text. */
    public void send(InetSocketAddress to, byte[] bytes) throws IOException {
        line.send(to, bytes);
    }

    public byte[] receive() throws IOException {
        return line.receive();
    }

    /** The next one that is final. */
    public SipResponse response() throws IOException {
        return (SipResponse) SipMessage.decodeOrThrow(receiveFinal());
    }

    /** What comes next and is no 100. */
    public byte[] receiveFinal() throws IOException {
        byte[] received = receive();
        boolean trying = SipMessage.decodeOrThrow(received) instanceof SipResponse response && response.status() == 100;
        return trying ? receive() : received;
    }

    public SipRequest request() throws IOException {
        return (SipRequest) SipMessage.decodeOrThrow(receive());
    }

    /** Answers to whoever sent what was received last. */
    public void answer(SipRequest request, int status, String... headers) throws IOException {
        answerWithBody(request, status, "", headers);
    }

    public void answerWithBody(SipRequest request, int status, String body, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Answer\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            request.headers(name).forEach(header -> text.append(header).append("\r\n"));
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: ").append(octets.length).append("\r\n\r\n").append(body);
        line.answer(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private int asked;

    /** Sends a request to whoever sent what was received last. */
    public void ask(String method) throws IOException {
        asked++;
        line.answer((method + " sip:phone SIP/2.0\r\nVia: SIP/2.0/" + line.protocol() + " 127.0.0.1:" + port()
                        + ";branch=z9hG4bKask" + asked
                        + "\r\nFrom: <sip:a>;tag=1\r\nTo: <sip:b>\r\nCall-ID: ask\r\nCSeq: "
                        + asked + " " + method + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A REGISTER of this socket; {@code extra} are whole header lines. */
    public String register(String device, String callId, int cseq, String... extra) {
        String more = extra.length == 0 ? "Expires: 3600\r\n" : String.join("\r\n", extra) + "\r\n";
        return "REGISTER sip:127.0.0.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/" + line.protocol() + " 127.0.0.1:" + port() + ";branch=z9hG4bK" + callId + cseq
                + "\r\n"
                + "From: <sip:2222@127.0.0.1>;tag=f\r\n"
                + "To: <sip:2222@127.0.0.1>\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " REGISTER\r\n"
                + "Contact: <sip:line@127.0.0.1:" + port() + transport() + ">;+u.sip!devicename.ccm.cisco.com=\""
                + device + "\"\r\n"
                + more
                + "Content-Length: 0\r\n\r\n";
    }

    private String transport() {
        return line.protocol().equals("UDP")
                ? ""
                : ";transport=" + line.protocol().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        line.close();
    }
}
