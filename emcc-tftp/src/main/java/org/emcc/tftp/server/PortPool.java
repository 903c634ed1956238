package org.emcc.tftp.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.emcc.tftp.internal.DatagramLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of transfers. Those that are given back rest a while and are used again, because opening one costs as much as sending
 * several blocks; but only one of many, by chance, and only for transfers that send little for each acknowledgement: who forges those would
 * gain nothing by trying all ports. What arrives at a resting port is dropped. For the loop's thread.
 */
final class PortPool {
    private static final Logger log = LoggerFactory.getLogger(PortPool.class);

    /** Among so many one is chosen at least. */
    private static final int CHOICE = 48;

    /** So many are not chosen from, those that were used last: the number of a port must not come again at once (RFC 1350 4). */
    private static final int TIRED = 16;

    private static final int MOST_RESTING = 128;
    private static final int MOST_TRIED = 64;

    private final DatagramLoop loop;
    private final InetAddress bind;
    private final TransferPorts ports;
    private final RandomGenerator random;
    private final List<DatagramLoop.Port> resting = new ArrayList<>();
    private final BitSet open = new BitSet();
    private int next;

    PortPool(DatagramLoop loop, InetAddress bind, TransferPorts ports, RandomGenerator random) {
        this.loop = loop;
        this.bind = bind;
        this.ports = ports;
        this.random = random;
        this.next = random.nextInt();
    }

    /**
     * A port whose datagrams go to a receiver, or empty when none of the range is to be had.
     *
     * @param fresh whether it must not be one that was used before; in a range that is all the same
     * @throws IOException when the system gives none
     */
    Optional<DatagramLoop.Port> take(boolean fresh, DatagramLoop.Receiver receiver) throws IOException {
        if (ports.count().isPresent()) {
            return resting.size() < CHOICE + TIRED ? ofRange(receiver) : Optional.of(rested(receiver));
        }
        return Optional.of(fresh || resting.size() < CHOICE + TIRED ? open(0, receiver) : rested(receiver));
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

    private DatagramLoop.Port rested(DatagramLoop.Receiver receiver) {
        int untired = Math.max(1, resting.size() - TIRED);
        DatagramLoop.Port again = resting.remove(random.nextInt(untired));
        again.receiver(receiver);
        return again;
    }

    private Optional<DatagramLoop.Port> ofRange(DatagramLoop.Receiver receiver) throws IOException {
        OptionalInt count = ports.count();
        int tried = 0;
        for (int i = 0; i < count.orElse(0) && tried < MOST_TRIED; i++) {
            int number = ports.port(next++);
            if (!open.get(number)) {
                tried++;
                try {
                    return Optional.of(open(number, receiver));
                } catch (BindException e) {
                    log.debug("port {} is somebody else's", number);
                }
            }
        }
        return resting.isEmpty() ? Optional.empty() : Optional.of(rested(receiver));
    }

    private DatagramLoop.Port open(int number, DatagramLoop.Receiver receiver) throws IOException {
        DatagramLoop.Port port = loop.openForOne(new InetSocketAddress(bind, number), receiver);
        open.set(port.address().getPort());
        return port;
    }
}
