package org.emcc.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a capture file of conversations that were never on a wire, for programs that read such files: Ethernet, IPv4, TCP or UDP, with
 * right lengths and checksums. Packets are a millisecond apart, in the order in which they are added. For one thread.
 *
 * <p>Source: draft-ietf-opsawg-pcap (the old format), RFC 791, 768, 9293.
 */
public final class CaptureFile {
    /** What one TCP segment carries at most. */
    private static final int SEGMENT = 1_460;
    /** What one IPv4 packet of UDP carries at most; this writer makes no fragments. */
    private static final int DATAGRAM = 65_535 - 20 - 8;

    private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");
    private static final byte[] ONE = {2, 0, 0, 0, 0, 1};
    private static final byte[] OTHER = {2, 0, 0, 0, 0, 2};

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int PUSH = 8;
    private static final int ACK = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int packets;

    /** An empty file. */
    public CaptureFile() {
        put(ByteBuffer.allocate(24)
                .putInt(0xA1B2C3D4) // big-endian, microseconds
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(262_144)
                .putInt(1)); // Ethernet
    }

    /**
     * Adds one datagram.
     *
     * @param from an IPv4 address and port
     * @param to an IPv4 address and port
     * @param bytes at most 65,507
     */
    public void udp(InetSocketAddress from, InetSocketAddress to, byte[] bytes) {
        if (bytes.length > DATAGRAM) {
            throw new IllegalArgumentException("a datagram has at most " + DATAGRAM + " bytes, not " + bytes.length);
        }
        ByteBuffer udp = ByteBuffer.allocate(8 + bytes.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putShort((short) (8 + bytes.length))
                .putShort((short) 0)
                .put(bytes);
        int sum = transportSum(17, from, to, udp.array());
        udp.putShort(6, (short) (sum == 0 ? 0xFFFF : sum));
        packet(17, from, to, udp.array());
    }

    /**
     * Adds the three packets that open a connection.
     *
     * @param client an IPv4 address and port
     * @param server an IPv4 address and port
     * @return the connection, to which bytes are added
     */
    public Tcp tcp(InetSocketAddress client, InetSocketAddress server) {
        return new Tcp(client, server);
    }

    /** One connection. What one side sends is acknowledged by the next packet of the other side. */
    public final class Tcp {
        private final InetSocketAddress client;
        private final InetSocketAddress server;
        private int clientNext = 1_000;
        private int serverNext = 500_000;

        private Tcp(InetSocketAddress client, InetSocketAddress server) {
            this.client = client;
            this.server = server;
            segment(true, SYN, new byte[0]);
            segment(false, SYN | ACK, new byte[0]);
            segment(true, ACK, new byte[0]);
        }

        /**
         * Adds what the client sends, in as few segments as it takes.
         *
         * @param bytes the bytes
         */
        public void fromClient(byte[] bytes) {
            send(true, bytes);
        }

        /**
         * Adds what the server sends, in as few segments as it takes.
         *
         * @param bytes the bytes
         */
        public void fromServer(byte[] bytes) {
            send(false, bytes);
        }

        /** Adds the packets by which both sides end the connection, the client first. */
        public void end() {
            segment(true, FIN | ACK, new byte[0]);
            segment(false, FIN | ACK, new byte[0]);
            segment(true, ACK, new byte[0]);
        }

        private void send(boolean byClient, byte[] bytes) {
            for (int at = 0; at < bytes.length; at += SEGMENT) {
                int end = Math.min(bytes.length, at + SEGMENT);
                segment(byClient, end == bytes.length ? PUSH | ACK : ACK, Arrays.copyOfRange(bytes, at, end));
            }
        }

        private void segment(boolean byClient, int flags, byte[] bytes) {
            InetSocketAddress from = byClient ? client : server;
            InetSocketAddress to = byClient ? server : client;
            int acknowledged = byClient ? serverNext : clientNext;
            ByteBuffer tcp = ByteBuffer.allocate(20 + bytes.length)
                    .putShort((short) from.getPort())
                    .putShort((short) to.getPort())
                    .putInt(byClient ? clientNext : serverNext)
                    .putInt((flags & ACK) == 0 ? 0 : acknowledged)
                    .putShort((short) (5 << 12 | flags))
                    .putShort((short) 65_535)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .put(bytes);
            tcp.putShort(16, (short) transportSum(6, from, to, tcp.array()));
            packet(6, from, to, tcp.array());
            int taken = bytes.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
            if (byClient) {
                clientNext += taken;
            } else {
                serverNext += taken;
            }
        }
    }

    private void packet(int protocol, InetSocketAddress from, InetSocketAddress to, byte[] content) {
        int length = 20 + content.length;
        ByteBuffer ip = ByteBuffer.allocate(20)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) length)
                .putShort((short) packets)
                .putShort((short) 0x4000) // may not be fragmented
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .put(address(from))
                .put(address(to));
        ip.putShort(10, (short) folded(sum(ip.array(), 0)));
        Duration time = Duration.ofMillis(packets);
        Instant at = BEGIN.plus(time);
        put(ByteBuffer.allocate(16)
                .putInt((int) at.getEpochSecond())
                .putInt(at.getNano() / 1_000)
                .putInt(14 + length)
                .putInt(14 + length));
        boolean up = from.getPort() > to.getPort();
        put(ByteBuffer.allocate(14).put(up ? OTHER : ONE).put(up ? ONE : OTHER).putShort((short) 0x0800));
        put(ip);
        put(ByteBuffer.wrap(content).position(content.length));
        packets++;
    }

    private static byte[] address(InetSocketAddress socket) {
        if (!(socket.getAddress() instanceof Inet4Address address)) {
            throw new IllegalArgumentException("this writer knows IPv4 only, not " + socket);
        }
        return address.getAddress();
    }

    /** The checksum over the pseudo header and the whole segment or datagram. */
    private static int transportSum(int protocol, InetSocketAddress from, InetSocketAddress to, byte[] content) {
        ByteBuffer pseudo = ByteBuffer.allocate(12)
                .put(address(from))
                .put(address(to))
                .putShort((short) protocol)
                .putShort((short) content.length);
        return folded(sum(content, sum(pseudo.array(), 0)));
    }

    private static long sum(byte[] bytes, long begin) {
        long sum = begin;
        for (int i = 0; i < bytes.length; i++) {
            sum += (long) (bytes[i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static int folded(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) (~folded & 0xFFFF);
    }

    private void put(ByteBuffer bytes) {
        byte[] written = new byte[bytes.flip().remaining()];
        bytes.get(written);
        out.writeBytes(written);
    }

    /** How many packets there are. */
    public int packets() {
        return packets;
    }

    /** The whole file as it is now. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    /**
     * Writes the whole file as it is now.
     *
     * @param file where to; replaced when it is there
     * @return the file
     * @throws IOException when it cannot be written
     */
    public Path write(Path file) throws IOException {
        return Files.write(file, toBytes());
    }
}
