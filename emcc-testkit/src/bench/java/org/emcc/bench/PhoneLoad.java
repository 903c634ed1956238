package org.emcc.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many phones by one thread: so many REGISTERs are sent, then as many answers are read, and so on. */
abstract class PhoneLoad implements AutoCloseable {
    /** What a socket of UDP holds by default where the reader is busy, roughly. */
    private static final int AT_ONCE = 32;

    private static final String BODY = ("--uniqueBoundary\r\nContent-Type: application/x-cisco-remotecc-request+xml\r\n"
            + "Content-Disposition: session;handling=optional\r\n\r\n<x-cisco-remotecc-request><bulkregisterreq>"
            + "<contact all=\"true\"><register></register></contact></bulkregisterreq></x-cisco-remotecc-request>\r\n"
            + "--uniqueBoundary--\r\n");

    private long lost;

    /** How many there are. */
    abstract int phones();

    abstract InetSocketAddress local(int phone) throws IOException;

    abstract void send(int phone, byte[] message) throws IOException;

    /** Reads an answer, of the phone where each has its own connection; false when none came. */
    abstract boolean answered(int phone) throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** Answers that did not come. */
    long lost() {
        return lost;
    }

    /** All of them once; how many in a second. */
    double round(int number) throws IOException {
        byte[][] messages = new byte[phones()][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = register(i, number);
        }
        long begin = System.nanoTime();
        for (int from = 0; from < messages.length; from += AT_ONCE) {
            int to = Math.min(messages.length, from + AT_ONCE);
            for (int i = from; i < to; i++) {
                send(i, messages[i]);
            }
            int answered = 0;
            while (answered < to - from && answered(from + answered)) {
                answered++;
            }
            lost += to - from - answered;
        }
        return messages.length * 1e9 / (System.nanoTime() - begin);
    }

    /** As phones write it: the first with a body, refreshes without. */
    private byte[] register(int phone, int number) throws IOException {
        String name = Estate.phone(phone).value();
        String mac = name.substring(3).toLowerCase(java.util.Locale.ROOT);
        String protocol = this instanceof Streams ? "TCP" : "UDP";
        InetSocketAddress local = local(phone);
        String at = local.getAddress().getHostAddress() + ":" + local.getPort();
        String body = number == 1 ? BODY : "";
        return ("REGISTER sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/" + protocol + " " + at + ";branch=z9hG4bK" + mac
                        + Integer.toHexString(number)
                        + (protocol.equals("UDP") ? ";rport" : "")
                        + "\r\nFrom: <sip:2222@127.0.0.1>;tag=" + mac
                        + "00140d3f2a10-5e11c9b2\r\nTo: <sip:2222@127.0.0.1>\r\n"
                        + "Call-ID: " + mac + "-bbcc0003-1f2e3d4c-6a5b4c3d@192.0.2.9\r\nMax-Forwards: 70\r\n"
                        + "Session-ID: 5f0c2a9100105000a000" + mac + ";remote=00000000000000000000000000000000\r\n"
                        + "Date: Wed, 01 May 2030 08:00:00 GMT\r\nCSeq: " + (100 + number)
                        + " REGISTER\r\nUser-Agent: Cisco-CP7821/14.2.1\r\n"
                        + "Contact: <sip:7c0e5a2e-1111-4222-8333-" + mac + "@" + at + ";transport="
                        + protocol.toLowerCase(java.util.Locale.ROOT)
                        + ">;+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-" + mac + ">\""
                        + ";+u.sip!devicename.ccm.cisco.com=\"" + name + "\";+u.sip!model.ccm.cisco.com=\"684\"\r\n"
                        + "Supported: replaces,join,sdp-anat,norefersub,resource-priority,extended-refer,X-cisco-callinfo,"
                        + "X-cisco-serviceuri,X-cisco-escapecodes,X-cisco-service-control,X-cisco-srtp-fallback,"
                        + "X-cisco-monrec,X-cisco-config,X-cisco-sis-7.0.0,X-cisco-xsi-8.5.1\r\nExpires: 3600\r\n"
                        + (number == 1
                                ? "Mime-Version: 1.0\r\nContent-Type: multipart/mixed;boundary=uniqueBoundary\r\n"
                                : "")
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    static PhoneLoad udp(InetSocketAddress registrar, int phones) throws IOException {
        return new Datagrams(registrar, phones);
    }

    static PhoneLoad tcp(InetSocketAddress registrar, int phones) throws IOException {
        return new Streams(registrar, phones);
    }

    private static final class Datagrams extends PhoneLoad {
        private final DatagramSocket socket;
        private final int phones;
        private final DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);

        Datagrams(InetSocketAddress registrar, int phones) throws IOException {
            socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
            socket.setReceiveBufferSize(1 << 20);
            socket.setSoTimeout(500);
            socket.connect(registrar);
            this.phones = phones;
        }

        @Override
        int phones() {
            return phones;
        }

        @Override
        InetSocketAddress local(int phone) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        void send(int phone, byte[] message) throws IOException {
            socket.send(new DatagramPacket(message, message.length));
        }

        @Override
        boolean answered(int phone) throws IOException {
            try {
                do {
                    socket.receive(packet);
                } while (packet.getData()[8] == '1');
                return packet.getData()[8] == '2';
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final class Streams extends PhoneLoad {
        /** How many connections begin at one address: the system finds free ports fast while few are taken. */
        private static final int OF_ONE_ADDRESS = 4_000;

        private final List<SocketChannel> channels = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(4_096);

        Streams(InetSocketAddress registrar, int phones) throws IOException {
            for (int i = 0; i < Math.min(phones, allowed()); i++) {
                SocketChannel channel = SocketChannel.open();
                channels.add(channel);
                channel.bind(new InetSocketAddress("127.0.1." + (1 + i / OF_ONE_ADDRESS), 0));
                channel.connect(registrar);
            }
        }

        /** As many open files as a process may have, for the registrar has one for each, too, and what else it needs. */
        private static long allowed() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getMaxFileDescriptorCount() - 500
                    : Long.MAX_VALUE;
        }

        @Override
        int phones() {
            return channels.size();
        }

        @Override
        InetSocketAddress local(int phone) throws IOException {
            return (InetSocketAddress) channels.get(phone).getLocalAddress();
        }

        @Override
        void send(int phone, byte[] message) throws IOException {
            channels.get(phone).write(ByteBuffer.wrap(message));
        }

        /** 100 Trying comes in one piece and has no body, and so does the answer behind it, often with it. */
        @Override
        boolean answered(int phone) throws IOException {
            buffer.clear();
            int at = 0;
            while (true) {
                while (buffer.position() <= at + 8) {
                    if (channels.get(phone).read(buffer) < 0) {
                        return false;
                    }
                }
                if (buffer.get(at + 8) != '1') {
                    return buffer.get(at + 8) == '2';
                }
                while (!isLineEndTwice(at)) {
                    at++;
                }
                at += 4;
            }
        }

        private boolean isLineEndTwice(int at) {
            return buffer.getInt(at) == 0x0D0A_0D0A;
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }
}
