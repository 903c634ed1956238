package org.emcc.tftp.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ServiceAddress;
import org.emcc.tftp.internal.DatagramLoop;
import org.emcc.tftp.protocol.Netascii;
import org.emcc.tftp.protocol.ReceivingTransfer;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.Rollover;
import org.emcc.tftp.protocol.TftpError;
import org.emcc.tftp.protocol.TftpPacket;
import org.emcc.tftp.protocol.TransferEnd;
import org.emcc.tftp.protocol.TransferMode;
import org.emcc.tftp.protocol.TransferOptions;
import org.emcc.tftp.protocol.TransferStep;
import org.jspecify.annotations.Nullable;

/**
 * A TFTP client. Any number of fetches may run at once, on one daemon thread, {@code emcc-tftp-client-<n>}; an outcome is there
 * as soon as the file is, while the dally after the last ACK goes on behind it.
 *
 * <p>The first answer fixes the server's port for the transfer, whatever port that is; a second one gets ERROR 5. A server which
 * stumbles over options is asked once more without them. Source: tftp 2.1, 2.3, 3.2.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class TftpClient implements AutoCloseable {
    /** The port of a server whose address has none. */
    public static final int DEFAULT_PORT = 69;

    private final RandomGenerator random;
    private final RetryPolicy retries;
    private final long maxBytes;
    private final Rollover rollover;
    private final DatagramLoop loop;

    // Belongs to the loop's thread, as do the fetches in it.
    private final Set<Fetch> running = new HashSet<>();
    private volatile boolean closed;

    private TftpClient(Builder builder) {
        this.random = builder.random;
        this.retries = builder.retries;
        this.maxBytes = builder.maxBytes;
        this.rollover = builder.rollover;
        this.loop = DatagramLoop.of("client", builder.clock);
    }

    /**
     * Begins a client.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Fetches a file as a phone does: octet mode, no options.
     *
     * @param server the server; port 69 where none is given
     * @param name the file name
     * @return the outcome
     * @throws IllegalArgumentException when the name cannot stand in a request
     * @throws CancellationException when the calling thread is interrupted; its mark is kept
     */
    public FetchOutcome fetch(ServiceAddress server, String name) {
        return fetch(socketAddress(server), name);
    }

    /**
     * Fetches a file as a phone does: octet mode, no options.
     *
     * @param server the server
     * @param name the file name
     * @return the outcome
     * @throws IllegalArgumentException when the name cannot stand in a request
     * @throws CancellationException when the calling thread is interrupted; its mark is kept
     */
    public FetchOutcome fetch(InetSocketAddress server, String name) {
        return fetch(server, name, TransferMode.OCTET, TransferOptions.none());
    }

    /**
     * Fetches a file.
     *
     * @param server the server
     * @param name the file name
     * @param mode octet, or netascii, whose line ends become LF
     * @param options what to ask for
     * @return the outcome
     * @throws IllegalArgumentException when the request breaks a limit of the protocol
     * @throws CancellationException when the calling thread is interrupted; its mark is kept
     */
    public FetchOutcome fetch(InetSocketAddress server, String name, TransferMode mode, TransferOptions options) {
        try {
            return fetchAsync(server, name, mode, options).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a file was being fetched");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch never fails with an exception", e);
        }
    }

    /**
     * Begins to fetch a file.
     *
     * @param server the server
     * @param name the file name
     * @param mode octet, or netascii, whose line ends become LF
     * @param options what to ask for
     * @return completes with the outcome, never with an exception, on the client's thread: what hangs on it must be quick
     * @throws IllegalArgumentException when the request breaks a limit of the protocol
     */
    public CompletableFuture<FetchOutcome> fetchAsync(
            InetSocketAddress server, String name, TransferMode mode, TransferOptions options) {
        Objects.requireNonNull(server, "server");
        CompletableFuture<FetchOutcome> outcome = new CompletableFuture<>();
        if (server.isUnresolved()) {
            outcome.complete(new FetchOutcome.GivenUp("the name of the server is unknown"));
            return outcome;
        }
        // Broken arguments are the caller's fault and thrown here, on the caller's thread.
        TftpPacket.Request request = new TftpPacket.Request(TftpPacket.Operation.READ, name, mode, List.of());
        ReceivingTransfer.begin(name, mode, options, maxBytes, retries, rollover, 0, Instant.EPOCH);
        loop.execute(() -> new Fetch(server, request, outcome).begin(options));
        if (closed) {
            outcome.complete(new FetchOutcome.GivenUp("the client is closed"));
        }
        return outcome;
    }

    private static InetSocketAddress socketAddress(ServiceAddress server) {
        return new InetSocketAddress(server.host(), server.portOr(DEFAULT_PORT));
    }

    /** Gives up what is running, and waits at most 5 s for the thread. Idempotent. */
    @Override
    public void close() {
        closed = true;
        loop.execute(() -> {
            for (Fetch fetch : List.copyOf(running)) {
                fetch.abort();
            }
        });
        loop.close();
    }

    /** One fetch, on the loop's thread. */
    private final class Fetch {
        private final InetSocketAddress server;
        private final TftpPacket.Request request;
        private final CompletableFuture<FetchOutcome> outcome;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private final Netascii text = new Netascii();
        private DatagramLoop.@Nullable Port port;
        private @Nullable InetSocketAddress peer;
        private @Nullable ReceivingTransfer transfer;
        private @Nullable Instant armed;

        Fetch(InetSocketAddress server, TftpPacket.Request request, CompletableFuture<FetchOutcome> outcome) {
            this.server = server;
            this.request = request;
            this.outcome = outcome;
        }

        void begin(TransferOptions options) {
            DatagramLoop.Port opened;
            try {
                opened = loop.open(new InetSocketAddress((InetAddress) null, 0), this::arrived);
            } catch (IOException e) {
                outcome.complete(new FetchOutcome.GivenUp("no port could be opened: " + e.getMessage()));
                return;
            }
            port = opened;
            running.add(this);
            follow(
                    ReceivingTransfer.begin(
                            request.name(),
                            request.mode(),
                            options,
                            maxBytes,
                            retries,
                            rollover,
                            random.nextLong(),
                            loop.now()),
                    opened);
        }

        private void arrived(byte[] datagram, InetSocketAddress from) {
            DatagramLoop.Port own = port;
            ReceivingTransfer at = transfer;
            if (own == null || at == null || !from.getAddress().equals(server.getAddress())) {
                return;
            }
            if (peer == null) {
                peer = from;
            }
            if (from.equals(peer)) {
                follow(at.receive(datagram, loop.now()), own);
            } else if (datagram.length >= 2 && datagram[1] != 5) {
                own.send(new TftpPacket.ErrorPacket(TftpError.UNKNOWN_TRANSFER, "Unknown transfer ID")::encodeTo, from);
            }
        }

        private void elapsed(Instant due) {
            if (!due.equals(armed)) {
                return;
            }
            armed = null;
            if (port != null && transfer != null) {
                follow(transfer.elapse(loop.now()), port);
            }
        }

        private void follow(TransferStep<ReceivingTransfer> step, DatagramLoop.Port own) {
            ReceivingTransfer now = step.next();
            transfer = now;
            for (TftpPacket packet : step.send()) {
                if (packet instanceof TftpPacket.Request) {
                    peer = null;
                    own.send(packet::encodeTo, server);
                } else if (peer != null) {
                    own.send(packet::encodeTo, peer);
                }
            }
            for (TftpPacket.Data data : step.deliver()) {
                if (request.mode() == TransferMode.NETASCII) {
                    text.add(data.payload());
                } else {
                    append(data.payload());
                }
            }
            now.end().ifPresent(end -> outcome.complete(outcome(end, now)));
            if (now.deadline().isEmpty()) {
                finish();
                return;
            }
            Instant due = now.deadline().get();
            if (armed == null || due.isBefore(armed)) {
                armed = due;
                loop.at(due, () -> elapsed(due));
            }
        }

        private void append(ByteBuffer payload) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            octets.writeBytes(bytes);
        }

        private FetchOutcome outcome(TransferEnd end, ReceivingTransfer at) {
            if (end instanceof TransferEnd.Done) {
                byte[] file = request.mode() == TransferMode.NETASCII ? text.toByteArray() : octets.toByteArray();
                return new FetchOutcome.Fetched(file, at.agreed());
            }
            if (end instanceof TransferEnd.PeerError error) {
                return error.code().equals(TftpError.NOT_FOUND)
                        ? new FetchOutcome.NotFound()
                        : new FetchOutcome.Refused(error.code(), error.message());
            }
            if (end instanceof TransferEnd.Broken broken) {
                return new FetchOutcome.GivenUp(broken.reason());
            }
            return new FetchOutcome.TimedOut();
        }

        void abort() {
            outcome.complete(new FetchOutcome.GivenUp("the client was closed"));
            finish();
        }

        private void finish() {
            running.remove(this);
            if (port != null) {
                port.close();
            }
        }
    }

    /**
     * Collects what a client needs.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = RandomGenerator.getDefault();
        private RetryPolicy retries = RetryPolicy.standard();
        private long maxBytes = 2L * 1024 * 1024;
        private Rollover rollover = Rollover.TO_ZERO;

        private Builder() {}

        /**
         * Where the time comes from; the system's clock by default.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Where the jitter of the timers comes from; the system's generator by default. Used by the client's thread only.
         *
         * @param random the generator
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * When the client asks again, when it gives up, and how long it dallies.
         *
         * @param retries the policy
         * @return this builder
         */
        public Builder retries(RetryPolicy retries) {
            this.retries = Objects.requireNonNull(retries, "retries");
            return this;
        }

        /**
         * The largest file to take; 2 MiB by default, the limit that phones log (phone-config-files 4.3).
         *
         * @param bytes 0 to 2147483639
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder maxBytes(long bytes) {
            if (bytes < 0 || bytes > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(
                        "largest file must be from 0 to " + (Integer.MAX_VALUE - 8) + " bytes, but is " + bytes);
            }
            this.maxBytes = bytes;
            return this;
        }

        /**
         * What servers send after block 65535 when no option says so; 0 by default.
         *
         * @param rollover block 0 or block 1
         * @return this builder
         */
        public Builder rollover(Rollover rollover) {
            this.rollover = Objects.requireNonNull(rollover, "rollover");
            return this;
        }

        /**
         * Starts the thread.
         *
         * @return the client
         */
        public TftpClient open() {
            TftpClient client = new TftpClient(this);
            client.loop.start();
            return client;
        }
    }
}
