package org.emcc.sip.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.sip.internal.Daemons;
import org.emcc.sip.internal.Faults;
import org.emcc.sip.internal.SignallingClass;
import org.emcc.sip.message.SipMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP socket and the thread that reads it. Source: RFC 3261 18. */
final class UdpCarrier implements Carrier {
    static final String PROTOCOL = "UDP";

    private static final Logger LOG = LoggerFactory.getLogger(UdpCarrier.class);
    private static final int MAX_FAILURES = 100;

    /** What is asked of the system for datagrams that wait, some hundreds of them; it may give less. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final DatagramSocket socket;
    private final InetSocketAddress address;
    private final CarrierEvents events;
    private final Thread receiver;
    private final Faults faults = new Faults(LOG, "A datagram could not be handled, the next ones are");
    private volatile boolean closed;

    private UdpCarrier(DatagramSocket socket, CarrierEvents events) {
        this.socket = socket;
        this.address = (InetSocketAddress) socket.getLocalSocketAddress();
        this.events = events;
        this.receiver = Daemons.named(PROTOCOL, this::receive);
    }

    static UdpCarrier open(InetSocketAddress local, CarrierEvents events) throws IOException {
        DatagramSocket socket = new DatagramSocket(local);
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        SignallingClass.mark(socket);
        UdpCarrier carrier = new UdpCarrier(socket, events);
        carrier.receiver.start();
        return carrier;
    }

    /** The way to one address. */
    private record Way(UdpCarrier carrier, InetSocketAddress peer) implements Flow {
        @Override
        public String protocol() {
            return PROTOCOL;
        }

        @Override
        public boolean isReliable() {
            return false;
        }

        @Override
        public InetSocketAddress local() {
            return carrier.address;
        }

        @Override
        public Optional<String> whyClosed() {
            return Optional.empty();
        }

        @Override
        public void send(byte[] message) {
            carrier.send(message, peer);
        }

        @Override
        public void close(String why) {}

        @Override
        public String toString() {
            return PROTOCOL + " " + peer;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Its socket, for tests. */
    DatagramSocket socket() {
        return socket;
    }

    @Override
    public Flow connect(InetSocketAddress peer) {
        return new Way(this, peer);
    }

    private void send(byte[] message, InetSocketAddress peer) {
        try {
            socket.send(new DatagramPacket(message, message.length, peer));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("Cannot send {} bytes to {}", message.length, peer, e);
        }
    }

    private void receive() {
        byte[] buffer = new byte[SipMessage.MAX_BYTES];
        int failures = 0;
        while (failures < MAX_FAILURES) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                failures = 0;
            } catch (IOException e) {
                if (closed) {
                    return;
                }
                failures++;
                LOG.debug("Cannot receive at {}", address, e);
                continue;
            }
            try {
                received(Arrays.copyOf(buffer, packet.getLength()), new Way(this, (InetSocketAddress)
                        packet.getSocketAddress()));
            } catch (RuntimeException | Error e) {
                faults.met(e);
            }
        }
        LOG.error("UDP {} failed {} times in a row: nothing is received there any longer", address, MAX_FAILURES);
    }

    private void received(byte[] datagram, Way way) {
        Decoded<SipMessage> decoded = SipMessage.decode(datagram);
        decoded.value()
                .ifPresentOrElse(
                        message -> events.received(way, message),
                        () -> LOG.debug(
                                "Dropped {} bytes from {}: {}", datagram.length, way.peer(), decoded.problems()));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        socket.close();
        Daemons.join(receiver);
    }

    @Override
    public String toString() {
        return PROTOCOL + " " + address;
    }
}
