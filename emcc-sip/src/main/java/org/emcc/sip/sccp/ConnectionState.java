package org.emcc.sip.sccp;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.registration.CiscoAlarm;
import org.jspecify.annotations.Nullable;

/** What a registrar holds of one connection. */
sealed interface ConnectionState {
    Closed CLOSED = new Closed();

    /** When something has to have come; {@link Instant#MAX} when nothing has to. */
    Instant deadline();

    /** Nothing has come yet. */
    record Fresh(Instant deadline) implements ConnectionState {}

    /**
     * Something has come, but nobody has registered, or has left again.
     *
     * @param before why the phone unregistered last time, when it has said so
     * @param deadline when it has to have registered
     */
    record Open(@Nullable CiscoAlarm before, Instant deadline) implements ConnectionState {}

    /**
     * A phone that is registered elsewhere, and looks whether this node lives, or waits until it may come.
     *
     * @param before why it unregistered last time, when it has said so
     * @param deadline when it is given up
     */
    record Standby(@Nullable CiscoAlarm before, Instant deadline) implements ConnectionState {}

    /**
     * A phone is registered.
     *
     * @param station who it said it is
     * @param device the same as a name
     * @param protocol the protocol version that is spoken
     * @param load the firmware it runs, or empty
     * @param lines its lines
     * @param here this node as the phone reaches it
     * @param deadline when it is given up
     */
    record Registered(
            StationId station,
            DeviceName device,
            int protocol,
            String load,
            List<StationLine> lines,
            InetAddress here,
            Instant deadline)
            implements ConnectionState {
        Registered until(Instant later) {
            return new Registered(station, device, protocol, load, lines, here, later);
        }
    }

    /** Nothing comes any longer. */
    record Closed() implements ConnectionState {
        @Override
        public Instant deadline() {
            return Instant.MAX;
        }
    }
}
