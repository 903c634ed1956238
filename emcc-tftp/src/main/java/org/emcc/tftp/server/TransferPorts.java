package org.emcc.tftp.server;

import java.util.OptionalInt;
import org.emcc.core.internal.Require;

/**
 * From which ports a {@link TftpServer} serves its transfers.
 *
 * <p>A transfer has a port of its own, as RFC 1350 4 wants it, of the system's choice or, for firewalls, out of a range. With a
 * single port everything goes through the one that requests come to, as some firewalls and address translators want it; a client
 * tells that from its own port being the same as long as its transfer runs, so it may run one transfer from each of its ports.
 * Source: tftp 2.3 and 14.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TransferPorts {
    private static final TransferPorts ANY = new TransferPorts(0, 0);
    private static final TransferPorts SINGLE = new TransferPorts(-1, -1);

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
     * The port that requests come to.
     *
     * @return a single port for all
     */
    public static TransferPorts single() {
        return SINGLE;
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
