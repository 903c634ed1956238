package org.emcc.tftp.server;

import java.util.OptionalInt;
import org.emcc.core.internal.Require;
import org.emcc.tftp.protocol.ServingLimits;

/**
 * From which ports a {@link TftpServer} serves its transfers.
 *
 * <p>A transfer has a port of its own, as RFC 1350 4 wants it, of the system's choice or, for firewalls, out of a range. With a
 * single port everything goes through the one that requests come to, as some firewalls and address translators want it.
 *
 * <p>A port that cannot be guessed is what a forger lacks who would acknowledge in the name of another, and so have the server send
 * much to somebody who has not asked. In a range, and all the more with a single port, it can be guessed: there, unless {@link
 * TftpServer.Builder#serving} says otherwise, no more than one packet of Ethernet is sent for each acknowledgement. Source: tftp 2.1, 9.4
 * and 14; the limit is inferred.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TransferPorts {
    private static final TransferPorts ANY = new TransferPorts(0, 0);
    private static final TransferPorts SINGLE = new TransferPorts(-1, -1);

    /** The largest block in one packet of Ethernet (tftp 3.1). */
    static final int ONE_PACKET = 1_468;

    private final int first;
    private final int last;

    private TransferPorts(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /**
     * A port of the system's choice for each transfer.
     *
     * @return the default
     */
    public static TransferPorts any() {
        return ANY;
    }

    /**
     * A port out of a range for each transfer. When all are taken the server is busy.
     *
     * @param first 1 to 65535
     * @param last at least the first, at most 65535
     * @return the range
     * @throws IllegalArgumentException when a port is outside, or the last before the first
     */
    public static TransferPorts range(int first, int last) {
        Require.range(first, "first transfer port", 1, 65_535);
        Require.range(last, "last transfer port", first, 65_535);
        return new TransferPorts(first, last);
    }

    /**
     * The port that requests come to. A client must take a new port for each file, as phones do (tftp 11): a late packet of one
     * transfer would be taken for one of the next. Whoever asks for another file from the same port has given up the first.
     *
     * @return a single port for all
     */
    public static TransferPorts single() {
        return SINGLE;
    }

    /** What is granted at most where nothing else is said. */
    ServingLimits standardLimits() {
        return first == 0 ? ServingLimits.standard() : new ServingLimits(ONE_PACKET, 1);
    }

    boolean isSingle() {
        return first < 0;
    }

    /** The port to try as number {@code i}; 0, which lets the system choose, when there is no range. */
    int port(int i) {
        return first <= 0 ? 0 : first + Math.floorMod(i, count().orElseThrow());
    }

    /** How many there are, if that is limited. */
    OptionalInt count() {
        return first <= 0 ? OptionalInt.empty() : OptionalInt.of(last - first + 1);
    }

    @Override
    public String toString() {
        if (isSingle()) {
            return "TransferPorts[single]";
        }
        return first == 0 ? "TransferPorts[any]" : "TransferPorts[" + first + " to " + last + "]";
    }
}
