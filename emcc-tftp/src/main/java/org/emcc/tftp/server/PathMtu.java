package org.emcc.tftp.server;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Objects;
import java.util.OptionalInt;
import org.emcc.core.internal.Require;

/**
 * How large a packet may be on its way to a client, so that a block fits into one: of a datagram that is cut into pieces the loss of
 * one loses all, and some networks let no pieces through. A {@link TftpServer} grants no larger {@code blksize} than fits; what it
 * sends to a client that asks for none, 512 bytes, is not changed. Source: tftp 3.1 and 14.
 *
 * @threadsafety what an application passes in is called on the server's thread
 * @since 0.1.0
 */
@FunctionalInterface
public interface PathMtu {
    /**
     * The largest packet on the way to a client. Must not wait: it is called on the thread that serves everybody. What it throws ends
     * the request as a failure of the server.
     *
     * @param client its address
     * @return bytes, the IP header included; empty when blocks need not fit
     */
    OptionalInt bytes(InetAddress client);

    /**
     * Blocks of any size to all.
     *
     * @return no limit
     */
    static PathMtu unlimited() {
        return client -> OptionalInt.empty();
    }

    /**
     * The same for all.
     *
     * @param bytes 576 to 65535; 1500 on Ethernet
     * @return the limit
     * @throws IllegalArgumentException when it is outside
     */
    static PathMtu of(int bytes) {
        OptionalInt mtu = OptionalInt.of(Require.range(bytes, "MTU", 576, 65_535));
        return client -> mtu;
    }

    /**
     * What the network interface of a local address has now. For the wildcard address it is the smallest of all that are up; the
     * loopback's counts for clients on this machine only.
     *
     * @param local the address that the server binds
     * @return the limit; interfaces with less than 576 bytes count as with 576, or not at all for the wildcard address
     * @throws IllegalArgumentException when no interface has the address
     * @throws UncheckedIOException when the system does not tell
     */
    static PathMtu ofInterface(InetAddress local) {
        Objects.requireNonNull(local, "local");
        try {
            if (!local.isAnyLocalAddress()) {
                NetworkInterface own = NetworkInterface.getByInetAddress(local);
                if (own == null) {
                    throw new IllegalArgumentException(
                            "no network interface has the address " + local.getHostAddress());
                }
                OptionalInt mtu = OptionalInt.of(Math.max(576, own.getMTU()));
                return client -> mtu;
            }
            int smallest = 65_535;
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback() && each.getMTU() >= 576) {
                    smallest = Math.min(smallest, each.getMTU());
                }
            }
            OptionalInt mtu = OptionalInt.of(smallest);
            return client -> client.isLoopbackAddress() ? OptionalInt.empty() : mtu;
        } catch (SocketException e) {
            throw new UncheckedIOException("the system does not tell the MTU of " + local.getHostAddress(), e);
        }
    }
}
