package org.emcc.sip.transport;

import java.time.Duration;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.SipMessage;

/**
 * What a transport over streams grants those who connect, and how long it waits. All defaults but {@link #message} and {@link #connect}
 * are our choice.
 *
 * <p>What one connection holds is bounded. Of a message that is not complete it keeps at most a head of 64 KiB and a body of
 * {@link #body}, in a buffer that has room for 16 KiB more, or for twice the part of the head that is there. Of what the other side does
 * not read it keeps {@link #waitingBytes} of messages, or a single one that is longer, and as much of its own and a record, in a buffer
 * of up to twice that. With the defaults these are less than 500 KB together, and so less than 500 MB for the 1,000 connections of one
 * source, before anything is authenticated; TLS needs some 80 KB more for each. Where that is too much, allow fewer connections or
 * shorter bodies.
 *
 * <p>A source is an IPv4 address, or an IPv6 network of 64 bits, which has sixteen times as much because one
 * host can have all its addresses (inferred). All phones behind one translated address are one source.
 *
 * <p>Source: sip 4.5 and 5.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class StreamLimits {
    private static final StreamLimits STANDARD = new StreamLimits(new Builder());

    private final int connections;
    private final int connectionsPerSource;
    private final int body;
    private final int waitingBytes;
    private final Duration firstMessage;
    private final Duration message;
    private final Duration idle;
    private final Duration connect;

    private StreamLimits(Builder builder) {
        this.connections = builder.connections;
        this.connectionsPerSource = builder.connectionsPerSource;
        this.body = builder.body;
        this.waitingBytes = builder.waitingBytes;
        this.firstMessage = builder.firstMessage;
        this.message = builder.message;
        this.idle = builder.idle;
        this.connect = builder.connect;
    }

    /**
     * The defaults.
     *
     * @return the limits
     */
    public static StreamLimits standard() {
        return STANDARD;
    }

    /**
     * Begins with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many connections others may have open here at a time; a further one is closed at once.
     *
     * @return 1 or more
     */
    public int connections() {
        return connections;
    }

    /**
     * How many of them one source may have.
     *
     * @return 1 or more
     */
    public int connectionsPerSource() {
        return connectionsPerSource;
    }

    /**
     * How long the body of a message that comes may be. A request with a longer one is answered with 513, and its connection is closed.
     *
     * @return 0 to {@link SipMessage#MAX_BODY}
     */
    public int body() {
        return body;
    }

    /**
     * How many bytes may wait for one who does not read. A connection on which more would is closed; a single message may be longer.
     *
     * @return 0 or more
     */
    public int waitingBytes() {
        return waitingBytes;
    }

    /**
     * In what time one who connects must have sent a whole message, the handshake of TLS before it included.
     *
     * @return more than zero, at most a day
     */
    public Duration firstMessage() {
        return firstMessage;
    }

    /**
     * In what time a message that has begun must be complete.
     *
     * @return more than zero, at most a day
     */
    public Duration message() {
        return message;
    }

    /**
     * How long one who connected may be silent between messages; a keep-alive counts as one.
     *
     * @return more than zero, at most a day
     */
    public Duration idle() {
        return idle;
    }

    /**
     * In what time a connection that is opened from here must be there, with the handshake of TLS.
     *
     * @return more than zero, at most a day
     */
    public Duration connect() {
        return connect;
    }

    /**
     * Collects what differs from the defaults.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private int connections = 100_000;
        private int connectionsPerSource = 1_000;
        private int body = 65_536;
        private int waitingBytes = 65_536;
        private Duration firstMessage = Duration.ofSeconds(30);
        private Duration message = Duration.ofSeconds(30);
        private Duration idle = Duration.ofMinutes(10);
        private Duration connect = Duration.ofSeconds(8);

        private Builder() {}

        /**
         * Sets how many connections others may have; 100,000 by default. The system's limit of open files is another one: where it is
         * met, nobody is accepted for a second.
         *
         * @param connections 1 or more
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder connections(int connections) {
            this.connections = Require.range(connections, "connections", 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets how many of them one source may have; 1,000 by default.
         *
         * @param connections 1 or more
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder connectionsPerSource(int connections) {
            this.connectionsPerSource = Require.range(connections, "connections per source", 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets how long the body of a message that comes may be; 65,536 bytes by default. What phones and registrars send has a few
         * thousand.
         *
         * @param bytes 0 to {@link SipMessage#MAX_BODY}
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder body(int bytes) {
            this.body = Require.range(bytes, "bytes of a body", 0, SipMessage.MAX_BODY);
            return this;
        }

        /**
         * Sets how many bytes may wait; 65,536 by default.
         *
         * @param bytes 0 or more
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder waitingBytes(int bytes) {
            this.waitingBytes = Require.range(bytes, "waiting bytes", 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets the time for a first message; 30 s by default.
         *
         * @param time more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder firstMessage(Duration time) {
            this.firstMessage = Require.upToADay(time, "time for a first message");
            return this;
        }

        /**
         * Sets the time for a message that has begun; 30 s by default (sip 5.5).
         *
         * @param time more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder message(Duration time) {
            this.message = Require.upToADay(time, "time for a message");
            return this;
        }

        /**
         * Sets how long one may be silent; 10 minutes by default. It should be more than the keep-alive interval of the registrar, or
         * phones that refresh in time are cut off between.
         *
         * @param time more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder idle(Duration time) {
            this.idle = Require.upToADay(time, "idle time");
            return this;
        }

        /**
         * Sets the time for opening a connection; 8 s by default, as phones wait for TLS (sip 4.5).
         *
         * @param time more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder connect(Duration time) {
            this.connect = Require.upToADay(time, "time for connecting");
            return this;
        }

        /**
         * Puts them together.
         *
         * @return the limits
         */
        public StreamLimits build() {
            return new StreamLimits(this);
        }
    }
}
