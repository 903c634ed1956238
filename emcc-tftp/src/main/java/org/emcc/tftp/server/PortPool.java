package org.emcc.tftp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.tftp.internal.DatagramLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of transfers. Those that are given back rest a while and are used again, the longest rested first, because opening one
 * costs as much as sending several blocks. What arrives at a resting port is dropped. For the loop's thread.
 */
final class PortPool {
    private static final Logger log = LoggerFactory.getLogger(PortPool.class);

    /** So many ports take turns at least: the number of a port must not come again at once (RFC 1350 4). */
    private static final int REST = 16;

    private static final int MOST_RESTING = 64;

    private final DatagramLoop loop;
    private final InetAddress bind;
    private final TransferPorts ports;
    private final ArrayDeque<DatagramLoop.Port> resting = new ArrayDeque<>();
    private final BitSet open = new BitSet();
    private int next;

    /** @param begin where in a range to begin; any number */
    PortPool(DatagramLoop loop, InetAddress bind, TransferPorts ports, int begin) {
        this.loop = loop;
        this.bind = bind;
        this.ports = ports;
        this.next = begin;
    }

    /**
     * A port whose datagrams go to a receiver, or empty when all of the range are taken.
     *
     * @throws IOException when the system gives none
     */
    Optional<DatagramLoop.Port> take(DatagramLoop.Receiver receiver) throws IOException {
        Optional<DatagramLoop.Port> port = resting.size() < REST ? opened(receiver) : Optional.empty();
        if (port.isEmpty()) {
            port = Optional.ofNullable(resting.poll());
            port.ifPresent(again -> again.receiver(receiver));
        }
        return port;
    }

    void giveBack(DatagramLoop.Port port) {
        if (resting.size() >= MOST_RESTING) {
            port.close();
            open.clear(port.address().getPort());
        } else {
            port.receiver((datagram, from) -> log.trace("{} is late", from));
            resting.add(port);
        }
    }

    private Optional<DatagramLoop.Port> opened(DatagramLoop.Receiver receiver) throws IOException {
        OptionalInt count = ports.count();
        if (count.isEmpty()) {
            return resting.isEmpty() ? Optional.of(open(0, receiver)) : openedIfItCan(0, receiver);
        }
        for (int i = 0; i < count.getAsInt(); i++) {
            int number = ports.port(next++);
            if (!open.get(number)) {
                Optional<DatagramLoop.Port> port = openedIfItCan(number, receiver);
                if (port.isPresent()) {
                    return port;
                }
            }
        }
        return Optional.empty();
    }

    /** Empty where the number is somebody else's, or the system has no more sockets. */
    private Optional<DatagramLoop.Port> openedIfItCan(int number, DatagramLoop.Receiver receiver) {
        try {
            return Optional.of(open(number, receiver));
        } catch (IOException e) {
            log.debug("port {} cannot be opened: {}", number, e.toString());
            return Optional.empty();
        }
    }

    private DatagramLoop.Port open(int number, DatagramLoop.Receiver receiver) throws IOException {
        DatagramLoop.Port port = loop.openForOne(new InetSocketAddress(bind, number), receiver);
        open.set(port.address().getPort());
        return port;
    }
}
