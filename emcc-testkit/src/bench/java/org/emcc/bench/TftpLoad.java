package org.emcc.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One thread that fetches over TFTP as many files at once as it is told, each from a port that has not been used for the last few
 * files. It knows just what a server without faults needs, so that it is the server that is measured: it checks the number of bytes,
 * and sends its last packet again when nothing comes for a second.
 */
final class TftpLoad implements AutoCloseable {
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(1);
    private static final int NOT_FOUND = 1;
    private static final long MUCH = 1 << 20;
    private static final int PORTS = 4;

    /** What is asked for, and how. */
    record Wish(String name, long bytes, int blockSize, int windowSize) {
        /** A file that there is not. */
        static Wish ofNothing() {
            return new Wish("SEP00000000FFFF.cnf.xml", -1, 512, 1);
        }

        private byte[] request() {
            StringBuilder text = new StringBuilder("\0\1" + name + "\0octet\0");
            if (blockSize != 512) {
                text.append("blksize\0").append(blockSize).append('\0');
            }
            if (windowSize != 1) {
                text.append("windowsize\0").append(windowSize).append('\0');
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** How many files came in a time, and how many bytes. */
    record Came(long files, long bytes, double seconds, long again) {
        double filesPerSecond() {
            return files / seconds;
        }

        double megabytesPerSecond() {
            return bytes / seconds / 1e6;
        }
    }

    private final SocketAddress server;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final ByteBuffer out = ByteBuffer.allocateDirect(600);
    private final List<DatagramSocket> left = new ArrayList<>();
    private long files;
    private long bytes;
    private long again;
    private boolean beginning = true;

    TftpLoad(InetSocketAddress server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
    }

    /**
     * Keeps a number of fetches going for a while; of those that are under way at its end the bytes count that came. Small ones come
     * to their end then, uncounted: a server may keep for minutes what nobody acknowledges, and be slower for it in the next row.
     */
    Came fetch(Wish wish, int atOnce, double seconds) throws IOException {
        byte[] request = wish.request();
        files = 0;
        bytes = 0;
        again = 0;
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        List<Fetch> running = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            running.add(new Fetch(wish, request));
        }
        long looked = begin;
        long now = begin;
        while (now < end) {
            selector.select(key -> arrived((At) key.attachment()), 100);
            now = System.nanoTime();
            if (now - looked > AGAIN / 4) {
                looked = now;
                for (Fetch fetch : running) {
                    fetch.sendAgain(now);
                }
            }
        }
        double took = (now - begin) / 1e9;
        Came came = new Came(files, bytes, took, again);
        beginning = false;
        while (wish.bytes() < MUCH && left(running) && System.nanoTime() < end + AGAIN) {
            selector.select(key -> arrived((At) key.attachment()), 100);
        }
        beginning = true;
        for (Fetch fetch : running) {
            fetch.giveUp();
        }
        selector.selectNow();
        return came;
    }

    /**
     * Begins fetches and leaves each after its first packet.
     *
     * @return for each the nanoseconds from the request to that packet
     */
    long[] open(Wish wish, int number) throws IOException {
        byte[] request = wish.request();
        long[] took = new long[number];
        for (int i = 0; i < number; i++) {
            DatagramSocket socket = new DatagramSocket();
            left.add(socket); // its port must not be another fetch's while the server still knows it
            socket.setSoTimeout(5000);
            DatagramPacket first = new DatagramPacket(new byte[600], 600);
            long begin = System.nanoTime();
            socket.send(new DatagramPacket(request, request.length, server));
            socket.receive(first);
            took[i] = System.nanoTime() - begin;
            if (first.getData()[1] != 3) {
                throw new IOException("no DATA to request " + i + ", but opcode " + first.getData()[1]);
            }
        }
        return took;
    }

    private static boolean left(List<Fetch> fetches) {
        return fetches.stream().anyMatch(fetch -> !fetch.idle);
    }

    private void arrived(At at) {
        try {
            at.fetch.arrived(at.port);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private record At(Fetch fetch, int port) {}

    private final class Fetch {
        private final Wish wish;
        private final byte[] request;
        private final DatagramChannel[] channels = new DatagramChannel[PORTS];
        private int port;
        private SocketAddress peer;
        private int block;
        private int inWindow;
        private int blockSize;
        private long got;
        private long sent;
        private boolean idle;

        Fetch(Wish wish, byte[] request) throws IOException {
            this.wish = wish;
            this.request = request;
            for (int i = 0; i < PORTS; i++) {
                channels[i] = DatagramChannel.open(StandardProtocolFamily.INET);
                channels[i].setOption(StandardSocketOptions.SO_RCVBUF, 1 << 21);
                channels[i].configureBlocking(false);
                channels[i].register(selector, SelectionKey.OP_READ, new At(this, i));
            }
            begin();
        }

        private void begin() throws IOException {
            idle = !beginning;
            if (idle) {
                return;
            }
            port = (port + 1) % PORTS;
            peer = null;
            block = 0;
            inWindow = 0;
            blockSize = 512;
            got = 0;
            ask();
        }

        private DatagramChannel channel() {
            return channels[port];
        }

        private void ask() throws IOException {
            out.clear().put(request).flip();
            channel().send(out, server);
            sent = System.nanoTime();
        }

        void sendAgain(long now) throws IOException {
            if (!idle && now - sent > AGAIN) {
                again++;
                if (peer == null) {
                    ask();
                } else {
                    acknowledge();
                }
            }
        }

        private void acknowledge() throws IOException {
            out.clear().putShort((short) 4).putShort((short) block).flip();
            channel().send(out, peer);
            inWindow = 0;
            sent = System.nanoTime();
        }

        void arrived(int at) throws IOException {
            // The next file comes from another port.
            for (boolean more = true; more && at == port && !idle; more = wish.windowSize() > 1) {
                in.clear();
                SocketAddress from = channel().receive(in);
                if (from == null) {
                    return;
                }
                in.flip();
                if (peer != null && !peer.equals(from) || in.limit() < 4) {
                    continue;
                }
                peer = from;
                switch (in.getShort()) {
                    case 3 -> {
                        if (blockSize == wish.blockSize()) {
                            data(in.getShort() & 0xFFFF, in.remaining());
                        }
                    }
                    case 5 -> error(in.getShort());
                    case 6 -> {
                        blockSize = wish.blockSize();
                        acknowledge();
                    }
                    default -> throw new IOException("a packet that no server sends");
                }
            }
        }

        private void data(int number, int length) throws IOException {
            if (number != (block + 1 & 0xFFFF)) {
                if (inWindow > 0) {
                    acknowledge();
                }
                return;
            }
            block = number;
            got += length;
            bytes += length;
            inWindow++;
            if (length < blockSize) {
                acknowledge();
                done();
            } else if (inWindow >= wish.windowSize()) {
                acknowledge();
            }
        }

        /** The server need not send again what nobody waits for. */
        void giveUp() throws IOException {
            if (peer != null && !idle) {
                out.clear()
                        .putShort((short) 5)
                        .putShort((short) 0)
                        .put((byte) 0)
                        .flip();
                channel().send(out, peer);
            }
            for (DatagramChannel channel : channels) {
                channel.close();
            }
        }

        private void done() throws IOException {
            if (got != wish.bytes()) {
                throw new IOException("a file of " + got + " bytes came, not of " + wish.bytes());
            }
            files++;
            begin();
        }

        private void error(int code) throws IOException {
            if (code != NOT_FOUND || wish.bytes() >= 0) {
                throw new IOException("error " + code + " for " + wish);
            }
            files++;
            begin();
        }
    }

    @Override
    public void close() throws IOException {
        left.forEach(DatagramSocket::close);
        selector.close();
    }
}
