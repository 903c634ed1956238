package org.emcc.sip.internal;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks what is sent as signalling: DSCP 24, which is 96 in the byte that was the type of service (sip 4.9). */
public final class SignallingClass {
    /** The value of the whole byte. */
    public static final int TYPE_OF_SERVICE = 96;

    private static final Logger LOG = LoggerFactory.getLogger(SignallingClass.class);

    private SignallingClass() {}

    /**
     * Marks what a socket sends from now on. Where the system does not let us, it is sent without.
     *
     * @param socket an open channel
     * @return the same
     */
    public static <T extends NetworkChannel> T mark(T socket) {
        try {
            socket.setOption(StandardSocketOptions.IP_TOS, TYPE_OF_SERVICE);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            LOG.debug("The class of traffic cannot be set", e);
        }
        return socket;
    }

    /**
     * Marks what a socket sends from now on. Where the system does not let us, it is sent without.
     *
     * @param socket an open socket
     */
    public static void mark(DatagramSocket socket) {
        try {
            socket.setOption(StandardSocketOptions.IP_TOS, TYPE_OF_SERVICE);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            LOG.debug("The class of traffic cannot be set", e);
        }
    }
}
