package org.emcc.tftp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
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
    private int next;
    private int taken;

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
        taken += port.isPresent() ? 1 : 0;
        return port;
    }

    void giveBack(DatagramLoop.Port port) {
        taken--;
        if (resting.size() >= MOST_RESTING) {
            port.close();
        } else {
            port.receiver((datagram, from) -> log.trace("{} is late", from));
            resting.add(port);
        }
    }

    private Optional<DatagramLoop.Port> opened(DatagramLoop.Receiver receiver) throws IOException {
        OptionalInt count = ports.count();
        IOException failure = null;
        // A number of a range may be somebody else's, so every other one is tried.
        for (int i = count.orElse(taken + resting.size() + 1) - taken - resting.size(); i > 0; i--) {
            try {
                return Optional.of(loop.openForOne(new InetSocketAddress(bind, ports.port(next++)), receiver));
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null && count.isEmpty() && resting.isEmpty()) {
            throw failure;
        }
        return Optional.empty();
    }
}
